/*
 * watergroup - sections gathered to rivers, basins, regions: counts and shares of classes, the status by the mean
 * rule (fewer than five sections) or the proportion rule, main pollution indices, targets met.
 * 环办[2011]22号 part 2.  Holds groups x periods.  Needs: watercols, waterput, watershare.
 *
 *	struct watergroup *g = watergroup_new(&w, &spec);
 *	watergroup_add(g, station, label, x, &judged);
 *	watergroup_rows(g, &put, out);
 */
#ifndef QJ_WATERGROUP_H
#define QJ_WATERGROUP_H

#include "waterput.h"

enum water_rule { WATER_AUTO, WATER_MEAN, WATER_SHARE };

struct watergroup;

struct watergroup_spec {
	const char	*by;		/* columns of the registry or of the input; "all": one group */
	enum water_rule	 rule;		/* WATER_AUTO: by the number of sections */
	bool		 closed;	/* shares are made to add up to 100 */
	bool		 due;		/* a column due: sections of the registry */
	bool		 plain_ph;	/* the plain mean of pH values */
	bool		 rounded;	/* means are rounded before they are judged */
};

/* A column that neither the registry nor the input has is a usage error. */
struct watergroup *watergroup_new(struct watercols *, const struct watergroup_spec *);
void		watergroup_free(struct watergroup *);

/* Remembers the row's cells of --by columns that the registry lacks; for each row. */
void		watergroup_seen(struct watergroup *);

/* A section's result of a time: x by column of watercols, its kind of water and verdict.  Without a class it is left out;
 * one that can't be judged is counted as undecided alone, but its values enter the mean. */
void		watergroup_add(struct watergroup *, size_t station, struct sv time, enum water_body, const struct dec *x,
		    const struct water_judged *);

/* A section that was due then; each of them once, those with a result too. */
void		watergroup_due(struct watergroup *, size_t station, struct sv time);

void		watergroup_head(const struct watergroup *, const struct waterput *, struct csvout *);
void		watergroup_rows(struct watergroup *, struct waterput *, struct csvout *);

#endif

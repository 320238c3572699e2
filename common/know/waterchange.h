/*
 * waterchange - what changed in a surface water between two periods: by class, by status, by shares.
 * 环办[2011]22号 part 3: the steps of status of a section, river or region; for groups of sections also
 * (change of the share of classes I to III) - (change of the share worse than V) [percentage points];
 * where the two differ, the larger change.  Arrows count classes.  Classes I and II have one status, so
 * from one to the other nothing changed, whatever the arrow.  Source: common/data/water_changes.csv,
 * water_classes.csv.  No I/O.  Needs: waterclass, decimal, table.
 *
 *	struct waterchanges w;
 *	waterchanges_init(&w, tabs);
 *	struct waterchange c = waterchange_status(&w, 3, 1);
 *	waterchange_word(&b, &c, true);		("明显好转": from status 3 to 1)
 */
#ifndef QJ_WATERCHANGE_H
#define QJ_WATERCHANGE_H

#include "waterclass.h"

enum waterchange_way { WATERCHANGE_CLASS, WATERCHANGE_STATUS, WATERCHANGE_SHARE, WATERCHANGE_NWAY };

/* A row of water_changes. */
struct waterchange_grade {
	enum waterchange_way	 way;
	int			 grade;		/* 0: no marked change */
	struct dec		 up_to;		/* largest size, included [classes, steps, points]; missing: no end */
	const char		*better[2], *worse[2];	/* words: Chinese, English */
};

struct waterchanges {
	struct waterchange_grade *v;		/* of each way with the smallest first */
	size_t			 n;
	struct water_words	 words;
	const char		*wrong;		/* why the table can't be used; NULL: it can */
};

void	waterchanges_init(struct waterchanges *, const struct tables *);
void	waterchanges_release(struct waterchanges *);

struct waterchange {
	const struct waterchange_grade	*grade;	/* NULL: there is no change to tell */
	int				 sign;	/* 1 better, -1 worse, 0 the same */
	struct ratio			 size;	/* at least 0 [classes, steps, points] */
};

/* The step of a status word, Chinese or English: 1 and up; 0 for what can't be judged; -1 for no such word. */
int	waterchange_step(const struct waterchanges *, struct sv status);

/* From one class (1 to 6) to another; no change to tell where either is none of these. */
struct waterchange waterchange_class(const struct waterchanges *, int base, int now);

/* From one step of status to another; none to tell where either is below 1. */
struct waterchange waterchange_status(const struct waterchanges *, int base, int now);

/* Shares [%] of classes I to III and of worse than V, exact as they stand; none where one is missing. */
struct waterchange waterchange_share(const struct waterchanges *, struct dec good_base, struct dec bad_base,
    struct dec good, struct dec bad);

/*
 * The one of the higher grade, a where the grades are the same, the other where one is none to tell.
 * Two marked changes of the same grade in opposite directions: none, and *contrary is set.
 */
struct waterchange waterchange_larger(struct waterchange a, struct waterchange b, bool *contrary);

/* Appends the word, nothing where there is no change to tell. */
void	waterchange_word(struct sbuf *, const struct waterchange *, bool zh);

#endif

/*
 * drinkput - what a judged source says of itself as cells of CSV: rows, periods, and shares of the limits.
 * Multiples and ratios are rounded as table rounding says (stages multiple, ratio); words are those of
 * table drinking_words.  Needs: drinkhold, csvout, waterclass.
 *
 *	drinkput_init(&p, &in, out, NULL, &opt);
 *	n = drinkput_names(&p, name);
 *	drinkput_judged(&p, &judged);
 */
#ifndef QJ_DRINKPUT_H
#define QJ_DRINKPUT_H

#include "csvout.h"
#include "drinkhold.h"
#include "drinkvolume.h"
#include "waterclass.h"

#define DRINKPUT_NAMES	24		/* most columns of drinkput_names */

struct drink_share;

struct drinkput_options {
	bool		en, words;
	bool		censored;	/* ratios of values below their limit of detection too */
	struct dec	from;		/* [%] least ratio written */
	long		top;		/* most ratios of all; 0: all of them */
};

struct drinkput {
	struct drinkput_options	 o;
	const struct drinkin	*in;
	struct csvout		*out;
	struct drinkvolume	*volumes;	/* lent; NULL: no column volume */
	const struct table	*words;
	struct water_words	 numerals;
	int			 multiple, ratio;	/* decimals */
	uint8_t			 reference[DRINK_ITEMS];	/* columns of reference items */
	size_t			 nreference;
	char			*name[DRINK_ITEMS];	/* their heads */
	struct sbuf		 b;
	struct map		 sources;		/* of ratios, in order of appearance */
	struct drink_share	*share;			/* ratios held back for their order */
	size_t			 nshare, capshare;
};

/* A source and the values judged, with the verdict on them. */
struct drink_judged {
	size_t			 site;
	struct sv		 station;
	enum water_body		 body;
	const struct dec	*x;		/* by column of drinkin */
	const struct drink_item	*v;		/* v[n] */
	const uint8_t		*column;	/* of v */
	size_t			 n;
	const struct drink_result *r;
	enum drink_verdict	 verdict;
	int			 alt;		/* the class by the other rounding, where it differs; else 0 */
};

void	drinkput_init(struct drinkput *, const struct drinkin *, struct csvout *, struct drinkvolume *,
	    const struct drinkput_options *);
void	drinkput_release(struct drinkput *);

/* The heads of drinkput_judged, into name (room for DRINKPUT_NAMES); their number. */
size_t	drinkput_names(const struct drinkput *, const char **name);
/* The cells; NULL: of a row without a verdict, all empty. */
void	drinkput_judged(struct drinkput *, const struct drink_judged *);

/* A source's period: station,time,water_type,rows,months,months_met[,volume], the cells above, alarm,failed. */
void	drinkput_period_head(const struct drinkput *);
void	drinkput_period(struct drinkput *, const struct drink_period *);

/* Shares of the limits of one source, held back until all are there: station,time,item,value,limit,ratio. */
void	drinkput_ratios_head(const struct drinkput *);
void	drinkput_ratios(struct drinkput *, struct sv time, const struct drink_judged *);
void	drinkput_ratios_end(struct drinkput *);

/* The two ways to a drink_judged. */
struct drink_judged drinkput_of_period(const struct drinkin *, const struct drink_period *);

#endif

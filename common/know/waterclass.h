/*
 * waterclass - the class of a section: of every item, the worst, what decides it, what exceeds, the main pollution indices.
 * 环办[2011]22号 (single-factor method), GB/T 14848-2017 clause 6.  A value below its limit of
 * detection counts as half of that; where that limit is above the bound tested, nothing is proved
 * and the verdict says so beside the class.  Source: common/data/water_classes.csv, water_first.csv, water_settings.csv.
 * Pure, no allocation.  Needs: waterlimit.
 *
 *	struct water_item v[] = { { .limit = tp, .x = x } };
 *	struct water_verdict r;
 *	water_judge(&r, v, 1, 3);		(r.class, v[0].class)
 */
#ifndef QJ_WATERCLASS_H
#define QJ_WATERCLASS_H

#include "waterlimit.h"

#define WATER_ITEMS	160	/* more items than any table has */
#define WATER_CLASSES	7	/* 0 to 6 */

struct water_item {
	const struct waterlimit	*limit;
	struct dec		 x;		/* missing: not measured; may be below a limit of detection */
	struct dec		 below;		/* of a mean x of halves: the largest limit of detection; missing: x is what it is */
	bool			 first;		/* cyanide and heavy metals: named first where they exceed */
	bool			 reference;	/* classed, but does not count (TN, coliforms) */
	/* set by water_judge */
	int			 class;		/* 0: not measured */
	bool			 unproved;	/* the limit of detection is above the class tested */
	struct ratio		 multiple;	/* of exceeding items, over the class tested; missing for DO and pH */
};

struct water_verdict {
	int		class;			/* worst of the assessed items, 1 to 6; 0: none measured */
	int		proved;			/* worst of those that their values prove; 0: none */
	bool		undecided;		/* what is not proved could change the verdict */
	unsigned int	judged;			/* assessed items with a value */
	int		tested;			/* the class that water_judge tested */
	unsigned int	nexceed;
	uint8_t		exceed[WATER_ITEMS];	/* items worse than that, as the main indices are ordered */
};

/* Classes in words: of the table's rows for 1 to 6; row 0 what can't be judged. */
struct water_words {
	const char	*numeral[WATER_CLASSES], *status[2][WATER_CLASSES], *colour[2][WATER_CLASSES], *rgb[WATER_CLASSES];
	int		 step[WATER_CLASSES];	/* of status; 0: none */
};
void	water_words_init(struct water_words *, const struct tables *);

/* The numeral of class 1 to 6, Ⅲ; "" for any other. water_class_parse reads it back. */
const char *water_numeral(const struct tables *, int class);

/* Whether the item goes first among the main indices (water_first.csv). */
bool	water_goes_first(const struct tables *, const char *item);

/* What the item proves: x, but of a mean of halves "<" the largest limit of detection. */
static inline struct dec
water_proof(const struct water_item *v)
{
	return dec_has(v->below) ? (struct dec){ v->below.m, v->below.scale, v->below.kind, '<' } : v->x;
}

/* The class of each item, of reference items too; class 0 where there is no value. */
void	water_classify(struct water_item *v, size_t n);

/*
 * The verdict of n (at most WATER_ITEMS) items, classified here.  tested: the class (setting exceed, III) that worse
 * items exceed, and that a limit of detection must be able to prove.
 */
void	water_judge(struct water_verdict *, struct water_item *v, size_t n, int tested);

/* How many main pollution indices r has: 0 where the class is that tested or better, else at most `most`; they lead r->exceed. */
unsigned int water_nmain(const struct water_verdict *r, unsigned int most);

/* A number of table water_settings, 1 to 1000; false where its row is not there or has none. */
bool	water_setting(const struct tables *, const char *key, unsigned int *);

#endif

/*
 * bloom - grade of an algal bloom by density and by area, of one point or of a whole water, and
 * whether a density can have its unit right.
 * Source: HJ 1098-2020; tables data/bloom_grades.csv, bloom_settings.csv.
 * Pure but for the tables it reads once.  Needs: bands, decimal.
 *
 *	struct bloom b;
 *	bloom_init(&b, tabs);
 *	bloom_grade(&b, BLOOM_DENSITY, dec_ratio(x))->level;	(3 for 10 000 000 cells/L)
 */
#ifndef QJ_BLOOM_H
#define QJ_BLOOM_H

#include "bands.h"

enum bloom_by { BLOOM_DENSITY, BLOOM_AREA };

struct bloom {
	struct bands	 by[2];		/* [enum bloom_by] */
	struct dec	 lowest_share, grade_share;	/* [%] */
	struct dec	 cell_most, cell_least;		/* chlorophyll a in a cell [pg] */
	struct dec	 density_low;			/* [cells/L] */
	struct dec	 day_hours;			/* [h] that a day of early warning needs */
	/* What is wrong with tables of the user's: the table, the key or scale, what; wrong NULL for nothing. */
	const char	*wrong, *wrong_table, *wrong_at;
};

/* The built-in tables are right; with tables of the user's look at wrong. */
void	bloom_init(struct bloom *, const struct tables *);

/* The grade of a density [cells/L] or share [%]; NULL for missing, negative, and over 100 %. */
const struct band *bloom_grade(const struct bloom *, enum bloom_by, struct ratio x);

/* How the grade of a whole water was found. */
enum bloom_rule { BLOOM_LOWEST, BLOOM_SHARE, BLOOM_MEAN, BLOOM_NONE };
extern const char *const bloom_rule_name[4];	/* "lowest", "share", "mean", "" */

struct bloom_water {
	const struct band	*grade;		/* NULL: no point has a value */
	enum bloom_rule		 rule;
};

/*
 * The whole water of density[n] [cells/L], one of each point: grade 1 where more than lowest_share
 * of the points have it; else the grade that at least grade_share of them have; else that of the mean.
 * Missing values are no points.
 */
struct bloom_water bloom_water(const struct bloom *, const struct ratio density[], size_t n);

/* What a density is doubted for: too little for its chlorophyll, or too much. */
enum bloom_doubt { BLOOM_FINE, BLOOM_TOO_LOW, BLOOM_TOO_HIGH };

/* Density [cells/L] against chlorophyll a [ug/L]; fine where either is missing, censored or not above 0. */
enum bloom_doubt bloom_doubt(const struct bloom *, struct dec density, struct dec chla);

#endif

/*
 * label - the text of a figure: item names with their figures below the line, units as printed,
 * numbers with a real minus sign, lines broken as Chinese is broken.
 * Source: common/data/subscripts.csv, so that "M3" or "COD2" stays as it is.
 * Pure.  Needs: decimal, str, table.
 *
 *	struct run r[LABEL_RUNS];
 *	size_t n = label_runs("PM2.5浓度", r);		("PM", "2.5" below the line, "浓度")
 */
#ifndef QJ_LABEL_H
#define QJ_LABEL_H

#include "decimal.h"
#include "str.h"

#define LABEL_RUNS	32	/* runs of one text; what is left over stays in the last one */
#define LABEL_SUB_SIZE	0.7	/* size of a subscript, of the size of the text */
#define LABEL_SUB_DROP	0.15	/* how far its base line lies lower, of the size of the text */

/* A piece of a text, borrowed from it. */
struct run {
	struct sv	text;
	bool		sub;		/* set below the line */
};

/* Cuts s into runs; returns how many; 0 for an empty text. */
size_t	label_runs(const char *s, struct run r[LABEL_RUNS]);

/* Appends the unit as it is printed: ug/m3 as μg/m³, degC as ℃, others as they are. */
void	label_unit(struct sbuf *, struct sv unit);

/*
 * Appends x rounded to n decimals by GB/T 8170, the minus sign U+2212, "<" or ">" kept; with plus,
 * a number above zero gets its sign.  Nothing for missing.
 */
void	label_number(struct sbuf *, struct dec x, int n, bool plus);

/* The same of a double, for scales. */
void	label_double(struct sbuf *, double v, int n);

/*
 * The length of the longest beginning of s, at least one character, that a line may end
 * behind, not longer than n.
 */
size_t	label_break(struct sv s, size_t n);

#endif

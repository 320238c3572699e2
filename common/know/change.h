/*
 * change - what changed between two values, and its words.
 * A concentration or index changes in percent of the base, computed from the displayed (rounded)
 * values, one decimal, half to even; a ratio in percentage points; a count in its own number.  A
 * displayed change of zero is "unchanged" (facts/air/rules 10, proved on the national bulletins).
 * Tables: compare_columns (kind by column name), rounding, words, unit_words.
 * Pure.  Needs: decimal, table, items, rounding.
 *
 *	struct change c;
 *	change_of(&c, CHANGE_VALUE, dec_int(34), dec_int(32), 1);	(pct 6.2, sign 1)
 */
#ifndef QJ_CHANGE_H
#define QJ_CHANGE_H

#include "decimal.h"
#include "items.h"

/* Water classes and status words change by waterchange's rules, not by the table of words. */
enum change_kind { CHANGE_UNKNOWN, CHANGE_KEY, CHANGE_LABEL, CHANGE_TEXT, CHANGE_STATUS, CHANGE_VALUE, CHANGE_DIFF,
    CHANGE_POINTS, CHANGE_DAYS, CHANGE_RANK, CHANGE_CLASS, CHANGE_WATER_CLASS };

/* What a column is. */
struct change_column {
	enum change_kind	 kind;		/* CHANGE_UNKNOWN: neither listed nor an item's */
	const struct item	*item;		/* NULL: none */
	int			 decimals;	/* of the displayed value; -1: as it stands */
	bool			 pad;		/* also where the cell has fewer */
};

/* By the table, else by the registry; an edition behind the name ("index_2012") does not matter. */
struct change_column change_column(const struct tables *, const struct items *, const char *medium,
		    const char *name);

/* Whether the kind is computed with. */
static inline bool
change_counts(enum change_kind k)
{
	return k >= CHANGE_VALUE;
}

/* The displayed value of a cell; pads and cuts by the column. */
struct dec	change_shown(const struct change_column *, struct dec);

struct change {
	struct dec	diff;		/* missing where either value is */
	struct dec	pct;		/* of CHANGE_VALUE with a base above zero */
	int		sign;		/* of what is displayed: -1, 0, 1 */
	bool		has;
	bool		small;		/* set by change_small */
};

/* pct is the decimals of percentages; points too are rounded to it. */
void		change_of(struct change *, enum change_kind, struct dec now, struct dec base, int pct);

/*
 * Marks a change that is at most one unit of the last displayed digit on a base below limit, where
 * the percentage would mislead.  Missing limit: none is marked.
 */
void		change_small(struct change *, enum change_kind, struct dec now, struct dec base,
    struct dec limit);

/* The word, "" without a change.  zh: Chinese. */
const char     *change_word(const struct tables *, enum change_kind, const struct change *, bool zh);

/* Appends the phrase, "同比上升13.0%"; as is what it is compared with, unit the item's (may be NULL). */
void		change_phrase(struct sbuf *, const struct tables *, enum change_kind, const struct change *,
		    const char *as, const char *unit, bool zh);

/* The name of a comparison: "year", "period" or "base". */
const char     *change_as(const struct tables *, const char *which, bool zh);

#endif

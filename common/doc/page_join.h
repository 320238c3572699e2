/*
 * page_join - what stays together on a line: a number and its unit; and what is set lower: PM2.5, O3.
 * Source: the tables joined_units and subscripts.  Pure.  Needs: table, str.
 *
 *	struct page_span s = { 0, 0 };
 *	while (page_join_next(NULL, text, s.to, &s))
 *		forbid_breaks(s.from, s.to);
 */
#ifndef QJ_PAGE_JOIN_H
#define QJ_PAGE_JOIN_H

#include "table.h"

/* Bytes [from, to) of a text. */
struct page_span {
	size_t	from, to;
};

/*
 * The next number with its sign, range and unit ("26微克/立方米", "1～10月", "-6.2%", "15 μg/m³") at
 * or after byte `at`.  One Chinese character behind a number always belongs to it.
 */
bool	page_join_next(const struct tables *, struct sv text, size_t at, struct page_span *);

/* The next run of characters that stand lower ("2.5" of PM2.5) at or after byte `at`. */
bool	page_sub_next(const struct tables *, struct sv text, size_t at, struct page_span *);

/* Chinese characters and full-width signs. */
bool	page_is_cjk(int rune);

#endif

/*
 * chartspec - the charts of a workbook as a CSV: sheet,kind,source,category,series,colours,title
 * [,alt,unit,rows].  Colours by name: data/palette.csv, aqi_levels.csv, water_classes.csv.
 * Needs: grid, facts, sheets, book (its structs only).
 *
 *	struct book_chart c;
 *	chartspec_row(&c, &d, grid, 0, &tabs, &items);
 */
#ifndef QJ_CHARTSPEC_H
#define QJ_CHARTSPEC_H

#include "sheets.h"

/*
 * Chart of row r of g; its texts are borrowed from g but for those chartspec_free frees.  Refused: an
 * unknown kind or colour, no series, more than BOOK_SERIES_MAX.
 */
void	chartspec_row(struct book_chart *, struct diag *, const struct grid *g, size_t r, const struct tables *,
	    const struct items *);
void	chartspec_free(struct book_chart *);

#endif

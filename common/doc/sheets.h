/*
 * sheets - tables as sheets of a workbook: a layout's table with the numbers as they are displayed, or
 * flat data with kinds and decimals told by the columns' names and cells.
 * Colours: data/aqi_levels.csv, water_classes.csv, palette.csv; decimals: data/items.csv.
 * Needs: tables, book (its structs only).
 *
 *	struct sheet s;
 *	sheet_of_view(&s, &view, 1);
 *	book_add(book, &s.b);
 *	sheet_release(&s);
 */
#ifndef QJ_SHEETS_H
#define QJ_SHEETS_H

#include "book.h"
#include "tables.h"

enum sheet_kind { SHEET_TEXT, SHEET_NUMBER, SHEET_TIME, SHEET_LEVEL, SHEET_CLASS };

struct sheet {
	struct book_sheet	 b;
	struct table_view	 v;		/* of a layout; v.t NULL for flat data */
	const struct grid	*g;
	const struct tables	*tabs;
	struct book_column	*col;
	enum sheet_kind		*kind;		/* of each column of flat data */
	struct sbuf		*format;	/* number format of each column */
	struct book_level	 level[BOOK_LEVELS], class[BOOK_LEVELS];
	char			*name;
	struct table_cell	 shown;		/* the cell last asked for */
	struct sbuf		 text, code, caption;
};

/* A laid-out sheet, its caption numbered 表number as on the page (0: not numbered); v is taken over. */
void	sheet_of_view(struct sheet *, struct table_view *v, size_t number);
/* A flat sheet of g named name. */
void	sheet_of_grid(struct sheet *, const struct grid *g, const char *name, const struct tables *,
	    const struct items *);
void	sheet_release(struct sheet *);

/* Fills and text colours of the AQI levels, with the ranges of the last edition. */
void	sheet_levels(const struct tables *, struct book_level level[BOOK_LEVELS]);
/* The same of the water classes, with their numerals. */
void	sheet_classes(const struct tables *, struct book_level class[BOOK_LEVELS]);

/* "#1F5A99" as a number; false where it is none. */
bool	sheet_colour(struct sv, uint32_t *);

#endif

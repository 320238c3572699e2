/*
 * page_table - a three-line table: columns measured and fitted to the measure, numbers aligned on the
 * decimal point, heads of two levels, rows drawn in parts so that a table can go over pages.
 * Lengths in points.  Needs: page_text.
 *
 *	struct page_table *t = page_table_new(&type, &sheet, block, 460, NULL);
 *	page_table_draw(t, cr, x, y, 0, t->nrow);		(height: headh + sum of rowh)
 */
#ifndef QJ_PAGE_TABLE_H
#define QJ_PAGE_TABLE_H

#include "page_text.h"

enum page_column { COLUMN_TEXT, COLUMN_CENTRE, COLUMN_RIGHT, COLUMN_NUMBER };

struct page_table {
	const struct md_table	 *md;
	const struct page_style	 *cells, *heads;
	size_t			  ncol, nrow;
	const struct tables	 *tabs;
	double			  width, pad;	/* pad: each side of a cell */
	double			 *x;		/* x[ncol + 1]: edges of columns, from the left */
	enum page_column	 *kind;
	double			 *point;	/* of a number column: widest part before the decimal point */
	double			 *block;	/* of a number column: widths before and behind the point */
	struct page_para	**over, **head;	/* over[c] at the first column of its group, else NULL */
	size_t			 *group;	/* group[c]: columns under over[c]; 0: none or not the first */
	struct page_para	**cell;
	int			 *split;	/* split[cell]: byte behind the whole part; -1: no number */
	double			 *rowh;
	double			  overh, headh;	/* headh: all of the head */
};

/*
 * Sets the table in the given width: at the normal size, then with wrapped heads and texts, then at
 * the small size.  NULL where it does not fit even so.
 */
struct page_table *page_table_new(struct page_type *, const struct page_sheet *, const struct md_block *,
		    double width);
void		page_table_free(struct page_table *);

/* Draws the head and the rows from..to - 1 at (x, y), with their rules. */
void		page_table_draw(const struct page_table *, cairo_t *, double x, double y, size_t from, size_t to);

/* Where the number in the text of a cell is split for alignment; -1 where it is no number. */
int		page_table_split(struct sv text);

#endif

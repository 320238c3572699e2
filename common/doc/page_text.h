/*
 * page_text - a paragraph set in lines of a given width: subscripts, joined numbers and units, Chinese
 * justification.  Lines are drawn one by one at a baseline of the caller's, so that the pitch is exact.
 * Glyphs that no installed font has are gathered and refused at the end.
 * Lengths in points.  Needs: page_md, page_style, page_font; pango, cairo.
 *
 *	struct page_type type;
 *	page_type_init(&type, &fonts, NULL, false);
 *	struct page_para *p = page_para_new(&type, &block->text, &style, 460, line);
 *	for (int i = 0; i < p->nline; i++)
 *		page_para_draw(p, cr, i, x, y + i * style.pitch);
 */
#ifndef QJ_PAGE_TEXT_H
#define QJ_PAGE_TEXT_H

#include <cairo.h>
#include <pango/pango.h>

#include "page_font.h"
#include "page_md.h"
#include "page_style.h"

#define PAGE_UNKNOWN_MAX 16

/* What all text of a document shares. */
struct page_type {
	PangoContext		*ctx;
	const struct page_fonts	*fonts;
	const struct tables	*tabs;
	struct page_rgb		 level[MD_WARN + 1];	/* by md_run.level; [0] unused */
	struct {
		guint32		rune;
		unsigned long	line;		/* where first */
	}			 unknown[PAGE_UNKNOWN_MAX];
	size_t			 nunknown;	/* different ones kept */
	unsigned long		 unknown_count;	/* glyphs in all */
	bool			 in_cell;	/* figures of one width; the ground of a level is the cell's */
};

/* A link or footnote mark in a paragraph: bytes [from, to). */
struct page_link {
	int			 from, to;
	const struct md_run	*run;
};

struct page_para {
	PangoLayout		*layout;
	const struct page_style	*style;
	double			 width;
	int			 nline;
	struct page_link	*link;
	size_t			 nlink, linkcap;
};

void	page_type_init(struct page_type *, const struct page_fonts *, const struct tables *, bool english);
void	page_type_release(struct page_type *);

/* Refuses, naming the characters, where any text had a glyph that no font has. */
void	page_type_check(const struct page_type *, struct diag *, const char *file);

/* width <= 0: one line as long as it wants. line: of the source.  text must outlive the paragraph. */
struct page_para *page_para_new(struct page_type *, const struct md_text *text, const struct page_style *,
	    double width, unsigned long line);
struct page_para *page_para_plain(struct page_type *, const char *text, const struct page_style *, double width);
void	page_para_free(struct page_para *);

/* Width of its widest line, and of the text before the first byte `at` of its first line [pt]. */
double	page_para_extent(const struct page_para *);
double	page_para_upto(const struct page_para *, int at);

/* The width of its longest piece that no line end can part. */
double	page_para_unbreakable(const struct page_para *);

/* Height: lines x pitch. */
double	page_para_height(const struct page_para *);

/*
 * Draws line i with its top at y (the em box is centred in the pitch), the paragraph's left at x.
 */
void	page_para_draw(const struct page_para *, cairo_t *, int i, double x, double y);
void	page_para_draw_all(const struct page_para *, cairo_t *, double x, double y);

/* Where link k stands in line i: false if not in it; else x from the paragraph's left, and its width. */
bool	page_para_link_at(const struct page_para *, size_t k, int i, double *x, double *w);

#endif

/*
 * page_font - roles of type (body, head, kai ...) and the installed families that fill them.
 * Source: the table fonts; a centre's own map (CSV role,family[,weight]) goes before it.
 * Needs: diag, table, csvin; fontconfig, pango.
 *
 *	struct page_fonts f = { 0 };
 *	page_fonts_init(&f, &d, NULL, NULL);
 *	PangoFontDescription *fd = page_fonts_desc(&f, "body", 12);
 */
#ifndef QJ_PAGE_FONT_H
#define QJ_PAGE_FONT_H

#include <pango/pango.h>

#include "diag.h"
#include "table.h"

#define PAGE_FONT_MAX 16

struct page_font {
	char		*role;
	const char	*wanted;	/* the official face */
	char		*family;	/* in use; never NULL after init */
	PangoWeight	 weight;
	bool		 mapped;	/* from the centre's map */
};

struct page_fonts {
	struct page_font	 font[PAGE_FONT_MAX];
	size_t			 n;
	char			*spare;		/* ",Family,Family": where a family has no such glyph */
};

/*
 * map: file name or NULL.  Refuses a role without any installed family, naming the package to
 * install; an unknown role or a family of the map that is not installed.
 */
void	page_fonts_init(struct page_fonts *, struct diag *, const struct tables *, const char *map);
void	page_fonts_release(struct page_fonts *);

const struct page_font *page_fonts_get(const struct page_fonts *, const char *role);

/* The face of a role ("body", or "body-bold") at a size [pt]; the caller frees it. */
PangoFontDescription   *page_fonts_desc(const struct page_fonts *, const char *role, double size);

#endif

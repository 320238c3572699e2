/*
 * page_draw - pages of boxes to a PDF in memory: header, footer, stamp, links, bookmarks, structure, metadata.
 * cairo 1.16 writes PDF 1.5 with structure tags, neither PDF/UA nor PDF/A.
 * Needs: page_box; cairo.
 *
 *	struct sbuf pdf = { 0 };
 *	const struct page_meta m = { .creator = "qj-pdf", .created = "2026-11-12T00:00:00+08:00" };
 *	page_draw(&flow, &d, &m, &pdf);
 */
#ifndef QJ_PAGE_DRAW_H
#define QJ_PAGE_DRAW_H

#include "page_box.h"

struct page_meta {
	const char	*creator;	/* tool and version */
	const char	*created;	/* ISO 8601 with zone */
	bool		 bind;		/* margins change sides on even pages */
};

/* Appends the document to out; dies where cairo or a picture fails. */
void	page_draw(const struct page_flow *, struct diag *, const struct page_meta *, struct sbuf *out);

#endif

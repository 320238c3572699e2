/*
 * page_pic - a picture of a report: SVG through librsvg (text stays text), PNG through cairo.
 * Only files inside the folders named are opened, and an SVG can load nothing else.
 * Needs: diag; librsvg, cairo.
 *
 *	struct page_pic *p = page_pic_open(&d, &at, dirs, "fig1.svg");
 *	page_pic_draw(p, cr, x, y, 460, 300);
 */
#ifndef QJ_PAGE_PIC_H
#define QJ_PAGE_PIC_H

#include <cairo.h>

#include "diag.h"

struct page_pic;

/*
 * dirs: NULL-terminated folders, searched in order.  Refuses, with the place, a picture that is not
 * there, lies outside the folders, is over 64 MiB, or is neither SVG nor PNG.
 */
struct page_pic *page_pic_open(struct diag *, const struct place *at, const char *const dirs[], const char *name);
void		page_pic_free(struct page_pic *);

/* Height over width; above 0. */
double		page_pic_aspect(const struct page_pic *);

/* Fits it into the rectangle [pt]; false where the renderer fails. */
bool		page_pic_draw(const struct page_pic *, cairo_t *, double x, double y, double w, double h);

#endif

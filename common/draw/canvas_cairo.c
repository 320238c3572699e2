/*
 * The cairo backend: PDF and PNG, kept in memory until the picture is finished.
 */
#include <math.h>
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "canvas.h"
#include "version.h"

static cairo_status_t
keep(void *arg, const unsigned char *p, unsigned int n)
{
	const void *bytes = p;

	sbuf_put(arg, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

static void
describe(struct canvas *c)
{
	struct sbuf b = { 0 };

	if (c->page.title != NULL && *c->page.title != '\0')
		cairo_pdf_surface_set_metadata(c->surface, CAIRO_PDF_METADATA_TITLE, c->page.title);
	cairo_pdf_surface_set_metadata(
	    c->surface, CAIRO_PDF_METADATA_CREATOR, "Qingjiang " QJ_VERSION);
	if (c->page.date != NULL) {
		sbuf_printf(&b, "%sT00:00:00+08:00", c->page.date);
		cairo_pdf_surface_set_metadata(c->surface, CAIRO_PDF_METADATA_CREATE_DATE, b.p);
	}
	sbuf_release(&b);
}

static void
open_cairo(struct canvas *c)
{
	const double s = c->page.dpi / 72.0;

	if (c->format == CANVAS_PDF) {
		c->surface =
		    cairo_pdf_surface_create_for_stream(keep, &c->out, c->page.w, c->page.h);
		describe(c);
	} else
		c->surface = cairo_image_surface_create(
		    CAIRO_FORMAT_RGB24, (int)lround(c->page.w * s), (int)lround(c->page.h * s));
	c->cr = cairo_create(c->surface);
	if (c->format == CANVAS_PNG) {
		cairo_set_source_rgb(
		    c->cr, 1, 1, 1); /* the last row and column may be part of the page only */
		cairo_paint(c->cr);
		cairo_scale(c->cr, s, s);
	}
}

static void
set_color(struct canvas *c, uint32_t rgb)
{
	cairo_set_source_rgb(
	    c->cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0, (rgb & 0xff) / 255.0);
}

static void
paint(struct canvas *c, uint32_t fill, const struct pen *pen)
{
	double d[6];

	if (fill != INK_NONE) {
		set_color(c, fill);
		cairo_fill_preserve(c->cr);
	}
	if (pen != NULL) {
		set_color(c, pen->color);
		cairo_set_line_width(c->cr, pen->width);
		cairo_set_dash(c->cr, d, canvas_dashes(pen, d), 0);
		cairo_stroke_preserve(c->cr);
	}
	cairo_new_path(c->cr);
}

static void
path_cairo(struct canvas *c, const struct spot *p, size_t n, bool closed, uint32_t fill,
    const struct pen *pen)
{
	cairo_move_to(c->cr, p[0].x, p[0].y);
	for (size_t i = 1; i < n; i++)
		cairo_line_to(c->cr, p[i].x, p[i].y);
	if (closed)
		cairo_close_path(c->cr);
	cairo_set_line_join(c->cr, closed ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_ROUND);
	paint(c, fill, pen);
}

static void
circle_cairo(struct canvas *c, double x, double y, double r, uint32_t fill, const struct pen *pen)
{
	cairo_arc(c->cr, x, y, r, 0, 2 * 3.14159265358979323846);
	cairo_close_path(c->cr);
	paint(c, fill, pen);
}

/* The text is in the layout already (canvas_text). */
static void
text_cairo(struct canvas *c, double x, double y, const char *s, const struct face *f)
{
	PangoRectangle logical;
	double w;

	(void)s;
	pango_layout_get_extents(c->layout, NULL, &logical);
	w = (double)logical.width / PANGO_SCALE;
	cairo_save(c->cr);
	cairo_translate(c->cr, x, y);
	cairo_rotate(c->cr, f->angle * 3.14159265358979323846 / 180);
	cairo_move_to(c->cr,
	    f->anchor == ANCHOR_START	? 0 :
		f->anchor == ANCHOR_END ? -w :
					  -w / 2,
	    0);
	set_color(c, f->color);
	pango_cairo_show_layout_line(c->cr, pango_layout_get_line_readonly(c->layout, 0));
	cairo_restore(c->cr);
}

static void
group_cairo(struct canvas *c, const char *title)
{
	(void)c;
	(void)title;
}

static void
end_cairo(struct canvas *c)
{
	(void)c;
}

static void
clip_cairo(struct canvas *c, double x, double y, double w, double h)
{
	cairo_save(c->cr);
	cairo_rectangle(c->cr, x, y, w, h);
	cairo_clip(c->cr);
}

static void
unclip_cairo(struct canvas *c)
{
	cairo_restore(c->cr);
}

/* CRC-32 of PNG chunks (ISO 3309). */
static uint32_t
crc(const unsigned char *p, size_t n)
{
	uint32_t r = UINT32_MAX;

	for (size_t i = 0; i < n; i++) {
		r ^= p[i];
		for (int k = 0; k < 8; k++)
			r = (r & 1) != 0 ? 0xEDB88320u ^ r >> 1 : r >> 1;
	}
	return ~r;
}

static void
put32(unsigned char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (unsigned char)(v >> (24 - 8 * i));
}

/* Cairo leaves the resolution out, and Word would show the picture at three times its size. */
static void
add_resolution(struct canvas *c, const struct sbuf *png)
{
	const size_t head = 8 + 25;		/* signature, IHDR */
	unsigned char phys[21] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
	const void *bytes = phys;
	const uint32_t per_metre = (uint32_t)lround(c->page.dpi / 0.0254);

	put32(phys + 8, per_metre);
	put32(phys + 12, per_metre);
	phys[16] = 1;
	put32(phys + 17, crc(phys + 4, 13));
	sbuf_put(&c->out, png->p, head);
	sbuf_put(&c->out, bytes, sizeof(phys));
	sbuf_put(&c->out, png->p + head, png->n - head);
}

static bool
close_cairo(struct canvas *c)
{
	cairo_status_t st = cairo_status(c->cr);

	if (c->format == CANVAS_PNG && st == CAIRO_STATUS_SUCCESS) {
		struct sbuf png = { 0 };

		st = cairo_surface_write_to_png_stream(c->surface, keep, &png);
		if (st == CAIRO_STATUS_SUCCESS)
			add_resolution(c, &png);
		sbuf_release(&png);
	}
	cairo_destroy(c->cr);
	cairo_surface_finish(c->surface);
	if (st == CAIRO_STATUS_SUCCESS)
		st = cairo_surface_status(c->surface);
	cairo_surface_destroy(c->surface);
	c->failure = cairo_status_to_string(st);
	return st == CAIRO_STATUS_SUCCESS;
}

const struct canvas_ops canvas_cairo = { open_cairo, path_cairo, circle_cairo, text_cairo,
	group_cairo, end_cairo, clip_cairo, unclip_cairo, close_cairo };

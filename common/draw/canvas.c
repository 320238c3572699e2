#include <assert.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "canvas.h"
#include "label.h"
#include "mem.h"

static PangoLayout *
new_layout(void)
{
	PangoFontMap *map =
	    pango_cairo_font_map_get_default(); /* the library's; keeps loaded fonts */
	PangoContext *ctx;
	PangoLayout *layout;
	cairo_font_options_t *fo = cairo_font_options_create();

	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
	ctx = pango_font_map_create_context(map);
	cairo_font_options_set_hint_style(fo, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(fo, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(fo, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(ctx, fo);
	cairo_font_options_destroy(fo);
	pango_context_set_round_glyph_positions(ctx, FALSE);
	pango_context_set_language(ctx, pango_language_from_string(CANVAS_LANG));
	layout = pango_layout_new(ctx);
	g_object_unref(ctx);
	return layout;
}

struct canvas *
canvas_open(enum canvas_format format, const struct canvas_page *page)
{
	struct canvas *c = mem_alloc(sizeof(*c));

	c->page = *page;
	if (c->page.dpi == 0)
		c->page.dpi = 300;
	c->format = format;
	c->ops = format == CANVAS_SVG ? &canvas_svg : &canvas_cairo;
	c->layout = new_layout();
	c->ops->open(c);
	return c;
}

/* Another family has other widths, and Japanese or no Chinese shapes perhaps. */
static void
check_family(const struct canvas *c, struct diag *d)
{
	PangoFontDescription *want = pango_font_description_from_string(CANVAS_FONT), *got = NULL;
	PangoFont *font = pango_context_load_font(pango_layout_get_context(c->layout), want);

	if (font != NULL)
		got = pango_font_describe(font);
	if (got != NULL && strcmp(pango_font_description_get_family(got), CANVAS_FONT) != 0)
		diag_warn(d, _("the font %s is not installed; %s is used"), CANVAS_FONT,
		    pango_font_description_get_family(got));
	pango_font_description_free(got);
	pango_font_description_free(want);
	g_clear_object(&font);
}

void
canvas_close(struct canvas *c, struct diag *d, struct sbuf *out)
{
	const bool ok = c->ops->close(c);

	assert(c->nclip == 0);
	if (c->unknown.n > 0) {
		struct sbuf q = { 0 };

		str_quote(&q, sbuf_sv(&c->unknown));
		diag_refuse(d, NULL, _("no font has every character of '%s'"), q.p);
	}
	if (!ok)
		diag_broken(d, _("cannot draw: %s"), c->failure);
	if (c->has_text)
		check_family(c, d);
	*out = c->out;
	sbuf_release(&c->unknown);
	g_object_unref(c->layout);
	free(c);
}

enum canvas_format
canvas_format_of(const char *name)
{
	static const char *const word[] = { "svg", "pdf", "png" };
	const char *dot = strrchr(name, '.');

	if (dot != NULL)
		name = dot + 1;
	for (int i = 0; i < CANVAS_NFORMAT; i++) {
		if (strcmp(name, word[i]) == 0)
			return (enum canvas_format)i;
	}
	return CANVAS_NFORMAT;
}

void
canvas_path(struct canvas *c, const struct spot *p, size_t n, bool closed, uint32_t fill,
    const struct pen *pen)
{
	if (n >= 2 && (fill != INK_NONE || pen != NULL))
		c->ops->path(c, p, n, closed, fill, pen);
}

void
canvas_line(struct canvas *c, double x0, double y0, double x1, double y1, const struct pen *pen)
{
	const struct spot p[2] = { { x0, y0 }, { x1, y1 } };

	canvas_path(c, p, 2, false, INK_NONE, pen);
}

void
canvas_rect(
    struct canvas *c, double x, double y, double w, double h, uint32_t fill, const struct pen *pen)
{
	const struct spot p[4] = { { x, y }, { x + w, y }, { x + w, y + h }, { x, y + h } };

	canvas_path(c, p, 4, true, fill, pen);
}

void
canvas_circle(struct canvas *c, double x, double y, double r, uint32_t fill, const struct pen *pen)
{
	c->ops->circle(c, x, y, r, fill, pen);
}

void
canvas_marker(struct canvas *c, enum marker m, double x, double y, double r, uint32_t fill,
    const struct pen *pen)
{
	const double t = r * 1.15, s = r * 0.88;	/* shapes of about equal area */
	const struct spot tri[3] = { { x, y - t }, { x + t, y + t * 0.8 }, { x - t, y + t * 0.8 } };
	const struct spot dia[4] = { { x, y - t * 1.1 }, { x + t * 1.1, y }, { x, y + t * 1.1 },
		{ x - t * 1.1, y } };

	switch (m) {
	case MARKER_SQUARE:
		canvas_rect(c, x - s, y - s, 2 * s, 2 * s, fill, pen);
		break;
	case MARKER_TRIANGLE:
		canvas_path(c, tri, 3, true, fill, pen);
		break;
	case MARKER_DIAMOND:
		canvas_path(c, dia, 4, true, fill, pen);
		break;
	default:
		canvas_circle(c, x, y, r, fill, pen);
		break;
	}
}

/*
 * Strokes at 45 degrees, step apart along the horizontal, each cut where it leaves the
 * rectangle.
 */
static void
strokes(
    struct canvas *c, double x, double y, double w, double h, bool rising, const struct pen *pen)
{
	const double step = 3.6;

	for (double s = step / 2; s < w + h; s += step) {
		const double from = fmax(0, s - h), to = fmin(s, w);	/* along the horizontal */
		const double y0 = s - from, y1 = s - to;		/* from the top */

		if (to - from < 0.3)
			continue;
		if (rising)
			canvas_line(c, x + from, y + y0, x + to, y + y1, pen);
		else
			canvas_line(c, x + from, y + h - y0, x + to, y + h - y1, pen);
	}
}

void
canvas_hatch(
    struct canvas *c, double x, double y, double w, double h, enum hatch hatch, uint32_t color)
{
	const struct pen pen = { .color = color, .width = 0.45 };

	if (hatch == HATCH_RISING || hatch == HATCH_CROSS)
		strokes(c, x, y, w, h, true, &pen);
	if (hatch == HATCH_FALLING || hatch == HATCH_CROSS)
		strokes(c, x, y, w, h, false, &pen);
}

static void
add_attr(PangoAttrList *list, PangoAttribute *a, const struct run *r, const char *s)
{
	a->start_index = (guint)(r->text.p - s);
	a->end_index = (guint)(r->text.p - s + (ptrdiff_t)r->text.n);
	pango_attr_list_insert(list, a);
}

void
canvas_lay(struct canvas *c, const char *s, const struct face *f)
{
	struct run r[LABEL_RUNS];
	const size_t n = label_runs(s, r);
	PangoAttrList *list = pango_attr_list_new();
	PangoFontDescription *font = pango_font_description_from_string(CANVAS_FONT);

	pango_font_description_set_absolute_size(font, f->size * PANGO_SCALE);
	if (f->bold)
		pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
	for (size_t i = 0; i < n; i++) {
		if (!r[i].sub)
			continue;
		add_attr(list,
		    pango_attr_size_new_absolute((int)(f->size * LABEL_SUB_SIZE * PANGO_SCALE)),
		    &r[i], s);
		add_attr(list, pango_attr_rise_new((int)(-f->size * LABEL_SUB_DROP * PANGO_SCALE)),
		    &r[i], s);
	}
	pango_layout_set_font_description(c->layout, font);
	pango_layout_set_attributes(c->layout, list);
	pango_layout_set_text(c->layout, s, -1);
	pango_attr_list_unref(list);
	pango_font_description_free(font);
	if (pango_layout_get_unknown_glyphs_count(c->layout) > 0 && c->unknown.n == 0)
		sbuf_puts(&c->unknown, s);
}

double
canvas_width(struct canvas *c, const char *s, const struct face *f)
{
	PangoRectangle logical;

	canvas_lay(c, s, f);
	pango_layout_get_extents(c->layout, NULL, &logical);
	return (double)logical.width / PANGO_SCALE;
}

void
canvas_text(struct canvas *c, double x, double y, const char *s, const struct face *f)
{
	if (*s == '\0')
		return;
	canvas_lay(c, s, f);
	c->has_text = true;
	c->ops->text(c, x, y, s, f);
}

void
canvas_group(struct canvas *c, const char *title)
{
	c->ops->group(c, title);
}

void
canvas_end(struct canvas *c)
{
	c->ops->end(c);
}

void
canvas_clip(struct canvas *c, double x, double y, double w, double h)
{
	c->nclip++;
	c->ops->clip(c, x, y, w, h);
}

void
canvas_unclip(struct canvas *c)
{
	c->nclip--;
	c->ops->unclip(c);
}

int
canvas_dashes(const struct pen *p, double d[6])
{
	static const struct { int n; double len[6]; } dash[] = {
		[DASH_NONE] = { 0, { 0 } },
		[DASH_LONG] = { 2, { 4, 2 } },
		[DASH_SHORT] = { 2, { 1.6, 1.6 } },
		[DASH_MIXED] = { 4, { 5, 1.6, 1.2, 1.6 } },
	};

	memcpy(d, dash[p->dash].len, sizeof(dash[0].len));
	return dash[p->dash].n;
}

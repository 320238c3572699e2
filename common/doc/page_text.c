#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <hb.h>
#include <pango/pangocairo.h>

#include "mem.h"
#include "page_join.h"
#include "page_text.h"

#define SUB_SIZE	0.70		/* of the text's size, as measured to look right */
#define SUB_DROP	(2.0 / 14.0)	/* of the text's size */
#define EM_MIDDLE	0.38		/* middle of a Chinese em box above the baseline, of the size */
#define GAP_MAX		0.30		/* widest gap justification makes, of the size */
#define GAP_LOOSE	0.12		/* a line with wider ones may part a unit like 微克/立方米 */
#define WORD_GAP_MAX	0.80		/* the same in a line of words, where there are few */
#define BRACKET_MAX	10		/* [cells] longer brackets may be parted */
#define LINE_TOLERANCE	0.05		/* [pt]; 28 characters of 1/28 of the line must fit */

void
page_type_init(struct page_type *t, const struct page_fonts *fonts, const struct tables *tabs, bool english)
{
	PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	cairo_font_options_t *fo = cairo_font_options_create();

	*t = (struct page_type){ .fonts = fonts, .tabs = tabs };
	t->ctx = pango_font_map_create_context(map);
	cairo_font_options_set_hint_style(fo, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(fo, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(t->ctx, fo);
	pango_context_set_language(t->ctx, pango_language_from_string(english ? "en" : "zh-cn"));
	pango_context_set_round_glyph_positions(t->ctx, FALSE);
	for (unsigned int i = 1; i <= PAGE_GROUNDS; i++)
		t->level[i] = page_rgb_level(tabs, i);
	t->level[MD_WARN] = page_rgb_warn(tabs);
	cairo_font_options_destroy(fo);
	g_object_unref(map);
}

void
page_type_release(struct page_type *t)
{
	if (t->ctx != NULL)
		g_object_unref(t->ctx);
	t->ctx = NULL;
}

void
page_type_check(const struct page_type *t, struct diag *d, const char *file)
{
	struct sbuf b = { 0 };

	if (t->unknown_count == 0)
		return;
	for (size_t i = 0; i < t->nunknown; i++) {
		sbuf_puts(&b, i == 0 ? "" : ", ");
		sbuf_putrune(&b, (int)t->unknown[i].rune);
		sbuf_printf(&b, " (U+%04X)", (unsigned int)t->unknown[i].rune);
	}
	diag_refuse(d, &(struct place){ file, t->unknown[0].line, NULL },
	    ngettext("%lu character has no glyph in the installed fonts: %s",
	    "%lu characters have no glyph in the installed fonts: %s", t->unknown_count), t->unknown_count, b.p);
}

static void
note_unknown(struct page_type *t, guint32 rune, unsigned long line)
{
	t->unknown_count++;
	for (size_t i = 0; i < t->nunknown; i++) {
		if (t->unknown[i].rune == rune)
			return;
	}
	if (t->nunknown < PAGE_UNKNOWN_MAX) {
		t->unknown[t->nunknown].rune = rune;
		t->unknown[t->nunknown++].line = line;
	}
}

static void
count_unknown(struct page_type *t, PangoLayout *layout, unsigned long line)
{
	for (GSList *l = pango_layout_get_lines_readonly(layout); l != NULL; l = l->next) {
		for (GSList *r = ((PangoLayoutLine *)l->data)->runs; r != NULL; r = r->next) {
			const PangoGlyphString *gs = ((PangoLayoutRun *)r->data)->glyphs;

			for (int i = 0; i < gs->num_glyphs; i++) {
				if ((gs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
					note_unknown(t, gs->glyphs[i].glyph & ~PANGO_GLYPH_UNKNOWN_FLAG, line);
			}
		}
	}
}

static void
put_attr(PangoAttrList *al, PangoAttribute *a, size_t from, size_t to)
{
	a->start_index = (guint)from;
	a->end_index = (guint)to;
	pango_attr_list_insert(al, a);
}

static guint16
channel(double v)
{
	return (guint16)lround(v * 65535);
}

static void
put_level(PangoAttrList *al, struct page_rgb ground, bool in_cell, size_t from, size_t to)
{
	const struct page_rgb ink = page_rgb_legible(ground);

	if (!in_cell)
		put_attr(al, pango_attr_background_new(channel(ground.r), channel(ground.g), channel(ground.b)),
		    from, to);
	put_attr(al, pango_attr_foreground_new(channel(ink.r), channel(ink.g), channel(ink.b)), from, to);
}

static void
put_run(const struct page_type *t, PangoAttrList *al, const struct page_style *style, const struct md_run *r,
    size_t from, size_t to)
{
	if ((r->style & (MD_BOLD | MD_WORSE)) != 0)
		put_attr(al, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from, to);
	if ((r->style & MD_EMPH) != 0)
		put_attr(al, pango_attr_family_new(page_fonts_get(t->fonts, "kai")->family), from, to);
	if ((r->style & MD_REF) != 0)
		put_attr(al, pango_attr_allow_breaks_new(FALSE), from, to);
	if ((r->style & MD_SHORT) != 0)
		put_attr(al, pango_attr_style_new(PANGO_STYLE_OBLIQUE), from, to);
	if ((r->style & (MD_FOOT | MD_MARK)) != 0) {
		put_attr(al, pango_attr_size_new_absolute((int)(style->size * SUB_SIZE * PANGO_SCALE)), from, to);
		put_attr(al, pango_attr_rise_new((int)(style->size * 0.35 * PANGO_SCALE)), from, to);
	}
	if (r->level > 0)
		put_level(al, t->level[r->level], t->in_cell, from, to);
}

static void
put_joins(const struct page_type *t, PangoAttrList *al, const struct page_style *style, struct sv text, bool loose)
{
	struct page_span s = { 0, 0 };

	while (page_join_next(t->tabs, text, s.to, &s)) {
		const char *slash = loose ? memchr(text.p + s.from, '/', s.to - s.from) : NULL;
		const size_t mid = slash == NULL ? s.to : (size_t)(slash - text.p) + 1;

		put_attr(al, pango_attr_allow_breaks_new(FALSE), s.from, mid);
		if (mid < s.to)
			put_attr(al, pango_attr_allow_breaks_new(FALSE), mid, s.to);
	}
	s.to = 0;
	while (page_sub_next(t->tabs, text, s.to, &s)) {
		put_attr(al, pango_attr_size_new_absolute((int)(style->size * SUB_SIZE * PANGO_SCALE)), s.from, s.to);
		put_attr(al, pango_attr_rise_new(-(int)(style->size * SUB_DROP * PANGO_SCALE)), s.from, s.to);
	}
}

/* "（m/s）" of a head or title goes to a line of its own rather than being parted. */
static void
put_brackets(PangoAttrList *al, struct sv text)
{
	static const char *const open[] = { "（", "(" }, *const shut[] = { "）", ")" };

	for (size_t i = 0; i < text.n; i++) {
		for (size_t k = 0; k < 2; k++) {
			const size_t n = strlen(open[k]);
			const char *end;

			if (text.n - i < n || memcmp(text.p + i, open[k], n) != 0)
				continue;
			end = memmem(text.p + i, text.n - i, shut[k], n);
			if (end == NULL)
				continue;
			if (utf8_width((struct sv){ text.p + i, (size_t)(end - text.p) - i }) <= BRACKET_MAX)
				put_attr(al, pango_attr_allow_breaks_new(FALSE), i, (size_t)(end - text.p) + n);
		}
	}
}

/* Whether room may be made between character c and the next one. */
static bool
is_gap(int c, int next)
{
	return c == ' ' || page_is_cjk(c) || page_is_cjk(next);
}

/* Calls for each gap of the line; adds to its glyph's width. Gives the number of gaps. */
static int
widen(PangoLayoutLine *line, const char *text, int add)
{
	const int end = line->start_index + line->length;
	int n = 0;

	for (GSList *l = line->runs; l != NULL; l = l->next) {
		PangoLayoutRun *r = l->data;

		for (int i = 0; i < r->glyphs->num_glyphs; i++) {
			const int at = r->item->offset + r->glyphs->log_clusters[i];
			size_t len, len2;
			int c, next;

			if (i + 1 < r->glyphs->num_glyphs &&
			    r->glyphs->log_clusters[i + 1] == r->glyphs->log_clusters[i])
				continue;
			c = utf8_next(text + at, (size_t)(end - at), &len);
			if (at + (int)len >= end)
				continue;
			next = utf8_next(text + at + len, (size_t)(end - at) - len, &len2);
			if (!is_gap(c, next))
				continue;
			r->glyphs->glyphs[i].geometry.width += add;
			n++;
		}
	}
	return n;
}

/* The indent of a line: the first one's, or all others' where it hangs [Pango units]. */
static int
line_indent(const struct page_para *p, const PangoLayoutLine *line)
{
	const int indent = pango_layout_get_indent(p->layout);

	if (indent >= 0)
		return line->is_paragraph_start ? indent : 0;
	return line->is_paragraph_start ? 0 : -indent;
}

/* The width of "0" in a run's font [Pango units]. */
static int
zero_width(PangoFont *font)
{
	hb_codepoint_t glyph;
	PangoRectangle r;

	if (!hb_font_get_nominal_glyph(pango_font_get_hb_font(font), '0', &glyph))
		return 0;
	pango_font_get_glyph_extents(font, glyph, NULL, &r);
	return r.width;
}

/* Figures of one width, so that they stand under each other: the faces have no feature for it. */
static void
even_digits(struct page_para *p)
{
	const char *text = pango_layout_get_text(p->layout);

	for (int i = 0; i < p->nline; i++) {
		for (GSList *l = pango_layout_get_line(p->layout, i)->runs; l != NULL; l = l->next) {
			PangoLayoutRun *r = l->data;
			const int w = zero_width(r->item->analysis.font);

			for (int k = 0; k < r->glyphs->num_glyphs; k++) {
				const char c = text[r->item->offset + r->glyphs->log_clusters[k]];
				PangoGlyphGeometry *g = &r->glyphs->glyphs[k].geometry;

				if (c < '0' || c > '9' || w == 0)
					continue;
				g->x_offset += (w - g->width) / 2;
				g->width = w;
			}
		}
	}
}

/*
 * Lines but the last of a paragraph are widened to the measure; room goes between Chinese characters.
 * Gives the widest gap made in a line of them [of the size]; with only_look makes none.
 */
static double
justify(struct page_para *p, bool only_look)
{
	const char *text = pango_layout_get_text(p->layout);
	double widest = 0;

	for (int i = 0; i + 1 < p->nline; i++) {
		PangoLayoutLine *line = pango_layout_get_line(p->layout, i);
		const int end = line->start_index + line->length;
		PangoRectangle r;
		double most;
		int slack, n;

		if (strncmp(text + end, "\xe2\x80\xa8", 3) == 0)
			continue;			/* a forced line end */
		pango_layout_line_get_extents(line, NULL, &r);
		slack = (int)(p->width * PANGO_SCALE) - r.width - line_indent(p, line);
		n = widen(line, text, 0);
		most = p->style->size * (n > line->length / 6 ? GAP_MAX : WORD_GAP_MAX) * PANGO_SCALE;
		if (slack <= 0 || n == 0)
			continue;
		if (n > line->length / 6)
			widest = fmax(widest, (double)slack / n / PANGO_SCALE / p->style->size);
		if (slack / n < (int)most && !only_look)
			(void)widen(line, text, slack / n);
	}
	return widest;
}

static void
flatten(const struct page_type *t, struct page_para *p, const struct md_text *text, struct sbuf *s,
    PangoAttrList *al)
{
	for (size_t i = 0; i < text->n; i++) {
		const struct md_run *r = &text->run[i];
		const size_t from = s->n;

		sbuf_puts(s, r->text);
		put_run(t, al, p->style, r, from, s->n);
		if ((r->style & (MD_LINK | MD_REF | MD_FOOT)) == 0)
			continue;
		p->link = mem_grow(p->link, &p->linkcap, p->nlink + 1, sizeof(*p->link));
		p->link[p->nlink++] = (struct page_link){ (int)from, (int)s->n, r };
	}
}

/* Breaks the text into lines; loose: a unit may be parted behind its stroke. */
static void
lay_out(const struct page_type *t, struct page_para *p, const struct md_text *text, bool loose)
{
	const struct page_style *style = p->style;
	PangoFontDescription *fd = page_fonts_desc(t->fonts, style->role, style->size);
	PangoAttrList *al = pango_attr_list_new();
	struct sbuf s = { 0 };

	if (p->layout != NULL)
		g_object_unref(p->layout);
	p->layout = pango_layout_new(t->ctx);
	p->nlink = 0;
	flatten(t, p, text, &s, al);
	put_joins(t, al, style, sbuf_sv(&s), loose);
	if (style->align == ALIGN_CENTRE && s.n > 0)
		put_brackets(al, sbuf_sv(&s));
	put_attr(al, pango_attr_insert_hyphens_new(FALSE), 0, s.n);
	pango_layout_set_font_description(p->layout, fd);
	pango_layout_set_text(p->layout, s.p == NULL ? "" : s.p, (int)s.n);
	pango_layout_set_attributes(p->layout, al);
	pango_layout_set_auto_dir(p->layout, FALSE);
	if (p->width > 0) {
		pango_layout_set_width(p->layout, (int)((p->width + LINE_TOLERANCE) * PANGO_SCALE));
		pango_layout_set_wrap(p->layout, PANGO_WRAP_WORD_CHAR);
		pango_layout_set_indent(p->layout, (int)(style->indent * style->size * PANGO_SCALE));
	}
	p->nline = pango_layout_get_line_count(p->layout);
	pango_attr_list_unref(al);
	pango_font_description_free(fd);
	sbuf_release(&s);
}

struct page_para *
page_para_new(struct page_type *t, const struct md_text *text, const struct page_style *style, double width,
    unsigned long line)
{
	struct page_para *p = mem_alloc(sizeof(*p));

	p->style = style;
	p->width = width;
	lay_out(t, p, text, false);
	if (style->align == ALIGN_JUSTIFY && width > 0) {
		if (justify(p, true) > GAP_LOOSE)
			lay_out(t, p, text, true);
		(void)justify(p, false);
	}
	count_unknown(t, p->layout, line);
	if (t->in_cell)
		even_digits(p);
	return p;
}

struct page_para *
page_para_plain(struct page_type *t, const char *text, const struct page_style *style, double width)
{
	char *copy = mem_dup(text);
	struct md_run run = { .text = copy };
	const struct md_text one = { &run, 1, 1 };
	struct page_para *p = page_para_new(t, &one, style, width, 0);

	free(copy);
	return p;
}

void
page_para_free(struct page_para *p)
{
	if (p == NULL)
		return;
	g_object_unref(p->layout);
	free(p->link);
	free(p);
}

static double
line_width(PangoLayoutLine *line)
{
	PangoRectangle r;

	pango_layout_line_get_extents(line, NULL, &r);
	return (double)r.width / PANGO_SCALE;
}

double
page_para_extent(const struct page_para *p)
{
	double w = 0;

	for (int i = 0; i < p->nline; i++)
		w = fmax(w, line_width(pango_layout_get_line_readonly(p->layout, i)));
	return w;
}

double
page_para_upto(const struct page_para *p, int at)
{
	int x = 0;

	pango_layout_line_index_to_x(pango_layout_get_line_readonly(p->layout, 0), at, FALSE, &x);
	return (double)x / PANGO_SCALE;
}

double
page_para_unbreakable(const struct page_para *p)
{
	PangoLayoutLine *line = pango_layout_get_line_readonly(p->layout, 0);
	const char *text = pango_layout_get_text(p->layout);
	const PangoLogAttr *la;
	double widest = 0, from = 0;
	int n, byte = 0;

	la = pango_layout_get_log_attrs_readonly(p->layout, &n);
	for (int i = 1; i < n; i++) {
		int x = 0;

		byte += g_utf8_skip[(unsigned char)text[byte]];
		if (i < n - 1 && la[i].is_line_break == 0)
			continue;
		pango_layout_line_index_to_x(line, byte, FALSE, &x);
		widest = fmax(widest, (double)x / PANGO_SCALE - from);
		from = (double)x / PANGO_SCALE;
	}
	return widest;
}

double
page_para_height(const struct page_para *p)
{
	return p->nline * p->style->pitch;
}

/* Where line i begins, from the paragraph's left. */
static double
line_start(const struct page_para *p, PangoLayoutLine *line)
{
	const double slack = p->width > 0 ? p->width - line_width(line) : 0;

	if (p->style->align == ALIGN_CENTRE)
		return slack / 2;
	if (p->style->align == ALIGN_RIGHT)
		return slack;
	return p->width > 0 ? (double)line_indent(p, line) / PANGO_SCALE : 0;
}

void
page_para_draw(const struct page_para *p, cairo_t *cr, int i, double x, double y)
{
	PangoLayoutLine *line = pango_layout_get_line_readonly(p->layout, i);
	const struct page_style *s = p->style;

	cairo_set_source_rgb(cr, s->colour.r, s->colour.g, s->colour.b);
	cairo_move_to(cr, x + line_start(p, line), y + s->pitch / 2 + EM_MIDDLE * s->size);
	pango_cairo_show_layout_line(cr, line);
}

void
page_para_draw_all(const struct page_para *p, cairo_t *cr, double x, double y)
{
	for (int i = 0; i < p->nline; i++)
		page_para_draw(p, cr, i, x, y + i * p->style->pitch);
}

bool
page_para_link_at(const struct page_para *p, size_t k, int i, double *x, double *w)
{
	PangoLayoutLine *line = pango_layout_get_line_readonly(p->layout, i);
	const int from = p->link[k].from > line->start_index ? p->link[k].from : line->start_index;
	const int line_end = line->start_index + line->length;
	const int to = p->link[k].to < line_end ? p->link[k].to : line_end;
	int x0 = 0, x1 = 0;

	if (from >= to)
		return false;
	pango_layout_line_index_to_x(line, from, FALSE, &x0);
	pango_layout_line_index_to_x(line, to, FALSE, &x1);
	*x = line_start(p, line) + (double)x0 / PANGO_SCALE;
	*w = (double)(x1 - x0) / PANGO_SCALE;
	return true;
}

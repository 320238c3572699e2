/*
 * The SVG backend: written for librsvg and browsers, text as <text> in the family that Pango measures.
 */
#include <math.h>

#include "canvas.h"
#include "label.h"

static void
put_num(struct sbuf *b, double v)
{
	v = round(v * 100) / 100;
	sbuf_printf(b, "%.2f", v == 0 ? 0 : v);		/* never -0.00 */
}

static void
put_attr(struct sbuf *b, const char *name, double v)
{
	sbuf_printf(b, " %s=\"", name);
	put_num(b, v);
	sbuf_putc(b, '"');
}

/* XML text; control characters, which XML 1.0 does not allow, become blanks. */
static void
put_xml(struct sbuf *b, struct sv s)
{
	for (size_t i = 0; i < s.n; i++) {
		const char c = s.p[i];

		if (c == '&')
			sbuf_puts(b, "&amp;");
		else if (c == '<')
			sbuf_puts(b, "&lt;");
		else if (c == '>')
			sbuf_puts(b, "&gt;");
		else if (c == '"')
			sbuf_puts(b, "&quot;");
		else
			sbuf_putc(b, (unsigned char)c < ' ' ? ' ' : c);
	}
}

static void
put_title(struct sbuf *b, const char *title)
{
	if (title == NULL || *title == '\0')
		return;
	sbuf_puts(b, "<title>");
	put_xml(b, sv_of(title));
	sbuf_puts(b, "</title>\n");
}

static void
open_svg(struct canvas *c)
{
	struct sbuf *b = &c->out;

	sbuf_puts(b,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"");
	sbuf_printf(b, " width=\"%.2fmm\" height=\"%.2fmm\"", c->page.w / MM_PT, c->page.h / MM_PT);
	sbuf_printf(
	    b, " viewBox=\"0 0 %.2f %.2f\" version=\"1.1\" role=\"img\"", c->page.w, c->page.h);
	sbuf_printf(b, " xml:lang=\"%s\" font-family=\"'%s', sans-serif\" fill=\"none\">\n",
	    CANVAS_LANG, CANVAS_FONT);
	put_title(b, c->page.title);
}

static void
put_paint(struct sbuf *b, uint32_t fill, const struct pen *pen)
{
	double d[6];

	if (fill != INK_NONE)
		sbuf_printf(b, " fill=\"#%06X\"", (unsigned int)fill);
	if (pen == NULL)
		return;
	sbuf_printf(b, " stroke=\"#%06X\"", (unsigned int)pen->color);
	put_attr(b, "stroke-width", pen->width);
	for (int i = 0, n = canvas_dashes(pen, d); i < n; i++)
		sbuf_printf(b, "%s%.2f", i == 0 ? " stroke-dasharray=\"" : " ", d[i]);
	if (pen->dash != DASH_NONE)
		sbuf_putc(b, '"');
}

static bool
is_rect(const struct spot *p, size_t n, bool closed)
{
	return closed && n == 4 && p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y &&
	    p[3].x == p[0].x;
}

static void
path_svg(struct canvas *c, const struct spot *p, size_t n, bool closed, uint32_t fill,
    const struct pen *pen)
{
	struct sbuf *b = &c->out;

	if (is_rect(p, n, closed)) {
		sbuf_puts(b, "<rect");
		put_attr(b, "x", fmin(p[0].x, p[2].x));
		put_attr(b, "y", fmin(p[0].y, p[2].y));
		put_attr(b, "width", fabs(p[2].x - p[0].x));
		put_attr(b, "height", fabs(p[2].y - p[0].y));
	} else if (n == 2) {
		sbuf_puts(b, "<line");
		put_attr(b, "x1", p[0].x);
		put_attr(b, "y1", p[0].y);
		put_attr(b, "x2", p[1].x);
		put_attr(b, "y2", p[1].y);
	} else {
		sbuf_puts(b, closed ? "<polygon points=\"" : "<polyline points=\"");
		for (size_t i = 0; i < n; i++) {
			if (i > 0)
				sbuf_putc(b, ' ');
			put_num(b, p[i].x);
			sbuf_putc(b, ',');
			put_num(b, p[i].y);
		}
		sbuf_puts(b, closed ? "\"" : "\" stroke-linejoin=\"round\"");
	}
	put_paint(b, fill, pen);
	sbuf_puts(b, "/>\n");
}

static void
circle_svg(struct canvas *c, double x, double y, double r, uint32_t fill, const struct pen *pen)
{
	sbuf_puts(&c->out, "<circle");
	put_attr(&c->out, "cx", x);
	put_attr(&c->out, "cy", y);
	put_attr(&c->out, "r", r);
	put_paint(&c->out, fill, pen);
	sbuf_puts(&c->out, "/>\n");
}

/*
 * The base line is moved by dy, relative to the character before: down at a subscript, up again at
 * the run behind it.  Without blanks between the spans a reader takes "PM2.5" out as one word.
 */
static void
put_runs(struct sbuf *b, const char *s, double size)
{
	struct run r[LABEL_RUNS];
	const size_t n = label_runs(s, r);
	const double drop = size * LABEL_SUB_DROP;

	for (size_t i = 0; i < n; i++) {
		const bool back = i > 0 && r[i - 1].sub;

		if (r[i].sub) {
			sbuf_puts(b, "<tspan");
			put_attr(b, "dy", back ? 0 : drop);
			put_attr(b, "font-size", size * LABEL_SUB_SIZE);
		} else if (back) {
			sbuf_puts(b, "<tspan");
			put_attr(b, "dy", -drop);
		}
		if (r[i].sub || back)
			sbuf_putc(b, '>');
		put_xml(b, r[i].text);
		if (r[i].sub || back)
			sbuf_puts(b, "</tspan>");
	}
}

static void
text_svg(struct canvas *c, double x, double y, const char *s, const struct face *f)
{
	static const char *const anchor[] = { "start", "middle", "end" };
	struct sbuf *b = &c->out;

	sbuf_puts(b, "<text");
	if (f->angle == 0) {
		put_attr(b, "x", x);
		put_attr(b, "y", y);
	} else
		sbuf_printf(b, " transform=\"translate(%.2f %.2f) rotate(%.2f)\"", x, y, f->angle);
	put_attr(b, "font-size", f->size);
	if (f->bold)
		sbuf_puts(b, " font-weight=\"bold\"");
	if (f->anchor != ANCHOR_START)
		sbuf_printf(b, " text-anchor=\"%s\"", anchor[f->anchor]);
	sbuf_printf(b, " fill=\"#%06X\">", (unsigned int)f->color);
	put_runs(b, s, f->size);
	sbuf_puts(b, "</text>\n");
}

static void
group_svg(struct canvas *c, const char *title)
{
	sbuf_puts(&c->out, "<g>");
	put_title(&c->out, title);
}

static void
end_svg(struct canvas *c)
{
	sbuf_puts(&c->out, "</g>\n");
}

static void
clip_svg(struct canvas *c, double x, double y, double w, double h)
{
	struct sbuf *b = &c->out;
	const size_t id = b->n; /* unique within the picture, the same in every run */

	sbuf_printf(b, "<clipPath id=\"c%zu\"><rect", id);
	put_attr(b, "x", x);
	put_attr(b, "y", y);
	put_attr(b, "width", w);
	put_attr(b, "height", h);
	sbuf_printf(b, "/></clipPath>\n<g clip-path=\"url(#c%zu)\">\n", id);
}

static bool
close_svg(struct canvas *c)
{
	sbuf_puts(&c->out, "</svg>\n");
	return true;
}

const struct canvas_ops canvas_svg = {
	open_svg, path_svg, circle_svg, text_svg, group_svg, end_svg, clip_svg, end_svg, close_svg
};

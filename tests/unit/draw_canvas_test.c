/* The canvas: what the SVG writer writes, widths, and the thinning of long lines. */
#include "canvas.h"
#include "lines.h"
#include "tap.h"

static struct diag d = { .prog = "test" };

static const char *
draw(void (*f)(struct canvas *))
{
	static struct sbuf out;
	struct canvas *c =
	    canvas_open(CANVAS_SVG, &(struct canvas_page){ .w = 100, .h = 50, .title = "a<b" });

	sbuf_release(&out);
	f(c);
	canvas_close(c, &d, &out);
	return out.p;
}

static void
texts(struct canvas *c)
{
	canvas_text(c, 10, 20, "PM2.5<\"&\t1", &(struct face){ .size = 10 });
	canvas_text(c, 1, 2, "左",
	    &(struct face){ .size = 8, .bold = true, .angle = -90, .anchor = ANCHOR_END });
	canvas_text(c, 1, 2, "", &(struct face){ .size = 8 });
}

static void
shapes(struct canvas *c)
{
	const struct pen dashed = { .color = 0x123456, .width = 0.8, .dash = DASH_LONG };
	const struct spot line[3] = { { 0, 0 }, { 1, -0.001 }, { 2, 1e-9 } };

	canvas_rect(c, 10, 10, -5, 5, 0xFF0000, NULL);
	canvas_path(c, line, 3, false, INK_NONE, &dashed);
	canvas_path(c, line, 1, false, INK_NONE, &dashed);
	canvas_rect(c, 0, 0, 1, 1, INK_NONE, NULL);
	canvas_clip(c, 0, 0, 9, 9);
	canvas_unclip(c);
	canvas_group(c, "恩施市");
	canvas_end(c);
}

static void
hatched(struct canvas *c)
{
	canvas_hatch(c, 10, 20, 30, 8, HATCH_CROSS, 0x404040);
}

/* Every stroke of a hatch stays within its rectangle. */
static void
check_hatch(void)
{
	const char *s = draw(hatched);
	int n = 0, outside = 0;
	double x1, y1, x2, y2;

	for (const char *p = s; (p = strstr(p, "<line")) != NULL; p++) {
		if (sscanf(p, "<line x1=\"%lf\" y1=\"%lf\" x2=\"%lf\" y2=\"%lf\"", &x1, &y1, &x2,
			&y2) != 4)
			continue;
		n++;
		outside += fmin(x1, x2) < 9.99 || fmax(x1, x2) > 40.01 || fmin(y1, y2) < 19.99 ||
		    fmax(y1, y2) > 28.01;
		outside += fabs(fabs(x2 - x1) - fabs(y2 - y1)) > 0.02;
	}
	ok(n > 15, "a crossed hatch has strokes (%d)", n);
	is_int(outside, 0, "all at 45 degrees, within the rectangle");
}

static void
check_thin(void)
{
	struct spot p[1000], q[3] = { { 0, 1 }, { 0.3, 2 }, { 0.6, 3 } };
	size_t n;
	double lo = 1e9, hi = -1e9;

	for (int i = 0; i < 1000; i++)
		p[i] = (struct spot){ i * 0.01, i == 500 ? 99 : i == 503 ? -99 : i % 7 };
	n = lines_thin(p, 1000);
	ok(n <= 4 * 41 && n > 41, "1000 points on 10 pt: at most four of each quarter (%zu)", n);
	for (size_t i = 0; i < n; i++) {
		lo = fmin(lo, p[i].y);
		hi = fmax(hi, p[i].y);
	}
	ok(lo == -99 && hi == 99, "the extremes are kept");
	ok(p[0].x == 0 && p[n - 1].x == 9.99, "and both ends");
	for (size_t i = 1; i < n; i++) {
		if (p[i].x < p[i - 1].x)
			lo = 0;
	}
	ok(lo == -99, "in their order");
	is_int((long)lines_thin(q, 3), 3, "points apart stay");
}

int
main(void)
{
	const char *s = draw(texts);
	struct canvas *c = canvas_open(CANVAS_SVG, &(struct canvas_page){ .w = 9, .h = 9 });
	const struct face f = { .size = 8 };
	struct sbuf out = { 0 };

	ok(strstr(s, "<title>a&lt;b</title>") != NULL, "a title, escaped");
	ok(strstr(s,
	       ">PM<tspan dy=\"1.50\" font-size=\"7.00\">2.5</tspan><tspan dy=\"-1.50\">&lt;&quot;&amp; 1</tspan></text>") !=
		NULL,
	    "a subscript of 70 per cent, back on the line behind it, escaped, no control character");
	ok(strstr(s, "transform=\"translate(1.00 2.00) rotate(-90.00)\"") != NULL,
	    "turned about its anchor");
	ok(strstr(s, "font-weight=\"bold\" text-anchor=\"end\"") != NULL, "bold, set from its end");
	ok(strstr(s, "\"></text>") == NULL, "an empty text leaves nothing");
	s = draw(shapes);
	ok(strstr(s,
	       "<rect x=\"5.00\" y=\"10.00\" width=\"5.00\" height=\"5.00\" fill=\"#FF0000\"/>") !=
		NULL,
	    "a rectangle to the left");
	ok(strstr(s, "points=\"0.00,0.00 1.00,0.00 2.00,0.00\"") != NULL, "no negative zero");
	ok(strstr(s, "stroke=\"#123456\" stroke-width=\"0.80\" stroke-dasharray=\"4.00 2.00\"/>") !=
		NULL,
	    "a dashed pen");
	ok(strstr(strstr(s, "<polyline") + 1, "<polyline") == NULL && strstr(s, "<line") == NULL,
	    "one point is no line");
	ok(strstr(s, "<g><title>恩施市</title>\n</g>") != NULL, "a group with words");
	near(canvas_width(c, "恩施", &f), 16, 0.01, "a Chinese character is as wide as its size");
	ok(canvas_width(c, "PM2.5", &f) < canvas_width(c, "PMx.5", &f), "a subscript is narrower");
	canvas_close(c, &d, &out);
	sbuf_release(&out);
	is_int(canvas_format_of("a.b/pic.pdf"), CANVAS_PDF, "format by suffix");
	is_int(canvas_format_of("pic.jpeg"), CANVAS_NFORMAT, "none of ours");
	check_hatch();
	check_thin();
	return done_testing();
}

/*
 * matrix - sections by class before and now: a row for each class before, a column for each class
 * now.  Those on the diagonal kept their class, below it they are better, above it worse.
 */
#include <math.h>

#include "charts.h"
#include "label.h"

#define N	PALETTE_CLASSES
#define CELL_MIN	18.0	/* width of an arrow and two figures of FIGURE_LEAST [pt] */
#define ROW	17.0		/* height of a row, unless the page is told [pt] */

struct matrix {
	size_t	from, to, n;			/* columns in the frame; n may be FRAME_NONE */
	double	count[N + 1][N + 1];		/* by from - 1, to - 1; in [N] the totals */
	double	better, same, worse, other;	/* other: one of both classes is missing */
	double	width, height, head;		/* of a cell; width of the heads at left [pt] */
};

static void
add(struct matrix *v, size_t from, size_t to, double n)
{
	v->count[from][to] += n;
	v->count[from][N] += n;
	v->count[N][to] += n;
	v->count[N][N] += n;
	*(to < from ? &v->better : to > from ? &v->worse : &v->same) += n;
}

static void
count(const struct figure *g, struct matrix *v)
{
	for (size_t i = 0; i < g->f.nrow; i++) {
		const struct dec from = frame_dec(&g->f, i, v->from), to = frame_dec(&g->f, i, v->to);
		const double told = dec_double(frame_dec(&g->f, i, v->n));
		const double n = v->n == FRAME_NONE ? 1 : isnan(told) ? 0 : told;

		if (dec_has(from) && dec_has(to))
			add(v, (size_t)dec_double(from) - 1, (size_t)dec_double(to) - 1, n);
		else
			v->other += n;
	}
}

/* The word, its arrow and how many there are. */
static void
kind_text(struct figure *g, struct sbuf *b, const char *key, const char *mark, double n)
{
	sbuf_printf(b, "%s%s%s ", figure_word(g, key), *mark == '\0' ? "" : " ", mark);
	label_double(b, n, 0);
	sbuf_puts(b, figure_word(g, "sections"));
}

static double
legend(struct figure *g, const struct matrix *v)
{
	static const char *const key[] = { "better", "same", "worse" };
	const double n[] = { v->better, v->same, v->worse };
	struct legend_entry e[4] = { { .kind = LEGEND_FILL } };
	struct sbuf text[4] = { { 0 } };
	double h;

	for (size_t i = 0; i < 3; i++) {
		const struct swatch s = palette_role_swatch(&g->pal, key[i]);

		kind_text(g, &text[i], key[i], s.mark, n[i]);
		e[i] = (struct legend_entry){ .kind = LEGEND_FILL, .fill = s, .text = text[i].p };
	}
	kind_text(g, &text[3], "not-comparable", "", v->other);
	e[3] = (struct legend_entry){ .kind = LEGEND_TEXT, .text = text[3].p };
	h = figure_legend(g, e, v->other > 0 ? 4 : 3);
	for (size_t i = 0; i < 4; i++)
		sbuf_release(&text[i]);
	return h;
}

/* The cell of row r, column c, from 0; the heads are at -1. */
static void
cell(struct figure *g, const struct matrix *v, int r, int c, uint32_t fill, const char *text,
    const struct face *f)
{
	const struct pen outline = figure_pen(g, "outline", 0.4);
	const double w = c < 0 ? v->head : v->width;
	const double x = g->body.x0 + (c < 0 ? -w : c * w), y = g->body.y0 + r * v->height;

	canvas_rect(g->c, x, y, w, v->height, fill, &outline);
	figure_text_fit(g, x + w / 2, y + v->height / 2 + f->size * 0.36, w - 2, text, *f);
}

static void
counts_draw(struct figure *g, const struct matrix *v, int r)
{
	for (int c = 0; c <= N; c++) {
		const bool total = r == N || c == N;
		const char *key = r == c ? "same" : c < r ? "better" : "worse";
		const struct swatch s = palette_role_swatch(&g->pal, total ? "paper" : key);
		struct face f = figure_face(g, FIGURE_TEXT + 1, "text", ANCHOR_MIDDLE);
		const double n = v->count[r][c];
		struct sbuf t = { 0 };

		if (!total && n > 0 && *s.mark != '\0')
			sbuf_printf(&t, "%s ", s.mark);
		if (total || n > 0)
			label_double(&t, n, 0);
		f.bold = !total && n > 0;
		cell(g, v, r, c, s.fill, t.n > 0 ? t.p : "", &f);
		sbuf_release(&t);
	}
}

static void
draw(struct figure *g, const struct matrix *v)
{
	const struct face f = figure_face(g, FIGURE_TEXT, "text", ANCHOR_MIDDLE);
	const struct face title = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_MIDDLE);

	canvas_text(g->c, g->body.x0 + v->width * N / 2, g->body.y0 - v->height - 4,
	    figure_word(g, "matrix-to"), &title);
	cell(g, v, -1, -1, palette_role(&g->pal, "paper"), figure_word(g, "matrix-from"), &title);
	for (int i = 0; i <= N; i++) {
		struct swatch s = { .fill = palette_role(&g->pal, "paper"), .mark = figure_word(g, "total") };

		if (i < N)
			s = palette_class(&g->pal, i + 1);
		canvas_group(g->c, s.mark);
		cell(g, v, -1, i, s.fill, s.mark, &f);
		cell(g, v, i, -1, s.fill, s.mark, &f);
		counts_draw(g, v, i);
		canvas_end(g->c);
	}
}

void
matrix_draw(struct figure *g)
{
	struct matrix v = { .from = frame_number(&g->f, "from") };
	const struct face f = { .size = FIGURE_TEXT };

	v.to = frame_number(&g->f, "to");
	v.n = frame_number_if(&g->f, "n");
	frame_classes(&g->f, v.from, N);
	frame_classes(&g->f, v.to, N);
	if (v.n != FRAME_NONE)
		frame_bounds(&g->f, v.n, 0, INFINITY);
	frame_read(&g->f);
	count(g, &v);
	if (!figure_begin(g, ROW * (N + 2) + FIGURE_TEXT + 6 + legend(g, &v)))
		return;
	(void)legend(g, &v);
	v.head = ceil(canvas_width(g->c, figure_word(g, "matrix-from"), &f)) + 10;
	v.width = (g->body.x1 - 0.6 - g->body.x0 - v.head) / (N + 1);
	g->body.y0 += FIGURE_TEXT + 5;
	v.height = (g->body.y1 - 0.6 - g->body.y0) / (N + 2);
	figure_breadth(g, v.width, CELL_MIN);
	figure_room(g, v.height, FIGURE_TEXT + 1);
	g->body.x0 += v.head;
	g->body.y0 += v.height;
	draw(g, &v);
}

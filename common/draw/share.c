#include <math.h>

#include "label.h"
#include "share.h"

static size_t
count_column(struct figure *g, const char *prefix, int i, const char *suffix)
{
	char col[32];
	size_t num;

	(void)snprintf(col, sizeof(col), "%s%d%s", prefix, i, suffix);
	num = frame_number(&g->f, col);
	frame_bounds(&g->f, num, 0, INFINITY);
	return num;
}

void
share_bind(struct figure *g, struct share *s, const char *name, const char *prefix,
    struct swatch (*grade)(const struct palette *, int))
{
	*s = (struct share){ .name = frame_text(&g->f, name) };
	for (int i = 0; i < SHARE_N; i++) {
		s->grade[i] = grade(&g->pal, i + 1);
		s->now[i] = count_column(g, prefix, i + 1, "");
	}
}

void
share_bind_base(struct figure *g, struct share *s, const char *prefix)
{
	char col[32];

	(void)snprintf(col, sizeof(col), "%s1_base", prefix);
	s->paired = csvin_column(g->f.in, col) >= 0;
	for (int i = 0; i < SHARE_N && s->paired; i++)
		s->base[i] = count_column(g, prefix, i + 1, "_base");
}

void
share_legend(struct figure *g, const struct share *s)
{
	struct legend_entry e[SHARE_N + 1] = { { .kind = LEGEND_FILL } };
	struct sbuf pair = { 0 };
	size_t n = SHARE_N;

	for (int i = 0; i < SHARE_N; i++) {
		e[i].fill = s->grade[i];
		e[i].text = s->grade[i].word;
	}
	if (s->paired) {
		sbuf_printf(&pair, "%s%s%s%s%s", figure_word(g, "thick"), figure_word(g, "this"),
		    g->o->en ? ", " : "，", figure_word(g, "thin"), figure_word(g, "base"));
		e[n++] = (struct legend_entry){ .kind = LEGEND_TEXT, .text = pair.p };
	}
	(void)figure_legend(g, e, n);
	sbuf_release(&pair);
}

double
share_values(const struct figure *g, size_t row, const size_t num[SHARE_N], double v[SHARE_N])
{
	double sum = 0;

	for (int i = 0; i < SHARE_N; i++) {
		const double d = dec_double(frame_dec(&g->f, row, num[i]));

		v[i] = isnan(d) ? 0 : d;
		sum += v[i];
	}
	return sum;
}

static void
put_count(struct sbuf *b, double count)
{
	label_double(b, count, count == floor(count) ? 0 : 1);
}

void
share_text(struct sbuf *b, const struct swatch *s, double count)
{
	sbuf_printf(b, "%s ", s->mark);
	put_count(b, count);
}

/* A line in the middle; on a hatch with a clear ground: in grey print red is as dark as text. */
static void
inscribe(struct figure *g, double x, double y, const char *text, const struct swatch *s,
    double size)
{
	struct face f = { .size = size, .color = s->text, .anchor = ANCHOR_MIDDLE };
	const double w = canvas_width(g->c, text, &f);

	if (s->hatch != HATCH_NONE) {
		f.color = palette_role(&g->pal, "text");
		canvas_rect(g->c, x - w / 2 - 0.6, y - size * 0.55, w + 1.2, size * 1.1,
		    palette_role(&g->pal, "paper"), NULL);
	}
	canvas_text(g->c, x, y + size * 0.36, text, &f);
}

bool
share_segment(struct figure *g, struct box b, const struct swatch *s, double count, double least,
    double smallest)
{
	const struct pen outline = figure_pen(g, "outline", 0.4);
	const double w = b.x1 - b.x0, h = b.y1 - b.y0, x = b.x0 + w / 2, y = b.y0 + h / 2;
	const double size = fmin(FIGURE_SMALL + 0.5, h * 0.72), room = w - 2.5;
	const struct face f = { .size = size };
	const bool fits = size >= smallest, told = fits && count >= least;
	const bool sign = fits && canvas_width(g->c, s->mark, &f) <= w - 1;
	struct sbuf both = { 0 }, number = { 0 };
	bool whole = true;

	put_count(&number, count);
	share_text(&both, s, count);
	canvas_rect(g->c, b.x0, b.y0, w, h, s->fill, NULL);
	canvas_hatch(g->c, b.x0, b.y0, w, h, s->hatch, s->text);
	canvas_rect(g->c, b.x0, b.y0, w, h, INK_NONE, &outline);
	if (told && canvas_width(g->c, both.p, &f) <= room)
		inscribe(g, x, y, both.p, s, size);
	else if (told && sign && h >= 2.3 * size && canvas_width(g->c, number.p, &f) <= room) {
		inscribe(g, x, y - size * 0.57, s->mark, s, size);
		inscribe(g, x, y + size * 0.57, number.p, s, size);
	} else {
		whole = false;
		if (told && canvas_width(g->c, number.p, &f) <= room)
			inscribe(g, x, y, number.p, s, size);
		else if (sign)
			inscribe(g, x, y, s->mark, s, size);
	}
	sbuf_release(&both);
	sbuf_release(&number);
	return whole;
}

/*
 * What stands on the axis of a profile along a river (river.h).
 */
#include <math.h>
#include <stdlib.h>

#include "label.h"
#include "mem.h"
#include "river.h"

#define LEAD		7.0		/* from the axis to a name at its place [pt] */
#define LEAD_MAX	20.0		/* to those moved far, so that their lines can be told apart */
#define NAME_SIZE	7.5
#define KM_SIZE		FIGURE_LEAST
#define SLANT		45.0		/* of names that do not fit in a line [degrees] */
#define SLANT_PITCH	(NAME_SIZE * 1.55)	/* of slanting lines along the axis [pt] */
#define SHIFT_MAX	24.0		/* of a name in a line from its place [pt] */
#define MOUTH_SIZE	7.0
#define MOUTH_PITCH	(MOUTH_SIZE + 2)

/* The names of some rows, spread along the axis. */
struct spread {
	double	*at, *size;
	size_t	 n;
};

static void
spread_release(struct spread *s)
{
	free(s->at);
	free(s->size);
}

static struct spread
spread_init(const struct figure *g, const struct river *v, const size_t *row, size_t n)
{
	struct spread s = { mem_array(n + 1, sizeof(double)), mem_array(n + 1, sizeof(double)), n };

	for (size_t i = 0; i < n; i++)
		s.at[i] = river_x(g, v, row[i]);
	return s;
}

static double
total(const struct spread *s)
{
	double sum = 0;

	for (size_t i = 0; i < s->n; i++)
		sum += s->size[i];
	return sum;
}

static void
km_text(const struct figure *g, const struct river *v, size_t row, struct sbuf *b)
{
	char text[DEC_TEXT];

	if (!v->has_km)
		return;
	(void)dec_print(text, frame_dec(&g->f, row, v->at));
	sbuf_puts(b, text);
}

/* A section's name with its km, in a line if it lies aslant. */
static void
slant_text(const struct figure *g, const struct river *v, size_t row, struct sbuf *b)
{
	sbuf_puts(b, frame_str(&g->f, row, v->name));
	sbuf_puts(b, v->has_km ? " " : "");
	km_text(g, v, row, b);
}

/* --- sections --- */

static double
name_width(struct figure *g, const struct river *v, size_t row)
{
	const struct face f = { .size = NAME_SIZE }, kf = { .size = KM_SIZE };
	struct sbuf km = { 0 };
	double w = canvas_width(g->c, frame_str(&g->f, row, v->name), &f);

	km_text(g, v, row, &km);
	if (km.n > 0)
		w = fmax(w, canvas_width(g->c, km.p, &kf));
	sbuf_release(&km);
	return w;
}

/* The names in a line, spread; false where that moves one of them too far. */
static bool
in_line(struct figure *g, const struct river *v, struct spread *s)
{
	const double left = FIGURE_EDGE, right = g->c->page.w - FIGURE_EDGE;

	*s = spread_init(g, v, v->section, v->nsection);
	for (size_t i = 0; i < s->n; i++)
		s->size[i] = name_width(g, v, v->section[i]) + 5;
	if (total(s) > right - left)
		return false;
	axis_spread(s->at, s->size, s->n, left - 2.5, right + 2.5);
	for (size_t i = 0; i < s->n; i++) {
		if (fabs(s->at[i] - river_x(g, v, v->section[i])) > SHIFT_MAX)
			return false;
	}
	return true;
}

/* The names aslant, each ending at its place, none left of the page.  width: of the widest. */
static struct spread
aslant(struct figure *g, const struct river *v, double *width)
{
	const struct face f = { .size = NAME_SIZE };
	struct spread s = spread_init(g, v, v->section, v->nsection);
	double lo = FIGURE_EDGE;

	*width = 0;
	for (size_t i = 0; i < s.n; i++) {
		struct sbuf t = { 0 };
		double w;

		slant_text(g, v, v->section[i], &t);
		w = canvas_width(g->c, t.p, &f);
		*width = fmax(*width, w);
		lo = fmax(lo, FIGURE_EDGE + w * cos(SLANT * M_PI / 180) - (double)i * SLANT_PITCH);
		s.size[i] = SLANT_PITCH;
		sbuf_release(&t);
	}
	if (lo + total(&s) > g->c->page.w)
		diag_usage(g->d, _("a width of %.0f mm is too small for the names of %zu sections"),
		    g->o->width, s.n);
	axis_spread(s.at, s.size, s.n, lo, g->c->page.w - FIGURE_EDGE);
	return s;
}

/* From the axis to the names: the more, the farther one is moved. */
static double
lead(const struct figure *g, const struct river *v, const struct spread *s)
{
	double far = 0;

	for (size_t i = 0; i < s->n; i++)
		far = fmax(far, fabs(s->at[i] - river_x(g, v, v->section[i])));
	return fmin(LEAD_MAX, LEAD + 0.3 * far);
}

double
river_names_height(struct figure *g, const struct river *v)
{
	struct spread s;
	double h = NAME_SIZE + 2 + (v->has_km ? KM_SIZE + 2 : 0), width;

	if (!in_line(g, v, &s)) {
		spread_release(&s);
		s = aslant(g, v, &width);
		h = width * sin(SLANT * M_PI / 180) + NAME_SIZE;
	}
	h += lead(g, v, &s) + FIGURE_TEXT + 4;	/* the title of the axis */
	spread_release(&s);
	return h;
}

void
river_names(struct figure *g, const struct river *v, double y)
{
	const struct pen pen = figure_pen(g, "axis", 0.4);
	struct face f = figure_face(g, NAME_SIZE, "text", ANCHOR_MIDDLE);
	const struct face kf = figure_face(g, KM_SIZE, "axis", ANCHOR_MIDDLE);
	const struct face tf = figure_face(g, FIGURE_TEXT, "axis", ANCHOR_MIDDLE);
	struct spread s;
	const bool line = in_line(g, v, &s);
	double width, below;

	if (!line) {
		spread_release(&s);
		s = aslant(g, v, &width);
		f.anchor = ANCHOR_END;
		f.angle = -SLANT;
	}
	below = y + lead(g, v, &s);
	for (size_t i = 0; i < s.n; i++) {
		struct sbuf t = { 0 };

		canvas_line(g->c, river_x(g, v, v->section[i]), y, s.at[i], below - 1, &pen);
		if (line) {
			canvas_text(g->c, s.at[i], below + f.size, frame_str(&g->f, v->section[i], v->name), &f);
			km_text(g, v, v->section[i], &t);
			if (t.n > 0)
				canvas_text(g->c, s.at[i], below + f.size + 2 + kf.size, t.p, &kf);
		} else {
			slant_text(g, v, v->section[i], &t);
			canvas_text(g->c, s.at[i] + f.size * 0.3, below + f.size * 0.6, t.p, &f);
		}
		sbuf_release(&t);
	}
	canvas_text(g->c, (g->body.x0 + g->body.x1) / 2, g->body.y1 - 2,
	    figure_word(g, v->has_km ? "along" : "along-order"), &tf);
	spread_release(&s);
}

/* --- mouths of tributaries --- */

/* How many rows their names need: one in each row after the other, each row spread by itself. */
static size_t
mouth_rows(struct figure *g, const struct river *v)
{
	const struct face f = { .size = MOUTH_SIZE };
	double w = 0;

	for (size_t i = 0; i < v->nmouth; i++)
		w += canvas_width(g->c, frame_str(&g->f, v->mouth[i], v->mark), &f) + 5;
	return (size_t)ceil(w / (g->body.x1 - g->body.x0) * 1.1);
}

double
river_mouths_height(struct figure *g, const struct river *v)
{
	return v->nmouth == 0 ? 0 : (double)mouth_rows(g, v) * MOUTH_PITCH + 5;
}

static void
mouth_draw(struct figure *g, double x, double at, double from, double top, double foot)
{
	const struct pen lead = figure_pen(g, "axis", 0.4);
	struct pen dots = lead;
	const uint32_t ink = palette_role(&g->pal, "axis");
	const struct spot tip[3] = { { x, top + 1 }, { x - 2.4, top - 3.2 }, { x + 2.4, top - 3.2 } };

	dots.dash = DASH_SHORT;
	canvas_line(g->c, at, from, x, top - 3.2, &lead);
	canvas_path(g->c, tip, 3, true, ink, NULL);
	canvas_line(g->c, x, top + 1, x, foot, &dots);
}

void
river_mouths(struct figure *g, const struct river *v, double y, double top, double foot)
{
	const size_t rows = v->nmouth == 0 ? 0 : mouth_rows(g, v);
	const struct face f = figure_face(g, MOUTH_SIZE, "text", ANCHOR_MIDDLE);
	size_t *row = mem_array(v->nmouth + 1, sizeof(*row));

	for (size_t r = 0; r < rows; r++) {
		struct spread s;
		size_t n = 0;

		for (size_t i = r; i < v->nmouth; i += rows)
			row[n++] = v->mouth[i];
		s = spread_init(g, v, row, n);
		for (size_t i = 0; i < n; i++)
			s.size[i] = canvas_width(g->c, frame_str(&g->f, row[i], v->mark), &f) + 5;
		axis_spread(s.at, s.size, n, g->body.x0, g->c->page.w - FIGURE_EDGE);
		for (size_t i = 0; i < n; i++) {
			const double base = y + (double)r * MOUTH_PITCH + f.size;

			mouth_draw(g, river_x(g, v, row[i]), s.at[i], base + 1.5, top, foot);
			canvas_text(g->c, s.at[i], base, frame_str(&g->f, row[i], v->mark), &f);
		}
		spread_release(&s);
	}
	free(row);
}

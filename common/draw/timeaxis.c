/*
 * The axis of times of a line chart (lines.h).
 */
#include <math.h>

#include "lines.h"

#define TICKS_MAX	40

/*
 * Months or years under the ticks.  From the right, a name stands only where the next leaves room;
 * the first that stands tells the year.
 */
static void
time_names(struct figure *g, const struct lines *v, struct timetick *tick, size_t n, double y)
{
	const struct face f = figure_face(g, AXIS_SIZE, "axis", ANCHOR_MIDDLE);
	double next = INFINITY;
	size_t first = n;

	for (size_t i = n; i-- > 0;) {
		const double x = scale_at(&v->x, (double)tick[i].when);
		const double half = canvas_width(g->c, tick[i].under, &f) / 2;

		if (tick[i].under[0] == '\0')
			continue;
		if (fmax(x, g->body.x0 + half) + half + 3 > next)
			tick[i].under[0] = '\0';
		else {
			next = x - half;
			first = i;
		}
	}
	next = -INFINITY;
	for (size_t i = first; i < n; i++) {
		const char *text = i == first ? tick[i].full : tick[i].under;
		const double half = canvas_width(g->c, text, &f) / 2;
		const double x = fmin(fmax(scale_at(&v->x, (double)tick[i].when), g->body.x0 + half),
		    g->body.x1 - half);

		if (*text == '\0' || x - half < next)	/* the year made the first one longer */
			continue;
		canvas_text(g->c, x, y, text, &f);
		next = x + half + 3;
	}
}

void
lines_time_axis(struct figure *g, const struct lines *v, double y)
{
	struct timetick tick[TICKS_MAX];
	const double each = g->f.step == STEP_YEAR ? 24 : 14;
	const size_t most = (size_t)fmin(TICKS_MAX, fmax(2, (v->x.p1 - v->x.p0) / each));
	const bool hours = g->f.step ==
	    STEP_HOUR; /* each ends at its stamp: the last midnight is not of this span */
	const size_t n = time_ticks(g->f.step, hours ? v->lo - v->gap : v->lo,
	    hours ? v->hi - 1 : v->hi, most, g->o->en, tick);
	const struct pen pen = figure_pen(g, "axis", 0.5);
	const struct face f = figure_face(g, AXIS_SIZE, "axis", ANCHOR_MIDDLE);

	for (size_t i = 0; i < n; i++) {
		const double x = scale_at(&v->x, (double)tick[i].when);

		canvas_line(g->c, x, y, x, y + 2, &pen);
		canvas_text(g->c, x, y + 3 + AXIS_SIZE, tick[i].label, &f);
	}
	time_names(g, v, tick, n, y + 13 + AXIS_SIZE);
}

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "axis.h"
#include "label.h"
#include "mem.h"

#define DAY_MINUTES	1440

static int
decimals_of(double step)
{
	for (int n = 0; n < 9; n++) {
		const double x = step * pow(10, n);

		if (fabs(x - round(x)) < 1e-6 * x)
			return n;
	}
	return 9;
}

struct scale
scale_nice(double lo, double hi, int want)
{
	static const double factor[] = { 1, 2, 2.5, 5, 10 };
	struct scale s = { .lo = lo, .hi = hi };
	double raw, power;

	if (hi - lo < 1e-12 * fmax(1, fabs(hi))) {
		const double room = hi == 0 ? 1 : fabs(hi) * 0.1;

		lo = lo == 0 ? 0 : lo - room;
		hi = hi + room;
	}
	raw = (hi - lo) / want;
	power = pow(10, floor(log10(raw)));
	for (size_t i = 0; i < sizeof(factor) / sizeof(factor[0]); i++) {
		s.step = factor[i] * power;
		if (s.step >= raw * (1 - 1e-9))
			break;
	}
	s.lo = floor(lo / s.step + 1e-9) * s.step;
	s.hi = ceil(hi / s.step - 1e-9) * s.step;
	s.decimals = decimals_of(s.step);
	return s;
}

size_t
scale_nticks(const struct scale *s)
{
	return (size_t)lround((s->hi - s->lo) / s->step) + 1;
}

double
scale_tick(const struct scale *s, size_t i)
{
	return s->lo + (double)i * s->step;
}

static void
tick_text(struct sbuf *b, const struct scale *s, size_t i)
{
	sbuf_clear(b);
	label_double(b, scale_tick(s, i), s->decimals);
}

double
axis_width(struct canvas *c, const struct scale *s, double size)
{
	struct sbuf b = { 0 };
	double w = 0;

	for (size_t i = 0; i < scale_nticks(s); i++) {
		tick_text(&b, s, i);
		w = fmax(w, canvas_width(c, b.p, &(struct face){ .size = size }));
	}
	sbuf_release(&b);
	return ceil(w);
}

void
axis_left(struct canvas *c, const struct palette *p, const struct scale *s, double left,
    double right, double size)
{
	const struct pen grid = { .color = palette_role(p, "grid"), .width = 0.25 };
	const struct pen axis = { .color = palette_role(p, "axis"), .width = 0.5 };
	const struct face face = {
		.size = size, .color = palette_role(p, "axis"), .anchor = ANCHOR_END
	};
	struct sbuf b = { 0 };

	for (size_t i = 0; i < scale_nticks(s); i++) {
		const double y = scale_at(s, scale_tick(s, i));

		if (i > 0)
			canvas_line(c, left, y, right, y, &grid);
		canvas_line(c, left - 2, y, left, y, &axis);
		tick_text(&b, s, i);
		canvas_text(c, left - 3.5, y + size * 0.36, b.p, &face);
	}
	canvas_line(c, left, s->p0, left, s->p1, &axis);
	canvas_line(c, left, s->p0, right, s->p0, &axis);
	sbuf_release(&b);
}

void
axis_bottom(struct canvas *c, const struct palette *p, const struct scale *s, double top,
    double bottom, const char *suffix)
{
	const struct pen grid = { .color = palette_role(p, "grid"), .width = 0.25 };
	const struct pen axis = { .color = palette_role(p, "axis"), .width = 0.5 };
	const struct face face = {
		.size = AXIS_SIZE, .color = palette_role(p, "axis"), .anchor = ANCHOR_MIDDLE
	};
	struct sbuf b = { 0 };

	for (size_t i = 0; i < scale_nticks(s); i++) {
		const double x = scale_at(s, scale_tick(s, i));

		canvas_line(c, x, top, x, bottom, &grid);
		canvas_line(c, x, bottom, x, bottom + 2, &axis);
		tick_text(&b, s, i);
		sbuf_puts(&b, suffix);
		canvas_text(c, x, bottom + 3 + AXIS_SIZE, b.p, &face);
	}
	canvas_line(c, s->p0, bottom, s->p1, bottom, &axis);
	sbuf_release(&b);
}

/*
 * With the sizes before it taken off each middle, "no overlap" is "ascending", and the nearest
 * ascending row of numbers is had by pooling neighbours that descend into their mean.
 */
void
axis_spread(double *at, const double *size, size_t n, double lo, double hi)
{
	double before = 0, *want = mem_array(n, sizeof(*want));
	size_t *pooled = mem_array(n, sizeof(*pooled)), k = 0;

	for (size_t i = 0; i < n; before += size[i++]) {
		want[k] = at[i] - before - size[i] / 2;
		pooled[k++] = 1;
		for (; k > 1 && want[k - 2] > want[k - 1]; k--) {
			const size_t a = pooled[k - 2], b = pooled[k - 1];

			want[k - 2] = (want[k - 2] * (double)a + want[k - 1] * (double)b) / (double)(a + b);
			pooled[k - 2] = a + b;
		}
	}
	hi = fmax(lo, hi - before);
	before = 0;
	for (size_t p = 0, i = 0; p < k; p++) {
		const double x = fmin(fmax(want[p], lo), hi);

		for (size_t m = 0; m < pooled[p]; m++, before += size[i++])
			at[i] = x + before + size[i] / 2;
	}
	free(want);
	free(pooled);
}

/* --- times --- */

enum every { EVERY_HOURS, EVERY_DAYS, EVERY_MONTHS, EVERY_YEARS };

struct spacing {
	enum every	every;
	int		n;
};

static const struct spacing spacing[] = {
	{ EVERY_HOURS, 1 },
	{ EVERY_HOURS, 2 },
	{ EVERY_HOURS, 3 },
	{ EVERY_HOURS, 6 },
	{ EVERY_HOURS, 12 },
	{ EVERY_DAYS, 1 },
	{ EVERY_DAYS, 2 },
	{ EVERY_DAYS, 5 },
	{ EVERY_DAYS, 10 },
	{ EVERY_MONTHS, 1 },
	{ EVERY_MONTHS, 2 },
	{ EVERY_MONTHS, 3 },
	{ EVERY_MONTHS, 6 },
	{ EVERY_YEARS, 1 },
	{ EVERY_YEARS, 2 },
	{ EVERY_YEARS, 5 },
	{ EVERY_YEARS, 10 },
	{ EVERY_YEARS, 100 },
};

/*
 * Whether a tick stands at that day: those of 5 and 10 days leave out what would crowd the
 * next month's first.
 */
static bool
tick_day(const struct spacing *sp, struct ymd d)
{
	switch (sp->every) {
	case EVERY_DAYS:
		if (sp->n <= 2)
			return (d.d - 1) % sp->n == 0 && (sp->n == 1 || d.d < 31);
		return d.d == 1 || (d.d % sp->n == 0 && d.d < 29);
	case EVERY_MONTHS:
		return d.d == 1 && (d.m - 1) % sp->n == 0;
	case EVERY_YEARS:
		return d.d == 1 && d.m == 1 && d.y % sp->n == 0;
	default:
		return true;
	}
}

/* Steps longer than a day stand where their first day's month or year does. */
static bool
tick_here(const struct spacing *sp, enum step step, int64_t when)
{
	struct ymd d = civil_ymd(frame_day(step, when));

	if (step == STEP_HOUR) {
		const int minute = (int)(when - frame_day(step, when) * DAY_MINUTES);

		return sp->every == EVERY_HOURS ? minute % (sp->n * 60) == 0 :
						  minute == 0 && tick_day(sp, d);
	}
	if (step == STEP_WEEK && sp->every != EVERY_DAYS) {
		const struct ymd before = civil_ymd(frame_day(step, when - 1));

		if (before.m == d.m)
			return false;
		d.d = 1;
		if (sp->every == EVERY_YEARS && before.y == d.y)
			return false;
	}
	if (step == STEP_WEEK && sp->every == EVERY_DAYS)
		return sp->n == 1;
	return sp->every != EVERY_HOURS && tick_day(sp, d);
}

/* The finest spacing a step can have. */
static bool
suits(const struct spacing *sp, enum step step)
{
	switch (step) {
	case STEP_HOUR:
		return true;
	case STEP_MONTH:
		return sp->every >= EVERY_MONTHS;
	case STEP_QUARTER:
		return sp->every == EVERY_YEARS || (sp->every == EVERY_MONTHS && sp->n == 3);
	case STEP_YEAR:
		return sp->every == EVERY_YEARS;
	default:
		return sp->every >= EVERY_DAYS;
	}
}

static void
month_name(char *buf, size_t n, struct ymd d, bool year, bool en)
{
	if (en && year)
		(void)snprintf(buf, n, "%04d-%02d", d.y, d.m);
	else if (en)
		(void)snprintf(buf, n, "%02d", d.m);
	else if (year)
		(void)snprintf(buf, n, "%d年%d月", d.y, d.m);
	else
		(void)snprintf(buf, n, "%d月", d.m);
}

static void
name_tick(struct timetick *t, enum step step, const struct spacing *sp,
    const struct timetick *before, bool en)
{
	const struct ymd d = civil_ymd(frame_day(step, t->when));
	const struct ymd b =
	    before == NULL ? (struct ymd){ 0, 0, 0 } : civil_ymd(frame_day(step, before->when));
	const bool year = b.y != d.y, month = year || b.m != d.m;

	t->under[0] = t->full[0] = '\0';
	switch (sp->every) {
	case EVERY_HOURS:
		(void)snprintf(t->label, sizeof(t->label), "%d",
		    (int)((t->when - frame_day(step, t->when) * DAY_MINUTES) / 60));
		if (month || b.d != d.d)
			(void)snprintf(
			    t->under, sizeof(t->under), en ? "%02d-%02d" : "%d月%d日", d.m, d.d);
		(void)snprintf(t->full, sizeof(t->full), en ? "%04d-%02d-%02d" : "%d年%d月%d日",
		    d.y, d.m, d.d);
		break;
	case EVERY_DAYS:
		(void)snprintf(t->label, sizeof(t->label), "%d", d.d);
		if (month)
			month_name(t->under, sizeof(t->under), d, year, en);
		month_name(t->full, sizeof(t->full), d, true, en);
		break;
	case EVERY_MONTHS:
		if (step == STEP_QUARTER)
			(void)snprintf(t->label, sizeof(t->label), "Q%d", (d.m - 1) / 3 + 1);
		else
			(void)snprintf(t->label, sizeof(t->label), "%d", d.m);
		if (year)
			(void)snprintf(t->under, sizeof(t->under), en ? "%d" : "%d年", d.y);
		(void)snprintf(t->full, sizeof(t->full), en ? "%d" : "%d年", d.y);
		break;
	default:
		(void)snprintf(t->label, sizeof(t->label), "%d", d.y);
		break;
	}
}

size_t
time_ticks(enum step step, int64_t lo, int64_t hi, size_t most, bool en, struct timetick *tick)
{
	const int64_t stride = step == STEP_HOUR ? 60 : 1;
	const int64_t from = lo + ((-lo) % stride + stride) % stride;	/* the first whole hour */
	const size_t nspacing = sizeof(spacing) / sizeof(spacing[0]);

	assert(most >= 2);
	for (size_t i = 0; i < nspacing; i++) {
		size_t n = 0;

		if (!suits(&spacing[i], step))
			continue;
		for (int64_t w = from; w <= hi && n <= most; w += stride) {
			if (!tick_here(&spacing[i], step, w))
				continue;
			if (n < most) {
				tick[n].when = w;
				name_tick(
				    &tick[n], step, &spacing[i], n == 0 ? NULL : &tick[n - 1], en);
			}
			n++;
		}
		if (n <= most && n > 0)
			return n;
	}
	tick[0].when = lo;
	name_tick(&tick[0], step, &spacing[nspacing - 1], NULL, en);
	return 1;
}

#include <math.h>
#include <stdlib.h>

#include "frame.h"
#include "mem.h"

#define DAY_MINUTES	1440
#define EPOCH_MONDAY	4		/* 1970-01-05, the first Monday */

void
frame_init(struct frame *f, struct csvin *in)
{
	*f = (struct frame){ .in = in, .timecol = FRAME_NONE, .step = STEP_N };
}

void
frame_release(struct frame *f)
{
	map_release(&f->words);
	free(f->text);
	free(f->num);
	free(f->when);
}

size_t
frame_text(struct frame *f, const char *name)
{
	f->textcol[f->ntext] = csvin_need(f->in, name);
	return f->ntext++;
}

size_t
frame_number_if(struct frame *f, const char *name)
{
	const int c = csvin_column(f->in, name);

	if (c < 0)
		return FRAME_NONE;
	if (f->nnum == FRAME_NUMBERS)
		diag_refuse(f->in->d, NULL, _("a figure of more than %d columns"), FRAME_NUMBERS);
	f->numcol[f->nnum] = (size_t)c;
	frame_bounds(f, f->nnum, -INFINITY, INFINITY);
	return f->nnum++;
}

void
frame_bounds(struct frame *f, size_t num, double min, double max)
{
	f->bound[num].min = min;
	f->bound[num].max = max;
}

void
frame_classes(struct frame *f, size_t num, int most)
{
	frame_bounds(f, num, 1, most);
	f->bound[num].whole = true;
}

size_t
frame_number(struct frame *f, const char *name)
{
	(void)csvin_need(f->in, name);
	return frame_number_if(f, name);
}

void
frame_time(struct frame *f, const char *name)
{
	f->timecol = csvin_need(f->in, name);
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t
frame_at(enum step step, int64_t day)
{
	const struct ymd d = civil_ymd(day);

	switch (step) {
	case STEP_WEEK:
		return floor_div(day - EPOCH_MONDAY, 7);
	case STEP_MONTH:
		return d.y * 12 + d.m - 1;
	case STEP_QUARTER:
		return d.y * 4 + (d.m - 1) / 3;
	case STEP_YEAR:
		return d.y;
	default:
		return day;
	}
}

bool
frame_when(struct sv text, enum step *step, int64_t *when)
{
	struct civil t;
	struct period p;

	if (civil_parse(text, &t) && !t.date) {
		*step = STEP_HOUR;
		*when = floor_div(t.sec, 60);
		return true;
	}
	if (!period_parse(text, &p) || p.step == STEP_RANGE || p.step == STEP_SEASON)
		return false;
	*step = p.step;
	*when = frame_at(p.step, p.from);
	return true;
}

int64_t
frame_day(enum step step, int64_t when)
{
	switch (step) {
	case STEP_HOUR:
		return floor_div(when, DAY_MINUTES);
	case STEP_WEEK:
		return when * 7 + EPOCH_MONDAY;
	case STEP_MONTH:
		return civil_days((int)(when / 12), (int)(when % 12) + 1, 1);
	case STEP_QUARTER:
		return civil_days((int)(when / 4), (int)(when % 4) * 3 + 1, 1);
	case STEP_YEAR:
		return civil_days((int)when, 1, 1);
	default:
		return when;
	}
}

/* The day a time belongs to: that of an hour is the one in which it ends (design 3). */
static int64_t
day_of(enum step step, int64_t when)
{
	return frame_day(step, step == STEP_HOUR ? when - 1 : when);
}

static bool
bad_time(struct frame *f, const char *step)
{
	struct sbuf q = { 0 };

	sbuf_puts(&q, "");			/* an empty cell is quoted as such */
	str_quote(&q, csvin_field(f->in, f->timecol));
	if (step == NULL)
		(void)csvin_bad(f->in, f->timecol, "time", _("'%s' is not a time"), q.p);
	else
		(void)csvin_bad(f->in, f->timecol, "time",
		    _("'%s' is a %s, the rows before are each a %s"), q.p, step,
		    step_name(f->step));
	sbuf_release(&q);
	return false;
}

static bool
read_time(struct frame *f, int64_t *when)
{
	enum step step;

	if (!frame_when(csvin_field(f->in, f->timecol), &step, when))
		return bad_time(f, NULL);
	if (f->step == STEP_N)
		f->step = step;
	else if (f->step != step)
		return bad_time(f, step_name(step));
	return f->only == NULL ||
	    (day_of(step, *when) >= f->only->from && day_of(step, *when) <= f->only->to);
}

static void
bad_number(struct frame *f, size_t i, struct dec *x)
{
	const double min = f->bound[i].min, max = f->bound[i].max;
	struct sbuf q = { 0 };

	str_quote(&q, csvin_field(f->in, f->numcol[i]));
	if (isinf(max))
		(void)csvin_bad(f->in, f->numcol[i], "range", _("'%s' is less than %g"), q.p, min);
	else if (f->bound[i].whole && dec_double(*x) >= min && dec_double(*x) <= max)
		(void)csvin_bad(f->in, f->numcol[i], "range",
		    _("'%s' is not one of the whole numbers %g to %g"), q.p, min, max);
	else
		(void)csvin_bad(f->in, f->numcol[i], "range", _("'%s' is not within %g to %g"), q.p, min,
		    max);
	sbuf_release(&q);
	*x = (struct dec){ 0 };
}

static void
read_number(struct frame *f, size_t i, struct dec *x)
{
	if (!csvin_decimal(f->in, f->numcol[i], x) || !dec_has(*x))
		return;
	if (dec_double(*x) < f->bound[i].min || dec_double(*x) > f->bound[i].max ||
	    (f->bound[i].whole && (x->cens != 0 || dec_cmp(dec_round(*x, 0), *x) != 0)))
		bad_number(f, i, x);
}

void
frame_read(struct frame *f)
{
	while (csvin_next(f->in)) {
		const size_t t = f->nrow * f->ntext, n = f->nrow * f->nnum;
		int64_t when = 0;

		if (f->timecol != FRAME_NONE && !read_time(f, &when))
			continue;
		f->text = mem_grow(f->text, &f->textcap, t + f->ntext + 1, sizeof(*f->text));
		f->num = mem_grow(f->num, &f->numcap, n + f->nnum + 1, sizeof(*f->num));
		f->when = mem_grow(f->when, &f->whencap, f->nrow + 1, sizeof(*f->when));
		f->when[f->nrow] = when;
		for (size_t i = 0; i < f->ntext; i++)
			f->text[t + i] =
			    (uint32_t)map_put(&f->words, csvin_field(f->in, f->textcol[i]));
		for (size_t i = 0; i < f->nnum; i++)
			read_number(f, i, &f->num[n + i]);
		f->nrow++;
	}
}

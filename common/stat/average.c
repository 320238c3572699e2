#include <math.h>
#include <stdlib.h>

#include "average.h"
#include "mem.h"
#include "percentile.h"

#define PI	3.14159265358979323846

/* The running statistic of one column of one station over the open day. */
struct acc {
	wide		sum;
	int		scale;
	uint32_t	n;
	struct dec	max;
	double		s, c;		/* of transformed values: sine and cosine, ions, energy */
};

/* The same of the open period, for steps longer than a day. */
struct pacc {
	struct quotsum	days;
	double		ps, pc;
	uint32_t	pn;		/* hours behind ps, pc */
	struct dec     *held;		/* day values, for percentiles */
	size_t		nheld, capheld;
};

struct station {
	bool		begun;
	int64_t		last;		/* stamp of the last row [s] */
	int64_t		end;		/* rows are made up to this day; INT64_MIN: to the last row */
	int64_t		day;		/* the open day */
	int64_t		from, to;	/* its stamps: from < sec <= to [s] */
	uint32_t	rows;		/* of the open day */
	uint32_t	has;		/* O3: hours of the day */
	struct dec	hour[24];	/* O3 */
	struct period	period;		/* the open period */
	uint32_t	prows;
	struct acc     *acc;		/* acc[ncol] */
	struct pacc    *pacc;		/* pacc[ncol], NULL for steps up to a day */
	/* the last 8 hours, for the moving mean: ring[8][ninput] */
	struct dec     *ring;
	int64_t		ringsec[8];
};

struct average {
	struct avg_spec	 spec;
	struct station	*st;
	size_t		 n, cap;
	size_t		 ozone;		/* input of O3, SIZE_MAX if none */
	int64_t		 lastday;	/* of all rows */
	/* the row being emitted */
	struct ratio	*value;
	unsigned int	*count;
	bool		*is_short;
	struct quot	*day;
};

struct average *
average_new(const struct avg_spec *spec)
{
	struct average *a = mem_alloc(sizeof(*a));

	a->spec = *spec;
	a->ozone = SIZE_MAX;
	a->lastday = INT64_MIN;
	for (size_t i = 0; i < spec->ncol; i++) {
		if (spec->col[i].how == AVG_O3_8HMAX)
			a->ozone = spec->col[i].input;
	}
	a->value = mem_array(spec->ncol, sizeof(*a->value));
	a->count = mem_array(spec->ncol, sizeof(*a->count));
	a->is_short = mem_array(spec->ncol, sizeof(*a->is_short));
	a->day = mem_array(spec->ncol, sizeof(*a->day));
	return a;
}

void
average_free(struct average *a)
{
	for (size_t i = 0; i < a->n; i++) {
		for (size_t c = 0; a->st[i].pacc != NULL && c < a->spec.ncol; c++)
			free(a->st[i].pacc[c].held);
		free(a->st[i].pacc);
		free(a->st[i].acc);
		free(a->st[i].ring);
	}
	free(a->st);
	free(a->value);
	free(a->count);
	free(a->is_short);
	free(a->day);
	free(a);
}

static struct station *
station_at(struct average *a, size_t i)
{
	if (i >= a->cap) {
		const size_t old = a->cap;

		a->st = mem_grow(a->st, &a->cap, i + 1, sizeof(*a->st));
		memset(a->st + old, 0, (a->cap - old) * sizeof(*a->st));
		for (size_t k = old; k < a->cap; k++)
			a->st[k].end = a->st[k].last = INT64_MIN;
	}
	if (i >= a->n)
		a->n = i + 1;
	if (a->st[i].acc == NULL) {
		a->st[i].acc = mem_array(a->spec.ncol, sizeof(*a->st[i].acc));
		if (a->spec.to > STEP_DAY)
			a->st[i].pacc = mem_array(a->spec.ncol, sizeof(*a->st[i].pacc));
	}
	return &a->st[i];
}

/* The ion of a pH, the energy of a level. */
static double
transform(enum avg_how how, double v)
{
	return how == AVG_PH ? pow(10, -v) : pow(10, v / 10);
}

static struct ratio
from_double(double v, int decimals)
{
	char buf[64];
	struct dec x;

	(void)snprintf(buf, sizeof(buf), "%.*f", decimals, v);
	return dec_parse(sv_of(buf), &x) ? dec_ratio(x) : (struct ratio){ 0, 0 };
}

/* The result of n transformed values summed in s and c. */
static struct ratio
untransform(const struct avg_col *col, double s, double c, uint32_t n)
{
	double v;

	if (n == 0)
		return (struct ratio){ 0, 0 };
	switch (col->how) {
	case AVG_DIRECTION:
		if (hypot(s, c) < 1e-9 * n)		/* winds that cancel have no mean direction */
			return (struct ratio){ 0, 0 };
		v = fmod(atan2(s, c) * 180 / PI + 360, 360);
		return from_double(v, 1);
	case AVG_PH:
		return from_double(-log10(s / n), col->decimals + 6);
	default:
		return from_double(10 * log10(s / n), col->decimals + 6);
	}
}

static bool
is_double(enum avg_how how)
{
	return how == AVG_DIRECTION || how == AVG_PH || how == AVG_LEVEL;
}

/* Half of a limit of detection; the number of an over-range result. */
static struct dec
usable(struct dec x)
{
	if (x.cens == '<' && x.kind == DEC_NUMBER)
		x = dec_mul(x, (struct dec){ .m = 5, .scale = 1, .kind = DEC_NUMBER });
	x.cens = 0;
	return x;
}

static void
add_double(struct acc *a, enum avg_how how, struct dec x)
{
	const double v = dec_double(x);

	if (how == AVG_DIRECTION) {
		a->s += sin(v * PI / 180);
		a->c += cos(v * PI / 180);
	} else
		a->s += transform(how, v);
	a->n++;
}

static inline void
add_value(struct acc *a, const struct avg_col *col, struct dec x)
{
	if (x.kind != DEC_NUMBER)
		return;
	if (__builtin_expect(x.cens != 0, 0))
		x = usable(x);
	if (col->how == AVG_MAXIMUM) {
		if (a->n == 0 || dec_cmp(x, a->max) > 0)
			a->max = x;
		a->n++;
		return;
	}
	if (is_double(col->how)) {
		add_double(a, col->how, x);
		return;
	}
	if (__builtin_expect(x.scale != a->scale, 0)) {
		if (x.scale > a->scale) {
			a->sum *= dec_pow10(x.scale - a->scale);
			a->scale = x.scale;
		}
		a->sum += x.m * dec_pow10(a->scale - x.scale);
	} else
		a->sum += x.m;
	a->n++;
}

static void
clear_day(struct average *a, struct station *s)
{
	for (size_t c = 0; c < a->spec.ncol; c++) {
		struct acc *k = &s->acc[c];

		k->sum = 0;
		k->scale = 0;
		k->n = 0;
		k->s = k->c = 0;
	}
	s->has = 0;
	s->rows = 0;
}

/* The value of column c over the open day or hour; n 0 with fewer than min values. */
static struct quot
value_of(const struct average *a, const struct station *s, size_t c, int e, int min)
{
	const struct avg_col *col = &a->spec.col[c];
	const struct acc *k = &s->acc[c];
	const struct quot none = { 0, 0, 0 };

	if (col->how == AVG_O3_8HMAX)
		return ozone_8hmax(s->hour, s->has, &col->ozone[e], NULL);
	if ((int)k->n < min || k->n == 0)
		return none;
	switch (col->how) {
	case AVG_MAXIMUM:
		return quot_of(k->max);
	case AVG_TOTAL:
		return (struct quot){ k->sum, k->scale, 1 };
	case AVG_DIRECTION:
	case AVG_PH:
	case AVG_LEVEL: {
		const struct ratio r = untransform(col, k->s, k->c, k->n);

		return ratio_has(r) ? quot_of(ratio_guard(r, col->decimals + 6)) : none;
	}
	default:
		return (struct quot){ k->sum, k->scale, (int)k->n };
	}
}

static unsigned int
hours_met(const struct average *a, const struct station *s, size_t c)
{
	return a->spec.col[c].how == AVG_O3_8HMAX ? (unsigned int)__builtin_popcount(s->has) : s->acc[c].n;
}

static void
emit_day(struct average *a, size_t i, struct station *s)
{
	const int64_t per_day = CIVIL_DAY / a->spec.interval;
	struct avg_row row = { .station = i, .period = { s->day, s->day, STEP_DAY, false }, .value = a->value,
	    .n = a->count, .is_short = a->is_short, .due = (unsigned int)per_day, .nrow = s->rows };

	for (size_t c = 0; c < a->spec.ncol; c++) {
		a->value[c] = quot_ratio(a->day[c]);
		a->count[c] = hours_met(a, s, c);
		a->is_short[c] = false;
	}
	a->spec.emit(a->spec.arg, &row);
}

/* Adds the closed day to the open period. */
static void
add_day(struct average *a, struct station *s)
{
	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];
		struct pacc *k = &s->pacc[c];

		if (a->day[c].n == 0)
			continue;
		if (col->percentile > 0) {
			k->held = mem_grow(k->held, &k->capheld, k->nheld + 1, sizeof(*k->held));
			k->held[k->nheld++] = average_shown(quot_ratio(a->day[c]), col->decimals);
		}
		quotsum_add(&k->days, a->day[c]);
		k->ps += s->acc[c].s;
		k->pc += s->acc[c].c;
		k->pn += s->acc[c].n;
	}
	s->prows += s->rows;
}

/* Whether the count of days is below what the period asks of the column. */
static bool
below(const struct avg_col *col, const struct period *p, unsigned int n, int e)
{
	int need = 0;

	if (p->step == STEP_MONTH && col->min_month[e] > 0)
		need = col->min_month[e] - (civil_ymd(p->from).m == 2 ? 2 : 0);
	else if (p->step == STEP_YEAR && col->min_year[e] > 0)
		need = col->min_year[e];
	else
		return (int64_t)n * 100 < (int64_t)col->min_percent * period_days(p);
	return (int)n < need;
}

static struct ratio
period_value(const struct avg_col *col, struct pacc *k)
{
	if (col->percentile > 0)
		return percentile_of(k->held, k->nheld, dec_int(col->percentile));
	if (is_double(col->how))
		return k->days.count == 0 ? (struct ratio){ 0, 0 } : untransform(col, k->ps, k->pc, k->pn);
	if (col->how == AVG_TOTAL)
		return quotsum_sum(&k->days);
	return quotsum_mean(&k->days);
}

static void
emit_period(struct average *a, size_t i, struct station *s)
{
	struct avg_row row = { .station = i, .period = s->period, .value = a->value, .n = a->count,
	    .is_short = a->is_short, .due = (unsigned int)period_days(&s->period), .nrow = s->prows,
	    .is_partial = s->period.to > a->lastday };
	const int e = a->spec.edition(a->spec.arg, s->period.to);

	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];
		struct pacc *k = &s->pacc[c];

		a->value[c] = period_value(col, k);
		a->count[c] = k->days.count;
		a->is_short[c] = below(col, &s->period, k->days.count, e);
		if (a->is_short[c] && a->spec.strict)
			a->value[c] = (struct ratio){ 0, 0 };
		k->days = (struct quotsum){ .count = 0 };
		k->ps = k->pc = 0;
		k->pn = 0;
		k->nheld = 0;
	}
	a->spec.emit(a->spec.arg, &row);
	s->prows = 0;
}

static struct period
period_for(const struct average *a, int64_t day)
{
	return a->spec.to == STEP_RANGE ? a->spec.range : period_of(a->spec.to, day);
}

/* Ends the open day: a row, or a day more of the open period. */
static void
close_day(struct average *a, size_t i, struct station *s)
{
	const int e = a->spec.edition(a->spec.arg, s->day);

	for (size_t c = 0; c < a->spec.ncol; c++)
		a->day[c] = value_of(a, s, c, e, a->spec.col[c].min_hours[e]);
	if (a->spec.to == STEP_DAY)
		emit_day(a, i, s);
	else if (s->day >= s->period.from && s->day <= s->period.to)
		add_day(a, s);
	clear_day(a, s);
}

static void
set_day(struct station *s, int64_t day)
{
	s->day = day;
	s->from = day * CIVIL_DAY;
	s->to = s->from + CIVIL_DAY;
}

/* Moves the station's open day forward to day, ending days and periods on the way. */
static void
advance(struct average *a, size_t i, struct station *s, int64_t day)
{
	close_day(a, i, s);
	if (a->spec.to == STEP_DAY) {
		while (s->day + 1 < day) {		/* days without a row */
			set_day(s, s->day + 1);
			close_day(a, i, s);
		}
	} else {
		while (day > s->period.to && a->spec.to != STEP_RANGE) {
			emit_period(a, i, s);
			s->period = period_for(a, s->period.to + 1);
		}
	}
	set_day(s, day);
}

static void
begin(struct average *a, struct station *s, int64_t day)
{
	s->begun = true;
	set_day(s, day);
	if (a->spec.to != STEP_DAY)
		s->period = period_for(a, day);
}

/* Moving 8 h means: one row an hour, of the hours in the ring that are not over 8 h old. */
static void
emit_8h(struct average *a, size_t i, struct station *s, int64_t sec, int e)
{
	struct avg_row row = { .station = i, .period = { s->day, s->day, STEP_8H, false }, .sec = sec,
	    .value = a->value, .n = a->count, .is_short = a->is_short, .due = 8, .nrow = 1 };

	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];
		struct acc k = { .n = 0 };

		for (int h = 0; h < 8; h++) {
			if (s->ringsec[h] > sec - 8 * CIVIL_HOUR && s->ringsec[h] <= sec)
				add_value(&k, col, s->ring[(size_t)h * a->spec.ninput + col->input]);
		}
		a->count[c] = k.n;
		a->is_short[c] = false;
		a->value[c] = (int)k.n < col->min_hours[e] || k.n == 0 ? (struct ratio){ 0, 0 } :
		    is_double(col->how) ? untransform(col, k.s, k.c, k.n) : col->how == AVG_TOTAL ?
		    quot_ratio((struct quot){ k.sum, k.scale, 1 }) : quot_ratio((struct quot){ k.sum, k.scale, (int)k.n });
	}
	a->spec.emit(a->spec.arg, &row);
}

static void
feed_8h(struct average *a, size_t i, struct station *s, int64_t sec, const struct dec *x)
{
	if (s->ring == NULL) {
		s->ring = mem_array(8 * a->spec.ninput, sizeof(*s->ring));
		for (int h = 0; h < 8; h++)
			s->ringsec[h] = INT64_MIN;
	}
	for (int64_t t = s->begun && s->last != INT64_MIN ? s->last + CIVIL_HOUR : sec; t <= sec; t += CIVIL_HOUR) {
		const size_t h = (size_t)(((t / CIVIL_HOUR) % 8 + 8) % 8);

		s->ringsec[h] = t;
		if (t == sec)
			memcpy(s->ring + h * a->spec.ninput, x, a->spec.ninput * sizeof(*x));
		else
			memset(s->ring + h * a->spec.ninput, 0, a->spec.ninput * sizeof(*x));
		s->day = civil_hour_day(t);
		emit_8h(a, i, s, t, a->spec.edition(a->spec.arg, s->day));
	}
}

/* Ends the open hour of sub-hourly rows. */
static void
close_hour(struct average *a, size_t i, struct station *s)
{
	struct avg_row row = { .station = i, .period = { s->day, s->day, STEP_HOUR, false }, .sec = s->to,
	    .value = a->value, .n = a->count, .is_short = a->is_short,
	    .due = (unsigned int)(CIVIL_HOUR / a->spec.interval), .nrow = s->rows };
	const int e = a->spec.edition(a->spec.arg, s->day);

	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];

		a->count[c] = s->acc[c].n;
		a->is_short[c] = false;
		a->value[c] = quot_ratio(value_of(a, s, c, e,
		    (int)((col->min_hours[e] * (int64_t)60 + a->spec.interval - 1) / a->spec.interval)));
	}
	a->spec.emit(a->spec.arg, &row);
	clear_day(a, s);
}

static void
open_hour(struct station *s, int64_t sec)
{
	s->from = (sec - 1) / CIVIL_HOUR * CIVIL_HOUR;
	s->to = s->from + CIVIL_HOUR;
	s->day = civil_hour_day(sec);
}

static void
feed_hour(struct average *a, size_t i, struct station *s, int64_t sec)
{
	if (!s->begun) {
		s->begun = true;
		open_hour(s, sec);
	}
	while (sec > s->to) {
		close_hour(a, i, s);
		open_hour(s, s->to + 1);
	}
}

enum avg_fed
average_feed(struct average *a, size_t i, int64_t sec, const struct dec *x, uint64_t event)
{
	struct station *s = i < a->n && a->st[i].acc != NULL ? &a->st[i] : station_at(a, i);
	const int64_t day = a->spec.from_days ? sec / CIVIL_DAY : 0;

	if (sec <= s->last)
		return sec == s->last ? AVG_AGAIN : AVG_BACKWARD;
	if (a->spec.to == STEP_8H) {
		feed_8h(a, i, s, sec, x);
		s->begun = true;
		s->last = sec;
		return AVG_FED;
	}
	if (a->spec.to == STEP_HOUR)
		feed_hour(a, i, s, sec);
	else if (a->spec.from_days) {
		if (!s->begun)
			begin(a, s, day);
		else if (day != s->day)
			advance(a, i, s, day);
	} else if (!s->begun)
		begin(a, s, civil_hour_day(sec));
	else if (sec > s->to)
		advance(a, i, s, civil_hour_day(sec));
	s->last = sec;
	if (s->day > a->lastday)
		a->lastday = s->day;
	s->rows++;
	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];

		if (__builtin_expect(col->no_event && (event >> (col->input & 63) & 1) != 0, 0))
			continue;
		if (col->how != AVG_O3_8HMAX)
			add_value(&s->acc[c], col, x[col->input]);
		else if (x[col->input].kind == DEC_NUMBER) {
			const int h = (int)((sec - s->from - 1) / CIVIL_HOUR);

			s->hour[h] = x[col->input].cens == 0 ? x[col->input] : usable(x[col->input]);
			s->has |= (uint32_t)1 << h;
		}
	}
	/* The day's last row closes it at once, so that results come in the order of the input. */
	if (sec == s->to && a->spec.to == STEP_DAY && !a->spec.from_days) {
		close_day(a, i, s);
		set_day(s, s->day + 1);
	}
	return AVG_FED;
}

void
average_span(struct average *a, size_t i, int64_t from, int64_t to)
{
	struct station *s = station_at(a, i);

	if (a->spec.to == STEP_HOUR || a->spec.to == STEP_8H)
		return;
	if (!s->begun)
		begin(a, s, from);
	s->end = to;
}

void
average_finish(struct average *a)
{
	for (size_t i = 0; i < a->n; i++) {
		struct station *s = &a->st[i];

		if (!s->begun || a->spec.to == STEP_8H)
			continue;
		if (a->spec.to == STEP_HOUR)
			close_hour(a, i, s);
		else if (a->spec.to == STEP_DAY) {
			for (; s->rows > 0 || s->day <= s->end; set_day(s, s->day + 1))
				close_day(a, i, s);
		} else {
			close_day(a, i, s);
			emit_period(a, i, s);
			while (s->period.to < s->end && a->spec.to != STEP_RANGE) {
				s->period = period_for(a, s->period.to + 1);
				emit_period(a, i, s);
			}
		}
	}
}

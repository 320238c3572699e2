#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "average.h"
#include "mem.h"
#include "recover.h"

#define NONE	SIZE_MAX
#define RING	8		/* hours of the moving mean */

struct station {
	bool		begun;
	int64_t		next;		/* the earliest stamp of the next row [s] */
	int64_t		from, to;	/* stamps of the open hour or day: from < sec <= to [s] */
	int64_t		day;		/* the open day, or that of the open hour */
	int64_t		first, last;	/* days that must have rows; INT64_MAX, INT64_MIN: none */
	uint32_t	rows;		/* of the open hour or day */
	uint32_t	has, below;	/* O3: hours of the day; those below the limit of detection */
	struct dec	hour[24];	/* O3 */
	struct dec	hour_limit;
	struct accum   *acc;		/* acc[ncol] */
	struct period	period;		/* the open period, for steps longer than a day */
	uint32_t	prows;
	struct tally   *tally;		/* tally[ncol], NULL for steps up to a day */
	struct dec     *ring;		/* 8h: the last hours, ring[RING][ninput] */
	int64_t		ringsec[RING];
};

/* A column that is summed row by row. */
struct plain {
	size_t		col, input;
	enum avg_how	how;
	bool		no_event;
};

struct average {
	struct avg_spec	 spec;
	struct station	*st;
	size_t		 n, cap;
	struct plain	*plain;
	size_t		 nplain;
	size_t		*same;		/* same[ncol]: the column that has this one's days, or itself */
	size_t		 ozone;		/* input of O3 hours, NONE if none */
	int64_t		 lastday;	/* of all rows */
	bool		 fixed;		/* lastday was set */
	/* the row being emitted */
	struct ratio	*value;
	struct dec	*limit;
	unsigned int	*count;
	bool		*is_short;
	struct quot	*day;
};

static bool
is_of_hours(enum avg_how how)
{
	return how == AVG_O3_8HMAX || how == AVG_MAXIMUM;
}

/* The column before c whose day values are the same: percentiles are made of the mean's days. */
static size_t
same_days(const struct avg_spec *spec, size_t c)
{
	const struct avg_col *k = &spec->col[c];

	for (size_t i = 0; i < c; i++) {
		if (spec->col[i].input == k->input && spec->col[i].how == k->how && spec->col[i].no_event == k->no_event)
			return i;
	}
	return c;
}

struct average *
average_new(const struct avg_spec *spec)
{
	struct average *a = mem_alloc(sizeof(*a));

	a->spec = *spec;
	a->ozone = NONE;
	a->lastday = INT64_MIN;
	a->plain = mem_array(spec->ncol, sizeof(*a->plain));
	a->same = mem_array(spec->ncol, sizeof(*a->same));
	for (size_t c = 0; c < spec->ncol; c++) {
		const struct avg_col *k = &spec->col[c];

		a->same[c] = same_days(spec, c);
		if (is_of_hours(k->how))
			a->ozone = k->input;
		else if (a->same[c] == c)
			a->plain[a->nplain++] = (struct plain){ c, k->input, k->how, k->no_event };
	}
	a->value = mem_array(spec->ncol, sizeof(*a->value));
	a->limit = mem_array(spec->ncol, sizeof(*a->limit));
	a->count = mem_array(spec->ncol, sizeof(*a->count));
	a->is_short = mem_array(spec->ncol, sizeof(*a->is_short));
	a->day = mem_array(spec->ncol, sizeof(*a->day));
	return a;
}

void
average_free(struct average *a)
{
	if (a == NULL)
		return;
	for (size_t i = 0; i < a->n; i++) {
		for (size_t c = 0; a->st[i].tally != NULL && c < a->spec.ncol; c++)
			tally_release(&a->st[i].tally[c]);
		free(a->st[i].tally);
		free(a->st[i].acc);
		free(a->st[i].ring);
	}
	free(a->st);
	free(a->plain);
	free(a->same);
	free(a->value);
	free(a->limit);
	free(a->count);
	free(a->is_short);
	free(a->day);
	free(a);
}

static void
station_init(const struct average *a, struct station *s)
{
	s->acc = mem_array(a->spec.ncol, sizeof(*s->acc));
	for (size_t c = 0; c < a->spec.ncol; c++)
		accum_init(&s->acc[c]);
	if (a->spec.to > STEP_DAY)
		s->tally = mem_array(a->spec.ncol, sizeof(*s->tally));
	s->next = s->to = s->last = INT64_MIN;
	s->first = INT64_MAX;
}

static struct station *
station_at(struct average *a, size_t i)
{
	if (i >= a->cap) {
		const size_t old = a->cap;

		a->st = mem_grow(a->st, &a->cap, i + 1, sizeof(*a->st));
		memset(a->st + old, 0, (a->cap - old) * sizeof(*a->st));
	}
	if (i >= a->n)
		a->n = i + 1;
	if (a->st[i].acc == NULL)
		station_init(a, &a->st[i]);
	return &a->st[i];
}

static void
clear(struct average *a, struct station *s)
{
	for (size_t k = 0; k < a->nplain; k++)
		accum_clear(&s->acc[a->plain[k].col]);
	s->has = s->below = s->rows = 0;
	s->hour_limit = (struct dec){ 0 };
}

/* The largest of the day's hours. */
static struct quot
largest(const struct station *s)
{
	struct dec max = { 0 };

	for (int h = 0; h < 24; h++) {
		if ((s->has >> h & 1) != 0 && (!dec_has(max) || dec_cmp(s->hour[h], max) > 0))
			max = s->hour[h];
	}
	return quot_of(max);
}

static unsigned int
count_of(const struct average *a, const struct station *s, size_t c)
{
	return is_of_hours(a->spec.col[c].how) ? (unsigned int)__builtin_popcount(s->has) :
	    s->acc[a->same[c]].n;
}

static struct dec
limit_of(const struct average *a, const struct station *s, size_t c)
{
	if (is_of_hours(a->spec.col[c].how))
		return s->has != 0 && s->below == s->has ? s->hour_limit : (struct dec){ 0 };
	return a->spec.col[c].how == AVG_MEAN ? accum_all_below(&s->acc[a->same[c]]) : (struct dec){ 0 };
}

/* Column c over the open hour or day, n 0 with fewer than min values. */
static struct quot
value_of(const struct average *a, const struct station *s, size_t c, int e, int min)
{
	const struct avg_col *col = &a->spec.col[c];
	const unsigned int n = count_of(a, s, c);

	if (col->how == AVG_O3_8HMAX)
		return ozone_8hmax(s->hour, s->has, &col->ozone[e], NULL);
	if (n == 0 || (int)n < min)
		return (struct quot){ 0, 0, 0 };
	return col->how == AVG_MAXIMUM ? largest(s) : accum_value(&s->acc[a->same[c]], col->how, col->decimals);
}

/* Emits a->day as the row of an hour, a moving mean or a day. */
static void
emit_short(struct average *a, struct avg_row row)
{
	for (size_t c = 0; c < a->spec.ncol; c++) {
		a->value[c] = quot_ratio(a->day[c]);
		a->is_short[c] = false;
	}
	row.value = a->value;
	row.limit = a->limit;
	row.n = a->count;
	row.is_short = a->is_short;
	a->spec.emit(a->spec.arg, &row);
}

/* Adds a->day to the open period. */
static void
add_day(struct average *a, struct station *s)
{
	for (size_t c = 0; c < a->spec.ncol; c++)
		tally_add(&s->tally[c], &a->spec.col[c], s->day, a->day[c], a->limit[c], &s->acc[a->same[c]]);
	s->prows += s->rows;
}

static void
emit_period(struct average *a, size_t i, struct station *s)
{
	struct avg_row row = { .station = i, .period = s->period, .value = a->value, .limit = a->limit,
	    .n = a->count, .is_short = a->is_short, .due = (unsigned int)period_days(&s->period), .nrow = s->prows,
	    .is_partial = s->period.to > a->lastday };
	const int e = a->spec.edition(a->spec.arg, s->period.to);

	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];
		struct tally *t = &s->tally[c];

		a->value[c] = tally_value(t, col);
		a->limit[c] = tally_limit(t);
		a->count[c] = t->days.count;
		a->is_short[c] = tally_is_short(t, col, &s->period, e);
		if (a->is_short[c] && a->spec.strict) {
			a->value[c] = (struct ratio){ 0, 0 };
			a->limit[c] = (struct dec){ 0 };
		}
		tally_clear(t);
	}
	a->spec.emit(a->spec.arg, &row);
	s->prows = 0;
}

static void
note_day(struct average *a, int64_t day)
{
	if (day > a->lastday && !a->fixed)
		a->lastday = day;
}

static struct period
period_for(const struct average *a, int64_t day)
{
	return a->spec.to == STEP_RANGE ? a->spec.range : period_of(a->spec.to, day);
}

static void
set_day(struct station *s, int64_t day)
{
	s->day = day;
	s->from = day * CIVIL_DAY;
	s->to = s->from + CIVIL_DAY;
}

/* The open day is over and in a->day: a row, or a day more of the open period. */
static void
put_day(struct average *a, size_t i, struct station *s)
{
	if (s->rows > 0)
		note_day(a, s->day);
	if (a->spec.to == STEP_DAY)
		emit_short(a, (struct avg_row){ .station = i, .period = { s->day, s->day, STEP_DAY, false },
		    .due = a->spec.from_days ? 1 : (unsigned int)(CIVIL_DAY / a->spec.interval), .nrow = s->rows });
	else if (s->day >= s->period.from && s->day <= s->period.to)
		add_day(a, s);
	clear(a, s);
}

/* Ends the open day of rows finer than days. */
static void
close_day(struct average *a, size_t i, struct station *s)
{
	const int e = a->spec.edition(a->spec.arg, s->day);

	for (size_t c = 0; c < a->spec.ncol; c++) {
		const size_t k = a->same[c];

		a->day[c] = k < c ? a->day[k] : value_of(a, s, c, e, a->spec.col[c].min_hours[e]);
		a->limit[c] = k < c ? a->limit[k] : limit_of(a, s, c);
		a->count[c] = count_of(a, s, c);
	}
	put_day(a, i, s);
}

static void
begin(struct average *a, struct station *s, int64_t day)
{
	s->begun = true;
	set_day(s, day);
	if (a->spec.to > STEP_DAY)
		s->period = period_for(a, day);
}

/* Makes day the station's open day, ending days and periods on the way. */
static void
open_day(struct average *a, size_t i, struct station *s, int64_t day)
{
	if (!s->begun)
		begin(a, s, s->first < day ? s->first : day);
	if (day == s->day)
		return;
	if (s->rows > 0)
		close_day(a, i, s);
	else if (a->spec.to == STEP_DAY)
		set_day(s, s->day - 1);		/* it has no row, and none yet in the output */
	for (int64_t d = s->day + 1; d < day && a->spec.to == STEP_DAY; d++) {
		set_day(s, d);
		close_day(a, i, s);
	}
	while (a->spec.to != STEP_DAY && a->spec.to != STEP_RANGE && day > s->period.to) {
		emit_period(a, i, s);
		s->period = period_for(a, s->period.to + 1);
	}
	set_day(s, day);
}

/* The value that input c of a day's row stands for: means as the fractions they were cut from. */
static struct quot
day_value(const struct avg_col *col, const struct accum *acc, struct dec x)
{
	return col->how == AVG_MEAN && x.cens == 0 ? recover_mean(x, col->decimals) :
	    accum_value(acc, col->how, col->decimals);
}

static enum avg_fed
feed_row_of_day(struct average *a, size_t i, struct station *s, int64_t day, const struct dec *x)
{
	open_day(a, i, s, day);
	s->rows++;
	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];
		const size_t k = a->same[c];

		if (k == c)
			accum_add(&s->acc[c], col->how, x[col->input]);
		a->day[c] = k < c ? a->day[k] : day_value(col, &s->acc[c], x[col->input]);
		a->limit[c] = k < c ? a->limit[k] : limit_of(a, s, c);
		a->count[c] = s->acc[k].n;
	}
	if (a->spec.to == STEP_DAY)
		return AVG_FULL;
	put_day(a, i, s);
	return AVG_FED;
}

void
average_feed_day(struct average *a, size_t i, int64_t day, const struct ratio *x, const struct dec *limit)
{
	struct station *s = station_at(a, i);

	assert(a->spec.to > STEP_DAY);
	open_day(a, i, s, day);
	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];

		if (a->same[c] == c && accum_is_transformed(col->how))
			accum_add(&s->acc[c], col->how, ratio_guard(x[col->input], ACCUM_SCALE));
		if (day >= s->period.from && day <= s->period.to)
			tally_add_ratio(&s->tally[c], col, day, x[col->input], limit[col->input], &s->acc[a->same[c]]);
	}
	s->prows++;
	clear(a, s);
	note_day(a, day);
}

/* Moving 8 h means: one row an hour, of the hours in the ring that are not over 8 h old. */
static void
emit_8h(struct average *a, size_t i, struct station *s, int64_t sec, uint32_t nrow)
{
	const int e = a->spec.edition(a->spec.arg, s->day);

	for (size_t c = 0; c < a->spec.ncol; c++) {
		const struct avg_col *col = &a->spec.col[c];
		struct accum *k = &s->acc[c];

		accum_clear(k);
		for (size_t h = 0; h < RING; h++) {
			if (s->ringsec[h] > sec - RING * CIVIL_HOUR && s->ringsec[h] <= sec)
				accum_add(k, col->how, s->ring[h * a->spec.ninput + col->input]);
		}
		a->count[c] = k->n;
		a->limit[c] = limit_of(a, s, c);
		a->day[c] = value_of(a, s, c, e, col->min_hours[e]);
	}
	emit_short(a, (struct avg_row){ .station = i, .period = { s->day, s->day, STEP_8H, false }, .sec = sec,
	    .due = RING, .nrow = nrow });
}

/* The row's own mean is emitted by average_close, those of missing hours before it here. */
static enum avg_fed
feed_8h(struct average *a, size_t i, struct station *s, int64_t sec, const struct dec *x)
{
	const size_t h = (size_t)(((sec / CIVIL_HOUR) % RING + RING) % RING);

	if (s->ring == NULL) {
		s->ring = mem_array(RING * a->spec.ninput, sizeof(*s->ring));
		for (int k = 0; k < RING; k++)
			s->ringsec[k] = INT64_MIN;
	}
	for (int64_t t = s->begun ? s->to + CIVIL_HOUR : sec; t < sec; t += CIVIL_HOUR) {
		s->day = civil_hour_day(t);
		emit_8h(a, i, s, t, 0);
	}
	s->begun = true;
	s->ringsec[h] = s->to = sec;
	memcpy(s->ring + h * a->spec.ninput, x, a->spec.ninput * sizeof(*x));
	s->day = civil_hour_day(sec);
	return AVG_FULL;
}

/* Ends the open hour of rows finer than hours. */
static void
close_hour(struct average *a, size_t i, struct station *s)
{
	const int e = a->spec.edition(a->spec.arg, s->day);

	if (s->rows > 0)
		note_day(a, s->day);
	for (size_t c = 0; c < a->spec.ncol; c++) {
		const int minutes = a->spec.col[c].min_hours[e];

		a->day[c] = value_of(a, s, c, e, (int)((minutes * (int64_t)60 + a->spec.interval - 1) / a->spec.interval));
		a->limit[c] = limit_of(a, s, c);
		a->count[c] = count_of(a, s, c);
	}
	emit_short(a, (struct avg_row){ .station = i, .period = { s->day, s->day, STEP_HOUR, false }, .sec = s->to,
	    .due = (unsigned int)(CIVIL_HOUR / a->spec.interval), .nrow = s->rows });
	clear(a, s);
}

static void
set_hour(struct station *s, int64_t sec)
{
	const int64_t into = ((sec - 1) % CIVIL_HOUR + CIVIL_HOUR) % CIVIL_HOUR;

	s->from = sec - 1 - into;
	s->to = s->from + CIVIL_HOUR;
	s->day = civil_hour_day(sec);
}

/* The stamp lies behind the open hour or day: opens its own. */
static void
arrive(struct average *a, size_t i, struct station *s, int64_t sec)
{
	if (a->spec.to != STEP_HOUR) {
		open_day(a, i, s, civil_hour_day(sec));
		return;
	}
	if (!s->begun)
		set_hour(s, sec);
	s->begun = true;
	while (sec > s->to) {
		close_hour(a, i, s);
		set_hour(s, s->to + 1);
	}
}

static void
take_ozone(struct station *s, int64_t sec, struct dec x)
{
	const unsigned int h = (unsigned int)((sec - s->from - 1) / CIVIL_HOUR);

	if (!dec_has(x))
		return;
	if (__builtin_expect(x.cens == '<', 0)) {
		s->below |= UINT32_C(1) << h;
		s->hour_limit = accum_limit(s->hour_limit, x);
	}
	if (__builtin_expect(x.cens != 0 || x.scale > ACCUM_SCALE, 0)) {
		x = dec_usable(x);
		x = x.scale > ACCUM_SCALE ? dec_round(x, ACCUM_SCALE) : x;
	}
	s->hour[h] = x;
	s->has |= UINT32_C(1) << h;
}

static enum avg_fed
not_taken(const struct average *a, const struct station *s, int64_t sec)
{
	const int64_t last = s->next - (a->spec.from_days ? CIVIL_DAY : a->spec.interval);

	return sec == last ? AVG_AGAIN : sec < last ? AVG_BACKWARD : AVG_CLOSE;
}

enum avg_fed
average_feed(struct average *a, size_t i, int64_t sec, const struct dec *x, uint64_t event)
{
	struct station *s = i < a->n && a->st[i].acc != NULL ? &a->st[i] : station_at(a, i);

	if (sec < s->next)
		return not_taken(a, s, sec);
	s->next = sec + (a->spec.from_days ? CIVIL_DAY : a->spec.interval);
	if (a->spec.from_days || a->spec.to == STEP_8H) {
		const int64_t day = a->spec.from_days ? sec / CIVIL_DAY : civil_hour_day(sec);

		note_day(a, day);
		return a->spec.from_days ? feed_row_of_day(a, i, s, day, x) : feed_8h(a, i, s, sec, x);
	}
	if (sec > s->to) {
		arrive(a, i, s, sec);
		note_day(a, s->day);
	}
	s->rows++;
	for (size_t k = 0; k < a->nplain; k++) {
		const struct plain *p = &a->plain[k];

		if (__builtin_expect(event != 0, 0) && p->no_event && p->input < 64 && (event >> p->input & 1) != 0)
			continue;
		accum_add(&s->acc[p->col], p->how, x[p->input]);
	}
	if (a->ozone != NONE)
		take_ozone(s, sec, x[a->ozone]);
	return sec == s->to && a->spec.to <= STEP_DAY ? AVG_FULL : AVG_FED;
}

void
average_close(struct average *a, size_t i)
{
	struct station *s = &a->st[i];

	if (a->spec.to == STEP_8H)
		emit_8h(a, i, s, s->to, 1);
	else if (a->spec.to == STEP_HOUR) {
		close_hour(a, i, s);
		set_hour(s, s->to + 1);
	} else {
		if (a->spec.from_days)
			put_day(a, i, s);
		else
			close_day(a, i, s);
		set_day(s, s->day + 1);
	}
}

void
average_span(struct average *a, size_t i, int64_t from, int64_t to)
{
	struct station *s = station_at(a, i);

	if (a->spec.to < STEP_DAY)
		return;
	s->first = from;
	s->last = to;
}

int64_t
average_last(const struct average *a)
{
	return a->lastday;
}

void
average_set_last(struct average *a, int64_t day)
{
	a->lastday = day;
	a->fixed = true;
}

static void
finish_days(struct average *a, size_t i, struct station *s)
{
	while (s->rows > 0 || s->day <= s->last) {
		close_day(a, i, s);
		set_day(s, s->day + 1);
	}
}

static void
finish_periods(struct average *a, size_t i, struct station *s)
{
	if (s->rows > 0)
		close_day(a, i, s);
	emit_period(a, i, s);
	while (s->period.to < s->last && a->spec.to != STEP_RANGE) {
		s->period = period_for(a, s->period.to + 1);
		emit_period(a, i, s);
	}
}

void
average_finish(struct average *a)
{
	for (size_t i = 0; i < a->n; i++) {
		struct station *s = &a->st[i];

		if (!s->begun && s->first <= s->last)
			begin(a, s, s->first);
		if (!s->begun || a->spec.to == STEP_8H)
			continue;
		if (a->spec.to == STEP_HOUR) {
			if (s->rows > 0)
				close_hour(a, i, s);
		} else if (a->spec.to == STEP_DAY)
			finish_days(a, i, s);
		else
			finish_periods(a, i, s);
	}
}

/* r with n decimals and the guard digit where 64 bits do: the usual case. */
static bool
guard_small(struct ratio r, int n, struct dec *x)
{
	const uint64_t num = (uint64_t)r.num, den = (uint64_t)r.den;
	uint64_t q, unit = 1;

	for (int k = 0; k < n; k++)
		unit *= 10;
	q = num * unit / den;
	if (num * unit % den != 0 && q % 5 == 0)
		q++;
	for (; n > 0 && q % 10 == 0; n--)
		q /= 10;
	*x = (struct dec){ .m = (int64_t)q, .scale = (int16_t)n, .kind = DEC_NUMBER };
	return true;
}

struct dec
average_shown(struct ratio r, struct dec limit, int decimals)
{
	const int n = decimals + RECOVER_EXTRA;
	const wide small = INT64_C(1) << 28;	/* times 10^10 it stays below 2^63 */
	struct dec x;

	if (ratio_has(r) && dec_has(limit)) {
		limit.cens = '<';
		return limit;
	}
	return ratio_has(r) && n <= 10 && r.num >= 0 && r.num < small && r.den < small && guard_small(r, n, &x) ? x :
	    ratio_guard(r, n);
}

#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "percentile.h"
#include "tally.h"
#include "validity.h"

#define CUT	12	/* decimals of a day value whose fraction leaves 64 bits */

static bool
fits(wide v)
{
	return v <= INT64_MAX && v >= INT64_MIN;
}

static void
hold(struct tally *t, struct ratio r)
{
	if (!fits(r.num) || !fits(r.den))
		r = ratio_make(r.num, r.den);
	if (!fits(r.num) || !fits(r.den))
		r = dec_ratio(ratio_guard(r, CUT));
	t->held = mem_grow(t->held, &t->cap, t->nheld + 1, sizeof(*t->held));
	t->held[t->nheld++] = (struct tally_held){ (int64_t)r.num, (int64_t)r.den };
}

/* What a day brings beside its value. */
static void
count_day(struct tally *t, const struct avg_col *col, int64_t day, struct ratio r, struct dec limit,
    const struct accum *hours)
{
	if (col->percentile > 0)
		hold(t, r);
	if (dec_has(limit)) {
		t->ncens++;
		t->limit = accum_limit(t->limit, limit);
	}
	if (accum_is_transformed(col->how)) {
		t->s += hours->s;
		t->c += hours->c;
		t->n += hours->n;
	}
	t->in_month[civil_ymd(day).m - 1]++;
}

void
tally_add(struct tally *t, const struct avg_col *col, int64_t day, struct quot q, struct dec limit,
    const struct accum *hours)
{
	if (q.n <= 0)
		return;
	quotsum_add(&t->days, q);
	count_day(t, col, day, quot_ratio(q), limit, hours);
}

void
tally_add_ratio(struct tally *t, const struct avg_col *col, int64_t day, struct ratio r, struct dec limit,
    const struct accum *hours)
{
	if (!ratio_has(r))
		return;
	quotsum_add_ratio(&t->days, r);
	count_day(t, col, day, r, limit, hours);
}

static struct ratio
percentile(const struct tally *t, int p)
{
	struct ratio *x = mem_array(t->nheld, sizeof(*x));
	struct ratio r;

	for (size_t i = 0; i < t->nheld; i++)
		x[i] = ratio_make(t->held[i].num, t->held[i].den);
	r = percentile_ratio(x, t->nheld, dec_int(p));
	free(x);
	return r;
}

struct ratio
tally_value(const struct tally *t, const struct avg_col *col)
{
	if (t->days.count == 0)
		return (struct ratio){ 0, 0 };
	if (col->percentile > 0)
		return percentile(t, col->percentile);
	if (accum_is_transformed(col->how))
		return quot_ratio(accum_transformed(col->how, t->s, t->c, t->n, col->decimals));
	return col->how == AVG_TOTAL ? quotsum_sum(&t->days) : quotsum_mean(&t->days);
}

struct dec
tally_limit(const struct tally *t)
{
	return t->days.count > 0 && t->ncens == t->days.count ? t->limit : (struct dec){ 0 };
}

/* A month of the period has fewer days than it must have. */
static bool
lacks_month(const struct tally *t, const struct period *p, int each)
{
	struct ymd d = civil_ymd(p->from);

	while (civil_days(d.y, d.m, 1) <= p->to) {
		if (t->in_month[d.m - 1] < validity_month(each, d.m))
			return true;
		d.y += d.m == 12;
		d.m = d.m % 12 + 1;
	}
	return false;
}

bool
tally_is_short(const struct tally *t, const struct avg_col *col, const struct period *p, int e)
{
	const int64_t n = t->days.count;

	if (col->each_month[e] > 0 && lacks_month(t, p, col->each_month[e]))
		return true;
	if (col->min_days[e] > 0)
		return n < (p->step == STEP_MONTH ? validity_month(col->min_days[e], civil_ymd(p->from).m) :
		    col->min_days[e]);
	return n * 100 < col->min_percent[e] * period_days(p);
}

void
tally_clear(struct tally *t)
{
	t->days = (struct quotsum){ .count = 0 };
	t->ncens = t->n = 0;
	t->limit = (struct dec){ 0 };
	t->s = t->c = 0;
	t->nheld = 0;
	memset(t->in_month, 0, sizeof(t->in_month));
}

void
tally_release(struct tally *t)
{
	free(t->held);
}

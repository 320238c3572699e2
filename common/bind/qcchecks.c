#include <stdlib.h>

#include "civil.h"
#include "mem.h"
#include "qcchecks.h"

/* The row of table qc_checks for an item and kind; nrow for none. */
static size_t
limit_row(const struct table *t, const char *item, const char *kind)
{
	size_t i;

	for (i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, table_col(t, "item")), item) == 0 && strcmp(table_at(t, i, table_col(t, "kind")), kind) == 0)
			break;
	}
	return i;
}

static int
by_key(const void *a, const void *b)
{
	const struct qccheck_record *x = a, *y = b;

	if (x->station != y->station)
		return x->station < y->station ? -1 : 1;
	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	if (x->span != y->span)
		return x->span ? 1 : -1;
	return x->sec < y->sec ? -1 : x->sec > y->sec;
}

/* The drift against the limit: of span checks in percent of what was expected. */
static bool
judge(struct qccheck_record *r, struct dec measured, struct dec expected, struct dec limit)
{
	const int64_t m = qc_of(measured), e = qc_of(expected);
	const int64_t d = qc_distance(m, e);

	r->measured = m;
	r->expected = e;
	r->limit = qc_of(limit);
	if (!r->span) {
		r->drift = d;
		r->out = d > r->limit;
		return true;
	}
	if (e == 0)
		return false;
	r->drift = (int64_t)((wide)d * 100 * QC_ONE / (e < 0 ? -e : e));
	r->out = (wide)d * 100 * QC_ONE > (wide)r->limit * (e < 0 ? -e : e);
	return true;
}

struct reader {
	struct csvin	*in;
	size_t		 station, time, item, kind, measured, expected;
	int		 mode, adjusted;
};

static bool
read_adjusted(const struct reader *r, struct qccheck_record *k)
{
	const struct sv f = r->adjusted < 0 ? (struct sv){ "", 0 } : csvin_field(r->in, (size_t)r->adjusted);

	k->adjusted = sv_is(f, "yes") || sv_is(f, "是");
	return f.n == 0 || k->adjusted || sv_is(f, "no") || sv_is(f, "否") ||
	    csvin_bad(r->in, (size_t)r->adjusted, "adjusted", _("adjusted is yes (是) or no (否)"));
}

/* From the unit of the zero checks to that of the item; 0 where there is no such conversion. */
static int64_t
factor_of(const struct columns *cols, const struct item *it, const char *unit)
{
	const struct ratio f = items_factor(&cols->items, it, sv_of(unit));

	return ratio_has(f) ? (int64_t)(f.num * QC_ONE / f.den) : 0;
}

static void
take(struct qcchecks *c, const struct reader *r, const struct columns *cols, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "qc_checks");
	const struct sv item = csvin_field(r->in, r->item), kind = csvin_field(r->in, r->kind),
	    mode = r->mode < 0 ? (struct sv){ "", 0 } : csvin_field(r->in, (size_t)r->mode);
	const struct item *it = items_find(&cols->items, NULL, item, NULL);
	struct qccheck_record k = { .span = sv_is(kind, "span"), .manual = sv_is(mode, "manual") };
	struct dec measured, expected, limit;
	struct civil when;
	size_t row;

	if (it == NULL) {
		(void)csvin_bad(r->in, r->item, "item", _("'%.*s' is no item"), (int)item.n, item.p);
		return;
	}
	if (!k.span && !sv_is(kind, "zero")) {
		(void)csvin_bad(r->in, r->kind, "kind", _("a check is zero or span"));
		return;
	}
	if (mode.n > 0 && !k.manual && !sv_is(mode, "auto")) {
		(void)csvin_bad(r->in, (size_t)r->mode, "mode", _("a check is auto or manual"));
		return;
	}
	if (!csvin_time(r->in, r->time, &when) || !csvin_decimal(r->in, r->measured, &measured) ||
	    !csvin_decimal(r->in, r->expected, &expected))
		return;
	k.item = columns_item(cols, it->name);
	if (k.item < 0)
		return;
	row = limit_row(t, it->name, k.span ? "span" : "zero");
	if (row == t->nrow || !dec_parse(sv_of(table_at(t, row, table_col(t, "limit"))), &limit)) {
		(void)csvin_bad(r->in, r->item, "limit", _("table qc_checks has no limit of %s"), it->name);
		return;
	}
	if (!dec_has(measured) || !dec_has(expected) || !judge(&k, measured, expected, limit)) {
		(void)csvin_bad(r->in, r->measured, "check", _("the check can't be judged"));
		return;
	}
	if (!read_adjusted(r, &k))
		return;
	k.factor = factor_of(cols, it, table_at(t, limit_row(t, it->name, "zero") < t->nrow ? limit_row(t, it->name, "zero") : row,
	    table_col(t, "unit")));
	k.sec = when.sec;
	k.station = map_put(&c->stations, csvin_field(r->in, r->station));
	c->v = mem_grow(c->v, &c->cap, c->n + 1, sizeof(*c->v));
	c->v[c->n++] = k;
}

struct qcchecks *
qcchecks_read(struct diag *d, const char *file, const struct columns *cols, const struct tables *tabs)
{
	struct qcchecks *c = mem_alloc(sizeof(*c));
	struct csvin *in = csvin_open_one(d, file);
	const struct reader r = { in, csvin_need(in, "station"), csvin_need(in, "time"), csvin_need(in, "item"),
		csvin_need(in, "kind"), csvin_need(in, "measured"), csvin_need(in, "expected"), csvin_column(in, "mode"),
		csvin_column(in, "adjusted") };

	while (csvin_next(in))
		take(c, &r, cols, tabs);
	csvin_close(in);
	if (c->n > 0)
		qsort(c->v, c->n, sizeof(*c->v), by_key);
	return c;
}

void
qcchecks_free(struct qcchecks *c)
{
	if (c == NULL)
		return;
	map_release(&c->stations);
	free(c->v);
	free(c);
}

/* The first moment that a check puts in doubt: of one by hand the beginning of the day before. */
static int64_t
from_of(const struct qccheck_record *k)
{
	return k->manual ? (civil_hour_day(k->sec) - 1) * CIVIL_DAY : k->sec;
}

/* The records of a station's item and kind: [*from, *to). */
static void
range_of(const struct qcchecks *c, size_t station, size_t item, bool span, size_t *from, size_t *to)
{
	const struct qccheck_record key[] = { { .station = station, .item = (int)item, .span = span, .sec = INT64_MIN },
		{ .station = station, .item = (int)item, .span = span, .sec = INT64_MAX } };
	size_t *const end[] = { from, to };

	for (size_t i = 0; i < 2; i++) {
		size_t lo = i == 0 ? 0 : *from, hi = c->n;

		while (lo < hi) {
			const size_t mid = lo + (hi - lo) / 2;

			if (by_key(&c->v[mid], &key[i]) < 0)
				lo = mid + 1;
			else
				hi = mid;
		}
		*end[i] = lo;
	}
}

/* The first record of [from, to) at sec or behind it; to for none. */
static size_t
record_at(const struct qcchecks *c, size_t from, size_t to, int64_t sec)
{
	while (from < to) {
		const size_t mid = from + (to - from) / 2;

		if (c->v[mid].sec < sec)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

enum qcchecked
qcchecks_at(const struct qcchecks *c, struct sv station, size_t item, int64_t sec, int64_t *drift, int64_t *limit)
{
	const size_t s = map_get(&c->stations, station);
	enum qcchecked found = QCCHECKS_NONE;

	for (int span = 0; span < 2 && s != MAP_NONE; span++) {
		const struct qccheck_record *last = NULL;
		size_t from, to, i;
		bool out;

		range_of(c, s, item, span == 1, &from, &to);
		i = record_at(c, from, to, sec);
		if (i > from)
			last = &c->v[i - 1];
		out = last != NULL && last->out && !last->adjusted;
		/* one by hand that comes reaches back to the day before it */
		for (; i < to && c->v[i].sec < sec + 2 * CIVIL_DAY; i++) {
			if (!c->v[i].out || from_of(&c->v[i]) >= sec)
				continue;
			last = &c->v[i];
			out = true;
		}
		if (last == NULL)
			continue;
		if (out) {
			*drift = last->drift;
			*limit = last->limit;
			found = QCCHECKS_OUT;
		} else if (found == QCCHECKS_NONE)
			found = QCCHECKS_GOOD;
	}
	return found;
}

/* --- correction ------------------------------------------------------------------------------------- */

/* The checks before and behind sec; false where one is missing, or both are within the limit. */
static bool
bracket(const struct qcchecks *c, size_t station, size_t item, bool span, int64_t sec, const struct qccheck_record *k[2])
{
	size_t from, to, i;

	range_of(c, station, item, span, &from, &to);
	i = record_at(c, from, to, sec);
	if (i == from || i == to)
		return false;
	k[0] = &c->v[i - 1];
	k[1] = &c->v[i];
	return (k[0]->out && !k[0]->adjusted) || k[1]->out;
}

/* a at the first, b at the second check, on the line between them at sec. */
static int64_t
between(const struct qccheck_record *const k[2], int64_t a, int64_t b, int64_t sec)
{
	return a + (int64_t)((wide)(b - a) * (sec - k[0]->sec) / (k[1]->sec - k[0]->sec));
}

/* The zero drift at sec, in the unit of the checks; 0 where it was within its limit. */
static int64_t
zero_at(const struct qcchecks *c, size_t station, size_t item, int64_t sec, const struct qccheck_record *k[2])
{
	size_t from, to, i;

	if (!bracket(c, station, item, false, sec, k)) {
		range_of(c, station, item, false, &from, &to);
		i = record_at(c, from, to, sec);
		/* the last check of all: it stands until another says so */
		return i == to && i > from && c->v[i - 1].out && !c->v[i - 1].adjusted ? c->v[i - 1].measured - c->v[i - 1].expected : 0;
	}
	return between(k, k[0]->adjusted ? 0 : k[0]->measured - k[0]->expected, k[1]->measured - k[1]->expected, sec);
}

/* What the instrument shows for 1 at a span check, without the zero drift; before an adjustment. */
static int64_t
gain_of(const struct qcchecks *c, size_t station, size_t item, const struct qccheck_record *k)
{
	const struct qccheck_record *z[2];

	return (int64_t)((wide)(k->measured - zero_at(c, station, item, k->sec, z)) * QC_ONE / k->expected);
}

bool
qcchecks_correct(const struct qcchecks *c, struct sv station, size_t item, int64_t sec, int64_t v, struct qccorrection *x)
{
	const size_t s = map_get(&c->stations, station);
	const struct qccheck_record *k[2] = { NULL, NULL }, *span[2];
	int64_t gain;

	if (s == MAP_NONE)
		return false;
	*x = (struct qccorrection){ v, INT64_MIN, INT64_MAX };
	if (bracket(c, s, item, false, sec, k)) {
		if (k[0]->factor == 0)
			return false;
		x->v -= (int64_t)((wide)zero_at(c, s, item, sec, k) * k[0]->factor / QC_ONE);
		x->from = k[0]->sec;
		x->to = k[1]->sec;
	}
	if (bracket(c, s, item, true, sec, span)) {
		gain = between(span, span[0]->adjusted ? QC_ONE : gain_of(c, s, item, span[0]), gain_of(c, s, item, span[1]), sec);
		if (gain <= 0)
			return false;
		x->v = (int64_t)((wide)x->v * QC_ONE / gain);
		x->from = span[0]->sec > x->from ? span[0]->sec : x->from;
		x->to = span[1]->sec < x->to ? span[1]->sec : x->to;
	}
	return x->from != INT64_MIN;
}

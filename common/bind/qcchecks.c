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
	int		 mode;
};

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
		csvin_need(in, "kind"), csvin_need(in, "measured"), csvin_need(in, "expected"), csvin_column(in, "mode") };

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

enum qcchecked
qcchecks_at(const struct qcchecks *c, struct sv station, size_t item, int64_t sec, int64_t *drift, int64_t *limit)
{
	const size_t s = map_get(&c->stations, station);
	enum qcchecked found = QCCHECKS_NONE;
	bool out[2] = { false, false };

	for (size_t i = 0; i < c->n; i++) {
		const struct qccheck_record *k = &c->v[i];

		if (k->station != s || k->item != (int)item || (k->out ? from_of(k) : k->sec) >= sec)
			continue;
		found = QCCHECKS_GOOD;
		out[k->span] = k->out;
		if (k->out) {
			*drift = k->drift;
			*limit = k->limit;
		}
	}
	return out[0] || out[1] ? QCCHECKS_OUT : found;
}

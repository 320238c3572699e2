#include <stdlib.h>

#include "maintained.h"
#include "mem.h"

/* The code of a kind: a flag that an instrument's state may have, by code, Chinese name, or table maintenance. */
static const char *
code_of(const struct tables *tabs, struct sv kind)
{
	const struct table *f = table_get(tabs, "flags"), *m = table_get(tabs, "maintenance");

	for (size_t i = 0; i < f->nrow; i++) {
		const char *code = table_at(f, i, table_col(f, "code"));

		if (strcmp(table_at(f, i, table_col(f, "origin")), "status") == 0 && strcmp(table_at(f, i, table_col(f, "use")),
		    "drop") == 0 && (sv_is(kind, code) || sv_is(kind, table_at(f, i, table_col(f, "zh")))))
			return code;
	}
	for (size_t i = 0; i < m->nrow; i++) {
		if (sv_is(kind, table_at(m, i, table_col(m, "kind"))))
			return table_at(m, i, table_col(m, "code"));
	}
	return NULL;
}

static int64_t
stamp(struct csvin *in, size_t col, bool end)
{
	struct civil t;

	if (!csvin_time(in, col, &t))
		return 0;
	return t.date && end ? t.sec + CIVIL_DAY : t.sec;
}

static void
add(struct maintained *m, struct sv station, struct maintenance k)
{
	const size_t n = m->stations.n, s = map_put(&m->stations, station);

	m->first = mem_grow(m->first, &m->firstcap, m->stations.n, sizeof(*m->first));
	if (m->stations.n > n)
		m->first[s] = SIZE_MAX;
	k.next = m->first[s];
	m->v = mem_grow(m->v, &m->cap, m->n + 1, sizeof(*m->v));
	m->v[m->n] = k;
	m->first[s] = m->n++;
}

struct maintained *
maintained_read(struct diag *d, const char *file, const struct columns *cols, const struct tables *tabs)
{
	struct maintained *m = mem_alloc(sizeof(*m));
	struct csvin *in = csvin_open_one(d, file);
	const size_t station = csvin_need(in, "station"), start = csvin_need(in, "start"), end = csvin_need(in, "end"),
	    kind = csvin_need(in, "kind");
	const int item = csvin_column(in, "item");

	while (csvin_next(in)) {
		const struct sv what = item < 0 ? (struct sv){ "", 0 } : csvin_field(in, (size_t)item);
		const struct sv word = sv_trim(csvin_field(in, kind));
		struct maintenance k = { .start = stamp(in, start, false), .end = stamp(in, end, true), .code = code_of(tabs, word),
			.item = -1 };
		char *name = mem_ndup(what.p, what.n);

		if (k.code == NULL)
			(void)csvin_bad(in, kind, "kind", _("'%.*s' is no kind of table maintenance or flags"), (int)word.n, word.p);
		if (k.end < k.start)
			(void)csvin_bad(in, end, "interval", _("the entry ends before it starts"));
		if (what.n > 0 && items_find(&cols->items, NULL, what, NULL) == NULL)
			(void)csvin_bad(in, (size_t)item, "item", _("'%.*s' is no item"), (int)what.n, what.p);
		if (what.n > 0)
			k.item = columns_item(cols, name);
		if (k.code != NULL && k.end >= k.start && (what.n == 0 || k.item >= 0))	/* of an item that the table has */
			add(m, csvin_field(in, station), k);
		free(name);
	}
	csvin_close(in);
	return m;
}

void
maintained_free(struct maintained *m)
{
	if (m == NULL)
		return;
	map_release(&m->stations);
	free(m->first);
	free(m->v);
	free(m);
}

static size_t
first_of(const struct maintained *m, struct sv station)
{
	const size_t s = map_get(&m->stations, station);

	return s == MAP_NONE ? SIZE_MAX : m->first[s];
}

/* Seconds of the step that ends at sec inside the entry. */
static int64_t
inside(const struct maintenance *k, int64_t sec, int64_t step)
{
	const int64_t from = k->start > sec - step ? k->start : sec - step, to = k->end < sec ? k->end : sec;

	return to > from ? to - from : 0;
}

const char *
maintained_at(const struct maintained *m, struct sv station, int64_t sec, int64_t step, int item)
{
	int64_t all = 0, most = 0;
	const char *code = NULL;

	for (size_t i = first_of(m, station); i != SIZE_MAX; i = m->v[i].next) {
		const int64_t k = m->v[i].item < 0 || m->v[i].item == item ? inside(&m->v[i], sec, step) : 0;

		all += k;
		code = k > most ? m->v[i].code : code;
		most = k > most ? k : most;
	}
	return all * 4 > step ? code : NULL;
}

bool
maintained_touches(const struct maintained *m, struct sv station, int64_t sec, int64_t step)
{
	for (size_t i = first_of(m, station); i != SIZE_MAX; i = m->v[i].next) {
		if (inside(&m->v[i], sec, step) > 0)
			return true;
	}
	return false;
}

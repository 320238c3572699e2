#include <stdlib.h>

#include "events.h"
#include "mem.h"

#define EVENTS_MAX 64

static int64_t
stamp(struct csvin *in, size_t col, bool end)
{
	struct civil t;

	if (!csvin_time(in, col, &t))
		return 0;
	if (t.date)
		return end ? t.sec + CIVIL_DAY : t.sec + 1;
	return t.sec;
}

static uint64_t
item_bits(struct csvin *in, size_t col, const struct columns *c)
{
	struct sv rest = csvin_field(in, col), word;
	uint64_t bits = 0;

	while (sv_word(&rest, &word)) {
		const struct item *it = items_find(&c->items, NULL, word, NULL);

		if (it == NULL)
			(void)csvin_bad(in, col, "item", _("'%.*s' is no item"), (int)word.n, word.p);
		for (size_t i = 0; it != NULL && i < c->n && i < 64; i++) {
			if (c->v[i].item == it && c->v[i].stat.n == 0)
				bits |= UINT64_C(1) << i;
		}
	}
	return bits;
}

struct events *
events_read(struct diag *d, const char *file, const struct columns *c)
{
	struct events *e = mem_alloc(sizeof(*e));
	struct csvin *in = csvin_open_one(d, file);
	const size_t start = csvin_need(in, "start"), end = csvin_need(in, "end"), area = csvin_need(in, "area"),
	    items = csvin_need(in, "items");
	size_t cap = 0;

	while (csvin_next(in)) {
		const struct sv a = csvin_field(in, area);
		struct event ev = { stamp(in, start, false), stamp(in, end, true), NULL, item_bits(in, items, c) };

		if (ev.end < ev.start)
			(void)csvin_bad(in, end, "interval", _("the event ends before it starts"));
		if (e->n == EVENTS_MAX)
			diag_refuse(d, &(struct place){ in->file, in->line, NULL }, _("more than %d events"), EVENTS_MAX);
		ev.area = mem_ndup(a.p, a.n);
		e->v = mem_grow(e->v, &cap, e->n + 1, sizeof(*e->v));
		e->v[e->n++] = ev;
		e->items |= ev.items;
	}
	csvin_close(in);
	return e;
}

void
events_free(struct events *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; i < e->n; i++)
		free(e->v[i].area);
	free(e->v);
	free(e);
}

static bool
names(const char *area, const char *what)
{
	struct sv rest = sv_of(area), word;

	while (*what != '\0' && sv_word(&rest, &word)) {
		if (sv_is(word, what))
			return true;
	}
	return strcmp(area, "*") == 0;
}

uint64_t
events_of(const struct events *e, const struct sites *s, struct sv code)
{
	const size_t row = s == NULL ? SITES_NONE : sites_find(s, code, SITES_ANYDAY);
	char *c = mem_ndup(code.p, code.n);
	uint64_t bits = 0;

	for (size_t k = 0; k < e->n; k++) {
		const char *area = e->v[k].area;

		if (names(area, c) || (row != SITES_NONE && (names(area, sites_cell(s, row, s->county)) ||
		    names(area, sites_cell(s, row, s->city)))))
			bits |= UINT64_C(1) << k;
	}
	free(c);
	return bits;
}

uint64_t
events_at(const struct events *e, uint64_t which, int64_t sec)
{
	uint64_t bits = 0;

	for (; which != 0; which &= which - 1) {
		const struct event *v = &e->v[__builtin_ctzll(which)];

		if (sec >= v->start && sec <= v->end)
			bits |= v->items;
	}
	return bits;
}

#include <stdlib.h>

#include "csvin.h"
#include "map.h"
#include "mem.h"
#include "waterplan.h"

struct waterplan {
	struct map	 stations;
	char	       **items;		/* items[stations.n] */
	size_t		 cap;
};

static void
check_items(struct csvin *in, size_t col, const struct waterlimits *l)
{
	struct sv rest = csvin_field(in, col), word;

	while (sv_word(&rest, &word)) {
		if (!waterlimits_classed(l, word))
			(void)csvin_bad(in, col, "item", _("'%.*s' is no item with class limits"), (int)word.n, word.p);
	}
}

struct waterplan *
waterplan_read(struct diag *d, const char *file, const struct waterlimits *l)
{
	struct waterplan *p = mem_alloc(sizeof(*p));
	struct csvin *in = csvin_open_one(d, file);
	const size_t station = csvin_need(in, "station"), items = csvin_need(in, "items");

	while (csvin_next(in)) {
		const struct sv f = csvin_field(in, items);
		const size_t n = p->stations.n, k = map_put(&p->stations, csvin_field(in, station));

		check_items(in, items, l);
		if (k < n) {
			(void)csvin_bad(in, station, "twice", _("a second row of this station"));
			continue;
		}
		p->items = mem_grow(p->items, &p->cap, p->stations.n, sizeof(*p->items));
		p->items[k] = mem_ndup(f.p, f.n);
	}
	csvin_close(in);
	return p;
}

void
waterplan_free(struct waterplan *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->stations.n; i++)
		free(p->items[i]);
	free(p->items);
	map_release(&p->stations);
	free(p);
}

static bool
names(const struct waterplan *p, size_t row, const char *item)
{
	struct sv rest = sv_of(row == MAP_NONE ? "" : p->items[row]), word;

	while (sv_word(&rest, &word)) {
		if (sv_is(word, item))
			return true;
	}
	return false;
}

bool
waterplan_has(const struct waterplan *p, struct sv station, const char *item)
{
	const size_t all = map_get(&p->stations, sv_of("*")), own = map_get(&p->stations, station);

	return (all == MAP_NONE && own == MAP_NONE) || names(p, all, item) || names(p, own, item);
}

void
waterplan_strangers(const struct waterplan *p, const struct map *stations, struct sbuf *b)
{
	for (size_t i = 0; i < p->stations.n; i++) {
		const struct sv code = map_key(&p->stations, i);

		if (!sv_is(code, "*") && map_get(stations, code) == MAP_NONE)
			sbuf_printf(b, "%s%s", b->n > 0 ? ", " : "", p->stations.key[i]);
	}
}

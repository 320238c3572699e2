#include <stdlib.h>

#include "mem.h"
#include "quot.h"
#include "regions.h"
#include "validity.h"

#define KEY_MAX 8

/* A region in one period: sums over its members. */
struct cell {
	size_t		 region;
	struct period	 period;
	int64_t		 sec;
	struct ratio	*sum;		/* [ncol] */
	unsigned int	*n;		/* members with a value */
	unsigned int	*count;		/* what the last member's value was made of */
	bool		*is_short;
	unsigned int	 nrow;
	unsigned int	 due;		/* of the last member's row */
	bool		 is_partial;
};

struct level {
	struct map	 regions;	/* "by1\x1fby2..." */
	struct map	 cells;		/* "region:period" -> cell index */
	struct cell	*cell;
	size_t		 cap;
	unsigned int	*members;	/* [regions.n] due: stations, or sub-regions */
	struct map	 known;		/* "region:member", each counted once */
	size_t		 mcap;
};

struct regions {
	struct diag		*d;
	const struct sites	*sites;
	size_t			 ncol, nkey;
	char			*key[KEY_MAX];
	int			 registry[KEY_MAX];	/* registry column, -1 none */
	int			 input[KEY_MAX];	/* input column, -1 none */
	bool			 has_via;		/* key[nkey] is the via column */
	char		       **seen;			/* seen[station * KEY_MAX + k] */
	size_t			 nseen, capseen;
	struct level		 fine, coarse;		/* fine: with via */
	struct level		 result;		/* of regions averaged again */
	size_t			 ncol_result;		/* 0: none were */
	int			 percent, percent_few;
	struct map		 unplaced;
	char			*unplaced_words;
};

static void
add_key(struct regions *g, const struct csvin *in, struct sv name)
{
	const size_t k = g->nkey;

	if (k >= KEY_MAX - 1)
		diag_usage(g->d, _("option --by: more than %d columns"), KEY_MAX - 1);
	g->key[k] = mem_ndup(name.p, name.n);
	g->registry[k] = g->sites == NULL ? -1 : sites_column(g->sites, g->key[k]);
	g->input[k] = csvin_column(in, g->key[k]);
	if (g->registry[k] < 0 && g->input[k] < 0)
		diag_usage(g->d, g->sites == NULL ? _("no column '%s' in the input, and no --registry was given") :
		    _("no column '%s' in the registry or the input"), g->key[k]);
	g->nkey++;
}

struct regions *
regions_new(struct diag *d, const struct sites *sites, const struct csvin *in, const char *by, const char *via,
    const struct tables *tabs, size_t ncol)
{
	struct regions *g = mem_alloc(sizeof(*g));
	struct sv rest = sv_of(by), part;

	g->d = d;
	g->sites = sites;
	g->ncol = ncol;
	while (sv_split(&rest, ',', &part))
		add_key(g, in, sv_trim(part));
	if (via != NULL) {
		add_key(g, in, sv_of(via));
		g->nkey--;
		g->has_via = true;
	}
	g->percent = validity_min(tabs, "2026", "*", "city", "site");
	g->percent_few = validity_min(tabs, "2026", "*", "few", "site");
	return g;
}

size_t
regions_nkey(const struct regions *g)
{
	return g->nkey;
}

const char *
regions_key(const struct regions *g, size_t i)
{
	return g->key[i];
}

void
regions_seen(struct regions *g, size_t station, const struct csvin *in)
{
	for (size_t k = 0; k < g->nkey + g->has_via; k++) {
		struct sv f;

		if (g->registry[k] >= 0)
			continue;
		f = csvin_field(in, (size_t)g->input[k]);
		if ((station + 1) * KEY_MAX > g->nseen) {
			const size_t old = g->capseen;

			g->nseen = (station + 1) * KEY_MAX;
			g->seen = mem_grow(g->seen, &g->capseen, g->nseen, sizeof(*g->seen));
			if (g->capseen > old)
				memset(g->seen + old, 0, (g->capseen - old) * sizeof(*g->seen));
		}
		if (g->seen[station * KEY_MAX + k] == NULL && f.n > 0)
			g->seen[station * KEY_MAX + k] = mem_ndup(f.p, f.n);
	}
}

/* The station's key cells at the day; false where one is empty or the station is not assessed. */
static bool
place_of(const struct regions *g, size_t station, struct sv code, int64_t day, const char *key[KEY_MAX])
{
	size_t row = g->sites == NULL ? SITES_NONE : sites_find(g->sites, code, day);

	if (g->sites != NULL && row == SITES_NONE)
		row = sites_find(g->sites, code, SITES_ANYDAY);
	if (row != SITES_NONE && !g->sites->v[row].assessed)
		return false;
	for (size_t k = 0; k < g->nkey + g->has_via; k++) {
		key[k] = g->registry[k] >= 0 ? (row == SITES_NONE ? "" : sites_cell(g->sites, row, g->registry[k])) :
		    station * KEY_MAX + k < g->nseen && g->seen[station * KEY_MAX + k] != NULL ?
		    g->seen[station * KEY_MAX + k] : "";
		if (*key[k] == '\0')
			return false;
	}
	return true;
}

static size_t
region_put(struct level *l, const char *const key[], size_t nkey)
{
	const size_t n = l->regions.n;
	struct sbuf b = { 0 };
	size_t r;

	for (size_t k = 0; k < nkey; k++)
		sbuf_printf(&b, "%s\x1f", key[k]);
	r = map_put(&l->regions, sbuf_sv(&b));
	sbuf_release(&b);
	if (l->regions.n > n) {
		l->members = mem_grow(l->members, &l->mcap, l->regions.n, sizeof(*l->members));
		l->members[r] = 0;
	}
	return r;
}

static void
member_put(struct level *l, size_t region, struct sv name)
{
	const size_t n = l->known.n;
	struct sbuf b = { 0 };

	sbuf_printf(&b, "%zu:%.*s", region, (int)name.n, name.p);
	(void)map_put(&l->known, sbuf_sv(&b));
	l->members[region] += l->known.n > n;
	sbuf_release(&b);
}

static struct cell *
cell_put(struct level *l, size_t region, const struct avg_row *row, size_t ncol)
{
	const size_t n = l->cells.n;
	struct sbuf b = { 0 };
	struct cell *c;
	size_t i;

	sbuf_printf(&b, "%zu:%lld:%lld:%lld", region, (long long)row->period.from, (long long)row->period.to,
	    (long long)row->sec);
	i = map_put(&l->cells, sbuf_sv(&b));
	sbuf_release(&b);
	if (l->cells.n == n)
		return &l->cell[i];
	l->cell = mem_grow(l->cell, &l->cap, l->cells.n, sizeof(*l->cell));
	c = &l->cell[i];
	*c = (struct cell){ .region = region, .period = row->period, .sec = row->sec };
	c->sum = mem_array(ncol, sizeof(*c->sum));
	c->n = mem_array(ncol, sizeof(*c->n));
	c->count = mem_array(ncol, sizeof(*c->count));
	c->is_short = mem_array(ncol, sizeof(*c->is_short));
	return c;
}

static void
add_values(struct level *l, size_t region, const struct avg_row *row, size_t ncol)
{
	struct cell *c = cell_put(l, region, row, ncol);

	for (size_t k = 0; k < ncol; k++) {
		c->is_short[k] = c->is_short[k] || row->is_short[k];
		c->count[k] = row->n[k];
		if (!ratio_has(row->value[k]))
			continue;
		c->sum[k] = c->n[k]++ == 0 ? row->value[k] : quot_add_ratio(c->sum[k], row->value[k]);
	}
	c->nrow += row->nrow;
	c->due = row->due;
	c->is_partial = c->is_partial || row->is_partial;
}

void
regions_add(struct regions *g, size_t station, struct sv code, const struct avg_row *row)
{
	struct level *l = g->has_via ? &g->fine : &g->coarse;
	const char *key[KEY_MAX];
	size_t r;

	if (!place_of(g, station, code, row->period.to, key)) {
		(void)map_put(&g->unplaced, code);
		return;
	}
	r = region_put(l, key, g->nkey + g->has_via);
	/* A renamed station and its successor are one site: the successor's code stands for both. */
	member_put(l, r, code);
	add_values(l, r, row, g->ncol);
}

/* Members due on a day: by the registry those that exist then, else those met. */
static unsigned int
due(const struct regions *g, const struct level *l, const struct cell *c, size_t nkey)
{
	unsigned int n = 0;

	if (g->sites == NULL || l == &g->result || (g->has_via && l == &g->coarse))
		return l->members[c->region];
	for (size_t i = 0; i < g->sites->n; i++) {
		const struct site *s = &g->sites->v[i];
		struct sv rest = map_key(&l->regions, c->region), part;
		bool same = s->assessed && s->from <= c->period.to && s->to >= c->period.from;

		/* A station replaced within the period is counted once, by its successor. */
		if (same && s->to < c->period.to && g->sites->successor >= 0 &&
		    *sites_cell(g->sites, i, g->sites->successor) != '\0')
			same = false;
		for (size_t k = 0; k < nkey && same; k++) {
			(void)sv_split(&rest, '\x1f', &part);
			same = g->registry[k] >= 0 && sv_is(part, sites_cell(g->sites, i, g->registry[k]));
		}
		n += same;
	}
	return n > 0 ? n : l->members[c->region];
}

static void
make_row(const struct regions *g, const struct cell *c, unsigned int ndue, struct avg_row *row, size_t ncol)
{
	const unsigned int few = 4;		/* "fewer than 4 sites", HJ 663 annex A */
	const unsigned int need = ndue < few && g->percent_few > 0 ? (unsigned int)g->percent_few :
	    (unsigned int)g->percent;

	*row = (struct avg_row){ .station = c->region, .period = c->period, .sec = c->sec, .value = row->value,
	    .n = c->n, .is_short = c->is_short, .due = ndue, .nrow = c->nrow, .is_partial = c->is_partial };
	for (size_t k = 0; k < ncol; k++)
		row->value[k] = c->n[k] == 0 || c->n[k] * 100 < need * ndue ? (struct ratio){ 0, 0 } :
		    ratio_mul(c->sum[k], ratio_make(1, (wide)c->n[k]));
}

/* Order of regions: first by their first appearance in the registry's order column, else as met. */
static long
rank_of(const struct regions *g, const struct level *l, size_t region, size_t nkey)
{
	long best = 1000000 + (long)region;

	for (size_t i = 0; g->sites != NULL && i < g->sites->n; i++) {
		struct sv rest = map_key(&l->regions, region), part;
		const char *o = sites_cell(g->sites, i, g->sites->order);
		const long v = *o == '\0' ? (long)i : strtol(o, NULL, 10);
		bool same = true;

		for (size_t k = 0; k < nkey && same; k++) {
			(void)sv_split(&rest, '\x1f', &part);
			same = g->registry[k] >= 0 && sv_is(part, sites_cell(g->sites, i, g->registry[k]));
		}
		if (same && v < best)
			best = v;
	}
	return best;
}

struct order {
	long		 rank;
	size_t		 region;
	int64_t		 from, to, sec;
	struct cell	*cell;
};

static int
by_order(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	if (x->region != y->region)
		return x->region < y->region ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->sec < y->sec ? -1 : x->sec > y->sec;
}

static struct order *
sorted(const struct regions *g, struct level *l, size_t nkey)
{
	struct order *o = mem_array(l->cells.n, sizeof(*o));
	long *rank = mem_array(l->regions.n, sizeof(*rank));

	for (size_t r = 0; r < l->regions.n; r++)
		rank[r] = rank_of(g, l, r, nkey);
	for (size_t i = 0; i < l->cells.n; i++)
		o[i] = (struct order){ rank[l->cell[i].region], l->cell[i].region, l->cell[i].period.from,
		    l->cell[i].period.to, l->cell[i].sec, &l->cell[i] };
	qsort(o, l->cells.n, sizeof(*o), by_order);
	free(rank);
	return o;
}

/* A sub-region's row becomes a member's row of its region of --by in level to. */
static void
add_sub(struct regions *g, struct level *to, struct sv name, const struct avg_row *row, size_t ncol)
{
	struct sv rest = name, part;
	char *own[KEY_MAX];
	size_t r;

	for (size_t k = 0; k < g->nkey; k++) {
		(void)sv_split(&rest, '\x1f', &part);
		own[k] = mem_ndup(part.p, part.n);
	}
	r = region_put(to, (const char *const *)own, g->nkey);
	member_put(to, r, name);
	add_values(to, r, row, ncol);
	for (size_t k = 0; k < g->nkey; k++)
		free(own[k]);
}

struct folding {
	struct regions	*g;
	struct level	*to;
	const struct level *from;
};

static void
fold_one(void *arg, const struct avg_row *row)
{
	struct folding *f = arg;

	add_sub(f->g, f->to, map_key(&f->from->regions, row->station), row, f->g->ncol);
}

void
regions_each_sub(struct regions *g, void (*take)(void *, const struct avg_row *), void *arg)
{
	struct level *l = g->has_via ? &g->fine : &g->coarse;
	struct avg_row row = { .value = mem_array(g->ncol, sizeof(*row.value)) };
	struct order *o = sorted(g, l, g->nkey + g->has_via);

	for (size_t i = 0; i < l->cells.n; i++) {
		make_row(g, o[i].cell, due(g, l, o[i].cell, g->nkey + g->has_via), &row, g->ncol);
		take(arg, &row);
	}
	free(o);
	free(row.value);
}

void
regions_result(struct regions *g, size_t sub, const struct avg_row *row, size_t ncol)
{
	const struct level *l = g->has_via ? &g->fine : &g->coarse;

	g->ncol_result = ncol;
	add_sub(g, &g->result, map_key(&l->regions, sub), row, ncol);
}

void
regions_each(struct regions *g, void (*emit)(void *, const struct region_row *), void *arg)
{
	struct level *l = g->ncol_result > 0 ? &g->result : &g->coarse;
	const size_t ncol = g->ncol_result > 0 ? g->ncol_result : g->ncol;
	struct avg_row row = { .value = mem_array(ncol, sizeof(*row.value)) };
	const bool again = g->ncol_result > 0 && !g->has_via;	/* made of its own days, not of members */
	struct folding f = { g, &g->coarse, &g->fine };
	struct order *o;

	if (g->has_via && g->ncol_result == 0)
		regions_each_sub(g, fold_one, &f);
	o = sorted(g, l, g->nkey);
	for (size_t i = 0; i < l->cells.n; i++) {
		struct cell *c = o[i].cell;
		struct sv rest = map_key(&l->regions, c->region), part;
		const unsigned int ndue = due(g, l, c, g->nkey);
		char *key[KEY_MAX];

		for (size_t k = 0; k < g->nkey; k++) {
			(void)sv_split(&rest, '\x1f', &part);
			key[k] = mem_ndup(part.p, part.n);
		}
		make_row(g, c, ndue, &row, ncol);
		emit(arg, &(struct region_row){ (const char *const *)key, &row,
		    again ? c->count : c->n, again ? c->due : ndue });
		for (size_t k = 0; k < g->nkey; k++)
			free(key[k]);
	}
	free(o);
	free(row.value);
}

const char *
regions_unplaced(const struct regions *g)
{
	struct sbuf b = { 0 };

	if (g->unplaced.n == 0)
		return NULL;
	for (size_t i = 0; i < g->unplaced.n; i++)
		sbuf_printf(&b, "%s%s", i > 0 ? " " : "", g->unplaced.key[i]);
	return b.p;
}

static void
level_release(struct level *l)
{
	for (size_t i = 0; i < l->cells.n; i++) {
		free(l->cell[i].sum);
		free(l->cell[i].n);
		free(l->cell[i].count);
		free(l->cell[i].is_short);
	}
	free(l->cell);
	free(l->members);
	map_release(&l->regions);
	map_release(&l->cells);
	map_release(&l->known);
}

void
regions_free(struct regions *g)
{
	level_release(&g->fine);
	level_release(&g->coarse);
	level_release(&g->result);
	for (size_t k = 0; k < g->nkey + g->has_via; k++)
		free(g->key[k]);
	for (size_t i = 0; i < g->nseen; i++)
		free(g->seen[i]);
	free(g->seen);
	map_release(&g->unplaced);
	free(g);
}

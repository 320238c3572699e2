#include <stdlib.h>

#include "bykeys.h"
#include "mem.h"
#include "regions.h"
#include "validity.h"

/* One column of a region in one period: sums over its members. */
struct sum {
	struct ratio	sum;
	double		s, c;		/* of transformed values */
	struct dec	limit;		/* the largest limit of detection of members all below it */
	unsigned int	n, ncens;	/* members with a value; all below a limit */
	unsigned int	count;		/* what the last member's value was made of */
	bool		is_short;
};

struct cell {
	size_t		 region;
	struct period	 period;
	int64_t		 sec;
	struct sum	*v;		/* [ncol] */
	unsigned int	 nrow;
	unsigned int	 due;		/* of the last member's row */
	bool		 is_partial;
};

/* The columns of rows. */
struct cols {
	const struct avg_col	*col;
	size_t			 n;
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
	struct regions_spec	 s;
	struct cols		 cols, again;	/* of results: again.n 0 where nothing was averaged again */
	struct bykeys		 by;
	size_t			 nkey;
	bool			 has_via;		/* by.name[nkey] is the via column */
	char		       **seen;			/* seen[station * BYKEYS_MAX + k] */
	size_t			 nseen, capseen;
	struct level		 fine, coarse;		/* fine: with via */
	struct level		 result;		/* of regions averaged again */
	struct validity_sites	 need[TALLY_EDITIONS];	/* of sites, by edition */
	struct map		 unplaced;
};

struct regions *
regions_new(const struct regions_spec *spec)
{
	struct regions *g = mem_alloc(sizeof(*g));

	g->s = *spec;
	g->cols = (struct cols){ spec->col, spec->ncol };
	bykeys_read(&g->by, spec->d, spec->sites, spec->in, spec->by);
	g->nkey = g->by.n;
	g->has_via = spec->via != NULL;
	if (g->has_via)
		bykeys_add(&g->by, spec->d, spec->sites, spec->in, sv_of(spec->via));
	for (int e = 0; e < spec->editions->n && e < TALLY_EDITIONS; e++)
		g->need[e] = validity_sites(spec->tabs, spec->editions->v[e].name);
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
	return g->by.name[i];
}

void
regions_seen(struct regions *g, size_t station, const struct csvin *in)
{
	for (size_t k = 0; k < g->by.n; k++) {
		struct sv f;

		if (g->by.registry[k] >= 0)
			continue;
		f = csvin_field(in, (size_t)g->by.input[k]);
		if ((station + 1) * BYKEYS_MAX > g->nseen) {
			const size_t old = g->capseen;

			g->nseen = (station + 1) * BYKEYS_MAX;
			g->seen = mem_grow(g->seen, &g->capseen, g->nseen, sizeof(*g->seen));
			if (g->capseen > old)
				memset(g->seen + old, 0, (g->capseen - old) * sizeof(*g->seen));
		}
		if (g->seen[station * BYKEYS_MAX + k] == NULL && f.n > 0)
			g->seen[station * BYKEYS_MAX + k] = mem_ndup(f.p, f.n);
	}
}

/* The station's key cells at the day; false where one is empty or the station is not assessed then. */
static bool
place_of(const struct regions *g, size_t station, struct sv code, int64_t day, const char *key[BYKEYS_MAX])
{
	const size_t row = g->s.sites == NULL ? SITES_NONE : sites_find(g->s.sites, code, day);

	if (row == SITES_NONE ? g->s.sites != NULL && sites_find(g->s.sites, code, SITES_ANYDAY) != SITES_NONE :
	    !g->s.sites->v[row].assessed)
		return false;
	for (size_t k = 0; k < g->by.n; k++) {
		key[k] = g->by.registry[k] >= 0 ? (row == SITES_NONE ? "" : sites_cell(g->s.sites, row, g->by.registry[k])) :
		    station * BYKEYS_MAX + k < g->nseen && g->seen[station * BYKEYS_MAX + k] != NULL ?
		    g->seen[station * BYKEYS_MAX + k] : "";
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
	c->v = mem_array(ncol, sizeof(*c->v));
	return c;
}

/* Adds a member's value to its region's. */
static void
add_value(struct sum *v, const struct avg_col *col, struct ratio x, struct dec limit)
{
	if (!ratio_has(x))
		return;
	if (accum_is_transformed(col->how)) {
		struct accum a;

		accum_init(&a);
		accum_add(&a, col->how, ratio_guard(x, ACCUM_SCALE));
		v->s += a.s;
		v->c += a.c;
	}
	if (dec_has(limit)) {
		v->limit = accum_limit(v->limit, limit);
		v->ncens++;
	}
	v->sum = v->n++ == 0 ? x : quot_add_ratio(v->sum, x);
}

static void
add_values(struct level *l, size_t region, const struct avg_row *row, const struct cols *cols)
{
	struct cell *c = cell_put(l, region, row, cols->n);

	for (size_t k = 0; k < cols->n; k++) {
		c->v[k].is_short = c->v[k].is_short || row->is_short[k];
		c->v[k].count = row->n[k];
		add_value(&c->v[k], &cols->col[k], row->value[k], row->limit == NULL ? (struct dec){ 0 } : row->limit[k]);
	}
	c->nrow += row->nrow;
	c->due = row->due;
	c->is_partial = c->is_partial || row->is_partial;
}

void
regions_add(struct regions *g, size_t station, struct sv code, const struct avg_row *row)
{
	struct level *l = g->has_via ? &g->fine : &g->coarse;
	const char *key[BYKEYS_MAX];
	size_t r;

	if (!place_of(g, station, code, row->period.to, key)) {
		(void)map_put(&g->unplaced, code);
		return;
	}
	r = region_put(l, key, g->by.n);
	member_put(l, r, code);
	add_values(l, r, row, &g->cols);
}

/* Row i of the registry is an assessed site of the region some time in the period. */
static bool
is_member(const struct regions *g, const struct level *l, const struct cell *c, size_t nkey, size_t i)
{
	const struct site *s = &g->s.sites->v[i];
	struct sv rest = map_key(&l->regions, c->region), part;

	if (!s->assessed || s->from > c->period.to || s->to < c->period.from)
		return false;
	for (size_t k = 0; k < nkey; k++) {
		(void)sv_split(&rest, '\x1f', &part);
		if (g->by.registry[k] < 0 || !sv_is(part, sites_cell(g->s.sites, i, g->by.registry[k])))
			return false;
	}
	return true;
}

/* Members due: by the registry the stations (or sub-regions) that exist then, else those met. */
static unsigned int
due(const struct regions *g, const struct level *l, const struct cell *c, size_t nkey)
{
	const bool subs = g->has_via && nkey == g->nkey;
	const int via = g->has_via ? g->by.registry[g->nkey] : -1;
	struct map names = { 0 };
	unsigned int n = 0;

	if (g->s.sites == NULL || (!subs && l == &g->result) || (subs && via < 0))
		return l->members[c->region];
	for (size_t i = 0; i < g->s.sites->n; i++) {
		if (!is_member(g, l, c, nkey, i))
			continue;
		n++;
		if (subs)
			(void)map_put(&names, sv_of(sites_cell(g->s.sites, i, via)));
	}
	if (subs)
		n = (unsigned int)names.n;
	map_release(&names);
	return n > 0 ? n : l->members[c->region];
}

/* The finished row of a cell; its arrays are lent. */
struct made {
	struct avg_row	 row;
	unsigned int	*sites;		/* members with a value */
};

static void
made_init(struct made *m, size_t ncol)
{
	m->row = (struct avg_row){ .value = mem_array(ncol, sizeof(*m->row.value)),
	    .limit = mem_array(ncol, sizeof(*m->row.limit)), .n = mem_array(ncol, sizeof(*m->row.n)),
	    .is_short = mem_array(ncol, sizeof(*m->row.is_short)) };
	m->sites = mem_array(ncol, sizeof(*m->sites));
}

static void
made_release(struct made *m)
{
	free(m->row.value);
	free(m->row.limit);
	free(m->row.n);
	free(m->row.is_short);
	free(m->sites);
}

static struct ratio
mean_of(const struct sum *v, const struct avg_col *col)
{
	return accum_is_transformed(col->how) ? quot_ratio(accum_transformed(col->how, v->s, v->c, v->n,
	    col->decimals)) : ratio_mul(v->sum, ratio_make(1, (wide)v->n));
}

static void
make_row(const struct regions *g, const struct cell *c, unsigned int ndue, struct made *m,
    const struct cols *cols)
{
	const int e = g->s.edition >= 0 ? g->s.edition : edition_of_day(g->s.editions, c->period.to, NULL);
	struct avg_row *row = &m->row;

	row->station = c->region;
	row->period = c->period;
	row->sec = c->sec;
	row->due = c->due;
	row->nrow = c->nrow;
	row->is_partial = c->is_partial;
	for (size_t k = 0; k < cols->n; k++) {
		const struct sum *v = &c->v[k];
		const bool ok = validity_enough(g->need[e], v->n, ndue);

		row->value[k] = ok ? mean_of(v, &cols->col[k]) : (struct ratio){ 0, 0 };
		row->limit[k] = ok && v->ncens == v->n ? v->limit : (struct dec){ 0 };
		row->is_short[k] = v->is_short;
		row->n[k] = v->count;
		m->sites[k] = v->n;
	}
}

/* Order of regions: first by their first appearance in the registry's order column, else as met. */
static long
rank_of(const struct regions *g, const struct level *l, size_t region, size_t nkey)
{
	long best = 1000000 + (long)region;

	for (size_t i = 0; g->s.sites != NULL && i < g->s.sites->n; i++) {
		struct sv rest = map_key(&l->regions, region), part;
		const char *o = sites_cell(g->s.sites, i, g->s.sites->order);
		const long v = *o == '\0' ? (long)i : strtol(o, NULL, 10);
		bool same = true;

		for (size_t k = 0; k < nkey && same; k++) {
			(void)sv_split(&rest, '\x1f', &part);
			same = g->by.registry[k] >= 0 && sv_is(part, sites_cell(g->s.sites, i, g->by.registry[k]));
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
add_sub(struct regions *g, struct level *to, struct sv name, const struct avg_row *row,
    const struct cols *cols)
{
	struct sv rest = name, part;
	char *own[BYKEYS_MAX];
	size_t r;

	for (size_t k = 0; k < g->nkey; k++) {
		(void)sv_split(&rest, '\x1f', &part);
		own[k] = mem_ndup(part.p, part.n);
	}
	r = region_put(to, (const char *const *)own, g->nkey);
	member_put(to, r, name);
	add_values(to, r, row, cols);
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

	add_sub(f->g, f->to, map_key(&f->from->regions, row->station), row, &f->g->cols);
}

void
regions_each_sub(struct regions *g, void (*take)(void *, const struct avg_row *), void *arg)
{
	struct level *l = g->has_via ? &g->fine : &g->coarse;
	const size_t nkey = g->by.n;
	struct order *o = sorted(g, l, nkey);
	struct made m;

	made_init(&m, g->cols.n);
	for (size_t i = 0; i < l->cells.n; i++) {
		make_row(g, o[i].cell, due(g, l, o[i].cell, nkey), &m, &g->cols);
		take(arg, &m.row);
	}
	free(o);
	made_release(&m);
}

void
regions_result(struct regions *g, size_t sub, const struct avg_row *row, const struct avg_col *col,
    size_t ncol)
{
	const struct level *l = g->has_via ? &g->fine : &g->coarse;

	g->again = (struct cols){ col, ncol };
	add_sub(g, &g->result, map_key(&l->regions, sub), row, &g->again);
}

static void
emit_cell(const struct regions *g, const struct level *l, const struct cell *c, struct made *m,
    void (*emit)(void *, const struct region_row *), void *arg)
{
	const bool own = g->again.n > 0 && !g->has_via;		/* made of its own days, not of members */
	const unsigned int ndue = due(g, l, c, g->nkey);
	struct sv rest = map_key(&l->regions, c->region), part;
	char *key[BYKEYS_MAX];

	for (size_t k = 0; k < g->nkey; k++) {
		(void)sv_split(&rest, '\x1f', &part);
		key[k] = mem_ndup(part.p, part.n);
	}
	make_row(g, c, ndue, m, g->again.n > 0 ? &g->again : &g->cols);
	emit(arg, &(struct region_row){ (const char *const *)key, &m->row, own ? m->row.n : m->sites,
	    own ? c->due : ndue });
	for (size_t k = 0; k < g->nkey; k++)
		free(key[k]);
}

void
regions_each(struct regions *g, void (*emit)(void *, const struct region_row *), void *arg)
{
	struct level *l = g->again.n > 0 ? &g->result : &g->coarse;
	struct folding f = { g, &g->coarse, &g->fine };
	struct order *o;
	struct made m;

	if (g->has_via && g->again.n == 0)
		regions_each_sub(g, fold_one, &f);
	made_init(&m, g->again.n > 0 ? g->again.n : g->cols.n);
	o = sorted(g, l, g->nkey);
	for (size_t i = 0; i < l->cells.n; i++)
		emit_cell(g, l, o[i].cell, &m, emit, arg);
	free(o);
	made_release(&m);
}

char *
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
	for (size_t i = 0; i < l->cells.n; i++)
		free(l->cell[i].v);
	free(l->cell);
	free(l->members);
	map_release(&l->regions);
	map_release(&l->cells);
	map_release(&l->known);
}

void
regions_free(struct regions *g)
{
	if (g == NULL)
		return;
	level_release(&g->fine);
	level_release(&g->coarse);
	level_release(&g->result);
	bykeys_release(&g->by);
	for (size_t i = 0; i < g->nseen; i++)
		free(g->seen[i]);
	free(g->seen);
	map_release(&g->unplaced);
	free(g);
}

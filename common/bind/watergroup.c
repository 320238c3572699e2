#include <stdlib.h>

#include "accum.h"
#include "mem.h"
#include "watergroup_own.h"

struct watergroup *
watergroup_new(struct watercols *w, const struct watergroup_spec *s)
{
	struct watergroup *g = mem_alloc(sizeof(*g));
	struct sv rest = sv_of(s->by), part;

	g->w = w;
	g->s = *s;
	g->ph = -1;
	for (size_t c = 0; c < w->n; c++) {
		if (w->v[c].item->average == ITEM_HYDROGEN && !s->plain_ph)
			g->ph = (int)c;
	}
	while (strcmp(s->by, "all") != 0 && sv_split(&rest, ',', &part)) {
		g->by = mem_grow(g->by, &g->capby, g->nby + 1, sizeof(*g->by));
		g->by[g->nby++] = mem_ndup(part.p, part.n);
	}
	g->site_col = mem_array(g->nby + 1, sizeof(int));
	g->in_col = mem_array(g->nby + 1, sizeof(int));
	for (size_t k = 0; k < g->nby; k++) {
		g->site_col[k] = w->sites == NULL ? -1 : sites_column(w->sites, g->by[k]);
		g->in_col[k] = g->site_col[k] >= 0 ? -1 : csvin_column(w->s.in, g->by[k]);
		if (g->site_col[k] < 0 && g->in_col[k] < 0)
			diag_usage(w->s.d, _("option --by: neither the registry nor the input has a column '%s'"), g->by[k]);
	}
	return g;
}

void
watergroup_free(struct watergroup *g)
{
	for (size_t i = 0; i < g->n; i++) {
		for (size_t k = 0; k < g->nby; k++)
			free(g->v[i].cell[k]);
		free(g->v[i].cell);
		free(g->v[i].time);
		free(g->v[i].sum);
		free(g->v[i].over);
		free(g->v[i].doubt);
	}
	for (size_t i = 0; i < g->nheld; i++)
		free(g->held[i]);
	for (size_t k = 0; k < g->nby; k++)
		free(g->by[k]);
	free(g->by);
	free(g->site_col);
	free(g->in_col);
	free(g->held);
	free(g->v);
	map_release(&g->keys);
	map_release(&g->places);
	free(g->first);
	free(g);
}

void
watergroup_seen(struct watergroup *g)
{
	const size_t need = (g->w->station + 1) * g->nby;

	for (; g->nheld < need; g->nheld++) {
		g->held = mem_grow(g->held, &g->capheld, g->nheld + 1, sizeof(*g->held));
		g->held[g->nheld] = NULL;
	}
	for (size_t k = 0; k < g->nby; k++) {
		char **h = &g->held[g->w->station * g->nby + k];
		const struct sv f = g->in_col[k] < 0 ? (struct sv){ "", 0 } : csvin_field(g->w->s.in, (size_t)g->in_col[k]);

		if (g->in_col[k] < 0 || (*h != NULL && sv_is(f, *h)))
			continue;
		free(*h);
		*h = mem_ndup(f.p, f.n);
	}
}

static const char *
cell_of(const struct watergroup *g, size_t station, size_t k)
{
	if (g->site_col[k] >= 0)
		return g->w->site[station].row == SITES_NONE ? "" : sites_cell(g->w->sites, g->w->site[station].row, g->site_col[k]);
	return station * g->nby + k < g->nheld && g->held[station * g->nby + k] != NULL ? g->held[station * g->nby + k] : "";
}

/* The place whose cells are b, met at a row of the registry. */
static size_t
place_of(struct watergroup *g, struct sv cells, size_t row)
{
	const size_t n = g->places.n, k = map_put(&g->places, cells);

	if (k == n) {
		g->first = mem_grow(g->first, &g->capfirst, n + 1, sizeof(*g->first));
		g->first[k] = row;
	}
	g->first[k] = row < g->first[k] ? row : g->first[k];
	return k;
}

static int64_t
begin_of(struct sv time)
{
	struct civil t;
	struct period p;

	return civil_parse(time, &t) ? t.sec : period_parse(time, &p) ? p.from * CIVIL_DAY : INT64_MAX;
}

/* The group of a station at a time, made where it is new; NULL where one of its cells is empty. */
static struct group *
group_of(struct watergroup *g, size_t station, struct sv time)
{
	struct sbuf b = { 0 };
	const size_t n = g->keys.n;
	struct group *v;
	bool whole = true;
	size_t i, place;

	for (size_t k = 0; k < g->nby; k++) {
		whole = whole && cell_of(g, station, k)[0] != '\0';
		sbuf_printf(&b, "%s\x1f", cell_of(g, station, k));
	}
	place = whole ? place_of(g, b.n == 0 ? (struct sv){ "", 0 } : sbuf_sv(&b), g->w->site[station].row) : 0;
	sbuf_put(&b, time.p, time.n);
	i = whole ? map_put(&g->keys, sbuf_sv(&b)) : MAP_NONE;
	sbuf_release(&b);
	if (!whole)
		return NULL;
	if (g->keys.n > n) {
		g->v = mem_grow(g->v, &g->cap, g->n + 1, sizeof(*g->v));
		v = &g->v[g->n++];
		*v = (struct group){ .place = place, .from = begin_of(time), .time = mem_ndup(time.p, time.n),
		    .cell = mem_array(g->nby + 1, sizeof(char *)), .sum = mem_array(g->w->n, sizeof(*v->sum)),
		    .over = mem_array(g->w->n, sizeof(*v->over)),
		    .doubt = mem_array(g->w->n, sizeof(*v->doubt)) };
		for (size_t k = 0; k < g->nby; k++)
			v->cell[k] = mem_dup(cell_of(g, station, k));
	}
	return &g->v[i];
}

/* The values of a section for the group's mean, of items that its plan has. */
static void
add_values(const struct watergroup *g, struct group *v, const struct dec *x, const bool *counts)
{
	for (size_t c = 0; c < g->w->n; c++) {
		struct accum a;

		if (!dec_has(x[c]) || (counts != NULL && !counts[c]))
			continue;
		accum_init(&a);
		accum_add(&a, (int)c == g->ph ? AVG_PH : AVG_MEAN, x[c]);
		if ((int)c == g->ph) {
			v->ion += a.s;
			v->sum[c].count++;
		} else
			quotsum_add(&v->sum[c], accum_value(&a, AVG_MEAN, 0));
	}
}

static void
add_undecided(struct group *v, const struct water_judged *j)
{
	v->undecided++;
	for (size_t i = 0; i < j->n; i++)
		v->doubt[j->column[i]] = v->doubt[j->column[i]] || j->v[i].unproved;
}

static void
add_class(struct group *v, const struct water_judged *j)
{
	v->n++;
	v->count[j->r.class]++;
	for (unsigned int k = 0; k < j->r.nexceed; k++)
		v->over[j->column[j->r.exceed[k]]]++;
}

void
watergroup_add(struct watergroup *g, size_t station, struct sv time, enum water_body body, const struct dec *x,
    const struct water_judged *j)
{
	struct group *v;

	if (j->r.class == 0)
		return;
	v = group_of(g, station, time);
	if (v == NULL) {
		g->nowhere++;
		return;
	}
	v->targets += j->met >= 0;
	v->met += j->met == 1;
	v->body[body] = true;
	add_values(g, v, x, g->w->site[station].counts);
	if (j->r.undecided)
		add_undecided(v, j);
	else
		add_class(v, j);
}

void
watergroup_due(struct watergroup *g, size_t station, struct sv time)
{
	struct group *v = group_of(g, station, time);

	if (v != NULL)
		v->due++;
}

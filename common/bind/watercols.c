#include <stdlib.h>

#include "mem.h"
#include "settings.h"
#include "watercols.h"
#include "waterplan.h"

/* --- binding ------------------------------------------------------------------------------- */

static bool
in_list(const char *list, const char *name)
{
	struct sv rest = sv_of(list), part;

	while (sv_split(&rest, ',', &part)) {
		if (sv_is(sv_trim(part), name))
			return true;
	}
	return false;
}

bool
watercols_classed(const struct watercols *w, size_t c)
{
	return w->v[c].limit[WATER_RIVER] != NULL || w->v[c].limit[WATER_LAKE] != NULL || w->v[c].limit[WATER_GROUND] != NULL;
}

/* The place of the item's limits in the standards, behind them (SIZE_MAX) where it has none. */
static size_t
rank_of(const struct watercols *w, const struct water_column *c)
{
	size_t best = SIZE_MAX;

	for (int b = WATER_RIVER; b < WATER_BODIES; b++) {
		if (c->limit[b] != NULL && (size_t)(c->limit[b] - w->limits.v) < best)
			best = (size_t)(c->limit[b] - w->limits.v);
	}
	return best;
}

static void
bind_item(struct watercols *w, size_t i)
{
	const struct item_bound *b = &w->cols.v[i];
	struct water_column c = { .bound = (int)i, .item = b->item, .name = b->item->name, .zh = b->item->zh };
	size_t k;

	if (b->stat.n > 0 || strcmp(b->item->medium, "water") != 0)
		return;
	c.first = water_goes_first(w->s.tabs, c.name);
	for (int body = WATER_RIVER; body < WATER_BODIES; body++) {
		const struct waterlimit *l = waterlimits_find(&w->limits, c.name, (enum water_body)body);

		if (l == NULL || l->nclass == 0)
			continue;
		c.limit[body] = l;
		c.reference = w->s.only != NULL ? !in_list(w->s.only, c.name) : !l->assessed;
	}
	for (k = w->n++; k > 0 && rank_of(w, &w->v[k - 1]) > rank_of(w, &c); k--)
		w->v[k] = w->v[k - 1];
	w->v[k] = c;
}

static bool
has_limits(const struct watercols *w)
{
	return w->nlist[WATER_RIVER] + w->nlist[WATER_LAKE] + w->nlist[WATER_GROUND] > 0;
}

/* Column k among those that are judged in that water; refuses more than a verdict has room for. */
static void
list_item(struct watercols *w, int body, size_t k)
{
	if (w->nlist[body] == WATER_ITEMS || k > UINT8_MAX)
		diag_refuse(w->s.d, &(struct place){ w->s.in->file, 1, w->v[k].name },
		    _("more than %d columns of items with class limits"), WATER_ITEMS);
	w->list[body][w->nlist[body]++] = (uint8_t)k;
}

static void
bind_items(struct watercols *w)
{
	w->v = mem_array(w->cols.n, sizeof(*w->v));
	w->x = mem_array(w->cols.n, sizeof(*w->x));
	for (size_t i = 0; i < w->cols.n; i++)
		bind_item(w, i);
	for (int b = WATER_RIVER; b < WATER_BODIES; b++) {
		for (size_t k = 0; k < w->n; k++) {
			if (w->v[k].limit[b] != NULL)
				list_item(w, b, k);
		}
	}
	if (!has_limits(w) && !w->s.given)
		diag_refuse(w->s.d, &(struct place){ w->s.in->file, 1, NULL },
		    _("no column of an item with class limits (table limits_water)"));
}

static void
check_only(struct watercols *w)
{
	struct sv rest = sv_of(w->s.only), part;

	while (w->s.only != NULL && sv_split(&rest, ',', &part)) {
		const struct sv name = sv_trim(part);

		if (!waterlimits_classed(&w->limits, name))
			diag_usage(w->s.d, _("option --items: '%.*s' is no item with class limits"), (int)name.n, name.p);
	}
}

static int
first_column(const struct csvin *in, const char *const name[])
{
	int c = -1;

	for (size_t i = 0; name[i] != NULL && c < 0; i++)
		c = csvin_column(in, name[i]);
	return c;
}

/* A word of the registry that is not understood counts as none, and is said. */
static void
check_registry(const struct watercols *w)
{
	for (size_t r = 0; r < w->sites->n; r++) {
		const char *type = sites_cell(w->sites, r, w->site_type), *target = sites_cell(w->sites, r, w->site_target);
		const int class = water_class_parse(sv_of(target));

		if (type[0] != '\0' && water_body_of(sv_of(type)) == WATER_UNKNOWN)
			diag_warn(w->s.d, _("%s: station %s: water_type '%s' is none of river, lake, groundwater"), w->sites->file,
			    sites_cell(w->sites, r, w->sites->station), type);
		if (target[0] != '\0' && (class == 0 || class > WATERLIMIT_NCLASS))
			diag_warn(w->s.d, _("%s: station %s: target_class '%s' is not a class from 1 to 5"), w->sites->file,
			    sites_cell(w->sites, r, w->sites->station), target);
	}
}

static unsigned int
setting(const struct watercols *w, const char *key)
{
	unsigned int v;

	if (!water_setting(w->s.tabs, key, &v))
		settings_wrong(w->s.d, w->s.tabs, "water_settings", key, N_("no row has a whole number from 1 to 1000"));
	return v;
}

void
watercols_init(struct watercols *w, const struct watercols_spec *s)
{
	static const char *const vertical[] = { "vertical", "depth", "point", "垂线", NULL };
	const char *registry = cli_file(s->common, s->common->registry, "stations.csv");

	*w = (struct watercols){ .s = *s, .site_type = -1, .site_target = -1, .fallback = WATER_RIVER };
	if (s->water_type != NULL)
		w->fallback = water_body_of(sv_of(s->water_type));
	waterlimits_init(&w->limits, s->tabs);
	if (w->limits.wrong != NULL)
		diag_refuse(s->d, NULL, _("table limits_water: the limits of %s can't be used"), w->limits.wrong);
	water_words_init(&w->words, s->tabs);
	w->mean_below = setting(w, "mean_below");
	w->main = setting(w, "main");
	w->exceed = setting(w, "exceed");
	check_only(w);
	columns_init(&w->cols, s->in, s->common, s->tabs);
	columns_need(&w->cols, s->in, w->cols.station, s->common->station);
	columns_need(&w->cols, s->in, w->cols.time, s->common->time);
	w->type_col = csvin_column(s->in, "water_type");
	w->target_col = csvin_column(s->in, "target_class");
	w->vertical_col = first_column(s->in, vertical);
	if (registry != NULL) {
		w->sites = sites_read(s->d, registry);
		w->site_type = sites_column(w->sites, "water_type");
		w->site_target = sites_column(w->sites, "target_class");
		check_registry(w);
	}
	bind_items(w);
	if (s->plan != NULL)
		w->plan = waterplan_read(s->d, s->plan, &w->limits);
}

void
watercols_release(struct watercols *w)
{
	for (size_t i = 0; i < w->stations.n; i++) {
		sbuf_release(&w->site[i].seen);
		free(w->site[i].counts);
	}
	waterplan_free(w->plan);
	free(w->site);
	free(w->v);
	free(w->x);
	map_release(&w->stations);
	map_release(&w->strange);
	waterlimits_release(&w->limits);
	columns_release(&w->cols);
	sites_free(w->sites);
}

/* --- what is said -------------------------------------------------------------------------- */

/* Item columns that no limit is for, and columns that are no item at all. */
static void
say_unjudged(struct watercols *w)
{
	struct csvin *in = w->s.in;
	struct sbuf b = { 0 };

	for (size_t c = 0; c < in->ncol; c++) {
		bool known = (int)c == w->cols.station || (int)c == w->cols.time || (int)c == w->cols.flags_col ||
		    (int)c == w->cols.state || (int)c == w->cols.source || (int)c == w->type_col ||
		    (int)c == w->target_col || (int)c == w->vertical_col;

		for (size_t k = 0; k < w->n && !known; k++)
			known = w->cols.v[w->v[k].bound].col == c && watercols_classed(w, k);
		if (!known)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", in->name[c]);
	}
	if (b.n > 0)
		diag_note(w->s.d, _("columns without class limits, not judged: %s"), b.p);
	sbuf_release(&b);
}

static void
say_unassessed(struct watercols *w)
{
	struct sbuf b = { 0 };

	for (size_t k = 0; k < w->stations.n; k++) {
		if (w->site[k].unassessed)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", w->stations.key[k]);
	}
	if (b.n > 0)
		diag_note(w->s.d, _("not assessed by the registry (assessed 0), so without target_met and in no group: %s"), b.p);
	sbuf_release(&b);
}

static void
say_plan(struct watercols *w)
{
	struct sbuf b = { 0 };

	if (w->plan != NULL)
		waterplan_strangers(w->plan, &w->stations, &b);
	if (b.n > 0)
		diag_note(w->s.d, _("stations of the plan that the input does not have: %s"), b.p);
	sbuf_release(&b);
}

void
watercols_finish(struct watercols *w)
{
	static const char *const name[] = { "", "river", "lake", "groundwater" };

	if (!w->s.given)
		say_unjudged(w);
	say_unassessed(w);
	say_plan(w);
	if (w->nstrange > 0 && has_limits(w))
		diag_note(w->s.d, _("%lu rows whose water_type is not understood judged by the limits of: %s"), w->nstrange, name[w->fallback]);
	if (w->nfallback > 0 && has_limits(w))
		diag_note(w->s.d, _("%lu rows without a water_type judged by the limits of: %s"), w->nfallback, name[w->fallback]);
	if (w->nvoid > 0)
		diag_note(w->s.d, _("%lu rows without a value to judge: no class"), w->nvoid);
	columns_finish(&w->cols);
}

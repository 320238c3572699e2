#include <stdlib.h>

#include "drinkin.h"
#include "mem.h"
#include "recover.h"

/* Columns that tell several rows of a source and date apart. */
static const char *const intake_names[] = { "intake", "vertical", "point", "depth", "取水口", "垂线", "测点", "采样深度" };

const char *
drinkin_body_name(enum water_body b)
{
	static const char *const name[DRINK_BODIES] = { "", "river", "lake", "groundwater" };

	return name[b];
}

/* --- columns ------------------------------------------------------------------------------- */

/* The standard's table that has the item, be it without a limit; 0: none. */
static int
table_of(const struct tables *tabs, const char *limits, const char *item, int *order)
{
	const struct table *t = table_get(tabs, limits);
	const size_t r = table_find(t, "item", item);

	if (r == TABLE_NONE)
		return 0;
	*order = (int)r;
	return (int)strtol(table_cell(t, r, "table"), NULL, 10);
}

static bool
bind_item(const struct drinkin *t, struct drink_column *v, const struct item *item)
{
	int order[2] = { 0, 0 };
	bool any = false;

	v->item = item;
	v->table[WATER_RIVER] = v->table[WATER_LAKE] = table_of(t->s.tabs, "limits_water", item->name, &order[0]);
	v->table[WATER_GROUND] = table_of(t->s.tabs, "limits_groundwater", item->name, &order[1]);
	v->order = v->table[WATER_RIVER] > 0 ? order[0] : 1000 + order[1];
	for (int b = 0; b < DRINK_BODIES; b++) {
		v->limit[b] = waterlimits_find(&t->limits, item->name, (enum water_body)b);
		any = any || v->limit[b] != NULL || v->table[b] > 0;
	}
	return any;
}

static int
by_order(const void *a, const void *b)
{
	const struct drink_column *x = a, *y = b;

	return x->order < y->order ? -1 : x->order > y->order;
}

static void
bind_items(struct drinkin *t)
{
	bool any = false;

	t->v = mem_array(t->cols.n + 1, sizeof(*t->v));
	for (size_t i = 0; i < t->cols.n && t->n < DRINK_ITEMS; i++) {
		const struct item_bound *b = &t->cols.v[i];
		struct drink_column *v = &t->v[t->n];

		if (b->stat.n > 0 || strcmp(b->item->medium, "water") != 0 || !bind_item(t, v, b->item))
			continue;
		v->bound = (int)i;
		any = any || v->limit[WATER_RIVER] != NULL || v->limit[WATER_LAKE] != NULL || v->limit[WATER_GROUND] != NULL;
		t->n++;
	}
	if (!any)
		diag_refuse(t->s.d, &(struct place){ t->s.in->file, 1, NULL },
		    _("no column of an item that GB 3838 or GB/T 14848 has a limit for"));
	qsort(t->v, t->n, sizeof(*t->v), by_order);
	t->x = mem_array(t->n, sizeof(*t->x));
}

static void
bind_set(struct drinkin *t, bool ground)
{
	struct drink_set set;

	drink_set_init(&set, t->s.tabs, ground, t->s.set, t->s.with_cod);
	for (size_t k = 0; k < set.n; k++) {
		const struct item *item = items_find(&t->cols.items, "water", sv_of(set.item[k]), NULL);
		struct drink_due *due = &t->due[ground][t->ndue[ground]];

		if (item == NULL)
			continue;
		*due = (struct drink_due){ item, -1 };
		for (size_t c = 0; c < t->n; c++)
			due->column = t->v[c].item == item ? (int)c : due->column;
		t->ndue[ground]++;
	}
}

static void
bind_intakes(struct drinkin *t)
{
	for (size_t k = 0; k < sizeof(intake_names) / sizeof(intake_names[0]); k++) {
		const int c = csvin_column(t->s.in, intake_names[k]);

		if (c >= 0 && t->nintake < DRINK_INTAKE)
			t->intake[t->nintake++] = c;
	}
}

/* --- registry and geology ------------------------------------------------------------------- */

static bool
holds(const char *s, const char *word)
{
	return strstr(s, word) != NULL;
}

static bool
is_source_type(const char *type)
{
	return holds(type, "水源") || holds(type, "饮用水") || holds(type, "drinking");
}

/* Each item of a list "Mn Fe" or "锰|铁"; false with *bad where one is no item of water. */
static bool
each_item(const struct drinkin *t, struct sv list, const char *want, bool *found, struct sv *bad)
{
	struct sv part;

	*found = false;
	for (struct sv rest = list, one; sv_split(&rest, '|', &one);) {
		while (sv_word(&one, &part)) {
			const struct item *it = items_find(&t->cols.items, "water", part, NULL);

			if (it == NULL) {
				*bad = part;
				return false;
			}
			*found = *found || (want != NULL && strcmp(it->name, want) == 0);
		}
	}
	return true;
}

static void
check_geology(const struct drinkin *t)
{
	struct sv bad;
	bool found;

	for (size_t i = 0; t->sites != NULL && t->site_geology >= 0 && i < t->sites->n; i++) {
		if (!each_item(t, sv_of(sites_cell(t->sites, i, t->site_geology)), NULL, &found, &bad))
			diag_refuse(t->s.d, &(struct place){ t->sites->file, 0, "geology" },
			    _("'%.*s' of station %s is no item of water"), (int)bad.n, bad.p,
			    sites_cell(t->sites, i, t->sites->station));
	}
}

static void
read_geology(struct drinkin *t)
{
	struct csvin *in = csvin_open_one(t->s.d, t->s.geology);
	const size_t station = csvin_need(in, "station"), item = csvin_need(in, "item");
	struct sbuf b = { 0 };

	while (csvin_next(in)) {
		const struct item *it = items_find(&t->cols.items, "water", csvin_field(in, item), NULL);
		const struct sv s = csvin_field(in, station);

		if (it == NULL) {
			(void)csvin_bad(in, item, "item", _("'%s' is no item of water"), csvin_quoted(in, item));
			continue;
		}
		sbuf_clear(&b);
		sbuf_printf(&b, "%.*s\x1f%s", (int)s.n, s.p, it->name);
		(void)map_put(&t->geology, sbuf_sv(&b));
	}
	sbuf_release(&b);
	csvin_close(in);
}

static void
bind_registry(struct drinkin *t)
{
	const char *file = cli_file(t->s.common, t->s.common->registry, "stations.csv");

	t->site_type = t->site_water = t->site_geology = -1;
	if (file == NULL)
		return;
	t->sites = sites_read(t->s.d, file);
	t->site_type = sites_column(t->sites, "type");
	t->site_water = sites_column(t->sites, "water_type");
	t->site_geology = sites_column(t->sites, "geology");
	for (size_t i = 0; i < t->sites->n; i++)
		t->typed = t->typed || is_source_type(sites_cell(t->sites, i, t->site_type));
	check_geology(t);
}

void
drinkin_init(struct drinkin *t, const struct drinkin_spec *s)
{
	memset(t, 0, sizeof(*t));
	t->s = *s;
	waterlimits_init(&t->limits, s->tabs);
	if (t->limits.wrong != NULL)
		diag_refuse(s->d, NULL, _("a table of water limits has a row of %s that can't be used"), t->limits.wrong);
	columns_init(&t->cols, s->in, s->common, s->tabs);
	columns_need(&t->cols, s->in, t->cols.station, s->common->station);
	columns_need(&t->cols, s->in, t->cols.time, s->common->time);
	bind_items(t);
	bind_intakes(t);
	bind_registry(t);
	if (s->geology != NULL)
		read_geology(t);
	t->water_col = csvin_column(s->in, "water_type");
	t->fallback = s->water_type == NULL ? WATER_UNKNOWN : water_body_of(sv_of(s->water_type));
	if (t->water_col < 0 && t->site_water < 0 && t->fallback == WATER_UNKNOWN)
		diag_usage(s->d, _("the kind of water of the sources is needed: a registry or input with a column water_type, or --water-type"));
	bind_set(t, false);
	bind_set(t, true);
}

void
drinkin_release(struct drinkin *t)
{
	columns_release(&t->cols);
	waterlimits_release(&t->limits);
	sites_free(t->sites);
	map_release(&t->stations);
	map_release(&t->intakes);
	map_release(&t->keys);
	map_release(&t->geology);
	free(t->v);
	free(t->x);
}

bool
drinkin_is_source(const struct drinkin *t, size_t i)
{
	return !t->typed || is_source_type(sites_cell(t->sites, i, t->site_type));
}

struct dec
drinkin_rounded(const struct drinkin *t, enum water_body body, size_t c, struct ratio x)
{
	const struct waterlimit *l = t->v[c].limit[body];

	/* the decimals of STAT82 are those of surface water */
	return l == NULL || !ratio_has(x) || body == WATER_GROUND || l->decimals < 0 ?
	    ratio_guard(x, t->v[c].item->decimals + RECOVER_EXTRA) : waterlimit_round(l, x, false);
}

enum water_body
drinkin_body_of(const struct drinkin *t, size_t i)
{
	return t->site_water < 0 ? WATER_UNKNOWN : water_body_of(sv_of(sites_cell(t->sites, i, t->site_water)));
}

bool
drinkin_is_geology(const struct drinkin *t, struct sv station, size_t site, const char *item)
{
	struct sbuf b = { 0 };
	bool found = false;
	struct sv bad;

	if (site != SITES_NONE && t->site_geology >= 0)
		(void)each_item(t, sv_of(sites_cell(t->sites, site, t->site_geology)), item, &found, &bad);
	if (!found && t->geology.n > 0) {
		sbuf_printf(&b, "%.*s\x1f%s", (int)station.n, station.p, item);
		found = map_get(&t->geology, sbuf_sv(&b)) != MAP_NONE;
	}
	sbuf_release(&b);
	return found;
}

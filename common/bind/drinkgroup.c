#include <stdlib.h>

#include "bykeys.h"
#include "drinkgroup.h"
#include "mem.h"
#include "rounding.h"

/* A group in one period. */
struct cell {
	size_t		 group;
	struct period	 period;
	unsigned int	 due, monitored, verdict[4], class[DRINK_CLASSES], body[DRINK_BODIES];
	struct ratio	 volume, volume_met, unmonitored;	/* [10^4 t] */
	bool		 has_volume, lacks;	/* some volume; a monitored source without one */
	uint8_t		*item;		/* item[in->n]: bit 0 surface, bit 1 groundwater */
};

struct drinkgroup {
	struct drinkin	*in;
	struct drinkvolume *volumes;
	struct bykeys	 by;		/* none: one group of all */
	char	       **seen;		/* seen[station * BYKEYS_MAX + k], cells of the input */
	size_t		 nseen, capseen;
	struct map	 groups, unplaced, aside, lacking;
	struct cell	*cell;
	size_t		 n, cap;
	int		 decimals;
};

struct drinkgroup *
drinkgroup_new(struct drinkin *in, const char *by, struct drinkvolume *volumes)
{
	struct drinkgroup *g = mem_alloc(sizeof(*g));

	g->in = in;
	g->decimals = rounding_decimals(in->s.tabs, "ratio", "*", NULL);
	if (strcmp(by, "all") != 0)
		bykeys_read(&g->by, in->s.d, in->sites, in->s.in, by);
	g->volumes = volumes;
	return g;
}

void
drinkgroup_free(struct drinkgroup *g)
{
	if (g == NULL)
		return;
	bykeys_release(&g->by);
	for (size_t i = 0; i < g->nseen; i++)
		free(g->seen[i]);
	for (size_t i = 0; i < g->n; i++)
		free(g->cell[i].item);
	free(g->seen);
	free(g->cell);
	map_release(&g->groups);
	map_release(&g->unplaced);
	map_release(&g->aside);
	map_release(&g->lacking);
	free(g);
}

void
drinkgroup_seen(struct drinkgroup *g)
{
	const size_t need = (g->in->station + 1) * BYKEYS_MAX;

	if (need > g->nseen) {
		g->seen = mem_grow(g->seen, &g->capseen, need, sizeof(*g->seen));
		while (g->nseen < need)
			g->seen[g->nseen++] = NULL;
	}
	for (size_t k = 0; k < g->by.n; k++) {
		char **s = &g->seen[g->in->station * BYKEYS_MAX + k];
		struct sv f;

		if (g->by.input[k] < 0 || *s != NULL)
			continue;
		f = csvin_field(g->in->s.in, (size_t)g->by.input[k]);
		*s = f.n > 0 ? mem_ndup(f.p, f.n) : NULL;
	}
}

/* Appends the source's key cells; false where one is empty. */
static bool
key_of(const struct drinkgroup *g, const struct drink_period *o, struct sbuf *b)
{
	for (size_t k = 0; k < g->by.n; k++) {
		const size_t at = o->station * BYKEYS_MAX + k;
		const char *s = g->by.registry[k] >= 0 && o->site != SITES_NONE ? sites_cell(g->in->sites, o->site, g->by.registry[k]) :
		    at < g->nseen && g->seen[at] != NULL ? g->seen[at] : "";

		if (*s == '\0')
			return false;
		sbuf_printf(b, "%s\x1f", s);
	}
	if (g->by.n == 0)
		sbuf_puts(b, "all\x1f");
	return true;
}

static struct cell *
cell_of(struct drinkgroup *g, size_t group, const struct period *p)
{
	struct cell *c;

	for (size_t i = 0; i < g->n; i++) {
		if (g->cell[i].group == group && g->cell[i].period.from == p->from)
			return &g->cell[i];
	}
	g->cell = mem_grow(g->cell, &g->cap, g->n + 1, sizeof(*g->cell));
	c = &g->cell[g->n++];
	*c = (struct cell){ .group = group, .period = *p, .item = mem_alloc(g->in->n + 1) };
	c->volume = c->volume_met = c->unmonitored = ratio_make(0, 1);
	return c;
}

static void
add_volume(struct drinkgroup *g, struct cell *c, const struct drink_period *o)
{
	const struct sv station = map_key(&g->in->stations, o->station);
	bool complete;
	const struct ratio v = drinkvolume_of(g->volumes, station, &o->period, o->sub, o->nsub, &complete);

	if (o->verdict == DRINK_NONE) {
		if (ratio_has(v))
			c->unmonitored = ratio_add(c->unmonitored, v);
		return;
	}
	if (ratio_has(v)) {
		c->has_volume = true;
		c->volume = ratio_add(c->volume, v);
		if (o->verdict == DRINK_MET)
			c->volume_met = ratio_add(c->volume_met, v);
	}
	if (!ratio_has(v) || !complete) {
		c->lacks = true;
		(void)map_put(&g->lacking, station);
	}
}

void
drinkgroup_add(struct drinkgroup *g, const struct drink_period *o)
{
	struct sbuf b = { 0 };
	struct cell *c;

	if (o->site != SITES_NONE && !g->in->sites->v[o->site].assessed) {
		(void)map_put(&g->aside, map_key(&g->in->stations, o->station));
		return;
	}
	if (!key_of(g, o, &b)) {
		(void)map_put(&g->unplaced, map_key(&g->in->stations, o->station));
		sbuf_release(&b);
		return;
	}
	c = cell_of(g, map_put(&g->groups, sbuf_sv(&b)), &o->period);
	sbuf_release(&b);
	c->due++;
	if (g->volumes != NULL)
		add_volume(g, c, o);
	if (o->verdict == DRINK_NONE)
		return;
	c->monitored++;
	c->verdict[o->verdict]++;
	c->class[o->r.class]++;
	c->body[o->body]++;
	for (size_t i = 0; i < g->in->n; i++) {
		if (dec_has(o->x[i]) && g->in->v[i].table[o->body] > 0)
			c->item[i] |= o->body == WATER_GROUND ? 2 : 1;
	}
}

static int
by_group(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->period.from < y->period.from ? -1 : x->period.from > y->period.from;
}

/* part of whole [%]; empty where there is none. */
static void
put_rate(const struct drinkgroup *g, struct csvout *out, struct ratio part, struct ratio whole)
{
	csvout_dec(out, ratio_round(ratio_mul(ratio_div(part, whole), ratio_make(100, 1)), g->decimals));
}

static void
put_volume(struct csvout *out, bool has, struct ratio v)
{
	if (has)
		csvout_dec_short(out, ratio_guard(v, 6));
	else
		csvout_empty(out);
}

/* Different items with a value that stand in that table of the standard. */
static void
put_items(const struct drinkgroup *g, struct csvout *out, const struct cell *c, int table, enum water_body body)
{
	long n = 0;

	for (size_t i = 0; i < g->in->n; i++)
		n += (c->item[i] & (body == WATER_GROUND ? 2 : 1)) != 0 && (table == 0 || g->in->v[i].table[body] == table);
	csvout_int(out, n);
}

static void
put_cell(const struct drinkgroup *g, struct csvout *out, const struct cell *c)
{
	struct sv rest = map_key(&g->groups, c->group), part;
	char label[CIVIL_TEXT];

	while (sv_split(&rest, '\x1f', &part) && rest.p != NULL)
		csvout_cell(out, part);
	csvout_cell(out, (struct sv){ label, period_print(label, &c->period) });
	csvout_int(out, (long)c->due);
	csvout_int(out, (long)c->monitored);
	csvout_int(out, (long)c->verdict[DRINK_MET]);
	csvout_int(out, (long)c->verdict[DRINK_OVER]);
	csvout_int(out, (long)c->verdict[DRINK_OPEN]);
	put_rate(g, out, ratio_make((wide)c->verdict[DRINK_MET], 1), ratio_make((wide)c->monitored, 1));
	put_volume(out, c->has_volume, c->volume);
	put_volume(out, c->has_volume, c->volume_met);
	put_rate(g, out, c->volume_met, c->has_volume && !c->lacks ? c->volume : (struct ratio){ 0, 0 });
	put_volume(out, g->volumes != NULL, c->unmonitored);
	for (int k = 1; k < DRINK_CLASSES; k++)
		csvout_int(out, (long)c->class[k]);
	csvout_int(out, (long)c->class[0]);
	for (int b = WATER_RIVER; b <= WATER_GROUND; b++)
		csvout_int(out, (long)c->body[b]);
	for (int t = 1; t <= 3; t++)
		put_items(g, out, c, t, WATER_RIVER);
	put_items(g, out, c, 0, WATER_GROUND);
	csvout_end(out);
}

void
drinkgroup_put(struct drinkgroup *g, struct csvout *out)
{
	static const char *const head[] = { "due", "monitored", "met", "not_met", "undetermined", "rate_count", "volume", "volume_met",
		"rate_volume", "volume_unmonitored", "n_1", "n_2", "n_3", "n_4", "n_5", "n_6", "unclassed", "river", "lake",
		"groundwater", "items_1", "items_2", "items_3", "items_groundwater" };

	for (size_t k = 0; k < g->by.n; k++)
		csvout_text(out, g->by.name[k]);
	if (g->by.n == 0)
		csvout_text(out, "all");
	csvout_text(out, g->in->s.common->time);
	for (size_t k = 0; k < sizeof(head) / sizeof(head[0]); k++)
		csvout_text(out, head[k]);
	csvout_end(out);
	if (g->n > 0)
		qsort(g->cell, g->n, sizeof(*g->cell), by_group);
	for (size_t i = 0; i < g->n; i++)
		put_cell(g, out, &g->cell[i]);
}

/* The first names of m, to be freed; NULL for none. */
static char *
names_of(const struct map *m)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < m->n && i < 20; i++)
		sbuf_printf(&b, "%s%s", i > 0 ? ", " : "", m->key[i]);
	if (m->n > 20)
		sbuf_puts(&b, ", ...");
	return b.p;
}

void
drinkgroup_say(const struct drinkgroup *g)
{
	struct diag *d = g->in->s.d;
	char *unplaced = names_of(&g->unplaced), *aside = names_of(&g->aside), *lacking = names_of(&g->lacking);

	if (unplaced != NULL)
		diag_warn(d, _("sources in no group (a --by column is empty): %s"), unplaced);
	if (aside != NULL)
		diag_note(d, _("sources that are not assessed (registry, column assessed), left out: %s"), aside);
	if (lacking != NULL)
		diag_warn(d, _("no rate by volume: monitored sources without a volume for all of their months: %s"), lacking);
	free(unplaced);
	free(aside);
	free(lacking);
}

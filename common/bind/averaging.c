#include <stdlib.h>

#include "averaging.h"
#include "mem.h"
#include "validity.h"

static enum avg_how
how_of(enum item_average a)
{
	switch (a) {
	case ITEM_SUM:
		return AVG_TOTAL;
	case ITEM_VECTOR:
		return AVG_DIRECTION;
	case ITEM_HYDROGEN:
		return AVG_PH;
	case ITEM_ENERGY:
		return AVG_LEVEL;
	default:
		return AVG_MEAN;
	}
}

/* The daily 8 h limit of O3, grade 2, of an edition: the exception to the 14 windows. */
static struct dec
ozone_limit(const struct tables *tabs, const char *edition)
{
	const struct table *t = table_get(tabs, "limits_air");
	const size_t ed = table_col(t, "edition"), item = table_col(t, "item"), avg = table_col(t, "averaging"),
	    grade = table_col(t, "grade"), limit = table_col(t, "limit");
	struct dec x = { 0 };

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, ed), edition) == 0 && strcmp(table_at(t, i, item), "O3") == 0 &&
		    strcmp(table_at(t, i, avg), "8h") == 0 && strcmp(table_at(t, i, grade), "2") == 0)
			(void)dec_parse(sv_of(table_at(t, i, limit)), &x);
	}
	return x;
}

/* The minima of one column under every edition. */
static void
set_minima(struct avg_col *c, const struct averaging *g, const struct tables *tabs, const struct item *it,
    enum step step, bool from_days)
{
	for (int e = 0; e < g->ed.n && e < 8; e++) {
		const char *ed = g->ed.v[e].name;
		const struct validity month = validity_find(tabs, ed, it->name, "month", "day"),
		    year = validity_find(tabs, ed, it->name, "year", "day");

		if (step == STEP_HOUR)
			c->min_hours[e] = 45;		/* minutes: GB 3095 table 4 */
		else if (!from_days)
			c->min_hours[e] = validity_min(tabs, ed, it->name, step == STEP_8H ? "8h" : "day", "hour");
		c->min_month[e] = month.rule == VALIDITY_COUNT ? month.minimum : 0;
		c->min_year[e] = year.rule == VALIDITY_COUNT ? year.minimum : 0;
		c->ozone[e] = (struct ozone_rule){ validity_min(tabs, ed, "O3", "8h", "hour"),
		    validity_min(tabs, ed, "O3", "day", "8h"), ozone_limit(tabs, ed) };
	}
	c->min_percent = validity_min(tabs, "*", "*", "range", "day");
}

static struct avg_col *
add(struct averaging *g, const char *name, size_t input, enum avg_how how, const struct item *it)
{
	g->item = mem_grow(g->item, &g->itemcap, g->n + 1, sizeof(*g->item));
	g->item[g->n] = it;
	g->col = mem_grow(g->col, &g->cap, g->n + 1, sizeof(*g->col));
	g->name = mem_grow(g->name, &g->namecap, g->n + 1, sizeof(*g->name));
	g->col[g->n] = (struct avg_col){ .input = input, .how = how, .decimals = it->decimals };
	g->name[g->n] = mem_dup(name);
	return &g->col[g->n++];
}

static char *
joined(const char *a, const char *b)
{
	struct sbuf s = { 0 };

	sbuf_printf(&s, "%s_%s", a, b);
	return s.p;
}

/* The mean of input i, and its twin without event hours. */
static void
add_item(struct averaging *g, const struct columns *c, const struct tables *tabs, size_t i, enum step step,
    bool from_days, uint64_t events)
{
	const struct item_bound *b = &c->v[i];
	const bool ozone = strcmp(b->name, "O3") == 0 && !from_days && step != STEP_HOUR && step != STEP_8H;
	char *name = step == STEP_8H ? joined(b->name, "8h") : ozone ? joined(b->name, "8hmax") : mem_dup(b->name);

	set_minima(add(g, name, i, ozone ? AVG_O3_8HMAX : how_of(b->item->average), b->item), g, tabs,
	    b->item, step, from_days);
	free(name);
	if (ozone)
		set_minima(add(g, "O3_1hmax", i, AVG_MAXIMUM, b->item), g, tabs, b->item, step, from_days);
	if ((events >> (i & 63) & 1) != 0 && !from_days && !ozone) {
		struct avg_col *k;

		name = joined(b->name, "noevent");
		k = add(g, name, i, how_of(b->item->average), b->item);
		set_minima(k, g, tabs, b->item, step, from_days);
		k->no_event = true;
		free(name);
	}
}

/* A percentile column beside the mean of column k. */
static void
add_percentile(struct averaging *g, size_t k, int p)
{
	struct sbuf b = { 0 };
	struct avg_col *c;

	sbuf_printf(&b, "%s_p%d", g->name[k], p);
	c = add(g, b.p, g->col[k].input, g->col[k].how, g->item[k]);
	memcpy(c->min_hours, g->col[k].min_hours, sizeof(c->min_hours));
	memcpy(c->min_month, g->col[k].min_month, sizeof(c->min_month));
	memcpy(c->min_year, g->col[k].min_year, sizeof(c->min_year));
	memcpy(c->ozone, g->col[k].ozone, sizeof(c->ozone));
	c->min_percent = g->col[k].min_percent;
	c->no_event = g->col[k].no_event;
	c->percentile = p;
	sbuf_release(&b);
}

static void
by_table(struct averaging *g, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "percentiles");
	const size_t daily = table_col(t, "daily"), pc = table_col(t, "percentile"), n = g->n;

	for (size_t k = 0; k < n; k++) {
		for (size_t i = 0; i < t->nrow; i++) {
			if (strcmp(table_at(t, i, daily), g->name[k]) == 0)
				add_percentile(g, k, (int)strtol(table_at(t, i, pc), NULL, 10));
		}
	}
}

static void
by_list(struct averaging *g, struct diag *d, const char *list)
{
	struct sv rest = sv_of(list), part;
	const size_t n = g->n;

	while (sv_split(&rest, ',', &part)) {
		struct sv name, p = part;
		struct dec x;
		bool found = false;

		if (!sv_split(&p, ':', &name) || p.p == NULL || !dec_parse(p, &x) || x.scale != 0 || x.m < 1 || x.m > 99)
			diag_usage(d, _("option --percentile: '%.*s' is not ITEM:1..99"), (int)part.n, part.p);
		for (size_t k = 0; k < n; k++) {
			if (sv_is(name, g->name[k])) {
				add_percentile(g, k, (int)x.m);
				found = true;
			}
		}
		if (!found)
			diag_usage(d, _("option --percentile: '%.*s' is no column of the result"), (int)name.n, name.p);
	}
}

static void
add_percentiles(struct averaging *g, struct diag *d, const struct tables *tabs, enum step step, const char *list)
{
	if (step == STEP_HOUR || step == STEP_8H || step == STEP_DAY || (list != NULL && strcmp(list, "none") == 0))
		return;
	if (list == NULL)
		by_table(g, tabs);
	else
		by_list(g, d, list);
}

void
averaging_init(struct averaging *g, const struct columns *c, const struct tables *tabs, enum step step,
    bool from_days, uint64_t events, const char *list)
{
	memset(g, 0, sizeof(*g));
	editions_init(&g->ed, tabs);
	for (size_t i = 0; i < c->n; i++)
		add_item(g, c, tabs, i, step, from_days, events);
	add_percentiles(g, c->d, tabs, step, list);
}

void
averaging_again(struct averaging *g, const struct averaging *from, struct diag *d, const struct tables *tabs,
    enum step step, bool from_days, const char *list)
{
	memset(g, 0, sizeof(*g));
	g->ed = from->ed;
	for (size_t k = 0; k < from->n; k++) {
		const struct avg_col *f = &from->col[k];
		const bool days = f->how == AVG_O3_8HMAX || f->how == AVG_MAXIMUM;

		set_minima(add(g, from->name[k], k, days ? AVG_MEAN : f->how, from->item[k]), g, tabs, from->item[k], step,
		    from_days);
	}
	add_percentiles(g, d, tabs, step, list);
}

void
averaging_release(struct averaging *g)
{
	for (size_t i = 0; i < g->n; i++)
		free(g->name[i]);
	free(g->name);
	free(g->item);
	free(g->col);
}

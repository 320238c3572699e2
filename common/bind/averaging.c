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

/* The period whose rules hold: a range that is a month or year is judged as one. */
static enum step
period_step(enum step step, const struct period *range)
{
	return step != STEP_RANGE || range->ytd || range->step <= STEP_DAY ? step : range->step;
}

/* The days that a period needs of the column under edition e. */
static void
set_days(struct avg_col *c, int e, const char *edition, const struct averaging *g, const struct item *it)
{
	const struct validity days = validity_find(g->tabs, edition, it->name, step_name(g->step), "day"),
	    each = validity_find(g->tabs, edition, it->name, step_name(g->step), "month");

	if (days.rule == VALIDITY_COUNT)
		c->min_days[e] = days.minimum;
	else if (days.rule == VALIDITY_PERCENT)
		c->min_percent[e] = days.minimum;
	c->each_month[e] = each.rule == VALIDITY_EACH ? each.minimum : 0;
}

/* The minima of one column under every edition. */
static void
set_minima(struct avg_col *c, const struct averaging *g, const struct item *it)
{
	for (int e = 0; e < g->ed.n && e < TALLY_EDITIONS; e++) {
		const char *ed = g->ed.v[e].name;

		if (g->step == STEP_HOUR)
			c->min_hours[e] = validity_min(g->tabs, ed, it->name, "hour", "minute");
		else if (!g->from_days)
			c->min_hours[e] = validity_min(g->tabs, ed, it->name, g->step == STEP_8H ? "8h" : "day", "hour");
		if (g->step > STEP_DAY)
			set_days(c, e, ed, g, it);
		if (c->how == AVG_O3_8HMAX)
			c->ozone[e] = (struct ozone_rule){ validity_min(g->tabs, ed, "O3", "8h", "hour"),
			    validity_min(g->tabs, ed, "O3", "day", "8h"), ozone_limit(g->tabs, ed) };
	}
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
	set_minima(&g->col[g->n], g, it);
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
add_item(struct averaging *g, const struct columns *c, size_t i, uint64_t events)
{
	const struct item_bound *b = &c->v[i];
	const enum avg_how how = how_of(b->item->average);
	const bool ozone = strcmp(b->name, "O3") == 0 && !g->from_days && g->step >= STEP_DAY;
	char *name = g->step == STEP_8H ? joined(b->name, "8h") : ozone ? joined(b->name, "8hmax") : mem_dup(b->name);

	(void)add(g, name, i, ozone ? AVG_O3_8HMAX : how, b->item);
	free(name);
	if (ozone)
		(void)add(g, "O3_1hmax", i, AVG_MAXIMUM, b->item);
	if (i < 64 && (events >> i & 1) != 0 && !g->from_days && !ozone) {
		name = joined(b->name, "noevent");
		add(g, name, i, how, b->item)->no_event = true;
		free(name);
	}
}

static bool
has_name(const struct averaging *g, const char *name)
{
	for (size_t k = 0; k < g->n; k++) {
		if (strcmp(g->name[k], name) == 0)
			return true;
	}
	return false;
}

/* A percentile column beside the mean of column k, once. */
static void
add_percentile(struct averaging *g, size_t k, int p)
{
	struct sbuf b = { 0 };
	struct avg_col *c;

	sbuf_printf(&b, "%s_p%d", g->name[k], p);
	if (has_name(g, b.p)) {
		sbuf_release(&b);
		return;
	}
	c = add(g, b.p, g->col[k].input, g->col[k].how, g->item[k]);
	c->no_event = g->col[k].no_event;
	c->percentile = p;
	sbuf_release(&b);
}

static void
by_table(struct averaging *g)
{
	const struct table *t = table_get(g->tabs, "percentiles");
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
add_percentiles(struct averaging *g, struct diag *d, const char *list)
{
	if (g->step <= STEP_DAY || (list != NULL && strcmp(list, "none") == 0))
		return;
	if (list == NULL)
		by_table(g);
	else
		by_list(g, d, list);
}

bool
averaging_takes(const struct item_bound *b, bool from_days)
{
	return from_days || b->stat.n == 0 || sv_is(b->stat, "noevent");
}

/* Ready for columns. */
static void
start(struct averaging *g, const struct averaging_spec *spec)
{
	*g = (struct averaging){ .tabs = spec->tabs, .step = period_step(spec->step, spec->range),
	    .from_days = spec->from_days };
	editions_init(&g->ed, spec->tabs);
}

void
averaging_init(struct averaging *g, const struct columns *c, const struct averaging_spec *spec)
{
	start(g, spec);
	g->items = &c->items;
	for (size_t i = 0; i < c->n; i++) {
		if (averaging_takes(&c->v[i], spec->from_days))
			add_item(g, c, i, spec->events);
	}
	add_percentiles(g, c->d, spec->percentile);
}

void
averaging_again(struct averaging *g, const struct averaging *from, struct diag *d, const struct averaging_spec *spec)
{
	start(g, spec);
	g->items = from->items;
	for (size_t k = 0; k < from->n; k++) {
		const struct avg_col *f = &from->col[k];
		const bool days = f->how == AVG_O3_8HMAX || f->how == AVG_MAXIMUM;

		(void)add(g, from->name[k], k, days ? AVG_MEAN : f->how, from->item[k]);
	}
	add_percentiles(g, d, spec->percentile);
}

void
averaging_head(const struct averaging *g, size_t c, struct sbuf *head)
{
	const struct item *it = g->item[c];
	bool shared = false;

	sbuf_clear(head);
	sbuf_puts(head, g->name[c]);
	if (strcmp(g->name[c], it->name) == 0 && *it->unit != '\0' &&
	    items_find(g->items, NULL, sv_of(it->name), &shared) != NULL && shared)
		sbuf_printf(head, "[%s]", it->unit);
}

void
averaging_release(struct averaging *g)
{
	for (size_t i = 0; i < g->n; i++)
		free(g->name[i]);
	free(g->name);
	free(g->item);
	free(g->col);
	*g = (struct averaging){ .n = 0 };
}

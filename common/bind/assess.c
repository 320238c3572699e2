#include <stdlib.h>

#include "assess.h"
#include "mem.h"
#include "percentile.h"
#include "quot.h"
#include "rounding.h"
#include "validity.h"

#define GUARD		6	/* decimals beyond those shown when a mean is handed on */

const char *const assess_names[ASSESS_NIN] = { "SO2", "NO2", "CO", "O3_8hmax", "PM10", "PM2.5",
    "O3_1hmax",
	"PM10_noevent", "PM2.5_noevent" };

/* Grade 2 daily limits by edition; the last row of an item holds where the text was amended. */
static void
read_limits(struct assess *a)
{
	const struct table *t = table_get(a->s.tabs, "limits_air");
	const size_t ed = table_col(t, "edition"), item = table_col(t, "item"), avg = table_col(t,
	    "averaging"), grade = table_col(t, "grade"), limit = table_col(t, "limit");

	for (size_t i = 0; i < t->nrow; i++) {
		const int e = edition_named(&a->s.aqi->ed, table_at(t, i, ed));

		for (int k = 0; e >= 0 && k < AQI_NITEM; k++) {
			if (strcmp(table_at(t, i, item), aqi_names[k]) == 0 && strcmp(table_at(t, i, grade), "2") == 0 &&
			    strcmp(table_at(t, i, avg), k == AQI_O3 ? "8h" : "24h") == 0)
				(void)dec_parse(sv_of(table_at(t, i, limit)), &a->limit[e][k]);
		}
	}
}

static void
read_percentiles(struct assess *a)
{
	const struct table *t = table_get(a->s.tabs, "percentiles");
	const size_t item = table_col(t, "item"), p = table_col(t, "percentile");

	for (size_t i = 0; i < t->nrow; i++) {
		for (int k = 0; k < AQI_NITEM; k++) {
			if (strcmp(table_at(t, i, item), aqi_names[k]) == 0)
				(void)dec_parse(sv_of(table_at(t, i, p)), &a->percentile[k]);
		}
	}
}

static const char *
edition_name(const struct assess *a)
{
	return a->s.aqi->ed.v[a->s.last_edition].name;
}

struct assess *
assess_new(const struct assess_spec *s)
{
	struct assess *a = mem_alloc(sizeof(*a));

	a->s = *s;
	read_limits(a);
	read_percentiles(a);
	a->need_sites = validity_sites(s->tabs, edition_name(a));
	return a;
}

static void
group_release(struct assess_group *g, size_t nkey)
{
	for (size_t k = 0; k < nkey; k++)
		free(g->key[k]);
	free(g->key);
	free(g->day);
}

void
assess_free(struct assess *a)
{
	for (size_t i = 0; i < a->ngroup; i++)
		group_release(&a->group[i], a->nkey);
	for (size_t i = 0; a->upper != NULL && i < a->nrow; i++)
		group_release(&a->upper[i], a->s.nby);
	free(a->group);
	free(a->upper);
	free(a->row);
	free(a);
}

static char **
copy_keys(const char *const key[], size_t n)
{
	char **k = mem_array(n, sizeof(*k));

	for (size_t i = 0; i < n; i++)
		k[i] = mem_dup(key[i]);
	return k;
}

void
assess_group(struct assess *a, const char *const key[], size_t nkey)
{
	a->group = mem_grow(a->group, &a->capgroup, a->ngroup + 1, sizeof(*a->group));
	a->group[a->ngroup++] = (struct assess_group){ .key = copy_keys(key, nkey) };
	a->nkey = nkey;
}

static void
add_day(struct assess_group *g, int64_t day, const struct ratio v[ASSESS_NIN], unsigned int sites,
    bool noevent)
{
	struct assess_oneday *d;

	g->day = mem_grow(g->day, &g->cap, g->nday + 1, sizeof(*g->day));
	d = &g->day[g->nday++];
	*d = (struct assess_oneday){ .day = day, .sites = sites };
	memcpy(d->v, v, sizeof(d->v));
	for (int k = 0; noevent && k < 2; k++) {
		const struct ratio all = v[AQI_PM10 + k], left = v[ASSESS_PM10_NOEVENT + k];

		d->dust = d->dust || (ratio_has(all) && (!ratio_has(left) || ratio_cmp(all, left) != 0));
	}
}

void
assess_day(struct assess *a, int64_t day, const struct ratio v[ASSESS_NIN], unsigned int sites)
{
	add_day(&a->group[a->ngroup - 1], day, v, sites, a->s.noevent);
}

static int
edition_at(const struct assess *a, int64_t day, size_t k)
{
	return a->s.edition[k] == ASSESS_BY_DAY ? edition_of_day(&a->s.aqi->ed, day, NULL) : a->s.edition[k];
}

void
assess_judge(const struct assess *a, const struct assess_oneday *d, size_t k, struct assess_verdict *v)
{
	const int e = edition_at(a, d->day, k);
	const struct dec o3_1h = ratio_guard(d->v[ASSESS_O3_1H], GUARD);

	*v = (struct assess_verdict){ .edition = e };
	for (int i = 0; i < AQI_NITEM; i++) {
		v->shown[i] = ratio_round(d->v[i], a->s.aqi->scale[e][AQI_DAY][i].decimals);
		v->iaqi[i] = aqi_iaqi(a->s.aqi, e, (enum aqi_item)i, AQI_DAY, v->shown[i], o3_1h);
		if (dec_has(v->shown[i]) && dec_has(a->limit[e][i]) && dec_cmp(v->shown[i], a->limit[e][i]) > 0)
			v->exceed |= 1u << i;
	}
	v->aqi = aqi_combine(a->s.aqi, e, v->iaqi, a->s.not_monitored);
}

/* --- counts -------------------------------------------------------------------------------- */

static void
count_day(struct assess_judged *j, const struct assess_verdict *v)
{
	int nprimary = 0;

	j->exceed_days += v->exceed != 0;
	for (int i = 0; i < AQI_NITEM; i++)
		j->exceed[i] += v->exceed >> i & 1;
	if (v->aqi.incomplete || v->aqi.level == NULL)
		return;
	j->valid_days++;
	j->level[v->aqi.level->level - 1]++;
	j->good_days += v->aqi.level->level <= 2;
	j->heavy_days += v->aqi.level->level >= 5;
	for (int i = 0; i < AQI_NITEM; i++) {
		j->primary[i] += v->aqi.primary >> i & 1;
		nprimary += (int)(v->aqi.primary >> i & 1);
	}
	j->primary_days += nprimary > 0;
	j->primary_ties += nprimary > 1 ? (unsigned int)nprimary - 1 : 0;
}

static void
add_counts(struct assess_judged *to, const struct assess_judged *j)
{
	to->valid_days += j->valid_days;
	to->good_days += j->good_days;
	to->heavy_days += j->heavy_days;
	to->exceed_days += j->exceed_days;
	to->primary_days += j->primary_days;
	to->primary_ties += j->primary_ties;
	for (int i = 0; i < AQI_NITEM; i++) {
		to->level[i] += j->level[i];
		to->exceed[i] += j->exceed[i];
		to->primary[i] += j->primary[i];
	}
}

static struct ratio
percent(unsigned int part, unsigned int of)
{
	return of == 0 ? (struct ratio){ 0, 0 } : ratio_make((wide)part * 100, (wide)of);
}

/* --- statistics ---------------------------------------------------------------------------- */

/* Which input makes the concentration of an item. */
static int
input_of(const struct assess *a, int item)
{
	if (a->s.noevent && item == AQI_PM10)
		return ASSESS_PM10_NOEVENT;
	return a->s.noevent && item == AQI_PM25 ? ASSESS_PM25_NOEVENT : item;
}

static struct ratio
mean_of(const struct ratio *x, size_t n)
{
	struct ratio sum = { 0, 1 };

	for (size_t i = 0; i < n; i++)
		sum = quot_add_ratio(sum, x[i]);
	return n == 0 ? (struct ratio){ 0, 0 } : ratio_mul(sum, ratio_make(1, (wide)n));
}

static void
statistics(const struct assess *a, struct assess_group *g, int item, struct ratio *x)
{
	struct assess_row *r = &g->result;
	const int in = input_of(a, item);
	const struct dec p = a->s.index[0].percentile[item];
	size_t n = 0;

	for (size_t i = 0; i < g->nday; i++) {
		r->n[item] += ratio_has(g->day[i].v[item]);
		if (ratio_has(g->day[i].v[in]))
			x[n++] = g->day[i].v[in];
	}
	r->value[item] = dec_has(p) ? percentile_ratio(x, n, p) : mean_of(x, n);
	if (dec_has(a->percentile[item]))
		r->pct[item] = percentile_ratio(x, n, a->percentile[item]);
}

/* Valid days of the item in the month that holds the first day of m. */
static unsigned int
days_in(const struct assess_group *g, const struct period *m, int item)
{
	unsigned int n = 0;

	for (size_t i = 0; i < g->nday; i++)
		n += g->day[i].day >= m->from && g->day[i].day <= m->to && ratio_has(g->day[i].v[item]);
	return n;
}

/* Whether a month of the year has too few days: GB 3095 table 4, "27 in each month". */
static bool
month_below(const struct assess *a, const struct assess_group *g, int item)
{
	const struct validity each = validity_find(a->s.tabs, edition_name(a), aqi_names[item], "year",
	    "month");
	struct period m;

	if (each.rule != VALIDITY_EACH)
		return false;
	for (int64_t d = a->s.period.from; d <= a->s.period.to; d = m.to + 1) {
		m = period_of(STEP_MONTH, d);
		if ((int)days_in(g, &m, item) < validity_month(each.minimum, civil_ymd(m.from).m))
			return true;
	}
	return false;
}

static bool
below(const struct assess *a, const struct assess_group *g, int item)
{
	const struct period *p = &a->s.period;
	const bool partial = a->s.last < p->to;
	const char *step = partial ? "range" : step_name(p->step);
	const struct validity v = validity_find(a->s.tabs, edition_name(a), aqi_names[item], step, "day");
	const int64_t n = (int64_t)g->result.n[item], due = (partial ? a->s.last : p->to) - p->from + 1;

	if (v.rule == VALIDITY_PERCENT)
		return n * 100 < v.minimum * due;
	if (v.rule != VALIDITY_COUNT)
		return false;
	if (p->step == STEP_MONTH && !partial)
		return n < validity_month(v.minimum, civil_ymd(p->from).m);
	return n < v.minimum || (p->step == STEP_YEAR && month_below(a, g, item));
}

/* Rounds the concentrations and makes the index of them. */
static void
show(const struct assess *a, struct assess_row *r)
{
	for (int i = 0; i < AQI_NITEM; i++) {
		const int d = rounding_decimals(a->s.tabs, "result", aqi_names[i], edition_name(a));

		if (r->is_short[i] && a->s.strict)
			r->value[i] = r->pct[i] = (struct ratio){ 0, 0 };
		r->shown[i] = ratio_round(r->value[i], d < 0 ? 0 : d);
		r->shown_pct[i] = ratio_round(r->pct[i], d < 0 ? 0 : d);
	}
	for (size_t k = 0; k < a->s.njudged; k++) {
		const int d = rounding_decimals(a->s.tabs, "ratio", "*", edition_name(a));

		airindex_of(&a->s.index[k], r->shown, &r->j[k].index);
		r->j[k].good_ratio = ratio_round(r->j[k].good, d);
	}
}

static void
assess_one(const struct assess *a, struct assess_group *g)
{
	struct ratio *x = mem_array(g->nday, sizeof(*x));
	struct assess_row *r = &g->result;

	for (size_t i = 0; i < g->nday; i++) {
		r->dust_days += g->day[i].dust;
		for (size_t k = 0; k < a->s.njudged; k++) {
			struct assess_verdict v;

			assess_judge(a, &g->day[i], k, &v);
			count_day(&r->j[k], &v);
		}
	}
	for (size_t k = 0; k < a->s.njudged; k++)
		r->j[k].good = percent(r->j[k].good_days, r->j[k].valid_days);
	r->partial = a->s.last < a->s.period.to;
	for (int i = 0; i < AQI_NITEM; i++) {
		statistics(a, g, i, x);
		r->is_short[i] = (a->s.not_monitored >> i & 1) == 0 && (a->s.present >> i & 1) != 0 && below(a, g, i);
	}
	r->key = g->key;
	show(a, r);
	free(x);
}

/* --- groups of groups ---------------------------------------------------------------------- */

static bool
is_member(const struct assess *a, const struct assess_group *g, const struct assess_group *of)
{
	for (size_t k = 0; k < a->s.nby; k++) {
		if (strcmp(g->key[k], of->key[k]) != 0)
			return false;
	}
	return true;
}

/* The mean of n of the due members' values, missing with too few of them (HJ 663-2013 annex A). */
static struct ratio
mean_of_members(const struct assess *a, const struct ratio *x, size_t n, size_t due)
{
	return validity_enough(a->need_sites, n, due) ? mean_of(x, n) : (struct ratio){ 0, 0 };
}

struct members {
	const struct assess	*a;
	const struct assess_group **g;
	size_t			 n;
	struct ratio		*x;	/* room for n */
};

static struct members
members_of(const struct assess *a, const struct assess_group *of)
{
	struct members m = { a, mem_array(a->ngroup, sizeof(*m.g)), 0, mem_array(a->ngroup, sizeof(*m.x)) };

	for (size_t i = 0; i < a->ngroup; i++) {
		if (is_member(a, &a->group[i], of))
			m.g[m.n++] = &a->group[i];
	}
	return m;
}

static void
members_release(struct members *m)
{
	free(m->g);
	free(m->x);
}

enum what { WHAT_VALUE, WHAT_PCT, WHAT_GOOD, WHAT_INDEX };

static struct ratio
what_of(const struct assess_row *r, enum what w, size_t i)
{
	switch (w) {
	case WHAT_VALUE:
		return r->value[i];
	case WHAT_PCT:
		return r->pct[i];
	case WHAT_GOOD:
		return r->j[i].good;
	case WHAT_INDEX:
		return dec_ratio(r->j[i].index.index);
	}
	return (struct ratio){ 0, 0 };
}

static struct ratio
mean_of_what(struct members *m, enum what w, size_t i)
{
	size_t n = 0;

	for (size_t k = 0; k < m->n; k++) {
		const struct ratio v = what_of(&m->g[k]->result, w, i);

		if (ratio_has(v))
			m->x[n++] = v;
	}
	return mean_of_members(m->a, m->x, n, m->n);
}

static void
assess_upper(const struct assess *a, struct assess_group *u)
{
	struct members m = members_of(a, u);
	struct assess_row *r = &u->result;

	for (size_t i = 0; i < AQI_NITEM; i++) {
		r->value[i] = mean_of_what(&m, WHAT_VALUE, i);
		r->pct[i] = mean_of_what(&m, WHAT_PCT, i);
		for (size_t k = 0; k < m.n; k++) {
			r->n[i] += m.g[k]->result.n[i];
			r->is_short[i] = r->is_short[i] || m.g[k]->result.is_short[i];
		}
	}
	for (size_t k = 0; k < a->s.njudged; k++) {
		r->j[k].good = mean_of_what(&m, WHAT_GOOD, k);
		for (size_t i = 0; i < m.n; i++)
			add_counts(&r->j[k], &m.g[i]->result.j[k]);
	}
	for (size_t k = 0; k < m.n; k++)
		r->dust_days += m.g[k]->result.dust_days;
	r->partial = a->s.last < a->s.period.to;
	r->key = u->key;
	show(a, r);
	for (size_t k = 0; a->s.of_members && k < a->s.njudged; k++)
		r->j[k].index.index = ratio_round(mean_of_what(&m, WHAT_INDEX, k), a->s.index[k].composite_decimals);
	members_release(&m);
}

/* One upper group for each different leading part of the groups' keys. */
static void
make_uppers(struct assess *a)
{
	size_t cap = 0;

	for (size_t i = 0; i < a->ngroup; i++) {
		size_t u = 0;

		while (u < a->nrow && !is_member(a, &a->group[i], &a->upper[u]))
			u++;
		if (u < a->nrow)
			continue;
		a->upper = mem_grow(a->upper, &cap, a->nrow + 1, sizeof(*a->upper));
		a->upper[a->nrow++] = (struct assess_group){
		    .key = copy_keys((const char *const *)a->group[i].key, a->s.nby) };
	}
}

void
assess_finish(struct assess *a)
{
	for (size_t i = 0; i < a->ngroup; i++)
		assess_one(a, &a->group[i]);
	if (a->nkey > a->s.nby)
		make_uppers(a);
	else
		a->nrow = a->ngroup;
	a->row = mem_array(a->nrow, sizeof(*a->row));
	for (size_t i = 0; i < a->nrow; i++) {
		if (a->upper != NULL)
			assess_upper(a, &a->upper[i]);
		a->row[i] = a->upper != NULL ? &a->upper[i].result : &a->group[i].result;
	}
}

/* What a group is ranked by; missing where its data fall short. */
static struct dec
rank_value(const char *by, const struct assess_row *r, size_t k)
{
	bool any_short = false;

	for (int i = 0; i < AQI_NITEM; i++) {
		if (strcmp(by, aqi_names[i]) == 0)
			return r->is_short[i] ? (struct dec){ 0 } : r->shown[i];
		any_short = any_short || r->is_short[i];
	}
	if (any_short)
		return (struct dec){ 0 };
	return strcmp(by, "good_ratio") == 0 ? r->j[k].good_ratio : r->j[k].index.index;
}

void
assess_rank(struct assess *a, const char *by)
{
	struct dec *v = mem_array(a->nrow, sizeof(*v));
	int *rank = mem_array(a->nrow, sizeof(*rank));

	for (size_t k = 0; k < a->s.njudged; k++) {
		for (size_t i = 0; i < a->nrow; i++)
			v[i] = rank_value(by, a->row[i], k);
		airindex_rank(v, a->nrow, strcmp(by, "good_ratio") == 0, rank);
		for (size_t i = 0; i < a->nrow; i++)
			a->row[i]->j[k].rank = rank[i];
	}
	free(v);
	free(rank);
}

/* The day of an upper group: mean of its members' days, each input by itself. */
static void
upper_day(struct assess_group *u, struct members *m, int64_t day)
{
	struct ratio v[ASSESS_NIN];
	unsigned int nmember = 0;

	for (int i = 0; i < ASSESS_NIN; i++) {
		size_t n = 0;

		for (size_t k = 0; k < m->n; k++) {
			for (size_t d = 0; d < m->g[k]->nday; d++) {
				if (m->g[k]->day[d].day == day && ratio_has(m->g[k]->day[d].v[i]))
					m->x[n++] = m->g[k]->day[d].v[i];
			}
		}
		v[i] = mean_of_members(m->a, m->x, n, m->n);
		nmember = n > nmember ? (unsigned int)n : nmember;
	}
	add_day(u, day, v, nmember, m->a->s.noevent);
}

const struct assess_oneday *
assess_days(struct assess *a, size_t i, size_t *n)
{
	struct assess_group *g = a->upper != NULL ? &a->upper[i] : &a->group[i];

	if (a->upper != NULL && g->nday == 0) {
		struct members m = members_of(a, g);
		const int64_t to = a->s.last < a->s.period.to ? a->s.last : a->s.period.to;

		for (int64_t d = a->s.period.from; d <= to; d++)
			upper_day(g, &m, d);
		members_release(&m);
	}
	*n = g->nday;
	return g->day;
}

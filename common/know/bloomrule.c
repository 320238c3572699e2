#include <stdio.h>
#include <stdlib.h>

#include "bloomrule.h"

#define N_(s)	(s)		/* translated where it is said */

const char *const bloom_measure_name[BLOOM_NMEASURE] = { "pH_max", "pH_range", "DOsat_max", "Chla", "Chla_max",
	"Chla_rise", "Alg_max" };

enum answer { NO, YES, OPEN };

static void
wrong(struct bloomrules *r, const char *table, const char *at, const char *what)
{
	if (r->wrong != NULL)
		return;
	r->wrong = what;
	r->wrong_table = table;
	r->wrong_at = at;
}

/* A whole number from min to max; an empty cell is `none`. */
static int
whole(struct bloomrules *r, const char *rule, const char *cell, int min, int max, int none)
{
	char *end;
	const long v = strtol(cell, &end, 10);

	if (*cell == '\0')
		return none;
	if (*end != '\0' || v < min || v > max) {
		wrong(r, "bloom_rules", rule, N_("level, need, days or span is out of range"));
		return none;
	}
	return (int)v;
}

static struct dec
number(struct bloomrules *r, const char *rule, const char *cell, bool needed)
{
	struct dec x = { 0 };

	if ((*cell == '\0' && needed) || (*cell != '\0' && (!dec_parse(sv_of(cell), &x) || x.cens != 0)))
		wrong(r, "bloom_rules", rule, N_("value or floor is not a number"));
	return x;
}

static enum bloom_measure
measure_of(struct bloomrules *r, const char *rule, const char *name)
{
	for (int m = 0; m < BLOOM_NMEASURE; m++) {
		if (strcmp(bloom_measure_name[m], name) == 0)
			return (enum bloom_measure)m;
	}
	wrong(r, "bloom_rules", rule, N_("the measure is not one of pH_max, pH_range, DOsat_max, Chla, Chla_max, Chla_rise, Alg_max"));
	return BLOOM_CHLA;
}

/* How the condition is written in results: the words of its row. */
static const char *
text_of(const struct bloomrule *v)
{
	char num[DEC_TEXT];
	struct sbuf b = { 0 };

	(void)dec_print_short(num, v->value);
	sbuf_printf(&b, "%s%s%s", bloom_measure_name[v->measure], v->above ? ">" : ">=", num);
	if (v->measure == BLOOM_CHLA_RISE)
		sbuf_printf(&b, "/%dh", v->span * 24);
	else if (v->days > 1)
		sbuf_printf(&b, "/%dd", v->days);
	return b.p;
}

static void
read_row(struct bloomrules *r, const struct table *t, size_t i)
{
	struct bloomrule *v = &r->v[r->n++];
	const char *rule = table_cell(t, i, "rule"), *op = table_cell(t, i, "op");
	int hours;

	v->rule = rule;
	v->group = table_cell(t, i, "group");
	v->level = whole(r, rule, table_cell(t, i, "level"), 1, BLOOMRULE_LEVELS - 1, 1);
	v->need = whole(r, rule, table_cell(t, i, "need"), 1, BLOOMRULE_MAX, 1);
	v->measure = measure_of(r, rule, table_cell(t, i, "measure"));
	v->above = strcmp(op, ">") == 0;
	if (!v->above && strcmp(op, ">=") != 0)
		wrong(r, "bloom_rules", rule, N_("op is not >= or >"));
	v->value = number(r, rule, table_cell(t, i, "value"), true);
	v->days = whole(r, rule, table_cell(t, i, "days"), 1, BLOOMRULE_DAYS, 1);
	hours = whole(r, rule, table_cell(t, i, "span"), 24, (BLOOMRULE_DAYS - 1) * 24, 0);
	v->span = hours / 24;
	if ((v->measure == BLOOM_CHLA_RISE) != (hours > 0) || hours % 24 != 0)
		wrong(r, "bloom_rules", rule, N_("span is for Chla_rise, which needs one of whole days"));
	if (v->measure == BLOOM_CHLA_RISE && v->days > 1)
		wrong(r, "bloom_rules", rule, N_("Chla_rise knows no days in a row"));
	v->floor = number(r, rule, table_cell(t, i, "floor"), false);
	v->no = strcmp(table_cell(t, i, "missing"), "no") == 0;
	v->text = text_of(v);
	r->back = v->days > r->back ? v->days : v->span + 1 > r->back ? v->span + 1 : r->back;
	for (size_t k = 0; k + 1 < r->n; k++) {
		const struct bloomrule *w = &r->v[k];

		if (strcmp(w->rule, rule) == 0 &&
		    (w->level != v->level || (strcmp(w->group, v->group) == 0 && w->need != v->need)))
			wrong(r, "bloom_rules", rule, N_("rows of one rule differ in level, or of one group in need"));
	}
}

static void
read_words(struct bloomrules *r, const struct table *t)
{
	const size_t level = table_col(t, "level"), zh = table_col(t, "zh"), en = table_col(t, "en");

	for (size_t i = 0; i < t->nrow; i++) {
		const char *cell = table_at(t, i, level);

		if (cell[0] < '0' || cell[0] >= '0' + BLOOMRULE_LEVELS || cell[1] != '\0') {
			wrong(r, "bloom_levels", cell, N_("the level is not one of 0 to 5"));
			continue;
		}
		r->zh[cell[0] - '0'] = table_at(t, i, zh);
		r->en[cell[0] - '0'] = table_at(t, i, en);
	}
	for (size_t k = 0; k < r->n; k++) {
		if (r->zh[0] == NULL || r->zh[r->v[k].level] == NULL)
			wrong(r, "bloom_levels", r->v[k].rule, N_("level 0 or the level of a rule has no word"));
	}
}

void
bloomrules_init(struct bloomrules *r, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "bloom_rules");

	*r = (struct bloomrules){ .wrong_at = "", .back = 1 };
	for (size_t i = 0; i < t->nrow; i++) {
		if (r->n == BLOOMRULE_MAX) {
			wrong(r, "bloom_rules", "", N_("more than 32 conditions"));
			break;
		}
		read_row(r, t, i);
	}
	if (r->n == 0)
		wrong(r, "bloom_rules", "", N_("no rule has a row"));
	read_words(r, table_get(tabs, "bloom_levels"));
}

void
bloomrules_release(struct bloomrules *r)
{
	for (size_t i = 0; i < r->n; i++)
		free((void *)(uintptr_t)r->v[i].text);
}

/* --- judging ------------------------------------------------------------------------------- */

/* The day that lies `back` days before day[0], NULL where it is absent. */
static const struct bloom_day *
earlier(const struct bloom_day *day, size_t n, int back)
{
	for (size_t i = 0; i < n && day[i].day >= day[0].day - back; i++) {
		if (day[i].day == day[0].day - back)
			return &day[i];
	}
	return NULL;
}

static enum answer
compare(const struct bloomrule *v, struct ratio x)
{
	const int c = ratio_has(x) ? ratio_cmp(x, dec_ratio(v->value)) : 0;

	return !ratio_has(x) ? OPEN : c > 0 || (c == 0 && !v->above) ? YES : NO;
}

/*
 * The mean of the day over the least one of the span before it.  A day that is missing there may
 * have been lower, so that it leaves open what the others deny.
 */
static enum answer
rise(const struct bloomrule *v, const struct bloom_day *day, size_t n)
{
	const struct ratio now = day[0].v[BLOOM_CHLA];
	enum answer a = NO;

	if (!ratio_has(now))
		return OPEN;
	if (dec_has(v->floor) && ratio_cmp(now, dec_ratio(v->floor)) <= 0)
		return NO;
	for (int k = 1; k <= v->span && a != YES; k++) {
		const struct bloom_day *e = earlier(day, n, k);
		const struct ratio was = e == NULL ? (struct ratio){ 0, 0 } : e->v[BLOOM_CHLA];

		if (!ratio_has(was))
			a = OPEN;
		else if (was.num <= 0)		/* from nothing or below: any number times */
			a = now.num > 0 ? YES : a;
		else if (compare(v, ratio_div(now, was)) == YES)
			a = YES;
	}
	return a;
}

static enum answer
holds(const struct bloomrule *v, const struct bloom_day *day, size_t n)
{
	enum answer all = YES;

	if (v->measure == BLOOM_CHLA_RISE)
		return rise(v, day, n);
	for (int k = 0; k < v->days; k++) {
		const struct bloom_day *e = earlier(day, n, k);
		const enum answer a = e == NULL ? OPEN : compare(v, e->v[v->measure]);

		if (a == NO)
			return NO;
		all = a == OPEN ? OPEN : all;
	}
	return all;
}

/* The group of condition i: enough that hold, too few that can, or neither. */
static enum answer
group(const struct bloomrules *r, const enum answer a[], size_t i)
{
	int yes = 0, open = 0;

	for (size_t k = 0; k < r->n; k++) {
		if (strcmp(r->v[k].rule, r->v[i].rule) != 0 || strcmp(r->v[k].group, r->v[i].group) != 0)
			continue;
		yes += a[k] == YES;
		open += a[k] == OPEN;
	}
	return yes >= r->v[i].need ? YES : yes + open >= r->v[i].need ? OPEN : NO;
}

/* The rule of condition i: all its groups. */
static enum answer
fires(const struct bloomrules *r, const enum answer a[], size_t i)
{
	enum answer all = YES;

	for (size_t k = 0; k < r->n; k++) {
		enum answer g;

		if (strcmp(r->v[k].rule, r->v[i].rule) != 0)
			continue;
		g = group(r, a, k);
		if (g == NO)
			return NO;
		all = g == OPEN ? OPEN : all;
	}
	return all;
}

struct bloomrule_verdict
bloomrules_judge(const struct bloomrules *r, const struct bloom_day *day, size_t n)
{
	struct bloomrule_verdict v = { 0 };
	enum answer a[BLOOMRULE_MAX];
	bool open = false;

	for (size_t i = 0; i < r->n; i++) {
		a[i] = holds(&r->v[i], day, n);
		if (a[i] == YES)
			v.held |= (uint32_t)1 << i;
		if (a[i] == OPEN)
			v.unknown |= 1u << r->v[i].measure;
		if (a[i] == OPEN && r->v[i].no)
			a[i] = NO;
	}
	for (size_t i = 0; i < r->n; i++) {
		const enum answer f = fires(r, a, i);

		if (f == YES && r->v[i].level > v.level)
			v.level = r->v[i].level;
		open = open || f == OPEN;
	}
	if (v.level == 0 && open)
		v.level = -1;
	return v;
}

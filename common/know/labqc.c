#include <stdlib.h>

#include "labqc.h"
#include "mem.h"

static const char *const kinds[LABQC_NKIND] = { "routine", "field-blank", "lab-blank", "lab-duplicate", "field-pair",
	"reference" };

enum labqc_kind
labqc_kind_of(struct sv name)
{
	int k = 0;

	while (k < LABQC_NKIND && !sv_is(name, kinds[k]))
		k++;
	return (enum labqc_kind)k;
}

const char *
labqc_kind_name(enum labqc_kind k)
{
	return kinds[k];
}

const char *
labqc_result_name(enum labqc_result r)
{
	static const char *const name[LABQC_NRESULT] = { "accepted", "outside", "not-judged" };

	return name[r];
}

/* --- tables ------------------------------------------------------------------------------- */

/* A number above or at 0 that is no "<" or ">"; an empty cell is missing. */
static bool
number(const char *cell, struct dec *x)
{
	*x = (struct dec){ 0 };
	return *cell == '\0' || (dec_parse(sv_of(cell), x) && dec_has(*x) && x->cens == 0 && x->m >= 0);
}

static bool
read_limit(struct labqc_limit *m, const struct table *t, size_t r)
{
	const char *measure = table_cell(t, r, "measure");

	m->item = table_cell(t, r, "item");
	m->method = table_cell(t, r, "method");
	m->confidence = table_cell(t, r, "confidence");
	m->relative = strcmp(measure, "relative") == 0;
	return (m->relative || strcmp(measure, "absolute") == 0) && number(table_cell(t, r, "lo"), &m->lo) &&
	    number(table_cell(t, r, "hi"), &m->hi) && number(table_cell(t, r, "intra"),
	    &m->max[LABQC_INTRA]) && number(table_cell(t, r, "inter"), &m->max[LABQC_INTER]);
}

/* The value of a rule, NULL where there is no row. */
static const char *
find_rule(const struct table *t, const char *rule, const char *item)
{
	const size_t what = table_col(t, "rule"), who = table_col(t, "item"), value = table_col(t, "value");
	const char *any = NULL;

	for (size_t r = 0; r < t->nrow; r++) {
		if (strcmp(table_at(t, r, what), rule) != 0)
			continue;
		if (strcmp(table_at(t, r, who), item) == 0)
			return table_at(t, r, value);
		if (strcmp(table_at(t, r, who), "*") == 0)
			any = table_at(t, r, value);
	}
	return any;
}

static bool
rule_holds(const char *rule, const char *value)
{
	struct dec share;

	if (strcmp(rule, "pair-share") == 0)
		return *value != '\0' && number(value, &share) && dec_cmp(share, dec_int(100)) <= 0;
	if (strcmp(rule, "blank") == 0)
		return strcmp(value, "judge") == 0 || strcmp(value, "skip") == 0;
	return strcmp(rule, "field-pair") == 0 && (strcmp(value, "inter") == 0 || strcmp(value, "intra") == 0);
}

static void
check_rules(struct labqc *l)
{
	static const char *const needed[] = { "pair-share", "blank", "field-pair" };
	const struct table *t = l->rules;

	for (size_t r = 0; r < t->nrow; r++) {
		if (!rule_holds(table_cell(t, r, "rule"), table_cell(t, r, "value"))) {
			l->wrong = "labqc_rules";
			l->wrong_at = table_cell(t, r, "rule");
		}
	}
	for (size_t k = 0; k < sizeof(needed) / sizeof(needed[0]); k++) {
		if (find_rule(t, needed[k], "*") == NULL) {
			l->wrong = "labqc_rules";
			l->wrong_at = needed[k];
		}
	}
}

void
labqc_init(struct labqc *l, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "labqc_precision");

	*l = (struct labqc){ .n = t->nrow, .rules = table_get(tabs, "labqc_rules") };
	l->v = mem_array(t->nrow, sizeof(*l->v));
	for (size_t r = 0; r < t->nrow; r++) {
		if (!read_limit(&l->v[r], t, r)) {
			l->wrong = "labqc_precision";
			l->wrong_at = l->v[r].item;
		}
	}
	check_rules(l);
}

void
labqc_release(struct labqc *l)
{
	free(l->v);
	l->v = NULL;
}

const char *
labqc_rule(const struct labqc *l, const char *rule, const char *item)
{
	return find_rule(l->rules, rule, item);
}

struct dec
labqc_share(const struct labqc *l, const char *item)
{
	struct dec share;

	(void)number(labqc_rule(l, "pair-share", item), &share);
	return share;
}

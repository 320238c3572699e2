#include <stdlib.h>

#include "civil.h"
#include "mem.h"
#include "qcrules_own.h"
#include "table.h"

const char *const qcrules_columns[NCELL] = { "rule", "item", "station", "test", "parameters", "severity", "when", "zh",
	"source", "confidence" };

/* Says which items of the rules are none of the registry's. */
static void
check_items(const struct qcrules *r, const struct qcrules_spec *s)
{
	for (size_t i = 0; i < r->nrule; i++) {
		struct item_column ic;
		const struct sv item = sv_of(r->rule[i].cell[C_ITEM]);

		if (!sv_is(item, "*") && !items_column(&s->cols->items, NULL, item, &ic))
			diag_refuse(s->d, &(struct place){ r->rule[i].file == NULL ? "qc_rules" : r->rule[i].file, r->rule[i].line,
			    qcrules_columns[C_ITEM] }, _("'%.*s' is no item"), (int)item.n, item.p);
	}
}

static bool
is_for(const struct qcrule *rule, const struct item_bound *v)
{
	return strcmp(rule->cell[C_ITEM], "*") == 0 ? v->stat.n == 0 : qcrules_among(rule->cell[C_ITEM], sv_of(v->name)) ||
	    (v->stat.n == 0 && qcrules_among(rule->cell[C_ITEM], sv_of(v->item->name)));
}

/* --- all ----------------------------------------------------------------------------------------- */

static struct qcrule *
add(struct qcrules *r)
{
	r->rule = mem_grow(r->rule, &r->rulecap, r->nrule + 1, sizeof(*r->rule));
	r->rule[r->nrule] = (struct qcrule){ .file = NULL };
	return &r->rule[r->nrule++];
}

static void
release_rule(struct qcrule *rule)
{
	for (size_t k = 0; k < NCELL; k++)
		free(rule->cell[k]);
}

/* The row's cells, one rule for each of its items, so that each can be replaced by itself. */
static void
add_each(struct qcrules *r, const struct qcrule *row)
{
	struct sv rest = sv_of(row->cell[C_ITEM]), item;

	while (sv_word(&rest, &item)) {
		struct qcrule n = { .file = row->file, .line = row->line }, *old = NULL;

		for (size_t k = 0; k < NCELL; k++)
			n.cell[k] = k == C_ITEM ? mem_ndup(item.p, item.n) : mem_dup(row->cell[k]);
		for (size_t i = 0; i < r->nrule && old == NULL; i++) {
			if (strcmp(r->rule[i].cell[C_RULE], n.cell[C_RULE]) == 0 && strcmp(r->rule[i].cell[C_ITEM], n.cell[C_ITEM]) == 0 &&
			    strcmp(r->rule[i].cell[C_STATION], n.cell[C_STATION]) == 0)
				old = &r->rule[i];
		}
		if (old == NULL)
			old = add(r);
		else
			release_rule(old);
		*old = n;
	}
}

static void
read_builtin(struct qcrules *r, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "qc_rules");

	for (size_t i = 0; i < t->nrow; i++) {
		struct qcrule row = { .file = NULL };

		for (size_t k = 0; k < NCELL; k++)
			row.cell[k] = mem_dup(table_at(t, i, table_col(t, qcrules_columns[k])));
		add_each(r, &row);
		release_rule(&row);
	}
}

/* An off that switches nothing off is a slip of the pen. */
static bool
is_known(const struct qcrules *r, const struct qcrule *n)
{
	struct sv rest = sv_of(n->cell[C_ITEM]), item;
	bool all = true;

	while (sv_word(&rest, &item)) {
		bool found = false;

		for (size_t i = 0; i < r->nrule; i++)
			found = found || (strcmp(r->rule[i].cell[C_RULE], n->cell[C_RULE]) == 0 && sv_is(item, r->rule[i].cell[C_ITEM]));
		all = all && found;
	}
	return all;
}

/* A file's rules: those of a rule, item and station that is there already take its place. */
static void
read_file(struct qcrules *r, struct diag *d, const char *file)
{
	struct csvin *in = csvin_open_table(d, file);
	int col[NCELL];

	for (size_t k = 0; k < NCELL; k++) {
		col[k] = csvin_column(in, qcrules_columns[k]);
		if (col[k] < 0 && k <= C_SEVERITY)
			col[k] = (int)csvin_need(in, qcrules_columns[k]);
	}
	while (csvin_next(in)) {
		struct qcrule n = { .file = file, .line = in->line };

		for (size_t k = 0; k < NCELL; k++) {
			const struct sv f = col[k] < 0 ? (struct sv){ "", 0 } : csvin_field(in, (size_t)col[k]);

			n.cell[k] = mem_ndup(f.p, f.n);
		}
		if (strcmp(n.cell[C_SEVERITY], "off") == 0 && !is_known(r, &n))
			diag_refuse(d, &(struct place){ file, in->line, qcrules_columns[C_SEVERITY] },
			    _("rule %s: there is no such rule of %s to switch off"), n.cell[C_RULE], n.cell[C_ITEM]);
		add_each(r, &n);
		release_rule(&n);
	}
	csvin_close(in);
}

static int
by_item(const void *a, const void *b)
{
	const struct qccheck *x = a, *y = b;

	if (x->test.item != y->test.item)
		return x->test.item < y->test.item ? -1 : 1;
	return x->bit < y->bit ? -1 : x->bit > y->bit;
}

/* Checks in the order of items, each with its bit. */
static void
sort(struct qcrules *r, const struct qcrules_spec *s)
{
	for (size_t i = 0; i < r->ncheck; i++)
		r->check[i].bit = (unsigned int)i;
	if (r->ncheck > 0)
		qsort(r->check, r->ncheck, sizeof(*r->check), by_item);
	r->first = mem_array(s->cols->n + 1, sizeof(*r->first));
	for (size_t i = 0, k = 0; i <= s->cols->n; i++) {
		r->first[i] = k;
		for (; k < r->ncheck && r->check[k].test.item == i; k++) {
			r->check[k].bit = r->check[k].test.bit = (unsigned int)(k - r->first[i]);
			if (r->check[k].bit == QCRULES_PER_ITEM)
				diag_refuse(s->d, &(struct place){ s->file == NULL ? "qc_rules" : s->file, 0, NULL },
				    _("over %d tests of %s"), QCRULES_PER_ITEM, s->cols->v[i].name);
		}
	}
}

static int64_t
smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static void
plan_limit(struct qcplan *p, const struct qc_test *t)
{
	const int64_t lo[] = { t->min == QC_NONE ? INT64_MIN : t->min - 1, t->fail_min == QC_NONE ? INT64_MIN : t->fail_min - 1,
		t->kind == QC_NEGATIVE ? t->max : INT64_MIN };
	const int64_t hi[] = { t->max, t->fail_max };

	for (size_t i = 0; i < 3; i++)
		p->lo = lo[i] > p->lo ? lo[i] : p->lo;
	for (size_t i = 0; i < 2 && t->kind == QC_RANGE; i++)
		p->hi = hi[i] != QC_NONE ? smaller(hi[i], p->hi) : p->hi;
}

/* Puts check k into the plan of its item, where it is one of all stations and hours that knows no gaps. */
static bool
plan(struct qcplan *p, const struct qccheck *c, size_t k)
{
	const struct qc_test *t = &c->test;
	size_t *list = NULL, *n = NULL;

	if (c->told || c->stations.n > 0 || t->gap > 0 || t->lone_good || t->run > 1)
		return false;
	switch (t->kind) {
	case QC_RANGE: case QC_NEGATIVE:
		if (t->above == QC_NONE && t->below == QC_NONE && p->nlimit < QCPLAN_MAX) {
			list = p->limit;
			n = &p->nlimit;
			plan_limit(p, t);
		}
		break;
	case QC_SPIKE: case QC_STEP: case QC_RATE:
		if (p->nwave == QCPLAN_MAX || t->above != QC_NONE || t->below != QC_NONE || t->floor == QC_NONE ||
		    (t->fail != QC_NONE && t->fail < t->floor) || (t->kind == QC_STEP && p->step > 0))
			break;
		list = p->wave;
		n = &p->nwave;
		p->calm = smaller(p->calm, t->kind == QC_STEP ? t->floor / 2 : t->floor);
		if (t->kind == QC_STEP) {
			p->step = c->ahead;
			p->before = t->n;
		}
		break;
	case QC_CONSTANT:
		if (p->nstill < QCPLAN_MAX && t->n > 1) {
			list = p->still;
			p->moves = t->tolerance > p->moves ? t->tolerance : p->moves;
			n = &p->nstill;
		}
		break;
	case QC_MISSING:
		if (p->nmissing < QCPLAN_MAX) {
			list = p->missing;
			n = &p->nmissing;
		}
		break;
	default:
		break;
	}
	if (list != NULL)
		list[(*n)++] = k;
	return list != NULL;
}

static void
divide(struct qcrules *r, size_t nitem)
{
	r->plan = mem_array(nitem + 1, sizeof(*r->plan));
	r->rest = mem_array(r->ncheck + 1, sizeof(*r->rest));
	for (size_t i = 0; i < nitem; i++)
		r->plan[i] = (struct qcplan){ .lo = INT64_MIN, .hi = INT64_MAX, .calm = INT64_MAX };
	for (size_t k = 0; k < r->ncheck; k++) {
		struct qccheck *c = &r->check[k];

		c->planned = plan(&r->plan[c->test.item], c, k);
		if (!c->planned && c->alone)
			r->rest[r->nrest++] = k;
	}
}

bool
qcrules_asks(const struct qcrules *r, size_t k, struct sv station)
{
	const struct qccheck *c = &r->check[k];

	if (c->stations.n > 0)
		return map_get(&c->stations, station) != MAP_NONE;
	for (size_t i = r->first[c->test.item]; i < r->first[c->test.item + 1]; i++) {
		if (r->check[i].stations.n > 0 && strcmp(r->check[i].rule->cell[C_RULE], c->rule->cell[C_RULE]) == 0 &&
		    map_get(&r->check[i].stations, station) != MAP_NONE)
			return false;
	}
	return true;
}

struct qcrules *
qcrules_list(struct diag *d, const struct tables *tabs, bool builtin, const char *file)
{
	struct qcrules *r = mem_alloc(sizeof(*r));

	if (builtin)
		read_builtin(r, tabs);
	if (file != NULL)
		read_file(r, d, file);
	return r;
}

struct qcrules *
qcrules_read(const struct qcrules_spec *s)
{
	struct qcrules *r = qcrules_list(s->d, s->tabs, s->builtin, s->file);

	check_items(r, s);
	for (size_t k = 0; k < r->nrule; k++) {
		struct qcrule *rule = &r->rule[k];

		if (strcmp(rule->cell[C_SEVERITY], "off") == 0)
			continue;
		for (size_t i = 0; i < s->cols->n; i++) {
			if (is_for(rule, &s->cols->v[i]))
				qcrules_bind(r, s, rule, i);
		}
	}
	sort(r, s);
	divide(r, s->cols->n);
	return r;
}

void
qcrules_free(struct qcrules *r)
{
	for (size_t i = 0; i < r->nrule; i++)
		release_rule(&r->rule[i]);
	for (size_t i = 0; i < r->ncheck; i++)
		map_release(&r->check[i].stations);
	for (size_t i = 0; i < r->nwhen; i++) {
		expr_free(r->when[i]);
		free(r->when_text[i]);
	}
	free(r->rule);
	free(r->check);
	free(r->first);
	free(r->plan);
	free(r->rest);
	free(r->when);
	free(r->when_text);
	free(r);
}

#include <stdlib.h>

#include "civil.h"
#include "mem.h"
#include "qcrules.h"
#include "table.h"

enum { C_RULE, C_ITEM, C_STATION, C_TEST, C_PARAMETERS, C_SEVERITY, C_WHEN, C_ZH, C_SOURCE, C_CONFIDENCE, NCELL };

const char *const qcrules_columns[NCELL] = { "rule", "item", "station", "test", "parameters", "severity", "when", "zh",
	"source", "confidence" };

/* --- what parameters there are ----------------------------------------------------------------- */

enum param_kind { P_NUMBER, P_COUNT, P_SPAN, P_METHOD, P_DIRECTION, P_ITEMS, P_HOURS, P_INTERVAL, P_MARK, P_LONE };

static const struct param {
	const char	*name;
	enum param_kind	 kind;
	size_t		 at;
} params[] = {
	{ "min", P_NUMBER, offsetof(struct qc_test, min) }, { "max", P_NUMBER, offsetof(struct qc_test, max) },
	{ "fail_min", P_NUMBER, offsetof(struct qc_test, fail_min) },
	{ "fail_max", P_NUMBER, offsetof(struct qc_test, fail_max) },
	{ "above", P_NUMBER, offsetof(struct qc_test, above) }, { "below", P_NUMBER, offsetof(struct qc_test, below) },
	{ "floor", P_NUMBER, offsetof(struct qc_test, floor) }, { "fail", P_NUMBER, offsetof(struct qc_test, fail) },
	{ "tolerance", P_NUMBER, offsetof(struct qc_test, tolerance) }, { "k", P_NUMBER, offsetof(struct qc_test, k) },
	{ "percent", P_NUMBER, offsetof(struct qc_test, percent) }, { "first", P_NUMBER, offsetof(struct qc_test, below) },
	{ "last", P_NUMBER, offsetof(struct qc_test, max) }, { "n", P_COUNT, offsetof(struct qc_test, n) },
	{ "fail_n", P_COUNT, offsetof(struct qc_test, fail_n) }, { "least", P_COUNT, offsetof(struct qc_test, least) },
	{ "window", P_SPAN, offsetof(struct qc_test, window) },
	{ "fail_window", P_SPAN, offsetof(struct qc_test, fail_window) }, { "gap", P_SPAN, offsetof(struct qc_test, gap) },
	{ "method", P_METHOD, 0 }, { "direction", P_DIRECTION, 0 }, { "other", P_ITEMS, 0 }, { "parts", P_ITEMS, 0 },
	{ "hours", P_HOURS, 0 }, { "interval", P_INTERVAL, 0 }, { "mark", P_MARK, 0 }, { "lone", P_LONE, 0 },
};

#define EVERY	" hours interval lone"

static const struct testdef {
	const char	*name, *code, *takes, *needs;
} tests[QC_NKIND] = {
	[QC_RANGE] = { "range", "range", "min max fail_min fail_max above below" EVERY, "" },
	[QC_NEGATIVE] = { "negative", "negative", "max fail_min" EVERY, "fail_min" },
	[QC_CONSTANT] = { "constant", "flat", "n fail_n above tolerance gap" EVERY, "n" },
	[QC_FLAT] = { "flat", "flat", "window fail_window tolerance" EVERY, "window tolerance" },
	[QC_SPIKE] = { "spike", "spike", "floor fail k window least gap method direction above below" EVERY, "floor" },
	[QC_RATE] = { "rate", "rate", "max floor percent n gap direction above" EVERY, "" },
	[QC_STEP] = { "step", "step", "n k floor least gap" EVERY, "n k floor" },
	[QC_JUMP] = { "jump", "jump", "window k percent floor least above" EVERY, "window k percent" },
	[QC_PAIR] = { "pair", "inversion", "other tolerance percent fail_n mark direction" EVERY, "other" },
	[QC_RATIO] = { "ratio", "ratio", "other min max floor" EVERY, "other" },
	[QC_SUM] = { "sum", "balance", "parts tolerance percent" EVERY, "parts" },
	[QC_SATURATION] = { "saturation", "saturation", "other min max" EVERY, "other" },
	[QC_CLIMATE] = { "climate", "climate", "percent floor" EVERY, "" },
	[QC_OUTLIER] = { "outlier", "outlier", "method window least k floor above below" EVERY, "method window k" },
	[QC_ATTENUATED] = { "attenuated", "attenuated", "method window least min fail_min" EVERY, "method window min" },
	[QC_ISOLATED] = { "isolated", "isolated", "n window" EVERY, "n window" },
	[QC_DRIFT] = { "drift", "drift", "other window least max" EVERY, "other window max" },
	[QC_SHAPE] = { "shape", "shape", "min above first last least" EVERY, "least" },
	[QC_NEIGHBOUR] = { "neighbour", "neighbour", "k floor n least" EVERY, "k floor" },
	[QC_CONDITION] = { "condition", "condition", EVERY, "" },
	[QC_CHECKED] = { "checked", "drift", EVERY, "" },
	[QC_STAMP] = { "stamp", "stamp", "", "" },
	[QC_MISSING] = { "missing", "", "n", "n" },
};

const char *
qcrules_test(enum qc_kind k)
{
	return tests[k].name;
}

static bool
among(const char *words, struct sv word)
{
	struct sv rest = sv_of(words), w;

	while (sv_word(&rest, &w)) {
		if (sv_same(w, word))
			return true;
	}
	return false;
}

/* --- one rule ---------------------------------------------------------------------------------- */

struct binder {
	const struct qcrules_spec *s;
	struct qcrules		*r;
	const struct qcrule	*rule;
	struct qccheck		 c;
	uint64_t		 given;		/* bits of params */
	bool			 absent;	/* an item or column it needs is not there, or it is for another interval */
};

static _Noreturn void
wrong(const struct binder *b, int column, const char *what, struct sv text)
{
	const struct qcrule *r = b->rule;

	diag_refuse(b->s->d, &(struct place){ r->file == NULL ? "qc_rules" : r->file, r->line, qcrules_columns[column] },
	    _("rule %s: %s: '%.*s'"), r->cell[C_RULE], what, (int)text.n, text.p);
}

static int
item_named(const struct binder *b, struct sv name)
{
	const struct columns *c = b->s->cols;

	for (size_t i = 0; c != NULL && i < c->n; i++) {
		if (sv_is(name, c->v[i].name) || (c->v[i].stat.n == 0 && sv_is(name, c->v[i].item->name)))
			return (int)i;
	}
	return -1;
}

/* "NO*1.53,NO2": other items, each with a factor. */
static void
read_items(struct binder *b, struct sv v)
{
	struct qc_test *t = &b->c.test;
	struct sv part;

	while (sv_split(&v, ',', &part)) {
		const char *star = memchr(part.p, '*', part.n);
		const struct sv name = { part.p, star == NULL ? part.n : (size_t)(star - part.p) };
		struct dec f = dec_int(1);
		int k;

		if (t->nparts == QC_PARTS)
			wrong(b, C_PARAMETERS, _("too many items"), part);
		if (star != NULL && !dec_parse((struct sv){ star + 1, part.n - name.n - 1 }, &f))
			wrong(b, C_PARAMETERS, _("no factor"), part);
		k = item_named(b, name);
		b->absent = b->absent || k < 0;
		t->part[t->nparts] = k < 0 ? 0 : (size_t)k;
		t->factor[t->nparts++] = qc_of(f);
	}
}

/* "22-6" as bits of the hours that end at 22, 23, ..., 6; the hour that ends at midnight is 24. */
static uint32_t
read_hours(const struct binder *b, struct sv v)
{
	const char *dash = memchr(v.p, '-', v.n);
	struct dec from, to;
	uint32_t bits = 0;

	if (dash == NULL || !dec_parse((struct sv){ v.p, (size_t)(dash - v.p) }, &from) ||
	    !dec_parse((struct sv){ dash + 1, v.n - (size_t)(dash - v.p) - 1 }, &to) || from.scale != 0 || to.scale != 0 ||
	    from.m < 1 || from.m > 24 || to.m < 1 || to.m > 24)
		wrong(b, C_PARAMETERS, _("hours are like 22-6, from 1 to 24"), v);
	for (int64_t h = from.m;; h = h % 24 + 1) {
		bits |= UINT32_C(1) << h;
		if (h == to.m)
			return bits;
	}
}

static int
read_word(const struct binder *b, struct sv v, const char *words)
{
	struct sv rest = sv_of(words), w;

	for (int i = 0; sv_word(&rest, &w); i++) {
		if (sv_same(w, v))
			return i;
	}
	wrong(b, C_PARAMETERS, words, v);
}

static void
set_param(struct binder *b, const struct param *p, struct sv v)
{
	struct qc_test *t = &b->c.test;
	int64_t sec;
	struct dec x;
	long n;

	switch (p->kind) {
	case P_NUMBER:
		if (!dec_parse(v, &x) || !dec_has(x))
			wrong(b, C_PARAMETERS, _("no number"), v);
		*(int64_t *)(void *)((char *)t + p->at) = qc_of(x);
		break;
	case P_COUNT:
		if (!dec_parse(v, &x) || !dec_has(x) || x.scale != 0 || (n = (long)x.m) < 1 || n > QC_WINDOW_MAX)
			wrong(b, C_PARAMETERS, _("no count from 1 to 1024"), v);
		*(int *)(void *)((char *)t + p->at) = (int)n;
		break;
	case P_SPAN:
		if (!civil_span(v, &sec))
			wrong(b, C_PARAMETERS, _("no duration such as 6h, 30min or 2d"), v);
		if (sec / b->s->interval > QC_WINDOW_MAX / 2)
			wrong(b, C_PARAMETERS, _("longer than 512 intervals"), v);
		*(int *)(void *)((char *)t + p->at) = (int)((sec + b->s->interval - 1) / b->s->interval);
		break;
	case P_METHOD:
		t->method = (enum qc_method)read_word(b, v, "peak average differential z mad grubbs std span");
		break;
	case P_DIRECTION:
		t->direction = (enum qc_direction)read_word(b, v, "both up down");
		break;
	case P_ITEMS:
		read_items(b, v);
		break;
	case P_HOURS:
		b->c.hours = read_hours(b, v);
		break;
	case P_INTERVAL:
		if (!civil_span(v, &sec))
			wrong(b, C_PARAMETERS, _("no duration such as 6h, 30min or 2d"), v);
		b->absent = b->absent || sec != b->s->interval;
		break;
	case P_MARK:
		b->c.both = read_word(b, v, "one both") == 1;
		break;
	case P_LONE:
		t->lone_good = read_word(b, v, "none good") == 1;
		break;
	}
}

static void
read_params(struct binder *b)
{
	const struct testdef *def = &tests[b->c.test.kind];
	struct sv rest = sv_of(b->rule->cell[C_PARAMETERS]), word;
	const size_t n = sizeof(params) / sizeof(params[0]);

	while (sv_word(&rest, &word)) {
		const char *eq = memchr(word.p, '=', word.n);
		const struct sv name = { word.p, eq == NULL ? word.n : (size_t)(eq - word.p) };
		size_t i;

		for (i = 0; i < n && !sv_is(name, params[i].name); i++)
			;
		if (eq == NULL || i == n || !among(def->takes, name))
			wrong(b, C_PARAMETERS, _("not a parameter of this test"), word);
		if (b->given >> i & 1)
			wrong(b, C_PARAMETERS, _("told twice"), word);
		b->given |= UINT64_C(1) << i;
		set_param(b, &params[i], (struct sv){ eq + 1, word.n - name.n - 1 });
	}
	rest = sv_of(def->needs);
	while (sv_word(&rest, &word)) {
		for (size_t i = 0; i < n; i++) {
			if (sv_is(word, params[i].name) && (b->given >> i & 1) == 0)
				wrong(b, C_PARAMETERS, _("this parameter is needed"), word);
		}
	}
}

static enum qc_kind
kind_of(const struct binder *b)
{
	for (size_t k = 0; k < QC_NKIND; k++) {
		if (strcmp(tests[k].name, b->rule->cell[C_TEST]) == 0)
			return (enum qc_kind)k;
	}
	wrong(b, C_TEST, _("no such test"), sv_of(b->rule->cell[C_TEST]));
}

static void
read_severity(struct binder *b)
{
	const char *s = b->rule->cell[C_SEVERITY];

	if (s[0] < 'A' || s[0] > 'C' || (s[1] != '\0' && (s[1] != '/' || s[2] < 'A' || s[2] > 'C' || s[3] != '\0')))
		wrong(b, C_SEVERITY, _("A, B, C, B/A or off"), sv_of(s));
	b->c.severity[0] = s[0];
	b->c.severity[1] = s[1] == '/' ? s[2] : s[0];
}

static void
read_when(struct binder *b)
{
	struct qcrules *r = b->r;
	const char *text = b->rule->cell[C_WHEN];
	struct expr *e;

	b->c.when = -1;
	if (text[0] == '\0') {
		if (b->c.test.kind == QC_CONDITION)
			wrong(b, C_WHEN, _("this parameter is needed"), sv_of("when"));
		return;
	}
	for (size_t i = 0; i < r->nwhen; i++) {
		if (strcmp(r->when_text[i], text) == 0) {
			b->c.when = (int)i;
			return;
		}
	}
	e = b->s->in == NULL ? NULL : expr_parse_if(b->s->d, text, b->s->in);
	if (e == NULL) {
		b->absent = true;
		return;
	}
	if (r->nwhen == 64)
		wrong(b, C_WHEN, _("over 64 conditions"), sv_of(text));
	r->when = mem_grow(r->when, &r->whencap, r->nwhen + 1, sizeof(*r->when));
	r->when_text = mem_grow(r->when_text, &r->textcap, r->nwhen + 1, sizeof(*r->when_text));
	r->when_text[r->nwhen] = mem_dup(text);
	r->when[r->nwhen] = e;
	b->c.when = (int)r->nwhen++;
}

static void
read_stations(struct binder *b)
{
	struct sv rest = sv_of(b->rule->cell[C_STATION]), word;

	while (sv_word(&rest, &word)) {
		if (!sv_is(word, "*"))
			(void)map_put(&b->c.stations, word);
	}
}

static void
defaults(struct qc_test *t, int64_t interval)
{
	const int64_t floor = t->kind == QC_RATE ? QC_NONE : 0;

	*t = (struct qc_test){ .kind = t->kind, .item = t->item, .min = QC_NONE, .max = t->kind == QC_NEGATIVE ? 0 : QC_NONE,
		.fail_min = QC_NONE, .fail_max = QC_NONE, .above = QC_NONE, .below = QC_NONE, .floor = floor, .fail = QC_NONE,
		.k = QC_NONE, .percent = QC_NONE, .step = interval };
}

/* The rule for item column i. */
static void
bind_item(struct qcrules *r, const struct qcrules_spec *s, struct qcrule *rule, size_t i)
{
	struct binder b = { .s = s, .r = r, .rule = rule };

	b.c.rule = rule;
	b.c.test.kind = kind_of(&b);
	b.c.test.item = i;
	defaults(&b.c.test, s->interval);
	read_params(&b);
	read_severity(&b);
	read_when(&b);
	if (b.absent)
		return;
	read_stations(&b);
	b.c.code = tests[b.c.test.kind].code;
	b.c.ahead = qc_ahead(&b.c.test);
	b.c.alone = b.c.test.kind != QC_NEIGHBOUR && b.c.test.kind != QC_STAMP &&
	    (b.c.test.kind != QC_CLIMATE || s->has_history) && (b.c.test.kind != QC_CHECKED || s->has_checks);
	b.c.told = b.c.hours != 0 || b.c.when >= 0 || b.c.test.kind == QC_SHAPE || b.c.test.kind == QC_CLIMATE ||
	    b.c.test.kind == QC_CONDITION || b.c.test.kind == QC_CHECKED;
	r->check = mem_grow(r->check, &r->checkcap, r->ncheck + 1, sizeof(*r->check));
	r->check[r->ncheck++] = b.c;
	rule->nbound++;
	r->back = qc_back(&b.c.test) > r->back ? qc_back(&b.c.test) : r->back;
	r->reach = qc_reach(&b.c.test) > r->reach ? qc_reach(&b.c.test) : r->reach;
}

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
	return strcmp(rule->cell[C_ITEM], "*") == 0 ? v->stat.n == 0 : among(rule->cell[C_ITEM], sv_of(v->name)) ||
	    (v->stat.n == 0 && among(rule->cell[C_ITEM], sv_of(v->item->name)));
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
			r->check[k].bit = (unsigned int)(k - r->first[i]);
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

	if (c->told || c->stations.n > 0 || t->gap > 0 || t->lone_good)
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
				bind_item(r, s, rule, i);
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

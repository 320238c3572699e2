#include <stdlib.h>

#include "alertrule.h"
#include "csvin.h"
#include "csvout.h"
#include "mem.h"

const char *const alert_test_name[ALERT_NTEST] = { "limit", "class", "jump", "multiple", "change", "several", "missing",
	"silent", "episode" };
static const char *const col_name[ALERT_NCOL] = { "rule", "item", "station", "test", "parameters", "level", "hold", "clear",
	"source", "confidence", "on" };

#define LARGEST	INT64_C(1000000000000)	/* of a parameter without its point: products stay exact */

/* Of a parameter: its word, the tests that take it (bits), and those that need it. */
#define T(t) (1u << ALERT_ ## t)
static const struct param {
	const char	*key;
	unsigned int	 may, must;
} param[] = {
	{ "above", T(LIMIT), 0 },
	{ "below", T(LIMIT), 0 },
	{ "margin", T(LIMIT) | T(CLASS) | T(JUMP) | T(MULTIPLE), 0 },
	{ "target", T(CLASS) | T(MULTIPLE), 0 },
	{ "water", T(CLASS) | T(JUMP) | T(MULTIPLE), 0 },
	{ "worse", T(CLASS), T(CLASS) },
	{ "steps", T(JUMP), T(JUMP) },
	{ "last", T(JUMP), T(JUMP) },
	{ "stat", T(JUMP), T(JUMP) },
	{ "least", T(JUMP) | T(EPISODE), T(JUMP) | T(EPISODE) },
	{ "n", T(CHANGE), T(CHANGE) },
	{ "k", T(CHANGE), T(CHANGE) },
	{ "percent", T(CHANGE), T(CHANGE) },
	{ "floor", T(CHANGE), 0 },
	{ "of", T(MULTIPLE), T(MULTIPLE) },
	{ "times", T(MULTIPLE), T(MULTIPLE) },
	{ "per", T(MULTIPLE), 0 },
	{ "items", T(SEVERAL), T(SEVERAL) },
	{ "within", T(SEVERAL), T(SEVERAL) },
	{ "for", T(MISSING) | T(SILENT), T(MISSING) | T(SILENT) },
	{ "due", T(SILENT), T(SILENT) },
	{ "mean", T(EPISODE), T(EPISODE) },
	{ "without", T(EPISODE), 0 },
	{ "blue", T(EPISODE), 0 },
	{ "yellow", T(EPISODE), 0 },
	{ "orange", T(EPISODE), 0 },
	{ "red", T(EPISODE), 0 },
	{ "gap", T(LIMIT) | T(CLASS) | T(JUMP) | T(MULTIPLE) | T(CHANGE) | T(EPISODE), 0 },
};
#define NPARAM (sizeof(param) / sizeof(param[0]))

static _Noreturn void
refuse(struct diag *d, const struct alertrule *r, enum alert_col c, struct sv text)
{
	const struct place at = { r->file == NULL ? "alerts" : r->file, r->line, col_name[c] };
	struct sbuf q = { 0 };

	str_quote(&q, text);
	diag_refuse(d, &at, _("rule %s: '%s' can't be used here"), r->cell[ALERT_RULE], q.p);
}

static bool
number(struct sv v, struct dec *x)
{
	return dec_parse(v, x) && dec_has(*x) && x->cens == 0 && x->scale <= 6 && x->m <= LARGEST && x->m >= -LARGEST;
}

/* A positive number that is not so large or fine that products with cells leave their range. */
static bool
factor(struct sv v, struct dec *x)
{
	return number(v, x) && x->m > 0 && x->m < 1000000;
}

static bool
whole(struct sv v, size_t max, size_t *n)
{
	struct dec x;

	if (!number(v, &x) || x.scale != 0 || x.m < 1 || x.m > (int64_t)max)
		return false;
	*n = (size_t)x.m;
	return true;
}

static bool
small(struct sv v, int *n)
{
	size_t k;

	if (!whole(v, 5, &k))
		return false;
	*n = (int)k;
	return true;
}

static bool
set_margin(struct alertrule *r, struct sv v)
{
	r->margin_percent = v.n > 0 && v.p[v.n - 1] == '%';
	v.n -= r->margin_percent;
	return number(v, &r->margin) && r->margin.m >= 0 && r->margin.m < 1000000;
}

static bool
set_of(struct alertrule *r, struct sv v)
{
	static const char grade[] = "grade";

	r->of = ALERT_OF_TARGET;
	if (sv_is(v, "target"))
		return true;
	r->of = ALERT_OF_CLASS;
	if (v.n > sizeof(grade) - 1 && memcmp(v.p, grade, sizeof(grade) - 1) == 0) {
		r->of = ALERT_OF_GRADE;
		v.p += sizeof(grade) - 1;
		v.n -= sizeof(grade) - 1;
	}
	return small(v, &r->of_n) && (r->of == ALERT_OF_CLASS || r->of_n <= 2);
}

/* Sets one parameter; false where its value can't be used. */
static bool
set(struct alertrule *r, const char *key, struct sv v)
{
	for (enum episode_grade g = EPISODE_BLUE; g < EPISODE_N; g++) {
		if (strcmp(key, episode_name[g]) == 0)
			return episode_parse(&r->episode, g, v);
	}
	switch (key[0]) {
	case 'a':
		return number(v, &r->above);
	case 'b':
		return number(v, &r->below);
	case 'd':
		r->due_registry = sv_is(v, "registry");
		return r->due_registry || sv_is(v, "seen");
	case 'f':
		return key[1] == 'o' ? civil_span(v, &r->span) : number(v, &r->floor);
	case 'g':
		return civil_span(v, &r->alarm.gap);
	case 'i':
		return whole(v, 100, &r->n);
	case 'k':
		return factor(v, &r->k);
	case 'l':
		return strcmp(key, "last") == 0 ? civil_span(v, &r->last) : whole(v, 2000, &r->least);
	case 'm':
		return strcmp(key, "mean") == 0 ? civil_span(v, &r->span) : set_margin(r, v);
	case 'n':
		return whole(v, 2000, &r->n);
	case 'o':
		return set_of(r, v);
	case 'p':
		if (strcmp(key, "percent") == 0)
			return factor(v, &r->percent);
		r->per = mem_ndup(v.p, v.n);
		return v.n > 0;
	case 's':
		if (strcmp(key, "steps") == 0)
			return small(v, &r->steps);
		r->mean = sv_is(v, "mean");
		return r->mean || sv_is(v, "median");
	case 't':
		if (strcmp(key, "times") == 0)
			return factor(v, &r->times);
		r->target = water_class_parse(v);
		return r->target > 0 && r->target < WATERLIMIT_WORST;
	default:
		if (strcmp(key, "without") == 0) {
			r->without = mem_ndup(v.p, v.n);
			return v.n > 0;
		}
		if (strcmp(key, "within") == 0)
			return civil_span(v, &r->span);
		if (strcmp(key, "worse") == 0)
			return small(v, &r->steps);
		r->water = water_body_of(v);
		return r->water == WATER_RIVER || r->water == WATER_LAKE;
	}
}

static const struct param *
param_of(struct sv key)
{
	for (size_t i = 0; i < NPARAM; i++) {
		if (sv_is(key, param[i].key))
			return &param[i];
	}
	return NULL;
}

static void
read_parameters(struct diag *d, struct alertrule *r)
{
	const struct place at = { r->file == NULL ? "alerts" : r->file, r->line, col_name[ALERT_PARAMETERS] };
	struct sv rest = sv_of(r->cell[ALERT_PARAMETERS]), word;
	uint64_t seen = 0;

	while (sv_word(&rest, &word)) {
		struct sv v = word, key;
		const struct param *p;

		(void)sv_split(&v, '=', &key);
		p = param_of(key);
		if (p == NULL || (p->may & 1u << r->test) == 0 || (seen & UINT64_C(1) << (p - param)) != 0 || v.p == NULL ||
		    !set(r, p->key, v))
			refuse(d, r, ALERT_PARAMETERS, word);
		seen |= UINT64_C(1) << (p - param);
	}
	for (size_t i = 0; i < NPARAM; i++) {
		if ((param[i].must & 1u << r->test) != 0 && (seen & UINT64_C(1) << i) == 0)
			diag_refuse(d, &at, _("rule %s: test %s needs %s="), r->cell[ALERT_RULE], r->cell[ALERT_TESTCOL], param[i].key);
	}
	if ((r->test == ALERT_LIMIT && !dec_has(r->above) && !dec_has(r->below)) || (r->test == ALERT_EPISODE && r->episode.n == 0))
		diag_refuse(d, &at, _("rule %s: no threshold"), r->cell[ALERT_RULE]);
	if (r->margin_percent ? r->margin.m >= 100 * (int64_t)dec_pow10(r->margin.scale) : dec_has(r->margin) && r->test != ALERT_LIMIT)
		refuse(d, r, ALERT_PARAMETERS, sv_of("margin"));
	r->episode.gap = r->alarm.gap;
}

static void
read_rule(struct diag *d, struct alertrule *r)
{
	struct sv cell;

	r->test = 0;
	while (r->test < ALERT_NTEST && strcmp(r->cell[ALERT_TESTCOL], alert_test_name[r->test]) != 0)
		r->test++;
	if (r->test == ALERT_NTEST)
		refuse(d, r, ALERT_TESTCOL, sv_of(r->cell[ALERT_TESTCOL]));
	r->on = strcmp(r->cell[ALERT_ON], "yes") == 0;
	if (!r->on && strcmp(r->cell[ALERT_ON], "no") != 0)
		refuse(d, r, ALERT_ON, sv_of(r->cell[ALERT_ON]));
	cell = sv_of(r->cell[ALERT_ITEM]);
	if (sv_trim(cell).n == 0)
		refuse(d, r, ALERT_ITEM, cell);
	cell = sv_of(r->cell[ALERT_HOLD]);
	if (!alarm_hold_parse(cell, &r->alarm.hold))
		refuse(d, r, ALERT_HOLD, cell);
	cell = sv_of(r->cell[ALERT_CLEARCOL]);
	if (!alarm_hold_parse(cell, &r->alarm.clear))
		refuse(d, r, ALERT_CLEARCOL, cell);
	/* The stamp of a silence is its deadline: no further stamp comes to be counted. */
	if (r->test == ALERT_SILENT && (r->alarm.hold.span || r->alarm.hold.n != 1))
		refuse(d, r, ALERT_HOLD, sv_of(r->cell[ALERT_HOLD]));
	read_parameters(d, r);
}

/* The rule of that name, or a new one at the end. */
static struct alertrule *
place_of(struct alertrules *rules, struct diag *d, const char *name, const char *file, unsigned long line)
{
	size_t i;

	for (i = 0; i < rules->n && strcmp(rules->v[i].cell[ALERT_RULE], name) != 0; i++)
		;
	if (i < rules->n && file != NULL && rules->v[i].file == file)
		diag_refuse(d, &(struct place){ file, line, col_name[ALERT_RULE] }, _("rule %s stands there twice"), name);
	if (i == rules->n) {
		rules->v = mem_grow(rules->v, &rules->cap, rules->n + 1, sizeof(*rules->v));
		rules->n++;
	} else {
		free((void *)(uintptr_t)rules->v[i].per);
		free((void *)(uintptr_t)rules->v[i].without);
	}
	rules->v[i] = (struct alertrule){ .file = file, .line = line };
	return &rules->v[i];
}

static void
read_file(struct alertrules *rules, struct diag *d, const char *file)
{
	struct csvin *in = csvin_open_table(d, file);
	size_t col[ALERT_NCOL];

	for (size_t c = 0; c < ALERT_NCOL; c++)
		col[c] = csvin_need(in, col_name[c]);
	while (csvin_next(in)) {
		const struct sv id = csvin_field(in, col[ALERT_RULE]);
		char *name = mem_ndup(id.p, id.n);
		struct alertrule *r = place_of(rules, d, name, file, in->line);

		free(name);
		for (size_t c = 0; c < ALERT_NCOL; c++)
			r->cell[c] = mem_ndup(csvin_field(in, col[c]).p, csvin_field(in, col[c]).n);
		if (id.n == 0)
			refuse(d, r, ALERT_RULE, id);
		read_rule(d, r);
	}
	csvin_close(in);
}

void
alertrules_read(struct alertrules *rules, struct diag *d, const struct tables *tabs, const char *file)
{
	const struct table *t = table_get(tabs, "alerts");

	*rules = (struct alertrules){ 0 };
	for (size_t i = 0; i < t->nrow; i++) {
		struct alertrule *r = place_of(rules, d, table_at(t, i, table_col(t, "rule")), NULL, 0);

		for (size_t c = 0; c < ALERT_NCOL; c++)
			r->cell[c] = table_at(t, i, table_col(t, col_name[c]));
		read_rule(d, r);
	}
	if (file != NULL)
		read_file(rules, d, file);
}

void
alertrules_release(struct alertrules *rules)
{
	for (size_t i = 0; i < rules->n; i++) {
		struct alertrule *r = &rules->v[i];

		free((void *)(uintptr_t)r->per);
		free((void *)(uintptr_t)r->without);
		for (size_t c = 0; r->file != NULL && c < ALERT_NCOL; c++)
			free((void *)(uintptr_t)r->cell[c]);
	}
	free(rules->v);
}

void
alertrules_print(const struct alertrules *rules, struct diag *d)
{
	struct csvout *out = csvout_open(d, NULL, false);

	for (size_t c = 0; c < ALERT_NCOL; c++)
		csvout_text(out, col_name[c]);
	csvout_end(out);
	for (size_t i = 0; i < rules->n; i++) {
		for (size_t c = 0; c < ALERT_NCOL; c++)
			csvout_text(out, rules->v[i].cell[c]);
		csvout_end(out);
	}
	csvout_close(out);
}

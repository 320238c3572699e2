#include <stdlib.h>

#include "civil.h"
#include "mem.h"
#include "qcrules_own.h"

/* --- what parameters there are ----------------------------------------------------------------- */

enum param_kind { P_NUMBER, P_COUNT, P_SPAN, P_METHOD, P_DIRECTION, P_ITEMS, P_VALUES, P_CALENDAR, P_BY, P_INTERVAL, P_MARK, P_LONE,
	P_YES };

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
	{ "hours", P_CALENDAR, QCCALENDAR_HOURS }, { "weekdays", P_CALENDAR, QCCALENDAR_WEEKDAYS },
	{ "days", P_CALENDAR, QCCALENDAR_DAYS }, { "weeks", P_CALENDAR, QCCALENDAR_WEEKS },
	{ "months", P_CALENDAR, QCCALENDAR_MONTHS }, { "quarters", P_CALENDAR, QCCALENDAR_QUARTERS }, { "calendar", P_BY, 0 },
	{ "interval", P_INTERVAL, 0 }, { "mark", P_MARK, 0 }, { "lone", P_LONE, 0 }, { "values", P_VALUES, 0 },
	{ "run", P_COUNT, offsetof(struct qc_test, run) }, { "signed", P_YES, offsetof(struct qc_test, is_signed) },
	{ "whole", P_YES, offsetof(struct qc_test, whole) }, { "cells", P_YES, offsetof(struct qc_test, cells) },
	{ "near", P_NUMBER, offsetof(struct qc_test, near) }, { "lag", P_SPAN, offsetof(struct qc_test, lag) },
	{ "coded", P_YES, offsetof(struct qc_test, coded) },
};

/* Words of method, in the order of enum qc_method. */
static const char method_words[] = "peak average differential z mad grubbs score stream std span";

#define EVERY	" hours weekdays days weeks months quarters calendar interval lone"
#define RUN	EVERY " run"

static const struct testdef {
	const char	*name, *code, *takes, *needs, *methods;
} tests[QC_NKIND] = {
	[QC_RANGE] = { "range", "range", "min max fail_min fail_max above below" RUN, "" },
	[QC_NEGATIVE] = { "negative", "negative", "max fail_min" EVERY, "fail_min" },
	[QC_CONSTANT] = { "constant", "flat", "n fail_n above tolerance gap" EVERY, "n" },
	[QC_FLAT] = { "flat", "flat", "window fail_window tolerance" EVERY, "window tolerance" },
	[QC_SPIKE] = { "spike", "spike", "floor fail k window least gap method direction above below" EVERY, "floor",
		"peak average differential" },
	[QC_RATE] = { "rate", "rate", "max floor percent n gap direction above" RUN, "" },
	[QC_STEP] = { "step", "step", "n k floor least gap near" EVERY, "n k floor" },
	[QC_JUMP] = { "jump", "jump", "window k percent floor least above" EVERY, "window k percent" },
	[QC_PAIR] = { "pair", "inversion", "other tolerance percent fail_n mark direction" EVERY, "other" },
	[QC_RATIO] = { "ratio", "ratio", "other min max floor" EVERY, "other" },
	[QC_SUM] = { "sum", "balance", "parts tolerance percent" EVERY, "parts" },
	[QC_SATURATION] = { "saturation", "saturation", "other min max" EVERY, "other" },
	[QC_CLIMATE] = { "climate", "climate", "percent floor" EVERY, "" },
	[QC_OUTLIER] = { "outlier", "outlier", "method window least k floor min max signed above below" RUN, "method",
		"z mad grubbs score stream" },
	[QC_ATTENUATED] = { "attenuated", "attenuated", "method window least min fail_min whole" RUN, "method min", "std span" },
	[QC_ISOLATED] = { "isolated", "isolated", "n window" EVERY, "n window" },
	[QC_DRIFT] = { "drift", "drift", "other window least max" EVERY, "other window max" },
	[QC_SHAPE] = { "shape", "shape", "min above first last least" EVERY, "least" },
	[QC_NEIGHBOUR] = { "neighbour", "neighbour", "k floor n least" EVERY, "k floor" },
	[QC_CLOCK] = { "clock", "clock", "window lag floor n least" EVERY, "window lag floor" },
	[QC_CONDITION] = { "condition", "condition", EVERY, "" },
	[QC_CHECKED] = { "checked", "drift", EVERY, "" },
	[QC_STAMP] = { "stamp", "stamp", "", "" },
	[QC_MISSING] = { "missing", "", "n cells coded", "n" },
	[QC_INCREMENT] = { "increment", "rate", "n min max fail_min fail_max signed above below" RUN, "" },
	[QC_DELTA] = { "delta", "delta", "window min max direction" RUN, "window" },
	[QC_VALUE] = { "value", "mark", "values" RUN, "values" },
};

static int64_t
days_of(int64_t sec)
{
	return sec >= 0 ? sec / CIVIL_DAY : -((-sec + CIVIL_DAY - 1) / CIVIL_DAY);
}

bool
qccalendar_holds(const struct qccalendar *c, int64_t sec)
{
	const int64_t day = c->by_clock ? days_of(sec) : civil_hour_day(sec);
	const struct ymd d = civil_ymd(day);
	/* the ISO week is that of its Thursday */
	const int64_t thursday = day + 4 - civil_weekday(day);
	const int at[] = { (int)((sec - day * CIVIL_DAY - (c->by_clock ? 0 : 1)) / CIVIL_HOUR) + !c->by_clock, civil_weekday(day),
		(int)(day - civil_days(d.y, 1, 1)) + 1, (int)(thursday - civil_days(civil_ymd(thursday).y, 1, 1)) / 7 + 1, d.m,
		(d.m + 2) / 3 };

	for (size_t u = 0; u < QCCALENDAR_N; u++) {
		const bool over = c->from[u] > c->to[u];

		if ((c->asked >> u & 1) != 0 && (over ? at[u] < c->from[u] && at[u] > c->to[u] : at[u] < c->from[u] || at[u] > c->to[u]))
			return false;
	}
	return true;
}

const char *
qcrules_test(enum qc_kind k)
{
	return tests[k].name;
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

/* "-999,9999": what counts as a mark. */
static void
read_values(struct binder *b, struct sv v)
{
	struct qc_test *t = &b->c.test;
	struct sv part;
	struct dec x;

	while (sv_split(&v, ',', &part)) {
		if (!dec_parse(part, &x) || !dec_has(x))
			wrong(b, C_PARAMETERS, _("no number"), part);
		if (t->nparts == QC_PARTS)
			wrong(b, C_PARAMETERS, _("over 8 values"), part);
		t->factor[t->nparts++] = qc_of(x);
	}
}

/* "22-6": from 22 over the end to 6; "4": 4 alone. */
static void
read_calendar(struct binder *b, enum qccalendar_unit u, struct sv v)
{
	static const char *const why[] = { N_("hours are like 22-6, from 1 to 24"), N_("weekdays are like 6-7, from 1 (Monday) to 7"),
		N_("days are like 60-61, from 1 to 366"), N_("weeks are like 52-1, from 1 to 53"),
		N_("months are like 11-2, from 1 to 12"), N_("quarters are like 4-1, from 1 to 4") };
	static const int most[] = { 24, 7, 366, 53, 12, 4 };
	const char *dash = memchr(v.p, '-', v.n);
	const size_t n = dash == NULL ? v.n : (size_t)(dash - v.p);
	struct dec from, to;

	if (!dec_parse((struct sv){ v.p, n }, &from) || !dec_has(from) || from.scale != 0)
		from.m = -1;
	to = from;
	if (dash != NULL && (!dec_parse((struct sv){ dash + 1, v.n - n - 1 }, &to) || !dec_has(to) || to.scale != 0))
		to.m = -1;
	if (from.m < (u != QCCALENDAR_HOURS) || to.m < (u != QCCALENDAR_HOURS) || from.m > most[u] || to.m > most[u])
		wrong(b, C_PARAMETERS, _(why[u]), v);
	b->c.calendar.from[u] = (int)from.m;
	b->c.calendar.to[u] = (int)to.m;
	b->c.calendar.asked |= 1U << u;
}

/* "6h" as intervals; "3rows", where rows make the places. */
static int
read_span(const struct binder *b, struct sv v)
{
	struct dec x;
	int64_t sec;

	if (v.n > 4 && memcmp(v.p + v.n - 4, "rows", 4) == 0) {
		if (!b->s->by_row)
			wrong(b, C_PARAMETERS, _("rows are counted with --places row alone"), v);
		if (!dec_parse((struct sv){ v.p, v.n - 4 }, &x) || !dec_has(x) || x.scale != 0 || x.m < 1 || x.m > QC_WINDOW_MAX / 2)
			wrong(b, C_PARAMETERS, _("no number of rows from 1 to 512"), v);
		return (int)x.m;
	}
	if (!civil_span(v, &sec))
		wrong(b, C_PARAMETERS, _("no duration such as 6h, 30min or 2d"), v);
	if (sec / b->s->interval > QC_WINDOW_MAX / 2)
		wrong(b, C_PARAMETERS, _("longer than 512 intervals"), v);
	return (int)((sec + b->s->interval - 1) / b->s->interval);
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
		*(int *)(void *)((char *)t + p->at) = read_span(b, v);
		break;
	case P_METHOD:
		if (!qcrules_among(tests[t->kind].methods, v))
			wrong(b, C_PARAMETERS, tests[t->kind].methods, v);
		t->method = (enum qc_method)read_word(b, v, method_words);
		break;
	case P_DIRECTION:
		t->direction = (enum qc_direction)read_word(b, v, "both up down");
		break;
	case P_ITEMS:
		read_items(b, v);
		break;
	case P_VALUES:
		read_values(b, v);
		break;
	case P_CALENDAR:
		read_calendar(b, (enum qccalendar_unit)p->at, v);
		break;
	case P_BY:
		b->c.calendar.by_clock = read_word(b, v, "ending clock") == 1;
		break;
	case P_YES:
		*(bool *)((char *)t + p->at) = read_word(b, v, "no yes") == 1;
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
need(const struct binder *b, const char *names)
{
	struct sv rest = sv_of(names), word;

	while (sv_word(&rest, &word)) {
		for (size_t i = 0; i < sizeof(params) / sizeof(params[0]); i++) {
			if (sv_is(word, params[i].name) && (b->given >> i & 1) == 0)
				wrong(b, C_PARAMETERS, _("this parameter is needed"), word);
		}
	}
}

/* Hours by their end are 1 to 24, by the clock 0 to 23. */
static void
check_hours(const struct binder *b)
{
	const struct qccalendar *c = &b->c.calendar;
	const int from = c->from[QCCALENDAR_HOURS], to = c->to[QCCALENDAR_HOURS];

	if ((c->asked >> QCCALENDAR_HOURS & 1) == 0)
		return;
	if (!c->by_clock && (from == 0 || to == 0))
		wrong(b, C_PARAMETERS, _("hours are like 22-6, from 1 to 24"), sv_of("0"));
	if (c->by_clock && (from == 24 || to == 24))
		wrong(b, C_PARAMETERS, _("hours of calendar=clock are like 22-5, from 0 to 23"), sv_of("24"));
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
		if (eq == NULL || i == n || !qcrules_among(def->takes, name))
			wrong(b, C_PARAMETERS, _("not a parameter of this test"), word);
		if (b->given >> i & 1)
			wrong(b, C_PARAMETERS, _("told twice"), word);
		b->given |= UINT64_C(1) << i;
		set_param(b, &params[i], (struct sv){ eq + 1, word.n - name.n - 1 });
	}
	need(b, def->needs);
	if (b->c.test.kind == QC_OUTLIER)
		need(b, b->c.test.method == QC_GRUBBS ? "k window" : b->c.test.method == QC_STREAM ? "window" :
		    b->c.test.method == QC_SCORE ? "" : "k");
	if (b->c.test.kind == QC_CLOCK && b->c.test.least == 0)
		b->c.test.least = b->c.test.window * 3 / 5;
	check_hours(b);
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
		.k = QC_NONE, .percent = QC_NONE, .near = QC_NONE, .n = t->kind == QC_CLOCK, .step = interval };
}

void
qcrules_bind(struct qcrules *r, const struct qcrules_spec *s, struct qcrule *rule, size_t i)
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
	b.c.series = (b.c.test.kind == QC_OUTLIER || b.c.test.kind == QC_ATTENUATED) && b.c.test.window == 0;
	b.c.alone = b.c.test.kind != QC_NEIGHBOUR && b.c.test.kind != QC_CLOCK && b.c.test.kind != QC_STAMP &&
	    ((b.c.test.kind != QC_CLIMATE && !b.c.series) || s->has_history) && (b.c.test.kind != QC_CHECKED || s->has_checks);
	b.c.told = b.c.calendar.asked != 0 || b.c.when >= 0 || b.c.series || b.c.test.kind == QC_SHAPE || b.c.test.kind == QC_CLIMATE ||
	    b.c.test.kind == QC_CONDITION || b.c.test.kind == QC_CHECKED;
	r->check = mem_grow(r->check, &r->checkcap, r->ncheck + 1, sizeof(*r->check));
	r->check[r->ncheck++] = b.c;
	rule->nbound++;
	if (b.c.test.kind == QC_CLOCK && !s->has_neighbours)
		return;
	r->back = qc_back(&b.c.test) > r->back ? qc_back(&b.c.test) : r->back;
	r->reach = qc_reach(&b.c.test) > r->reach ? qc_reach(&b.c.test) : r->reach;
}

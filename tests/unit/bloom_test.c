/*
 * bloom - grades by density (W150 to W157, P103) and by area, the rule for several points, the unit
 * of a density; early warning: each rule, what is missing, days in a row; tables that are wrong.
 */
#include "bloom.h"
#include "bloomrule.h"
#include "tap.h"

static struct dec
dec(const char *s)
{
	struct dec x = { 0 };

	(void)dec_parse(sv_of(s), &x);
	return x;
}

static struct ratio
num(const char *s)
{
	return dec_ratio(dec(s));
}

static const struct { const char *id, *x; int grade; const char *zh; } density[] = {
	{ "W150", "1.9e6", 1, "无水华" }, { "W151", "2.0e6", 2, "无明显水华" }, { "W152", "9.9e6", 2, "无明显水华" },
	{ "W153", "1.0e7", 3, "轻度水华" }, { "W154", "4.9e7", 3, "轻度水华" }, { "W155", "5.0e7", 4, "中度水华" },
	{ "W156", "9.9e7", 4, "中度水华" }, { "W157", "1.0e8", 5, "重度水华" }, { "P103", "2.77e6", 2, "无明显水华" },
	{ "nothing", "0", 1, "无水华" }, { "very much", "1e15", 5, "重度水华" }, { "half a cell below", "1999999.5", 1, "无水华" } };
static const struct { const char *x; int grade; } area[] = { { "0", 1 }, { "0.01", 2 }, { "9.99", 2 }, { "10", 3 },
	{ "29.99", 3 }, { "30", 4 }, { "59.99", 4 }, { "60", 5 }, { "100", 5 } };

static void
check_grades(const struct bloom *b)
{
	for (size_t i = 0; i < sizeof(density) / sizeof(density[0]); i++) {
		const struct band *g = bloom_grade(b, BLOOM_DENSITY, num(density[i].x));

		ok(g != NULL && g->level == density[i].grade && strcmp(g->zh, density[i].zh) == 0, "%s: %s is grade %d",
		    density[i].id, density[i].x, density[i].grade);
	}
	for (size_t i = 0; i < sizeof(area) / sizeof(area[0]); i++)
		ok(bloom_grade(b, BLOOM_AREA, num(area[i].x))->level == area[i].grade, "area %s %% is grade %d", area[i].x,
		    area[i].grade);
	ok(bloom_grade(b, BLOOM_DENSITY, num("-1")) == NULL, "a negative density has no grade");
	ok(bloom_grade(b, BLOOM_AREA, num("100.1")) == NULL, "nor has more than the whole water");
	ok(bloom_grade(b, BLOOM_DENSITY, num("")) == NULL, "nor what is missing");
}

/* n points of each density. */
static struct bloom_water
water(const struct bloom *b, size_t n1, const char *x1, size_t n2, const char *x2)
{
	struct ratio v[64];
	size_t n = 0;

	for (size_t i = 0; i < n1; i++)
		v[n++] = num(x1);
	for (size_t i = 0; i < n2; i++)
		v[n++] = num(x2);
	return bloom_water(b, v, n);
}

static void
check_water(const struct bloom *b)
{
	struct bloom_water w = water(b, 20, "1e6", 1, "1e9");

	ok(w.rule == BLOOM_LOWEST && w.grade->level == 1, "20 of 21 points below the lowest bound: grade 1");
	w = water(b, 19, "1e6", 1, "1e9");
	ok(w.rule == BLOOM_SHARE && w.grade->level == 1, "19 of 20 are 95 %%, not more: by share, grade 1 too");
	w = water(b, 3, "2e7", 1, "0");
	ok(w.rule == BLOOM_SHARE && w.grade->level == 3, "3 of 4 are 75 %%: their grade");
	w = water(b, 2, "2e7", 1, "0");
	ok(w.rule == BLOOM_MEAN && w.grade->level == 3, "2 of 3: the grade of the mean, 13 333 333");
	w = water(b, 1, "2e7", 1, "1e8");
	ok(w.rule == BLOOM_MEAN && w.grade->level == 4, "of 2: of 60 000 000");
	w = water(b, 1, "2e7", 0, "");
	ok(w.rule == BLOOM_SHARE && w.grade->level == 3, "one point is all of them");
	w = water(b, 3, "2e7", 5, "");
	ok(w.rule == BLOOM_SHARE && w.grade->level == 3, "points without a value do not count");
	w = water(b, 2, "", 0, "");
	ok(w.rule == BLOOM_NONE && w.grade == NULL, "none has a value");
}

static void
check_doubt(const struct bloom *b)
{
	ok(bloom_doubt(b, dec("2770"), dec("20")) == BLOOM_TOO_LOW, "2770 with 20 ug/L: 7220 pg a cell");
	ok(bloom_doubt(b, dec("2770000"), dec("20")) == BLOOM_FINE, "2.77e6 with 20 ug/L: 7 pg a cell");
	ok(bloom_doubt(b, dec("2.77e10"), dec("20")) == BLOOM_TOO_HIGH, "2.77e10: too little chlorophyll a cell");
	ok(bloom_doubt(b, dec("40000"), dec("20")) == BLOOM_FINE, "500 pg a cell is not more than 500");
	ok(bloom_doubt(b, dec("0"), dec("20")) == BLOOM_FINE && bloom_doubt(b, dec(""), dec("20")) == BLOOM_FINE &&
	    bloom_doubt(b, dec("2770"), dec("<20")) == BLOOM_FINE, "nothing, missing and censored are not doubted");
}

/* --- early warning ------------------------------------------------------------------------- */

/* "pH_max pH_range DOsat_max Chla Alg_max", - for missing. */
static struct bloom_day
day(int64_t n, const char *text)
{
	static const enum bloom_measure m[] = { BLOOM_PH_MAX, BLOOM_PH_RANGE, BLOOM_DOSAT_MAX, BLOOM_CHLA, BLOOM_ALG_MAX };
	struct bloom_day d = { .day = n };
	struct sv rest = sv_of(text), word;

	for (size_t i = 0; i < 5 && sv_word(&rest, &word); i++) {
		struct dec x = { 0 };

		if (!sv_is(word, "-"))
			(void)dec_parse(word, &x);
		d.v[m[i]] = dec_ratio(x);
	}
	d.v[BLOOM_CHLA_MAX] = d.v[BLOOM_CHLA];
	return d;
}

static const struct { const char *today, *before1, *before2, *before3; int level; const char *name; } warn[] = {
	{ "8.0 0.2 100 5 1000", "8 0.2 100 5 -", NULL, NULL, 0, "quiet water" },
	{ "8.8 0.2 100 5 -", "8 0.2 100 5 -", NULL, NULL, 0, "one signal of three is none" },
	{ "8.8 0.2 120 5 -", "8 0.2 100 5 -", NULL, NULL, 1, "pH and DO: attention" },
	{ "8.79 0.2 120 10 -", "8 0.2 100 10 -", "8 0.2 100 10 -", "8 0.2 100 10 -", 1, "DO and Chla: attention" },
	{ "8.79 0.2 119.9 9.9 -", "8 0.2 100 10 -", NULL, NULL, 0, "each just below" },
	{ "8.0 0.2 130 20 -", "8 0.2 100 20 -", NULL, NULL, 2, "Chla and DO: warning" },
	{ "8.0 0.5 100 20 -", "8 0.2 100 20 -", NULL, NULL, 2, "Chla and the amplitude of pH: warning" },
	{ "8.0 0.4 129 25 -", "8 0.2 100 25 -", NULL, NULL, 1, "Chla without agreement is no warning: a fouled probe" },
	{ "8.0 0.4 100 25 -", "8 0.2 100 25 -", NULL, NULL, 0, "nor attention where it stands alone" },
	{ "8.0 0.5 100 12 -", "8 0.2 100 9 -", "8 0.2 100 8 -", "8 0.2 100 6 -", 2, "doubled within 72 h" },
	{ "8.0 0.5 100 12 -", "8 0.2 100 9 -", "8 0.2 100 8 -", "8 0.2 100 6.1 -", 0, "not quite doubled" },
	{ "8.0 0.5 100 10 -", "8 0.2 100 4 -", "8 0.2 100 4 -", "8 0.2 100 4 -", 0, "doubled, but not above 10" },
	{ "8.0 0.5 100 11 -", NULL, NULL, NULL, -1, "the days before are not known: it may have doubled" },
	{ "8.0 0.1 100 11 -", NULL, NULL, NULL, 0, "but no agreement, so no warning whatever they were" },
	{ "8.0 0.1 100 30 -", "8 0.2 100 30 -", NULL, NULL, 3, "two days of 30: bloom likely" },
	{ "8.0 0.1 100 30 -", "8 0.2 100 29.9 -", NULL, NULL, 0, "one day of 30 is not" },
	{ "8.0 0.1 100 30 -", NULL, "8 0.2 100 30 -", NULL, -1, "the day between is absent" },
	{ "- - - - 10000000", NULL, NULL, NULL, 3, "density alone" },
	{ "- - - - 9999999", NULL, NULL, NULL, -1, "nothing else is known" },
	{ "8.0 0.1 100 - -", NULL, NULL, NULL, -1, "Chla of 30 would be a bloom" },
	{ "8.0 0.1 - 5 -", "8 0.2 100 5 -", NULL, NULL, 0, "DO missing: the others exclude it" },
	{ "8.8 0.1 - 5 -", "8 0.2 100 5 -", NULL, NULL, -1, "DO missing, and it would decide" },
	{ "- - - 5 -", "- - - 5 -", NULL, NULL, -1, "Chla alone can't exclude pH and DO" } };

static void
check_warning(const struct bloomrules *r)
{
	struct bloom_day d[4];
	struct bloomrule_verdict v;

	for (size_t i = 0; i < sizeof(warn) / sizeof(warn[0]); i++) {
		const char *const text[4] = { warn[i].today, warn[i].before1, warn[i].before2, warn[i].before3 };
		size_t n = 0;

		for (int64_t k = 0; k < 4; k++) {
			if (text[k] != NULL)
				d[n++] = day(100 - k, text[k]);
		}
		is_int(bloomrules_judge(r, d, n).level, warn[i].level, warn[i].name);
	}
	d[0] = day(100, "9 0.6 - 5 -");
	v = bloomrules_judge(r, d, 1);
	ok(v.unknown == (1u << BLOOM_DOSAT_MAX | 1u << BLOOM_ALG_MAX), "what is missing is told");
	ok((v.held & 1) != 0 && strcmp(r->v[0].text, "pH_max>=8.8") == 0, "and what holds");
	d[0] = day(100, "8 0.1 100 11 -");
	d[1] = day(99, "8 0.1 100 0 -");
	ok((bloomrules_judge(r, d, 2).held & 1u << 4) != 0 && strcmp(r->v[4].text, "Chla_rise>=2/72h") == 0,
	    "from nothing it rises any number of times");
	is_int(r->back, 4, "four days are looked back on");
}

static void
check_table(const char *name, size_t row, const char *column, const char *value)
{
	const struct table *b = table_get(NULL, name);
	const char **cell = malloc(b->nrow * b->ncol * sizeof(*cell));
	struct tables tabs = { 0 };
	struct table own = *b;
	struct bloomrules r;
	struct bloom m;

	if (cell == NULL)
		exit(1);
	memcpy(cell, b->cell, b->nrow * b->ncol * sizeof(*cell));
	cell[row * b->ncol + table_col(b, column)] = value;
	own.cell = cell;
	table_replace(&tabs, &own, "own.csv");
	bloom_init(&m, &tabs);
	bloomrules_init(&r, &tabs);
	ok((m.wrong != NULL && strcmp(m.wrong_table, name) == 0) || (r.wrong != NULL && strcmp(r.wrong_table, name) == 0),
	    "%s: %s '%s' is told", name, column, value);
	bloomrules_release(&r);
	free(cell);
	free(tabs.own);
	free(tabs.from);
}

int
main(void)
{
	struct bloomrules r;
	struct bloom b;

	bloom_init(&b, NULL);
	bloomrules_init(&r, NULL);
	ok(b.wrong == NULL && r.wrong == NULL, "the built-in tables are right");
	check_grades(&b);
	check_water(&b);
	check_doubt(&b);
	check_warning(&r);
	bloomrules_release(&r);
	check_table("bloom_grades", 1, "from", "3000000");
	check_table("bloom_grades", 5, "to_closed", "0");
	check_table("bloom_settings", 0, "value", "many");
	check_table("bloom_settings", 0, "key", "least_share");
	check_table("bloom_levels", 0, "level", "9");
	check_table("bloom_levels", 2, "level", "1");
	check_table("bloom_rules", 0, "measure", "pH");
	check_table("bloom_rules", 0, "op", "<");
	check_table("bloom_rules", 0, "value", "");
	check_table("bloom_rules", 0, "days", "99");
	check_table("bloom_rules", 0, "need", "1");
	check_table("bloom_rules", 0, "level", "2");
	check_table("bloom_rules", 0, "span", "24");
	check_table("bloom_rules", 4, "span", "");
	check_table("bloom_rules", 4, "span", "70");
	check_table("bloom_rules", 4, "days", "2");
	check_table("bloom_rules", 4, "floor", "x");
	return done_testing();
}

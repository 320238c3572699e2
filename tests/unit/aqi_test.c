/*
 * aqi - worked and published examples, single break points, an exact walk of every table, the rules
 * for what lies above it, what is missing, primary pollutants; tables that make no index.
 */
#include <stdio.h>

#include "aqi.h"
#include "csvin.h"
#include "tap.h"

static struct diag diag = { .prog = "aqi_test" };

static struct dec
number(struct sv s)
{
	struct dec x = { 0 };

	(void)dec_parse(s, &x);
	return x;
}

static int
item_of(struct sv name)
{
	int p = 0;

	while (p < AQI_NITEM && !sv_is(name, aqi_names[p]))
		p++;
	return p;
}

/* The index of a cell: AQI_NONE where it is empty. */
static int
whole(struct sv s)
{
	const struct dec x = number(s);

	return dec_has(x) ? (int)x.m : AQI_NONE;
}

struct example {
	struct csvin	*in;
	size_t		 edition, basis, o3, so2, off, aqi, primary, level, conc[AQI_NITEM], iaqi[AQI_NITEM];
};

static void
check_example(const struct aqi *published, const struct aqi *text, const struct example *x, unsigned int *nbad)
{
	struct csvin *in = x->in;
	const struct aqi *a = csvin_field(in, x->so2).n > 0 ? text : published;
	const bool day = sv_is(csvin_field(in, x->basis), "day");
	const int e = sv_is(csvin_field(in, x->edition), "2012") ? 0 : 1;
	const struct sv prim = csvin_field(in, x->primary), level = csvin_field(in, x->level);
	char primary[AQI_PRIMARY_TEXT] = "";
	unsigned int off = 0;
	struct aqi_result r;
	int iaqi[AQI_NITEM];
	bool good = true;
	struct sv bad;

	for (int p = 0; p < AQI_NITEM; p++) {
		const struct sv want = csvin_field(in, x->iaqi[p]);

		iaqi[p] = aqi_iaqi(a, e, (enum aqi_item)p, day ? AQI_DAY : AQI_HOUR, number(csvin_field(in, x->conc[p])),
		    number(csvin_field(in, day ? x->o3 : x->so2)));
		good = good && (sv_is(want, "*") || whole(want) == iaqi[p]);
	}
	if (csvin_field(in, x->off).n > 0)
		good = aqi_items_parse(csvin_field(in, x->off).p, &off, &bad) && good;
	r = aqi_combine(a, e, iaqi, off);
	good = good && whole(csvin_field(in, x->aqi)) == (r.incomplete ? AQI_NONE : r.value);
	if (!r.incomplete && r.value != AQI_NONE)
		(void)aqi_primary_print(primary, r.primary);
	good = good && (sv_is(prim, "*") || sv_is(prim, primary));
	good = good && (sv_is(level, "*") || whole(level) == (r.incomplete ? AQI_NONE : r.level->level));
	if (!good) {
		(*nbad)++;
		note("line %lu: AQI %d, primary '%s'", in->line, r.value, primary);
	}
}

static void
check_examples(const struct aqi *a)
{
	struct csvin *in = csvin_open_table(&diag, "tests/unit/data/aqi_examples.csv");
	struct example x = { in, csvin_need(in, "edition"), csvin_need(in, "basis"), csvin_need(in, "O3_1h"),
		csvin_need(in, "SO2_24h"), csvin_need(in, "not_monitored"), csvin_need(in, "AQI"),
		csvin_need(in, "primary"), csvin_need(in, "level"), { 0 }, { 0 } };
	unsigned int n = 0, nbad = 0;
	struct aqi text;

	aqi_init(&text, NULL, &(struct aqi_settings){ NULL, true });
	for (int p = 0; p < AQI_NITEM; p++) {
		char name[16];

		(void)snprintf(name, sizeof(name), "IAQI_%s", aqi_names[p]);
		x.conc[p] = csvin_need(in, aqi_names[p]);
		x.iaqi[p] = csvin_need(in, name);
	}
	while (csvin_next(in)) {
		check_example(a, &text, &x, &nbad);
		n++;
	}
	csvin_close(in);
	aqi_release(&text);
	is_int(n, 340, "examples of whole rows, worked and published");
	is_int(nbad, 0, "each gives the AQI, primary pollutants and level stated");
}

static void
check_points(const struct aqi *a)
{
	struct csvin *in = csvin_open_table(&diag, "tests/unit/data/iaqi_checks.csv");
	const size_t edition = csvin_need(in, "edition"), item = csvin_need(in, "item"), avg = csvin_need(in, "averaging"),
	    conc = csvin_need(in, "conc"), want = csvin_need(in, "iaqi");
	unsigned int n = 0, nbad = 0;

	while (csvin_next(in)) {
		const int e = sv_is(csvin_field(in, edition), "2012") ? 0 : 1;
		const enum aqi_basis b = sv_is(csvin_field(in, avg), "1h") ? AQI_HOUR : AQI_DAY;
		const int p = item_of(csvin_field(in, item));
		int got;

		if (p == AQI_NITEM) {
			nbad++;
			continue;
		}
		got = aqi_iaqi(a, e, (enum aqi_item)p, b, number(csvin_field(in, conc)), (struct dec){ 0 });
		n++;
		if (got != whole(csvin_field(in, want))) {
			nbad++;
			note("line %lu: got %d", in->line, got);
		}
	}
	csvin_close(in);
	is_int(n, 580, "single concentrations");
	is_int(nbad, 0, "each has the IAQI stated");
}

/* The index of c [x 10^-scale] by formula (1) as an exact fraction, rounded up. */
static int
exact(const struct aqi_scale *s, struct dec c)
{
	const struct dec r = dec_round(c, s->decimals);
	const struct ratio x = ratio_mul(dec_ratio(r), ratio_make(dec_pow10(s->decimals), 1));
	struct ratio y;
	int k = 1;

	while (k < s->n && ratio_cmp(x, ratio_make(s->conc[k], 1)) > 0)
		k++;
	if (k == s->n)
		return s->iaqi[s->n - 1];
	y = ratio_mul(ratio_sub(x, ratio_make(s->conc[k - 1], 1)),
	    ratio_make(s->iaqi[k] - s->iaqi[k - 1], s->conc[k] - s->conc[k - 1]));
	return (int)ratio_ceil(ratio_add(y, ratio_make(s->iaqi[k - 1], 1)), 0).m;
}

/* Every concentration with one decimal (CO: with two) up to a little above the table. */
static void
check_walk(struct aqi *a, bool prepared)
{
	unsigned long n = 0, nbad = 0;

	for (int k = 0; k < 2 * 2 * AQI_NITEM; k++) {
		const int e = k / (2 * AQI_NITEM), b = k / AQI_NITEM % 2, p = k % AQI_NITEM;
		const struct aqi_scale *s = &a->scale[e][b][p];
		const int scale = s->decimals + 1;

		if (prepared)
			aqi_prepare(a, e, (enum aqi_basis)b);
		for (int64_t m = 0; m <= s->conc[s->n - 1] * 10 + 4; m++) {
			const struct dec c = { .m = m, .scale = (int16_t)scale, .kind = DEC_NUMBER };

			n++;
			if (aqi_iaqi(a, e, (enum aqi_item)p, (enum aqi_basis)b, c, (struct dec){ 0 }) != exact(s, c) && nbad++ < 5)
				note("edition %d basis %d %s: %lld x 10^-%d", e, b, aqi_names[p], (long long)m, scale);
		}
	}
	ok(n > 280000, "%lu concentrations walked", n);
	is_int((long long)nbad, 0, prepared ? "by the look-up: each as the exact fraction" : "each as the exact fraction");
}

static int
iaqi(const struct aqi *a, int e, enum aqi_item p, enum aqi_basis b, const char *c, const char *other)
{
	return aqi_iaqi(a, e, p, b, number(sv_of(c)), number(sv_of(other)));
}

static void
check_rules(const struct aqi *a)
{
	struct aqi text;

	is_int(iaqi(a, 0, AQI_CO, AQI_DAY, "2.2", ""), 55, "CO 2.2 mg/m3 is 55: no binary fraction");
	is_int(iaqi(a, 1, AQI_PM25, AQI_DAY, "60.5", ""), 100, "60.5 rounds to 60, half to even");
	is_int(iaqi(a, 1, AQI_PM25, AQI_DAY, "61.5", ""), 102, "61.5 rounds to 62");
	is_int(iaqi(a, 1, AQI_PM25, AQI_DAY, "60.50001", ""), 101, "60.50001 rounds to 61");
	is_int(iaqi(a, 1, AQI_PM25, AQI_DAY, "6e1", ""), 100, "a number with an exponent");
	is_int(iaqi(a, 0, AQI_SO2, AQI_HOUR, "801", ""), 200, "2012: SO2 1 h above 800 as published");
	is_int(iaqi(a, 1, AQI_SO2, AQI_HOUR, "99999", ""), 200, "2026: SO2 1 h above 800 is 200");
	is_int(iaqi(a, 0, AQI_O3, AQI_DAY, "800.4", ""), 300, "2012: O3 8 h 800.4 rounds to 800, in the table");
	is_int(iaqi(a, 0, AQI_O3, AQI_DAY, "801", "1000"), 400, "2012: O3 8 h above 800 by the 1 h maximum");
	is_int(iaqi(a, 0, AQI_O3, AQI_DAY, "801", ""), AQI_NONE, "2012: without the 1 h maximum no index");
	is_int(iaqi(a, 1, AQI_O3, AQI_DAY, "801", "1000"), 300, "2026: O3 8 h above 800 is 300");
	is_int(iaqi(a, 0, AQI_PM10, AQI_HOUR, "778", ""), 500, "above the last row 500");
	is_int(iaqi(a, 1, AQI_CO, AQI_DAY, "999999999999999999", ""), 500, "a huge number");
	is_int(iaqi(a, 1, AQI_CO, AQI_DAY, "-0.1", ""), AQI_NONE, "a negative number has no index");
	is_int(iaqi(a, 1, AQI_CO, AQI_DAY, "", ""), AQI_NONE, "a missing one neither");
	is_int(iaqi(a, 2, AQI_PM25, AQI_DAY, "75", ""), 114, "2031 has the tables of 2026");
	aqi_init(&text, NULL, &(struct aqi_settings){ NULL, true });
	is_int(iaqi(&text, 0, AQI_SO2, AQI_HOUR, "801", "300"), 124, "2012 by the text: SO2 1 h above 800 by the 24 h mean");
	is_int(iaqi(&text, 0, AQI_SO2, AQI_HOUR, "800", "300"), 200, "but not at 800");
	is_int(iaqi(&text, 1, AQI_SO2, AQI_HOUR, "801", "300"), 200, "2026 by the text is 200");
	aqi_release(&text);
}

static void
check_combine(const struct aqi *a)
{
	const int low[AQI_NITEM] = { 10, 20, AQI_NONE, 30, 40, 100 }, high[AQI_NITEM] = { 10, 20, AQI_NONE, 101, 101, 100 };
	const int none[AQI_NITEM] = { -1, -1, -1, -1, -1, -1 }, fifty[AQI_NITEM] = { 50, 50, 50, 50, 50, 50 };
	char buf[AQI_PRIMARY_TEXT];
	struct aqi forced;

	ok(aqi_combine(a, 1, low, 0).incomplete, "2026: an item missing and 100 is not published");
	ok(!aqi_combine(a, 1, low, 1u << AQI_CO).incomplete, "2026: an item not monitored is not missing");
	ok(!aqi_combine(a, 0, low, 0).incomplete, "2012: the index of what is left is published");
	ok(!aqi_combine(a, 1, high, 0).incomplete, "2026: above 100 it is published");
	ok(aqi_combine(a, 0, none, 0).incomplete && aqi_combine(a, 1, none, 0x3f).incomplete, "nothing has no index");
	(void)aqi_primary_print(buf, aqi_combine(a, 1, high, 0).primary);
	is_str(buf, "O3 PM10", "equal largest ones are all primary, in registry order");
	is_int(aqi_combine(a, 1, fifty, 0).primary, 0, "none is primary at 50");
	(void)aqi_primary_print(buf, 0x3f);
	is_str(buf, "SO2 NO2 CO O3 PM10 PM2.5", "six names fit");
	is_int(aqi_level_of(a, 1, 0)->level, 1, "0 counts as level 1");
	is_int(aqi_level_of(a, 0, 100)->level, 2, "100 is level 2");
	is_int(aqi_level_of(a, 0, 301)->level, 6, "301 is level 6");
	ok(aqi_level_of(a, 0, AQI_NONE) == NULL, "no index has no level");
	aqi_init(&forced, NULL, &(struct aqi_settings){ "2012", false });
	ok(!aqi_combine(&forced, 1, low, 0).incomplete, "the missing rule of 2012 forced on 2026");
	aqi_release(&forced);
	aqi_init(&forced, NULL, &(struct aqi_settings){ "2026", false });
	ok(aqi_combine(&forced, 0, low, 0).incomplete, "and that of 2026 on 2012");
	aqi_release(&forced);
}

/* One cell of a built-in table changed. */
static struct tables
changed(const char *name, size_t row, const char *column, const char *value)
{
	const struct table *t = table_get(NULL, name);
	const char **cell = malloc(t->nrow * t->ncol * sizeof(*cell));
	static struct table own;
	struct tables tabs = { 0 };

	if (cell == NULL)
		exit(1);
	memcpy(cell, t->cell, t->nrow * t->ncol * sizeof(*cell));
	cell[row * t->ncol + table_col(t, column)] = value;
	own = *t;
	own.cell = cell;
	table_replace(&tabs, &own, "own.csv");
	return tabs;
}

static void
check_tables(void)
{
	static const struct { const char *table, *column, *value, *what; size_t row; } bad[] = {
		{ "iaqi", "conc", "1e30", "a break point out of range", 3 },
		{ "iaqi", "conc", "50.5", "a break point with more decimals than the index is rounded to", 1 },
		{ "iaqi", "conc", "", "no break point", 1 },
		{ "iaqi", "conc", "10", "a table that does not begin at 0", 0 },
		{ "iaqi", "iaqi", "0", "indices that do not ascend", 1 },
		{ "iaqi_over", "above", "x", "no number above which another rule holds", 0 },
		{ "rounding", "decimals", "9", "too many decimals", 0 },
		{ "aqi_levels", "level", "9", "a level that does not exist", 0 },
		{ "editions", "effective_from", "soon", "an edition without a date", 1 },
		{ "editions", "effective_from", "2013-01-01", "two editions of one date", 1 } };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const struct tables tabs = changed(bad[i].table, bad[i].row, bad[i].column, bad[i].value);
		struct aqi a;

		aqi_init(&a, &tabs, NULL);
		ok(a.wrong != NULL && strcmp(a.wrong_table, bad[i].table) == 0, "%s is told", bad[i].what);
		aqi_release(&a);
	}
}

int
main(void)
{
	struct aqi a;

	aqi_init(&a, NULL, NULL);
	ok(a.wrong == NULL, "the built-in tables are right");
	check_examples(&a);
	check_points(&a);
	check_walk(&a, false);
	check_rules(&a);
	check_walk(&a, true);
	check_rules(&a);
	check_combine(&a);
	aqi_release(&a);
	check_tables();
	return done_testing();
}

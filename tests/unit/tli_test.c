/*
 * tli - the worked and published examples of the trophic level index (W078 to W092, P001 to P019),
 * logarithms against the library's, weights, missing items, tables that make no index.
 */
#include <math.h>

#include "tap.h"
#include "tli.h"

static struct ratio
num(const char *s)
{
	struct dec x = { 0 };

	(void)dec_parse(sv_of(s), &x);
	return dec_ratio(x);
}

static double
real(struct ratio r)
{
	return ratio_has(r) ? (double)r.num / (double)r.den : NAN;
}

/* In the order of the table: Chla, TP, TN, SD, CODMn; the TLI of each, and of all. */
static const struct { const char *id, *x[5]; double part[5], tli; int level; } worked[] = {
	{ "W078", { "1", "0.01", "0.2", "5", "1" }, { 25.000, 19.572, 27.266, 19.957, 1.090 }, 19.075, 1 },
	{ "W079", { "4", "0.025", "0.5", "2.5", "2" }, { 40.055, 34.453, 42.788, 33.404, 19.535 }, 34.508, 2 },
	{ "W080", { "10", "0.05", "1", "1.2", "4" }, { 50.006, 45.709, 54.530, 47.643, 37.979 }, 47.369, 2 },
	{ "W081", { "26", "0.1", "1.5", "0.8", "5" }, { 60.383, 56.966, 61.399, 55.509, 43.917 }, 56.009, 3 },
	{ "W082", { "64", "0.2", "2.5", "0.45", "8" }, { 70.165, 68.223, 70.052, 66.671, 56.424 }, 66.619, 4 },
	{ "W083", { "160", "0.5", "6", "0.2", "15" }, { 80.116, 83.103, 84.882, 82.403, 73.151 }, 80.673, 5 },
	{ "W084", { "12", "0.03", "1.6", "1.8", "2.6" }, { 51.986, 37.413, 62.492, 39.777, 26.516 }, 44.218, 2 } };

static const struct { const char *id, *tli; int level; } state[] = {
	{ "W085", "29.99", 1 }, { "W086", "30", 2 }, { "W087", "50", 2 }, { "W088", "50.01", 3 }, { "W089", "60", 3 },
	{ "W090", "60.01", 4 }, { "W091", "70", 4 }, { "W092", "70.01", 5 }, { "just above 50", "50.0000000001", 3 },
	{ "just below 30", "29.9999999999", 1 }, { "below nothing", "-12.5", 1 }, { "above 100", "123", 5 } };

/* Published parts (CODMn left out) and what they give. */
static const struct { const char *id, *part[4], *tli; int level; } published[] = {
	{ "P001", { "37.749", "69.802", "68.909", "81.743" }, "61.837", 4 },
	{ "P003", { "43.745", "64.437", "67.866", "77.837" }, "61.452", 4 },
	{ "P005", { "50.054", "72.340", "68.334", "79.757" }, "65.861", 4 },
	{ "P007", { "53.865", "79.571", "86.139", "73.053" }, "71.165", 5 },
	{ "P009", { "55.209", "64.039", "87.591", "76.198" }, "69.055", 4 } };

static void
check_worked(const struct tli *t)
{
	for (size_t i = 0; i < sizeof(worked) / sizeof(worked[0]); i++) {
		struct ratio v[TLI_MAX], all;
		unsigned int n;
		bool good = true;

		for (size_t k = 0; k < 5; k++) {
			v[k] = tli_item(t, k, num(worked[i].x[k]));
			good = good && fabs(real(v[k]) - worked[i].part[k]) < 0.000501;
		}
		all = tli_combine(t, v, &n);
		ok(good, "%s: each part", worked[i].id);
		ok(n == 5 && fabs(real(all) - worked[i].tli) < 0.000501, "%s: TLI %.3f", worked[i].id, worked[i].tli);
		is_int(tli_state(t, all)->level, worked[i].level, "and its state");
	}
	for (size_t i = 0; i < sizeof(state) / sizeof(state[0]); i++)
		ok(tli_state(t, num(state[i].tli))->level == state[i].level, "%s: %s is level %d", state[i].id, state[i].tli,
		    state[i].level);
	is_str(tli_state(t, num("30"))->zh, "中营养", "words");
}

static void
check_published(const struct tli *t)
{
	static const char *const weight[] = { "0.2663", "0.1879", "0.1790", "0.1834", "0.1834" };

	for (size_t i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
		struct ratio v[TLI_MAX] = { { 0, 0 } };
		char got[DEC_TEXT];
		unsigned int n;

		for (size_t k = 0; k < 4; k++)
			v[k] = num(published[i].part[k]);
		(void)dec_print(got, ratio_round(tli_combine(t, v, &n), 3));
		is_str(got, published[i].tli, published[i].id);
		ok(n == 4 && tli_state(t, tli_combine(t, v, NULL))->level == published[i].level, "%s: of four items, its state",
		    published[i].id);
	}
	near(real(tli_item(t, 0, num("16.15"))), 55.212, 0.000501, "P011: Chla 16.15");
	near(real(tli_item(t, 2, num("9.79"))), 93.176, 0.000501, "P013: TN 9.79");
	for (size_t k = 0; k < 5; k++) {
		char got[DEC_TEXT];

		(void)dec_print(got, ratio_round(tli_weight(t, k), 4));
		is_str(got, weight[k], "P015, P017, P019: weight");
	}
}

static void
check_ln(void)
{
	static const wide big = ((wide)1 << 100) + 12345;
	double worst = 0;

	ok(tli_ln((struct ratio){ 1, 1 }) == 0, "ln 1 is 0, exactly");
	for (int e = -18; e <= 18; e++) {
		for (int m = 1; m < 2000; m += 7) {
			const struct ratio x = ratio_make(m * (e > 0 ? dec_pow10(e) : 1), e < 0 ? dec_pow10(-e) : 1);
			const double want = log(m) + e * log(10), d = fabs((double)tli_ln(x) / 1e17 - want);

			worst = d > worst ? d : worst;
		}
	}
	ok(worst < 5e-14, "logarithms of 10^-18 to 2 10^21 are those of the library (off by %g)", worst);
	near((double)tli_ln((struct ratio){ big, 1 }) / 1e17, 100 * log(2), 1e-13, "of a number of 101 bits");
	near((double)tli_ln((struct ratio){ 1, big }) / 1e17, -100 * log(2), 1e-13, "and of its inverse");
	ok(tli_ln((struct ratio){ 3, 2 }) + tli_ln((struct ratio){ 2, 3 }) == 0, "ln x + ln 1/x is 0");
	/* ln 10 to 20 digits: 2.30258509299404568402 */
	ok(tli_ln((struct ratio){ 10, 1 }) - INT64_C(230258509299404568) <= 8 &&
	    tli_ln((struct ratio){ 10, 1 }) - INT64_C(230258509299404568) >= -8, "ln 10 within 8e-17");
}

static void
check_edges(const struct tli *t)
{
	struct ratio v[TLI_MAX] = { { 0, 0 } };
	unsigned int n;

	ok(ratio_cmp(tli_item(t, 1, num("1")), num("94.36")) == 0, "TLI of 1 is 10 a, exactly");
	ok(!ratio_has(tli_item(t, 0, num("0"))) && !ratio_has(tli_item(t, 0, num("-1"))), "0 and below have none");
	ok(!ratio_has(tli_item(t, 0, num(""))), "nor has what is missing");
	ok(!ratio_has(tli_combine(t, v, &n)) && n == 0, "no item, no index");
	ok(tli_state(t, (struct ratio){ 0, 0 }) == NULL, "nor a state");
	v[3] = num("40");
	ok(ratio_cmp(tli_combine(t, v, &n), num("40")) == 0 && n == 1, "of one item it is that item's");
	ok(ratio_has(tli_item(t, 4, num("999999999999999999"))) && ratio_has(tli_item(t, 3, num("1e-18"))), "extremes fit");
}

/* One cell of a built-in table changed. */
static void
check_table(const char *name, size_t row, const char *column, const char *value)
{
	const struct table *b = table_get(NULL, name);
	const char **cell = malloc(b->nrow * b->ncol * sizeof(*cell));
	struct tables tabs = { 0 };
	struct table own = *b;
	struct tli t;

	if (cell == NULL)
		exit(1);
	memcpy(cell, b->cell, b->nrow * b->ncol * sizeof(*cell));
	cell[row * b->ncol + table_col(b, column)] = value;
	own.cell = cell;
	table_replace(&tabs, &own, "own.csv");
	tli_init(&t, &tabs);
	ok(t.wrong != NULL && strcmp(t.wrong_table, name) == 0, "%s: %s '%s' is told", name, column, value);
	free(cell);
	free(tabs.own);
	free(tabs.from);
}

int
main(void)
{
	struct tli t;

	tli_init(&t, NULL);
	ok(t.wrong == NULL, "the built-in tables are right");
	is_int(t.decimals, 1, "bulletins print one decimal");
	check_worked(&t);
	check_published(&t);
	check_ln();
	check_edges(&t);
	check_table("tli", 1, "a", "9,436");
	check_table("tli", 1, "b", "");
	check_table("tli", 1, "b", "1.62401");
	check_table("tli", 1, "r", "0");
	check_table("tli", 1, "r", "1.2");
	check_table("tli", 1, "item", "Chla");
	check_table("tli_levels", 1, "from", "31");
	check_table("tli_levels", 1, "from_closed", "0");
	check_table("tli_levels", 1, "to_closed", "0");
	check_table("tli_levels", 1, "to", "20");
	check_table("tli_levels", 1, "to", "");
	check_table("tli_levels", 1, "level", "3");
	check_table("tli_levels", 4, "from", "x");
	check_table("rounding", 18, "decimals", "9");
	return done_testing();
}

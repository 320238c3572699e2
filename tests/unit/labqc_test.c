/*
 * labqc - the worked examples W169 to W171, limits met exactly, contents at the ends of ranges, what
 * is below its limit, methods of their own, blanks, references, means, and tables that can't be used.
 */
#include <stdio.h>

#include "labqc.h"
#include "tap.h"

static struct labqc l;

static struct labqc_side
side(const char *text)
{
	struct labqc_side s = { .undetected = strcmp(text, "ND") == 0 };

	if (!s.undetected)
		(void)dec_parse(sv_of(text), &s.x);
	return s;
}

static const char *
printed(struct dec x)
{
	static char buf[DEC_TEXT];

	(void)dec_print(buf, x);
	return buf;
}

/* Two results, and "result deviation limit reason" with 2 decimals of the deviation. */
static void
pair(const char *item, enum labqc_between between, const char *a, const char *b, const char *want, const char *name)
{
	const struct labqc_side x = side(a), y = side(b);
	const struct labqc_verdict v = labqc_pair(&l, item, between, &x, &y), w = labqc_pair(&l, item, between, &y, &x);
	char got[200], limit[DEC_TEXT];

	(void)dec_print(limit, v.limit);
	(void)snprintf(got, sizeof(got), "%s %s %s %s", labqc_result_name(v.result), printed(ratio_round(v.deviation, 2)), limit,
	    v.reason);
	(void)is_str(got, want, name);
	(void)ok(v.result == w.result && v.reason == w.reason, "%s: the same the other way round", name);
}

static void
examples(void)
{
	pair("NH3-N", LABQC_INTRA, "0.21", "0.198", "accepted 2.94 15 ", "W169");
	pair("COD", LABQC_INTRA, "12", "14", "accepted 7.69 20 ", "W170");
	pair("TP", LABQC_INTRA, "0.031", "0.025", "outside 10.71 10 ", "W171");
	pair("TP", LABQC_INTER, "0.031", "0.025", "accepted 10.71 15 ", "W171 between laboratories");
}

static void
limits(void)
{
	pair("TP", LABQC_INTRA, "0.11", "0.09", "accepted 10.00 10 ", "a deviation that is the limit is inside");
	pair("TP", LABQC_INTRA, "0.11001", "0.09", "outside 10.00 10 ", "a hair above it is not, whatever two decimals show");
	pair("TP", LABQC_INTRA, "0.030", "0.020", "accepted 20.00 25 ", "a mean of 0.025 is in the range up to 0.025");
	pair("TP", LABQC_INTRA, "0.0301", "0.020", "outside 20.16 10 ", "above it the next one judges");
	pair("CODMn", LABQC_INTRA, "1.5", "2.5", "accepted 25.00 25 ", "CODMn to 2.0: 25 %");
	pair("CODMn", LABQC_INTRA, "1.5", "2.6", "outside 26.83 20 ", "CODMn above 2.0: 20 %");
	pair("pH", LABQC_INTRA, "7.95", "8.00", "accepted 0.05 0.05 ", "pH by the difference");
	pair("pH", LABQC_INTRA, "7.94", "8.00", "outside 0.06 0.05 ", "pH beyond it");
	pair("pH", LABQC_INTER, "7.90", "8.00", "accepted 0.10 0.1 ", "pH between two laboratories");
	pair("WT", LABQC_INTRA, "-0.02", "0.02", "accepted 0.04 0.05 ", "temperatures about 0");
	pair("WT", LABQC_INTER, "12.1", "12.1", "not-judged   no-limit", "no limit for that kind of pair");
	pair("COD", LABQC_INTRA, "4", "5", "not-judged   no-range", "no limit at that content");
	pair("Chla", LABQC_INTRA, "4", "5", "not-judged   no-limit", "an item of no row");
	pair("TP", LABQC_INTRA, "0.00", "0.00", "not-judged   no-sum", "two zeros have no relative deviation");
}

static void
below(void)
{
	pair("TP", LABQC_INTRA, "<0.01", "<0.01", "not-judged   both-below", "both below the limit");
	pair("TP", LABQC_INTRA, "<0.01", "ND", "not-judged   both-below", "ND is below a limit that is not told");
	pair("TP", LABQC_INTRA, "0.02", "ND", "not-judged   undetected", "but no number");
	pair("TP", LABQC_INTRA, "<0.01", "0.008", "accepted 23.08 25 one-below", "half of the limit is compared: 3/13");
	pair("TP", LABQC_INTRA, "<0.01", "0.011", "outside 37.50 25 one-below", "6/16");
	pair("TP", LABQC_INTRA, "0.02", "", "not-judged   no-value", "no value");
	pair("FC", LABQC_INTRA, ">24000", "20000", "not-judged   over", "above the range");
	pair("TP", LABQC_INTRA, "999999999999999999", "0.000000000000000000000000000000000001", "not-judged   digits",
	    "numbers too far apart to be compared exactly are not");
}

static void
methods(void)
{
	static const struct { const char *a, *b; int limit; } m[] = {
		{ "HJ 828-2017", "HJ 828-2017", 10 }, { "重铬酸盐法HJ828-2017", "hJ, HJ 828", 10 }, { "HJ 828-2017", "HJ/T 399-2007", 20 },
		{ "HJ 8281-2017", "HJ 8281-2017", 20 }, { "GHJ 828", "GHJ 828", 20 }, { "", "", 20 }, { "HJ 82", "HJ 82", 20 },
	};

	for (size_t i = 0; i < sizeof(m) / sizeof(m[0]); i++) {
		struct labqc_side a = side("12"), b = side("14");
		struct labqc_verdict v;

		a.method = sv_of(m[i].a);
		b.method = sv_of(m[i].b);
		v = labqc_pair(&l, "COD", LABQC_INTRA, &a, &b);
		(void)ok(dec_cmp(v.limit, dec_int(m[i].limit)) == 0, "methods '%s' and '%s': %d %%", m[i].a, m[i].b, m[i].limit);
		v = labqc_pair(&l, "COD", LABQC_INTER, &a, &b);
		(void)ok(dec_cmp(v.limit, dec_int(25)) == 0, "the method has no limit between laboratories");
	}
}

static void
blanks(void)
{
	static const struct { const char *item, *x, *want; } b[] = {
		{ "TP", "<0.01", "accepted" }, { "TP", "ND", "accepted" }, { "TP", "0.01", "outside" }, { "TP", "0", "outside" },
		{ "TP", "", "not-judged" }, { "pH", "6.8", "not-judged" },
	};
	struct labqc_side s = side("0.02");

	for (size_t i = 0; i < sizeof(b) / sizeof(b[0]); i++) {
		const struct labqc_side x = side(b[i].x);

		(void)is_str(labqc_result_name(labqc_blank(&l, b[i].item, &x).result), b[i].want, b[i].x);
	}
	s.dropped = true;
	(void)is_str(labqc_blank(&l, "TP", &s).reason, "dropped", "a dropped value is no blank");
}

static void
references(void)
{
	static const struct { const char *x, *value, *u, *want; } r[] = {
		{ "0.262", "0.250", "0.012", "accepted" }, { "0.238", "0.250", "0.012", "accepted" },
		{ "0.2621", "0.250", "0.012", "outside" }, { "<0.01", "0.250", "0.012", "outside" },
		{ "<0.3", "0.250", "0.012", "not-judged" }, { ">0.2", "0.250", "0.012", "not-judged" },
		{ ">0.3", "0.250", "0.012", "outside" }, { "ND", "0.250", "0.012", "not-judged" },
		{ "", "0.250", "0.012", "not-judged" }, { "0.25", "", "", "not-judged" }, { "0.25", "0.25", "0", "accepted" },
	};

	for (size_t i = 0; i < sizeof(r) / sizeof(r[0]); i++) {
		const struct labqc_side x = side(r[i].x);

		(void)is_str(labqc_result_name(labqc_reference(&x, side(r[i].value).x, side(r[i].u).x).result), r[i].want, r[i].x);
	}
}

static void
mean(const char *a, const char *b, const char *c, const char *want, const char *name)
{
	const struct dec v[] = { side(a).x, side(b).x, side(c).x };

	(void)is_str(printed(labqc_mean(v, *c == '\0' ? 2 : 3, 3)), want, name);
}

static void
means(void)
{
	mean("0.21", "0.198", "", "0.204", "the mean of two is exact");
	mean("0.20", "0.22", "", "0.21", "with the decimals of the two");
	mean("12", "13", "", "12.5", "and one more where it needs it");
	mean("<0.01", "0.008", "", "0.0065", "half of the limit below it");
	mean("<0.01", "<0.01", "", "<0.01", "both below stay so");
	mean("<0.01", "<0.02", "", "<0.02", "below the larger limit");
	mean("0.1", "0.1", "0.2", "0.133333333", "three: the mean cut with 6 decimals more than the item shows");
	mean("0", "0", "", "0", "zero");
	mean("999999999999999999", "0.000000000000000000000000000000000001", "", "", "too far apart: none");
}

/* The rule that a table of one row gives. */
static void
wrong_table(const char *name, size_t ncol, const char *const head[], const char *const cell[], const char *at)
{
	const struct table t = { .name = name, .ncol = ncol, .nrow = 1, .head = head, .cell = cell };
	struct tables tabs = { 0 };
	struct labqc w;

	table_replace(&tabs, &t, "own.csv");
	labqc_init(&w, &tabs);
	(void)is_str(w.wrong, name, "a table that can't be used is named");
	(void)is_str(w.wrong_at, at, "and where");
	labqc_release(&w);
}

static void
tables(void)
{
	static const char *const limit[] = { "item", "method", "lo", "hi", "intra", "inter", "measure", "confidence" };
	static const char *const rule[] = { "rule", "item", "value" };

	wrong_table("labqc_precision", 8, limit, (const char *const[]){ "TP", "", "", "x", "1", "2", "relative", "H" }, "TP");
	wrong_table("labqc_precision", 8, limit, (const char *const[]){ "TN", "", "", "", "1", "2", "ratio", "H" }, "TN");
	wrong_table("labqc_rules", 3, rule, (const char *const[]){ "pair-share", "*", "101" }, "field-pair");
	wrong_table("labqc_rules", 3, rule, (const char *const[]){ "blank", "*", "judge" }, "field-pair");
	(void)is_str(printed(labqc_share(&l, "TP")), "10", "a tenth of the samples");
	(void)is_str(printed(labqc_share(&l, "SS")), "0", "none of suspended solids");
	(void)is_str(labqc_rule(&l, "field-pair", "*"), "inter", "pairs taken in the field");
	(void)ok(labqc_kind_of(sv_of("field-pair")) == LABQC_FIELD_PAIR && labqc_kind_of(sv_of("pair")) == LABQC_NKIND, "kinds");
}

int
main(void)
{
	struct tables tabs = { 0 };

	labqc_init(&l, &tabs);
	(void)ok(l.wrong == NULL && l.n == 70, "the tables are read: %zu rows", l.n);
	examples();
	limits();
	below();
	methods();
	blanks();
	references();
	means();
	tables();
	labqc_release(&l);
	return done_testing();
}

/*
 * airindex - the example of October 2026 (reports/sample_texts, section 0), ranks, Zheng'an 2020.
 */
#include "airindex.h"
#include "tap.h"

static struct dec
number(const char *s)
{
	struct dec x = { 0 };

	(void)dec_parse(sv_of(s), &x);
	return x;
}

struct county {
	const char	*name, *v[AQI_NITEM], *index;	/* v in item order: SO2 NO2 CO O3 PM10 PM2.5 */
};

static const struct county year2026[] = {
	{ "Enshi", { "6", "17", "1.0", "108", "47", "31" }, "3.26" },
	{ "Lichuan", { "5", "11", "0.9", "104", "36", "22" }, "2.56" },
	{ "Jianshi", { "5", "12", "1.0", "101", "41", "27" }, "2.84" },
	{ "Badong", { "6", "16", "0.9", "112", "44", "29" }, "3.12" },
	{ "Xuanen", { "5", "10", "0.9", "98", "38", "25" }, "2.62" },
	{ "Xianfeng", { "5", "11", "0.8", "103", "37", "24" }, "2.62" },
	{ "Laifeng", { "7", "12", "1.0", "106", "46", "30" }, "3.10" },
	{ "Hefeng", { "4", "8", "0.8", "99", "31", "20" }, "2.28" },
	{ "prefecture", { "5", "12", "0.9", "104", "40", "26" }, "2.79" }
};
static const struct county year2025[] = {
	{ "Enshi", { "6", "18", "1.0", "117", "42", "27" }, "3.13" },
	{ "Lichuan", { "5", "11", "0.9", "110", "34", "20" }, "2.51" },
	{ "Jianshi", { "5", "13", "1.0", "108", "38", "24" }, "2.76" },
	{ "Badong", { "7", "17", "1.0", "118", "41", "26" }, "3.08" },
	{ "Xuanen", { "5", "11", "0.9", "105", "35", "22" }, "2.55" },
	{ "Xianfeng", { "5", "11", "0.9", "109", "34", "21" }, "2.53" },
	{ "Laifeng", { "7", "13", "1.1", "112", "41", "26" }, "2.97" },
	{ "Hefeng", { "4", "9", "0.8", "104", "29", "18" }, "2.22" },
	{ "prefecture", { "6", "13", "1.0", "110", "37", "23" }, "2.75" }
};

static void
index_of(const struct airindex *x, const struct county *c, struct airindex_result *r)
{
	struct dec v[AQI_NITEM];

	for (int i = 0; i < AQI_NITEM; i++)
		v[i] = number(c->v[i]);
	airindex_of(x, v, r);
}

static void
is_dec(struct dec got, const char *want, const char *name)
{
	char buf[DEC_TEXT];

	(void)dec_print(buf, got);
	(void)is_str(buf, want, name);
}

static void
check_year(const struct airindex *x, const struct county *c)
{
	static const int want[8] = { 8, 2, 5, 7, 3, 3, 6, 1 };
	struct dec index[8];
	struct airindex_result r;
	int rank[8];

	for (int i = 0; i < 9; i++) {
		index_of(x, &c[i], &r);
		is_dec(r.index, c[i].index, c[i].name);
		if (i < 8)
			index[i] = r.index;
	}
	airindex_rank(index, 8, false, rank);
	for (int i = 0; i < 8 && c == year2026; i++)
		is_int(rank[i], want[i], "rank of 2026: ties share, the next is skipped");
}

int
main(void)
{
	static const struct county zhengan = { "Zheng'an, May 2020", { "2", "4", "0.8", "106", "23", "18" }, "1.83" };
	const struct dec some[4] = { number("2"), { 0 }, number("1"), number("2") };
	struct airindex x;
	struct airindex_result r;
	int rank[4];

	ok(airindex_init(&x, NULL, "2026", false), "set 2026 is there");
	check_year(&x, year2026);
	check_year(&x, year2025);
	index_of(&x, &year2026[0], &r);
	is_int((long long)r.main, 1 << AQI_PM25, "PM2.5 has the largest single index");
	is_dec(r.largest, "1.03", "which is 1.03");
	is_dec(r.single[AQI_NO2], "0.42", "NO2 17/40 = 0.425 goes to even");
	is_str(x.statistic[AQI_O3], "O3_8hmax_p90", "O3 enters with its 90th percentile");

	ok(airindex_init(&x, NULL, "2012", false), "set 2012 is there");
	index_of(&x, &zhengan, &r);
	is_dec(r.index, "1.83", "singles are rounded before they are added");
	(void)airindex_init(&x, NULL, "2012", true);
	index_of(&x, &zhengan, &r);
	is_dec(r.index, "1.84", "raw singles: the unrounded sum");
	(void)airindex_init(&x, NULL, "2026w", false);
	index_of(&x, &year2026[0], &r);
	is_dec(r.index, "6.42", "weights multiply the rounded singles");
	ok(!airindex_init(&x, NULL, "1996", false), "an unknown set is none");

	(void)airindex_init(&x, NULL, "2026", false);
	index_of(&x, &(struct county){ "gap", { "5", "", "0.9", "104", "40", "26" }, "" }, &r);
	is_dec(r.index, "", "without an item there is no index");
	is_dec(r.single[AQI_NO2], "", "nor its single");
	index_of(&x, &(struct county){ "tie", { "60", "40", "0", "0", "0", "0" }, "" }, &r);
	is_int((long long)r.main, 1 << AQI_SO2 | 1 << AQI_NO2, "equal largest singles are both the main");

	airindex_rank(some, 4, false, rank);
	ok(rank[0] == 2 && rank[1] == 0 && rank[2] == 1 && rank[3] == 2, "a missing value has no rank");
	airindex_rank(some, 4, true, rank);
	ok(rank[0] == 1 && rank[2] == 3 && rank[3] == 1, "descending: the largest is first");
	return done_testing();
}

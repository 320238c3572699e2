/*
 * change - the published national year-on-year changes, kinds of columns, words.
 */
#include "change.h"
#include "csvin.h"
#include "refstate.h"
#include "rounding.h"
#include "tap.h"

static struct dec
number(const char *s)
{
	struct dec x = { 0 };

	(void)dec_parse(sv_of(s), &x);
	return x;
}

static void
is_dec(struct dec got, const char *want, const char *name)
{
	char buf[DEC_TEXT];

	(void)dec_print(buf, got);
	(void)is_str(buf, want, name);
}

static void
check_published(void)
{
	struct diag d = { .prog = "change_test" };
	struct csvin *in = csvin_open_one(&d, "tests/unit/data/yoy_published.csv");
	const size_t item = csvin_need(in, "item"), value = csvin_need(in, "value"), base = csvin_need(in, "base"),
	    want = csvin_need(in, "change");
	unsigned int n = 0;

	while (csvin_next(in)) {
		struct dec x, y, w;
		struct change c;

		(void)csvin_decimal(in, value, &x);
		(void)csvin_decimal(in, base, &y);
		(void)csvin_decimal(in, want, &w);
		change_of(&c, CHANGE_VALUE, x, y, 1);
		ok(dec_has(c.pct) && dec_cmp(c.pct, w) == 0, "line %lu: published change of %.*s", in->line,
		    (int)csvin_field(in, item).n, csvin_field(in, item).p);
		n++;
	}
	is_int(n, 23, "all published pairs were checked");
	csvin_close(in);
}

static void
is_phrase(enum change_kind k, const char *now, const char *base, const char *limit, bool zh, const char *want)
{
	struct change c;
	struct sbuf b = { 0 };

	change_of(&c, k, number(now), number(base), 1);
	change_small(&c, k, number(now), number(base), number(limit));
	sbuf_puts(&b, "");
	change_phrase(&b, NULL, k, &c, change_as(NULL, "year", zh), "ug/m3", zh);
	(void)is_str(b.p, want, want);
	sbuf_release(&b);
}

static void
check_words(void)
{
	is_phrase(CHANGE_VALUE, "26", "23", "", true, "同比上升13.0%");
	is_phrase(CHANGE_VALUE, "34", "32", "", true, "同比上升6.2%");
	is_phrase(CHANGE_VALUE, "15", "16", "", true, "同比下降6.2%");
	is_phrase(CHANGE_VALUE, "5", "5", "", true, "同比持平");
	is_phrase(CHANGE_VALUE, "10000", "9999", "", true, "同比持平");
	is_phrase(CHANGE_VALUE, "5", "6", "10", true, "基本持平（相差1微克/立方米）");
	is_phrase(CHANGE_VALUE, "4", "6", "10", true, "同比下降33.3%");
	is_phrase(CHANGE_VALUE, "11", "12", "10", true, "同比下降8.3%");
	is_phrase(CHANGE_VALUE, "3", "0", "", true, "同比上升3微克/立方米");
	is_phrase(CHANGE_POINTS, "98.8", "99.2", "", true, "同比下降0.4个百分点");
	is_phrase(CHANGE_DAYS, "139", "153", "", true, "同比减少14天");
	is_phrase(CHANGE_RANK, "1", "3", "", true, "同比前移2位");
	is_phrase(CHANGE_CLASS, "2", "2", "", true, "同比无明显变化");
	is_phrase(CHANGE_VALUE, "26", "23", "", false, "rose 13.0% year on year");
	is_phrase(CHANGE_POINTS, "98.8", "99.2", "", false, "fell by 0.4 percentage points year on year");
	is_phrase(CHANGE_VALUE, "", "23", "", true, "");
}

static void
check_columns(void)
{
	static const struct {
		const char		*name;
		enum change_kind	 kind;
		int			 decimals;
	} want[] = {
		{ "PM2.5", CHANGE_VALUE, 0 }, { "CO_p95", CHANGE_VALUE, 1 }, { "O3_8hmax_p90", CHANGE_VALUE, 0 },
		{ "good_ratio", CHANGE_POINTS, 1 }, { "good_ratio_2012", CHANGE_POINTS, 1 }, { "index", CHANGE_VALUE, 2 },
		{ "I_PM2.5", CHANGE_VALUE, 2 }, { "level_1", CHANGE_DAYS, -1 }, { "level", CHANGE_CLASS, -1 },
		{ "n_PM2.5", CHANGE_DAYS, -1 }, { "rank_2012", CHANGE_RANK, -1 }, { "county", CHANGE_KEY, -1 },
		{ "name", CHANGE_LABEL, -1 }, { "main", CHANGE_TEXT, -1 }, { "T", CHANGE_DIFF, 1 },
		{ "RH", CHANGE_POINTS, 0 }, { "TP", CHANGE_VALUE, 3 }, { "anything", CHANGE_UNKNOWN, -1 },
		{ "class", CHANGE_WATER_CLASS, -1 }, { "class_ytd", CHANGE_WATER_CLASS, -1 }, { "status", CHANGE_STATUS, -1 },
		{ "good_share", CHANGE_POINTS, 1 }, { "good_share_ytd", CHANGE_POINTS, 1 }, { "share_3", CHANGE_POINTS, 1 },
		{ "n_6", CHANGE_DIFF, -1 }, { "n_PM2.5", CHANGE_DAYS, -1 }
	};
	struct items items;

	items_init(&items, NULL);
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		const struct change_column c = change_column(NULL, &items, NULL, want[i].name);

		ok(c.kind == want[i].kind && c.decimals == want[i].decimals, "column %s", want[i].name);
	}
	{
		const struct change_column co = change_column(NULL, &items, NULL, "CO_p95"),
		    tp = change_column(NULL, &items, NULL, "TP");

		is_dec(change_shown(&co, number("1")), "1.0", "air is displayed with the decimals of the rounding table");
		is_dec(change_shown(&co, number("0.95")), "1.0", "and rounded half to even");
		is_dec(change_shown(&tp, number("0.05")), "0.05", "other items are never padded");
		is_dec(change_shown(&tp, number("0.0501234")), "0.050", "but cut to what the registry shows");
	}
	items_release(&items);
}

static void
check_state(void)
{
	struct refstate r;
	struct period p;

	refstate_init(&r, NULL);
	(void)period_parse(sv_of("2018-08"), &p);
	is_int(refstate_side(&r, &p), -1, "August 2018 is before the change of the reference state");
	(void)period_parse(sv_of("2018-09"), &p);
	is_int(refstate_side(&r, &p), 1, "September 2018 is after it");
	(void)period_parse(sv_of("2018"), &p);
	is_int(refstate_side(&r, &p), 0, "the year 2018 lies across");
	ok(refstate_has(&r, "O3") && !refstate_has(&r, "PM2.5"), "gases change, particles do not");
	is_dec(ratio_round(ratio_mul(dec_ratio(dec_int(100)), r.factor), 2), "91.61", "the factor is 273.15/298.15");
}

int
main(void)
{
	check_published();
	check_words();
	check_columns();
	check_state();
	is_int(rounding_decimals(NULL, "result", "CO", "2026"), 1, "an item's own row");
	is_int(rounding_decimals(NULL, "ratio", "CO", NULL), 1, "the row of all items");
	is_int(rounding_decimals(NULL, "result", "pH", NULL), -1, "no row");
	return done_testing();
}

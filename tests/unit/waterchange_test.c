/*
 * waterchange - words of change by status, shares and class (facts W116 to W136; published P095 to P099).
 */
#include "tap.h"
#include "waterchange.h"

static struct waterchanges w;

static struct dec
number(const char *s)
{
	struct dec x = { 0 };

	(void)dec_parse(sv_of(s), &x);
	return x;
}

static void
is_word(const char *id, struct waterchange c, bool zh, const char *want)
{
	struct sbuf b = { 0 };

	sbuf_puts(&b, "");
	waterchange_word(&b, &c, zh);
	(void)is_str(b.p, want, id);
	sbuf_release(&b);
}

static struct waterchange
by_status(const char *base, const char *now)
{
	return waterchange_status(&w, waterchange_step(&w, sv_of(base)), waterchange_step(&w, sv_of(now)));
}

/* By the status of classes, as a section is judged. */
static struct waterchange
by_class(const char *base, const char *now)
{
	return waterchange_status(&w, w.words.step[water_class_parse(sv_of(base))],
	    w.words.step[water_class_parse(sv_of(now))]);
}

static void
check_status(void)
{
	static const struct { const char *id, *base, *now, *word; } v[] = {
		{ "W116", "优", "优", "无明显变化" }, { "W117", "优", "良好", "有所下降" },
		{ "W118", "良好", "优", "有所好转" }, { "W119", "优", "轻度污染", "明显下降" },
		{ "W120", "中度污染", "良好", "明显好转" }, { "W121", "重度污染", "中度污染", "有所好转" },
		{ "W122", "轻度污染", "重度污染", "明显下降" },
	}, section[] = {
		{ "W131", "Ⅱ", "Ⅲ", "有所下降" }, { "W132", "Ⅲ", "Ⅱ", "有所好转" }, { "W133", "Ⅰ", "Ⅱ", "无明显变化" },
		{ "W134", "Ⅱ", "Ⅳ", "明显下降" }, { "W135", "Ⅳ", "劣Ⅴ", "明显下降" }, { "W136", "劣Ⅴ", "Ⅲ", "明显好转" },
		{ "P095: class II to II, or to I", "Ⅱ", "Ⅱ", "无明显变化" }, { "P095: the better of the two", "Ⅱ", "Ⅰ", "无明显变化" },
	};

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		is_word(v[i].id, by_status(v[i].base, v[i].now), true, v[i].word);
	for (size_t i = 0; i < sizeof(section) / sizeof(section[0]); i++)
		is_word(section[i].id, by_class(section[i].base, section[i].now), true, section[i].word);
	is_word("English", by_status("excellent", "良好"), false, "somewhat worse");
	is_word("nothing of what can't be judged", by_status("无法判定", "优"), true, "");
	is_word("nor where that is now", by_status("优", "cannot be judged"), true, "");
	is_int(waterchange_step(&w, sv_of("无法判定")), 0, "what can't be judged is a status");
	is_int(waterchange_step(&w, sv_of("差")), -1, "another word is none");
	is_int(waterchange_step(&w, sv_of("")), -1, "nor is an empty one");
}

static void
check_shares(void)
{
	/* good and bad of base and now; the word by shares; statuses; the final word */
	static const struct { const char *id, *g1, *d1, *g2, *d2, *size, *share, *base, *now, *final; } v[] = {
		{ "W123", "80", "5", "88", "3", "10", "无明显变化", "良好", "良好", "无明显变化" },
		{ "W124", "80", "5", "90", "5", "10", "无明显变化", "良好", "优", "有所好转" },
		{ "W125", "80", "5", "90.1", "5", "10.1", "有所好转", "良好", "优", "有所好转" },
		{ "W126", "70", "10", "85", "4", "21", "明显好转", "轻度污染", "良好", "明显好转" },
		{ "W127", "60", "20", "55", "26", "11", "有所下降", "中度污染", "中度污染", "有所下降" },
		{ "W128", "75", "0", "60", "8", "23", "明显下降", "良好", "轻度污染", "明显下降" },
		{ "W129", "90", "0", "79", "0", "11", "有所下降", "优", "良好", "有所下降" },
		{ "W130", "90", "0", "100", "0", "10", "无明显变化", "优", "优", "无明显变化" },
		{ "20 points are still the lower grade", "60", "5", "75", "0", "20", "有所好转", "轻度污染", "良好", "有所好转" },
		{ "a thousandth of a point above is not", "60", "5", "75.001", "0", "20.001", "明显好转", "轻度污染", "良好", "明显好转" },
	};

	for (size_t i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		const struct waterchange s = waterchange_share(&w, number(v[i].g1), number(v[i].d1), number(v[i].g2), number(v[i].d2));
		bool contrary;
		const struct waterchange f = waterchange_larger(by_status(v[i].base, v[i].now), s, &contrary);

		ok(ratio_cmp(s.size, dec_ratio(number(v[i].size))) == 0, "%s: size", v[i].id);
		is_word(v[i].id, s, true, v[i].share);
		is_word(v[i].id, f, true, v[i].final);
		ok(!contrary, "%s: the ways do not contradict each other", v[i].id);
	}
	is_word("no share, no word", waterchange_share(&w, number(""), number("0"), number("5"), number("0")), true, "");
}

static void
check_larger(void)
{
	bool contrary;
	struct waterchange a = by_status("轻度污染", "良好"),
	    b = waterchange_share(&w, number("74"), number("0"), number("75"), number("15"));

	is_word("better by one step of status", a, true, "有所好转");
	is_word("worse by 14 points", b, true, "有所下降");
	is_word("of the same grade in opposite directions: no word", waterchange_larger(a, b, &contrary), true, "");
	ok(contrary, "and it is told");
	b = waterchange_share(&w, number("74"), number("0"), number("75"), number("25"));
	is_word("the larger one holds, whatever its direction", waterchange_larger(a, b, &contrary), true, "明显下降");
	is_word("one alone", waterchange_larger(a, (struct waterchange){ 0 }, &contrary), true, "有所好转");
	is_word("the other alone", waterchange_larger((struct waterchange){ 0 }, b, &contrary), true, "明显下降");
	ok(!contrary, "nothing contradicts one alone");
}

int
main(void)
{
	waterchanges_init(&w, NULL);
	ok(w.wrong == NULL, "the table can be used");
	check_status();
	check_shares();
	check_larger();
	is_word("P097", waterchange_class(&w, 1, 2), true, "↓1");
	is_word("P099", waterchange_class(&w, 3, 2), true, "↑1");
	is_word("arrows count classes", waterchange_class(&w, 6, 1), true, "↑5");
	is_word("the same class", waterchange_class(&w, 2, 2), true, "→");
	is_word("no arrow without a class", waterchange_class(&w, 0, 2), true, "");
	is_word("nor of a class that there is not", waterchange_class(&w, 2, 7), true, "");
	waterchanges_release(&w);
	return done_testing();
}

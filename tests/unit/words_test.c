/* words_test - numbers and dates read out in Chinese. */
#include "tap.h"
#include "words.h"

static void
number(const char *text, const char *want)
{
	struct sbuf b = { 0 };
	struct dec x;

	ok(dec_parse(sv_of(text), &x), "%s is a number", text);
	sbuf_puts(&b, "");
	words_number(&b, x);
	(void)is_str(b.p, want, text);
	sbuf_release(&b);
}

static void
count(const char *text, const char *want)
{
	struct sbuf b = { 0 };
	struct dec x;

	(void)dec_parse(sv_of(text), &x);
	sbuf_puts(&b, "");
	words_count(&b, x);
	(void)is_str(b.p, want, text);
	sbuf_release(&b);
}

static void
period(const char *text, const char *want)
{
	struct sbuf b = { 0 };
	struct period p;

	ok(period_parse(sv_of(text), &p), "%s is a period", text);
	words_period(&b, &p);
	(void)is_str(b.p, want, text);
	sbuf_release(&b);
}

int
main(void)
{
	struct sbuf b = { 0 };

	/* the column for radio, section 4 */
	number("98.8", "九十八点八");
	number("3.26", "三点二六");
	number("31", "三十一");
	number("-6.2", "负六点二");
	number("0.05", "零点零五");
	number("13.0", "十三点零");
	/* zeros inside and at the end, tens at the head and inside */
	number("0", "零");
	number("10", "十");
	number("12", "十二");
	number("20", "二十");
	number("100", "一百");
	number("105", "一百零五");
	number("110", "一百一十");
	number("119", "一百一十九");
	number("1000", "一千");
	number("1005", "一千零五");
	number("1010", "一千零一十");
	number("1100", "一千一百");
	number("10000", "一万");
	number("10010", "一万零一十");
	number("24000", "二万四千");
	number("100001", "十万零一");
	number("101000", "十万一千");
	number("120305", "十二万零三百零五");
	number("100000000", "一亿");
	number("100010000", "一亿零一万");
	number("1000000000000", "一万亿");
	number("1234500000000", "一万二千三百四十五亿");
	number("1000100000001", "一万零一亿零一");
	number("<0.004", "小于零点零零四");
	number(">24000", "大于二万四千");
	/* before a measure word */
	count("2", "两");
	count("12", "十二");
	count("2.0", "二点零");
	count("3", "三");

	words_digits(&b, sv_of("2026"));
	(void)is_str(b.p, "二零二六", "a year is read digit by digit");
	sbuf_release(&b);

	period("2026-10-19", "2026年10月19日");
	period("2026-10", "2026年10月");
	period("2026", "2026年");
	period("2026-Q4", "2026年第4季度");
	period("2026-W07", "2026年第7周");
	period("ytd:2026-10", "2026年1—10月");
	period("ytd:2026-01", "2026年1月");
	period("2026-winter", "2026年冬季");
	period("2026-spring", "2026年春季");
	period("2026-summer", "2026年夏季");
	period("2026-autumn", "2026年秋季");
	period("2026-10-01..2026-10-07", "2026年10月1日至7日");
	period("2026-09-28..2026-10-04", "2026年9月28日至10月4日");
	period("2025-12-29..2026-01-04", "2025年12月29日至2026年1月4日");
	period("2025-11..2026-02", "2025年11月至2026年2月");
	return done_testing();
}

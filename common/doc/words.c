#include <stdlib.h>

#include "words.h"

static const char *const digit[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

void
words_digits(struct sbuf *b, struct sv s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			sbuf_puts(b, digit[s.p[i] - '0']);
		else
			sbuf_putc(b, s.p[i]);
	}
}

/*
 * 1 to 9999.  inner: larger groups stand before it, so that a missing thousand is read as 零 and a
 * ten at its head as 一十.
 */
static void
put_group(struct sbuf *b, int v, bool inner)
{
	static const char *const unit[] = { "千", "百", "十", "" };
	const int d[4] = { v / 1000, v / 100 % 10, v / 10 % 10, v % 10 };
	bool begun = inner, gap = false;

	for (int i = 0; i < 4; i++) {
		if (d[i] == 0) {
			gap = begun;
			continue;
		}
		if (gap)
			sbuf_puts(b, digit[0]);
		if (!(i == 2 && d[i] == 1 && !begun))
			sbuf_puts(b, digit[d[i]]);
		sbuf_puts(b, unit[i]);
		begun = true;
		gap = false;
	}
}

static void
put_whole(struct sbuf *b, int64_t v)
{
	static const char *const unit[] = { "", "万", "亿", "万亿", "亿亿" };
	int group[5], top = 0;
	bool begun = false, gap = false;

	for (int i = 0; i < 5; i++) {
		group[i] = (int)(v % 10000);
		v /= 10000;
		if (group[i] != 0)
			top = i;
	}
	if (top == 0 && group[0] == 0)
		sbuf_puts(b, digit[0]);
	for (int i = top; i >= 0; i--) {
		if (group[i] == 0) {
			gap = begun;
			continue;
		}
		if (gap && group[i] >= 1000)
			sbuf_puts(b, digit[0]);
		put_group(b, group[i], begun);
		/* 一万亿 is one unit: its 亿 is left to the next group that has one */
		sbuf_puts(b, i == 3 && group[2] != 0 ? "万" : unit[i]);
		begun = true;
		gap = false;
	}
}

void
words_number(struct sbuf *b, struct dec x)
{
	char text[DEC_TEXT];
	struct sv rest, whole, part;

	if (!dec_has(x))
		return;
	if (x.cens != 0)
		sbuf_puts(b, x.cens == '<' ? "小于" : "大于");
	x.cens = 0;
	rest = (struct sv){ text, dec_print(text, x) };
	if (rest.n > 0 && rest.p[0] == '-') {
		sbuf_puts(b, "负");
		rest.p++;
		rest.n--;
	}
	(void)sv_split(&rest, '.', &whole);
	put_whole(b, strtoll(whole.p, NULL, 10));
	if (sv_split(&rest, '.', &part)) {
		sbuf_puts(b, "点");
		words_digits(b, part);
	}
}

void
words_count(struct sbuf *b, struct dec x)
{
	if (dec_has(x) && x.cens == 0 && dec_cmp(x, dec_int(2)) == 0 && x.scale == 0)
		sbuf_puts(b, "两");
	else
		words_number(b, x);
}

static void
put_day(struct sbuf *b, struct ymd t)
{
	sbuf_printf(b, "%d年%d月%d日", t.y, t.m, t.d);
}

/* A run of days: what both ends share is said once. */
static void
put_range(struct sbuf *b, struct ymd from, struct ymd to)
{
	const bool months = from.d == 1 && to.d == civil_month_days(to.y, to.m);

	if (months && from.y == to.y && from.m == to.m)
		sbuf_printf(b, "%d年%d月", from.y, from.m);
	else if (months && from.y == to.y)
		sbuf_printf(b, "%d年%d—%d月", from.y, from.m, to.m);
	else if (months)
		sbuf_printf(b, "%d年%d月至%d年%d月", from.y, from.m, to.y, to.m);
	else {
		put_day(b, from);
		if (from.y != to.y)
			sbuf_printf(b, "至%d年%d月%d日", to.y, to.m, to.d);
		else if (from.m != to.m)
			sbuf_printf(b, "至%d月%d日", to.m, to.d);
		else
			sbuf_printf(b, "至%d日", to.d);
	}
}

void
words_period(struct sbuf *b, const struct period *p)
{
	static const char *const season[] = { "冬季", "春季", "夏季", "秋季" };
	const struct ymd from = civil_ymd(p->from), to = civil_ymd(p->to);
	char label[CIVIL_TEXT];

	switch (p->step) {
	case STEP_DAY:
		put_day(b, from);
		break;
	case STEP_WEEK:
		(void)period_print(label, p);		/* 2026-W07 */
		sbuf_printf(b, "%.4s年第%ld周", label, strtol(label + 6, NULL, 10));
		break;
	case STEP_QUARTER:
		sbuf_printf(b, "%d年第%d季度", from.y, (from.m + 2) / 3);
		break;
	case STEP_SEASON:
		sbuf_printf(b, "%d年%s", to.y, season[to.m / 3 % 4]);
		break;
	case STEP_YEAR:
		sbuf_printf(b, "%d年", from.y);
		break;
	default:
		put_range(b, from, to);
		break;
	}
}

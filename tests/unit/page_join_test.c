/* page_join: numbers with their units, and what is set lower. */
#include "page_join.h"
#include "tap.h"

/* The first group of text, "" if there is none. */
static const char *
first(const char *text, bool sub)
{
	static char buf[128];
	struct page_span s = { 0, 0 };
	const struct sv t = { text, strlen(text) };
	const bool found = sub ? page_sub_next(NULL, t, 0, &s) : page_join_next(NULL, t, 0, &s);

	(void)snprintf(buf, sizeof(buf), "%.*s", found ? (int)(s.to - s.from) : 0, text + s.from);
	return buf;
}

int
main(void)
{
	static const struct {
		const char	*text, *join;
	} joins[] = {
		{ "浓度为26微克/立方米，", "26微克/立方米" },
		{ "下降6.2%。", "6.2%" },
		{ "气温16.8℃，", "16.8℃" },
		{ "上升1.2个百分点", "1.2个百分点" },
		{ "共3个县", "3个" },
		{ "1～10月，", "1～10月" },
		{ "为−3.2%", "−3.2%" },
		{ "约15 μg/m³的", "15 μg/m³" },
		{ "（GB 3095—2026）", "3095—2026" },
		{ "有1,234天次", "1,234天次" },
		{ "风速<1.0米/秒", "<1.0米/秒" },
		{ "无数字", "" },
		{ "PM2.5无", "" },
	};
	static const struct {
		const char	*text, *sub;
	} subs[] = {
		{ "PM2.5浓度", "2.5" }, { "PM10平均", "10" }, { "（SO2）", "2" },
		{ "O3-8h", "3" }, { "NOx小时", "x" }, { "CODMn为", "Mn" }, { "PM25", "" }, { "ISO2", "" }, { "O3_8h", "3" }, { "CO", "" }, { "NO21", "" },
	};

	for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++)
		is_str(first(joins[i].text, false), joins[i].join, joins[i].text);
	for (size_t i = 0; i < sizeof(subs) / sizeof(subs[0]); i++)
		is_str(first(subs[i].text, true), subs[i].sub, subs[i].text);
	ok(page_is_cjk(0x6e87), "溇 is Chinese");
	ok(page_is_cjk(0x2162), "Ⅲ is set as Chinese");
	ok(!page_is_cjk('a'), "a is not");
	return done_testing();
}

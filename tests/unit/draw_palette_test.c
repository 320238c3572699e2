/* The table of colours: complete, readable, apart without colour. */
#include "palette.h"
#include "tap.h"

static const struct tables builtin;

/* Relative luminance, WCAG 2.1. */
static double
luminance(uint32_t rgb)
{
	double sum = 0;
	const double weight[3] = { 0.2126, 0.7152, 0.0722 };

	for (int i = 0; i < 3; i++) {
		const double c = (rgb >> (16 - 8 * i) & 0xff) / 255.0;

		sum += weight[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double
contrast(uint32_t a, uint32_t b)
{
	const double x = luminance(a), y = luminance(b);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

/* A table of classes of another colour. */
static void
other_classes(struct tables *tabs)
{
	static const char *const head[] = { "class", "rgb" }, *const cell[] = { "1", "#123456" };
	static struct table t = { .name = "water_classes", .comment = "", .ncol = 2, .nrow = 1, .head = head,
		.cell = cell };

	table_replace(tabs, &t, "w.csv");
}

int
main(void)
{
	static const uint32_t fill[] = { 0x00E400, 0xFFFF00, 0xFF7E00, 0xFF0000, 0x99004C,
		0x7E0023 };
	static const char *const word[] = { "优", "良", "轻度污染", "中度污染", "重度污染",
		"严重污染" };
	static const uint32_t water[] = { 0xCCFFFF, 0x00CCFF, 0x00FF00, 0xFFFF00, 0xFF9B00, 0xFF0000 };
	static const char *const numeral[] = { "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ" };
	struct tables tabs = { 0 };
	struct palette p;
	struct swatch s, before = { 0 };
	const char *item;
	size_t n;

	palette_init(&p, &builtin, false);
	for (int level = 1; level <= PALETTE_LEVELS; level++) {
		s = palette_level(&p, level);
		ok(s.fill == fill[level - 1], "level %d: the colour of HJ 633", level);
		is_str(s.word, word[level - 1], "its word");
		ok(contrast(s.fill, s.text) >= 4.5, "its text is readable (%.1f)",
		    contrast(s.fill, s.text));
		ok((s.hatch != HATCH_NONE) == (level >= 4), "hatched from level 4 on");
		ok(level < 5 || s.hatch != before.hatch, "unlike the level below it");
		before = s;
	}
	for (int class = 1; class <= PALETTE_CLASSES; class++) {
		s = palette_class(&p, class);
		ok(s.fill == water[class - 1], "class %d: the colour of the layout, 8.2", class);
		is_str(s.mark, numeral[class - 1], "its numeral");
		ok(contrast(s.fill, s.text) >= 4.5, "its text is readable (%.1f)", contrast(s.fill, s.text));
		ok((s.hatch != HATCH_NONE) == (class >= 4), "hatched from class 4 on");
		ok(class < 5 || s.hatch != before.hatch, "unlike the class below it");
		before = s;
	}
	for (n = 0; (item = palette_item_name(&p, n)) != NULL; n++)
		ok(palette_item(&p, item, &s) && contrast(s.fill, s.text) >= 4.5 &&
			strlen(s.mark) == 1,
		    "%s: a colour, readable text, one letter", item);
	is_int((long)n, 6, "six pollutants");
	ok(!palette_item(&p, "Hg", &s), "others have no colour of their own");
	for (size_t i = 0; i < PALETTE_SERIES; i++) {
		for (size_t k = 0; k < i; k++)
			ok(palette_series(&p, i).fill != palette_series(&p, k).fill,
			    "series %zu and %zu differ", i, k);
	}
	ok(palette_series(&p, PALETTE_SERIES).fill == palette_series(&p, 0).fill,
	    "then they begin again");
	ok(luminance(palette_role(&p, "base")) - luminance(palette_role(&p, "this")) > 0.25,
	    "this and the earlier period are apart in grey print");
	other_classes(&tabs);
	palette_init(&p, &tabs, false);
	ok(palette_class(&p, 1).fill == 0x123456, "the fill of a class is that of water_classes");
	is_str(palette_class(&p, 1).mark, "Ⅰ", "the rest is the palette's");
	palette_init(&p, &builtin, true);
	is_str(palette_class(&p, 6).mark, ">V", "numerals of classes in English");
	is_str(palette_level(&p, 1).word, "Excellent", "words in English");
	return done_testing();
}

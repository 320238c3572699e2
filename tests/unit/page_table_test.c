/* page_table, page_style: where numbers are split, what columns are, colours that can be read. */
#include "page_table.h"
#include "tap.h"

static int
split(const char *s)
{
	return page_table_split((struct sv){ s, strlen(s) });
}

static void
test_split(void)
{
	ok(split("26") == 2, "a whole number is split behind it");
	ok(split("98.8") == 2, "before the point");
	ok(split("+0.5") == 2, "behind the sign");
	ok(split("−12.5%") == (int)strlen("−12"), "a minus of three bytes");
	ok(split("1,234.5") == 5, "thousands");
	ok(split("0.01L") == 1, "below the limit of detection");
	ok(split("31（27）") == 2, "with another in brackets");
	ok(split("▲ 6.5") == (int)strlen("▲ 6"), "a mark before it");
	ok(split("—") == -1 && split("") == -1, "no number");
	ok(split("2026-10-01") == -1, "a date is none");
	ok(split("3号断面") == -1, "nor is a name that begins with one");
}

static void
test_colours(void)
{
	const struct page_rgb red = page_rgb_legible(page_rgb_level(NULL, 4));
	const struct page_rgb purple = page_rgb_legible(page_rgb_level(NULL, 5));

	ok(red.r == 0, "black on red (contrast 5.3 against 4.0)");
	ok(purple.r == 1, "white on purple");
	near(page_rgb_level(NULL, 3).g, 126 / 255.0, 1e-9, "level 3 is 255,126,0");
	near(page_rgb_level(NULL, PAGE_LEVELS + 5).g, 155 / 255.0, 1e-9, "class 5 is 255,155,0");
	for (unsigned int class = 1; class <= 6; class++)
		ok(page_rgb_legible(page_rgb_level(NULL, PAGE_LEVELS + class)).r == 0, "black on class %u", class);
	near(page_rgb_of("#A9B8C6").b, 198 / 255.0, 1e-9, "a colour of six digits");
}

static void
test_grid(void)
{
	struct page_sheet g, r;

	page_sheet_init(&g, NULL, "G");
	page_sheet_init(&r, NULL, "R");
	near(g.width - g.left - g.right, 156 * PAGE_MM, 0.01, "G: type area 156 mm wide");
	near(g.height - g.top - g.bottom, 225 * PAGE_MM, 0.01, "G: 225 mm high");
	near(28 * g.style[STYLE_BODY].size, 156 * PAGE_MM, 0.02, "G: 28 characters a line");
	near(22 * g.style[STYLE_BODY].pitch, 225 * PAGE_MM, 0.03, "G: 22 lines");
	near(r.width - r.left - r.right, 163 * PAGE_MM, 0.01, "R: type area 163 mm wide");
	near(r.height - r.top - r.bottom, 244 * PAGE_MM, 0.01, "R: 244 mm high");
}

int
main(void)
{
	test_split();
	test_colours();
	test_grid();
	return done_testing();
}

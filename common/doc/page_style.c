#include <assert.h>
#include <math.h>
#include <string.h>

#include "decimal.h"
#include "page_style.h"

static const char *const names[STYLE_N] = {
	[STYLE_MASTHEAD] = "masthead", [STYLE_ISSUE] = "issue", [STYLE_TITLE] = "title",
	[STYLE_SUBTITLE] = "subtitle", [STYLE_H1] = "h1", [STYLE_H2] = "h2", [STYLE_H3] = "h3",
	[STYLE_BODY] = "body", [STYLE_ITEM] = "item", [STYLE_SUMMARY] = "summary", [STYLE_NOTE] = "note",
	[STYLE_CAPTION] = "caption", [STYLE_FIGCAPTION] = "figcaption", [STYLE_UNIT] = "unit",
	[STYLE_CELL] = "cell", [STYLE_CELLHEAD] = "cellhead", [STYLE_SMALLCELL] = "smallcell",
	[STYLE_SMALLHEAD] = "smallhead", [STYLE_SIGN] = "sign", [STYLE_IMPRINT] = "imprint",
	[STYLE_FOOTNOTE] = "footnote", [STYLE_HEADER] = "header", [STYLE_FOOTER] = "footer",
	[STYLE_STAMP] = "stamp", [STYLE_ADDRESS] = "address",
};

static double
number(const struct table *t, size_t row, const char *col)
{
	struct dec x;
	const bool ok = dec_parse(sv_of(table_at(t, row, table_col(t, col))), &x);

	assert(ok);
	return ok ? dec_double(x) : 0;
}

static enum page_align
align_of(const char *s)
{
	if (strcmp(s, "centre") == 0)
		return ALIGN_CENTRE;
	if (strcmp(s, "right") == 0)
		return ALIGN_RIGHT;
	return strcmp(s, "justify") == 0 ? ALIGN_JUSTIFY : ALIGN_LEFT;
}

static void
take_style(struct page_style *s, const struct table *t, size_t row)
{
	*s = (struct page_style){
		.role = table_at(t, row, table_col(t, "role")),
		.size = number(t, row, "size"), .pitch = number(t, row, "pitch"),
		.before = number(t, row, "before"), .after = number(t, row, "after"),
		.indent = number(t, row, "indent"), .left = number(t, row, "left"),
		.align = align_of(table_at(t, row, table_col(t, "align"))),
		.colour = page_rgb_of(table_at(t, row, table_col(t, "colour"))),
		.keep = (size_t)number(t, row, "keep"),
	};
}

static void
take_size(struct page_sheet *s, const struct table *t, size_t row)
{
	s->width = number(t, row, "width") * PAGE_MM;
	s->height = number(t, row, "height") * PAGE_MM;
	s->top = number(t, row, "top") * PAGE_MM;
	s->bottom = number(t, row, "bottom") * PAGE_MM;
	s->left = number(t, row, "left") * PAGE_MM;
	s->right = number(t, row, "right") * PAGE_MM;
	s->header = number(t, row, "header") * PAGE_MM;
	s->footer = number(t, row, "footer") * PAGE_MM;
	s->half = number(t, row, "half") * PAGE_MM;
}

void
page_sheet_init(struct page_sheet *s, const struct tables *tabs, const char *profile)
{
	const struct table *sizes = table_get(tabs, "page_sizes"), *styles = table_get(tabs, "page_styles");
	const size_t name = table_col(styles, "style");

	*s = (struct page_sheet){ .profile = profile[0] };
	for (size_t i = 0; i < sizes->nrow; i++) {
		if (strcmp(table_at(sizes, i, table_col(sizes, "profile")), profile) == 0)
			take_size(s, sizes, i);
	}
	for (size_t i = 0; i < styles->nrow; i++) {
		if (strcmp(table_at(styles, i, table_col(styles, "profile")), profile) != 0)
			continue;
		for (size_t k = 0; k < STYLE_N; k++) {
			if (strcmp(table_at(styles, i, name), names[k]) == 0)
				take_style(&s->style[k], styles, i);
		}
	}
	for (size_t k = 0; k < STYLE_N; k++)
		assert(s->style[k].role != NULL);
}

static double
hex2(const char *p)
{
	static const char digits[] = "0123456789ABCDEF0123456789abcdef";
	double v = 0;

	for (int i = 0; i < 2; i++) {
		const char *d = p[i] == '\0' ? NULL : strchr(digits, p[i]);

		v = v * 16 + (d == NULL ? 0 : (double)((d - digits) % 16));
	}
	return v / 255;
}

struct page_rgb
page_rgb_of(const char *hex)
{
	if (hex[0] != '#' || strlen(hex) != 7)
		return (struct page_rgb){ 0, 0, 0 };
	return (struct page_rgb){ hex2(hex + 1), hex2(hex + 3), hex2(hex + 5) };
}

static double
linear(double c)
{
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

struct page_rgb
page_rgb_legible(struct page_rgb g)
{
	const double y = 0.2126 * linear(g.r) + 0.7152 * linear(g.g) + 0.0722 * linear(g.b);
	const double black = (y + 0.05) / 0.05, white = 1.05 / (y + 0.05), v = white > black ? 1 : 0;

	return (struct page_rgb){ v, v, v };
}

struct page_rgb
page_rgb_level(const struct tables *tabs, unsigned int level)
{
	const bool water = level > PAGE_LEVELS;
	const struct table *t = table_get(tabs, water ? "water_classes" : "aqi_levels");
	const size_t col = table_col(t, water ? "class" : "level"), rgb = table_col(t, "rgb");
	const char digit = (char)('0' + (water ? level - PAGE_LEVELS : level));
	struct page_rgb c = { 1, 1, 1 };

	for (size_t i = 0; i < t->nrow; i++) {		/* the last edition's, where they differ */
		if (table_at(t, i, col)[0] == digit)
			c = page_rgb_of(table_at(t, i, rgb));
	}
	return c;
}

struct page_rgb
page_rgb_warn(const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "palette");
	const size_t set = table_col(t, "set"), key = table_col(t, "key"), rgb = table_col(t, "rgb");
	struct page_rgb c = { 1, 1, 1 };

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, set), "role") == 0 && strcmp(table_at(t, i, key), "warn") == 0)
			c = page_rgb_of(table_at(t, i, rgb));
	}
	return c;
}

#include <assert.h>
#include <stdlib.h>

#include "palette.h"

void
palette_init(struct palette *p, const struct tables *tabs, bool en)
{
	p->colors = table_get(tabs, "palette");
	p->levels = table_get(tabs, "aqi_levels");
	p->classes = table_get(tabs, "water_classes");
	p->en = en;
}

/* "#RRGGBB"; the tables are checked by their tests. */
static uint32_t
rgb(const char *s)
{
	return *s == '#' ? (uint32_t)strtoul(s + 1, NULL, 16) : INK_NONE;
}

static const char *
at(const struct table *t, size_t row, const char *col)
{
	return table_at(t, row, table_col(t, col));
}

static bool
find(const struct palette *p, const char *set, const char *key, struct swatch *s)
{
	static const char *const hatch[] = { "none", "rising", "falling", "cross" };
	const struct table *t = p->colors;

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(at(t, i, "set"), set) != 0 || strcmp(at(t, i, "key"), key) != 0)
			continue;
		*s = (struct swatch){ .fill = rgb(at(t, i, "rgb")), .text = rgb(at(t, i, "text")),
		    .mark = at(t, i, p->en ? "mark_en" : "mark_zh") };
		for (int h = 0; h < 4; h++) {
			if (strcmp(at(t, i, "hatch"), hatch[h]) == 0)
				s->hatch = (enum hatch)h;
		}
		return true;
	}
	return false;
}

static bool
find_number(const struct palette *p, const char *set, long n, struct swatch *s)
{
	char key[24];

	(void)snprintf(key, sizeof(key), "%ld", n);
	return find(p, set, key, s);
}

/* The last row of the level is the newest edition's; colours are the same in all. */
struct swatch
palette_level(const struct palette *p, int level)
{
	struct swatch s = { .fill = INK_NONE };
	const bool found = find_number(p, "level", level, &s);

	assert(found);
	(void)found;
	for (size_t i = 0; i < p->levels->nrow; i++) {
		if (strtol(at(p->levels, i, "level"), NULL, 10) != level)
			continue;
		s.fill = rgb(at(p->levels, i, "rgb"));
		s.word = at(p->levels, i, p->en ? "category_en" : "category_zh");
	}
	return s;
}

struct swatch
palette_class(const struct palette *p, int class)
{
	struct swatch s = { .fill = INK_NONE };
	const bool found = find_number(p, "class", class, &s);

	assert(found);
	(void)found;
	for (size_t i = 0; i < p->classes->nrow; i++) {
		if (strtol(at(p->classes, i, "class"), NULL, 10) == class)
			s.fill = rgb(at(p->classes, i, "rgb"));
	}
	s.word = s.mark;
	return s;
}

bool
palette_item(const struct palette *p, const char *item, struct swatch *s)
{
	return find(p, "item", item, s);
}

struct swatch
palette_series(const struct palette *p, size_t i)
{
	struct swatch s = { .fill = 0 };
	const bool found = find_number(p, "series", (long)(i % PALETTE_SERIES) + 1, &s);

	assert(found);
	(void)found;
	return s;
}

struct swatch
palette_role_swatch(const struct palette *p, const char *role)
{
	struct swatch s = { .fill = 0 };
	const bool found = find(p, "role", role, &s);

	assert(found);
	(void)found;
	return s;
}

uint32_t
palette_role(const struct palette *p, const char *role)
{
	return palette_role_swatch(p, role).fill;
}

const char *
palette_item_name(const struct palette *p, size_t i)
{
	for (size_t r = 0; r < p->colors->nrow; r++) {
		if (strcmp(at(p->colors, r, "set"), "item") == 0 && i-- == 0)
			return at(p->colors, r, "key");
	}
	return NULL;
}

/*
 * palette - the colours, hatches and one-letter signs of figures.
 * Source: common/data/palette.csv; fills and words of the AQI levels: aqi_levels.csv (HJ 633);
 * fills of the water classes: water_classes.csv.
 * Needs: table, canvas.
 *
 *	struct palette p;
 *	palette_init(&p, tabs);
 *	canvas_rect(c, x, y, w, h, palette_level(&p, 3).fill, NULL);
 */
#ifndef QJ_PALETTE_H
#define QJ_PALETTE_H

#include "canvas.h"
#include "table.h"

#define PALETTE_LEVELS	6	/* AQI levels, 1 to 6 */
#define PALETTE_CLASSES	6	/* water classes, 1 to 6 (worse than class V) */
#define PALETTE_SERIES	8	/* colours of series without one of their own */

struct swatch {
	uint32_t	 fill, text;	/* text: readable on the fill */
	enum hatch	 hatch;
	const char	*mark;		/* sign in a cell: 优, P; in the language asked */
	const char	*word;		/* of a level: 优, 轻度污染; of a class as mark; else NULL */
};

struct palette {
	const struct table	*colors, *levels, *classes;
	bool			 en;	/* words and signs in English */
};

void		palette_init(struct palette *, const struct tables *, bool en);

/* AQI level 1 to 6. */
struct swatch	palette_level(const struct palette *, int level);
/* Water class 1 to 6. */
struct swatch	palette_class(const struct palette *, int class);
/* A pollutant by its registry name; false where it has no colour of its own. */
bool		palette_item(const struct palette *, const char *item, struct swatch *);
/* The i-th series, from 0; after PALETTE_SERIES they begin again. */
struct swatch	palette_series(const struct palette *, size_t i);
/* "this", "base", "up", "axis", ...: must be in the table (asserted). */
uint32_t	palette_role(const struct palette *, const char *role);
/* The same with its sign, "" for none. */
struct swatch	palette_role_swatch(const struct palette *, const char *role);
/* The i-th pollutant of the table, NULL behind the last. */
const char     *palette_item_name(const struct palette *, size_t i);

#endif

/*
 * page_style - page geometry and the type scale of a profile, from the tables page_sizes and page_styles.
 * All lengths are in points (1/72 inch).  Pure.  Needs: table, decimal.
 *
 *	struct page_sheet s;
 *	page_sheet_init(&s, NULL, "R");
 *	s.style[STYLE_BODY].pitch;		(20 [pt])
 */
#ifndef QJ_PAGE_STYLE_H
#define QJ_PAGE_STYLE_H

#include "table.h"

#define PAGE_LEVELS	6		/* grounds: AQI levels, then water classes */
#define PAGE_GROUNDS	12
#define PAGE_MM		(72.0 / 25.4)	/* [pt] of a millimetre */

enum page_style_id {
	STYLE_MASTHEAD, STYLE_ISSUE, STYLE_TITLE, STYLE_SUBTITLE, STYLE_H1, STYLE_H2, STYLE_H3, STYLE_BODY,
	STYLE_ITEM, STYLE_SUMMARY, STYLE_NOTE, STYLE_CAPTION, STYLE_FIGCAPTION, STYLE_UNIT, STYLE_CELL,
	STYLE_CELLHEAD, STYLE_SMALLCELL, STYLE_SMALLHEAD, STYLE_SIGN, STYLE_IMPRINT, STYLE_FOOTNOTE,
	STYLE_HEADER, STYLE_FOOTER, STYLE_STAMP, STYLE_ADDRESS, STYLE_N
};

enum page_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_JUSTIFY };

struct page_rgb {
	double	r, g, b;	/* 0 to 1 */
};

struct page_style {
	const char	*role;		/* as in the table fonts; with "-bold" behind, bold */
	double		 size, pitch;	/* [pt] */
	double		 before, after;	/* space above and below [pt] */
	double		 indent, left;	/* first line's and whole indent [characters] */
	enum page_align	 align;
	struct page_rgb	 colour;
	size_t		 keep;		/* first and last lines that stay together */
};

struct page_sheet {
	char		  profile;	/* 'R' or 'G' */
	double		  width, height;		/* paper, upright [pt] */
	double		  top, bottom, left, right;	/* margins, upright [pt] */
	double		  header, footer;		/* baselines from the edge [pt] */
	double		  half;				/* widest of two pictures side by side [pt] */
	struct page_style style[STYLE_N];
};

/* profile: "R" or "G". */
void		page_sheet_init(struct page_sheet *, const struct tables *, const char *profile);

/* The colour "#RRGGBB"; black for anything else. */
struct page_rgb	page_rgb_of(const char *hex);

/* Black or white, whichever has the higher contrast on a ground of that colour (WCAG formula). */
struct page_rgb	page_rgb_legible(struct page_rgb ground);

/* The ground of AQI level 1 to 6 (table aqi_levels) and, as 7 to 12, of water class 1 to 6 (water_classes). */
struct page_rgb	page_rgb_level(const struct tables *, unsigned int level);
/* The ground of a warning, from the table palette. */
struct page_rgb	page_rgb_warn(const struct tables *);

#endif

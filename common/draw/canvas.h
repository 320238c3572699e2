/*
 * canvas - a page to draw on, in points [pt, 1/72 inch] from the top left corner, y downwards.
 * Three formats: PDF and PNG through cairo; SVG by a writer of our own, whose text stays text (cairo
 * would make outlines of it), so that a bulletin that embeds the picture can be searched.  Text is
 * measured by Pango for all three.  Fonts are found by fontconfig; a character that no font has is
 * remembered and refused at the end.  Same calls, same bytes: numbers have fixed decimals, the date
 * is the caller's.  Needs: diag, str, label; cairo, Pango.
 *
 *	struct canvas *c = canvas_open(CANVAS_SVG, &(struct canvas_page){ .w = 462, .h = 200 });
 *	canvas_text(c, 10, 20, "PM2.5", &(struct face){ .size = 8 });
 *	canvas_close(c, &d, &bytes);
 */
#ifndef QJ_CANVAS_H
#define QJ_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "diag.h"
#include "str.h"

#define CANVAS_FONT	"Noto Sans CJK SC"
#define CANVAS_LANG	"zh-CN"
#define MM_PT		(72 / 25.4)	/* [pt/mm] */
#define INK_NONE	UINT32_MAX	/* nothing is painted */

enum canvas_format { CANVAS_SVG, CANVAS_PDF, CANVAS_PNG, CANVAS_NFORMAT };

struct canvas_page {
	double		 w, h;		/* [pt] */
	int		 dpi;		/* of PNG; 0: 300 */
	const char	*title;		/* what a reader who cannot see it is told; may be NULL */
	const char	*date;		/* "2026-11-09", for PDF; NULL: the library's */
};

/* Colours are 0xRRGGBB. */
enum dash { DASH_NONE, DASH_LONG, DASH_SHORT, DASH_MIXED };
struct pen {
	uint32_t	color;
	double		width;		/* [pt] */
	enum dash	dash;
};

enum anchor { ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END };
struct face {
	double		size;		/* [pt] */
	uint32_t	color;
	enum anchor	anchor;
	double		angle;		/* [degrees], clockwise about the anchor */
	bool		bold;
};

/* A point [pt]. */
struct spot {
	double	x, y;
};

enum hatch { HATCH_NONE, HATCH_RISING, HATCH_FALLING, HATCH_CROSS };
enum marker { MARKER_CIRCLE, MARKER_SQUARE, MARKER_TRIANGLE, MARKER_DIAMOND, MARKER_N };

struct canvas;

/* What a backend does; the arguments are those of the functions below, checked. */
struct canvas_ops {
	void	(*open)(struct canvas *);
	void	(*path)(struct canvas *, const struct spot *, size_t n, bool closed,
	    uint32_t fill, const struct pen *);
	void	(*circle)(struct canvas *, double x, double y, double r, uint32_t fill,
	    const struct pen *);
	void	(*text)(struct canvas *, double x, double y, const char *, const struct face *);
	void	(*group)(struct canvas *, const char *title);
	void	(*end)(struct canvas *);
	void	(*clip)(struct canvas *, double x, double y, double w, double h);
	void	(*unclip)(struct canvas *);
	bool	(*close)(struct canvas *);	/* false: the library failed, why in c->failure */
};

struct canvas {
	struct canvas_page	 page;
	enum canvas_format	 format;
	const struct canvas_ops	*ops;
	struct sbuf		 out;		/* the finished bytes, or those so far */
	struct sbuf		 unknown;	/* the first text with a character no font has */
	const char		*failure;
	size_t			 nclip;
	bool			 has_text;
	struct _PangoLayout	*layout;	/* for measuring and, with cairo, showing */
	struct _cairo		*cr;
	struct _cairo_surface	*surface;
};

struct canvas *canvas_open(enum canvas_format, const struct canvas_page *);

/*
 * Ends the picture and gives its bytes to out (which the caller releases).  Refuses, through diag,
 * a text that no font can show; dies where the library failed.  Frees the canvas.
 */
void	canvas_close(struct canvas *, struct diag *, struct sbuf *out);

/* "svg", "pdf", "png", also as the suffix of a file name; CANVAS_NFORMAT for none of them. */
enum canvas_format canvas_format_of(const char *name);

/* Shapes; fill INK_NONE and pen NULL leave that part out. */
void	canvas_line(struct canvas *, double x0, double y0, double x1, double y1,
	    const struct pen *);
void	canvas_rect(struct canvas *, double x, double y, double w, double h, uint32_t fill,
	    const struct pen *);
void	canvas_path(struct canvas *, const struct spot *, size_t n, bool closed, uint32_t fill,
	    const struct pen *);
void	canvas_circle(struct canvas *, double x, double y, double r, uint32_t fill,
	    const struct pen *);
void	canvas_marker(struct canvas *, enum marker, double x, double y, double r, uint32_t fill,
	    const struct pen *);
/* Lines across a rectangle, as strokes of the picture, not as a bitmap pattern. */
void	canvas_hatch(struct canvas *, double x, double y, double w, double h, enum hatch,
	    uint32_t color);

/* x, y is the anchor on the base line.  Item names get their subscripts (label). */
void	canvas_text(struct canvas *, double x, double y, const char *, const struct face *);
/* Width of the text [pt]. */
double	canvas_width(struct canvas *, const char *, const struct face *);

/* A part of the picture with words for who cannot see it; groups nest. */
void	canvas_group(struct canvas *, const char *title);
void	canvas_end(struct canvas *);

/* What follows shows within the rectangle only; one at a time. */
void	canvas_clip(struct canvas *, double x, double y, double w, double h);
void	canvas_unclip(struct canvas *);

/* The backends. */
extern const struct canvas_ops canvas_svg, canvas_cairo;
/* The lengths of a dash pattern [pt] for a pen, d[6]; returns how many, 0 for a solid line. */
int	canvas_dashes(const struct pen *, double d[6]);
/* Sets text and face into the layout. */
void	canvas_lay(struct canvas *, const char *, const struct face *);

#endif

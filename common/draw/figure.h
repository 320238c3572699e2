/*
 * figure - what all kinds of chart share: the page, its title, note and legend, words, item names.
 * A kind binds its columns in the frame, reads it, and calls figure_begin with the height it needs;
 * then it draws in the box that is left.  Lengths are in points [pt].
 * Needs: canvas, palette, axis, frame, items.
 */
#ifndef QJ_FIGURE_H
#define QJ_FIGURE_H

#include "axis.h"
#include "canvas.h"
#include "cli.h"
#include "frame.h"
#include "items.h"
#include "palette.h"

#define FIGURE_TEXT	8.0	/* labels [pt] */
#define FIGURE_SMALL	7.0	/* values within marks [pt] */
#define FIGURE_LEAST	6.5	/* the smallest text but for calendar cells [pt] */
#define FIGURE_EDGE	3.0	/* left free all round the page [pt] */
#define FIGURE_ROWS	400	/* names of one figure; more cannot be read on a page */

/* What the command line asks for; NULL and 0 where it does not. */
struct figure_opts {
	const char		*title, *note;
	double			 width, height;		/* [mm]; height 0: by kind */
	int			 dpi;
	enum canvas_format	 format;
	bool			 en;			/* words in English */
	const char		*items;			/* comma-separated columns */
	const char		*label;			/* column that names rows or series */
	const char		*station, *time;	/* columns of names and times */
	const char		*period;
	const char		*mark;			/* time to be marked */
	const char		*unit;
	int			 decimals;		/* of printed values; -1: by item */
	int			 top;			/* rows drawn of a sorted kind; 0: by kind */
	const struct cli_list	*limits;		/* ITEM=VALUE */
	const struct cli_list	*names;			/* WORD=TEXT, COLUMN=TEXT */
	const char		*date;			/* of PDF */
};

struct box {
	double	x0, y0, x1, y1;
};

struct figure {
	struct diag			*d;
	const struct figure_opts	*o;
	struct frame			 f;
	struct palette			 pal;
	struct items			 items;
	struct canvas			*c;
	struct period			 period;	/* --period */
	struct box			 body;		/* what is left to draw in */
	const char			*kind;
	bool				 named_limits;	/* --limit may be ITEM:NAME=VALUE */
};

void	figure_init(struct figure *, struct diag *, struct csvin *, const struct figure_opts *,
	    const char *kind);
/* Ends the picture; its bytes go to out. */
void	figure_finish(struct figure *, struct sbuf *out);

/*
 * Opens the page, as high as --height says, else so that the body has height [pt]; draws title
 * and note.  Without rows it says so and returns false: nothing else is to be drawn.
 */
bool	figure_begin(struct figure *, double height);

/* Refuses the page where less than least is left of its height or width [pt]. */
void	figure_room(const struct figure *, double height, double least);
void	figure_breadth(const struct figure *, double width, double least);

/*
 * The column that names the rows: --label, else "county" if there is one, else that of
 * --station.
 */
const char *figure_label_column(const struct figure *);
/* The same of water, where a county is only an attribute: --label, "name", --station, "county". */
const char *figure_section_column(const struct figure *);

/* A word of the figure, by its key ("base", "this", "limit", ...), as --name has it or built in. */
const char *figure_word(const struct figure *, const char *key);
/* Refuses a --name of what is neither a word nor a column. */
void	figure_check_names(const struct figure *);
/* What --name says for key; NULL if nothing. */
const char *figure_name_of(const struct figure *, const char *key);

/*
 * The column as it is shown: --name's text, else "CO_p95" as CO-95per, "I_PM2.5" as PM2.5, in
 * Chinese "TP" as 总磷; appended.
 */
void	figure_column_name(const struct figure *, struct sbuf *, const char *column);
/* Its unit as printed (--unit before all), appended; nothing where it has none. */
void	figure_column_unit(const struct figure *, struct sbuf *, const char *column);
/* name（unit）, for the title of an axis; appended. */
void	figure_axis_title(const struct figure *, struct sbuf *, const char *column);
/*
 * Decimals shown for a column: --decimals, else the item's, else as many as the data have, at
 * most 2.
 */
int	figure_decimals(const struct figure *, const char *column, size_t num);
/* The item of a column; false where it is none. */
bool	figure_item(const struct figure *, const char *column, struct item_column *);

/*
 * The columns that are items, in the order of the table, but for those of a statistic in skip, which
 * ends with NULL; appended to column[max].  Returns how many; refuses a table without any.
 */
size_t	figure_own_items(struct figure *, struct sbuf *column, size_t max, const char *const *skip);

/* One --limit. */
struct figure_limit {
	struct sv	 name;		/* of ITEM:NAME=VALUE; empty for none */
	const char	*text;		/* its value as told */
	double		 value;
};
/* The i-th --limit, and whether it is of the column, or of the item it is a statistic of. */
bool	figure_limit_is(const struct figure *, size_t i, const char *column, struct figure_limit *);

/*
 * The first --limit of the column, or of the item it is a statistic of: its text, NULL and NAN if there
 * is none.
 */
const char *figure_limit(const struct figure *, const char *column, double *limit);
/* Refuses a --limit that none of the n columns uses. */
void	figure_limits_used(const struct figure *, const struct sbuf *column, size_t n);
/* The rows by a number, the largest first, missing ones last, ties as in the table: order[nrow]. */
void	figure_sorted(const struct figure *, size_t num, size_t *order);
/* Refuses more rows than a figure can show. */
void	figure_rows_at_most(const struct figure *, size_t rows);

/* The parts of a comma-separated list; returns how many (at most max, refused beyond). */
size_t	figure_list(const struct figure *, const char *list, struct sv *part, size_t max);

/*
 * Draws s (if draw) in lines of at most w below y; x is its anchor.  Returns the height they
 * take.
 */
double	figure_wrap(struct canvas *, const char *s, double x, double y, double w, double pitch,
	    const struct face *, bool draw);
/* Text made to fit w: smaller down to FIGURE_LEAST, then an ellipsis for its middle. */
void	figure_text_fit(struct figure *, double x, double y, double w, const char *, struct face);
/* Width for the names in column text of the rows [pt], whole points, at most max. */
double	figure_label_width(struct figure *, size_t text, double max);
/* Black or white text, or as the palette says, of that size. */
struct face figure_face(const struct figure *, double size, const char *role, enum anchor);
/* A line of that role's colour. */
struct pen figure_pen(const struct figure *, const char *role, double width);

/* legend: entries in a row at the top left of the body, broken into more where they do not fit */

enum legend_kind { LEGEND_FILL, LEGEND_THIN, LEGEND_LINE, LEGEND_TEXT };

struct legend_entry {
	enum legend_kind	 kind;
	struct swatch		 fill;		/* of LEGEND_FILL and LEGEND_THIN */
	struct pen		 pen;		/* of LEGEND_LINE */
	bool			 has_marker;
	enum marker		 marker;
	const char		*text;
};

/*
 * Draws the legend and takes its height off the body; before figure_begin it draws nothing.  Returns
 * the height.
 */
double	figure_legend(struct figure *, const struct legend_entry *, size_t n);

#endif

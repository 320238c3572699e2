/*
 * book - a workbook (xlsx): sheets of cells, native charts, notes, print set-up, properties.
 * Nothing of the library's shows here, so that what builds sheets need not know it.  Excel's limits
 * are checked; a NAN is never written; text is never a formula.  Two runs give the same bytes.
 * Needs: diag, csvout (outfile), map; libxlsxwriter, zlib.
 *
 *	struct book *b = book_open(&d, "water.xlsx", &(struct book_info){ .created = t });
 *	book_add(b, &sheet);
 *	book_close(b);
 */
#ifndef QJ_BOOK_H
#define QJ_BOOK_H

#include <stdint.h>
#include <time.h>

#include "diag.h"

#define BOOK_LEVELS	6
#define BOOK_CHOICES_MAX 20
#define BOOK_NO_COLOUR	UINT32_MAX

/* Fill and text colour (0xRRGGBB) of values from..to (to 0: no upper end) or of the text name. */
struct book_level {
	int		from, to;
	const char     *name;		/* numeral of a class; NULL: none */
	uint32_t	fill, ink;
};

struct book_pair {
	const char	*key, *value;
};

struct book_info {
	time_t			 created;	/* not 0: that would be the clock */
	struct book_level	 level[BOOK_LEVELS], class[BOOK_LEVELS];
	const struct book_pair	*property;	/* title, subject, author, manager, company, category, */
	size_t			 nproperty;	/* keywords, comments; any other name is a custom one */
	bool			 stream;	/* rows go to a temporary file: many cells, flat sheets only */
};

enum book_kind { BOOK_BLANK, BOOK_TEXT, BOOK_NUMBER, BOOK_TIME };

struct book_cell {
	enum book_kind	 kind;
	double		 number;	/* of a number; of a time [s from 1970-01-01 00:00 local] */
	struct sv	 text;		/* of a text; of a number or time as it is shown */
	const char	*format;	/* number format; NULL: the column's */
	uint32_t	 fill, ink;	/* BOOK_NO_COLOUR: none */
	bool		 bold;
};

/* What conditions colour a column: index values by level, classes by digit, classes by numeral. */
enum book_scale { SCALE_NONE, SCALE_INDEX, SCALE_CLASS, SCALE_NUMERAL };

struct book_column {
	struct sv	 name;		/* of the data column: charts ask for it */
	struct sv	 head, over;	/* over: head above, n 0 for none */
	const char	*format;	/* number format; NULL: General */
	char		 align;		/* 'l', 'c', 'r' */
	enum book_scale	 scale;
	struct sv	 choices;	/* of which a person picks, "|" between; n 0: none */
};

/* A sheet; with a caption it is laid out as a table of the report, without as flat data with a filter. */
struct book_sheet {
	const char		*name;
	struct sv		 caption, unit, note;	/* p NULL: none */
	bool			 landscape;
	size_t			 total;		/* closing rows that are totals, bold */
	size_t			 merge;		/* leading columns whose equal neighbours are one cell */
	size_t			 ncol, nrow;
	const struct book_column *col;
	/* fills *cell, which is blank without colours, with the cell at row, col */
	void		       (*cell)(void *arg, size_t row, size_t col, struct book_cell *cell);
	struct place	       (*place)(void *arg, size_t row, size_t col);	/* for messages */
	void			*arg;
};

enum book_chart_kind { CHART_COLUMN, CHART_COLUMN_STACKED_100, CHART_LINE, CHART_BAR_STACKED, CHART_DOUGHNUT,
		       CHART_NKIND };
#define BOOK_SERIES_MAX 32

struct book_chart {
	const char		*sheet;		/* where it stands */
	enum book_chart_kind	 kind;
	const char		*source;	/* sheet of the cells */
	struct sv		 category;	/* data column */
	struct sv		 series[BOOK_SERIES_MAX];
	uint32_t		 colour[BOOK_SERIES_MAX];	/* of series; of points in a doughnut */
	size_t			 nseries, ncolour;
	size_t			 first, last;	/* rows used, from 1; last 0: to the last but the totals */
	const char		*title, *alt, *unit;	/* NULL: none */
	struct place		 at;		/* for messages */
};

struct book;

/* path NULL or "-": standard output. */
struct book    *book_open(struct diag *, const char *path, const struct book_info *);

/* Refuses (diag): a bad or repeated sheet name, too many rows or columns, too long a text. */
void		book_add(struct book *, const struct book_sheet *);

/* A first sheet of notes: title, pairs, and links to every sheet added later. */
void		book_notes(struct book *, const char *name, const char *title, const struct book_pair *, size_t n);

/* Makes the sheet on which charts will stand, where it is new: sheets stand in the order they are made. */
void		book_chart_sheet(struct book *, const char *name);
/* Refuses: a sheet or column that is not there. */
void		book_chart(struct book *, const struct book_chart *);

/* Makes the file, reads it back, gives it its name; exit 3 where anything failed. */
void		book_close(struct book *);

/* Whether the finished xlsx at path is whole: every part inflates, has its size and CRC and ends as XML does. */
bool		book_verify(const char *path);

#endif

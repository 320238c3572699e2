/*
 * tables - the layout of a document's tables: which columns of which CSV, in what order, with what
 * heads and decimals.  One layout makes the table of the page and the sheet of the workbook, so that
 * both hold the same numbers.  Words of AQI levels: data/aqi_levels.csv; numerals of water classes:
 * water_classes.csv.  Needs: grid, facts, escape, decimal, waterclass.
 *
 *	struct layout l;
 *	layout_read(&l, &d, "tables.csv", "columns.csv");
 *	struct table_view v;
 *	table_bind(&v, &d, layout_find(&l, "days"), &grids, &tabs, &items);
 *	table_markdown(&v, &facts, &out);
 */
#ifndef QJ_TABLES_H
#define QJ_TABLES_H

#include "facts.h"
#include "grid.h"

enum column_format { FORMAT_TEXT, FORMAT_LEVEL, FORMAT_CLASS, FORMAT_NUMERAL, FORMAT_DATE, FORMAT_NUMBER };
/* Which way is worse, for the signs behind a change. */
enum column_worse { WORSE_NONE, WORSE_UP, WORSE_DOWN };

struct table_column {
	struct sv		 column;
	struct sv		 head;		/* two levels joined by " / " */
	enum column_format	 format;
	int			 decimals;
	bool			 plus;		/* + before positive numbers */
	enum column_worse	 worse;
	struct sv		 choices;	/* what a person may fill in, "|" between; n 0: anything */
};

/* One table; texts are borrowed from the layout's grids. */
struct table_layout {
	struct sv		 id, source, caption, unit, sheet, note;
	bool			 landscape;
	size_t			 total;		/* closing rows that are totals */
	size_t			 merge;		/* leading columns whose equal neighbours are one cell */
	struct table_column	*col;
	size_t			 ncol, cap;
	struct place		 at;
};

struct layout {
	struct grid		*tables, *columns;
	struct table_layout	*v;
	size_t			 n, cap;
};

/*
 * Reads a layout.  tables: table,source,caption,unit,sheet,landscape,note[,total,merge]; columns:
 * table,column,head,format.  Refused: an unknown format, a table without columns, a repeated name.
 */
void	layout_read(struct layout *, struct diag *, const char *tables, const char *columns);
void	layout_release(struct layout *);
/* NULL where there is none of that name. */
const struct table_layout *layout_find(const struct layout *, struct sv id);

/* A layout with the table it shows. */
struct table_view {
	const struct table_layout	*t;
	const struct grid		*g;
	const struct tables		*tabs;
	const struct items		*items;
	size_t				*col;	/* col[t->ncol]: column of g */
	int				*mark;	/* mark[t->ncol]: column X_mark of g, -1 for none */
	int				*bold;	/* the same of X_bold */
	int				 warn;	/* column warn of g, -1 for none */
	struct diag			*d;
};

/* Refuses where the source or a column of it is missing. */
void	table_bind(struct table_view *, struct diag *, const struct table_layout *, const struct grids *,
	    const struct tables *, const struct items *);
void	table_unbind(struct table_view *);

/* A cell as it is shown. */
struct table_cell {
	enum table_kind { CELL_EMPTY, CELL_TEXT, CELL_NUMBER, CELL_LEVEL, CELL_CLASS } kind;
	struct sbuf	text;		/* digits, word or text, without signs and marks */
	struct dec	value;		/* of a number, as displayed */
	int		level;		/* or class, 1 to 6; 0: none */
	int		trend;		/* 1 worse, -1 better, 0 neither */
	bool		warn;		/* its row is to be seen: column warn is neither empty nor 0 */
	bool		bold;		/* itself is: column X_bold is neither empty nor 0 */
	const char     *sign;		/* "▲" or "" */
	struct sv	mark;		/* of X_mark; of a class its numeral */
	bool		raised;		/* the mark is a class: raised on the page, behind a blank in a workbook */
	struct sv	raw;		/* the source's text */
};

/* Shows cell k of row; *c is zero-initialised or was shown before.  Refused: no level, class or mark. */
void	table_show(const struct table_view *, size_t row, size_t k, struct table_cell *c);

/* A text as decimals digits are shown: half to even; "" where it is no plain number. */
void	table_number(struct sbuf *, struct dec x, int decimals, bool plus);

/* The level a cell means, 1 to 6, by digit or word; 0 for none.  *word (may be NULL): its Chinese word. */
int	table_level(const struct tables *, struct sv text, const char **word);

/* Appends the table in qj-markdown(5) and lists its figures in facts (may be NULL). */
void	table_markdown(const struct table_view *, struct facts *, struct sbuf *out);

#endif

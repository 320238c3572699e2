/*
 * rows_own - what the files of module rows share; for no others.
 */
#ifndef QJ_ROWS_OWN_H
#define QJ_ROWS_OWN_H

#include <csv.h>

#include "bytes.h"
#include "rows.h"
#include "sheet.h"

/* Top rows of one way to split, joined. */
struct rows_top {
	bool		 made;
	size_t		 n;
	char		*text[ROWS_PEEK];
	unsigned long	 line[ROWS_PEEK];
};

struct rows_own {
	char		*title;		/* what rows.name points at, where it is made up */
	struct bytes	 b;
	struct rows_top	 top[ROWS_NSPLIT];
	struct sv	*cell;
	size_t		 cap;
	/* text */
	char		 delim;
	enum rows_split	 split;
	bool		 quotes;		/* '"' may open a cell */
	struct csv_parser csv;
	bool		 csv_open, row_open, row_done;
	bool		 looking;	/* ahead: nothing is refused */
	size_t		 ahead;		/* where looking ahead stands in b.buf */
	struct sbuf	 text;		/* unquoted cells, each ended by NUL */
	size_t		*end;		/* of each cell in text */
	size_t		 nend, endcap;
	/* sheet */
	struct sheet	*sheet;
	size_t		 isheet;
	/* JSON: rows[nrow + 1][ncol], the names first */
	char	       **value;
	size_t		 ncol, nrow, irow;
};

void	rows_text_begin(struct rows *, enum rows_split, bool quotes);
bool	rows_text_next(struct rows *);
void	rows_text_top(struct rows *, enum rows_split, struct rows_top *);

void	rows_json_open(struct rows *);
bool	rows_json_next(struct rows *);
void	rows_json_free(struct rows_own *);

#endif

/*
 * rows - an export as rows of cells, whatever holds it: delimited text, lines, a sheet of a workbook,
 * JSON.  What a file is, is told by its first bytes; how its text is split is the caller's choice.
 * Rows may have any number of cells; nothing is a header here.  Text is UTF-8 when it is given out
 * (bytes converts); NUL and broken UTF-8 are refused with line and byte.
 * Needs: diag, str, bytes, libcsv.
 *
 *	struct rows *r = rows_open(&d, "export.csv", "auto");
 *	rows_begin(r, ROWS_COMMA, true);
 *	while (rows_next(r))
 *		use(r->cell, r->n);
 *	rows_close(r);
 */
#ifndef QJ_ROWS_H
#define QJ_ROWS_H

#include "bytes.h"
#include "diag.h"

enum rows_kind { ROWS_TEXT, ROWS_SHEET, ROWS_JSON };

/* How a line of text becomes cells; sheets and JSON have theirs. */
enum rows_split { ROWS_COMMA, ROWS_SEMICOLON, ROWS_TAB, ROWS_BLANK, ROWS_LINE, ROWS_NSPLIT };

struct rows_own;

struct rows {
	struct diag	*d;
	const char	*name;		/* of the file, for messages; with [sheet] where there are several */
	enum rows_kind	 kind;
	const char	*encoding;	/* of text and JSON, as chosen; "workbook" of a sheet */
	struct sv	*cell;		/* cell[n] of the row, borrowed until the next */
	size_t		 n;
	unsigned long	 line;		/* physical line on which the row starts, row of the sheet, number of the record */
	struct rows_own	*own;
};

/* Opens one file (NULL and "-": standard input); encoding as bytes has it.  Dies where it can't. */
struct rows    *rows_open(struct diag *, const char *file, const char *encoding);
/* The same for its first bytes alone: nothing is told or converted.  rows_go_on then does what rows_open does. */
struct rows    *rows_open_raw(struct diag *, const char *file);
void		rows_go_on(struct rows *, const char *encoding);
/* Hands the open file over as bytes that are not converted, its first bytes included. */
struct bytes	rows_take(struct rows *);
void		rows_close(struct rows *);

/* The raw bytes the file begins with, before any conversion. */
struct sv	rows_head(const struct rows *);

/* Sheets of a workbook: how many, their names, the one to read; 1 and NULL of other files. */
size_t		rows_nsheet(const struct rows *);
const char     *rows_sheet_name(const struct rows *, size_t i);
bool		rows_sheet_hidden(const struct rows *, size_t i);
void		rows_sheet(struct rows *, size_t i);
/* When the workbook was last saved ("2026-02-04T11:02:00Z"), NULL where it does not say. */
const char     *rows_saved(const struct rows *);

/*
 * Takes rows from the top of the file or sheet, which must not have been left behind yet by
 * rows_next (rows_peek does not).  quotes: '"' at the beginning of a cell opens quotes.
 */
void		rows_begin(struct rows *, enum rows_split, bool quotes);
bool		rows_next(struct rows *);

#define ROWS_PEEK 160			/* rows that can be looked at ahead */

/* The k-th row of the top (k < ROWS_PEEK) as text: trimmed cells joined by '|'; false where there is none. */
bool		rows_peek(struct rows *, enum rows_split, size_t k, struct sv *joined, unsigned long *line);

#define ROWS_JOINED 4096			/* bytes of cells joined; a row of more is told by its beginning */

/* The row's cells as rows_peek joins them, whole cells up to ROWS_JOINED bytes and the one that goes beyond. */
void		rows_join(const struct rows *, struct sbuf *);

#endif

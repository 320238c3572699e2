/*
 * sheet - workbooks (xlsx, xls) as rows of cells, each as the text a careful person reads: numbers in
 * plain notation by %.15g, dates by their number format as "2026-10-01 14:00", the text of a merged
 * range in each of its cells.  xlsx is streamed (expat over minizip) in bounded memory; xls is held
 * by FreeXL, files of up to 32 MiB.
 * Needs: diag, str, mem, decimal, civil.
 *
 *	struct sheet *s = sheet_open(&d, "lims.xlsx", fd);
 *	sheet_start(s, 0);
 *	while (sheet_next(s))
 *		use(s->row, s->cell, s->n);
 *	sheet_close(s);
 */
#ifndef QJ_SHEET_H
#define QJ_SHEET_H

#include "diag.h"

struct sheet_own;

struct sheet {
	struct diag	*d;
	const char	*file;		/* for messages */
	unsigned long	 row;		/* number of the row in the sheet, from 1 */
	size_t		 n;
	struct sv	*cell;		/* cell[n], borrowed until the next row; empty ones are empty */
	struct sheet_own *own;
};

/* Whether a file begins as a workbook does. */
bool		sheet_is(struct sv head);

/* Opens the workbook that the seekable fd holds; fd stays the caller's.  Refuses (diag) what is none. */
struct sheet   *sheet_open(struct diag *, const char *name, int fd);
void		sheet_close(struct sheet *);

/* Its sheets, in their order, charts left out. */
size_t		sheet_count(const struct sheet *);
const char     *sheet_name(const struct sheet *, size_t i);
bool		sheet_hidden(const struct sheet *, size_t i);

/* Begins with sheet i, from its top; rows come ascending, those without any cell do not come. */
void		sheet_start(struct sheet *, size_t i);
bool		sheet_next(struct sheet *);

/* When it was last saved ("2026-02-04T11:02:00Z"), NULL where it does not say. */
const char     *sheet_modified(const struct sheet *);

#endif

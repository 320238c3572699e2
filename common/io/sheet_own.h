/*
 * sheet_own - what the files of module sheet share; for no others.
 */
#ifndef QJ_SHEET_OWN_H
#define QJ_SHEET_OWN_H

#include "mem.h"
#include "sheet.h"

#define SHEET_COLUMNS	16384		/* of a sheet, at most */
#define SHEET_CELL_MAX	((size_t)1 << 20)	/* bytes of a cell's text */

/* How a number is shown. */
enum sheet_show { SHOW_NUMBER, SHOW_DATE, SHOW_TIME, SHOW_DATETIME };

struct sheet_name {
	char	*name, *part;		/* part: the member of the xlsx that holds it */
	bool	 hidden;
};

struct xlsx;
struct xls;

struct sheet_own {
	struct sheet_name	*v;
	size_t			 n, cap;
	char			*modified;
	size_t			 i;	/* the sheet that is read */
	/* the open row */
	struct sbuf		 text;
	size_t			*from, *len;	/* [cell] in text; len 0 empty */
	size_t			 ncell, cellcap, lencap;
	struct sv		*cell;
	size_t			 svcap;
	struct xlsx		*xlsx;
	struct xls		*xls;
};

/* Room for column c (0-based) in the open row; refuses what is beyond a sheet. */
void	sheet_reach(struct sheet *, size_t c);
/* Puts text into column c of the open row. */
void	sheet_put(struct sheet *, size_t c, struct sv text);
/* The open row is whole: its cells borrow from text. */
void	sheet_finish_row(struct sheet *);
void	sheet_clear_row(struct sheet *);

/* What is wrong with the workbook; row 0: none. */
_Noreturn void	sheet_refuse(const struct sheet *, unsigned long row, const char *fmt, ...)
		    __attribute__((format(printf, 3, 4)));

/* Appends a number as it is shown; text is as it stands in the file. */
void	sheet_number(struct sbuf *, struct sv text, enum sheet_show, bool date1904);
/* What a number format shows, by its code and by its number. */
enum sheet_show sheet_show_code(struct sv code);
enum sheet_show sheet_show_id(long id);

void	xlsx_open(struct sheet *, int fd);
void	xlsx_start(struct sheet *, size_t i);
bool	xlsx_next(struct sheet *);
void	xlsx_close(struct sheet_own *);

void	xls_open(struct sheet *, int fd);
void	xls_start(struct sheet *, size_t i);
bool	xls_next(struct sheet *);
void	xls_close(struct sheet_own *);

#endif

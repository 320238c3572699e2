/* book_own - what the files of book share; not for others. */
#ifndef QJ_BOOK_OWN_H
#define QJ_BOOK_OWN_H

#include <xlsxwriter.h>

#include "book.h"
#include "csvout.h"
#include "map.h"

#define BOOK_FONT	"宋体"
#define BOOK_SIZE	10.0
#define BOOK_HEAD_FILL	0xE8EEF5u
#define BOOK_BORDER	0xB0B0B0u
#define BOOK_CHARSET	134		/* GB 2312, as Excel numbers it */

/* How a cell looks; zero-initialised plain. */
struct book_look {
	const char	*format;	/* NULL: General */
	uint32_t	 fill, ink;
	char		 align;		/* 'l', 'c', 'r' */
	bool		 bold, wrap, border, link, indent;
	double		 size;		/* [pt]; 0: BOOK_SIZE */
};

/* The head of a data column. */
struct book_head {
	lxw_row_t	 row;		/* where its own head stands */
	int		 over;		/* column where the head above it begins, -1: none */
	char		*text;
};

/* A sheet that was added. */
struct book_tab {
	lxw_worksheet	*ws;
	char		*name, *caption;
	lxw_row_t	 first, last;		/* rows of the data; last < first: none */
	struct map	 columns;		/* data columns by name */
	struct book_head *head;			/* of each column */
	size_t		 ncharts;
};

struct book {
	struct diag		*d;
	struct outfile		 out;
	struct sbuf		 file;		/* what the library writes to */
	int			 memory;	/* its descriptor where it is in memory, -1 */
	lxw_workbook		*wb;
	struct book_level	 level[BOOK_LEVELS], class[BOOK_LEVELS];
	lxw_format		*level_format[BOOK_LEVELS], *class_format[BOOK_LEVELS];
	struct map		 looks;		/* formats by how they look */
	lxw_format		**format;
	size_t			 formatcap;
	struct book_tab		*tab;
	size_t			 ntab, tabcap;
	lxw_worksheet		*notes;
	lxw_row_t		 notes_row;	/* where the links begin */
	char			*notes_name;
};

lxw_format     *book_look(struct book *, const struct book_look *);
/* A colour as the library takes it, whose 0 is no colour at all. */
static inline lxw_color_t
book_rgb(uint32_t rgb)
{
	return rgb == 0 ? (lxw_color_t)LXW_COLOR_BLACK : rgb;
}

/* Makes a sheet, its name checked. */
struct book_tab *book_new_tab(struct book *, const char *name);
struct book_tab *book_find_tab(struct book *, const char *name);
void		book_print_setup(lxw_worksheet *, bool landscape);
/* Refuses what the library refuses, with its words. */
void		book_check(struct book *, lxw_error);
/* Writes the links of the notes. */
void		book_finish_notes(struct book *);
/* A NUL-terminated copy; the caller frees it. */
char	       *book_text(struct sv);

#endif

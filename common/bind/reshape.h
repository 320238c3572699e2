/*
 * reshape - a table to and from one row per value (station,time,item,value,unit,flag), and emptied
 * of what its flags drop.  Values go through as they stand.
 *
 * In the long form a word of the column flag without a colon is a code for the row's item; one with
 * a colon is a whole item:code pair.  What is known of a row as a whole (*:code) stands in each of
 * its rows, so that no choice of items loses it; a row of item '*' has no value and holds the pairs
 * of items without a column, and stands for a row without any value.
 * Needs: csvin, csvout, held, spool, itemname, flags.
 *
 *	struct reshape r = { .d = &d, .common = &common, .tabs = &tabs, .files = argv + i };
 *	reshape_wide(&r);
 */
#ifndef QJ_RESHAPE_H
#define QJ_RESHAPE_H

#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "itemname.h"

#define RESHAPE_ROW "*"		/* the item of a row that is for no single one */
#define RESHAPE_VERTICAL "vertical"	/* of a section: the column that is a key where none are named */

struct reshape {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	char *const		*files;
	bool			 all;		/* long: empty cells too */
	bool			 hold;		/* wide: the whole input in memory, joined in any order */
	bool			 no_flags;	/* clean: without the flags */
	const char		*items;		/* the items of the result, in order; NULL: all */
	const char		*drop;		/* columns left out */
	const char		*key;		/* wide: columns that name a row beside station and time; NULL: the vertical, if there is one */
	struct items		 reg;		/* set by reshape_init */
	struct csvout		*out;
};

/* Reads the registry of items; reshape_close ends it and the output. */
void	reshape_init(struct reshape *);
void	reshape_close(struct reshape *);

void	reshape_long(struct reshape *);
void	reshape_wide(struct reshape *);
void	reshape_clean(struct reshape *);

/* --- shared by the three ------------------------------------------------------------------ */

/* Opens the output where it is not: when the command line was found to fit the input's columns. */
void	reshape_output(struct reshape *);

/* Sets col[c] for each column of the list of that option; a name that is no column is a usage error. */
void	reshape_columns(const struct reshape *, const struct csvin *, const char *option, const char *list, bool *col);

/* taken[c] for the n columns form[] of the shape itself (-1: none) and those of --drop, which may name none of them. */
void	reshape_drop(const struct reshape *, const struct csvin *, const int *form, size_t n, bool *taken);

/* The words for what is wrong with an item's name or unit, in m. */
void	reshape_wrong(struct sbuf *m, enum itemname_is, const struct itemname *, struct sv item);

/* Appends word to the blank-separated list b unless it is in it. */
void	reshape_add(struct sbuf *b, struct sv item, struct sv code);

/* Appends "NAME n" to a comma-separated list. */
void	reshape_count(struct sbuf *b, const char *name, unsigned long n);

#endif

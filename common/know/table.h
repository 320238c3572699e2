/*
 * table - the tables of knowledge: common/data/ compiled in, each replaceable for one run.
 * A table is rows of text with named columns; the modules of know/ read them into typed form.
 * Pure.  Needs: mem, str.
 *
 *	const struct table *t = table_get(tabs, "limits_air");
 *	size_t c = table_col(t, "limit");
 *	table_at(t, 0, c);
 */
#ifndef QJ_TABLE_H
#define QJ_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

#define TABLE_NONE SIZE_MAX

struct table {
	const char		*name;
	const char		*comment;	/* its own words: standard, clause, confidence marks */
	size_t			 ncol, nrow;
	const char *const	*head;		/* head[ncol] */
	const char *const	*cell;		/* cell[nrow * ncol] */
};

/* The tables of one run; zero-initialised all are the built-in ones. */
struct tables {
	struct table	*own;		/* replacements */
	size_t		 n, cap;
	const char     **from;		/* file of each replacement */
	size_t		 fromcap;
};

/* The table of that name; it must exist (asserted): names are ours, or checked with table_known. */
const struct table *table_get(const struct tables *, const char *name);
bool		table_known(const char *name);
/* The i-th built-in table, NULL behind the last. */
const struct table *table_builtin(size_t i);
/* Uses t (which must outlive the run) instead of the built-in one of its name. */
void		table_replace(struct tables *, const struct table *t, const char *file);

/* The number of a column that must exist. */
size_t		table_col(const struct table *, const char *name);
static inline const char *
table_at(const struct table *t, size_t row, size_t col)
{
	return t->cell[row * t->ncol + col];
}

/* The cell of a column that must exist, by its name. */
const char     *table_cell(const struct table *, size_t row, const char *column);
/* The first row whose cell of that column is key; TABLE_NONE for none. */
size_t		table_find(const struct table *, const char *column, const char *key);

/* A text compiled in (profile, template): its contents, NULL where there is none of that name. */
const char     *text_get(const char *name);
/* The name of the i-th text, NULL behind the last. */
const char     *text_name(size_t i);

#endif

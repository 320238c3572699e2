/*
 * diff - two versions of a table, row by row and cell by cell.
 * Rows are matched by key as both are read, so that only rows without counterpart so far are held:
 * few where both have the same order, up to a whole table where they do not.
 * Needs: csvin, items, flags, decided, assessin.
 *
 *	struct diff *f = diff_new(&spec, oldin, newin);
 *	diff_run(f, out);
 *	f->nadded;
 */
#ifndef QJ_DIFF_H
#define QJ_DIFF_H

#include "assessin.h"
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "decided.h"
#include "items.h"

struct diff_spec {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	const char		*key;		/* "station,time"; NULL: station and time */
	const char		*ignore;	/* columns left out; NULL: none */
	bool			 text;		/* 1.0 and 1.00 differ */
	bool			 cells;		/* added and removed rows cell by cell */
	const struct decided	*decided;	/* NULL: none */
};

#define DIFF_KEYS 8

struct diff_col {
	char	*name;		/* canonical */
	int	 col[2];	/* in the old and the new table, -1: none */
};

struct diff_row;

struct diff_side {
	struct csvin	 *in;
	int		  key[DIFF_KEYS];	/* columns */
	bool		  live;		/* in stands on a row that is not matched yet */
	struct sbuf	  text;		/* its key */
	struct map	  keys;		/* of the rows held */
	struct diff_row	**row;		/* row[keys.n]; NULL once matched */
	size_t		  cap;
	struct assessin	 *effect;	/* also fed with each row; NULL: none */
};

struct diff {
	struct diff_spec  s;
	struct items	  items;
	struct diff_side  side[2];	/* old, new */
	struct diff_col	 *col;
	size_t		  ncol, cap;
	char		 *key[DIFF_KEYS];	/* names */
	size_t		  nkey;
	int		  time_key, station_key;	/* which of the keys, -1: none */
	struct period	  period;
	bool		  has_period, same_columns;
	unsigned long	  nadded, nremoved, ncells, nflags, ncolumns;
};

struct diff    *diff_new(const struct diff_spec *, struct csvin *was, struct csvin *now);
void		diff_free(struct diff *);

void		diff_header(const struct diff *, struct csvout *);
/* One row per difference: kind, key, item, old, new, old_flags, new_flags and who decided it. */
void		diff_run(struct diff *, struct csvout *);

/* A row of the same shape for a result that changed: kind, the group as first key, label as time. */
void		diff_put_result(const struct diff *, struct csvout *, const char *kind, const char *group,
		    const char *time, const char *item, struct sv was, struct sv now);

static inline bool
diff_any(const struct diff *f)
{
	return f->nadded + f->nremoved + f->ncells + f->nflags + f->ncolumns > 0;
}

#endif

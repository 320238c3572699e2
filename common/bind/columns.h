/*
 * columns - what the columns of a table are: station, time, items, flags, state, source; and the
 * value of an item's cell with its flags applied.  Design 3 (qj-csv).
 * Needs: csvin, cli, items, flags, edition.
 *
 *	struct columns c;
 *	columns_init(&c, in, &common, &tabs);
 *	while (csvin_next(in)) {
 *		columns_row(&c, in);
 *		columns_value(&c, in, 0, &x);
 */
#ifndef QJ_COLUMNS_H
#define QJ_COLUMNS_H

#include "cli.h"
#include "csvin.h"
#include "flags.h"
#include "items.h"

/* A column that holds an item. */
struct item_bound {
	size_t			 col;
	const struct item	*item;
	struct sv		 stat;	/* of derived columns, "8hmax"; empty: the value itself */
	const char		*name;	/* canonical: "PM2.5", "O3_8hmax"; with [unit] where media share it */
	unsigned long		 n[4];	/* cells met by use: enum flag_use */
};

struct columns {
	struct items		 items;
	struct flags		 flags;
	int			 station, time, flags_col, state, source;	/* -1: none */
	struct item_bound	*v;
	size_t			 n;
	struct sv		 row_flags;	/* of the current row */
	bool			 no_doubtful;
	bool			 allow_mixed;
	struct map		 states, sources;
	unsigned long		*nstate, *nsource;	/* rows by state and source */
	size_t			 capstate, capsource;
	struct sv		 last_state, last_source;
	size_t			 istate, isource;
	struct diag		*d;
};

/*
 * Binds the table's columns by name or alias.  Refused: an item in a foreign unit, a name that
 * several media share without unit or --medium, two columns of one item.  station and time may be
 * absent (-1): the command asks for what it needs by columns_need.
 */
void	columns_init(struct columns *, struct csvin *, const struct cli_common *, const struct tables *);
void	columns_release(struct columns *);

/* Refuses the input where col (c->station, c->time) is -1. */
void	columns_need(const struct columns *, const struct csvin *, int col, const char *name);

/* To be called for each row first: takes its flags, and its state and source for the mixture rule. */
void	columns_row_slow(struct columns *, struct csvin *);
static inline void
columns_row(struct columns *c, struct csvin *in)
{
	c->row_flags = c->flags_col < 0 ? (struct sv){ NULL, 0 } : csvin_field(in, (size_t)c->flags_col);
	if (c->state >= 0 || c->source >= 0)
		columns_row_slow(c, in);
}

bool	columns_flagged(struct columns *, struct csvin *, size_t i, struct dec *, enum flag_use *);

/*
 * The number of item column i to compute with: dropped cells are missing and not parsed, replaced
 * ones have the table's value, doubtful ones are used unless no_doubtful.  False where the cell was
 * refused (then missing).  *use (may be NULL) says which.
 */
static inline bool
columns_value(struct columns *c, struct csvin *in, size_t i, struct dec *x, enum flag_use *use)
{
	if (c->row_flags.n != 0)
		return columns_flagged(c, in, i, x, use);
	if (use != NULL)
		*use = FLAG_KEEP;
	return csvin_decimal(in, c->v[i].col, x);
}

/* The item column of that canonical name ("PM2.5", "O3_8hmax"), -1 for none. */
int	columns_item(const struct columns *, const char *name);

/*
 * After the last row: refuses a mixture of states or sources unless allowed, and says the shares of
 * it and of doubtful, replaced and unlisted marks.
 */
void	columns_finish(struct columns *);

#endif

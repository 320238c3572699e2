/*
 * trophic - the trophic level of rows: binds the columns of the index, reads what can be, writes
 * TLI_<item>, TLI, trophic, trophic_state and n_TLI.  Shared by qj-tli and qj-bloom.
 * Needs: tli, columns, csvout.
 *
 *	trophic_init(&t, &d, &tabs, &(struct trophic_settings){ .decimals = -1 });
 *	trophic_bind(&t, &cols);
 *	trophic_head(&t, out, in);
 *	trophic_read(&t, in, x);
 *	trophic_put(&t, out, &v);
 */
#ifndef QJ_TROPHIC_H
#define QJ_TROPHIC_H

#include "columns.h"
#include "csvout.h"
#include "tli.h"

struct trophic_settings {
	bool	renormalise;	/* a TLI of the items there are; else of all of them only */
	bool	judge_shown;	/* the state of the TLI as shown, else of the unrounded one */
	bool	en;
	int	decimals;	/* shown; -1: as a statistic, 6 more than bulletins print */
};

struct trophic {
	struct tli		 tli;
	struct trophic_settings	 set;
	struct columns		*cols;
	int			 col[TLI_MAX];		/* item columns, -1 absent */
	unsigned long		 nincomplete, nfewer;	/* rows without TLI; rows with one of fewer items */
};

/* What is found of one row. */
struct trophic_value {
	struct ratio		 item[TLI_MAX], tli;
	unsigned int		 n;		/* items there are */
	const struct band	*state;		/* NULL for none */
	bool			 incomplete;	/* items lack and there is no TLI */
};

/* Tables of the user's that make no index are refused. */
void	trophic_init(struct trophic *, struct diag *, const struct tables *, const struct trophic_settings *);
/* The number of item columns the table has. */
size_t	trophic_bind(struct trophic *, struct columns *);
/* The item columns that are absent, to be freed; NULL for none. */
char   *trophic_absent(const struct trophic *);

/*
 * The numbers x[tli.n] of the row, censored ones as they are.  A number of 0 or below is refused
 * (then missing): the items have a logarithm.
 */
void	trophic_read(struct trophic *, struct csvin *, struct dec x[]);

/* The index of x[tli.n], means or numbers; half of a limit of detection. */
struct ratio trophic_half(struct dec x);
struct trophic_value trophic_of(struct trophic *, const struct ratio x[]);

/* Heads, unless `in` is NULL checked against its columns; and the cells. */
void	trophic_head(const struct trophic *, struct csvout *, const struct csvin *);
void	trophic_put(const struct trophic *, struct csvout *, const struct trophic_value *);

/* After the last row: how many rows have no index, or one of fewer items. */
void	trophic_say(const struct trophic *, struct diag *);

#endif

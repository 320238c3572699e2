/*
 * compare_own - what the files of compare share: columns (compare_cols.c), which row is the base of which
 * (compare_rows.c), times (compare_when.c), writing (compare_put.c).  For these alone.
 */
#ifndef QJ_COMPARE_OWN_H
#define QJ_COMPARE_OWN_H

#include "change.h"
#include "compare.h"
#include "flags.h"
#include "held.h"
#include "refstate.h"

/* A time cell read: a period (days are periods too) or an instant. */
struct compare_when {
	bool		has, instant;
	struct period	period;
	int64_t		sec;
};

struct compare_column {
	struct change_column	 how;
	char			*name;		/* canonical */
	int			 now, base;	/* columns of the tables, -1: none */
	bool			 gas;		/* its reference state changed */
};

struct compare {
	struct compare_spec	 s;
	struct items		 items;
	struct flags		 flags;
	struct refstate		 ref;
	struct held		*now, *base;	/* the same table where there is one */
	struct compare_column		*col;
	size_t			 ncol, cap;
	int			 time_now, time_base;
	bool			 by_key_alone;	/* two tables, the base has one row of each key */
	struct map		 rows;		/* key and time of the base, or key alone */
	size_t			*row_of;
	size_t			 caprow;
	bool			*used;		/* base rows that were compared with */
	struct map		 times;		/* of the base */
	size_t			*chosen;	/* rows of now that are shown */
	size_t			 nchosen, nmissing;
	int			 pct;		/* decimals of percentages */
	bool			 said_gas;
};

struct compare_when	compare_when_read(struct sv);
/* The time n steps (years, or periods) away. */
struct compare_when	compare_when_shift(const struct compare_when *, bool by_period, int n);
/* Its text, "" for none; returns the length. */
size_t		compare_when_print(char buf[CIVIL_TEXT], const struct compare_when *);
/* The time of a row; col -1: none. */
struct compare_when	compare_row_when(const struct held *, int col, size_t row);

/* The canonical name of a column, to be freed. */
char	       *compare_canonical(const struct compare *, const char *name);
bool		compare_in_list(const char *list, const char *name);
/* What each column is, and where it stands in both tables; two: there is a table of the base. */
void		compare_bind(struct compare *, bool two);

void		compare_index(struct compare *, bool two);
void		compare_choose(struct compare *, bool two);
/* The base row of a row of now, SIZE_MAX where there is none; *w is the time it must have. */
size_t		compare_base_of(const struct compare *, size_t row, struct compare_when *w);

#endif

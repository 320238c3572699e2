/*
 * compare_own - what the files of compare share: columns (compare_cols.c), which row is the base of which
 * (compare_rows.c), times (compare_when.c), writing (compare_put.c), classes of water (compare_water.c), the matrix of
 * classes (compare_matrix.c), rows told by name (compare_names.c).  For these alone.
 */
#ifndef QJ_COMPARE_OWN_H
#define QJ_COMPARE_OWN_H

#include "change.h"
#include "compare.h"
#include "flags.h"
#include "held.h"
#include "refstate.h"
#include "waterchange.h"

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

/* The columns of surface water, as indices into col; -1: none. */
struct compare_water {
	struct waterchanges	 rules;
	struct map		 not_status;	/* names of columns that hold other words than a status of water */
	int			 class, status, type, good, bad, rule;
	int			 n[WATER_CLASSES - 1];	/* numbers of sections by class */
};

/* Why a row is not compared, in the order of a matrix; and why with a word of caution. */
enum compare_why { COMPARE_BOTH, COMPARE_NO_BASE, COMPARE_DROPPED, COMPARE_NO_CLASS, COMPARE_UNJUDGED,
    COMPARE_CONTRARY, COMPARE_OTHER, COMPARE_NWHY };

/* Rows that a note tells, the first of them by name. */
struct compare_list {
	size_t		n;
	struct sbuf	names;
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
	struct map		 wanted;	/* times that a base was looked for at */
	struct map		 times;		/* of the base */
	size_t			*chosen;	/* rows of now that are shown */
	size_t			 nchosen;
	struct compare_list	 list[COMPARE_NWHY];
	int			 pct;		/* decimals of percentages */
	bool			 said_gas;
	struct compare_water	 water;
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
/* The base row of a row of now, which is used then; SIZE_MAX where there is none; *w is the time it must have. */
size_t		compare_base_of(struct compare *, size_t row, struct compare_when *w);
/* Whether a row of the base was looked for by none, though its time was (two tables: whatever its time). */
bool		compare_dropped(const struct compare *, size_t row);

/* Appends what the row is called, behind a comma of the language where something stands there. */
void		compare_name(const struct compare *, struct sbuf *, bool of_base, size_t row);
void		compare_list_add(const struct compare *, struct compare_list *, bool of_base, size_t row);
void		compare_list_say(const struct compare *, enum compare_why, const struct compare_list *);

/* The number of a cell with its flags applied; missing where the cell is dropped or there is no row (SIZE_MAX). */
struct dec	compare_value(struct compare *, const struct held *, size_t row, int col,
		    const struct compare_column *);
bool		compare_zh(const struct compare *);
/* Refuses rows of different editions, unless they are forced. */
void		compare_check_edition(const struct compare *, size_t row, size_t base);

void		compare_water_init(struct compare *);
void		compare_water_bind(struct compare *);
/* The class of a number: 0 for a missing one and for what can't be judged, -1 where it is none. */
int		compare_class(struct dec);
/* The step of status of a cell: 0 where it can't be judged, -1 where there is none. */
int		compare_step(const struct compare *, const struct held *, size_t row, int col);
/* Whether class column v, or its status, says of either row (base may be SIZE_MAX) that it can't be judged. */
bool		compare_unjudged(struct compare *, const struct compare_column *v, size_t row, size_t base);
/* Appends the words of status that there are. */
void		compare_water_statuses(const struct compare *, struct sbuf *);
/* The cells of words: an arrow, a status' word, and those of the whole row. */
void		compare_put_arrow(struct compare *, struct csvout *, const struct compare_column *, size_t row,
		    size_t base);
void		compare_put_status(struct compare *, struct csvout *, const struct compare_column *, size_t row,
		    size_t base);
void		compare_water_header(const struct compare *, struct csvout *);
/* Whether there is a class, a status or a pair of shares. */
bool		compare_is_water(const struct compare *);
void		compare_water_put(struct compare *, struct csvout *, size_t row, size_t base);

#endif

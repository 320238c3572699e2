/*
 * reshape_own - what the two parts of reshape_wide share: the input and its columns (reshape_wide.c),
 * the row that is being put together (reshape_row.c).
 */
#ifndef QJ_RESHAPE_OWN_H
#define QJ_RESHAPE_OWN_H

#include "held.h"
#include "map.h"
#include "reshape.h"

/* What an item and unit mean that are no column of the result. */
#define IS_ROW	(SIZE_MAX)		/* '*' */
#define IS_OUT	(SIZE_MAX - 1)		/* left out by --items */
#define IS_BAD	(SIZE_MAX - 2)		/* names no item */

/* When a row is: of a date or period its ends, of a clock time the stamp; known is false for neither. */
struct when {
	int64_t	from, to;
	bool	known;
};

/* An item and unit as written. */
struct meaning {
	size_t			col;
	enum itemname_is	is;
	struct itemname		n;
	unsigned long		nout;	/* rows left out */
};

/* Bytes of the open row's text. */
struct piece {
	size_t	from, n;
};

struct wide {
	struct reshape	*r;
	struct csvin	*in;		/* or, where the table is held: */
	const struct held *h;
	size_t		 irow;
	size_t		 station, time, item, value;
	int		 unit, flag, flags;
	size_t		*carry, ncarry;	/* the other columns */
	bool		*key;		/* key[carry]: it names the row */
	struct map	 raw;		/* item and unit as written */
	struct meaning	*meaning;
	size_t		 nmeaning;	/* room */
	struct map	 head;		/* the columns of the result */
	bool		 fixed;		/* the columns are known: no more are added */
	struct sbuf	 word;
	/* the open row */
	bool		 open;
	struct sbuf	 text, flag_text;
	struct piece	 at_station, at_time, *at_carry, *cell;
	struct when	 when;
	/* the times of each station and key, for rows that come again */
	struct map	 stations;
	struct when	*lo, *hi;
	size_t		 caplo, caphi;
	unsigned long	 ntwice;
};

static inline struct sv
wide_field(const struct wide *j, size_t c)
{
	return j->h != NULL ? held_cell(j->h, j->irow, c) : csvin_field(j->in, c);
}

static inline struct sv
wide_optional(const struct wide *j, int c)
{
	return c < 0 ? (struct sv){ "", 0 } : wide_field(j, (size_t)c);
}

static inline struct place
wide_place(const struct wide *j, size_t c)
{
	return j->h != NULL ? held_place(j->h, j->irow, c) : csvin_place(j->in, c);
}

/* The meaning (index) of the row's item and unit. */
size_t	wide_meaning(struct wide *);

/* When the cell says; not known where it is neither a time nor a period. */
struct when wide_when(struct sv);

/* Takes the row of the long table; put_row writes the open one, if there is one. */
void	wide_take(struct wide *);
void	wide_put_row(struct wide *);

/* The station and the columns of --key of the held row, as one word in j->word. */
void	wide_key(struct wide *);

void	wide_release_row(struct wide *);

#endif

/*
 * labsplit_own - what the parts of labsplit share: columns (labsplit.c), rows (labsplit_read.c),
 * judging and the report (labsplit_judge.c), the result (labsplit_put.c), the summary (labsplit_say.c).
 */
#ifndef QJ_LABSPLIT_OWN_H
#define QJ_LABSPLIT_OWN_H

#include "flags.h"
#include "held.h"
#include "itemname.h"
#include "labsplit.h"
#include "map.h"
#include "reshape.h"

#define LAB_NONE	SIZE_MAX

/* An item and unit as they were written; item '*' is of the row as a whole. */
struct lab_item {
	enum itemname_is	is;
	struct itemname		n;
	size_t			of;	/* the first spelling that means the same */
};

/* A row of the input. */
struct lab_row {
	size_t			station, code, item, vertical;	/* indices; those of a left-out row mean nothing */
	size_t			of;		/* code of the sample it belongs to; LAB_NONE: of none */
	int64_t			from, to;	/* when [s]; of a routine row */
	enum labqc_kind		kind;
	struct labqc_side	v;
	bool			left_out;	/* refused under -k, or there twice */
	bool			unreadable;	/* its value was refused under -k */
	bool			outside;	/* a pair of it is outside its limit */
	bool			paired;		/* a pair of it has a result */
	struct labqc_verdict	verdict;	/* of a row that is no routine sample's */
	size_t			sample;		/* row of the sample that a pair was judged with; LAB_NONE: none */
	size_t			partner, next;	/* the first row that agrees with it; the next one of the same */
};

struct labsplit {
	struct labsplit_spec	 spec;
	struct labqc		 qc;
	struct flags		 flags;
	struct items		 items;
	enum labqc_between	 field_pair;
	size_t			 station, time, item, value, code, kind, pair;
	int			 unit, flag, flag_pairs, vertical, method, reference, uncertainty;	/* -1: none */
	size_t			*keep, nkeep;
	struct held		*h;
	struct lab_row		*v;		/* v[h->nrow] */
	size_t			 cap, n;
	struct map		 stations, codes, verticals, spellings, results;
	struct lab_item		*meaning;	/* meaning[spellings.n] */
	size_t			 capmeaning;
	size_t			*row_of, caprow;	/* row_of[results.n]: the row of that code and item */
	struct sbuf		 word;
	struct sbuf		 outside;	/* "D1 TP, B2 COD" */
	struct sbuf		 unlimited;	/* items whose pairs have no limit, blank-separated */
	unsigned long		 ntwice, nplain, nlow, nfield;
	unsigned long		 count[LABQC_NKIND][LABQC_NRESULT];
};

static inline struct sv
lab_cell(const struct labsplit *s, size_t row, int col)
{
	return col < 0 ? (struct sv){ "", 0 } : held_cell(s->h, row, (size_t)col);
}

static inline const struct itemname *
lab_name(const struct labsplit *s, size_t row)
{
	return &s->meaning[s->v[row].item].n;
}

static inline bool
lab_is_star(const struct labsplit *s, size_t row)
{
	return lab_name(s, row)->name == NULL;
}

/* The row of that code and item (a meaning's of); LAB_NONE for none. */
size_t	lab_find(struct labsplit *, size_t code, size_t item);

/* Refuses a cell of a row that was read; leave_out takes the row out of the table, once. */
void	lab_refuse(struct labsplit *, size_t row, size_t col, const char *code, const char *fmt, ...)
	    __attribute__((format(printf, 5, 6)));
void	lab_leave_out(struct labsplit *, struct lab_row *);

/* The cell as it is shown between quotes, in b. */
const char *lab_shown(const struct labsplit *, size_t row, size_t col, struct sbuf *b);

#endif

/*
 * frame - the columns of a table that a figure needs, read and held in memory.
 * Columns are named first, then all rows are read.  A time is a day, month, week, quarter, year or
 * stamp, all rows alike; it is kept as a whole number that grows by one from each to the next
 * (stamps: minutes), so that a gap shows.  Needs: csvin, map.
 *
 *	struct frame f;
 *	frame_init(&f, in);
 *	const size_t name = frame_text(&f, "county"), v = frame_number(&f, "PM2.5");
 *	frame_read(&f);
 *	frame_str(&f, 0, name);  frame_dec(&f, 0, v);
 */
#ifndef QJ_FRAME_H
#define QJ_FRAME_H

#include "csvin.h"
#include "map.h"

#define FRAME_TEXTS	4
#define FRAME_NUMBERS	128
#define FRAME_NONE	SIZE_MAX

struct frame {
	struct csvin	*in;
	size_t		 ntext, nnum;
	size_t		 textcol[FRAME_TEXTS], numcol[FRAME_NUMBERS];
	struct { double min, max; bool whole; } bound[FRAME_NUMBERS];
	const struct period *only;		/* rows of other times are left out; NULL: none */
	size_t		 timecol;		/* FRAME_NONE: no time is read */
	size_t		 nrow;
	struct map	 words;			/* every text once */
	uint32_t	*text;			/* text[nrow * ntext], indices into words */
	struct dec	*num;			/* num[nrow * nnum] */
	int64_t		*when;			/* when[nrow] */
	enum step	 step;			/* of all of them; STEP_HOUR: stamps, when in minutes */
	size_t		 textcap, numcap, whencap;
};

void		frame_init(struct frame *, struct csvin *);
void		frame_release(struct frame *);

/*
 * The column of that name; refuses the input where there is none.  The result names it in
 * frame_str, frame_dec.
 */
size_t		frame_text(struct frame *, const char *name);
size_t		frame_number(struct frame *, const char *name);
/* The same, FRAME_NONE where there is none. */
size_t		frame_number_if(struct frame *, const char *name);
/* Numbers of that column outside min..max are refused. */
void		frame_bounds(struct frame *, size_t num, double min, double max);
/* Numbers of that column are whole, 1 to most. */
void		frame_classes(struct frame *, size_t num, int most);
/* The column of times; once. */
void		frame_time(struct frame *, const char *name);

/*
 * Reads all rows; a cell that is no number or time is refused (with -k it is missing, its row
 * left out).
 */
void		frame_read(struct frame *);

static inline const char *
frame_str(const struct frame *f, size_t row, size_t text)
{
	return f->words.key[f->text[row * f->ntext + text]];
}

/* Missing also for FRAME_NONE. */
static inline struct dec
frame_dec(const struct frame *f, size_t row, size_t num)
{
	return num == FRAME_NONE ? (struct dec){ 0 } : f->num[row * f->nnum + num];
}

/*
 * The time written in the period grammar or as a stamp, as frame_read would keep it; false if
 * it is none.
 */
bool		frame_when(struct sv text, enum step *step, int64_t *when);
/* The time, as kept, to which a day belongs; step: not STEP_HOUR. */
int64_t		frame_at(enum step, int64_t day);
/* The first day of a kept time. */
int64_t		frame_day(enum step, int64_t when);

#endif

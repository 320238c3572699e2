/*
 * qc_own - what the files of qc share: rows and their waiting (qc_rows.c), the putting of tests (qc_judge.c).
 * For these alone.
 */
#ifndef QJ_QC_OWN_H
#define QJ_QC_OWN_H

#include "mem.h"
#include "qc.h"

/* The bits of the conditions that hold in the row of a place. */
static inline uint64_t *
qc_when(const struct qc_station *st, int64_t place)
{
	return &st->when[(size_t)(place & st->ring.mask)];
}

/* What the newest place of a station lets be judged. */
void	qc_judge_new(struct qc *, struct qc_station *);
/* No more rows come, or none for long: what still waits for later values is judged without them. */
void	qc_judge_rest(struct qc *, struct qc_station *);
/* The end of all rows: a day whose last hours did not come. */
void	qc_end_day(struct qc *, struct qc_station *);
/* What counts of the tests that were not put because a place needs none. */
void	qc_count_rest(const struct qc *, struct qc_station *);
/* Takes a verdict on a place into counts, cells and runs. */
void	qc_take(struct qc *, struct qc_station *, size_t k, int64_t place, enum qc_verdict, const struct qc_found *);
/* All rows of an hour are there: the tests of neighbours. */
void	qc_ask_neighbours(struct qc *);
/* A step waits for the hour's other rows, where the rule asks the neighbours about it; false: it need not. */
bool	qc_hold(struct qc *, struct qc_station *, size_t k, int64_t place, const struct qc_found *);
/* The steps of a station that wait get their verdict. */
void	qc_settle(struct qc *, struct qc_station *);
void	qc_clock_free(struct qc_clock *);
/* Room for n values and weights of neighbours. */
static inline void
qc_room(struct qc *q, size_t n)
{
	q->w = mem_grow(q->w, &q->wcap, n, sizeof(*q->w));
	q->weight = mem_grow(q->weight, &q->weightcap, n, sizeof(*q->weight));
}
/* The last place stands for n more, which are as empty: stamps go on behind them. */
void	qc_skip_places(struct qc *, struct qc_station *, int64_t n);

#endif

/*
 * qc_own - what the files of qc share: rows and their waiting (qc_rows.c), the putting of tests (qc_judge.c).
 * For these alone.
 */
#ifndef QJ_QC_OWN_H
#define QJ_QC_OWN_H

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
/* All rows of an hour are there: the tests of neighbours. */
void	qc_ask_neighbours(struct qc *);
/* The last place stands for n more, which are as empty: stamps go on behind them. */
void	qc_skip_places(struct qc *, struct qc_station *, int64_t n);

#endif

/*
 * qcring - the last values of a station's items on a regular grid of times, and the numbers that
 * tests compare: whole ones of 10^-9 of the item's unit, so that differences are exact; medians.
 * Pure.  Needs: decimal.
 *
 *	struct qc_ring r;
 *	qc_ring_init(&r, 6, 64);
 *	qc_ring_push(&r, values);
 *	qc_at(&r, item, r.head);
 *
 * Where rows, not time, make the places, sec tells when each was.
 */
#ifndef QJ_QCRING_H
#define QJ_QCRING_H

#include "decimal.h"

#define QC_NONE		INT64_MIN		/* no value */
#define QC_ONE		INT64_C(1000000000)	/* 1 in the item's unit */
#define QC_MOST		(4 * QC_ONE * QC_ONE)	/* larger values count as this: 4 x 10^9 */

/* x in 10^-9; missing for missing; beyond QC_MOST that. */
int64_t		qc_of(struct dec x);
struct dec	qc_dec(int64_t v);
static inline int64_t
qc_distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

/* The values of a station's items: the last cap places of its grid. */
struct qc_cell {
	int64_t		v;
	uint64_t	judged, suspect, fail;	/* bits of the tests of the item */
};

struct qc_ring {
	struct qc_cell	*cell;		/* cell[(place & mask) * nitem + item] */
	size_t		 nitem;
	int64_t		 mask;
	int64_t		 head, first;	/* last and first place there is; head -1: none */
	int64_t		*sec;		/* [place & mask] stamps [s], of places that are rows; NULL on a grid of times */
};

#define QC_BELOW	(UINT64_C(1) << 62)	/* of judged: the value is below the limit of detection */
#define QC_FIXED	(UINT64_C(1) << 60)	/* of judged: the value stands for another that is in the table */
#define QC_ROW		(UINT64_C(1) << 61)	/* of judged: the place has a row, be the cell empty */

/* cap is rounded up to a power of two.  by_row: places have stamps of their own. */
void	qc_ring_init(struct qc_ring *, size_t nitem, size_t cap, bool by_row);
void	qc_ring_release(struct qc_ring *);
/* The next place: its values v[nitem]; NULL: none. */
void	qc_ring_push(struct qc_ring *, const int64_t *v);

static inline struct qc_cell *
qc_cell(const struct qc_ring *r, size_t item, int64_t place)
{
	return &r->cell[(size_t)(place & r->mask) * r->nitem + item];
}

static inline int64_t
qc_at(const struct qc_ring *r, size_t item, int64_t place)
{
	return place < r->first || place > r->head ? QC_NONE : qc_cell(r, item, place)->v;
}

static inline bool
qc_is_row(const struct qc_ring *r, size_t item, int64_t place)
{
	return place >= r->first && place <= r->head && (qc_cell(r, item, place)->judged & QC_ROW) != 0;
}

/* Median, and median of the absolute differences from it, of v[n], which is reordered; n > 0. */
int64_t		qc_median(int64_t *v, size_t n);
int64_t		qc_mad(int64_t *v, size_t n, int64_t *median);
/*
 * The same with weights (above 0, at most 10^15 each) that go along: the smallest value with half of the
 * weight up to it; where that is exactly half, the middle between it and the next.  Both are reordered.
 */
int64_t		qc_weighted_median(int64_t *v, int64_t *weight, size_t n);
int64_t		qc_weighted_mad(int64_t *v, int64_t *weight, size_t n, int64_t *median);
/* |d| > k x 1.4826 x mad, exactly; k in 10^-9. */
bool		qc_beyond(int64_t d, int64_t k, int64_t mad);

#endif

/*
 * qctest - the tests of single series: one verdict per test and place of a station's ring of values.
 * Numbers in, verdicts out; what a test is told
 * (limits, windows) stands in struct qc_test.  qj-qc(1) defines each in words.
 * Comparisons are exact; spreads (standard deviation) are doubles.  A test that lacks a value it needs is not judged: no answer is
 * an answer.  Source: HJ 817, HJ 818, HJ 915 (kinds of tests); QARTOD manuals of IOOS for flat line,
 * spike, rate of change, gross range, climatology, attenuated signal.  Pure.  Needs: qcring.
 *
 *	struct qc_ring r;
 *	qc_ring_init(&r, 6, 64);
 *	qc_ring_push(&r, values);
 *	struct qc_found f;
 *	if (qc_judge(&test, &r, r.head, &state, NULL, &f) >= QC_SUSPECT)
 *		mark(f.from, f.to);
 */
#ifndef QJ_QCTEST_H
#define QJ_QCTEST_H

#include "qcring.h"

#define QC_WINDOW_MAX	1024			/* places that a test may look back or ahead */
#define QC_PARTS	8			/* other items, or values, of a test */

enum qc_kind {
	QC_RANGE, QC_NEGATIVE, QC_CONSTANT, QC_FLAT, QC_SPIKE, QC_RATE, QC_STEP, QC_JUMP, QC_PAIR, QC_RATIO, QC_SUM,
	QC_SATURATION, QC_CLIMATE, QC_OUTLIER, QC_ATTENUATED, QC_ISOLATED, QC_DRIFT, QC_SHAPE, QC_INCREMENT, QC_DELTA, QC_VALUE,
	/* judged from more than one series, by whoever has them */
	QC_NEIGHBOUR, QC_CLOCK, QC_CONDITION, QC_CHECKED, QC_STAMP, QC_MISSING, QC_NKIND
};

enum qc_method { QC_PEAK, QC_AVERAGE, QC_DIFFERENTIAL, QC_Z, QC_MAD, QC_GRUBBS, QC_SCORE, QC_STREAM, QC_STD, QC_SPAN };
enum qc_direction { QC_BOTH, QC_UP, QC_DOWN };

/* One test of one item.  Numbers are 10^-9 of the unit, QC_NONE where not told. */
struct qc_test {
	enum qc_kind	kind;
	size_t		item;
	size_t		part[QC_PARTS];	/* other items */
	int64_t		factor[QC_PARTS];
	size_t		nparts;
	int64_t		min, max, fail_min, fail_max;
	int64_t		above, below;	/* only values above or below that are judged */
	int64_t		floor, fail;	/* smallest difference that counts, that fails */
	int64_t		tolerance;
	int64_t		k;		/* times the spread */
	int64_t		percent;
	int64_t		near;		/* a step of which the neighbours make as many percent is none; QC_NONE: each is one */
	int		lag;		/* places, the most that a clock is looked for */
	int		n, fail_n;	/* places of a run */
	int		run;		/* as many in a row must fail the same way; 0: one */
	int		window, fail_window;	/* places looked at; 0 of a spread: the whole series, by the history */
	int		gap;		/* places without value that are bridged */
	int		least;		/* values that a window must have */
	int64_t		step;		/* [s] between places */
	enum qc_method	method;
	enum qc_direction direction;
	unsigned int	bit;		/* of the test among those of its item: what it doubted before */
	bool		lone_good;	/* good, not unjudged, where a value that it needs is not there */
	bool		is_signed;	/* differences with their sign, else their size */
	bool		whole;		/* a window with an empty cell is not judged */
	bool		cells;		/* missing: empty cells of rows alone */
	bool		coded;		/* missing: an empty cell of a run fails */
};

/* How many places a test looks back, and ahead of the one it judges. */
int	qc_back(const struct qc_test *);
int	qc_ahead(const struct qc_test *);
/* How far behind the newest place it may still mark one. */
int	qc_reach(const struct qc_test *);

/* What goes from place to place for a test of a station. */
struct qc_state {
	int64_t	v;		/* the first value of the run */
	int64_t	from;		/* where it began */
	int	n;		/* its values */
	int64_t	start[2];	/* of places that fail low, and high, one behind the other: the first */
	int	m[2];		/* and how many */
};

/* What is known of that hour of the day, or of the whole series, from earlier weeks. */
struct qc_history {
	int64_t	median, mad, p1, p99;	/* QC_NONE: not known */
	int64_t	mean, sd, sd_all;	/* deviation by n - 1, and by n */
	int64_t	least, most;
};

enum qc_verdict { QC_UNJUDGED, QC_GOOD, QC_SUSPECT, QC_FAIL };

/* Where and by what: places from..to are meant; value was compared with limit. */
struct qc_found {
	int64_t	from, to;
	int64_t	value, reference, limit;
	bool	low;		/* what failed was a lower bound */
};

/*
 * The verdict on a place; places must be judged in order, each once.  h may be NULL.  hour of the
 * place is 1 to 24 (for QC_SHAPE).  A test of the whole series takes h as that of the series.  f is always set.
 */
enum qc_verdict qc_judge(const struct qc_test *, const struct qc_ring *, int64_t place, struct qc_state *,
		    const struct qc_history *, int hour, struct qc_found *);

/* QARTOD's roll-up of two codes: 4 fail before 3 suspect before 1 good before 2 not evaluated before 9 missing. */
int	qc_roll_up(int a, int b);

#endif

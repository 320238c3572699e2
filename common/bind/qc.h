/*
 * qc - the rows of a table tested by rules: each row is written once, in order, with a flag for each
 * test that doubts a value.  Rows wait until what comes behind them is known; memory is stations
 * times the reach of the rules.  Tests doubt (flags of use doubt, and low); only instrument status, a
 * maintenance log and decisions drop.
 * Order: station by station, or hour by hour; neighbours can only be asked hour by hour.
 * Needs: columns, qcrules, qctest, decided.
 *
 *	struct qc *q = qc_new(&spec);
 *	while (csvin_next(in))
 *		qc_row(q);
 *	qc_finish(q);
 */
#ifndef QJ_QC_H
#define QJ_QC_H

#include "civil.h"
#include "columns.h"
#include "csvout.h"
#include "decided.h"
#include "maintained.h"
#include "qcchecks.h"
#include "qchistory.h"
#include "qcneighbours.h"
#include "qcrules.h"
#include "sites.h"

/* How often a test of an item was asked at a station. */
struct qc_count {
	unsigned long	judged, unjudged, suspect, fail;	/* suspect includes fail */
};

/* Flagged values one behind the other. */
struct qc_run {
	int64_t		from, to;	/* [s] stamps */
	int64_t		first, last;	/* places */
	uint32_t	n, check, station;
	bool		fail;
	int64_t		value, reference, limit;	/* of the value that is furthest off */
};

/* A step that waits for the rows of the neighbours. */
struct qc_held {
	bool		on;
	int64_t		place;
	struct qc_found	f;
};

struct qc_clock;

struct qc_station {
	struct qc_ring	 ring;
	uint64_t	*when;		/* [ring] conditions that hold in the row of a place */
	int64_t		 t0, last;	/* [s] stamp of place 0, of the last row */
	int64_t		 done;		/* places up to it were judged to their end; -1 */
	const struct qc_history *history;	/* [item][hour], NULL: none */
	struct qc_state	*state;		/* [ncheck] */
	struct qc_count	*count;		/* [ncheck] */
	size_t		*run;		/* [ncheck] its last run + 1, 0: none */
	bool		*asked;		/* [ncheck] the rule is for this station */
	size_t		 group;		/* of neighbours, SIZE_MAX: none */
	size_t		 peer;		/* the next station of the group, SIZE_MAX: none */
	size_t		 near;		/* its list in s.neighbours, SIZE_MAX: none */
	struct qc_held	*held;		/* [ncheck], NULL: nothing waits */
	struct qc_clock	**clock;	/* [ncheck], NULL: none */
	unsigned long	*nvalue, *ncalm;	/* [item] values; places whose tests of changes were not put: good */
	unsigned long	 nplace;
	unsigned long	 nrow, nstamp;
};

/* A row that waits; its text without the flags cell. */
struct qc_wait {
	size_t		 from, n[3];	/* bytes in text: before the flags, flags, behind */
	size_t		 station;
	int64_t		 place;		/* -1: not on the grid */
	int64_t		 sec;
	bool		 stamp;		/* out of order, or twice */
	bool		 silent;	/* of the context: not written */
};

struct qc_spec {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	struct csvin		*in;
	struct columns		*cols;
	struct csvout		*out;		/* NULL: rows are not written */
	const struct qcrules	*rules;
	const struct decided	*decided;	/* NULL: none */
	const struct maintained	*maintained;	/* NULL: none */
	const struct qcchecks	*checks;	/* NULL: none */
	struct csvout		*corrections;	/* what they propose; NULL: nothing */
	const struct qchistory	*history;	/* NULL: none */
	const struct qcneighbours *neighbours;	/* NULL: none; a station without a list has its group */
	int			 group_col;	/* whose equal cells make neighbours; -1: none */
	const struct sites	*sites;		/* or equal cells of this column of the registry; NULL: none */
	int			 site_col;
	int64_t			 interval;	/* [s] */
	bool			 by_row;	/* each row is a place, whatever time lies between */
	bool			 qartod;
	bool			 runs;		/* are held, for the summary */
	bool			 hold;		/* rows behind come last, after those of all stations */
	/* rows of these stamps alone are written, the others are context */
	bool			 has_emit;
	struct period		 emit;
	/* called for each judgement (explain), and for each row as it leaves (score); may be NULL */
	void		       (*judged)(void *, const struct qc_station *, size_t station, const struct qccheck *, int64_t sec,
				    enum qc_verdict, const struct qc_found *);
	void		       (*left)(void *, size_t station, int64_t sec, const struct qc_cell *cells);
	void			*arg;
};

struct qc {
	struct qc_spec	   s;
	struct map	   stations;
	struct qc_station *st;
	size_t		   stcap;
	int64_t		  *x;		/* [item] values of the row */
	bool		  *below;	/* [item] below the limit of detection */
	bool		  *fixed;	/* [item] another number than that of the cell */
	struct qc_wait	  *wait;	/* a ring: wait[(first + i) & (cap - 1)] */
	size_t		   wfirst, nwait, waitcap;
	struct sbuf	   text;	/* of the rows that wait, from textfrom on */
	size_t		   textfrom;
	int		   reach;
	int64_t		   now;		/* [s] stamp of the row before, INT64_MIN at first */
	size_t		   ilast;	/* station of the row before */
	struct map	   groups;
	size_t		  *hour;	/* stations that have a row at now */
	size_t		   nhour, hourcap;
	size_t		  *member, *tail;	/* [ngroup] first and last station of a group */
	size_t		   ngroup, membercap, tailcap;
	size_t		  *met;		/* [neighbours->codes.n] the station, SIZE_MAX: not yet */
	unsigned long	   nheld;
	int64_t		  *w, *weight;	/* room for the values of neighbours */
	size_t		   wcap, weightcap;
	bool		   asks_neighbours, dates;
	bool		   every;	/* each verdict is wanted, not only those that doubt */
	struct qc_run	  *run;
	size_t		   nrun, runcap;
	struct sbuf	   flags, own;	/* of the row that leaves; of the one that comes */
	unsigned long	   nflagged, nstamp, ndecided, nback, nlow, ncorrected, nother;
	unsigned long	   nseam;	/* stations that go on after others had come: tests were cut there */
	unsigned long	   nmaintained, nunentered;	/* values in an entry; marks of instruments outside of all */
	struct sbuf	   unentered;	/* the first of these */
	struct sbuf	   other;	/* a correction of another number than the cell has: the first */
};

struct qc      *qc_new(const struct qc_spec *);
void		qc_free(struct qc *);
/* Writes the header. */
void		qc_header(struct qc *);
/* Takes the reader's row. */
void		qc_row(struct qc *);
/* Judges what is left and writes it. */
void		qc_finish(struct qc *);
/* Stamp [s] of a place of a station. */
static inline int64_t
qc_sec(const struct qc *q, const struct qc_station *st, int64_t place)
{
	return st->ring.sec != NULL ? st->ring.sec[place & st->ring.mask] : st->t0 + place * q->s.interval;
}

#endif

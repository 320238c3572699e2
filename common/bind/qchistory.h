/*
 * qchistory - what the values of a station's item were at each hour of the day over the last weeks:
 * median, MAD, 1st and 99th percentile (HJ 663 annex A), mean, deviation, least and most, as learned
 * from checked data.  A file history.csv: station,item,hour,n,median,mad,p1,p99,mean,sd,sd_all,least,most; hour
 * 1 to 24, or 0: all hours together.  Those behind p99 may be absent.
 * Needs: columns, qctest, percentile.
 *
 *	struct qchistory *h = qchistory_read(&d, "history.csv", &columns);
 *	const struct qc_history *s = qchistory_station(h, sv_of("2454A"));
 *	s[item * QCHISTORY_HOURS + hour].p99;
 */
#ifndef QJ_QCHISTORY_H
#define QJ_QCHISTORY_H

#include "columns.h"
#include "csvout.h"
#include "qctest.h"

#define QCHISTORY_HOURS	25	/* 1 to 24, */
#define QCHISTORY_ALL	0	/* and all of them together */

struct qchistory {
	struct map		stations;
	struct qc_history     **v;	/* [stations.n] -> [item][hour] */
	size_t			cap;
};

struct qchistory *qchistory_read(struct diag *, const char *file, const struct columns *);
void		qchistory_free(struct qchistory *);
/* [item][hour] of the station; NULL where h is, or has nothing of it. */
const struct qc_history *qchistory_station(const struct qchistory *, struct sv code);

/* Learns from all rows of in those of the last span [s], and writes the file.  Holds them. */
void		qchistory_learn(struct columns *, struct csvin *, int64_t span, struct csvout *);

#endif

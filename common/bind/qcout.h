/*
 * qcout - what quality control found, as tables: the runs of flagged values with the shares of each
 * test, why a value has its flags, the score of a set of rules against labelled faults, the rules.
 * Needs: qc, csvout.
 *
 *	qcout_summary(q, out);
 */
#ifndef QJ_QCOUT_H
#define QJ_QCOUT_H

#include "qc.h"

/* The rules as a table that --rules reads. */
void	qcout_rules(const struct qcrules *, struct csvout *);

/*
 * One row for each run of flagged values (station,item,rule,test,severity,start,end,n,value,reference,
 * limit), and for each test of an item at a station one without start: n flagged, share_flagged and
 * share_unjudged [%] of its values.
 */
void	qcout_summary(const struct qc *, struct csvout *);

/* Why: a row for each test of the values of one station and stamp. */
struct qcexplain {
	const char	*station;
	int64_t		 sec;
	const struct qc	*q;
	struct csvout	*out;
	bool		 met;
};
void	qcout_explain_header(struct csvout *);
/* To be given as judged. */
void	qcout_explain(void *, const struct qc_station *, size_t station, const struct qccheck *, int64_t sec, enum qc_verdict,
	    const struct qc_found *);

/*
 * Labelled faults: station,item,start,end,kind, both stamps included; item '*' stands for all.  An
 * event is found where one of its values has a flag that doubts; a row is good where no event touches it.
 */
struct qcscore;
struct qcscore *qcscore_read(struct diag *, const char *file);
void		qcscore_free(struct qcscore *);
/* To be given as left, with the score's q set. */
void		qcscore_take(void *, size_t station, int64_t sec, const struct qc_cell *);
void		qcscore_set(struct qcscore *, const struct qc *);
/* kind,events,found,recall,values,flagged; then the shares of good rows and values doubted, and precision. */
void		qcscore_put(const struct qcscore *, struct csvout *);

#endif

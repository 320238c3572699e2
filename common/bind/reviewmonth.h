/*
 * reviewmonth - the monthly assessment of stations and rules: what was captured and valid, findings by
 * grade, how they were decided and how fast, checks passed; and of each rule how often persons agreed
 * with it.  Source: the centre's daily review, statistics for the month; HJ 817, HJ 818.
 * Memory is stations.  Needs: qc, sites, decided.
 *
 *	struct reviewmonth *m = reviewmonth_new(&spec);
 *	while (csvin_next(in))
 *		reviewmonth_row(m);
 *	reviewmonth_finish(m);
 *	reviewmonth_stations(m, out);
 */
#ifndef QJ_REVIEWMONTH_H
#define QJ_REVIEWMONTH_H

#include "qc.h"

struct reviewmonth_station {
	size_t		 site;		/* row of the registry, SITES_NONE */
	int64_t		 from, to;	/* days due, both included; to before from: none */
	unsigned long	 received;	/* hours with any value */
	unsigned long	 valid;		/* usable values */
	unsigned long	 found[3];	/* findings by grade A B C */
	unsigned long	 dropped, kept;	/* decisions */
	int64_t		*response;	/* [s] from the end of what was decided to the decision */
	size_t		 nresponse, cap;
	unsigned long	 checks, passed;
};

struct reviewmonth_rule {
	unsigned long	 found, dropped, kept;
};

struct reviewmonth {
	struct qc_spec	 s;		/* its left and arg are set here */
	struct period	 period;
	bool		 en;
	struct qc	*qc;
	struct map	 stations, rules;
	struct reviewmonth_station *st;
	struct reviewmonth_rule *rule;
	size_t		 cap, rulecap;
};

struct reviewmonth *reviewmonth_new(const struct qc_spec *, const struct period *, bool en);
void		reviewmonth_free(struct reviewmonth *);
void		reviewmonth_row(struct reviewmonth *);
void		reviewmonth_finish(struct reviewmonth *);

/*
 * station,name,due,received,capture [%],values_due,valid,valid_rate [%],A,B,C,decided,dropped,kept,
 * response_hours (median),checks,checks_passed.
 */
void		reviewmonth_stations(struct reviewmonth *, struct csvout *);
/* rule,what,findings,dropped,kept,agreed [%]: of the decided, how many persons dropped. */
void		reviewmonth_rules(const struct reviewmonth *, struct csvout *);

#endif

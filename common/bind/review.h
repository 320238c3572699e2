/*
 * review - the sheet of the daily review: what of yesterday's hours is missing, what is suspicious,
 * what is proposed.  A person decides, a second one checks; this proposes and decides nothing.
 * Source: the centre's daily review (shared report daily_review), GB 3095 6.3; HJ 818-2018.
 * Holds a day of values of each station.  Needs: qc, sites.
 *
 *	struct review *v = review_new(&spec);
 *	while (csvin_next(in))
 *		review_row(v);
 *	review_finish(v);
 *	review_findings(v, out);
 */
#ifndef QJ_REVIEW_H
#define QJ_REVIEW_H

#include "qc.h"

/* A day of one station. */
struct review_day {
	int64_t		*v;		/* [hour 0..23][item] usable values, QC_NONE */
	int64_t		*raw;		/* [hour][item] values as received */
	const char	**mark;		/* [hour][item] the flag that drops the value, NULL */
	uint32_t	 received;	/* bits of hours with any value */
	uint32_t	*valid;		/* [item] bits of hours with a usable value */
	size_t		 site;		/* row of the registry, SITES_NONE */
	unsigned int	 found[3];	/* findings by severity A B C */
};

struct review_spec {
	struct qc_spec	 qc;		/* its left and arg are set here */
	int64_t		 day;
	int		 near_col;	/* column of the registry: stations with the same cell stand beside a finding */
	bool		 en;
};

struct review {
	struct review_spec s;
	struct qc	*qc;
	struct map	 stations;
	struct review_day *day;		/* [stations.n] */
	size_t		 cap;
	struct map	 marks;		/* texts of marks */
	size_t		*order;		/* runs of the day, by severity, station, item */
	size_t		 norder, ordercap;
};

/* spec lives as long; stations of the registry that are due on the day are there from the beginning. */
struct review  *review_new(const struct review_spec *);
void		review_free(struct review *);
/* The reader's row: of the day, or context. */
void		review_row(struct review *);
void		review_finish(struct review *);

/*
 * One row for each finding, A first: key,station,name,item,rule,what,severity,start,end,hours,values,
 * neighbours,history,proposal and the empty cells of the reviewers: decision,reason,reviewer,checker,when.
 */
void		review_findings(const struct review *, struct csvout *);
/*
 * One row for each station: station,name,due,received,capture [%],values_due,valid,valid_rate [%],gaps,
 * A,B,C; gaps are hours (1 to 24) with their reason.
 */
void		review_sites(const struct review *, struct csvout *);
/*
 * One row for each station and item: station,name,item,cells; a sign for each hour: '.' a value, '-'
 * none, 'x' dropped by the instrument's state, 'A', 'B', 'C' doubted.  qj-chart strips draws it.
 */
void		review_strips(const struct review *, struct csvout *);
/* The verdict of the day in one line, in the language of the sheet. */
void		review_line(const struct review *, struct sbuf *);

#endif

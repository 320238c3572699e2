/*
 * qcrules - the rules of quality control: table qc_rules (and a file of the centre's own) as tests
 * bound to the columns of a table.  Columns rule,item,station,test,parameters,severity,when,zh,source,
 * confidence.  item names items, blank-separated (each is a test of its own), station '*' or codes;
 * parameters are words name=value in the item's unit, durations with theirs (6h, 30min); severity is
 * A, B, C, or B/A where a rule has two limits; off: not used.  when is a condition of qj-select on
 * the same row.  qj-qc(1) lists the tests and their parameters.
 * Needs: columns, expr, qctest.
 *
 *	struct qcrules *r = qcrules_read(&spec);
 *	r->check[0].test;
 */
#ifndef QJ_QCRULES_H
#define QJ_QCRULES_H

#include "columns.h"
#include "expr.h"
#include "qctest.h"

#define QCRULES_PER_ITEM	60	/* tests of one item: bits of a word, the rest is ours */

enum qccalendar_unit { QCCALENDAR_HOURS, QCCALENDAR_WEEKDAYS, QCCALENDAR_DAYS, QCCALENDAR_WEEKS, QCCALENDAR_MONTHS,
	QCCALENDAR_QUARTERS, QCCALENDAR_N };

/* When a rule is asked: of each unit told from..to, which may go over its end. */
struct qccalendar {
	int		from[QCCALENDAR_N], to[QCCALENDAR_N];
	unsigned int	asked;		/* bits of the units told */
	bool		by_clock;	/* of the stamp as it stands, 00:00 being the first of its day; else of the hour that ends */
};

/* One row of the table. */
struct qcrule {
	char		*cell[10];	/* as written, in the order of the header above */
	const char	*file;		/* NULL: built in */
	unsigned long	 line;
	size_t		 nbound;	/* tests made of it */
};

/* A rule bound to an item of the table. */
struct qccheck {
	struct qc_test	 test;
	const struct qcrule *rule;
	const char	*code;		/* flag; of QC_NEGATIVE that of the failing kind */
	unsigned int	 bit;		/* among the tests of its item */
	struct qccalendar calendar;
	int		 when;		/* condition, -1: none */
	char		 severity[2];	/* of suspect and of fail */
	bool		 both;		/* the other item of a pair is meant too */
	bool		 alone;		/* judged from its own station */
	bool		 series;	/* judged by the history of the whole series */
	bool		 told;		/* needs the hour, a condition or the history */
	bool		 planned;	/* put by the plan of its item */
	int		 ahead;		/* places that it looks ahead */
	struct map	 stations;	/* those it holds for; empty: all */
};

#define QCPLAN_MAX	8

/*
 * What most places of an item need not be asked: limits, of values between lo and hi; tests of changes
 * (spike, rate, step), where the change from the place before is at most calm, and was before; constant,
 * where the value changed; missing, where there is one.
 */
struct qcplan {
	int64_t	lo, hi;			/* lo excluded, hi included */
	int64_t	calm;
	int64_t	moves;			/* a larger change ends every run of constant values */
	int	step;			/* places back at which a step is judged, 0: none */
	int	before;			/* places that a step needs before it */
	size_t	limit[QCPLAN_MAX], wave[QCPLAN_MAX], still[QCPLAN_MAX], missing[QCPLAN_MAX];
	size_t	nlimit, nwave, nstill, nmissing;
};

struct qcrules {
	struct qcrule	 *rule;
	size_t		  nrule, rulecap;
	struct qccheck	 *check;	/* by item, in the order of the table */
	size_t		  ncheck, checkcap;
	size_t		 *first;	/* first[nitem + 1]: checks of item i are first[i].. */
	struct qcplan	 *plan;		/* [item] */
	size_t		 *rest, nrest;	/* checks that no plan has */
	struct expr	**when;
	char		**when_text;
	size_t		  nwhen, whencap, textcap;
	int		  back, reach;	/* places that the checks look back, and behind the newest may mark */
};

struct qcrules_spec {
	struct diag		*d;
	const struct tables	*tabs;
	const struct columns	*cols;
	const struct csvin	*in;
	bool			 builtin;	/* table qc_rules too */
	const char		*file;		/* its rules replace those of the same rule and item; NULL: none */
	int64_t			 interval;	/* [s] */
	bool			 has_history, has_checks;
	bool			 has_neighbours;	/* else the tests of a clock need no room */
	bool			 by_row;	/* rows make the places: windows may be told in rows */
};

extern const char *const qcrules_columns[10];

/* Reads and binds; a rule with a mistake is refused with its place. */
struct qcrules *qcrules_read(const struct qcrules_spec *);
void		qcrules_free(struct qcrules *);

/* The rules alone, as they hold without a table: for --print-rules. */
struct qcrules *qcrules_list(struct diag *, const struct tables *, bool builtin, const char *file);

/* Whether check k is put to the station: one of its own takes the place of one of all stations. */
bool		qcrules_asks(const struct qcrules *, size_t k, struct sv station);

/* Whether a stamp lies in it. */
bool		qccalendar_holds(const struct qccalendar *, int64_t sec);

/* The name of a test. */
const char     *qcrules_test(enum qc_kind);

#endif

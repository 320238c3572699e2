/*
 * bloomrule - early warning of algal bloom from the days of an automatic station.
 * Proposed by this project, not regulatory: every rule and number is a row of data/bloom_rules.csv,
 * the words of the levels of bloom_levels.csv.  What a missing value leaves open stays open: a day
 * without a rule that fires has level 0 only where none could have.
 * Pure but for the tables it reads once.  Needs: table, decimal.
 *
 *	struct bloomrules r;
 *	bloomrules_init(&r, tabs);
 *	struct bloomrule_verdict v = bloomrules_judge(&r, day, n);	(day[0] today, day[1] the day before ...)
 */
#ifndef QJ_BLOOMRULE_H
#define QJ_BLOOMRULE_H

#include "decimal.h"
#include "table.h"

enum bloom_measure { BLOOM_PH_MAX, BLOOM_PH_RANGE, BLOOM_DOSAT_MAX, BLOOM_CHLA, BLOOM_CHLA_MAX, BLOOM_CHLA_RISE,
    BLOOM_ALG_MAX, BLOOM_NMEASURE };
extern const char *const bloom_measure_name[BLOOM_NMEASURE];

#define BLOOMRULE_MAX	32	/* conditions of a table */
#define BLOOMRULE_DAYS	32	/* days a condition looks back on, the day itself one of them */
#define BLOOMRULE_LEVELS 6

/* A day of a station; a missing ratio is not known.  Chla_rise is found from the days, not given. */
struct bloom_day {
	int64_t		day;		/* from 1970-01-01 */
	struct ratio	v[BLOOM_NMEASURE];
};

struct bloomrule {
	const char		*rule, *group;
	int			 level, need;
	enum bloom_measure	 measure;
	bool			 above;		/* op: above; else at or above */
	struct dec		 value;
	int			 days;		/* in a row */
	int			 span;		/* [days] of Chla_rise */
	struct dec		 floor;		/* of Chla_rise [ug/L]; missing: none */
	bool			 no;		/* a missing value counts as not fulfilled */
	const char		*text;		/* "pH_max>=8.8", "Chla>=30/2d", "Chla_rise>=2/72h" */
};

struct bloomrules {
	struct bloomrule v[BLOOMRULE_MAX];
	size_t		 n;
	const char	*zh[BLOOMRULE_LEVELS], *en[BLOOMRULE_LEVELS];	/* words, NULL for none */
	int		 back;		/* days looked back on, the day itself included */
	/* What is wrong with tables of the user's: the table, the rule, what; wrong NULL for nothing. */
	const char	*wrong, *wrong_table, *wrong_at;
};

void	bloomrules_init(struct bloomrules *, const struct tables *);
void	bloomrules_release(struct bloomrules *);

struct bloomrule_verdict {
	int		level;		/* -1: cannot be judged */
	uint32_t	held;		/* bit of each condition that holds */
	unsigned int	unknown;	/* bit of each measure that a condition lacked */
};

/* day[n]: the day judged, then earlier ones, latest first; days may be absent. */
struct bloomrule_verdict bloomrules_judge(const struct bloomrules *, const struct bloom_day *day, size_t n);

#endif

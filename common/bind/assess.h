/*
 * assess - a period of air quality from day values: group days, levels, concentrations, percentiles,
 * composite index, rank.
 * A group day is the arithmetic mean of the assessed sites' day values (HJ 663-2013 annex A) and is
 * judged by its own AQI; a period value is the mean or percentile of the valid group days, rounded
 * once; a group of groups (via) has the mean of its members' unrounded values and the sum of their
 * days.  Exceedance is judged from the daily limits, never from IAQI (HJ 633-2026 6.2).
 * Holds groups x days.  Needs: regions, aqi, airindex, percentile, validity.
 *
 *	struct assess *a = assess_new(&spec);
 *	assess_group(a, key, nkey); assess_day(a, day, value, sites);	(for each group, days ascending)
 *	assess_finish(a);
 *	a->row[i].j[0].index;
 */
#ifndef QJ_ASSESS_H
#define QJ_ASSESS_H

#include "airindex.h"
#include "aqi.h"
#include "civil.h"
#include "table.h"
#include "validity.h"

/* Values of a day: the six items in the order of enum aqi_item, then these. */
enum assess_input { ASSESS_O3_1H = AQI_NITEM, ASSESS_PM10_NOEVENT, ASSESS_PM25_NOEVENT, ASSESS_NIN };

/* The names of their columns. */
extern const char *const assess_names[ASSESS_NIN];

#define ASSESS_JUDGED	2	/* the edition asked for, and --also */
#define ASSESS_BY_DAY	(-1)

struct assess_spec {
	const struct tables	*tabs;
	const struct aqi	*aqi;
	struct period		 period;
	int64_t			 last;		/* last day with data; before period.to: it is unfinished */
	int			 edition[ASSESS_JUDGED];	/* of every day; ASSESS_BY_DAY */
	int			 last_edition;	/* that of the period's last day: limits and rounding under by-day */
	struct airindex		 index[ASSESS_JUDGED];
	size_t			 njudged;
	unsigned int		 not_monitored;	/* bits of items */
	unsigned int		 present;	/* bits of items that the table has a column for */
	bool			 noevent;	/* the two inputs without events exist */
	size_t			 nby;		/* key columns of the result; more in a group's key: via */
	bool			 of_members;	/* index of a via group: mean of its members' */
	bool			 strict;
};

/* One group and day. */
struct assess_oneday {
	int64_t		day;
	struct ratio	v[ASSESS_NIN];
	unsigned int	sites;		/* members with any value */
	bool		dust;		/* an event was deducted */
};

/* The day judged by one edition. */
struct assess_verdict {
	int			 edition;
	struct dec		 shown[AQI_NITEM];	/* rounded by stage index */
	int			 iaqi[AQI_NITEM];
	struct aqi_result	 aqi;
	unsigned int		 exceed;		/* bits of items above the daily limit, grade 2 */
};

struct assess_judged {
	unsigned int	valid_days, level[6], good_days, heavy_days, exceed_days, exceed[AQI_NITEM];
	unsigned int	primary_days, primary[AQI_NITEM], primary_ties;
	struct ratio	good;		/* percent, unrounded */
	struct dec	good_ratio;	/* rounded */
	struct airindex_result index;
	int		rank;		/* 0: none */
};

struct assess_row {
	char		**key;		/* key[nby] */
	unsigned int	 n[AQI_NITEM];	/* valid days */
	unsigned int	 dust_days;
	struct ratio	 value[AQI_NITEM], pct[AQI_NITEM];	/* statistic of the index; percentile of the table */
	struct dec	 shown[AQI_NITEM], shown_pct[AQI_NITEM];
	bool		 is_short[AQI_NITEM];
	bool		 partial;
	struct assess_judged j[ASSESS_JUDGED];
};

struct assess_group {
	char			**key;		/* key[nkey] */
	struct assess_oneday	 *day;
	size_t			  nday, cap;
	struct assess_row	  result;
};

struct assess {
	struct assess_spec	 s;
	struct dec		 limit[EDITION_MAX][AQI_NITEM];	/* daily, grade 2 */
	struct dec		 percentile[AQI_NITEM];	/* by table percentiles */
	struct validity_sites	 need_sites;
	struct assess_group	*group;		/* groups of sites */
	size_t			 ngroup, capgroup, nkey;
	struct assess_row	**row;		/* the result: the groups, or the groups of groups */
	struct assess_group	*upper;		/* groups of groups; with their days after assess_upper_days */
	size_t			 nrow;
};

struct assess  *assess_new(const struct assess_spec *);
void		assess_free(struct assess *);

/* Begins a group; key[nkey] is copied. */
void		assess_group(struct assess *, const char *const key[], size_t nkey);
/* One day of it; v[ASSESS_NIN] means over its sites, missing where there is none or too few. */
void		assess_day(struct assess *, int64_t day, const struct ratio v[ASSESS_NIN], unsigned int sites);

/* Computes every row but for the ranks. */
void		assess_finish(struct assess *);

/*
 * Ranks the rows by "index", "good_ratio" (the largest first) or an item's name; a row that falls
 * short of data for it gets none.
 */
void	assess_rank(struct assess *, const char *by);

/* The group days of result row i, ascending; those of groups of groups are means of their members'. */
const struct assess_oneday *assess_days(struct assess *, size_t i, size_t *n);

/* The verdict on one day by edition set k. */
void		assess_judge(const struct assess *, const struct assess_oneday *, size_t k,
    struct assess_verdict *);

#endif

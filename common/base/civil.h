/*
 * civil - local civil time without a zone, the hour-ending convention, and the period grammar.
 * A stamp is seconds from 1970-01-01 00:00 local; a day is days from 1970-01-01.  An hourly stamp
 * names the hour that ends there: 00:00 (also read as 24:00) is the last hour of the day before.
 * Pure.  Needs: str.
 *
 *	struct civil t;
 *	civil_parse(sv_of("2026-10-01 24:00"), &t);		(2026-10-02 00:00, an instant)
 *	civil_hour_day(t.sec);					(the day 2026-10-01)
 *	struct period p;
 *	period_parse(sv_of("ytd:2026-10"), &p);			(2026-01-01 to 2026-10-31)
 */
#ifndef QJ_CIVIL_H
#define QJ_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

#define CIVIL_DAY	86400		/* [s] */
#define CIVIL_HOUR	3600		/* [s] */
#define CIVIL_TEXT	32		/* room for a stamp or period label, with its NUL */

struct civil {
	int64_t	sec;		/* seconds from 1970-01-01 00:00; of a date its midnight */
	bool	date;		/* a date without a clock time */
};

struct ymd {
	int	y, m, d;	/* m 1 to 12, d 1 to 31 */
};

/* Days from 1970-01-01; the date need not be normal in its month.  Years 1 to 9999. */
int64_t		civil_days(int y, int m, int d);
struct ymd	civil_ymd(int64_t day);
/* Monday 1 to Sunday 7. */
int		civil_weekday(int64_t day);
/* Days of a month; 28 to 31. */
int		civil_month_days(int y, int m);

/*
 * Reads "2026-10-01", "2026/10/1", each also with " 14:00", "T14:00", "14:00:30", "24:00".
 * False where it is not a real date and time of the years 1 to 9999.
 */
bool		civil_parse(struct sv, struct civil *);

/* Prints "2026-10-01", "2026-10-01 14:00", with seconds only if there are any; returns the length. */
size_t		civil_print(char buf[CIVIL_TEXT], struct civil);

/* The day to which the hour ending at sec belongs. */
static inline int64_t
civil_hour_day(int64_t sec)
{
	const int64_t s = sec - 1;

	return s >= 0 ? s / CIVIL_DAY : -((-s + CIVIL_DAY - 1) / CIVIL_DAY);
}

/* The day of a stamp: hour-ending for a clock time, itself for a date. */
static inline int64_t
civil_day_of(struct civil t)
{
	return civil_hour_day(t.date ? t.sec + 1 : t.sec);
}

/* "4h", "30min", "90s", "7d" as seconds above 0; false where it is none, or over 1000 years. */
bool		civil_span(struct sv, int64_t *sec);

enum step { STEP_HOUR, STEP_8H, STEP_DAY, STEP_WEEK, STEP_MONTH, STEP_QUARTER, STEP_SEASON, STEP_YEAR,
	    STEP_RANGE, STEP_N };

/* "hour", "8h", "day", ... as in --to; STEP_N for none of them. */
enum step	step_parse(struct sv);
const char     *step_name(enum step);

/* A run of whole days, both ends included. */
struct period {
	int64_t		from, to;
	enum step	step;		/* STEP_RANGE for A..B and ytd: */
	bool		ytd;
};

/*
 * 2026-10-03, 2026-W47 (ISO week), 2026-10, 2026-Q4, 2026-spring (also summer, autumn; winter 2026
 * is December 2025 to February 2026), 2026, A..B (A's first to B's last day), ytd:P (the year's first day to P's last).
 */
bool		period_parse(struct sv, struct period *);

/* The period of step (STEP_DAY to STEP_YEAR) that holds day. */
struct period	period_of(enum step, int64_t day);

/* The label in the grammar above; returns the length. */
size_t		period_print(char buf[CIVIL_TEXT], const struct period *);

/* The same period n years later (earlier if negative): months, weeks by number, dates by date. */
struct period	period_shift_years(const struct period *, int n);
/* The n-th period of the same length after it (before it, if negative); ranges by whole months if they are. */
struct period	period_shift(const struct period *, int n);

static inline int64_t
period_days(const struct period *p)
{
	return p->to - p->from + 1;
}

#endif

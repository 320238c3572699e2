#include <stdio.h>
#include <stdlib.h>

#include "civil.h"

int64_t
civil_days(int y, int m, int d)
{
	/* Days of a year that starts in March, so that the leap day is its last. */
	const int64_t a = y - (m <= 2), era = (a >= 0 ? a : a - 399) / 400;
	const int64_t yoe = a - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct ymd
civil_ymd(int64_t day)
{
	const int64_t z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	const int m = (int)(mp < 10 ? mp + 3 : mp - 9);

	return (struct ymd){ (int)(yoe + era * 400) + (m <= 2), m, (int)(doy - (153 * mp + 2) / 5 + 1) };
}

int
civil_weekday(int64_t day)
{
	const int64_t w = (day + 3) % 7;	/* 1970-01-01 was a Thursday */

	return (int)(w < 0 ? w + 7 : w) + 1;
}

int
civil_month_days(int y, int m)
{
	static const int n[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return n[m - 1] + (m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0));
}

/* Reads min to max digits at *i; -1 if there are fewer or another follows. */
static int
digits(struct sv s, size_t *i, int min, int max)
{
	int v = 0, n = 0;

	while (*i < s.n && n < max && s.p[*i] >= '0' && s.p[*i] <= '9') {
		v = v * 10 + (s.p[(*i)++] - '0');
		n++;
	}
	if (n < min || (*i < s.n && s.p[*i] >= '0' && s.p[*i] <= '9'))
		return -1;
	return v;
}

static bool
clock_time(struct sv s, size_t i, int64_t *sec)
{
	int h, m, x = 0;

	h = digits(s, &i, 1, 2);
	if (h < 0 || i >= s.n || s.p[i] != ':')
		return false;
	i++;
	m = digits(s, &i, 2, 2);
	if (m < 0)
		return false;
	if (i < s.n && s.p[i] == ':') {
		i++;
		x = digits(s, &i, 2, 2);
		if (i < s.n && s.p[i] == '.') {		/* a fraction of 0 is what databases write */
			for (i++; i < s.n && s.p[i] == '0'; i++)
				;
		}
	}
	if (i != s.n || x < 0 || m > 59 || x > 59 || h > 24 || (h == 24 && (m > 0 || x > 0)))
		return false;
	*sec = (int64_t)h * 3600 + m * 60 + x;
	return true;
}

bool
civil_parse(struct sv s, struct civil *t)
{
	int y, m, d;
	int64_t sec = 0;
	size_t i = 0;
	char sep;

	s = sv_trim(s);
	y = digits(s, &i, 4, 4);
	if (y < 1 || i >= s.n || (s.p[i] != '-' && s.p[i] != '/'))
		return false;
	sep = s.p[i++];
	m = digits(s, &i, 1, 2);
	if (m < 1 || m > 12 || i >= s.n || s.p[i] != sep)
		return false;
	i++;
	d = digits(s, &i, 1, 2);
	if (d < 1 || d > civil_month_days(y, m))
		return false;
	t->date = i == s.n;
	if (!t->date) {
		if (s.p[i] != ' ' && s.p[i] != 'T')
			return false;
		if (!clock_time(s, i + 1, &sec))
			return false;
	}
	t->sec = civil_days(y, m, d) * CIVIL_DAY + sec;
	return true;
}

/* Two digits at p. */
static void
put2(char *p, int v)
{
	p[0] = (char)('0' + v / 10);
	p[1] = (char)('0' + v % 10);
}

size_t
civil_print(char buf[CIVIL_TEXT], struct civil t)
{
	const int64_t day = t.sec >= 0 ? t.sec / CIVIL_DAY : -((-t.sec + CIVIL_DAY - 1) / CIVIL_DAY);
	const int sec = (int)(t.sec - day * CIVIL_DAY);
	const struct ymd c = civil_ymd(day);

	put2(buf, c.y / 100);
	put2(buf + 2, c.y % 100);
	buf[4] = buf[7] = '-';
	put2(buf + 5, c.m);
	put2(buf + 8, c.d);
	buf[10] = '\0';
	if (t.date)
		return 10;
	buf[10] = ' ';
	put2(buf + 11, sec / 3600);
	buf[13] = ':';
	put2(buf + 14, sec / 60 % 60);
	buf[16] = '\0';
	if (sec % 60 == 0)
		return 16;
	buf[16] = ':';
	put2(buf + 17, sec % 60);
	buf[19] = '\0';
	return 19;
}

static const char *const step_names[STEP_N] = {
	"hour", "8h", "day", "week", "month", "quarter", "season", "year", "range"
};

static const char *const season_names[] = { "winter", "spring", "summer", "autumn" };

bool
civil_span(struct sv s, int64_t *sec)
{
	static const struct {
		const char	*name;
		int64_t		 sec;
	} unit[] = { { "s", 1 }, { "min", 60 }, { "h", CIVIL_HOUR }, { "d", CIVIL_DAY } };
	int64_t n = 0;
	size_t i;

	for (i = 0; i < s.n && i < 9 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + (s.p[i] - '0');
	for (size_t k = 0; i > 0 && n > 0 && k < sizeof(unit) / sizeof(unit[0]); k++) {
		if (sv_is((struct sv){ s.p + i, s.n - i }, unit[k].name)) {
			*sec = n * unit[k].sec;
			return *sec <= INT64_C(1000) * 366 * CIVIL_DAY;
		}
	}
	return false;
}

enum step
step_parse(struct sv s)
{
	int i;

	for (i = 0; i < STEP_N && !sv_is(s, step_names[i]); i++)
		;
	return (enum step)i;
}

const char *
step_name(enum step s)
{
	return step_names[s];
}

static struct period
months(int y, int m, int n, enum step step)
{
	const int e = y * 12 + m - 1 + n;

	return (struct period){ .from = civil_days(y, m, 1), .to = civil_days(e / 12, e % 12 + 1, 1) - 1,
	    .step = step };
}

/* The season of year y: 0 winter (from December of the year before), 1 spring, 2 summer, 3 autumn. */
static struct period
season(int y, int i)
{
	return i == 0 ? months(y - 1, 12, 3, STEP_SEASON) : months(y, i * 3, 3, STEP_SEASON);
}

/* Monday of ISO week w of year y. */
static int64_t
week_start(int y, int w)
{
	const int64_t jan4 = civil_days(y, 1, 4);

	return jan4 - (civil_weekday(jan4) - 1) + (int64_t)(w - 1) * 7;
}

static void
week_of(int64_t day, int *y, int *w)
{
	const int64_t thursday = day - civil_weekday(day) + 4;

	*y = civil_ymd(thursday).y;
	*w = (int)((thursday - civil_days(*y, 1, 1)) / 7) + 1;
}

struct period
period_of(enum step step, int64_t day)
{
	const struct ymd c = civil_ymd(day);

	switch (step) {
	case STEP_WEEK:
		return (struct period){ .from = day - civil_weekday(day) + 1,
		    .to = day - civil_weekday(day) + 7, .step = STEP_WEEK };
	case STEP_MONTH:
		return months(c.y, c.m, 1, STEP_MONTH);
	case STEP_QUARTER:
		return months(c.y, (c.m - 1) / 3 * 3 + 1, 3, STEP_QUARTER);
	case STEP_SEASON:
		return season(c.m == 12 ? c.y + 1 : c.y, c.m % 12 / 3);
	case STEP_YEAR:
		return months(c.y, 1, 12, STEP_YEAR);
	default:
		return (struct period){ .from = day, .to = day, .step = STEP_DAY };
	}
}

static bool
parse_one(struct sv s, struct period *p)
{
	struct civil t;
	size_t i = 0;
	int y, v;

	if (civil_parse(s, &t) && t.date) {
		*p = period_of(STEP_DAY, t.sec / CIVIL_DAY - (t.sec % CIVIL_DAY < 0));
		return true;
	}
	y = digits(s, &i, 4, 4);
	if (y < 1)
		return false;
	if (i == s.n) {
		*p = months(y, 1, 12, STEP_YEAR);
		return true;
	}
	if (s.p[i++] != '-' || i >= s.n)
		return false;
	for (int k = 0; k < 4; k++) {
		if (sv_is((struct sv){ s.p + i, s.n - i }, season_names[k])) {
			*p = season(y, k);
			return true;
		}
	}
	if (s.p[i] == 'Q' || s.p[i] == 'W') {
		const bool week = s.p[i++] == 'W';

		v = digits(s, &i, week ? 2 : 1, week ? 2 : 1);
		if (i != s.n || v < 1 || v > (week ? 53 : 4))
			return false;
		if (!week) {
			*p = months(y, v * 3 - 2, 3, STEP_QUARTER);
			return true;
		}
		*p = period_of(STEP_WEEK, week_start(y, v));
		return v < 53 || p->from < week_start(y + 1, 1);
	}
	v = digits(s, &i, 2, 2);
	if (i != s.n || v < 1 || v > 12)
		return false;
	*p = months(y, v, 1, STEP_MONTH);
	return true;
}

bool
period_parse(struct sv s, struct period *p)
{
	static const char ytd[] = "ytd:";
	struct period b;

	s = sv_trim(s);
	if (s.n > sizeof(ytd) - 1 && memcmp(s.p, ytd, sizeof(ytd) - 1) == 0) {
		if (!parse_one((struct sv){ s.p + 4, s.n - 4 }, p))
			return false;
		p->from = civil_days(civil_ymd(p->to).y, 1, 1);
		p->step = STEP_RANGE;
		p->ytd = true;
		return true;
	}
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (s.p[i] == '.' && s.p[i + 1] == '.') {
			if (!parse_one((struct sv){ s.p, i }, p) ||
			    !parse_one((struct sv){ s.p + i + 2, s.n - i - 2 }, &b) || b.to < p->from)
				return false;
			p->to = b.to;
			p->step = STEP_RANGE;
			return true;
		}
	}
	return parse_one(s, p);
}

/* Whether the days from..to are whole months. */
static bool
whole_months(const struct period *p)
{
	return civil_ymd(p->from).d == 1 && civil_ymd(p->to + 1).d == 1;
}

size_t
period_print(char buf[CIVIL_TEXT], const struct period *p)
{
	const struct ymd c = civil_ymd(p->from), e = civil_ymd(p->to);
	int y, w, n;

	switch (p->step) {
	case STEP_WEEK:
		week_of(p->from, &y, &w);
		n = snprintf(buf, CIVIL_TEXT, "%04d-W%02d", y, w);
		break;
	case STEP_MONTH:
		n = snprintf(buf, CIVIL_TEXT, "%04d-%02d", c.y, c.m);
		break;
	case STEP_QUARTER:
		n = snprintf(buf, CIVIL_TEXT, "%04d-Q%d", c.y, (c.m + 2) / 3);
		break;
	case STEP_SEASON:
		n = snprintf(buf, CIVIL_TEXT, "%04d-%s", e.y, season_names[c.m % 12 / 3]);
		break;
	case STEP_YEAR:
		n = snprintf(buf, CIVIL_TEXT, "%04d", c.y);
		break;
	case STEP_RANGE:
		if (p->ytd && civil_ymd(p->to + 1).d == 1)
			n = snprintf(buf, CIVIL_TEXT, "ytd:%04d-%02d", e.y, e.m);
		else if (p->ytd)
			n = snprintf(buf, CIVIL_TEXT, "ytd:%04d-%02d-%02d", e.y, e.m, e.d);
		else if (whole_months(p))
			n = snprintf(buf, CIVIL_TEXT, "%04d-%02d..%04d-%02d", c.y, c.m, e.y, e.m);
		else
			n = snprintf(buf, CIVIL_TEXT, "%04d-%02d-%02d..%04d-%02d-%02d", c.y, c.m, c.d, e.y, e.m,
			    e.d);
		break;
	default:
		n = snprintf(buf, CIVIL_TEXT, "%04d-%02d-%02d", c.y, c.m, c.d);
		break;
	}
	return n < 0 ? 0 : (size_t)n;
}

/* The same date n years on; 29 February becomes the 28th where there is none. */
static int64_t
same_date(int64_t day, int n)
{
	const struct ymd c = civil_ymd(day);
	const int last = civil_month_days(c.y + n, c.m);

	return civil_days(c.y + n, c.m, c.d > last ? last : c.d);
}

struct period
period_shift_years(const struct period *p, int n)
{
	struct period q = *p;
	int y, w;

	if (p->step == STEP_WEEK) {
		week_of(p->from, &y, &w);
		return period_of(STEP_WEEK, week_start(y + n, w));
	}
	q.from = same_date(p->from, n);
	q.to = civil_ymd(p->to + 1).d == 1 ? same_date(p->to + 1, n) - 1 : same_date(p->to, n);
	return q;
}

struct period
period_shift(const struct period *p, int n)
{
	const struct ymd c = civil_ymd(p->from), e = civil_ymd(p->to + 1);
	struct period q = *p;

	if (p->step != STEP_DAY && p->step != STEP_WEEK && whole_months(p)) {
		const int len = (e.y - c.y) * 12 + e.m - c.m, from = c.y * 12 + c.m - 1 + n * len;

		q = months(from / 12, from % 12 + 1, len, p->step);
		q.ytd = false;
		return q;
	}
	q.from += n * period_days(p);
	q.to += n * period_days(p);
	q.ytd = false;
	return q;
}

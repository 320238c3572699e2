/*
 * import_time - times as exports write them.
 */
#include "import.h"

#define TIME_MAX 64u		/* bytes of a stamp in words */

/* "年", "月" and "." as "-", "时" and "点" as ":00" or ":", "日", "号", "分" and "秒" as nothing or ":". */
static struct sv
plain_time(char b[TIME_MAX + 4], struct sv s)
{
	static const struct { const char *from; char to; } word[] = { { "年", '-' }, { "月", '-' }, { "日", ' ' },
		{ "号", ' ' }, { "时", ':' }, { "点", ':' }, { "分", ':' }, { "秒", '\0' }, { "：", ':' } };
	size_t to = 0;

	for (size_t i = 0; i < s.n;) {
		size_t k, n = 1;

		for (k = 0; k < sizeof(word) / sizeof(word[0]); k++) {
			n = strlen(word[k].from);
			if (n <= s.n - i && memcmp(s.p + i, word[k].from, n) == 0)
				break;
		}
		if (k < sizeof(word) / sizeof(word[0])) {
			i += n;
			if (word[k].to != '\0')
				b[to++] = word[k].to;
		} else {
			const bool dot = s.p[i] == '.' && memchr(s.p, ':', i) == NULL;
			const bool blank = s.p[i] == ' ' && to > 0 && b[to - 1] == ' ';

			if (!blank)			/* "1日 14时" has two */
				b[to++] = dot ? '-' : s.p[i];
			i++;
		}
	}
	if (to > 0 && b[to - 1] == ':') {		/* "14时", "14时30分" */
		if (memchr(b, ':', to - 1) == NULL) {
			b[to++] = '0';
			b[to++] = '0';
		} else
			to--;
	}
	return sv_trim((struct sv){ b, to });
}

static size_t
ndigit(struct sv s)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		;
	return i;
}

/* Takes 1 to max digits off the front. */
static bool
take_number(struct sv *s, size_t max, int *v)
{
	const size_t n = ndigit(*s);

	if (n == 0 || n > max)
		return false;
	*v = 0;
	for (size_t i = 0; i < n; i++)
		*v = *v * 10 + (s->p[i] - '0');
	*s = (struct sv){ s->p + n, s->n - n };
	return true;
}

/* "PM", "上午" behind or before the clock time: off it, and whether it is 1 morning, 2 afternoon. */
static int
take_half(struct sv *s)
{
	static const struct { const char *word; int half; } half[] = { { "AM", 1 }, { "PM", 2 }, { "am", 1 }, { "pm", 2 },
		{ "上午", 1 }, { "下午", 2 } };

	for (size_t i = 0; i < sizeof(half) / sizeof(half[0]); i++) {
		const char *p = s->n == 0 ? NULL : memmem(s->p, s->n, half[i].word, strlen(half[i].word));
		const size_t n = strlen(half[i].word);

		if (p == NULL)
			continue;
		if (p + n == s->p + s->n) {
			*s = sv_trim((struct sv){ s->p, (size_t)(p - s->p) });
			return half[i].half;
		}
		if (p == s->p) {
			*s = sv_trim((struct sv){ p + n, s->n - n });
			return half[i].half;
		}
	}
	return 0;
}

/* A clock time "14:00", "2:00:30.5 PM", "1400" as seconds of the day. */
static bool
clock_of(struct sv s, int64_t *sec)
{
	const int half = take_half(&s);
	int h, m = 0, x = 0;

	if (half == 0 && s.n == 4 && ndigit(s) == 4) {
		h = (s.p[0] - '0') * 10 + (s.p[1] - '0');
		m = (s.p[2] - '0') * 10 + (s.p[3] - '0');
		s.n = 0;
	} else {
		if (!take_number(&s, 2, &h) || s.n == 0 || s.p[0] != ':')
			return false;
		s = (struct sv){ s.p + 1, s.n - 1 };
		if (!take_number(&s, 2, &m))
			return false;
		if (s.n > 0 && s.p[0] == ':') {
			s = (struct sv){ s.p + 1, s.n - 1 };
			if (!take_number(&s, 2, &x))
				return false;
		}
		if (s.n > 1 && (s.p[0] == '.' || s.p[0] == ',')) {	/* a fraction of a second */
			s = (struct sv){ s.p + 1, s.n - 1 };
			s = (struct sv){ s.p + ndigit(s), s.n - ndigit(s) };
		}
	}
	if (s.n > 0 || m > 59 || x > 59 || h > 24 || (h == 24 && m + x > 0))
		return false;
	/* "11:47 AM", "12:43 AM"; what has over 12 hours says its half itself ("13:05 PM") */
	if (half == 1 && h == 12)
		h = 0;
	else if (half == 2 && h < 12)
		h += 12;
	*sec = (int64_t)h * CIVIL_HOUR + m * 60 + x;
	return true;
}

static bool
date_of(int y, int m, int d, int64_t *sec)
{
	if (y < 1 || m < 1 || m > 12 || d < 1 || d > civil_month_days(y, m))
		return false;
	*sec = civil_days(y, m, d) * CIVIL_DAY;
	return true;
}

/* "10/1/26", "1.10.2026" in that order; *s is what stands behind. */
static bool
take_date(struct sv *s, enum profile_dates order, int64_t *sec)
{
	int v[3];
	size_t year = 0;

	for (size_t i = 0; i < 3; i++) {
		const size_t n = ndigit(*s);

		if (!take_number(s, 4, &v[i]))
			return false;
		if (i == (order == DATES_YMD ? 0 : 2))
			year = n;
		else if (n > 2)
			return false;
		if (i < 2) {
			if (s->n == 0 || strchr("/.-", s->p[0]) == NULL)
				return false;
			*s = (struct sv){ s->p + 1, s->n - 1 };
		}
	}
	if (year != 4 && (year != 2 || order == DATES_YMD))
		return false;
	if (order == DATES_YMD)
		return date_of(v[0], v[1], v[2], sec);
	if (year == 2)
		v[2] += v[2] < 70 ? 2000 : 1900;
	return order == DATES_MDY ? date_of(v[2], v[0], v[1], sec) : date_of(v[2], v[1], v[0], sec);
}

/* What stands behind a date: nothing, or a blank, T or comma and a clock time. */
static bool
behind_date(struct sv s, int64_t day, struct civil *t)
{
	int64_t sec;

	if (s.n == 0) {
		*t = (struct civil){ day, true };
		return true;
	}
	if (s.p[0] != ' ' && s.p[0] != 'T' && s.p[0] != ',' && s.p[0] != '\t')
		return false;
	s = sv_trim((struct sv){ s.p + 1, s.n - 1 });
	if (s.n > 0 && s.p[s.n - 1] == 'Z')
		s.n--;
	if (!clock_of(s, &sec))
		return false;
	*t = (struct civil){ day + sec, false };
	return true;
}

/* "20261001", "2026100114", "20261001140030", also with a blank, T or milliseconds. */
static bool
all_digits(struct sv s, struct civil *t)
{
	const size_t n = ndigit(s);
	int v[6] = { 0 };
	int64_t day;

	if (n < 8 || (n % 2 != 0 && n != 17) || (n > 14 && n != 17))
		return false;
	for (size_t i = 0; i < n && i < 14; i++) {
		const size_t k = i < 4 ? 0 : (i - 2) / 2;

		v[k] = v[k] * 10 + (s.p[i] - '0');
	}
	if (!date_of(v[0], v[1], v[2], &day))
		return false;
	if (n == 8)
		return behind_date((struct sv){ s.p + 8, s.n - 8 }, day, t);
	if (s.n != n || v[3] > 24 || v[4] > 59 || v[5] > 59 || (v[3] == 24 && v[4] + v[5] > 0))
		return false;
	*t = (struct civil){ day + (int64_t)v[3] * CIVIL_HOUR + v[4] * 60 + v[5], false };
	return true;
}

static bool
unix_time(struct sv s, int64_t zone, struct civil *t)
{
	struct dec x;

	if (!dec_parse(s, &x) || x.cens != 0)
		return false;
	x = dec_round(x, 0);
	if (x.m < 0 || x.m > INT64_C(253402300799))
		return false;
	*t = (struct civil){ x.m + zone, false };
	return true;
}

bool
import_time(struct sv s, enum profile_dates order, int64_t zone, struct civil *t)
{
	char b[TIME_MAX + 4];
	struct sv rest;
	int64_t day;

	s = sv_trim(s);
	if (order == DATES_UNIX)
		return unix_time(s, zone, t);
	if (civil_parse(s, t))			/* a year in front says its order itself */
		return true;
	if (all_digits(s, t))
		return true;
	rest = s;
	if (take_date(&rest, order, &day) && behind_date(rest, day, t))
		return true;
	if (s.n == 0 || s.n > TIME_MAX)
		return false;
	rest = plain_time(b, s);
	return civil_parse(rest, t) || (take_date(&rest, DATES_YMD, &day) && behind_date(rest, day, t));
}

bool
import_time_year(struct sv s, int year, struct civil *t)
{
	struct sbuf b = { 0 };
	bool ok;

	s = sv_trim(s);
	sbuf_printf(&b, "%d%c%.*s", year, memchr(s.p, '/', s.n) != NULL ? '/' : '-', (int)s.n, s.p);
	ok = civil_parse(sbuf_sv(&b), t);
	sbuf_release(&b);
	return ok;
}

bool
import_zone(const char *s, int64_t *zone)
{
	struct sv rest = sv_of(s);
	const bool west = rest.n > 0 && rest.p[0] == '-';
	int h, m = 0;

	if (rest.n > 0 && (rest.p[0] == '+' || rest.p[0] == '-'))
		rest = (struct sv){ rest.p + 1, rest.n - 1 };
	if (!take_number(&rest, 2, &h) || h > 14)
		return false;
	if (rest.n > 0 && rest.p[0] == ':') {
		rest = (struct sv){ rest.p + 1, rest.n - 1 };
		if (!take_number(&rest, 2, &m) || m > 59)
			return false;
	}
	*zone = (west ? -1 : 1) * ((int64_t)h * CIVIL_HOUR + m * 60);
	return rest.n == 0;
}

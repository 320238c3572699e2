/*
 * benchgen - station-hours of invented air data, for measuring
 *
 *	benchgen STATIONS HOURS [station|hour]		order of the rows [station]
 *
 * From 2025-01-01 01:00 on.  Six items with a course over day and year, a level by station and
 * noise that remembers the hour before; about 2 % of the cells are empty, in runs.  The same
 * arguments give the same bytes.  Integers only.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SO2, NO2, PM10, PM25, CO, O3, NITEM };

struct station {
	uint64_t	rnd;
	int		level[NITEM];		/* per mille of the base */
	int		noise[NITEM];		/* per mille, carried from hour to hour */
	int		gap[NITEM];		/* hours the present gap still lasts */
	char		code[8];
};

static const int base[NITEM] = { 8, 26, 62, 38, 7, 60 };	/* [ug/m3]; CO [0.1 mg/m3] */
/* Per mille by hour of day: traffic has two peaks, ozone one. */
static const int traffic[24] = { 850, 800, 760, 740, 760, 850, 1000, 1200, 1300, 1200, 1080, 1000, 950, 900, 880, 900, 980,
	1120, 1280, 1320, 1250, 1120, 1000, 920 };
static const int sun[24] = { 500, 450, 420, 400, 380, 360, 360, 420, 550, 750, 980, 1200, 1400, 1560, 1650, 1680, 1600, 1420,
	1180, 960, 800, 690, 610, 550 };

static uint32_t
next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return (uint32_t)(*s >> 32);
}

static void
init(struct station *s, int i)
{
	*s = (struct station){ .rnd = UINT64_C(0x9e3779b97f4a7c15) * (uint64_t)(i + 1) };
	(void)snprintf(s->code, sizeof(s->code), "%04dA", 1001 + i);
	for (int k = 0; k < 20; k++)
		(void)next(&s->rnd);
	for (int k = 0; k < NITEM; k++)
		s->level[k] = 600 + (int)(next(&s->rnd) % 900);
}

static char *
put_int(char *p, int v)
{
	if (v >= 1000)
		*p++ = (char)('0' + v / 1000 % 10);
	if (v >= 100)
		*p++ = (char)('0' + v / 100 % 10);
	if (v >= 10)
		*p++ = (char)('0' + v / 10 % 10);
	*p++ = (char)('0' + v % 10);
	return p;
}

/* The value of item k in the hour that begins at h of day-of-year d; -1 in a gap. */
static int
value(struct station *s, int k, int d, int h)
{
	const uint32_t r = next(&s->rnd);
	const int winter = 1000 + (k == O3 ? -350 : 450) * (183 - (d < 183 ? d : 366 - d)) / 183;
	int64_t v;

	s->noise[k] = s->noise[k] * 9 / 10 + (int)(r % 301) - 150;
	if (s->gap[k] > 0) {
		s->gap[k]--;
		return -1;
	}
	if (r >> 16 < 90)			/* one hour in 730 begins a gap of 1 to 28 hours */
		s->gap[k] = 1 + (int)(r % 28);
	v = (int64_t)base[k] * s->level[k] / 1000 * winter / 1000 * (k == O3 ? sun[h] : traffic[h]) / 1000 *
	    (1000 + s->noise[k]) / 1000;
	return v < 1 ? 1 : v > 900 ? 900 : (int)v;
}

static char *
put_row(char *p, struct station *s, const char *stamp, int d, int h)
{
	const size_t n = strlen(s->code);

	memcpy(p, s->code, n);
	p += n;
	*p++ = ',';
	memcpy(p, stamp, 16);
	p += 16;
	for (int k = 0; k < NITEM; k++) {
		const int v = value(s, k, d, h);

		*p++ = ',';
		if (v < 0)
			continue;
		p = put_int(p, k == CO ? v / 10 : v);
		if (k == CO) {
			*p++ = '.';
			*p++ = (char)('0' + v % 10);
		}
	}
	*p++ = '\n';
	return p;
}

/* The stamp of the end of hour i (from 0); day of year and hour of its beginning. */
static void
stamp_of(long i, char buf[32], int *d, int *h)
{
	static const int mdays[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const long e = i + 1;
	long day = e / 24;
	int y = 2025, m = 0;

	for (;; m = (m + 1) % 12, y += m == 0) {
		const int len = mdays[m] + (m == 1 && y % 4 == 0);

		if (day < len)
			break;
		day -= len;
	}
	(void)snprintf(buf, 32, "%04d-%02d-%02ld %02ld:00", y, m + 1, day + 1, e % 24);
	*d = (int)(i / 24 % 365);
	*h = (int)(i % 24);
}

int
main(int argc, char *argv[])
{
	const int nstation = argc > 2 ? (int)strtol(argv[1], NULL, 10) : 0;
	const long nhour = argc > 2 ? strtol(argv[2], NULL, 10) : 0;
	const int by_hour = argc > 3 && strcmp(argv[3], "hour") == 0;
	struct station *st;
	char stamp[32], *buf, *p;
	int d, h;

	if (nstation < 1 || nstation > 8999 || nhour < 1) {
		(void)fputs("usage: benchgen STATIONS HOURS [station|hour]\n", stderr);
		return 2;
	}
	st = calloc((size_t)nstation, sizeof(*st));
	buf = malloc((size_t)1 << 20);
	if (st == NULL || buf == NULL)
		return 3;
	for (int i = 0; i < nstation; i++)
		init(&st[i], i);
	p = buf;
	(void)fputs("station,time,SO2,NO2,PM10,PM2.5,CO,O3\n", stdout);
	for (long n = 0; n < nstation * nhour; n++) {
		const long i = by_hour ? n % nstation : n / nhour, t = by_hour ? n / nstation : n % nhour;

		stamp_of(t, stamp, &d, &h);
		p = put_row(p, &st[i], stamp, d, h);
		if (p - buf > (1 << 20) - 256) {
			(void)fwrite(buf, 1, (size_t)(p - buf), stdout);
			p = buf;
		}
	}
	(void)fwrite(buf, 1, (size_t)(p - buf), stdout);
	free(buf);
	free(st);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 3;
}

/*
 * water - write the folder of an invented monitoring centre's water, for the demonstration and the tests
 *
 *	demowater OUTDIR
 *
 * Every number is made up.  The seed is fixed and all arithmetic is in integers (no libm, no
 * doubles), so the files are the same bytes on every machine and under every compiler.
 *
 * What is modelled, in this order; each step sees only what stands above it:
 *
 *	rain		by day and county, 2022-01-01..2026-10-31: a Markov chain with the rain
 *			frequency of the month, amounts by the quantiles of an exponential; spells
 *			(flood, drought) change both; two Octobers follow a script
 *	wetness		by county: each day keeps 65 % and adds the day's rain [0.1 mm]
 *	flow		two stores (quick 45 %/day, slow 3.5 %/day) share what runs off
 *	level		station's base x season x month's wandering x wash x trim; wash is
 *			1 + (the station's most) x wetness / (wetness + 250)
 *	samples		routine ones, and quality control of about a tenth: field blank,
 *			field pairs, laboratory duplicates, a reference; codes alike for all
 *	results		level at noon x noise, rounded to three digits as the method writes it;
 *			below the limit of detection "0.01L"; story figures by hand (water.h)
 *	automatic	the same level by hour x noise, turbidity = 3 + wetness^2 / 3000 [NTU],
 *			a spring bloom at the bay station; gaps with flags
 *
 *	parameter				value			where
 *	seed					20261101		SEED
 *	network, bases, items, methods		tables			water.h
 *	story (fixed, trim, missed, spell)	tables			water.h
 *	first day of sampling			3rd; Oct 8th, Jan and May 6th	first_day
 *	pairs					a tenth of the routine samples, at least 4
 *	check digit of a blind code		weights 3 1 3 1 ... over month and serial, mod 10
 *	bloom of the bay			2026-04-04..2026-04-24	bloom_of
 *
 * Units inside: results in the last digit as printed, levels in 1/1000 of it, factors 1/1000,
 * days since 2022-01-01, months since 2022-01.
 */
#define _POSIX_C_SOURCE 200809L
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SEED	20261101
#define DEMO_PROG	"demowater"
#define DEMO_SEED	SEED
#include "demo.h"
#include "water.h"

enum { NDAY = 1765, NAFTER = 12, MONTH0 = 33, NMONTH = 58, MAXSAMPLE = 96 };
enum stream {				/* separate random numbers for separate things */
	S_TYPE, S_RAIN, S_COUNTY, S_HIT, S_MONTH, S_LAB, S_HOUR, S_PICK, S_CODE, S_PAIR, S_STATION,
	S_REF, S_FLOW, S_GAP, S_VOLUME, S_BLANK, S_TEMP
};
enum kind { ROUTINE, BLANK, DUPLICATE, PAIR, REFERENCE };

struct day {
	int	y, m, d, len;		/* civil date, days in the month */
	int	month;
};

struct sample {
	int		 station;	/* -1: a reference */
	int		 day;
	enum kind	 kind;
	int		 of;		/* index of the sample that a pair belongs to, else -1 */
	const char	*vertical;
	bool		 odd;		/* this one fails */
	char		 code[16];
};

struct result {
	int	v;			/* in the last digit; the limit where below it */
	bool	below;
};

static const char *const kind_name[] = {
	"routine", "field-blank", "lab-duplicate", "field-pair", "reference"
};

/* References: registry's name, certified value and uncertainty in the last digit of the item. */
static const struct {
	const char	*name;
	int		 value, u;
} reference[3][2] = {
	{ { "NH3-N", 412, 24 }, { "TP", 186, 11 } }, { { "CODMn", 43, 4 }, { "TN", 152, 10 } },
	{ { "F-", 846, 41 }, { "COD", 26, 2 } },
};

/* January first. */
static const int temp_river[12] = { 88, 97, 126, 161, 194, 219, 238, 243, 220, 183, 143, 104 };
static const int season_plain[12] = { 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000,
    1000, 1000 };
static const int season_codmn[12] = { 920, 930, 960, 1000, 1040, 1070, 1080, 1080, 1030, 1000, 960,
    930 };
static const int season_nh3[12] = { 1180, 1200, 1120, 1030, 950, 900, 860, 880, 940, 1000, 1080,
    1150 };
static const int season_tp[12] = { 950, 960, 980, 1000, 1040, 1070, 1080, 1060, 1020, 1000, 970,
    950 };
static const int season_chla[12] = { 640, 680, 820, 1120, 1250, 1300, 1420, 1450, 1200, 1000, 780,
    670 };
static const int season_sd[12] = { 1180, 1150, 1080, 980, 930, 860, 780, 830, 930, 1000, 1080,
    1150 };

static struct day	day[NDAY + NAFTER];
static int		first_of[NMONTH + 1];		/* first day of each month */
static int		rain[NCOUNTY][NDAY];		/* [0.1 mm] */
static int		wet[NCOUNTY][NDAY];		/* [0.1 mm] */

/* ---- the calendar ---- */

static void
day_init(void)
{
	static const int len[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int y = 2022, m = 1, dom = 1, month = 0;

	for (int i = 0; i < NDAY + NAFTER; i++) {
		const int n = len[m - 1] + (m == 2 && y % 4 == 0);

		day[i] = (struct day){ .y = y, .m = m, .d = dom, .len = n, .month = month };
		if (dom == 1)
			first_of[month] = i;
		if (++dom > n) {
			dom = 1;
			month++;
			m = m % 12 + 1;
			y += m == 1;
		}
	}
}

static int
date_month(const char *s)
{
	return (digits(s, 4) - 2022) * 12 + digits(s + 5, 2) - 1;
}

/* Before 2022-01-01 is -1. */
static int
date_day(const char *s)
{
	const int m = date_month(s);

	return m < 0 ? -1 : first_of[m] + digits(s + 8, 2) - 1;
}

static bool
within(int i, const char *first, const char *last)
{
	return i >= date_day(first) && i <= date_day(last);
}

/* A table by month, straight lines between mid-months. */
static int
by_month(const int table[12], const struct day *d)
{
	const int at = (2 * d->d - 1) * 500 / d->len;		/* 1/1000 of the month gone */
	const int here = table[d->m - 1];

	if (at < 500)
		return (table[(d->m + 10) % 12] * (500 - at) + here * (500 + at)) / 1000;
	return (here * (1500 - at) + table[d->m % 12] * (at - 500)) / 1000;
}

/* A random factor by month, the same way. */
static int
by_month_random(int sd, int key, const struct day *d)
{
	const int at = (2 * d->d - 1) * 500 / d->len;
	const int here = noise(sd, S_MONTH, key, d->month);
	const int next = noise(sd, S_MONTH, key, at < 500 ? d->month - 1 : d->month + 1);
	const int w = at < 500 ? 500 - at : at - 500;

	return 1000 + (here * (1000 - w) + next * w) / 1000;
}

static int
station_of(const char *code)
{
	int s = 0;

	while (strcmp(station[s].code, code) != 0)
		s++;
	return s;
}

static int
item_of(const char *name)
{
	int it = 0;

	while (strcmp(item[it].name, name) != 0)
		it++;
	return it;
}

/* In use on that day. */
static bool
in_use(int s, int i)
{
	return i >= date_day(station[s].start) &&
	    (station[s].end[0] == '\0' || i <= date_day(station[s].end));
}

/* ---- rain and flow ---- */

static const int *
script_of(const struct day *d)
{
	for (size_t k = 0; k < sizeof wet_days / sizeof wet_days[0]; k++)
		if (wet_days[k].y == d->y && wet_days[k].m == d->m)
			return wet_days[k].rain;
	return NULL;
}

/* The region's rain of a wet day: exponential, by its sixteen quantiles. */
static int
region_rain(int i, bool before)
{
	static const int q[16] = { 32, 98, 170, 247, 330, 421, 520, 629, 751, 889, 1050, 1237, 1466,
	    1762, 2180, 3000 };
	const int *script = script_of(&day[i]);
	int often = by_month(rain_freq, &day[i]) + (before ? 120 : -70);

	if (script != NULL)
		return script[day[i].d - 1];
	for (size_t k = 0; k < sizeof spell / sizeof spell[0]; k++)
		if (within(i, spell[k].first, spell[k].last))
			often += spell[k].often;
	if (pick(1000, S_TYPE, i, 0) >= often)
		return 0;
	return 14 + times(by_month(rain_mean, &day[i]), q[pick(16, S_RAIN, i, 0)]);
}

static int
county_rain_of(int c, int i, int region)
{
	int r = times(times(region, county_rain[c]), 750 + pick(500, S_COUNTY, i, c));

	for (size_t k = 0; k < sizeof local / sizeof local[0]; k++)
		if (local[k].county == c && date_day(local[k].day) == i)
			return local[k].rain;
	for (size_t k = 0; k < sizeof spell / sizeof spell[0]; k++)
		if ((spell[k].area >> c & 1) != 0 && within(i, spell[k].first, spell[k].last))
			r = times(r, spell[k].factor);
	if (script_of(&day[i]) == NULL && pick(100, S_HIT, i, c) < 8)
		return region > 0 ? 0 : 2 + pick(20, S_HIT, i, c + 8);	/* missed it, or a shower */
	return r;
}

static void
make_rain(void)
{
	bool before = false;

	for (int i = 0; i < NDAY; i++) {
		const int region = region_rain(i, before);

		before = region > 0;
		for (int c = 0; c < NCOUNTY; c++) {
			rain[c][i] = county_rain_of(c, i, region);
			wet[c][i] = (i > 0 ? wet[c][i - 1] * 65 / 100 : 20) + rain[c][i];
		}
	}
}

/* Discharge by day [0.1 m3/s]; stores in 1/1000 mm. */
static void
make_flow(int g, int flow[NDAY])
{
	int64_t quick = 1500, slow = 42000;

	for (int i = 0; i < NDAY; i++) {
		const int both = rain[gauge[g].county[0]][i] + rain[gauge[g].county[1]][i];
		const int64_t in = (int64_t)both * 50 * by_month(runoff, &day[i]) / 1000;
		const int64_t out = quick * 45 / 100 + slow * 35 / 1000;

		quick += in * 45 / 100 - quick * 45 / 100;
		slow += in * 55 / 100 - slow * 35 / 1000;
		flow[i] = (int)(out * gauge[g].area / 8640 * (1000 + noise(20, S_FLOW, g, i)) / 1000);
	}
}

static int
root(int64_t v)
{
	int64_t r = 0;

	while ((r + 1) * (r + 1) <= v)
		r++;
	return (int)r;
}

/* ---- levels ---- */

static int
wash_of(int s, int i, int most)
{
	const int w = wet[station[s].county][i];

	return 1000 + most * w / (w + 250);
}

static int
temp_of(int s, int i)
{
	const bool ground = station[s].what == GROUND;
	const int t = by_month(temp_river, &day[i]) + noise(6, S_TEMP, s, i);

	return ground ? 152 + noise(4, S_TEMP, s, i) : t + station[s].warm;
}

/* Chlorophyll of the bay station's bloom: a factor, 1000 outside of it. */
static int
bloom_of(int s, int i)
{
	const int mid = date_day("2026-04-14"), away = i > mid ? i - mid : mid - i;

	return strcmp(station[s].code, "S30") == 0 && away <= 10 ? 1000 + 620 * (11 - away) : 1000;
}

static int
trim_of(int s, int i, const char *name)
{
	int f = 1000;

	for (size_t k = 0; k < sizeof trim / sizeof trim[0]; k++)
		if ((strcmp(trim[k].code, station[s].code) == 0 ||
		    (trim[k].code[0] == '\0' && station[s].what == SECTION)) &&
		    strcmp(trim[k].item, name) == 0 && within(i, trim[k].first, trim[k].last))
			f = trim[k].factor;
	return f;
}

/* Base at the station, in 1/1000 of the last digit, with the season. */
static int
base_of(int s, const struct item *p, int i, const int **season)
{
	const struct station *st = &station[s];

	*season = season_plain;
	switch (p->model) {
	case M_CODMN:
		*season = season_codmn;
		return st->codmn * 100;
	case M_COD:
		*season = season_codmn;
		return st->codmn * 30 + 1200;
	case M_BOD:
		return st->codmn * 42 + 2500;
	case M_NH3:
		*season = st->what == GROUND ? season_plain : season_nh3;
		return st->nh3 * 1000;
	case M_TP:
		*season = season_tp;
		return st->tp * 1000;
	case M_TN:
		return st->tn * 1000;
	case M_NO3:
		return st->tn * 7500;
	case M_CHLA:
		*season = season_chla;
		return st->chla * 100;
	case M_SD:
		*season = season_sd;
		return st->sd * 1000;
	case M_WT:
		return temp_of(s, i) * 1000;
	case M_PH:
		return (st->what == GROUND ? 75 : 78) * 1000 + pick(4, S_STATION, s, 99) * 1000;
	case M_DO:
		return (int)((int64_t)4680000 * 955 / 1000 / (316 + temp_of(s, i)) * st->oxygen / 100);
	case PLAIN:
		break;
	}
	return times(p->base[st->what == GROUND], 800 + pick(400, S_STATION, s, (int)(p - item)));
}

/* Level at noon of the day, in 1/1000 of the last digit. */
static int
level(int s, int it, int i)
{
	const struct item *p = &item[it];
	const int *season;
	int v = base_of(s, p, i, &season);

	v = times(v, by_month(season, &day[i]));
	v = times(v, trim_of(s, i, p->name));
	if (p->model == M_WT || p->model == M_PH || p->model == M_DO)
		return v;
	v = times(v, wash_of(s, i, station[s].wash * p->wash / 1000));
	return times(v, by_month_random(p->sd + 30, s * 128 + it, &day[i]));
}

/* ---- results ---- */

/* Three digits (bacteria two), as methods ask; *cut counts the digits that became zeros. */
static int
significant(int v, int most, int *cut)
{
	int p = 1;

	*cut = 0;
	while (v / p >= most) {
		p *= 10;
		++*cut;
	}
	return (v + p / 2) / p * p;
}

static int
digits_of(int it)
{
	return strcmp(item[it].name, "FC") == 0 ? 100 : 1000;
}

/* "0.118" of 118 with 3 decimals. */
static void
decimals(char *out, size_t size, int v, int dec)
{
	static const int ten[] = { 1, 10, 100, 1000, 10000 };

	if (dec == 0)
		snprintf(out, size, "%d", v);
	else
		snprintf(out, size, "%d.%0*d", v / ten[dec], dec, v % ten[dec]);
}

/* The same for a result: no zeros behind its digits. */
static void
number(char *out, size_t size, int v, int dec)
{
	int cut;

	(void)significant(v, 1000, &cut);
	for (; cut > 0 && dec > 0 && v % 10 == 0; cut--, dec--)
		v /= 10;
	decimals(out, size, v, dec);
}

static const char *
fixed_of(int s, int it, int i)
{
	for (size_t k = 0; k < sizeof fixed / sizeof fixed[0]; k++)
		if (strcmp(fixed[k].code, station[s].code) == 0 &&
		    date_month(fixed[k].month) == day[i].month &&
		    strcmp(fixed[k].item, item[it].name) == 0)
			return fixed[k].text;
	return NULL;
}

/* A fixed text as a number in the last digit of dec decimals. */
static int
text_value(const char *s, int dec)
{
	const char *point = strchr(s, '.');
	int v = 0, have = point == NULL ? 0 : (int)strlen(point + 1);

	for (; *s != '\0'; s++)
		if (*s != '.')
			v = v * 10 + (*s - '0');
	for (; have < dec; have++)
		v *= 10;
	return v;
}

static struct result
below(int it)
{
	return (struct result){ item[it].limit, true };
}

static struct result
routine(const struct sample *sm, int it)
{
	const int s = sm->station, i = sm->day, key = it * 4 + (sm->vertical[0] == 'r');
	const struct item *p = &item[it];
	const char *text = fixed_of(s, it, i);
	int v = level(s, it, i), cut;

	if (text != NULL)
		return (struct result){ text_value(text, p->dec), false };
	if (p->model == M_PH)
		v += noise(1200, S_LAB, s * 512 + key, i);
	else
		v = times(v, 1000 + noise(p->model == M_DO ? 18 : 35, S_LAB, s * 512 + key, i));
	if (p->limit > 0 && v < p->limit * 1000)
		return below(it);
	return (struct result){ significant((v + 500) / 1000, digits_of(it), &cut), false };
}

/* The second of a pair: within 4 % of the first by |a - b| / (a + b), or the same. */
static struct result
second(const struct sample *sm, const struct sample *of, int it)
{
	const struct result a = routine(of, it);
	struct result b = a;
	int cut;

	if (a.below)
		return a;
	if (sm->odd && item[it].model == M_TP) {
		b.v = times(a.v, 1480);			/* 19 % */
		return b;
	}
	b.v = times(a.v, 1000 + noise(sm->kind == PAIR ? 30 : 18, S_PAIR, sm->station * 128 + it, sm->day));
	b.v = significant(b.v, digits_of(it), &cut);
	if (b.v < item[it].limit || abs(b.v - a.v) * 25 > a.v + b.v)
		return a;
	return b;
}

/* Inside of the uncertainty. */
static bool
certified(int month, int it, struct result *r)
{
	for (int k = 0; k < 2; k++) {
		const int value = reference[month % 3][k].value, u = reference[month % 3][k].u;

		if (strcmp(reference[month % 3][k].name, item[it].name) == 0 && (item[it].sets & SEC) != 0) {
			r->v = value + clamp(noise(u / 3, S_REF, month, k), 1 - u, u - 1);
			r->below = false;
			return true;
		}
	}
	return false;
}

/* False where the sample has no such item. */
static bool
result_of(const struct sample *sm, const struct sample *all, int it, struct result *r)
{
	static const unsigned int set[] = { SEC, SEC | LAK, 0, SRC, GW };
	const struct item *p = &item[it];

	if (sm->kind == REFERENCE)
		return certified(day[sm->day].month, it, r);
	if ((p->sets & set[station[sm->station].what]) == 0 || (sm->kind != ROUTINE && p->how != 0))
		return false;
	if (sm->kind == ROUTINE)
		*r = routine(sm, it);
	else if (sm->kind != BLANK)
		*r = second(sm, &all[sm->of], it);
	else if (sm->odd && p->model == M_NH3)
		*r = (struct result){ 41, false };
	else
		*r = below(it);
	return true;
}

/* ---- samples ---- */

static bool
is_missed(int s, int month)
{
	for (size_t k = 0; k < sizeof missed / sizeof missed[0]; k++)
		if (strcmp(missed[k].code, station[s].code) == 0 && date_month(missed[k].month) == month)
			return true;
	return false;
}

/* Monthly; sources of county seats by quarter, groundwater by half-year. */
static bool
is_due(int s, int month)
{
	const int m = month % 12;		/* 0 January */

	switch (station[s].what) {
	case BAY:
		return false;
	case SOURCE:
		return strcmp(station[s].tier, "地级") == 0 || m % 3 == 0;
	case GROUND:
		return m % 6 == 3;
	case SECTION:
	case LAKE:
		break;
	}
	return true;
}

static int
first_day(int month)
{
	const int m = month % 12 + 1;

	return first_of[month] + (m == 10 ? 7 : m == 1 || m == 5 ? 5 : 2);
}

/* Month, check digit, serial: W2610-7-4831. */
static void
make_code(struct sample *sm, int month, int serial)
{
	const int yymm = (month / 12 + 22) * 100 + month % 12 + 1;
	int all = 0, w = 3;

	for (int64_t v = (int64_t)yymm * 10000 + serial; v > 0; v /= 10, w = 4 - w)
		all += (int)(v % 10) * w;
	snprintf(sm->code, sizeof sm->code, "W%04d-%d-%04d", yymm, all % 10, serial);
}

static void
make_codes(struct sample *sm, int n, int month)
{
	static bool used[10000];

	memset(used, 0, sizeof used);
	for (int k = 0, t = 0; k < n; t++) {
		const int serial = 1000 + pick(9000, S_CODE, month, t);

		if (!used[serial])
			make_code(&sm[k++], month, serial);
		used[serial] = true;
	}
}

static int
add_routine(struct sample *sm, int month)
{
	int n = 0;

	for (int s = 0; s < NSTATION; s++) {
		const int i = first_day(month) + station[s].day;

		if (!in_use(s, i) || !is_due(s, month) || is_missed(s, month))
			continue;
		for (int side = 0; side <= station[s].sides; side++) {
			sm[n] = (struct sample){ .station = s, .day = i, .kind = ROUTINE, .of = -1 };
			sm[n++].vertical = !station[s].sides ? "" : side == 0 ? "left" : "right";
		}
	}
	return n;
}

/* A field blank goes with the samples of a section. */
static struct sample
blank_of(const struct sample *sm, int n, int month)
{
	for (int t = 0;; t++) {
		const struct sample *with = &sm[pick(n, S_BLANK, month, t)];

		if (station[with->station].what == SECTION && station[with->station].plain)
			return (struct sample){ .station = with->station, .day = with->day, .kind = BLANK,
			    .of = -1, .vertical = "" };
	}
}

/* Blank, pairs on stations that play no part in the story, a reference; the new number of samples. */
static int
add_control(struct sample *sm, int n, int month)
{
	const int tenth = (n + 9) / 10, pairs = tenth > 4 ? tenth : 4;
	bool taken[MAXSAMPLE] = { false };
	int at = n, t = 0;

	sm[at++] = blank_of(sm, n, month);
	for (int k = 0; k < pairs; k++) {
		int of;

		do
			of = pick(n, S_PICK, month, t++);
		while (taken[of] || !station[sm[of].station].plain);
		taken[of] = true;
		sm[at] = sm[of];
		sm[at].of = of;
		sm[at++].kind = k % 2 == 0 ? PAIR : DUPLICATE;
	}
	sm[n].odd = sm[n + 1].odd = month == date_month(odd_month);
	sm[at++] = (struct sample){ .station = -1, .day = first_day(month) + 1, .kind = REFERENCE,
	    .of = -1, .vertical = "" };
	return at;
}

/* ---- files ---- */

static void
put_day(FILE *fp, int i)
{
	fprintf(fp, "%04d-%02d-%02d", day[i].y, day[i].m, day[i].d);
}

static void
put_result(FILE *fp, const struct sample *sm, int it, struct result r)
{
	static const char *const who[] = { "甲", "乙", "丙", "丁", "戊", "己" };
	static const char *const checker[] = { "庚", "辛" };
	const struct item *p = &item[it];
	const bool odd = sm->station >= 0 && strcmp(station[sm->station].code, coarse.code) == 0 &&
	    date_month(coarse.month) == day[sm->day].month && strcmp(p->name, coarse.item) == 0;
	const char *quote = strchr(p->zh, ',') != NULL ? "\"" : "";
	char v[24], limit[24] = "";

	number(v, sizeof v, r.v, p->dec);
	if (p->limit > 0)
		number(limit, sizeof limit, p->limit, p->dec);
	fprintf(fp, "%s-%02d,%s,", sm->code, p->bottle, sm->code);
	put_day(fp, sm->day);
	fprintf(fp, ",%s%s%s,", quote, p->zh, quote);
	if (odd)
		fprintf(fp, "%s,%s,%s,%s", coarse.text, coarse.unit, coarse.limit, coarse.method);
	else
		fprintf(fp, "%s%s,%s,%s,%s", v, r.below ? "L" : "", p->unit, limit, p->method);
	fprintf(fp, ",示例%s,示例%s,", who[p->bottle % 6], checker[p->bottle % 2]);
	put_day(fp, sm->day + p->wait);
	putc('\n', fp);
}

static int
by_code(const void *a, const void *b)
{
	return strcmp((*(const struct sample *const *)a)->code, (*(const struct sample *const *)b)->code);
}

static void
write_sheet(const char *dir, int month, const struct sample *sm, const struct sample *const *order, int n)
{
	char name[32], path[4096];
	FILE *fp;

	snprintf(name, sizeof name, "lims/%04d-%02d.csv", month / 12 + 2022, month % 12 + 1);
	fp = file_open(dir, name, path);
	fputs("样品编号,采样点,采样日期,项目,结果,单位,检出限,方法,分析人,校核人,分析日期\n", fp);
	for (int k = 0; k < n; k++)
		for (int it = 0; it < NITEM; it++) {
			struct result r;

			if (result_of(order[k], sm, it, &r))
				put_result(fp, order[k], it, r);
		}
	file_close(fp, path);
}

static void
put_key(FILE *fp, const struct sample *sm, const struct sample *all)
{
	const char *code = sm->station < 0 ? "" : station[sm->station].code;
	const int set = day[sm->day].month % 3;
	char v[24], u[24];

	for (int k = 0; k < (sm->kind == REFERENCE ? 2 : 1); k++) {
		fprintf(fp, "%s,%s,%s,%s,%s,", sm->code, code, kind_name[sm->kind],
		    sm->of < 0 ? "" : all[sm->of].code, sm->vertical);
		if (sm->kind == REFERENCE) {
			const int dec = item[item_of(reference[set][k].name)].dec;

			number(v, sizeof v, reference[set][k].value, dec);
			number(u, sizeof u, reference[set][k].u, dec);
			fprintf(fp, "%s,%s,%s\n", reference[set][k].name, v, u);
		} else {
			fputs(",,\n", fp);
		}
	}
}

/* Only the owner may read a key. */
static void
write_key(const char *dir, int month, const struct sample *sm, const struct sample *const *order, int n)
{
	char name[32], path[4096];
	FILE *fp;
	int fd;

	snprintf(name, sizeof name, "keys/%04d-%02d.csv", month / 12 + 2022, month % 12 + 1);
	fd = snprintf(path, sizeof path, "%s/%s", dir, name);
	if (fd < 0 || (size_t)fd >= sizeof path) {
		errno = ENAMETOOLONG;
		die(dir);
	}
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || fchmod(fd, 0600) != 0 || (fp = fdopen(fd, "w")) == NULL)
		die(path);
	fputs("code,station,kind,pair,vertical,item,value,uncertainty\n", fp);
	for (int k = 0; k < n; k++)
		put_key(fp, order[k], sm);
	file_close(fp, path);
}

static void
write_month(const char *dir, int month)
{
	struct sample sm[MAXSAMPLE];
	const struct sample *order[MAXSAMPLE];
	int n = add_routine(sm, month);

	n = add_control(sm, n, month);
	make_codes(sm, n, month);
	for (int k = 0; k < n; k++)
		order[k] = &sm[k];
	qsort(order, (size_t)n, sizeof order[0], by_code);
	write_sheet(dir, month, sm, order, n);
	write_key(dir, month, sm, order, n);
}

static void
write_stations(const char *dir)
{
	static const char *const type[] = { "断面", "湖库", "库湾", "水源", "水源" };
	char path[4096];
	FILE *fp = file_open(dir, "stations.csv", path);

	fputs("station,name,aliases,county,city,basin,river,type,water_type,target_class,lon,lat,"
	    "start,end,successor,assessed,order,level,attribute,lake,tier,plant,upstream,km\n", fp);
	for (int s = 0; s < NSTATION; s++) {
		const struct station *p = &station[s];

		fprintf(fp, "%s,%s,,%s,恩施州,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%d,%s,%s,%s,%s,%s,%s,",
		    p->code, p->name, county_name[p->county], p->basin, p->river, type[p->what], p->water,
		    p->target, p->lon, p->lat, p->start, p->end, p->successor, p->what == BAY ? "0" : "",
		    p->order, p->level, p->attribute, p->lake, p->tier, p->plant, p->upstream);
		if (p->what == SECTION)
			fprintf(fp, "%d", p->km);
		putc('\n', fp);
	}
	file_close(fp, path);
}

static void
write_missed(const char *dir)
{
	char path[4096];
	FILE *fp = file_open(dir, "not_sampled.csv", path);

	fputs("station,time,reason\n", fp);
	for (size_t k = 0; k < sizeof missed / sizeof missed[0]; k++)
		fprintf(fp, "%s,%s,%s\n", missed[k].code, missed[k].month, missed[k].reason);
	file_close(fp, path);
}

static void
write_flow(const char *dir)
{
	static int flow[NDAY];
	char path[4096], v[24], level_text[24];
	FILE *fp = file_open(dir, "flow.csv", path);

	fputs("station,time,Discharge,WaterLevel\n", fp);
	for (int g = 0; g < NGAUGE; g++) {
		make_flow(g, flow);
		for (int i = 0; i < NDAY; i++) {
			const int rise = root((int64_t)flow[i] * gauge[g].rise);

			decimals(v, sizeof v, flow[i], 1);
			decimals(level_text, sizeof level_text, gauge[g].zero + rise, 2);
			fprintf(fp, "%s,", gauge[g].code);
			put_day(fp, i);
			fprintf(fp, ",%s,%s\n", v, level_text);
		}
	}
	file_close(fp, path);
}

static void
write_rain(const char *dir)
{
	char path[4096];
	FILE *fp = file_open(dir, "rain.csv", path);

	fputs("county,time,RAIN\n", fp);
	for (int c = 0; c < NCOUNTY; c++)
		for (int i = first_of[MONTH0]; i < NDAY; i++) {
			fprintf(fp, "%s,", county_name[c]);
			put_day(fp, i);
			fprintf(fp, ",%d.%d\n", rain[c][i] / 10, rain[c][i] % 10);
		}
	file_close(fp, path);
}

/* A month in which a source is used at all. */
static void
write_volumes(const char *dir)
{
	static const int season[12] = { 950, 960, 970, 990, 1010, 1040, 1080, 1090, 1040, 1000, 970,
	    960 };
	const int d01 = station_of("D01");
	char path[4096];
	FILE *fp = file_open(dir, "volumes.csv", path);

	fputs("station,time,volume\n", fp);
	for (int k = 0; k < 12; k++)
		for (int m = MONTH0; m < NMONTH; m++) {
			const int v = times(times(volume[k], season[m % 12]),
			    1000 + noise(25, S_VOLUME, k, m));

			if (in_use(d01 + k, first_of[m]))
				fprintf(fp, "%s,%04d-%02d,%d.%d\n", station[d01 + k].code, m / 12 + 2022,
				    m % 12 + 1, v / 10, v % 10);
		}
	file_close(fp, path);
}

/* ---- automatic stations ---- */

enum { A_WT, A_PH, A_DO, A_EC, A_NTU, A_CODMN, A_NH3, A_TP, A_TN, A_CHLA, A_ALG, NAUTO };
static const char *const auto_name[NAUTO] = {
	"WT", "pH", "DO", "EC", "NTU", "CODMn", "NH3-N", "TP", "TN", "Chla", "Alg"
};
static const int auto_dec[NAUTO] = { 1, 2, 2, 0, 1, 2, 3, 3, 2, 1, 0 };

/* Between noon of this day and the nearest other noon. */
static int
between(int before, int here, int after, int h)
{
	const int w = h - 12;

	return w < 0 ? (here * (24 + w) - before * w) / 24 : (here * (24 - w) + after * w) / 24;
}

static int
level_at(int s, const char *name, int i, int h)
{
	const int it = item_of(name);

	return between(level(s, it, i > 0 ? i - 1 : i), level(s, it, i),
	    level(s, it, i < NDAY - 1 ? i + 1 : i), h);
}

/* One stamp; all in the last digit of auto_dec. */
static void
auto_values(int s, int i, int h, int v[NAUTO])
{
	static const int swing[6] = { -700, -900, 100, 1000, 700, -200 };	/* 04:00 ... 24:00 */
	const struct station *st = &station[s];
	const int key = s * 16, n = i * 24 + h, bloom = bloom_of(s, i), by_day = swing[h / 4 - 1];
	const int w = between(wet[st->county][i > 0 ? i - 1 : i], wet[st->county][i],
	    wet[st->county][i < NDAY - 1 ? i + 1 : i], h);

	v[A_WT] = level_at(s, "WT", i, h) / 1000 + by_day * 6 / 1000;
	v[A_PH] = level_at(s, "pH", i, h) / 100 + by_day * 6 / 1000 + (bloom - 1000) / 70 +
	    noise(3, S_HOUR, key + A_PH, n);
	v[A_DO] = level_at(s, "DO", i, h) / 100;
	v[A_DO] = times(times(v[A_DO], 1000 + by_day * 25 / 1000 + (bloom - 1000) / 16),
	    1000 + noise(10, S_HOUR, key + A_DO, n));
	v[A_EC] = times(298 + pick(60, S_STATION, s, 98), 1000 - 380 * w / (w + 350)) +
	    noise(4, S_HOUR, key + A_EC, n);
	v[A_NTU] = times(30 + (int)((int64_t)w * w / 300), 1000 + noise(90, S_HOUR, key + A_NTU, n));
	v[A_CODMN] = level_at(s, "CODMn", i, h) / 100;
	v[A_NH3] = level_at(s, "NH3-N", i, h) / 1000;
	v[A_TP] = level_at(s, "TP", i, h) / 1000;
	v[A_TN] = level_at(s, "TN", i, h) / 1000;
	for (int a = A_CODMN; a <= A_TN; a++)
		v[a] = times(v[a], 1000 + noise(35, S_HOUR, key + a, n));
	v[A_CHLA] = times(times(st->chla, by_month(season_chla, &day[i])), bloom);
	v[A_CHLA] = times(v[A_CHLA], 1000 + noise(60, S_HOUR, key + A_CHLA, n));
	v[A_ALG] = v[A_CHLA] * 58000 / 10000 * 10000;
}

/* Why a value is not there, "" where it is: weekly calibration, fortnightly maintenance, faults. */
static const char *
gap_of(int r, int i, int h, int a)
{
	const bool wet_chemistry = a >= A_CODMN && a <= A_TN;

	for (int back = 0; back < 3; back++) {		/* a fault lasts up to three days */
		const int on = i - back;

		if (on >= 0 && pick(1000, S_GAP, r * 16 + a, on) < 6 &&
		    pick(3, S_GAP, r * 16 + a, ~on) >= back)
			return "fault";
	}
	if ((i + r * 3) % 14 == 5 && h == 12)
		return "maintenance";
	if (wet_chemistry && (i + r * 2) % 7 == 2 && h == 8)
		return "calibration";
	return "";
}

static void
put_stamp(FILE *fp, int r, int i, int h)
{
	const int s = station_of(robot[r]);
	const char *why[NAUTO], *blank = "";
	char text[24];
	int v[NAUTO];

	auto_values(s, i, h, v);
	fprintf(fp, "%s,", robot[r]);
	put_day(fp, h == 24 ? i + 1 : i);
	fprintf(fp, " %02d:00", h % 24);
	for (int a = 0; a < NAUTO; a++) {
		const bool has = a < A_CHLA || station[s].chla > 0;

		why[a] = has ? gap_of(r, i, h, a) : "";
		putc(',', fp);
		if (!has || why[a][0] != '\0')
			continue;
		decimals(text, sizeof text, v[a], auto_dec[a]);
		fputs(text, fp);
	}
	putc(',', fp);
	for (int a = 0; a < NAUTO; a++) {
		if (why[a][0] == '\0')
			continue;
		fprintf(fp, "%s%s:%s", blank, auto_name[a], why[a]);
		blank = " ";
	}
	fputs(",auto\n", fp);
}

static void
write_auto(const char *dir, int month)
{
	char name[32], path[4096];
	FILE *fp;

	snprintf(name, sizeof name, "auto/%04d-%02d.csv", month / 12 + 2022, month % 12 + 1);
	fp = file_open(dir, name, path);
	fputs("station,time", fp);
	for (int a = 0; a < NAUTO; a++)
		fprintf(fp, ",%s", auto_name[a]);
	fputs(",flags,source\n", fp);
	for (int r = 0; r < NROBOT; r++)
		for (int i = first_of[month]; i < first_of[month + 1]; i++)
			for (int h = 4; h <= 24; h += 4)
				put_stamp(fp, r, i, h);
	file_close(fp, path);
}

static void
write_text(const char *dir, const char *name, const char *text)
{
	char path[4096];
	FILE *fp = file_open(dir, name, path);

	fputs(text, fp);
	file_close(fp, path);
}

static const char readme[] =
    "示例监测中心水环境数据（虚构）\n"
    "\n"
    "本目录所有断面、水库、水源、水厂、人员、编码、浓度、流量、雨量、水量、水华和处置情况均为\n"
    "虚构，由 tests/demo/water.c 按固定种子生成，不代表任何真实监测结果，不得引用。只有县（市）、\n"
    "河流和流域的名称，以及“水布垭”这一库名是真实的；断面和水源名称都是编造的。方法编号和检出限\n"
    "取常见写法，仅作示例。\n"
    "种子：20261101\n"
    "\n"
    "Water of an example monitoring centre (invented)\n"
    "\n"
    "All sections, reservoirs, sources, plants, persons, codes, concentrations, flows, rain,\n"
    "volumes, blooms and actions here are invented, made by tests/demo/water.c from a fixed\n"
    "seed.  They stand for no real measurement and must not be cited.  Only the names of the\n"
    "counties, rivers and basins, and of the reservoir Shuibuya, are real; the names of sections\n"
    "and sources are made up.  Methods and limits of detection are common ones, as examples.\n"
    "Seed: 20261101\n"
    "\n"
    "stations.csv     断面、湖库、库湾、水源登记 registry: S sections, L reservoirs and the bay,\n"
    "                 D drinking-water sources; km: distance along the river\n"
    "lims/            实验室结果，采样点为密码 laboratory sheets under blind codes\n"
    "keys/            密码对照表，仅本人可读 keys of the blind codes, mode 0600; values of references in\n"
    "                 the unit of the registry\n"
    "not_sampled.csv  未采样断面及原因 not sampled, and why\n"
    "auto/            自动站，每4小时，时段末时标 automatic stations, every 4 hours, hour-ending:\n"
    "                 WT [degC] DO CODMn NH3-N TP TN [mg/L] EC [uS/cm] NTU Chla [ug/L] Alg [cells/L]\n"
    "flow.csv         日平均流量和水位 daily: Discharge [m3/s] WaterLevel [m]\n"
    "rain.csv         日降水量 daily rain by county [mm]\n"
    "volumes.csv      水源取水量 water taken in the month [10^4 t]\n"
    "followup.csv     超标或无法判定后的复测和处置 retests and what was done\n"
    "blooms.csv       神农溪库湾水华监测 the bay in spring: Chla [ug/L] Alg [cells/L] SD [m] area [km2]\n"
    "settings.csv     本中心的设置 settings of the centre\n";

static const char settings[] =
    "key,value\n"
    "org,恩施州生态环境监测中心（示例）\n"
    "place,恩施州\n"
    "phone,0718-0000000（示例）\n"
    "report_to,州人民政府、州生态环境局、省生态环境监测中心（示例）\n"
    "send_to,各县（市）人民政府、州生态环境局各县（市）分局（示例）\n"
    "copy_to,州直有关单位、本中心各科室（示例）\n"
    "state,final\n"
    "advice_days,30\n"
    "tip,请不要向河道倾倒垃圾和污水，一起守护一江清水。\n";

int
main(int argc, char *argv[])
{
	const char *dir = argv[1];

	if (argc != 2 || dir[0] == '-') {
		fprintf(stderr, "usage: demowater OUTDIR\n");
		return 2;
	}
	day_init();
	make_rain();
	make_dir(dir, "");
	make_dir(dir, "/lims");
	make_dir(dir, "/keys");
	make_dir(dir, "/auto");
	for (int m = MONTH0; m < NMONTH; m++) {
		write_month(dir, m);
		write_auto(dir, m);
	}
	write_stations(dir);
	write_missed(dir);
	write_flow(dir);
	write_rain(dir);
	write_volumes(dir);
	write_text(dir, "followup.csv", followup);
	write_text(dir, "blooms.csv", blooms);
	write_text(dir, "settings.csv", settings);
	write_text(dir, "README.txt", readme);
	return 0;
}

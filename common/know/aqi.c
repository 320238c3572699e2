#include <stdio.h>
#include <stdlib.h>

#include "aqi.h"
#include "mem.h"

#define N_(s)	(s)		/* translated where it is said */

const char *const aqi_names[AQI_NITEM] = { "SO2", "NO2", "CO", "O3", "PM10", "PM2.5" };
const char *const aqi_day_names[AQI_NITEM] = { "SO2", "NO2", "CO", "O3_8hmax", "PM10", "PM2.5" };

/* The averaging that serves an item and basis; a daily column serves 1 h where there is none. */
static const char *
averaging(int item, enum aqi_basis b)
{
	return b == AQI_HOUR ? "1h" : item == AQI_O3 ? "8h" : "24h";
}

static int
whole(const char *s)
{
	return (int)strtol(s, NULL, 10);
}

static int
index_decimals(const struct tables *tabs, const char *item)
{
	const struct table *t = table_get(tabs, "rounding");
	const size_t stage = table_col(t, "stage"), who = table_col(t, "item"), dec = table_col(t, "decimals");

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, stage), "index") == 0 && strcmp(table_at(t, i, who), item) == 0)
			return whole(table_at(t, i, dec));
	}
	return 0;
}

/* Keeps the first mistake found. */
static void
wrong(struct aqi *a, const char *table, int e, int item, const char *avg, const char *what)
{
	if (a->wrong != NULL)
		return;
	a->wrong = what;
	a->wrong_table = table;
	(void)snprintf(a->wrong_at, sizeof(a->wrong_at), "%s%s%s%s%s", a->ed.v[e].name, item < 0 ? "" : " ",
	    item < 0 ? "" : aqi_names[item], *avg == '\0' ? "" : " ", avg);
}

/* The number x 10^decimals; -1 where it is none, has more decimals or is out of range. */
static int64_t
scaled(const char *s, int decimals)
{
	struct dec x = { 0 };

	if (!dec_parse(sv_of(s), &x) || !dec_has(x) || x.cens != 0 || x.scale > decimals || x.m < 0 ||
	    x.m > AQI_CONC_MAX)
		return -1;
	x.m *= (int64_t)dec_pow10(decimals - x.scale);
	return x.m > AQI_CONC_MAX ? -1 : x.m;
}

/* The points ascend from 0 in both columns. */
static bool
points_ascend(const struct aqi_scale *s)
{
	if (s->n < 2 || s->conc[0] != 0 || s->iaqi[0] != 0 || s->iaqi[s->n - 1] > INT16_MAX)
		return false;
	for (int k = 1; k < s->n; k++) {
		if (s->conc[k] <= s->conc[k - 1] || s->iaqi[k] <= s->iaqi[k - 1])
			return false;
	}
	return true;
}

static void
read_points(struct aqi *a, const struct tables *tabs, int e, enum aqi_basis b, int item, const char *avg)
{
	const struct table *t = table_get(tabs, "iaqi");
	const size_t ed = table_col(t, "edition"), who = table_col(t, "item"), av = table_col(t, "averaging"),
	    ia = table_col(t, "iaqi"), co = table_col(t, "conc");
	struct aqi_scale *s = &a->scale[e][b][item];

	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, ed), a->ed.v[a->of[e]].name) != 0 ||
		    strcmp(table_at(t, i, who), aqi_names[item]) != 0 || strcmp(table_at(t, i, av), avg) != 0)
			continue;
		if (s->n == AQI_POINTS) {
			wrong(a, "iaqi", e, item, avg, N_("more than 16 break points"));
			return;
		}
		s->iaqi[s->n] = whole(table_at(t, i, ia));
		s->conc[s->n++] = scaled(table_at(t, i, co), s->decimals);
	}
}

static void
read_over(struct aqi *a, const struct tables *tabs, int e, enum aqi_basis b, int item, bool so2_text)
{
	const struct table *t = table_get(tabs, "iaqi_over");
	const size_t ed = table_col(t, "edition"), who = table_col(t, "item"), av = table_col(t, "averaging"),
	    above = table_col(t, "above"), setting = table_col(t, "setting"), rule = table_col(t, "rule"),
	    value = table_col(t, "value");
	struct aqi_scale *s = &a->scale[e][b][item];

	s->over = AQI_CAP;
	s->above = s->conc[s->n - 1];
	for (size_t i = 0; i < t->nrow; i++) {
		const char *set = table_at(t, i, setting);

		if (strcmp(table_at(t, i, ed), a->ed.v[a->of[e]].name) != 0 ||
		    strcmp(table_at(t, i, who), aqi_names[item]) != 0 ||
		    strcmp(table_at(t, i, av), averaging(item, b)) != 0 ||
		    (*set != '\0' && strcmp(set, so2_text ? "text" : "as-published") != 0))
			continue;
		s->above = scaled(table_at(t, i, above), s->decimals);
		if (s->above < 0)
			wrong(a, "iaqi_over", e, item, averaging(item, b), N_("above is not a concentration"));
		s->over = strcmp(table_at(t, i, rule), "other") == 0 ? AQI_OTHER : AQI_FIXED;
		if (s->over == AQI_FIXED)
			s->fixed = whole(table_at(t, i, value));
	}
}

static void
read_levels(struct aqi *a, const struct tables *tabs, int e)
{
	const struct table *t = table_get(tabs, "aqi_levels");
	const size_t ed = table_col(t, "edition"), from = table_col(t, "from"), to = table_col(t, "to"),
	    level = table_col(t, "level"), lzh = table_col(t, "level_zh"), zh = table_col(t, "category_zh"),
	    en = table_col(t, "category_en"), czh = table_col(t, "colour_zh"), cen = table_col(t, "colour_en"),
	    rgb = table_col(t, "rgb");

	for (size_t i = 0; i < t->nrow; i++) {
		const int n = whole(table_at(t, i, level));

		if (strcmp(table_at(t, i, ed), a->ed.v[a->of[e]].name) != 0 || n < 1 || n > 6)
			continue;
		a->level[e][n - 1] = (struct aqi_level){ whole(table_at(t, i, from)), whole(table_at(t, i, to)), n,
		    table_at(t, i, lzh), table_at(t, i, zh), table_at(t, i, en), table_at(t, i, czh),
		    table_at(t, i, cen), table_at(t, i, rgb) };
	}
	for (int l = 0; l < 6; l++) {
		if (a->level[e][l].level == 0)
			wrong(a, "aqi_levels", e, -1, "", N_("a level of 1 to 6 has no row"));
	}
}

static void
read_missing(struct aqi *a, const struct tables *tabs, int e, const char *setting)
{
	const struct table *t = table_get(tabs, "aqi_missing");
	const size_t set = table_col(t, "setting"), ed = table_col(t, "edition"), rule = table_col(t, "rule");

	for (size_t i = 0; i < t->nrow; i++) {
		const char *r = table_at(t, i, rule);

		if (strcmp(table_at(t, i, set), setting) == 0 &&
		    strcmp(table_at(t, i, ed), a->ed.v[a->of[e]].name) == 0)
			a->missing[e] = strcmp(r, "publish") == 0 ? AQI_PUBLISH :
			    strcmp(r, "withhold") == 0 ? AQI_WITHHOLD : AQI_ABOVE100;
	}
}

/* The edition whose index standard edition e names: an earlier one where the text has no own tables. */
static int
index_edition(const struct aqi *a, const struct tables *tabs, int e)
{
	const struct table *t = table_get(tabs, "iaqi");
	const size_t ed = table_col(t, "edition");

	for (; e > 0; e--) {
		for (size_t i = 0; i < t->nrow; i++) {
			if (strcmp(table_at(t, i, ed), a->ed.v[e].name) == 0)
				return e;
		}
	}
	return 0;
}

static void
read_scale(struct aqi *a, const struct tables *tabs, int e, enum aqi_basis b, int item, const struct aqi_settings *set)
{
	struct aqi_scale *s = &a->scale[e][b][item];

	s->decimals = index_decimals(tabs, aqi_names[item]);
	if (s->decimals < 0 || s->decimals > AQI_DECIMALS) {
		wrong(a, "rounding", e, item, "", N_("decimals of stage index are not 0 to 3"));
		s->decimals = 0;
	}
	read_points(a, tabs, e, b, item, averaging(item, b));
	if (s->n == 0)
		read_points(a, tabs, e, b, item, "24h");
	if (points_ascend(s))
		read_over(a, tabs, e, b, item, set != NULL && set->so2_text);
	else
		wrong(a, "iaqi", e, item, averaging(item, b),
		    N_("the break points are not numbers ascending from 0, with no more decimals than the index is rounded to"));
}

void
aqi_init(struct aqi *a, const struct tables *tabs, const struct aqi_settings *set)
{
	const char *missing = set != NULL && set->missing != NULL ? set->missing : "as-published";

	memset(a, 0, sizeof(*a));
	editions_init(&a->ed, tabs);
	if (a->ed.wrong != NULL) {
		a->wrong = a->ed.wrong;
		a->wrong_table = "editions";
		return;
	}
	for (int e = 0; e < a->ed.n; e++) {
		a->of[e] = index_edition(a, tabs, e);
		read_levels(a, tabs, e);
		read_missing(a, tabs, e, missing);
		for (int item = 0; item < AQI_NITEM; item++) {
			read_scale(a, tabs, e, AQI_DAY, item, set);
			read_scale(a, tabs, e, AQI_HOUR, item, set);
		}
	}
}

void
aqi_release(struct aqi *a)
{
	for (int e = 0; e < EDITION_MAX; e++) {
		for (int k = 0; k < 2 * AQI_NITEM; k++) {
			free(a->scale[e][k / AQI_NITEM][k % AQI_NITEM].lut);
			a->scale[e][k / AQI_NITEM][k % AQI_NITEM].lut = NULL;
		}
	}
}

/* HJ 633 formula (1): interpolation rounded up, in integers. */
static int
interpolate(const struct aqi_scale *s, int64_t c)
{
	int k = 1;

	while (k < s->n - 1 && c > s->conc[k])
		k++;
	if (c >= s->conc[s->n - 1])
		return s->iaqi[s->n - 1];
	{
		const int64_t num = (int64_t)(s->iaqi[k] - s->iaqi[k - 1]) * (c - s->conc[k - 1]);
		const int64_t den = s->conc[k] - s->conc[k - 1];

		return s->iaqi[k - 1] + (int)((num + den - 1) / den);
	}
}

void
aqi_prepare(struct aqi *a, int e, enum aqi_basis b)
{
	for (int item = 0; item < AQI_NITEM; item++) {
		struct aqi_scale *s = &a->scale[e][b][item];
		const int64_t top = s->conc[s->n - 1];
		const size_t n = (size_t)top + 1;

		if (s->lut != NULL)
			continue;
		s->nlut = (s->above < top ? s->above : top) + 1;
		s->lut = mem_array(n, sizeof(*s->lut));
		for (size_t c = 0; c < n; c++)
			s->lut[c] = (int16_t)interpolate(s, (int64_t)c);
	}
}

int
aqi_iaqi_slow(const struct aqi *a, int e, enum aqi_item item, enum aqi_basis b, struct dec c, struct dec other)
{
	static const int ten[AQI_DECIMALS + 1] = { 1, 10, 100, 1000 };
	const struct aqi_scale *s = &a->scale[e][b][item];
	int64_t m;

	if (!dec_has(c) || c.m < 0)
		return AQI_NONE;
	if (c.scale == s->decimals)
		m = c.m;
	else if (c.scale > s->decimals)
		m = dec_round(c, s->decimals).m;
	else
		m = c.m > AQI_CONC_MAX ? (int64_t)AQI_CONC_MAX * 1000 : c.m * ten[s->decimals - c.scale];
	if (m > s->above) {
		if (s->over == AQI_FIXED)
			return s->fixed;
		if (s->over == AQI_OTHER)
			return aqi_iaqi_slow(a, e, item, b == AQI_DAY ? AQI_HOUR : AQI_DAY, other, (struct dec){ 0 });
	}
	if (m >= s->conc[s->n - 1])
		return s->iaqi[s->n - 1];
	return s->lut != NULL ? s->lut[m] : interpolate(s, m);
}

const struct aqi_level *
aqi_level_of(const struct aqi *a, int e, int value)
{
	int i;

	if (value == AQI_NONE)
		return NULL;
	for (i = 0; i < 5 && a->level[e][i].to != 0 && value > a->level[e][i].to; i++)
		;
	return &a->level[e][i];
}

struct aqi_result
aqi_combine(const struct aqi *a, int e, const int iaqi[AQI_NITEM], unsigned int not_monitored)
{
	struct aqi_result r = { .value = AQI_NONE };
	bool gap = false;

	for (int i = 0; i < AQI_NITEM; i++) {
		if (iaqi[i] > r.value)
			r.value = iaqi[i];
		gap = gap || (iaqi[i] == AQI_NONE && (not_monitored >> i & 1) == 0);
	}
	if (r.value == AQI_NONE) {
		r.incomplete = true;
		return r;
	}
	r.incomplete = gap && (a->missing[e] == AQI_WITHHOLD || (a->missing[e] == AQI_ABOVE100 && r.value <= a->level[e][1].to));
	for (int i = 0; i < AQI_NITEM && r.value > a->level[e][0].to; i++)
		r.primary |= (iaqi[i] == r.value ? 1u : 0u) << i;
	r.level = aqi_level_of(a, e, r.value);
	return r;
}

size_t
aqi_primary_print(char buf[AQI_PRIMARY_TEXT], unsigned int primary)
{
	size_t n = 0;

	for (int i = 0; i < AQI_NITEM; i++) {
		const size_t k = strlen(aqi_names[i]);

		if ((primary >> i & 1) == 0)
			continue;
		if (n > 0)
			buf[n++] = ' ';
		memcpy(buf + n, aqi_names[i], k);
		n += k;
	}
	buf[n] = '\0';
	return n;
}

bool
aqi_items_parse(const char *list, unsigned int *bits, struct sv *bad)
{
	struct sv rest = sv_of(list);

	while (sv_split(&rest, ',', bad)) {
		int p = 0;

		while (p < AQI_NITEM && !sv_is(*bad, aqi_names[p]))
			p++;
		if (p == AQI_NITEM)
			return false;
		*bits |= 1u << p;
	}
	return true;
}

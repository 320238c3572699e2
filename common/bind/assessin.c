#include <stdlib.h>

#include "assessin.h"
#include "mem.h"
#include "recover.h"
#include "settings.h"

static void
bind_columns(struct assessin *s, struct csvin *in)
{
	int found = 0;

	columns_init(&s->cols, in, s->common, s->tabs);
	columns_need(&s->cols, in, s->cols.station, s->common->station);
	columns_need(&s->cols, in, s->cols.time, s->common->time);
	for (int i = 0; i < ASSESS_NIN; i++) {
		s->col[i] = columns_item(&s->cols, assess_names[i]);
		found += i < AQI_NITEM && s->col[i] >= 0;
	}
	if (found == 0)
		diag_refuse(s->d, &(struct place){ in->file, 1, NULL },
		    _("no column of SO2, NO2, CO, O3_8hmax, PM10 or PM2.5; make days of hours with qj-average --to day"));
	s->noevent = s->col[ASSESS_PM10_NOEVENT] >= 0 && s->col[ASSESS_PM25_NOEVENT] >= 0;
}

/* Sites' days are put together as arithmetic means. */
static const struct avg_col means[ASSESS_NIN] = { { .how = AVG_MEAN } };

/* The regions of --by, with the column of --via behind: what days are made for. */
static void
bind_regions(struct assessin *s, const struct csvin *in)
{
	const char *registry = cli_file(s->common, s->common->registry, "stations.csv");
	struct sbuf by = { 0 };

	if (registry != NULL)
		s->sites = sites_read(s->d, registry);
	s->by_station = s->common->by == NULL;
	sbuf_puts(&by, s->by_station ? in->name[s->cols.station] : s->common->by);
	if (s->common->via != NULL)
		sbuf_printf(&by, ",%s", s->common->via);
	s->regions = regions_new(&(struct regions_spec){ .d = s->d, .sites = s->by_station ? NULL : s->sites, .in = in,
	    .tabs = s->tabs, .by = by.p, .editions = &s->ed, .edition = s->edition, .col = means, .ncol = ASSESS_NIN });
	s->nby = regions_nkey(s->regions) - (s->common->via != NULL);
	sbuf_release(&by);
}

struct assessin *
assessin_new(struct diag *d, const struct cli_common *common, const struct tables *tabs,
    struct csvin *in, bool hours_ok)
{
	struct assessin *s = mem_alloc(sizeof(*s));
	bool by_day;

	s->d = d;
	s->common = common;
	s->tabs = tabs;
	s->hours_ok = hours_ok;
	editions_init(&s->ed, tabs);
	s->edition = settings_edition(&s->ed, common, &by_day);
	s->has_period = settings_period(d, common, &s->period);
	bind_columns(s, in);
	bind_regions(s, in);
	return s;
}

void
assessin_free(struct assessin *s)
{
	if (s->av != NULL) {
		average_free(s->av);
		averaging_release(&s->averaging);
		free(s->x);
	}
	regions_free(s->regions);
	sites_free(s->sites);
	columns_release(&s->cols);
	map_release(&s->stations);
	free(s->last);
	free(s);
}

static void
take_day(struct assessin *s, size_t station, int64_t day, struct ratio v[ASSESS_NIN])
{
	unsigned int n[ASSESS_NIN] = { 0 };
	bool is_short[ASSESS_NIN] = { false };
	const struct avg_row row = { .value = v, .n = n, .is_short = is_short, .nrow = 1,
	    .period = period_of(STEP_DAY, day) };

	if (s->has_period && (day < s->period.from || day > s->period.to))
		return;
	s->span.from = s->any && s->span.from < day ? s->span.from : day;
	s->span.to = s->any && s->span.to > day ? s->span.to : day;
	s->any = true;
	regions_add(s->regions, station, map_key(&s->stations, station), &row);
}

/* --- hours --------------------------------------------------------------------------------- */

static int
edition_of(void *arg, int64_t day)
{
	const struct assessin *s = arg;

	return s->edition >= 0 ? s->edition : edition_of_day(&s->ed, day, NULL);
}

static void
emit_day(void *arg, const struct avg_row *r)
{
	struct assessin *s = arg;
	struct ratio v[ASSESS_NIN] = { { 0, 0 } };

	for (int i = 0; i < ASSESS_NIN; i++) {
		if (s->of[i] >= 0)
			v[i] = r->value[s->of[i]];
	}
	take_day(s, r->station, r->period.from, v);
}

static void
start_hours(struct assessin *s)
{
	struct avg_spec spec;

	averaging_init(&s->averaging, &s->cols, &(struct averaging_spec){ .tabs = s->tabs, .step = STEP_DAY });
	for (int i = 0; i < ASSESS_NIN; i++) {
		s->of[i] = -1;
		for (size_t c = 0; c < s->averaging.n; c++) {
			if (strcmp(s->averaging.name[c], assess_names[i]) == 0)
				s->of[i] = (int)c;
		}
	}
	s->x = mem_array(s->cols.n, sizeof(*s->x));
	spec = (struct avg_spec){ .col = s->averaging.col, .ncol = s->averaging.n, .ninput = s->cols.n,
	    .to = STEP_DAY, .interval = CIVIL_HOUR, .edition = edition_of, .emit = emit_day, .arg = s };
	s->av = average_new(&spec);
}

static void
take_hour(struct assessin *s, struct csvin *in, size_t station, struct civil t)
{
	for (size_t i = 0; i < s->cols.n; i++)
		(void)columns_value(&s->cols, in, i, &s->x[i], NULL);
	switch (average_feed(s->av, station, t.sec, s->x, 0)) {
	case AVG_FED:
		return;
	case AVG_FULL:
		average_close(s->av, station);
		return;
	default:
		(void)csvin_bad(in, (size_t)s->cols.time, "order",
		    _("station %s goes back in time; sort the rows by station and time"), s->stations.key[station]);
	}
}

/* --- days ---------------------------------------------------------------------------------- */

static void
take_day_row(struct assessin *s, struct csvin *in, size_t station, int64_t day, bool is_new)
{
	struct ratio v[ASSESS_NIN];

	if (is_new) {
		s->last = mem_grow(s->last, &s->caplast, s->stations.n, sizeof(*s->last));
	} else if (s->last[station] >= day) {
		(void)csvin_bad(in, (size_t)s->cols.time, "order", s->last[station] == day ?
		    _("station %s has this day twice") : _("station %s goes back in time; sort the rows by station and time"),
		    s->stations.key[station]);
		return;
	}
	s->last[station] = day;
	for (int i = 0; i < ASSESS_NIN; i++) {
		struct dec x = { 0 };

		if (s->col[i] >= 0)
			(void)columns_value(&s->cols, in, (size_t)s->col[i], &x, NULL);
		v[i] = quot_ratio(recover_mean(x, s->col[i] < 0 ? 0 : s->cols.v[s->col[i]].item->decimals));
		if (x.cens == '<')			/* half of the limit of detection */
			v[i] = ratio_mul(v[i], ratio_make(1, 2));
	}
	take_day(s, station, day, v);
}

/* Whether rows of this kind are taken; a mixture is not. */
static bool
basis_fits(struct assessin *s, struct csvin *in, bool date)
{
	const size_t time = (size_t)s->cols.time;

	if (!date && !s->hours_ok)
		return csvin_bad(in, time, "time",
		    _("a clock time; rows must be days: qj-average --to day makes them"));
	if (s->basis == 0) {
		s->basis = date ? 1 : 2;
		if (!date)
			start_hours(s);
	}
	return s->basis == (date ? 1 : 2) || csvin_bad(in, time, "mixed",
	    _("dates and clock times are mixed"));
}

void
assessin_row(struct assessin *s, struct csvin *in)
{
	const size_t n = s->stations.n;
	struct civil t;
	int64_t day;
	size_t station;

	if (!csvin_time(in, (size_t)s->cols.time, &t) || !basis_fits(s, in, t.date))
		return;
	day = civil_day_of(t);
	if (s->has_period && (day < s->period.from || day > s->period.to)) {
		s->noutside++;
		return;
	}
	columns_row(&s->cols, in);
	station = map_put(&s->stations, csvin_field(in, (size_t)s->cols.station));
	regions_seen(s->regions, station, in);
	if (t.date)
		take_day_row(s, in, station, day, s->stations.n > n);
	else
		take_hour(s, in, station, t);
}

void
assessin_end(struct assessin *s)
{
	if (s->av != NULL)
		average_finish(s->av);
}

/* --- the assessment ------------------------------------------------------------------------ */

/* The span of the data by its usual name, where it is a whole month, quarter or year. */
struct period
assessin_period(const struct assessin *s)
{
	static const enum step step[] = { STEP_DAY, STEP_MONTH, STEP_QUARTER, STEP_YEAR };
	struct period span = s->span;

	if (s->has_period)
		return s->period;
	for (size_t i = 0; i < sizeof(step) / sizeof(step[0]); i++) {
		const struct period p = period_of(step[i], span.from);

		if (p.from == span.from && p.to == span.to)
			return p;
	}
	span.step = STEP_RANGE;
	return span;
}

/* Assessed stations of the registry without any row are due all the same. */
static void
add_silent(struct assessin *s, int64_t day)
{
	struct ratio v[ASSESS_NIN] = { { 0, 0 } };
	unsigned int n[ASSESS_NIN] = { 0 };
	bool is_short[ASSESS_NIN] = { false };
	const struct avg_row row = { .value = v, .n = n, .is_short = is_short,
	    .period = period_of(STEP_DAY, day) };

	for (size_t i = 0; s->sites != NULL && !s->by_station && i < s->sites->codes.n; i++) {
		const struct sv code = map_key(&s->sites->codes, i);

		if (map_get(&s->stations, code) == MAP_NONE && sites_find(s->sites, code, day) != SITES_NONE)
			regions_add(s->regions, map_put(&s->stations, code), code, &row);
	}
}

struct gather {
	struct assessin	*s;
	struct assess	*a;
	char		*key;
};

/* Region rows come group by group, days ascending. */
static void
take_region(void *arg, const struct region_row *r)
{
	struct gather *g = arg;
	const size_t nkey = regions_nkey(g->s->regions);
	struct sbuf b = { 0 };
	unsigned int sites = 0;

	for (size_t k = 0; k < nkey; k++)
		sbuf_printf(&b, "%s\x1f", r->key[k]);
	if (g->key == NULL || strcmp(g->key, b.p) != 0) {
		assess_group(g->a, r->key, nkey);
		free(g->key);
		g->key = mem_dup(b.p);
	}
	for (int i = 0; i < ASSESS_NIN; i++)
		sites = r->sites[i] > sites ? r->sites[i] : sites;
	assess_day(g->a, r->row->period.from, r->row->value, sites);
	sbuf_release(&b);
}

struct assess *
assessin_finish(struct assessin *s, struct assess_spec *spec)
{
	struct gather g = { s, NULL, NULL };

	spec->tabs = s->tabs;
	spec->last = s->any ? s->span.to : spec->period.from - 1;
	spec->nby = s->nby;
	spec->noevent = s->noevent;
	spec->present = 0;
	for (int i = 0; i < AQI_NITEM; i++)
		spec->present |= (s->col[i] >= 0 || (i == AQI_O3 && s->basis == 2) ? 1u : 0u) << i;
	g.a = assess_new(spec);
	add_silent(s, spec->period.to);
	regions_each(s->regions, take_region, &g);
	free(g.key);
	assess_finish(g.a);
	return g.a;
}

/*
 * qj-air - assess a period: concentrations, percentiles, good days, composite index, rank
 *
 * Day values of stations are gathered to groups day by day; the group days are judged by their AQI
 * and make the period's concentrations, percentiles, day counts and composite index.
 * Method: HJ 663, HJ 633, GB 3095; ranking rules of 2018.
 */
#include "assessput.h"
#include "cli.h"
#include "columns.h"
#include "csvin.h"
#include "csvout.h"
#include "mem.h"
#include "recover.h"
#include "regions.h"
#include "settings.h"
#include "sites.h"
#include "targets.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct aqi		 aqi;
	struct columns		 cols;
	struct csvin		*in;
	struct csvout		*out;
	struct sites		*sites;
	struct regions		*regions;
	struct map		 stations;
	int64_t			*last;		/* last[station]: day of its last row */
	size_t			 caplast;
	int			 col[ASSESS_NIN];	/* item columns, -1 if absent */
	struct assess_spec	 spec;
	struct assess		*assess;
	struct period		 span;		/* of the data */
	bool			 has_period, by_station, any;
	unsigned long		 noutside;
	/* options */
	const char		*also, *index_set, *index_sum, *index_of, *not_monitored, *missing, *targets, *rank;
	bool			 days;
};

static void
bind_columns(struct job *j)
{
	int found = 0;

	columns_init(&j->cols, j->in, &j->common, &j->tabs);
	columns_need(&j->cols, j->in, j->cols.station, j->common.station);
	columns_need(&j->cols, j->in, j->cols.time, j->common.time);
	for (int i = 0; i < ASSESS_NIN; i++) {
		j->col[i] = columns_item(&j->cols, assess_names[i]);
		found += i < AQI_NITEM && j->col[i] >= 0;
	}
	if (found == 0)
		diag_refuse(&j->d, &(struct place){ j->in->file, 1, NULL },
		    _("no column of SO2, NO2, CO, O3_8hmax, PM10 or PM2.5; make days of hours with qj-average --to day"));
	j->spec.noevent = j->col[ASSESS_PM10_NOEVENT] >= 0 && j->col[ASSESS_PM25_NOEVENT] >= 0;
}

/* The regions of --by, with the column of --via behind: what days are made for. */
static void
bind_regions(struct job *j)
{
	const char *registry = cli_file(&j->common, j->common.registry, "stations.csv");
	struct sbuf by = { 0 };

	if (registry != NULL)
		j->sites = sites_read(&j->d, registry);
	j->by_station = j->common.by == NULL;
	if (j->by_station && j->common.via != NULL)
		diag_usage(&j->d, _("option --via needs --by"));
	sbuf_puts(&by, j->by_station ? j->in->name[j->cols.station] : j->common.by);
	if (j->common.via != NULL)
		sbuf_printf(&by, ",%s", j->common.via);
	j->regions = regions_new(&j->d, j->by_station ? NULL : j->sites, j->in, by.p, NULL, &j->tabs, ASSESS_NIN);
	j->spec.nby = regions_nkey(j->regions) - (j->common.via != NULL);
	sbuf_release(&by);
}

/* The station's index; false where the row is not behind its last one. */
static bool
station_of(struct job *j, int64_t day, size_t *s)
{
	const struct sv code = csvin_field(j->in, (size_t)j->cols.station);
	const size_t n = j->stations.n;

	*s = map_put(&j->stations, code);
	if (j->stations.n > n) {
		j->last = mem_grow(j->last, &j->caplast, j->stations.n, sizeof(*j->last));
	} else if (j->last[*s] >= day) {
		return csvin_bad(j->in, (size_t)j->cols.time, "order", j->last[*s] == day ?
		    _("station %.*s has this day twice") : _("station %.*s goes back in time; sort the rows by station and time"),
		    (int)code.n, code.p);
	}
	j->last[*s] = day;
	return true;
}

static void
take_row(struct job *j)
{
	struct ratio v[ASSESS_NIN];
	unsigned int n[ASSESS_NIN] = { 0 };
	bool is_short[ASSESS_NIN] = { false };
	struct civil t;
	struct avg_row row = { .value = v, .n = n, .is_short = is_short, .nrow = 1 };
	int64_t day;
	size_t s;

	if (!csvin_time(j->in, (size_t)j->cols.time, &t))
		return;
	if (!t.date) {
		(void)csvin_bad(j->in, (size_t)j->cols.time, "time",
		    _("a clock time; rows must be days: qj-average --to day makes them"));
		return;
	}
	day = civil_day_of(t);
	if (j->has_period && (day < j->spec.period.from || day > j->spec.period.to)) {
		j->noutside++;
		return;
	}
	if (!station_of(j, day, &s))
		return;
	j->span.from = j->any && j->span.from < day ? j->span.from : day;
	j->span.to = j->any && j->span.to > day ? j->span.to : day;
	j->any = true;
	columns_row(&j->cols, j->in);
	for (int i = 0; i < ASSESS_NIN; i++) {
		struct dec x = { 0 };

		if (j->col[i] >= 0)
			(void)columns_value(&j->cols, j->in, (size_t)j->col[i], &x, NULL);
		v[i] = quot_ratio(recover_mean(x, j->col[i] < 0 ? 0 : j->cols.v[j->col[i]].item->decimals));
		if (x.cens == '<')			/* half of the limit of detection */
			v[i] = ratio_mul(v[i], ratio_make(1, 2));
	}
	row.period = period_of(STEP_DAY, day);
	regions_seen(j->regions, s, j->in);
	regions_add(j->regions, s, csvin_field(j->in, (size_t)j->cols.station), &row);
}

/* Assessed stations of the registry without any row are due all the same. */
static void
add_silent(struct job *j)
{
	struct ratio v[ASSESS_NIN] = { { 0, 0 } };
	unsigned int n[ASSESS_NIN] = { 0 };
	bool is_short[ASSESS_NIN] = { false };
	const struct avg_row row = { .value = v, .n = n, .is_short = is_short,
	    .period = period_of(STEP_DAY, j->spec.period.to) };

	for (size_t i = 0; j->sites != NULL && !j->by_station && i < j->sites->codes.n; i++) {
		const struct sv code = map_key(&j->sites->codes, i);

		if (map_get(&j->stations, code) == MAP_NONE && sites_find(j->sites, code, j->spec.period.to) != SITES_NONE)
			regions_add(j->regions, map_put(&j->stations, code), code, &row);
	}
}

/* The span of the data by its usual name, where it is a whole month, quarter or year. */
static struct period
named(struct period span)
{
	static const enum step step[] = { STEP_DAY, STEP_MONTH, STEP_QUARTER, STEP_YEAR };

	for (size_t i = 0; i < sizeof(step) / sizeof(step[0]); i++) {
		const struct period p = period_of(step[i], span.from);

		if (p.from == span.from && p.to == span.to)
			return p;
	}
	span.step = STEP_RANGE;
	return span;
}

static void
set_index(struct job *j, size_t k, const char *set)
{
	if (!airindex_init(&j->spec.index[k], &j->tabs, set, strcmp(j->index_sum, "raw") == 0))
		diag_usage(&j->d, _("option --index-set: table index_air has no set '%s' with all six items"), set);
}

/* What is known once all rows are read: the period, its edition, the index set. */
static void
start_assess(struct job *j)
{
	struct assess_spec *s = &j->spec;
	bool by_day;
	const int forced = settings_edition(&j->aqi.ed, &j->common, &by_day);

	if (!j->any && !j->has_period)
		diag_refuse(&j->d, &(struct place){ j->in->file, 0, NULL }, _("no day to assess"));
	if (!j->has_period)
		s->period = named(j->span);
	s->tabs = &j->tabs;
	s->aqi = &j->aqi;
	s->last = j->any ? j->span.to : s->period.from - 1;
	s->last_edition = forced >= 0 ? forced : edition_of_day(&j->aqi.ed, s->period.to, NULL);
	s->edition[0] = by_day ? ASSESS_BY_DAY : s->last_edition;
	set_index(j, 0, j->index_set != NULL ? j->index_set : j->aqi.ed.v[s->last_edition].name);
	s->njudged = 1;
	if (j->also != NULL) {
		s->edition[1] = edition_named(&j->aqi.ed, j->also);
		set_index(j, 1, j->also);
		s->njudged = 2;
	}
	s->of_members = strcmp(j->index_of, "members") == 0;
	j->assess = assess_new(s);
}

struct gather {
	struct job	*j;
	char		*key;
};

/* Region rows come group by group, days ascending. */
static void
take_region(void *arg, const struct region_row *r)
{
	struct gather *g = arg;
	struct sbuf b = { 0 };
	unsigned int sites = 0;

	for (size_t k = 0; k < regions_nkey(g->j->regions); k++)
		sbuf_printf(&b, "%s\x1f", r->key[k]);
	if (g->key == NULL || strcmp(g->key, b.p) != 0) {
		assess_group(g->j->assess, r->key, regions_nkey(g->j->regions));
		free(g->key);
		g->key = mem_dup(b.p);
	}
	for (int i = 0; i < ASSESS_NIN; i++)
		sites = r->sites[i] > sites ? r->sites[i] : sites;
	assess_day(g->j->assess, r->row->period.from, r->row->value, sites);
	sbuf_release(&b);
}

static void
put_results(struct job *j)
{
	const char *names[16], *targets = cli_file(&j->common, j->targets, "targets.csv");
	const int year = civil_ymd(j->spec.period.to).y;
	struct targets *t = NULL;
	struct sbuf also = { 0 };
	struct assessput p = { .a = j->assess, .key = names, .rank = j->rank, .en = strcmp(j->common.lang, "en") == 0 };

	for (size_t k = 0; k < j->spec.nby; k++)
		names[k] = regions_key(j->regions, k);
	p.edition = j->spec.edition[0] == ASSESS_BY_DAY ? "by-day" : j->aqi.ed.v[j->spec.edition[0]].name;
	if (j->also != NULL)
		sbuf_printf(&also, "_%s", j->also);
	p.also = also.p;
	if (targets != NULL && !j->days && j->spec.period.from == civil_days(year, 1, 1))
		t = targets_read(&j->d, targets, year);
	else if (j->targets != NULL && !j->days)
		diag_warn(&j->d, _("--targets: yearly targets are compared with periods from 1 January alone"));
	p.targets = t;
	if (j->days) {
		assessput_days_header(&p, j->out);
		assessput_days(&p, j->out);
	} else {
		assessput_header(&p, j->out);
		assessput_rows(&p, j->out);
	}
	targets_free(t);
	sbuf_release(&also);
}

static void
say(struct job *j)
{
	const char *unplaced = regions_unplaced(j->regions);

	csvout_summary(j->out, j->in);
	if (j->noutside > 0)
		diag_note(&j->d, _("%lu rows outside the period"), j->noutside);
	if (unplaced != NULL)
		diag_note(&j->d, _("stations left out (not assessed, or no region): %s"), unplaced);
	columns_finish(&j->cols);
}

static void
set_not_monitored(struct job *j)
{
	struct sv bad;

	if (j->not_monitored != NULL && !aqi_items_parse(j->not_monitored, &j->spec.not_monitored, &bad))
		diag_usage(&j->d, _("option --not-monitored: '%.*s' is not one of SO2, NO2, CO, O3, PM10, PM2.5"),
		    (int)bad.n, bad.p);
}

static void
finish(struct job *j)
{
	struct gather g = { j, NULL };

	start_assess(j);
	add_silent(j);
	regions_each(j->regions, take_region, &g);
	free(g.key);
	assess_finish(j->assess);
	put_results(j);
	say(j);
	assess_free(j->assess);
	regions_free(j->regions);
	sites_free(j->sites);
	columns_release(&j->cols);
	map_release(&j->stations);
	free(j->last);
	csvin_close(j->in);
	csvout_close(j->out);
	aqi_release(&j->aqi);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "index_air", "percentiles", "rounding", "validity", "limits_air", "iaqi",
	    "iaqi_over", "aqi_levels", "aqi_missing", "editions", "flags", "low", "items", "units", "unit_names", NULL };
	struct job j = { .index_sum = "rounded", .index_of = "mean", .rank = "index" };
	const struct cli_opt opts[] = {
		{ 0, "days", CLI_FLAG, NULL, N_("one row per group and day instead of one per group"), &j.days },
		{ 0, "strict", CLI_FLAG, NULL, N_("empty values with too few days"), &j.spec.strict },
		{ 0, "also", CLI_CHOICE, "2012|2026|2031", N_("add the columns judged by another edition"), &j.also },
		{ 0, "by", CLI_TEXT, "COL,...", N_("columns that name the rows of the result [station]"), &j.common.by },
		{ 0, "index-of", CLI_CHOICE, "mean|members",
		    N_("index of a --via group: of the mean concentrations, or the members' mean [mean]"), &j.index_of },
		{ 0, "index-set", CLI_TEXT, "SET", N_("limits and weights of the index, table index_air [the edition's]"),
		    &j.index_set },
		{ 0, "index-sum", CLI_CHOICE, "rounded|raw", N_("single indices are added rounded or raw [rounded]"),
		    &j.index_sum },
		{ 0, "missing-rule", CLI_CHOICE, "as-published|2012|2026", N_("what a missing item does [by the edition]"),
		    &j.missing },
		{ 0, "not-monitored", CLI_TEXT, "ITEM,...", N_("items outside the monitoring plan (HJ 633-2026 5.3.2)"),
		    &j.not_monitored },
		{ 0, "rank", CLI_CHOICE, "index|good_ratio|SO2|NO2|CO|O3|PM10|PM2.5", N_("what groups are ranked by [index]"),
		    &j.rank },
		{ 0, "targets", CLI_FILE, "FILE", N_("yearly targets [targets.csv of the folder]"), &j.targets },
		{ 0, "via", CLI_TEXT, "COL", N_("assess COL first, then its means by --by"), &j.common.via },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-air",
	    N_("assess a period: concentrations, percentiles, good days, composite index, rank"), "[file...]", opts,
	    CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_EDITION | CLI_LANG | CLI_REGISTRY | CLI_HOME |
	    CLI_TABLE | CLI_MIXED | CLI_DOUBT, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);

	settings_init(&j.tabs, &j.d, &j.common, used);
	aqi_init(&j.aqi, &j.tabs, &(struct aqi_settings){ j.missing, false });
	set_not_monitored(&j);
	j.has_period = settings_period(&j.d, &j.common, &j.spec.period);
	j.out = csvout_open(&j.d, j.common.output, j.common.bom);
	j.in = csvin_open(&j.d, argv + i);
	bind_columns(&j);
	bind_regions(&j);
	while (csvin_next(j.in))
		take_row(&j);
	finish(&j);
	return diag_finish(&j.d);
}

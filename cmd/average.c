/*
 * qj-average - means of hours, days and longer periods by the validity rules
 *
 * Hours become days by GB 3095 table 4 and HJ 663, days become longer periods through valid days.
 * Statistics are exact; each is written with 6 decimals more than the item shows, with the guard
 * digit.  Stations can be gathered to regions, time first or space first.
 */
#include "averaging.h"
#include "carry.h"
#include "cli.h"
#include "columns.h"
#include "csvin.h"
#include "csvout.h"
#include "events.h"
#include "mem.h"
#include "regions.h"
#include "settings.h"
#include "sites.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct columns		 cols;
	struct averaging	 g;		/* of stations */
	struct averaging	 again;		/* of regions, where they are averaged again */
	const struct averaging	*shown;		/* of the two the one that is written */
	struct average		*av, *av2;
	struct dec		*x2;		/* x2[g.n] */
	struct sites		*sites;
	struct events		*events;
	struct regions		*regions;
	struct carry		 carry;
	struct csvin		*in;
	struct csvout		*out;
	struct map		 stations;
	uint64_t		*which;		/* which[station]: events that touch it */
	size_t			 capwhich;
	size_t			 last;		/* station of the last row */
	struct dec		*x;		/* x[cols.n] */
	enum step		 to;
	struct period		 period;
	int64_t			 interval;	/* [s] */
	bool			 has_period, counts, strict, from_days;
	int			 edition;	/* forced; -1 by the day */
	unsigned long		 nempty;	/* periods without a row */
};

static bool
is_long(enum step s)
{
	return s != STEP_HOUR && s != STEP_8H && s != STEP_DAY;
}

static int
edition_of(void *arg, int64_t day)
{
	const struct job *j = arg;

	return j->edition >= 0 ? j->edition : edition_of_day(&j->g.ed, day, NULL);
}

static void
put_time(struct job *j, const struct avg_row *r)
{
	char buf[CIVIL_TEXT];

	if (j->to == STEP_HOUR || j->to == STEP_8H)
		csvout_time(j->out, (struct civil){ r->sec, false });
	else if (r->period.step == STEP_DAY)
		csvout_time(j->out, (struct civil){ r->period.from * CIVIL_DAY, true });
	else {
		(void)period_print(buf, &r->period);
		csvout_text(j->out, buf);
	}
}

/* The values of a row, with --counts how many made each (hours, days, or sites), and its flags. */
static void
put_values(struct job *j, const struct avg_row *r, const unsigned int *n, unsigned int due)
{
	struct sbuf flags = { 0 };

	const struct averaging *g = j->shown;

	for (size_t c = 0; c < g->n; c++) {
		csvout_dec(j->out, average_shown(r->value[c], g->col[c].decimals));
		if (is_long(j->to) && ratio_has(r->value[c]) && (r->is_partial || r->is_short[c]))
			sbuf_printf(&flags, "%s%s:%s", flags.n > 0 ? " " : "", g->name[c],
			    r->is_partial ? "partial" : "short");
	}
	for (size_t c = 0; c < g->n && j->counts; c++)
		csvout_int(j->out, (long)n[c]);
	if (j->counts)
		csvout_int(j->out, (long)due);
	if (is_long(j->to))
		csvout_cell(j->out, sbuf_sv(&flags));
	sbuf_release(&flags);
	csvout_end(j->out);
}

static void
emit_station(void *arg, const struct avg_row *r)
{
	struct job *j = arg;

	if (j->has_period && (r->period.to < j->period.from || r->period.from > j->period.to))
		return;
	if (j->regions != NULL) {
		regions_add(j->regions, r->station, map_key(&j->stations, r->station), r);
		return;
	}
	j->nempty += r->nrow == 0;
	csvout_cell(j->out, map_key(&j->stations, r->station));
	put_time(j, r);
	carry_put(&j->carry, r->station, j->out);
	put_values(j, r, r->n, r->due);
}

static void
emit_region(void *arg, const struct region_row *r)
{
	struct job *j = arg;

	for (size_t k = 0; k < regions_nkey(j->regions); k++)
		csvout_text(j->out, r->key[k]);
	put_time(j, r->row);
	put_values(j, r->row, r->sites, r->due);
}

/* Columns that are neither key, item, flags nor state are carried, unless regions are asked for. */
static void
find_carried(struct job *j)
{
	for (size_t k = 0; k < j->in->ncol && j->common.by == NULL; k++) {
		bool item = (int)k == j->cols.station || (int)k == j->cols.time || (int)k == j->in->flags_col;

		item = item || strcmp(j->in->name[k], "station") == 0 || strcmp(j->in->name[k], "time") == 0;
		for (size_t i = 0; i < j->cols.n && !item; i++)
			item = j->cols.v[i].col == k;
		if (!item)
			carry_add(&j->carry, k);
	}
}

static void
put_header(struct job *j)
{
	for (size_t k = 0; j->regions != NULL && k < regions_nkey(j->regions); k++)
		csvout_text(j->out, regions_key(j->regions, k));
	if (j->regions == NULL)
		csvout_text(j->out, "station");
	csvout_text(j->out, "time");
	for (size_t k = 0; k < j->carry.n; k++)
		csvout_text(j->out, j->in->name[j->carry.col[k]]);
	for (size_t c = 0; c < j->shown->n; c++)
		csvout_text(j->out, j->shown->name[c]);
	for (size_t c = 0; c < j->shown->n && j->counts; c++)
		csvout_textf(j->out, "n_%s", j->shown->name[c]);
	if (j->counts)
		csvout_text(j->out, "due");
	if (is_long(j->to))
		csvout_text(j->out, "flags");
	csvout_end(j->out);
}

/* A station met for the first time: its events, and its rows from the period's first day on. */
static void
new_station(struct job *j, size_t s, struct sv code)
{
	j->which = mem_grow(j->which, &j->capwhich, s + 1, sizeof(*j->which));
	j->which[s] = j->events == NULL ? 0 : events_of(j->events, j->sites, code);
	if (j->has_period && j->to != STEP_HOUR && j->to != STEP_8H) {
		const size_t row = j->sites == NULL ? SITES_NONE : sites_find(j->sites, code, SITES_ANYDAY);
		int64_t from = j->period.from, to = j->period.to;

		if (row != SITES_NONE && j->sites->v[row].from > from)
			from = j->sites->v[row].from;
		if (row != SITES_NONE && j->sites->v[row].to < to)
			to = j->sites->v[row].to;
		if (from <= to)
			average_span(j->av, s, from, to);
	}
}

static size_t
station_of(struct job *j, struct sv code)
{
	size_t s, n;

	if (j->stations.n > 0) {
		if (sv_same(code, map_key(&j->stations, j->last)))
			return j->last;
		s = j->last + 1 < j->stations.n ? j->last + 1 : 0;	/* hour order comes round again */
		if (sv_same(code, map_key(&j->stations, s)))
			return j->last = s;
	}
	n = j->stations.n;
	s = map_put(&j->stations, code);
	if (j->stations.n > n)
		new_station(j, s, code);
	return j->last = s;
}

/* A period of a region that was averaged again. */
static void
emit_again(void *arg, const struct avg_row *r)
{
	struct job *j = arg;

	if (!j->has_period || (r->period.to >= j->period.from && r->period.from <= j->period.to))
		regions_result(j->regions, r->station, r, j->again.n);
}

/* A day (space first: an hour) of a region into the second averaging. */
static void
take_again(void *arg, const struct avg_row *r)
{
	struct job *j = arg;

	for (size_t c = 0; c < j->g.n; c++)
		j->x2[c] = average_shown(r->value[c], j->g.col[c].decimals);
	(void)average_feed(j->av2, r->station, j->common.space_first && !j->from_days ? r->sec :
	    r->period.from * CIVIL_DAY, j->x2, 0);
}

/*
 * Regions: what is averaged before the sites are put together, and what after.  By HJ 663 annex A
 * sites' days become the region's day, and its days the month; space first, hours do.
 */
static void
start_regions(struct job *j, const char *percentile)
{
	const bool hours_first = j->common.space_first && !j->from_days;
	struct avg_spec spec;

	if (!is_long(j->to) && !hours_first)
		return;
	averaging_release(&j->g);
	averaging_init(&j->g, &j->cols, &j->tabs, hours_first ? STEP_HOUR : STEP_DAY, j->from_days,
	    j->events == NULL ? 0 : j->events->items, NULL);
	if (hours_first)
		averaging_init(&j->again, &j->cols, &j->tabs, j->to, false, 0, percentile);
	else
		averaging_again(&j->again, &j->g, &j->d, &j->tabs, j->to, true, percentile);
	spec = (struct avg_spec){ j->again.col, j->again.n, j->g.n, j->to, j->period, !hours_first, j->interval,
	    j->strict, edition_of, emit_again, j };
	j->av2 = average_new(&spec);
	j->x2 = mem_array(j->g.n + 1, sizeof(*j->x2));
	j->shown = &j->again;
}

/* Builds the averaging once the first row has told whether rows are days. */
static void
start(struct job *j, const char *percentile)
{
	struct avg_spec spec;
	enum step first;

	if (j->events != NULL && j->common.space_first)
		diag_usage(&j->d, _("option --dust works on stations, not with --space-first"));
	if (j->from_days && !is_long(j->to) && j->to != STEP_DAY)
		diag_refuse(&j->d, &(struct place){ j->in->file, j->in->line, NULL },
		    _("days can't be averaged to a step of %s"), step_name(j->to));
	if (!j->from_days && j->interval < CIVIL_HOUR && j->to != STEP_HOUR)
		diag_usage(&j->d, _("option --interval: rows finer than an hour are averaged --to hour first"));
	averaging_init(&j->g, &j->cols, &j->tabs, j->to, j->from_days, j->events == NULL ? 0 : j->events->items,
	    percentile);
	for (size_t c = 0; c < j->g.n && j->interval > CIVIL_HOUR; c++) {
		for (int e = 0; e < 8; e++)	/* the share of the day that the rule asks, in rows */
			j->g.col[c].min_hours[e] = (int)(((int64_t)j->g.col[c].min_hours[e] * CIVIL_HOUR + j->interval - 1) /
			    j->interval);
	}
	j->shown = &j->g;
	if (j->common.by != NULL)
		start_regions(j, percentile);
	first = j->av2 == NULL ? j->to : j->common.space_first && !j->from_days ? STEP_HOUR : STEP_DAY;
	spec = (struct avg_spec){ j->g.col, j->g.n, j->cols.n, first, j->period, j->from_days, j->interval,
	    j->strict, edition_of, emit_station, j };
	j->av = average_new(&spec);
	if (j->common.by != NULL)
		j->regions = regions_new(&j->d, j->sites, j->in, j->common.by, j->common.via, &j->tabs, j->g.n);
	put_header(j);
}

/* One row into the averages; a bad stamp or order is refused. */
static void
take_row(struct job *j, struct civil t)
{
	const struct sv code = csvin_field(j->in, (size_t)j->cols.station);
	const size_t s = station_of(j, code);
	uint64_t event;
	char at[CIVIL_TEXT];

	columns_row(&j->cols, j->in);
	for (size_t i = 0; i < j->cols.n; i++)
		(void)columns_value(&j->cols, j->in, i, &j->x[i], NULL);
	event = j->which[s] == 0 ? 0 : events_at(j->events, j->which[s], t.sec);
	if (j->regions != NULL)
		regions_seen(j->regions, s, j->in);
	switch (average_feed(j->av, s, t.sec, j->x, event)) {
	case AVG_FED:
		carry_row(&j->carry, s, j->in);
		return;
	case AVG_AGAIN:
		(void)civil_print(at, t);
		(void)csvin_bad(j->in, (size_t)j->cols.time, "again", _("station %.*s has %s twice"), (int)code.n,
		    code.p, at);
		return;
	case AVG_BACKWARD:
		(void)civil_print(at, t);
		(void)csvin_bad(j->in, (size_t)j->cols.time, "order",
		    _("station %.*s goes back in time to %s; sort the rows by station and time"), (int)code.n, code.p, at);
		return;
	}
}

static void
read_rows(struct job *j, const char *percentile)
{
	struct civil t;

	while (csvin_next(j->in)) {
		if (!csvin_time(j->in, (size_t)j->cols.time, &t))
			continue;
		if (j->av == NULL) {
			j->from_days = t.date;
			start(j, percentile);
		}
		if (t.date != j->from_days) {
			(void)csvin_bad(j->in, (size_t)j->cols.time, "mixed", _("dates and clock times are mixed"));
			continue;
		}
		if (j->has_period && (civil_day_of(t) < j->period.from || civil_day_of(t) > j->period.to))
			continue;
		take_row(j, t);
	}
	if (j->av == NULL)
		start(j, percentile);
}

/* Stations of the registry without any row are due all the same. */
static void
add_silent(struct job *j)
{
	for (size_t i = 0; j->sites != NULL && j->has_period && i < j->sites->codes.n; i++) {
		const struct sv code = map_key(&j->sites->codes, i);

		if (map_get(&j->stations, code) == MAP_NONE && (sites_find(j->sites, code, j->period.from) != SITES_NONE ||
		    sites_find(j->sites, code, j->period.to) != SITES_NONE))
			(void)station_of(j, code);
	}
}

static void
say(struct job *j)
{
	const char *names = carry_varied(&j->carry, j->in);
	const char *unplaced = j->regions == NULL ? NULL : regions_unplaced(j->regions);

	csvout_summary(j->out, j->in);
	if (j->nempty > 0)
		diag_note(&j->d, _("%lu periods without a row were added"), j->nempty);
	if (names != NULL)
		diag_note(&j->d, _("neither averaged nor constant, left empty: %s"), names);
	if (unplaced != NULL)
		diag_note(&j->d, _("stations left out (not assessed, or no region): %s"), unplaced);
	columns_finish(&j->cols);
}

static void
set_step(struct job *j, const char *to)
{
	j->to = step_parse(sv_of(to));
	j->has_period = settings_period(&j->d, &j->common, &j->period);
	if (j->to == STEP_RANGE && !j->has_period)
		diag_usage(&j->d, _("option --to range needs --period"));
	j->interval = settings_interval(&j->d, &j->common);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "validity", "percentiles", "limits_air", "editions", "flags", "low", "items",
		"units", "unit_names", NULL };
	const char *to = NULL, *dust = NULL, *percentile = NULL, *registry;
	struct job j = { .edition = -1 };
	const struct cli_opt opts[] = {
		{ 0, "counts", CLI_FLAG, NULL, N_("add n_ITEM, what each value is made of, and due"), &j.counts },
		{ 0, "dust", CLI_FILE, "FILE", N_("exceptional events; adds ITEM_noevent without their hours"), &dust },
		{ 0, "percentile", CLI_TEXT, "LIST", N_("ITEM:P,... or none, for a week and longer [by HJ 663]"), &percentile },
		{ 0, "strict", CLI_FLAG, NULL, N_("empty a week or longer period with too few days"), &j.strict },
		{ 't', "to", CLI_CHOICE, "hour|8h|day|week|month|quarter|season|year|range", N_("step of the result"), &to },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-average", N_("means of hours, days and longer periods by the validity rules"),
		"[file...]", opts, CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_MEDIUM | CLI_EDITION |
		CLI_REGISTRY | CLI_HOME | CLI_TABLE | CLI_BY | CLI_INTERVAL | CLI_MIXED | CLI_DOUBT, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);
	bool by_day;

	settings_init(&j.tabs, &j.d, &j.common, used);
	if (to == NULL)
		diag_usage(&j.d, _("option --to is needed: the step of the result"));
	set_step(&j, to);
	editions_init(&j.g.ed, &j.tabs);
	j.edition = settings_edition(&j.g.ed, &j.common, &by_day);
	registry = cli_file(&j.common, j.common.registry, "stations.csv");
	if (registry != NULL)
		j.sites = sites_read(&j.d, registry);
	j.in = csvin_open(&j.d, argv + i);
	columns_init(&j.cols, j.in, &j.common, &j.tabs);
	columns_need(&j.cols, j.in, j.cols.station, j.common.station);
	columns_need(&j.cols, j.in, j.cols.time, j.common.time);
	if (dust != NULL)
		j.events = events_read(&j.d, dust, &j.cols);
	find_carried(&j);
	j.x = mem_array(j.cols.n + 1, sizeof(*j.x));
	j.out = csvout_open(&j.d, j.common.output, j.common.bom);
	read_rows(&j, percentile);
	add_silent(&j);
	average_finish(j.av);
	if (j.av2 != NULL) {
		regions_each_sub(j.regions, take_again, &j);
		average_finish(j.av2);
	}
	if (j.regions != NULL)
		regions_each(j.regions, emit_region, &j);
	say(&j);
	csvin_close(j.in);
	csvout_close(j.out);
	return diag_finish(&j.d);
}

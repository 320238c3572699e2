/*
 * qj-review - the sheet of the daily review, and the decisions that a filled one holds
 *
 * From the hours of a day (and some before it, as context) the findings of the rules, with what a
 * reviewer needs beside each; and of each station what was due and what came.  It proposes; a person
 * decides, a second one checks; --collect turns the filled sheet into decisions.
 */
#include <stdlib.h>

#include "collect.h"
#include "review.h"
#include "reviewmonth.h"
#include "settings.h"

struct job {
	struct diag		d;
	struct cli_common	common;
	const char		*day, *rules, *history, *decisions, *maintenance, *sites, *strips, *line, *collect, *findings, *group, *month, *by_rule, *neighbours;
	bool			close;
};

static int	parse(struct job *, int, char *[]);
static void	review(struct job *, const struct tables *, struct csvin *);
static void	assess_month(struct job *, const struct tables *, struct csvin *);
static void	collect(struct job *, const struct tables *);

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "qc_rules", "review_reasons", "maintenance", "qc_checks", "flags", "low", "items", "units",
		"unit_names", NULL };
	struct job j = { .close = false };
	const int i = parse(&j, argc, argv);
	struct tables tabs = { 0 };

	settings_init(&tabs, &j.d, &j.common, used);
	if (j.collect != NULL) {
		if (i < argc)
			diag_usage(&j.d, _("option --collect takes the sheet, no other files"));
		collect(&j, &tabs);
		return diag_finish(&j.d);
	}
	if (j.close || j.findings != NULL)
		diag_usage(&j.d, _("option --%s goes with --collect"), j.close ? "close" : "findings");
	if (i >= argc || (strcmp(argv[i], "air") != 0 && strcmp(argv[i], "water") != 0))
		diag_usage(&j.d, _("say what is reviewed: air or water"));
	j.common.medium = argv[i];
	if ((j.day == NULL) == (j.month == NULL))
		diag_usage(&j.d, _("one of the options --day and --month is needed"));
	if (j.month != NULL)
		assess_month(&j, &tabs, csvin_open(&j.d, argv + i + 1));
	else
		review(&j, &tabs, csvin_open(&j.d, argv + i + 1));
	return diag_finish(&j.d);
}

static int
parse(struct job *j, int argc, char *argv[])
{
	const struct cli_opt opts[] = {
		{ 0, "by-rule", CLI_FILE, "FILE", N_("with --month: write how often persons agreed with each rule"), &j->by_rule },
		{ 0, "close", CLI_FLAG, NULL, N_("with --collect: refuse while a finding of grade A is open"), &j->close },
		{ 0, "collect", CLI_FILE, "SHEET", N_("write the decisions of a filled sheet, xlsx or CSV"), &j->collect },
		{ 0, "day", CLI_TEXT, "D", N_("the day to review"), &j->day },
		{ 0, "decisions", CLI_FILE, "FILE", N_("decisions of persons: what is dropped, what is kept"), &j->decisions },
		{ 0, "findings", CLI_FILE, "FILE", N_("with --collect: refuse findings of FILE that the sheet lacks or has altered"),
		  &j->findings },
		{ 0, "group", CLI_TEXT, "COL", N_("column of the registry whose equal cells make neighbours [city]"), &j->group },
		{ 0, "history", CLI_FILE, "FILE", N_("what values of each hour were like, as qj-qc --learn writes it"), &j->history },
		{ 0, "line", CLI_FILE, "FILE", N_("write the day in one line"), &j->line },
		{ 0, "maintenance", CLI_FILE, "FILE", N_("the log of maintenance: values inside an entry are dropped"),
		  &j->maintenance },
		{ 0, "month", CLI_TEXT, "P", N_("assess the stations over a month instead"), &j->month },
		{ 0, "neighbours", CLI_FILE, "FILE", N_("which stations are neighbours, with weight and lag"), &j->neighbours },
		{ 0, "rules", CLI_FILE, "FILE", N_("rules that replace those of the same rule and item, or are added"), &j->rules },
		{ 0, "sites", CLI_FILE, "FILE", N_("write what was due and what came, by station"), &j->sites },
		{ 0, "strips", CLI_FILE, "FILE", N_("write the state of each hour, for qj-chart strips"), &j->strips },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-review", N_("the sheet of the daily review, and the decisions that a filled one holds"),
		"air|water [file...]", opts, CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_LANG | CLI_REGISTRY | CLI_HOME |
		CLI_TABLE | CLI_INTERVAL | CLI_MIXED, &j->common };

	return cli_parse(&cmd, &j->d, argc, argv);
}

static void
collect(struct job *j, const struct tables *tabs)
{
	struct collect c = { .d = &j->d, .tabs = tabs, .close = j->close };

	if (j->findings != NULL)
		c.findings = csvin_open_one(&j->d, j->findings);
	c.out = csvout_open(&j->d, j->common.output, j->common.bom);
	collect_run(&c, j->collect);
	csvout_close(c.out);
	if (c.findings != NULL)
		csvin_close(c.findings);
	diag_note(&j->d, _("%lu findings, %lu decided; open: A %lu, B %lu, C %lu"), c.nrow, c.ndecided, c.nopen[0], c.nopen[1],
	    c.nopen[2]);
}

/* The registry, and its column of neighbours; without a registry nobody is one's neighbour. */
static void
set_sites(struct job *j, struct qc_spec *s)
{
	const char *registry = cli_file(&j->common, j->common.registry, "stations.csv");
	const char *group = j->group != NULL ? j->group : "city";

	s->site_col = -1;
	if (registry == NULL)
		return;
	s->sites = sites_read(&j->d, registry);
	s->site_col = sites_column(s->sites, group);
	if (s->site_col < 0 && j->group != NULL)
		diag_usage(&j->d, _("option --group: the registry has no column '%s'"), j->group);
}

/* What was read, and the day in one line. */
static void
say(struct job *j, const struct review *v, const struct csvin *in)
{
	struct sbuf b = { 0 };

	review_line(v, &b);
	diag_note(&j->d, _("%lu rows in; %s"), in->nrow, b.p);
	if (v->qc->nunentered > 0)
		diag_warn(&j->d, _("%lu marks of instruments outside every entry of the log; the first: %s"), v->qc->nunentered,
		    v->qc->unentered.p);
	if (v->qc->asks_neighbours && v->qc->nback > 0)
		diag_warn(&j->d, _("neighbours not asked everywhere: rows are not hour by hour"));
	if (v->qc->nstamp > 0)
		diag_warn(&j->d, _("%lu rows out of order or twice: flagged stamp, not tested"), v->qc->nstamp);
	if (v->s.qc.sites == NULL)
		diag_note(&j->d, _("no registry: silent stations and neighbours are not known"));
	sbuf_release(&b);
}

static void
write_line(struct job *j, const struct review *v)
{
	struct sbuf b = { 0 };
	struct outfile f;

	review_line(v, &b);
	sbuf_putc(&b, '\n');
	outfile_open(&f, &j->d, j->line, false);
	outfile_write(&f, b.p, b.n);
	outfile_commit(&f);
	sbuf_release(&b);
}

/* What the tests need: rules, and what lies in the centre's folder. */
static void
prepare(struct job *j, const struct tables *tabs, struct csvin *in, struct columns *cols, struct qc_spec *s)
{
	const char *decisions = cli_file(&j->common, j->decisions, "decisions.csv"), *history = cli_file(&j->common, j->history,
	    "history.csv"), *log = cli_file(&j->common, j->maintenance, "maintenance.csv"), *checks = cli_file(&j->common, NULL, "checks.csv"),
	    *neighbours = cli_file(&j->common, j->neighbours, "neighbours.csv");

	*s = (struct qc_spec){ .d = &j->d, .common = &j->common, .tabs = tabs, .in = in, .cols = cols, .group_col = -1 };
	columns_init(cols, in, &j->common, tabs);
	columns_need(cols, in, cols->station, j->common.station);
	columns_need(cols, in, cols->time, j->common.time);
	s->interval = settings_interval(&j->d, &j->common);
	if (s->interval < CIVIL_HOUR)
		diag_usage(&j->d, _("option --interval: rows finer than an hour are averaged --to hour first"));
	set_sites(j, s);
	s->decided = decisions == NULL ? NULL : decided_read(&j->d, decisions);
	s->maintained = log == NULL ? NULL : maintained_read(&j->d, log, cols, tabs);
	s->checks = checks == NULL ? NULL : qcchecks_read(&j->d, checks, cols, tabs);
	s->neighbours = neighbours == NULL ? NULL : qcneighbours_read(&j->d, neighbours);
	s->history = history == NULL ? NULL : qchistory_read(&j->d, history, cols);
	s->rules = qcrules_read(&(struct qcrules_spec){ &j->d, tabs, cols, in, true, j->rules, s->interval, history != NULL,
	    checks != NULL, s->neighbours != NULL || (s->sites != NULL && s->site_col >= 0), false });
}

/* A second table, beside the result. */
static void
beside(struct job *j, const char *file, void (*put)(const void *, struct csvout *), const void *v)
{
	struct csvout *out;

	if (file == NULL)
		return;
	out = csvout_open(&j->d, file, false);
	put(v, out);
	csvout_close(out);
}

static void
put_sites(const void *v, struct csvout *out)
{
	review_sites(v, out);
}

static void
put_strips(const void *v, struct csvout *out)
{
	review_strips(v, out);
}

static void
put_rules(const void *m, struct csvout *out)
{
	reviewmonth_rules(m, out);
}

static void
review(struct job *j, const struct tables *tabs, struct csvin *in)
{
	struct review_spec s = { .en = strcmp(j->common.lang, "en") == 0 };
	struct columns cols;
	struct civil day;
	struct review *v;
	struct csvout *out;

	if (!civil_parse(sv_of(j->day), &day) || !day.date)
		diag_usage(&j->d, _("option --day: '%s' is no date such as 2026-10-01"), j->day);
	s.day = civil_day_of(day);
	prepare(j, tabs, in, &cols, &s.qc);
	s.near_col = s.qc.sites == NULL ? -1 : sites_column(s.qc.sites, "county");
	out = csvout_open(&j->d, j->common.output, j->common.bom);
	v = review_new(&s);
	while (csvin_next(in))
		review_row(v);
	review_finish(v);
	review_findings(v, out);
	say(j, v, in);
	csvin_close(in);
	csvout_close(out);
	beside(j, j->sites, put_sites, v);
	beside(j, j->strips, put_strips, v);
	if (j->line != NULL)
		write_line(j, v);
	review_free(v);
	columns_release(&cols);
}

static void
assess_month(struct job *j, const struct tables *tabs, struct csvin *in)
{
	struct reviewmonth *m;
	struct columns cols;
	struct qc_spec s;
	struct period p;
	struct csvout *out;

	if (!period_parse(sv_of(j->month), &p))
		diag_usage(&j->d, _("option --month: '%s' is no period such as 2026-10"), j->month);
	prepare(j, tabs, in, &cols, &s);
	out = csvout_open(&j->d, j->common.output, j->common.bom);
	m = reviewmonth_new(&s, &p, strcmp(j->common.lang, "en") == 0);
	while (csvin_next(in))
		reviewmonth_row(m);
	reviewmonth_finish(m);
	reviewmonth_stations(m, out);
	csvout_summary(out, in);
	csvin_close(in);
	csvout_close(out);
	beside(j, j->by_rule, put_rules, m);
	reviewmonth_free(m);
	columns_release(&cols);
}

/*
 * qj-qc - test every value of a series, by rules
 *
 * Each row is written once, in order; what a test doubts gets a flag and stays as it is.  Status of
 * instruments (flags of the table) and decisions of persons drop; low values are flagged low, whose
 * replacement is a table.  The rules are a table too; --explain says what each made of one value.
 */
#include <stdlib.h>

#include "mem.h"
#include "qcout.h"
#include "settings.h"

struct job {
	struct diag		d;
	struct cli_common	common;
	const char		*rules, *decisions, *history, *summary, *score, *explain, *emit, *learn, *group, *maintenance, *checks, *neighbours, *corrections;
	bool			print_rules, no_builtin, qartod;
	const char		*places;	/* time, row */
	bool			behind;		/* the rows of the period were met: what follows lies behind it */
	const char		*context;
};

static int	parse(struct job *, int, char *[]);
static char   **with_context(const struct job *, char *[], int);
static void	learn(struct job *, struct columns *, struct csvin *);
static void	set_group(struct job *, struct qc_spec *);
static void	run(struct job *, struct qc_spec *);
static void	say(const struct job *, const struct qc *, struct csvin *);

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "qc_rules", "flags", "low", "items", "units", "unit_names",
		"maintenance", "qc_checks", NULL };
	struct job j = { .places = "time" };
	const int i = parse(&j, argc, argv);
	struct tables tabs = { 0 };
	struct columns cols;
	struct qc_spec s = { .d = &j.d, .common = &j.common, .tabs = &tabs, .cols = &cols, .qartod = j.qartod, .runs = j.summary != NULL,
		.group_col = -1 };
	const char *decisions, *history, *maintenance, *checks, *neighbours;

	settings_init(&tabs, &j.d, &j.common, used);
	if (j.print_rules) {
		struct qcrules *r = qcrules_list(&j.d, &tabs, !j.no_builtin, j.rules);
		struct csvout *out = csvout_open(&j.d, j.common.output, j.common.bom);

		qcout_rules(r, out);
		qcrules_free(r);
		csvout_close(out);
		return diag_finish(&j.d);
	}
	s.interval = settings_interval(&j.d, &j.common);
	if (j.context != NULL && j.emit == NULL)
		diag_usage(&j.d, _("option --context needs --emit: the period that is written"));
	s.in = csvin_open(&j.d, with_context(&j, argv + i, argc - i));
	columns_init(&cols, s.in, &j.common, &tabs);
	columns_need(&cols, s.in, cols.station, j.common.station);
	columns_need(&cols, s.in, cols.time, j.common.time);
	if (j.learn != NULL) {
		learn(&j, &cols, s.in);
		return diag_finish(&j.d);
	}
	if (j.emit != NULL) {
		if (!period_parse(sv_of(j.emit), &s.emit))
			diag_usage(&j.d, _("option --emit: '%s' is no period such as 2026-10-01"), j.emit);
		s.has_emit = true;
	}
	s.by_row = strcmp(j.places, "row") == 0;
	set_group(&j, &s);
	s.hold = j.context != NULL;
	decisions = cli_file(&j.common, j.decisions, "decisions.csv");
	history = cli_file(&j.common, j.history, "history.csv");
	maintenance = cli_file(&j.common, j.maintenance, "maintenance.csv");
	s.maintained = maintenance == NULL ? NULL : maintained_read(&j.d, maintenance, &cols, &tabs);
	checks = cli_file(&j.common, j.checks, "checks.csv");
	neighbours = cli_file(&j.common, j.neighbours, "neighbours.csv");
	s.neighbours = neighbours == NULL ? NULL : qcneighbours_read(&j.d, neighbours);
	if (s.by_row && (s.neighbours != NULL || j.group != NULL))
		diag_usage(&j.d, _("option --places: neighbours are compared by time"));
	s.checks = checks == NULL ? NULL : qcchecks_read(&j.d, checks, &cols, &tabs);
	if (j.corrections != NULL && s.checks == NULL)
		diag_usage(&j.d, _("option --corrections needs --checks: what the instruments showed"));
	s.decided = decisions == NULL ? NULL : decided_read(&j.d, decisions);
	s.history = history == NULL ? NULL : qchistory_read(&j.d, history, &cols);
	s.rules = qcrules_read(&(struct qcrules_spec){ &j.d, &tabs, &cols, s.in, !j.no_builtin, j.rules, s.interval,
	    s.history != NULL, s.checks != NULL,
	    s.neighbours != NULL || j.group != NULL, s.by_row });
	run(&j, &s);
	columns_release(&cols);
	return diag_finish(&j.d);
}

/* The files to read: the context first and once more last, of which different rows are taken. */
static char **
with_context(const struct job *j, char *files[], int n)
{
	char **all;

	if (j->context == NULL)
		return files;
	all = mem_array((size_t)n + 4, sizeof(*all));
	all[0] = mem_dup(j->context);
	memcpy(all + 1, files, (size_t)n * sizeof(*all));
	if (n == 0)
		all[++n] = mem_dup("-");
	all[n + 1] = all[0];
	return all;
}

static int
parse(struct job *j, int argc, char *argv[])
{
	const struct cli_opt opts[] = {
		{ 0, "checks", CLI_FILE, "FILE", N_("zero and span checks: values after one beyond its limit are doubted"), &j->checks },
		{ 0, "context", CLI_FILE, "FILE", N_("rows before and behind --emit, which are not written"), &j->context },
		{ 0, "corrections", CLI_FILE, "FILE", N_("write what --checks propose in place of values, to be decided"), &j->corrections },
		{ 0, "decisions", CLI_FILE, "FILE", N_("decisions of persons: what is dropped, what is kept"), &j->decisions },
		{ 0, "emit", CLI_TEXT, "P", N_("write the rows of this period alone; the others are context"), &j->emit },
		{ 0, "explain", CLI_TEXT, "STATION,TIME", N_("say what each test made of the values of that stamp"), &j->explain },
		{ 0, "group", CLI_TEXT, "COL", N_("stations with the same cell are neighbours"), &j->group },
		{ 0, "history", CLI_FILE, "FILE", N_("what values of each hour were like, as --learn writes it"), &j->history },
		{ 0, "learn", CLI_TEXT, "28d", N_("write the history of the last so many days instead of rows"), &j->learn },
		{ 0, "maintenance", CLI_FILE, "FILE", N_("the log of maintenance: values inside an entry are dropped"),
		  &j->maintenance },
		{ 0, "neighbours", CLI_FILE, "FILE", N_("which stations are neighbours, with weight and lag"), &j->neighbours },
		{ 0, "no-builtin", CLI_FLAG, NULL, N_("without the built-in rules"), &j->no_builtin },
		{ 0, "places", CLI_CHOICE, "time|row", N_("what lies side by side: times an interval apart, or rows [time]"), &j->places },
		{ 0, "print-rules", CLI_FLAG, NULL, N_("write the rules as --rules reads them"), &j->print_rules },
		{ 0, "qartod", CLI_FLAG, NULL, N_("add a code of QARTOD for each test and item"), &j->qartod },
		{ 0, "rules", CLI_FILE, "FILE", N_("rules that replace those of the same rule and item, or are added"), &j->rules },
		{ 0, "score", CLI_FILE, "FILE", N_("labelled faults: write recall and precision instead of rows"), &j->score },
		{ 0, "summary", CLI_FILE, "FILE", N_("write the runs of flagged values and the shares of each test"), &j->summary },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-qc", N_("test every value of a series, by rules"), "[file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_MEDIUM | CLI_REGISTRY | CLI_HOME | CLI_TABLE | CLI_INTERVAL | CLI_MIXED,
		&j->common };

	return cli_parse(&cmd, &j->d, argc, argv);
}

/* --group: a column of the table, else of the registry. */
static void
set_group(struct job *j, struct qc_spec *s)
{
	const char *registry = cli_file(&j->common, j->common.registry, "stations.csv");

	if (j->group == NULL)
		return;
	s->group_col = csvin_column(s->in, j->group);
	if (s->group_col >= 0)
		return;
	s->sites = registry == NULL ? NULL : sites_read(&j->d, registry);
	s->site_col = s->sites == NULL ? -1 : sites_column(s->sites, j->group);
	if (s->site_col < 0)
		diag_usage(&j->d, _("option --group: neither the table nor a registry has a column '%s'"), j->group);
}

static void
learn(struct job *j, struct columns *cols, struct csvin *in)
{
	struct csvout *out;
	char *end;
	const long n = strtol(j->learn, &end, 10);

	if (n < 1 || n > 3660 || strcmp(end, "d") != 0)
		diag_usage(&j->d, _("option --learn: '%s' is not a number of days such as 28d"), j->learn);
	out = csvout_open(&j->d, j->common.output, j->common.bom);
	qchistory_learn(cols, in, n * CIVIL_DAY, out);
	csvout_summary(out, in);
	csvin_close(in);
	csvout_close(out);
	columns_release(cols);
}

/* Whether the row is wanted here: of the context those before the period at first, those behind it at last. */
static bool
in_time(struct job *j, const struct qc_spec *s)
{
	struct civil t;

	if (strcmp(s->in->file, j->context) != 0) {
		j->behind = true;
		return true;
	}
	if (!csvin_time(s->in, (size_t)s->cols->time, &t))
		return false;
	return j->behind ? civil_day_of(t) > s->emit.to : civil_day_of(t) < s->emit.from;
}

/* "2454A,2026-10-01 08:00" */
static void
read_explain(struct job *j, struct qcexplain *e)
{
	const char *comma = strrchr(j->explain, ',');
	struct civil t;

	if (comma == NULL || !civil_parse(sv_of(comma + 1), &t))
		diag_usage(&j->d, _("option --explain: '%s' is not like 2454A,2026-10-01 08:00"), j->explain);
	e->station = strndup(j->explain, (size_t)(comma - j->explain));
	e->sec = t.sec;
}

static void
run(struct job *j, struct qc_spec *s)
{
	static const char *const corrected[] = { "station", "time", "item", "value", "corrected", "from", "to", "rule" };
	struct qcscore *score = j->score == NULL ? NULL : qcscore_read(&j->d, j->score);
	struct csvout *out = csvout_open(&j->d, j->common.output, j->common.bom);
	struct qcexplain e = { .out = out };
	struct qc *q;

	if (j->explain != NULL) {
		read_explain(j, &e);
		s->judged = qcout_explain;
		s->arg = &e;
		qcout_explain_header(out);
	} else if (score != NULL) {
		s->left = qcscore_take;
		s->arg = score;
	} else
		s->out = out;
	if (j->corrections != NULL) {
		s->corrections = csvout_open(&j->d, j->corrections, false);
		csvout_names(s->corrections, corrected, sizeof(corrected) / sizeof(corrected[0]));
	}
	q = qc_new(s);
	e.q = q;
	if (score != NULL)
		qcscore_set(score, q);
	if (s->out != NULL)
		qc_header(q);
	while (csvin_next(s->in)) {
		if (j->context == NULL || in_time(j, s))
			qc_row(q);
	}
	qc_finish(q);
	if (score != NULL)
		qcscore_put(score, out);
	if (j->explain != NULL && !e.met)
		diag_warn(&j->d, _("no row of %s, or no test asks about it"), j->explain);
	csvout_summary(out, s->in);
	say(j, q, s->in);
	csvin_close(s->in);
	csvout_close(out);
	if (s->corrections != NULL)
		csvout_close(s->corrections);
	if (j->summary != NULL) {
		out = csvout_open(&j->d, j->summary, false);
		qcout_summary(q, out);
		csvout_close(out);
	}
	columns_finish(s->cols);
	qc_free(q);
	qcscore_free(score);
}

/* What was found, and what could not be asked. */
static void
say(const struct job *j, const struct qc *q, struct csvin *in)
{
	unsigned long judged = 0, unjudged = 0, suspect = 0;
	struct diag *d = q->s.d;

	(void)in;
	for (size_t s = 0; s < q->stations.n; s++) {
		for (size_t k = 0; k < q->s.rules->ncheck; k++) {
			judged += q->st[s].count[k].judged;
			unjudged += q->st[s].count[k].unjudged;
			suspect += q->st[s].count[k].suspect;
		}
	}
	diag_note(d, _("%zu tests of %zu items: asked %lu times, %lu not evaluated, %lu flagged; %lu rows with a flag of ours"),
	    q->s.rules->ncheck, q->s.cols->n, judged, unjudged, suspect, q->nflagged);
	if (q->nstamp > 0)
		diag_warn(d, _("%lu rows out of order or twice: flagged stamp, not tested"), q->nstamp);
	if (q->ndecided > 0)
		diag_note(d, _("%lu values decided by persons"), q->ndecided);
	if (q->nother > 0)
		diag_warn(d, _("%lu corrections not applied: the cell is not what they were decided on; the first: %s"), q->nother, q->other.p);
	if (q->s.corrections != NULL)
		diag_note(d, _("%lu corrections proposed: decide on them"), q->ncorrected);
	if (q->s.decided != NULL && q->s.decided->nbare > 0)
		diag_warn(d, _("%zu decisions lack who, when or reason"), q->s.decided->nbare);
	if (q->nseam > 0)
		diag_warn(d, _("%lu times a station goes on after rows of others: tests that look ahead were cut there; sort by time"), q->nseam);
	if (q->asks_neighbours && q->nback > 0)
		diag_warn(d, _("neighbours not asked everywhere: rows are not hour by hour"));
	if (q->nmaintained > 0)
		diag_note(d, _("%lu values inside an entry of the maintenance log"), q->nmaintained);
	if (q->nunentered > 0)
		diag_warn(d, _("%lu marks of instruments outside every entry of the log; the first: %s"), q->nunentered, q->unentered.p);
	if (!j->no_builtin && j->group == NULL && q->s.neighbours == NULL)
		diag_note(d, _("neighbours not asked: --group COL or --neighbours FILE says which stations are"));
}

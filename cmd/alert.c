/*
 * qj-alert - watch a stream for limits, jumps, class changes and silence
 *
 * Each row is judged by the rules of a table; an alarm that is raised, changes or is cleared is one
 * row, written at once.  The state goes to a file after the rows, so that a run that was killed is
 * gone on with: nothing is lost, and what is repeated has the same id.
 */
#include <stdlib.h>
#include <time.h>

#include "alertput.h"
#include "alertstate.h"
#include "follow.h"
#include "settings.h"

#define SAVE_ROWS	65536	/* rows and events at most between two saves where the input never pauses */
#define SAVE_SHARE	4	/* time between two saves at least, in times of what one took */

struct job {
	struct diag		 d;
	struct cli_common	 common;
	const char		*clock, *exec, *rules, *state, *zone;
	struct cli_int		 exec_wait;
	bool			 check, follow, no_header, print_rules, wall;
	int64_t			 offset;	/* of civil time from UTC [s] */
	struct alert		*a;		/* NULL while the header is waited for */
	bool			 live;		/* what is written is out: the state may follow */
	unsigned long		 nrow, nhead, saved_at;	/* rows and events when it was saved last */
	struct timespec		 saved;		/* when the last save ended */
	int64_t			 took;		/* and what it took [ns] */
};

static int	parse(struct job *, int, char *[]);
static void	run(struct job *, char *[], const struct tables *);

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "alerts", "limits_water", "limits_groundwater", "rounding", "alert_words", "limits_air", "flags", "low", "items", "units",
		"unit_names", NULL };
	struct job j = { .clock = "data", .zone = "+08:00", .exec_wait = { 60, 1, 86400 } };
	const int i = parse(&j, argc, argv);
	struct tables tabs = { 0 };

	settings_init(&tabs, &j.d, &j.common, used);
	run(&j, argv + i, &tabs);
	return diag_finish(&j.d);
}

static int
parse(struct job *j, int argc, char *argv[])
{
	const struct cli_opt opts[] = {
		{ 0, "check", CLI_FLAG, NULL, N_("exit 1 when an alarm is active at the end"), &j->check },
		{ 0, "clock", CLI_CHOICE, "data|wall", N_("time that tells a silent station [data]"), &j->clock },
		{ 0, "exec", CLI_TEXT, "CMD", N_("run CMD for each event, which is in its environment (QJ_EVENT ...)"), &j->exec },
		{ 0, "exec-wait", CLI_INT, "SECONDS", N_("end a CMD that takes longer [60]"), &j->exec_wait },
		{ 0, "follow", CLI_FLAG, NULL, N_("wait for more behind the end of the last file"), &j->follow },
		{ 0, "no-header", CLI_FLAG, NULL, N_("write no header row, to append to a file"), &j->no_header },
		{ 0, "print-rules", CLI_FLAG, NULL, N_("print the rules in use as CSV and exit"), &j->print_rules },
		{ 0, "rules", CLI_FILE, "FILE", N_("rules that replace built-in ones of their name, or are added"), &j->rules },
		{ 0, "state", CLI_FILE, "FILE", N_("keep the state in FILE, so that the next run goes on"), &j->state },
		{ 0, "zone", CLI_TEXT, "+HH:MM", N_("zone of the data's time, for --clock wall [+08:00]"), &j->zone },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-alert", N_("watch a stream for limits, jumps, class changes and silence"), "[file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_MEDIUM | CLI_LANG | CLI_REGISTRY | CLI_HOME | CLI_TABLE | CLI_MIXED |
		CLI_DOUBT, &j->common };
	const int i = cli_parse(&cmd, &j->d, argc, argv);
	const char *z = j->zone;
	long h, m;

	j->wall = strcmp(j->clock, "wall") == 0;
	if (strlen(z) != 6 || strspn(z, "+-") != 1 || z[3] != ':' || strspn(z + 1, "0123456789") != 2 ||
	    strspn(z + 4, "0123456789") != 2)
		diag_usage(&j->d, _("option --zone: '%s' is not like +08:00"), z);
	h = strtol(z + 1, NULL, 10);
	m = strtol(z + 4, NULL, 10);
	j->offset = (h * 60 + m) * 60 * (z[0] == '-' ? -1 : 1);
	return i;
}

static int64_t
now(const struct job *j)
{
	return (int64_t)time(NULL) + j->offset;
}

static int64_t
elapsed(const struct timespec *from, const struct timespec *to)
{
	return (int64_t)(to->tv_sec - from->tv_sec) * 1000000000 + (to->tv_nsec - from->tv_nsec);
}

/* What grows with all that the state has to tell. */
static unsigned long
done(const struct job *j)
{
	const unsigned long *e = j->a->nevent;

	return j->nrow + e[ALARM_RAISE] + e[ALARM_CHANGE] + e[ALARM_CLEAR];
}

static void
save(struct job *j)
{
	struct timespec begin;

	(void)clock_gettime(CLOCK_MONOTONIC, &begin);
	alertstate_save(j->a, j->state);
	(void)clock_gettime(CLOCK_MONOTONIC, &j->saved);
	j->took = elapsed(&begin, &j->saved);
	j->saved_at = done(j);
}

/*
 * Nothing is there to read: the clock goes on (not before, or rows that wait would look silent), and
 * what was judged is recorded, unless that would take all the time.
 */
static void
idle(void *arg)
{
	struct job *j = arg;
	struct timespec t;

	if (j->a == NULL)
		return;
	if (j->wall)
		alert_clock(j->a, now(j));
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	if (j->state != NULL && j->live && done(j) > j->saved_at && elapsed(&j->saved, &t) >= SAVE_SHARE * j->took)
		save(j);
}

/* A writer that came back, or a file that was appended to, may give the header once more. */
static bool
is_header(const struct csvin *in)
{
	for (size_t c = 0; c < in->ncol; c++) {
		if (!sv_is(csvin_field(in, c), in->name[c]))
			return false;
	}
	return true;
}

static void
watch(struct job *j, struct csvin *in)
{
	while (csvin_next(in)) {
		if (j->follow && is_header(in)) {
			j->nhead++;
			continue;
		}
		if (j->wall)
			j->a->latest = now(j) + CIVIL_HOUR;
		alert_row(j->a);
		j->nrow++;
		if (j->state != NULL && j->live && done(j) - j->saved_at >= SAVE_ROWS)
			save(j);
	}
	if (j->wall)
		alert_clock(j->a, now(j));
}

static void
say(struct job *j, const struct csvout *out, const struct csvin *in, const struct follow *f)
{
	static const char *const why[ALERT_NSKIP] = { N_("no target class"), N_("river or lake not known"),
		N_("too few values before"), N_("detection limit above the limit"), N_("number out of range") };
	const struct alert *a = j->a;
	struct sbuf b = { 0 };

	csvout_summary(out, in);
	diag_note(&j->d, _("alarms: %lu raised, %lu changed, %lu cleared, %zu active"), a->nevent[ALARM_RAISE],
	    a->nevent[ALARM_CHANGE], a->nevent[ALARM_CLEAR], alert_active(a));
	if (a->nold > 0)
		diag_note(&j->d, _("%lu rows at or before the last stamp of their station, not judged"), a->nold);
	for (size_t i = 0; i < ALERT_NSKIP; i++) {
		if (a->nskip[i] > 0)
			sbuf_printf(&b, "%s%s %lu", b.n > 0 ? ", " : "", _(why[i]), a->nskip[i]);
	}
	if (b.n > 0)
		diag_note(&j->d, _("not judged, values by rule: %s"), b.p);
	if (f->nagain + j->nhead > 0)
		diag_note(&j->d, _("the file was replaced or cut %lu times; %lu repeated headers"), f->nagain, j->nhead);
	sbuf_release(&b);
}

static void
run(struct job *j, char *files[], const struct tables *tabs)
{
	struct follow f = { .grow = j->follow, .idle = idle, .arg = j };
	const char *registry = cli_file(&j->common, j->common.registry, "stations.csv");
	struct alertrules rules;
	struct columns cols;
	struct alert a;
	struct alertput put = { .d = &j->d, .a = &a, .lang = j->common.lang, .exec = j->exec, .exec_wait = j->exec_wait.v };
	struct alert_spec spec = { .d = &j->d, .cols = &cols, .tabs = tabs, .rules = &rules, .wall = j->wall,
		.put = alertput_event, .arg = &put };
	struct sites *sites;

	alertrules_read(&rules, &j->d, tabs, j->rules);
	if (j->print_rules) {
		alertrules_print(&rules, &j->d);
		return;
	}
	spec.sites = sites = registry == NULL ? NULL : sites_read(&j->d, registry);
	if (j->state != NULL)
		alertstate_lock(&j->d, j->state);
	spec.in = csvin_open_stream(&j->d, files, &f);
	columns_init(&cols, spec.in, &j->common, tabs);
	columns_need(&cols, spec.in, cols.station, j->common.station);
	columns_need(&cols, spec.in, cols.time, j->common.time);
	alert_init(&a, &spec);
	if (a.nslot == 0)
		diag_warn(&j->d, _("no rule is for a column of this table"));
	if (j->state != NULL)
		alertstate_load(&a, j->state);
	put.out = csvout_open(&j->d, j->common.output, j->common.bom);
	put.hold_back = put.out->tmp != NULL;
	j->live = !put.hold_back;
	alertput_init(&put, tabs, j->no_header);
	j->a = &a;
	watch(j, spec.in);
	columns_finish(&cols);
	say(j, put.out, spec.in, &f);
	j->d.check_no = j->check && alert_active(&a) > 0;
	csvin_close(spec.in);
	csvout_close(put.out);
	if (j->state != NULL)
		save(j);
	alertput_release(&put);
	alert_release(&a);
	alertrules_release(&rules);
	columns_release(&cols);
	sites_free(sites);
}

/*
 * qj-average - means of hours, days and longer periods by the validity rules
 *
 * Hours become days by GB 3095 table 4 and HJ 663, days become longer periods through valid days.
 * Statistics are exact; each is written with 6 decimals more than the item shows, with the guard
 * digit.  Stations can be gathered to regions, time first or space first.
 */
#include "averager.h"
#include "settings.h"
#include "sites.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct averager_spec	 spec;
	const char		*to, *dust;
};

static int	parse(struct job *, int, char *[]);
static void	set_times(struct job *);

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "validity", "percentiles", "limits_air", "editions", "flags", "low", "items",
		"units", "unit_names", NULL };
	struct job j = { .spec = { .edition = -1 } };
	const int i = parse(&j, argc, argv);
	struct tables tabs = { 0 };
	struct columns cols;
	struct editions editions;
	struct averager *a;
	const char *registry;
	bool by_day;

	settings_init(&tabs, &j.d, &j.common, used);
	set_times(&j);
	editions_init(&editions, &tabs);
	j.spec.edition = settings_edition(&editions, &j.common, &by_day);
	registry = cli_file(&j.common, j.common.registry, "stations.csv");
	j.spec.sites = registry == NULL ? NULL : sites_read(&j.d, registry);
	j.spec.in = csvin_open(&j.d, argv + i);
	columns_init(&cols, j.spec.in, &j.common, &tabs);
	if (cols.n == 0)
		diag_refuse(&j.d, &(struct place){ j.spec.in->file, 1, NULL }, _("no column is an item of the registry"));
	columns_need(&cols, j.spec.in, cols.station, j.common.station);
	columns_need(&cols, j.spec.in, cols.time, j.common.time);
	j.spec.events = j.dust == NULL ? NULL : events_read(&j.d, j.dust, &cols);
	j.spec.out = csvout_open(&j.d, j.common.output, j.common.bom);
	j.spec.d = &j.d;
	j.spec.common = &j.common;
	j.spec.tabs = &tabs;
	j.spec.cols = &cols;
	j.spec.editions = &editions;
	a = averager_new(&j.spec);
	while (csvin_next(j.spec.in))
		averager_row(a);
	averager_finish(a);
	averager_free(a);
	csvin_close(j.spec.in);
	csvout_close(j.spec.out);
	return diag_finish(&j.d);
}

static int
parse(struct job *j, int argc, char *argv[])
{
	const struct cli_opt opts[] = {
		{ 0, "counts", CLI_FLAG, NULL, N_("add n_ITEM, what each value is made of, and due"), &j->spec.counts },
		{ 0, "dust", CLI_FILE, "FILE", N_("exceptional events; adds ITEM_noevent without their hours"), &j->dust },
		{ 0, "percentile", CLI_TEXT, "LIST", N_("ITEM:P,... or none, for a week and longer [by HJ 663]"),
		  &j->spec.percentile },
		{ 0, "strict", CLI_FLAG, NULL, N_("empty a week or longer period with too few days"), &j->spec.strict },
		{ 't', "to", CLI_CHOICE, "hour|8h|day|week|month|quarter|season|year|range", N_("step of the result"), &j->to },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-average", N_("means of hours, days and longer periods by the validity rules"),
		"[file...]", opts, CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_MEDIUM | CLI_EDITION |
		CLI_REGISTRY | CLI_HOME | CLI_TABLE | CLI_BY | CLI_INTERVAL | CLI_MIXED | CLI_DOUBT, &j->common };

	return cli_parse(&cmd, &j->d, argc, argv);
}

/* Step, period and interval, and whether they go together. */
static void
set_times(struct job *j)
{
	struct averager_spec *s = &j->spec;

	if (j->to == NULL)
		diag_usage(&j->d, _("option --to is needed: the step of the result"));
	s->to = step_parse(sv_of(j->to));
	s->has_period = settings_period(&j->d, &j->common, &s->period);
	s->interval = settings_interval(&j->d, &j->common);
	if (s->to == STEP_RANGE && !s->has_period)
		diag_usage(&j->d, _("option --to range needs --period"));
	if (s->interval < CIVIL_HOUR && s->to != STEP_HOUR)
		diag_usage(&j->d, _("option --interval: rows finer than an hour are averaged --to hour first"));
	if (s->interval > CIVIL_HOUR && s->to < STEP_DAY)
		diag_usage(&j->d, _("option --interval: rows over an hour apart can't be averaged --to %s"), j->to);
	if (j->common.by == NULL && (j->common.via != NULL || j->common.space_first))
		diag_usage(&j->d, _("options --via and --space-first need --by"));
}

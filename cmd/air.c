/*
 * qj-air - assess a period: concentrations, percentiles, good days, composite index, rank
 *
 * Day values of stations are gathered to groups day by day; the group days are judged by their AQI
 * and make the period's concentrations, percentiles, day counts and composite index.
 * Method: HJ 663, HJ 633, GB 3095; ranking rules of 2018.
 */
#include "assessin.h"
#include "assessput.h"
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "settings.h"
#include "targets.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct aqi		 aqi;
	struct csvin		*in;
	struct csvout		*out;
	struct assessin		*rows;
	struct assess_spec	 spec;
	struct assess		*assess;
	/* options */
	const char		*also, *index_set, *index_sum, *index_of, *not_monitored, *missing, *targets, *rank;
	bool			 days;
};

static void
set_index(struct job *j, size_t k, const char *set)
{
	if (!airindex_init(&j->spec.index[k], &j->tabs, set, strcmp(j->index_sum, "raw") == 0))
		diag_usage(&j->d, _("option --index-set: table index_air has no set '%s' with all six items"), set);
}

/* What is known once all rows are read: the period, its edition, the index set. */
static void
set_spec(struct job *j)
{
	struct assess_spec *s = &j->spec;
	bool by_day;
	const int forced = settings_edition(&j->aqi.ed, &j->common, &by_day);

	if (!j->rows->any && !j->rows->has_period)
		diag_refuse(&j->d, &(struct place){ j->in->file, 0, NULL }, _("no day to assess"));
	s->period = assessin_period(j->rows);
	s->aqi = &j->aqi;
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
}

static void
put_results(struct job *j)
{
	const char *names[16], *targets = cli_file(&j->common, j->targets, "targets.csv");
	const int year = civil_ymd(j->spec.period.to).y;
	struct targets *t = NULL;
	struct sbuf also = { 0 };
	struct assessput p = { .a = j->assess, .key = names, .rank = j->rank,
	    .en = strcmp(j->common.lang, "en") == 0 };

	for (size_t k = 0; k < j->spec.nby; k++)
		names[k] = regions_key(j->rows->regions, k);
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
	const char *unplaced = regions_unplaced(j->rows->regions);

	csvout_summary(j->out, j->in);
	if (j->rows->noutside > 0)
		diag_note(&j->d, _("%lu rows outside the period"), j->rows->noutside);
	if (j->spec.period.from < j->aqi.ed.v[0].from)
		diag_warn(&j->d, _("days before the first edition are judged by it, %s"), j->aqi.ed.v[0].index);
	if (unplaced != NULL)
		diag_note(&j->d, _("stations left out (not assessed, or no region): %s"), unplaced);
	columns_finish(&j->rows->cols);
}

/* What can be told to be wrong before anything is read. */
static void
check_options(struct job *j)
{
	struct period p;
	struct sv bad;

	(void)settings_period(&j->d, &j->common, &p);
	if (j->common.via != NULL && j->common.by == NULL)
		diag_usage(&j->d, _("option --via needs --by"));
	if (j->index_set != NULL)
		set_index(j, 0, j->index_set);

	if (j->not_monitored != NULL && !aqi_items_parse(j->not_monitored, &j->spec.not_monitored, &bad))
		diag_usage(&j->d, _("option --not-monitored: '%.*s' is not one of SO2, NO2, CO, O3, PM10, PM2.5"),
		    (int)bad.n, bad.p);
}

static void
finish(struct job *j)
{
	assessin_end(j->rows);
	set_spec(j);
	j->assess = assessin_finish(j->rows, &j->spec);
	put_results(j);
	say(j);
	assess_free(j->assess);
	assessin_free(j->rows);
	csvin_close(j->in);
	csvout_close(j->out);
	aqi_release(&j->aqi);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "index_air", "percentiles", "rounding", "validity",
	    "limits_air", "iaqi", "iaqi_over", "aqi_levels", "aqi_missing", "editions", "flags", "low", "items", "units",
	    "unit_names", NULL };
	struct job j = { .index_sum = "rounded", .index_of = "mean", .rank = "index" };
	const struct cli_opt opts[] = {
		{ 0, "days", CLI_FLAG, NULL, N_("one row per group and day instead of one per group"), &j.days },
		{ 0, "strict", CLI_FLAG, NULL, N_("empty values with too few days"), &j.spec.strict },
		{ 0, "also", CLI_CHOICE, "2012|2026|2031", N_("add the columns judged by another edition"),
		    &j.also },
		{ 0, "by", CLI_TEXT, "COL,...", N_("columns that name the rows of the result [station]"),
		    &j.common.by },
		{ 0, "index-of", CLI_CHOICE, "mean|members",
		    N_("index of a --via group: of the mean concentrations, or the members' mean [mean]"),
		    &j.index_of },
		{ 0, "index-set", CLI_TEXT, "SET",
		    N_("limits and weights of the index, table index_air [the edition's]"), &j.index_set },
		{ 0, "index-sum", CLI_CHOICE, "rounded|raw", N_("single indices are added rounded or raw [rounded]"),
		    &j.index_sum },
		{ 0, "missing-rule", CLI_CHOICE, "as-published|2012|2026",
		    N_("what a missing item does [by the edition]"), &j.missing },
		{ 0, "not-monitored", CLI_TEXT, "ITEM,...",
		    N_("items outside the monitoring plan (HJ 633-2026 5.3.2)"), &j.not_monitored },
		{ 0, "rank", CLI_CHOICE, "index|good_ratio|SO2|NO2|CO|O3|PM10|PM2.5",
		    N_("what groups are ranked by [index]"), &j.rank },
		{ 0, "targets", CLI_FILE, "FILE", N_("yearly targets [targets.csv of the folder]"), &j.targets },
		{ 0, "via", CLI_TEXT, "COL", N_("assess COL first, then its means by --by"), &j.common.via },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-air",
	    N_("assess a period: concentrations, percentiles, good days, composite index, rank"),
	    "[file...]", opts,
	    CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_EDITION | CLI_LANG |
	    CLI_REGISTRY | CLI_HOME | CLI_TABLE | CLI_MIXED | CLI_DOUBT, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);

	settings_init(&j.tabs, &j.d, &j.common, used);
	aqi_init(&j.aqi, &j.tabs, &(struct aqi_settings){ j.missing, false });
	check_options(&j);
	j.out = csvout_open(&j.d, j.common.output, j.common.bom);
	j.in = csvin_open(&j.d, argv + i);
	j.rows = assessin_new(&j.d, &j.common, &j.tabs, j.in, false);
	while (csvin_next(j.in))
		assessin_row(j.rows, j.in);
	finish(&j);
	return diag_finish(&j.d);
}

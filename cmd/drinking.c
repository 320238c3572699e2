/*
 * qj-drinking - assess drinking-water sources: class, exceedances, rates by count and by volume
 *
 * Row by row every input row is written once, followed by its verdict.  With --to, --period, --by or
 * --ratios rows are first put together to one verdict per source and period.
 * Method: GB 3838-2002 (tables 1 to 3), GB/T 14848-2017, 环办[2011]22号, STAT82.
 */
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "drinkgroup.h"
#include "drinkhold.h"
#include "drinkput.h"
#include "drinkvolume.h"
#include "settings.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct csvin		*in;
	struct csvout		*out;
	struct drinkin		 rows;
	struct drinkin_spec	 spec;
	struct drinkhold_spec	 hold_spec;
	struct drinkhold	*hold;		/* NULL: row by row */
	struct drinkgroup	*group;		/* NULL: no --by */
	struct drinkvolume	*water;		/* NULL: no volumes */
	struct drinkput		 put;
	struct drinkput_options	 o;
	bool			 ratios, periods;
	unsigned long		 nrow[4];	/* rows, or periods of a source, by verdict */
	/* options */
	const char		*to, *set, *several, *months, *volumes;
	struct cli_int		 top, need;
};

static void
put_header(struct job *j)
{
	const char *name[DRINKPUT_NAMES];
	size_t n;

	if (j->ratios) {
		drinkput_ratios_head(&j->put);
	} else if (j->group == NULL && j->hold != NULL) {
		drinkput_period_head(&j->put);
	} else if (j->hold == NULL) {
		n = drinkput_names(&j->put, name);
		csvout_header(j->out, j->in);
		for (size_t k = 0; k < n; k++)
			csvout_own_head(j->out, j->in, name[k]);
		csvout_end(j->out);
	}
}

/* --- rows ---------------------------------------------------------------------------------- */

/* The class of the row's values rounded as means are, where it is another one; else 0. */
static int
rounded_class(struct job *j, int class)
{
	const enum water_body body = j->rows.body;
	struct drink_item v[DRINK_ITEMS];
	uint8_t column[DRINK_ITEMS];
	struct drink_result r;
	const size_t n = drinkin_items(&j->rows, body, j->rows.x, v, column);

	for (size_t i = 0; i < n; i++) {
		if (v[i].x.cens == 0)
			v[i].x = drinkin_rounded(&j->rows, body, column[i], dec_ratio(v[i].x));
	}
	drink_judge(&r, v, n);
	return r.class != class ? r.class : 0;
}

static void
judge_row(struct job *j)
{
	struct drink_item v[DRINK_ITEMS];
	uint8_t column[DRINK_ITEMS];
	struct drink_result r;
	const size_t n = drinkin_items(&j->rows, j->rows.body, j->rows.x, v, column);
	struct drink_judged judged = { j->rows.site, map_key(&j->rows.stations, j->rows.station), j->rows.body, j->rows.x, v, column,
		n, &r, DRINK_NONE, 0 };

	drink_judge(&r, v, n);
	judged.verdict = r.verdict;
	judged.alt = rounded_class(j, r.class);
	j->nrow[r.verdict]++;
	if (j->ratios) {
		drinkput_ratios(&j->put, csvin_field(j->in, (size_t)j->rows.cols.time), &judged);
		return;
	}
	csvout_row(j->out, j->in);
	drinkput_judged(&j->put, &judged);
	csvout_end(j->out);
}

static void
take_row(struct job *j)
{
	if (!drinkin_row(&j->rows)) {
		if (j->hold == NULL && !j->ratios) {
			csvout_row(j->out, j->in);
			drinkput_judged(&j->put, NULL);
			csvout_end(j->out);
		}
		return;
	}
	if (j->hold == NULL) {
		judge_row(j);
		return;
	}
	if (j->group != NULL)
		drinkgroup_seen(j->group);
	drinkhold_row(j->hold);
}

/* --- periods ------------------------------------------------------------------------------- */

static void
take_period(void *arg, const struct drink_period *o)
{
	struct job *j = arg;

	j->nrow[o->verdict]++;
	if (j->group != NULL) {
		drinkgroup_add(j->group, o);
	} else if (j->ratios) {
		const struct drink_judged judged = drinkput_of_period(&j->rows, o);
		char label[CIVIL_TEXT];

		drinkput_ratios(&j->put, (struct sv){ label, period_print(label, &o->period) }, &judged);
	} else
		drinkput_period(&j->put, o);
}

static void
finish(struct job *j)
{
	if (j->hold != NULL)
		drinkhold_each(j->hold, take_period, j);
	if (j->ratios)
		drinkput_ratios_end(&j->put);
	if (j->group != NULL)
		drinkgroup_put(j->group, j->out);
}

/* --- options and notes ---------------------------------------------------------------------- */

static void
set_options(struct job *j)
{
	struct drinkhold_spec *h = &j->hold_spec;

	h->has_period = settings_period(&j->d, &j->common, &h->period);
	h->step = j->to != NULL ? step_parse(sv_of(j->to)) : h->has_period ? STEP_RANGE : STEP_MONTH;
	h->by_mean = strcmp(j->months, "mean") == 0;
	h->worst = strcmp(j->several, "worst") == 0;
	h->need = j->need.v;
	j->periods = j->to != NULL || h->has_period || j->common.by != NULL;
	if (j->ratios && j->common.by != NULL)
		diag_usage(&j->d, _("options --by and --ratios make two tables: call the command for each"));
	if (j->volumes != NULL && (j->ratios || !j->periods))
		diag_usage(&j->d, _("option --volumes needs --by, --to or --period, and goes with no --ratios"));
	j->spec.set = j->set == NULL ? DRINK_SET_NONE : strcmp(j->set, "28") == 0 ? DRINK_SET_28 :
	    strcmp(j->set, "61") == 0 ? DRINK_SET_61 : DRINK_SET_ALL;
	j->o.en = strcmp(j->common.lang, "en") == 0;
	j->o.top = j->top.v;
	if (!dec_has(j->o.from))
		j->o.from = dec_int(80);
}

static void
start(struct job *j)
{
	const char *volumes = cli_file(&j->common, j->volumes, "volumes.csv");

	j->spec.d = &j->d;
	j->spec.common = &j->common;
	j->spec.tabs = &j->tabs;
	j->spec.in = j->in;
	j->common.medium = "water";	/* lead of the air is no matter of units here */
	drinkin_init(&j->rows, &j->spec);
	if (j->periods)
		j->hold = drinkhold_new(&j->rows, &j->hold_spec);
	if (j->periods && !j->ratios && volumes != NULL)
		j->water = drinkvolume_read(&j->rows, volumes);
	if (j->common.by != NULL)
		j->group = drinkgroup_new(&j->rows, j->common.by, j->water);
	j->out = csvout_open(&j->d, j->common.output, j->common.bom);
	drinkput_init(&j->put, &j->rows, j->out, j->water, &j->o);
	put_header(j);
}

static void
say(struct job *j)
{
	csvout_summary(j->out, j->in);
	if (j->hold != NULL && drinkhold_outside(j->hold) > 0)
		diag_note(&j->d, _("%lu rows outside the period"), drinkhold_outside(j->hold));
	if (j->hold != NULL && drinkhold_several(j->hold) > 0)
		diag_note(&j->d, j->hold_spec.worst ?
		    _("%lu source periods with several rows in a month: their worst values are judged (practice, no clause)") :
		    _("%lu source periods with several rows in a month: the mean is judged, the worst is the alarm (practice, no clause)"),
		    drinkhold_several(j->hold));
	diag_note(&j->d, _("%lu met, %lu not met, %lu undetermined, %lu not monitored"), j->nrow[DRINK_MET], j->nrow[DRINK_OVER],
	    j->nrow[DRINK_OPEN], j->nrow[DRINK_NONE]);
	if (j->group != NULL)
		drinkgroup_say(j->group);
	if (j->water != NULL && drinkvolume_unused(j->water) > 0)
		diag_note(&j->d, _("%lu rows of volumes lie in no period that was assessed"), drinkvolume_unused(j->water));
	columns_finish(&j->rows.cols);
}

static void
release(struct job *j)
{
	if (j->hold != NULL)
		drinkhold_free(j->hold);
	drinkgroup_free(j->group);
	drinkvolume_free(j->water);
	drinkput_release(&j->put);
	drinkin_release(&j->rows);
	csvin_close(j->in);
	csvout_close(j->out);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "limits_water", "limits_groundwater", "water_classes", "drinking_words", "rounding",
		"items", "flags", "low", "editions", "units", "unit_names", NULL };
	struct job j = { .several = "mean", .months = "every", .top = { 0, 0, 1000000 }, .need = { 0, 0, 12 } };
	const struct cli_opt opts[] = {
		{ 0, "censored", CLI_FLAG, NULL, N_("--ratios: values below their limit of detection too, by half of it"), &j.o.censored },
		{ 0, "plain-ph", CLI_FLAG, NULL, N_("plain mean of pH instead of that of the hydrogen ion"), &j.hold_spec.plain_ph },
		{ 0, "ratios", CLI_FLAG, NULL, N_("write the shares of the limits instead of verdicts"), &j.ratios },
		{ 0, "unrounded", CLI_FLAG, NULL, N_("judge means as they are, not rounded to the decimals of assessment"),
		    &j.hold_spec.unrounded },
		{ 0, "with-cod", CLI_FLAG, NULL, N_("judge COD too, which the 61 items leave out"), &j.spec.with_cod },
		{ 0, "words", CLI_FLAG, NULL, N_("items and classes by their Chinese names and numerals"), &j.o.words },
		{ 0, "by", CLI_TEXT, "COL,...|all", N_("counts and rates by columns of the registry or the input, or of all"),
		    &j.common.by },
		{ 0, "from", CLI_DEC, "PERCENT", N_("--ratios: least share of the limit [80]"), &j.o.from },
		{ 0, "geology", CLI_FILE, "FILE", N_("items with a natural background: station,item"), &j.spec.geology },
		{ 0, "months", CLI_CHOICE, "every|mean", N_("a longer period meets where every month does, or its mean [every]"),
		    &j.months },
		{ 0, "need", CLI_INT, "N", N_("months that a period must have to meet [0]"), &j.need },
		{ 0, "set", CLI_CHOICE, "28|61|all", N_("tell which items of the set are missing"), &j.set },
		{ 0, "several", CLI_CHOICE, "mean|worst", N_("what several rows of a source and month make [mean]"), &j.several },
		{ 0, "to", CLI_CHOICE, "month|quarter|year", N_("one verdict per source and period of that length"), &j.to },
		{ 0, "top", CLI_INT, "N", N_("--ratios: only the N highest of all sources"), &j.top },
		{ 0, "volumes", CLI_FILE, "FILE", N_("water taken: station,time,volume [volumes.csv of the folder]"), &j.volumes },
		{ 0, "water-type", CLI_CHOICE, "river|lake|groundwater", N_("kind of water where no column says it"),
		    &j.spec.water_type },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-drinking",
		N_("assess drinking-water sources: class, exceedances, rates by count and by volume"), "[file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_LANG | CLI_REGISTRY | CLI_HOME | CLI_TABLE |
		CLI_MIXED | CLI_DOUBT, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);

	set_options(&j);
	settings_init(&j.tabs, &j.d, &j.common, used);
	j.in = csvin_open(&j.d, argv + i);
	start(&j);
	while (csvin_next(j.in))
		take_row(&j);
	finish(&j);
	say(&j);
	release(&j);
	return diag_finish(&j.d);
}

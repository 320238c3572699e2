/*
 * qj-bloom - grade of algal bloom by density and area, and early warning at automatic stations
 *
 * Every input row is written once, in order, followed by its grade; with --by the points of a water
 * become one row a day; with --warn the hours of automatic stations become days with a level.
 */
#include "bloomday.h"
#include "cli.h"
#include "graded.h"
#include "settings.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct columns		 cols;
	struct graded		 graded;
	struct graded_settings	 set;
	struct bloomrules	 rules;
	struct sites		*sites;			/* NULL: no registry, or not needed */
	struct csvin		*in;
	struct csvout		*out;
	const char		*by;
	bool			 warn;
	struct dec		 altitude;		/* [m] */
	int64_t			 interval;		/* [s] between rows */
};

static void
do_rows(struct job *j)
{
	j->out = csvout_open(&j->d, j->common.output, j->common.bom);
	graded_row_head(&j->graded, j->out);
	while (csvin_next(j->in))
		graded_row(&j->graded, j->out);
	csvout_summary(j->out, j->in);
	graded_say(&j->graded, &j->d);
}

static void
put_water(void *arg, const struct points_row *r)
{
	struct job *j = arg;

	graded_water(&j->graded, j->out, r);
}

static void
do_waters(struct job *j)
{
	const char *name[GRADED_MAX];
	struct points *p;

	graded_names(&j->graded, name);
	p = points_new(&(struct points_spec){ &j->d, j->in, j->sites, j->by, (size_t)j->cols.station,
	    (size_t)j->cols.time, graded_nvalue(&j->graded), name, STEP_DAY, false, { 0 } });
	j->out = csvout_open(&j->d, j->common.output, j->common.bom);
	graded_water_head(&j->graded, j->out, p);
	while (csvin_next(j->in)) {
		struct dec x[GRADED_MAX] = { { 0 } };

		graded_read(&j->graded, x);
		(void)points_row(p, x);
	}
	points_each(p, put_water, j);
	csvout_summary(j->out, j->in);
	points_say(p);
	points_free(p);
	graded_say(&j->graded, &j->d);
}

static void
do_warning(struct job *j)
{
	struct bloomdays *w;

	j->out = csvout_open(&j->d, j->common.output, j->common.bom);
	w = bloomdays_new(&(struct bloomdays_spec){ &j->d, j->in, j->out, &j->cols, j->sites, &j->graded.bloom, &j->rules,
	    j->altitude, j->interval, j->set.en });
	while (csvin_next(j->in))
		bloomdays_row(w);
	bloomdays_finish(w);
	csvout_summary(j->out, j->in);
	bloomdays_say(w);
	bloomdays_free(w);
}

/* Binds the columns; a table without those of the task is none. */
static void
bind(struct job *j)
{
	const bool any = graded_bind(&j->graded, j->in, &j->cols);

	if (j->warn || j->by != NULL) {
		columns_need(&j->cols, j->in, j->cols.station, j->common.station);
		columns_need(&j->cols, j->in, j->cols.time, j->common.time);
	}
	if (!j->warn && !any)
		diag_refuse(&j->d, &(struct place){ j->in->file, 1, NULL }, _("no column of Alg (density of algae) or area_share"));
	if (j->warn && !bloomdays_any(&j->cols))
		diag_refuse(&j->d, &(struct place){ j->in->file, 1, NULL }, _("no column of pH, DO, DOsat, Chla or Alg"));
}

static void
load_tables(struct job *j)
{
	static const char *const used[] = { "bloom_grades", "bloom_settings", "bloom_rules", "bloom_levels", "tli",
		"tli_levels", "rounding", "flags", "low", "items", "units", "unit_names", NULL };

	settings_init(&j->tabs, &j->d, &j->common, used);
	graded_init(&j->graded, &j->d, &j->tabs, &j->set);
	bloomrules_init(&j->rules, &j->tabs);
	if (j->rules.wrong != NULL)
		settings_wrong(&j->d, &j->tabs, j->rules.wrong_table, j->rules.wrong_at, j->rules.wrong);
}

/* The options that do not go together, and what they mean. */
static void
check_options(struct job *j)
{
	j->set.en = j->set.tli.en = strcmp(j->common.lang, "en") == 0;
	if (j->warn && j->by != NULL)
		diag_usage(&j->d, _("options --warn and --by do not go together"));
	if (!j->warn && (dec_has(j->altitude) || j->common.interval != NULL))
		diag_usage(&j->d, _("options --altitude and --interval need --warn"));
	if (dec_has(j->altitude) && (j->altitude.cens != 0 || dec_cmp(j->altitude, dec_int(-500)) < 0 ||
	    dec_cmp(j->altitude, dec_int(9000)) > 0))
		diag_usage(&j->d, _("option --altitude: not from -500 to 9000 m"));
	j->interval = settings_interval(&j->d, &j->common);
}

static int
parse(struct job *j, int argc, char *argv[])
{
	const struct cli_opt opts[] = {
		{ 0, "altitude", CLI_DEC, "M", N_("with --warn: altitude of all stations in metres, for saturation"),
		    &j->altitude },
		{ 0, "by", CLI_TEXT, "COL,...", N_("one result a day for each water that COL names, of its points"), &j->by },
		{ 0, "grade-by", CLI_CHOICE, "higher|density|area", N_("which grade holds where there are both [higher]"),
		    &j->set.by },
		{ 0, "renormalise", CLI_FLAG, NULL, N_("give a TLI of the items there are, weights over those"),
		    &j->set.tli.renormalise },
		{ 'w', "warn", CLI_FLAG, NULL, N_("early warning: days with a level, from hours of automatic stations"),
		    &j->warn },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-bloom", N_("grade of algal bloom, and early warning at automatic stations"),
		"[file...]", opts, CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_LANG | CLI_REGISTRY | CLI_HOME |
		CLI_TABLE | CLI_INTERVAL | CLI_MIXED | CLI_DOUBT, &j->common };
	const int i = cli_parse(&cmd, &j->d, argc, argv);

	check_options(j);
	return i;
}

int
main(int argc, char *argv[])
{
	struct job j = { .set = { .by = "higher", .tli = { .decimals = -1 } } };
	const int i = parse(&j, argc, argv);
	const char *registry;

	load_tables(&j);
	registry = cli_file(&j.common, j.common.registry, "stations.csv");
	if (registry != NULL && (j.warn || j.by != NULL))
		j.sites = sites_read(&j.d, registry);
	j.in = csvin_open(&j.d, argv + i);
	j.common.medium = "water";
	columns_init(&j.cols, j.in, &j.common, &j.tabs);
	bind(&j);
	if (j.warn)
		do_warning(&j);
	else if (j.by != NULL)
		do_waters(&j);
	else
		do_rows(&j);
	columns_finish(&j.cols);
	columns_release(&j.cols);
	csvin_close(j.in);
	csvout_close(j.out);
	bloomrules_release(&j.rules);
	sites_free(j.sites);
	return diag_finish(&j.d);
}

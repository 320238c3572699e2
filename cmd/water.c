/*
 * qj-water - class of each item, section, river and region; exceedance, main pollutants, targets
 *
 * Each row of samples is written once with its class; --period and --to make means of samples first,
 * --by gathers sections to rivers and regions.  Method: GB 3838-2002, 环办[2011]22号, 环办监测函〔2020〕82号.
 */
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "settings.h"
#include "watercols.h"
#include "watergroup.h"
#include "waterperiod.h"
#include "waterput.h"
#include "waterwarning.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct csvin		*in;
	struct csvout		*out;
	struct watercols	 w;
	struct waterput		 put;
	struct waterput_options	 o;
	struct waterperiod	 period;
	bool			 means;		/* samples are put together; else rows are judged as they come */
	struct watergroup	*group;		/* NULL: one result for each section */
	struct waterwarning	 warning;
	struct water_judged	 judged;
	int			 given_col;	/* classes that are taken as they are; -1: none */
	bool			 rounded;	/* of what is judged */
	/* options */
	const char		*water_type, *items, *given, *to, *round, *rule, *ph, *zero, *plan, *not_sampled, *shares;
	bool			 warn;
};

/* --- rows as they come --------------------------------------------------------------------- */

/* The class of the column --given; false where the cell is no class. */
static bool
take_given(struct job *j)
{
	int class;

	if (!watercols_class(j->in, (size_t)j->given_col, WATERLIMIT_WORST, &class))
		return false;
	j->judged.r.class = class;
	j->judged.alt = 0;
	j->judged.r.undecided = false;
	j->judged.met = class == 0 || j->judged.target == 0 ? -1 : class <= j->judged.target;
	return true;
}

/* The row's classes are given: nothing in it is judged, but what is wrong is refused. */
static void
take_warning(struct job *j)
{
	(void)watercols_row(&j->w);
	csvout_row(j->out, j->in);
	waterwarning_put(&j->warning, j->in, j->out);
	csvout_end(j->out);
}

static void
take_row(struct job *j)
{
	struct watercols *w = &j->w;
	bool ok = watercols_row(w), assessed = true;

	if (ok) {
		watercols_judge(w, &j->judged, w->body, w->target, w->x, NULL, w->site[w->station].counts, j->rounded);
		ok = j->given_col < 0 || take_given(j);
		assessed = watercols_assessed(w, w->station);
	}
	if (!assessed)
		j->judged.met = -1;
	w->nvoid += ok && j->judged.r.class == 0;
	if (j->group != NULL) {
		if (ok && assessed) {
			watergroup_seen(j->group);
			watergroup_add(j->group, w->station, csvin_field(j->in, (size_t)w->cols.time), w->body, w->x, &j->judged);
		}
		return;
	}
	csvout_row(j->out, j->in);
	waterput_cells(&j->put, j->out, ok ? &j->judged : NULL);
	csvout_end(j->out);
}

/* --- the whole ----------------------------------------------------------------------------- */

static void
set_means(struct job *j)
{
	struct waterperiod *p = &j->period;

	if (!j->means)
		return;
	if (p->want_due && j->w.sites == NULL)
		diag_usage(&j->d, _("option --due needs a registry (--registry or -C)"));
	p->w = &j->w;
	p->put = &j->put;
	p->group = j->group;
	p->rounded = j->rounded;
	p->all_rounded = strcmp(j->round, "always") == 0;
	p->as_is = strcmp(j->round, "never") == 0;
	p->spec.plain_ph = strcmp(j->ph, "plain") == 0;
	p->spec.step = j->to != NULL ? step_parse(sv_of(j->to)) : STEP_RANGE;
	waterperiod_init(p, cli_file(&j->common, j->not_sampled, "not_sampled.csv"));
}

/* Options that would do nothing. */
static void
check_idle(struct job *j)
{
	const bool by = j->common.by != NULL;

	if (j->not_sampled != NULL && !j->period.want_due)
		diag_usage(&j->d, _("option --not-sampled needs --due"));
	if (j->period.counts && !j->means)
		diag_usage(&j->d, _("option --counts needs --period or --to"));
	if (strcmp(j->ph, "plain") == 0 && !j->means && !by)
		diag_usage(&j->d, _("option --ph-mean needs --period, --to or --by"));
	if (!by && (j->rule != NULL || j->shares != NULL))
		diag_usage(&j->d, _("option %s needs --by"), j->rule != NULL ? "--group" : "--shares");
	if (by && (j->o.colour || j->o.item_classes || j->period.counts))
		diag_usage(&j->d, _("option %s does not go with --by"),
		    j->o.colour ? "--colour" : j->o.item_classes ? "--item-classes" : "--counts");
}

/* What does not go together. */
static void
check_options(struct job *j)
{
	struct waterperiod *p = &j->period;

	p->spec.has_period = settings_period(&j->d, &j->common, &p->spec.period);
	j->means = p->spec.has_period || j->to != NULL;
	if (j->given != NULL && j->means)
		diag_usage(&j->d, _("option --given: a mean has no given class"));
	if (p->want_due && !p->spec.has_period)
		diag_usage(&j->d, _("option --due needs --period"));
	if (p->zones && (!p->spec.has_period || j->to != NULL))
		diag_usage(&j->d, _("option --zones needs --period, without --to"));
	if (j->warn && (j->means || j->common.by != NULL || j->given != NULL))
		diag_usage(&j->d, _("option --warning goes with none of --period, --to, --by, --given"));
	check_idle(j);
	j->rule = j->rule == NULL ? "auto" : j->rule;
	j->shares = j->shares == NULL ? "plain" : j->shares;
}

static void
set_groups(struct job *j)
{
	if (j->common.by == NULL)
		return;
	j->group = watergroup_new(&j->w, &(struct watergroup_spec){ .by = j->common.by, .rounded = strcmp(j->round, "never") != 0,
	    .plain_ph = strcmp(j->ph, "plain") == 0, .closed = strcmp(j->shares, "closed") == 0, .due = j->period.want_due,
	    .rule = strcmp(j->rule, "mean") == 0 ? WATER_MEAN : strcmp(j->rule, "share") == 0 ? WATER_SHARE : WATER_AUTO });
}

static void
put_head(struct job *j)
{
	if (j->group != NULL)
		watergroup_head(j->group, &j->put, j->out);
	else if (j->means) {
		waterperiod_head(&j->period);
		return;
	} else {
		csvout_header(j->out, j->in);
		if (j->warn)
			waterwarning_head(j->out);
		else
			waterput_head(&j->put, j->out);
	}
	csvout_end(j->out);
}

static void
start(struct job *j, char *argv[])
{
	j->in = csvin_open(&j->d, argv);
	j->common.medium = "water";
	j->warning = (struct waterwarning){ .tabs = &j->tabs, .en = strcmp(j->common.lang, "en") == 0 };
	if (j->warn)
		waterwarning_bind(&j->warning, j->in);
	if (j->given != NULL)
		j->given_col = (int)csvin_need(j->in, j->given);
	watercols_init(&j->w, &(struct watercols_spec){ .d = &j->d, .common = &j->common, .tabs = &j->tabs, .in = j->in,
	    .water_type = j->water_type, .only = j->items, .any_order = j->to != NULL || j->common.period != NULL,
	    .early_digit = strcmp(j->zero, "early") == 0, .given = j->given != NULL || j->warn, .plan = j->plan });
	set_groups(j);
	/* Of several sources the table chooses: they are not put together. */
	j->w.cols.allow_mixed = j->w.cols.allow_mixed || (j->means && j->w.cols.state < 0);
	j->rounded = strcmp(j->round, "always") == 0 || (j->means && strcmp(j->round, "means") == 0);
	j->o.en = strcmp(j->common.lang, "en") == 0;
	j->o.target = j->w.site_target >= 0 || j->w.target_col >= 0;
	j->o.carried = !j->means && j->w.target_col >= 0;
	waterput_init(&j->put, &j->w, &j->o);
	if (!j->means && j->group == NULL && !j->warn)
		waterput_check(&j->put);
	set_means(j);
	j->out = j->period.out = csvout_open(&j->d, j->common.output, j->common.bom);
	put_head(j);
}

static void
read_rows(struct job *j)
{
	while (csvin_next(j->in)) {
		if (j->means)
			waterperiod_row(&j->period);
		else if (j->warn)
			take_warning(j);
		else
			take_row(j);
	}
}

static void
finish(struct job *j)
{
	if (j->means)
		waterperiod_finish(&j->period);
	if (j->group != NULL)
		watergroup_rows(j->group, &j->put, j->out);
	csvout_summary(j->out, j->in);
	if (j->means && watermean_outside(j->period.mean) > 0)
		diag_note(&j->d, _("%lu rows outside the period"), watermean_outside(j->period.mean));
	watercols_finish(&j->w);
	if (j->group != NULL)
		watergroup_free(j->group);
	if (j->means)
		waterperiod_release(&j->period);
	waterput_release(&j->put);
	watercols_release(&j->w);
	csvin_close(j->in);
	csvout_close(j->out);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "limits_water", "limits_groundwater", "water_classes", "water_first", "water_settings", "water_shares",
	    "water_sources", "water_sampling", "water_warnings", "water_zones", "rounding", "flags", "low", "items", "units", "unit_names", NULL };
	struct job j = { .given_col = -1, .round = "means", .ph = "hydrogen", .zero = "zero" };
	const struct cli_opt opts[] = {
		{ 0, "colour", CLI_FLAG, NULL, N_("add the status's colour name and RGB value"), &j.o.colour },
		{ 0, "counts", CLI_FLAG, NULL, N_("add the number of visits behind each mean, n_ITEM"), &j.period.counts },
		{ 0, "due", CLI_FLAG, NULL, N_("add sections that were due and not sampled, with their reason"), &j.period.want_due },
		{ 0, "item-classes", CLI_FLAG, NULL, N_("add the class of each item, ITEM_class"), &j.o.item_classes },
		{ 0, "warning", CLI_FLAG, NULL, N_("warning level of the Yangtze basin, from four classes and the target"), &j.warn },
		{ 0, "words", CLI_FLAG, NULL, N_("add the items in words, as bulletins print them"), &j.o.words },
		{ 0, "zones", CLI_FLAG, NULL, N_("compliance of water function zones over the period (SL 395)"), &j.period.zones },
		{ 0, "by", CLI_TEXT, "COL,...", N_("gather sections by these columns; all: to one row"), &j.common.by },
		{ 0, "given", CLI_TEXT, "COL", N_("take the class from this column, as it was published"), &j.given },
		{ 0, "group", CLI_CHOICE, "auto|mean|share",
		    N_("rule of --by: by the number of sections, means, or shares of classes [auto]"), &j.rule },
		{ 0, "items", CLI_TEXT, "ITEM,...", N_("items that count for the class [the 21]"), &j.items },
		{ 0, "not-sampled", CLI_FILE, "FILE", N_("reasons of --due [not_sampled.csv of the folder]"), &j.not_sampled },
		{ 0, "ph-mean", CLI_CHOICE, "hydrogen|plain", N_("pH is averaged through the hydrogen ion, or as it stands [hydrogen]"),
		    &j.ph },
		{ 0, "plan", CLI_FILE, "FILE", N_("items that count for each section: station,items"), &j.plan },
		{ 0, "round", CLI_CHOICE, "means|always|never",
		    N_("what is rounded to the decimals of assessment before it is judged [means]"), &j.round },
		{ 0, "shares", CLI_CHOICE, "plain|closed", N_("shares of --by as they round, or closed to add up to 100 [plain]"), &j.shares },
		{ 0, "to", CLI_CHOICE, "month|quarter|year", N_("means of each month, quarter or year [of the whole --period]"), &j.to },
		{ 0, "water-type", CLI_CHOICE, "river|lake|groundwater", N_("limits where the registry has no water_type [river]"),
		    &j.water_type },
		{ 0, "zero-digit", CLI_CHOICE, "zero|early",
		    N_("keep a significant digit where rounding gives 0, or below one last unit [zero]"), &j.zero },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-water",
	    N_("class of each item, section, river and region; exceedance, main pollutants, targets"), "[file...]", opts,
	    CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_LANG | CLI_REGISTRY | CLI_HOME | CLI_TABLE |
	    CLI_MIXED | CLI_DOUBT, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);

	settings_init(&j.tabs, &j.d, &j.common, used);
	check_options(&j);
	start(&j, argv + i);
	read_rows(&j);
	finish(&j);
	return diag_finish(&j.d);
}

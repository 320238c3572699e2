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
#include "waterdue.h"
#include "watergroup.h"
#include "watermean.h"
#include "waterput.h"
#include "waterwarning.h"
#include "waterzone.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct csvin		*in;
	struct csvout		*out;
	struct watercols	 w;
	struct waterput		 put;
	struct waterput_options	 o;
	struct watermean	*mean;		/* NULL: rows are judged as they come */
	struct watergroup	*group;		/* NULL: one result for each section */
	struct waterdue		*due;		/* NULL: sections without samples are left out */
	struct waterzone	 zone;
	struct waterwarning	 warning;
	struct watermean_spec	 spec;
	struct water_judged	 judged;
	int			 given_col;	/* classes that are taken as they are; -1: none */
	bool			 rounded;	/* of what is judged */
	/* options */
	const char		*water_type, *items, *given, *to, *round, *rule, *ph, *zero, *plan, *not_sampled, *shares;
	bool			 counts, want_due, zones, warn;
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

static void
take_row(struct job *j)
{
	struct watercols *w = &j->w;
	bool ok = watercols_row(w);

	if (ok) {
		watercols_judge(w, &j->judged, w->body, w->target, w->x, w->site[w->station].counts, j->rounded);
		ok = j->given_col < 0 || take_given(j);
	}
	w->nvoid += ok && !j->warn && j->judged.r.class == 0;
	if (j->group != NULL) {
		if (ok) {
			watergroup_seen(j->group);
			watergroup_add(j->group, w->station, csvin_field(j->in, (size_t)w->cols.time), w->body, w->x, &j->judged);
		}
		return;
	}
	csvout_row(j->out, j->in);
	if (j->warn)
		waterwarning_put(&j->warning, j->in, j->out);
	else
		waterput_cells(&j->put, j->out, ok ? &j->judged : NULL);
	csvout_end(j->out);
}

/* --- means --------------------------------------------------------------------------------- */

/* Decimals to show of a mean: those of assessment, but of pH, which is assessed without any, the item's. */
static struct dec
shown(const struct job *j, size_t c, enum water_body body, struct dec x)
{
	const struct waterlimit *l = j->w.v[c].limit[body];

	if (!dec_has(x) || x.cens != 0 || strcmp(j->round, "never") == 0)
		return x;
	if (l == NULL || l->decimals < 0 || l->kind == WATERLIMIT_RANGE)
		return dec_round(x, j->w.v[c].item->decimals);
	return watercols_rounded(&j->w, c, body, x);
}

static void
mean_head(struct job *j)
{
	static const char *const head[] = { "station", "time", "visits", "months", "source" };

	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		csvout_text(j->out, head[i]);
	for (size_t c = 0; c < j->w.n; c++)
		csvout_text(j->out, j->w.cols.v[j->w.v[c].bound].name);
	for (size_t c = 0; j->counts && c < j->w.n; c++)
		csvout_textf(j->out, "n_%s", j->w.v[c].name);
	waterput_head(&j->put, j->out);
	if (j->zones)
		waterzone_head(j->out);
	if (j->due != NULL)
		csvout_text(j->out, "reason");
	csvout_text(j->out, "flags");
	csvout_end(j->out);
}

static void
put_mean(struct job *j, const struct water_mean *r, struct sv label, const struct water_zone *z)
{
	csvout_cell(j->out, map_key(&j->w.stations, r->station));
	csvout_plain(j->out, label);
	csvout_int(j->out, r->visits);
	csvout_int(j->out, r->months);
	csvout_text(j->out, r->sources);
	for (size_t c = 0; c < j->w.n; c++)
		csvout_dec(j->out, shown(j, c, r->body, r->x[c]));
	for (size_t c = 0; j->counts && c < j->w.n; c++)
		csvout_int(j->out, r->n[c]);
	waterput_cells(&j->put, j->out, &j->judged);
	if (j->zones)
		waterzone_put(z, j->out);
	if (j->due != NULL)
		csvout_empty(j->out);
	csvout_text(j->out, r->is_short ? "class:short" : "");
	csvout_end(j->out);
}

static void
take_mean(void *arg, const struct water_mean *r)
{
	struct job *j = arg;
	char label[CIVIL_TEXT];
	const struct sv time = { label, period_print(label, &r->period) };
	struct water_zone z = { 0 };

	watercols_judge(&j->w, &j->judged, r->body, r->target, r->x, j->w.site[r->station].counts, j->rounded);
	j->w.nvoid += j->judged.r.class == 0;
	if (j->zones) {
		z = waterzone_of(&j->zone, &j->tabs, r->station, &j->judged);
		j->judged.met = z.complies;
	}
	if (j->due != NULL)
		waterdue_met(j->due, r->station, time);
	if (j->group != NULL) {
		watergroup_add(j->group, r->station, time, r->body, r->x, &j->judged);
		if (j->due != NULL)
			watergroup_due(j->group, r->station, time);
	} else
		put_mean(j, r, time, &z);
}

/* A section that was due and not sampled. */
static void
take_absent(void *arg, size_t station, struct sv label, const char *reason)
{
	struct job *j = arg;

	if (j->group != NULL) {
		watergroup_due(j->group, station, label);
		return;
	}
	csvout_cell(j->out, map_key(&j->w.stations, station));
	csvout_plain(j->out, label);
	csvout_int(j->out, 0);
	csvout_int(j->out, 0);
	for (size_t c = 0; c < 1 + j->w.n * (j->counts ? 2 : 1); c++)
		csvout_empty(j->out);
	waterput_cells(&j->put, j->out, NULL);
	for (int k = 0; j->zones && k < 4; k++)
		csvout_empty(j->out);
	csvout_text(j->out, reason);
	csvout_empty(j->out);
	csvout_end(j->out);
}

static void
each_absent(struct job *j)
{
	const struct period *all = &j->spec.period;

	if (j->spec.step == STEP_RANGE) {
		waterdue_each(j->due, all, take_absent, j);
		return;
	}
	for (int64_t day = all->from; day <= all->to; ) {
		const struct period p = period_of(j->spec.step, day);

		waterdue_each(j->due, &p, take_absent, j);
		day = p.to + 1;
	}
}

/* A row of samples for the means; zones count each as it comes. */
static void
gather(struct job *j)
{
	struct watercols *w = &j->w;

	if (!watercols_row(w))
		return;
	if (j->group != NULL)
		watergroup_seen(j->group);
	if (!watermean_row(j->mean) || !j->zones || (j->spec.has_period && (w->day < j->spec.period.from || w->day > j->spec.period.to)))
		return;
	watercols_judge(w, &j->judged, w->body, w->target, w->x, w->site[w->station].counts, j->rounded && strcmp(j->round, "always") == 0);
	waterzone_add(&j->zone, w->station, &j->judged);
}

/* --- the whole ----------------------------------------------------------------------------- */

static void
set_means(struct job *j)
{
	const char *file = cli_file(&j->common, j->not_sampled, "not_sampled.csv");
	struct watermean_spec *s = &j->spec;

	s->plain_ph = strcmp(j->ph, "plain") == 0;
	s->step = j->to != NULL ? step_parse(sv_of(j->to)) : STEP_RANGE;
	if (s->has_period || j->to != NULL)
		j->mean = watermean_new(&j->w, s);
	if (j->want_due && j->w.sites == NULL)
		diag_usage(&j->d, _("option --due needs a registry (--registry or -C)"));
	if (j->want_due)
		j->due = waterdue_read(&j->w, file);
}

/* What does not go together. */
static void
check_options(struct job *j)
{
	j->spec.has_period = settings_period(&j->d, &j->common, &j->spec.period);
	if (j->given != NULL && (j->spec.has_period || j->to != NULL))
		diag_usage(&j->d, _("option --given: a mean has no given class"));
	if (j->want_due && !j->spec.has_period)
		diag_usage(&j->d, _("option --due needs --period"));
	if (j->zones && (!j->spec.has_period || j->to != NULL))
		diag_usage(&j->d, _("option --zones needs --period, without --to"));
	if (j->warn && (j->spec.has_period || j->to != NULL || j->common.by != NULL || j->given != NULL))
		diag_usage(&j->d, _("option --warning goes with none of --period, --to, --by, --given"));
}

static void
set_groups(struct job *j)
{
	if (j->common.by == NULL)
		return;
	j->group = watergroup_new(&j->w, &(struct watergroup_spec){ .by = j->common.by, .rounded = strcmp(j->round, "never") != 0, .plain_ph = j->spec.plain_ph,
	    .closed = strcmp(j->shares, "closed") == 0, .due = j->due != NULL, .rule = strcmp(j->rule, "mean") == 0 ? WATER_MEAN : strcmp(j->rule, "share") == 0 ? WATER_SHARE : WATER_AUTO });
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
	set_means(j);
	set_groups(j);
	/* Of several sources the table chooses: they are not put together. */
	j->w.cols.allow_mixed = j->w.cols.allow_mixed || (j->mean != NULL && j->w.cols.state < 0);
	j->rounded = strcmp(j->round, "always") == 0 || (j->mean != NULL && strcmp(j->round, "means") == 0);
	j->o.en = strcmp(j->common.lang, "en") == 0;
	j->o.target = j->w.site_target >= 0 || j->w.target_col >= 0;
	j->o.carried = j->mean == NULL && j->w.target_col >= 0;
	waterput_init(&j->put, &j->w, &j->o);
	if (j->mean == NULL && j->group == NULL && !j->warn)
		waterput_check(&j->put);
	j->out = csvout_open(&j->d, j->common.output, j->common.bom);
	if (j->group != NULL) {
		watergroup_head(j->group, &j->put, j->out);
		csvout_end(j->out);
	} else if (j->mean != NULL)
		mean_head(j);
	else {
		csvout_header(j->out, j->in);
		if (j->warn)
			waterwarning_head(j->out);
		else
			waterput_head(&j->put, j->out);
		csvout_end(j->out);
	}
}

static void
read_rows(struct job *j)
{
	while (csvin_next(j->in)) {
		if (j->mean == NULL)
			take_row(j);
		else
			gather(j);
	}
	if (j->mean != NULL)
		watermean_each(j->mean, take_mean, j);
	if (j->due != NULL)
		each_absent(j);
	if (j->group != NULL)
		watergroup_rows(j->group, &j->put, j->out);
}

static void
finish(struct job *j)
{
	csvout_summary(j->out, j->in);
	if (j->mean != NULL) {
		if (watermean_outside(j->mean) > 0)
			diag_note(&j->d, _("%lu rows outside the period"), watermean_outside(j->mean));
		watermean_free(j->mean);
	}
	watercols_finish(&j->w);
	if (j->due != NULL)
		waterdue_free(j->due);
	if (j->group != NULL)
		watergroup_free(j->group);
	waterzone_release(&j->zone);
	waterput_release(&j->put);
	watercols_release(&j->w);
	csvin_close(j->in);
	csvout_close(j->out);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "limits_water", "limits_groundwater", "water_classes", "water_first", "water_shares",
	    "water_sources", "water_sampling", "water_warnings", "water_zones", "rounding", "flags", "low", "items", "units", "unit_names", NULL };
	struct job j = { .given_col = -1, .round = "means", .rule = "auto", .ph = "hydrogen", .zero = "zero", .shares = "plain" };
	const struct cli_opt opts[] = {
		{ 0, "colour", CLI_FLAG, NULL, N_("add the status's colour name and RGB value"), &j.o.colour },
		{ 0, "counts", CLI_FLAG, NULL, N_("add the number of visits behind each mean, n_ITEM"), &j.counts },
		{ 0, "due", CLI_FLAG, NULL, N_("add sections that were due and not sampled, with their reason"), &j.want_due },
		{ 0, "item-classes", CLI_FLAG, NULL, N_("add the class of each item, ITEM_class"), &j.o.item_classes },
		{ 0, "warning", CLI_FLAG, NULL, N_("warning level of the Yangtze basin, from four classes and the target"), &j.warn },
		{ 0, "words", CLI_FLAG, NULL, N_("add the items in words, as bulletins print them"), &j.o.words },
		{ 0, "zones", CLI_FLAG, NULL, N_("compliance of water function zones over the period (SL 395)"), &j.zones },
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

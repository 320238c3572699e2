/*
 * qj-tli - trophic level index and state of lakes and reservoirs, row by row or water by water
 *
 * Every input row is written once, in order, followed by TLI_<item> of the five items, TLI, trophic,
 * trophic_state and n_TLI.  With --by the rows of points become waters first: means over time of
 * each point, then over the points, and the index of these means.
 */
#include <stdlib.h>

#include "average.h"
#include "cli.h"
#include "columns.h"
#include "csvin.h"
#include "csvout.h"
#include "points.h"
#include "settings.h"
#include "sites.h"
#include "trophic.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct columns		 cols;
	struct trophic		 trophic;
	struct csvin		*in;
	struct csvout		*out;
	struct period		 period;
	bool			 has_period, own_flags;
	const char		*by, *to;
	unsigned long		 noutside;
};

static void
put_flags(struct job *j, bool incomplete)
{
	csvout_text(j->out, incomplete ? "TLI:incomplete" : "");
}

/* --- row by row ---------------------------------------------------------------------------- */

static void
put_header(struct job *j)
{
	csvout_header(j->out, j->in);
	trophic_head(&j->trophic, j->out, j->in);
	if (j->own_flags)
		csvout_text(j->out, "flags");
	csvout_end(j->out);
}

/* Whether the row's time has a day of --period; a bad time is refused and the row written. */
static bool
within(struct job *j)
{
	struct period days;

	return !j->has_period || !points_days(j->in, (size_t)j->cols.time, &days) ||
	    (days.to >= j->period.from && days.from <= j->period.to);
}

static void
take_row(struct job *j)
{
	struct ratio r[TLI_MAX];
	struct dec x[TLI_MAX];
	struct trophic_value v;

	if (!within(j)) {
		j->noutside++;
		return;
	}
	columns_row(&j->cols, j->in);
	trophic_read(&j->trophic, j->in, x);
	for (size_t i = 0; i < j->trophic.tli.n; i++)
		r[i] = trophic_half(x[i]);
	v = trophic_of(&j->trophic, r);
	if (v.incomplete && !j->own_flags)
		csvin_flag(j->in, "TLI", "incomplete");
	csvout_row(j->out, j->in);
	trophic_put(&j->trophic, j->out, &v);
	if (j->own_flags)
		put_flags(j, v.incomplete);
	csvout_end(j->out);
}

static void
do_rows(struct job *j)
{
	if (j->has_period)
		columns_need(&j->cols, j->in, j->cols.time, j->common.time);
	j->own_flags = j->in->flags_col < 0;
	j->out = csvout_open(&j->d, j->common.output, j->common.bom);
	put_header(j);
	while (csvin_next(j->in))
		take_row(j);
	csvout_summary(j->out, j->in);
	if (j->noutside > 0)
		diag_note(&j->d, _("%lu rows outside the period left out"), j->noutside);
}

/* --- water by water ------------------------------------------------------------------------ */

static void
put_water(void *arg, const struct points_row *r)
{
	struct job *j = arg;
	struct ratio x[TLI_MAX];
	struct trophic_value v;
	char label[CIVIL_TEXT];

	for (size_t k = 0; k < r->nkey; k++)
		csvout_text(j->out, r->key[k]);
	(void)period_print(label, &r->period);
	csvout_text(j->out, label);
	for (size_t i = 0; i < j->trophic.tli.n; i++) {
		const int c = j->trophic.col[i];

		x[i] = r->mean[i].value;
		csvout_dec(j->out, average_shown(x[i], r->mean[i].limit, c < 0 ? 0 : j->cols.v[c].item->decimals));
	}
	csvout_int(j->out, (long)r->npoint);
	v = trophic_of(&j->trophic, x);
	trophic_put(&j->trophic, j->out, &v);
	put_flags(j, v.incomplete);
	csvout_end(j->out);
}

static void
put_water_header(struct job *j, const struct points *p)
{
	for (size_t k = 0; k < points_nkey(p); k++)
		csvout_text(j->out, points_key(p, k));
	csvout_text(j->out, "time");
	for (size_t i = 0; i < j->trophic.tli.n; i++)
		csvout_text(j->out, j->trophic.tli.v[i].name);
	csvout_text(j->out, "n_points");
	trophic_head(&j->trophic, j->out, NULL);
	csvout_text(j->out, "flags");
	csvout_end(j->out);
}

static void
do_waters(struct job *j)
{
	const char *registry = cli_file(&j->common, j->common.registry, "stations.csv"), *name[TLI_MAX];
	struct sites *sites = registry == NULL ? NULL : sites_read(&j->d, registry);
	const enum step to = j->to != NULL ? step_parse(sv_of(j->to)) : j->has_period ? STEP_RANGE : STEP_MONTH;
	struct points *p;

	columns_need(&j->cols, j->in, j->cols.station, j->common.station);
	columns_need(&j->cols, j->in, j->cols.time, j->common.time);
	for (size_t i = 0; i < j->trophic.tli.n; i++)
		name[i] = j->trophic.tli.v[i].name;
	p = points_new(&(struct points_spec){ &j->d, j->in, sites, j->by, (size_t)j->cols.station, (size_t)j->cols.time,
	    j->trophic.tli.n, name, to, j->has_period, j->period });
	j->out = csvout_open(&j->d, j->common.output, j->common.bom);
	put_water_header(j, p);
	while (csvin_next(j->in)) {
		struct dec x[TLI_MAX];

		columns_row(&j->cols, j->in);
		trophic_read(&j->trophic, j->in, x);
		(void)points_row(p, x);
	}
	points_each(p, put_water, j);
	csvout_summary(j->out, j->in);
	points_say(p);
	points_free(p);
	sites_free(sites);
}

/* --- options ------------------------------------------------------------------------------- */

static int
parse(struct job *j, struct trophic_settings *set, int argc, char *argv[])
{
	struct cli_int places = { -1, 0, 7 };
	const char *judge = "raw";
	const struct cli_opt opts[] = {
		{ 0, "by", CLI_TEXT, "COL,...", N_("one result for each water that COL names: points are averaged first"), &j->by },
		{ 0, "decimals", CLI_INT, "N", N_("round TLI and its parts to N decimals [7, not rounded]"), &places },
		{ 0, "judge", CLI_CHOICE, "raw|shown", N_("the state by the unrounded TLI, or as it is shown [raw]"), &judge },
		{ 0, "renormalise", CLI_FLAG, NULL, N_("give a TLI of the items there are, weights over those"),
		    &set->renormalise },
		{ 't', "to", CLI_CHOICE, "day|week|month|quarter|season|year",
		    N_("with --by: step of the result [month, or all of --period]"), &j->to },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-tli", N_("trophic level index and state of lakes and reservoirs"), "[file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_LANG | CLI_REGISTRY | CLI_HOME | CLI_TABLE |
		CLI_MIXED | CLI_DOUBT, &j->common };
	const int i = cli_parse(&cmd, &j->d, argc, argv);

	if (j->to != NULL && j->by == NULL)
		diag_usage(&j->d, _("option --to needs --by"));
	set->decimals = (int)places.v;
	set->judge_shown = strcmp(judge, "shown") == 0;
	set->en = strcmp(j->common.lang, "en") == 0;
	return i;
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "tli", "tli_levels", "rounding", "flags", "low", "items", "units", "unit_names",
		NULL };
	struct trophic_settings set = { .decimals = -1 };
	struct job j = { .by = NULL };
	const int i = parse(&j, &set, argc, argv);
	char *absent;

	settings_init(&j.tabs, &j.d, &j.common, used);
	trophic_init(&j.trophic, &j.d, &j.tabs, &set);
	j.has_period = settings_period(&j.d, &j.common, &j.period);
	j.in = csvin_open(&j.d, argv + i);
	j.common.medium = "water";
	columns_init(&j.cols, j.in, &j.common, &j.tabs);
	if (trophic_bind(&j.trophic, &j.cols) == 0)
		diag_refuse(&j.d, &(struct place){ j.in->file, 1, NULL }, _("no column of the items of TLI: Chla, TP, TN, SD, CODMn"));
	absent = trophic_absent(&j.trophic);
	if (absent != NULL)
		diag_note(&j.d, _("no column of %s: missing in every row"), absent);
	if (j.by == NULL)
		do_rows(&j);
	else
		do_waters(&j);
	trophic_say(&j.trophic, &j.d);
	columns_finish(&j.cols);
	columns_release(&j.cols);
	csvin_close(j.in);
	csvout_close(j.out);
	free(absent);
	return diag_finish(&j.d);
}

/*
 * qj-diff - two versions of the same data: what changed, who, why, and its effect on results
 *
 * One row per difference: rows added and removed, cells, flags and states changed, columns added and
 * removed; with --effect also what the differences do to day values, AQI, good days, index and rank.
 */
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "decided.h"
#include "diff.h"
#include "diffeffect.h"
#include "settings.h"

static void
say(struct diag *d, const struct diff *f, unsigned long neffect, bool effect)
{
	diag_note(d, _("%lu rows old, %lu new; %lu added, %lu removed, %lu cells changed, %lu flags changed, %lu columns differ"),
	    f->side[0].in->nrow, f->side[1].in->nrow, f->nadded, f->nremoved, f->ncells, f->nflags,
	    f->ncolumns);
	if (effect)
		diag_note(d, _("%lu results changed"), neffect);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "items", "flags", "low", "units", "unit_names", "editions",
	    "iaqi", "iaqi_over",
	    "aqi_levels", "aqi_missing", "rounding", "limits_air", "index_air", "percentiles", "validity",
	    NULL };
	struct cli_common common = { 0 };
	struct diag d = { .prog = "qj-diff" };
	struct tables tabs = { 0 };
	struct diff_spec spec = { .d = &d, .common = &common, .tabs = &tabs };
	struct assess_spec assess = { .nby = 0 };
	const char *decisions = NULL;
	bool check = false, effect = false;
	unsigned long neffect = 0;
	const struct cli_opt opts[] = {
		{ 0, "cells", CLI_FLAG, NULL, N_("tell added and removed rows cell by cell"), &spec.cells },
		{ 0, "check", CLI_FLAG, NULL, N_("exit 1 when there is any difference"), &check },
		{ 0, "effect", CLI_FLAG, NULL,
		    N_("add what changes in day values, AQI, good days, index and rank"), &effect },
		{ 0, "text", CLI_FLAG, NULL, N_("compare cells as text: 1.0 and 1.00 differ"), &spec.text },
		{ 0, "by", CLI_TEXT, "COL,...", N_("groups whose results --effect tells [station]"), &common.by },
		{ 0, "decisions", CLI_FILE, "FILE",
		    N_("who, when and why of each changed cell [decisions.csv of the folder]"), &decisions },
		{ 0, "ignore", CLI_TEXT, "COL,...", N_("columns left out"), &spec.ignore },
		{ 0, "key", CLI_TEXT, "COL,...", N_("columns that name a row [station,time]"), &spec.key },
		{ 0, "via", CLI_TEXT, "COL", N_("with --effect: assess COL first, then its means by --by"),
		    &common.via },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-diff",
	    N_("two versions of the same data: what changed, who, why, and its effect on results"),
	    "old new", opts,
	    CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_MEDIUM | CLI_EDITION |
	    CLI_REGISTRY | CLI_HOME | CLI_TABLE | CLI_MIXED | CLI_DOUBT, &common };
	const int i = cli_parse(&cmd, &d, argc, argv);
	struct decided *decided = NULL;
	struct csvin *in[2];
	struct period p;
	struct csvout *out;
	struct aqi aqi;
	struct diff *f;

	settings_init(&tabs, &d, &common, used);
	if (argc - i != 2)
		diag_usage(&d, _("two files are needed: the old version and the new one"));
	if (common.via != NULL && common.by == NULL)
		diag_usage(&d, _("option --via needs --by"));
	(void)settings_period(&d, &common, &p);
	out = csvout_open(&d, common.output, common.bom);
	decisions = cli_file(&common, decisions, "decisions.csv");
	if (decisions != NULL)
		spec.decided = decided = decided_read(&d, decisions);
	for (int k = 0; k < 2; k++)
		in[k] = csvin_open_one(&d, argv[i + k]);
	f = diff_new(&spec, in[0], in[1]);
	for (int k = 0; k < 2 && effect; k++)
		f->side[k].effect = assessin_new(&d, &common, &tabs, in[k], true);
	diff_header(f, out);
	diff_run(f, out);
	if (effect) {
		aqi_init(&aqi, &tabs, NULL);
		neffect = diffeffect_run(f, out, &aqi, &assess);
		aqi_release(&aqi);
	}
	d.check_no = check && diff_any(f);
	say(&d, f, neffect, effect);
	for (int k = 0; k < 2; k++) {
		if (effect)
			assessin_free(f->side[k].effect);
		csvin_close(in[k]);
	}
	csvout_close(out);
	diff_free(f);
	decided_free(decided);
	return diag_finish(&d);
}

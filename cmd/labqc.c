/*
 * qj-labqc - quality control of a laboratory's results
 *
 * --split parts a decoded table: the samples of the sections go on, a value with a pair that agrees as
 * the mean of the two; pairs, blanks and reference materials are judged and leave the table.
 */
#include "labsplit.h"
#include "settings.h"

struct job {
	struct diag		d;
	struct cli_common	common;
	const char		*report;
	bool			split;
};

static void
split(struct job *j, struct labsplit_spec *spec, char *const files[])
{
	struct labsplit *s;
	struct csvout *out;

	spec->in = csvin_open(&j->d, files);
	s = labsplit_new(spec);
	out = csvout_open(&j->d, j->common.output, j->common.bom);
	labsplit_read(s);
	labsplit_judge(s);
	labsplit_put(s, out);
	labsplit_say(s, out);
	csvin_close(spec->in);
	csvout_close(out);
	if (j->report != NULL) {		/* one output at a time: each withdraws itself where the run fails */
		out = csvout_open(&j->d, j->report, j->common.bom);
		labsplit_report(s, out);
		csvout_close(out);
	}
	labsplit_free(s);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "labqc_precision", "labqc_rules", "labqc_reasons", "flags", "items", "units", "unit_names",
		"statistics", NULL };
	struct job j = { .report = NULL };
	struct tables tabs = { 0 };
	struct labsplit_spec spec = { .d = &j.d, .common = &j.common, .tabs = &tabs };
	const struct cli_opt opts[] = {
		{ 0, "by-method", CLI_FLAG, NULL, N_("judge by a method's own limits where the column method names it"),
		  &spec.by_method },
		{ 0, "field-pair", CLI_CHOICE, "inter|intra", N_("limits that judge pairs taken in the field [inter]"), &spec.field_pair },
		{ 0, "keep", CLI_TEXT, "COL,...", N_("write these columns too"), &spec.keep },
		{ 0, "report", CLI_FILE, "FILE", N_("write each verdict"), &j.report },
		{ 0, "split", CLI_FLAG, NULL, N_("take out and judge what is no sample of a section"), &j.split },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-labqc", N_("quality control of a laboratory's results"), "[file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_LANG | CLI_TABLE, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);

	settings_init(&tabs, &j.d, &j.common, used);
	if (!j.split)
		diag_usage(&j.d, _("say what to do: --split"));
	split(&j, &spec, argv + i);
	return diag_finish(&j.d);
}

/*
 * qj-compare - against last year, last period, a base: changes and their words by rule
 *
 * One table with both periods, or two tables; each row of the later period is written once beside
 * its base, every value with its difference and percentage.  Method: facts/air/rules 10, design 3.
 */
#include <string.h>

#include "cli.h"
#include "compare.h"
#include "csvin.h"
#include "csvout.h"
#include "settings.h"

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "compare_columns", "words", "unit_words", "reference_state",
	    "rounding",
	    "items", "editions", "flags", "low", "water_changes", "water_classes", NULL };
	struct cli_common common = { 0 };
	struct diag d = { .prog = "qj-compare" };
	struct tables tabs = { 0 };
	const char *shift = "year", *matrix = NULL;
	struct compare_spec spec = { .d = &d, .common = &common, .tabs = &tabs };
	const struct cli_opt opts[] = {
		{ 0, "common", CLI_FLAG, NULL, N_("leave out rows without a base"), &spec.common_only },
		{ 0, "convert", CLI_FLAG, NULL,
		    N_("bring gases to the reference state of the later period"), &spec.convert },
		{ 0, "force-edition", CLI_FLAG, NULL,
		    N_("compare across editions of the standards all the same"), &spec.force_edition },
		{ 0, "raw", CLI_FLAG, NULL,
		    N_("changes from the cells as they are, not from displayed values"), &spec.raw },
		{ 0, "words", CLI_FLAG, NULL, N_("add a word and a phrase for each change"), &spec.words },
		{ 0, "as", CLI_TEXT, "WORD", N_("what the comparison is called in phrases [by --shift]"), &spec.as },
		{ 0, "key", CLI_TEXT, "COL,...", N_("columns that name a row [found]"), &spec.key },
		{ 0, "matrix", CLI_TEXT, "COL", N_("rows from class to class of COL instead: from,to,n,names"), &matrix },
		{ 0, "shift", CLI_CHOICE, "year|period", N_("how far away the base is [year]"), &shift },
		{ 0, "small-base", CLI_DEC, "N",
		    N_("call a change of one last digit on a base below N little changed"), &spec.small_base },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-compare",
		N_("against last year, last period, a base: changes and their words by rule"), "[this [base]]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_MEDIUM | CLI_LANG | CLI_TABLE,
		    &common };
	const int i = cli_parse(&cmd, &d, argc, argv);
	struct csvin *now, *base = NULL;
	struct csvout *out;
	struct period p;
	struct compare *c;

	if (argc - i > 2)
		diag_usage(&d, _("at most two files: this period's and the base's"));
	(void)settings_period(&d, &common, &p);
	spec.by_period = strcmp(shift, "period") == 0;
	settings_init(&tabs, &d, &common, used);
	out = csvout_open(&d, common.output, common.bom);
	now = csvin_open_one(&d, i < argc ? argv[i] : NULL);
	if (argc - i == 2)
		base = csvin_open_one(&d, argv[i + 1]);
	c = compare_new(&spec, now, base);
	if (matrix != NULL) {
		compare_matrix(c, out, matrix);
	} else {
		compare_header(c, out);
		compare_rows(c, out);
	}
	csvout_summary(out, now);
	compare_summary(c);
	csvout_close(out);
	compare_free(c);
	csvin_close(now);
	csvin_close(base);
	return diag_finish(&d);
}

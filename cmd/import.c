/*
 * qj-import - read an instrument or platform export
 *
 * The first operand names the format, or is auto; the result is qj-csv(5).  All guessing (dialect,
 * encoding, format) happens here, is said, and is refused on doubt.
 */
#include "cli.h"
#include "encoding.h"
#include "import.h"
#include "settings.h"

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "items", "units", "unit_names", "missing", "nondetects", "heads", "flags",
		"compass", "iaqi", "iaqi_over", "aqi_levels", "aqi_missing", "rounding", "editions", "hj212_codes", "hj212_attributes", "hj212_commands", "hj212_stations", "hj212_flags", NULL };
	bool list = false;
	struct diag d = { .prog = "qj-import" };
	struct cli_common common = { 0 };
	struct tables tabs = { 0 };
	struct cli_int year = { 0, 1900, 2200 };
	struct import m = { .d = &d, .common = &common, .tabs = &tabs, .encoding = "auto" };
	const struct cli_opt opts[] = {
		{ 0, "all", CLI_FLAG, NULL, N_("write all types of a national file, not the six items and AQI alone"), &m.all },
		{ 0, "at", CLI_TEXT, "TIME", N_("time of every row, where the file names none"), &m.at },
		{ 0, "cn", CLI_TEXT, "LIST", N_("HJ 212: these command numbers alone, comma-separated"), &m.cn },
		{ 0, "code", CLI_TEXT, "CODE", N_("station of every row, where the file names none"), &m.code },
		{ 0, "dates", CLI_CHOICE, "ymd|mdy|dmy", N_("order of day, month and year, where the format does not say it"), &m.dates },
		{ 0, "encoding", CLI_CHOICE, "auto|" ENCODING_NAMES, N_("encoding of the export [auto]"), &m.encoding },
		{ 0, "hour-start", CLI_FLAG, NULL, N_("hours are labelled by their beginning; write their end"),
		    &m.hour_start },
		{ 0, "label", CLI_CHOICE, "begin|end", N_("HJ 212: what DataTime labels [by the type of station]"), &m.label },
		{ 'l', "list", CLI_FLAG, NULL, N_("list the formats and exit"), &list },
		{ 0, "map", CLI_FILE, "FILE", N_("what columns of the export are: column,item,unit"), &m.map_file },
		{ 0, "mdl", CLI_FILE, "FILE", N_("limits of detection for ND: item,mdl,unit"), &m.mdl_file },
		{ 0, "profile", CLI_FILE, "FILE", N_("a profile of your own"), &m.own_profile },
		{ 0, "sheet", CLI_TEXT, "NAME", N_("sheet of a workbook, by name or number [all that hold a table]"), &m.sheet },
		{ 0, "why", CLI_FLAG, NULL, N_("say how the file was recognised and what each column became"), &m.why },
		{ 0, "year", CLI_INT, "YEAR", N_("year of times that have none"), &year },
		{ 0, "zone", CLI_TEXT, "+HH:MM", N_("zone in which Unix seconds are written out [+08:00]"), &m.zone },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-import", N_("read an instrument or platform export"), "FORMAT|auto [file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_MEDIUM | CLI_TABLE, &common };
	const int i = cli_parse(&cmd, &d, argc, argv);

	settings_init(&tabs, &d, &common, used);
	import_init(&m);
	if (list)
		import_list(&m);
	else if (i >= argc)
		diag_usage(&d, _("a format is needed: qj-import FORMAT [file...]; --list names them"));
	else {
		m.files = argv + i + 1;
		m.year = year.v;
		import_run(&m, argv[i]);
	}
	import_release(&m);
	return diag_finish(&d);
}

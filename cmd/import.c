/*
 * qj-import - read an instrument or platform export
 *
 * The first operand names the format, or is auto; the result is qj-csv(5).  All guessing (dialect,
 * encoding, format) happens here, is said, and is refused on doubt.
 */
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "import.h"
#include "settings.h"

static void
list_formats(struct diag *d)
{
	struct csvout *out = csvout_open(d, NULL, false);
	const struct import_format *f;

	csvout_text(out, "format");
	csvout_text(out, "description");
	csvout_end(out);
	for (size_t i = 0; (f = import_format_at(i)) != NULL; i++) {
		csvout_text(out, f->name);
		csvout_text(out, _(f->brief));
		csvout_end(out);
	}
	csvout_close(out);
	exit(diag_finish(d));
}

static const struct import_format *
pick(struct import *m, const char *name)
{
	const struct import_format *f;

	if (strcmp(name, "auto") != 0) {
		f = import_format_named(name);
		if (f == NULL)
			diag_usage(m->d, _("format '%s' is not known; qj-import --list names them"), name);
		if (f->looks(m->in, m->tabs) == 0 && strcmp(name, "table") != 0)
			diag_refuse(m->d, &(struct place){ m->in->file, 1, NULL }, _("the header is not that of %s"), name);
		return f;
	}
	f = import_guess(m->in, m->tabs);
	if (f == NULL)
		diag_refuse(m->d, &(struct place){ m->in->file, 1, NULL }, _("no format is surely this one; name it"));
	diag_note(m->d, _("%s: read as %s, %s"), m->in->file, f->name, m->encoding);
	return f;
}

/* An option that the format does not obey would mislead in silence. */
static void
check_options(const struct import *m, const struct import_format *f)
{
	const struct cli_common *c = m->common;
	const struct { const char *name; bool given; } keyed[] = { { "station", strcmp(c->station, "station") != 0 },
		{ "time", strcmp(c->time, "time") != 0 }, { "medium", c->medium != NULL }, { "hour-start", m->hour_start },
		{ "code", m->code != NULL }, { "why", m->why } };

	if (f->keyed && m->all)
		diag_usage(m->d, _("option --%s: format %s does not take it"), "all", f->name);
	for (size_t k = 0; !f->keyed && k < sizeof(keyed) / sizeof(keyed[0]); k++) {
		if (keyed[k].given)
			diag_usage(m->d, _("option --%s: format %s does not take it"), keyed[k].name, f->name);
	}
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "items", "units", "unit_names", "missing", "heads", "flags", NULL };
	const char *encoding = "auto";
	bool list = false;
	struct diag d = { .prog = "qj-import" };
	struct cli_common common = { 0 };
	struct tables tabs = { 0 };
	struct import m = { .d = &d, .common = &common, .tabs = &tabs, .encoding = "utf-8" };
	const struct import_format *f;
	const struct cli_opt opts[] = {
		{ 0, "all", CLI_FLAG, NULL, N_("write all types of a national file, not the six items and AQI alone"), &m.all },
		{ 0, "code", CLI_TEXT, "CODE", N_("station of every row, where the file names none"), &m.code },
		{ 0, "encoding", CLI_CHOICE, "auto|utf-8|gb18030", N_("encoding of the export [auto]"), &encoding },
		{ 0, "hour-start", CLI_FLAG, NULL, N_("hours are labelled by their beginning; write their end"),
		    &m.hour_start },
		{ 'l', "list", CLI_FLAG, NULL, N_("list the formats and exit"), &list },
		{ 0, "why", CLI_FLAG, NULL, N_("say what each column became"), &m.why },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-import", N_("read an instrument or platform export"), "FORMAT|auto [file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_MEDIUM | CLI_TABLE, &common };
	const int i = cli_parse(&cmd, &d, argc, argv);

	settings_init(&tabs, &d, &common, used);
	if (list)
		list_formats(&d);
	if (i >= argc)
		diag_usage(&d, _("a format is needed: qj-import FORMAT [file...]; --list names them"));
	import_init(&m);
	m.in = csvin_open_export(&d, argv + i + 1, encoding, &m.encoding);
	f = pick(&m, argv[i]);
	check_options(&m, f);
	m.out = csvout_open(&d, common.output, common.bom);
	f->run(&m);
	csvout_summary(m.out, m.in);
	if (m.note.n > 0)
		diag_note(&d, "%s", m.note.p);
	if (m.nmissing + m.nmarked > 0)
		diag_note(&d, _("%lu missing marks read as empty, %lu marks split off into flags"), m.nmissing, m.nmarked);
	csvin_close(m.in);
	csvout_close(m.out);
	import_release(&m);
	return diag_finish(&d);
}

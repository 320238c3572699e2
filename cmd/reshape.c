/*
 * qj-reshape - to and from one row per value, and without the values that flags drop
 *
 * long writes a row per value, wide a row per station and time, clean the same table with dropped
 * cells empty, for programs that read no flags.  Values are copied as they stand.
 */
#include "cli.h"
#include "reshape.h"
#include "settings.h"

enum shape { SHAPE_LONG = 1 << 0, SHAPE_WIDE = 1 << 1, SHAPE_CLEAN = 1 << 2 };

static enum shape
shape_of(struct diag *d, const char *word)
{
	static const char *const name[] = { "long", "wide", "clean" };

	for (size_t i = 0; word != NULL && i < sizeof(name) / sizeof(name[0]); i++) {
		if (strcmp(word, name[i]) == 0)
			return (enum shape)(1 << i);
	}
	if (word == NULL)
		diag_usage(d, _("the shape is needed first: long, wide or clean"));
	diag_usage(d, _("'%s' is no shape: long, wide or clean"), word);
}

/* An option given where it does nothing would be thought to have worked. */
static void
check(struct diag *d, enum shape shape, bool given, const char *option, unsigned int of)
{
	if (given && (shape & of) == 0)
		diag_usage(d, _("option --%s does not go with this shape"), option);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "items", "units", "unit_names", "statistics", "flags", "low", NULL };
	struct cli_common common = { 0 };
	struct diag d = { .prog = "qj-reshape" };
	struct tables tabs = { 0 };
	struct reshape r = { .d = &d, .common = &common, .tabs = &tabs };
	const struct cli_opt opts[] = {
		{ 0, "all", CLI_FLAG, NULL, N_("long: write empty cells too"), &r.all },
		{ 0, "hold", CLI_FLAG, NULL, N_("wide: hold the input in memory and join rows in any order"), &r.hold },
		{ 0, "no-flags", CLI_FLAG, NULL, N_("clean: leave the flags out"), &r.no_flags },
		{ 0, "drop", CLI_TEXT, "COL,...", N_("long, wide: leave these columns out"), &r.drop },
		{ 0, "items", CLI_TEXT, "ITEM,...", N_("long, wide: the items of the result, in this order [all]"),
		    &r.items },
		{ 0, "key", CLI_TEXT, "COL,...", N_("wide: columns that name a row beside station and time [vertical]"), &r.key },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-reshape",
	    N_("to and from one row per value, and without the values that flags drop"),
	    "long|wide|clean [file...]", opts,
	    CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_MEDIUM | CLI_TABLE | CLI_DOUBT, &common };
	const int i = cli_parse(&cmd, &d, argc, argv);
	enum shape shape;

	settings_init(&tabs, &d, &common, used);
	shape = shape_of(&d, i < argc ? argv[i] : NULL);
	check(&d, shape, r.all, "all", SHAPE_LONG);
	check(&d, shape, r.hold, "hold", SHAPE_WIDE);
	check(&d, shape, r.no_flags, "no-flags", SHAPE_CLEAN);
	check(&d, shape, r.drop != NULL, "drop", SHAPE_LONG | SHAPE_WIDE);
	check(&d, shape, r.items != NULL, "items", SHAPE_LONG | SHAPE_WIDE);
	check(&d, shape, r.key != NULL, "key", SHAPE_WIDE);
	check(&d, shape, common.no_doubtful, "no-doubtful", SHAPE_CLEAN);
	r.files = argv + i + 1;
	reshape_init(&r);
	if (shape == SHAPE_LONG)
		reshape_long(&r);
	else if (shape == SHAPE_WIDE)
		reshape_wide(&r);
	else
		reshape_clean(&r);
	reshape_close(&r);
	return diag_finish(&d);
}

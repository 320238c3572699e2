/*
 * qj-chart - one picture from CSV: SVG, PDF or PNG
 *
 * The first operand names the kind of chart, the others the files.  Columns and forms of each kind
 * are in qj-chart(1) and common/draw/charts.h.
 */
#include "charts.h"
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "dating.h"
#include "diag.h"

#define WIDTH_MIN	40		/* [mm] */
#define WIDTH_MAX	1000
#define HEIGHT_MAX	2000

/* What is checked here needs the whole command line. */
struct wish {
	const char	*format;
	struct dec	 width, height;
	struct cli_int	 dpi, decimals, top;
	struct cli_list	 limits, names;
};

/* That told, else that of the output's suffix; a file called .jpg must not hold something else. */
static enum canvas_format
pick_format(struct diag *d, const char *format, const char *output)
{
	const char *slash = output == NULL ? NULL : strrchr(output, '/');
	const char *base = slash == NULL ? output : slash + 1;
	enum canvas_format f;

	if (format != NULL)
		return canvas_format_of(format);
	if (base == NULL || strchr(base, '.') == NULL)
		return CANVAS_SVG;
	f = canvas_format_of(base);
	if (f == CANVAS_NFORMAT)
		diag_usage(d, _("'%s' does not end in .svg, .pdf or .png; name the format with --format"), output);
	return f;
}

/* KEY=TEXT; of --limit a number. */
static void
check_pairs(struct diag *d, const char *option, const struct cli_list *l, bool number)
{
	struct dec x;

	for (size_t i = 0; i < l->n; i++) {
		const char *eq = strchr(l->v[i], '=');

		if (eq == NULL || eq == l->v[i] || (number && !dec_parse(sv_of(eq + 1), &x)))
			diag_usage(d,
			    number ? _("option --%s: '%s' is not ITEM=VALUE") :
				     _("option --%s: '%s' is not KEY=TEXT"),
			    option, l->v[i]);
	}
}

static double
length(struct diag *d, const char *option, struct dec x, double min, double max)
{
	const double v = dec_double(x);

	if (v < min || v > max)
		diag_usage(d, _("option --%s: not a length from %g to %g mm"), option, min, max);
	return v;
}

/* The day of a PDF: an instant, not an hour that ends there, so midnight is the new day. */
static const char *
pdf_date(struct diag *d, const char *given, char buf[CIVIL_TEXT])
{
	const struct civil t = dating_resolve(d, given, NULL);

	(void)civil_print(buf, (struct civil){ t.sec / CIVIL_DAY * CIVIL_DAY, true });
	return buf;
}

static void
check(struct diag *d, const struct wish *w, const struct cli_common *c, struct figure_opts *o)
{
	check_pairs(d, "limit", &w->limits, true);
	check_pairs(d, "name", &w->names, false);
	o->width =
	    dec_has(w->width) ? length(d, "width", w->width, WIDTH_MIN, WIDTH_MAX) : o->width;
	o->height = dec_has(w->height) ? length(d, "height", w->height, 10, HEIGHT_MAX) : 0;
	o->dpi = (int)w->dpi.v;
	o->decimals = (int)w->decimals.v;
	o->top = (int)w->top.v;
	o->format = pick_format(d, w->format, c->output);
	o->limits = &w->limits;
	o->names = &w->names;
	o->station = c->station;
	o->time = c->time;
	o->period = c->period;
	o->en = strcmp(c->lang, "en") == 0;
}

int
main(int argc, char *argv[])
{
	struct figure_opts o = { .width = 163 };
	struct wish w = { .dpi = { 300, 30, 1200 }, .decimals = { -1, 0, 9 }, .top = { 0, 1, 400 } };
	struct cli_common c = { .output = NULL };
	const struct cli_opt opts[] = {
		{ 0, "decimals", CLI_INT, "N", N_("decimals of printed values [by item]"), &w.decimals },
		{ 0, "dpi", CLI_INT, "N", N_("dots per inch of PNG [300]"), &w.dpi },
		{ 'f', "format", CLI_CHOICE, "svg|pdf|png",
		    N_("format [suffix of the output file, else svg]"), &w.format },
		{ 0, "height", CLI_DEC, "MM", N_("height of the picture [by kind and rows]"),
		    &w.height },
		{ 0, "items", CLI_TEXT, "COL,...", N_("columns to draw [by kind]"), &o.items },
		{ 0, "label", CLI_TEXT, "COL",
		    N_("column that names rows or lines [county, else station]"), &o.label },
		{ 0, "limit", CLI_LIST, "ITEM=VALUE",
		    N_("reference line of an item; may be repeated"), &w.limits },
		{ 0, "mark", CLI_TEXT, "TIME", N_("time to mark on lines [the last]"), &o.mark },
		{ 0, "name", CLI_LIST, "KEY=TEXT",
		    N_("own words for a column or a word of the figure; may be repeated"),
		    &w.names },
		{ 0, "note", CLI_TEXT, "TEXT", N_("note below the picture"), &o.note },
		{ 0, "title", CLI_TEXT, "TEXT", N_("title above the picture"), &o.title },
		{ 0, "top", CLI_INT, "N", N_("rows to draw, the highest [10]"), &w.top },
		{ 0, "unit", CLI_TEXT, "TEXT", N_("unit in the title of the axis [by item]"),
		    &o.unit },
		{ 0, "width", CLI_DEC, "MM", N_("width of the picture [163]"), &w.width },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-chart", N_("one picture from CSV: SVG, PDF or PNG"),
		"KIND [file...]", opts,
		CLI_OUTPUT | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_LANG | CLI_DATE, &c };
	struct diag d = { .prog = cmd.name };
	struct outfile out;
	struct csvin *in;
	struct sbuf bytes = { 0 };
	char date[CIVIL_TEXT];
	const int i = cli_parse(&cmd, &d, argc, argv);

	if (i == argc)
		diag_usage(&d, _("which kind of chart: %s"), chart_kinds());
	if (!chart_known(argv[i]))
		diag_usage(&d, _("'%s' is not a kind of chart: %s"), argv[i], chart_kinds());
	check(&d, &w, &c, &o);
	chart_check(&d, argv[i], &o);
	if (o.format == CANVAS_PDF)
		o.date = pdf_date(&d, c.date, date);
	outfile_open(&out, &d, c.output, o.format != CANVAS_SVG);
	in = csvin_open(&d, argv + i + 1);
	chart_draw(&d, in, argv[i], &o, &bytes);
	diag_note(&d, ngettext("%lu row drawn", "%lu rows drawn", in->nrow), in->nrow);
	csvin_close(in);
	outfile_write(&out, bytes.p, bytes.n);
	outfile_commit(&out);
	sbuf_release(&bytes);
	return diag_finish(&d);
}

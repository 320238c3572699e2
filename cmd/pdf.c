/*
 * qj-pdf - pages from Markdown
 *
 * Reads qj-markdown(5) from one file or standard input and writes a PDF: the page grid of the profile,
 * numbered tables and figures, tables over pages, bookmarks, links, metadata.  Two runs are the same bytes.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli.h"
#include "csvout.h"
#include "page_draw.h"
#include "textin.h"
#include "version.h"

struct settings {
	const char	*profile, *base, *map;
	bool		 bind, fonts;
};

/* Which date the pages and the metadata have. */
struct dates {
	char	printed[CIVIL_TEXT];	/* "" where none was told */
	char	created[CIVIL_TEXT + 16];
};

/* A filter before us that failed ends its output with "#qj-failed NAME: reason". */
static void
check_upstream(struct diag *d, const struct sbuf *b)
{
	static const char mark[] = "#qj-failed ";
	const size_t n = sizeof(mark) - 1;
	size_t at = b->n, end;

	while (at > 0 && b->p[at - 1] == '\n')
		at--;
	end = at;
	while (at > 0 && b->p[at - 1] != '\n')
		at--;
	if (end - at > n && memcmp(b->p + at, mark, n) == 0) {
		b->p[end] = '\0';
		diag_upstream(d, b->p + at + n);
	}
}

static void
date_from(struct dates *t, struct civil c, bool printed)
{
	const struct ymd y = civil_ymd(c.date ? civil_day_of(c) : civil_day_of((struct civil){ c.sec, true }));
	const int s = c.date ? 0 : (int)(c.sec % CIVIL_DAY);

	(void)snprintf(t->created, sizeof(t->created), "%04d-%02d-%02dT%02d:%02d:%02d+08:00", y.y, y.m, y.d,
	    s / 3600, s / 60 % 60, s % 60);
	if (printed)
		(void)civil_print(t->printed, (struct civil){ civil_days(y.y, y.m, y.d) * CIVIL_DAY, true });
}

/* --date, else the front matter, else SOURCE_DATE_EPOCH, else the clock with a note. */
static void
find_date(struct dates *t, struct diag *d, const char *option, const struct page_front *f)
{
	const char *front = page_front_get(f, "date"), *epoch = getenv("SOURCE_DATE_EPOCH");
	struct civil c;
	long sec;

	*t = (struct dates){ "", "" };
	if (option != NULL) {
		if (!civil_parse(sv_of(option), &c) || c.sec < 0)
			diag_usage(d, _("option --date: '%s' is not a date"), option);
		date_from(t, c, true);
	} else if (front != NULL && civil_parse(sv_of(front), &c))
		date_from(t, c, true);
	else if (epoch != NULL && num_parse(epoch, 0, 253402300799 - 28800, &sec))
		date_from(t, (struct civil){ sec + 28800, false }, false);
	else {
		date_from(t, (struct civil){ (int64_t)time(NULL) + 28800, false }, false);
		diag_note(d, _("no date is given; the clock's is written into the file"));
	}
}

static void
print_fonts(struct diag *d, const struct page_fonts *f, const char *file)
{
	struct csvout *out = csvout_open(d, file, false);

	csvout_text(out, "role");
	csvout_text(out, "official");
	csvout_text(out, "family");
	csvout_text(out, "weight");
	csvout_text(out, "source");
	csvout_end(out);
	for (size_t i = 0; i < f->n; i++) {
		csvout_text(out, f->font[i].role);
		csvout_text(out, f->font[i].wanted);
		csvout_text(out, f->font[i].family);
		csvout_text(out, f->font[i].weight == PANGO_WEIGHT_BOLD ? "bold" : "normal");
		csvout_text(out, f->font[i].mapped ? "map" : "built-in");
		csvout_end(out);
	}
	csvout_close(out);
}

/* The folder of the document, for its pictures. */
static char *
folder_of(const char *file)
{
	const char *slash = file == NULL ? NULL : strrchr(file, '/');

	if (slash == NULL)
		return strdup(".");
	return strndup(file, slash == file ? 1 : (size_t)(slash - file));
}

static void
make(struct diag *d, const struct settings *s, const struct cli_common *c, const struct page_fonts *fonts,
    const char *file)
{
	struct sbuf text = { 0 }, pdf = { 0 };
	struct md_doc doc = { 0 };
	struct page_sheet sheet;
	struct page_type type;
	struct page_flow flow = { .doc = &doc, .sheet = &sheet, .type = &type };
	struct outfile out;
	struct dates date;
	char *folder = folder_of(file);
	const char *const dirs[] = { s->base != NULL ? s->base : folder, s->base != NULL ? folder : NULL, NULL };
	const char *profile, *bind;

	outfile_open(&out, d, c->output, true);
	textin_read(d, file, &text);
	check_upstream(d, &text);
	md_read(&doc, d, textin_name(file), sbuf_sv(&text));
	profile = s->profile != NULL ? s->profile : page_front_get(&doc.front, "profile");
	bind = page_front_get(&doc.front, "bind");
	find_date(&date, d, c->date, &doc.front);
	flow.date = date.printed[0] == '\0' ? NULL : date.printed;
	page_sheet_init(&sheet, NULL, profile != NULL ? profile : "R");
	page_type_init(&type, fonts, NULL, page_front_english(&doc.front));
	page_flow_set(&flow, d, dirs);
	page_type_check(&type, d, doc.file);
	page_flow_break(&flow);
	page_draw(&flow, d, &(struct page_meta){ "qj-pdf (Qingjiang) " QJ_VERSION, date.created,
	    s->bind || (bind != NULL && strcmp(bind, "yes") == 0) }, &pdf);
	outfile_write(&out, pdf.p, pdf.n);
	outfile_commit(&out);
	diag_note(d, _("pages %zu, tables %u, figures %u"), flow.npage, doc.ntable, doc.nfigure);
	page_flow_release(&flow);
	page_type_release(&type);
	md_release(&doc);
	sbuf_release(&text);
	sbuf_release(&pdf);
	free(folder);
}

int
main(int argc, char *argv[])
{
	struct settings s = { .profile = NULL };
	const struct cli_opt opts[] = {
		{ 0, "base", CLI_DIR, "DIR", N_("folder of the pictures, before the document's own"), &s.base },
		{ 0, "bind", CLI_FLAG, NULL, N_("change left and right margins on even pages, for print"), &s.bind },
		{ 0, "font-map", CLI_FILE, "FILE", N_("CSV role,family[,weight] of the centre's own fonts"), &s.map },
		{ 0, "fonts", CLI_FLAG, NULL, N_("print the fonts in use as CSV and exit"), &s.fonts },
		{ 0, "profile", CLI_CHOICE, "R|G", N_("page of a report or of an official paper [R]"), &s.profile },
		{ .kind = CLI_END }
	};
	struct cli_common c = { 0 };
	const struct cli_cmd cmd = { "qj-pdf", N_("pages from Markdown"), "[file]", opts, CLI_OUTPUT | CLI_DATE, &c };
	struct diag d = { .prog = cmd.name };
	struct page_fonts fonts;
	const int i = cli_parse(&cmd, &d, argc, argv);

	if (argc - i > 1)
		diag_usage(&d, _("one document at a time; '%s' is one too many"), argv[i + 1]);
	page_fonts_init(&fonts, &d, NULL, s.map);
	if (s.fonts)
		print_fonts(&d, &fonts, c.output);
	else
		make(&d, &s, &c, &fonts, i < argc && strcmp(argv[i], "-") != 0 ? argv[i] : NULL);
	page_fonts_release(&fonts);
	return diag_finish(&d);
}

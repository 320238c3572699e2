/*
 * qj-fill - fill a Mustache template from CSVs, every figure traced
 *
 * The template is the first operand, data are NAME=FILE behind it.  Nothing is computed here: values
 * are put in as they stand, tables by a layout; --facts lists each figure with its file, row and column.
 */
#include <stdlib.h>

#include "cli.h"
#include "csvout.h"
#include "mem.h"
#include "slotjson.h"
#include "slots.h"
#include "tables.h"
#include "textin.h"

struct fill {
	struct diag	*d;
	struct tables	 tabs;
	struct items	 items;
	struct grids	 grids;
	struct layout	 layout;
	struct facts	 facts;
	struct slots	 slots;
};

struct options {
	const char	*escape, *facts, *partials, *layout, *columns;
	bool		 lax;
	struct cli_list	 set, absent;
	struct cli_common common;
};

static bool
has_extension(const char *file, const char *ext)
{
	const size_t n = strlen(file), k = strlen(ext);

	return n > k && strcmp(file + n - k, ext) == 0;
}

/* By --escape, else by the template's name. */
static enum escape
escape_of(const char *asked, const char *file)
{
	if (asked != NULL)
		return strcmp(asked, "md") == 0 ? ESCAPE_MD : strcmp(asked, "html") == 0 ? ESCAPE_HTML : ESCAPE_NONE;
	if (has_extension(file, ".html") || has_extension(file, ".htm"))
		return ESCAPE_HTML;
	return file[0] == '\0' || has_extension(file, ".md") ? ESCAPE_MD : ESCAPE_NONE;
}

static void
add_json(struct fill *f, const char *operand)
{
	const char *file = grid_operand_file(operand);
	struct slotval *v = mem_alloc(sizeof(*v));
	char *name = mem_ndup(operand, file == operand ? 0 : (size_t)(file - operand) - 1);

	slotjson_read(v, f->d, name, file);
	slots_add(&f->slots, v);
	free(name);
}

static void
add_data(struct fill *f, const char *operand)
{
	if (has_extension(operand, ".json")) {
		add_json(f, operand);
		return;
	}
	grids_add(&f->grids, f->d, grid_open(f->d, operand));
	slots_grid(&f->slots, f->grids.v[f->grids.n - 1]);
}

static void
add_settings(struct fill *f, const struct options *o)
{
	for (size_t i = 0; i < o->set.n; i++) {
		const char *eq = strchr(o->set.v[i], '=');

		if (eq == NULL || eq == o->set.v[i])
			diag_usage(f->d, _("option --set: '%s' is not NAME=VALUE"), o->set.v[i]);
		slots_text(&f->slots, (struct sv){ o->set.v[i], (size_t)(eq - o->set.v[i]) }, sv_of(eq + 1));
	}
	for (size_t i = 0; i < o->absent.n; i++)
		slots_absent(&f->slots, sv_of(o->absent.v[i]));
}

/* {{table:NAME}} */
static bool
put_table(void *arg, struct sv word, struct sv name, struct sbuf *out)
{
	struct fill *f = arg;
	const struct table_layout *t = sv_is(word, "table") ? layout_find(&f->layout, name) : NULL;
	struct table_view v;

	if (t == NULL)
		return false;
	table_bind(&v, f->d, t, &f->grids, &f->tabs, &f->items);
	table_markdown(&v, &f->facts, out);
	table_unbind(&v);
	return true;
}

/* The template's text: a file, standard input, or one compiled in, builtin:NAME. */
static void
read_template(struct diag *d, const char *name, struct sbuf *text)
{
	static const char builtin[] = "builtin:";
	struct sbuf b = { 0 };
	const char *body;

	if (strncmp(name, builtin, sizeof(builtin) - 1) != 0) {
		textin_read(d, name, text);
		return;
	}
	sbuf_printf(&b, "templates/%s", name + sizeof(builtin) - 1);
	body = text_get(b.p);
	if (body == NULL)
		diag_usage(d, _("no template '%s' is built in"), name + sizeof(builtin) - 1);
	sbuf_puts(text, body);
	sbuf_release(&b);
}

static void
set_up(struct fill *f, const struct options *o, const char *template)
{
	const char *dot = strrchr(template, '.');

	items_init(&f->items, &f->tabs);
	facts_init(&f->facts, &f->items, &f->tabs);
	slots_init(&f->slots, f->d, &f->items);
	f->slots.escape = escape_of(o->escape, template);
	f->slots.lax = o->lax;
	f->slots.partials = o->partials;
	f->slots.extension = *template == '\0' ? ".md" : dot == NULL || strchr(dot, '/') != NULL ? NULL : dot;
	f->slots.facts = &f->facts;
	f->slots.block = put_table;
	f->slots.block_arg = f;
	if ((o->layout == NULL) != (o->columns == NULL))
		diag_usage(f->d, _("--layout and --columns go together"));
	if (o->layout != NULL)
		layout_read(&f->layout, f->d, o->layout, o->columns);
	add_settings(f, o);
}

static void
release(struct fill *f)
{
	slots_release(&f->slots);
	facts_release(&f->facts);
	layout_release(&f->layout);
	grids_release(&f->grids);
	items_release(&f->items);
}

/* The list of figures first: where it can't be written there is no text that lacks it. */
static void
write_out(struct fill *f, const struct options *o, const struct sbuf *text)
{
	struct outfile out;

	if (o->facts != NULL)
		facts_write(&f->facts, f->d, o->facts);
	outfile_open(&out, f->d, o->common.output, false);
	outfile_write(&out, text->p, text->n);
	outfile_commit(&out);
}

int
main(int argc, char *argv[])
{
	struct options o = { .escape = NULL };
	const struct cli_opt opts[] = {
		{ 0, "lax", CLI_FLAG, NULL, N_("an unknown name is empty, not an error"), &o.lax },
		{ 0, "absent", CLI_LIST, "NAME", N_("NAME has no input: a table without rows"), &o.absent },
		{ 0, "columns", CLI_FILE, "FILE", N_("columns of the tables of --layout"), &o.columns },
		{ 0, "escape", CLI_CHOICE, "md|html|none", N_("how values are escaped [by the template's name]"),
		    &o.escape },
		{ 0, "facts", CLI_FILE, "FILE", N_("write every figure put in, with its source, to FILE"), &o.facts },
		{ 0, "layout", CLI_FILE, "FILE", N_("tables for {{table:NAME}}"), &o.layout },
		{ 0, "partials", CLI_DIR, "DIR", N_("folder of the templates that {{> name}} puts in"), &o.partials },
		{ 0, "set", CLI_LIST, "NAME=VALUE", N_("a value by hand"), &o.set },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-fill", N_("fill a template, every figure traced"),
	    "[template] [name=file...]", opts, CLI_OUTPUT, &o.common };
	struct diag d = { .prog = cmd.name };
	struct fill f = { .d = &d };
	struct sbuf text = { 0 }, out = { 0 };
	const int first = cli_parse(&cmd, &d, argc, argv);
	const char *template = first < argc ? argv[first] : "-";

	set_up(&f, &o, strcmp(template, "-") == 0 ? "" : template);
	for (int i = first + 1; i < argc; i++)
		add_data(&f, argv[i]);
	read_template(&d, template, &text);
	slots_fill(&f.slots, textin_name(template), sbuf_sv(&text), &out);
	write_out(&f, &o, &out);
	diag_note(&d, ngettext("%zu figure put in", "%zu figures put in", f.facts.n), f.facts.n);
	sbuf_release(&text);
	sbuf_release(&out);
	release(&f);
	return diag_finish(&d);
}

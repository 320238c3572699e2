/*
 * qj-sample - samples and their blind codes
 *
 * decode puts the section back in the place of each blind code, and says beside it what the code was:
 * a sample, a blank, a duplicate, a pair or a reference material.  The key stays with one person.
 */
#include <stdlib.h>

#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "mem.h"
#include "samplekey.h"
#include "settings.h"

struct job {
	struct diag		d;
	struct cli_common	common;
	const char		*key_file, *code_col;
	bool			any_mode;
	struct items		items;
	struct samplekey	*key;
	struct csvin		*in;
	struct csvout		*out;
	size_t			station;
	int			item;		/* of a long table; -1: none */
	bool			wide;
	unsigned long		nunknown;	/* rows */
};

static const char *const added[] = { "code", "kind", "pair", "vertical", "reference", "uncertainty" };

#define NADDED (sizeof(added) / sizeof(added[0]))

static void
bind(struct job *j)
{
	const struct csvin *in = j->in;

	j->station = csvin_need(in, j->code_col);
	j->item = csvin_column(in, "item");
	j->wide = j->item < 0 || csvin_column(in, "value") < 0;
	for (size_t k = 0; k <= NADDED; k++) {
		const int c = csvin_column(in, k < NADDED ? added[k] : "station");

		if (c >= 0 && (size_t)c != j->station)
			diag_refuse(&j->d, &(struct place){ in->file, 1, in->name[c] },
			    _("the table has this column already, as if it were decoded"));
	}
}

static void
put_header(struct job *j)
{
	for (size_t c = 0; c < j->in->ncol; c++)
		csvout_text(j->out, c == j->station ? "station" : j->in->name[c]);
	for (size_t k = 0; k < NADDED; k++)
		csvout_text(j->out, added[k]);
	csvout_end(j->out);
}

/* A wide row has a value of the item. */
static bool
has_item(const struct job *j, const char *item)
{
	for (size_t c = 0; c < j->in->ncol; c++) {
		struct item_column ic;

		if (csvin_field(j->in, c).n == 0)
			continue;
		if (strcmp(j->in->name[c], item) == 0 || (items_column(&j->items, "water", sv_of(j->in->name[c]), &ic) &&
		    ic.stat.n == 0 && strcmp(ic.item->name, item) == 0))
			return true;
	}
	return false;
}

/* What is certified: of the row's item, or of a wide row "ITEM:value" for each item of the key. */
static void
put_reference(struct job *j, const struct samplekey_code *s)
{
	struct sbuf value = { 0 }, uncertainty = { 0 };

	if (!j->wide) {
		struct samplekey_reference *r = samplekey_reference(j->key, s, &j->items, csvin_field(j->in, (size_t)j->item));

		csvout_text(j->out, r == NULL ? "" : r->value);
		csvout_text(j->out, r == NULL ? "" : r->uncertainty);
		if (r != NULL)
			r->came = true;
		return;
	}
	for (size_t i = s->first; i != SIZE_MAX; i = j->key->reference[i].next) {
		struct samplekey_reference *r = &j->key->reference[i];

		sbuf_printf(&value, "%s%s:%s", value.n > 0 ? " " : "", r->item, r->value);
		sbuf_printf(&uncertainty, "%s%s:%s", uncertainty.n > 0 ? " " : "", r->item, r->uncertainty);
		r->came = r->came || has_item(j, r->item);
	}
	csvout_cell(j->out, sbuf_sv(&value));
	csvout_cell(j->out, sbuf_sv(&uncertainty));
	sbuf_release(&value);
	sbuf_release(&uncertainty);
}

/* A code that the key lacks: under -k the row goes on as it is, its values dropped, of no kind. */
static void
put_unknown(struct job *j, struct sv code)
{
	struct sbuf q = { 0 };

	str_quote(&q, code);
	if (q.n == 0)
		(void)csvin_bad(j->in, j->station, "code", _("the code is empty"));
	else
		(void)csvin_bad(j->in, j->station, "code", _("'%s' is no code of the key"), q.p);
	csvin_flag(j->in, "*", "unreadable");
	sbuf_release(&q);
	j->nunknown++;
	csvout_row(j->out, j->in);
	csvout_cell(j->out, csvin_field(j->in, j->station));
	for (size_t k = 1; k < NADDED; k++)
		csvout_empty(j->out);
	csvout_end(j->out);
}

static void
put_row(struct job *j)
{
	const struct sv code = csvin_field(j->in, j->station);
	struct samplekey_code *s = samplekey_find(j->key, code);

	if (s == NULL) {
		put_unknown(j, code);
		return;
	}
	s->came = true;
	for (size_t c = 0; c < j->in->ncol; c++)
		csvout_cell(j->out, c == j->station ? sv_of(s->station) : csvin_field(j->in, c));
	csvout_cell(j->out, sv_trim(code));
	csvout_text(j->out, labqc_kind_name(s->kind));
	csvout_text(j->out, s->pair);
	csvout_text(j->out, s->vertical);
	put_reference(j, s);
	csvout_end(j->out);
}

static void
name(struct sbuf *b, const char *code, const char *item)
{
	sbuf_printf(b, "%s%s%s%s", b->n > 0 ? ", " : "", code, *item == '\0' ? "" : " ", item);
}

/* What was taken and coded, and has no result. */
static void
say(struct job *j)
{
	const struct samplekey *k = j->key;
	struct sbuf codes = { 0 }, items = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < k->codes.n; i++) {
		if (!k->v[i].came) {
			n++;
			name(&codes, k->codes.key[i], "");
		}
		for (size_t r = k->v[i].came ? k->v[i].first : SIZE_MAX; r != SIZE_MAX; r = k->reference[r].next) {
			if (!k->reference[r].came)
				name(&items, k->codes.key[i], k->reference[r].item);
		}
	}
	csvout_summary(j->out, j->in);
	if (j->nunknown > 0)
		diag_warn(&j->d, _("%lu rows have codes that the key lacks: flagged unreadable, of no kind"), j->nunknown);
	if (n > 0)			/* of an empty table that is no news */
		(j->in->nrow > 0 ? diag_warn : diag_note)(&j->d, _("%zu of %zu codes of the key have no row: %s"), n, k->codes.n,
		    codes.p);
	if (items.n > 0)
		diag_warn(&j->d, _("reference values without a result: %s"), items.p);
	sbuf_release(&codes);
	sbuf_release(&items);
}

static void
decode(struct job *j, char *const files[])
{
	if (j->key_file == NULL)
		diag_usage(&j->d, _("option --key is needed"));
	j->key = samplekey_read(&j->d, j->key_file, j->any_mode, &j->items);
	j->in = csvin_open(&j->d, files);
	bind(j);
	j->out = csvout_open(&j->d, j->common.output, j->common.bom);
	put_header(j);
	while (csvin_next(j->in))
		put_row(j);
	say(j);
	csvin_close(j->in);
	csvout_close(j->out);
	samplekey_free(j->key);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "items", NULL };
	struct job j = { .code_col = "station" };
	struct tables tabs = { 0 };
	const struct cli_opt opts[] = {
		{ 0, "any-mode", CLI_FLAG, NULL, N_("use the key though others than its owner may read it"), &j.any_mode },
		{ 0, "key", CLI_FILE, "FILE", N_("the key: what each blind code stands for"), &j.key_file },
		{ 0, "station", CLI_TEXT, "COL", N_("column that holds the blind code [station]"), &j.code_col },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-sample", N_("samples and their blind codes"), "decode [file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_TABLE, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);

	settings_init(&tabs, &j.d, &j.common, used);
	if (i >= argc)
		diag_usage(&j.d, _("say what to do: decode"));
	if (strcmp(argv[i], "decode") != 0)
		diag_usage(&j.d, _("'%s' is not known here: decode"), argv[i]);
	items_init(&j.items, &tabs);
	decode(&j, argv + i + 1);
	items_release(&j.items);
	return diag_finish(&j.d);
}

#include <stdlib.h>

#include "import.h"
#include "bytes.h"
#include "mem.h"
#include "textin.h"

/* Formats that are no tables, or no profile can tell; auto asks them first. */
static const struct import_format *const formats[] = { &import_cnemc_sites, &import_table };

#define NFORMAT (sizeof(formats) / sizeof(formats[0]))

/* The word folded, in m->word. */
static struct sv
folded(struct import *m, struct sv word)
{
	sbuf_clear(&m->word);
	str_fold(&m->word, word);
	return sbuf_sv(&m->word);
}

static void
init_marks(struct import *m)
{
	const struct table *t = table_get(m->tabs, "missing");
	const size_t mark = table_col(t, "mark"), medium = table_col(t, "medium"), except = table_col(t, "except");

	m->nmark = t->nrow;
	m->mark = mem_array(t->nrow, sizeof(*m->mark));
	for (size_t i = 0; i < t->nrow; i++) {
		struct import_mark *k = &m->mark[i];
		char text[DEC_TEXT];
		struct sv s = sv_of(table_at(t, i, mark));
		uint8_t *len;

		*k = (struct import_mark){ .text = s, .medium = table_at(t, i, medium), .except = sv_of(table_at(t, i, except)) };
		if (!dec_parse(s, &k->x))
			k->x = (struct dec){ 0 };
		else if (dec_has(k->x))			/* its shortest form: -99 of -99.0 */
			s = (struct sv){ text, dec_print_short(text, k->x) };
		len = s.n == 0 ? NULL : &m->mark_len[(unsigned char)s.p[0]];
		if (len != NULL && (*len == 0 || s.n < *len))
			*len = (uint8_t)(s.n < UINT8_MAX ? s.n : UINT8_MAX);
	}
}

static void
init_points(struct import *m)
{
	const struct table *t = table_get(m->tabs, "compass");
	const size_t point = table_col(t, "point"), deg = table_col(t, "deg"), alias = table_col(t, "aliases");

	for (size_t i = 0; i < t->nrow; i++) {
		struct sv rest = sv_of(table_at(t, i, alias)), part = sv_of(table_at(t, i, point));

		do {
			const size_t n = m->points.n, k = map_put(&m->points, folded(m, part));

			m->point_deg = mem_grow(m->point_deg, &m->pointcap, m->points.n, sizeof(*m->point_deg));
			if (k == n && !dec_parse(sv_of(table_at(t, i, deg)), &m->point_deg[k]))
				m->point_deg[k] = (struct dec){ 0 };
		} while (sv_split(&rest, '|', &part));
	}
}

static void
add_flag_word(struct import *m, const char *word, const char *code)
{
	const size_t n = m->flag_words.n, k = map_put(&m->flag_words, sv_of(word));

	m->flag_code = mem_grow(m->flag_code, &m->flagcap, m->flag_words.n, sizeof(*m->flag_code));
	if (k == n)
		m->flag_code[k] = code;
}

void
import_init(struct import *m)
{
	const struct table *nd = table_get(m->tabs, "nondetects"), *flags = table_get(m->tabs, "flags");
	const size_t code = table_col(flags, "code"), zh = table_col(flags, "zh");

	items_init(&m->items, m->tabs);
	init_marks(m);
	init_points(m);
	for (size_t i = 0; i < nd->nrow; i++)
		(void)map_put(&m->nd_words, folded(m, sv_of(table_at(nd, i, 0))));
	for (size_t i = 0; i < flags->nrow; i++) {
		add_flag_word(m, table_at(flags, i, code), table_at(flags, i, code));
		add_flag_word(m, table_at(flags, i, zh), table_at(flags, i, code));
	}
}

void
import_release(struct import *m)
{
	items_release(&m->items);
	free(m->mark);
	free(m->point_deg);
	free(m->flag_code);
	map_release(&m->nd_words);
	map_release(&m->points);
	map_release(&m->flag_words);
	sbuf_release(&m->word);
	free(m->part);
	if (m->profile != NULL)
		profile_free(m->profile);
	sbuf_release(&m->note);
}

/* --- the formats ----------------------------------------------------------------------------- */

static void
list_row(struct csvout *out, struct sv name, struct sv layout, struct sv brief)
{
	csvout_cell(out, name);
	csvout_cell(out, layout);
	csvout_cell(out, brief);
	csvout_end(out);
}

void
import_list(struct import *m)
{
	struct csvout *out = csvout_open(m->d, m->common->output, false);
	const bool zh = strcmp(_("language:en"), "language:zh") == 0;
	const char *file, *text;

	csvout_text(out, "format");
	csvout_text(out, "layout");
	csvout_text(out, "description");
	csvout_end(out);
	for (size_t i = 0; i < NFORMAT; i++)
		list_row(out, sv_of(formats[i]->name), sv_of("seen"), sv_of(_(formats[i]->brief)));
	list_row(out, sv_of("hj212"), sv_of("seen"), sv_of(_(import_hj212_brief)));
	for (size_t i = 0; (text = profile_builtin(i, &file)) != NULL; i++)
		list_row(out, profile_fact(text, "name"), profile_fact(text, "layout"), profile_fact(text, zh ? "zh" : "brief"));
	csvout_close(out);
}

/* --- which format a file is of --------------------------------------------------------------- */

static const struct import_format *
format_named(const char *name)
{
	for (size_t i = 0; i < NFORMAT; i++) {
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	}
	return NULL;
}

/* The built-in profile of that name, read whole; NULL for none. */
static struct profile *
profile_named(struct diag *d, struct sv name)
{
	const char *file, *text;

	for (size_t i = 0; (text = profile_builtin(i, &file)) != NULL; i++) {
		if (sv_same(profile_fact(text, "name"), name))
			return profile_read(d, file, text, true);
	}
	return NULL;
}

/* What auto has found so far. */
struct found {
	const struct import_format	*format;
	struct sv			 profile;	/* its name */
	struct import_part		 part;
	size_t				 n;
	struct sbuf			 names;
};

static void
found_one(struct found *f, const struct import_format *format, struct sv name, enum rows_split split, size_t header)
{
	f->format = format;
	f->profile = name;
	f->part.split = split;
	f->part.header = header;
	sbuf_printf(&f->names, "%s%.*s", f->n++ > 0 ? ", " : "", (int)name.n, name.p);
}

/* Asks every format; a table without a profile is what nothing else is. */
static void
guess(struct import *m, struct rows *r, struct found *f)
{
	const char *file, *text;
	enum rows_split split;
	size_t header;

	for (size_t i = 0; i < NFORMAT; i++) {
		if (formats[i] != &import_table && formats[i]->looks(m, r, &split, &header) == 2)
			found_one(f, formats[i], sv_of(formats[i]->name), split, header);
	}
	for (size_t i = 0; (text = profile_builtin(i, &file)) != NULL; i++) {
		struct profile *p = profile_read(m->d, file, text, false);

		if (profile_match(p, r, &split, &header))
			found_one(f, NULL, profile_fact(text, "name"), split, header);
		profile_free(p);
	}
	if (f->n == 0 && import_table.looks(m, r, &split, &header) > 0)
		found_one(f, &import_table, sv_of("table"), split, header);
}

/* Tells the format of the rows (a file, or the sheet it stands at); false where they are of none. */
static bool
recognise(struct import *m, struct rows *r, const char *name, struct import_part *part)
{
	const bool first = m->npart == 0;

	if (m->profile != NULL)
		return profile_match(m->profile, r, &part->split, &part->header);
	if (m->format != NULL)
		return m->format->looks(m, r, &part->split, &part->header) > 0 ||
		    (m->format == &import_table && strcmp(name, "table") == 0 && rows_nsheet(r) == 1);
	if (strcmp(name, "auto") == 0) {
		struct found f = { .n = 0 };

		guess(m, r, &f);
		if (f.n > 1)
			diag_refuse(m->d, &(struct place){ r->name, 0, NULL }, _("it may be any of %s; name the format"), f.names.p);
		sbuf_release(&f.names);
		if (f.n == 0)
			return false;
		m->format = f.format;
		m->profile = f.format == NULL ? profile_named(m->d, f.profile) : NULL;
		part->split = f.part.split;
		part->header = f.part.header;
		if (first)
			diag_note(m->d, _("%s: read as %.*s, %s"), r->name, (int)f.profile.n, f.profile.p, r->encoding);
		return true;
	}
	return false;
}

/* The format that was named, and not auto. */
static void
take_named(struct import *m, const char *name)
{
	if (m->own_profile != NULL) {
		struct sbuf b = { 0 };

		textin_read(m->d, m->own_profile, &b);
		m->profile = profile_read(m->d, m->own_profile, b.p == NULL ? "" : b.p, true);
		sbuf_release(&b);
		if (strcmp(name, "auto") != 0 && strcmp(name, m->profile->name) != 0)
			diag_usage(m->d, _("option --profile: the profile's name is %s, not %s"), m->profile->name, name);
		return;
	}
	if (strcmp(name, "auto") == 0)
		return;
	m->format = format_named(name);
	if (m->format == NULL)
		m->profile = profile_named(m->d, sv_of(name));
	if (m->format == NULL && m->profile == NULL)
		diag_usage(m->d, _("format '%s' is not known; qj-import --list names them"), name);
}

static const char *
name_of(const struct import *m)
{
	return m->profile != NULL ? m->profile->name : m->format->name;
}

static void
add_part(struct import *m, const char *file, size_t sheet, const struct import_part *found)
{
	m->part = mem_grow(m->part, &m->partcap, m->npart + 1, sizeof(*m->part));
	m->part[m->npart] = *found;
	m->part[m->npart].file = file;
	m->part[m->npart++].sheet = sheet;
}

/* Whether --sheet leaves sheet i out: it names one, or its number. */
static bool
not_wanted(const struct import *m, const struct rows *r, size_t i)
{
	long n;

	if (r->kind != ROWS_SHEET || m->sheet == NULL)
		return rows_sheet_hidden(r, i);
	return strcmp(m->sheet, rows_sheet_name(r, i)) != 0 && !(num_parse(m->sheet, 1, 10000, &n) && (size_t)n == i + 1);
}

static void
refuse_file(struct import *m, struct rows *r, const char *name)
{
	unsigned long line = 0;
	bool time = false;

	if (r->kind == ROWS_SHEET && m->sheet != NULL)
		diag_refuse(m->d, &(struct place){ r->name, 0, NULL }, _("no sheet '%s' of this format"), m->sheet);
	if (m->npart > 0)
		diag_refuse(m->d, &(struct place){ r->name, 1, NULL }, _("the first file is %s, and this is not"), name_of(m));
	if (strcmp(name, "auto") != 0 || m->own_profile != NULL)
		diag_refuse(m->d, &(struct place){ r->name, 1, NULL }, _("the header is not that of %s"), name_of(m));
	if (!import_table_lacks(m, r, &line, &time))
		diag_refuse(m->d, &(struct place){ r->name, 0, NULL }, _("empty: not even a header row"));
	if (time)
		diag_refuse(m->d, &(struct place){ r->name, line, NULL },
		    _("no format is surely this one (as a table, its header names no time); name it"));
	diag_refuse(m->d, &(struct place){ r->name, line, NULL },
	    _("no format is surely this one (as a table, its header names no item of the registry); name it"));
}

/* The parts of one file; what can't be read again stays open. */
static void
find_parts(struct import *m, const char *file, const char *name, struct rows *r)
{
	const bool again = file != NULL && bytes_is_regular(file);
	const size_t before = m->npart;
	struct sbuf out = { 0 };

	for (size_t i = 0; i < rows_nsheet(r); i++) {
		struct import_part part = { .open = again ? NULL : r };

		if (not_wanted(m, r, i))
			continue;
		rows_sheet(r, i);
		if (recognise(m, r, name, &part))
			add_part(m, file, i, &part);
		else
			sbuf_printf(&out, "%s%s", out.n > 0 ? ", " : "", rows_sheet_name(r, i) == NULL ? "" : rows_sheet_name(r, i));
	}
	if (m->npart == before)
		refuse_file(m, r, name);
	if (out.n > 0)
		diag_note(m->d, _("%s: sheets that hold no such table left out: %s"), file == NULL ? "stdin" : file, out.p);
	sbuf_release(&out);
	if (again)
		rows_close(r);
}

bool
import_again(const struct import_part *part)
{
	return part->open == NULL || part->open->kind != ROWS_TEXT;
}

struct rows *
import_open(struct import *m, const struct import_part *part)
{
	struct rows *r = part->open != NULL ? part->open : rows_open(m->d, part->file, m->encoding);

	rows_sheet(r, part->sheet);
	return r;
}

void
import_shut(struct import *m, const struct import_part *part)
{
	if (part->open == NULL)
		rows_close(m->in);
	m->in = NULL;
}

enum { OF_TABLE = 1, OF_SITES = 2, OF_HJ212 = 4 };

/* An option that the format does not obey would mislead in silence. */
static void
check_options(const struct import *m, int format, const char *name)
{
	const struct cli_common *c = m->common;
	const struct { const char *name; bool given; int of; } opt[] = {
		{ "all", m->all, OF_SITES },
		{ "station", strcmp(c->station, "station") != 0, OF_TABLE },
		{ "time", strcmp(c->time, "time") != 0, OF_TABLE },
		{ "medium", c->medium != NULL, OF_TABLE },
		{ "hour-start", m->hour_start, OF_TABLE },
		{ "code", m->code != NULL, OF_TABLE },
		{ "at", m->at != NULL, OF_TABLE },
		{ "why", m->why, OF_TABLE | OF_HJ212 },
		{ "map", m->map_file != NULL, OF_TABLE | OF_HJ212 },
		{ "mdl", m->mdl_file != NULL, OF_TABLE },
		{ "dates", m->dates != NULL, OF_TABLE },
		{ "zone", m->zone != NULL, OF_TABLE },
		{ "year", m->year > 0, OF_TABLE },
		{ "sheet", m->sheet != NULL, OF_TABLE | OF_SITES },
		{ "profile", m->own_profile != NULL, OF_TABLE | OF_SITES },
		{ "encoding", strcmp(m->encoding, "auto") != 0, OF_TABLE | OF_SITES } };

	for (size_t k = 0; k < sizeof(opt) / sizeof(opt[0]); k++) {
		if (opt[k].given && (opt[k].of & format) == 0)
			diag_usage(m->d, _("option --%s: format %s does not take it"), opt[k].name, name);
	}
}

/* The first file, looked at raw: *hj212 where it holds messages, by its name or its bytes. */
static struct rows *
open_first(struct import *m, const char *name, bool *hj212)
{
	const char *file = m->files[0];
	struct rows *r = rows_open_raw(m->d, file);

	*hj212 = strcmp(name, "hj212") == 0;
	if (strcmp(name, "auto") == 0 && m->own_profile == NULL && import_hj212_looks(rows_head(r))) {
		*hj212 = true;
		diag_note(m->d, _("%s: read as %.*s, %s"), r->name, 5, "hj212", "bytes");
	}
	return r;
}

void
import_run(struct import *m, const char *name)
{
	bool hj212;
	struct rows *first;

	if (strcmp(name, "hj212") != 0)
		take_named(m, name);
	first = open_first(m, name, &hj212);
	if (hj212) {
		check_options(m, OF_HJ212, "hj212");
		import_hj212_run(m, first);
		rows_close(first);
		return;
	}
	if (m->cn != NULL || m->label != NULL)
		diag_usage(m->d, _("option --%s is for hj212"), m->cn != NULL ? "cn" : "label");
	rows_go_on(first, m->encoding);
	find_parts(m, m->files[0], name, first);
	for (char *const *f = m->files; *f != NULL && *++f != NULL;)
		find_parts(m, *f, name, rows_open(m->d, *f, m->encoding));
	check_options(m, m->format == NULL || m->format->keyed ? OF_TABLE : OF_SITES, name_of(m));
	if (m->profile != NULL && m->profile->refuse != NULL)
		diag_refuse(m->d, &(struct place){ m->part[0].file == NULL ? "stdin" : m->part[0].file, 0, NULL }, "%s: %s",
		    m->profile->name, m->profile->refuse);
	m->out = csvout_open(m->d, m->common->output, m->common->bom);
	(m->format != NULL ? m->format : &import_table)->run(m);
	import_summary(m);
	csvout_close(m->out);
}

void
import_summary(const struct import *m)
{
	struct sbuf b = { 0 };

	if (m->d->quiet)
		return;
	sbuf_printf(&b, _("%lu rows in, %lu out"), m->nin, m->out->nrow);
	if (m->nwithheld > 0)
		sbuf_printf(&b, _("; %lu withheld (refused)"), m->nwithheld);
	if (m->nblank > 0)
		sbuf_printf(&b, _("; %lu blank lines skipped"), m->nblank);
	if (m->ncut > 0)
		sbuf_printf(&b, _("; %lu numbers of over 18 digits rounded"), m->ncut);
	diag_note(m->d, "%s", b.p);
	sbuf_release(&b);
	if (m->note.n > 0)
		diag_note(m->d, "%s", m->note.p);
	if (m->nmissing + m->nmarked > 0)
		diag_note(m->d, _("%lu missing marks read as empty, %lu marks split off into flags"), m->nmissing, m->nmarked);
	if (m->nnd + m->nnd_limit > 0)
		diag_note(m->d, _("%lu values not detected without a limit, %lu given that of --mdl"), m->nnd, m->nnd_limit);
}

int
import_column(const struct import *m, char *const name[], size_t n, const char *role)
{
	const struct table *t = table_get(m->tabs, "heads");
	const size_t r = table_col(t, "role"), h = table_col(t, "head");
	struct sbuf *folded = mem_array(n + 1, sizeof(*folded)), b = { 0 };
	int found = -1;

	for (size_t c = 0; c < n; c++)
		str_fold(&folded[c], sv_of(name[c]));
	for (size_t i = 0; i < t->nrow && found < 0; i++) {
		if (strcmp(table_at(t, i, r), role) != 0)
			continue;
		sbuf_clear(&b);
		str_fold(&b, sv_of(table_at(t, i, h)));
		for (size_t c = 0; c < n && found < 0; c++) {
			if (sv_same(sbuf_sv(&folded[c]), sbuf_sv(&b)))
				found = (int)c;
		}
	}
	for (size_t c = 0; c < n; c++)
		sbuf_release(&folded[c]);
	free(folded);
	sbuf_release(&b);
	return found;
}

/* The profile's word for a mark, NULL where it has none. */
static const char *
profile_mark(const struct import *m, struct sv mark)
{
	for (size_t i = 0; m->profile != NULL && i < m->profile->nmark; i++) {
		if (sv_is(mark, m->profile->mark[i].text))
			return m->profile->mark[i].means;
	}
	return NULL;
}

void
import_flag(struct import *m, struct sbuf *flags, const char *item, struct sv mark)
{
	const char *own = profile_mark(m, sv_trim(mark));
	struct sbuf *w = &m->word;
	size_t k;

	if (own != NULL) {
		if (strcmp(own, "-") != 0)		/* a mark of what is as it should be */
			sbuf_printf(flags, "%s%s:%s", flags->n > 0 ? " " : "", item, own);
		return;
	}
	sbuf_clear(w);
	for (size_t i = 0; i < mark.n; i++) {
		if ((unsigned char)mark.p[i] > ' ' && mark.p[i] != ',' && mark.p[i] != ':' && mark.p[i] != '"')
			sbuf_putc(w, mark.p[i]);
	}
	k = map_get(&m->flag_words, sbuf_sv(w));
	sbuf_printf(flags, "%s%s:", flags->n > 0 ? " " : "", item);
	if (k != MAP_NONE)
		sbuf_puts(flags, m->flag_code[k]);
	else
		sbuf_printf(flags, "%s%s", w->n > 2 && memcmp(w->p, "x-", 2) == 0 ? "" : "x-", w->n > 0 ? w->p : "mark");
}

static bool
among(struct sv words, const char *word)
{
	struct sv w;

	while (sv_word(&words, &w)) {
		if (sv_is(w, word))
			return true;
	}
	return false;
}

static bool
is_missing(const struct import *m, const struct item *it, struct sv cell)
{
	struct dec x;
	const bool number = dec_parse(cell, &x) && x.cens == 0;

	for (size_t i = 0; i < m->nmark; i++) {
		const struct import_mark *k = &m->mark[i];

		if (strcmp(k->medium, "*") != 0 && (it == NULL || strcmp(k->medium, it->medium) != 0))
			continue;
		if (it != NULL && k->except.n > 0 && among(k->except, it->name))
			continue;
		if (sv_same(cell, k->text) || (number && dec_has(k->x) && dec_cmp(x, k->x) == 0))
			return true;
	}
	return false;
}

/* Takes a mark "(H)", "（H）" off the end of *cell. */
static void
split_mark(struct sv *cell, struct sv *mark)
{
	static const char *const open[] = { "(", "（" }, *const close[] = { ")", "）" };

	*mark = (struct sv){ NULL, 0 };
	for (size_t k = 0; k < 2; k++) {
		const size_t no = strlen(open[k]), nc = strlen(close[k]);
		const char *o;

		if (cell->n < no + nc || memcmp(cell->p + cell->n - nc, close[k], nc) != 0)
			continue;
		o = memmem(cell->p, cell->n, open[k], no);
		if (o == NULL)
			continue;
		*mark = sv_trim((struct sv){ o + no, (size_t)(cell->p + cell->n - nc - o) - no });
		*cell = sv_trim((struct sv){ cell->p, (size_t)(o - cell->p) });
		return;
	}
}

bool
import_plain(const struct import *m, struct sv s)
{
	const uint8_t len = s.n == 0 ? 0 : m->mark_len[(unsigned char)s.p[0]];

	return (len == 0 || s.n < len) && dec_plain(s);
}

bool
import_point(struct import *m, struct sv word, struct dec *deg)
{
	const size_t k = map_get(&m->points, folded(m, word));

	if (k == MAP_NONE)
		return false;
	*deg = m->point_deg[k];
	return true;
}

enum import_read
import_cell(struct import *m, const struct item *it, struct sv cell, struct dec *x, struct sv *mark)
{
	*x = (struct dec){ 0 };
	cell = sv_trim(cell);
	split_mark(&cell, mark);
	if (mark->n > 0)
		m->nmarked++;
	if (cell.n == 0)
		return IMPORT_EMPTY;
	if (is_missing(m, it, cell)) {
		m->nmissing++;
		return IMPORT_EMPTY;
	}
	switch (dec_read(cell, x)) {
	case DEC_CUT:
		m->ncut++;
		return IMPORT_NUMBER;
	case DEC_OK:
		return IMPORT_NUMBER;
	default:
		*x = (struct dec){ 0 };
		return map_get(&m->nd_words, folded(m, cell)) != MAP_NONE ? IMPORT_ND : IMPORT_BAD;
	}
}

/*
 * x times f without loss: true where the result has at most 18 digits.  Decimal factors (1000, 0.001,
 * 1/10) always give one; 46/30 mostly does not.
 */
static bool
exactly(struct dec x, struct ratio f, struct dec *y)
{
	wide num, den = f.den;
	int scale = x.scale;

	if (__builtin_mul_overflow((wide)x.m, f.num, &num))
		return false;
	for (; den % 10 == 0; den /= 10)
		scale++;
	for (int i = 0; i < DEC_DIGITS && num % den != 0; i++, scale++) {
		if (__builtin_mul_overflow(num, 10, &num))
			return false;
	}
	if (num % den != 0)
		return false;
	for (num /= den; scale > 0 && num % 10 == 0; scale--)
		num /= 10;
	if (scale > DEC_SCALE_MAX || num > INT64_C(999999999999999999) || num < -INT64_C(999999999999999999))
		return false;
	*y = (struct dec){ .m = (int64_t)num, .scale = (int16_t)scale, .kind = DEC_NUMBER };
	return true;
}

struct dec
import_convert(struct dec x, struct ratio f, const struct item *it)
{
	struct dec y;

	if (!dec_has(x) || (f.num == f.den && ratio_has(f)))
		return x;
	if (!exactly(x, f, &y))
		y = ratio_guard(ratio_mul(dec_ratio(x), f), it->decimals + 6);
	y.cens = x.cens;
	return y;
}

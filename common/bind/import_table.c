/*
 * import_table - tables of observations: any with a header that names stations, times and items, and
 * those that a profile describes.  Wide (a column per item) or long (a row per item).
 */
#include <stdlib.h>

#include "importjob.h"
#include "mem.h"

#define HEADER_WITHIN 20		/* rows among which the header of a table without a profile is sought */

/* Rows put aside: the head, its units. */
struct names {
	char	**v;
	size_t	 n;
};

static void
names_release(struct names *a)
{
	for (size_t i = 0; i < a->n; i++)
		free(a->v[i]);
	free(a->v);
	*a = (struct names){ NULL, 0 };
}

/* The row's cells behind those that stand there already: a second row of heads goes on the first. */
static void
names_add(struct names *a, const struct rows *r)
{
	if (r->n > a->n) {
		char **v = mem_array(r->n, sizeof(*v));

		for (size_t c = 0; c < r->n; c++)
			v[c] = c < a->n ? a->v[c] : mem_dup("");
		free(a->v);
		a->v = v;
		a->n = r->n;
	}
	for (size_t c = 0; c < r->n; c++) {
		const struct sv s = sv_trim(r->cell[c]);
		struct sbuf b = { 0 };

		if (s.n == 0 || sv_is(s, a->v[c]))	/* merged cells say it twice */
			continue;
		sbuf_puts(&b, a->v[c]);
		if (b.n > 0)
			sbuf_putc(&b, ' ');
		for (size_t i = 0; i < s.n; i++)
			sbuf_putc(&b, s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i]);
		free(a->v[c]);
		a->v[c] = b.p;
	}
}

static bool
all_empty(const struct rows *r)
{
	for (size_t c = 0; c < r->n; c++) {
		if (sv_trim(r->cell[c]).n > 0)
			return false;
	}
	return true;
}

/* --- what the top of a table says ------------------------------------------------------------ */

static size_t
split_names(struct sv joined, char *name[], size_t cap)
{
	struct sv part;
	size_t n = 0;

	while (n < cap && sv_split(&joined, '|', &part))
		name[n++] = mem_ndup(part.p, part.n);
	return n;
}

/* Whether the row is a header: it names a time, and an item or a column of items. */
static bool
is_header(const struct import *m, struct sv joined)
{
	char *name[512];
	const size_t n = split_names(joined, name, sizeof(name) / sizeof(name[0]));
	const bool time = import_column(m, name, n, "time") >= 0 || import_column(m, name, n, "date") >= 0;
	bool item = import_column(m, name, n, "item") >= 0 && import_column(m, name, n, "value") >= 0;

	for (size_t c = 0; c < n && time && !item; c++) {
		struct item_column ic;

		item = items_column(&m->items, NULL, sv_of(name[c]), &ic);
	}
	for (size_t c = 0; c < n; c++)
		free(name[c]);
	return time && item;
}

static size_t
count_bars(struct sv s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '|';
	return n;
}

static int
looks(const struct import *m, struct rows *r, enum rows_split *split, size_t *header)
{
	static const enum rows_split any[] = { ROWS_COMMA, ROWS_TAB, ROWS_SEMICOLON };
	size_t most = 0;
	struct sv row;
	unsigned long line;

	*split = ROWS_COMMA;
	*header = 0;
	for (size_t s = 0; s < sizeof(any) / sizeof(any[0]); s++) {
		for (size_t k = 0; k < HEADER_WITHIN && rows_peek(r, any[s], k, &row, &line); k++) {
			if (is_header(m, row)) {
				*split = any[s];
				*header = k;
				return 1;
			}
		}
		/* None is: the first row with any cell, split as most cells come of it. */
		for (size_t k = 0; k < HEADER_WITHIN && rows_peek(r, any[s], k, &row, &line); k++) {
			const size_t bars = count_bars(row);

			if (row.n == bars)
				continue;
			if (bars > most) {
				most = bars;
				*split = any[s];
				*header = k;
			}
			break;
		}
	}
	return 0;
}

bool
import_table_lacks(const struct import *m, struct rows *r, unsigned long *line, bool *time)
{
	enum rows_split split;
	size_t header;
	struct sv row;
	char *name[512];
	size_t n;

	(void)looks(m, r, &split, &header);
	if (!rows_peek(r, split, header, &row, line) || sv_trim(row).n == count_bars(row))
		return false;
	n = split_names(row, name, sizeof(name) / sizeof(name[0]));
	*time = import_column(m, name, n, "time") < 0 && import_column(m, name, n, "date") < 0;
	for (size_t c = 0; c < n; c++)
		free(name[c]);
	return true;
}

/* --- reading --------------------------------------------------------------------------------- */

/* Preamble: what the profile picks out of a row. */
static void
pick(struct job *j, struct sv joined)
{
	for (size_t i = 0; j->p != NULL && i < j->p->npick; i++) {
		struct pattern *p = &j->p->pick[i];
		const char *name;
		size_t g;

		if (!pattern_match(p, joined))
			continue;
		for (size_t k = 0; (name = pattern_name(p, k, &g)) != NULL; k++) {
			const struct sv v = sv_trim(pattern_group(p, g));
			const size_t slot = map_get(&j->picks, sv_of(name));

			if (v.n == 0)
				continue;
			free(j->picked[slot]);
			j->picked[slot] = mem_ndup(v.p, v.n);
		}
	}
}

static void
clear_picks(struct job *j)
{
	for (size_t i = 0; i < j->picks.n; i++) {
		free(j->picked[i]);
		j->picked[i] = NULL;
	}
}

/* Whether the row behind the header holds nothing but units. */
static bool
is_units(const struct import *m, const struct rows *r)
{
	size_t n = 0;

	for (size_t c = 0; c < r->n; c++) {
		const struct sv s = job_bare_unit(r->cell[c]);

		if (s.n == 0 || sv_is(s, "/"))
			continue;
		if (!items_is_unit(&m->items, s))
			return false;
		n++;
	}
	return n > 0;
}

/* Lines: the names of the groups of a row. */
static void
bind_lines(struct job *j)
{
	struct names head = { NULL, 0 };
	const char *name;
	size_t g, n = 0;

	while (pattern_name(&j->p->row, n, &g) != NULL)
		n++;
	head.v = mem_array(n + 1, sizeof(*head.v));
	for (head.n = 0; (name = pattern_name(&j->p->row, head.n, &g)) != NULL; head.n++)
		head.v[head.n] = mem_dup(name);
	job_bind(j, head.v, NULL, head.n, j->m->in->line);
	names_release(&head);
}

/*
 * The head that begins with the current row: its other rows, its units, what is skipped.  True where
 * a row of data was read on the way and is the current one.
 */
static bool
bind_head(struct job *j)
{
	struct rows *r = j->m->in;
	struct names head = { NULL, 0 }, units = { NULL, 0 };
	const unsigned long line = r->line;
	bool data = false;

	names_add(&head, r);
	for (size_t c = 1; j->p != NULL && j->p->head_fill && c < head.n; c++) {
		if (head.v[c][0] == '\0') {
			free(head.v[c]);
			head.v[c] = mem_dup(head.v[c - 1]);
		}
	}
	for (size_t k = 1; j->p != NULL && k < j->p->header_rows && rows_next(r); k++)
		names_add(&head, r);
	if (j->p == NULL || j->p->units != 0) {
		data = rows_next(r);
		if (data && ((j->p != NULL && j->p->units == 1) || is_units(j->m, r))) {
			names_add(&units, r);
			data = false;
		}
	}
	if (units.n > 0 && units.n != head.n && r->kind == ROWS_TEXT && j->p != NULL && !j->p->trailing)
		diag_refuse(j->m->d, &(struct place){ r->name, r->line, NULL },
		    _("the row of units has %zu fields, the header has %zu"), units.n, head.n);
	while (units.n > 0 && units.n < head.n) {	/* as many as heads */
		char **v = mem_array(head.n, sizeof(*v));

		for (size_t c = 0; c < head.n; c++)
			v[c] = c < units.n ? units.v[c] : mem_dup("");
		free(units.v);
		units.v = v;
		units.n = head.n;
	}
	for (size_t k = 0; j->p != NULL && k < j->p->skip && rows_next(r); k++)
		j->nlines++;
	job_bind(j, head.v, units.n > 0 ? units.v : NULL, head.n, line);
	job_ozone_set(j);
	names_release(&head);
	names_release(&units);
	return data;
}

/* A row with more or fewer cells than the head; spare ones must be empty.  False: refused. */
static bool
has_cells(struct job *j)
{
	const struct rows *r = j->m->in;

	if (r->n == j->l.ncell)
		return true;
	if (r->n < j->l.ncell && (r->kind == ROWS_SHEET || (j->p != NULL && j->p->trailing)))
		return true;
	if (r->n > j->l.ncell) {
		size_t c = r->n;

		while (c > j->l.ncell && sv_trim(r->cell[c - 1]).n == 0)
			c--;
		if (c == j->l.ncell)
			return true;
	}
	return diag_cell(j->m->d, &(struct place){ r->name, r->line, NULL }, r->n > 0 ? r->cell[0] : (struct sv){ "", 0 },
	    "ragged", ngettext("row has %zu field, the header has %zu", "row has %zu fields, the header has %zu", r->n), r->n,
	    j->l.ncell);
}

static void
take_row(struct job *j)
{
	struct import *m = j->m;

	if (all_empty(m->in)) {
		m->nblank++;
		return;
	}
	m->nin++;
	if (!has_cells(j) || !job_put_row(j))
		m->nwithheld++;
}

/* The stream before us has failed: pass it on. */
static void
check_failure(struct job *j, struct sv joined)
{
	static const char failed[] = "#qj-failed";
	struct sbuf b = { 0 };

	if (joined.n < sizeof(failed) || memcmp(joined.p, failed, sizeof(failed) - 1) != 0)
		return;
	joined = sv_trim((struct sv){ joined.p + sizeof(failed) - 1, joined.n - (sizeof(failed) - 1) });
	for (size_t i = 0; i < joined.n; i++)
		sbuf_putc(&b, joined.p[i] == '|' ? ',' : joined.p[i]);
	diag_upstream(j->m->d, b.p);
}

/* The header may be written once: what later parts add was looked at ahead, but for pipes. */
static void
begin_table(struct job *j, size_t *written)
{
	if (*written == 0) {
		job_put_header(j);
		*written = j->nout + 1;
	} else if (*written != j->nout + 1)
		diag_refuse(j->m->d, &(struct place){ j->m->in->name, j->m->in->line, j->out[j->nout - 1].name },
		    _("this column is not in the first table, and could not be looked at ahead"));
}

/* Whether the joined row begins the table: it is the header, behind the row that says so. */
static bool
begins(struct job *j, const struct import_part *part, size_t nrow, struct sv joined, bool *ready)
{
	if (j->p == NULL)
		return nrow == part->header;
	if (j->p->begin.code != NULL && !*ready) {
		*ready = pattern_match(&j->p->begin, joined);
		return false;
	}
	return pattern_match(&j->p->header, joined);
}

/* Reads the part to its header (only then with head_only), and all its tables. */
static void
read_table(struct job *j, const struct import_part *part, bool head_only, size_t *written)
{
	struct rows *r = j->m->in;
	struct sbuf joined = { 0 };
	bool in_table = false, ready = false, data;

	for (size_t nrow = 0; rows_next(r); nrow++) {
		const bool look = !in_table || (j->p != NULL && j->p->end.code != NULL) ||
		    (r->n > 0 && r->cell[0].n > 0 && r->cell[0].p[0] == '#');

		if (look) {
			sbuf_clear(&joined);
			rows_join(r, &joined);
			check_failure(j, sbuf_sv(&joined));
		}
		if (in_table && j->p != NULL && j->p->end.code != NULL && pattern_match(&j->p->end, sbuf_sv(&joined))) {
			in_table = ready = false;
			if (!j->p->repeat)
				part = NULL;		/* nothing more is a table here */
		}
		if (!in_table) {
			j->nlines++;
			pick(j, sbuf_sv(&joined));
			if (part == NULL || !begins(j, part, nrow, sbuf_sv(&joined), &ready))
				continue;
			j->nlines--;
			in_table = true;
			data = bind_head(j);
			if (!head_only) {
				begin_table(j, written);
				if (data)
					take_row(j);
			}
			if (j->looking)
				job_ozone_look(j);
			if (head_only)
				break;
			continue;
		}
		take_row(j);
	}
	sbuf_release(&joined);
	if (j->l.head == NULL)
		diag_refuse(j->m->d, &(struct place){ r->name, 0, NULL }, "%s", _("there is no table in it"));
}

/* Lines: each that matches is a row, whose groups are its cells. */
static void
read_lines(struct job *j, bool head_only, size_t *written)
{
	struct rows *r = j->m->in;
	struct pattern *row = &j->p->row;
	struct sv *cell = NULL;
	size_t cap = 0, g;
	bool in = j->p->begin.code == NULL;

	bind_lines(j);
	if (head_only)
		return;
	begin_table(j, written);
	while (rows_next(r)) {
		const struct sv line = r->n > 0 ? r->cell[0] : (struct sv){ "", 0 };

		check_failure(j, line);
		if (!in && pattern_match(&j->p->begin, line)) {
			in = true;
			j->nlines++;
			continue;
		}
		if (in && pattern_match(&j->p->end, line))
			in = j->p->begin.code == NULL;
		if (!in || !pattern_match(row, sv_trim(line))) {
			j->nlines++;
			pick(j, line);
			if (in && j->p->begin.code != NULL && sv_trim(line).n > 0) {
				j->m->nin++;
				j->m->nwithheld++;
				(void)diag_cell(j->m->d, &(struct place){ r->name, r->line, NULL }, line, "line",
				    _("'%s' is not a line of the table"), job_quoted(j, line));
			}
			continue;
		}
		r->n = 0;
		for (size_t i = 0; pattern_name(row, i, &g) != NULL; i++) {
			cell = mem_grow(cell, &cap, i + 1, sizeof(*cell));
			cell[r->n++] = pattern_group(row, g);
		}
		r->cell = cell;
		take_row(j);
	}
	free(cell);
}

static void
read_part(struct job *j, const struct import_part *part, bool head_only, size_t *written)
{
	j->m->in = import_open(j->m, part);
	clear_picks(j);
	if (j->p != NULL && j->p->frame == FRAME_LINES) {
		rows_begin(j->m->in, ROWS_LINE, false);
		read_lines(j, head_only, written);
	} else {
		rows_begin(j->m->in, part->split, j->p == NULL ? part->split != ROWS_TAB : j->p->quotes && part->split != ROWS_TAB);
		read_table(j, part, head_only, written);
	}
	import_shut(j->m, part);
}

/* Finds how the part's ozone columns stand, for the reading that follows. */
static void
look_at_ozone(struct job *j, const struct import_part *part, size_t *written)
{
	j->ozone[0] = j->ozone[1] = OZONE_UNSURE;
	if (!import_again(part)) {
		diag_warn(j->m->d, "%s", _("which ozone column is the hour's can't be looked at ahead in a pipe; "
		    "they are left as they stand"));
		return;
	}
	j->looking = true;
	read_part(j, part, true, written);
	j->looking = false;
}

/* --- the run --------------------------------------------------------------------------------- */

static void
read_mdl(struct job *j)
{
	const char *file = j->m->mdl_file;
	struct csvin *in;
	size_t item, mdl, unit;

	if (file == NULL)
		return;
	in = csvin_open_table(j->m->d, file);
	item = csvin_need(in, "item");
	mdl = csvin_need(in, "mdl");
	unit = csvin_need(in, "unit");
	while (csvin_next(in)) {
		struct sbuf head = { 0 };
		struct item_column ic;
		struct ratio f;
		struct dec x;
		char text[DEC_TEXT];
		size_t k;

		if (!csvin_decimal(in, mdl, &x))
			continue;
		sbuf_printf(&head, "%.*s[%.*s]", (int)csvin_field(in, item).n, csvin_field(in, item).p,
		    (int)csvin_field(in, unit).n, csvin_field(in, unit).p);
		if (!items_column(&j->m->items, j->m->common->medium, csvin_field(in, unit).n > 0 ? sbuf_sv(&head) :
		    csvin_field(in, item), &ic) || !ratio_has(f = items_factor(&j->m->items, ic.item, ic.unit)) || !dec_has(x))
			diag_refuse(j->m->d, &(struct place){ file, in->line, NULL },
			    _("an item of the registry, a limit and its unit are wanted"));
		x = import_convert(x, f, ic.item);
		x.cens = '<';
		(void)dec_print(text, x);
		k = map_put(&j->mdl_item, sv_of(ic.item->name));
		j->mdl = mem_grow(j->mdl, &j->mdlcap, k + 1, sizeof(*j->mdl));
		j->mdl[k] = mem_dup(text);
		sbuf_release(&head);
	}
	csvin_close(in);
}

/* The names of all groups that the profile's picks may find. */
static void
list_picks(struct job *j)
{
	const char *name;
	size_t g;

	for (size_t i = 0; j->p != NULL && i < j->p->npick; i++) {
		for (size_t k = 0; (name = pattern_name(&j->p->pick[i], k, &g)) != NULL; k++)
			(void)map_put(&j->picks, sv_of(name));
	}
	j->picked = mem_array(j->picks.n + 1, sizeof(*j->picked));
}

static void
say_carried(const struct job *j)
{
	struct sbuf b = { 0 };

	for (size_t k = 0; k < j->nout; k++) {
		if (!j->out[k].told && map_get(&j->picks, sv_of(j->out[k].name)) == MAP_NONE)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", j->out[k].name);
	}
	if (b.n > 0)
		diag_note(j->m->d, _("columns carried through as they are: %s"), b.p);
	sbuf_release(&b);
}

/* The first dozen of names, comma-separated. */
static void
list(const struct map *names, struct sbuf *b)
{
	for (size_t k = 0; k < names->n && k < 12; k++)
		sbuf_printf(b, "%s%s", k > 0 ? ", " : "", names->key[k]);
	if (names->n > 12)
		sbuf_puts(b, " ...");
}

static void
say_names(const struct job *j)
{
	struct sbuf unknown = { 0 }, unitless = { 0 };

	list(&j->unknown, &unknown);
	if (unknown.n > 0)
		diag_note(j->m->d, _("%zu items are not in the registry and keep their own name and unit: %s"), j->unknown.n,
		    unknown.p);
	list(&j->unitless, &unitless);
	if (unitless.n > 0)
		diag_note(j->m->d, _("no unit in the file, taken in the registry's (--map tells another): %s"), unitless.p);
	sbuf_release(&unknown);
	sbuf_release(&unitless);
}

static void
job_release(struct job *j)
{
	struct sbuf *const b[] = { &j->joined, &j->flags, &j->text, &j->decimal, &j->quote, &j->key };

	clear_picks(j);
	free(j->picked);
	for (size_t k = 0; k < j->nout; k++)
		free(j->out[k].name);
	free(j->out);
	for (size_t k = 0; k < j->keys.n; k++) {
		free(j->meaning[k].name);
		free(j->meaning[k].unit);
	}
	free(j->meaning);
	for (size_t k = 0; k < j->mdl_item.n; k++)
		free(j->mdl[k]);
	free(j->mdl);
	job_unbind(&j->l);
	importmap_release(&j->own);
	map_release(&j->picks);
	map_release(&j->keys);
	map_release(&j->mdl_item);
	map_release(&j->unknown);
	map_release(&j->unitless);
	for (size_t i = 0; i < sizeof(b) / sizeof(b[0]); i++)
		sbuf_release(b[i]);
}

static void
finish(struct job *j)
{
	struct import *m = j->m;

	say_carried(j);
	say_names(j);
	if (j->p != NULL && j->p->note != NULL)
		diag_note(m->d, "%s: %s", j->p->name, j->p->note);
	importmap_say_unused(&j->own, m->d, m->map_file);
	if (j->nlines > 0 && j->p != NULL)
		sbuf_printf(&m->note, _("%lu lines outside the table"), j->nlines);
	if (j->nnameless > 0)
		diag_warn(m->d, _("%lu cells under no name left out"), j->nnameless);
	if (j->ncalm > 0)
		diag_note(m->d, _("%lu calms have no direction"), j->ncalm);
	if (j->nstamp[0] > 0 && j->nstamp[1] > 0)
		diag_warn(m->d, _("%lu rows have a clock time and %lu a date alone: averages refuse the mixture"),
		    j->nstamp[0], j->nstamp[1]);
	watch_finish(&j->watch, m->d);
}

static void
run(struct import *m)
{
	struct job j = { .m = m, .p = m->profile };
	size_t written = 0;
	const char *zone = m->zone != NULL ? m->zone : j.p != NULL && j.p->zone != NULL ? j.p->zone : "+08:00";

	if (!import_zone(zone, &j.zone))
		diag_usage(m->d, _("option --zone: '%s' is not like +08:00"), zone);
	importmap_read(&j.own, m->d, m->map_file);
	read_mdl(&j);
	list_picks(&j);
	for (size_t i = 0; m->npart > 1 && i < m->npart; i++) {
		if (import_again(&m->part[i]))
			read_part(&j, &m->part[i], true, &written);
	}
	j.nlines = 0;
	for (size_t i = 0; i < m->npart; i++) {
		if (j.p != NULL && j.p->ozone)
			look_at_ozone(&j, &m->part[i], &written);
		read_part(&j, &m->part[i], false, &written);
	}
	if (j.p != NULL && j.p->dates == DATES_UNIX && m->zone == NULL)
		diag_note(m->d, _("Unix seconds read as local time %s; --zone names another"), zone);
	finish(&j);
	job_release(&j);
}

const struct import_format import_table = { "table",
	N_("any table with a header: names and aliases, units in brackets, wide or long"), looks, run, true };

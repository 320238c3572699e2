/*
 * reshape_clean - the same table, wide or long, without the values that its flags drop, for programs
 * that read no flags: a dropped cell is empty, a replaced one has the value of table low,
 * or that of its flag.
 */
#include <stdlib.h>

#include "flags.h"
#include "map.h"
#include "mem.h"
#include "reshape.h"

/* A column that flags may name. */
struct named {
	size_t		col;
	struct itemname	n;	/* n.name NULL: no item; then only the column's own name counts */
	enum itemname_is is;
};

struct job {
	struct reshape	*r;
	struct csvin	*in;
	struct flags	 flags;
	bool		*out;		/* out[ncol]: the column is not written */
	struct named	*v;
	size_t		 n;
	int		 flag, flags_col;
	struct sbuf	 mine;		/* the flags of one cell, as "*:code" */
	struct sv	*cell;		/* cell[ncol]: of the row to write */
	char		*low;		/* low[ncol * DEC_TEXT]: numbers put in */
	/* long */
	size_t		 station, time, item, value;
	int		 unit;
	struct sbuf	 key, whole;	/* station and time of the last row, the flags of all its items */
	bool		 begun;		/* rows of an item came at that station and time */
	struct map	 raw;		/* item and unit as written: index into v */
	size_t		 cap;
	/* counts */
	struct map	 codes;
	unsigned long	*count[2];	/* emptied, replaced; [codes.n] */
	size_t		 capcount[2];
	unsigned long	 nrow_out;	/* rows of item '*' left out */
};

static void
count(struct job *j, struct sv code, bool replaced)
{
	const size_t n = j->codes.n, k = map_put(&j->codes, flags_word(code));

	for (int i = 0; i < 2 && k == n; i++) {
		j->count[i] = mem_grow(j->count[i], &j->capcount[i], k + 1, sizeof(*j->count[i]));
		j->count[i][k] = 0;
	}
	j->count[replaced][k]++;
}

/* Adds to j->mine the codes of the list that are for the item; bare words too where bare is set. */
static void
collect(struct job *j, const struct named *v, struct sv list, bool bare)
{
	struct sv who, code;

	while (list.n > 0 && flags_next(&list, &who, &code)) {
		const bool whole = v->n.name != NULL && sv_is(who, "*"), word = who.n == 0 && who.p == code.p;

		if (whole || (bare && word) || (who.n > 0 && (sv_is(who, j->in->name[v->col]) ||
		    (v->n.name != NULL && (sv_is(who, v->n.name) || sv_is(who, v->n.head))))))
			reshape_add(&j->mine, sv_of("*"), code);
	}
}

/* Empties or replaces cell c by the flags in j->mine. */
static void
apply(struct job *j, const struct named *v, size_t c)
{
	struct sv code = { NULL, 0 };
	const enum flag_use use = flags_use(&j->flags, sbuf_sv(&j->mine), sv_of("*"), &code);
	struct dec x;

	if (use == FLAG_KEEP || (use == FLAG_DOUBT && !j->r->common->no_doubtful) || j->cell[c].n == 0)
		return;
	if (use == FLAG_REPLACE) {
		x = v->n.item == NULL ? (struct dec){ 0 } : flags_value(&j->flags, code, v->n.item->name);
		if (!dec_has(x)) {
			if (flags_word(code).n < code.n)
				(void)csvin_bad(j->in, c, "unreadable", _("flag '%.*s' brings no number"), (int)code.n, code.p);
			return;
		}
		j->cell[c] = (struct sv){ j->low + c * DEC_TEXT, dec_print(j->low + c * DEC_TEXT, x) };
	} else
		j->cell[c].n = 0;
	count(j, code, use == FLAG_REPLACE);
}

static void
load(struct job *j)
{
	for (size_t c = 0; c < j->in->ncol; c++)
		j->cell[c] = csvin_field(j->in, c);
}

static void
put(struct job *j)
{
	for (size_t c = 0; c < j->in->ncol; c++) {
		if (!j->out[c])
			csvout_cell(j->r->out, j->cell[c]);
	}
	csvout_end(j->r->out);
}

/* --- wide --------------------------------------------------------------------------------- */

static void
bind_wide(struct job *j)
{
	struct csvin *in = j->in;

	j->v = mem_array(in->ncol, sizeof(*j->v));
	for (size_t c = 0; c < in->ncol; c++) {
		const struct sv head = sv_of(in->name[c]);
		struct named *v = &j->v[j->n];
		enum itemname_is is;

		if ((int)c == in->flags_col || strcmp(in->name[c], j->r->common->station) == 0 ||
		    strcmp(in->name[c], j->r->common->time) == 0)
			continue;
		if (itemname_head(&j->r->reg, j->r->common->medium, head, &v->n, &is) && is == ITEMNAME_UNIT) {
			struct sbuf m = { 0 };

			reshape_wrong(&m, is, &v->n, head);
			diag_refuse(j->r->d, &(struct place){ in->file, 1, in->name[c] }, "%s", m.p);
		}
		v->col = c;
		j->n++;
	}
}

static void
wide_row(struct job *j)
{
	const struct sv flags = j->flags_col < 0 ? (struct sv){ NULL, 0 } : csvin_field(j->in, (size_t)j->flags_col);

	if (flags.n == 0 && !j->r->no_flags) {
		csvout_row(j->r->out, j->in);
		csvout_end(j->r->out);
		return;
	}
	load(j);
	for (size_t k = 0; k < j->n && flags.n > 0; k++) {
		sbuf_clear(&j->mine);
		collect(j, &j->v[k], flags, false);
		if (j->mine.n > 0)
			apply(j, &j->v[k], j->v[k].col);
	}
	put(j);
}

/* --- long --------------------------------------------------------------------------------- */

static void
bind_long(struct job *j)
{
	j->station = csvin_need(j->in, j->r->common->station);
	j->time = csvin_need(j->in, j->r->common->time);
	j->item = csvin_need(j->in, "item");
	j->value = csvin_need(j->in, "value");
	j->unit = csvin_column(j->in, "unit");
	j->flag = csvin_column(j->in, "flag");
	j->out[j->flag >= 0 ? (size_t)j->flag : j->value] = j->flag >= 0 && j->r->no_flags;
}

/* The item of the row as flags may name it. */
static const struct named *
row_item(struct job *j)
{
	const struct sv item = csvin_field(j->in, j->item),
	    unit = j->unit < 0 ? (struct sv){ "", 0 } : csvin_field(j->in, (size_t)j->unit);
	size_t k;

	sbuf_clear(&j->mine);
	sbuf_put(&j->mine, item.p, item.n);
	sbuf_putc(&j->mine, '\0');		/* no cell has one */
	sbuf_put(&j->mine, unit.p, unit.n);
	k = map_get(&j->raw, sbuf_sv(&j->mine));
	if (k != MAP_NONE)
		return &j->v[k];
	k = map_put(&j->raw, sbuf_sv(&j->mine));
	j->v = mem_grow(j->v, &j->cap, k + 1, sizeof(*j->v));
	j->v[k] = (struct named){ .col = j->item };
	j->n = k + 1;
	j->v[k].is = itemname_row(&j->r->reg, j->r->common->medium, item, unit, &j->v[k].n);
	if (j->v[k].is == ITEMNAME_BAD) {		/* no name of ours, but flags may be for it */
		j->v[k].n.name = mem_ndup(item.p, item.n);
		j->v[k].n.head = mem_ndup(item.p, item.n);
	}
	return &j->v[k];
}

/* A value in a foreign unit must not get the one of table low. */
static void
check_unit(struct job *j, const struct named *v)
{
	struct sbuf m = { 0 };

	if (v->is != ITEMNAME_UNIT)
		return;
	reshape_wrong(&m, v->is, &v->n, (struct sv){ NULL, 0 });
	(void)csvin_bad(j->in, j->unit < 0 ? j->item : (size_t)j->unit, "unit", "%s", m.p);
	sbuf_release(&m);
}

/* Whether the row begins another station and time; keeps which. */
static void
follow(struct job *j)
{
	const struct sv s = csvin_field(j->in, j->station), t = csvin_field(j->in, j->time);

	if (j->key.n == s.n + t.n + 1 && memcmp(j->key.p, s.p, s.n) == 0 && j->key.p[s.n] == '\0' &&
	    memcmp(j->key.p + s.n + 1, t.p, t.n) == 0)
		return;
	sbuf_clear(&j->key);
	sbuf_clear(&j->whole);
	sbuf_put(&j->key, s.p, s.n);
	sbuf_putc(&j->key, '\0');
	sbuf_put(&j->key, t.p, t.n);
	j->begun = false;
}

/* The flags of a row of item '*' are for the rows of items behind it; before them they come too late. */
static void
take_whole(struct job *j, struct sv flag)
{
	char star[] = RESHAPE_ROW;
	struct named any = { .col = j->item, .n = { .name = star, .head = star } };
	struct sv rest = flag, who, code;

	sbuf_clear(&j->mine);
	collect(j, &any, flag, true);
	if (j->begun && j->mine.n > 0 && flags_use(&j->flags, sbuf_sv(&j->mine), sv_of("*"), NULL) != FLAG_KEEP)
		(void)csvin_bad(j->in, j->item, "order",
		    _("the flags of all items stand behind the rows they are for; sort the rows of '*' to the front"));
	while (rest.n > 0 && flags_next(&rest, &who, &code))
		reshape_add(&j->whole, who.n > 0 ? who : sv_of("*"), code);
}

static void
long_row(struct job *j)
{
	const struct sv flag = j->flag < 0 ? (struct sv){ NULL, 0 } : csvin_field(j->in, (size_t)j->flag);
	const struct named *v;

	follow(j);
	if (sv_is(sv_trim(csvin_field(j->in, j->item)), RESHAPE_ROW)) {
		take_whole(j, flag);
		if (j->r->no_flags) {
			j->nrow_out++;
			return;
		}
		load(j);
		put(j);
		return;
	}
	j->begun = true;
	v = row_item(j);
	check_unit(j, v);
	sbuf_clear(&j->mine);
	collect(j, v, flag, true);
	collect(j, v, sbuf_sv(&j->whole), false);
	if (j->flags_col >= 0)
		collect(j, v, csvin_field(j->in, (size_t)j->flags_col), false);
	load(j);
	if (j->mine.n > 0)
		apply(j, v, j->value);
	put(j);
}

/* ------------------------------------------------------------------------------------------ */

static void
say(struct job *j)
{
	struct diag *d = j->r->d;
	struct sbuf b = { 0 };

	csvout_summary(j->r->out, j->in);
	for (int i = 0; i < 2; i++) {
		sbuf_clear(&b);
		for (size_t k = 0; k < j->codes.n; k++) {
			if (j->count[i][k] > 0)
				reshape_count(&b, j->codes.key[k], j->count[i][k]);
		}
		if (b.n > 0)
			diag_note(d, i == 0 ? _("cells emptied, by flag: %s") : _("cells with another value in place of theirs, by flag: %s"), b.p);
	}
	sbuf_clear(&b);
	for (size_t k = 0; k < j->flags.unlisted.n; k++)
		reshape_count(&b, j->flags.unlisted.key[k], j->flags.nunlisted[k]);
	if (b.n > 0)
		diag_note(d, _("marks that the flags table does not list, dropped: %s"), b.p);
	if (j->nrow_out > 0)
		diag_note(d, _("%lu rows of item '*' left out, they hold flags alone"), j->nrow_out);
	sbuf_release(&b);
}

static void
release(struct job *j)
{
	for (size_t k = 0; k < j->n; k++)
		itemname_release(&j->v[k].n);
	free(j->v);
	free(j->out);
	free(j->cell);
	free(j->low);
	free(j->count[0]);
	free(j->count[1]);
	flags_release(&j->flags);
	map_release(&j->codes);
	map_release(&j->raw);
	sbuf_release(&j->mine);
	sbuf_release(&j->key);
	sbuf_release(&j->whole);
}

void
reshape_clean(struct reshape *r)
{
	struct job j = { .r = r, .flag = -1 };
	bool is_long;

	j.in = csvin_open(r->d, r->files);
	flags_init(&j.flags, r->tabs);
	is_long = csvin_column(j.in, "item") >= 0 && csvin_column(j.in, "value") >= 0;
	j.flags_col = j.in->flags_col;
	j.out = mem_array(j.in->ncol, sizeof(*j.out));
	j.cell = mem_array(j.in->ncol, sizeof(*j.cell));
	j.low = mem_array(j.in->ncol, DEC_TEXT);
	if (j.flags_col >= 0)
		j.out[j.flags_col] = r->no_flags;
	if (is_long)
		bind_long(&j);
	else
		bind_wide(&j);
	reshape_output(r);
	for (size_t c = 0; c < j.in->ncol; c++) {
		if (!j.out[c])
			csvout_text(r->out, j.in->name[c]);
	}
	csvout_end(r->out);
	while (csvin_next(j.in)) {
		if (is_long)
			long_row(&j);
		else
			wide_row(&j);
	}
	say(&j);
	csvin_close(j.in);
	release(&j);
}

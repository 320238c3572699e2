/*
 * reshape_wide - one row per station and time, one column per item.  The header needs all items
 * first: they are told (--items), or the input is read twice, or it is held.
 */
#include <limits.h>
#include <stdlib.h>

#include "civil.h"
#include "flags.h"
#include "held.h"
#include "map.h"
#include "mem.h"
#include "reshape.h"
#include "spool.h"

/* What an item and unit mean that are no column of the result. */
#define IS_ROW	(SIZE_MAX)		/* '*' */
#define IS_OUT	(SIZE_MAX - 1)		/* left out by --items */
#define IS_BAD	(SIZE_MAX - 2)		/* names no item */

/* When a row is: of a date or period its ends, of a clock time the stamp; known is false for neither. */
struct when {
	int64_t	from, to;
	bool	known;
};

/* An item and unit as written. */
struct meaning {
	size_t			col;
	enum itemname_is	is;
	struct itemname		n;
	unsigned long		nout;	/* rows left out */
};

/* Bytes of the open row's text. */
struct piece {
	size_t	from, n;
};

struct job {
	struct reshape	*r;
	struct csvin	*in;		/* or, where the table is held: */
	const struct held *h;
	size_t		 irow;
	size_t		 station, time, item, value;
	int		 unit, flag, flags;
	size_t		*carry, ncarry;	/* the other columns */
	bool		*key;		/* key[carry]: it names the row */
	struct map	 raw;		/* item and unit as written */
	struct meaning	*meaning;
	size_t		 nmeaning;	/* room */
	struct map	 head;		/* the columns of the result */
	bool		 fixed;		/* the columns are known: no more are added */
	struct sbuf	 word;
	/* the open row */
	bool		 open;
	struct sbuf	 text, flag_text;
	struct piece	 at_station, at_time, *at_carry, *cell;
	struct when	 when;
	/* the times of each station and key, for rows that come again */
	struct map	 stations;
	struct when	*lo, *hi;
	size_t		 caplo, caphi;
	unsigned long	 ntwice;
};

static struct sv
field(const struct job *j, size_t c)
{
	return j->h != NULL ? held_cell(j->h, j->irow, c) : csvin_field(j->in, c);
}

static struct sv
optional(const struct job *j, int c)
{
	return c < 0 ? (struct sv){ "", 0 } : field(j, (size_t)c);
}

static struct place
place(const struct job *j, size_t c)
{
	return j->h != NULL ? held_place(j->h, j->irow, c) : csvin_place(j->in, c);
}

static struct sv
piece(const struct job *j, struct piece p)
{
	return (struct sv){ j->text.p + p.from, p.n };
}

static struct piece
keep(struct job *j, struct sv s)
{
	const struct piece p = { j->text.n, s.n };

	sbuf_put(&j->text, s.n == 0 ? "" : s.p, s.n);
	return p;
}

/* --- items -------------------------------------------------------------------------------- */

/* The column of that header; the columns being fixed, IS_OUT for another. */
static size_t
column_of(struct job *j, size_t meaning)
{
	const struct sv head = sv_of(j->meaning[meaning].n.head);
	const size_t c = map_get(&j->head, head);

	if (c != MAP_NONE)
		return c;
	if (j->fixed)
		return IS_OUT;
	return map_put(&j->head, head);
}

/* What the row's item and unit mean: worked out once for each spelling. */
static size_t
meaning_of(struct job *j, struct sv item, struct sv unit)
{
	struct meaning *m;
	size_t k;

	sbuf_clear(&j->word);
	sbuf_put(&j->word, item.p, item.n);
	sbuf_putc(&j->word, '\0');		/* no cell has one */
	sbuf_put(&j->word, unit.p, unit.n);
	k = map_get(&j->raw, sbuf_sv(&j->word));
	if (k != MAP_NONE)
		return k;
	k = map_put(&j->raw, sbuf_sv(&j->word));
	j->meaning = mem_grow(j->meaning, &j->nmeaning, k + 1, sizeof(*j->meaning));
	m = &j->meaning[k];
	*m = (struct meaning){ .col = IS_ROW };
	if (sv_is(sv_trim(item), RESHAPE_ROW))
		return k;
	m->is = itemname_row(&j->r->reg, j->r->common->medium, item, unit, &m->n);
	m->col = m->is == ITEMNAME_BAD ? IS_BAD : column_of(j, k);
	return k;
}

static size_t
row_meaning(struct job *j)
{
	return meaning_of(j, field(j, j->item), optional(j, j->unit));
}

/* The columns --items names. */
static void
list_items(struct job *j)
{
	struct sv rest = sv_of(j->r->items), part;

	while (sv_split(&rest, ',', &part)) {
		const size_t n = j->head.n, k = meaning_of(j, part, (struct sv){ "", 0 });
		const struct meaning *m = &j->meaning[k];
		struct sbuf w = { 0 };

		if (m->col == IS_ROW || m->is != ITEMNAME_OK) {
			reshape_wrong(&w, m->col == IS_ROW ? ITEMNAME_BAD : m->is, &m->n, part);
			diag_usage(j->r->d, _("option --items: '%.*s': %s"), (int)part.n, part.p, w.p);
		}
		if (j->head.n == n)
			diag_usage(j->r->d, _("option --items: '%.*s' is named twice, or is no item"), (int)part.n, part.p);
	}
}

/* --- columns ------------------------------------------------------------------------------ */

static void
bind(struct job *j)
{
	const struct csvin *in = j->in;
	bool *taken = mem_array(in->ncol, sizeof(*taken)), *key = mem_array(in->ncol, sizeof(*key));

	j->station = csvin_need(in, j->r->common->station);
	j->time = csvin_need(in, j->r->common->time);
	j->item = csvin_need(in, "item");
	j->value = csvin_need(in, "value");
	j->unit = csvin_column(in, "unit");
	j->flag = csvin_column(in, "flag");
	j->flags = in->flags_col;
	reshape_drop(j->r, in, (const int[]){ (int)j->station, (int)j->time, (int)j->item, (int)j->value, j->unit,
	    j->flag, j->flags }, 7, taken);
	reshape_columns(j->r, in, "key", j->r->key, key);
	j->carry = mem_array(in->ncol, sizeof(*j->carry));
	j->key = mem_array(in->ncol, sizeof(*j->key));
	j->at_carry = mem_array(in->ncol, sizeof(*j->at_carry));
	for (size_t c = 0; c < in->ncol; c++) {
		if (taken[c])
			continue;
		j->key[j->ncarry] = key[c];
		j->carry[j->ncarry++] = c;
	}
	free(taken);
	free(key);
}

static void
put_header(struct job *j)
{
	struct csvout *o = j->r->out;
	struct csvin *in = j->in;

	csvout_text(o, in->name[j->station]);
	csvout_text(o, in->name[j->time]);
	for (size_t k = 0; k < j->ncarry; k++) {
		if (map_get(&j->head, sv_of(in->name[j->carry[k]])) != MAP_NONE)
			diag_refuse(j->r->d, &(struct place){ in->file, 1, in->name[j->carry[k]] },
			    _("column and item have the same name; leave the column out with --drop"));
		csvout_text(o, in->name[j->carry[k]]);
	}
	for (size_t c = 0; c < j->head.n; c++)
		csvout_text(o, j->head.key[c]);
	csvout_text(o, "flags");
	csvout_end(o);
	j->cell = mem_array(j->head.n + 1, sizeof(*j->cell));
	j->fixed = true;
}

/* --- rows --------------------------------------------------------------------------------- */

static struct when
when_of(struct sv f)
{
	struct civil t;
	struct period p;

	if (civil_parse(f, &t))
		return (struct when){ t.sec, t.sec + (t.date ? CIVIL_DAY : 0), true };
	if (period_parse(f, &p))
		return (struct when){ p.from * CIVIL_DAY, (p.to + 1) * CIVIL_DAY, true };
	return (struct when){ 0, 0, false };
}

static int
when_cmp(struct when a, struct when b)
{
	if (a.from != b.from)
		return a.from < b.from ? -1 : 1;
	return a.to < b.to ? -1 : a.to > b.to;
}

/* The row belongs to the open one. */
static bool
same_row(const struct job *j)
{
	const struct sv time = field(j, j->time);

	if (!j->open || !sv_same(field(j, j->station), piece(j, j->at_station)))
		return false;
	for (size_t k = 0; k < j->ncarry; k++) {
		if (j->key[k] && !sv_same(field(j, j->carry[k]), piece(j, j->at_carry[k])))
			return false;
	}
	if (!sv_same(time, piece(j, j->at_time))) {		/* the same time may be written in two ways */
		const struct when t = when_of(time);

		return t.known && j->when.known && when_cmp(t, j->when) == 0;
	}
	return true;
}

static void
put_row(struct job *j)
{
	struct csvout *o = j->r->out;

	if (!j->open)
		return;
	csvout_cell(o, piece(j, j->at_station));
	csvout_cell(o, piece(j, j->at_time));
	for (size_t k = 0; k < j->ncarry; k++)
		csvout_cell(o, piece(j, j->at_carry[k]));
	for (size_t c = 0; c < j->head.n; c++)
		csvout_cell(o, piece(j, j->cell[c]));
	csvout_cell(o, sbuf_sv(&j->flag_text));
	csvout_end(o);
	j->open = false;
}

/* Says what is wrong with column c of the row; under -k flags item (where there is one) unreadable. */
static void
bad(struct job *j, size_t c, const char *item, const char *code, const struct sbuf *m)
{
	const struct place at = place(j, c);

	(void)diag_cell(j->r->d, &at, field(j, c), code, "%s", m->p);
	if (item != NULL)
		reshape_add(&j->flag_text, sv_of(item), sv_of("unreadable"));
}

static void
check_keys(struct job *j)
{
	const struct sv time = field(j, j->time);
	struct sbuf m = { 0 }, q = { 0 };

	if (sv_trim(field(j, j->station)).n == 0) {
		sbuf_puts(&m, _("the station is empty"));
		bad(j, j->station, place(j, j->station).column, "station", &m);
		sbuf_clear(&m);
	}
	if (!j->when.known) {
		str_quote(&q, time);
		if (time.n == 0)
			sbuf_puts(&m, _("the time is empty"));
		else
			sbuf_printf(&m, _("'%s' is not a time"), q.p);
		bad(j, j->time, place(j, j->time).column, "time", &m);
	}
	sbuf_release(&m);
	sbuf_release(&q);
}

/* The station and the columns of --key, as one word. */
static struct sv
key_word(struct job *j)
{
	sbuf_clear(&j->word);
	sbuf_put(&j->word, piece(j, j->at_station).p, j->at_station.n);
	for (size_t k = 0; k < j->ncarry; k++) {
		if (!j->key[k])
			continue;
		sbuf_putc(&j->word, '\0');
		sbuf_put(&j->word, piece(j, j->at_carry[k]).p, j->at_carry[k].n);
	}
	return sbuf_sv(&j->word);
}

/*
 * A time of the station that was met before would give two rows for it.  Only the first and last
 * are kept, so one between them may have been met: it is refused as well.
 */
static void
check_order(struct job *j)
{
	const size_t n = j->stations.n, k = map_put(&j->stations, key_word(j));
	struct sbuf m = { 0 }, q = { 0 }, s = { 0 };
	int lo, hi;

	if (k == n) {
		j->lo = mem_grow(j->lo, &j->caplo, k + 1, sizeof(*j->lo));
		j->hi = mem_grow(j->hi, &j->caphi, k + 1, sizeof(*j->hi));
		j->lo[k] = j->hi[k] = j->when;
		return;
	}
	lo = when_cmp(j->when, j->lo[k]);
	hi = when_cmp(j->when, j->hi[k]);
	if (lo < 0)
		j->lo[k] = j->when;
	if (hi > 0)
		j->hi[k] = j->when;
	if (lo < 0 || hi > 0)
		return;
	str_quote(&q, piece(j, j->at_time));
	str_quote(&s, piece(j, j->at_station));
	if (lo == 0 || hi == 0)
		sbuf_printf(&m, _("'%s' of station '%s' comes again: the rows of one time are scattered; sort them, or use --hold"),
		    q.p, s.p);
	else
		sbuf_printf(&m, _("'%s' of station '%s' is out of order, so its rows may be scattered; sort them, or use --hold"),
		    q.p, s.p);
	bad(j, j->time, NULL, "scattered", &m);
	sbuf_release(&m);
	sbuf_release(&q);
	sbuf_release(&s);
}

static void
open_row(struct job *j)
{
	put_row(j);
	sbuf_clear(&j->text);
	sbuf_clear(&j->flag_text);
	sbuf_puts(&j->text, "");
	j->open = true;
	j->at_station = keep(j, field(j, j->station));
	j->at_time = keep(j, field(j, j->time));
	j->when = when_of(field(j, j->time));
	for (size_t k = 0; k < j->ncarry; k++)
		j->at_carry[k] = keep(j, field(j, j->carry[k]));
	for (size_t c = 0; c < j->head.n; c++)
		j->cell[c] = (struct piece){ 0, 0 };
	check_keys(j);
	if (j->h == NULL && j->when.known)
		check_order(j);
}

/* Columns that are no keys must be the same in all rows of the open one. */
static void
check_carried(struct job *j)
{
	for (size_t k = 0; k < j->ncarry; k++) {
		const struct sv f = field(j, j->carry[k]), first = piece(j, j->at_carry[k]);
		struct sbuf m = { 0 }, a = { 0 }, b = { 0 };

		if (sv_same(f, first))
			continue;
		str_quote(&a, f);
		str_quote(&b, first);
		sbuf_printf(&m, _("'%s' after '%s' at one station and time; name the column in --key, or leave it out with --drop"),
		    a.n == 0 ? "" : a.p, b.n == 0 ? "" : b.p);
		bad(j, j->carry[k], place(j, j->carry[k]).column, "varies", &m);
		sbuf_release(&m);
		sbuf_release(&a);
		sbuf_release(&b);
	}
}

/* The same number, or the same text. */
static bool
same_value(struct sv a, struct sv b)
{
	struct dec x, y;

	return sv_same(a, b) || (dec_read(a, &x) == DEC_OK && dec_read(b, &y) == DEC_OK && x.cens == y.cens &&
	    dec_cmp(x, y) == 0);
}

static void
take_value(struct job *j, const struct meaning *m)
{
	const struct sv f = field(j, j->value), first = piece(j, j->cell[m->col]);
	struct sbuf w = { 0 }, a = { 0 }, b = { 0 };

	if (f.n == 0)
		return;
	if (first.n == 0) {
		j->cell[m->col] = keep(j, f);
		return;
	}
	if (same_value(f, first)) {
		j->ntwice++;
		return;
	}
	str_quote(&a, f);
	str_quote(&b, first);
	sbuf_printf(&w, _("'%s' after '%s': %s has two values at one station and time"), a.p, b.p, m->n.head);
	bad(j, j->value, m->n.head, "twice", &w);
	sbuf_release(&w);
	sbuf_release(&a);
	sbuf_release(&b);
}

/* The words of the columns flag (codes of the item, or pairs) and flags (pairs). */
static void
take_flags(struct job *j, const char *item)
{
	struct sv rest = optional(j, j->flag), who, code;

	while (rest.n > 0 && flags_next(&rest, &who, &code)) {
		const bool none = who.n == 0 && who.p < code.p;		/* ":word": of no item */

		reshape_add(&j->flag_text, who.n > 0 ? who : none ? (struct sv){ NULL, 0 } : sv_of(item), code);
	}
	rest = optional(j, j->flags);
	while (rest.n > 0 && flags_next(&rest, &who, &code))
		reshape_add(&j->flag_text, who, code);
}

static void
take_unnamed(struct job *j)
{
	const struct sv f = field(j, j->value);
	struct sbuf m = { 0 }, q = { 0 };

	take_flags(j, RESHAPE_ROW);
	if (f.n == 0)
		return;
	str_quote(&q, f);
	sbuf_printf(&m, _("a row of item '*' holds flags alone, not '%s'"), q.p);
	bad(j, j->value, NULL, "item", &m);
	sbuf_release(&m);
	sbuf_release(&q);
}

/* Says what is wrong with item or unit; false where the row can't stay. */
static bool
check_item(struct job *j, const struct meaning *m)
{
	const size_t c = m->is == ITEMNAME_UNIT && j->unit >= 0 ? (size_t)j->unit : j->item;
	struct sbuf w = { 0 };

	if (m->is == ITEMNAME_OK)
		return true;
	reshape_wrong(&w, m->is, &m->n, sv_trim(field(j, j->item)));
	bad(j, c, m->is == ITEMNAME_BAD ? NULL : m->n.head, m->is == ITEMNAME_BAD ? "item" : "unit", &w);
	sbuf_release(&w);
	return m->is != ITEMNAME_BAD;
}

static void
take(struct job *j)
{
	struct meaning *m = &j->meaning[row_meaning(j)];

	if (m->col == IS_OUT && j->r->items == NULL) {
		const struct place at = place(j, j->item);

		diag_refuse(j->r->d, &at, _("the input changed while it was read"));
	}
	if (m->col == IS_OUT) {
		m->nout++;
		return;
	}
	if (m->col == IS_BAD) {
		(void)check_item(j, m);
		j->in->nwithheld++;
		j->in->nrow--;
		return;
	}
	if (same_row(j))
		check_carried(j);
	else
		open_row(j);
	if (m->col == IS_ROW) {
		take_unnamed(j);
		return;
	}
	take_value(j, m);
	take_flags(j, m->n.head);
	(void)check_item(j, m);
}

/* --- the input ---------------------------------------------------------------------------- */

static void
say(struct job *j)
{
	struct diag *d = j->r->d;
	struct sbuf b = { 0 };

	csvout_summary(j->r->out, j->in);
	if (j->ntwice > 0)
		diag_note(d, _("%lu values were there twice, the same, and are written once"), j->ntwice);
	for (size_t k = 0; k < j->raw.n; k++) {
		if (j->meaning[k].nout > 0)
			reshape_count(&b, j->meaning[k].n.head, j->meaning[k].nout);
	}
	if (b.n > 0)
		diag_note(d, _("rows left out, their item is not in --items: %s"), b.p);
	sbuf_release(&b);
}

/* The items of the whole input.  Bad rows are left for the second reading to say. */
static void
look_ahead(struct job *j, char *const files[])
{
	struct diag silent = *j->r->d;

	silent.keep_going = true;
	silent.nshown = ULONG_MAX / 2;
	silent.errors_name = NULL;
	j->in = csvin_open(&silent, files);
	bind(j);
	while (csvin_next(j->in))
		(void)row_meaning(j);
	csvin_close(j->in);
	free(j->carry);
	free(j->key);
	free(j->at_carry);
	j->ncarry = 0;
}

static void
read_rows(struct job *j, char *const files[])
{
	j->in = csvin_open(j->r->d, files);
	bind(j);
	put_header(j);
	while (csvin_next(j->in))
		take(j);
	put_row(j);
}

static void
read_twice(struct job *j)
{
	struct spool s;

	spool_open(&s, j->r->d, j->r->files);
	look_ahead(j, s.files);
	spool_rewind(&s);
	read_rows(j, s.files);
	spool_close(&s);
}

/* The held rows in the order of the first of each station, time and key: order[nrow]. */
static size_t *
group(struct job *j, const struct held *h)
{
	struct map m = { 0 };
	size_t *of = mem_array(h->nrow + 1, sizeof(*of)), *order = mem_array(h->nrow + 1, sizeof(*order)), *at;

	for (j->irow = 0; j->irow < h->nrow; j->irow++) {
		const struct when t = when_of(field(j, j->time));

		sbuf_clear(&j->text);
		sbuf_puts(&j->text, "");
		j->at_station = keep(j, field(j, j->station));
		for (size_t k = 0; k < j->ncarry; k++)
			j->at_carry[k] = keep(j, field(j, j->carry[k]));
		(void)key_word(j);
		sbuf_putc(&j->word, '\0');
		if (t.known)
			sbuf_printf(&j->word, "%lld %lld", (long long)t.from, (long long)t.to);
		else
			sbuf_put(&j->word, field(j, j->time).p, field(j, j->time).n);
		of[j->irow] = map_put(&m, sbuf_sv(&j->word));
	}
	at = mem_array(m.n + 1, sizeof(*at));
	for (size_t i = 0; i < h->nrow; i++)
		at[of[i] + 1]++;
	for (size_t g = 1; g <= m.n; g++)
		at[g] += at[g - 1];
	for (size_t i = 0; i < h->nrow; i++)
		order[at[of[i]]++] = i;
	free(at);
	free(of);
	map_release(&m);
	return order;
}

static void
hold(struct job *j)
{
	struct held *h;
	size_t *order;

	j->in = csvin_open(j->r->d, j->r->files);
	bind(j);
	h = held_read(j->in, NULL, NULL);
	j->h = h;
	for (j->irow = 0; j->irow < h->nrow && j->r->items == NULL; j->irow++)
		(void)row_meaning(j);
	put_header(j);
	order = group(j, h);
	for (size_t i = 0; i < h->nrow; i++) {
		j->irow = order[i];
		take(j);
	}
	put_row(j);
	free(order);
	held_free(h);
}

void
reshape_wide(struct reshape *r)
{
	struct job j = { .r = r };

	if (r->items != NULL)
		list_items(&j);
	if (r->hold)
		hold(&j);
	else if (r->items != NULL)
		read_rows(&j, r->files);
	else
		read_twice(&j);
	say(&j);
	csvin_close(j.in);
	for (size_t k = 0; k < j.raw.n; k++)
		itemname_release(&j.meaning[k].n);
	free(j.meaning);
	free(j.carry);
	free(j.key);
	free(j.at_carry);
	free(j.cell);
	free(j.lo);
	free(j.hi);
	map_release(&j.raw);
	map_release(&j.head);
	map_release(&j.stations);
	sbuf_release(&j.word);
	sbuf_release(&j.text);
	sbuf_release(&j.flag_text);
}

/*
 * reshape_row - the rows of one station, time and key, put together into one of the wide table.
 */
#include <stdlib.h>

#include "civil.h"
#include "flags.h"
#include "mem.h"
#include "reshape_own.h"

static struct sv
piece(const struct wide *j, struct piece p)
{
	return (struct sv){ j->text.p + p.from, p.n };
}

static struct piece
keep(struct wide *j, struct sv s)
{
	const struct piece p = { j->text.n, s.n };

	sbuf_put(&j->text, s.n == 0 ? "" : s.p, s.n);
	return p;
}

struct when
wide_when(struct sv f)
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
same_row(const struct wide *j)
{
	const struct sv time = wide_field(j, j->time);

	if (!j->open || !sv_same(wide_field(j, j->station), piece(j, j->at_station)))
		return false;
	for (size_t k = 0; k < j->ncarry; k++) {
		if (j->key[k] && !sv_same(wide_field(j, j->carry[k]), piece(j, j->at_carry[k])))
			return false;
	}
	if (!sv_same(time, piece(j, j->at_time))) {		/* the same time may be written in two ways */
		const struct when t = wide_when(time);

		return t.known && j->when.known && when_cmp(t, j->when) == 0;
	}
	return true;
}

void
wide_put_row(struct wide *j)
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
bad(struct wide *j, size_t c, const char *item, const char *code, const struct sbuf *m)
{
	const struct place at = wide_place(j, c);

	(void)diag_cell(j->r->d, &at, wide_field(j, c), code, "%s", m->p);
	if (item != NULL)
		reshape_add(&j->flag_text, sv_of(item), sv_of("unreadable"));
}

static void
check_keys(struct wide *j)
{
	const struct sv time = wide_field(j, j->time);
	struct sbuf m = { 0 }, q = { 0 };

	if (sv_trim(wide_field(j, j->station)).n == 0) {
		sbuf_puts(&m, _("the station is empty"));
		bad(j, j->station, wide_place(j, j->station).column, "station", &m);
		sbuf_clear(&m);
	}
	if (!j->when.known) {
		str_quote(&q, time);
		if (time.n == 0)
			sbuf_puts(&m, _("the time is empty"));
		else
			sbuf_printf(&m, _("'%s' is not a time"), q.p);
		bad(j, j->time, wide_place(j, j->time).column, "time", &m);
	}
	sbuf_release(&m);
	sbuf_release(&q);
}

/* The station and the columns of --key, as one word. */
static struct sv
key_word(struct wide *j)
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
check_order(struct wide *j)
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
open_row(struct wide *j)
{
	wide_put_row(j);
	sbuf_clear(&j->text);
	sbuf_clear(&j->flag_text);
	sbuf_puts(&j->text, "");
	j->open = true;
	j->at_station = keep(j, wide_field(j, j->station));
	j->at_time = keep(j, wide_field(j, j->time));
	j->when = wide_when(wide_field(j, j->time));
	for (size_t k = 0; k < j->ncarry; k++)
		j->at_carry[k] = keep(j, wide_field(j, j->carry[k]));
	for (size_t c = 0; c < j->head.n; c++)
		j->cell[c] = (struct piece){ 0, 0 };
	check_keys(j);
	if (j->h == NULL && j->when.known)
		check_order(j);
}

/* Columns that are no keys must be the same in all rows of the open one. */
static void
check_carried(struct wide *j)
{
	for (size_t k = 0; k < j->ncarry; k++) {
		const struct sv f = wide_field(j, j->carry[k]), first = piece(j, j->at_carry[k]);
		struct sbuf m = { 0 }, a = { 0 }, b = { 0 };

		if (sv_same(f, first))
			continue;
		str_quote(&a, f);
		str_quote(&b, first);
		sbuf_printf(&m, _("'%s' after '%s' at one station and time; name the column in --key, or leave it out with --drop"),
		    a.n == 0 ? "" : a.p, b.n == 0 ? "" : b.p);
		bad(j, j->carry[k], wide_place(j, j->carry[k]).column, "varies", &m);
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
take_value(struct wide *j, const struct meaning *m)
{
	const struct sv f = wide_field(j, j->value), first = piece(j, j->cell[m->col]);
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
take_flags(struct wide *j, const char *item)
{
	struct sv rest = wide_optional(j, j->flag), who, code;

	while (rest.n > 0 && flags_next(&rest, &who, &code)) {
		const bool none = who.n == 0 && who.p < code.p;		/* ":word": of no item */

		reshape_add(&j->flag_text, who.n > 0 ? who : none ? (struct sv){ NULL, 0 } : sv_of(item), code);
	}
	rest = wide_optional(j, j->flags);
	while (rest.n > 0 && flags_next(&rest, &who, &code))
		reshape_add(&j->flag_text, who, code);
}

static void
take_unnamed(struct wide *j)
{
	const struct sv f = wide_field(j, j->value);
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

/* Says what is wrong with item or unit. */
static void
check_item(struct wide *j, const struct meaning *m)
{
	const size_t c = m->is == ITEMNAME_UNIT && j->unit >= 0 ? (size_t)j->unit : j->item;
	struct sbuf w = { 0 };

	if (m->is == ITEMNAME_OK)
		return;
	reshape_wrong(&w, m->is, &m->n, sv_trim(wide_field(j, j->item)));
	bad(j, c, m->is == ITEMNAME_BAD ? NULL : m->n.head, m->is == ITEMNAME_BAD ? "item" : "unit", &w);
	sbuf_release(&w);
}

void
wide_take(struct wide *j)
{
	const size_t k = wide_meaning(j);	/* may move the array */
	struct meaning *m = &j->meaning[k];

	if (m->col == IS_OUT && j->r->items == NULL) {
		const struct place at = wide_place(j, j->item);

		diag_refuse(j->r->d, &at, _("the input changed while it was read"));
	}
	if (m->col == IS_OUT) {
		m->nout++;
		return;
	}
	if (m->col == IS_BAD) {
		check_item(j, m);
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
	check_item(j, m);
}

void
wide_key(struct wide *j)
{
	sbuf_clear(&j->text);
	sbuf_puts(&j->text, "");
	j->at_station = keep(j, wide_field(j, j->station));
	for (size_t k = 0; k < j->ncarry; k++)
		j->at_carry[k] = keep(j, wide_field(j, j->carry[k]));
	(void)key_word(j);
}

void
wide_release_row(struct wide *j)
{
	free(j->at_carry);
	free(j->cell);
	free(j->lo);
	free(j->hi);
	map_release(&j->stations);
	sbuf_release(&j->text);
	sbuf_release(&j->flag_text);
}

#include "labsplit_own.h"
#include "mem.h"

/* --- items -------------------------------------------------------------------------------- */

/* What an item and unit mean, worked out once for each spelling: an index into meaning[]. */
static size_t
meaning_of(struct labsplit *s, struct sv item, struct sv unit)
{
	struct lab_item *m;
	size_t k;

	sbuf_clear(&s->word);
	sbuf_put(&s->word, item.p, item.n);
	sbuf_putc(&s->word, '\0');		/* no cell has one */
	sbuf_put(&s->word, unit.p, unit.n);
	k = map_get(&s->spellings, sbuf_sv(&s->word));
	if (k != MAP_NONE)
		return k;
	k = map_put(&s->spellings, sbuf_sv(&s->word));
	s->meaning = mem_grow(s->meaning, &s->capmeaning, k + 1, sizeof(*s->meaning));
	m = &s->meaning[k];
	*m = (struct lab_item){ .of = k };
	if (!sv_is(sv_trim(item), RESHAPE_ROW))
		m->is = itemname_row(&s->items, "water", item, unit, &m->n);
	for (size_t i = 0; i < k; i++) {		/* a few dozen spellings */
		const char *head = s->meaning[i].n.head;

		if (head == m->n.head || (head != NULL && m->n.head != NULL && strcmp(head, m->n.head) == 0))
			m->of = s->meaning[i].of;
	}
	return k;
}

/* --- rows --------------------------------------------------------------------------------- */

void
lab_leave_out(struct labsplit *s, struct lab_row *r)
{
	if (r->left_out)
		return;
	r->left_out = true;
	s->spec.in->nwithheld++;
	s->spec.in->nrow--;
}

/* Refuses column c of the row; under -k the row is left out. */
static void __attribute__((format(printf, 5, 6)))
leave_out(struct labsplit *s, struct lab_row *r, size_t c, const char *code, const char *fmt, ...)
{
	struct sbuf m = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&m, fmt, ap);
	va_end(ap);
	(void)csvin_bad(s->spec.in, c, code, "%s", m.p);
	sbuf_release(&m);
	lab_leave_out(s, r);
}

static struct sv
cell(const struct labsplit *s, int c)
{
	return c < 0 ? (struct sv){ "", 0 } : sv_trim(csvin_field(s->spec.in, (size_t)c));
}

static void
read_item(struct labsplit *s, struct lab_row *r)
{
	const size_t k = meaning_of(s, csvin_field(s->spec.in, s->item), cell(s, s->unit));
	const struct lab_item *m = &s->meaning[k];
	struct sbuf w = { 0 };

	r->item = m->of;
	if (m->is == ITEMNAME_OK)
		return;
	reshape_wrong(&w, m->is, &m->n, cell(s, (int)s->item));
	leave_out(s, r, m->is == ITEMNAME_UNIT && s->unit >= 0 ? (size_t)s->unit : s->item,
	    m->is == ITEMNAME_BAD ? "item" : "unit", "%s", w.p);
	sbuf_release(&w);
}

static void
read_kind(struct labsplit *s, struct lab_row *r)
{
	const struct sv kind = cell(s, (int)s->kind), of = cell(s, (int)s->pair);
	struct sbuf q = { 0 };

	str_quote(&q, kind);
	r->kind = labqc_kind_of(kind);
	if (r->kind == LABQC_NKIND)
		leave_out(s, r, s->kind, "kind", _("'%s' is not one of %s"), q.n == 0 ? "" : q.p, LABQC_KINDS);
	else if ((r->kind == LABQC_LAB_DUPLICATE || r->kind == LABQC_FIELD_PAIR) && of.n == 0)
		leave_out(s, r, s->pair, "pair", _("a duplicate or pair does not say of which code"));
	if (cell(s, (int)s->code).n == 0)
		leave_out(s, r, s->code, "code", _("the code is empty"));
	r->code = map_put(&s->codes, cell(s, (int)s->code));
	r->of = of.n == 0 ? LAB_NONE : map_put(&s->codes, of);
	sbuf_release(&q);
}

/* Where and when a routine row is: a date, a time or a period. */
static void
read_place(struct labsplit *s, struct lab_row *r)
{
	const struct sv f = csvin_field(s->spec.in, s->time);
	struct period p;
	struct civil t;

	r->station = map_put(&s->stations, cell(s, (int)s->station));
	r->vertical = map_put(&s->verticals, cell(s, s->vertical));
	if (cell(s, (int)s->station).n == 0)
		leave_out(s, r, s->station, "station", _("the station is empty"));
	if (!civil_parse(f, &t) && period_parse(f, &p)) {
		r->from = p.from * CIVIL_DAY;
		r->to = (p.to + 1) * CIVIL_DAY;
		return;
	}
	if (!csvin_time(s->spec.in, s->time, &t))
		lab_leave_out(s, r);
	r->from = t.sec;
	r->to = t.sec + (t.date ? CIVIL_DAY : 0);
}

/* Whether the flags of the row say that its value is not used. */
static bool
is_dropped(struct labsplit *s, const struct lab_row *r)
{
	struct sv rest = cell(s, s->flag), who, code;
	const char *head = s->meaning[r->item].n.head;
	enum flag_use use = FLAG_KEEP, u;

	while (rest.n > 0 && flags_next(&rest, &who, &code)) {
		if (who.n > 0 && !sv_is(who, RESHAPE_ROW) && !sv_is(who, head))
			continue;
		u = flags_code(&s->flags, code);
		use = u > use ? u : use;
	}
	u = flags_use(&s->flags, cell(s, s->flag_pairs), sv_of(head), NULL);
	use = u > use ? u : use;
	return use == FLAG_DROP || use == FLAG_REPLACE;
}

/* A row of item '*' has no value. */
static void
read_flags_alone(struct labsplit *s, struct lab_row *r)
{
	struct sbuf q = { 0 };

	str_quote(&q, cell(s, (int)s->value));
	if (q.n > 0)
		leave_out(s, r, s->value, "item", _("a row of item '*' holds flags alone, not '%s'"), q.p);
	sbuf_release(&q);
}

static void
read_value(struct labsplit *s, struct lab_row *r)
{
	if (r->left_out)
		return;
	if (s->meaning[r->item].n.head == NULL) {
		read_flags_alone(s, r);
		return;
	}
	r->v.dropped = is_dropped(s, r);
	if (r->v.dropped)
		return;
	r->v.undetected = sv_is(cell(s, (int)s->value), "ND");
	if (!r->v.undetected)
		r->unreadable = !csvin_decimal(s->spec.in, s->value, &r->v.x);
	r->v.dropped = r->unreadable;
}

static void
read_row(void *arg, struct csvin *in)
{
	struct labsplit *s = arg;
	struct lab_row *r;

	(void)in;			/* it is the one of spec */
	s->v = mem_grow(s->v, &s->cap, s->n + 1, sizeof(*s->v));
	r = &s->v[s->n++];
	*r = (struct lab_row){ .of = LAB_NONE, .partner = LAB_NONE, .next = LAB_NONE };
	read_item(s, r);
	read_kind(s, r);
	if (r->kind == LABQC_ROUTINE)
		read_place(s, r);
	read_value(s, r);
}

/* --- two values of one sample --------------------------------------------------------------- */

static struct sv
result_key(struct labsplit *s, size_t code, size_t item)
{
	sbuf_clear(&s->word);
	sbuf_printf(&s->word, "%zu %zu", code, item);
	return sbuf_sv(&s->word);
}

size_t
lab_find(struct labsplit *s, size_t code, size_t item)
{
	const size_t k = map_get(&s->results, result_key(s, code, item));

	return k == MAP_NONE ? LAB_NONE : s->row_of[k];
}

static bool
same_value(const struct labsplit *s, size_t a, size_t b)
{
	const struct dec x = s->v[a].v.x, y = s->v[b].v.x;

	return sv_same(lab_cell(s, a, (int)s->value), lab_cell(s, b, (int)s->value)) ||
	    (dec_has(x) && dec_has(y) && x.cens == y.cens && dec_cmp(x, y) == 0);
}

void
lab_refuse(struct labsplit *s, size_t row, size_t col, const char *code, const char *fmt, ...)
{
	const struct place at = held_place(s->h, row, col);
	struct sbuf m = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&m, fmt, ap);
	va_end(ap);
	(void)diag_cell(s->spec.d, &at, held_cell(s->h, row, col), code, "%s", m.p);
	sbuf_release(&m);
}

const char *
lab_shown(const struct labsplit *s, size_t row, size_t col, struct sbuf *b)
{
	sbuf_clear(b);
	sbuf_puts(b, "");
	str_quote(b, held_cell(s->h, row, col));
	return b->p;
}

/* A sample has one value of an item: the same one again is left out, another refused. */
static void
note_result(struct labsplit *s, size_t row)
{
	struct lab_row *r = &s->v[row];
	const size_t n = s->results.n, k = map_put(&s->results, result_key(s, r->code, r->item));
	struct sbuf a = { 0 }, b = { 0 };

	if (k == n) {
		s->row_of = mem_grow(s->row_of, &s->caprow, k + 1, sizeof(*s->row_of));
		s->row_of[k] = row;
		return;
	}
	if (same_value(s, row, s->row_of[k])) {
		s->ntwice++;
		r->left_out = true;
		return;
	}
	lab_refuse(s, row, s->value, "twice", _("'%s' after '%s': sample %s has two values of %s"),
	    lab_shown(s, row, s->value, &a), lab_shown(s, s->row_of[k], s->value, &b), s->codes.key[r->code],
	    lab_name(s, row)->head);
	lab_leave_out(s, r);
	sbuf_release(&a);
	sbuf_release(&b);
}

void
labsplit_read(struct labsplit *s)
{
	s->h = held_read(s->spec.in, read_row, s);
	for (size_t i = 0; i < s->n; i++) {
		if (!s->v[i].left_out && !lab_is_star(s, i))
			note_result(s, i);
	}
}

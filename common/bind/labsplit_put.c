#include <stdlib.h>

#include "labsplit_own.h"
#include "mem.h"

/* A routine row, in the order of the result. */
struct place_key {
	size_t	station;
	int64_t	from, to;
	size_t	vertical, item, row;
};

/* Less, equal, greater as a number. */
#define ORDER(a, b)	(((a) > (b)) - ((a) < (b)))

static int
compare_place(const struct place_key *a, const struct place_key *b)
{
	int c = ORDER(a->station, b->station);

	c = c != 0 ? c : ORDER(a->from, b->from);
	c = c != 0 ? c : ORDER(a->to, b->to);
	c = c != 0 ? c : ORDER(a->vertical, b->vertical);
	return c != 0 ? c : ORDER(a->item, b->item);
}

static int
compare(const void *a, const void *b)
{
	const struct place_key *x = a, *y = b;
	const int c = compare_place(x, y);

	return c != 0 ? c : ORDER(x->row, y->row);
}

/* The routine rows sorted; *n of them. */
static struct place_key *
sorted(const struct labsplit *s, size_t *n)
{
	struct place_key *k = mem_array(s->n, sizeof(*k));

	*n = 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct lab_row *r = &s->v[i];

		if (r->kind == LABQC_ROUTINE && !r->left_out)
			k[(*n)++] = (struct place_key){ r->station, r->from, r->to, r->vertical, r->item, i };
	}
	qsort(k, *n, sizeof(*k), compare);
	return k;
}

/* Two samples of one place and item would be two rows of one: refused; under -k the first is kept, unreadable. */
static void
check_places(struct labsplit *s, const struct place_key *k, size_t n)
{
	size_t first = 0;
	struct sbuf a = { 0 }, b = { 0 };

	for (size_t i = 1; i < n; i++) {
		if (compare_place(&k[first], &k[i]) != 0 || lab_is_star(s, k[i].row)) {
			first = i;
			continue;
		}
		lab_refuse(s, k[i].row, s->value, "twice",
		    _("'%s' after '%s': samples %s and %s are of one station, time and vertical, and both have %s"),
		    lab_shown(s, k[i].row, s->value, &a), lab_shown(s, k[first].row, s->value, &b),
		    s->codes.key[s->v[k[first].row].code], s->codes.key[s->v[k[i].row].code], lab_name(s, k[i].row)->head);
		lab_leave_out(s, &s->v[k[i].row]);
		s->v[k[first].row].unreadable = true;
	}
	sbuf_release(&a);
	sbuf_release(&b);
}

/* --- rows ------------------------------------------------------------------------------------ */

static void
put_header(const struct labsplit *s, struct csvout *o)
{
	const struct csvin *in = s->spec.in;

	csvout_text(o, in->name[s->station]);
	csvout_text(o, in->name[s->time]);
	csvout_text(o, RESHAPE_VERTICAL);
	for (size_t c = 0; c < s->nkeep; c++)
		csvout_text(o, in->name[s->keep[c]]);
	csvout_text(o, "item");
	csvout_text(o, "value");
	csvout_text(o, "unit");
	csvout_text(o, "flag");
	csvout_end(o);
}

/* The mean of the row's value and those that agree with it; missing where nothing does. */
static struct dec
mean(const struct labsplit *s, size_t row, struct dec **v, size_t *cap)
{
	const struct lab_row *r = &s->v[row];
	const struct item *it = lab_name(s, row)->item;
	size_t n = 1;

	if (r->partner == LAB_NONE || r->unreadable || !dec_has(r->v.x))
		return (struct dec){ 0 };
	*v = mem_grow(*v, cap, n, sizeof(**v));
	(*v)[0] = r->v.x;
	for (size_t p = r->partner; p != LAB_NONE; p = s->v[p].next) {
		if (!dec_has(s->v[p].v.x))
			continue;
		*v = mem_grow(*v, cap, n + 1, sizeof(**v));
		(*v)[n++] = s->v[p].v.x;
	}
	return n == 1 ? (struct dec){ 0 } : labqc_mean(*v, n, it == NULL ? 3 : it->decimals);
}

/* "value:unreadable", by which the reader marks the column value under -k: here the row's item is meant. */
static bool
is_own(const struct labsplit *s, struct sv word)
{
	const struct sv value = sv_of(s->spec.in->name[s->value]);

	return word.n > value.n && memcmp(word.p, value.p, value.n) == 0 && word.p[value.n] == ':';
}

static void
add_flags(const struct labsplit *s, size_t row, struct sbuf *b)
{
	const int cols[] = { s->flag, s->flag_pairs };
	struct sv rest, word;

	for (size_t c = 0; c < sizeof(cols) / sizeof(cols[0]); c++) {
		rest = lab_cell(s, row, cols[c]);
		while (rest.n > 0 && sv_word(&rest, &word)) {
			if (!s->v[row].unreadable || !is_own(s, word))
				reshape_add(b, (struct sv){ NULL, 0 }, word);
		}
	}
}

/* What is known of the value, of those it is a mean with, and what the pair says. */
static void
put_flags(const struct labsplit *s, struct csvout *o, size_t row, bool is_mean, struct sbuf *b)
{
	const struct lab_row *r = &s->v[row];

	sbuf_clear(b);
	add_flags(s, row, b);
	for (size_t p = is_mean ? r->partner : LAB_NONE; p != LAB_NONE; p = s->v[p].next)
		add_flags(s, p, b);
	if (r->unreadable)
		reshape_add(b, (struct sv){ NULL, 0 }, sv_of("unreadable"));
	if (r->outside)
		reshape_add(b, (struct sv){ NULL, 0 }, sv_of("pair"));
	csvout_cell(o, sbuf_sv(b));
}

static void
put_row(const struct labsplit *s, struct csvout *o, size_t row, struct dec m, struct sbuf *b)
{
	const struct itemname *n = lab_name(s, row);

	csvout_cell(o, lab_cell(s, row, (int)s->station));
	csvout_cell(o, lab_cell(s, row, (int)s->time));
	csvout_cell(o, lab_cell(s, row, s->vertical));
	for (size_t c = 0; c < s->nkeep; c++)
		csvout_cell(o, lab_cell(s, row, (int)s->keep[c]));
	csvout_text(o, n->name == NULL ? RESHAPE_ROW : n->name);
	if (dec_has(m))
		csvout_dec(o, m);
	else
		csvout_cell(o, lab_cell(s, row, (int)s->value));
	csvout_text(o, n->unit == NULL ? "" : n->unit);
	put_flags(s, o, row, dec_has(m), b);
	csvout_end(o);
}

void
labsplit_put(struct labsplit *s, struct csvout *o)
{
	size_t n, cap = 0;
	struct place_key *k = sorted(s, &n);
	struct dec *v = NULL;
	struct sbuf b = { 0 };

	put_header(s, o);
	check_places(s, k, n);
	for (size_t i = 0; i < n; i++) {
		if (!s->v[k[i].row].left_out)
			put_row(s, o, k[i].row, mean(s, k[i].row, &v, &cap), &b);
	}
	sbuf_release(&b);
	free(v);
	free(k);
}

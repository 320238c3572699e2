#include <stdlib.h>

#include "diff.h"
#include "flags.h"
#include "mem.h"
#include "settings.h"

/* A row kept until its counterpart comes. */
struct diff_row {
	char	*text;
	size_t	*end;		/* end[ncol] of the side's table */
};

/* A row to look at: the reader's, or one kept. */
struct view {
	const struct csvin	*in;
	const struct diff_row	*kept;	/* NULL: the reader's */
};

static struct sv
cell(const struct view *v, int col)
{
	if (v == NULL || col < 0)
		return (struct sv){ "", 0 };
	if (v->kept == NULL)
		return csvin_field(v->in, (size_t)col);
	{
		const size_t from = col == 0 ? 0 : v->kept->end[col - 1];

		return (struct sv){ v->kept->text + from, v->kept->end[col] - from };
	}
}

static struct diff_row *
keep(const struct csvin *in)
{
	struct diff_row *r = mem_alloc(sizeof(*r));
	struct sbuf b = { 0 };

	r->end = mem_array(in->ncol, sizeof(*r->end));
	sbuf_puts(&b, "");
	for (size_t c = 0; c < in->ncol; c++) {
		sbuf_put(&b, csvin_field(in, c).p, csvin_field(in, c).n);
		r->end[c] = b.n;
	}
	r->text = b.p;
	return r;
}

static void
row_free(struct diff_row *r)
{
	if (r == NULL)
		return;
	free(r->text);
	free(r->end);
	free(r);
}

/* --- columns ------------------------------------------------------------------------------- */

static char *
canonical(const struct diff *f, const char *name)
{
	struct sbuf b = { 0 };
	struct item_column ic;

	if (!items_column(&f->items, f->s.common->medium, sv_of(name), &ic) || ic.shared || ic.unit.n > 0)
		return mem_dup(name);
	sbuf_puts(&b, ic.item->name);
	if (ic.stat.n > 0) {
		sbuf_putc(&b, '_');
		sbuf_put(&b, ic.stat.p, ic.stat.n);
	}
	return b.p;
}

static void
add_key(struct diff *f, struct sv name)
{
	const size_t k = f->nkey;

	if (k == DIFF_KEYS)
		diag_usage(f->s.d, _("option --key: more than %d columns"), DIFF_KEYS);
	f->key[k] = mem_ndup(name.p, name.n);
	for (int i = 0; i < 2; i++)
		f->side[i].key[k] = (int)csvin_need(f->side[i].in, f->key[k]);
	if (strcmp(f->key[k], f->s.common->time) == 0)
		f->time_key = (int)k;
	if (strcmp(f->key[k], f->s.common->station) == 0)
		f->station_key = (int)k;
	f->nkey++;
}

static void
bind_keys(struct diff *f)
{
	struct sv rest, part;

	f->time_key = f->station_key = -1;
	if (f->s.key == NULL) {
		add_key(f, sv_of(f->s.common->station));
		add_key(f, sv_of(f->s.common->time));
		return;
	}
	rest = sv_of(f->s.key);
	while (sv_split(&rest, ',', &part))
		add_key(f, part);
}

static bool
in_list(const char *list, const char *name)
{
	struct sv rest = sv_of(list), part;

	while (list != NULL && sv_split(&rest, ',', &part)) {
		if (sv_is(part, name))
			return true;
	}
	return false;
}

static bool
is_key(const struct diff *f, int side, size_t col)
{
	for (size_t k = 0; k < f->nkey; k++) {
		if (f->side[side].key[k] == (int)col)
			return true;
	}
	return (int)col == f->side[side].in->flags_col;
}

static void
bind_columns(struct diff *f)
{
	for (int side = 0; side < 2; side++) {
		for (size_t c = 0; c < f->side[side].in->ncol; c++) {
			char *name = canonical(f, f->side[side].in->name[c]);
			size_t i = 0;

			while (i < f->ncol && strcmp(f->col[i].name, name) != 0)
				i++;
			if (is_key(f, side, c) || in_list(f->s.ignore, name) ||
			    in_list(f->s.ignore, f->side[side].in->name[c])) {
				free(name);
				continue;
			}
			if (i == f->ncol) {
				f->col = mem_grow(f->col, &f->cap, f->ncol + 1, sizeof(*f->col));
				f->col[f->ncol++] = (struct diff_col){ name, { -1, -1 } };
			} else
				free(name);
			f->col[i].col[side] = (int)c;
		}
	}
}

struct diff *
diff_new(const struct diff_spec *s, struct csvin *was, struct csvin *now)
{
	struct diff *f = mem_alloc(sizeof(*f));

	f->s = *s;
	f->side[0].in = was;
	f->side[1].in = now;
	items_init(&f->items, s->tabs);
	f->has_period = settings_period(s->d, s->common, &f->period);
	bind_keys(f);
	bind_columns(f);
	f->same_columns = was->ncol == now->ncol;
	for (size_t c = 0; f->same_columns && c < was->ncol; c++)
		f->same_columns = strcmp(was->name[c], now->name[c]) == 0;
	return f;
}

void
diff_free(struct diff *f)
{
	for (int i = 0; i < 2; i++) {
		struct diff_side *s = &f->side[i];

		for (size_t k = 0; k < s->keys.n; k++)
			row_free(s->row[k]);
		free(s->row);
		map_release(&s->keys);
		sbuf_release(&s->text);
	}
	for (size_t i = 0; i < f->ncol; i++)
		free(f->col[i].name);
	for (size_t k = 0; k < f->nkey; k++)
		free(f->key[k]);
	free(f->col);
	items_release(&f->items);
	free(f);
}

/* --- writing ------------------------------------------------------------------------------- */

void
diff_header(const struct diff *f, struct csvout *out)
{
	csvout_text(out, "kind");
	for (size_t k = 0; k < f->nkey; k++)
		csvout_text(out, f->key[k]);
	csvout_text(out, "item");
	csvout_text(out, "old");
	csvout_text(out, "new");
	csvout_text(out, "old_flags");
	csvout_text(out, "new_flags");
	if (f->s.decided != NULL) {
		csvout_text(out, "who");
		csvout_text(out, "when");
		csvout_text(out, "reason");
	}
	csvout_end(out);
}

static void
put_decision(const struct diff *f, struct csvout *out, const struct view *v, int side, const char *item)
{
	const struct decision *k = NULL;
	struct civil t;

	if (f->s.decided == NULL)
		return;
	if (v != NULL && f->time_key >= 0 && f->station_key >= 0 &&
	    civil_parse(cell(v, f->side[side].key[f->time_key]), &t))
		k = decided_find(f->s.decided, cell(v, f->side[side].key[f->station_key]), t, item);
	csvout_text(out, k == NULL ? "" : k->who);
	csvout_text(out, k == NULL ? "" : k->when);
	csvout_text(out, k == NULL ? "" : k->reason);
}

struct difference {
	const char	*kind, *item;
	struct sv	 was, now, was_flags, now_flags;
};

static void
put(const struct diff *f, struct csvout *out, const struct view *v, int side,
    const struct difference *x)
{
	csvout_text(out, x->kind);
	for (size_t k = 0; k < f->nkey; k++)
		csvout_cell(out, cell(v, f->side[side].key[k]));
	csvout_text(out, x->item);
	csvout_cell(out, x->was);
	csvout_cell(out, x->now);
	csvout_cell(out, x->was_flags);
	csvout_cell(out, x->now_flags);
	put_decision(f, out, v, side, x->item);
	csvout_end(out);
}

void
diff_put_result(const struct diff *f, struct csvout *out, const char *kind, const char *group,
    const char *time, const char *item, struct sv was, struct sv now)
{
	csvout_text(out, kind);
	for (size_t k = 0; k < f->nkey; k++)
		csvout_text(out, (int)k == f->time_key ? time :
		    (int)k == f->station_key || (f->station_key < 0 && k == 0) ? group : "");
	csvout_text(out, item);
	csvout_cell(out, was);
	csvout_cell(out, now);
	csvout_empty(out);
	csvout_empty(out);
	for (int k = 0; f->s.decided != NULL && k < 3; k++)
		csvout_empty(out);
	csvout_end(out);
}

/* --- comparing ----------------------------------------------------------------------------- */

/* 1.0 equals 1.00 and 1e0; what is no number is compared as text. */
static bool
same_value(const struct diff *f, struct sv a, struct sv b)
{
	struct dec x, y;
	enum dec_parsed p, q;

	if (sv_same(a, b))
		return true;
	if (f->s.text)
		return false;
	p = dec_read(a, &x);
	q = dec_read(b, &y);
	if (p == DEC_EMPTY && q == DEC_EMPTY)
		return true;
	return (p == DEC_OK || p == DEC_CUT) && (q == DEC_OK || q == DEC_CUT) && x.cens == y.cens &&
	    dec_cmp(x, y) == 0;
}

static int
by_text(const void *a, const void *b)
{
	const struct sv *x = a, *y = b;
	const int c = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);

	return c != 0 ? c : (x->n > y->n) - (x->n < y->n);
}

/* The codes that a flags cell has for an item, in order, blank-separated, in b. */
static struct sv
codes_of(struct sv flags, const char *item, struct sbuf *b)
{
	struct sv rest = flags, who, code, list[32];
	size_t n = 0;

	while (n < 32 && flags_next(&rest, &who, &code)) {
		if (sv_is(who, item))
			list[n++] = code;
	}
	qsort(list, n, sizeof(list[0]), by_text);
	sbuf_clear(b);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			sbuf_putc(b, ' ');
		sbuf_put(b, list[i].p, list[i].n);
	}
	return b->p == NULL ? (struct sv){ "", 0 } : sbuf_sv(b);
}

static struct sv
flags_cell(const struct diff *f, const struct view *v, int side)
{
	return cell(v, f->side[side].in->flags_col);
}

static const char *
kind_of(const char *name)
{
	return strcmp(name, "state") == 0 ? "state" : "changed";
}

/* Flags of items that have no column: "AQI:incomplete". */
static void
compare_other_flags(struct diff *f, struct csvout *out, const struct view *was, const struct view *now)
{
	struct map seen = { 0 };
	struct sbuf a = { 0 }, b = { 0 };

	for (size_t i = 0; i < f->ncol; i++)
		(void)map_put(&seen, sv_of(f->col[i].name));
	for (int side = 0; side < 2; side++) {
		struct sv rest = flags_cell(f, side == 0 ? was : now, side), who, code;

		while (flags_next(&rest, &who, &code)) {
			const size_t n = seen.n, k = map_put(&seen, who);
			const struct difference x = { "flags", seen.key[k], { "", 0 }, { "", 0 },
			    codes_of(flags_cell(f, was, 0), seen.key[k], &a), codes_of(flags_cell(f, now, 1),
			    seen.key[k], &b) };

			if (seen.n == n || sv_same(x.was_flags, x.now_flags) || in_list(f->s.ignore, seen.key[k]))
				continue;
			f->nflags++;
			put(f, out, now, 1, &x);
		}
	}
	map_release(&seen);
	sbuf_release(&a);
	sbuf_release(&b);
}

static void
compare(struct diff *f, struct csvout *out, const struct view *was, const struct view *now)
{
	struct sbuf a = { 0 }, b = { 0 };

	for (size_t i = 0; i < f->ncol; i++) {
		const struct diff_col *c = &f->col[i];
		struct difference x = { kind_of(c->name), c->name, cell(was, c->col[0]), cell(now, c->col[1]),
		    codes_of(flags_cell(f, was, 0), c->name, &a), codes_of(flags_cell(f, now, 1), c->name, &b) };
		const bool same = c->col[0] < 0 || c->col[1] < 0 || same_value(f, x.was, x.now),
		    same_flags = sv_same(x.was_flags, x.now_flags);

		if (same && same_flags)
			continue;
		if (same)
			x.kind = "flags";
		f->ncells += !same;
		f->nflags += same;
		put(f, out, now, 1, &x);
	}
	if (!sv_same(flags_cell(f, was, 0), flags_cell(f, now, 1)))
		compare_other_flags(f, out, was, now);
	sbuf_release(&a);
	sbuf_release(&b);
}

/* A row that only one side has; with --cells each of its values. */
static void
put_lone(struct diff *f, struct csvout *out, const struct view *v, int side)
{
	const char *kind = side == 0 ? "removed" : "added";
	const struct sv none = { "", 0 };

	f->nremoved += side == 0;
	f->nadded += side == 1;
	if (!f->s.cells) {
		const struct sv flags = flags_cell(f, v, side);

		put(f, out, v, side, &(struct difference){ kind, "", none, none, side == 0 ? flags : none,
		    side == 1 ? flags : none });
		return;
	}
	for (size_t i = 0; i < f->ncol; i++) {
		const struct sv x = cell(v, f->col[i].col[side]);
		struct sbuf b = { 0 };
		const struct sv codes = codes_of(flags_cell(f, v, side), f->col[i].name, &b);

		if (x.n > 0 || codes.n > 0)
			put(f, out, v, side, &(struct difference){ kind, f->col[i].name, side == 0 ? x : none,
			    side == 1 ? x : none, side == 0 ? codes : none, side == 1 ? codes : none });
		sbuf_release(&b);
	}
}

/* --- matching ------------------------------------------------------------------------------ */

/* The key of the row that the reader stands on; times by their meaning, not their spelling. */
static void
make_key(const struct diff *f, struct diff_side *s)
{
	sbuf_clear(&s->text);
	for (size_t k = 0; k < f->nkey; k++) {
		const struct sv c = csvin_field(s->in, (size_t)s->key[k]);
		char buf[CIVIL_TEXT];
		struct civil t;

		if ((int)k == f->time_key && civil_parse(c, &t))
			sbuf_put(&s->text, buf, civil_print(buf, t));
		else
			sbuf_put(&s->text, c.p, c.n);
		sbuf_putc(&s->text, '\x1f');
	}
}

/* Whether the reader's row lies outside --period. */
static bool
outside(const struct diff *f, const struct diff_side *s)
{
	struct civil t;

	if (!f->has_period || f->time_key < 0 || !civil_parse(csvin_field(s->in,
	    (size_t)s->key[f->time_key]), &t))
		return false;
	return civil_day_of(t) < f->period.from || civil_day_of(t) > f->period.to;
}

static void
advance(const struct diff *f, struct diff_side *s)
{
	do
		s->live = csvin_next(s->in);
	while (s->live && outside(f, s));
	if (!s->live)
		return;
	if (s->effect != NULL)
		assessin_row(s->effect, s->in);
	make_key(f, s);
}

/* Keeps the reader's row for a counterpart that may come. */
static void
hold(struct diff *f, struct diff_side *s)
{
	const size_t n = s->keys.n, k = map_put(&s->keys, sbuf_sv(&s->text));

	if (s->keys.n > n) {
		s->row = mem_grow(s->row, &s->cap, s->keys.n, sizeof(*s->row));
		s->row[k] = NULL;
	}
	if (s->row[k] != NULL)
		(void)csvin_bad(s->in, (size_t)s->key[f->nkey - 1], "again",
		    _("a second row of this key; name what tells them apart by --key"));
	else
		s->row[k] = keep(s->in);
}

/* The row kept by s under the key of the other side's reader, NULL for none. */
static struct diff_row **
kept(struct diff_side *s, const struct diff_side *other)
{
	const size_t k = map_get(&s->keys, sbuf_sv(&other->text));

	return k == MAP_NONE || s->row[k] == NULL ? NULL : &s->row[k];
}

/* The reader's row of one side against the row kept by the other. */
static bool
match_kept(struct diff *f, struct csvout *out, int side)
{
	struct diff_side *s = &f->side[side], *o = &f->side[1 - side];
	struct diff_row **r = s->live ? kept(o, s) : NULL;
	struct view mine = { s->in, NULL }, theirs;

	if (r == NULL)
		return false;
	theirs = (struct view){ o->in, *r };
	compare(f, out, side == 0 ? &mine : &theirs, side == 0 ? &theirs : &mine);
	row_free(*r);
	*r = NULL;
	advance(f, s);
	return true;
}

/* Whether both readers stand on the same bytes of tables with the same columns. */
static bool
same_bytes(const struct diff *f)
{
	const struct csvin *a = f->side[0].in, *b = f->side[1].in;
	const size_t n = a->verbatim ? a->sep[a->ncol - 1] - a->row : 0;

	return f->same_columns && a->verbatim && b->verbatim && b->sep[b->ncol - 1] - b->row == n &&
	    memcmp(a->base + a->row, b->base + b->row, n) == 0;
}

static void
step(struct diff *f, struct csvout *out)
{
	struct diff_side *a = &f->side[0], *b = &f->side[1];

	if (a->live && b->live && sv_same(sbuf_sv(&a->text), sbuf_sv(&b->text))) {
		const struct view was = { a->in, NULL }, now = { b->in, NULL };

		if (!same_bytes(f))
			compare(f, out, &was, &now);
		advance(f, a);
		advance(f, b);
		return;
	}
	if (match_kept(f, out, 0) || match_kept(f, out, 1))
		return;
	for (int side = 0; side < 2; side++) {
		if (f->side[side].live) {
			hold(f, &f->side[side]);
			advance(f, &f->side[side]);
		}
	}
}

static void
put_columns(struct diff *f, struct csvout *out)
{
	const struct sv none = { "", 0 };

	for (size_t i = 0; i < f->ncol; i++) {
		const int *c = f->col[i].col;

		if (c[0] >= 0 && c[1] >= 0)
			continue;
		f->ncolumns++;
		put(f, out, NULL, 0, &(struct difference){ c[0] < 0 ? "column-added" : "column-removed",
		    f->col[i].name, none, none, none, none });
	}
}

void
diff_run(struct diff *f, struct csvout *out)
{
	put_columns(f, out);
	advance(f, &f->side[0]);
	advance(f, &f->side[1]);
	while (f->side[0].live || f->side[1].live)
		step(f, out);
	for (int side = 0; side < 2; side++) {
		struct diff_side *s = &f->side[side];

		for (size_t k = 0; k < s->keys.n; k++) {
			const struct view v = { s->in, s->row[k] };

			if (s->row[k] != NULL)
				put_lone(f, out, &v, side);
		}
	}
}

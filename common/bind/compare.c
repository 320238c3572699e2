#include <stdlib.h>

#include "change.h"
#include "compare.h"
#include "flags.h"
#include "held.h"
#include "mem.h"
#include "refstate.h"
#include "rounding.h"
#include "settings.h"

/* A time cell read: a period (days are periods too) or an instant. */
struct when {
	bool		has, instant;
	struct period	period;
	int64_t		sec;
};

struct column {
	struct change_column	 how;
	char			*name;		/* canonical */
	int			 now, base;	/* columns of the tables, -1: none */
	bool			 gas;		/* its reference state changed */
};

struct compare {
	struct compare_spec	 s;
	struct items		 items;
	struct flags		 flags;
	struct refstate		 ref;
	struct held		*now, *base;	/* the same table where there is one */
	struct column		*col;
	size_t			 ncol, cap;
	int			 time_now, time_base;
	bool			 by_key_alone;	/* two tables, the base has one row of each key */
	struct map		 rows;		/* key and time of the base, or key alone */
	size_t			*row_of;
	size_t			 caprow;
	bool			*used;		/* base rows that were compared with */
	struct map		 times;		/* of the base */
	size_t			*chosen;	/* rows of now that are shown */
	size_t			 nchosen, nmissing;
	int			 pct;		/* decimals of percentages */
	bool			 said_gas;
};

static struct when
read_when(struct sv f)
{
	struct when w = { false, false, { 0 }, 0 };
	struct civil t;

	if (period_parse(f, &w.period)) {
		w.has = true;
	} else if (civil_parse(f, &t)) {
		w = (struct when){ true, true, period_of(STEP_DAY, civil_day_of(t)), t.sec };
	}
	return w;
}

/* The time n steps (years, or periods) away. */
static struct when
shift(const struct when *w, bool by_period, int n)
{
	struct when r = *w;

	if (!w->instant) {
		r.period = by_period ? period_shift(&w->period, n) : period_shift_years(&w->period, n);
		return r;
	}
	if (by_period) {
		r.sec += n * CIVIL_HOUR;
	} else {
		const struct period day = period_of(STEP_DAY, w->period.from);

		r.sec += (period_shift_years(&day, n).from - day.from) * CIVIL_DAY;
	}
	return r;
}

static size_t
print_when(char buf[CIVIL_TEXT], const struct when *w)
{
	if (!w->has) {
		buf[0] = '\0';
		return 0;
	}
	return w->instant ? civil_print(buf, (struct civil){ w->sec, false }) : period_print(buf, &w->period);
}

static struct when
row_when(const struct held *h, int col, size_t row)
{
	return col < 0 ? (struct when){ .has = false } : read_when(held_cell(h, row, (size_t)col));
}

/* --- columns ------------------------------------------------------------------------------- */

static char *
canonical(const struct compare *c, const char *name)
{
	struct sbuf b = { 0 };
	struct item_column ic;

	if (!items_column(&c->items, c->s.common->medium, sv_of(name), &ic) || ic.shared)
		return mem_dup(name);
	sbuf_puts(&b, ic.item->name);
	if (ic.stat.n > 0) {
		sbuf_putc(&b, '_');
		sbuf_put(&b, ic.stat.p, ic.stat.n);
	}
	if (ic.unit.n > 0)
		sbuf_printf(&b, "[%.*s]", (int)ic.unit.n, ic.unit.p);
	return b.p;
}

static void
add_column(struct compare *c, size_t k, bool two)
{
	struct column *v;

	c->col = mem_grow(c->col, &c->cap, c->ncol + 1, sizeof(*c->col));
	v = &c->col[c->ncol++];
	*v = (struct column){ .name = canonical(c, c->now->name[k]), .now = (int)k, .base = two ? -1 : (int)k };
	v->how = change_column(c->s.tabs, &c->items, c->s.common->medium, v->name);
	if (strcmp(v->name, c->s.common->station) == 0)
		v->how.kind = CHANGE_KEY;
	v->gas = v->how.kind == CHANGE_VALUE && v->how.item != NULL && refstate_has(&c->ref,
	    v->how.item->name);
	for (size_t b = 0; two && b < c->base->ncol; b++) {
		char *n = canonical(c, c->base->name[b]);

		if (strcmp(n, v->name) == 0)
			v->base = (int)b;
		free(n);
	}
}

/* Whether every cell of the column is a number or empty. */
static bool
all_numbers(const struct held *h, int col)
{
	struct dec x;

	for (size_t r = 0; col >= 0 && r < h->nrow; r++) {
		const enum dec_parsed p = dec_read(held_cell(h, r, (size_t)col), &x);

		if (p == DEC_BAD || p == DEC_OVERFLOW)
			return false;
	}
	return true;
}

static bool
in_list(const char *list, const char *name)
{
	struct sv rest = sv_of(list), part;

	while (sv_split(&rest, ',', &part)) {
		if (sv_is(part, name))
			return true;
	}
	return false;
}

/* --key: exactly those columns; else the listed keys, what is no number, and a label where there is nothing else. */
static void
choose_keys(struct compare *c)
{
	size_t nkey = 0;
	struct sv rest = sv_of(c->s.key), part;

	while (c->s.key != NULL && sv_split(&rest, ',', &part)) {
		char *n = mem_ndup(part.p, part.n);

		if (held_column(c->now, n) < 0 || held_column(c->base, n) < 0)
			diag_refuse(c->s.d, NULL, _("no column '%s'"), n);
		free(n);
	}
	for (size_t i = 0; i < c->ncol; i++) {
		struct column *v = &c->col[i];

		if (c->s.key != NULL) {
			if (in_list(c->s.key, v->name) || in_list(c->s.key, c->now->name[v->now]))
				v->how.kind = CHANGE_KEY;
			else if (v->how.kind == CHANGE_KEY)
				v->how.kind = CHANGE_TEXT;
		}
		if (v->how.kind == CHANGE_UNKNOWN)
			v->how.kind = all_numbers(c->now, v->now) && all_numbers(c->base, v->base) ? CHANGE_VALUE :
			    c->s.key != NULL ? CHANGE_TEXT : CHANGE_KEY;
		nkey += v->how.kind == CHANGE_KEY;
	}
	for (size_t i = 0; nkey == 0 && i < c->ncol; i++) {
		if (c->col[i].how.kind == CHANGE_LABEL)
			c->col[i].how.kind = CHANGE_KEY;
	}
}

static void
bind_columns(struct compare *c, bool two)
{
	c->time_now = held_column(c->now, c->s.common->time);
	c->time_base = held_column(c->base, c->s.common->time);
	if (!two && c->time_now < 0)
		diag_refuse(c->s.d, NULL, _("no column '%s'"), c->s.common->time);
	for (size_t k = 0; k < c->now->ncol; k++) {
		if ((int)k != c->time_now)
			add_column(c, k, two);
	}
	choose_keys(c);
	for (size_t i = 0; i < c->ncol; i++) {
		const struct column *v = &c->col[i];

		if (v->how.kind == CHANGE_KEY && v->base < 0)
			diag_refuse(c->s.d, NULL, _("the base has no column '%s'"), v->name);
	}
}

/* --- rows ---------------------------------------------------------------------------------- */

/* The row's key cells, with time (which may be NULL) behind them. */
static void
row_key(const struct compare *c, bool of_base, size_t row, const struct when *w, struct sbuf *b)
{
	char t[CIVIL_TEXT];

	sbuf_clear(b);
	for (size_t i = 0; i < c->ncol; i++) {
		const struct column *v = &c->col[i];
		const struct held *h = of_base ? c->base : c->now;
		const struct sv f = v->how.kind != CHANGE_KEY ? (struct sv){ NULL, 0 } :
		    held_cell(h, row, (size_t)(of_base ? v->base : v->now));

		if (v->how.kind != CHANGE_KEY)
			continue;
		sbuf_put(b, f.p, f.n);
		sbuf_putc(b, '\x1f');
	}
	if (w != NULL)
		sbuf_put(b, t, print_when(t, w));
}

static const char *
first_key(const struct compare *c)
{
	for (size_t i = 0; i < c->ncol; i++) {
		if (c->col[i].how.kind == CHANGE_KEY)
			return c->col[i].name;
	}
	return NULL;
}

static size_t
count_keys(const struct compare *c)
{
	struct map m = { 0 };
	struct sbuf b = { 0 };
	size_t n;

	for (size_t r = 0; r < c->base->nrow; r++) {
		row_key(c, true, r, NULL, &b);
		(void)map_put(&m, sbuf_sv(&b));
	}
	n = m.n;
	map_release(&m);
	sbuf_release(&b);
	return n;
}

static void
index_base(struct compare *c, bool two)
{
	struct sbuf b = { 0 };
	char t[CIVIL_TEXT];

	c->by_key_alone = two && (c->time_base < 0 || c->time_now < 0 || count_keys(c) == c->base->nrow);
	for (size_t r = 0; r < c->base->nrow; r++) {
		const struct when w = row_when(c->base, c->time_base, r);
		const size_t n = c->rows.n;
		size_t k;

		row_key(c, true, r, c->by_key_alone ? NULL : &w, &b);
		k = map_put(&c->rows, sbuf_sv(&b));
		if (c->rows.n == n) {
			const struct place at = held_place(c->base, r, 0);

			diag_refuse(c->s.d, &(struct place){ at.file, at.line, first_key(c) },
			    _("a second row of this key%s; name what tells them apart by --key"),
			    c->by_key_alone ? "" : _(" and time"));
		}
		c->row_of = mem_grow(c->row_of, &c->caprow, c->rows.n, sizeof(*c->row_of));
		c->row_of[k] = r;
		(void)map_put(&c->times, (struct sv){ t, print_when(t, &w) });
	}
	c->used = mem_array(c->base->nrow, sizeof(*c->used));
	sbuf_release(&b);
}

/* The base row of a row of now, SIZE_MAX where there is none; *w is the time it must have. */
static size_t
base_of(const struct compare *c, size_t row, struct when *w)
{
	const struct when now = row_when(c->now, c->time_now, row);
	struct sbuf b = { 0 };
	size_t k;

	*w = (struct when){ .has = false };
	if (!c->by_key_alone && now.has)
		*w = shift(&now, c->s.by_period, -1);
	row_key(c, false, row, c->by_key_alone ? NULL : w, &b);
	k = map_get(&c->rows, sbuf_sv(&b));
	sbuf_release(&b);
	return k == MAP_NONE || (!c->by_key_alone && !now.has) ? SIZE_MAX : c->row_of[k];
}

static void
choose(struct compare *c, size_t row, size_t *cap)
{
	c->chosen = mem_grow(c->chosen, cap, c->nchosen + 1, sizeof(*c->chosen));
	c->chosen[c->nchosen++] = row;
}

/* Of one table the rows whose base time occurs in it, or those of its last time; --period says it outright. */
static void
choose_rows(struct compare *c, bool two)
{
	struct period p;
	const bool period = settings_period(c->s.d, c->s.common, &p);
	int64_t last = INT64_MIN;
	size_t cap = 0;
	char t[CIVIL_TEXT];

	for (size_t r = 0; r < c->now->nrow; r++) {
		const struct when w = row_when(c->now, c->time_now, r), b = shift(&w, c->s.by_period, -1);

		last = w.has && w.period.to > last ? w.period.to : last;
		if (period ? w.has && w.period.from >= p.from && w.period.to <= p.to :
		    two || (w.has && map_get(&c->times, (struct sv){ t, print_when(t, &b) }) != MAP_NONE))
			choose(c, r, &cap);
	}
	if (c->nchosen > 0 || period)
		return;
	for (size_t r = 0; r < c->now->nrow; r++) {
		const struct when w = row_when(c->now, c->time_now, r);

		if (!w.has || w.period.to == last)
			choose(c, r, &cap);
	}
}

/* --- reading ------------------------------------------------------------------------------- */

struct checker {
	struct compare	*c;
	bool		*number;
	int		 time;
};

/* Refuses numbers and times that are none, while their place can still be told and flagged. */
static void
check_row(void *arg, struct csvin *in)
{
	const struct checker *k = arg;
	const struct sv none = { NULL, 0 };

	if (k->time >= 0 && !read_when(csvin_field(in, (size_t)k->time)).has) {
		struct sbuf q = { 0 };

		str_quote(&q, csvin_field(in, (size_t)k->time));
		(void)csvin_bad(in, (size_t)k->time, "time", _("'%s' is not a time or period"),
		    q.p == NULL ? "" : q.p);
		sbuf_release(&q);
	}
	for (size_t i = 0; i < in->ncol; i++) {
		const struct sv flags = in->flags_col < 0 ? none : csvin_field(in, (size_t)in->flags_col);
		struct dec x;

		if (k->number[i] && flags_use(&k->c->flags, flags, sv_of(in->name[i]), NULL) != FLAG_DROP)
			(void)csvin_decimal(in, i, &x);
	}
}

static struct held *
hold(struct compare *c, struct csvin *in)
{
	struct checker k = { c, mem_array(in->ncol, sizeof(bool)), csvin_column(in, c->s.common->time) };
	struct held *h;

	for (size_t i = 0; i < in->ncol; i++) {
		char *n = canonical(c, in->name[i]);

		k.number[i] = change_counts(change_column(c->s.tabs, &c->items, c->s.common->medium, n).kind) &&
		    strcmp(n, c->s.common->station) != 0 &&
		    (c->s.key == NULL || (!in_list(c->s.key, in->name[i]) && !in_list(c->s.key, n)));
		free(n);
	}
	h = held_read(in, check_row, &k);
	free(k.number);
	return h;
}

struct compare *
compare_new(const struct compare_spec *s, struct csvin *now, struct csvin *base)
{
	struct compare *c = mem_alloc(sizeof(*c));

	c->s = *s;
	items_init(&c->items, s->tabs);
	flags_init(&c->flags, s->tabs);
	refstate_init(&c->ref, s->tabs);
	c->pct = rounding_decimals(s->tabs, "change", "*", NULL);
	c->now = hold(c, now);
	c->base = base == NULL ? c->now : hold(c, base);
	bind_columns(c, base != NULL);
	index_base(c, base != NULL);
	choose_rows(c, base != NULL);
	return c;
}

void
compare_free(struct compare *c)
{
	for (size_t i = 0; i < c->ncol; i++)
		free(c->col[i].name);
	free(c->col);
	if (c->base != c->now)
		held_free(c->base);
	held_free(c->now);
	map_release(&c->rows);
	map_release(&c->times);
	free(c->row_of);
	free(c->used);
	free(c->chosen);
	items_release(&c->items);
	flags_release(&c->flags);
	free(c);
}

/* --- writing ------------------------------------------------------------------------------- */

void
compare_header(const struct compare *c, struct csvout *out)
{
	for (size_t i = 0; i < c->ncol; i++) {
		if (c->col[i].how.kind == CHANGE_KEY)
			csvout_text(out, c->col[i].name);
	}
	if (c->time_now >= 0 || c->time_base >= 0) {
		csvout_text(out, "time");
		csvout_text(out, "time_base");
	}
	for (size_t i = 0; i < c->ncol; i++) {
		const struct column *v = &c->col[i];

		if (v->how.kind == CHANGE_KEY)
			continue;
		csvout_text(out, v->name);
		if (v->how.kind == CHANGE_LABEL)
			continue;
		csvout_textf(out, "%s_base", v->name);
		if (!change_counts(v->how.kind))
			continue;
		csvout_textf(out, "%s_diff", v->name);
		if (v->how.kind == CHANGE_VALUE)
			csvout_textf(out, "%s_pct", v->name);
		if (c->s.words) {
			csvout_textf(out, "%s_word", v->name);
			csvout_textf(out, "%s_phrase", v->name);
		}
	}
	csvout_text(out, "compare");
	csvout_end(out);
}

/* The number of a cell with its flags applied; missing where the cell is dropped or there is no row. */
static struct dec
value(struct compare *c, const struct held *h, size_t row, int col, const struct column *v)
{
	const struct sv none = { NULL, 0 };
	struct dec x = { 0 };
	struct sv code = none;
	enum flag_use u;

	if (row == SIZE_MAX || col < 0)
		return x;
	u = flags_use(&c->flags, h->flags_col < 0 ? none : held_cell(h, row, (size_t)h->flags_col),
	    sv_of(v->name), &code);
	if (u == FLAG_REPLACE && v->how.item != NULL)
		x = flags_value(&c->flags, code, v->how.item->name);
	if (u != FLAG_DROP && !dec_has(x))
		(void)dec_parse(held_cell(h, row, (size_t)col), &x);
	return x;
}

static void
say_gas(struct compare *c, const struct column *v, bool converted)
{
	char day[CIVIL_TEXT];

	if (c->said_gas)
		return;
	c->said_gas = true;
	(void)civil_print(day, (struct civil){ c->ref.from * CIVIL_DAY, true });
	if (converted)
		diag_note(c->s.d, _("gases from before %s brought to the reference state after it"), day);
	else if (c->s.convert)
		diag_warn(c->s.d, _("column %s: a period lies across %s, when the reference state of gases changed; not converted"),
		    v->name, day);
	else
		diag_warn(c->s.d, _("column %s: the reference state of gases changed on %s, between the periods; use --convert"),
		    v->name, day);
}

/* Brings the earlier of two values of a gas to the later reference state. */
static void
same_state(struct compare *c, const struct column *v, const struct when *wn, const struct when *wb,
    struct dec *now, struct dec *base)
{
	const int a = wn->has ? refstate_side(&c->ref, &wn->period) : 0,
	    b = wb->has ? refstate_side(&c->ref, &wb->period) : 0;
	struct dec *earlier = a < b ? now : base;

	if (!v->gas || !wn->has || !wb->has || a == b)
		return;
	if (!c->s.convert || a == 0 || b == 0) {
		say_gas(c, v, false);
		return;
	}
	say_gas(c, v, true);
	*earlier = ratio_guard(ratio_mul(dec_ratio(*earlier), c->ref.factor), v->how.decimals + 6);
}

static void
put_change(struct compare *c, struct csvout *out, const struct column *v, struct dec now,
    struct dec base, const char *as)
{
	const bool zh = strcmp(c->s.common->lang, "zh") == 0;
	struct change ch = { .has = false };
	struct sbuf b = { 0 };

	if (now.cens == 0 && base.cens == 0)
		change_of(&ch, v->how.kind, now, base, c->pct);
	if (v->how.item != NULL)
		change_small(&ch, v->how.kind, now, base, c->s.small_base);
	csvout_dec(out, now);
	csvout_dec(out, base);
	csvout_dec(out, ch.diff);
	if (v->how.kind == CHANGE_VALUE)
		csvout_dec(out, ch.pct);
	if (!c->s.words)
		return;
	csvout_text(out, change_word(c->s.tabs, v->how.kind, &ch, zh));
	change_phrase(&b, c->s.tabs, v->how.kind, &ch, as, v->how.item == NULL ? "" : v->how.item->unit, zh);
	csvout_cell(out, sbuf_sv(&b));
	sbuf_release(&b);
}

/* What the comparison is called: told, or by how far the base's time is away. */
static const char *
called(const struct compare *c, const struct when *now, const struct when *base)
{
	const bool zh = strcmp(c->s.common->lang, "zh") == 0;
	char a[CIVIL_TEXT], b[CIVIL_TEXT];

	if (c->s.as != NULL)
		return c->s.as;
	if (!c->by_key_alone || !now->has || !base->has)
		return change_as(c->s.tabs, c->s.by_period ? "period" : "year", zh);
	(void)print_when(b, base);
	for (int k = 0; k < 2; k++) {
		const struct when w = shift(now, k == 1, -1);

		(void)print_when(a, &w);
		if (strcmp(a, b) == 0)
			return change_as(c->s.tabs, k == 1 ? "period" : "year", zh);
	}
	return change_as(c->s.tabs, "base", zh);
}

static void
check_edition(const struct compare *c, size_t row, size_t base)
{
	static const char *const name[] = { "edition", "index_set" };

	for (size_t i = 0; i < 2 && !c->s.force_edition && base != SIZE_MAX; i++) {
		const int a = held_column(c->now, name[i]), b = held_column(c->base, name[i]);
		struct sv x, y;
		struct place at;

		if (a < 0 || b < 0)
			continue;
		x = held_cell(c->now, row, (size_t)a);
		y = held_cell(c->base, base, (size_t)b);
		at = held_place(c->now, row, (size_t)a);
		if (x.n > 0 && y.n > 0 && !sv_same(x, y))
			diag_refuse(c->s.d, &at,
			    _("'%.*s' against '%.*s' of the base: assess both by one edition, or give --force-edition"),
			    (int)x.n, x.p, (int)y.n, y.p);
	}
}

static void
put_cell(struct csvout *out, const struct held *h, size_t row, int col)
{
	csvout_cell(out, row == SIZE_MAX || col < 0 ? (struct sv){ "", 0 } : held_cell(h, row, (size_t)col));
}

static void
put_row(struct compare *c, struct csvout *out, size_t row, size_t base, const struct when *expected)
{
	const struct when now = row_when(c->now, c->time_now, row),
	    then = base == SIZE_MAX ? *expected : row_when(c->base, c->time_base, base);
	const char *as = called(c, &now, &then);
	char t[CIVIL_TEXT];

	for (size_t i = 0; i < c->ncol; i++) {
		if (c->col[i].how.kind == CHANGE_KEY)
			put_cell(out, c->now, row, c->col[i].now);
	}
	if (c->time_now >= 0 || c->time_base >= 0) {
		put_cell(out, c->now, row, c->time_now);
		csvout_cell(out, (struct sv){ t, print_when(t, &then) });
	}
	for (size_t i = 0; i < c->ncol; i++) {
		const struct column *v = &c->col[i];

		if (change_counts(v->how.kind)) {
			struct dec x = value(c, c->now, row, v->now, v), y = value(c, c->base, base, v->base, v);

			same_state(c, v, &now, &then, &x, &y);
			if (!c->s.raw) {
				x = change_shown(&v->how, x);
				y = change_shown(&v->how, y);
			}
			put_change(c, out, v, x, y, as);
		} else if (v->how.kind != CHANGE_KEY) {
			put_cell(out, c->now, row, v->now);
			if (v->how.kind == CHANGE_TEXT)
				put_cell(out, c->base, base, v->base);
		}
	}
	csvout_text(out, base == SIZE_MAX ? "no-base" : "");
	csvout_end(out);
}

void
compare_rows(struct compare *c, struct csvout *out)
{
	for (size_t i = 0; i < c->nchosen; i++) {
		struct when expected;
		const size_t base = base_of(c, c->chosen[i], &expected);

		check_edition(c, c->chosen[i], base);
		c->nmissing += base == SIZE_MAX;
		if (base != SIZE_MAX)
			c->used[base] = true;
		else if (c->s.common_only)
			continue;
		put_row(c, out, c->chosen[i], base, &expected);
	}
}

void
compare_summary(const struct compare *c)
{
	size_t n = 0;

	if (c->nmissing > 0)
		diag_note(c->s.d, c->s.common_only ? _("%zu rows without a base left out") : _("%zu rows without a base"),
		    c->nmissing);
	for (size_t r = 0; c->base != c->now && r < c->base->nrow; r++)
		n += !c->used[r];
	if (n > 0)
		diag_note(c->s.d, _("%zu rows of the base have no counterpart"), n);
}

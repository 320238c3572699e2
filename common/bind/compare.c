#include <stdlib.h>

#include "compare_own.h"
#include "mem.h"
#include "rounding.h"

enum check { CHECK_NOTHING, CHECK_NUMBER, CHECK_CLASS, CHECK_STATUS };

struct checker {
	struct compare	*c;
	enum check	*what;		/* [ncol] */
	bool		*is_status;	/* [ncol] a word was one */
	bool		 classes;	/* there is a column class: "status" is one of water */
	int		 time;
};

static void
check_time(const struct checker *k, struct csvin *in)
{
	struct sbuf q = { 0 };

	if (k->time < 0 || compare_when_read(csvin_field(in, (size_t)k->time)).has)
		return;
	str_quote(&q, csvin_field(in, (size_t)k->time));
	(void)csvin_bad(in, (size_t)k->time, "time", _("'%s' is not a time or period"), q.p == NULL ? "" : q.p);
	sbuf_release(&q);
}

/* A column is one of status if its first word is; else, where no class says that it must be, another's. */
static void
check_status(struct checker *k, struct csvin *in, size_t i)
{
	const struct sv f = csvin_field(in, i);
	struct sbuf q = { 0 }, words = { 0 };

	if (f.n == 0 || waterchange_step(&k->c->water.rules, f) >= 0) {
		k->is_status[i] |= f.n > 0;
		return;
	}
	if (!k->is_status[i] && !(k->classes && strcmp(in->name[i], "status") == 0)) {
		k->what[i] = CHECK_NOTHING;
		(void)map_put(&k->c->water.not_status, sv_of(in->name[i]));
		return;
	}
	str_quote(&q, f);
	compare_water_statuses(k->c, &words);
	(void)csvin_bad(in, i, "status", _("'%s' is not a status of water (%s)"), q.p, words.p);
	sbuf_release(&q);
	sbuf_release(&words);
}

/* Refuses numbers, classes, statuses and times that are none, while their place can still be told and flagged. */
static void
check_row(void *arg, struct csvin *in)
{
	struct checker *k = arg;
	const struct sv none = { NULL, 0 };

	check_time(k, in);
	for (size_t i = 0; i < in->ncol; i++) {
		const struct sv flags = in->flags_col < 0 ? none : csvin_field(in, (size_t)in->flags_col);
		const struct sv f = csvin_field(in, i);
		struct dec x;

		if (k->what[i] == CHECK_NOTHING ||
		    flags_use(&k->c->flags, flags, sv_of(in->name[i]), NULL) == FLAG_DROP)
			continue;
		if (k->what[i] == CHECK_STATUS)
			check_status(k, in, i);
		else if (csvin_decimal(in, i, &x) && k->what[i] == CHECK_CLASS && compare_class(x) < 0)
			(void)csvin_bad(in, i, "class", _("'%.*s' is not a class, 1 to 6 (0: cannot be judged)"),
			    (int)f.n, f.p);
	}
}

static enum check
check_of(const struct compare *c, const char *name, const char *canonical)
{
	const enum change_kind kind = change_column(c->s.tabs, &c->items, c->s.common->medium, canonical).kind;

	if (strcmp(canonical, c->s.common->station) == 0 || (c->s.key != NULL &&
	    (compare_in_list(c->s.key, name) || compare_in_list(c->s.key, canonical))) ||
	    map_get(&c->water.not_status, sv_of(name)) != MAP_NONE)
		return CHECK_NOTHING;
	return kind == CHANGE_STATUS ? CHECK_STATUS : kind == CHANGE_WATER_CLASS ? CHECK_CLASS :
	    change_counts(kind) ? CHECK_NUMBER : CHECK_NOTHING;
}

static struct held *
hold(struct compare *c, struct csvin *in)
{
	struct checker k = { c, mem_array(in->ncol, sizeof(*k.what)), mem_array(in->ncol, sizeof(bool)),
		csvin_column(in, "class") >= 0, csvin_column(in, c->s.common->time) };
	struct held *h;

	for (size_t i = 0; i < in->ncol; i++) {
		char *n = compare_canonical(c, in->name[i]);

		k.what[i] = check_of(c, in->name[i], n);
		free(n);
	}
	h = held_read(in, check_row, &k);
	free(k.what);
	free(k.is_status);
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
	compare_water_init(c);
	c->now = hold(c, now);
	c->base = base == NULL ? c->now : hold(c, base);
	compare_bind(c, base != NULL);
	compare_water_bind(c);
	compare_index(c, base != NULL);
	compare_choose(c, base != NULL);
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
	map_release(&c->wanted);
	for (int k = 0; k < COMPARE_NWHY; k++)
		sbuf_release(&c->list[k].names);
	free(c->row_of);
	free(c->used);
	free(c->chosen);
	waterchanges_release(&c->water.rules);
	map_release(&c->water.not_status);
	items_release(&c->items);
	flags_release(&c->flags);
	free(c);
}
<<<<<<< HEAD
=======

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
>>>>>>> 6bd63c023bcf07f68c089c56b4c8bc8847099dde

#include "compare_own.h"

void
compare_water_init(struct compare *c)
{
	waterchanges_init(&c->water.rules, c->s.tabs);
	if (c->water.rules.wrong != NULL)
		diag_refuse(c->s.d, NULL, _("table water_changes: %s"), _(c->water.rules.wrong));
}

/* The column of that name; kind CHANGE_UNKNOWN: of any kind. */
static int
find(const struct compare *c, const char *name, enum change_kind kind)
{
	for (size_t i = 0; i < c->ncol; i++) {
		if (strcmp(c->col[i].name, name) == 0 && (kind == CHANGE_UNKNOWN || c->col[i].how.kind == kind))
			return (int)i;
	}
	return -1;
}

void
compare_water_bind(struct compare *c)
{
	struct compare_water *w = &c->water;

	w->class = find(c, "class", CHANGE_WATER_CLASS);
	w->status = find(c, "status", CHANGE_STATUS);
	w->type = find(c, "water_type", CHANGE_UNKNOWN);
	w->good = find(c, "good_share", CHANGE_POINTS);
	w->bad = find(c, "bad_share", CHANGE_POINTS);
	w->rule = find(c, "rule", CHANGE_UNKNOWN);
	for (int k = 0; k < WATER_CLASSES - 1; k++) {
		const char name[] = { 'n', '_', (char)('1' + k), '\0' };

		w->n[k] = find(c, name, CHANGE_DIFF);
	}
}

int
compare_class(struct dec x)
{
	if (!dec_has(x))
		return 0;
	for (int k = 0; k < WATER_CLASSES && x.cens == 0; k++) {
		if (dec_cmp(x, dec_int(k)) == 0)
			return k;
	}
	return -1;
}

int
compare_step(const struct compare *c, const struct held *h, size_t row, int col)
{
	return row == SIZE_MAX || col < 0 ? -1 : waterchange_step(&c->water.rules, held_cell(h, row, (size_t)col));
}

void
compare_water_statuses(const struct compare *c, struct sbuf *b)
{
	const char *const *word = c->water.rules.words.status[compare_zh(c) ? 0 : 1];

	for (int k = 1; k < WATER_CLASSES; k++) {
		if (strcmp(word[k], word[k - 1]) != 0)
			sbuf_printf(b, "%s, ", word[k]);
	}
	sbuf_puts(b, word[0]);
}

/* Both rows' values of a column. */
struct pair {
	struct dec	now, base;
};

static struct pair
values(struct compare *c, size_t row, size_t base, int i)
{
	if (i < 0)
		return (struct pair){ { 0 }, { 0 } };
	return (struct pair){ compare_value(c, c->now, row, c->col[i].now, &c->col[i]),
		compare_value(c, c->base, base, c->col[i].base, &c->col[i]) };
}

static bool
is_zero(struct dec x)
{
	return dec_has(x) && compare_class(x) == 0;
}

bool
compare_unjudged(struct compare *c, const struct compare_column *v, size_t row, size_t base)
{
	const struct pair p = values(c, row, base, (int)(v - c->col));
	int status = -1;

	for (size_t i = 0; i < c->ncol; i++) {		/* "status_ytd" belongs to "class_ytd" */
		if (c->col[i].how.kind == CHANGE_STATUS &&
		    strcmp(c->col[i].name + strlen("status"), v->name + strlen("class")) == 0)
			status = (int)i;
	}
	return is_zero(p.now) || is_zero(p.base) || (status >= 0 &&
	    (compare_step(c, c->now, row, c->col[status].now) == 0 ||
	    compare_step(c, c->base, base, c->col[status].base) == 0));
}

static void
put_word(const struct compare *c, struct csvout *out, const struct waterchange *w)
{
	struct sbuf b = { 0 };

	waterchange_word(&b, w, compare_zh(c));
	csvout_cell(out, sbuf_sv(&b));
	sbuf_release(&b);
}

void
compare_put_arrow(struct compare *c, struct csvout *out, const struct compare_column *v, size_t row, size_t base)
{
	const struct pair p = values(c, row, base, (int)(v - c->col));
	struct waterchange w = { 0 };

	if (!compare_unjudged(c, v, row, base))
		w = waterchange_class(&c->water.rules, compare_class(p.base), compare_class(p.now));
	put_word(c, out, &w);
}

static struct waterchange
by_status(const struct compare *c, const struct compare_column *v, size_t row, size_t base)
{
	return waterchange_status(&c->water.rules, compare_step(c, c->base, base, v->base),
	    compare_step(c, c->now, row, v->now));
}

void
compare_put_status(struct compare *c, struct csvout *out, const struct compare_column *v, size_t row, size_t base)
{
	const struct waterchange w = by_status(c, v, row, base);

	put_word(c, out, &w);
}

/* Of a section without a status that of its class; groundwater has classes but no status. */
static struct waterchange
by_class(struct compare *c, size_t row, size_t base)
{
	const struct compare_water *w = &c->water;
	const struct pair p = values(c, row, base, w->class);
	const int now = compare_class(p.now), then = compare_class(p.base);

	if (now < 1 || then < 1 || (w->type >= 0 &&
	    water_body_of(held_cell(c->now, row, (size_t)c->col[w->type].now)) == WATER_GROUND))
		return (struct waterchange){ 0 };
	return waterchange_status(&w->rules, w->rules.words.step[then], w->rules.words.step[now]);
}

/* Whether a river was judged by means, having few sections: its shares leap with each of them and tell no change. */
static bool
by_means(const struct compare *c, size_t row, size_t base)
{
	const int r = c->water.rule;

	return r >= 0 && (sv_is(held_cell(c->now, row, (size_t)c->col[r].now), "mean") ||
	    (base != SIZE_MAX && c->col[r].base >= 0 && sv_is(held_cell(c->base, base, (size_t)c->col[r].base), "mean")));
}

static struct waterchange
by_share(struct compare *c, size_t row, size_t base)
{
	const struct pair g = values(c, row, base, c->water.good), b = values(c, row, base, c->water.bad);

	if (by_means(c, row, base) || g.now.cens != 0 || g.base.cens != 0 || b.now.cens != 0 || b.base.cens != 0)
		return (struct waterchange){ 0 };
	return waterchange_share(&c->water.rules, g.base, b.base, g.now, b.now);
}

static bool
row_unjudged(struct compare *c, size_t row, size_t base)
{
	const struct compare_water *w = &c->water;

	if (w->class >= 0)
		return compare_unjudged(c, &c->col[w->class], row, base);
	return w->status >= 0 && (compare_step(c, c->now, row, c->col[w->status].now) == 0 ||
	    compare_step(c, c->base, base, c->col[w->status].base) == 0);
}

/* Whether the numbers of sections by class are of another number of sections than in the base. */
static bool
other_sections(struct compare *c, size_t row, size_t base)
{
	struct ratio d = ratio_make(0, 1);

	for (int k = 0; k < WATER_CLASSES - 1; k++) {
		const struct pair p = values(c, row, base, c->water.n[k]);

		d = ratio_add(d, ratio_sub(dec_ratio(p.now), dec_ratio(p.base)));
	}
	return ratio_has(d) && d.num != 0;
}

static bool
has_shares(const struct compare *c)
{
	return c->water.good >= 0 && c->water.bad >= 0;
}

bool
compare_is_water(const struct compare *c)
{
	return c->water.class >= 0 || c->water.status >= 0 || has_shares(c);
}

void
compare_water_header(const struct compare *c, struct csvout *out)
{
	if (!c->s.words || !compare_is_water(c))
		return;
	if (has_shares(c))
		csvout_text(out, "share_word");
	csvout_text(out, "change_word");
}

void
compare_water_put(struct compare *c, struct csvout *out, size_t row, size_t base)
{
	struct compare_water *w = &c->water;
	struct waterchange s, all = { 0 };
	bool contrary = false;

	if (!c->s.words || !compare_is_water(c))
		return;
	s = by_share(c, row, base);
	if (row_unjudged(c, row, base))
		compare_list_add(c, &c->list[COMPARE_UNJUDGED], false, row);
	else
		all = waterchange_larger(w->status >= 0 ? by_status(c, &c->col[w->status], row, base) :
		    by_class(c, row, base), s, &contrary);
	if (contrary)
		compare_list_add(c, &c->list[COMPARE_CONTRARY], false, row);
	if (other_sections(c, row, base))
		compare_list_add(c, &c->list[COMPARE_OTHER], false, row);
	if (has_shares(c))
		put_word(c, out, &s);
	put_word(c, out, &all);
}

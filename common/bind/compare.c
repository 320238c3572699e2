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
	if (k->time < 0 || compare_when_read(csvin_field(in, (size_t)k->time)).has)
		return;
	(void)csvin_bad(in, (size_t)k->time, "time", _("'%s' is not a time or period"), csvin_quoted(in, (size_t)k->time));
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

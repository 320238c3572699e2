#include <stdlib.h>

#include "compare_own.h"
#include "mem.h"
#include "rounding.h"

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

	if (k->time >= 0 && !compare_when_read(csvin_field(in, (size_t)k->time)).has) {
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
		char *n = compare_canonical(c, in->name[i]);

		k.number[i] = change_counts(change_column(c->s.tabs, &c->items, c->s.common->medium, n).kind) &&
		    strcmp(n, c->s.common->station) != 0 &&
		    (c->s.key == NULL || (!compare_in_list(c->s.key, in->name[i]) && !compare_in_list(c->s.key, n)));
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
	compare_bind(c, base != NULL);
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
	free(c->row_of);
	free(c->used);
	free(c->chosen);
	items_release(&c->items);
	flags_release(&c->flags);
	free(c);
}

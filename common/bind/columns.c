#include <stdlib.h>

#include "columns.h"
#include "mem.h"

static int
find(const struct csvin *in, const char *name)
{
	return csvin_column(in, name);
}

/* The canonical name of a bound column. */
static const char *
canonical(const struct item_column *ic)
{
	struct sbuf b = { 0 };

	sbuf_puts(&b, ic->item->name);
	if (ic->stat.n > 0) {
		sbuf_putc(&b, '_');
		sbuf_put(&b, ic->stat.p, ic->stat.n);
	}
	return b.p;
}

static void
check_unit(struct columns *c, const struct csvin *in, size_t col, const struct item_column *ic)
{
	const struct place at = { in->file, 1, in->name[col] };
	const struct ratio f = items_factor(&c->items, ic->item, ic->unit);

	if (ic->unit.n > 0 && (!ratio_has(f) || f.num != f.den))
		diag_refuse(c->d, &at, _("unit '%.*s' is not the registry's %s; convert with qj-import table"),
		    (int)ic->unit.n, ic->unit.p, ic->item->unit);
	if (ic->shared)
		diag_refuse(c->d, &at, _("several media have this item; write its unit in brackets or give --medium"));
}

void
columns_init(struct columns *c, struct csvin *in, const struct cli_common *common, const struct tables *tabs)
{
	size_t cap = 0;

	memset(c, 0, sizeof(*c));
	c->d = in->d;
	items_init(&c->items, tabs);
	flags_init(&c->flags, tabs);
	c->station = find(in, common->station);
	c->time = find(in, common->time);
	c->flags_col = in->flags_col;
	c->state = find(in, "state");
	c->source = find(in, "source");
	c->no_doubtful = common->no_doubtful;
	c->allow_mixed = common->allow_mixed;
	for (size_t k = 0; k < in->ncol; k++) {
		struct item_column ic;

		if ((int)k == c->station || (int)k == c->time || (int)k == c->flags_col || (int)k == c->state ||
		    (int)k == c->source || !items_column(&c->items, common->medium, sv_of(in->name[k]), &ic))
			continue;
		if (ic.stat.n == 0)
			check_unit(c, in, k, &ic);
		c->v = mem_grow(c->v, &cap, c->n + 1, sizeof(*c->v));
		c->v[c->n] = (struct item_bound){ .col = k, .item = ic.item, .stat = ic.stat, .name = canonical(&ic) };
		for (size_t j = 0; j < c->n; j++) {
			if (strcmp(c->v[j].name, c->v[c->n].name) == 0)
				diag_refuse(in->d, &(struct place){ in->file, 1, in->name[k] },
				    _("this and column %s are both %s"), in->name[c->v[j].col], c->v[j].name);
		}
		c->n++;
	}
}

void
columns_release(struct columns *c)
{
	for (size_t i = 0; i < c->n; i++)
		free((void *)(uintptr_t)c->v[i].name);
	free(c->v);
	items_release(&c->items);
	flags_release(&c->flags);
	map_release(&c->states);
	map_release(&c->sources);
	free(c->nstate);
	free(c->nsource);
}

void
columns_need(const struct columns *c, const struct csvin *in, int col, const char *name)
{
	if (col < 0)
		diag_refuse(c->d, &(struct place){ in->file, 1, NULL }, _("no column '%s'"), name);
}

/* Counts the row under its state or source. */
static void
count(struct map *m, unsigned long **n, size_t *cap, struct sv v)
{
	const size_t i = map_put(m, v);

	if (i >= *cap) {
		const size_t old = *cap;

		*n = mem_grow(*n, cap, i + 1, sizeof(**n));
		memset(*n + old, 0, (*cap - old) * sizeof(**n));
	}
	(*n)[i]++;
}

static void
check_mixture(struct columns *c, const struct csvin *in, const struct map *m, int col)
{
	if (m->n > 1 && !c->allow_mixed)
		diag_refuse(c->d, &(struct place){ in->file, in->line, in->name[col] },
		    _("'%s' after '%s': rows of different %s are not put together unless --allow-mixed"),
		    m->key[1], m->key[0], in->name[col]);
}

/* A row without any value, as one made up for a gap, has no state of its own. */
static bool
is_void(const struct columns *c, const struct csvin *in, int col)
{
	if (csvin_field(in, (size_t)col).n > 0)
		return false;
	for (size_t i = 0; i < c->n; i++) {
		if (csvin_field(in, c->v[i].col).n > 0)
			return false;
	}
	return true;
}

void
columns_row_slow(struct columns *c, struct csvin *in)
{
	if (c->state >= 0 && !is_void(c, in, c->state)) {
		count(&c->states, &c->nstate, &c->capstate, csvin_field(in, (size_t)c->state));
		check_mixture(c, in, &c->states, c->state);
	}
	if (c->source >= 0 && !is_void(c, in, c->source)) {
		count(&c->sources, &c->nsource, &c->capsource, csvin_field(in, (size_t)c->source));
		check_mixture(c, in, &c->sources, c->source);
	}
}

bool
columns_flagged(struct columns *c, struct csvin *in, size_t i, struct dec *x, enum flag_use *use)
{
	struct item_bound *b = &c->v[i];
	struct sv code = { NULL, 0 };
	enum flag_use u = flags_use(&c->flags, c->row_flags, sv_of(b->name), &code);

	if (u == FLAG_KEEP && strcmp(b->name, in->name[b->col]) != 0)
		u = flags_use(&c->flags, c->row_flags, sv_of(in->name[b->col]), &code);
	b->n[u] += u != FLAG_KEEP;
	if (use != NULL)
		*use = u;
	if (u == FLAG_DROP || (u == FLAG_DOUBT && c->no_doubtful)) {
		*x = (struct dec){ 0 };
		return true;
	}
	if (u == FLAG_REPLACE) {
		*x = flags_value(&c->flags, code, b->item->name);
		if (dec_has(*x))
			return true;
		if (flags_word(code).n < code.n)
			return csvin_bad(in, b->col, "unreadable", _("flag '%.*s' brings no number"), (int)code.n, code.p);
	}
	return csvin_decimal(in, b->col, x);
}

int
columns_item(const struct columns *c, const char *name)
{
	for (size_t i = 0; i < c->n; i++) {
		if (strcmp(c->v[i].name, name) == 0)
			return (int)i;
	}
	return -1;
}

static void
say_shares(struct columns *c, const struct map *m, const unsigned long *n, const char *what)
{
	struct sbuf b = { 0 };

	if (m->n < 2)
		return;
	for (size_t i = 0; i < m->n; i++)
		sbuf_printf(&b, "%s%s %lu", i > 0 ? ", " : "", m->len[i] > 0 ? m->key[i] : "-", n[i]);
	diag_note(c->d, _("rows by %s: %s"), what, b.p);
	sbuf_release(&b);
}

void
columns_finish(struct columns *c)
{
	struct sbuf b = { 0 };

	say_shares(c, &c->states, c->nstate, "state");
	say_shares(c, &c->sources, c->nsource, "source");
	for (size_t i = 0; i < c->n; i++) {
		const struct item_bound *v = &c->v[i];

		if (v->n[FLAG_DROP] + v->n[FLAG_DOUBT] + v->n[FLAG_REPLACE] > 0)
			sbuf_printf(&b, "%s%s %lu/%lu/%lu", b.n > 0 ? ", " : "", v->name, v->n[FLAG_DROP],
			    v->n[FLAG_REPLACE], v->n[FLAG_DOUBT]);
	}
	if (b.n > 0)
		diag_note(c->d, _("flagged cells dropped/replaced/doubtful: %s"), b.p);
	sbuf_clear(&b);
	for (size_t i = 0; i < c->flags.unlisted.n; i++)
		sbuf_printf(&b, "%s%s %lu", i > 0 ? ", " : "", c->flags.unlisted.key[i], c->flags.nunlisted[i]);
	if (b.n > 0)
		diag_note(c->d, _("marks that the flags table does not list, dropped: %s"), b.p);
	sbuf_release(&b);
}

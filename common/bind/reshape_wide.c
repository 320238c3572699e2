/*
 * reshape_wide - one row per station and time, one column per item.  The header needs all items
 * first: they are told (--items), or the input is read twice, or it is held.
 */
#include <limits.h>
#include <stdlib.h>

#include "civil.h"
#include "mem.h"
#include "reshape_own.h"
#include "spool.h"

/* --- items -------------------------------------------------------------------------------- */

/* The column of that header; the columns being fixed, IS_OUT for another. */
static size_t
column_of(struct wide *j, size_t meaning)
{
	const struct sv head = sv_of(j->meaning[meaning].n.head);
	const size_t c = map_get(&j->head, head);

	if (c != MAP_NONE)
		return c;
	if (j->fixed)
		return IS_OUT;
	return map_put(&j->head, head);
}

/* What the row's item and unit mean: worked out once for each spelling. */
static size_t
meaning_of(struct wide *j, struct sv item, struct sv unit)
{
	struct meaning *m;
	size_t k;

	sbuf_clear(&j->word);
	sbuf_put(&j->word, item.p, item.n);
	sbuf_putc(&j->word, '\0');		/* no cell has one */
	sbuf_put(&j->word, unit.p, unit.n);
	k = map_get(&j->raw, sbuf_sv(&j->word));
	if (k != MAP_NONE)
		return k;
	k = map_put(&j->raw, sbuf_sv(&j->word));
	j->meaning = mem_grow(j->meaning, &j->nmeaning, k + 1, sizeof(*j->meaning));
	m = &j->meaning[k];
	*m = (struct meaning){ .col = IS_ROW };
	if (sv_is(sv_trim(item), RESHAPE_ROW))
		return k;
	m->is = itemname_row(&j->r->reg, j->r->common->medium, item, unit, &m->n);
	m->col = m->is == ITEMNAME_BAD ? IS_BAD : column_of(j, k);
	return k;
}

size_t
wide_meaning(struct wide *j)
{
	return meaning_of(j, wide_field(j, j->item), wide_optional(j, j->unit));
}

/* The columns --items names. */
static void
list_items(struct wide *j)
{
	struct sv rest = sv_of(j->r->items), part;

	while (sv_split(&rest, ',', &part)) {
		const size_t n = j->head.n, k = meaning_of(j, part, (struct sv){ "", 0 });
		const struct meaning *m = &j->meaning[k];
		struct sbuf w = { 0 };

		if (m->col == IS_ROW || m->is != ITEMNAME_OK) {
			reshape_wrong(&w, m->col == IS_ROW ? ITEMNAME_BAD : m->is, &m->n, part);
			diag_usage(j->r->d, _("option --items: '%.*s': %s"), (int)part.n, part.p, w.p);
		}
		if (j->head.n == n)
			diag_usage(j->r->d, _("option --items: '%.*s' is named twice, or is no item"), (int)part.n, part.p);
	}
}

/* --- columns ------------------------------------------------------------------------------ */

static void
bind(struct wide *j)
{
	const struct csvin *in = j->in;
	bool *taken = mem_array(in->ncol, sizeof(*taken)), *key = mem_array(in->ncol, sizeof(*key));

	j->station = csvin_need(in, j->r->common->station);
	j->time = csvin_need(in, j->r->common->time);
	j->item = csvin_need(in, "item");
	j->value = csvin_need(in, "value");
	j->unit = csvin_column(in, "unit");
	j->flag = csvin_column(in, "flag");
	j->flags = in->flags_col;
	reshape_drop(j->r, in, (const int[]){ (int)j->station, (int)j->time, (int)j->item, (int)j->value, j->unit,
	    j->flag, j->flags }, 7, taken);
	reshape_columns(j->r, in, "key", j->r->key, key);
	for (size_t c = 0; j->r->key == NULL && c < in->ncol; c++)	/* a part of where, like the station */
		key[c] = !taken[c] && strcmp(in->name[c], RESHAPE_VERTICAL) == 0;
	for (size_t c = 0; c < in->ncol; c++) {
		if (key[c] && taken[c] && c != j->station && c != j->time)
			diag_usage(j->r->d, _("option --key: '%s' can't name a row"), in->name[c]);
	}
	j->carry = mem_array(in->ncol, sizeof(*j->carry));
	j->key = mem_array(in->ncol, sizeof(*j->key));
	j->at_carry = mem_array(in->ncol, sizeof(*j->at_carry));
	for (size_t c = 0; c < in->ncol; c++) {
		if (taken[c])
			continue;
		j->key[j->ncarry] = key[c];
		j->carry[j->ncarry++] = c;
	}
	free(taken);
	free(key);
}

static void
put_header(struct wide *j)
{
	struct csvin *in = j->in;
	struct csvout *o;

	reshape_output(j->r);
	o = j->r->out;
	csvout_text(o, in->name[j->station]);
	csvout_text(o, in->name[j->time]);
	for (size_t k = 0; k < j->ncarry; k++) {
		if (map_get(&j->head, sv_of(in->name[j->carry[k]])) != MAP_NONE)
			diag_refuse(j->r->d, &(struct place){ in->file, 1, in->name[j->carry[k]] },
			    _("column and item have the same name; leave the column out with --drop"));
		csvout_text(o, in->name[j->carry[k]]);
	}
	for (size_t c = 0; c < j->head.n; c++)
		csvout_text(o, j->head.key[c]);
	csvout_text(o, "flags");
	csvout_end(o);
	j->cell = mem_array(j->head.n + 1, sizeof(*j->cell));
	j->fixed = true;
}

/* --- the input ---------------------------------------------------------------------------- */

static void
say(struct wide *j)
{
	struct diag *d = j->r->d;
	struct sbuf b = { 0 };

	csvout_summary(j->r->out, j->in);
	if (j->ntwice > 0)
		diag_note(d, _("%lu values were there twice, the same, and are written once"), j->ntwice);
	for (size_t k = 0; k < j->raw.n; k++) {
		if (j->meaning[k].nout > 0)
			reshape_count(&b, j->meaning[k].n.head, j->meaning[k].nout);
	}
	if (b.n > 0)
		diag_note(d, _("rows left out, their item is not in --items: %s"), b.p);
	sbuf_release(&b);
}

/* The items of the whole input.  Bad rows are left for the second reading to say. */
static void
look_ahead(struct wide *j, char *const files[])
{
	struct diag silent = *j->r->d;

	silent.keep_going = true;
	silent.nshown = ULONG_MAX / 2;
	silent.errors_name = NULL;
	j->in = csvin_open(&silent, files);
	bind(j);
	reshape_output(j->r);			/* from here on a failure upstream is passed on */
	silent.on_fail = j->r->d->on_fail;
	silent.on_fail_arg = j->r->d->on_fail_arg;
	while (csvin_next(j->in))
		(void)wide_meaning(j);
	csvin_close(j->in);
	free(j->carry);
	free(j->key);
	free(j->at_carry);
	j->ncarry = 0;
}

static void
read_rows(struct wide *j, char *const files[])
{
	j->in = csvin_open(j->r->d, files);
	bind(j);
	put_header(j);
	while (csvin_next(j->in))
		wide_take(j);
	wide_put_row(j);
}

static void
read_twice(struct wide *j)
{
	struct spool s;

	spool_open(&s, j->r->d, j->r->files);
	look_ahead(j, s.files);
	spool_rewind(&s);
	read_rows(j, s.files);
	spool_close(&s);
}

/* The held rows in the order of the first of each station, time and key: order[nrow]. */
static size_t *
group(struct wide *j, const struct held *h)
{
	struct map m = { 0 };
	size_t *of = mem_array(h->nrow + 1, sizeof(*of)), *order = mem_array(h->nrow + 1, sizeof(*order)), *at;

	for (j->irow = 0; j->irow < h->nrow; j->irow++) {
		const struct when t = wide_when(wide_field(j, j->time));

		wide_key(j);
		sbuf_putc(&j->word, '\0');
		if (t.known)
			sbuf_printf(&j->word, "%lld %lld", (long long)t.from, (long long)t.to);
		else
			sbuf_put(&j->word, wide_field(j, j->time).p, wide_field(j, j->time).n);
		of[j->irow] = map_put(&m, sbuf_sv(&j->word));
	}
	at = mem_array(m.n + 1, sizeof(*at));
	for (size_t i = 0; i < h->nrow; i++)
		at[of[i] + 1]++;
	for (size_t g = 1; g <= m.n; g++)
		at[g] += at[g - 1];
	for (size_t i = 0; i < h->nrow; i++)
		order[at[of[i]]++] = i;
	free(at);
	free(of);
	map_release(&m);
	return order;
}

static void
hold(struct wide *j)
{
	struct held *h;
	size_t *order;

	j->in = csvin_open(j->r->d, j->r->files);
	bind(j);
	reshape_output(j->r);
	h = held_read(j->in, NULL, NULL);
	j->h = h;
	for (j->irow = 0; j->irow < h->nrow && j->r->items == NULL; j->irow++)
		(void)wide_meaning(j);
	put_header(j);
	order = group(j, h);
	for (size_t i = 0; i < h->nrow; i++) {
		j->irow = order[i];
		wide_take(j);
	}
	wide_put_row(j);
	free(order);
	held_free(h);
}

void
reshape_wide(struct reshape *r)
{
	struct wide j = { .r = r };

	if (r->items != NULL)
		list_items(&j);
	if (r->hold)
		hold(&j);
	else if (r->items != NULL)
		read_rows(&j, r->files);
	else
		read_twice(&j);
	say(&j);
	csvin_close(j.in);
	for (size_t k = 0; k < j.raw.n; k++)
		itemname_release(&j.meaning[k].n);
	free(j.meaning);
	free(j.carry);
	free(j.key);
	wide_release_row(&j);
	map_release(&j.raw);
	map_release(&j.head);
	sbuf_release(&j.word);
}

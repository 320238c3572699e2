/*
 * reshape_long - one row per value: station, time, the columns carried, item, value, unit, flag.
 */
#include <stdlib.h>

#include "flags.h"
#include "mem.h"
#include "reshape.h"

struct item_col {
	size_t		col;
	struct itemname	n;
	bool		met;		/* it gave a row */
};

struct job {
	struct reshape	*r;
	struct csvin	*in;
	size_t		 station, time;
	size_t		*carry, ncarry;
	struct item_col	*v;
	size_t		 n, cap;
	struct item_col	*gone;		/* left out: their flags go too */
	size_t		 ngone, capgone;
	struct sbuf	 flag;
	struct sbuf	 left;		/* items that --items leaves out */
	unsigned long	 nempty;
};

static void
add_item(struct job *j, size_t c, const struct itemname *n)
{
	for (size_t k = 0; k < j->n; k++) {
		if (strcmp(j->v[k].n.head, n->head) == 0)
			diag_refuse(j->r->d, &(struct place){ j->in->file, 1, j->in->name[c] },
			    _("this and column %s are both %s"), j->in->name[j->v[k].col], n->head);
	}
	j->v = mem_grow(j->v, &j->cap, j->n + 1, sizeof(*j->v));
	j->v[j->n++] = (struct item_col){ .col = c, .n = *n };
}

static void
leave_out(struct job *j, size_t c)
{
	struct itemname n = { 0 };
	enum itemname_is is;

	(void)itemname_head(&j->r->reg, j->r->common->medium, sv_of(j->in->name[c]), &n, &is);
	j->gone = mem_grow(j->gone, &j->capgone, j->ngone + 1, sizeof(*j->gone));
	j->gone[j->ngone++] = (struct item_col){ .col = c, .n = n };
}

/* The column's item; false where it is none.  Refused where units or media leave it open. */
static bool
item_of(const struct job *j, size_t c, struct itemname *n)
{
	const struct reshape *r = j->r;
	const struct sv head = sv_of(j->in->name[c]);
	enum itemname_is is;

	if (!itemname_head(&r->reg, r->common->medium, head, n, &is))
		return false;
	if (is != ITEMNAME_OK) {
		struct sbuf m = { 0 };

		reshape_wrong(&m, is, n, head);
		diag_refuse(r->d, &(struct place){ j->in->file, 1, j->in->name[c] }, "%s", m.p);
	}
	return true;
}

/* The column that --items means: by its name, else by the item it holds. */
static size_t
named(const struct job *j, const char *name)
{
	const int c = csvin_column(j->in, name);
	struct itemname want, n;
	enum itemname_is is;
	size_t found = SIZE_MAX;

	if (c >= 0)
		return (size_t)c;
	if (itemname_head(&j->r->reg, j->r->common->medium, sv_of(name), &want, &is)) {
		for (size_t k = 0; k < j->in->ncol && found == SIZE_MAX; k++) {
			if (itemname_head(&j->r->reg, j->r->common->medium, sv_of(j->in->name[k]), &n, &is)) {
				found = strcmp(n.head, want.head) == 0 ? k : found;
				itemname_release(&n);
			}
		}
		itemname_release(&want);
	}
	if (found == SIZE_MAX)
		diag_usage(j->r->d, _("option --%s: no column '%s'"), "items", name);
	return found;
}

/* --items: these columns are the items, also where the registry does not know them. */
static void
bind_listed(struct job *j, bool *taken)
{
	struct sv rest = sv_of(j->r->items), part;

	while (sv_split(&rest, ',', &part)) {
		char *name = mem_ndup(part.p, part.n);
		const size_t c = named(j, name);
		struct itemname n;
		struct sbuf m = { 0 };

		if (taken[c])
			diag_usage(j->r->d, _("option --items: '%s' is named twice, or is no item"), name);
		if (!item_of(j, c, &n) && itemname_row(&j->r->reg, j->r->common->medium, sv_of(name),
		    (struct sv){ NULL, 0 }, &n) != ITEMNAME_OK) {
			reshape_wrong(&m, ITEMNAME_BAD, &n, sv_of(name));
			diag_usage(j->r->d, "%s", m.p);
		}
		add_item(j, c, &n);
		taken[c] = true;
		free(name);
	}
}

static void
check_carried(const struct job *j, const char *name)
{
	static const char *const own[] = { "item", "value", "unit", "flag" };

	for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++) {
		if (strcmp(name, own[k]) == 0)
			diag_refuse(j->r->d, &(struct place){ j->in->file, 1, name }, _("column name '%s' occurs twice"), name);
	}
}

static void
bind(struct job *j)
{
	bool *taken = mem_array(j->in->ncol, sizeof(*taken));

	if (csvin_column(j->in, "item") >= 0 && csvin_column(j->in, "value") >= 0)
		diag_refuse(j->r->d, &(struct place){ j->in->file, 1, NULL }, _("the table is long already"));
	j->station = csvin_need(j->in, j->r->common->station);
	j->time = csvin_need(j->in, j->r->common->time);
	reshape_drop(j->r, j->in, (const int[]){ (int)j->station, (int)j->time, j->in->flags_col }, 3, taken);
	for (size_t c = 0; c < j->in->ncol; c++) {
		if (taken[c] && c != j->station && c != j->time && (int)c != j->in->flags_col)
			leave_out(j, c);
	}
	if (j->r->items != NULL)
		bind_listed(j, taken);
	j->carry = mem_array(j->in->ncol, sizeof(*j->carry));
	for (size_t c = 0; c < j->in->ncol; c++) {
		struct itemname n;

		if (taken[c])
			continue;
		if (!item_of(j, c, &n)) {
			check_carried(j, j->in->name[c]);
			j->carry[j->ncarry++] = c;
		} else if (j->r->items == NULL)
			add_item(j, c, &n);
		else {
			sbuf_printf(&j->left, "%s%s", j->left.n > 0 ? ", " : "", n.head);
			itemname_release(&n);
			leave_out(j, c);
		}
	}
	free(taken);
	if (j->n == 0)
		diag_refuse(j->r->d, &(struct place){ j->in->file, 1, NULL }, _("no column is an item of the registry"));
}

static void
put_header(struct job *j)
{
	struct csvout *o;

	reshape_output(j->r);
	o = j->r->out;
	csvout_text(o, j->in->name[j->station]);
	csvout_text(o, j->in->name[j->time]);
	for (size_t k = 0; k < j->ncarry; k++)
		csvout_text(o, j->in->name[j->carry[k]]);
	csvout_text(o, "item");
	csvout_text(o, "value");
	csvout_text(o, "unit");
	csvout_text(o, "flag");
	csvout_end(o);
}

static void
put(struct job *j, const char *item, struct sv value, const char *unit)
{
	struct csvout *o = j->r->out;

	csvout_cell(o, csvin_field(j->in, j->station));
	csvout_cell(o, csvin_field(j->in, j->time));
	for (size_t k = 0; k < j->ncarry; k++)
		csvout_cell(o, csvin_field(j->in, j->carry[k]));
	csvout_text(o, item);
	csvout_cell(o, value);
	csvout_text(o, unit);
	csvout_cell(o, sbuf_sv(&j->flag));
	csvout_end(o);
}

/* A flag may name the item, or the column as it is headed. */
static bool
is_for(const struct job *j, const struct item_col *v, struct sv who)
{
	return sv_is(who, j->in->name[v->col]) || (v->n.name != NULL && (sv_is(who, v->n.name) || sv_is(who, v->n.head)));
}

/* The flags of one item's row, in j->flag; true where one is for the item itself. */
static bool
gather(struct job *j, const struct item_col *v, struct sv flags)
{
	struct sv who, code;
	bool own = false;

	sbuf_clear(&j->flag);
	while (flags_next(&flags, &who, &code)) {
		if (sv_is(who, "*"))
			reshape_add(&j->flag, who, code);
		else if (is_for(j, v, who)) {
			reshape_add(&j->flag, code.n == 0 ? who : (struct sv){ NULL, 0 }, code);
			own = true;
		}
	}
	return own;
}

/* The pairs that no item's row of this row holds; all is true where there is no such row at all. */
static void
gather_rest(struct job *j, struct sv flags, bool all)
{
	struct sv who, code;

	sbuf_clear(&j->flag);
	while (flags_next(&flags, &who, &code)) {
		bool has = sv_is(who, "*") && !all;

		for (size_t k = 0; k < j->n && !has; k++)
			has = is_for(j, &j->v[k], who);
		for (size_t k = 0; k < j->ngone && !has; k++)
			has = is_for(j, &j->gone[k], who);
		if (!has && who.n > 0)
			reshape_add(&j->flag, who, code);
		else if (!has) {			/* a word without an item keeps being none's */
			if (j->flag.n > 0)
				sbuf_putc(&j->flag, ' ');
			sbuf_putc(&j->flag, ':');
			sbuf_put(&j->flag, code.p, code.n);
		}
	}
}

static void
put_row(struct job *j)
{
	const struct sv flags = j->in->flags_col < 0 ? (struct sv){ NULL, 0 } :
	    csvin_field(j->in, (size_t)j->in->flags_col);
	bool any = false;

	for (size_t k = 0; k < j->n; k++) {
		struct item_col *v = &j->v[k];
		const struct sv f = csvin_field(j->in, v->col);
		const bool own = flags.n > 0 && gather(j, v, flags);

		if (f.n == 0 && !own && !j->r->all) {
			j->nempty++;
			continue;
		}
		put(j, v->n.name, f, v->n.unit);
		v->met = any = true;
	}
	if (flags.n > 0)
		gather_rest(j, flags, !any);
	if (!any || j->flag.n > 0)
		put(j, RESHAPE_ROW, (struct sv){ "", 0 }, "");
	sbuf_clear(&j->flag);
}

static void
say(struct job *j)
{
	struct diag *d = j->r->d;
	struct sbuf b = { 0 };

	csvout_summary(j->r->out, j->in);
	if (j->nempty > 0)
		diag_note(d, _("%lu empty cells left out (--all writes them)"), j->nempty);
	for (size_t k = 0; k < j->n && j->in->nrow > 0; k++) {
		if (!j->v[k].met)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", j->v[k].n.head);
	}
	if (b.n > 0)
		diag_note(d, _("items without any value, which leave no row: %s"), b.p);
	if (j->left.n > 0)
		diag_note(d, _("items left out by --items: %s"), j->left.p);
	sbuf_clear(&b);
	for (size_t k = 0; k < j->ncarry; k++)
		sbuf_printf(&b, "%s%s", k > 0 ? ", " : "", j->in->name[j->carry[k]]);
	if (b.n > 0)
		diag_note(d, _("columns carried through as they are: %s"), b.p);
	sbuf_release(&b);
}

void
reshape_long(struct reshape *r)
{
	struct job j = { .r = r };

	j.in = csvin_open(r->d, r->files);
	bind(&j);
	put_header(&j);
	while (csvin_next(j.in))
		put_row(&j);
	say(&j);
	csvin_close(j.in);
	for (size_t k = 0; k < j.n; k++)
		itemname_release(&j.v[k].n);
	for (size_t k = 0; k < j.ngone; k++)
		itemname_release(&j.gone[k].n);
	free(j.v);
	free(j.gone);
	free(j.carry);
	sbuf_release(&j.flag);
	sbuf_release(&j.left);
}

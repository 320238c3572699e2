/*
 * import_table - any CSV with a header: columns by name or alias, units in brackets converted, wide
 * (a column per item) or long (a row per item), marks split off into flags.
 */
#include <stdlib.h>

#include "import.h"
#include "map.h"
#include "mem.h"

/* What a column, or an item and unit of a long table, means. */
struct col {
	size_t			 in;
	const struct item	*item;
	struct ratio		 factor;
	char			*name;	/* as written; with [unit] where media share it */
};

struct job {
	struct import	*m;
	int		 station, time, clock, date, hour;
	struct sbuf	 stamp;
	struct col	*v;		/* wide: item columns; long: by meaning */
	size_t		 n, cap;
	size_t		*carry, ncarry, carrycap;
	struct sbuf	 flags;
	/* long */
	int		 item, value, unit, flag;
	struct map	 meaning;	/* "item[unit]" -> index into v */
};

static bool
is_long(const struct csvin *in, const struct tables *tabs)
{
	return import_column(in, tabs, "item") >= 0 && import_column(in, tabs, "value") >= 0;
}

static int
looks(const struct csvin *in, const struct tables *tabs)
{
	const bool time = import_column(in, tabs, "time") >= 0 || import_column(in, tabs, "date") >= 0;
	struct items items;
	bool item = is_long(in, tabs);

	items_init(&items, tabs);
	for (size_t c = 0; c < in->ncol && !item; c++) {
		struct item_column ic;

		item = items_column(&items, NULL, sv_of(in->name[c]), &ic);
	}
	items_release(&items);
	return time && item ? 1 : 0;
}

/* A key column: the --station or --time given, else the head of that role. */
static int
key_column(const struct import *m, const char *given, const char *plain, const char *role)
{
	if (strcmp(given, plain) != 0)
		return (int)csvin_need(m->in, given);
	return import_column(m->in, m->tabs, role);
}

/* "date,time" is a date and a clock time, "date,hour" a date and a number. */
static void
bind_keys(struct job *j)
{
	struct import *m = j->m;
	const bool named = strcmp(m->common->time, "time") != 0;

	j->station = m->code != NULL ? -1 : key_column(m, m->common->station, "station", "station");
	j->time = key_column(m, m->common->time, "time", "time");
	j->date = named ? -1 : import_column(m->in, m->tabs, "date");
	j->clock = -1;
	if (j->date >= 0 && j->time >= 0) {
		j->clock = j->time;
		j->time = -1;
	}
	j->hour = j->date >= 0 && j->clock < 0 ? import_column(m->in, m->tabs, "hour") : -1;
	if (j->time < 0 && j->date < 0)
		diag_refuse(m->d, &(struct place){ m->in->file, 1, NULL },
		    _("no column is known as a time; name it with --time"));
	if (j->station < 0 && m->code == NULL)
		diag_refuse(m->d, &(struct place){ m->in->file, 1, NULL },
		    _("no column is known as a station; name it with --station, or the station with --code"));
}

static bool
is_key(const struct job *j, size_t c)
{
	const int k = (int)c;

	return k == j->station || k == j->time || k == j->clock || k == j->date || k == j->hour || k == j->item ||
	    k == j->value || k == j->unit || k == j->flag || k == j->m->in->flags_col;
}

/* Keeps a column that is no item's, under its own name. */
static void
carry(struct job *j, size_t c)
{
	const struct csvin *in = j->m->in;
	const char *name = in->name[c];
	bool twice = strcmp(name, "station") == 0 || strcmp(name, "time") == 0 ||
	    (j->item >= 0 && (strcmp(name, "item") == 0 || strcmp(name, "value") == 0));

	for (size_t k = 0; k < j->ncarry; k++)
		twice = twice || strcmp(in->name[j->carry[k]], name) == 0;
	if (twice)
		diag_refuse(j->m->d, &(struct place){ in->file, 1, name }, _("column name '%s' occurs twice"), name);
	j->carry = mem_grow(j->carry, &j->carrycap, j->ncarry + 1, sizeof(*j->carry));
	j->carry[j->ncarry++] = c;
}

static void
say_carried(const struct job *j)
{
	struct sbuf b = { 0 };

	for (size_t k = 0; k < j->ncarry; k++)
		sbuf_printf(&b, "%s%s", k > 0 ? ", " : "", j->m->in->name[j->carry[k]]);
	if (b.n > 0)
		diag_note(j->m->d, _("columns carried through as they are: %s"), b.p);
	sbuf_release(&b);
}

/* What the header or item cell means, in the unit written; refused where units or media leave it open. */
static struct col
meaning_of(struct import *m, const struct place *at, const struct item_column *ic, size_t c, bool column)
{
	const struct ratio f = items_factor(&m->items, ic->item, ic->unit);
	struct sbuf b = { 0 };
	bool shared;

	if (ic->shared)
		diag_refuse(m->d, at, _("several media have this item; write its unit in brackets or give --medium"));
	if (!ratio_has(f))
		diag_refuse(m->d, at, _("no conversion from '%.*s' to %s of %s"), (int)ic->unit.n, ic->unit.p,
		    ic->item->unit, ic->item->name);
	sbuf_puts(&b, ic->item->name);
	if (ic->stat.n > 0)
		sbuf_printf(&b, "_%.*s", (int)ic->stat.n, ic->stat.p);
	(void)items_find(&m->items, NULL, sv_of(ic->item->name), &shared);
	if (shared && column && ic->item->unit[0] != '\0')
		sbuf_printf(&b, "[%s]", ic->item->unit);
	return (struct col){ c, ic->item, f, b.p };
}

static void
bind_wide(struct job *j)
{
	struct import *m = j->m;

	for (size_t c = 0; c < m->in->ncol; c++) {
		const struct place at = { m->in->file, 1, m->in->name[c] };
		struct item_column ic;
		struct col col;

		if (is_key(j, c))
			continue;
		if (!items_column(&m->items, m->common->medium, sv_of(m->in->name[c]), &ic)) {
			carry(j, c);
			continue;
		}
		col = meaning_of(m, &at, &ic, c, true);
		for (size_t k = 0; k < j->n; k++) {
			if (strcmp(j->v[k].name, col.name) == 0)
				diag_refuse(m->d, &at, _("this and column %s are both %s"), m->in->name[j->v[k].in], col.name);
		}
		j->v = mem_grow(j->v, &j->cap, j->n + 1, sizeof(*j->v));
		j->v[j->n++] = col;
		if (m->why)
			diag_note(m->d, _("column %s: %s of %s, in %s"), m->in->name[c], col.name, ic.item->medium, ic.item->unit);
	}
	if (j->n == 0)
		diag_refuse(m->d, &(struct place){ m->in->file, 1, NULL }, _("no column is an item of the registry"));
}

/* Refuses the row for its column c. */
static bool
bad_time(struct job *j, size_t c)
{
	struct csvin *in = j->m->in;
	struct sbuf q = { 0 };

	str_quote(&q, csvin_field(in, c));
	(void)csvin_bad(in, c, "time", _("'%s' is not a time"), q.p == NULL ? "" : q.p);
	sbuf_release(&q);
	return false;
}

/* A date and the clock time of another column, joined. */
static bool
read_clock(struct job *j, struct civil *t)
{
	const struct sv d = sv_trim(csvin_field(j->m->in, (size_t)j->date)),
	    c = sv_trim(csvin_field(j->m->in, (size_t)j->clock));

	if (import_time(c, t))			/* the whole stamp stands there */
		return true;
	sbuf_clear(&j->stamp);
	sbuf_put(&j->stamp, d.p, d.n);
	sbuf_putc(&j->stamp, ' ');
	sbuf_put(&j->stamp, c.p, c.n);
	return (c.n > 0 && import_time(sbuf_sv(&j->stamp), t)) ||
	    bad_time(j, (size_t)(import_time(d, t) ? j->clock : j->date));
}

/* The row's stamp: hour-ending, a date without a clock time as a date. */
static bool
read_time(struct job *j, struct civil *t)
{
	struct csvin *in = j->m->in;
	const size_t c = (size_t)(j->time >= 0 ? j->time : j->date);

	if (j->clock >= 0) {
		if (!read_clock(j, t))
			return false;
	} else if (!import_time(csvin_field(in, c), t))
		return bad_time(j, c);
	if (j->hour >= 0) {
		struct dec h;

		if (!csvin_decimal(in, (size_t)j->hour, &h))
			return false;
		if (!dec_has(h) || h.scale != 0 || h.m < 0 || h.m > 24)
			return csvin_bad(in, (size_t)j->hour, "hour", _("the hour is not 0 to 24"));
		t->sec += h.m * CIVIL_HOUR;
		t->date = false;
	}
	if (j->m->hour_start && !t->date)
		t->sec += CIVIL_HOUR;
	return true;
}

/* The row's keys; false where one is refused: the row is left out. */
static bool
read_keys(struct job *j, struct civil *t)
{
	const size_t c = (size_t)j->station;

	if (!read_time(j, t))
		return false;
	return j->station < 0 || sv_trim(csvin_field(j->m->in, c)).n > 0 || csvin_bad(j->m->in, c, "station", _("the station is empty"));
}

/* One cell in the registry's unit; marks go to the flags. */
static void
put_value(struct job *j, size_t c, const struct col *v)
{
	struct import *m = j->m;
	const struct sv f = csvin_field(m->in, c);
	struct sv mark;
	struct dec x;

	if (!import_cell(m, v->item, f, &x, &mark)) {
		struct sbuf q = { 0 };

		str_quote(&q, f);
		(void)diag_cell(m->d, &(struct place){ m->in->file, m->in->line, m->in->name[c] }, f, "number",
		    _("'%s' is not a number"), q.p);
		import_flag(m, &j->flags, v->name, sv_of("unreadable"));
		sbuf_release(&q);
		csvout_cell(m->out, f);
		return;
	}
	if (mark.n > 0)
		import_flag(m, &j->flags, v->name, mark);
	if (x.cens == '>')
		import_flag(m, &j->flags, v->name, sv_of("above"));
	csvout_dec(m->out, import_convert(x, v->factor, v->item));
}

static void
put_keys(struct job *j, struct civil t)
{
	csvout_cell(j->m->out, j->station < 0 ? sv_of(j->m->code) : sv_trim(csvin_field(j->m->in, (size_t)j->station)));
	csvout_time(j->m->out, t);
	for (size_t k = 0; k < j->ncarry; k++)
		csvout_cell(j->m->out, csvin_field(j->m->in, j->carry[k]));
}

static void
put_heads(struct job *j)
{
	csvout_text(j->m->out, "station");
	csvout_text(j->m->out, "time");
	for (size_t k = 0; k < j->ncarry; k++)
		csvout_text(j->m->out, j->m->in->name[j->carry[k]]);
}

static void
run_wide(struct job *j)
{
	struct import *m = j->m;
	struct csvin *in = m->in;
	struct civil t;

	bind_wide(j);
	put_heads(j);
	for (size_t k = 0; k < j->n; k++)
		csvout_text(m->out, j->v[k].name);
	csvout_text(m->out, "flags");
	csvout_end(m->out);
	while (csvin_next(in)) {
		if (!read_keys(j, &t))
			continue;
		sbuf_clear(&j->flags);
		if (in->flags_col >= 0)
			sbuf_put(&j->flags, csvin_field(in, (size_t)in->flags_col).p, csvin_field(in, (size_t)in->flags_col).n);
		put_keys(j, t);
		for (size_t k = 0; k < j->n; k++)
			put_value(j, j->v[k].in, &j->v[k]);
		csvout_cell(m->out, sbuf_sv(&j->flags));
		csvout_end(m->out);
	}
}

/* What the row's item and unit cells mean, kept since a table repeats few of them; NULL: refused. */
static const struct col *
row_meaning(struct job *j)
{
	struct import *m = j->m;
	struct csvin *in = m->in;
	const struct sv item = sv_trim(csvin_field(in, (size_t)j->item));
	const struct sv unit = j->unit < 0 ? (struct sv){ NULL, 0 } : sv_trim(csvin_field(in, (size_t)j->unit));
	const struct place at = csvin_place(in, (size_t)(j->unit < 0 ? j->item : j->unit));
	struct item_column ic;
	struct sbuf b = { 0 };
	size_t n, k;

	sbuf_put(&b, item.p, item.n);
	sbuf_putc(&b, '[');
	sbuf_put(&b, unit.p, unit.n);
	sbuf_putc(&b, ']');
	k = map_get(&j->meaning, sbuf_sv(&b));
	if (k != MAP_NONE) {
		sbuf_release(&b);
		return &j->v[k];
	}
	if ((unit.n == 0 || !items_column(&m->items, m->common->medium, sbuf_sv(&b), &ic)) &&
	    !items_column(&m->items, m->common->medium, item, &ic)) {
		sbuf_clear(&b);
		str_quote(&b, item);
		(void)csvin_bad(in, (size_t)j->item, "item", _("'%s' is no item of the registry"), b.p == NULL ? "" : b.p);
		sbuf_release(&b);
		return NULL;
	}
	n = map_put(&j->meaning, sbuf_sv(&b));
	j->v = mem_grow(j->v, &j->cap, n + 1, sizeof(*j->v));
	j->v[n] = meaning_of(m, &at, &ic, 0, false);	/* the unit lies in b */
	sbuf_release(&b);
	j->n = n + 1;
	return &j->v[n];
}

/* The one code of a long row's flag cell. */
static void
put_flag(struct job *j, const struct col *v)
{
	const char *code;

	if (j->flag >= 0 && j->flags.n == 0 && sv_trim(csvin_field(j->m->in, (size_t)j->flag)).n > 0)
		import_flag(j->m, &j->flags, v->name, csvin_field(j->m->in, (size_t)j->flag));
	code = j->flags.n == 0 ? NULL : strrchr(j->flags.p, ':');
	csvout_text(j->m->out, code == NULL ? "" : code + 1);
}

/* A long table keeps its shape: station, time, item, value, unit, flag; qj-reshape makes it wide. */
static void
run_long(struct job *j)
{
	static const char *const head[] = { "item", "value", "unit", "flag" };
	struct import *m = j->m;
	struct csvin *in = m->in;
	struct civil t;

	for (size_t c = 0; c < in->ncol; c++) {
		if (!is_key(j, c))
			carry(j, c);
	}
	put_heads(j);
	for (size_t k = 0; k < sizeof(head) / sizeof(head[0]); k++)
		csvout_text(m->out, head[k]);
	csvout_end(m->out);
	while (csvin_next(in)) {
		const struct col *v;

		if (!read_keys(j, &t))
			continue;
		v = row_meaning(j);
		if (v == NULL)
			continue;
		sbuf_clear(&j->flags);
		put_keys(j, t);
		csvout_text(m->out, v->name);
		put_value(j, (size_t)j->value, v);
		csvout_text(m->out, v->item->unit);
		put_flag(j, v);
		csvout_end(m->out);
	}
}

static void
run(struct import *m)
{
	struct job j = { .m = m, .item = -1, .value = -1, .unit = -1, .flag = -1 };

	bind_keys(&j);
	if (is_long(m->in, m->tabs)) {
		j.item = import_column(m->in, m->tabs, "item");
		j.value = import_column(m->in, m->tabs, "value");
		j.unit = import_column(m->in, m->tabs, "unit");
		j.flag = import_column(m->in, m->tabs, "flag");
		run_long(&j);
	} else
		run_wide(&j);
	say_carried(&j);
	sbuf_release(&j.flags);
	sbuf_release(&j.stamp);
	for (size_t k = 0; k < j.n; k++)
		free(j.v[k].name);
	free(j.v);
	free(j.carry);
	map_release(&j.meaning);
}

const struct import_format import_table = { "table",
	N_("any CSV with a header: names and aliases, units in brackets, wide or long"), looks, run, true };

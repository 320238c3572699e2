/*
 * import_table - any CSV with a header: columns by name or alias, units in brackets converted, wide
 * (a column per item) or long (a row per item), marks split off into flags.
 */
#include <stdlib.h>

#include "import.h"
#include "map.h"
#include "mem.h"

struct col {
	size_t			 in;
	const struct item	*item;
	struct ratio		 factor;
	const char		*name;
};

struct job {
	struct import	*m;
	int		 station, time, date, hour;
	/* wide */
	struct col	*v;
	size_t		 n, cap;
	size_t		*carry, ncarry, carrycap;
	/* long */
	int		 item, value, unit, flag;
	struct sbuf	 flags;
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

static void
bind_keys(struct job *j)
{
	struct import *m = j->m;

	j->station = key_column(m, m->common->station, "station", "station");
	j->time = key_column(m, m->common->time, "time", "time");
	j->date = j->time >= 0 ? -1 : import_column(m->in, m->tabs, "date");
	j->hour = j->date >= 0 ? import_column(m->in, m->tabs, "hour") : -1;
	if (j->time < 0 && j->date < 0)
		diag_refuse(m->d, &(struct place){ m->in->file, 1, NULL },
		    _("no column is known as a time; name it with --time"));
	if (j->station < 0)
		diag_refuse(m->d, &(struct place){ m->in->file, 1, NULL },
		    _("no column is known as a station; name it with --station"));
}

/* The conversion of a unit as written; refused where the registry has none. */
static struct ratio
factor_of(struct import *m, const struct place *at, const struct item *it, struct sv unit)
{
	const struct ratio f = items_factor(&m->items, it, unit);

	if (!ratio_has(f))
		diag_refuse(m->d, at, _("no conversion from '%.*s' to %s of %s"), (int)unit.n, unit.p, it->unit, it->name);
	return f;
}

static void
bind_wide(struct job *j)
{
	struct import *m = j->m;

	for (size_t c = 0; c < m->in->ncol; c++) {
		const struct place at = { m->in->file, 1, m->in->name[c] };
		struct item_column ic;
		struct sbuf b = { 0 };

		if ((int)c == j->station || (int)c == j->time || (int)c == j->date || (int)c == j->hour ||
		    (int)c == m->in->flags_col)
			continue;
		if (!items_column(&m->items, m->common->medium, sv_of(m->in->name[c]), &ic)) {
			for (size_t k = 0; k < j->ncarry; k++) {
				if (strcmp(m->in->name[j->carry[k]], m->in->name[c]) == 0)
					diag_refuse(m->d, &at, _("column name '%s' occurs twice"), m->in->name[c]);
			}
			j->carry = mem_grow(j->carry, &j->carrycap, j->ncarry + 1, sizeof(*j->carry));
			j->carry[j->ncarry++] = c;
			continue;
		}
		if (ic.shared)
			diag_refuse(m->d, &at, _("several media have this item; write its unit in brackets or give --medium"));
		sbuf_puts(&b, ic.item->name);
		if (ic.stat.n > 0)
			sbuf_printf(&b, "_%.*s", (int)ic.stat.n, ic.stat.p);
		j->v = mem_grow(j->v, &j->cap, j->n + 1, sizeof(*j->v));
		for (size_t k = 0; k < j->n; k++) {
			if (strcmp(j->v[k].name, b.p) == 0)
				diag_refuse(m->d, &at, _("this and column %s are both %s"), m->in->name[j->v[k].in], b.p);
		}
		j->v[j->n++] = (struct col){ c, ic.item, factor_of(m, &at, ic.item, ic.unit), b.p };
		if (m->why)
			diag_note(m->d, _("column %s: %s of %s, in %s"), m->in->name[c], b.p, ic.item->medium, ic.item->unit);
	}
}

/* The row's stamp: hour-ending, a date without a clock time as a date. */
static bool
read_time(struct job *j, struct civil *t)
{
	struct csvin *in = j->m->in;

	if (!csvin_time(in, (size_t)(j->time >= 0 ? j->time : j->date), t))
		return false;
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

static void
add_flag(struct job *j, const char *item, struct sv mark)
{
	if (j->flags.n > 0)
		sbuf_putc(&j->flags, ' ');
	sbuf_printf(&j->flags, "%s:x-", item);
	for (size_t i = 0; i < mark.n; i++) {
		if (mark.p[i] != ' ' && mark.p[i] != ',' && mark.p[i] != ':')
			sbuf_putc(&j->flags, mark.p[i]);
	}
}

/* One cell in the registry's unit; a mark goes to the flags. */
static void
put_value(struct job *j, size_t c, const struct item *it, struct ratio factor, const char *name)
{
	struct import *m = j->m;
	const struct sv f = csvin_field(m->in, c);
	struct sv mark;
	struct dec x;

	if (!import_cell(m, it, f, &x, &mark)) {
		struct sbuf q = { 0 };

		str_quote(&q, f);
		(void)diag_cell(m->d, &(struct place){ m->in->file, m->in->line, m->in->name[c] }, f, "number",
		    _("'%s' is not a number"), q.p);
		sbuf_printf(&j->flags, "%s%s:unreadable", j->flags.n > 0 ? " " : "", name);
		sbuf_release(&q);
		csvout_cell(m->out, f);
		return;
	}
	if (mark.n > 0)
		add_flag(j, name, mark);
	if (dec_has(x) && factor.num == factor.den)
		csvout_dec(m->out, x);
	else
		csvout_dec(m->out, import_convert(x, factor, it));
}

static void
put_keys(struct job *j, struct civil t)
{
	csvout_cell(j->m->out, sv_trim(csvin_field(j->m->in, (size_t)j->station)));
	csvout_time(j->m->out, t);
}

static void
run_wide(struct job *j)
{
	struct import *m = j->m;
	struct csvin *in = m->in;
	struct civil t;

	bind_wide(j);
	csvout_text(m->out, "station");
	csvout_text(m->out, "time");
	for (size_t k = 0; k < j->ncarry; k++)
		csvout_text(m->out, in->name[j->carry[k]]);
	for (size_t k = 0; k < j->n; k++)
		csvout_text(m->out, j->v[k].name);
	csvout_text(m->out, "flags");
	csvout_end(m->out);
	while (csvin_next(in)) {
		if (!read_time(j, &t))
			continue;
		sbuf_clear(&j->flags);
		if (in->flags_col >= 0)
			sbuf_put(&j->flags, csvin_field(in, (size_t)in->flags_col).p, csvin_field(in, (size_t)in->flags_col).n);
		put_keys(j, t);
		for (size_t k = 0; k < j->ncarry; k++)
			csvout_cell(m->out, csvin_field(in, j->carry[k]));
		for (size_t k = 0; k < j->n; k++)
			put_value(j, j->v[k].in, j->v[k].item, j->v[k].factor, j->v[k].name);
		csvout_cell(m->out, sbuf_sv(&j->flags));
		csvout_end(m->out);
	}
}

/* A long table keeps its shape: station, time, item, value, unit, flag; qj-reshape makes it wide. */
static void
run_long(struct job *j)
{
	static const char *const head[] = { "station", "time", "item", "value", "unit", "flag" };
	struct import *m = j->m;
	struct csvin *in = m->in;
	struct civil t;

	j->unit = import_column(in, m->tabs, "unit");
	j->flag = import_column(in, m->tabs, "flag");
	for (size_t k = 0; k < sizeof(head) / sizeof(head[0]); k++)
		csvout_text(m->out, head[k]);
	csvout_end(m->out);
	while (csvin_next(in)) {
		const struct sv unit = j->unit < 0 ? (struct sv){ NULL, 0 } : sv_trim(csvin_field(in, (size_t)j->unit));
		struct item_column ic;

		if (!read_time(j, &t))
			continue;
		if (!items_column(&m->items, m->common->medium, sv_trim(csvin_field(in, (size_t)j->item)), &ic)) {
			struct sbuf q = { 0 };

			str_quote(&q, csvin_field(in, (size_t)j->item));
			(void)csvin_bad(in, (size_t)j->item, "item", _("'%s' is no item of the registry"), q.p);
			sbuf_release(&q);
			continue;
		}
		{
			const struct place at = csvin_place(in, (size_t)(j->unit < 0 ? j->item : j->unit));
			const struct ratio f = factor_of(m, &at, ic.item, unit.n > 0 ? unit : ic.unit);

			sbuf_clear(&j->flags);
			put_keys(j, t);
			csvout_text(m->out, ic.item->name);
			put_value(j, (size_t)j->value, ic.item, f, ic.item->name);
			csvout_text(m->out, ic.item->unit);
			if (j->flag >= 0 && j->flags.n == 0 && csvin_field(in, (size_t)j->flag).n > 0)
				add_flag(j, ic.item->name, csvin_field(in, (size_t)j->flag));
			{
				const char *code = j->flags.n == 0 ? NULL : strrchr(j->flags.p, ':');

				csvout_text(m->out, code == NULL ? "" : code + 1);
			}
			csvout_end(m->out);
		}
	}
}

static void
run(struct import *m)
{
	struct job j = { .m = m };

	bind_keys(&j);
	if (is_long(m->in, m->tabs)) {
		j.item = import_column(m->in, m->tabs, "item");
		j.value = import_column(m->in, m->tabs, "value");
		run_long(&j);
	} else
		run_wide(&j);
	sbuf_release(&j.flags);
	free(j.v);
	free(j.carry);
}

const struct import_format import_table = { "table",
	N_("any CSV with a header: names and aliases, units in brackets, wide or long"), looks, run };

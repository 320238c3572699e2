/*
 * import_put - one row of an export as a row of the result.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "importjob.h"
#include "mem.h"

struct sv
job_cell(const struct job *j, int c)
{
	return c < 0 || (size_t)c >= j->m->in->n ? (struct sv){ "", 0 } : sv_trim(j->m->in->cell[c]);
}

struct sv
job_picked(const struct job *j, const char *name)
{
	const size_t k = map_get(&j->picks, sv_of(name));

	return k == MAP_NONE || j->picked[k] == NULL ? (struct sv){ "", 0 } : sv_of(j->picked[k]);
}

const char *
job_quoted(struct job *j, struct sv text)
{
	sbuf_clear(&j->quote);
	str_quote(&j->quote, text);
	return j->quote.p == NULL ? "" : j->quote.p;
}

bool
job_bad(struct job *j, int c, const char *code, struct sv text, const char *fmt, ...)
{
	const struct place at = { j->m->in->name, j->m->in->line, c < 0 ? NULL : j->l.head[c] };
	struct sbuf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&b, fmt, ap);
	va_end(ap);
	(void)diag_cell(j->m->d, &at, text, code, "%s", b.p);
	sbuf_release(&b);
	return false;
}

static enum profile_dates
order_of(const struct job *j)
{
	const char *s = j->m->dates;

	if (s != NULL)
		return strcmp(s, "mdy") == 0 ? DATES_MDY : strcmp(s, "dmy") == 0 ? DATES_DMY : DATES_YMD;
	return j->p == NULL ? DATES_YMD : j->p->dates;
}

/* Refuses a time; one like 4/19/05 with what is to be told. */
static bool
bad_time(struct job *j, int c, struct sv s)
{
	struct civil t;

	if (order_of(j) == DATES_YMD && (import_time(s, DATES_MDY, 0, &t) || import_time(s, DATES_DMY, 0, &t)))
		return job_bad(j, c, "time", s, _("'%s': the order of day and month is not stated; give --dates mdy or dmy"),
		    job_quoted(j, s));
	return job_bad(j, c, "time", s, _("'%s' is not a time"), job_quoted(j, s));
}

/* A stamp without a year: of the year told, else the one before the workbook was saved. */
static bool
read_yearless(const struct job *j, struct sv s, struct civil *t)
{
	const char *saved = rows_saved(j->m->in);
	const struct sv picked = job_picked(j, "year");
	struct civil at;
	struct dec y;

	if (j->m->year > 0)
		return import_time_year(s, (int)j->m->year, t);
	if (picked.n > 0 && dec_parse(picked, &y) && y.scale == 0)
		return import_time_year(s, (int)y.m, t);
	if (saved == NULL || !civil_parse((struct sv){ saved, strlen(saved) < 10 ? 0 : 10 }, &at))
		diag_refuse(j->m->d, &(struct place){ j->m->in->name, j->m->in->line, NULL }, "%s",
		    _("the times have no year; give it with --year"));
	if (!import_time_year(s, civil_ymd(at.sec / CIVIL_DAY).y, t))
		return false;
	/* A day of grace: the workbook's stamp is of another zone. */
	return t->sec <= at.sec + 2 * CIVIL_DAY || import_time_year(s, civil_ymd(at.sec / CIVIL_DAY).y - 1, t);
}

static bool
read_stamp(const struct job *j, struct sv s, struct civil *t)
{
	const enum profile_dates order = order_of(j);

	return order == DATES_MD ? read_yearless(j, s, t) : import_time(s, order, j->zone, t);
}

/* A whole number from min to max in cell c. */
static bool
read_part(struct job *j, enum profile_role role, long min, long max, long absent, long *v)
{
	const int c = j->l.role[role];
	struct dec x;

	*v = absent;
	if (c < 0)
		return true;
	if (!dec_parse(job_cell(j, c), &x) || x.cens != 0)
		return job_bad(j, c, "time", job_cell(j, c), _("'%s' is not a number"), job_quoted(j, job_cell(j, c)));
	x = dec_round(x, 0);
	if (x.m < min || x.m > max) {
		if (role == ROLE_HOUR)
			return job_bad(j, c, "hour", job_cell(j, c), _("the hour is not 0 to 24"));
		return job_bad(j, c, "time", job_cell(j, c), _("'%s' is no part of a date"), job_quoted(j, job_cell(j, c)));
	}
	*v = (long)x.m;
	return true;
}

/* Columns of year, month and day. */
static bool
read_parts(struct job *j, struct civil *t)
{
	long y, m, d;

	if (!read_part(j, ROLE_YEAR, 1, 9999, 0, &y) || !read_part(j, ROLE_MONTH, 1, 12, 1, &m) ||
	    !read_part(j, ROLE_DAY, 1, 31, 1, &d))
		return false;
	if (d > civil_month_days((int)y, (int)m))
		return job_bad(j, j->l.role[ROLE_DAY], "time", job_cell(j, j->l.role[ROLE_DAY]), _("'%s' is no part of a date"), job_quoted(j, job_cell(j, j->l.role[ROLE_DAY])));
	*t = (struct civil){ civil_days((int)y, (int)m, (int)d) * CIVIL_DAY, true };
	return true;
}

/* A date cell that has a clock time of its own (a workbook's often does), which must be that of the clock's cell, or none. */
static bool
read_both(struct job *j, struct civil stamp, struct sv clock, struct civil *t)
{
	char date[CIVIL_TEXT];
	const int64_t day = civil_day_of((struct civil){ stamp.sec, true }) * CIVIL_DAY;
	const size_t n = civil_print(date, (struct civil){ day, true });

	sbuf_clear(&j->text);
	sbuf_printf(&j->text, "%.*s %.*s", (int)n, date, (int)clock.n, clock.p);
	if (!import_time(sbuf_sv(&j->text), DATES_YMD, 0, t) ||
	    (stamp.sec != day && (t->sec - stamp.sec >= 60 || stamp.sec - t->sec >= 60)))
		return bad_time(j, j->l.role[ROLE_CLOCK], clock);
	return true;
}

/* A date and the clock time of another cell, joined. */
static bool
read_clock(struct job *j, struct sv date, struct sv clock, struct civil *t)
{
	struct civil day;
	const bool dated = date.n > 0 && read_stamp(j, date, &day);

	if (clock.n > 8 && import_time(clock, order_of(j), j->zone, t)) {	/* the whole stamp stands there */
		if (!dated || civil_day_of((struct civil){ day.sec, true }) == civil_day_of((struct civil){ t->sec, true }))
			return true;
		return bad_time(j, j->l.role[ROLE_CLOCK], clock);
	}
	if (dated && !day.date && clock.n > 0)
		return read_both(j, day, clock, t);
	if (clock.n == 0 && j->p != NULL && read_stamp(j, date, t))
		return true;			/* a day without a time of day */
	sbuf_clear(&j->text);
	sbuf_printf(&j->text, "%.*s %.*s", (int)date.n, date.p, (int)clock.n, clock.p);
	if (clock.n > 0 && read_stamp(j, sbuf_sv(&j->text), t))
		return true;
	if (date.n == 0)
		return job_bad(j, j->l.role[ROLE_DATE], "time", date, _("the date is empty"));
	if (clock.n == 0 && read_stamp(j, date, &day))
		return job_bad(j, j->l.role[ROLE_CLOCK], "time", clock, _("the time of day is empty"));
	if (read_stamp(j, date, &day))
		return bad_time(j, j->l.role[ROLE_CLOCK], clock);
	return bad_time(j, j->l.role[ROLE_DATE], date);
}

static size_t
ndigits(struct sv s)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		;
	return i;
}

/* The stamp without the hour label's convention. */
static bool
read_when(struct job *j, struct civil *t)
{
	const struct layout *l = &j->l;
	const int c = l->role[ROLE_TIME] >= 0 ? l->role[ROLE_TIME] : l->role[ROLE_DATE];
	const struct sv clock = l->role[ROLE_CLOCK] >= 0 ? job_cell(j, l->role[ROLE_CLOCK]) : job_picked(j, "clock");
	struct sv s = c >= 0 ? job_cell(j, c) : job_picked(j, "time");

	if (j->m->at != NULL)
		return import_time(sv_of(j->m->at), DATES_YMD, 0, t);
	if (l->role[ROLE_YEAR] >= 0)
		return read_parts(j, t);
	if (s.n == 0 && c < 0)
		s = job_picked(j, "date");
	if (l->role[ROLE_TIME] >= 0 && l->role[ROLE_CLOCK] < 0 && job_picked(j, "date").n > 0 && s.n <= 11 && s.n > 0)
		return read_clock(j, job_picked(j, "date"), s, t);	/* a clock time under the preamble's date */
	if (l->role[ROLE_TIME] < 0 && (l->role[ROLE_CLOCK] >= 0 || clock.n > 0))
		return read_clock(j, s, clock, t);
	return read_stamp(j, s, t) || bad_time(j, c, s);
}

/* Whether the cell itself says 24 o'clock, the end of its day. */
static bool
says_24(struct sv s)
{
	static const char *const before[] = { " 24", "T24", "日24", "号24" };

	if (ndigits(s) == s.n)
		return s.n >= 10 && memcmp(s.p + 8, "24", 2) == 0;
	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		const char *p = memmem(s.p, s.n, before[i], strlen(before[i]));

		if (p != NULL && (p + strlen(before[i]) == s.p + s.n || ndigits((struct sv){ p + strlen(before[i]) - 2, 3 }) == 2))
			return true;
	}
	return false;
}

/* A workbook writes a date as its midnight: of profiles that say so, one without a time of day of its own is that date. */
static bool
is_midnight(const struct job *j, const struct civil *t)
{
	const struct layout *l = &j->l;

	return j->p != NULL && j->p->midnight_date && !t->date && t->sec % CIVIL_DAY == 0 && j->m->at == NULL &&
	    l->role[ROLE_TIME] >= 0 && l->role[ROLE_CLOCK] < 0 && l->role[ROLE_HOUR] < 0 && !says_24(job_cell(j, l->role[ROLE_TIME]));
}

bool
job_time(struct job *j, struct civil *t)
{
	long hour, minute;

	if (!read_when(j, t))
		return false;
	t->date = t->date || is_midnight(j, t);
	if (j->l.role[ROLE_HOUR] >= 0) {
		if (!read_part(j, ROLE_HOUR, 0, 24, 0, &hour) || !read_part(j, ROLE_MINUTE, 0, 59, 0, &minute))
			return false;
		t->sec += hour * CIVIL_HOUR + minute * 60;
		t->date = false;
		if (j->p != NULL && j->p->day_20 && hour > 20)
			t->sec -= CIVIL_DAY;
	}
	if (!t->date && j->p != NULL && j->p->utc && j->m->at == NULL)
		t->sec += j->zone;
	if (!t->date && (j->m->hour_start || (j->p != NULL && j->p->label == LABEL_BEGIN)))
		t->sec += CIVIL_HOUR;
	return true;
}

void
job_put_header(struct job *j)
{
	static const char *const rest[] = { "item", "value", "unit", "flag" };
	struct csvout *out = j->m->out;

	csvout_text(out, "station");
	csvout_text(out, "time");
	/* What is carried stands before what is measured. */
	for (size_t k = 0; k < j->nout; k++) {
		if (j->out[k].kind == OUT_TEXT)
			csvout_text(out, j->out[k].name);
	}
	for (size_t k = 0; k < j->nout; k++) {
		if (j->out[k].kind != OUT_TEXT)
			csvout_text(out, j->out[k].name);
	}
	for (size_t k = 0; j->is_long && k < 4; k++)
		csvout_text(out, rest[k]);
	if (!j->is_long)
		csvout_text(out, "flags");
	csvout_end(out);
}

/* The cell with the profile's other text for it, its decimal comma a point. */
static struct sv
mapped(struct job *j, int c, bool number)
{
	struct sv s = job_cell(j, c);

	for (size_t i = 0; i < j->l.nmap; i++) {
		if (j->l.map[i].cell == c && pattern_match(j->l.map[i].pattern, s)) {
			sbuf_clear(&j->text);
			pattern_expand(j->l.map[i].pattern, sv_of(j->l.map[i].word), &j->text);
			return sbuf_sv(&j->text).p == NULL ? (struct sv){ "", 0 } : sbuf_sv(&j->text);
		}
	}
	if (number && j->p != NULL && j->p->decimal_comma && s.n > 0 && memchr(s.p, ',', s.n) != NULL) {
		sbuf_clear(&j->decimal);
		for (size_t i = 0; i < s.n; i++)
			sbuf_putc(&j->decimal, s.p[i] == ',' ? '.' : s.p[i]);
		return sbuf_sv(&j->decimal);
	}
	return s;
}

static void
put_flag(struct job *j, const char *item, struct sv mark)
{
	import_flag(j->m, &j->flags, item, mark);
}

/* The limit of --mdl for an item that was not detected; ND where it has none. */
static void
put_nd(struct job *j, const char *item)
{
	const size_t k = map_get(&j->mdl_item, sv_of(item));

	if (k != MAP_NONE) {
		csvout_text(j->m->out, j->mdl[k]);
		j->m->nnd_limit++;
	} else {
		csvout_text(j->m->out, "ND");
		j->m->nnd++;
	}
}

/* A cell of the profile that says the value is not there: empty for that item, or for all. */
static bool
is_own_missing(const struct job *j, const char *item, struct sv s)
{
	for (size_t i = 0; j->p != NULL && i < j->p->nmissing; i++) {
		const char *who = j->p->missing[i].means;

		if (sv_is(s, j->p->missing[i].text) && (who == NULL || (item != NULL && strcmp(who, item) == 0)))
			return true;
	}
	return false;
}

/* One value, in the unit of the result; marks go to the flags. */
static void
put_number(struct job *j, int c, struct sv s, const char *name, const struct item *item, const struct ratio *factor)
{
	struct import *m = j->m;
	struct sv mark;
	struct dec x;

	watch_value(&j->watch, s);
	if (s.n > 0 && factor->num == factor->den && (j->p == NULL || j->p->nmissing == 0) && import_plain(m, s)) {
		csvout_plain(m->out, s);
		return;
	}
	if (s.n > 0 && is_own_missing(j, name, s)) {
		m->nmissing++;
		csvout_empty(m->out);
		return;
	}
	switch (import_cell(m, item, s, &x, &mark)) {
	case IMPORT_ND:
		put_nd(j, name);
		break;
	case IMPORT_BAD:
		if (item != NULL && strcmp(item->unit, "deg") == 0 && import_point(m, s, &x)) {
			j->ncalm += !dec_has(x);
			csvout_dec(m->out, x);
			break;
		}
		(void)job_bad(j, c, "number", s, _("'%s' is not a number"), job_quoted(j, s));
		put_flag(j, name, sv_of("unreadable"));
		csvout_cell(m->out, s);
		return;
	default:
		csvout_dec(m->out, item == NULL ? x : import_convert(x, *factor, item));
	}
	if (mark.n > 0)
		put_flag(j, name, mark);
	if (x.cens == '>')
		put_flag(j, name, sv_of("above"));
}

/* The unit and the mark that stand in a cell beside the value. */
static void
read_status(struct job *j, size_t k, int cell, struct pattern *form, struct ratio *factor)
{
	const struct sv text = job_cell(j, cell);
	struct sv part;

	if (text.n == 0)
		return;
	if (form == NULL || !pattern_match(form, text)) {
		put_flag(j, j->out[k].name, text);
		return;
	}
	if (pattern_named(form, "unit", &part) && part.n > 0) {
		*factor = items_factor(&j->m->items, j->out[k].item, part);
		if (!ratio_has(*factor)) {
			(void)job_bad(j, cell, "unit", part, _("'%s' is no unit of this item"), job_quoted(j, part));
			put_flag(j, j->out[k].name, sv_of("unreadable"));
			*factor = (struct ratio){ 1, 1 };
		}
	}
	if (pattern_named(form, "mark", &part) && part.n > 0)
		put_flag(j, j->out[k].name, part);
}

static void
put_column(struct job *j, size_t k)
{
	const struct source *s = &j->l.of[k];
	struct ratio factor = s->factor;

	if (s->pick >= 0)
		csvout_text(j->m->out, j->picked[s->pick] == NULL ? "" : j->picked[s->pick]);
	else if (s->cell < 0)
		csvout_empty(j->m->out);
	else if (j->out[k].kind == OUT_TEXT)
		csvout_cell(j->m->out, mapped(j, s->cell, false));
	else {
		for (size_t i = 0; i < SOURCE_STATUS && s->status[i] >= 0; i++)
			read_status(j, k, s->status[i], s->form[i], &factor);
		put_number(j, s->cell, mapped(j, s->cell, true), j->out[k].name, j->out[k].item, &factor);
	}
}

/* The flags that the profile sees in cells of this row. */
static void
put_cell_flags(struct job *j)
{
	for (size_t i = 0; i < j->l.nflag; i++) {
		const struct cell_rule *r = &j->l.flag[i];

		if (pattern_match(r->pattern, job_cell(j, r->cell)))
			put_flag(j, r->item == NULL ? "*" : r->item, sv_of(r->word));
	}
}

static void
put_keys(struct job *j, struct civil t)
{
	csvout_cell(j->m->out, j->station);
	csvout_time(j->m->out, t);
	for (size_t k = 0; k < j->nout; k++) {
		if (j->out[k].kind == OUT_TEXT)
			put_column(j, k);
	}
}

static void
put_wide(struct job *j, struct civil t)
{
	const struct sv old = job_cell(j, j->l.flags);

	sbuf_clear(&j->flags);
	sbuf_put(&j->flags, old.p, old.n);
	put_keys(j, t);
	for (size_t k = 0; k < j->nout; k++) {
		if (j->out[k].kind != OUT_TEXT)
			put_column(j, k);
	}
	put_cell_flags(j);
	csvout_cell(j->m->out, sbuf_sv(&j->flags));
	csvout_end(j->m->out);
}

void
job_own_name(struct sbuf *b, struct sv item)
{
	for (size_t i = 0; i < item.n; i++) {
		const char c = item.p[i];

		if (c != ',' && c != ':' && c != ' ')
			sbuf_putc(b, c);
		else if (b->n > 0 && b->p[b->n - 1] != '_')
			sbuf_putc(b, '_');
	}
}

/* An item that the registry lacks, under its own name. */
static char *
own_name(struct job *j, struct sv item)
{
	struct sbuf b = { 0 };

	job_own_name(&b, item);
	(void)map_put(&j->unknown, sbuf_sv(&b));
	return b.p;
}

static bool
learn_meaning(struct job *j, struct sv item, struct sv unit, struct sv key, struct meaning *v)
{
	struct import *m = j->m;
	const int c = j->l.role[unit.n == 0 || j->l.role[ROLE_UNIT] < 0 ? ROLE_ITEM : ROLE_UNIT];
	const struct place at = { m->in->name, m->in->line, c < 0 ? NULL : j->l.head[c] };
	const struct importmap_row *own = importmap_find(&j->own, item);
	struct item_column ic;
	struct sbuf mapped_key = { 0 };
	const bool keeps = j->p != NULL && j->p->unknown_keep;
	bool found;

	if (own != NULL) {
		if (own->unit[0] != '\0')
			unit = sv_of(own->unit);
		item = sv_of(own->item);
		sbuf_printf(&mapped_key, "%.*s[%.*s]", (int)item.n, item.p, (int)unit.n, unit.p);
		key = sbuf_sv(&mapped_key);
	}
	found = (unit.n > 0 && job_find_item(j, key, &ic)) || job_find_item(j, item, &ic);
	if (found && (!keeps || (!ic.shared && ratio_has(items_factor(&m->items, ic.item, ic.unit))))) {
		const struct ratio f = job_factor(j, &at, &ic);
		struct sbuf name = { 0 };

		job_item_name(j, &ic, false, &name);
		*v = (struct meaning){ name.p, ic.item, mem_dup(ic.item->unit), f };
		if (ic.unit.n == 0 && own == NULL && (j->p != NULL || !sv_is(item, name.p)))
			job_no_unit(j, item, ic.item);
	} else if (own != NULL || keeps)
		*v = (struct meaning){ own_name(j, item), NULL, mem_ndup(unit.p, unit.n), { 1, 1 } };
	else {
		sbuf_release(&mapped_key);
		return job_bad(j, j->l.role[ROLE_ITEM], "item", item, _("'%s' is no item of the registry"), job_quoted(j, item));
	}
	sbuf_release(&mapped_key);
	return true;
}

/* What the row's item means in that unit, kept since a table repeats few of them; NULL: refused. */
static const struct meaning *
row_meaning(struct job *j, struct sv unit)
{
	const struct sv item = j->l.role[ROLE_ITEM] < 0 ? job_picked(j, "item") : mapped(j, j->l.role[ROLE_ITEM], false);
	struct sbuf *key = &j->key;
	struct meaning v;
	size_t k;

	sbuf_clear(key);
	sbuf_put(key, item.p, item.n);
	sbuf_putc(key, '[');
	sbuf_put(key, unit.p, unit.n);
	sbuf_putc(key, ']');
	k = map_get(&j->keys, sbuf_sv(key));
	if (k == MAP_NONE && learn_meaning(j, item, unit, sbuf_sv(key), &v)) {
		k = map_put(&j->keys, sbuf_sv(key));
		j->meaning = mem_grow(j->meaning, &j->meaningcap, k + 1, sizeof(*j->meaning));
		j->meaning[k] = v;
	}
	return k == MAP_NONE ? NULL : &j->meaning[k];
}

/* Whether the row's cells say that the item was not detected. */
static bool
is_nd(const struct job *j)
{
	for (size_t i = 0; i < j->l.nnd; i++) {
		if (pattern_match(j->l.nd[i].pattern, job_cell(j, j->l.nd[i].cell)))
			return true;
	}
	return false;
}

/* "<" and the limit that stands in its own cell. */
static struct sv
limited(struct job *j)
{
	const struct sv limit = job_cell(j, j->l.role[ROLE_LIMIT]);

	if (limit.n == 0)
		return sv_of("ND");
	sbuf_clear(&j->decimal);
	sbuf_printf(&j->decimal, "<%.*s", (int)limit.n, limit.p);
	return sbuf_sv(&j->decimal);
}

/* The unit of the row: of its limit where that is what is written. */
static struct sv
row_unit(const struct job *j, bool nd)
{
	const int *role = j->l.role;

	if (nd && role[ROLE_LIMIT_UNIT] >= 0 && job_cell(j, role[ROLE_LIMIT]).n > 0 &&
	    job_cell(j, role[ROLE_LIMIT_UNIT]).n > 0)
		return job_cell(j, role[ROLE_LIMIT_UNIT]);
	return role[ROLE_UNIT] < 0 ? job_picked(j, "unit") : job_cell(j, role[ROLE_UNIT]);
}

/* The one code of a long row's flag cell. */
static void
put_long_flag(struct job *j, const struct meaning *v)
{
	const struct sv mark = job_cell(j, j->l.role[ROLE_FLAG]);
	const char *code;

	if (j->flags.n == 0 && mark.n > 0)
		import_flag(j->m, &j->flags, v->name, mark);
	if (j->flags.n == 0)
		put_cell_flags(j);
	code = j->flags.n == 0 ? NULL : strrchr(j->flags.p, ':');
	csvout_text(j->m->out, code == NULL ? "" : code + 1);
}

/* A long table keeps its shape: station, time, item, value, unit, flag; qj-reshape makes it wide. */
static bool
put_long(struct job *j, struct civil t)
{
	const int c = j->l.role[ROLE_VALUE];
	const bool nd = is_nd(j);
	const struct meaning *v = row_meaning(j, row_unit(j, nd));
	struct sv s;

	if (v == NULL)
		return false;
	sbuf_clear(&j->flags);
	put_keys(j, t);
	for (size_t k = 0; k < j->nout; k++) {
		if (j->out[k].kind != OUT_TEXT)
			put_column(j, k);
	}
	csvout_text(j->m->out, v->name);
	s = nd ? limited(j) : mapped(j, c, true);
	put_number(j, c, s, v->name, v->item, &v->factor);
	csvout_text(j->m->out, v->unit);
	put_long_flag(j, v);
	csvout_end(j->m->out);
	return true;
}

/* Cells that have no column must be empty; what is not is counted. */
static void
count_nameless(struct job *j)
{
	for (size_t i = 0; i < j->l.nnameless; i++)
		j->nnameless += job_cell(j, j->l.nameless[i]).n > 0;
}

/* The station of the row: its cell or cells, --code, or what the preamble says. */
static struct sv
station_of(struct job *j)
{
	const int c = j->l.role[ROLE_STATION];
	struct sv s = c >= 0 ? job_cell(j, c) : j->m->code != NULL ? sv_of(j->m->code) : job_picked(j, "station");

	if (j->l.nmore == 0)
		return s;
	sbuf_clear(&j->joined);
	for (size_t i = 0; i <= j->l.nmore; i++) {
		sbuf_put(&j->joined, s.p, s.n);
		if (i < j->l.nmore)
			s = job_cell(j, j->l.more[i]);
	}
	return sbuf_sv(&j->joined);
}

bool
job_put_row(struct job *j)
{
	const int c = j->l.role[ROLE_STATION];
	struct civil t;

	if (!job_time(j, &t))
		return false;
	j->station = station_of(j);
	if (j->station.n == 0)
		return job_bad(j, c, "station", j->station, _("the station is empty"));
	j->nstamp[t.date]++;
	if (j->p == NULL || !j->p->many) {
		if (!j->is_long)
			watch_row(&j->watch, j->station, t, j->m->in->name, j->m->in->line);
	}
	count_nameless(j);
	if (j->is_long)
		return put_long(j, t);
	put_wide(j, t);
	return true;
}

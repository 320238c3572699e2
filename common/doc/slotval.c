#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "diag.h"
#include "mem.h"
#include "slotval.h"
#include "waterclass.h"
#include "words.h"

/* The names of g's columns as a map; a row's children stand in their order. */
static struct map *
column_names(const struct grid *g)
{
	struct map *m = mem_alloc(sizeof(*m));

	for (size_t c = 0; c < g->ncol; c++)
		(void)map_put(m, sv_of(g->head[c]));
	return m;
}

static struct sv
row_label(const struct grid *g, size_t row, struct slotval *v)
{
	struct sbuf b = { 0 };

	if (g->key >= 0)
		return grid_at(g, row, (size_t)g->key);
	sbuf_printf(&b, "%zu", row + 1);
	v->own = b.p;
	return sbuf_sv(&b);
}

void
slotval_grid(struct slotval *v, const struct grid *g)
{
	*v = (struct slotval){ .kind = SLOT_LIST, .label = sv_of(g->name), .n = g->nrow, .file = g->file };
	v->names = g->key >= 0 ? &g->keys : NULL;
	v->own_names = column_names(g);
	v->child = mem_array(g->nrow, sizeof(*v->child));
	for (size_t r = 0; r < g->nrow; r++) {
		struct slotval *row = &v->child[r];

		*row = (struct slotval){ .kind = SLOT_ROW, .up = v, .n = g->ncol, .names = v->own_names,
		    .line = grid_place(g, r, 0).line };
		row->label = row_label(g, r, row);
		row->child = mem_array(g->ncol, sizeof(*row->child));
		for (size_t c = 0; c < g->ncol; c++)
			row->child[c] = (struct slotval){ .kind = SLOT_TEXT, .up = row, .label = sv_of(g->head[c]),
			    .text = grid_at(g, r, c) };
	}
}

void
slotval_text(struct slotval *v, struct sv label, struct sv text)
{
	*v = (struct slotval){ .kind = SLOT_TEXT };
	v->own = mem_alloc(label.n + text.n + 2);
	if (label.n > 0)
		memcpy(v->own, label.p, label.n);
	if (text.n > 0)
		memcpy(v->own + label.n + 1, text.p, text.n);
	v->label = (struct sv){ v->own, label.n };
	v->text = (struct sv){ v->own + label.n + 1, text.n };
}

void
slotval_release(struct slotval *v)
{
	for (size_t i = 0; v->child != NULL && i < v->n; i++)
		slotval_release(&v->child[i]);
	free(v->child);
	free(v->own);
	if (v->own_names != NULL) {
		map_release(v->own_names);
		free(v->own_names);
	}
	*v = (struct slotval){ 0 };
}

static const struct slotval *
named(const struct slotval *v, struct sv name)
{
	const size_t i = v->names == NULL ? MAP_NONE : map_get(v->names, name);

	return i == MAP_NONE || i >= v->n ? NULL : &v->child[i];
}

const struct slotval *
slotval_step(const struct slotval *v, struct sv name)
{
	const struct slotval *s = v->kind == SLOT_TEXT ? NULL : named(v, name);

	if (s == NULL && v->kind == SLOT_LIST && v->n == 1)
		s = slotval_step(&v->child[0], name);
	return s;
}

const struct slotval *
slotval_sibling(const struct slotval *v, const char *name)
{
	return v->up == NULL || v->up->kind != SLOT_ROW ? NULL : named(v->up, sv_of(name));
}

const struct slotval *
slotval_top(const struct slotval *v)
{
	while (v->up != NULL)
		v = v->up;
	return v;
}

unsigned long
slotval_line(const struct slotval *v)
{
	while (v->line == 0 && v->up != NULL)
		v = v->up;
	return v->line;
}

void
slotval_path(const struct slotval *v, struct sbuf *b)
{
	/* the only row of a list without keys is not named: its columns are the list's */
	const bool silent = v->kind == SLOT_ROW && v->up != NULL && v->up->kind == SLOT_LIST &&
	    v->up->n == 1 && v->up->names == NULL;

	if (v->up != NULL)
		slotval_path(v->up, b);
	if (silent || v->label.n == 0)
		return;
	if (b->n > 0)
		sbuf_putc(b, '.');
	sbuf_put(b, v->label.p, v->label.n);
}

bool
slotval_text_true(struct sv text)
{
	struct dec x;

	if (text.n == 0 || sv_is(text, "false"))
		return false;
	return !dec_parse(text, &x) || x.cens != 0 || dec_cmp(x, dec_int(0)) != 0;
}

bool
slotval_true(const struct slotval *v)
{
	if (v->kind == SLOT_LIST)
		return v->n > 0;
	return v->kind == SLOT_ROW || slotval_text_true(v->text);
}

/* ASCII letters and digits go on with a name; anything else is a border of it. */
static bool
inside_name(char c)
{
	return isalnum((unsigned char)c) != 0 && (unsigned char)c < 0x80;
}

/* Whether the dot at s.p[dot] belongs to the registry name `name` standing around it. */
static bool
dot_of(struct sv s, size_t dot, const char *name)
{
	const size_t n = strlen(name), k = (size_t)(strchr(name, '.') - name);

	if (dot < k || dot - k + n > s.n || memcmp(s.p + dot - k, name, n) != 0)
		return false;
	if (dot > k && inside_name(s.p[dot - k - 1]))
		return false;
	return dot - k + n == s.n || !inside_name(s.p[dot - k + n]);
}

bool
slotval_segment(const struct items *items, struct sv *rest, struct sv *segment)
{
	struct sv s = *rest;

	if (s.p == NULL)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bool part = false;

		if (s.p[i] != '.')
			continue;
		for (size_t k = 0; k < items->n && !part; k++)
			part = strchr(items->v[k].name, '.') != NULL && dot_of(s, i, items->v[k].name);
		if (part)
			continue;
		*segment = (struct sv){ s.p, i };
		*rest = (struct sv){ s.p + i + 1, s.n - i - 1 };
		return true;
	}
	*segment = s;
	*rest = (struct sv){ NULL, 0 };
	return true;
}

enum slot_word
slotval_word(struct sv name)
{
	static const struct {
		const char	*name;
		enum slot_word	 word;
	} words[] = {
		{ "abs", WORD_ABS }, { "spell", WORD_SPELL }, { "spell_n", WORD_SPELL_N }, { "year", WORD_YEAR },
		{ "month", WORD_MONTH }, { "day", WORD_DAY }, { "hour", WORD_HOUR }, { "date_zh", WORD_DATE_ZH },
		{ "numeral", WORD_NUMERAL },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (sv_is(name, words[i].name))
			return words[i].word;
	}
	return WORD_NONE;
}

/* What is shown of text between quotes; the caller releases it. */
static struct sbuf
quote(struct sv text)
{
	struct sbuf q = { 0 };

	sbuf_puts(&q, "");
	str_quote(&q, text);
	return q;
}

static bool
derive_number(enum slot_word w, struct sv text, bool *digits, struct sbuf *out, struct sbuf *why)
{
	char buf[DEC_TEXT];
	struct dec x;

	if (!dec_parse(text, &x)) {
		struct sbuf q = quote(text);

		sbuf_printf(why, _("'%s' is not a number"), q.p);
		sbuf_release(&q);
		return false;
	}
	if (w == WORD_ABS) {
		x.m = x.m < 0 ? -x.m : x.m;
		sbuf_put(out, buf, dec_print(buf, x));
	} else if (*digits)
		words_digits(out, text);
	else if (w == WORD_SPELL)
		words_number(out, x);
	else
		words_count(out, x);
	*digits = false;
	return true;
}

/* A period, or the day of a stamp (hour-ending); at->date is set where there is no clock time. */
static bool
read_time(struct sv text, struct period *p, struct civil *at)
{
	*at = (struct civil){ 0, true };
	if (period_parse(text, p))
		return true;
	if (!civil_parse(text, at))
		return false;
	*p = (struct period){ civil_day_of(*at), civil_day_of(*at), STEP_DAY, false };
	return true;
}

/* Whether p lies within one year, month or day, as w asks; of ytd: the last month is meant. */
static bool
within_one(enum slot_word w, const struct period *p)
{
	const struct ymd a = civil_ymd(p->from), b = civil_ymd(p->to);

	if (w == WORD_YEAR)
		return a.y == b.y;
	if (w == WORD_MONTH)
		return p->ytd || (a.y == b.y && a.m == b.m);
	return p->from == p->to;
}

static bool
derive_time(enum slot_word w, struct sv text, bool *digits, struct sbuf *out, struct sbuf *why)
{
	struct sbuf q = quote(text);
	struct period p;
	struct civil at;
	struct ymd end;

	*digits = w == WORD_YEAR;
	if (!read_time(text, &p, &at))
		sbuf_printf(why, _("'%s' is not a date or period"), q.p);
	else if (w == WORD_HOUR && at.date)
		sbuf_printf(why, _("'%s' has no clock time"), q.p);
	else if (w == WORD_HOUR)
		sbuf_printf(out, "%d", (int)((at.sec - p.from * CIVIL_DAY) / CIVIL_HOUR));
	else if (w == WORD_DATE_ZH)
		words_period(out, &p);
	else if (!within_one(w, &p))
		sbuf_printf(why, _("'%s' is more than one year, month or day"), q.p);
	else {
		end = civil_ymd(p.to);
		sbuf_printf(out, "%d", w == WORD_YEAR ? end.y : w == WORD_MONTH ? end.m : end.d);
	}
	sbuf_release(&q);
	return why->n == 0;
}

/* Ⅲ of 3. */
static bool
derive_numeral(const struct tables *tabs, struct sv text, struct sbuf *out, struct sbuf *why)
{
	const int class = water_class_parse(text);
	struct sbuf q;

	if (class > 0) {
		sbuf_puts(out, water_numeral(tabs, class));
		return true;
	}
	q = quote(text);
	sbuf_printf(why, _("'%s' is not a water class (1 to 6, or its numeral)"), q.p);
	sbuf_release(&q);
	return false;
}

bool
slotval_derive(const struct tables *tabs, enum slot_word w, struct sv text, bool *digits, struct sbuf *out,
    struct sbuf *why)
{
	if (text.n == 0)
		return true;
	if (w == WORD_NUMERAL) {
		*digits = false;
		return derive_numeral(tabs, text, out, why);
	}
	if (w == WORD_ABS || w == WORD_SPELL || w == WORD_SPELL_N)
		return derive_number(w, text, digits, out, why);
	return derive_time(w, text, digits, out, why);
}

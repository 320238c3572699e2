#include <stdlib.h>

#include "diag.h"
#include "mem.h"
#include "waterchange.h"

static enum waterchange_way
way_of(const char *s)
{
	static const char *const name[] = { "class", "status", "share" };
	size_t i = 0;

	while (i < WATERCHANGE_NWAY && strcmp(s, name[i]) != 0)
		i++;
	return (enum waterchange_way)i;
}

/* False where the row has no known way, or its numbers are none. */
static bool
read_row(struct waterchange_grade *g, const struct table *t, size_t r)
{
	struct dec grade;

	*g = (struct waterchange_grade){ .way = way_of(table_cell(t, r, "way")),
		.better = { table_cell(t, r, "better_zh"), table_cell(t, r, "better_en") },
		.worse = { table_cell(t, r, "worse_zh"), table_cell(t, r, "worse_en") } };
	if (!dec_parse(sv_of(table_cell(t, r, "grade")), &grade) || grade.scale != 0 || grade.m < 0 || grade.m > 99)
		return false;
	g->grade = (int)grade.m;
	return g->way < WATERCHANGE_NWAY && dec_read(sv_of(table_cell(t, r, "up_to")), &g->up_to) <= DEC_EMPTY &&
	    g->up_to.cens == 0;
}

/* Whether each way has its grades in order, the last without an end. */
static bool
in_order(const struct waterchanges *w)
{
	for (int way = 0; way < WATERCHANGE_NWAY; way++) {
		const struct waterchange_grade *last = NULL;

		for (size_t i = 0; i < w->n; i++) {
			const struct waterchange_grade *g = &w->v[i];

			if ((int)g->way != way)
				continue;
			if (last != NULL && (!dec_has(last->up_to) || last->grade >= g->grade ||
			    (dec_has(g->up_to) && dec_cmp(last->up_to, g->up_to) >= 0)))
				return false;
			last = g;
		}
		if (last == NULL || dec_has(last->up_to))
			return false;
	}
	return true;
}

void
waterchanges_init(struct waterchanges *w, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "water_changes");

	*w = (struct waterchanges){ .v = mem_array(t->nrow, sizeof(*w->v)) };
	water_words_init(&w->words, tabs);
	for (size_t r = 0; r < t->nrow; r++) {
		if (read_row(&w->v[w->n], t, r))
			w->n++;
		else
			w->wrong = N_("a way is none of class, status and share, or a number is none");
	}
	if (w->wrong == NULL && !in_order(w))
		w->wrong = N_("the grades of a way do not rise, or its last one has an end");
}

void
waterchanges_release(struct waterchanges *w)
{
	free(w->v);
	*w = (struct waterchanges){ 0 };
}

int
waterchange_step(const struct waterchanges *w, struct sv status)
{
	for (int c = 0; c < WATER_CLASSES && status.n > 0; c++) {
		if (sv_is(status, w->words.status[0][c]) || sv_is(status, w->words.status[1][c]))
			return w->words.step[c];
	}
	return -1;
}

static struct waterchange
change(const struct waterchanges *w, enum waterchange_way way, struct ratio better)
{
	const int sign = ratio_cmp(better, ratio_make(0, 1));
	struct waterchange c = { NULL, sign, sign < 0 ? ratio_sub(ratio_make(0, 1), better) : better };

	for (size_t i = 0; i < w->n && c.grade == NULL; i++) {
		if (w->v[i].way == way &&
		    (!dec_has(w->v[i].up_to) || ratio_cmp(c.size, dec_ratio(w->v[i].up_to)) <= 0))
			c.grade = &w->v[i];
	}
	return c;
}

/* Both classes and statuses grow as the water gets worse. */
static struct waterchange
steps(const struct waterchanges *w, enum waterchange_way way, int base, int now)
{
	if (base < 1 || now < 1)
		return (struct waterchange){ 0 };
	return change(w, way, ratio_make(base - now, 1));
}

struct waterchange
waterchange_class(const struct waterchanges *w, int base, int now)
{
	if (base >= WATER_CLASSES || now >= WATER_CLASSES)
		return (struct waterchange){ 0 };
	return steps(w, WATERCHANGE_CLASS, base, now);
}

struct waterchange
waterchange_status(const struct waterchanges *w, int base, int now)
{
	return steps(w, WATERCHANGE_STATUS, base, now);
}

struct waterchange
waterchange_share(const struct waterchanges *w, struct dec good_base, struct dec bad_base, struct dec good,
    struct dec bad)
{
	const struct ratio x = ratio_sub(ratio_sub(dec_ratio(good), dec_ratio(good_base)),
	    ratio_sub(dec_ratio(bad), dec_ratio(bad_base)));

	return ratio_has(x) ? change(w, WATERCHANGE_SHARE, x) : (struct waterchange){ 0 };
}

struct waterchange
waterchange_larger(struct waterchange a, struct waterchange b, bool *contrary)
{
	*contrary = false;
	if (a.grade == NULL || b.grade == NULL)
		return a.grade == NULL ? b : a;
	if (a.grade->grade != b.grade->grade)
		return a.grade->grade > b.grade->grade ? a : b;
	*contrary = a.grade->grade > 0 && a.sign * b.sign < 0;
	return *contrary ? (struct waterchange){ 0 } : a;
}

void
waterchange_word(struct sbuf *b, const struct waterchange *c, bool zh)
{
	static const char slot[] = "{n}";
	const char *form, *at;
	char n[DEC_TEXT];

	if (c->grade == NULL)
		return;
	form = (c->sign < 0 ? c->grade->worse : c->grade->better)[zh ? 0 : 1];
	(void)dec_print_short(n, ratio_guard(c->size, 9));
	while ((at = strstr(form, slot)) != NULL) {
		sbuf_put(b, form, (size_t)(at - form));
		sbuf_puts(b, n);
		form = at + sizeof(slot) - 1;
	}
	sbuf_puts(b, form);
}

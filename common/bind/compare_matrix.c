#include <stdlib.h>

#include "compare_own.h"
#include "mem.h"

/* One line of the matrix. */
struct line {
	enum compare_why	 why;
	int		 from, to;	/* classes, levels or steps of status; -1: none */
	size_t		 n;
	struct sbuf	 names;
};

struct matrix {
	struct compare			*c;
	const struct compare_column	*v;
	struct line			*line;
	size_t				 n, cap;
};

static const struct compare_column *
column(const struct compare *c, const char *name)
{
	const struct place at = { c->now->nfile > 0 ? c->now->file[0] : NULL, 1, name };

	for (size_t i = 0; i < c->ncol; i++) {
		const struct compare_column *v = &c->col[i];

		if (strcmp(v->name, name) != 0 && strcmp(c->now->name[v->now], name) != 0)
			continue;
		if (v->how.kind != CHANGE_WATER_CLASS && v->how.kind != CHANGE_CLASS && v->how.kind != CHANGE_STATUS)
			diag_refuse(c->s.d, &at, _("it holds no classes, levels or statuses"));
		if (v->base < 0)
			diag_refuse(c->s.d, NULL, _("the base has no column '%s'"), v->name);
		return v;
	}
	diag_refuse(c->s.d, NULL, _("no column '%s'"), name);
}

/* The class of a row, -1 for none; *unjudged where it can't be told. */
static int
state(const struct matrix *m, const struct held *h, size_t row, int col, bool *unjudged)
{
	const bool water = m->v->how.kind != CHANGE_CLASS;
	struct place at;
	struct dec x;
	int k;

	if (row == SIZE_MAX)
		return -1;
	if (m->v->how.kind == CHANGE_STATUS) {
		k = compare_step(m->c, h, row, col);
	} else {
		x = compare_value(m->c, h, row, col, m->v);
		at = held_place(h, row, (size_t)col);
		if (dec_has(x) && (x.scale != 0 || x.m < 0 || x.m > 99 || x.cens != 0))
			diag_refuse(m->c->s.d, &at, _("a class or level of 0 to 99 was expected"));
		k = dec_has(x) ? (int)x.m : -1;
	}
	*unjudged |= water && k == 0;
	return water && k == 0 ? -1 : k;
}

static struct line *
line_of(struct matrix *m, enum compare_why why, int from, int to)
{
	for (size_t i = 0; i < m->n; i++) {
		if (m->line[i].why == why && m->line[i].from == from && m->line[i].to == to)
			return &m->line[i];
	}
	m->line = mem_grow(m->line, &m->cap, m->n + 1, sizeof(*m->line));
	m->line[m->n] = (struct line){ why, from, to, 0, { 0 } };
	return &m->line[m->n++];
}

/* One row of now (SIZE_MAX: dropped) and its base (SIZE_MAX: new). */
static void
add(struct matrix *m, size_t row, size_t base)
{
	const bool of_base = row == SIZE_MAX;
	bool unjudged = row != SIZE_MAX && base != SIZE_MAX && m->v->how.kind == CHANGE_WATER_CLASS &&
	    compare_unjudged(m->c, m->v, row, base);
	const int from = state(m, m->c->base, base, m->v->base, &unjudged),
	    to = state(m, m->c->now, row, m->v->now, &unjudged);
	const enum compare_why why = of_base ? COMPARE_DROPPED : base == SIZE_MAX ? COMPARE_NO_BASE :
	    unjudged ? COMPARE_UNJUDGED : from < 0 || to < 0 ? COMPARE_NO_CLASS : COMPARE_BOTH;
	struct line *l = line_of(m, why, from, to);

	l->n++;
	if (why != COMPARE_BOTH || from != to)
		compare_name(m->c, &l->names, of_base, of_base ? base : row);
	if (why != COMPARE_BOTH)
		compare_list_add(m->c, &m->c->list[why], of_base, of_base ? base : row);
}

static int
before(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->why != y->why)
		return x->why < y->why ? -1 : 1;
	return x->from != y->from ? (x->from < y->from ? -1 : 1) : (x->to > y->to) - (x->to < y->to);
}

static void
put_state(const struct matrix *m, struct csvout *out, int k)
{
	const struct water_words *w = &m->c->water.rules.words;

	if (k < 0) {
		csvout_empty(out);
	} else if (m->v->how.kind != CHANGE_STATUS) {
		csvout_int(out, k);
	} else {
		int c = 1;

		while (c < WATER_CLASSES - 1 && w->step[c] != k)
			c++;
		csvout_text(out, w->status[compare_zh(m->c) ? 0 : 1][c]);
	}
}

static void
put_lines(struct matrix *m, struct csvout *out)
{
	static const char *const head[] = { "from", "to", "n", "names", "compare" },
	    *const why[] = { "", "no-base", "dropped", "no-class", "unjudged" };

	csvout_names(out, head, sizeof(head) / sizeof(head[0]));
	if (m->n > 0)
		qsort(m->line, m->n, sizeof(*m->line), before);
	for (size_t i = 0; i < m->n; i++) {
		const struct line *l = &m->line[i];

		if (m->c->s.common_only && (l->why == COMPARE_NO_BASE || l->why == COMPARE_DROPPED))
			continue;
		put_state(m, out, l->from);
		put_state(m, out, l->to);
		csvout_int(out, (long)l->n);
		csvout_cell(out, sbuf_sv(&l->names));
		csvout_text(out, why[l->why]);
		csvout_end(out);
	}
}

void
compare_matrix(struct compare *c, struct csvout *out, const char *name)
{
	struct matrix m = { .c = c, .v = column(c, name) };

	for (size_t i = 0; i < c->nchosen; i++) {
		struct compare_when w;
		const size_t base = compare_base_of(c, c->chosen[i], &w);

		compare_check_edition(c, c->chosen[i], base);
		add(&m, c->chosen[i], base);
	}
	for (size_t r = 0; r < c->base->nrow; r++) {
		if (compare_dropped(c, r))
			add(&m, SIZE_MAX, r);
	}
	put_lines(&m, out);
	for (size_t i = 0; i < m.n; i++)
		sbuf_release(&m.line[i].names);
	free(m.line);
}

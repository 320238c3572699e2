#include <stdlib.h>

#include "expr.h"
#include "mem.h"

#define DEPTH_MAX 200		/* nested parentheses and "not" */

enum kind { OR, AND, NOT, EQ, NE, LT, LE, GT, GE, HAS };

/* One side of a comparison. */
struct side {
	int		col;	/* column, -1 for a constant */
	struct sv	text;
	struct dec	num;
	bool		is_num;
};

struct expr {
	enum kind	kind;
	struct expr    *a, *b;
	struct side	l, r;
};

struct parser {
	struct diag		*d;
	const char		*text, *p;
	const struct csvin	*in;
	int			 depth;
	bool			*absent;	/* set where a column is; NULL: that is a mistake */
};

static struct expr *parse_or(struct parser *);

static _Noreturn void
wrong(const struct parser *p, const char *what)
{
	diag_usage(p->d, _("condition '%s', at byte %zu: %s"), p->text, (size_t)(p->p - p->text) + 1, what);
}

static void
blanks(struct parser *p)
{
	while (*p->p == ' ' || *p->p == '\t' || *p->p == '\n')
		p->p++;
}

static bool
is_word_end(char c)
{
	return c == '\0' || strchr(" \t\n()<>=!~'\"", c) != NULL;
}

/* Takes the keyword w if it stands here as a word. */
static bool
keyword(struct parser *p, const char *w)
{
	const size_t n = strlen(w);

	blanks(p);
	if (strncmp(p->p, w, n) != 0 || !is_word_end(p->p[n]))
		return false;
	p->p += n;
	return true;
}

static struct expr *
node(enum kind k, struct expr *a, struct expr *b)
{
	struct expr *e = mem_alloc(sizeof(*e));

	e->kind = k;
	e->a = a;
	e->b = b;
	return e;
}

/* 'text', "column name", number, or a bare column name. */
static struct side
parse_side(struct parser *p)
{
	struct side s = { .col = -1 };
	const char *from;
	char *name;

	blanks(p);
	if (*p->p == '\'' || *p->p == '"') {
		const char q = *p->p++;

		for (from = p->p; *p->p != '\0' && *p->p != q; p->p++)
			;
		if (*p->p == '\0')
			wrong(p, _("a quote is not closed"));
		s.text = (struct sv){ from, (size_t)(p->p - from) };
		p->p++;
		if (q == '\'')
			return s;
	} else {
		for (from = p->p; !is_word_end(*p->p); p->p++)
			;
		s.text = (struct sv){ from, (size_t)(p->p - from) };
		if (s.text.n == 0)
			wrong(p, _("a column, number or 'text' is expected"));
		if (dec_parse(s.text, &s.num)) {
			s.is_num = true;
			return s;
		}
	}
	name = mem_ndup(s.text.p, s.text.n);
	s.col = csvin_column(p->in, name);
	if (s.col < 0 && p->absent != NULL)
		*p->absent = true;
	else if (s.col < 0)
		diag_usage(p->d, _("condition '%s': no column '%s' (a text stands between single quotes)"), p->text, name);
	free(name);
	return s;
}

static enum kind
parse_operator(struct parser *p)
{
	static const struct { const char *s; enum kind k; } op[] = { { "!=", NE }, { "<=", LE }, { ">=", GE },
		{ "==", EQ }, { "=", EQ }, { "<", LT }, { ">", GT }, { "~", HAS } };

	blanks(p);
	for (size_t i = 0; i < sizeof(op) / sizeof(op[0]); i++) {
		if (strncmp(p->p, op[i].s, strlen(op[i].s)) == 0) {
			p->p += strlen(op[i].s);
			return op[i].k;
		}
	}
	wrong(p, _("one of = != < <= > >= ~ is expected"));
}

static struct expr *
parse_unit(struct parser *p)
{
	struct expr *e;

	if (++p->depth > DEPTH_MAX)
		wrong(p, _("nested too deep"));
	if (keyword(p, "not"))
		e = node(NOT, parse_unit(p), NULL);
	else {
		blanks(p);
		if (*p->p == '(') {
			p->p++;
			e = parse_or(p);
			blanks(p);
			if (*p->p != ')')
				wrong(p, _("')' is expected"));
			p->p++;
		} else {
			const struct side l = parse_side(p);

			e = node(parse_operator(p), NULL, NULL);
			e->l = l;
			e->r = parse_side(p);
		}
	}
	p->depth--;
	return e;
}

static struct expr *
parse_and(struct parser *p)
{
	struct expr *e = parse_unit(p);

	while (keyword(p, "and"))
		e = node(AND, e, parse_unit(p));
	return e;
}

static struct expr *
parse_or(struct parser *p)
{
	struct expr *e = parse_and(p);

	while (keyword(p, "or"))
		e = node(OR, e, parse_and(p));
	return e;
}

static struct expr *
parse(struct diag *d, const char *text, const struct csvin *in, bool *absent)
{
	struct parser p = { d, text, text, in, 0, absent };
	struct expr *e = parse_or(&p);

	blanks(&p);
	if (*p.p != '\0')
		wrong(&p, _("'and' or 'or' is expected"));
	return e;
}

struct expr *
expr_parse(struct diag *d, const char *text, const struct csvin *in)
{
	return parse(d, text, in, NULL);
}

struct expr *
expr_parse_if(struct diag *d, const char *text, const struct csvin *in)
{
	bool absent = false;
	struct expr *e = parse(d, text, in, &absent);

	if (!absent)
		return e;
	expr_free(e);
	return NULL;
}

static struct sv
side_text(const struct side *s, const struct csvin *in)
{
	return s->col < 0 ? s->text : csvin_field(in, (size_t)s->col);
}

/* The side as a number; false where it is none. */
static bool
side_number(const struct side *s, const struct csvin *in, struct dec *x)
{
	if (s->col < 0) {
		*x = s->num;
		return s->is_num;
	}
	return dec_parse(csvin_field(in, (size_t)s->col), x);
}

static bool
contains(struct sv a, struct sv b)
{
	return b.n == 0 || (a.n >= b.n && memmem(a.p, a.n, b.p, b.n) != NULL);
}

static bool
compare(const struct expr *e, const struct csvin *in)
{
	const struct sv l = side_text(&e->l, in), r = side_text(&e->r, in);
	const bool text = (e->l.col < 0 && !e->l.is_num) || (e->r.col < 0 && !e->r.is_num);
	struct dec x, y;
	int c;

	if (e->kind == HAS)
		return contains(l, r);
	if (!text && (l.n == 0 || r.n == 0))
		return false;
	if (!text && side_number(&e->l, in, &x) && side_number(&e->r, in, &y))
		c = dec_cmp(x, y);
	else if (!text && (e->l.is_num || e->r.is_num))
		return e->kind == NE;		/* a text beside a number: neither less nor more */
	else {
		c = memcmp(l.p, r.p, l.n < r.n ? l.n : r.n);
		c = c != 0 ? c : (l.n > r.n) - (l.n < r.n);
	}
	switch (e->kind) {
	case EQ:
		return c == 0;
	case NE:
		return c != 0;
	case LT:
		return c < 0;
	case LE:
		return c <= 0;
	case GT:
		return c > 0;
	default:
		return c >= 0;
	}
}

bool
expr_holds(const struct expr *e, const struct csvin *in)
{
	switch (e->kind) {
	case OR:
		return expr_holds(e->a, in) || expr_holds(e->b, in);
	case AND:
		return expr_holds(e->a, in) && expr_holds(e->b, in);
	case NOT:
		return !expr_holds(e->a, in);
	default:
		return compare(e, in);
	}
}

void
expr_free(struct expr *e)
{
	if (e == NULL)
		return;
	expr_free(e->a);
	expr_free(e->b);
	free(e);
}

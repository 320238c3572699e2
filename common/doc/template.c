#include <stdlib.h>

#include "mem.h"
#include "template.h"

#define NEST_MAX 100		/* sections within sections */

struct parser {
	struct diag	*d;
	struct template	*t;
	struct sv	 s;		/* the whole text */
	size_t		 pos;
	unsigned long	 line;		/* of pos */
	struct sv	 open, close;	/* delimiters */
	size_t		 stack[NEST_MAX];
	size_t		 depth;
};

/* A tag as it stands in the text. */
struct tag {
	char		 sigil;		/* '\0' for a plain value */
	struct sv	 body;		/* trimmed, without the sigil */
	size_t		 from, to;	/* s[from..to), delimiters included */
	unsigned long	 line;
};

/* what as it is shown between quotes; for a message that ends the program. */
static const char *
quoted(struct sv what)
{
	struct sbuf q = { 0 };

	sbuf_puts(&q, "");
	str_quote(&q, what);
	return q.p;
}

static _Noreturn void	refuse(const struct parser *, unsigned long line, const char *fmt, ...)
			    __attribute__((format(printf, 3, 4)));

static _Noreturn void
refuse(const struct parser *p, unsigned long line, const char *fmt, ...)
{
	struct sbuf m = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&m, fmt, ap);
	va_end(ap);
	diag_refuse(p->d, &(struct place){ p->t->file, line, NULL }, "%s", m.p);
}

/* The offset of what from from on; s.n for none. */
static size_t
find(struct sv s, size_t from, struct sv what)
{
	const char *q = from >= s.n ? NULL : memmem(s.p + from, s.n - from, what.p, what.n);

	return q == NULL ? s.n : (size_t)(q - s.p);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_space(char c)
{
	return is_blank(c) || c == '\n' || c == '\r';
}

static struct sv
trim(struct sv a)
{
	while (a.n > 0 && is_space(a.p[0])) {
		a.p++;
		a.n--;
	}
	while (a.n > 0 && is_space(a.p[a.n - 1]))
		a.n--;
	return a;
}

static void
count_lines(struct parser *p, size_t to)
{
	for (; p->pos < to; p->pos++)
		p->line += p->s.p[p->pos] == '\n';
}

static struct token *
add(struct parser *p, enum token_kind kind, struct sv text, unsigned long line)
{
	struct template *t = p->t;

	t->v = mem_grow(t->v, &t->cap, t->n + 1, sizeof(*t->v));
	t->v[t->n] = (struct token){ .kind = kind, .text = text, .line = line };
	return &t->v[t->n++];
}

/* The next tag from p->pos on; false where there is none. */
static bool
next_tag(struct parser *p, struct tag *g)
{
	struct sbuf close = { 0 };
	size_t at, end;

	g->from = find(p->s, p->pos, p->open);
	if (g->from == p->s.n)
		return false;
	at = g->from + p->open.n;
	g->line = p->line;
	for (size_t i = p->pos; i < g->from; i++)
		g->line += p->s.p[i] == '\n';
	while (at < p->s.n && is_space(p->s.p[at]))
		at++;
	g->sigil = at < p->s.n && p->s.p[at] != '\0' && strchr("#^/!>&={<$", p->s.p[at]) != NULL ? p->s.p[at] : '\0';
	if (g->sigil != '\0')
		at++;
	if (g->sigil == '{')
		sbuf_putc(&close, '}');
	if (g->sigil == '=')
		sbuf_putc(&close, '=');
	sbuf_put(&close, p->close.p, p->close.n);
	end = find(p->s, at, sbuf_sv(&close));
	if (end == p->s.n)
		refuse(p, g->line, _("the tag is not closed by '%s'"), quoted(sbuf_sv(&close)));
	g->body = trim((struct sv){ p->s.p + at, end - at });
	g->to = end + close.n;
	sbuf_release(&close);
	return true;
}

/*
 * Whether the tag stands alone in its line; then *from is the line's start, *to the start of the
 * next.  Values never do.
 */
static bool
standalone(const struct parser *p, const struct tag *g, size_t *from, size_t *to)
{
	size_t a = g->from, b = g->to;

	if (g->sigil == '\0' || g->sigil == '&' || g->sigil == '{')
		return false;
	while (a > 0 && is_blank(p->s.p[a - 1]))
		a--;
	while (b < p->s.n && is_blank(p->s.p[b]))
		b++;
	if (a > 0 && p->s.p[a - 1] != '\n')
		return false;
	if (b + 1 < p->s.n && p->s.p[b] == '\r' && p->s.p[b + 1] == '\n')
		b++;
	if (b < p->s.n && p->s.p[b] != '\n')
		return false;
	*from = a;
	*to = b < p->s.n ? b + 1 : b;
	return true;
}

/* {{=<% %>=}} */
static void
set_delimiters(struct parser *p, const struct tag *g)
{
	struct sv rest = g->body, open = { g->body.p, 0 }, close;

	while (open.n < rest.n && !is_space(rest.p[open.n]))
		open.n++;
	close = trim((struct sv){ rest.p + open.n, rest.n - open.n });
	if (open.n == 0 || close.n == 0 || memchr(open.p, '=', open.n) != NULL ||
	    memchr(close.p, '=', close.n) != NULL || memchr(close.p, ' ', close.n) != NULL)
		refuse(p, g->line, _("'%s' is not a pair of delimiters"), quoted(g->body));
	p->open = open;
	p->close = close;
}

static void
open_section(struct parser *p, const struct tag *g)
{
	if (p->depth == NEST_MAX)
		refuse(p, g->line, _("section '%s' is nested too deep"), quoted(g->body));
	p->stack[p->depth++] = p->t->n;
	(void)add(p, g->sigil == '#' ? TOKEN_SECTION : TOKEN_INVERTED, g->body, g->line);
}

static void
end_section(struct parser *p, const struct tag *g)
{
	struct token *o;

	if (p->depth == 0)
		refuse(p, g->line, _("'%s' closes no section"), quoted(g->body));
	o = &p->t->v[p->stack[--p->depth]];
	if (!sv_same(o->text, g->body))
		refuse(p, g->line, _("section '%s' of line %lu ends as '%s'"), quoted(o->text), o->line,
		    quoted(g->body));
	o->end = p->t->n;
	(void)add(p, TOKEN_END, g->body, g->line);
}

static void
take_tag(struct parser *p, const struct tag *g, struct sv indent)
{
	if (g->body.n == 0 && g->sigil != '!')
		refuse(p, g->line, _("a tag without a name"));
	switch (g->sigil) {
	case '!':
		break;
	case '=':
		set_delimiters(p, g);
		break;
	case '#':
	case '^':
		open_section(p, g);
		break;
	case '/':
		end_section(p, g);
		break;
	case '>':
		add(p, TOKEN_PARTIAL, g->body, g->line)->indent = indent;
		break;
	case '&':
	case '{':
		(void)add(p, TOKEN_RAW, g->body, g->line);
		break;
	case '<':
	case '$':
		refuse(p, g->line, _("tag '%s': blocks and parents are not supported"), quoted(g->body));
	default:
		(void)add(p, TOKEN_VALUE, g->body, g->line);
		break;
	}
}

void
template_parse(struct template *t, struct diag *d, const char *file, struct sv text)
{
	struct parser p = { .d = d, .t = t, .s = text, .line = 1, .open = sv_of("{{"), .close = sv_of("}}") };
	struct tag g;

	*t = (struct template){ .file = file };
	while (next_tag(&p, &g)) {
		size_t from = g.from, to = g.to;
		const bool alone = standalone(&p, &g, &from, &to);

		if (from > p.pos)
			(void)add(&p, TOKEN_TEXT, (struct sv){ text.p + p.pos, from - p.pos }, p.line);
		take_tag(&p, &g, alone ? (struct sv){ text.p + from, g.from - from } : (struct sv){ "", 0 });
		count_lines(&p, to);
	}
	if (p.depth > 0) {
		const struct token *o = &t->v[p.stack[p.depth - 1]];

		refuse(&p, o->line, _("section '%s' is not closed"), quoted(o->text));
	}
	if (p.pos < text.n)
		(void)add(&p, TOKEN_TEXT, (struct sv){ text.p + p.pos, text.n - p.pos }, p.line);
}

void
template_release(struct template *t)
{
	free(t->v);
	*t = (struct template){ 0 };
}

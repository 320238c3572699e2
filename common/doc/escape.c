#include "escape.h"

bool
escape_line_start(const struct sbuf *b)
{
	size_t i = b->n;

	while (i > 0 && (b->p[i - 1] == ' ' || b->p[i - 1] == '\t'))
		i--;
	return i == 0 || b->p[i - 1] == '\n';
}

static bool
blank_or_end(struct sv a, size_t i)
{
	return i >= a.n || a.p[i] == ' ' || a.p[i] == '\t' || a.p[i] == '\n';
}

/*
 * The offset of the byte that would make a block of this line if it is not escaped; a.n for none.
 * "-7.7" and "1.5" begin nothing, "- 7" and "1. 5" begin a list, "---" is a rule.
 */
static size_t
block_mark(struct sv a)
{
	size_t i = 0, run = 0;

	if (a.n == 0)
		return a.n;
	while (run < a.n && a.p[run] == a.p[0])
		run++;
	switch (a.p[0]) {
	case '#':
		return run <= 6 && blank_or_end(a, run) ? 0 : a.n;
	case '>':
		return 0;
	case '=':
		return 0;
	case '-':
	case '+':
		return blank_or_end(a, 1) || run >= 3 ? 0 : a.n;
	case ':':
		return run >= 3 || blank_or_end(a, 1) ? 0 : a.n;
	default:
		break;
	}
	while (i < a.n && i < 9 && a.p[i] >= '0' && a.p[i] <= '9')
		i++;
	return i > 0 && i < a.n && (a.p[i] == '.' || a.p[i] == ')') && blank_or_end(a, i + 1) ? i : a.n;
}

static void
put_md(struct sbuf *b, struct sv a, bool line_start)
{
	const size_t mark = line_start ? block_mark(a) : a.n;

	for (size_t i = 0; i < a.n; i++) {
		const char c = a.p[i];

		if (c == '\r')
			continue;
		if (i == mark || (c != '\0' && strchr("\\`*_[]{<&|~^", c) != NULL))
			sbuf_putc(b, '\\');
		sbuf_putc(b, c == '\n' ? ' ' : c);
	}
}

static void
put_html(struct sbuf *b, struct sv a)
{
	for (size_t i = 0; i < a.n; i++) {
		switch (a.p[i]) {
		case '&':
			sbuf_puts(b, "&amp;");
			break;
		case '<':
			sbuf_puts(b, "&lt;");
			break;
		case '>':
			sbuf_puts(b, "&gt;");
			break;
		case '"':
			sbuf_puts(b, "&quot;");
			break;
		case '\'':
			sbuf_puts(b, "&#39;");
			break;
		default:
			sbuf_putc(b, a.p[i]);
			break;
		}
	}
}

void
escape_put(struct sbuf *b, enum escape how, struct sv a, bool line_start)
{
	if (how == ESCAPE_MD)
		put_md(b, a, line_start);
	else if (how == ESCAPE_HTML)
		put_html(b, a);
	else
		sbuf_put(b, a.p, a.n);
}

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "mem.h"
#include "page_inline.h"
#include "page_style.h"

/* The text being gathered, with the style of each byte; cut into runs at the end. */
struct flat {
	struct sbuf	 s;
	uint16_t	*style;		/* enum md_style | level << 12 */
	uint16_t	*link;		/* index into url + 1, 0: none */
	size_t		 stylecap, linkcap;
	char	       **url;
	size_t		 nurl, urlcap;
	const struct place *at;
	struct diag	*d;
	bool		 foot;
};

#define LEVEL_SHIFT 12

const char *
md_quoted(struct sv text)
{
	struct sbuf q = { 0 };

	str_quote(&q, text);
	return q.p == NULL ? "" : q.p;
}

static void
add(struct flat *f, const char *p, size_t n, unsigned int style, size_t link)
{
	const size_t at = f->s.n;

	sbuf_put(&f->s, p, n);
	f->style = mem_grow(f->style, &f->stylecap, f->s.n + 1, sizeof(*f->style));
	f->link = mem_grow(f->link, &f->linkcap, f->s.n + 1, sizeof(*f->link));
	for (size_t i = at; i < f->s.n; i++) {
		f->style[i] = (uint16_t)style;
		f->link[i] = (uint16_t)link;
	}
}

static size_t
add_url(struct flat *f, struct sv url)
{
	if (f->nurl >= UINT16_MAX - 1)
		diag_refuse(f->d, f->at, _("too many links in one paragraph"));
	f->url = mem_grow(f->url, &f->urlcap, f->nurl + 1, sizeof(*f->url));
	f->url[f->nurl++] = mem_ndup(url.p, url.n);
	return f->nurl;
}

/* Bytes [from, from + n) are taken out. */
static void
cut(struct flat *f, size_t from, size_t n)
{
	const size_t rest = f->s.n - from - n;

	memmove(f->s.p + from, f->s.p + from + n, rest + 1);
	memmove(f->style + from, f->style + from + n, rest * sizeof(*f->style));
	memmove(f->link + from, f->link + from + n, rest * sizeof(*f->link));
	f->s.n -= n;
}

static void gather(struct flat *, cmark_node *first, cmark_node *end, unsigned int style, size_t link);

static void
gather_link(struct flat *f, cmark_node *n, unsigned int style)
{
	const char *url = cmark_node_get_url(n);

	if (strncmp(url, "https://", 8) != 0 && strncmp(url, "http://", 7) != 0 && strncmp(url, "mailto:", 7) != 0)
		diag_refuse(f->d, f->at, _("link '%s': an address begins with http:, https: or mailto:"),
		    md_quoted(sv_of(url)));
	gather(f, cmark_node_first_child(n), NULL, style | MD_LINK, add_url(f, sv_of(url)));
}

static void
gather_foot(struct flat *f, cmark_node *n, unsigned int style)
{
	const char *num = cmark_node_get_literal(n);
	static const char *const circled[] = { "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩" };
	long k;

	if (!f->foot)
		diag_refuse(f->d, f->at, _("a footnote can't stand here; use a note block"));
	k = strtol(num, NULL, 10);
	if (k < 1 || k > 10)
		diag_refuse(f->d, f->at, _("more than 10 footnotes"));
	add(f, circled[k - 1], strlen(circled[k - 1]), style | MD_FOOT, add_url(f, sv_of(num)));
}

static void
gather_one(struct flat *f, cmark_node *n, unsigned int style, size_t link)
{
	const char *s = cmark_node_get_literal(n);

	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		add(f, s, strlen(s), style, link);
		return;
	case CMARK_NODE_CODE:
		add(f, s, strlen(s), style | MD_CODE, link);
		return;
	case CMARK_NODE_SOFTBREAK:
		add(f, "\n", 1, style, link);
		return;
	case CMARK_NODE_LINEBREAK:
		add(f, "\xe2\x80\xa8", 3, style, link);
		return;
	case CMARK_NODE_EMPH:
		gather(f, cmark_node_first_child(n), NULL, style | MD_EMPH, link);
		return;
	case CMARK_NODE_STRONG:
		gather(f, cmark_node_first_child(n), NULL, style | MD_BOLD, link);
		return;
	case CMARK_NODE_LINK:
		gather_link(f, n, style);
		return;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		gather_foot(f, n, style);
		return;
	case CMARK_NODE_IMAGE:
		diag_refuse(f->d, f->at, _("a picture must stand alone in its paragraph"));
	case CMARK_NODE_HTML_INLINE:
		if (strncmp(s, "<!--", 4) == 0)
			return;
		diag_refuse(f->d, f->at, _("HTML '%s' is not part of qj-markdown"), md_quoted(sv_of(s)));
	default:
		diag_refuse(f->d, f->at, _("'%s' is not part of qj-markdown"), cmark_node_get_type_string(n));
	}
}

static void
gather(struct flat *f, cmark_node *first, cmark_node *end, unsigned int style, size_t link)
{
	for (cmark_node *n = first; n != NULL && n != end; n = cmark_node_next(n))
		gather_one(f, n, style, link);
}

/* N of ".levelN" or ".classN", 1 to 6; else 0. */
static unsigned int
ground_number(struct sv class, const char *name)
{
	const char last = class.n == 7 && memcmp(class.p, name, 6) == 0 ? class.p[6] : '0';

	return last >= '1' && last <= '6' ? (unsigned int)(last - '0') : 0;
}

/* The style bits a span's class stands for. */
static unsigned int
class_style(const struct flat *f, struct sv class)
{
	const unsigned int level = ground_number(class, ".level"), water = ground_number(class, ".class");

	if (sv_is(class, ".worse"))
		return MD_WORSE;
	if (sv_is(class, ".short"))
		return MD_SHORT;
	if (sv_is(class, ".mark"))
		return MD_MARK;
	if (sv_is(class, ".better"))
		return 0;
	if (sv_is(class, ".warn"))
		return MD_WORSE | (unsigned int)MD_WARN << LEVEL_SHIFT;
	if (level > 0)
		return level << LEVEL_SHIFT;
	if (water > 0)
		return (PAGE_LEVELS + water) << LEVEL_SHIFT;
	diag_refuse(f->d, f->at,
	    _("'%s' is not one of .worse .better .short .warn .mark, .level1 to .level6, .class1 to .class6"),
	    md_quoted(class));
}

/* The bracket that opens what "]" at close ends; SIZE_MAX where there is none. */
static size_t
opening(const struct flat *f, size_t close)
{
	size_t depth = 0;

	for (size_t i = close; i-- > 0;) {
		if (f->s.p[i] == ']')
			depth++;
		else if (f->s.p[i] == '[' && depth-- == 0)
			return i;
	}
	return SIZE_MAX;
}

/* [..]{.class}: the bytes between take the style, the signs go. */
static void
resolve_spans(struct flat *f)
{
	for (size_t i = 0; i + 1 < f->s.n; i++) {
		const char *brace;
		size_t open, len;
		unsigned int style;

		if (f->s.p[i] != ']' || f->s.p[i + 1] != '{' || (f->style[i] & MD_CODE) != 0)
			continue;
		open = opening(f, i);
		brace = memchr(f->s.p + i, '}', f->s.n - i);
		if (open == SIZE_MAX || brace == NULL)
			diag_refuse(f->d, f->at, _("'%s': a span is written [text]{.class}"),
			    md_quoted((struct sv){ f->s.p + i, f->s.n - i }));
		len = (size_t)(brace - f->s.p) - i - 2;
		style = class_style(f, sv_trim((struct sv){ f->s.p + i + 2, len }));
		for (size_t k = open; k < i; k++) {
			if (style >> LEVEL_SHIFT != 0)
				f->style[k] = (uint16_t)(f->style[k] & ((1u << LEVEL_SHIFT) - 1));
			f->style[k] = (uint16_t)(f->style[k] | style);
		}
		cut(f, i, len + 3);
		cut(f, open, 1);
		i = open == 0 ? SIZE_MAX : open - 1;
	}
}

static bool
is_id(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
	    c == '.';
}

/* @tbl:x and @fig:x become references; the text is put in when everything is numbered. */
static void
resolve_refs(struct flat *f)
{
	for (size_t i = 0; i + 5 < f->s.n; i++) {
		size_t end, link;

		if ((memcmp(f->s.p + i, "@tbl:", 5) != 0 && memcmp(f->s.p + i, "@fig:", 5) != 0) ||
		    (f->style[i] & MD_CODE) != 0)
			continue;
		for (end = i + 5; end < f->s.n && is_id(f->s.p[end]); end++)
			;
		while (end > i + 5 && (f->s.p[end - 1] == '.' || f->s.p[end - 1] == '-'))
			end--;			/* a sentence may end there */
		if (end == i + 5)
			continue;
		link = add_url(f, (struct sv){ f->s.p + i + 1, end - i - 1 });
		for (size_t k = i; k < end; k++) {
			f->style[k] = (uint16_t)(f->style[k] | MD_REF);
			f->link[k] = (uint16_t)link;
		}
		i = end - 1;
	}
}

/* Whether the character that ends (or begins) there is of two cells, so that no blank is wanted. */
static bool
wide_before(const struct flat *f, size_t i)
{
	size_t k = i;

	while (k > 0 && ((unsigned char)f->s.p[k - 1] & 0xc0) == 0x80)
		k--;
	return k > 0 && utf8_width((struct sv){ f->s.p + k - 1, i - k + 1 }) == 2;
}

static bool
wide_after(const struct flat *f, size_t i)
{
	size_t len;

	if (i >= f->s.n)
		return false;
	(void)utf8_next(f->s.p + i, f->s.n - i, &len);
	return utf8_width((struct sv){ f->s.p + i, len }) == 2;
}

static void
resolve_line_ends(struct flat *f)
{
	for (size_t i = 0; i < f->s.n; i++) {
		if (f->s.p[i] != '\n')
			continue;
		if (wide_before(f, i) || wide_after(f, i + 1))
			cut(f, i--, 1);
		else
			f->s.p[i] = ' ';
	}
}

static void
cut_runs(struct md_text *t, const struct flat *f)
{
	size_t from = 0;

	for (size_t i = 1; i <= f->s.n; i++) {
		struct md_run *r;

		if (i < f->s.n && f->style[i] == f->style[from] && f->link[i] == f->link[from])
			continue;
		t->run = mem_grow(t->run, &t->cap, t->n + 1, sizeof(*t->run));
		r = &t->run[t->n++];
		*r = (struct md_run){ .text = mem_ndup(f->s.p + from, i - from),
		    .style = f->style[from] & ((1u << LEVEL_SHIFT) - 1),
		    .level = f->style[from] >> LEVEL_SHIFT,
		    .link = f->link[from] == 0 ? NULL : mem_dup(f->url[f->link[from] - 1]) };
		from = i;
	}
}

void
md_inlines(struct md_text *t, struct diag *d, const struct place *at, cmark_node *first, cmark_node *end, bool foot)
{
	struct flat f = { .d = d, .at = at, .foot = foot };

	gather(&f, first, end, 0, 0);
	if (f.s.n > 0) {
		resolve_spans(&f);
		resolve_refs(&f);
		resolve_line_ends(&f);
		cut_runs(t, &f);
	}
	for (size_t i = 0; i < f.nurl; i++)
		free(f.url[i]);
	free(f.url);
	free(f.style);
	free(f.link);
	sbuf_release(&f.s);
}

void
md_inline_source(struct md_text *t, struct diag *d, const struct place *at, struct sv source)
{
	struct sv s = sv_trim(source);
	struct sbuf b = { 0 };
	cmark_node *doc, *para;

	/* A no-break mark in front, so that "1." or "#" begins a text and not a block. */
	sbuf_puts(&b, "\xe2\x81\xa0");
	sbuf_put(&b, s.p, s.n);
	doc = cmark_parse_document(b.p, b.n, CMARK_OPT_DEFAULT);
	para = cmark_node_first_child(doc);
	cmark_consolidate_text_nodes(doc);
	md_inlines(t, d, at, cmark_node_first_child(para), NULL, false);
	if (t->n > 0 && strncmp(t->run[0].text, "\xe2\x81\xa0", 3) == 0)
		memmove(t->run[0].text, t->run[0].text + 3, strlen(t->run[0].text) - 2);
	cmark_node_free(doc);
	sbuf_release(&b);
}

bool
md_attrs_split(struct sv *text, struct sv *list)
{
	const struct sv s = sv_trim(*text);
	size_t i = s.n;

	if (s.n == 0 || s.p[s.n - 1] != '}')
		return false;
	while (i > 0 && s.p[i - 1] != '{')
		i--;
	if (i == 0 || (i >= 2 && s.p[i - 2] == ']'))
		return false;
	*list = (struct sv){ s.p + i - 1, s.n - i + 1 };
	*text = sv_trim((struct sv){ s.p, i - 1 });
	return true;
}

static void
check_id(struct diag *d, const struct place *at, struct sv id)
{
	bool ok = id.n > 4 && (memcmp(id.p, "tbl:", 4) == 0 || memcmp(id.p, "fig:", 4) == 0);

	for (size_t i = 4; i < id.n && ok; i++)
		ok = is_id(id.p[i]);
	if (!ok)
		diag_refuse(d, at, _("'%s' is not a name #tbl:NAME or #fig:NAME of ASCII letters, digits and ._-"),
		    md_quoted(id));
}

void
md_attrs_read(struct md_attrs *a, struct diag *d, const struct place *at, struct sv text)
{
	const struct sv s = sv_trim(text);
	struct sv rest, word;

	*a = (struct md_attrs){ .n = 0 };
	if (s.n < 2 || s.p[0] != '{' || s.p[s.n - 1] != '}')
		diag_refuse(d, at, _("'%s' is not a list of attributes {#id key=value}"), md_quoted(s));
	rest = (struct sv){ s.p + 1, s.n - 2 };
	while (sv_word(&rest, &word)) {
		const char *eq = memchr(word.p, '=', word.n);

		if (word.p[0] == '#' && a->id.n == 0) {
			a->id = (struct sv){ word.p + 1, word.n - 1 };
			check_id(d, at, a->id);
		} else if (eq != NULL && eq > word.p && a->n < MD_ATTR_MAX) {
			a->key[a->n] = (struct sv){ word.p, (size_t)(eq - word.p) };
			a->value[a->n++] = (struct sv){ eq + 1, word.n - (size_t)(eq - word.p) - 1 };
		} else
			diag_refuse(d, at, _("attribute '%s' is not #id or key=value"), md_quoted(word));
	}
}

double
md_length(struct diag *d, const struct place *at, struct sv text)
{
	double mm = 0;
	struct dec x;

	if (text.n > 2 && dec_parse((struct sv){ text.p, text.n - 2 }, &x)) {
		if (memcmp(text.p + text.n - 2, "mm", 2) == 0)
			mm = dec_double(x);
		else if (memcmp(text.p + text.n - 2, "cm", 2) == 0)
			mm = dec_double(x) * 10;
	}
	if (!(mm > 0 && mm <= 1000))
		diag_refuse(d, at, _("'%s' is not a length as 79mm or 7.9cm"), md_quoted(text));
	return mm;
}

size_t
md_count(struct diag *d, const struct place *at, struct sv text)
{
	size_t v = 0;

	if (text.n == 0 || text.n > 2)
		v = 100;
	for (size_t i = 0; i < text.n && v < 100; i++)
		v = text.p[i] >= '0' && text.p[i] <= '9' ? v * 10 + (size_t)(text.p[i] - '0') : 100;
	if (v >= 100)
		diag_refuse(d, at, _("'%s' is not a whole number from 0 to 99"), md_quoted(text));
	return v;
}

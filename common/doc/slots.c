#include <assert.h>
#include <stdlib.h>

#include "mem.h"
#include "slots.h"
#include "textin.h"

/* What a name was found to be. */
struct found {
	const struct slotval	*v;	/* NULL: a word of the section (first, last, index) */
	struct sbuf		 text;	/* of a derived word */
	bool			 derived;
	struct sv		 words;	/* the derived words of the name, "abs.spell"; empty: none */
};

static void	render(struct slots *, const struct template *, size_t from, size_t to);

static _Noreturn void	refuse(const struct slots *, const struct template *, const struct token *,
			    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

static _Noreturn void
refuse(const struct slots *s, const struct template *t, const struct token *k, const char *fmt, ...)
{
	struct sbuf m = { 0 }, tag = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&m, fmt, ap);
	va_end(ap);
	str_quote(&tag, k->text);
	diag_refuse(s->d, &(struct place){ t->file, k->line, NULL }, "{{%s}}: %s", tag.p, m.p);
}

void
slots_init(struct slots *s, struct diag *d, const struct items *items)
{
	*s = (struct slots){ .d = d, .items = items };
}

void
slots_release(struct slots *s)
{
	for (size_t i = 0; i < s->nowned; i++) {
		slotval_release(s->owned[i]);
		free(s->owned[i]);
	}
	for (size_t i = 0; i < s->partial_names.n; i++) {
		sbuf_release(&s->partial[i]->text);
		template_release(&s->partial[i]->tmpl);
		free(s->partial[i]);
	}
	free(s->owned);
	free(s->top);
	free(s->partial);
	map_release(&s->names);
	map_release(&s->partial_names);
}

/* Makes v a name of its own. */
static void
put_name(struct slots *s, struct slotval *v)
{
	const size_t before = s->names.n, i = map_put(&s->names, v->label);

	if (s->names.n == before)
		diag_usage(s->d, _("the name '%.*s' is given twice"), (int)v->label.n, v->label.p);
	s->top = mem_grow(s->top, &s->topcap, i + 1, sizeof(*s->top));
	s->top[i] = v;
}

void
slots_add(struct slots *s, struct slotval *v)
{
	struct slotval *row = v->kind == SLOT_LIST && v->n == 1 ? &v->child[0] : v;

	s->owned = mem_grow(s->owned, &s->ownedcap, s->nowned + 1, sizeof(*s->owned));
	s->owned[s->nowned++] = v;
	if (v->label.n > 0) {
		put_name(s, v);
		return;
	}
	if (row->kind != SLOT_ROW)
		diag_refuse(s->d, &(struct place){ v->file, 0, NULL },
		    _("a table without a name must have one row; write NAME=FILE"));
	for (size_t i = 0; i < row->n; i++)
		put_name(s, &row->child[i]);
}

void
slots_grid(struct slots *s, const struct grid *g)
{
	struct slotval *v = mem_alloc(sizeof(*v));

	slotval_grid(v, g);
	slots_add(s, v);
}

void
slots_text(struct slots *s, struct sv name, struct sv value)
{
	struct slotval *v = mem_alloc(sizeof(*v));

	slotval_text(v, name, value);
	slots_add(s, v);
}

void
slots_absent(struct slots *s, struct sv name)
{
	struct slotval *v = mem_alloc(sizeof(*v));

	slotval_text(v, name, (struct sv){ "", 0 });
	v->kind = SLOT_LIST;
	slots_add(s, v);
}

/* first, last and index of the list item a frame is. */
static bool
item_word(const struct slots_frame *f, struct sv name, struct sbuf *out)
{
	if (f->n == 0)
		return false;
	if (sv_is(name, "first"))
		sbuf_puts(out, f->i == 0 ? "true" : "false");
	else if (sv_is(name, "last"))
		sbuf_puts(out, f->i + 1 == f->n ? "true" : "false");
	else if (sv_is(name, "index"))
		sbuf_printf(out, "%zu", f->i + 1);
	else
		return false;
	return true;
}

/* The innermost thing of that name. */
static bool
find_first(const struct slots *s, struct sv name, struct found *f)
{
	size_t i;

	for (i = s->nframe; i-- > 0;) {
		f->v = slotval_step(s->frame[i].v, name);
		if (f->v != NULL)
			return true;
		if (item_word(&s->frame[i], name, &f->text)) {
			f->derived = true;
			return true;
		}
	}
	i = map_get(&s->names, name);
	f->v = i == MAP_NONE ? NULL : s->top[i];
	return f->v != NULL;
}

/* "unknown name 'x'", in a form that fits where it was looked for; NULL: among all names. */
static bool
missing(const struct slotval *in, struct sv name, struct sbuf *why)
{
	struct sbuf q = { 0 };

	str_quote(&q, name);
	if (in != NULL && in->kind == SLOT_LIST && in->names != NULL)
		sbuf_printf(why, _("there is no row '%s'"), q.p);
	else if (in != NULL && in->kind == SLOT_LIST && in->n != 1)
		sbuf_printf(why, _("the table has %zu rows: use a section, or a key"), in->n);
	else
		sbuf_printf(why, _("unknown name '%s'"), q.p == NULL ? "" : q.p);
	sbuf_release(&q);
	return false;
}

/* A derived word of the text found so far; *unknown: there is no such word. */
static bool
derive(const struct slots *s, struct found *f, struct sv word, bool *digits, bool *unknown, struct sbuf *why)
{
	const enum slot_word w = slotval_word(word);
	struct sbuf out = { 0 };

	*unknown = w == WORD_NONE;
	if (w == WORD_NONE)
		return missing(NULL, word, why);
	if (!slotval_derive(s->items->tabs, w, f->derived ? sbuf_sv(&f->text) : f->v->text, digits, &out, why))
		return false;
	sbuf_release(&f->text);
	f->text = out;
	f->derived = true;
	return true;
}

/* Resolves a dotted name; false with the reason in why, *unknown says that lax forgives it. */
static bool
find(const struct slots *s, struct sv name, struct found *f, bool *unknown, struct sbuf *why)
{
	struct sv rest = name, seg;
	bool digits = false;

	*unknown = true;
	(void)slotval_segment(s->items, &rest, &seg);
	if (!find_first(s, seg, f))
		return missing(NULL, seg, why);
	while (slotval_segment(s->items, &rest, &seg)) {
		const struct slotval *next = f->v == NULL || f->derived ? NULL : slotval_step(f->v, seg);

		if (next != NULL) {
			f->v = next;
			continue;
		}
		if (f->v == NULL || f->v->kind != SLOT_TEXT)
			return missing(f->v, seg, why);
		if (f->words.p == NULL)
			f->words = (struct sv){ seg.p, (size_t)(name.p + name.n - seg.p) };
		if (!derive(s, f, seg, &digits, unknown, why))
			return false;
	}
	return true;
}

/* {{.}}: what the innermost section is; as a value its text, or the only cell of its row. */
static bool
find_dot(const struct slots *s, bool value, struct found *f, struct sbuf *why)
{
	const struct slotval *v = s->nframe == 0 ? NULL : s->frame[s->nframe - 1].v;

	if (value && v != NULL && v->kind == SLOT_ROW && v->n == 1)
		v = &v->child[0];
	f->v = v;
	if (v != NULL && (!value || v->kind == SLOT_TEXT))
		return true;
	sbuf_puts(why, _("there is no single value here"));
	return false;
}

/* False where lax forgives that there is nothing of that name. */
static bool
resolve(const struct slots *s, const struct template *t, const struct token *k, struct found *f)
{
	const bool value = k->kind == TOKEN_VALUE || k->kind == TOKEN_RAW;
	struct sbuf why = { 0 };
	bool unknown = false;

	*f = (struct found){ 0 };
	if (sv_is(k->text, ".") ? find_dot(s, value, f, &why) : find(s, k->text, f, &unknown, &why))
		return true;
	if (!unknown || !s->lax)
		refuse(s, t, k, "%s", why.p);
	sbuf_release(&why);
	return false;
}

static void
list_figure(const struct slots *s, const struct found *f, struct sv text)
{
	struct sbuf id = { 0 };
	const struct slotval *edition;

	if (s->facts == NULL || f->v == NULL || !facts_is_figure(f->v->text))
		return;
	edition = slotval_sibling(f->v, "edition");
	slotval_path(f->v, &id);
	if (f->words.n > 0) {
		sbuf_putc(&id, '.');
		sbuf_put(&id, f->words.p, f->words.n);
	}
	facts_add(s->facts, &(struct fact){ .id = sbuf_sv(&id), .text = text, .value = f->v->text,
	    .file = slotval_top(f->v)->file, .line = slotval_line(f->v), .column = f->v->label,
	    .edition = edition == NULL ? (struct sv){ "", 0 } : edition->text });
	sbuf_release(&id);
}

/*
 * Front matter, between "---" lines at the very start, is no Markdown: its values are not escaped.
 * body remembers that its end was seen.
 */
static bool
in_front_matter(struct slots *s)
{
	static const char fence[] = "---\n", end[] = "\n---\n";

	if (s->body || s->escape != ESCAPE_MD)
		return false;
	s->body = s->out->n < sizeof(fence) - 1 || memcmp(s->out->p, fence, sizeof(fence) - 1) != 0 ||
	    memmem(s->out->p, s->out->n, end, sizeof(end) - 1) != NULL;
	return !s->body;
}

static void
put_value(struct slots *s, const struct template *t, const struct token *k)
{
	struct found f;
	struct sv text;

	if (!resolve(s, t, k, &f)) {
		sbuf_release(&f.text);
		return;
	}
	if (!f.derived && f.v->kind != SLOT_TEXT)
		refuse(s, t, k, _("a table or a row is not a value"));
	text = f.derived ? sbuf_sv(&f.text) : f.v->text;
	if (text.n == 0)
		sbuf_puts(s->out, SLOTS_MISSING);
	else
		escape_put(s->out, k->kind == TOKEN_RAW || in_front_matter(s) ? ESCAPE_NONE : s->escape, text,
		    escape_line_start(s->out));
	list_figure(s, &f, text);
	sbuf_release(&f.text);
}

static void
push(struct slots *s, const struct template *t, const struct token *k, struct slots_frame f)
{
	if (s->nframe == SLOTS_DEPTH)
		refuse(s, t, k, _("sections are nested too deep"));
	s->frame[s->nframe++] = f;
}

static void
put_section(struct slots *s, const struct template *t, size_t i)
{
	const struct token *k = &t->v[i];
	struct found f;
	const bool known = resolve(s, t, k, &f);
	const bool yes = known && (f.derived ? slotval_text_true(sbuf_sv(&f.text)) : slotval_true(f.v));

	sbuf_release(&f.text);
	if (k->kind == TOKEN_INVERTED) {
		if (!yes)
			render(s, t, i + 1, k->end);
		return;
	}
	if (!yes)
		return;
	if (f.derived) {
		render(s, t, i + 1, k->end);
		return;
	}
	if (f.v->kind != SLOT_LIST) {
		push(s, t, k, (struct slots_frame){ f.v, 0, 0 });
		render(s, t, i + 1, k->end);
		s->nframe--;
		return;
	}
	for (size_t r = 0; r < f.v->n; r++) {
		push(s, t, k, (struct slots_frame){ &f.v->child[r], r, f.v->n });
		render(s, t, i + 1, k->end);
		s->nframe--;
	}
}

/* The text of a partial with indent before each of its lines. */
static void
indent_lines(struct sbuf *out, struct sv text, struct sv indent)
{
	for (size_t i = 0; i < text.n; i++) {
		if (i == 0 || text.p[i - 1] == '\n')
			sbuf_put(out, indent.p, indent.n);
		sbuf_putc(out, text.p[i]);
	}
}

/* The file of a partial: in the folder of partials and nowhere else. */
static char *
partial_file(const struct slots *s, const struct template *t, const struct token *k)
{
	struct sbuf b = { 0 };

	if (s->partials == NULL)
		refuse(s, t, k, _("there is no folder of partials; give --partials DIR"));
	if (k->text.p[0] == '.' || memchr(k->text.p, '/', k->text.n) != NULL)
		refuse(s, t, k, _("not the name of a partial"));
	sbuf_printf(&b, "%s/%.*s", s->partials, (int)k->text.n, k->text.p);
	if (memchr(k->text.p, '.', k->text.n) == NULL && s->extension != NULL)
		sbuf_puts(&b, s->extension);
	return b.p;
}

static const struct template *
open_partial(struct slots *s, const struct template *t, const struct token *k)
{
	struct sbuf key = { 0 }, raw = { 0 };
	struct slots_partial *p;
	size_t i, before = s->partial_names.n;

	sbuf_printf(&key, "%.*s\n", (int)k->text.n, k->text.p);
	sbuf_put(&key, k->indent.p, k->indent.n);
	i = map_put(&s->partial_names, sbuf_sv(&key));
	sbuf_release(&key);
	if (i < before)
		return &s->partial[i]->tmpl;
	s->partial = mem_grow(s->partial, &s->partialcap, i + 1, sizeof(*s->partial));
	p = s->partial[i] = mem_alloc(sizeof(*p));
	{
		char *file = partial_file(s, t, k);	/* kept: the template's messages name it */

		textin_read(s->d, file, &raw);
		indent_lines(&p->text, sbuf_sv(&raw), k->indent);
		sbuf_release(&raw);
		template_parse(&p->tmpl, s->d, file, sbuf_sv(&p->text));
	}
	return &p->tmpl;
}

static void
put_partial(struct slots *s, const struct template *t, const struct token *k)
{
	const struct template *p = open_partial(s, t, k);

	if (++s->depth > SLOTS_DEPTH)
		refuse(s, t, k, _("partials call each other without end"));
	render(s, p, 0, p->n);
	s->depth--;
}

/* {{word:NAME}}, where word is no part of a name that exists. */
static bool
put_block(struct slots *s, const struct template *t, const struct token *k)
{
	const char *colon = memchr(k->text.p, ':', k->text.n);
	const size_t n = colon == NULL ? 0 : (size_t)(colon - k->text.p);

	if (colon == NULL || s->block == NULL)
		return false;
	if (!s->block(s->block_arg, (struct sv){ k->text.p, n }, (struct sv){ colon + 1, k->text.n - n - 1 }, s->out))
		refuse(s, t, k, _("not in the layout"));
	return true;
}

static void
render(struct slots *s, const struct template *t, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const struct token *k = &t->v[i];

		switch (k->kind) {
		case TOKEN_TEXT:
			sbuf_put(s->out, k->text.p, k->text.n);
			break;
		case TOKEN_VALUE:
		case TOKEN_RAW:
			if (!put_block(s, t, k))
				put_value(s, t, k);
			break;
		case TOKEN_SECTION:
		case TOKEN_INVERTED:
			put_section(s, t, i);
			i = k->end;
			break;
		case TOKEN_PARTIAL:
			put_partial(s, t, k);
			break;
		case TOKEN_END:
			assert(false);		/* put_section steps over it */
			break;
		}
	}
}

void
slots_fill(struct slots *s, const char *file, struct sv text, struct sbuf *out)
{
	struct template t;

	template_parse(&t, s->d, file, text);
	s->out = out;
	s->nframe = s->depth = 0;
	s->body = false;
	render(s, &t, 0, t.n);
	template_release(&t);
}

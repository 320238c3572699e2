#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "page_front.h"

/* Names of a key; choices are the values it takes, NULL any text. */
static const struct key {
	const char	*name, *zh, *choices;
	bool		 lines;		/* may be repeated */
} keys[] = {
	{ "title", "标题", NULL, false },
	{ "subtitle", "副标题", NULL, false },
	{ "masthead", "版头", NULL, false },
	{ "org", "单位", NULL, false },
	{ "issue", "期号", NULL, false },
	{ "serial", "总期号", NULL, false },
	{ "date", "日期", NULL, false },
	{ "profile", NULL, "R|G", false },
	{ "state", NULL, "draft|issued", false },
	{ "subject", "主题", NULL, false },
	{ "keywords", "关键词", NULL, false },
	{ "author", "作者", NULL, false },
	{ "compiled", "编制", NULL, false },
	{ "checked", "审核", NULL, false },
	{ "signed", "签发", NULL, false },
	{ "signers", NULL, NULL, true },
	{ "phone", "电话", NULL, false },
	{ "report", "报送", NULL, true },
	{ "send", "发送", NULL, true },
	{ "copy", "抄送", NULL, true },
	{ "lang", NULL, "zh|en", false },
	{ "header", "页眉", NULL, false },
	{ "bind", NULL, "yes|no", false },
};

static const struct key *
find_key(struct sv name)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (sv_is(name, keys[i].name) || (keys[i].zh != NULL && sv_is(name, keys[i].zh)))
			return &keys[i];
	}
	return NULL;
}

static bool
is_choice(const char *choices, struct sv v)
{
	struct sv rest = sv_of(choices), one;

	while (sv_split(&rest, '|', &one)) {
		if (sv_same(one, v))
			return true;
	}
	return false;
}

static struct sv
unquote(struct sv v)
{
	if (v.n >= 2 && (v.p[0] == '"' || v.p[0] == '\'') && v.p[v.n - 1] == v.p[0])
		return (struct sv){ v.p + 1, v.n - 2 };
	return v;
}

/* For a message that ends the run: the text as shown between quotes. */
static const char *
quoted(struct sv text)
{
	struct sbuf q = { 0 };

	str_quote(&q, text);
	return q.p == NULL ? "" : q.p;
}

/* The offset of the sign that ends a key: ':' or the full-width colon, its length in *len. */
static size_t
find_colon(struct sv s, size_t *len)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ':') {
			*len = 1;
			return i;
		}
		if (s.n - i >= 3 && memcmp(s.p + i, "：", 3) == 0) {
			*len = 3;
			return i;
		}
	}
	return s.n;
}

static void
take_line(struct page_front *f, struct diag *d, const struct place *at, struct sv s)
{
	size_t len = 0;
	const size_t colon = find_colon(s, &len);
	const struct key *k;
	struct civil t;
	struct sv v;

	if (colon == s.n)
		diag_refuse(d, at, _("'%s' is not a line 'key: value' of the front matter"), quoted(s));
	k = find_key(sv_trim((struct sv){ s.p, colon }));
	if (k == NULL)
		diag_refuse(d, at, _("'%s' is not a key of the front matter"),
		    quoted(sv_trim((struct sv){ s.p, colon })));
	v = unquote(sv_trim((struct sv){ s.p + colon + len, s.n - colon - len }));
	if (v.n == 0)
		return;
	if (k->choices != NULL && !is_choice(k->choices, v))
		diag_refuse(d, at, _("%s: '%s' is not one of %s"), k->name, quoted(v), k->choices);
	if (strcmp(k->name, "date") == 0 && (!civil_parse(v, &t) || t.sec < 0))
		diag_refuse(d, at, _("date: '%s' is not a date"), quoted(v));
	if (!k->lines && page_front_get(f, k->name) != NULL)
		diag_refuse(d, at, _("the key %s is given twice"), k->name);
	f->pair = mem_grow(f->pair, &f->cap, f->n + 1, sizeof(*f->pair));
	f->pair[f->n++] = (struct page_pair){ k->name, mem_ndup(v.p, v.n), at->line };
}

static struct sv
next_line(struct sv text, size_t *at)
{
	const char *p = text.p + *at, *nl = memchr(p, '\n', text.n - *at);
	size_t n = nl == NULL ? text.n - *at : (size_t)(nl - p);

	*at += n + (nl != NULL);
	if (n > 0 && p[n - 1] == '\r')
		n--;
	return (struct sv){ p, n };
}

size_t
page_front_read(struct page_front *f, struct diag *d, const char *file, struct sv text, unsigned long *line)
{
	size_t at = 0;

	*line = 1;
	if (text.n == 0 || !sv_is(sv_trim(next_line(text, &at)), "---"))
		return 0;
	*line = 2;
	while (at < text.n) {
		const struct sv s = sv_trim(next_line(text, &at));

		(*line)++;
		if (sv_is(s, "---") || sv_is(s, "..."))
			return at;
		if (s.n > 0 && s.p[0] != '#')
			take_line(f, d, &(struct place){ file, *line - 1, NULL }, s);
	}
	diag_refuse(d, &(struct place){ file, 1, NULL }, _("the front matter has no '---' line at its end"));
}

void
page_front_release(struct page_front *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->pair[i].value);
	free(f->pair);
	*f = (struct page_front){ 0 };
}

const char *
page_front_nth(const struct page_front *f, const char *key, size_t i)
{
	for (size_t k = 0; k < f->n; k++) {
		if (strcmp(f->pair[k].key, key) == 0 && i-- == 0)
			return f->pair[k].value;
	}
	return NULL;
}

const char *
page_front_get(const struct page_front *f, const char *key)
{
	return page_front_nth(f, key, 0);
}

bool
page_front_english(const struct page_front *f)
{
	const char *l = page_front_get(f, "lang");

	return l != NULL && strcmp(l, "en") == 0;
}

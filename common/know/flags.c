#include <stdlib.h>

#include "flags.h"
#include "mem.h"

static enum flag_use
use_of(const char *s)
{
	static const char *const name[] = { "keep", "doubt", "replace", "drop" };

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		if (strcmp(s, name[i]) == 0)
			return (enum flag_use)i;
	}
	return FLAG_DROP;
}

void
flags_init(struct flags *f, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "flags");
	const size_t code = table_col(t, "code"), use = table_col(t, "use");

	*f = (struct flags){ .tabs = tabs, .nlisted = t->nrow };
	f->use = mem_array(t->nrow, sizeof(*f->use));
	for (size_t i = 0; i < t->nrow; i++)
		f->use[map_put(&f->codes, sv_of(table_at(t, i, code)))] = use_of(table_at(t, i, use));
}

void
flags_release(struct flags *f)
{
	map_release(&f->codes);
	map_release(&f->unlisted);
	free(f->use);
	free(f->nunlisted);
}

bool
flags_next(struct sv *rest, struct sv *item, struct sv *code)
{
	struct sv word;
	const char *colon;

	if (!sv_word(rest, &word))
		return false;
	colon = memrchr(word.p, ':', word.n);
	if (colon == NULL) {
		*item = (struct sv){ word.p, 0 };
		*code = word;
	} else {
		*item = (struct sv){ word.p, (size_t)(colon - word.p) };
		*code = (struct sv){ colon + 1, word.n - item->n - 1 };
	}
	return true;
}

struct sv
flags_word(struct sv code)
{
	const char *eq = memchr(code.p, '=', code.n);

	return (struct sv){ code.p, eq == NULL ? code.n : (size_t)(eq - code.p) };
}

enum flag_use
flags_code(struct flags *f, struct sv code)
{
	size_t i = map_get(&f->codes, flags_word(code));

	if (i != MAP_NONE && (f->use[i] == FLAG_REPLACE || flags_word(code).n == code.n))
		return f->use[i];
	i = map_put(&f->unlisted, code);
	if (i >= f->cap) {
		const size_t old = f->cap;

		f->nunlisted = mem_grow(f->nunlisted, &f->cap, i + 1, sizeof(*f->nunlisted));
		memset(f->nunlisted + old, 0, (f->cap - old) * sizeof(*f->nunlisted));
	}
	f->nunlisted[i]++;
	return FLAG_DROP;
}

enum flag_use
flags_use(struct flags *f, struct sv cell, struct sv item, struct sv *decides)
{
	enum flag_use use = FLAG_KEEP;
	bool confirmed = false;
	struct sv who, code;

	while (flags_next(&cell, &who, &code)) {
		enum flag_use u;

		if (!sv_same(who, item) && !sv_is(who, "*"))
			continue;
		u = flags_code(f, code);
		confirmed = confirmed || sv_is(code, "keep");
		if (u > use) {
			use = u;
			if (decides != NULL)
				*decides = code;
		}
	}
	return use == FLAG_DOUBT && confirmed ? FLAG_KEEP : use;
}

struct dec
flags_value(const struct flags *f, struct sv code, const char *item)
{
	const size_t n = flags_word(code).n;
	const struct table *t = table_get(f->tabs, "low");
	const size_t who = table_col(t, "item"), value = table_col(t, "value");
	struct dec x = { 0 };

	if (n < code.n) {
		if (!dec_parse((struct sv){ code.p + n + 1, code.n - n - 1 }, &x))
			x = (struct dec){ 0 };
		return x;
	}
	for (size_t i = 0; i < t->nrow; i++) {
		if (strcmp(table_at(t, i, who), item) == 0)
			(void)dec_parse(sv_of(table_at(t, i, value)), &x);
	}
	return x;
}

bool
flags_is_status(const struct flags *f, struct sv code)
{
	const struct table *t = table_get(f->tabs, "flags");
	const size_t i = map_get(&f->codes, code), origin = table_col(t, "origin");

	return i != MAP_NONE && i < f->nlisted && f->use[i] == FLAG_DROP && strcmp(table_at(t, i, origin), "status") == 0;
}

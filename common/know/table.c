#include <assert.h>

#include "mem.h"
#include "table.h"

struct text {
	const char	*name, *body;
};

/* A template is one string, longer than the 4095 bytes that C promises; gcc and clang take any length. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
#include "tables.inc"
#include "texts.inc"
#pragma GCC diagnostic pop

#define NBUILTIN (sizeof(builtin) / sizeof(builtin[0]))

const struct table *
table_builtin(size_t i)
{
	return i < NBUILTIN ? &builtin[i] : NULL;
}

bool
table_known(const char *name)
{
	for (size_t i = 0; i < NBUILTIN; i++) {
		if (strcmp(builtin[i].name, name) == 0)
			return true;
	}
	return false;
}

const struct table *
table_get(const struct tables *t, const char *name)
{
	for (size_t i = 0; t != NULL && i < t->n; i++) {
		if (strcmp(t->own[i].name, name) == 0)
			return &t->own[i];
	}
	for (size_t i = 0; i < NBUILTIN; i++) {
		if (strcmp(builtin[i].name, name) == 0)
			return &builtin[i];
	}
	assert(!"a table of that name");
	return NULL;
}

void
table_replace(struct tables *t, const struct table *own, const char *file)
{
	t->own = mem_grow(t->own, &t->cap, t->n + 1, sizeof(*t->own));
	t->from = mem_grow(t->from, &t->fromcap, t->n + 1, sizeof(*t->from));
	t->own[t->n] = *own;
	t->from[t->n++] = file;
}

size_t
table_col(const struct table *t, const char *name)
{
	size_t c;

	for (c = 0; c < t->ncol && strcmp(t->head[c], name) != 0; c++)
		;
	assert(c < t->ncol);
	return c;
}

const char *
table_cell(const struct table *t, size_t row, const char *column)
{
	return table_at(t, row, table_col(t, column));
}

size_t
table_find(const struct table *t, const char *column, const char *key)
{
	const size_t c = table_col(t, column);

	for (size_t r = 0; r < t->nrow; r++) {
		if (strcmp(table_at(t, r, c), key) == 0)
			return r;
	}
	return TABLE_NONE;
}

const char *
text_get(const char *name)
{
	for (size_t i = 0; texts[i].name != NULL; i++) {
		if (strcmp(texts[i].name, name) == 0)
			return texts[i].body;
	}
	return NULL;
}

const char *
text_name(size_t i)
{
	size_t n = 0;

	while (texts[n].name != NULL)
		n++;
	return i < n ? texts[i].name : NULL;
}

/*
 * rows_json - an array of objects as a table: its names in order of appearance as the first row, a
 * row for each object.  The array is the document, or the first member that is one ("features",
 * "data"); members of "properties" stand for themselves, a point's coordinates as lon and lat.
 */
#include <jansson.h>
#include <stdlib.h>

#include "map.h"
#include "mem.h"
#include "rows_own.h"

#define JSON_MAX	((size_t)16 << 20)	/* bytes: the whole document is held */

struct table {
	struct rows	*r;
	struct map	 names;
	size_t		 row;
	char		***v;		/* v[row][column], NULL none */
	size_t		 *n;		/* columns of each row */
};

static json_t *
find_array(json_t *doc)
{
	const char *key;
	json_t *v;

	if (json_is_array(doc))
		return doc;
	json_object_foreach(doc, key, v) {
		if (json_is_array(v) && json_is_object(json_array_get(v, 0)))
			return v;
	}
	json_object_foreach(doc, key, v) {
		json_t *inner = json_is_object(v) ? find_array(v) : NULL;

		if (inner != NULL)
			return inner;
	}
	return NULL;
}

static void
put(struct table *t, const char *name, char *value)
{
	const size_t c = map_put(&t->names, sv_of(name));

	if (c >= t->n[t->row]) {
		size_t cap = t->n[t->row];
		const size_t old = cap;

		t->v[t->row] = mem_grow(t->v[t->row], &cap, c + 1, sizeof(char *));
		memset(t->v[t->row] + old, 0, (cap - old) * sizeof(char *));
		t->n[t->row] = cap;
	}
	free(t->v[t->row][c]);
	t->v[t->row][c] = value;
}

/* The value as the cell of a table would have it; NULL for one that is no cell. */
static char *
cell_of(const json_t *v)
{
	char buf[64];

	if (json_is_string(v))
		return mem_ndup(json_string_value(v), json_string_length(v));
	if (json_is_null(v))
		return mem_dup("");
	if (json_is_boolean(v))
		return mem_dup(json_is_true(v) ? "true" : "false");
	if (json_is_integer(v))
		(void)snprintf(buf, sizeof(buf), "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	else if (json_is_real(v))
		(void)snprintf(buf, sizeof(buf), "%.15g", json_real_value(v));
	else
		return NULL;
	return mem_dup(buf);
}

static void
put_object(struct table *t, const json_t *o, const char *prefix, int depth)
{
	const char *key;
	json_t *v;

	json_object_foreach((json_t *)(uintptr_t)o, key, v) {
		struct sbuf name = { 0 };
		char *cell = cell_of(v);

		sbuf_printf(&name, "%s%s", prefix, key);
		if (cell != NULL)
			put(t, name.p, cell);
		else if (json_is_object(v) && depth < 4) {
			sbuf_putc(&name, '.');
			put_object(t, v, strcmp(key, "properties") == 0 || strcmp(key, "geometry") == 0 ? "" : name.p, depth + 1);
		} else if (strcmp(key, "coordinates") == 0 && json_array_size(v) >= 2) {
			char *lon = cell_of(json_array_get(v, 0)), *lat = cell_of(json_array_get(v, 1));

			if (lon != NULL && lat != NULL) {
				put(t, "lon", lon);
				put(t, "lat", lat);
			} else {
				free(lon);
				free(lat);
			}
		}
		sbuf_release(&name);
	}
}

static void
fill(struct rows *r, json_t *list)
{
	struct rows_own *o = r->own;
	struct table t = { .r = r };
	const size_t n = json_array_size(list);

	t.v = mem_array(n, sizeof(*t.v));
	t.n = mem_array(n, sizeof(*t.n));
	for (t.row = 0; t.row < n; t.row++)
		put_object(&t, json_array_get(list, t.row), "", 0);
	o->ncol = t.names.n;
	o->nrow = n;
	o->value = mem_array((n + 1) * (o->ncol + 1), sizeof(*o->value));
	for (size_t c = 0; c < o->ncol; c++)
		o->value[c] = mem_dup(t.names.key[c]);
	for (size_t i = 0; i < n; i++) {
		for (size_t c = 0; c < t.n[i]; c++)
			if (c < o->ncol)
				o->value[(i + 1) * o->ncol + c] = t.v[i][c];
		free(t.v[i]);
	}
	free(t.v);
	free(t.n);
	map_release(&t.names);
}

void
rows_json_open(struct rows *r)
{
	struct bytes *b = &r->own->b;
	json_error_t e;
	json_t *doc, *list;

	while (!b->eof && b->to - b->from <= JSON_MAX)
		(void)bytes_fill(b);
	if (b->to - b->from > JSON_MAX)
		diag_refuse(r->d, &(struct place){ r->name, 0, NULL }, "%s", _("JSON of over 16 MiB; split it"));
	doc = json_loadb(b->buf + b->from, b->to - b->from, JSON_REJECT_DUPLICATES, &e);
	if (doc == NULL)
		diag_refuse(r->d, &(struct place){ r->name, e.line < 1 ? 1 : (unsigned long)e.line, NULL },
		    _("not JSON: %s (byte %d)"), e.text, e.position);
	list = find_array(doc);
	if (list == NULL || json_array_size(list) == 0)
		diag_refuse(r->d, &(struct place){ r->name, 0, NULL }, "%s", _("the JSON holds no list of records"));
	fill(r, list);
	json_decref(doc);
}

bool
rows_json_next(struct rows *r)
{
	struct rows_own *o = r->own;

	if (o->irow > o->nrow)
		return false;
	o->cell = mem_grow(o->cell, &o->cap, o->ncol + 1, sizeof(*o->cell));
	r->cell = o->cell;
	for (size_t c = 0; c < o->ncol; c++)
		o->cell[c] = sv_of(o->value[o->irow * o->ncol + c] == NULL ? "" : o->value[o->irow * o->ncol + c]);
	r->n = o->ncol;
	r->line = o->irow++;
	return true;
}

void
rows_json_free(struct rows_own *o)
{
	for (size_t i = 0; o->value != NULL && i < (o->nrow + 1) * o->ncol; i++)
		free(o->value[i]);
	free(o->value);
}

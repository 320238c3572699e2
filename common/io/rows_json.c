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
#define CELLS_MAX	((size_t)16 << 20)	/* of the table: records of ever new names would make it a square */

struct table {
	struct rows	*r;
	struct map	 names;
	size_t		 row, nrow;
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

	if (c >= CELLS_MAX / (t->nrow + 1))
		diag_refuse(t->r->d, &(struct place){ t->r->name, t->row + 1, NULL },
		    _("JSON of %zu records and over %zu names; split it"), t->nrow, c);
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
	const size_t n = json_array_size(list);
	struct table t = { .r = r, .nrow = n };

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

static const char *
digits(const char *p, const char *end)
{
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

/* Length of the JSON number at p, 0 where none is. */
static size_t
number_length(const char *p, const char *end)
{
	const char *from = p + (p < end && *p == '-'), *q = digits(from, end);

	if (q == from || (*from == '0' && q - from > 1))
		return 0;
	if (q < end && *q == '.') {
		from = q + 1;
		q = digits(from, end);
		if (q == from)
			return 0;
	}
	if (q < end && (*q == 'e' || *q == 'E')) {
		from = q + 1 + (q + 1 < end && (q[1] == '+' || q[1] == '-'));
		q = digits(from, end);
		if (q == from)
			return 0;
	}
	return q < end && memchr(",]} \t\r\n", *q, 7) != NULL ? (size_t)(q - p) : 0;
}

/* The document with its numbers as strings: a double would lose digits and final zeros. */
static void
quote_numbers(const char *p, size_t n, struct sbuf *b)
{
	const char *const end = p + n;

	sbuf_puts(b, "");
	while (p < end) {
		const char *from = p;
		size_t k = 0;

		if (*p == '"') {
			for (p++; p < end && *p != '"'; p++)
				p += *p == '\\' && p + 1 < end;
			p += p < end;
		} else if ((k = number_length(p, end)) > 0)
			p += k;
		else
			p++;
		if (k > 0)
			sbuf_putc(b, '"');
		sbuf_put(b, from, (size_t)(p - from));
		if (k > 0)
			sbuf_putc(b, '"');
	}
}

void
rows_json_open(struct rows *r)
{
	struct bytes *b = &r->own->b;
	struct sbuf quoted = { 0 };
	json_error_t e;
	json_t *doc, *list;

	while (!b->eof && b->to - b->from <= JSON_MAX)
		(void)bytes_fill(b);
	if (b->to - b->from > JSON_MAX)
		diag_refuse(r->d, &(struct place){ r->name, 0, NULL }, "%s", _("JSON of over 16 MiB; split it"));
	quote_numbers(b->buf + b->from, b->to - b->from, &quoted);
	doc = json_loadb(quoted.p, quoted.n, JSON_REJECT_DUPLICATES, &e);
	if (doc == NULL) {			/* said of the document as it is */
		json_decref(json_loadb(b->buf + b->from, b->to - b->from, JSON_REJECT_DUPLICATES, &e));
		diag_refuse(r->d, &(struct place){ r->name, e.line < 1 ? 1 : (unsigned long)e.line, NULL },
		    _("not JSON: %s (byte %d)"), e.text, e.position);
	}
	sbuf_release(&quoted);
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

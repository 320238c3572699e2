#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "mem.h"
#include "slotjson.h"
#include "textin.h"

#define DEEP 64			/* objects and arrays one within the other */

struct reader {
	struct diag	*d;
	const char	*file;
};

static void	convert(const struct reader *, struct slotval *, const char *label, size_t nlabel, json_t *, int deep);

static void
text_of(json_t *j, struct sbuf *b)
{
	switch (json_typeof(j)) {
	case JSON_STRING:
		sbuf_put(b, json_string_value(j), json_string_length(j));
		break;
	case JSON_INTEGER:
		sbuf_printf(b, "%" JSON_INTEGER_FORMAT, json_integer_value(j));
		break;
	case JSON_REAL:
		sbuf_printf(b, "%.15g", json_real_value(j));
		break;
	case JSON_TRUE:
		sbuf_puts(b, "true");
		break;
	case JSON_FALSE:
		sbuf_puts(b, "false");
		break;
	default:
		break;
	}
}

static void
convert_object(const struct reader *r, struct slotval *v, json_t *j, int deep)
{
	const char *key;
	json_t *member;
	size_t i = 0;

	v->kind = SLOT_ROW;
	v->n = json_object_size(j);
	v->child = mem_array(v->n, sizeof(*v->child));
	v->names = v->own_names = mem_alloc(sizeof(*v->own_names));
	json_object_foreach(j, key, member) {
		(void)map_put(v->own_names, sv_of(key));
		convert(r, &v->child[i], key, strlen(key), member, deep);
		v->child[i++].up = v;
	}
}

static void
convert_array(const struct reader *r, struct slotval *v, json_t *j, int deep)
{
	v->kind = SLOT_LIST;
	v->n = json_array_size(j);
	v->child = mem_array(v->n, sizeof(*v->child));
	for (size_t i = 0; i < v->n; i++) {
		char no[24];
		const int n = snprintf(no, sizeof(no), "%zu", i + 1);

		convert(r, &v->child[i], no, (size_t)n, json_array_get(j, i), deep);
		v->child[i].up = v;
	}
}

static void
convert(const struct reader *r, struct slotval *v, const char *label, size_t nlabel, json_t *j, int deep)
{
	struct sbuf text = { 0 };

	if (deep > DEEP)
		diag_refuse(r->d, &(struct place){ r->file, 0, NULL }, _("nested deeper than %d"), DEEP);
	text_of(j, &text);
	slotval_text(v, (struct sv){ label, nlabel }, sbuf_sv(&text));
	sbuf_release(&text);
	if (json_is_object(j))
		convert_object(r, v, j, deep + 1);
	else if (json_is_array(j))
		convert_array(r, v, j, deep + 1);
}

/* A list's rows and a row's members know their parent by address: v must stay where it is. */
void
slotjson_read(struct slotval *v, struct diag *d, const char *label, const char *file)
{
	const struct reader r = { d, textin_name(file) };
	struct sbuf text = { 0 };
	json_error_t e;
	json_t *j;

	textin_read(d, file, &text);
	j = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &e);
	sbuf_release(&text);
	if (j == NULL)
		diag_refuse(d, &(struct place){ r.file, e.line > 0 ? (unsigned long)e.line : 0, NULL },
		    _("not JSON: %s"), e.text);
	convert(&r, v, label, strlen(label), j, 0);
	v->file = r.file;
	json_decref(j);
}

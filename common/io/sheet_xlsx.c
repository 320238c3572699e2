/*
 * sheet_xlsx - ECMA-376 workbooks: the parts that say which sheets there are and how numbers are
 * shown, then a sheet as a stream, suspended at the end of each row.
 */
#include <stdlib.h>

#include "xlsx.h"

#define BLOCK 32768

/* The name without its namespace prefix. */
static const char *
local(const XML_Char *name)
{
	const char *colon = strrchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

static const char *
attribute(const XML_Char **a, const char *name)
{
	for (; a != NULL && *a != NULL; a += 2) {
		if (strcmp(local(a[0]), name) == 0)
			return a[1];
	}
	return NULL;
}

/* The same with its prefix: r:id is not id. */
static const char *
exactly(const XML_Char **a, const char *name)
{
	for (; *a != NULL; a += 2) {
		if (strcmp(a[0], name) == 0)
			return a[1];
	}
	return NULL;
}

static long
number(const char *s, long absent)
{
	char *end;
	long v;

	if (s == NULL || *s == '\0')
		return absent;
	v = strtol(s, &end, 10);
	return *end == '\0' && v >= 0 && v <= 100000000 ? v : absent;
}

static void XMLCALL
no_doctype(void *arg, const XML_Char *name, const XML_Char *sysid, const XML_Char *pubid, int internal)
{
	struct sheet *s = arg;

	(void)name;
	(void)sysid;
	(void)pubid;
	(void)internal;
	sheet_refuse(s, s->row, _("its XML has a DOCTYPE, which no workbook has"));
}

static XML_Parser
new_parser(struct sheet *s, XML_StartElementHandler start, XML_EndElementHandler end, XML_CharacterDataHandler text)
{
	XML_Parser p = XML_ParserCreate(NULL);

	if (p == NULL)
		diag_broken(s->d, "%s", _("out of memory"));
	XML_SetUserData(p, s);
	XML_SetElementHandler(p, start, end);
	XML_SetCharacterDataHandler(p, text);
	XML_SetStartDoctypeDeclHandler(p, no_doctype);
	return p;
}

static _Noreturn void
refuse_xml(struct sheet *s, XML_Parser p, const char *part)
{
	sheet_refuse(s, s->row, _("broken XML in %s, line %lu: %s"), part, (unsigned long)XML_GetCurrentLineNumber(p),
	    XML_ErrorString(XML_GetErrorCode(p)));
}

/* Runs a whole small part through the handlers; false where the archive has no such member. */
static bool
parse_part(struct sheet *s, const char *part, XML_StartElementHandler start, XML_EndElementHandler end,
    XML_CharacterDataHandler text)
{
	XML_Parser p;
	size_t n;

	if (!zip_open(s, part))
		return false;
	p = new_parser(s, start, end, text);
	do {
		void *buf = XML_GetBuffer(p, BLOCK);

		if (buf == NULL)
			diag_broken(s->d, "%s", _("out of memory"));
		n = zip_read(s, buf, BLOCK);
		if (XML_ParseBuffer(p, (int)n, n == 0) == XML_STATUS_ERROR)
			refuse_xml(s, p, part);
	} while (n > 0);
	XML_ParserFree(p);
	zip_close(s);
	return true;
}

/* --- workbook, relations, styles, properties ------------------------------------------------- */

static void XMLCALL
book_start(void *arg, const XML_Char *name, const XML_Char **a)
{
	struct sheet *s = arg;
	struct sheet_own *o = s->own;
	const char *el = local(name);

	if (strcmp(el, "workbookPr") == 0) {
		const char *v = attribute(a, "date1904");

		if (v != NULL)			/* extensions have an element of that name too */
			o->xlsx->date1904 = strcmp(v, "1") == 0 || strcmp(v, "true") == 0;
	} else if (strcmp(el, "sheet") == 0) {
		const char *title = exactly(a, "name"), *id = exactly(a, "r:id"), *state = exactly(a, "state");

		if (id == NULL) {
			for (const XML_Char **p = a; *p != NULL; p += 2) {	/* another prefix */
				if (strchr(p[0], ':') != NULL && strcmp(local(p[0]), "id") == 0)
					id = p[1];
			}
		}
		if (title == NULL || id == NULL || o->n >= 1024)
			return;
		o->v = mem_grow(o->v, &o->cap, o->n + 1, sizeof(*o->v));
		o->v[o->n++] = (struct sheet_name){ mem_dup(title), mem_dup(id), state != NULL && strcmp(state, "visible") != 0 };
	}
}

static bool
ends_with(const char *s, const char *end)
{
	const size_t n = strlen(s), k = strlen(end);

	return n >= k && strcmp(s + n - k, end) == 0;
}

static void XMLCALL
relation_start(void *arg, const XML_Char *name, const XML_Char **a)
{
	struct relations *r = ((struct sheet *)arg)->own->xlsx->relations;
	const char *id = attribute(a, "Id"), *target = attribute(a, "Target"), *type = attribute(a, "Type");

	if (strcmp(local(name), "Relationship") != 0 || id == NULL || target == NULL || type == NULL || r->n >= 4096)
		return;
	r->v = mem_grow(r->v, &r->cap, r->n + 1, sizeof(*r->v));
	r->v[r->n++] = (struct relation){ mem_dup(id), mem_dup(target), mem_dup(type) };
}

static bool
read_relations(struct sheet *s, const char *part, struct relations *r)
{
	*r = (struct relations){ .v = NULL };
	s->own->xlsx->relations = r;
	return parse_part(s, part, relation_start, NULL, NULL);
}

static void
free_relations(struct relations *r)
{
	for (size_t i = 0; i < r->n; i++) {
		free(r->v[i].id);
		free(r->v[i].target);
		free(r->v[i].type);
	}
	free(r->v);
}

/* A target as the name of a member: beside the folder of base, or from the root. */
static char *
member_of(const char *base, const char *target)
{
	struct sbuf b = { 0 };
	const char *slash = strrchr(base, '/');

	if (target[0] == '/')
		return mem_dup(target + 1);
	if (slash != NULL)
		sbuf_put(&b, base, (size_t)(slash - base) + 1);
	while (strncmp(target, "../", 3) == 0) {
		target += 3;
		if (b.n > 0)
			b.p[--b.n] = '\0';
		while (b.n > 0 && b.p[b.n - 1] != '/')
			b.p[--b.n] = '\0';
	}
	if (strncmp(target, "./", 2) == 0)
		target += 2;
	sbuf_puts(&b, target);
	return b.p;
}

static enum sheet_show
show_of(const struct xlsx *x, const char *id)
{
	const size_t k = map_get(&x->formats, sv_of(id));

	return k != MAP_NONE ? x->format_show[k] : sheet_show_id(number(id, 0));
}

/* Number formats of a workbook's own come before the cell formats that name them. */
static void XMLCALL
style_start(void *arg, const XML_Char *name, const XML_Char **a)
{
	struct sheet *s = arg;
	struct xlsx *x = s->own->xlsx;
	const char *el = local(name);

	if (strcmp(el, "cellXfs") == 0)
		x->in_cell = true;
	else if (strcmp(el, "numFmt") == 0) {
		const char *id = attribute(a, "numFmtId"), *code = attribute(a, "formatCode");

		if (id != NULL && code != NULL) {
			const size_t k = map_put(&x->formats, sv_of(id));

			x->format_show = mem_grow(x->format_show, &x->formatcap, k + 1, sizeof(*x->format_show));
			x->format_show[k] = sheet_show_code(sv_of(code));
		}
	} else if (strcmp(el, "xf") == 0 && x->in_cell && x->nshow < 100000) {
		const char *id = attribute(a, "numFmtId");

		x->show = mem_grow(x->show, &x->showcap, x->nshow + 1, sizeof(*x->show));
		x->show[x->nshow++] = id == NULL ? SHOW_NUMBER : show_of(x, id);
	}
}

static void XMLCALL
style_end(void *arg, const XML_Char *name)
{
	struct sheet *s = arg;

	if (strcmp(local(name), "cellXfs") == 0)
		s->own->xlsx->in_cell = false;
}

static void XMLCALL
core_start(void *arg, const XML_Char *name, const XML_Char **a)
{
	struct sheet *s = arg;
	struct xlsx *x = s->own->xlsx;

	(void)a;
	x->in_value = strcmp(local(name), "modified") == 0 || (strcmp(local(name), "created") == 0 && s->own->modified == NULL);
	sbuf_clear(&x->value);
}

static void XMLCALL
core_end(void *arg, const XML_Char *name)
{
	struct sheet *s = arg;
	struct xlsx *x = s->own->xlsx;

	(void)name;
	if (x->in_value && x->value.n >= 10) {
		free(s->own->modified);
		s->own->modified = mem_dup(x->value.p);
	}
	x->in_value = false;
}

/* Text of values, strings and properties alike. */
static void XMLCALL
on_text(void *arg, const XML_Char *t, int n)
{
	struct sheet *s = arg;
	struct xlsx *x = s->own->xlsx;

	if (!x->in_value || x->in_phonetic)
		return;
	if (x->value.n + (size_t)n > SHEET_CELL_MAX)
		sheet_refuse(s, s->row, _("a cell of over 1 MiB"));
	sbuf_put(&x->value, t, (size_t)n);
}

/* --- shared strings -------------------------------------------------------------------------- */

/* "_x000D_" as the character it stands for; "_x005F_" as "_". */
static void
unescape(struct sbuf *b)
{
	size_t to = 0;

	if (b->n < 7 || memmem(b->p, b->n, "_x", 2) == NULL)
		return;
	for (size_t i = 0; i < b->n; i++) {
		char *end;
		long c;

		if (i + 7 <= b->n && b->p[i] == '_' && b->p[i + 1] == 'x' && b->p[i + 6] == '_') {
			char hex[5];

			memcpy(hex, b->p + i + 2, 4);
			hex[4] = '\0';
			c = strtol(hex, &end, 16);
			if (*end == '\0' && hex[0] != '-' && hex[0] != '+' && hex[0] != ' ' && c < 0x80) {
				if (c >= ' ' || c == '\t' || c == '\n')
					b->p[to++] = (char)c;
				i += 6;
				continue;
			}
		}
		b->p[to++] = b->p[i];
	}
	b->n = to;
	b->p[to] = '\0';
}

static void XMLCALL
string_start(void *arg, const XML_Char *name, const XML_Char **a)
{
	struct xlsx *x = ((struct sheet *)arg)->own->xlsx;
	const char *el = local(name);

	(void)a;
	if (strcmp(el, "si") == 0)
		sbuf_clear(&x->value);
	else if (strcmp(el, "rPh") == 0)
		x->in_phonetic = true;
	else if (strcmp(el, "t") == 0)
		x->in_value = true;
}

static void XMLCALL
string_end(void *arg, const XML_Char *name)
{
	struct sheet *s = arg;
	struct xlsx *x = s->own->xlsx;
	const char *el = local(name);

	if (strcmp(el, "si") == 0) {
		unescape(&x->value);
		strings_add(s, &x->strings, sbuf_sv(&x->value));
	} else if (strcmp(el, "rPh") == 0)
		x->in_phonetic = false;
	else if (strcmp(el, "t") == 0)
		x->in_value = false;
}

/* --- the sheet ------------------------------------------------------------------------------- */

static void
start_cell(struct sheet *s, const XML_Char **a)
{
	struct xlsx *x = s->own->xlsx;
	const char *r = attribute(a, "r"), *t = attribute(a, "t");
	uint32_t row, col;

	if (r != NULL) {
		if (!xlsx_ref(sv_of(r), &row, &col))
			sheet_refuse(s, s->row, _("'%.20s' is no place of a cell"), r);
		x->col = col;
	} else
		x->col++;			/* from SIZE_MAX at the beginning of a row */
	x->type = 'n';
	if (t != NULL)
		x->type = strcmp(t, "s") == 0 ? 's' : strcmp(t, "inlineStr") == 0 ? 'i' : strcmp(t, "str") == 0 ? 't' :
		    strcmp(t, "b") == 0 ? 'b' : strcmp(t, "e") == 0 ? 'e' : strcmp(t, "d") == 0 ? 'd' : 'n';
	x->style = number(attribute(a, "s"), 0);
	x->in_cell = true;
	sbuf_clear(&x->value);
}

static void
start_row(struct sheet *s, const XML_Char **a)
{
	struct xlsx *x = s->own->xlsx;
	const long r = number(attribute(a, "r"), (long)x->at + 1);

	if (r <= (long)x->at)
		sheet_refuse(s, (unsigned long)r, _("the rows of the sheet are not in order"));
	x->at = (unsigned long)r;
	s->row = x->at;
	x->col = SIZE_MAX;
	x->row_open = true;
	sheet_clear_row(s);
}

static void XMLCALL
sheet_el_start(void *arg, const XML_Char *name, const XML_Char **a)
{
	struct sheet *s = arg;
	struct xlsx *x = s->own->xlsx;
	const char *el = local(name);

	if (strcmp(el, "row") == 0)
		start_row(s, a);
	else if (strcmp(el, "c") == 0 && x->row_open)
		start_cell(s, a);
	else if (x->in_cell && (strcmp(el, "v") == 0 || strcmp(el, "t") == 0))
		x->in_value = true;
	else if (strcmp(el, "rPh") == 0)
		x->in_phonetic = true;
}

/* The cell's text as it is shown. */
static void
end_cell(struct sheet *s)
{
	struct xlsx *x = s->own->xlsx;
	struct sv v = sbuf_sv(&x->value);
	long i;

	x->in_cell = false;
	if (v.n == 0)
		return;
	switch (x->type) {
	case 's':
		i = number(x->value.p, -1);
		if (i < 0 || !strings_get(s, &x->strings, (size_t)i, &v))
			sheet_refuse(s, s->row, _("text number %.20s is not among the shared texts"), x->value.p);
		break;
	case 'b':
		v = sv_of(sv_is(v, "1") ? "TRUE" : "FALSE");
		break;
	case 'n':
		sbuf_clear(&x->shown);
		sheet_number(&x->shown, v, (size_t)x->style < x->nshow ? x->show[x->style] : SHOW_NUMBER, x->date1904);
		v = sbuf_sv(&x->shown);
		break;
	case 'i':
	case 't':
		unescape(&x->value);
		v = sbuf_sv(&x->value);
		break;
	default:
		break;
	}
	if (v.n > 0)
		sheet_put(s, x->col, v);
}

static void XMLCALL
sheet_el_end(void *arg, const XML_Char *name)
{
	struct sheet *s = arg;
	struct xlsx *x = s->own->xlsx;
	const char *el = local(name);

	if (strcmp(el, "c") == 0 && x->in_cell)
		end_cell(s);
	else if (strcmp(el, "v") == 0 || strcmp(el, "t") == 0)
		x->in_value = false;
	else if (strcmp(el, "rPh") == 0)
		x->in_phonetic = false;
	else if (strcmp(el, "row") == 0 && x->row_open) {
		x->row_open = false;
		if (x->nmerge > 0)
			merges_fill(s, (uint32_t)(x->at - 1));
		if (s->own->ncell > 0)
			(void)XML_StopParser(x->xml, XML_TRUE);
	} else if (strcmp(el, "sheetData") == 0)
		x->ended = true;
}

static void
end_sheet(struct sheet *s)
{
	struct xlsx *x = s->own->xlsx;

	if (x->xml != NULL) {
		XML_ParserFree(x->xml);
		x->xml = NULL;
		(void)unzCloseCurrentFile(x->zip);	/* it may not have been read to its end */
	}
}

void
xlsx_start(struct sheet *s, size_t i)
{
	struct xlsx *x = s->own->xlsx;

	end_sheet(s);
	merges_read(s, i);
	if (!zip_open(s, s->own->v[i].part))
		sheet_refuse(s, 0, _("sheet '%s' is not in the workbook"), s->own->v[i].name);
	x->xml = new_parser(s, sheet_el_start, sheet_el_end, on_text);
	x->suspended = x->ended = x->in_value = x->in_phonetic = x->in_cell = x->row_open = false;
	x->at = 0;
}

bool
xlsx_next(struct sheet *s)
{
	struct xlsx *x = s->own->xlsx;

	while (!x->ended || x->suspended) {
		enum XML_Status r;

		if (x->suspended)
			r = XML_ResumeParser(x->xml);
		else {
			void *buf = XML_GetBuffer(x->xml, BLOCK);
			size_t n;

			if (buf == NULL)
				diag_broken(s->d, "%s", _("out of memory"));
			n = zip_read(s, buf, BLOCK);
			r = XML_ParseBuffer(x->xml, (int)n, n == 0);
			if (n == 0 && r == XML_STATUS_OK)
				x->ended = true;
		}
		if (r == XML_STATUS_ERROR)
			refuse_xml(s, x->xml, s->own->v[s->own->i].name);
		x->suspended = r == XML_STATUS_SUSPENDED;
		if (x->suspended) {
			sheet_finish_row(s);
			return true;
		}
	}
	return false;
}

/* --- opening --------------------------------------------------------------------------------- */

/* The part of a sheet, by its relation; charts and macros are none. */
static void
bind_sheets(struct sheet *s, const char *book, const struct relations *r)
{
	struct sheet_own *o = s->own;
	size_t n = 0;

	for (size_t i = 0; i < o->n; i++) {
		char *part = NULL;

		for (size_t k = 0; k < r->n && part == NULL; k++) {
			if (strcmp(r->v[k].id, o->v[i].part) == 0 && ends_with(r->v[k].type, "/worksheet"))
				part = member_of(book, r->v[k].target);
		}
		free(o->v[i].part);
		o->v[i].part = part;
		if (part != NULL)
			o->v[n++] = o->v[i];
		else
			free(o->v[i].name);
	}
	o->n = n;
}

/* Runs the part that the relation of that type points at, where there is one. */
static void
parse_related(struct sheet *s, const char *book, const struct relations *r, const char *type, XML_StartElementHandler start,
    XML_EndElementHandler end)
{
	for (size_t k = 0; k < r->n; k++) {
		if (ends_with(r->v[k].type, type)) {
			char *part = member_of(book, r->v[k].target);

			sbuf_clear(&s->own->xlsx->value);
			(void)parse_part(s, part, start, end, on_text);
			free(part);
		}
	}
}

void
xlsx_open(struct sheet *s, int fd)
{
	struct xlsx *x = mem_alloc(sizeof(*x));
	struct relations root, r;
	struct sbuf rels = { 0 };
	char *book = NULL;

	s->own->xlsx = x;
	x->strings.fd = -1;
	zip_archive(s, fd);
	if (read_relations(s, "_rels/.rels", &root)) {
		for (size_t k = 0; k < root.n && book == NULL; k++) {
			if (ends_with(root.v[k].type, "/officeDocument"))
				book = member_of("", root.v[k].target);
		}
	}
	if (book == NULL)
		book = mem_dup("xl/workbook.xml");
	if (ends_with(book, ".bin"))
		sheet_refuse(s, 0, _("a binary workbook (xlsb); save it as xlsx"));
	if (!parse_part(s, book, book_start, NULL, NULL))
		sheet_refuse(s, 0, _("a zip archive that is no workbook"));
	sbuf_printf(&rels, "%.*s_rels/%s.rels", (int)(local(book) == book && strrchr(book, '/') == NULL ? 0 :
	    strrchr(book, '/') - book + 1), book, strrchr(book, '/') == NULL ? book : strrchr(book, '/') + 1);
	if (read_relations(s, rels.p, &r)) {
		bind_sheets(s, book, &r);
		parse_related(s, book, &r, "/styles", style_start, style_end);
		parse_related(s, book, &r, "/sharedStrings", string_start, string_end);
	} else
		sheet_refuse(s, 0, _("the workbook does not say where its sheets are"));
	(void)parse_part(s, "docProps/core.xml", core_start, core_end, on_text);
	free_relations(&root);
	free_relations(&r);
	sbuf_release(&rels);
	free(book);
}

void
xlsx_close(struct sheet_own *o)
{
	struct xlsx *x = o->xlsx;

	if (x == NULL)
		return;
	if (x->xml != NULL) {
		XML_ParserFree(x->xml);
		(void)unzCloseCurrentFile(x->zip);
	}
	(void)unzClose(x->zip);
	strings_release(&x->strings);
	merges_release(x);
	free(x->merge);
	free(x->active);
	free(x->show);
	free(x->format_show);
	map_release(&x->formats);
	sbuf_release(&x->value);
	sbuf_release(&x->shown);
	free(x);
}

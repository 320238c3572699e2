#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "map.h"
#include "mem.h"
#include "page_inline.h"
#include "page_md.h"

/* A caption line that waits for its table. */
struct caption {
	bool		 set;
	unsigned long	 line;
	struct md_text	 text, unit;
	char		*id;
	size_t		 total, merge;
};

struct reader {
	struct md_doc	*doc;
	struct diag	*d;
	unsigned long	 first;		/* line number of the body's first line */
	struct sv	*src;		/* lines of the body */
	size_t		 nsrc, srccap;
	struct caption	 cap;
	enum md_box	 box;
	bool		 landscape;
	bool		 in_note;	/* a note inside a landscape block */
	unsigned int	 nbox, nwide;
	unsigned long	 box_line;
	struct map	 ids;
	size_t		*of_id;		/* block of each id */
	size_t		 of_idcap;
};

static struct place
place_at(const struct reader *r, unsigned long line)
{
	return (struct place){ r->doc->file, line, NULL };
}

/* A paragraph cut off in front of a table has no line in cmark: the one behind it is near. */
static unsigned long
line_of(const struct reader *r, cmark_node *n)
{
	int line = cmark_node_get_start_line(n);

	for (; line < 1 && n != NULL; n = cmark_node_next(n))
		line = cmark_node_get_start_line(n);
	return r->first + (line < 1 ? 1 : (unsigned long)line) - 1;
}

static struct sv
source_line(const struct reader *r, unsigned long line)
{
	return line - r->first < r->nsrc ? r->src[line - r->first] : (struct sv){ "", 0 };
}

static struct md_block *
new_block(struct reader *r, enum md_kind kind, unsigned long line)
{
	struct md_doc *doc = r->doc;
	struct md_block *b;

	doc->block = mem_grow(doc->block, &doc->cap, doc->n + 1, sizeof(*doc->block));
	b = &doc->block[doc->n++];
	*b = (struct md_block){ .kind = kind, .line = line, .box = r->in_note ? MD_NOTE : r->box,
	    .box_no = r->nbox, .landscape = r->landscape, .wide_no = r->landscape ? r->nwide : 0 };
	return b;
}

static void
check_caption_used(struct reader *r)
{
	const struct place at = place_at(r, r->cap.line);

	if (r->cap.set)
		diag_refuse(r->d, &at, _("no table follows the line 'Table:'"));
}

/* The notes behind a landscape block that ends with a table are that table's: they lie on its page. */
static bool
ends_with_wide_table(const struct md_doc *doc)
{
	return doc->n > 0 && doc->block[doc->n - 1].kind == MD_TABLE && doc->block[doc->n - 1].landscape;
}

/* "::: word" and ":::". */
static void
take_fence(struct reader *r, struct sv s, unsigned long line)
{
	const struct place at = place_at(r, line);
	const struct sv word = sv_trim((struct sv){ s.p + 3, s.n - 3 });

	check_caption_used(r);
	if (word.n == 0) {
		if (r->in_note)
			r->in_note = false;
		else if (r->box != MD_PLAIN || r->landscape) {
			r->box = MD_PLAIN;
			r->landscape = false;
		} else
			diag_refuse(r->d, &at, _("':::' ends a block, but none is open"));
		r->nbox++;
		return;
	}
	if (r->landscape && !r->in_note && sv_is(word, "note")) {
		r->in_note = true;
		r->nbox++;
		return;
	}
	if (r->box != MD_PLAIN || r->landscape)
		diag_refuse(r->d, &at, _("a ':::' block inside another (of line %lu)"), r->box_line);
	r->box_line = line;
	r->nbox++;
	if (sv_is(word, "summary"))
		r->box = MD_SUMMARY;
	else if (sv_is(word, "note")) {
		r->box = MD_NOTE;
		r->landscape = ends_with_wide_table(r->doc);
	} else if (sv_is(word, "sign")) {
		r->box = MD_SIGN;
		(void)new_block(r, MD_PARA, line);	/* an empty block still marks the place */
	} else if (sv_is(word, "landscape")) {
		r->landscape = true;
		r->nwide++;
	} else
		diag_refuse(r->d, &at, _("':::' block '%s' is not one of summary, note, landscape, sign"),
		    md_quoted(word));
}

/* Notes the id of block i; refuses one given twice. */
static char *
take_id(struct reader *r, const struct place *at, struct sv id, size_t block, const char *kind)
{
	const size_t before = r->ids.n;
	size_t i;

	if (id.n == 0)
		return NULL;
	if (strncmp(id.p, kind, 4) != 0)
		diag_refuse(r->d, at, _("'%s' is not a name of this kind (#%sNAME)"), md_quoted(id), kind);
	i = map_put(&r->ids, id);
	if (i < before)
		diag_refuse(r->d, at, _("the name '%s' is given twice"), md_quoted(id));
	r->of_id = mem_grow(r->of_id, &r->of_idcap, r->ids.n, sizeof(*r->of_id));
	r->of_id[i] = block;
	return mem_ndup(id.p, id.n);
}

static void
take_caption(struct reader *r, struct sv s, unsigned long line)
{
	const struct place at = place_at(r, line);
	struct sv text = { s.p + 6, s.n - 6 }, list;
	struct md_attrs a = { .n = 0 };

	check_caption_used(r);
	r->cap = (struct caption){ .set = true, .line = line };
	if (md_attrs_split(&text, &list))
		md_attrs_read(&a, r->d, &at, list);
	for (size_t i = 0; i < a.n; i++) {
		if (sv_is(a.key[i], "total"))
			r->cap.total = md_count(r->d, &at, a.value[i]);
		else if (sv_is(a.key[i], "merge"))
			r->cap.merge = md_count(r->d, &at, a.value[i]);
		else
			diag_refuse(r->d, &at, _("'%s' is not an attribute of a table (total, merge)"),
			    md_quoted(a.key[i]));
	}
	if (sv_trim(text).n == 0)
		diag_refuse(r->d, &at, _("the caption is empty"));
	md_inline_source(&r->cap.text, r->d, &at, text);
	r->cap.id = mem_ndup(a.id.p == NULL ? "" : a.id.p, a.id.n);
}

static void
take_unit(struct reader *r, struct sv s, unsigned long line)
{
	const struct place at = place_at(r, line);

	if (!r->cap.set || r->cap.line + 1 != line)
		diag_refuse(r->d, &at, _("a line 'Unit:' stands directly below a line 'Table:'"));
	md_inline_source(&r->cap.unit, r->d, &at, (struct sv){ s.p + 5, s.n - 5 });
}

static bool
begins(struct sv s, const char *with)
{
	const size_t n = strlen(with);

	return s.n >= n && memcmp(s.p, with, n) == 0;
}

static bool
is_marker(struct sv s)
{
	return begins(s, ":::") || begins(s, "Table:") || begins(s, "Unit:");
}

/* A marker line, or a comment; anything else in HTML is refused. */
static void
take_html(struct reader *r, cmark_node *n)
{
	const unsigned long line = line_of(r, n);
	const struct sv s = sv_trim(source_line(r, line));
	const struct place at = place_at(r, line);

	if (begins(s, ":::"))
		take_fence(r, s, line);
	else if (begins(s, "Table:"))
		take_caption(r, s, line);
	else if (begins(s, "Unit:"))
		take_unit(r, s, line);
	else if (!begins(s, "<!--"))
		diag_refuse(r->d, &at, _("HTML '%s' is not part of qj-markdown"), md_quoted(s));
}

static bool
is_type(cmark_node *n, const char *type)
{
	return strcmp(cmark_node_get_type_string(n), type) == 0;
}

/* "10月 / 优": the part before " / " goes over the part behind it. */
static void
split_head(struct md_text *head, struct md_text *over)
{
	for (size_t i = 0; i < head->n; i++) {
		char *slash = strstr(head->run[i].text, " / ");
		struct md_run rest;

		if (slash == NULL)
			continue;
		rest = head->run[i];
		rest.text = mem_dup(slash + 3);
		rest.link = mem_dup(rest.link);
		*slash = '\0';
		*over = (struct md_text){ .run = head->run, .n = i + 1, .cap = head->cap };
		head->n -= i;
		head->run = mem_array(head->n, sizeof(*head->run));
		head->cap = head->n;
		head->run[0] = rest;
		memcpy(head->run + 1, over->run + i + 1, (head->n - 1) * sizeof(*head->run));
		return;
	}
}

static void
read_row(struct reader *r, cmark_node *row, struct md_text *cell, size_t ncol)
{
	const struct place at = place_at(r, line_of(r, row));
	size_t c = 0;

	for (cmark_node *n = cmark_node_first_child(row); n != NULL && c < ncol; n = cmark_node_next(n), c++)
		md_inlines(&cell[c], r->d, &at, cmark_node_first_child(n), NULL, false);
}

/* GFM drops cells beyond the head's and fills missing ones; a figure would be lost, so count them. */
static void
check_row_width(struct reader *r, unsigned long line, size_t ncol)
{
	const struct sv s = sv_trim(source_line(r, line));
	const struct place at = place_at(r, line);
	size_t n = 0, end = s.n;

	if (end > 1 && s.p[end - 1] == '|' && s.p[end - 2] != '\\')
		end--;
	for (size_t i = s.n > 0 && s.p[0] == '|' ? 1 : 0; i < end; i++)
		n += s.p[i] == '|' && s.p[i - (i > 0)] != '\\';
	if (n + 1 != ncol)
		diag_refuse(r->d, &at, _("the row has %zu cells, the head has %zu"), n + 1, ncol);
}

static void
read_rows(struct reader *r, cmark_node *node, struct md_table *t)
{
	for (cmark_node *n = cmark_node_first_child(node); n != NULL; n = cmark_node_next(n)) {
		const bool head = is_type(n, "table_header");
		struct md_text *cell = head ? t->head : t->cell + t->nrow * t->ncol;

		check_row_width(r, line_of(r, n), t->ncol);
		read_row(r, n, cell, t->ncol);
		if (!head)
			t->line[t->nrow++] = line_of(r, n);
	}
	for (size_t c = 0; c < t->ncol; c++)
		split_head(&t->head[c], &t->over[c]);
}

static size_t
count_children(cmark_node *n)
{
	size_t k = 0;

	for (cmark_node *c = cmark_node_first_child(n); c != NULL; c = cmark_node_next(c))
		k++;
	return k;
}

static void
take_table(struct reader *r, cmark_node *node)
{
	const struct place at = place_at(r, line_of(r, node));
	const uint8_t *align = cmark_gfm_extensions_get_table_alignments(node);
	struct md_table *t = mem_alloc(sizeof(*t));
	struct md_block *b = new_block(r, MD_TABLE, at.line);

	t->ncol = cmark_gfm_extensions_get_table_columns(node);
	t->head = mem_array(t->ncol, sizeof(*t->head));
	t->over = mem_array(t->ncol, sizeof(*t->over));
	t->align = mem_ndup((const char *)align, t->ncol);
	t->cell = mem_array(t->ncol * count_children(node), sizeof(*t->cell));
	t->line = mem_array(count_children(node), sizeof(*t->line));
	read_rows(r, node, t);
	if (t->nrow == 0)
		diag_refuse(r->d, &at, _("the table has no row"));
	b->table = t;
	if (r->cap.set) {
		const struct place cat = place_at(r, r->cap.line);

		b->number = ++r->doc->ntable;
		b->text = r->cap.text;
		b->id = take_id(r, &cat, sv_of(r->cap.id), r->doc->n - 1, "tbl:");
		t->unit = r->cap.unit;
		t->total = r->cap.total;
		t->merge = r->cap.merge;
		free(r->cap.id);
		if (t->total > t->nrow || t->merge > t->ncol)
			diag_refuse(r->d, &cat, _("total or merge is more than the table has"));
		r->cap = (struct caption){ .set = false };
	}
}

/* One picture of a paragraph; gives the node behind it and its attributes. */
static cmark_node *
take_picture(struct reader *r, cmark_node *img, unsigned long line)
{
	const struct place at = place_at(r, line);
	struct md_block *b = new_block(r, MD_FIGURE, line);
	cmark_node *next = cmark_node_next(img);
	const char *s;
	const char *end;
	struct md_attrs a;

	b->file = mem_dup(cmark_node_get_url(img));
	md_inlines(&b->text, r->d, &at, cmark_node_first_child(img), NULL, false);
	if (b->text.n > 0)
		b->number = ++r->doc->nfigure;
	if (next == NULL || cmark_node_get_type(next) != CMARK_NODE_TEXT)
		return next;
	s = cmark_node_get_literal(next);
	end = strchr(s, '}');
	md_attrs_read(&a, r->d, &at, end == NULL ? sv_of(s) : (struct sv){ s, (size_t)(end - s) + 1 });
	if (end != NULL && sv_trim(sv_of(end + 1)).n > 0)
		diag_refuse(r->d, &at, _("a picture must stand alone in its paragraph"));
	for (size_t i = 0; i < a.n; i++) {
		if (sv_is(a.key[i], "width"))
			b->width = md_length(r->d, &at, a.value[i]);
		else if (sv_is(a.key[i], "height"))
			b->height = md_length(r->d, &at, a.value[i]);
		else
			diag_refuse(r->d, &at, _("'%s' is not an attribute of a picture (width, height)"),
			    md_quoted(a.key[i]));
	}
	b->id = take_id(r, &at, a.id, r->doc->n - 1, "fig:");
	if (b->id != NULL && b->number == 0)
		diag_refuse(r->d, &at, _("a picture with a name needs a caption"));
	return cmark_node_next(next);
}

static void
take_paragraph(struct reader *r, cmark_node *node)
{
	cmark_node *n = cmark_node_first_child(node);
	const struct place at = place_at(r, line_of(r, node));
	struct md_block *b;
	unsigned long line = at.line;

	if (cmark_node_get_start_line(node) < 1)
		diag_refuse(r->d, &at, _("an empty line is missing between this text and the table below it"));
	if (begins(source_line(r, at.line), "|"))
		diag_refuse(r->d, &at, _("no table: the line below the head is not '|---|' of as many cells"));
	if (n == NULL || cmark_node_get_type(n) != CMARK_NODE_IMAGE) {
		b = new_block(r, MD_PARA, at.line);
		md_inlines(&b->text, r->d, &at, n, NULL, b->box != MD_SIGN);
		return;
	}
	if (r->box != MD_PLAIN || r->in_note)
		diag_refuse(r->d, &at, _("only text can stand in a summary, note or sign block"));
	while (n != NULL) {
		if (cmark_node_get_type(n) != CMARK_NODE_IMAGE)
			diag_refuse(r->d, &at, _("a picture must stand alone in its paragraph"));
		n = take_picture(r, n, line);
		if (n != NULL && cmark_node_get_type(n) == CMARK_NODE_SOFTBREAK) {
			n = cmark_node_next(n);
			line++;
		}
	}
}

static void
take_list(struct reader *r, cmark_node *list, int depth)
{
	const bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
	int number = cmark_node_get_list_start(list);

	for (cmark_node *item = cmark_node_first_child(list); item != NULL; item = cmark_node_next(item)) {
		bool first = true;

		for (cmark_node *n = cmark_node_first_child(item); n != NULL; n = cmark_node_next(n)) {
			const struct place at = place_at(r, line_of(r, n));
			struct md_block *b;

			if (cmark_node_get_type(n) == CMARK_NODE_LIST) {
				take_list(r, n, depth + 1);
				continue;
			}
			if (cmark_node_get_type(n) != CMARK_NODE_PARAGRAPH)
				diag_refuse(r->d, &at, _("a list item holds text and lists only"));
			b = new_block(r, MD_ITEM, at.line);
			b->level = depth;
			if (first) {
				struct sbuf m = { 0 };

				if (ordered)
					sbuf_printf(&m, "%d.", number++);
				else
					sbuf_puts(&m, "•");
				b->marker = m.p;
			}
			first = false;
			md_inlines(&b->text, r->d, &at, cmark_node_first_child(n), NULL, true);
		}
	}
}

static void
take_heading(struct reader *r, cmark_node *node)
{
	const struct place at = place_at(r, line_of(r, node));
	struct md_block *b;
	const int level = cmark_node_get_heading_level(node);

	if (level > 3)
		diag_refuse(r->d, &at, _("a heading of level %d; there are three"), level);
	if (r->box != MD_PLAIN || r->in_note)
		diag_refuse(r->d, &at, _("a heading inside a ':::' block"));
	b = new_block(r, MD_HEADING, at.line);
	b->level = level;
	md_inlines(&b->text, r->d, &at, cmark_node_first_child(node), NULL, false);
	if (b->text.n == 0)
		diag_refuse(r->d, &at, _("the heading is empty"));
}

static void
take_footnote(struct reader *r, cmark_node *node)
{
	struct md_doc *doc = r->doc;
	const struct place at = place_at(r, line_of(r, node));
	cmark_node *p = cmark_node_first_child(node);

	if (p == NULL || cmark_node_next(p) != NULL || cmark_node_get_type(p) != CMARK_NODE_PARAGRAPH)
		diag_refuse(r->d, &at, _("a footnote is one paragraph"));
	doc->foot = mem_grow(doc->foot, &doc->footcap, doc->nfoot + 1, sizeof(*doc->foot));
	doc->foot[doc->nfoot] = (struct md_text){ .n = 0 };
	for (cmark_node *n = cmark_node_first_child(p), *next; n != NULL; n = next) {
		next = cmark_node_next(n);
		if (cmark_node_get_type(n) == CMARK_NODE_HTML_INLINE)
			cmark_node_free(n);		/* the arrow back of HTML output */
	}
	md_inlines(&doc->foot[doc->nfoot++], r->d, &at, cmark_node_first_child(p), NULL, false);
}

static void
take_block(struct reader *r, cmark_node *n)
{
	const struct place at = place_at(r, line_of(r, n));
	const cmark_node_type type = cmark_node_get_type(n);

	if (r->cap.set && !is_type(n, "table") && type != CMARK_NODE_HTML_BLOCK)
		check_caption_used(r);
	if ((r->box == MD_SUMMARY || r->box == MD_NOTE || r->box == MD_SIGN || r->in_note) &&
	    type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_LIST && type != CMARK_NODE_HTML_BLOCK &&
	    type != CMARK_NODE_HEADING)
		diag_refuse(r->d, &at, _("only text can stand in a summary, note or sign block"));
	if (is_type(n, "table"))
		take_table(r, n);
	else if (type == CMARK_NODE_PARAGRAPH)
		take_paragraph(r, n);
	else if (type == CMARK_NODE_HEADING)
		take_heading(r, n);
	else if (type == CMARK_NODE_LIST)
		take_list(r, n, 1);
	else if (type == CMARK_NODE_HTML_BLOCK)
		take_html(r, n);
	else if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
		take_footnote(r, n);
	else
		diag_refuse(r->d, &at, _("a block '%s' is not part of qj-markdown"), cmark_node_get_type_string(n));
}

/* Marker lines become comments, so that each is a block of its own on its own line. */
static void
prepare(struct reader *r, struct sv body, struct sbuf *out)
{
	struct sv rest = body, line;

	while (sv_split(&rest, '\n', &line)) {
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		r->src = mem_grow(r->src, &r->srccap, r->nsrc + 1, sizeof(*r->src));
		r->src[r->nsrc++] = line;
		if (is_marker(line)) {
			sbuf_puts(out, "<!--");
			sbuf_put(out, line.p, line.n);
			sbuf_puts(out, "-->\n");
		} else {
			sbuf_put(out, line.p, line.n);
			sbuf_putc(out, '\n');
		}
	}
}

static cmark_node *
parse(const struct sbuf *text)
{
	cmark_parser *p;
	cmark_node *root;

	cmark_gfm_core_extensions_ensure_registered();
	p = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE);
	(void)cmark_parser_attach_syntax_extension(p, cmark_find_syntax_extension("table"));
	cmark_parser_feed(p, text->p == NULL ? "" : text->p, text->n);
	root = cmark_parser_finish(p);
	cmark_parser_free(p);
	cmark_consolidate_text_nodes(root);
	return root;
}

/* "表1" for each reference of t. */
static void
resolve(const struct reader *r, struct md_text *t, unsigned long line)
{
	const struct place at = place_at(r, line);
	const bool en = page_front_english(&r->doc->front);

	for (size_t i = 0; i < t->n; i++) {
		struct md_run *run = &t->run[i];
		struct sbuf b = { 0 };
		size_t id;

		if ((run->style & MD_REF) == 0)
			continue;
		id = map_get(&r->ids, sv_of(run->link));
		if (id == MAP_NONE)
			diag_refuse(r->d, &at, _("'@%s' refers to nothing"), md_quoted(sv_of(run->link)));
		if (strncmp(run->link, "tbl:", 4) == 0)
			sbuf_puts(&b, en ? "Table " : "表");
		else
			sbuf_puts(&b, en ? "Figure " : "图");
		sbuf_printf(&b, "%u", r->doc->block[r->of_id[id]].number);
		free(run->text);
		run->text = b.p;
	}
}

static void
resolve_all(const struct reader *r)
{
	struct md_doc *doc = r->doc;

	for (size_t i = 0; i < doc->n; i++) {
		struct md_block *b = &doc->block[i];
		struct md_table *t = b->table;

		resolve(r, &b->text, b->line);
		if (t == NULL)
			continue;
		resolve(r, &t->unit, b->line);
		for (size_t c = 0; c < t->ncol; c++) {
			resolve(r, &t->head[c], b->line);
			resolve(r, &t->over[c], b->line);
		}
		for (size_t k = 0; k < t->nrow * t->ncol; k++)
			resolve(r, &t->cell[k], t->line[k / t->ncol]);
	}
	for (size_t i = 0; i < doc->nfoot; i++)
		resolve(r, &doc->foot[i], 0);
}

void
md_read(struct md_doc *doc, struct diag *d, const char *file, struct sv text)
{
	struct reader r = { .doc = doc, .d = d };
	struct sbuf body = { 0 };
	cmark_node *root;
	size_t at;

	doc->file = file;
	at = page_front_read(&doc->front, d, file, text, &r.first);
	if (at < text.n)
		prepare(&r, (struct sv){ text.p + at, text.n - at }, &body);
	root = parse(&body);
	for (cmark_node *n = cmark_node_first_child(root); n != NULL; n = cmark_node_next(n))
		take_block(&r, n);
	check_caption_used(&r);
	if (r.box != MD_PLAIN || r.landscape) {
		const struct place open = place_at(&r, r.box_line);

		diag_refuse(d, &open, _("the ':::' block has no ':::' at its end"));
	}
	resolve_all(&r);
	cmark_node_free(root);
	map_release(&r.ids);
	free(r.of_id);
	free(r.src);
	sbuf_release(&body);
}

static void
table_free(struct md_table *t)
{
	if (t == NULL)
		return;
	for (size_t c = 0; c < t->ncol; c++) {
		md_text_release(&t->head[c]);
		md_text_release(&t->over[c]);
	}
	for (size_t i = 0; i < t->nrow * t->ncol; i++)
		md_text_release(&t->cell[i]);
	md_text_release(&t->unit);
	free(t->align);
	free(t->head);
	free(t->over);
	free(t->cell);
	free(t->line);
	free(t);
}

void
md_release(struct md_doc *doc)
{
	for (size_t i = 0; i < doc->n; i++) {
		md_text_release(&doc->block[i].text);
		table_free(doc->block[i].table);
		free(doc->block[i].id);
		free(doc->block[i].marker);
		free(doc->block[i].file);
	}
	for (size_t i = 0; i < doc->nfoot; i++)
		md_text_release(&doc->foot[i]);
	free(doc->foot);
	free(doc->block);
	page_front_release(&doc->front);
	*doc = (struct md_doc){ .n = 0 };
}

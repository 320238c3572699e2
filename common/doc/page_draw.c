#include <stdlib.h>
#include <string.h>

#include <cairo-pdf.h>

#include "page_draw.h"

#define NOTE_RULE	(40 * PAGE_MM)	/* length of the rule over footnotes */
#define FOOT_GAP	8.0		/* [pt] as page_break leaves above footnotes */

struct pen {
	const struct page_flow	*f;
	struct diag		*d;
	cairo_surface_t		*surface;
	cairo_t			*cr;
	struct page_frame	 frame;		/* of this page */
	bool			 bind;
	size_t			 page;		/* from 0 */
	int			 parent[4];	/* bookmark of each open level */
	unsigned int		 nsection;	/* headings drawn */
};

static void
colour(const struct pen *p, struct page_rgb c)
{
	cairo_set_source_rgb(p->cr, c.r, c.g, c.b);
}

static void
bookmark(struct pen *p, const struct md_block *b, double x, double y)
{
	struct sbuf title = { 0 }, dest = { 0 };
	const int level = b->level;

	sbuf_printf(&dest, "name='sec-%u' x=%.2f y=%.2f", ++p->nsection, x, y);
	cairo_tag_begin(p->cr, CAIRO_TAG_DEST, dest.p);
	cairo_tag_end(p->cr, CAIRO_TAG_DEST);
	sbuf_clear(&dest);
	sbuf_printf(&dest, "dest='sec-%u'", p->nsection);
	md_plain(&title, &b->text);
	p->parent[level] = cairo_pdf_surface_add_outline(p->surface, p->parent[level - 1], title.p, dest.p,
	    level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
	for (int i = level + 1; i < 4; i++)
		p->parent[i] = p->parent[level];
	sbuf_release(&title);
	sbuf_release(&dest);
}

static void
destination(const struct pen *p, const char *id, double x, double y)
{
	struct sbuf b = { 0 };

	if (id == NULL)
		return;
	sbuf_printf(&b, "name='%s' x=%.2f y=%.2f", id, x, y);
	cairo_tag_begin(p->cr, CAIRO_TAG_DEST, b.p);
	cairo_tag_end(p->cr, CAIRO_TAG_DEST);
	sbuf_release(&b);
}

/* An address inside a tag's attributes: quotes and backslashes escaped. */
static void
put_escaped(struct sbuf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'' || *s == '\\')
			sbuf_putc(b, '\\');
		sbuf_putc(b, *s);
	}
}

/* The links of line i as rectangles over the text. */
static void
links(const struct pen *p, const struct page_para *para, int i, double x, double y)
{
	for (size_t k = 0; k < para->nlink; k++) {
		const struct md_run *r = para->link[k].run;
		struct sbuf b = { 0 };
		double lx, lw;

		if ((r->style & MD_FOOT) != 0 || !page_para_link_at(para, k, i, &lx, &lw))
			continue;
		sbuf_printf(&b, "rect=[%.2f %.2f %.2f %.2f] %s='", x + lx, y, lw, para->style->pitch,
		    (r->style & MD_REF) != 0 ? "dest" : "uri");
		put_escaped(&b, r->link);
		sbuf_puts(&b, "'");
		cairo_tag_begin(p->cr, CAIRO_TAG_LINK, b.p);
		cairo_tag_end(p->cr, CAIRO_TAG_LINK);
		sbuf_release(&b);
	}
}

/* The lines of one paragraph that lie together on the page; gives the index behind them. */
static size_t
draw_lines(struct pen *p, const struct page_page *pg, size_t i)
{
	const struct page_box *b = pg->put[i].box;
	const double x = p->frame.left + b->x;
	size_t end = i;

	if (b->block != NULL && b->line == 0) {
		if (b->block->kind == MD_HEADING)
			bookmark(p, b->block, p->frame.left, pg->put[i].y);
		else
			destination(p, b->block->id, p->frame.left, pg->put[i].y);
	}
	cairo_tag_begin(p->cr, b->tag, NULL);
	for (; end < pg->n && pg->put[end].box->kind == BOX_LINE && pg->put[end].box->para == b->para; end++)
		page_para_draw(b->para, p->cr, pg->put[end].box->line, x, pg->put[end].y);
	cairo_tag_end(p->cr, b->tag);
	for (size_t k = i; k < end; k++)
		links(p, b->para, pg->put[k].box->line, x, pg->put[k].y);
	return end;
}

static size_t
draw_table(const struct pen *p, const struct page_page *pg, size_t i)
{
	const struct page_table *t = pg->put[i].box->table;
	size_t from = t->nrow, to = 0, end = i + 1;

	for (; end < pg->n && pg->put[end].box->kind == BOX_ROW && pg->put[end].box->table == t; end++) {
		from = pg->put[end].box->row < from ? pg->put[end].box->row : from;
		to = pg->put[end].box->row + 1;
	}
	page_table_draw(t, p->cr, p->frame.left, pg->put[i].y, from, to);
	return end;
}

static void
draw_figures(const struct pen *p, const struct page_box *b, double y)
{
	for (int i = 0; i < 2 && b->fig[i].pic != NULL; i++) {
		const struct page_figure *g = &b->fig[i];
		const double x = p->frame.left + g->x;
		double top = 0;

		for (int k = 0; k < 2 && b->fig[k].pic != NULL; k++)	/* captions of a pair on one height */
			top = b->fig[k].h > top ? b->fig[k].h : top;
		destination(p, g->block->id, x, y);
		cairo_tag_begin(p->cr, "Figure", NULL);
		if (!page_pic_draw(g->pic, p->cr, x, y + (top - g->h) / 2, g->w, g->h))
			diag_refuse(p->d, &(struct place){ p->f->doc->file, g->block->line, NULL },
			    _("the picture '%s' can't be drawn"), g->block->file);
		cairo_tag_end(p->cr, "Figure");
		if (g->caption == NULL)
			continue;
		cairo_tag_begin(p->cr, "Caption", NULL);
		page_para_draw_all(g->caption, p->cr, x + (g->w - g->caption->width) / 2,
		    y + top + g->caption->style->before);
		cairo_tag_end(p->cr, "Caption");
	}
}

static void
draw_trio(const struct pen *p, const struct page_box *b, double y)
{
	const double x = p->frame.left + b->x, left = page_para_extent(b->para), right = page_para_extent(b->para3);

	cairo_tag_begin(p->cr, b->tag, NULL);
	page_para_draw(b->para, p->cr, 0, x, y);
	/* The middle of what the outer two leave. */
	page_para_draw(b->para2, p->cr, 0, x + (left + b->w - right - page_para_extent(b->para2)) / 2, y);
	page_para_draw(b->para3, p->cr, 0, x + b->w - right, y);
	cairo_tag_end(p->cr, b->tag);
}

static void
draw_sign(const struct pen *p, const struct page_box *b, double y)
{
	cairo_tag_begin(p->cr, b->tag, NULL);
	for (int i = 0; i < PAGE_SIGN_MAX && b->sign[i] != NULL; i++)
		page_para_draw(b->sign[i], p->cr, 0, p->frame.left + b->w * i, y);
	cairo_tag_end(p->cr, b->tag);
}

static void
draw_rule(const struct pen *p, const struct page_box *b, double y)
{
	colour(p, b->colour);
	cairo_rectangle(p->cr, p->frame.left + b->x, y, b->w, b->height);
	cairo_fill(p->cr);
}

/* The ground of a summary, under its boxes on this page. */
static void
draw_ground(const struct pen *p, const struct page_page *pg)
{
	const double w = p->frame.width - p->frame.left - p->frame.right;

	for (size_t i = 0, k; i < pg->n; i = k) {
		const unsigned int no = pg->put[i].box->box_no;
		double y0, y1;

		for (k = i + 1; k < pg->n && no != 0 && pg->put[k].box->box_no == no; k++)
			;
		if (no == 0)
			continue;
		y0 = pg->put[i].y;
		y1 = pg->put[k - 1].y + pg->put[k - 1].box->height;
		colour(p, page_rgb_of("#F3F6FA"));
		cairo_rectangle(p->cr, p->frame.left, y0, w, y1 - y0);
		cairo_fill(p->cr);
		colour(p, page_rgb_of("#7A8CA3"));
		cairo_rectangle(p->cr, p->frame.left, y0, 1 * PAGE_MM, y1 - y0);
		cairo_fill(p->cr);
	}
}

static struct page_para *
small(const struct pen *p, const char *text, enum page_style_id style)
{
	return page_para_plain(p->f->type, text, &p->f->sheet->style[style], 0);
}

static void
draw_small(const struct pen *p, struct page_para *para, double x, double baseline)
{
	const struct page_style *s = para->style;

	page_para_draw(para, p->cr, 0, x, baseline - s->pitch / 2 - 0.38 * s->size);
	page_para_free(para);
}

/* R: "第 x 页 共 y 页" in the middle; G: "— x —" at the outer side. */
static void
draw_footer(const struct pen *p)
{
	const bool en = page_front_english(&p->f->doc->front), g = p->f->sheet->profile == 'G';
	const double y = p->frame.height - p->f->sheet->footer, measure = p->frame.width - p->frame.left -
	    p->frame.right, em = p->f->sheet->style[STYLE_FOOTER].size;
	struct sbuf b = { 0 };
	struct page_para *para;
	double x, w;

	if (g)
		sbuf_printf(&b, "— %zu —", p->page + 1);
	else
		sbuf_printf(&b, en ? "Page %zu of %zu" : "第 %zu 页  共 %zu 页", p->page + 1, p->f->npage);
	para = small(p, b.p, STYLE_FOOTER);
	w = page_para_extent(para);
	x = !g ? (measure - w) / 2 : p->page % 2 == 0 ? measure - w - em : em;
	draw_small(p, para, p->frame.left + x, y);
	sbuf_release(&b);
}

/* From the second page: short title left, month right, over a thin rule.  G has none. */
static void
draw_header(const struct pen *p)
{
	const struct page_front *f = &p->f->doc->front;
	const char *header = page_front_get(f, "header"), *title = page_front_get(f, "title");
	const char *bar = header == NULL ? NULL : strchr(header, '|');
	const char *right = bar != NULL ? bar + 1 : page_front_get(f, "subtitle");
	struct sbuf left = { 0 };
	struct page_para *para;
	const double y = p->f->sheet->header, end = p->frame.width - p->frame.right;

	if (p->page == 0 || p->f->sheet->profile == 'G')
		return;
	if (header != NULL)
		sbuf_put(&left, header, bar == NULL ? strlen(header) : (size_t)(bar - header));
	else
		sbuf_puts(&left, title == NULL ? "" : title);
	if (left.n == 0 && right == NULL)
		return;
	while (left.n > 0 && left.p[left.n - 1] == ' ')
		left.p[--left.n] = '\0';
	draw_small(p, small(p, left.p, STYLE_HEADER), p->frame.left, y);
	if (right != NULL) {
		para = small(p, right + strspn(right, " "), STYLE_HEADER);
		draw_small(p, para, end - page_para_extent(para), y);
	}
	colour(p, p->f->sheet->style[STYLE_HEADER].colour);
	cairo_set_line_width(p->cr, 0.25);
	cairo_move_to(p->cr, p->frame.left, y + 4);
	cairo_line_to(p->cr, end, y + 4);
	cairo_stroke(p->cr);
	sbuf_release(&left);
}

/* 送审稿 across the page, under the text, while the front matter says draft. */
static void
draw_stamp(const struct pen *p)
{
	const struct page_front *f = &p->f->doc->front;
	const char *state = page_front_get(f, "state");
	struct page_para *para;

	if (state == NULL || strcmp(state, "draft") != 0)
		return;
	para = small(p, page_front_english(f) ? "DRAFT" : "送审稿", STYLE_STAMP);
	cairo_save(p->cr);
	cairo_translate(p->cr, p->frame.width / 2, p->frame.height / 2);
	cairo_rotate(p->cr, -0.72);
	page_para_draw(para, p->cr, 0, -page_para_extent(para) / 2, -para->style->pitch / 2);
	cairo_restore(p->cr);
	page_para_free(para);
}

static void
draw_footnotes(const struct pen *p, const struct page_page *pg)
{
	const struct page_style *s = &p->f->sheet->style[STYLE_FOOTNOTE];
	double y = p->frame.height - p->frame.bottom - pg->foot_h + FOOT_GAP;

	if (pg->foot == 0)
		return;
	colour(p, page_rgb_of("#000000"));
	cairo_set_line_width(p->cr, 0.4);
	cairo_move_to(p->cr, p->frame.left, y - 3);
	cairo_line_to(p->cr, p->frame.left + NOTE_RULE, y - 3);
	cairo_stroke(p->cr);
	for (unsigned int i = 0; i < p->f->doc->nfoot; i++) {
		struct sbuf mark = { 0 };
		struct page_para *m;

		if ((pg->foot & 1u << i) == 0)
			continue;
		sbuf_putrune(&mark, 0x2460 + (int)i);
		m = small(p, mark.p, STYLE_FOOTNOTE);
		cairo_tag_begin(p->cr, "Note", NULL);
		page_para_draw(m, p->cr, 0, p->frame.left, y);
		page_para_draw_all(p->f->foot[i], p->cr, p->frame.left + 1.5 * s->size, y);
		cairo_tag_end(p->cr, "Note");
		y += page_para_height(p->f->foot[i]);
		page_para_free(m);
		sbuf_release(&mark);
	}
}

static void
draw_boxes(struct pen *p, const struct page_page *pg)
{
	for (size_t i = 0; i < pg->n;) {
		const struct page_box *b = pg->put[i].box;
		const double y = pg->put[i].y;

		switch (b->kind) {
		case BOX_LINE:
			i = draw_lines(p, pg, i);
			continue;
		case BOX_HEAD:
			i = draw_table(p, pg, i);
			continue;
		case BOX_PICS:
			draw_figures(p, b, y);
			break;
		case BOX_TRIO:
			draw_trio(p, b, y);
			break;
		case BOX_SIGN:
			draw_sign(p, b, y);
			break;
		case BOX_RULE:
			draw_rule(p, b, y);
			break;
		case BOX_SPACE:
		case BOX_ROW:
			break;
		}
		i++;
	}
}

static void
draw_page(struct pen *p, const struct page_page *pg)
{
	p->frame = page_frame_of(p->f->sheet, pg->wide);
	if (p->bind && p->page % 2 == 1) {
		const double left = p->frame.left;

		p->frame.left = p->frame.right;
		p->frame.right = left;
	}
	cairo_pdf_surface_set_size(p->surface, p->frame.width, p->frame.height);
	draw_stamp(p);
	draw_ground(p, pg);
	draw_header(p);
	draw_footer(p);
	draw_boxes(p, pg);
	draw_footnotes(p, pg);
	cairo_show_page(p->cr);
}

static cairo_status_t
to_buffer(void *arg, const unsigned char *p, unsigned int n)
{
	sbuf_put(arg, (const char *)p, n);
	return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata(cairo_surface_t *s, const struct page_front *f, const struct page_meta *m)
{
	const char *author = page_front_get(f, "author");
	const struct {
		cairo_pdf_metadata_t	 what;
		const char		*text;
	} all[] = {
		{ CAIRO_PDF_METADATA_TITLE, page_front_get(f, "title") },
		{ CAIRO_PDF_METADATA_AUTHOR, author != NULL ? author : page_front_get(f, "org") },
		{ CAIRO_PDF_METADATA_SUBJECT, page_front_get(f, "subject") },
		{ CAIRO_PDF_METADATA_KEYWORDS, page_front_get(f, "keywords") },
		{ CAIRO_PDF_METADATA_CREATOR, m->creator },
		{ CAIRO_PDF_METADATA_CREATE_DATE, m->created },
		{ CAIRO_PDF_METADATA_MOD_DATE, m->created },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (all[i].text != NULL)
			cairo_pdf_surface_set_metadata(s, all[i].what, all[i].text);
	}
}

void
page_draw(const struct page_flow *f, struct diag *d, const struct page_meta *m, struct sbuf *out)
{
	struct pen p = { .f = f, .d = d, .bind = m->bind };

	p.surface = cairo_pdf_surface_create_for_stream(to_buffer, out, f->sheet->width, f->sheet->height);
	set_metadata(p.surface, &f->doc->front, m);
	p.cr = cairo_create(p.surface);
	cairo_tag_begin(p.cr, "Document", NULL);
	for (; p.page < f->npage; p.page++)
		draw_page(&p, &f->page[p.page]);
	cairo_tag_end(p.cr, "Document");
	cairo_destroy(p.cr);
	cairo_surface_finish(p.surface);
	if (cairo_surface_status(p.surface) != CAIRO_STATUS_SUCCESS)
		diag_broken(d, _("the PDF can't be made: %s"),
		    cairo_status_to_string(cairo_surface_status(p.surface)));
	cairo_surface_destroy(p.surface);
}

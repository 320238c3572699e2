#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "page_box.h"

#define SUMMARY_PAD	(3 * PAGE_MM)
#define SUMMARY_BAR	(3 * PAGE_MM)
#define TABLE_AFTER	9.0		/* [pt] below a table, or the notes of one */
#define WIDTH_SLACK	(0.5 * PAGE_MM)	/* a half picture may be that much wider */
#define FIG_GAP		(2 * PAGE_MM)	/* between a caption's sides and its picture's */

struct page_frame
page_frame_of(const struct page_sheet *s, bool wide)
{
	if (wide)	/* turned to the left: the binding edge is on top */
		return (struct page_frame){ s->height, s->width, s->left, s->right, s->bottom, s->top };
	return (struct page_frame){ s->width, s->height, s->top, s->bottom, s->left, s->right };
}

static double
measure_of(const struct page_flow *f, bool wide)
{
	const struct page_frame p = page_frame_of(f->sheet, wide);

	return p.width - p.left - p.right;
}

struct page_box *
page_flow_box(struct page_flow *f, enum page_box_kind kind)
{
	struct page_box *b;

	f->box = mem_grow(f->box, &f->cap, f->n + 1, sizeof(*f->box));
	b = &f->box[f->n++];
	*b = (struct page_box){ .kind = kind, .before = f->after };
	f->after = 0;
	return b;
}

struct page_para *
page_flow_hold(struct page_flow *f, struct page_para *p)
{
	f->held = mem_grow(f->held, &f->heldcap, f->nheld + 1, sizeof(struct page_para *));
	f->held[f->nheld++] = p;
	return p;
}

/* The footnotes marked in line i. */
static unsigned int
foot_marks(const struct page_para *p, int i)
{
	unsigned int foot = 0;
	double x, w;

	for (size_t k = 0; k < p->nlink; k++) {
		if ((p->link[k].run->style & MD_FOOT) != 0 && page_para_link_at(p, k, i, &x, &w))
			foot |= 1u << (strtoul(p->link[k].run->link, NULL, 10) - 1);
	}
	return foot;
}

void
page_flow_lines(struct page_flow *f, struct page_para *p, const char *tag, const struct md_block *block, double x,
    double before, double after)
{
	const int keep = (int)p->style->keep;

	(void)page_flow_hold(f, p);
	for (int i = 0; i < p->nline; i++) {
		struct page_box *b = page_flow_box(f, BOX_LINE);

		b->before += i == 0 ? before : 0;
		b->height = p->style->pitch;
		b->x = x;
		b->para = p;
		b->line = i;
		b->tag = tag;
		b->block = block;
		b->wide_no = block == NULL ? 0 : block->wide_no;
		b->glue = i + 1 < p->nline && (i + 1 < keep || i >= p->nline - keep);
		b->foot = foot_marks(p, i);
	}
	f->after = after;
}

/* text with words of ours in front; what it holds is owned by the flow's paragraphs' makers. */
static struct page_para *
para_with_prefix(struct page_flow *f, const char *prefix, unsigned int style, const struct md_block *b,
    const struct page_style *s, double width)
{
	struct md_text t = { .n = b->text.n + 1 };
	char *words = mem_dup(prefix);
	struct page_para *p;

	t.run = mem_array(t.n, sizeof(*t.run));
	t.run[0] = (struct md_run){ .text = words, .style = style };
	if (b->text.n > 0)
		memcpy(t.run + 1, b->text.run, b->text.n * sizeof(*t.run));
	p = page_para_new(f->type, &t, s, width, b->line);
	for (size_t k = 0; k < p->nlink; k++)		/* the runs of the block outlive t */
		p->link[k].run = &b->text.run[p->link[k].run - t.run - 1];
	free(t.run);
	free(words);
	return p;
}

static void
set_heading(struct page_flow *f, const struct md_block *b)
{
	static const char *const tag[] = { "H1", "H2", "H3" };
	const struct page_style *s = &f->sheet->style[STYLE_H1 + b->level - 1];
	const size_t first = f->n;

	page_flow_lines(f, page_para_new(f->type, &b->text, s, measure_of(f, b->landscape), b->line),
	    tag[b->level - 1], b, 0, s->before, s->after);
	for (size_t i = first; i < f->n; i++)
		f->box[i].glue = true;
}

static bool
ends_with_colon(const struct md_block *b)
{
	struct sbuf s = { 0 };
	bool is;

	md_plain(&s, &b->text);
	is = s.n > 3 && (memcmp(s.p + s.n - 3, "：", 3) == 0 || s.p[s.n - 1] == ':');
	sbuf_release(&s);
	return is;
}

static void
set_para(struct page_flow *f, const struct md_block *b)
{
	const bool leads = ends_with_colon(b);
	/* An official paper begins with whom it is for, at the margin. */
	const bool address = leads && b == f->doc->block && f->sheet->profile == 'G';
	const struct page_style *s = &f->sheet->style[address ? STYLE_ADDRESS : STYLE_BODY];

	page_flow_lines(f, page_para_new(f->type, &b->text, s, measure_of(f, b->landscape), b->line), "P", b, 0,
	    s->before, s->after);
	if (f->n > 0 && leads)
		f->box[f->n - 1].glue = true;	/* with the list it announces */
}

static void
set_item(struct page_flow *f, const struct md_block *b)
{
	const struct page_style *s = &f->sheet->style[b->box == MD_NOTE ? STYLE_NOTE : STYLE_ITEM];
	const double x = 2 * s->size * (b->level - 1);
	struct sbuf m = { 0 };

	if (b->marker != NULL)
		sbuf_printf(&m, "%s ", b->marker);
	page_flow_lines(f, para_with_prefix(f, m.p == NULL ? "" : m.p, 0, b, s, measure_of(f, b->landscape) - x), "LI",
	    b, x, s->before, s->after);
	sbuf_release(&m);
}

/* Space of a summary's box, above its first and below its last line. */
static void
summary_space(struct page_flow *f, const struct md_block *b, double before, bool glue)
{
	struct page_box *s = page_flow_box(f, BOX_SPACE);

	s->before += before;
	s->height = SUMMARY_PAD;
	s->box_no = b->box_no;
	s->glue = glue;
}

static void
set_summary(struct page_flow *f, const struct md_block *b, bool first, bool last)
{
	const struct page_style *s = &f->sheet->style[STYLE_SUMMARY];
	const double x = SUMMARY_BAR + SUMMARY_PAD, w = measure_of(f, b->landscape) - x - SUMMARY_PAD;
	const char *label = page_front_english(&f->doc->front) ? "Summary.  " : "摘要　";
	size_t from;

	if (first)
		summary_space(f, b, s->pitch / 2, true);
	from = f->n;
	page_flow_lines(f, first ? para_with_prefix(f, label, MD_BOLD, b, s, w) :
	    page_para_new(f->type, &b->text, s, w, b->line), "P", b, x, s->before, s->after);
	for (size_t i = from; i < f->n; i++)
		f->box[i].box_no = b->box_no;
	if (last) {
		f->box[f->n - 1].glue = true;
		summary_space(f, b, 0, false);
		f->after = s->pitch / 2;
	}
}

/* Notes directly below a table stay with its last row. */
static void
set_note(struct page_flow *f, const struct md_block *b, const struct md_block *before)
{
	const struct page_style *s = &f->sheet->style[STYLE_NOTE];
	const bool below = before != NULL && (before->kind == MD_TABLE || before->box == MD_NOTE);
	const size_t first = f->n;

	if (below && f->n > 0) {
		f->box[f->n - 1].glue = before->kind == MD_TABLE || f->box[f->n - 1].glue;
		f->after = 0;
	}
	if (b->kind == MD_ITEM)
		set_item(f, b);
	else
		page_flow_lines(f, page_para_new(f->type, &b->text, s, measure_of(f, b->landscape), b->line), "Note",
		    b, 0, s->before, s->after);
	for (size_t i = first; i < f->n && below; i++)
		f->box[i].float_no = first == 0 ? 0 : f->box[first - 1].float_no;
	f->after = TABLE_AFTER;
}

/* "表2　" or "表2（续）　" or "图1　" before a caption. */
static struct page_para *
caption_para(struct page_flow *f, const struct md_block *b, bool again, const struct page_style *s, double width)
{
	const bool en = page_front_english(&f->doc->front);
	struct sbuf m = { 0 };
	struct page_para *p;

	if (en)
		sbuf_printf(&m, "%s %u%s  ", b->kind == MD_TABLE ? "Table" : "Figure", b->number,
		    again ? " (continued)" : "");
	else
		sbuf_printf(&m, "%s%u%s　", b->kind == MD_TABLE ? "表" : "图", b->number, again ? "（续）" : "");
	p = para_with_prefix(f, m.p, 0, b, s, width);
	sbuf_release(&m);
	return p;
}

/* The boxes that stand above the rows on each page. */
static void
set_table_top(struct page_flow *f, const struct md_block *b, struct page_table *t, bool again)
{
	const struct page_style *s = &f->sheet->style[STYLE_CAPTION], *u = &f->sheet->style[STYLE_UNIT];
	const double width = measure_of(f, b->landscape);
	const size_t first = f->n;
	struct page_box *h;

	if (b->number > 0)
		page_flow_lines(f, caption_para(f, b, again, s, width), "Caption", again ? NULL : b, 0, s->before,
		    s->after);
	if (t->md->unit.n > 0)
		page_flow_lines(f, page_para_new(f->type, &t->md->unit, u, width, b->line), "P", NULL, 0, u->before,
		    u->after);
	h = page_flow_box(f, BOX_HEAD);
	h->before += b->number > 0 || t->md->unit.n > 0 ? 0 : TABLE_AFTER;
	h->height = t->headh;
	h->table = t;
	for (size_t i = first; i < f->n; i++) {
		f->box[i].glue = true;
		f->box[i].wide_no = b->wide_no;
	}
}

/* The same boxes once more, kept apart for the pages that follow. */
static void
keep_table_top(struct page_flow *f, const struct md_block *b, struct page_table *t)
{
	const size_t first = f->n, room = sizeof(f->set[0].again) / sizeof(f->set[0].again[0]);
	struct page_set *s;

	f->set = mem_grow(f->set, &f->setcap, f->nset + 1, sizeof(*f->set));
	s = &f->set[f->nset++];
	*s = (struct page_set){ .table = t };
	f->after = 0;
	set_table_top(f, b, t, true);
	for (size_t i = first; i < f->n; i++) {
		if (s->nagain == room)			/* a caption of many lines keeps its first ones */
			s->nagain--;
		s->again[s->nagain++] = f->box[i];
		s->again_h += f->box[i].height + (i > first ? f->box[i].before : 0);
	}
	f->n = first;
	f->after = 0;
}

static void
set_table(struct page_flow *f, struct diag *d, const struct md_block *b)
{
	struct page_table *t = page_table_new(f->type, f->sheet, b, measure_of(f, b->landscape));
	double after;
	size_t first;

	if (t == NULL)
		diag_refuse(d, &(struct place){ f->doc->file, b->line, NULL }, b->landscape ?
		    _("the table is too wide for the page; split it") :
		    _("the table is too wide for the page; put it into '::: landscape' or split it"));
	after = f->after;
	keep_table_top(f, b, t);
	f->after = after;
	first = f->n;
	set_table_top(f, b, t, false);
	for (size_t r = 0; r < t->nrow; r++) {
		struct page_box *x = page_flow_box(f, BOX_ROW);

		x->height = t->rowh[r];
		x->table = t;
		x->row = r;
		x->block = b;
		x->wide_no = b->wide_no;
		x->glue = r + 1 < t->nrow && (r == 0 || r + 2 >= t->nrow || r + 1 + t->md->total >= t->nrow);
	}
	f->nfloat++;
	for (size_t i = first; i < f->n; i++)
		f->box[i].float_no = f->nfloat;
	f->after = TABLE_AFTER;
}

static void
set_figure(struct page_flow *f, struct diag *d, const struct md_block *b, const char *const dirs[],
    struct page_figure *fig, double room)
{
	const struct page_style *s = &f->sheet->style[STYLE_FIGCAPTION];
	const struct page_frame p = page_frame_of(f->sheet, b->landscape);
	double most, aspect;

	*fig = (struct page_figure){ .block = b };
	fig->pic = page_pic_open(d, &(struct place){ f->doc->file, b->line, NULL }, dirs, b->file);
	aspect = page_pic_aspect(fig->pic);
	fig->w = b->width > 0 ? b->width * PAGE_MM : b->height > 0 ? b->height * PAGE_MM / aspect : room;
	if (fig->w > room + WIDTH_SLACK)
		diag_refuse(d, &(struct place){ f->doc->file, b->line, NULL },
		    _("the picture is %.0f mm wide, the page has %.0f mm"), fig->w / PAGE_MM, room / PAGE_MM);
	fig->h = b->height > 0 ? b->height * PAGE_MM : fig->w * aspect;
	if (b->number > 0)
		fig->caption = page_flow_hold(f, caption_para(f, b, false, s, fmax(fig->w, room / 2) - FIG_GAP));
	most = p.height - p.top - p.bottom - 3 * s->pitch;
	if (fig->h > most) {
		fig->w *= most / fig->h;
		fig->h = most;
	}
}

static double
figure_height(const struct page_flow *f, const struct page_figure *fig)
{
	const struct page_style *s = &f->sheet->style[STYLE_FIGCAPTION];

	return fig->h + (fig->caption == NULL ? 0 : s->before + page_para_height(fig->caption));
}

static bool
is_half(const struct page_flow *f, const struct md_block *b)
{
	return b->kind == MD_FIGURE && b->width > 0 && b->width * PAGE_MM <= f->sheet->half + WIDTH_SLACK;
}

/* One picture, or two half ones side by side; gives the number of blocks used. */
static size_t
set_figures(struct page_flow *f, struct diag *d, const char *const dirs[], size_t i)
{
	const struct md_block *b = &f->doc->block[i];
	const bool two = i + 1 < f->doc->n && is_half(f, b) && is_half(f, b + 1) && b[1].wide_no == b->wide_no;
	const double measure = measure_of(f, b->landscape);
	const struct page_style *s = &f->sheet->style[STYLE_FIGCAPTION];
	struct page_box *x = page_flow_box(f, BOX_PICS);
	const size_t at = f->n - 1;
	struct page_figure fig[2] = { { .w = 0 }, { .w = 0 } };

	set_figure(f, d, b, dirs, &fig[0], measure);
	fig[0].x = (measure - fig[0].w) / 2;
	if (two) {
		set_figure(f, d, b + 1, dirs, &fig[1], measure);
		fig[0].x = 0;
		fig[1].x = measure - fig[1].w;
	}
	x = &f->box[at];
	x->before += s->pitch / 2;
	x->fig[0] = fig[0];
	x->fig[1] = fig[1];
	x->height = fmax(figure_height(f, &fig[0]), two ? figure_height(f, &fig[1]) : 0);
	x->block = b;
	x->wide_no = b->wide_no;
	x->float_no = ++f->nfloat;
	f->after = s->after;
	return two ? 2 : 1;
}

static bool
same_box(const struct md_doc *doc, size_t i, size_t k)
{
	return k < doc->n && doc->block[k].box == doc->block[i].box && doc->block[k].box_no == doc->block[i].box_no;
}

/* Block i (and those that belong to it); gives the index of the next. */
static size_t
set_block(struct page_flow *f, struct diag *d, const char *const dirs[], size_t i)
{
	const struct md_doc *doc = f->doc;
	const struct md_block *b = &doc->block[i];
	size_t last = i;

	if (b->box == MD_SIGN) {
		while (same_box(doc, i, last + 1))
			last++;
		page_sign_set(f, d, i, last);
		return last + 1;
	}
	if (b->box == MD_SUMMARY)
		set_summary(f, b, i == 0 || !same_box(doc, i, i - 1), !same_box(doc, i, i + 1));
	else if (b->box == MD_NOTE)
		set_note(f, b, i > 0 ? b - 1 : NULL);
	else if (b->kind == MD_HEADING)
		set_heading(f, b);
	else if (b->kind == MD_ITEM)
		set_item(f, b);
	else if (b->kind == MD_TABLE)
		set_table(f, d, b);
	else if (b->kind == MD_FIGURE)
		return i + set_figures(f, d, dirs, i);
	else
		set_para(f, b);
	return i + 1;
}

void
page_flow_set(struct page_flow *f, struct diag *d, const char *const dirs[])
{
	bool signed_already = false;

	page_head_set(f);
	for (size_t i = 0; i < f->doc->nfoot; i++) {
		const struct page_style *s = &f->sheet->style[STYLE_FOOTNOTE];

		f->foot = f->foot == NULL ? mem_array(f->doc->nfoot, sizeof(struct page_para *)) : f->foot;
		f->foot[i] = page_flow_hold(f, page_para_new(f->type, &f->doc->foot[i], s,
		    measure_of(f, false) - 1.5 * s->size, 0));
	}
	for (size_t i = 0; i < f->doc->n;) {
		signed_already = signed_already || f->doc->block[i].box == MD_SIGN;
		i = set_block(f, d, dirs, i);
	}
	page_tail_set(f, signed_already);
}

void
page_flow_release(struct page_flow *f)
{
	for (size_t i = 0; i < f->n; i++) {
		page_pic_free(f->box[i].fig[0].pic);
		page_pic_free(f->box[i].fig[1].pic);
	}
	for (size_t i = 0; i < f->nheld; i++)
		page_para_free(f->held[i]);
	for (size_t i = 0; i < f->nset; i++)
		page_table_free(f->set[i].table);
	for (size_t i = 0; i < f->npage; i++)
		free(f->page[i].put);
	free(f->held);
	free(f->foot);
	free(f->set);
	free(f->page);
	free(f->box);
}

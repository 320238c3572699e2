#include <stdlib.h>

#include "mem.h"
#include "page_box.h"

#define FOOT_GAP	8.0	/* [pt] between the text and the rule over the footnotes */

#define LATE_MAX	8
#define LATE_GAP	10.0	/* [pt] */
#define FLOAT_MOST	0.45	/* of the type area: a higher table is broken rather than moved */
#define WHITE_MOST	0.35	/* of the type area may be left white rather than break a table */

/* Boxes [from, to). */
struct run {
	size_t	from, to;
};

/* Where the next box goes. */
struct cursor {
	struct page_flow	*f;
	struct page_page	*page;
	struct page_frame	 frame;
	double			 y;		/* from the top of the paper */
	bool			 empty;		/* nothing on the page yet */
	unsigned int		 wide_no;
	struct run		 late[LATE_MAX];	/* tables and pictures that wait for the next page */
	size_t			 nlate;
	bool			 tight;		/* the next box has no space above: what gave it waits */
	double			 gap;		/* space below what had waited */
};

static void
put(struct cursor *c, const struct page_box *b, double y)
{
	struct page_page *p = c->page;

	p->put = mem_grow(p->put, &p->cap, p->n + 1, sizeof(*p->put));
	p->put[p->n++] = (struct page_put){ b, y };
}

static void
new_page(struct cursor *c, unsigned int wide_no)
{
	struct page_flow *f = c->f;

	f->page = mem_grow(f->page, &f->pagecap, f->npage + 1, sizeof(*f->page));
	c->page = &f->page[f->npage++];
	*c->page = (struct page_page){ .wide = wide_no != 0 };
	c->frame = page_frame_of(f->sheet, c->page->wide);
	c->y = c->frame.top;
	c->gap = 0;
	c->empty = true;
	c->wide_no = wide_no;
}

/* The height of footnotes in `foot` that are not on the page yet. */
static double
foot_height(const struct cursor *c, unsigned int foot)
{
	double h = 0;

	for (size_t i = 0; i < c->f->doc->nfoot && i < 32; i++) {
		if ((foot & ~c->page->foot & 1u << i) != 0)
			h += page_para_height(c->f->foot[i]);
	}
	return h > 0 && c->page->foot == 0 ? h + FOOT_GAP : h;
}

static double
room(const struct cursor *c)
{
	return c->frame.height - c->frame.bottom - c->page->foot_h - c->y;
}

/* The boxes from i that stand on one page; their height and footnotes. */
static size_t
chunk(const struct page_flow *f, size_t i, bool at_top, double *h, unsigned int *foot)
{
	size_t k = i;

	*h = 0;
	*foot = 0;
	for (;; k++) {
		*h += f->box[k].height + (k == i && at_top ? 0 : f->box[k].before);
		*foot |= f->box[k].foot;
		if (!f->box[k].glue || k + 1 >= f->n || f->box[k + 1].wide_no != f->box[k].wide_no)
			return k + 1;
	}
}

static bool
is_text(const struct page_box *b)
{
	return b->kind == BOX_LINE && b->block != NULL && b->block->box == MD_PLAIN &&
	    (b->block->kind == MD_PARA || b->block->kind == MD_ITEM);
}

static void
place(struct cursor *c, const struct page_box *b)
{
	const double foot = foot_height(c, b->foot);

	if (!c->empty)
		c->y += c->tight && is_text(b) ? 0 : b->before + c->gap;
	c->tight = false;
	c->gap = 0;
	put(c, b, c->y);
	c->y += b->height;
	c->page->foot |= b->foot;
	c->page->foot_h += foot;
	c->empty = false;
}

/* On a new page a table that goes on begins with its caption and head again. */
static void
repeat_head(struct cursor *c, const struct page_box *b)
{
	const struct page_flow *f = c->f;

	if (b->kind != BOX_ROW || b->row == 0)
		return;
	for (size_t i = 0; i < f->nset; i++) {
		if (f->set[i].table != b->table)
			continue;
		for (size_t k = 0; k < f->set[i].nagain; k++)
			place(c, &f->set[i].again[k]);
	}
}

/* Boxes for the foot of the last page, from i on. */
static void
place_at_foot(struct cursor *c, size_t i)
{
	const struct page_flow *f = c->f;
	double h = 0;

	for (size_t k = i; k < f->n; k++)
		h += f->box[k].height + f->box[k].before;
	if (c->wide_no != 0 || room(c) < h)
		new_page(c, 0);
	c->y = c->frame.height - c->frame.bottom - c->page->foot_h - h;
	c->empty = false;
	for (size_t k = i; k < f->n; k++)
		place(c, &f->box[k]);
}

/* One chunk of boxes, on a new page where it does not fit; gives the index behind it. */
static size_t
place_chunk(struct cursor *c, size_t i)
{
	const struct page_flow *f = c->f;
	const struct page_box *b = &f->box[i];
	unsigned int foot;
	double h;
	const size_t end = chunk(f, i, c->empty, &h, &foot);

	h += c->gap;
	if (b->wide_no != c->wide_no || (!c->empty && h + foot_height(c, foot) > room(c) + 0.01)) {
		if (!c->empty || b->wide_no != c->wide_no)
			new_page(c, b->wide_no);
		repeat_head(c, b);
	}
	for (; i < end; i++) {		/* a chunk longer than a page is cut where the page ends */
		if (!c->empty && f->box[i].height > room(c) + 0.01) {
			new_page(c, f->box[i].wide_no);
			repeat_head(c, &f->box[i]);
		}
		place(c, &f->box[i]);
	}
	return end;
}

/* Tables and pictures that waited, at the top of a new page. */
static void
place_late(struct cursor *c)
{
	const size_t n = c->nlate;

	if (n == 0)
		return;
	c->nlate = 0;
	new_page(c, c->f->box[c->late[0].from].wide_no);
	for (size_t k = 0; k < n; k++) {
		for (size_t i = c->late[k].from; i < c->late[k].to;)
			i = place_chunk(c, i);
	}
	c->tight = false;
	c->gap = LATE_GAP;
}

/*
 * A table or picture that does not fit any more, and is not high: it waits while text behind it fills
 * the page.  Where a heading follows, it begins a new page if little is left of this one.
 */
static bool
is_late(struct cursor *c, size_t i, size_t *end)
{
	const struct page_flow *f = c->f;
	const double area = c->frame.height - c->frame.top - c->frame.bottom;
	double h = 0;
	size_t k = i;

	if (f->box[i].float_no == 0 || (i > 0 && f->box[i - 1].float_no == f->box[i].float_no) || c->empty ||
	    f->box[i].wide_no != c->wide_no)
		return false;
	for (; k < f->n && f->box[k].float_no == f->box[i].float_no; k++)
		h += f->box[k].height + f->box[k].before;
	if (h <= room(c) || h > FLOAT_MOST * area)
		return false;
	*end = k;
	if (c->nlate < LATE_MAX && k < f->n && is_text(&f->box[k]) && f->box[k].wide_no == c->wide_no)
		return true;
	if (room(c) < WHITE_MOST * area && c->nlate == 0)
		new_page(c, c->wide_no);
	return false;
}

static bool
is_heading(const struct page_box *b)
{
	return b->kind == BOX_LINE && b->block != NULL && b->block->kind == MD_HEADING;
}

/* A landscape page that begins with no heading waits until what follows it has filled the page before. */
static bool
is_late_page(const struct cursor *c, size_t i, size_t *end)
{
	const struct page_flow *f = c->f;
	const unsigned int no = f->box[i].wide_no;
	size_t k = i;

	if (no == 0 || no == c->wide_no || c->empty || c->nlate == LATE_MAX || c->wide_no != 0 ||
	    (f->box[i].block != NULL && f->box[i].block->kind == MD_HEADING))
		return false;
	while (k < f->n && f->box[k].wide_no == no)
		k++;
	*end = k;
	return k < f->n && f->box[k].wide_no == 0 && (is_text(&f->box[k]) || is_heading(&f->box[k]) ||
	    f->box[k].kind == BOX_PICS);
}

/*
 * Whether the chunk at i goes on the page before what waits: text; a picture before tables; a heading,
 * unless with a table, before turned pages.
 */
static bool
may_pass(const struct cursor *c, size_t i)
{
	const struct page_box *b = &c->f->box[i];
	bool pics = false, turned = true;
	unsigned int foot;
	double h;
	size_t end;

	for (size_t k = 0; k < c->nlate; k++) {
		const struct page_box *late = &c->f->box[c->late[k].from];

		pics = pics || late->kind == BOX_PICS;
		turned = turned && late->wide_no != 0;
	}
	if (!is_text(b) && (b->kind != BOX_PICS || pics) && !(turned && is_heading(b)))
		return false;
	end = chunk(c->f, i, c->empty, &h, &foot);
	for (size_t k = i; k < end; k++) {
		if (c->f->box[k].table != NULL)
			return false;
	}
	return c->f->box[i].wide_no == c->wide_no && h + foot_height(c, foot) <= room(c) + 0.01;
}

void
page_flow_break(struct page_flow *f)
{
	struct cursor c = { .f = f };
	size_t i = 0, end;

	new_page(&c, f->n > 0 ? f->box[0].wide_no : 0);
	while (i < f->n && !f->box[i].foot_of_page) {
		if (is_late(&c, i, &end) || is_late_page(&c, i, &end)) {
			c.late[c.nlate++] = (struct run){ i, end };
			i = end;
			c.tight = true;
			continue;
		}
		if (c.nlate > 0 && !may_pass(&c, i)) {
			place_late(&c);
			continue;
		}
		i = place_chunk(&c, i);
	}
	place_late(&c);
	if (i < f->n)
		place_at_foot(&c, i);
}

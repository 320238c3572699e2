#include <stdlib.h>

#include "mem.h"
#include "page_box.h"

#define FOOT_GAP	8.0	/* [pt] between the text and the rule over the footnotes */

/* Where the next box goes. */
struct cursor {
	struct page_flow	*f;
	struct page_page	*page;
	struct page_frame	 frame;
	double			 y;		/* from the top of the paper */
	bool			 empty;		/* nothing on the page yet */
	unsigned int		 wide_no;
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

static void
place(struct cursor *c, const struct page_box *b)
{
	const double foot = foot_height(c, b->foot);

	if (!c->empty)
		c->y += b->before;
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

void
page_flow_break(struct page_flow *f)
{
	struct cursor c = { .f = f };

	new_page(&c, f->n > 0 ? f->box[0].wide_no : 0);
	for (size_t i = 0; i < f->n;) {
		const struct page_box *b = &f->box[i];
		unsigned int foot;
		double h;
		size_t end;

		if (b->foot_of_page) {
			place_at_foot(&c, i);
			return;
		}
		end = chunk(f, i, c.empty, &h, &foot);
		if (b->wide_no != c.wide_no || (!c.empty && h + foot_height(&c, foot) > room(&c) + 0.01)) {
			if (!c.empty)
				new_page(&c, b->wide_no);
			else
				c.wide_no = b->wide_no;
			repeat_head(&c, b);
		}
		for (; i < end; i++) {		/* a chunk longer than a page is cut where the page ends */
			if (!c.empty && f->box[i].height > room(&c) + 0.01) {
				new_page(&c, f->box[i].wide_no);
				repeat_head(&c, &f->box[i]);
			}
			place(&c, &f->box[i]);
		}
	}
}

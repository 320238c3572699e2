/*
 * page_box - a document as a column of boxes (lines, table rows, pictures, rules), and the boxes on
 * pages: a heading stays with what follows, two lines or rows stay together, a table's head is repeated.
 * Lengths in points.  Needs: page_text, page_table, page_pic.
 *
 *	struct page_flow f = { .doc = &doc, .sheet = &sheet, .type = &type };
 *	page_flow_set(&f, &d, dirs);		(blocks to boxes)
 *	page_flow_break(&f);			(boxes to pages)
 */
#ifndef QJ_PAGE_BOX_H
#define QJ_PAGE_BOX_H

#include "page_pic.h"
#include "page_table.h"

enum page_box_kind {
	BOX_SPACE,		/* nothing, of that height; kept at the top of a page too */
	BOX_LINE,		/* one line of para */
	BOX_TRIO,		/* para left, para2 centre, para3 right, on one line */
	BOX_RULE,		/* a rule over the measure, its weight is the height */
	BOX_ROW,		/* one row of table */
	BOX_HEAD,		/* the head of table */
	BOX_PICS,		/* one or two pictures with their captions */
	BOX_SIGN		/* signatures spread over the measure */
};

#define PAGE_SIGN_MAX 8

/* One picture in its box. */
struct page_figure {
	const struct md_block	*block;
	struct page_pic		*pic;
	struct page_para	*caption;	/* NULL: none */
	double			 x, w, h;	/* of the picture */
};

struct page_box {
	enum page_box_kind	 kind;
	double			 before;	/* space above, left out at the top of a page */
	double			 height;
	double			 x, w;		/* from the left margin; width of what is in it */
	bool			 glue;		/* the next box stands on the same page */
	bool			 foot_of_page;	/* stands at the foot of the last page */
	unsigned int		 wide_no;	/* of its landscape block; 0 upright */
	unsigned int		 box_no;	/* of its summary block, else 0 */
	size_t			 float_no;	/* of its table with notes, or pictures; 0: none */
	const struct md_block	*block;		/* NULL: made by us */
	const char		*tag;		/* structure: "P", "H1" ...; NULL none */
	struct page_para	*para, *para2, *para3;
	int			 line;
	struct page_table	*table;
	size_t			 row;
	struct page_figure	 fig[2];
	struct page_para	*sign[PAGE_SIGN_MAX];
	struct page_rgb		 colour;	/* of a rule */
	unsigned int		 foot;		/* bit k: footnote k + 1 is marked here */
};

/* A table with what is repeated on each page it goes over. */
struct page_set {
	struct page_table	*table;
	struct page_box		 again[8];	/* "表2（续）", unit line, head */
	size_t			 nagain;
	double			 again_h;	/* their height */
};

/* A box on a page; rows of one table lie together. */
struct page_put {
	const struct page_box	*box;
	double			 y;		/* its top, from the top of the paper */
};

struct page_page {
	bool		  wide;			/* landscape */
	struct page_put	 *put;
	size_t		  n, cap;
	unsigned int	  foot;			/* footnotes on it, as bits */
	double		  foot_h;		/* their height */
};

struct page_flow {
	const struct md_doc	*doc;
	const struct page_sheet	*sheet;
	struct page_type	*type;
	const char		*date;		/* "2026-11-12" to be printed; NULL: none */
	struct page_style	 masthead;	/* the sheet's, made small enough for one line */
	struct page_box		*box;
	size_t			 n, cap;
	double			 after;		/* space the next box gets above it */
	size_t			 nfloat;
	struct page_set		*set;
	size_t			 nset, setcap;
	struct page_para       **foot;		/* foot[doc->nfoot] */
	struct page_page	*page;
	size_t			 npage, pagecap;
	struct page_para       **held;		/* all paragraphs, to be freed */
	size_t			 nheld, heldcap;
};

/* dirs: as page_pic_open. */
void	page_flow_set(struct page_flow *, struct diag *, const char *const dirs[]);
void	page_flow_break(struct page_flow *);
void	page_flow_release(struct page_flow *);

/* The paper and margins of an upright or a turned page. */
struct page_frame {
	double	width, height, top, bottom, left, right;
};
struct page_frame page_frame_of(const struct page_sheet *, bool wide);

/* Parts of page_flow_set: the head of the first page; the signatures and the imprint at the end. */
void	page_head_set(struct page_flow *);
void	page_sign_set(struct page_flow *, struct diag *, size_t first, size_t last);
void	page_tail_set(struct page_flow *, bool signed_already);

/* A new box at the end of the flow. */
struct page_box *page_flow_box(struct page_flow *, enum page_box_kind);
/* Keeps p to be freed with the flow. */
struct page_para *page_flow_hold(struct page_flow *, struct page_para *);
/* The lines of p as boxes. */
void	page_flow_lines(struct page_flow *, struct page_para *, const char *tag, const struct md_block *, double x,
	    double before, double after);

#endif

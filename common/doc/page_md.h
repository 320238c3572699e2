/*
 * page_md - reads qj-markdown(5): the source as a list of blocks, texts as runs of one style.
 * Numbers tables and figures, and puts "表1" for "@tbl:x".  Whatever the format does not have is
 * refused with its line.  Parsing proper is cmark-gfm's.
 * Needs: diag, page_front, page_run, page_inline; libcmark-gfm and its extensions.
 *
 *	struct md_doc doc = { 0 };
 *	md_read(&doc, &d, "air.md", text);
 *	for (size_t i = 0; i < doc.n; i++)
 *		set(&doc.block[i]);
 *	md_release(&doc);
 */
#ifndef QJ_PAGE_MD_H
#define QJ_PAGE_MD_H

#include "page_front.h"
#include "page_run.h"

enum md_kind { MD_HEADING, MD_PARA, MD_ITEM, MD_TABLE, MD_FIGURE };
/* The ::: block a block stands in. */
enum md_box { MD_PLAIN, MD_SUMMARY, MD_NOTE, MD_SIGN };

/* cell[row * ncol + col]; rows 0 to nrow - 1 are the body. */
struct md_table {
	size_t		 ncol, nrow;
	char		*align;		/* of each column: 'l', 'c', 'r', or 0 for by content */
	struct md_text	*head;		/* head[ncol]: the last level */
	struct md_text	*over;		/* over[ncol]: the level above, n 0 where there is none */
	struct md_text	*cell;
	unsigned long	*line;		/* line[nrow] */
	struct md_text	 unit;		/* n 0: none */
	size_t		 total;		/* closing rows that are totals */
	size_t		 merge;		/* leading columns whose equal neighbours are one cell */
};

struct md_block {
	enum md_kind	 kind;
	enum md_box	 box;
	unsigned int	 box_no;	/* differs from one ::: block to the next */
	bool		 landscape;	/* stands on a page turned by 90 degrees */
	unsigned int	 wide_no;	/* differs from one landscape block to the next; 0 upright */
	unsigned long	 line;
	int		 level;		/* heading 1 to 3; list depth from 1 */
	char		*id;		/* "tbl:x", "fig:x"; NULL: none */
	unsigned int	 number;	/* of table and figure with a caption, from 1 each; 0: not numbered */
	char		*marker;	/* of an item: "1." */
	struct md_text	 text;		/* heading, paragraph, item; caption of table and figure */
	struct md_table	*table;
	char		*file;		/* of a figure, as written */
	double		 width, height;	/* of a figure [mm]; 0 not told */
};

struct md_doc {
	struct page_front	 front;
	const char		*file;		/* name for messages */
	struct md_block		*block;
	size_t			 n, cap;
	struct md_text		*foot;		/* footnotes, in order */
	size_t			 nfoot, footcap;
	unsigned int		 ntable, nfigure;
};

/*
 * Reads text, UTF-8 without NUL or byte order mark (textin sees to it).  file is kept, not copied.
 */
void	md_read(struct md_doc *, struct diag *, const char *file, struct sv text);
void	md_release(struct md_doc *);

#endif

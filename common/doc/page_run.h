/*
 * page_run - a text of qj-markdown(5) as runs of one style each.  Needs: str, mem.
 *
 *	struct sbuf b = { 0 };
 *	md_plain(&b, &block->text);
 */
#ifndef QJ_PAGE_RUN_H
#define QJ_PAGE_RUN_H

#include "str.h"

enum md_style {
	MD_BOLD		= 1 << 0,	/* **..** */
	MD_EMPH		= 1 << 1,	/* *..* */
	MD_WORSE	= 1 << 2,	/* [..]{.worse} */
	MD_CODE		= 1 << 3,	/* `..` */
	MD_LINK		= 1 << 4,	/* link has the address */
	MD_REF		= 1 << 5,	/* link has the id of a table or figure */
	MD_FOOT		= 1 << 6,	/* the mark of a footnote; link has its number */
	MD_SHORT	= 1 << 7,	/* [..]{.short}: too few data */
	MD_MARK		= 1 << 8	/* [..]{.mark}: raised behind a figure */
};

/* The level of [..]{.warn}: the ground of a warning. */
#define MD_WARN 15

/* A piece of text of one style; U+2028 in it is a forced line end. */
struct md_run {
	char		*text;
	unsigned int	 style;		/* enum md_style */
	unsigned int	 level;		/* 1 to 6 of [..]{.levelN}, 7 to 12 of {.classN}, MD_WARN, else 0 */
	char		*link;		/* NULL: none */
};

struct md_text {
	struct md_run	*run;
	size_t		 n, cap;
};

/* The text without its styles and footnote marks, appended to b; without runs of these styles. */
void	md_plain(struct sbuf *b, const struct md_text *);
void	md_plain_but(struct sbuf *b, const struct md_text *, unsigned int styles);
void	md_text_release(struct md_text *);

#endif

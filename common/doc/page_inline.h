/*
 * page_inline - the inline part of qj-markdown(5): a cmark node's children as runs of one style.
 * Adds to CommonMark: [..]{.worse}, [..]{.short}, [..]{.warn}, [..]{.mark}, [..]{.level1} to {.level6},
 * [..]{.class1} to {.class6}; @tbl:x and @fig:x; attribute lists {#id key=value}.  A line end inside Chinese joins
 * without a blank.
 * Needs: diag, decimal, page_run; libcmark-gfm.
 *
 *	md_inlines(&text, &d, &at, cmark_node_first_child(paragraph), NULL);
 */
#ifndef QJ_PAGE_INLINE_H
#define QJ_PAGE_INLINE_H

#include <cmark-gfm.h>

#include "diag.h"
#include "page_run.h"

/*
 * Appends the nodes from first up to (not including) end (NULL: all that follow) to t.  at is the
 * place for messages.  foot: whether a footnote mark may stand here.
 */
void	md_inlines(struct md_text *t, struct diag *, const struct place *at, cmark_node *first, cmark_node *end,
	    bool foot);

/* The same for a line of source. */
void	md_inline_source(struct md_text *t, struct diag *, const struct place *at, struct sv source);

/* An attribute list; values are borrowed from the text it was read from. */
#define MD_ATTR_MAX 8
struct md_attrs {
	struct sv	id;			/* n 0: none */
	struct sv	key[MD_ATTR_MAX], value[MD_ATTR_MAX];
	size_t		n;
};

/* Reads "{#id key=value}"; refuses what is not one. */
void	md_attrs_read(struct md_attrs *, struct diag *, const struct place *at, struct sv text);

/* Takes the list at the end of *text off it, if there is one: true. */
bool	md_attrs_split(struct sv *text, struct sv *list);

/* A length "79mm" or "7.9cm" in [mm], above 0 and up to 1000; refuses anything else. */
double	md_length(struct diag *, const struct place *at, struct sv text);
/* A whole number from 0 to 99; refuses anything else. */
size_t	md_count(struct diag *, const struct place *at, struct sv text);

/* For a message that ends the run: text as shown between quotes. */
const char *md_quoted(struct sv text);

#endif

/*
 * escape - text made safe to stand in Markdown or HTML.  Pure.  Needs: str.
 *
 *	escape_put(&b, ESCAPE_MD, sv_of("a|b"), false);		(a\|b)
 */
#ifndef QJ_ESCAPE_H
#define QJ_ESCAPE_H

#include "str.h"

enum escape { ESCAPE_NONE, ESCAPE_MD, ESCAPE_HTML };

/*
 * Appends text.  Markdown: a backslash before \ ` * _ [ ] { < & | ~ ^ and, where line_start says that
 * nothing but blanks stands before it in its line, before what would begin a heading, list, quotation,
 * block or rule; a line break becomes a blank.  Chinese text, minus signs and numbers stay as they are.
 */
void	escape_put(struct sbuf *, enum escape, struct sv text, bool line_start);

/* Whether nothing but blanks stands behind the last line feed of b. */
bool	escape_line_start(const struct sbuf *b);

#endif

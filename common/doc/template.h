/*
 * template - a Mustache template as a list of tokens (the public specification: variables, sections,
 * inverted sections, comments, partials, set delimiters, standalone lines; no lambdas).
 * Pure but for refusing what is no template.  Needs: diag, str.
 *
 *	struct template t;
 *	template_parse(&t, &d, "air.md", text);
 */
#ifndef QJ_TEMPLATE_H
#define QJ_TEMPLATE_H

#include "diag.h"

enum token_kind { TOKEN_TEXT, TOKEN_VALUE, TOKEN_RAW, TOKEN_SECTION, TOKEN_INVERTED, TOKEN_END, TOKEN_PARTIAL };

struct token {
	enum token_kind	 kind;
	struct sv	 text;		/* the text, or the tag's name */
	struct sv	 indent;	/* of a standalone partial: blanks before it */
	unsigned long	 line;
	size_t		 end;		/* of a section: its TOKEN_END */
};

struct template {
	const char	*file;		/* for messages */
	struct token	*v;
	size_t		 n, cap;
};

/* Parses text, which must outlive the template; refuses (diag) what is not well formed. */
void	template_parse(struct template *, struct diag *, const char *file, struct sv text);
void	template_release(struct template *);

#endif

/*
 * textin - the whole of a text file in memory: template, Markdown, JSON.  UTF-8 is required, a byte
 * order mark dropped, a NUL refused.  Needs: diag, str.
 *
 *	struct sbuf b = { 0 };
 *	textin_read(&d, "air.md", &b);
 */
#ifndef QJ_TEXTIN_H
#define QJ_TEXTIN_H

#include "diag.h"

/* Appends the file (NULL or "-": standard input) to b; dies where it can't be read or is no text. */
void		textin_read(struct diag *, const char *file, struct sbuf *b);

/* What the file is called in messages. */
const char     *textin_name(const char *file);

#endif

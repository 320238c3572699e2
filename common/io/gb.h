/*
 * gb - GB18030 to UTF-8, by iconv, each two-byte code asked for once: tables of the country are ASCII
 * with names in two bytes, and a call for each of them costs more than the rest of their reading.
 * Needs: mem.
 *
 *	struct gb *g = gb_new();
 *	gb_convert(g, conv, &in, &inleft, &out, &outleft);	(as iconv)
 *	gb_free(g);
 */
#ifndef QJ_GB_H
#define QJ_GB_H

#include <iconv.h>
#include <stddef.h>

struct gb;

struct gb      *gb_new(void);
void		gb_free(struct gb *);

/*
 * As iconv(3) with conv opened for UTF-8 from GB18030, which has no state: (size_t)-1 with EILSEQ,
 * EINVAL (a part of a character is left) or E2BIG, where it stopped; else 0.
 */
size_t		gb_convert(struct gb *, iconv_t conv, char **in, size_t *inleft, char **out, size_t *outleft);

#endif

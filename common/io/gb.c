#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gb.h"
#include "mem.h"

#define LEAD	0x81
#define TRAIL	0x40
#define NTRAIL	0xbf		/* 0x40 to 0xfe */

/* The UTF-8 of a two-byte code; n 0: not asked yet. */
struct code {
	unsigned char	n;
	char		utf8[4];
};

struct gb {
	struct code	code[0x100 - LEAD][NTRAIL];
};

struct gb *
gb_new(void)
{
	return mem_alloc(sizeof(struct gb));
}

void
gb_free(struct gb *g)
{
	free(g);
}

/* One character by iconv, whose bytes are looked for among the first four of in. */
static size_t
one(iconv_t conv, char **in, size_t *inleft, char **out, size_t *outleft)
{
	for (size_t n = 2; n <= 4; n += 2) {
		char *p = *in;
		size_t left = n < *inleft ? n : *inleft;
		const size_t given = left;

		if (iconv(conv, &p, &left, out, outleft) == (size_t)-1 && (errno != EINVAL || given == *inleft || n == 4))
			return (size_t)-1;
		if (p != *in) {
			*inleft -= (size_t)(p - *in);
			*in = p;
			return 0;
		}
	}
	errno = EILSEQ;
	return (size_t)-1;
}

/* A two-byte code from the table, asked for where it is met the first time. */
static size_t
two(struct gb *g, iconv_t conv, char **in, size_t *inleft, char **out, size_t *outleft)
{
	const unsigned char *u = (const unsigned char *)*in;
	struct code *c = *inleft >= 2 && u[0] >= LEAD && u[0] != 0xff && u[1] >= TRAIL && u[1] < TRAIL + NTRAIL ?
	    &g->code[u[0] - LEAD][u[1] - TRAIL] : NULL;
	char *const from = *out;

	if (c != NULL && c->n > 0) {
		memcpy(*out, c->utf8, 4);
		*out += c->n;
		*outleft -= c->n;
		*in += 2;
		*inleft -= 2;
		return 0;
	}
	if (one(conv, in, inleft, out, outleft) == (size_t)-1)
		return (size_t)-1;
	if (c != NULL && (const unsigned char *)*in == u + 2 && *out - from <= 4) {
		memcpy(c->utf8, from, (size_t)(*out - from));
		c->n = (unsigned char)(*out - from);
	}
	return 0;
}

size_t
gb_convert(struct gb *g, iconv_t conv, char **in, size_t *inleft, char **out, size_t *outleft)
{
	while (*inleft > 0) {
		uint64_t w;

		if (*outleft < 16) {
			errno = E2BIG;
			return (size_t)-1;
		}
		if (*inleft >= 8) {			/* eight bytes of ASCII at once */
			memcpy(&w, *in, 8);
			if ((w & UINT64_C(0x8080808080808080)) == 0) {
				memcpy(*out, &w, 8);
				*in += 8;
				*out += 8;
				*inleft -= 8;
				*outleft -= 8;
				continue;
			}
		}
		if ((**in & 0x80) == 0) {
			*(*out)++ = *(*in)++;
			--*inleft;
			--*outleft;
		} else if (two(g, conv, in, inleft, out, outleft) == (size_t)-1)
			return (size_t)-1;
	}
	return 0;
}

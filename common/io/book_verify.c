#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "book.h"
#include "mem.h"

/*
 * The library writes its parts to temporary files unchecked, so a full disk can leave a part cut short
 * in a zip file that is well formed.  Reading everything back costs a few per cent and finds it.
 */

#define EOCD_SIZE	22		/* end of the central directory, without a comment */
#define ENTRY_SIZE	46		/* entry of it, without its name */
#define LOCAL_SIZE	30		/* local header, without its name */
#define BLOCK		65536

struct part {
	unsigned long	crc, packed, size, offset;
	unsigned int	method, name, skip;	/* bytes of name; bytes behind it */
};

static unsigned long
le(const unsigned char *p, int n)
{
	unsigned long v = 0;

	while (n-- > 0)
		v = v << 8 | p[n];
	return v;
}

static bool
get(FILE *f, unsigned long at, unsigned char *buf, size_t n)
{
	return fseek(f, (long)at, SEEK_SET) == 0 && fread(buf, 1, n, f) == n;
}

/* What inflating went through, for the checks at the end. */
struct seen {
	unsigned long	crc, size;
	char		last;		/* the last byte that is not a line break */
};

static void
see(struct seen *s, const unsigned char *p, size_t n)
{
	s->crc = crc32(s->crc, p, (uInt)n);
	s->size += n;
	while (n > 0 && (p[n - 1] == '\n' || p[n - 1] == '\r'))
		n--;
	if (n > 0)
		s->last = (char)p[n - 1];
}

static bool
inflate_part(FILE *f, unsigned long packed, struct seen *s)
{
	unsigned char in[BLOCK], out[BLOCK];
	z_stream z = { .next_in = in };
	int r = Z_OK;

	if (inflateInit2(&z, -MAX_WBITS) != Z_OK)
		return false;
	while (r == Z_OK) {
		if (z.avail_in == 0) {
			const size_t n = packed < sizeof(in) ? packed : sizeof(in);

			if (n == 0 || fread(in, 1, n, f) != n)
				break;
			packed -= n;
			z.next_in = in;
			z.avail_in = (uInt)n;
		}
		z.next_out = out;
		z.avail_out = sizeof(out);
		r = inflate(&z, Z_NO_FLUSH);
		if (r == Z_OK || r == Z_STREAM_END)
			see(s, out, sizeof(out) - z.avail_out);
	}
	(void)inflateEnd(&z);
	return r == Z_STREAM_END;
}

static bool
verify_part(FILE *f, const struct part *p)
{
	unsigned char h[LOCAL_SIZE];
	struct seen s = { crc32(0, NULL, 0), 0, '\0' };

	if (!get(f, p->offset, h, sizeof(h)) || memcmp(h, "PK\3\4", 4) != 0)
		return false;
	if (fseek(f, (long)(le(h + 26, 2) + le(h + 28, 2)), SEEK_CUR) != 0 || p->method != Z_DEFLATED ||
	    !inflate_part(f, p->packed, &s))
		return false;
	return s.crc == p->crc && s.size == p->size && s.last == '>';
}

bool
book_verify(const char *path)
{
	FILE *f = fopen(path, "rbe");
	unsigned char h[ENTRY_SIZE];
	unsigned long end, at, n = 0;
	bool good;

	if (f == NULL)
		return false;
	good = fseek(f, 0, SEEK_END) == 0 && ftell(f) > EOCD_SIZE;
	end = good ? (unsigned long)ftell(f) - EOCD_SIZE : 0;
	good = good && get(f, end, h, EOCD_SIZE) && memcmp(h, "PK\5\6", 4) == 0;
	at = good ? le(h + 16, 4) : 0;
	n = good ? le(h + 10, 2) : 0;
	good = good && n > 0 && at + le(h + 12, 4) == end;
	for (; good && n > 0; n--) {
		struct part p;

		good = get(f, at, h, sizeof(h)) && memcmp(h, "PK\1\2", 4) == 0;
		if (!good)
			break;
		p = (struct part){ .method = (unsigned int)le(h + 10, 2), .crc = le(h + 16, 4),
		    .packed = le(h + 20, 4), .size = le(h + 24, 4), .name = (unsigned int)le(h + 28, 2),
		    .skip = (unsigned int)(le(h + 30, 2) + le(h + 32, 2)), .offset = le(h + 42, 4) };
		at += ENTRY_SIZE + p.name + p.skip;
		good = verify_part(f, &p);
	}
	return fclose(f) == 0 && good;
}

/*
 * gb_test - every code of two bytes and some of four, in text and by itself, as iconv has them.
 */
#include <errno.h>
#include <stdint.h>

#include "gb.h"
#include "tap.h"

static iconv_t conv;
static struct gb *g;

/* Both ways on the bytes: the same text, the same error, the same place. */
static bool
same(const char *p, size_t n)
{
	char a[256], b[256], *in1 = (char *)(uintptr_t)p, *in2 = in1, *out1 = a, *out2 = b;
	size_t left1 = n, left2 = n, room1 = sizeof(a), room2 = sizeof(b);
	size_t r1, r2;
	int e1, e2;

	errno = 0;
	r1 = iconv(conv, &in1, &left1, &out1, &room1);
	e1 = r1 == (size_t)-1 ? errno : 0;
	(void)iconv(conv, NULL, NULL, NULL, NULL);
	errno = 0;
	r2 = gb_convert(g, conv, &in2, &left2, &out2, &room2);
	e2 = r2 == (size_t)-1 ? errno : 0;
	(void)iconv(conv, NULL, NULL, NULL, NULL);
	return e1 == e2 && left1 == left2 && out1 - a == out2 - b && memcmp(a, b, (size_t)(out1 - a)) == 0;
}

int
main(void)
{
	unsigned long bad = 0, n = 0;

	conv = iconv_open("UTF-8", "gb18030");
	g = gb_new();
	for (int pass = 0; pass < 2; pass++) {	/* the second time from the table */
		for (unsigned int lead = 0x80; lead <= 0xff; lead++) {
			for (unsigned int trail = 0x30; trail <= 0xff; trail++) {
				const char text[] = { '1', ',', (char)lead, (char)trail, ',', '2', '.', '5', ',', 'a', 'b', 'c', 'd', '\n' };

				bad += !same(text, sizeof(text));
				bad += !same(text + 2, 2);
				bad += !same(text + 2, 1);
				n += 3;
			}
		}
	}
	ok(bad == 0, "codes of two bytes");
	ok(n > 100000, "all of them were tried");
	bad = 0;
	for (unsigned int i = 0; i < 0x30000; i += 7) {
		const char four[] = { (char)(0x81 + i % 0x7e), (char)('0' + i / 3 % 10), (char)(0x81 + i / 5 % 0x7e), (char)('0' + i / 11 % 10), ',' };

		bad += !same(four, sizeof(four));
		bad += !same(four, 3);
	}
	ok(bad == 0, "codes of four bytes");
	gb_free(g);
	(void)iconv_close(conv);
	return done_testing();
}

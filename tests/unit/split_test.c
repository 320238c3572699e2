/*
 * split_test - the vector splitter finds what the plain one finds, on random bytes of all lengths
 * around the width of a step, at every alignment; and what lies behind the block is not looked at.
 */
#include "split.h"
#include "tap.h"

#define LEN_MAX 300

static uint64_t state = UINT64_C(88172645463325252);

static uint32_t
next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 32);
}

/* Bytes as they occur in tables, one kind of them more often than in any. */
static void
fill(char *p, size_t n, uint32_t kind)
{
	static const char often[] = { ',', '\n', '"', '\r', '\0', 'x', '5', '.' };

	for (size_t i = 0; i < n; i++) {
		const uint32_t r = next();

		if (kind == 8)
			p[i] = (char)(r & 0xff);
		else
			p[i] = r % 4 == 0 ? often[kind] : r % 16 == 1 ? often[r >> 8 & 7] : (char)('0' + (r >> 16) % 10);
	}
}

static bool
same(const struct split *a, const struct split *b)
{
	return a->nsep == b->nsep && a->nrow == b->nrow && a->seen == b->seen &&
	    memcmp(a->sep, b->sep, a->nsep * sizeof(*a->sep)) == 0 &&
	    memcmp(a->row, b->row, a->nrow * sizeof(*a->row)) == 0;
}

int
main(void)
{
	static uint32_t room[4][LEN_MAX + SPLIT_PAD];
	static char buf[LEN_MAX + 2 * SPLIT_PAD];
	struct split v = { .sep = room[0], .row = room[1] }, p = { .sep = room[2], .row = room[3] };
	unsigned long wrong = 0, n = 0, tailed = 0;

	for (size_t len = 0; len <= LEN_MAX; len++) {
		for (uint32_t k = 0; k < 9 * 4; k++, n++) {
			char *at = buf + k % 64;

			fill(buf, sizeof(buf), 0);		/* separators all about it */
			fill(at, len, k % 9);
			split_plain(at, len, &p);
			split_block(at, len, &v);
			wrong += !same(&v, &p);
			tailed += v.nsep > 0 && v.sep[v.nsep - 1] >= len;
		}
	}
	ok(n == (LEN_MAX + 1) * 36 && wrong == 0, "both find the same (%lu wrong of %lu)", wrong, n);
	is_int((long long)tailed, 0, "nothing behind the block is found");
	memcpy(buf, "a,b\nc,\"d\r\n", 10);
	split_block(buf, 10, &v);
	ok(v.nsep == 4 && v.sep[0] == 1 && v.sep[1] == 3 && v.sep[2] == 5 && v.sep[3] == 9 && v.nrow == 2 && v.row[0] == 2 &&
	    v.row[1] == 4 && v.seen == (SPLIT_QUOTE | SPLIT_CR), "a small table by hand");
	memcpy(buf, "\xe6\x81\xa9", 4);
	split_block(buf, 4, &v);
	ok(v.nsep == 0 && v.seen == (SPLIT_HIGH | SPLIT_NUL), "bytes above 0x7f and NUL are seen");
	return done_testing();
}

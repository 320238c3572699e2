/*
 * hj212_fuzz - any bytes as a stream: frames lie in it, one behind the other; a good one has the length and
 * checksum it tells; cut into blocks anywhere, the same good ones are found.
 */
#include "fuzz.h"
#include "hj212.h"

static struct hj212_crc crc;

/* The good frames of the bytes, read with a first block of cut bytes; their checksums added up. */
static size_t
read_all(struct sv b, size_t cut, uint64_t *sum)
{
	size_t at = 0, good = 0, used;
	bool last = cut >= b.n;
	struct hj212_frame f;

	for (;;) {
		const size_t end = last ? b.n : cut;
		const enum hj212_found r = hj212_next(&crc, (struct sv){ b.p + at, end - at }, last, &f, &used);

		if (used > end - at)
			abort();
		if (r == HJ212_FRAME) {
			struct hj212_head h;
			struct sv group, key, value;

			if (f.raw.p < b.p + at || f.raw.p + f.raw.n > b.p + at + used)
				abort();
			if (f.fault == HJ212_OK) {
				good++;
				*sum += hj212_checksum(&crc, f.segment) * 31u + f.segment.n;
				if (hj212_read_head(f.segment, &h)) {
					while (hj212_group(&h.cp, &group)) {
						while (hj212_pair(&group, &key, &value))
							;
					}
				}
			}
		}
		at += used;
		if (r == HJ212_END)
			return good;
		if (r == HJ212_MORE) {
			if (last)
				abort();
			last = true;
		}
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct sv b = { (const char *)data, n };
	uint64_t whole = 0, blocks = 0;

	hj212_init(&crc);
	if (read_all(b, n, &whole) != read_all(b, n == 0 ? 0 : data[0] * n / 256, &blocks) || whole != blocks)
		abort();
	return 0;
}

/*
 * hj212 - messages of HJ 212 (2005, 2017, 2025) in a stream of bytes: found in whatever stands around
 * them (logs, NUL bytes), checked, taken apart.  ## LLLL segment CCCC: LLLL is the number of bytes of
 * the segment, CCCC its checksum.  HJ 1404-2024 frames its messages likewise.
 * Source: HJ 212-2017 6.3 and annex A (checksum); HJ 212-2025.
 * Pure: no I/O, no allocation; all texts borrow from the bytes given.  Needs: str.
 *
 *	struct hj212_crc crc;
 *	struct hj212_frame f;
 *	hj212_init(&crc);
 *	while (hj212_next(&crc, bytes, last, &f, &used) == HJ212_FRAME)
 *		...	(then go on behind used bytes)
 */
#ifndef QJ_HJ212_H
#define QJ_HJ212_H

#include <stdint.h>

#include "str.h"

/*
 * The checksum's next state by its high byte and the next byte: crc = t[(crc >> 8) ^ byte].  Only the
 * high byte goes on, and it is linear in what went in: slice[k] takes a byte over k + 1 steps.
 */
struct hj212_crc {
	uint16_t	t[256];
	uint8_t		slice[8][256];
};
void		hj212_init(struct hj212_crc *);

/* The checksum of a segment. */
uint16_t	hj212_checksum(const struct hj212_crc *, struct sv segment);

enum hj212_fault { HJ212_OK, HJ212_NO_HEADER, HJ212_BAD_LENGTH, HJ212_BAD_CRC, HJ212_TRUNCATED, HJ212_NFAULT };

/* "bad_length" and so on, as in --errors. */
const char     *hj212_fault_code(enum hj212_fault);

struct hj212_frame {
	struct sv	 raw;		/* from ## to the checksum, as far as it goes */
	struct sv	 segment;	/* of a good one */
	enum hj212_fault fault;
	bool		 lenient;	/* its checksum is in lower-case digits */
	size_t		 told, is;	/* bytes the length field tells, and those there are; of HJ212_BAD_LENGTH */
	uint16_t	 crc;		/* what the checksum would have to be; of HJ212_BAD_CRC */
};

enum hj212_found { HJ212_FRAME, HJ212_MORE, HJ212_END };

/*
 * The first frame of bytes, good or bad.  *used bytes are done with in any case.  HJ212_MORE: none
 * is whole yet and more bytes may come (last false); HJ212_END: none is left.
 */
enum hj212_found hj212_next(const struct hj212_crc *, struct sv bytes, bool last, struct hj212_frame *, size_t *used);

/* The header fields of a segment, empty where absent, and what stands between CP=&& and &&. */
struct hj212_head {
	struct sv	 qn, st, cn, mn, flag, pnum, pno;
	struct sv	 cp;
};

/* False where it has no CN, no MN or no CP. */
bool		hj212_read_head(struct sv segment, struct hj212_head *);

/* The next of the groups between ';', and of the pairs key=value between ',' in one; false at the end. */
bool		hj212_group(struct sv *cp, struct sv *group);
bool		hj212_pair(struct sv *group, struct sv *key, struct sv *value);

/* The value behind the first n bytes of the group, which are its key; the pair is taken off. */
static inline void
hj212_value(struct sv *group, size_t n, struct sv *value)
{
	const char *const p = group->p;
	size_t i = n;

	while (i < group->n && p[i] != ',')	/* short: no call for it */
		i++;
	*value = i > n ? (struct sv){ p + n + 1, i - n - 1 } : (struct sv){ "", 0 };
	*group = i < group->n ? (struct sv){ p + i + 1, group->n - i - 1 } : (struct sv){ p + i, 0 };
}

#endif

/*
 * csvin - the one reader of qj-csv(5): UTF-8 CSV with one header row, from files or standard input.
 * Blocks without a quote or a lone CR go through the vector splitter, the others through libcsv;
 * both give the same rows.  Several files are one table, matched by column name.  Refuses (diag)
 * ragged rows, NUL, broken UTF-8, rows over 16 MiB, empty or repeated column names; passes
 * #qj-failed on.  A field is borrowed until the next csvin_next().  Needs: diag, decimal, civil, bytes, split.
 *
 *	struct csvin *in = csvin_open(&d, argv + i);
 *	const int c = csvin_column(in, "station");
 *	while (csvin_next(in))
 *		use(csvin_field(in, (size_t)c));
 *	csvin_close(in);
 */
#ifndef QJ_CSVIN_H
#define QJ_CSVIN_H

#include <stddef.h>

#include "civil.h"
#include "decimal.h"
#include "diag.h"

struct csvin_src;

struct csvin {
	struct diag	 *d;
	size_t		  ncol;
	char		**name;		/* column names, name[ncol] */
	const char	 *base;		/* the row's bytes: field c is base[c ? sep[c-1]+1 : row .. sep[c]) */
	uint32_t	 *sep;
	uint32_t	  row;
	bool		  verbatim;	/* the row's bytes are as they stand in a file, without quotes */
	const char	 *file;		/* of the current row; "stdin" for standard input */
	unsigned long	  line;		/* physical line on which the row starts */
	unsigned long	  nrow;		/* rows given out */
	unsigned long	  nblank;	/* blank lines skipped */
	unsigned long	  ncut;		/* numbers with over 18 digits, rounded */
	unsigned long	  nwithheld;	/* rows refused under -k */
	int		  flags_col;	/* the flags column, -1 if there is none */
	char		  date[12];	/* the last date read by csvin_time, "" at first */
	int64_t		  date_sec;
	struct csvin_src *src;
};

/* Opens the NULL-terminated list of files ("-" and an empty list: standard input), reads the header. */
struct csvin   *csvin_open(struct diag *, char *const files[]);
/*
 * The same for a stream that is waited for as f says: its idle is called while no row is there, a
 * last file that grows has no end, and one that was cut or replaced is read from its new beginning.
 */
struct follow;
struct csvin   *csvin_open_stream(struct diag *, char *const files[], struct follow *f);

/* The same for one named file (NULL: standard input). */
struct csvin   *csvin_open_one(struct diag *, const char *file);

/* The same for a table of knowledge, which may begin with lines of comment ("# ..."). */
struct csvin   *csvin_open_table(struct diag *, const char *file);

/* The next row; false at the end. */
bool		csvin_next(struct csvin *);
void		csvin_close(struct csvin *);

/* The column of that name (exact, else folded: case, blanks, full-width), -1 where there is none. */
int		csvin_column(const struct csvin *, const char *name);
/* The same; refuses the input where there is none. */
size_t		csvin_need(const struct csvin *, const char *name);

static inline struct sv
csvin_field(const struct csvin *in, size_t c)
{
	const uint32_t from = c == 0 ? in->row : in->sep[c - 1] + 1;

	return (struct sv){ in->base + from, in->sep[c] - from };
}

/* Where field c stands, for messages. */
struct place	csvin_place(const struct csvin *, size_t c);

/* Field c as it is shown between quotes in a message ("" for an empty one); lent until the next call. */
const char     *csvin_quoted(const struct csvin *, size_t c);

/* Refuses field c: message by diag_cell; under -k flags it "unreadable" and returns false. */
bool		csvin_bad(struct csvin *, size_t c, const char *code, const char *fmt, ...)
		    __attribute__((format(printf, 4, 5)));

/* Adds item:code to the row's flags cell, where the table has one. */
void		csvin_flag(struct csvin *, const char *item, const char *code);

bool		csvin_decimal_slow(struct csvin *, size_t c, struct dec *);
bool		csvin_time_slow(struct csvin *, size_t c, struct civil *);

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
/* Eight ASCII digits, first one lowest in w, as a number; false where one is no digit. */
static inline bool
csvin_eight(uint64_t w, uint32_t *m)
{
	const uint64_t zero = UINT64_C(0x3030303030303030), high = UINT64_C(0xf0f0f0f0f0f0f0f0);

	if (((w ^ zero) & high) != 0 || ((w + UINT64_C(0x0606060606060606)) & high) != zero)
		return false;
	w -= zero;
	w = w * 10 + (w >> 8);
	w = ((w & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x000f424000000064) +
	    ((w >> 16) & UINT64_C(0x000000ff000000ff)) * UINT64_C(0x0000271000000001)) >> 32;
	*m = (uint32_t)w;
	return true;
}

/*
 * The n (1 to 8) bytes at p as digits, or digits with one decimal; 8 bytes are readable there.
 * Neither the length nor the point makes a branch: in data they come as they like.
 */
static inline bool
csvin_short(const char *p, size_t n, struct dec *x)
{
	const uint64_t zero = UINT64_C(0x3030303030303030);
	uint64_t w, tail;
	uint32_t m;
	bool point;

	memcpy(&w, p, sizeof(w));
	w = w << (64 - 8 * n) | (zero >> (4 * n)) >> (4 * n);
	point = (w >> 48 & 0xff) == '.';
	w = point ? (w & UINT64_C(0xff00000000000000)) | (w & UINT64_C(0x0000ffffffffffff)) << 8 | '0' : w;
	if (!csvin_eight(w, &m))
		return false;
	x->m = m;
	tail = (uint64_t)point | (uint64_t)DEC_NUMBER << 16;	/* scale, kind and cens in one store */
	memcpy((char *)x + offsetof(struct dec, scale), &tail, sizeof(tail));
	return true;
}
#endif

/*
 * Field c as a number; blank is missing.  Refused where it is none (then false, *x missing).
 * The common cases, up to 8 plain digits or digits with one decimal, are read here.
 */
static inline bool
csvin_decimal(struct csvin *in, size_t c, struct dec *x)
{
	const struct sv f = csvin_field(in, c);

	if (f.n == 0) {
		*x = (struct dec){ 0 };
		return true;
	}
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (f.n <= 8 && csvin_short(f.p, f.n, x))
		return true;
#endif
	return csvin_decimal_slow(in, c, x);
}

/* Field c as a stamp or date; refused where it is none, blank included. */
static inline bool
csvin_time(struct csvin *in, size_t c, struct civil *t)
{
	const struct sv f = csvin_field(in, c);

	if (f.n == 16 && memcmp(f.p, in->date, 11) == 0 && f.p[13] == ':') {
		const unsigned int h1 = (unsigned char)f.p[11] - (unsigned int)'0', h0 = (unsigned char)f.p[12] -
		    (unsigned int)'0', m1 = (unsigned char)f.p[14] - (unsigned int)'0', m0 =
		    (unsigned char)f.p[15] - (unsigned int)'0', h = h1 * 10 + h0;

		if (h1 <= 2 && h0 <= 9 && m1 <= 5 && m0 <= 9 && h < 24) {
			*t = (struct civil){ in->date_sec + (int64_t)(h * 3600 + (m1 * 10 + m0) * 60), false };
			return true;
		}
	}
	return csvin_time_slow(in, c, t);
}

#endif

/*
 * csvout - the one writer of qj-csv(5), and the one way a finished file takes its name.
 * To a named regular file it writes a temporary one beside it and renames the finished one; a FIFO
 * or device is written through.  A run that fails leaves no file, and on standard output ends with
 * "#qj-failed NAME: reason".  A block never ends at the end of a row before the end of the output,
 * so that a killed command leaves a torn row that every reader refuses.  Only a stream whose rows are
 * wanted at once gives that up, by csvout_flush: what it wrote is whole rows whenever it is killed,
 * and what it still owed must be known otherwise (qj-alert: from its state file).
 * Needs: diag, decimal, csvin.
 *
 *	struct csvout *out = csvout_open(&d, NULL, false);
 *	csvout_text(out, "station"); csvout_text(out, "AQI"); csvout_end(out);
 *	csvout_close(out);
 *	return diag_finish(&d);
 */
#ifndef QJ_CSVOUT_H
#define QJ_CSVOUT_H

#include "csvin.h"
#include "decimal.h"
#include "diag.h"

struct csvout {
	struct diag	*d;
	int		 fd;
	char		*buf;
	size_t		 n, cap;
	size_t		 row, last;	/* where the open row and the last whole row start */
	bool		 begun;		/* the open row has a cell */
	const char	*path;		/* NULL: standard output */
	char		*tmp;		/* temporary name, NULL: written through */
	unsigned long	 nrow;		/* rows written, the header not counted */
	bool		 headed;	/* the header row was written */
	int64_t		day;		/* whose date stands in date; -1: none */
	char		date[CIVIL_TEXT];
	/* ",0" to ",999": most cells of an index table are one of these */
	char		 small[1000][4];
	uint8_t		 nsmall[1000];
};

/* Opens path (NULL or "-": standard output); bom puts EF BB BF first. */
struct csvout  *csvout_open(struct diag *, const char *path, bool bom);

/* Copies the row of in (or its header) into the open row. */
void		csvout_row(struct csvout *, const struct csvin *);
void		csvout_header(struct csvout *, const struct csvin *);
/*
 * One name of the header; refused where in (may be NULL) has a column of exactly that name: two of one name make a
 * table that no command reads.
 */
void		csvout_own_head(struct csvout *, const struct csvin *in, const char *name);
/* A whole header of these names: name[n]. */
void		csvout_names(struct csvout *, const char *const name[], size_t n);

/* One cell each; quoted where it must be. */
void		csvout_cell(struct csvout *, struct sv);
/* Appends it to a buffer as csvout_cell would write it, without a comma. */
void		csvout_quote(struct sbuf *, struct sv);
/* A cell known to need no quotes. */
static inline void csvout_plain(struct csvout *, struct sv);
void		csvout_text(struct csvout *, const char *);
void		csvout_textf(struct csvout *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static inline void csvout_int(struct csvout *, long);
/* As many decimals as the scale; an empty cell for missing. */
void		csvout_dec(struct csvout *, struct dec);
/* Without trailing zeros. */
void		csvout_dec_short(struct csvout *, struct dec);
void		csvout_time(struct csvout *, struct civil);
static inline void csvout_empty(struct csvout *);

/* Ends the row. */
void		csvout_end(struct csvout *);

/*
 * Writes all whole rows at once, the last one included; no row may be open.  For streams that never
 * end: everyone else leaves it to csvout_end, whose blocks never end at the end of a row.
 */
void		csvout_flush(struct csvout *);

/* Writes what is left, checks, renames; dies (exit 3) where the device failed. */
void		csvout_close(struct csvout *);

/* "qj-x: 744 rows in, 744 out" and what the reader skipped; to be followed by a command's own notes. */
void		csvout_summary(const struct csvout *, const struct csvin *);

void		csvout_int_slow(struct csvout *, long);
void		csvout_grow(struct csvout *, size_t n);

/* Room for n bytes behind what is written. */
static inline char *
csvout_room(struct csvout *o, size_t n)
{
	if (__builtin_expect(o->cap - o->n < n, 0))
		csvout_grow(o, n);
	return o->buf + o->n;
}

static inline void
csvout_empty(struct csvout *o)
{
	*csvout_room(o, 1) = ',';
	o->n += o->begun;
	o->begun = true;
}

static inline void
csvout_plain(struct csvout *o, struct sv s)
{
	char *p;

	csvout_empty(o);
	p = csvout_room(o, s.n);
	memcpy(p, s.p, s.n);
	o->n += s.n;
}

static inline void
csvout_int(struct csvout *o, long v)
{
	if (__builtin_expect(v < 0 || v > 999 || !o->begun, 0)) {
		csvout_int_slow(o, v);
		return;
	}
	memcpy(csvout_room(o, sizeof(o->small[0])), o->small[v], sizeof(o->small[0]));
	o->n += o->nsmall[v];
}

/*
 * Files that are not CSV (pictures, workbooks, pages): open gives a descriptor to a temporary file
 * beside path (or path itself for a FIFO or device, or standard output for NULL and "-"; a binary
 * result on a terminal is refused), commit gives it its name.  Failure removes it.
 */
struct outfile {
	struct diag	*d;
	const char	*path;
	char		*tmp;
	int		 fd;
};
void		outfile_open(struct outfile *, struct diag *, const char *path, bool binary);
void		outfile_write(struct outfile *, const void *p, size_t n);
void		outfile_commit(struct outfile *);

#endif

/*
 * bytes - a list of files (or standard input) as one run of bytes, converted to UTF-8 where asked.
 * What is not given out yet stands in buf[from..to) with SPLIT_PAD readable bytes behind.
 * Needs: diag, mem, progress, split, follow.
 *
 *	struct bytes b;
 *	bytes_init(&b, &d, files, NULL);
 *	bytes_open(&b);
 *	while (bytes_line(&b, &line))
 *		b.from += line.n;
 *	bytes_release(&b);
 */
#ifndef QJ_BYTES_H
#define QJ_BYTES_H

#include <iconv.h>

#include "diag.h"
#include "follow.h"
#include "gb.h"
#include "progress.h"

#define BYTES_MAX	(16u << 20)	/* of one row */

struct bytes {
	struct diag	*d;
	char		**files;	/* own copy of the list, NULL-terminated; empty: standard input */
	size_t		 ifile;		/* the open one */
	int		 fd;
	const char	*name;		/* of the open file, for messages */
	char		*buf;
	size_t		 cap;		/* the pad included */
	size_t		 from, to;
	bool		 eof;
	unsigned long	 line;		/* physical line at from, counted from 1 by whoever takes lines */
	struct progress	 progress;
	const char	*encoding;	/* NULL: UTF-8, not converted; else a name, or "auto" */
	const char	*chosen;	/* of the open file, once it is decided */
	iconv_t		 conv;
	bool		 decided, converting;
	struct gb	*gb;		/* of GB18030: what its two-byte codes are; NULL else */
	char		*raw;		/* bytes read and not converted yet */
	size_t		 nraw;
	bool		 raw_end;	/* nothing is left to read behind raw */
	struct follow	*follow;	/* how to wait for more; NULL: the read waits, the end is the end */
};

void	bytes_init(struct bytes *, struct diag *, char *const files[], const char *encoding);
void	bytes_release(struct bytes *);

/* Whether a file can be read twice, so that its header can be looked at ahead. */
bool	bytes_is_regular(const char *file);

/* Opens files[ifile], with nothing read yet; bytes_shut closes it.  Dies (exit 3) where it can't. */
void	bytes_open(struct bytes *);
void	bytes_shut(struct bytes *);

/*
 * The first bytes of a file just opened, up to 32 KiB, as they stand; nothing is taken.  For files
 * that are converted (encoding not NULL); whoever sets encoding to NULL then reads them as they are.
 */
struct sv bytes_peek(struct bytes *);

/*
 * More bytes behind those not given out, which are moved to the front.  At the end of the file a
 * missing final line feed is supplied.  False if there is nothing left at all.  Refuses (exit 1) a
 * row of over BYTES_MAX and bytes that are not of the encoding.
 */
bool	bytes_fill(struct bytes *);

/* Moves what is not given out to the front, without reading. */
void	bytes_front(struct bytes *);

/* The physical line at from with its line end (LF, CRLF or CR); false at the end. */
bool	bytes_line(struct bytes *, struct sv *line);

#endif

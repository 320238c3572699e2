/*
 * spool - input that is read twice.  A regular file is; a pipe is copied to a temporary file, so that
 * memory stays flat.  Needs: diag, mem, scratch.
 *
 *	struct spool s;
 *	spool_open(&s, &d, argv + i);
 *	(read s.files with csvin_open, to the end)
 *	spool_rewind(&s);
 *	(and again)
 *	spool_close(&s);
 */
#ifndef QJ_SPOOL_H
#define QJ_SPOOL_H

#include <sys/types.h>

#include "diag.h"

struct spool {
	char	**files;	/* the operands, as the reader takes them; NULL-terminated */
	int	 *fd;		/* of each copy, -1 where there is none */
	size_t	  n;
	off_t	  start;	/* where standard input began */
	bool	  has_stdin;
	struct diag *d;
};

/* Copies what can't be read twice, to its end; dies (exit 3) where a device fails. */
void	spool_open(struct spool *, struct diag *, char *const files[]);
/* Standard input to its start again. */
void	spool_rewind(struct spool *);
void	spool_close(struct spool *);

#endif

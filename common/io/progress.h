/*
 * progress - says on a terminal how many bytes were read, once work takes over a second.
 * Nothing is written where standard error is no terminal or --quiet was given.  Needs: diag.
 */
#ifndef QJ_PROGRESS_H
#define QJ_PROGRESS_H

#include "diag.h"

struct progress {
	double	began, shown;		/* [s]; 0 before the first block */
	double	bytes;
	int	state;			/* 0 not asked, 1 terminal, -1 silent */
	bool	drawn;
};

void	progress_bytes(struct progress *, const struct diag *, size_t n);
void	progress_end(struct progress *);

#endif

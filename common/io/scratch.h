/*
 * scratch - a temporary file in TMPDIR (else /tmp) that has no name, so that nothing is left however
 * the command ends.  Needs: diag, str.
 *
 *	const int fd = scratch_open(&d);
 *	scratch_write(&d, fd, p, n);
 *	scratch_copy(&d, fd, STDIN_FILENO, "stdin");
 *	(void)close(fd);
 */
#ifndef QJ_SCRATCH_H
#define QJ_SCRATCH_H

#include "diag.h"

/* Open for reading and writing; all three die (exit 3) where the system fails. */
int	scratch_open(struct diag *);
void	scratch_write(struct diag *, int fd, const char *p, size_t n);
/* Appends the rest of from, whose name is for messages, and goes to the start of fd. */
void	scratch_copy(struct diag *, int fd, int from, const char *name);

#endif

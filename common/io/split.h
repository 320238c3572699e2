/*
 * split - where the separators of a block of CSV are: the vector stage under csvin.
 * The widest code the machine has is chosen at run time; all give the same result.  Pure.
 */
#ifndef QJ_SPLIT_H
#define QJ_SPLIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SPLIT_PAD 64			/* bytes behind the block that may be read */

enum split_seen {
	SPLIT_QUOTE	= 1,		/* a '"' */
	SPLIT_CR	= 2,		/* a carriage return */
	SPLIT_NUL	= 4,		/* a NUL byte */
	SPLIT_HIGH	= 8		/* a byte above 0x7f */
};

struct split {
	uint32_t	*sep;		/* offsets of commas and line feeds, ascending; room for n + SPLIT_PAD */
	size_t		 nsep;
	uint32_t	*row;		/* for each line feed: how many separators end with it; room as sep */
	size_t		 nrow;
	unsigned int	 seen;		/* enum split_seen */
};

/* Indexes the n bytes at p (readable to p + n + SPLIT_PAD); offsets count from p. */
void	split_block(const char *p, size_t n, struct split *);

/* The same by the plain C path; for tests. */
void	split_plain(const char *p, size_t n, struct split *);

/* Whether every carriage return of the n bytes at p stands before a line feed. */
bool	split_crlf_only(const char *p, size_t n);

#endif

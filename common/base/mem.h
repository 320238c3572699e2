/*
 * mem - allocation that dies on exhaustion, so that nobody writes dead cleanup code.
 * A program that cannot get memory prints one line and exits 3.  Needs: nothing.
 *
 *	int *v = mem_array(n, sizeof(*v));
 *	v = mem_grow(v, &cap, n + 1, sizeof(*v));
 */
#ifndef QJ_MEM_H
#define QJ_MEM_H

#include <stddef.h>

/* n zeroed bytes; n 0 gives a unique pointer. */
void	*mem_alloc(size_t n);

/* n zeroed elements of size bytes each; an overflow of the product dies as exhaustion does. */
void	*mem_array(size_t n, size_t size);

/*
 * p, an array of *cap elements of size bytes, made large enough for need elements (at least
 * doubled); *cap is set.  New elements are not cleared.  p may be NULL with *cap 0.
 */
void	*mem_grow(void *p, size_t *cap, size_t need, size_t size);

/* A copy of the string s, or of the n bytes at p with a NUL behind; NULL for s NULL. */
char	*mem_dup(const char *s);
char	*mem_ndup(const char *p, size_t n);

#endif

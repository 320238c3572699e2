#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"

static _Noreturn void
die(void)
{
	static const char msg[] = "qj: out of memory\n";

	(void)!write(STDERR_FILENO, msg, sizeof(msg) - 1);
	_exit(3);
}

void *
mem_alloc(size_t n)
{
	void *p = calloc(1, n == 0 ? 1 : n);

	if (p == NULL)
		die();
	return p;
}

void *
mem_array(size_t n, size_t size)
{
	void *p = calloc(n == 0 ? 1 : n, size == 0 ? 1 : size);

	if (p == NULL)
		die();
	return p;
}

void *
mem_grow(void *p, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap < 8 ? 8 : *cap;

	if (need <= *cap && p != NULL)
		return p;
	while (n < need) {
		if (n > SIZE_MAX / 2)
			die();
		n *= 2;
	}
	if (size != 0 && n > SIZE_MAX / size)
		die();
	p = realloc(p, n * size);
	if (p == NULL)
		die();
	*cap = n;
	return p;
}

char *
mem_dup(const char *s)
{
	return s == NULL ? NULL : mem_ndup(s, strlen(s));
}

char *
mem_ndup(const char *p, size_t n)
{
	char *q = mem_alloc(n + 1);

	if (n > 0)
		memcpy(q, p, n);
	q[n] = '\0';
	return q;
}

/*
 * fuzz - what the fuzz targets share: an exit becomes a return, and the memory of a run that ended
 * so is freed.  The library is compiled with exit and free renamed (Makefile), and without mem.c.
 *
 *	if (fuzz_enter() == 0) { ... }		(a refusal comes back here with 1)
 *	fuzz_leave();
 */
#ifndef QJ_FUZZ_H
#define QJ_FUZZ_H

#undef exit
#undef free
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "mem.h"

extern void free(void *);

struct block {
	struct block	*prev, *next;
	size_t		 size;
	_Alignas(max_align_t) char body[];
};

static struct block blocks = { &blocks, &blocks, 0 };
static jmp_buf fuzz_back;

#define fuzz_enter() setjmp(fuzz_back)

_Noreturn void
fuzz_exit(int status)
{
	(void)status;
	longjmp(fuzz_back, 1);
}

static struct block *
block_of(void *p)
{
	return (struct block *)(void *)((char *)p - offsetof(struct block, body));
}

void
fuzz_free(void *p)
{
	if (p != NULL) {
		struct block *b = block_of(p);

		b->prev->next = b->next;
		b->next->prev = b->prev;
		free(b);
	}
}

void *
mem_alloc(size_t n)
{
	struct block *b = calloc(1, sizeof(*b) + n);

	if (b == NULL)
		abort();
	b->size = n;
	b->prev = &blocks;
	b->next = blocks.next;
	blocks.next->prev = b;
	blocks.next = b;
	return b->body;
}

void *
mem_array(size_t n, size_t size)
{
	return mem_alloc(n * size);
}

void *
mem_grow(void *p, size_t *cap, size_t need, size_t size)
{
	void *q;
	size_t k = *cap * 2;

	if (p != NULL && need <= *cap)
		return p;
	*cap = k > need ? k : need;
	q = mem_alloc(*cap * size);
	if (p != NULL) {
		memcpy(q, p, block_of(p)->size);
		fuzz_free(p);
	}
	return q;
}

char *
mem_ndup(const char *p, size_t n)
{
	char *q = mem_alloc(n + 1);

	if (n > 0)
		memcpy(q, p, n);
	return q;
}

char *
mem_dup(const char *s)
{
	return s == NULL ? NULL : mem_ndup(s, strlen(s));
}

/* Frees what the run has left; closes the files it has left open. */
static void
fuzz_leave(void)
{
	while (blocks.next != &blocks)
		fuzz_free(blocks.next->body);
	for (int fd = 3; fd < 40; fd++) {
		if (fd >= 10)
			(void)close(fd);
	}
}

/* A file of these bytes, at its start; its number is 10 or more. */
__attribute__((unused))
static int
fuzz_file(const void *p, size_t n)
{
	const int low = memfd_create("fuzz", 0), fd = dup2(low, low + 10 > 30 ? 30 : low + 10);

	(void)close(low);
	(void)!write(fd, p, n);
	(void)lseek(fd, 0, SEEK_SET);
	return fd;
}

#endif

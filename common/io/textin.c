#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "mem.h"
#include "textin.h"

#define BLOCK	((size_t)64 << 10)	/* bytes of one read */

const char *
textin_name(const char *file)
{
	return file == NULL || strcmp(file, "-") == 0 ? "stdin" : file;
}

/* The line of the byte at p[n]. */
static unsigned long
line_of(const char *p, size_t n)
{
	unsigned long line = 1;

	for (size_t i = 0; i < n; i++)
		line += p[i] == '\n';
	return line;
}

static void
check(struct diag *d, const char *name, struct sv a)
{
	const size_t good = utf8_valid(a);
	const char *nul = a.n == 0 ? NULL : memchr(a.p, '\0', a.n);

	if (nul != NULL)
		diag_refuse(d, &(struct place){ name, line_of(a.p, (size_t)(nul - a.p)), NULL },
		    _("a NUL byte: this is no text"));
	if (good < a.n)
		diag_refuse(d, &(struct place){ name, line_of(a.p, good), NULL }, _("not UTF-8"));
}

void
textin_read(struct diag *d, const char *file, struct sbuf *b)
{
	const char *name = textin_name(file);
	const bool std = strcmp(name, "stdin") == 0 && (file == NULL || strcmp(file, "-") == 0);
	const int fd = std ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
	const size_t from = b->n;
	ssize_t n;

	if (fd < 0)
		diag_io(d, name, errno);
	do {
		b->p = mem_grow(b->p, &b->cap, b->n + BLOCK + 1, 1);
		n = read(fd, b->p + b->n, BLOCK);
		if (n < 0 && errno != EINTR)
			diag_io(d, name, errno);
		b->n += n > 0 ? (size_t)n : 0;
	} while (n != 0);
	b->p[b->n] = '\0';
	if (!std)
		(void)close(fd);
	if (b->n - from >= 3 && memcmp(b->p + from, "\xef\xbb\xbf", 3) == 0) {
		memmove(b->p + from, b->p + from + 3, b->n - from - 2);
		b->n -= 3;
	}
	check(d, name, (struct sv){ b->p + from, b->n - from });
}

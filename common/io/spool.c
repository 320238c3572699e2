#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mem.h"
#include "spool.h"

#define BLOCK ((size_t)128 << 10)

/* A file without a name, open for reading and writing. */
static int
open_nameless(struct diag *d)
{
	const char *dir = getenv("TMPDIR");
	struct sbuf b = { 0 };
	int fd;

	dir = dir == NULL || *dir == '\0' ? "/tmp" : dir;
	sbuf_printf(&b, "%s/qj-spool-XXXXXX", dir);
	fd = mkostemp(b.p, O_CLOEXEC);
	if (fd < 0)
		diag_io(d, dir, errno);
	(void)unlink(b.p);
	sbuf_release(&b);
	return fd;
}

static void
write_all(struct diag *d, int fd, const char *p, size_t n)
{
	while (n > 0) {
		const ssize_t k = write(fd, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			diag_io(d, "temporary file", errno);
		p += k;
		n -= (size_t)k;
	}
}

/* The rest of from, copied; the copy stands at its start. */
static int
copy(struct diag *d, int from, const char *name)
{
	const int to = open_nameless(d);
	char *buf = mem_array(BLOCK, 1);
	ssize_t n;

	for (;;) {
		n = read(from, buf, BLOCK);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			diag_io(d, name, errno);
		if (n == 0)
			break;
		write_all(d, to, buf, (size_t)n);
	}
	free(buf);
	if (lseek(to, 0, SEEK_SET) != 0)
		diag_io(d, "temporary file", errno);
	return to;
}

static void
take_stdin(struct spool *s)
{
	struct stat st;

	if (s->has_stdin)
		return;
	s->has_stdin = true;
	s->start = -1;
	if (fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode))
		s->start = lseek(STDIN_FILENO, 0, SEEK_CUR);
	if (s->start < 0) {
		const int fd = copy(s->d, STDIN_FILENO, "stdin");

		if (dup2(fd, STDIN_FILENO) < 0)
			diag_io(s->d, "stdin", errno);
		(void)close(fd);
		s->start = 0;
	}
}

/* A pipe that has a name is read from its copy; what does not exist is left for the reader to say. */
static void
take_named(struct spool *s, size_t i)
{
	struct sbuf b = { 0 };
	struct stat st;
	int fd;

	if (stat(s->files[i], &st) != 0 || S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
		return;
	fd = open(s->files[i], O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	s->fd[i] = copy(s->d, fd, s->files[i]);
	(void)close(fd);
	sbuf_printf(&b, "/dev/fd/%d", s->fd[i]);
	free(s->files[i]);
	s->files[i] = b.p;
}

void
spool_open(struct spool *s, struct diag *d, char *const files[])
{
	*s = (struct spool){ .d = d };
	while (files[s->n] != NULL)
		s->n++;
	s->files = mem_array(s->n + 1, sizeof(*s->files));
	s->fd = mem_array(s->n + 1, sizeof(*s->fd));
	if (s->n == 0)
		take_stdin(s);
	for (size_t i = 0; i < s->n; i++) {
		s->files[i] = mem_dup(files[i]);
		s->fd[i] = -1;
		if (strcmp(files[i], "-") == 0)
			take_stdin(s);
		else
			take_named(s, i);
	}
}

void
spool_rewind(struct spool *s)
{
	if (s->has_stdin && lseek(STDIN_FILENO, s->start, SEEK_SET) < 0)
		diag_io(s->d, "stdin", errno);
}

void
spool_close(struct spool *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->fd[i] >= 0)
			(void)close(s->fd[i]);
		free(s->files[i]);
	}
	free(s->files);
	free(s->fd);
}

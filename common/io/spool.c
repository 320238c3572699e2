#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mem.h"
#include "scratch.h"
#include "spool.h"

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
		const int fd = scratch_open(s->d);

		scratch_copy(s->d, fd, STDIN_FILENO, "stdin");
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
	s->fd[i] = scratch_open(s->d);
	scratch_copy(s->d, s->fd[i], fd, s->files[i]);
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

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "mem.h"
#include "scratch.h"

#define BLOCK ((size_t)128 << 10)

int
scratch_open(struct diag *d)
{
	const char *dir = getenv("TMPDIR");
	struct sbuf b = { 0 };
	int fd;

	dir = dir == NULL || *dir == '\0' ? "/tmp" : dir;
	sbuf_printf(&b, "%s/qingjiang-XXXXXX", dir);
	fd = mkostemp(b.p, O_CLOEXEC);
	if (fd < 0)
		diag_io(d, dir, errno);
	(void)unlink(b.p);
	sbuf_release(&b);
	return fd;
}

void
scratch_write(struct diag *d, int fd, const char *p, size_t n)
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

void
scratch_copy(struct diag *d, int fd, int from, const char *name)
{
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
		scratch_write(d, fd, buf, (size_t)n);
	}
	free(buf);
	if (lseek(fd, 0, SEEK_SET) != 0)
		diag_io(d, "temporary file", errno);
}

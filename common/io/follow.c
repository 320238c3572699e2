#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "follow.h"

#define TICK	200		/* [ms] between two looks at an input that is idle */

static void
idle(const struct follow *f)
{
	if (f->idle != NULL)
		f->idle(f->arg);
}

/* Whether the open file is no longer what its name means, or shorter than what was read of it. */
static bool
begins_anew(int fd, const char *path)
{
	struct stat is, named;
	off_t at;

	if (path == NULL || strcmp(path, "-") == 0 || fstat(fd, &is) != 0 || !S_ISREG(is.st_mode))
		return false;
	at = lseek(fd, 0, SEEK_CUR);
	if (at > is.st_size)
		return true;
	/* A name that is gone for a moment is waited for. */
	return stat(path, &named) == 0 && (named.st_dev != is.st_dev || named.st_ino != is.st_ino);
}

ssize_t
follow_read(struct follow *f, int fd, const char *path, bool last, char *p, size_t n)
{
	const struct timespec tick = { 0, TICK * 1000000L };

	for (;;) {
		struct pollfd in = { fd, POLLIN, 0 };
		ssize_t k;

		while (poll(&in, 1, 0) == 0) {
			idle(f);
			(void)poll(&in, 1, TICK);
		}
		k = read(fd, p, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k != 0 || !f->grow || !last)
			return k;
		f->again = begins_anew(fd, path);
		if (f->again) {
			/* what was written between the read and the look */
			k = read(fd, p, n);
			f->again = k <= 0;
			f->nagain += f->again;
			return k;
		}
		idle(f);
		(void)nanosleep(&tick, NULL);
	}
}

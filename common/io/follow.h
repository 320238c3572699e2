/*
 * follow - reading that waits: for the next bytes of a pipe while someone has work to do meanwhile,
 * and behind the end of a file that grows.  Notices that a followed file was cut or replaced.
 * Needs: nothing.
 *
 *	struct follow f = { .grow = true, .idle = save, .arg = &job };
 *	n = follow_read(&f, fd, "hours.csv", true, buf, sizeof(buf));
 */
#ifndef QJ_FOLLOW_H
#define QJ_FOLLOW_H

#include <stdbool.h>
#include <sys/types.h>

struct follow {
	bool	 grow;			/* the end of the last file is waited behind */
	void   (*idle)(void *);		/* called whenever nothing is there to read, a few times a second; may be NULL */
	void	*arg;
	bool	 again;			/* the file was cut or replaced: to be opened anew */
	unsigned long nagain;		/* times so */
};

/*
 * As read(2), with f->idle called while nothing is there.  last: fd is the last input, whose end is
 * not the end where f->grow is set.  0 at the end; then f->again says whether the file (path; NULL:
 * standard input) has a new beginning.
 */
ssize_t	follow_read(struct follow *f, int fd, const char *path, bool last, char *p, size_t n);

#endif

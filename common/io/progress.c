#include <time.h>
#include <unistd.h>

#include "progress.h"

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void
progress_bytes(struct progress *p, const struct diag *d, size_t n)
{
	double t;

	if (p->state == 0)
		p->state = d->quiet || !isatty(STDERR_FILENO) ? -1 : 1;
	if (p->state < 0)
		return;
	p->bytes += (double)n;
	t = now();
	if (p->began == 0)
		p->began = p->shown = t;
	if (t - p->shown < 1)
		return;
	p->shown = t;
	p->drawn = true;
	(void)fprintf(stderr, "\r%s: %.0f MB, %.0f s ", d->prog, p->bytes / 1e6, t - p->began);
}

void
progress_end(struct progress *p)
{
	if (p->drawn)
		(void)fprintf(stderr, "\r\033[K");
	p->drawn = false;
}

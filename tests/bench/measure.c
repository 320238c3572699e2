/*
 * measure - runs a command and writes what it took
 *
 *	measure FILE command [argument...]	appends "wall cpu rss status" [s, s, MB] to FILE
 */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
now(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

int
main(int argc, char *argv[])
{
	const double began = now();
	struct rusage u;
	int status;
	pid_t pid;
	FILE *f;

	if (argc < 3) {
		(void)fputs("usage: measure FILE command [argument...]\n", stderr);
		return 2;
	}
	pid = fork();
	if (pid == 0) {
		(void)execvp(argv[2], argv + 2);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &u) != pid)
		return 3;
	f = fopen(argv[1], "a");
	if (f == NULL)
		return 3;
	(void)fprintf(f, "%.3f %.3f %.1f %d\n", now() - began, (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6, (double)u.ru_maxrss / 1024,
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	if (fclose(f) != 0)
		return 3;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

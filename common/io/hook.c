#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "hook.h"

#define LOOK	5000000L	/* [ns] between two looks whether it has ended */

static _Noreturn void
become(const char *cmd, const char *const name[], const char *const value[], size_t n)
{
	const int null = open("/dev/null", O_RDONLY);

	(void)setpgid(0, 0);
	if (null >= 0)
		(void)dup2(null, STDIN_FILENO);
	(void)dup2(STDERR_FILENO, STDOUT_FILENO);
	for (size_t i = 0; i < n; i++)
		(void)setenv(name[i], value[i], 1);
	(void)execl("/bin/sh", "sh", "-c", cmd, (char *)NULL);
	_exit(127);
}

/* Waits; false where the time was up. */
static bool
wait_for(pid_t pid, long seconds, int *status)
{
	const struct timespec look = { 0, LOOK };
	struct timespec from, now;
	pid_t k;

	(void)clock_gettime(CLOCK_MONOTONIC, &from);
	for (;;) {
		k = waitpid(pid, status, WNOHANG);
		if (k == pid || (k < 0 && errno != EINTR))
			return true;
		(void)clock_gettime(CLOCK_MONOTONIC, &now);
		if (now.tv_sec - from.tv_sec >= seconds) {
			(void)kill(-pid, SIGKILL);
			(void)kill(pid, SIGKILL);
			(void)waitpid(pid, status, 0);
			return false;
		}
		(void)nanosleep(&look, NULL);
	}
}

bool
hook_run(struct diag *d, const char *cmd, const char *const name[], const char *const value[], size_t n, long seconds)
{
	int status = 0;
	pid_t pid;

	(void)fflush(stdout);
	pid = fork();
	if (pid == 0)
		become(cmd, name, value, n);
	if (pid < 0)
		diag_warn(d, _("command '%s': %s"), cmd, diag_strerror(errno));
	else if (!wait_for(pid, seconds, &status))
		diag_warn(d, _("command '%s': ended after %ld s"), cmd, seconds);
	else if (WIFSIGNALED(status))
		diag_warn(d, _("command '%s': killed by signal %d"), cmd, WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		diag_warn(d, _("command '%s': exit status %d"), cmd, WEXITSTATUS(status));
	else
		return true;
	return false;
}

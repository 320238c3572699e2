/*
 * hook - a command of the user's, run by sh for one event; what happened is in its environment, never
 * in its text.  Its standard input is empty, its standard output goes to standard error.
 * Needs: diag.
 *
 *	const char *const name[] = { "QJ_EVENT" }, *const value[] = { "raise" };
 *	hook_run(&d, "notify.sh", name, value, 1, 60);
 */
#ifndef QJ_HOOK_H
#define QJ_HOOK_H

#include "diag.h"

/*
 * Runs cmd with name[i] set to value[i] and waits for its end, at most `seconds`: then it is ended with
 * what it started.  False, with a warning, where it failed, was ended or could not be run.
 */
bool	hook_run(struct diag *, const char *cmd, const char *const name[], const char *const value[], size_t n, long seconds);

#endif

/*
 * alertstate - the state of a watch between runs: a CSV of kind, station, rule, item, data.  It is
 * written whole to FILE.new, forced to the disk, and renamed; one that was cut off is refused.  What
 * belongs to rules, items or columns that are no longer there is left out.
 * Needs: alert, csvin.
 *
 *	alertstate_load(&a, "watch.state");
 *	alertstate_save(&a, "watch.state");
 */
#ifndef QJ_ALERTSTATE_H
#define QJ_ALERTSTATE_H

#include "alert.h"

/*
 * Takes FILE.lock for the rest of the run, which stays there empty; dies (exit 3) where another run has it.
 * On a file system without locks it only says so.
 */
void	alertstate_lock(struct diag *, const char *file);
/* Reads it into a, just initialised; nothing where there is no such file. */
void	alertstate_load(struct alert *, const char *file);
/* Dies (exit 3) where it can't be written. */
void	alertstate_save(const struct alert *, const char *file);

#endif

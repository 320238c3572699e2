/*
 * import_hj212 - streams and logs of HJ 212 messages as observations: one row for each value.
 * A bad message never stops the stream; it is reported with its reason, its text goes to --errors.
 * Needs: import, hj212, importmap.
 */
#ifndef QJ_IMPORT_HJ212_H
#define QJ_IMPORT_HJ212_H

#include "import.h"

extern const char *const import_hj212_brief;

/* Whether a file that begins so holds messages. */
bool	import_hj212_looks(struct sv head);

/* Reads first, which may be open already (else NULL), and the other files of m->files; opens m->out. */
void	import_hj212_run(struct import *, struct rows *first);

#endif

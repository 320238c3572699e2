/*
 * dating - the date written into a document: --date, else that of the document itself, else
 * SOURCE_DATE_EPOCH, else the clock (of UTC) with a note.  Needs: civil, cli, diag.
 *
 *	dating_resolve(&d, common.date, NULL);		([s] from 1970-01-01)
 */
#ifndef QJ_DATING_H
#define QJ_DATING_H

#include "civil.h"
#include "diag.h"

/*
 * given is --date (a date, or with a clock time), own the document's own date; each NULL for none.  A
 * given one that is no date is a usage error.
 */
struct civil	dating_resolve(struct diag *, const char *given, const char *own);

#endif

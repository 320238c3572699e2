/*
 * slotjson - a JSON file as values of a template: objects are rows, arrays are lists.  Numbers are
 * printed with up to 15 digits; one whose decimals matter (2.50) is written as a string.
 * Needs: slotval, textin, jansson.
 *
 *	slotjson_read(&v, &d, "site", "site.json");
 */
#ifndef QJ_SLOTJSON_H
#define QJ_SLOTJSON_H

#include "diag.h"
#include "slotval.h"

/*
 * Reads file into *v under the name label (empty: its members are to become names).  Refused: what is
 * no JSON, a repeated key, a top that is neither object nor array, nesting over 64.
 */
void	slotjson_read(struct slotval *v, struct diag *, const char *label, const char *file);

#endif

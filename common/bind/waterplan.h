/*
 * waterplan - which items count for which section: station,items of a monitoring plan ("9+X": the five assessed items
 * of automatic stations for all, and those a section has exceeded, for it).  Items blank-separated; station * for all.
 * Needs: csvin, waterlimit.
 *
 *	struct waterplan *p = waterplan_read(&d, "plan.csv", &limits);
 *	waterplan_has(p, code, "TP");
 */
#ifndef QJ_WATERPLAN_H
#define QJ_WATERPLAN_H

#include "diag.h"
#include "map.h"
#include "waterlimit.h"

struct waterplan;

/* Refuses an item without class limits and a second row of a station. */
struct waterplan *waterplan_read(struct diag *, const char *file, const struct waterlimits *);
void		waterplan_free(struct waterplan *);	/* may be NULL */

/* Appends the stations of the plan that are not in that map, as "a, b"; * is none. */
void		waterplan_strangers(const struct waterplan *, const struct map *stations, struct sbuf *);

/* Whether the item counts for the station: it stands under * or under the station, or neither is in the plan. */
bool		waterplan_has(const struct waterplan *, struct sv station, const char *item);

#endif

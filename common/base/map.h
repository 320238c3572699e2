/*
 * map - text keys to small indices, in order of first appearance.  Keys are copied.  Needs: mem, str.
 *
 *	struct map m = { 0 };
 *	size_t i = map_put(&m, sv_of("2454A"));		(0)
 *	map_get(&m, sv_of("x"));			(MAP_NONE)
 */
#ifndef QJ_MAP_H
#define QJ_MAP_H

#include <stdint.h>

#include "str.h"

#define MAP_NONE SIZE_MAX

struct map {
	char	**key;		/* key[n], each NUL-terminated, by index */
	size_t	 *len;		/* [n] */
	size_t	  n;
	size_t	  kcap, lcap;
	uint32_t *slot;		/* index + 1, or 0 */
	size_t	  nslot;	/* a power of 2 */
};

/* The index of key, MAP_NONE where it is not in the map. */
size_t		map_get(const struct map *, struct sv key);
/* The index of key, which is added if new (then it is n - 1). */
size_t		map_put(struct map *, struct sv key);
static inline struct sv
map_key(const struct map *m, size_t i)
{
	return (struct sv){ m->key[i], m->len[i] };
}
void		map_release(struct map *);

#endif

#include <stdlib.h>

#include "map.h"
#include "mem.h"

static uint64_t
hash(struct sv k)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < k.n; i++)
		h = (h ^ (unsigned char)k.p[i]) * UINT64_C(1099511628211);
	return h ^ h >> 29;
}

size_t
map_get(const struct map *m, struct sv k)
{
	if (m->nslot == 0)
		return MAP_NONE;
	for (size_t s = hash(k) & (m->nslot - 1); m->slot[s] != 0; s = (s + 1) & (m->nslot - 1)) {
		const size_t i = m->slot[s] - 1;

		if (m->len[i] == k.n && (k.n == 0 || memcmp(m->key[i], k.p, k.n) == 0))
			return i;
	}
	return MAP_NONE;
}

static void
place(struct map *m, size_t i)
{
	size_t s = hash(map_key(m, i)) & (m->nslot - 1);

	while (m->slot[s] != 0)
		s = (s + 1) & (m->nslot - 1);
	m->slot[s] = (uint32_t)(i + 1);
}

size_t
map_put(struct map *m, struct sv k)
{
	size_t i = map_get(m, k);

	if (i != MAP_NONE)
		return i;
	m->key = mem_grow(m->key, &m->kcap, m->n + 1, sizeof(*m->key));
	m->len = mem_grow(m->len, &m->lcap, m->n + 1, sizeof(*m->len));
	i = m->n++;
	m->key[i] = mem_ndup(k.p, k.n);
	m->len[i] = k.n;
	if (m->n * 2 > m->nslot) {
		free(m->slot);
		m->nslot = m->nslot == 0 ? 32 : m->nslot * 2;
		m->slot = mem_array(m->nslot, sizeof(*m->slot));
		for (size_t j = 0; j < m->n; j++)
			place(m, j);
	} else
		place(m, i);
	return i;
}

void
map_release(struct map *m)
{
	for (size_t i = 0; i < m->n; i++)
		free(m->key[i]);
	free(m->key);
	free(m->len);
	free(m->slot);
	*m = (struct map){ 0 };
}

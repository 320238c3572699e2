/* map_test - keys to indices: many keys, keys that share a beginning, bytes of every value. */
#include "map.h"
#include "tap.h"

#define MANY 20000

int
main(void)
{
	struct map m = { 0 };
	unsigned long wrong = 0;
	char key[32];

	ok(map_get(&m, sv_of("x")) == MAP_NONE, "an empty map has no key");
	ok(map_put(&m, sv_of("2454A")) == 0 && map_put(&m, sv_of("2455A")) == 1, "indices in order of appearance");
	ok(map_put(&m, sv_of("2454A")) == 0 && m.n == 2, "a key met again keeps its index");
	ok(map_get(&m, sv_of("2454")) == MAP_NONE && map_get(&m, sv_of("2454AB")) == MAP_NONE, "no part of a key is it");
	ok(map_put(&m, (struct sv){ "", 0 }) == 2 && map_get(&m, sv_of("")) == 2, "the empty key is a key");
	ok(map_put(&m, (struct sv){ "a\0b", 3 }) == 3 && map_get(&m, sv_of("a")) == MAP_NONE, "a NUL is a byte of a key");
	is_str(m.key[1], "2455A", "the key of an index");
	for (unsigned int i = 0; i < MANY; i++) {
		const int n = snprintf(key, sizeof(key), "%u", i * 7919u);

		wrong += map_put(&m, (struct sv){ key, (size_t)n }) != i + 4;
	}
	for (unsigned int i = 0; i < MANY; i++) {
		const int n = snprintf(key, sizeof(key), "%u", i * 7919u);
		const size_t k = map_get(&m, (struct sv){ key, (size_t)n });

		wrong += k != i + 4 || !sv_is(map_key(&m, k), key);
	}
	is_int((long long)wrong, 0, "20000 keys are found again");
	map_release(&m);
	ok(m.n == 0 && map_get(&m, sv_of("2454A")) == MAP_NONE, "a released map is empty");
	return done_testing();
}

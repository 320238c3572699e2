/*
 * hj212gen - HJ 212-2017 messages for the bench: hours of surface-water stations, 12 factors each,
 * with length and checksum.
 *
 *	hj212gen MESSAGES > in.txt
 */
#include <stdio.h>
#include <stdlib.h>

#include "hj212.h"

static uint32_t
next(uint32_t *s)
{
	*s = *s * 1664525u + 1013904223u;
	return *s >> 8;
}

int
main(int argc, char *argv[])
{
	static const char *const code[] = { "w01001", "w01003", "w01009", "w01010", "w01014", "w01018", "w01019", "w21001",
		"w21003", "w21011", "w20120", "w20115" };
	const long n = argc > 1 ? strtol(argv[1], NULL, 10) : 100000;
	struct hj212_crc crc;
	uint32_t seed = 212;

	hj212_init(&crc);
	for (long i = 0; i < n; i++) {
		char seg[1100];
		int k = snprintf(seg, sizeof(seg), "QN=202610%02ld%02ld0500%03ld;ST=21;CN=2061;PW=123456;MN=42280100000000%010ld;Flag=5;CP=&&"
		    "DataTime=202610%02ld%02ld0000", 1 + i / 24 % 28, i % 24, i % 1000, i / 672, 1 + i / 24 % 28, i % 24);

		for (size_t c = 0; c < sizeof(code) / sizeof(code[0]); c++)
			k += snprintf(seg + k, sizeof(seg) - (size_t)k, ";%s-Avg=%u.%03u,%s-Flag=%c", code[c], next(&seed) % 40,
			    next(&seed) % 1000, code[c], next(&seed) % 50 == 0 ? 'M' : 'N');
		k += snprintf(seg + k, sizeof(seg) - (size_t)k, "&&");
		printf("##%04d%s%04X\r\n", k, seg, hj212_checksum(&crc, (struct sv){ seg, (size_t)k }));
	}
	return 0;
}

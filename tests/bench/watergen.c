/*
 * watergen - dates of surface-water sections for the bench: nine items, two of them often below their limit of detection;
 * one section-date in fifteen or so is worse than class III, as in the national network.
 *
 *	watergen SECTIONS DATES > in.csv		(station by station; a date every day from 2000-01-01)
 */
#include <stdio.h>
#include <stdlib.h>

#include "civil.h"

static unsigned int
next(uint32_t *s, unsigned int n)
{
	*s = *s * 1664525u + 1013904223u;
	return (*s >> 8) % n;
}

int
main(int argc, char *argv[])
{
	const long sections = argc > 1 ? strtol(argv[1], NULL, 10) : 1000, dates = argc > 2 ? strtol(argv[2], NULL, 10) : 10000;
	uint32_t s = 3838;

	puts("station,time,pH,DO,CODMn,COD,BOD5,NH3-N,TP,VP,Oil");
	for (long i = 0; i < sections; i++) {
		for (long d = 0; d < dates; d++) {
			char day[CIVIL_TEXT];

			(void)civil_print(day, (struct civil){ (civil_days(2000, 1, 1) + d) * CIVIL_DAY, true });
			printf("S%05ld,%s,%u.%u,%u.%u,%u.%u,%u,%u.%u,%u.%02u,0.%03u,", i, day, 6 + next(&s, 3), next(&s, 10),
			    5 + next(&s, 5), next(&s, 10), 1 + next(&s, 5), next(&s, 10), 4 + next(&s, 15), 1 + next(&s, 3),
			    next(&s, 10), next(&s, 40) / 39, next(&s, 60), 10 + next(&s, 200));
			puts(next(&s, 5) > 0 ? "<0.0003,<0.01" : "0.0012,0.04");
		}
	}
	return 0;
}

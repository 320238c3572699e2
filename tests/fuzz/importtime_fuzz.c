/*
 * importtime_fuzz - any bytes as a time of an export, in each order: what is read lies in the years 1 to
 * 9999 and reads back the same as it is written.
 */
#include "fuzz.h"
#include "import.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const enum profile_dates order[] = { DATES_YMD, DATES_MDY, DATES_DMY, DATES_UNIX };
	const struct sv s = { (const char *)data, n };
	struct civil t, u;
	char text[CIVIL_TEXT];

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (fuzz_enter() != 0)
			break;
		if (!import_time(s, order[i], 0, &t))
			continue;
		if (t.sec < civil_days(1, 1, 1) * CIVIL_DAY || t.sec >= (civil_days(9999, 12, 31) + 2) * CIVIL_DAY)
			abort();
		if (t.sec >= (civil_days(9999, 12, 31) + 1) * CIVIL_DAY)
			continue;		/* the midnight that ends the last day */
		(void)civil_print(text, t);
		if (!import_time(sv_of(text), DATES_YMD, 0, &u) || u.sec != t.sec || u.date != t.date)
			abort();
	}
	if (fuzz_enter() == 0)
		(void)import_time_year(s, 2026, &t);
	fuzz_leave();
	return 0;
}

/* waterwarn - warning levels of the Yangtze basin: W158 to W162, each condition alone, missing classes. */
#include "tap.h"
#include "waterwarn.h"

static void
is_level(const char *id, int base, int month, int ytd_base, int ytd, int target, int want)
{
	is_int(water_warning(NULL, (struct water_four){ month, base, ytd, ytd_base }, target), want, id);
}

int
main(void)
{
	is_level("W158: both one class worse, target missed", 3, 4, 3, 4, 3, 2);
	is_level("W159: both two classes worse", 3, 5, 3, 5, 3, 1);
	is_level("W160: not worse than III", 2, 3, 2, 3, 2, 0);
	is_level("W161: the year so far did not worsen", 3, 4, 3, 3, 3, 0);
	is_level("W162: month two, year so far one", 3, 5, 3, 4, 3, 2);
	is_level("the month did not worsen", 4, 4, 3, 4, 3, 0);
	is_level("the target is met", 3, 4, 3, 4, 4, 0);
	is_level("better than a year before", 6, 4, 6, 4, 3, 0);
	is_level("from I to worse than V", 1, 6, 1, 6, 2, 1);
	is_level("from II to IV", 2, 4, 2, 4, 3, 1);
	is_level("no class of the month", 3, 0, 3, 4, 3, -1);
	is_level("none of a year before", 0, 4, 3, 4, 3, -1);
	is_level("none of the year so far", 3, 4, 3, 0, 3, -1);
	is_level("none of the year before so far", 3, 4, 0, 4, 3, -1);
	is_level("no target", 3, 4, 3, 4, 0, -1);
	is_str(water_warning_word(NULL, 1, false), "一级", "level 1");
	is_str(water_warning_word(NULL, 2, true), "level 2", "level 2 in English");
	is_str(water_warning_word(NULL, 0, false), "", "no level has no word");
	is_str(water_warning_word(NULL, -1, true), "", "nor what is not known");
	return done_testing();
}

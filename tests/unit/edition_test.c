/*
 * edition - which edition holds on a day, at both ends of each, and by hour-ending stamps.
 */
#include "edition.h"
#include "tap.h"

static struct editions e;

static void
is_edition(const char *time, const char *want, bool early)
{
	struct civil t;
	bool before = false;
	int i;

	if (!civil_parse(sv_of(time), &t)) {
		ok(false, "%s is a time", time);
		return;
	}
	i = edition_of_day(&e, civil_day_of(t), &before);
	ok(strcmp(e.v[i].name, want) == 0 && before == early, "%s is of edition %s%s", time, want, early ? ", early" : "");
}

int
main(void)
{
	editions_init(&e, NULL);
	ok(e.wrong == NULL, "the built-in table is right");
	is_int(e.n, 3, "three editions");
	is_edition("2012-12-31", "2012", true);
	is_edition("2013-01-01", "2012", false);
	is_edition("2013-01-01 00:00", "2012", true);
	is_edition("2026-02-28", "2012", false);
	is_edition("2026-03-01", "2026", false);
	is_edition("2026-02-28 23:00", "2012", false);
	is_edition("2026-02-28 24:00", "2012", false);
	is_edition("2026-03-01 00:00", "2012", false);
	is_edition("2026-03-01 01:00", "2026", false);
	is_edition("2030-12-31", "2026", false);
	is_edition("2031-01-01 00:00", "2026", false);
	is_edition("2031-01-01 01:00", "2031", false);
	is_edition("2099-01-01", "2031", false);
	is_int(edition_named(&e, "2026"), 1, "by name");
	is_int(edition_named(&e, "2020"), -1, "no such edition");
	return done_testing();
}

/*
 * targets - what a yearly target leaves for the rest of the year.
 */
#include "tap.h"
#include "targets.h"

int
main(void)
{
	struct period p;
	struct target_year y;
	struct dec need;

	(void)period_parse(sv_of("ytd:2026-10"), &p);
	y = target_year_of(&p);
	ok(y.days == 365 && y.so_far == 304 && y.left == 61, "after October 61 days are left");
	need = target_need(dec_int(27), dec_int(25), &y);
	ok(need.m == 36 && need.scale == 0, "target 27, mean 25 so far: 36.97, rounded down");
	need = target_need((struct dec){ .m = 270, .scale = 1, .kind = DEC_NUMBER }, (struct dec){ .m = 250, .scale = 1, .kind = DEC_NUMBER }, &y);
	ok(need.m == 369 && need.scale == 1, "with the mean's decimals: 36.9");
	need = target_need(dec_int(20), dec_int(25), &y);
	ok(need.m == -5, "a target out of reach is below zero, rounded down: -4.9");
	is_int((long long)target_room_days(dec_int(95), 300, 290, 61).m, 8, "361 days at 95 percent: 18.05 may fail, 10 have");
	is_int((long long)target_room_days(dec_int(99), 300, 290, 61).m, -7, "too many have failed");
	(void)period_parse(sv_of("2026"), &p);
	y = target_year_of(&p);
	ok(!dec_has(target_need(dec_int(27), dec_int(25), &y)), "no need when no day is left");
	(void)period_parse(sv_of("ytd:2028-02"), &p);
	y = target_year_of(&p);
	ok(y.days == 366 && y.so_far == 60, "a leap year");
	return done_testing();
}

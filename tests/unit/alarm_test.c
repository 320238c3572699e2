/*
 * alarm - raising, changing and clearing by values and by spans; episodes; windows; classes.
 */
#include "alarm.h"
#include "episode.h"
#include "mem.h"
#include "tap.h"
#include "window.h"

#define H	CIVIL_HOUR

/* Steps a fresh alarm through grades (digits; 'x' a keep of 1 with no grade) an hour apart; one letter for each event. */
static const char *
walk(const struct alarm_rule *r, const char *grades, char *out)
{
	struct alarm a = { 0 };
	size_t i;

	for (i = 0; grades[i] != '\0'; i++) {
		const int g = grades[i] == 'x' ? 0 : grades[i] - '0', keep = grades[i] == 'x' ? 1 : g;

		if (grades[i] == ' ')
			out[i] = ' ';
		else
			out[i] = ".rhc"[alarm_step(&a, r, g, keep, (int64_t)(i + 1) * H)];
	}
	out[i] = '\0';
	return out;
}

static struct alarm_rule
rule(const char *hold, const char *clear)
{
	struct alarm_rule r = { .gap = 0 };

	if (!alarm_hold_parse(sv_of(hold), &r.hold) || !alarm_hold_parse(sv_of(clear), &r.clear))
		ok(false, "holds %s and %s", hold, clear);
	return r;
}

static void
check_machine(void)
{
	char out[64];
	struct alarm_rule r = rule("1", "1");

	(void)is_str(walk(&r, "0110011", out), ".r.c.r.", "at once");
	r = rule("2", "2");
	(void)is_str(walk(&r, "0101101001100", out), "....r...c.r.c", "two in a row each: nothing flaps");
	(void)is_str(walk(&r, "11x0x00", out), ".r....c", "between the thresholds it stays, and the run of clearing begins anew");
	(void)is_str(walk(&r, "11 11 1", out), ".r .. .", "a value that is not judged is not given");
	(void)is_str(walk(&r, "1 1", out), ". r", "and breaks no run");
	r.gap = H;
	(void)is_str(walk(&r, "1 11", out), ". .r", "unless the gap is over the rule's");
	r = rule("3h", "2h");
	(void)is_str(walk(&r, "1111000", out), "...r..c", "spans from the first value");
	(void)is_str(walk(&r, "1 1 1 0 0 0", out), ". . r . c .", "however few values they have");
	r = rule("1", "2");
	(void)is_str(walk(&r, "4465540", out), "r.h.h.h", "a graver grade at once, a lighter one when it held");
	(void)is_str(walk(&r, "644400", out), "r.h..c", "it falls to the gravest of the run");
	r = rule("2", "1");
	(void)is_str(walk(&r, "46566", out), ".r.h.", "the run's grade is its least");
}

static void
check_words(void)
{
	struct alarm_hold h;
	int64_t s = 0;
	char a[ALARM_ID], b[ALARM_ID];

	ok(civil_span(sv_of("4h"), &s) && s == 4 * H && civil_span(sv_of("30min"), &s) && s == 1800 && civil_span(sv_of("7d"), &s) &&
	    s == 7 * CIVIL_DAY && civil_span(sv_of("90s"), &s) && s == 90, "spans carry their unit");
	ok(!civil_span(sv_of("4"), &s) && !civil_span(sv_of("h"), &s) && !civil_span(sv_of("0h"), &s) && !civil_span(sv_of("-1h"), &s) &&
	    !civil_span(sv_of("4 h"), &s) && !civil_span(sv_of("999999999d"), &s) && !civil_span(sv_of("99999999999h"), &s), "and are none else");
	ok(alarm_hold_parse(sv_of("2"), &h) && !h.span && h.n == 2 && alarm_hold_parse(sv_of("2h"), &h) && h.span, "holds are values or spans");
	ok(!alarm_hold_parse(sv_of(""), &h) && !alarm_hold_parse(sv_of("0"), &h) && !alarm_hold_parse(sv_of("2x"), &h), "and are none else");
	alarm_id(a, sv_of("S1"), sv_of("TP"), sv_of("w-target"), 1791244800);
	(void)is_str(a, "1ab3e8239ff5ae59", "an id is what it was");
	alarm_id(b, sv_of("S1T"), sv_of("P"), sv_of("w-target"), 1791244800);
	ok(strcmp(a, b) != 0, "its parts do not run into one another");
}

/* The grades of daily values, "." for none. */
static const char *
days(const struct episode_rule *r, const int *x, size_t n, char *out)
{
	struct episode e = { 0 };

	for (size_t i = 0; i < n; i++)
		out[i] = x[i] < 0 ? ' ' : ".byor"[episode_step(&e, r, ratio_make(x[i], 1), (int64_t)(i + 1) * CIVIL_DAY)];
	out[n] = '\0';
	return out;
}

static void
check_episode(void)
{
	struct episode_rule r = { .gap = CIVIL_DAY };
	char out[32];
	static const int rise[] = { 100, 160, 160, 160, 160, 100 }, over[] = { 201, 200, 201, 201, 201, 301, 250, 100 },
	    early[] = { 310, 190, 210, 210, 210, 305 }, gap[] = { 160, -1, 160, 160 };

	ok(episode_parse(&r, EPISODE_YELLOW, sv_of("200/24h,150/48h")) && episode_parse(&r, EPISODE_ORANGE, sv_of("200/48h,150/72h")) &&
	    episode_parse(&r, EPISODE_RED, sv_of("200/72h+300/24h")) && r.n == 6, "the conditions of the guidance are read");
	(void)is_str(days(&r, rise, 6, out), "..yoo.", "over 150: yellow on the second day, orange on the third");
	(void)is_str(days(&r, over, 8, out), "yyooorr.", "over 200: at the threshold is not over; red needs a day over 300 in the run");
	(void)is_str(days(&r, early, 6, out), "yyooor", "a day over 300 before the run over 200 does not count");
	(void)is_str(days(&r, gap, 4, out), ". .y", "a run does not go over a day that is missing");
	ok(!episode_parse(&r, EPISODE_BLUE, sv_of("200")) && !episode_parse(&r, EPISODE_BLUE, sv_of("x/24h")) &&
	    !episode_parse(&r, EPISODE_BLUE, sv_of("200/24")), "what is no condition is refused");
}

static void
check_window(void)
{
	static const int v[] = { 9, 1, 7, 3, 5, 5 };
	struct window w = { 0 };

	ok(!ratio_has(window_median(&w)) && !ratio_has(window_mean(&w)) && !ratio_has(window_mad(&w)), "an empty window has nothing");
	for (size_t i = 0; i < 6; i++)
		window_add(&w, (int64_t)i, dec_int(v[i]));
	ok(ratio_cmp(window_median(&w), ratio_make(5, 1)) == 0 && ratio_cmp(window_mean(&w), ratio_make(5, 1)) == 0 &&
	    ratio_cmp(window_mad(&w), ratio_make(2, 1)) == 0, "median, mean, MAD of 9 1 7 3 5 5");
	window_since(&w, 1);
	ok(w.n == 4 && ratio_cmp(window_median(&w), ratio_make(5, 1)) == 0 && ratio_cmp(window_mad(&w), ratio_make(1, 1)) == 0, "without the two oldest");
	window_last(&w, 3);
	ok(w.n == 3 && w.v[0].x.m == 3 && w.sorted[0].m == 3 && w.sorted[2].m == 5, "the last three");
	for (int i = 0; i < WINDOW_MAX + 10; i++)
		window_add(&w, 10 + i, dec_int(i % 7));
	ok(w.n == WINDOW_MAX && w.v[0].t == 20 && ratio_cmp(window_median(&w), ratio_make(3, 1)) == 0, "it never holds more than it may");
	window_release(&w);
}

int
main(void)
{
	check_machine();
	check_words();
	check_episode();
	check_window();
	return done_testing();
}

/*
 * tap - what a unit test says: one "ok" or "not ok" line each, and the count at the end.
 *
 *	ok(map_get(&m, sv_of("x")) == MAP_NONE, "an absent key has no index");
 *	is_str(buf, "2.68", "half to even");
 *	return done_testing();
 */
#ifndef QJ_TAP_H
#define QJ_TAP_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned int tap_run, tap_failed;

__attribute__((unused, format(printf, 1, 2)))
static void
note(const char *fmt, ...)
{
	va_list ap;

	(void)fputs("# ", stdout);
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	(void)putchar('\n');
}

__attribute__((unused, format(printf, 2, 3)))
static bool
ok(bool cond, const char *fmt, ...)
{
	va_list ap;

	tap_run++;
	if (!cond)
		tap_failed++;
	(void)printf("%s %u - ", cond ? "ok" : "not ok", tap_run);
	va_start(ap, fmt);
	(void)vprintf(fmt, ap);
	va_end(ap);
	(void)putchar('\n');
	(void)fflush(stdout);
	return cond;
}

__attribute__((unused))
static bool
is_str(const char *got, const char *want, const char *name)
{
	const bool same = got != NULL && want != NULL ? strcmp(got, want) == 0 : got == want;

	if (!ok(same, "%s", name))
		note("got '%s', want '%s'", got == NULL ? "(null)" : got, want == NULL ? "(null)" : want);
	return same;
}

__attribute__((unused))
static bool
is_int(long long got, long long want, const char *name)
{
	if (!ok(got == want, "%s", name))
		note("got %lld, want %lld", got, want);
	return got == want;
}

/* |got - want| <= tol; NAN is near NAN only. */
__attribute__((unused))
static bool
near(double got, double want, double tol, const char *name)
{
	const bool same = isnan(want) ? isnan(got) : fabs(got - want) <= tol;

	if (!ok(same, "%s", name))
		note("got %.17g, want %.17g within %g", got, want, tol);
	return same;
}

/* Prints the plan; the value main returns. */
__attribute__((unused))
static int
done_testing(void)
{
	(void)printf("1..%u\n", tap_run);
	return tap_failed == 0 && tap_run > 0 && fflush(stdout) == 0 ? 0 : 1;
}

#endif

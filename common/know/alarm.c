#include <stdio.h>

#include "alarm.h"

/* The span of a run of n values from `from` to t, or their number, reaches the hold. */
static bool
held(const struct alarm_hold *h, int64_t n, int64_t from, int64_t t)
{
	return h->span ? t - from >= h->n : n >= h->n;
}

/* A value above the active grade: the run's grade is the least of its values'. */
static bool
rises(struct alarm *a, const struct alarm_hold *h, int grade, int64_t t)
{
	if (grade <= a->grade) {
		a->nup = 0;
		return false;
	}
	if (a->nup++ == 0) {
		a->up_from = t;
		a->up = grade;
	}
	a->up = grade < a->up ? grade : a->up;
	return held(h, a->nup, a->up_from, t);
}

/* A value below it: the run's grade is the greatest of its values'. */
static bool
falls(struct alarm *a, const struct alarm_hold *h, int keep, int64_t t)
{
	if (keep >= a->grade) {
		a->ndown = 0;
		return false;
	}
	if (a->ndown++ == 0) {
		a->down_from = t;
		a->down = keep;
	}
	a->down = keep > a->down ? keep : a->down;
	return held(h, a->ndown, a->down_from, t);
}

enum alarm_event
alarm_step(struct alarm *a, const struct alarm_rule *r, int grade, int keep, int64_t t)
{
	if (r->gap > 0 && t - a->last > r->gap)
		a->nup = a->ndown = 0;
	a->last = t;
	if (rises(a, &r->hold, grade, t)) {
		const bool new = a->grade == 0;

		a->grade = a->up;
		a->nup = a->ndown = 0;
		if (!new)
			return ALARM_CHANGE;
		a->raised = t;
		a->since = a->up_from;
		return ALARM_RAISE;
	}
	if (a->grade > 0 && falls(a, &r->clear, keep, t)) {
		a->grade = a->down;
		a->nup = a->ndown = 0;
		return a->grade > 0 ? ALARM_CHANGE : ALARM_CLEAR;
	}
	return ALARM_NOTHING;
}

bool
alarm_hold_parse(struct sv s, struct alarm_hold *h)
{
	h->span = civil_span(s, &h->n);
	if (h->span)
		return true;
	h->n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || i == 6)
			return false;
		h->n = h->n * 10 + (s.p[i] - '0');
	}
	return h->n > 0;
}

/* FNV-1a, 64 bits; a NUL ends each part, so that parts do not run into one another. */
static uint64_t
hash(uint64_t h, struct sv s)
{
	for (size_t i = 0; i <= s.n; i++) {
		h ^= i < s.n ? (unsigned char)s.p[i] : 0;
		h *= UINT64_C(0x100000001b3);
	}
	return h;
}

void
alarm_id(char id[ALARM_ID], struct sv station, struct sv item, struct sv rule, int64_t raised)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	char when[CIVIL_TEXT];

	(void)civil_print(when, (struct civil){ raised, false });
	h = hash(hash(hash(hash(h, station), item), rule), sv_of(when));
	(void)snprintf(id, ALARM_ID, "%016llx", (unsigned long long)h);
}

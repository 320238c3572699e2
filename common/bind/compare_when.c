#include "compare_own.h"

struct compare_when
compare_when_read(struct sv f)
{
	struct compare_when w = { false, false, { 0 }, 0 };
	struct civil t;

	if (period_parse(f, &w.period)) {
		w.has = true;
	} else if (civil_parse(f, &t)) {
		w = (struct compare_when){ true, true, period_of(STEP_DAY, civil_day_of(t)), t.sec };
	}
	return w;
}

struct compare_when
compare_when_shift(const struct compare_when *w, bool by_period, int n)
{
	struct compare_when r = *w;

	if (!w->instant) {
		r.period = by_period ? period_shift(&w->period, n) : period_shift_years(&w->period, n);
		return r;
	}
	if (by_period) {
		r.sec += n * CIVIL_HOUR;
	} else {
		const struct period day = period_of(STEP_DAY, w->period.from);

		r.sec += (period_shift_years(&day, n).from - day.from) * CIVIL_DAY;
	}
	return r;
}

size_t
compare_when_print(char buf[CIVIL_TEXT], const struct compare_when *w)
{
	if (!w->has) {
		buf[0] = '\0';
		return 0;
	}
	return w->instant ? civil_print(buf, (struct civil){ w->sec, false }) : period_print(buf, &w->period);
}

struct compare_when
compare_row_when(const struct held *h, int col, size_t row)
{
	return col < 0 ? (struct compare_when){ .has = false } : compare_when_read(held_cell(h, row, (size_t)col));
}

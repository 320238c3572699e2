/* civil_fuzz - any bytes as a stamp or period: what is read prints and reads back the same. */
#include "civil.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct sv s = { (const char *)data, n };
	char buf[CIVIL_TEXT];
	struct civil t, u;
	struct period p, q;

	if (civil_parse(s, &t)) {
		const size_t k = civil_print(buf, t);

		if (civil_ymd(civil_day_of(t)).y <= 9999 && t.sec < civil_days(10000, 1, 1) * CIVIL_DAY &&
		    (k >= CIVIL_TEXT || !civil_parse((struct sv){ buf, k }, &u) || u.sec != t.sec || u.date != t.date))
			abort();
	}
	if (period_parse(s, &p)) {
		const size_t k = period_print(buf, &p);

		if (p.to < p.from || k == 0 || k >= CIVIL_TEXT)
			abort();
		if (civil_ymd(p.from).y >= 1 && civil_ymd(p.to).y <= 9999 &&
		    (!period_parse((struct sv){ buf, k }, &q) || q.from != p.from || q.to != p.to))
			abort();
		if (civil_ymd(p.from).y > 100 && civil_ymd(p.to).y < 9900) {
			q = period_shift_years(&p, -1);
			q = period_shift(&q, 1);
			if (q.to < q.from)
				abort();
		}
	}
	return 0;
}

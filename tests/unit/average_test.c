/* average: order of rows and of what is emitted, spans, gaps; accum and tally underneath. */
#include "average.h"
#include "tap.h"

#define DAY(d)	((int64_t)(d) * CIVIL_DAY)
#define HOUR(d, h) (DAY(d) + (int64_t)(h) * CIVIL_HOUR)

/* What was emitted, as text: "station:day=value " */
struct got {
	char	s[512];
	size_t	n;
};

static int
edition(void *arg, int64_t day)
{
	(void)arg;
	(void)day;
	return 0;
}

static void
emit(void *arg, const struct avg_row *r)
{
	struct got *g = arg;
	char buf[DEC_TEXT];

	(void)dec_print(buf, average_shown(r->value[0], r->limit[0], 0));
	g->n += (size_t)snprintf(g->s + g->n, sizeof(g->s) - g->n, "%zu:%lld=%s%s ", r->station,
	    (long long)r->period.from, buf, r->is_partial ? "?" : r->is_short[0] ? "!" : "");
}

static struct average *
start(struct got *g, const struct avg_col *col, enum step to, bool from_days)
{
	*g = (struct got){ .n = 0 };
	return average_new(&(struct avg_spec){ .col = col, .ncol = 1, .ninput = 1, .to = to, .from_days = from_days,
	    .interval = CIVIL_HOUR, .edition = edition, .emit = emit, .arg = g });
}

static void
feed(struct average *a, size_t s, int64_t sec, int v)
{
	const struct dec x = dec_int(v);

	if (average_feed(a, s, sec, &x, 0) == AVG_FULL)
		average_close(a, s);
}

static void
test_order(void)
{
	const struct avg_col col = { .how = AVG_MEAN };
	const struct dec x = dec_int(1);
	struct got g;
	struct average *a = start(&g, &col, STEP_DAY, false);

	feed(a, 0, HOUR(10, 5), 1);
	is_int(average_feed(a, 0, HOUR(10, 5), &x, 0), AVG_AGAIN, "the same stamp again is not taken");
	is_int(average_feed(a, 0, HOUR(10, 4), &x, 0), AVG_BACKWARD, "a stamp before it is not taken");
	is_int(average_feed(a, 0, HOUR(10, 5) + 300, &x, 0), AVG_CLOSE, "a stamp closer than the interval is not taken");
	feed(a, 1, HOUR(10, 4), 3);
	is_int(average_feed(a, 0, HOUR(10, 24), &x, 0), AVG_FULL, "hour 24 ends the day");
	average_close(a, 0);
	is_str(g.s, "0:10=1 ", "which is emitted at once");
	feed(a, 0, HOUR(13, 1), 7);
	average_finish(a);
	is_str(g.s, "0:10=1 0:11= 0:12= 0:13=7 1:10=3 ", "gaps are made up, the rest comes station by station");
	is_int(average_last(a), 13, "the last day of all rows is known");
	average_free(a);
}

static void
test_span(void)
{
	const struct avg_col col = { .how = AVG_MEAN };
	struct got g;
	struct average *a = start(&g, &col, STEP_DAY, false);

	average_span(a, 0, 10, 12);
	average_span(a, 1, 20, 21);
	average_span(a, 2, 5, 6);
	feed(a, 1, HOUR(18, 3), 4);
	feed(a, 2, HOUR(6, 3), 5);
	average_finish(a);
	is_str(g.s, "2:5= 0:10= 0:11= 0:12= 1:18=4 1:19= 1:20= 1:21= 2:6=5 ",
	    "a span has its days, also without rows, and a row before it keeps its own");
	average_free(a);
	a = start(&g, &col, STEP_MONTH, true);
	average_span(a, 0, 0, 89);
	feed(a, 0, DAY(40), 8);
	average_finish(a);
	is_str(g.s, "0:0= 0:31=8? 0:59=? ", "months of a span, from days");
	average_free(a);
}

static void
test_minimum(void)
{
	struct avg_col col = { .how = AVG_MEAN, .min_hours = { 2 }, .min_days = { 27 } };
	struct got g;
	struct average *a = start(&g, &col, STEP_MONTH, false);

	for (int d = 0; d < 59; d++) {
		feed(a, 0, HOUR(d, 1), d);
		if (d < 27 || d >= 35)
			feed(a, 0, HOUR(d, 2), d);
	}
	average_finish(a);
	is_str(g.s, "0:0=13 0:31=46.5! ", "27 days of January are enough, 24 of February are short");
	average_free(a);
}

static void
test_accum(void)
{
	struct accum a;
	struct quot q;

	accum_init(&a);
	for (int i = 0; i < 20; i++)
		accum_add(&a, AVG_MEAN, (struct dec){ INT64_C(999999999999999999), 0, DEC_NUMBER, 0 });
	q = accum_value(&a, AVG_MEAN, 0);
	ok(q.n == 20 && q.m == (wide)20 * INT64_C(999999999999999999), "a sum beyond 64 bits does not wrap");
	accum_clear(&a);
	accum_add(&a, AVG_MEAN, (struct dec){ 0 });
	ok(accum_value(&a, AVG_MEAN, 0).n == 0, "missing is left out, and a cleared sum is missing");
	accum_add(&a, AVG_MEAN, dec_int(1));
	accum_add(&a, AVG_MEAN, (struct dec){ 25, 1, DEC_NUMBER, 0 });
	accum_add(&a, AVG_MEAN, dec_int(2));
	ok(ratio_cmp(quot_ratio(accum_value(&a, AVG_MEAN, 0)), (struct ratio){ 11, 6 }) == 0, "scales mix exactly");
	accum_clear(&a);
	accum_add(&a, AVG_MEAN, (struct dec){ 4, 3, DEC_NUMBER, '<' });
	accum_add(&a, AVG_MEAN, (struct dec){ 1, 2, DEC_NUMBER, '<' });
	ok(dec_cmp(accum_all_below(&a), (struct dec){ 1, 2, DEC_NUMBER, 0 }) == 0, "all below: the largest limit");
	ok(ratio_cmp(quot_ratio(accum_value(&a, AVG_MEAN, 3)), (struct ratio){ 35, 10000 }) == 0, "half of each limit");
	accum_add(&a, AVG_MEAN, dec_int(1));
	ok(!dec_has(accum_all_below(&a)), "one above: no limit");
}

int
main(void)
{
	char buf[DEC_TEXT];

	test_order();
	test_span();
	test_minimum();
	test_accum();
	(void)dec_print(buf, average_shown((struct ratio){ 1, 3 }, (struct dec){ 0 }, 0));
	is_str(buf, "0.333333", "6 decimals more than shown, cut");
	(void)dec_print(buf, average_shown((struct ratio){ 100000001, 10000000 }, (struct dec){ 0 }, 0));
	is_str(buf, "10.000001", "what was cut off a 0 moves it");
	(void)dec_print(buf, average_shown((struct ratio){ -100000001, 10000000 }, (struct dec){ 0 }, 0));
	is_str(buf, "-10.000001", "away from zero");
	(void)dec_print(buf, average_shown((struct ratio){ 21, 2 }, (struct dec){ 0 }, 0));
	is_str(buf, "10.5", "a real tie stays one");
	(void)dec_print(buf, average_shown((struct ratio){ 0, 0 }, (struct dec){ 0 }, 0));
	is_str(buf, "", "missing is empty");
	return done_testing();
}

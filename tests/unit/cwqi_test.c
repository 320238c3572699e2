/*
 * cwqi - facts W093 to W102 and P107, and what the facts do not show: missing items, DO 0, long fractions, ties.
 */
#include "cwqi.h"
#include "tap.h"

static struct cwqi q;

static void
is_dec(struct dec got, const char *want, const char *name)
{
	char buf[DEC_TEXT];

	(void)dec_print(buf, got);
	(void)is_str(buf, want, name);
}

static struct dec
number(const char *s)
{
	struct dec x = { 0 };

	(void)dec_parse(sv_of(s), &x);
	if (x.cens == '<')		/* half of the limit of detection */
		x = (struct dec){ .m = x.m * 5, .scale = (int16_t)(x.scale + 1), .kind = DEC_NUMBER };
	return x;
}

static void
is_single(const char *id, const char *item, enum cwqi_body b, const char *x, const char *want)
{
	is_dec(ratio_round(cwqi_single(&q, cwqi_find(&q, item), b, dec_ratio(number(x))), q.decimals), want, id);
}

/* The 21 values of one water, in the order of the table. */
static void
fill(struct cwqi_city *c, enum cwqi_body b, unsigned int n, const char *values)
{
	struct sv rest = sv_of(values), w;
	size_t i = 0;

	c->n[b] = n;
	while (sv_word(&rest, &w)) {
		char s[DEC_TEXT] = "";

		memcpy(s, w.p, w.n);
		c->mean[b][i++] = dec_ratio(number(s));
	}
	is_int((long long)i, (long long)q.n, "21 values");
}

#define METALS	" 0.001L 0.05L 0.18 0.0004L 0.0011 0.00004L 0.0001L 0.004L 0.002L 0.004L 0.0003L 0.01L 0.05L 0.01L"
#define W093	"7.8 8.6 1.9 8 1.2 0.09 0.05" METALS
#define W094	"6.8 6.2 4.4 17 2.6 0.45 0.13" METALS
#define W095	"7.8 7.9 1.9 8 1.2 0.09 0.032" METALS

static void
check_sums(void)
{
	struct cwqi_city c = { 0 }, base = { 0 };
	struct ratio sum = ratio_make(0, 1);

	fill(&c, CWQI_RIVER, 7, W093);
	cwqi_judge(&q, &c);
	is_dec(ratio_round(c.all, q.decimals), "3.1456", "W093");
	ok(ratio_cmp(c.all, ratio_make(4, 1)) < 0, "P107: a clean city is below 4");
	ok(!ratio_has(c.part[CWQI_LAKE]), "no lake, no sum of lakes");
	fill(&base, CWQI_RIVER, 1, W094);
	cwqi_judge(&q, &base);
	is_dec(ratio_round(base.all, q.decimals), "5.1473", "W094");
	is_dec(cwqi_change(&q, ratio_round(c.all, 4), ratio_round(base.all, 4)), "-38.89", "W097");
	fill(&c, CWQI_LAKE, 2, W095);
	cwqi_judge(&q, &c);
	is_dec(ratio_round(c.part[CWQI_RIVER], q.decimals), "3.1456", "W096: rivers");
	is_dec(ratio_round(c.part[CWQI_LAKE], q.decimals), "3.5871", "W095");
	is_dec(ratio_round(c.all, q.decimals), "3.2437", "W096");
	for (size_t i = 0; i < q.n; i++)
		sum = cwqi_add(sum, c.single[i]);
	ok(ratio_cmp(sum, c.all) == 0, "the single indices of the city add up to its index");
	ok(c.nitem == 21 && c.missing == 0, "of 21 items");
	ok(!dec_has(cwqi_change(&q, dec_int(3), dec_int(0))), "no change on a base of 0");
}

static void
check_missing(void)
{
	struct cwqi_city c = { 0 };
	const size_t cu = cwqi_find(&q, "Cu"), oxygen = cwqi_find(&q, "DO");

	fill(&c, CWQI_RIVER, 7, W093);
	fill(&c, CWQI_LAKE, 2, W095);
	c.mean[CWQI_LAKE][cu] = (struct ratio){ 0 };
	cwqi_judge(&q, &c);
	ok(c.missing == UINT64_C(1) << cu && c.zero == 0 && c.nitem == 20, "an item that the lakes lack is missing");
	is_dec(ratio_round(c.part[CWQI_RIVER], 4), "3.1451", "and is in no sum: 3.1456 - 0.0005/1.0");
	c.mean[CWQI_RIVER][oxygen] = ratio_make(0, 1);
	cwqi_judge(&q, &c);
	ok(c.zero == UINT64_C(1) << oxygen && c.nitem == 19 && !ratio_has(c.single[oxygen]), "DO 0 has no index");
	c = (struct cwqi_city){ 0 };
	cwqi_judge(&q, &c);
	ok(!ratio_has(c.all) && c.nitem == 0, "no section, no index");
}

/* Means over different numbers of sections, with long decimals: denominators whose product leaves 128 bits. */
static void
check_wide(void)
{
	struct cwqi_city c = { .n = { 97 } };
	double want = 0;

	for (size_t i = 0; i < q.n; i++) {
		static const int prime[] = { 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151 };
		const struct ratio x = ratio_make(INT64_C(123456789012345) + (wide)i, dec_pow10(15) * prime[i]);
		const struct ratio s = cwqi_single(&q, i, CWQI_RIVER, x);

		c.mean[CWQI_RIVER][i] = x;
		want += (double)s.num / (double)s.den;
	}
	cwqi_judge(&q, &c);
	ok(ratio_has(c.all) && c.nitem == 21, "a sum that leaves 128 bits is still a number");
	near(dec_double(ratio_round(c.all, 4)), want, 0.00006, "and the right one");
}

static void
check_ranks(void)
{
	const struct dec v[] = { number("3.2"), number("3.1456"), { 0 }, number("3.14560"), number("5") };
	unsigned int rank[5];

	cwqi_rank(v, 5, rank);
	ok(rank[0] == 3 && rank[1] == 1 && rank[2] == 0 && rank[3] == 1 && rank[4] == 4, "equal values share a rank, the next skips, missing have none");
}

int
main(void)
{
	cwqi_init(&q, NULL);
	ok(q.wrong == NULL && q.n == 21 && q.decimals == 4 && q.change_decimals == 2, "the table has the 21 items");
	is_single("W098", "pH", CWQI_RIVER, "6.4", "0.6000");
	is_single("W099", "pH", CWQI_RIVER, "8.4", "0.7000");
	is_single("W100", "DO", CWQI_RIVER, "10.0", "0.5000");
	is_single("W101", "DO", CWQI_RIVER, "2.5", "2.0000");
	is_single("W102", "NH3-N", CWQI_RIVER, "0.025L", "0.0125");
	is_single("a lake has its own limit of TP", "TP", CWQI_LAKE, "0.05", "1.0000");
	is_single("neutral is 0", "pH", CWQI_LAKE, "7", "0.0000");
	is_single("missing stays so", "pH", CWQI_LAKE, "", "");
	ok(cwqi_find(&q, "TN") == CWQI_NONE, "TN is none of the 21");
	check_sums();
	check_missing();
	check_wide();
	check_ranks();
	cwqi_release(&q);
	return done_testing();
}

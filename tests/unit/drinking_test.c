/*
 * drinking - verdicts, classes, multiples and sets of drinking-water sources; W and P are the worked examples of the facts.
 */
#include "drinking.h"
#include "tap.h"

#define N	16

struct bench {
	struct waterlimits	l;
	struct drink_item	v[N];
	struct drink_result	r;
	size_t			n;
};

static struct dec
num(const char *s)
{
	struct dec x;

	if (!dec_parse(sv_of(s), &x))
		x = (struct dec){ 0 };
	return x;
}

/* Judges "Mn=0.13 Fe=0.2" as of body. */
static enum drink_verdict
judge(struct bench *b, enum water_body body, const char *list, bool with_cod)
{
	struct sv rest = sv_of(list), part, name;

	for (b->n = 0; sv_word(&rest, &part) && b->n < N; b->n++) {
		char item[32], value[32];

		(void)sv_split(&part, '=', &name);
		(void)snprintf(item, sizeof(item), "%.*s", (int)name.n, name.p);
		(void)snprintf(value, sizeof(value), "%.*s", (int)part.n, part.p);
		b->v[b->n] = (struct drink_item){ .limit = waterlimits_find(&b->l, item, body), .x = num(value) };
		if (b->v[b->n].limit == NULL) {
			note("no limit of %s", item);
			return DRINK_NONE;
		}
		b->v[b->n].reference = drink_is_reference(b->v[b->n].limit, with_cod);
	}
	drink_judge(&b->r, b->v, b->n);
	return b->r.verdict;
}

static void
test_surface(struct bench *b)
{
	ok(judge(b, WATER_RIVER, "Mn=0.13 Fe=0.2 SO4=60 NH3-N=0.4", false) == DRINK_OVER && b->r.nover == 1 && b->r.over[0] == 0 &&
	    ratio_cmp(b->v[0].multiple, ratio_make(3, 10)) == 0 && b->r.class == 2, "W142: manganese is over by 0.3, the class is of table 1");
	ok(judge(b, WATER_LAKE, "TN=1.8 FC=12000 TP=0.03 NH3-N=0.2", false) == DRINK_MET && b->r.class == 3 && b->r.judged == 2,
	    "W143: total nitrogen and coliforms do not count");
	is_int(b->v[0].class, 5, "W143: total nitrogen has a class of its own");
	is_int(b->v[1].class, 4, "W143: so have coliforms");
	ok(judge(b, WATER_RIVER, "TP=0.1 NH3-N=0.1", false) == DRINK_MET, "a river's phosphorus by the river's limits");
	ok(judge(b, WATER_LAKE, "TP=0.1 NH3-N=0.1", false) == DRINK_OVER && b->r.class == 4, "a lake's by the lake's");
	ok(judge(b, WATER_RIVER, "COD=25 DO=8", false) == DRINK_MET && b->v[0].class == 4, "COD is none of the 61");
	ok(judge(b, WATER_RIVER, "COD=25 DO=8", true) == DRINK_OVER && b->r.class == 4, "with COD it counts");
	ok(judge(b, WATER_RIVER, "DO=4.9 Mn=0.15 Sb=0.02 pH=9.1", false) == DRINK_OVER && b->r.nover == 4 && b->r.over[0] == 2 &&
	    b->r.over[1] == 1 && b->r.over[2] == 0 && b->r.over[3] == 3, "the largest multiple first, DO and pH behind");
	ok(judge(b, WATER_RIVER, "Mn=0.1 Fe=0.3 Cl-=250", false) == DRINK_MET && b->r.class == 0, "at the limit it is met; tables 2 and 3 have no class");
	ok(judge(b, WATER_RIVER, "TN=1", false) == DRINK_NONE || b->v[0].limit == NULL, "a river has no limit of total nitrogen");
}

static void
test_censored(struct bench *b)
{
	ok(judge(b, WATER_RIVER, "BaP=<0.000002 Mn=<0.01", false) == DRINK_MET && b->r.nopen == 0, "not detected below the limit: met");
	ok(judge(b, WATER_RIVER, "BaP=<0.000004 Mn=0.01", false) == DRINK_OPEN && b->r.nopen == 1 && b->r.open[0] == 0 && b->r.judged == 1,
	    "not detected above the limit: undetermined");
	ok(judge(b, WATER_RIVER, "BaP=<0.0000028", false) == DRINK_MET, "not detected at the limit: met");
	ok(judge(b, WATER_RIVER, "BaP=<0.000004 Mn=0.2", false) == DRINK_OVER, "what is over stays over");
	ok(judge(b, WATER_RIVER, "Hg=<0.0004 NH3-N=0.1", false) == DRINK_OPEN && b->r.class == 0 && b->r.class_open,
	    "an undetermined item of table 1 leaves no class");
	ok(judge(b, WATER_RIVER, "Hg=<0.0004 NH3-N=3", false) == DRINK_OVER && b->r.class == 6, "unless another is worse than it could be");
	ok(judge(b, WATER_RIVER, "DO=<4", false) == DRINK_OVER, "oxygen below 4 is over");
	ok(judge(b, WATER_RIVER, "DO=<6", false) == DRINK_OPEN, "oxygen below 6 may be either");
	ok(judge(b, WATER_RIVER, "Mn=>0.05", false) == DRINK_OPEN, "above a range that ends below the limit: undetermined");
	ok(judge(b, WATER_RIVER, "Mn=>0.2", false) == DRINK_OVER, "above the limit: over");
	ok(judge(b, WATER_RIVER, "DO=>20", false) == DRINK_MET, "oxygen above a range is enough");
}

static void
test_ground(struct bench *b)
{
	ok(judge(b, WATER_GROUND, "VP=0.001", false) == DRINK_MET && b->r.class == 1, "W145, P105: equal limits, the better class");
	ok(judge(b, WATER_GROUND, "NH3-N=0.50 pH=8.5 Mn=0.10", false) == DRINK_MET && b->r.class == 3, "W146: the worst item decides");
	ok(judge(b, WATER_GROUND, "pH=8.6", false) == DRINK_OVER && b->r.class == 4, "W147: pH 8.6 is class IV");
	ok(judge(b, WATER_GROUND, "Fe=2.1", false) == DRINK_OVER && b->r.class == 5, "W148: iron 2.1 is class V");
	ok(judge(b, WATER_GROUND, "LAS=0.3", false) == DRINK_MET && b->r.class == 3, "W149: limits of III and IV are one");
	ok(judge(b, WATER_GROUND, "COD=1", false) == DRINK_NONE, "groundwater has no COD");
}

static void
test_share(const struct bench *b)
{
	const struct waterlimit *mn = waterlimits_find(&b->l, "Mn", WATER_RIVER), *d = waterlimits_find(&b->l, "DO", WATER_RIVER),
	    *ph = waterlimits_find(&b->l, "pH", WATER_RIVER);

	ok(ratio_cmp(drink_share(mn, num("0.08")), ratio_make(4, 5)) == 0, "0.08 of 0.1 is 80 percent");
	ok(ratio_cmp(drink_share(mn, num("<0.08")), ratio_make(2, 5)) == 0, "not detected: half of it");
	ok(ratio_cmp(drink_share(d, num("6.25")), ratio_make(4, 5)) == 0, "oxygen: the limit's share of the value");
	ok(!ratio_has(drink_share(d, num("0"))) && !ratio_has(drink_share(ph, num("7"))), "none for oxygen 0, none for pH");
	ok(drink_value_worse(mn, num("0.2"), num("0.1")) && !drink_value_worse(mn, num("0.1"), num("0.1")), "more is worse");
	ok(drink_value_worse(d, num("3"), num("4")) && drink_value_worse(d, num("0"), num("1")), "less oxygen is worse");
	ok(drink_value_worse(ph, num("5"), num("7")) && !drink_value_worse(ph, num("6"), num("7")), "pH is worse outside its range");
}

static void
test_sets(void)
{
	struct drink_set s;

	drink_set_init(&s, NULL, false, DRINK_SET_61, false);
	ok(s.n == 61 && drink_set_has(&s, "WT") && drink_set_has(&s, "Tl") && !drink_set_has(&s, "Ti") && !drink_set_has(&s, "COD"),
	    "the 61: 23 + 5 + 33, without COD and titanium (%zu)", s.n);
	drink_set_init(&s, NULL, false, DRINK_SET_61, true);
	is_int((long long)s.n, 62, "62 with COD");
	drink_set_init(&s, NULL, false, DRINK_SET_28, false);
	is_int((long long)s.n, 28, "28: 23 + 5");
	drink_set_init(&s, NULL, false, DRINK_SET_ALL, false);
	is_int((long long)s.n, 109, "109: 24 + 5 + 80");
	drink_set_init(&s, NULL, true, DRINK_SET_61, false);
	is_int((long long)s.n, 37, "groundwater: the 39 routine items without the two that are words");
	drink_set_init(&s, NULL, true, DRINK_SET_ALL, false);
	is_int((long long)s.n, 91, "93 without those two");
	drink_set_init(&s, NULL, true, DRINK_SET_NONE, false);
	is_int((long long)s.n, 0, "no set");
}

/* W144: twelve months, eleven of them met. */
static void
test_months(void)
{
	enum drink_verdict all = DRINK_NONE;

	for (int m = 0; m < 12; m++)
		all = drink_worse(all, m == 6 ? DRINK_OVER : DRINK_MET);
	ok(all == DRINK_OVER, "W144: eleven months of twelve are no year");
	ok(drink_worse(DRINK_MET, DRINK_OPEN) == DRINK_OPEN, "undetermined is no pass");
	ok(drink_worse(DRINK_NONE, DRINK_MET) == DRINK_MET, "a month without a sample says nothing");
}

int
main(void)
{
	struct bench b = { .n = 0 };

	waterlimits_init(&b.l, NULL);
	test_surface(&b);
	test_censored(&b);
	test_ground(&b);
	test_share(&b);
	test_sets();
	test_months();
	waterlimits_release(&b.l);
	return done_testing();
}

#include <assert.h>

#include "rounding.h"
#include "tli.h"

#define N_(s)	(s)		/* translated where it is said */

#define PLACES		4	/* decimals of a, b and r */
#define LN_ONE		17	/* logarithms are kept x 10^17 */
#define LN2		INT64_C(1598288580650331957)	/* ln 2 x 2^61 */
#define ONE		((wide)1 << 61)

/* The number x 10^4; wrong where it is none, has more decimals or is 1000 and more. */
static wide
coefficient(struct tli *t, const char *cell)
{
	struct dec x = { 0 };

	if (!dec_parse(sv_of(cell), &x) || !dec_has(x) || x.cens != 0 || x.scale > PLACES ||
	    dec_cmp(x, dec_int(1000)) >= 0 || dec_cmp(x, dec_int(-1000)) <= 0) {
		t->wrong = N_("a, b and r must be numbers below 1000 with at most 4 decimals");
		return 0;
	}
	return x.m * dec_pow10(PLACES - x.scale);
}

static void
read_item(struct tli *t, const struct table *tab, size_t row)
{
	struct tli_item *v = &t->v[t->n++];
	const wide r = coefficient(t, table_cell(tab, row, "r"));

	v->name = table_cell(tab, row, "item");
	v->unit = table_cell(tab, row, "unit");
	v->a = coefficient(t, table_cell(tab, row, "a"));
	v->b = coefficient(t, table_cell(tab, row, "b"));
	v->weight = r * r;
	if (t->wrong == NULL && (r == 0 || r > dec_pow10(PLACES) || r < -dec_pow10(PLACES)))
		t->wrong = N_("r must be within -1 and 1 and not 0");
	for (size_t k = 0; k + 1 < t->n && t->wrong == NULL; k++) {
		if (strcmp(t->v[k].name, v->name) == 0)
			t->wrong = N_("an item has two rows");
	}
	if (t->wrong != NULL)
		t->wrong_at = v->name;
}

void
tli_init(struct tli *t, const struct tables *tabs)
{
	const struct table *tab = table_get(tabs, "tli");

	*t = (struct tli){ .wrong_at = "", .wrong_table = "tli" };
	for (size_t i = 0; i < tab->nrow && t->wrong == NULL; i++) {
		if (t->n == TLI_MAX)
			t->wrong = N_("more than 8 items");
		else
			read_item(t, tab, i);
	}
	if (t->n == 0)
		t->wrong = N_("no item has a row");
	if (t->wrong != NULL)
		return;
	bands_read(&t->states, table_get(tabs, "tli_levels"), "level", NULL, NULL);
	t->wrong = t->states.wrong;
	t->wrong_table = "tli_levels";
	t->decimals = rounding_decimals(tabs, "result", "TLI", NULL);
	if (t->wrong == NULL && (t->decimals < 0 || t->decimals > 6)) {
		t->wrong = N_("decimals of result TLI are not 0 to 6");
		t->wrong_table = "rounding";
	}
}

/*
 * ln m x 2^61.  m is 2^k f with f in [0.75, 1.5); ln f = 2 artanh z, z = (f - 1) / (f + 1), of
 * which |z| <= 0.2, so that 13 terms reach 2^-61.  Each step cuts less than a unit: 30 in the series,
 * and k halves in k ln 2, 93 of 2^-61 (4e-17) at most for the longest m.
 */
static wide
ln_whole(wide m)
{
	const uint64_t high = (uint64_t)(m >> 64), low = (uint64_t)m;
	int k = high != 0 ? 127 - __builtin_clzll(high) : 63 - __builtin_clzll(low);
	const wide f = k <= 61 ? m << (61 - k) : m >> (k - 61);
	const wide one = f > ONE + ONE / 2 ? 2 * ONE : ONE;
	const wide z = (f - one) * ONE / (f + one), square = z * z / ONE;
	wide sum = 0;

	k += one > ONE;
	for (wide term = z, n = 1; term != 0; n += 2) {
		sum += term / n;
		term = term * square / ONE;
	}
	return 2 * sum + k * (wide)LN2;
}

/* Two logarithms: 8e-17 at most, as 10 b times that (2e-15) in a TLI that is shown to 1e-7. */
wide
tli_ln(struct ratio x)
{
	assert(x.num > 0 && x.den > 0);
	return (ln_whole(x.num) - ln_whole(x.den)) * dec_pow10(LN_ONE) / ONE;
}

struct ratio
tli_item(const struct tli *t, size_t i, struct ratio x)
{
	const struct tli_item *v = &t->v[i];

	if (!ratio_has(x) || x.num <= 0)
		return (struct ratio){ 0, 0 };
	return ratio_make(10 * (v->a * dec_pow10(LN_ONE) + v->b * tli_ln(x)), dec_pow10(LN_ONE + PLACES));
}

struct ratio
tli_weight(const struct tli *t, size_t i)
{
	wide sum = 0;

	for (size_t k = 0; k < t->n; k++)
		sum += t->v[k].weight;
	return ratio_make(t->v[i].weight, sum);
}

struct ratio
tli_combine(const struct tli *t, const struct ratio value[], unsigned int *count)
{
	struct ratio sum = { 0, 1 };
	unsigned int n = 0;
	wide weight = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (!ratio_has(value[i]))
			continue;
		sum = ratio_add(sum, ratio_mul(value[i], (struct ratio){ t->v[i].weight, 1 }));
		weight += t->v[i].weight;
		n++;
	}
	if (count != NULL)
		*count = n;
	return n == 0 ? (struct ratio){ 0, 0 } : ratio_div(sum, (struct ratio){ weight, 1 });
}

const struct band *
tli_state(const struct tli *t, struct ratio tli)
{
	return bands_find(&t->states, tli);
}

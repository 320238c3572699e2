#include "labqc.h"

/* --- numbers ------------------------------------------------------------------------------ */

/* The number to compute with: half of a detection limit. */
static struct ratio
usable(struct dec x)
{
	return dec_ratio(dec_usable(x));
}

static struct ratio
magnitude(struct ratio r)
{
	return r.num < 0 ? (struct ratio){ -r.num, r.den } : r;
}

/* r as a number that is exactly it; missing where it has none of 18 digits. */
static struct dec
exact(struct ratio r)
{
	const struct dec x = ratio_round(r, DEC_DIGITS);

	return dec_has(x) && ratio_cmp(dec_ratio(x), r) == 0 ? x : (struct dec){ 0 };
}

/* Without the zeros behind that the way to it left; at least as many decimals as scale. */
static struct dec
shortened(struct dec x, int scale)
{
	while (x.scale > scale && x.m % 10 == 0) {
		x.m /= 10;
		x.scale--;
	}
	return x;
}

struct dec
labqc_mean(const struct dec *v, size_t n, int decimals)
{
	struct ratio sum = ratio_make(0, 1);
	struct dec limit = { 0 }, mean;
	size_t nbelow = 0;
	int scale = 0;

	for (size_t i = 0; i < n; i++) {
		sum = ratio_add(sum, usable(v[i]));
		scale = v[i].scale > scale ? v[i].scale : scale;
		if (v[i].cens != '<')
			continue;
		nbelow++;
		if (!dec_has(limit) || dec_cmp(v[i], limit) > 0)
			limit = v[i];
	}
	if (nbelow == n)
		return limit;
	sum = ratio_div(sum, ratio_make((wide)n, 1));
	mean = ratio_has(sum) ? exact(sum) : (struct dec){ 0 };
	return dec_has(mean) ? shortened(mean, scale) : ratio_guard(sum, decimals + 6);
}

/* --- judging ------------------------------------------------------------------------------ */

/* The cell names the method: its letters and digits, blanks or not, with nothing longer around them. */
static bool
names_method(struct sv cell, const char *method)
{
	for (size_t i = 0; i < cell.n; i++) {
		const char *m = method;
		size_t k = i;

		if (i > 0 && cell.p[i - 1] >= 'A' && cell.p[i - 1] <= 'Z')
			continue;
		for (; *m != '\0' && k < cell.n; k++) {
			if (cell.p[k] == ' ' && *m != ' ')
				continue;
			while (*m == ' ' && cell.p[k] != ' ')
				m++;
			if (*m != cell.p[k])
				break;
			m++;
		}
		if (*m == '\0' && (k == cell.n || cell.p[k] < '0' || cell.p[k] > '9'))
			return true;
	}
	return false;
}

static bool
in_range(const struct labqc_limit *m, struct ratio content)
{
	return (!dec_has(m->lo) || ratio_cmp(content, dec_ratio(m->lo)) > 0) &&
	    (!dec_has(m->hi) || ratio_cmp(content, dec_ratio(m->hi)) <= 0);
}

/* The limit of a pair of that content; a method's own before the general one.  NULL: *reason says why. */
static const struct labqc_limit *
find_limit(const struct labqc *l, const char *item, enum labqc_between b, struct ratio content, struct sv method_a,
    struct sv method_b, const char **reason)
{
	const struct labqc_limit *found = NULL;

	*reason = "no-limit";
	for (size_t i = 0; i < l->n; i++) {
		const struct labqc_limit *m = &l->v[i];
		const bool own = *m->method != '\0';

		if (strcmp(m->item, item) != 0 || !dec_has(m->max[b]) ||
		    (own && (!names_method(method_a, m->method) || !names_method(method_b, m->method))))
			continue;
		*reason = "no-range";
		if (in_range(m, content) && (found == NULL || own))
			found = m;
	}
	return found;
}

static struct labqc_verdict
not_judged(const char *reason)
{
	return (struct labqc_verdict){ .result = LABQC_NOT_JUDGED, .reason = reason };
}

/* Why two results can't be compared; NULL where they can. */
static const char *
incomparable(const struct labqc_side *a, const struct labqc_side *b)
{
	const bool below_a = a->undetected || a->x.cens == '<', below_b = b->undetected || b->x.cens == '<';

	if (a->dropped || b->dropped)
		return "dropped";
	if ((!a->undetected && !dec_has(a->x)) || (!b->undetected && !dec_has(b->x)))
		return "no-value";
	if (below_a && below_b)
		return "both-below";
	if (a->undetected || b->undetected)
		return "undetected";
	return a->x.cens == '>' || b->x.cens == '>' ? "over" : NULL;
}

struct labqc_verdict
labqc_pair(const struct labqc *l, const char *item, enum labqc_between between, const struct labqc_side *a,
    const struct labqc_side *b)
{
	const char *reason = incomparable(a, b);
	const struct labqc_limit *m;
	struct labqc_verdict v;
	struct ratio sum, gap;

	if (reason != NULL)
		return not_judged(reason);
	sum = ratio_add(usable(a->x), usable(b->x));
	gap = magnitude(ratio_sub(usable(a->x), usable(b->x)));
	if (!ratio_has(sum) || !ratio_has(gap))
		return not_judged("digits");
	m = find_limit(l, item, between, ratio_mul(sum, ratio_make(1, 2)), a->method, b->method, &reason);
	if (m == NULL)
		return not_judged(reason);
	if (m->relative && sum.num <= 0)
		return not_judged("no-sum");
	v = (struct labqc_verdict){ .limit = m->max[between], .relative = m->relative, .confidence = m->confidence,
	    .deviation = m->relative ? ratio_mul(ratio_div(gap, sum), ratio_make(100, 1)) : gap,
	    .reason = a->x.cens == '<' || b->x.cens == '<' ? "one-below" : "" };
	if (!ratio_has(v.deviation))
		return not_judged("digits");
	v.result = ratio_cmp(v.deviation, dec_ratio(v.limit)) <= 0 ? LABQC_ACCEPTED : LABQC_OUTSIDE;
	return v;
}

struct labqc_verdict
labqc_blank(const struct labqc *l, const char *item, const struct labqc_side *s)
{
	if (strcmp(labqc_rule(l, "blank", item), "skip") == 0)
		return not_judged("not-blank");
	if (s->dropped)
		return not_judged("dropped");
	if (!s->undetected && !dec_has(s->x))
		return not_judged("no-value");
	if (s->undetected)
		return (struct labqc_verdict){ .result = LABQC_ACCEPTED, .reason = "" };
	if (s->x.cens == '<') {
		struct dec limit = s->x;

		limit.cens = 0;
		return (struct labqc_verdict){ .result = LABQC_ACCEPTED, .reason = "", .limit = limit };
	}
	return (struct labqc_verdict){ .result = LABQC_OUTSIDE, .reason = "blank" };
}

/* A result that is only known to lie below (or above) a bound: outside where the bound already is. */
static struct labqc_verdict
bounded(const struct labqc_side *s, struct ratio lo, struct ratio hi)
{
	const struct ratio bound = dec_ratio(s->x);

	if (s->x.cens == '<')
		return ratio_cmp(bound, lo) <= 0 ? (struct labqc_verdict){ .result = LABQC_OUTSIDE, .reason = "" } :
		    not_judged("below-reference");
	return ratio_cmp(bound, hi) >= 0 ? (struct labqc_verdict){ .result = LABQC_OUTSIDE, .reason = "" } : not_judged("over");
}

struct labqc_verdict
labqc_reference(const struct labqc_side *s, struct dec value, struct dec uncertainty)
{
	const struct ratio v = dec_ratio(value), u = dec_ratio(uncertainty);
	const struct ratio lo = ratio_sub(v, u), hi = ratio_add(v, u);
	struct labqc_verdict r = { .reason = "" };

	if (!dec_has(value) || !dec_has(uncertainty))
		return not_judged("no-reference");
	if (s->dropped || s->undetected || !dec_has(s->x))
		return not_judged(s->dropped ? "dropped" : s->undetected ? "undetected" : "no-value");
	r.deviation = magnitude(ratio_sub(dec_ratio(s->x), v));
	if (!ratio_has(r.deviation) || !ratio_has(lo) || !ratio_has(hi))
		return not_judged("digits");
	if (s->x.cens != 0) {
		r = bounded(s, lo, hi);
		r.limit = r.result == LABQC_OUTSIDE ? uncertainty : (struct dec){ 0 };
		return r;
	}
	r.limit = uncertainty;
	r.result = ratio_cmp(r.deviation, dec_ratio(uncertainty)) <= 0 ? LABQC_ACCEPTED : LABQC_OUTSIDE;
	return r;
}

#include "ozoneorder.h"

#define VOTES_MIN	5u
#define PAIRS_AGREED	1u

static int
index_of(const struct aqi *a, int edition, const struct dec c[AQI_NITEM], struct dec o3)
{
	int iaqi[AQI_NITEM];

	for (int p = 0; p < AQI_NITEM; p++)
		iaqi[p] = aqi_iaqi(a, edition, (enum aqi_item)p, AQI_HOUR, p == AQI_O3 ? o3 : c[p], (struct dec){ 0 });
	return aqi_combine(a, edition, iaqi, 0).value;
}

void
ozone_vote(struct ozone_votes *v, const struct aqi *a, int edition, const struct dec c[AQI_NITEM], struct dec other,
    int published)
{
	bool as_is, exchanged;

	if (!dec_has(other))
		return;
	for (int p = 0; p < AQI_NITEM; p++) {
		if (!dec_has(c[p]))
			return;
	}
	as_is = index_of(a, edition, c, c[AQI_O3]) == published;
	exchanged = index_of(a, edition, c, other) == published;
	v->as_is += as_is && !exchanged;
	v->exchanged += exchanged && !as_is;
}

void
ozone_pair(struct ozone_votes *v, struct dec value, struct dec maximum)
{
	if (!dec_has(value) || !dec_has(maximum))
		return;
	v->below += dec_cmp(value, maximum) < 0;
	v->above += dec_cmp(value, maximum) > 0;
}

void
ozone_add(struct ozone_votes *v, const struct ozone_votes *w)
{
	v->as_is += w->as_is;
	v->exchanged += w->exchanged;
	v->below += w->below;
	v->above += w->above;
}

static enum ozone_order
most(unsigned long as_is, unsigned long exchanged, unsigned long agreed)
{
	const unsigned long n = as_is + exchanged;

	if (n < VOTES_MIN && (n < agreed || (as_is > 0 && exchanged > 0)))
		return OZONE_UNSURE;
	if (exchanged * 10 >= n * 9)
		return OZONE_EXCHANGED;
	return as_is * 10 >= n * 9 ? OZONE_AS_IS : OZONE_UNSURE;
}

enum ozone_order
ozone_decide(const struct ozone_votes *v)
{
	const enum ozone_order index = most(v->as_is, v->exchanged, VOTES_MIN);
	const enum ozone_order pairs = most(v->below, v->above, PAIRS_AGREED);

	if (index == OZONE_UNSURE)
		return v->as_is + v->exchanged < VOTES_MIN ? pairs : OZONE_UNSURE;
	return pairs == OZONE_UNSURE || pairs == index ? index : OZONE_UNSURE;
}

#include "ozoneorder.h"

#define VOTES_MIN 5u

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

enum ozone_order
ozone_decide(const struct ozone_votes *v)
{
	const unsigned long n = v->as_is + v->exchanged;

	if (n < VOTES_MIN)
		return OZONE_UNSURE;
	if (v->exchanged * 10 >= n * 9)
		return OZONE_EXCHANGED;
	return v->as_is * 10 >= n * 9 ? OZONE_AS_IS : OZONE_UNSURE;
}

/*
 * ozoneorder - which of two ozone values is the hour's, by the published AQI and by the running maximum.
 */
#include "ozoneorder.h"
#include "tap.h"

static struct aqi aqi;

static struct ozone_votes
votes(unsigned long as_is, unsigned long exchanged, unsigned long below, unsigned long above)
{
	return (struct ozone_votes){ as_is, exchanged, below, above };
}

static void
is(enum ozone_order want, struct ozone_votes v, const char *what)
{
	ok(ozone_decide(&v) == want, "%s", what);
}

/* One station of 2019: O3 80 has IAQI 25, 200 has 100; all others are low. */
static struct ozone_votes
station(long o3, long other, int published, bool whole)
{
	struct dec c[AQI_NITEM];
	struct ozone_votes v = { 0 };

	for (size_t p = 0; p < AQI_NITEM; p++)
		c[p] = dec_int(p == AQI_CO ? 1 : 10);
	c[AQI_O3] = dec_int(o3);
	if (!whole)
		c[AQI_SO2] = (struct dec){ 0 };
	ozone_vote(&v, &aqi, 1, c, dec_int(other), published);
	return v;
}

int
main(void)
{
	const struct tables tabs = { 0 };
	struct ozone_votes v;

	aqi_init(&aqi, &tabs, NULL);
	v = station(80, 200, 25, true);
	ok(v.as_is == 1 && v.exchanged == 0, "an AQI that comes of the value as it stands");
	v = station(80, 200, 100, true);
	ok(v.as_is == 0 && v.exchanged == 1, "an AQI that comes of the other");
	v = station(80, 200, 60, true);
	ok(v.as_is + v.exchanged == 0, "an AQI that comes of neither tells nothing");
	v = station(10, 20, 13, true);
	ok(v.as_is + v.exchanged == 0, "nor one that comes of both");
	v = station(80, 200, 25, false);
	ok(v.as_is + v.exchanged == 0, "nor one of a station that lacks an item");
	v = votes(0, 0, 0, 0);
	ozone_pair(&v, dec_int(3), dec_int(4));
	ozone_pair(&v, dec_int(5), dec_int(4));
	ozone_pair(&v, dec_int(4), dec_int(4));
	ozone_pair(&v, (struct dec){ 0 }, dec_int(4));
	ok(v.below == 1 && v.above == 1, "pairs count where they differ");
	ozone_add(&v, &(struct ozone_votes){ 1, 2, 3, 4 });
	ok(v.as_is == 1 && v.exchanged == 2 && v.below == 4 && v.above == 5, "votes are added");

	is(OZONE_UNSURE, votes(0, 0, 0, 0), "no vote");
	is(OZONE_EXCHANGED, votes(0, 0, 0, 1), "one pair that nothing contradicts");
	is(OZONE_AS_IS, votes(0, 0, 2, 0), "two pairs that agree");
	is(OZONE_UNSURE, votes(0, 0, 1, 3), "few pairs that differ");
	is(OZONE_AS_IS, votes(0, 0, 9, 1), "nine pairs in ten");
	is(OZONE_UNSURE, votes(0, 0, 8, 2), "eight are not enough");
	is(OZONE_EXCHANGED, votes(0, 5, 0, 0), "five AQI");
	is(OZONE_UNSURE, votes(0, 4, 0, 0), "four are too few");
	is(OZONE_UNSURE, votes(3, 3, 100, 0), "AQI that differ, whatever the pairs say");
	is(OZONE_UNSURE, votes(0, 50, 50, 0), "AQI and pairs contradict each other");
	is(OZONE_AS_IS, votes(50, 2, 50, 0), "both agree");
	aqi_release(&aqi);
	return done_testing();
}

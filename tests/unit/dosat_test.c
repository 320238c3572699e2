/* dosat - the worked examples W163 to W168, the table of HJ 506 at sea level, what lies outside. */
#include "dosat.h"
#include "tap.h"

static struct dec
num(const char *s)
{
	struct dec x = { 0 };

	(void)dec_parse(sv_of(s), &x);
	return x;
}

static void
percent(const char *x, const char *t, const char *z, const char *want, const char *name)
{
	char got[DEC_TEXT];

	(void)dec_print(got, dosat_percent(num(x), num(t), num(z), 1));
	is_str(got, want, name);
}

int
main(void)
{
	/* mg/L at 0, 5, ... 30 degC */
	static const double table[] = { 14.62, 12.77, 11.29, 10.08, 9.09, 8.26, 7.56 };

	for (int k = 0; k < 7; k++)
		near(dosat_mgl(5 * k, 0), table[k], 0.00501, "as the table of HJ 506");
	near(dosat_pressure(0), 101.325, 1e-9, "pressure at sea level");
	near(dosat_pressure(430), 96.26, 0.00501, "at 430 m");
	near(dosat_mgl(20, 0), 9.09, 0.00501, "W163");
	near(dosat_mgl(20, 430), 8.63, 0.00501, "W164");
	near(dosat_mgl(28, 430), 7.42, 0.00501, "W165");
	near(dosat_mgl(10, 1100), 9.88, 0.00501, "W166");
	percent("6.9", "28", "430", "93.0", "W167: a percentage");
	percent("12.4", "25", "430", "158.2", "W168: over 100");
	percent("0", "25", "430", "0.0", "no oxygen");
	percent("", "25", "430", "", "missing oxygen");
	percent("8", "", "430", "", "missing temperature");
	percent("8", "25", "", "", "missing altitude");
	percent("-0.1", "25", "430", "", "negative oxygen is none");
	percent("8", "-0.1", "430", "", "below the formula's range");
	percent("8", "40.1", "430", "", "above it");
	percent("8", "20", "9001", "", "higher than any water");
	percent("999999999999999999", "20", "0", "", "beyond a hundred thousand percent");
	ok(isnan(dosat_mgl(NAN, 0)) && isnan(dosat_mgl(20, NAN)), "not a number stays so");
	return done_testing();
}

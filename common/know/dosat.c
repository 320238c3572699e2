#include <math.h>

#include "dosat.h"

#define ATM	101.325		/* [kPa] */

double
dosat_pressure(double z)
{
	return ATM * pow(1 - 2.25577e-5 * z, 5.25588);
}

double
dosat_mgl(double t, double z)
{
	const double k = t + 273.15, p = dosat_pressure(z) / ATM;
	double sea, vapour, theta;

	if (!(t >= 0 && t <= 40 && z >= -500 && z <= 9000))
		return NAN;
	sea = exp(-139.34411 + (1.575701e5 + (-6.642308e7 + (1.243800e10 - 8.621949e11 / k) / k) / k) / k);
	vapour = exp(11.8571 - 3840.70 / k - 216961 / (k * k));		/* [atm] */
	theta = 0.000975 - 1.426e-5 * t + 6.436e-8 * t * t;
	return sea * p * (1 - vapour / p) * (1 - theta * p) / ((1 - vapour) * (1 - theta));
}

struct dec
dosat_percent(struct dec x, struct dec t, struct dec z, int n)
{
	const double s = dec_has(t) && dec_has(z) ? dosat_mgl(dec_double(t), dec_double(z)) : NAN;
	double percent;

	if (!dec_has(x) || isnan(s) || x.m < 0)
		return (struct dec){ 0 };
	percent = 100 * dec_double(x) / s;
	if (!(percent <= 100000))
		return (struct dec){ 0 };
	return (struct dec){ .m = llrint(percent * (double)dec_pow10(n)), .scale = (int16_t)n, .kind = DEC_NUMBER };
}

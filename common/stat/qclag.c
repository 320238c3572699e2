#include <math.h>

#include "qclag.h"

double
qclag_fit(const double *x, size_t n, const double *y, int most, int lag, size_t least)
{
	double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0, k;
	size_t pairs = 0;

	y += most - lag;
	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]) || isnan(y[i]))
			continue;
		sx += x[i];
		sy += y[i];
		pairs++;
	}
	if (pairs < least || pairs < 2)
		return NAN;
	sx /= (double)pairs;
	sy /= (double)pairs;
	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]) || isnan(y[i]))
			continue;
		sxx += (x[i] - sx) * (x[i] - sx);
		syy += (y[i] - sy) * (y[i] - sy);
		sxy += (x[i] - sx) * (y[i] - sy);
	}
	k = sxx * syy;
	return k > 0 ? sxy / sqrt(k) : NAN;
}

int
qclag_best(const double *x, size_t n, const double *y, int most, size_t least, double *gain)
{
	const double none = qclag_fit(x, n, y, most, 0, least);
	double best = none;
	int lag = 0;

	*gain = NAN;
	for (int size = 1; size <= most; size++) {
		for (int side = 0; side < 2; side++) {
			const int l = side == 0 ? size : -size;
			const double fit = qclag_fit(x, n, y, most, l, least);

			if (isnan(fit) || isnan(none))
				return 0;
			if (fit > best) {
				best = fit;
				lag = l;
			}
		}
	}
	*gain = best - none;
	return lag;
}

void
qclag_usual(double *usual, double x)
{
	if (!isnan(x))
		*usual = isnan(*usual) ? x : *usual + (x - *usual) / QCLAG_DAYS;
}

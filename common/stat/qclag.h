/*
 * qclag - by how much one series comes later than another: the lag at which they correlate best, as a
 * clock that was set wrongly shows itself beside neighbours; and the usual course of a day, which
 * goes along slowly.  Fits are doubles.  Pure.  Needs: nothing.
 *
 *	double y[48 + 2 * 4];
 *	int lag = qclag_best(x, 48, y, 4, 29, &gain);	(3: x(t) is most like y(t - 3))
 */
#ifndef QJ_QCLAG_H
#define QJ_QCLAG_H

#include <stddef.h>

/*
 * The correlation of x(t) with y(t - lag) over the pairs there are; NAN for fewer than least, or where one
 * does not vary.  x[n] oldest first; y[n + 2 * most] begins most places before x and ends most behind it; gaps are NAN.
 */
double	qclag_fit(const double *x, size_t n, const double *y, int most, int lag, size_t least);

/*
 * The lag from -most to most with the best fit (the smallest of the same), and in *gain what it is better
 * than lag 0; NAN in *gain where a lag can't be fitted.
 */
int	qclag_best(const double *x, size_t n, const double *y, int most, size_t least, double *gain);

#define QCLAG_DAYS	7	/* after as many days a value counts by 1/e */

/* Takes x into what is usual (NAN: nothing yet); x may be NAN. */
void	qclag_usual(double *usual, double x);

#endif

/*
 * recover - the exact mean behind one that was passed on with 6 decimals more than the item shows.
 * Means of up to 24 values of d decimals are fractions m / (n 10^d); two of them differ by more
 * than 10^-3 x 10^-d, so 6 decimals more name one without doubt.  A mean of such means, computed
 * from what was cut off, could fall on the wrong side of a tie; computed from the fractions it can't.
 * Pure.  Needs: quot.
 *
 *	recover_mean(x, 0);	(26.041667 is 625/24)
 */
#ifndef QJ_RECOVER_H
#define QJ_RECOVER_H

#include "quot.h"

#define RECOVER_EXTRA	6	/* decimals a statistic is passed on with beyond those shown */
#define RECOVER_N	24	/* most values of a mean: the hours of a day */

/*
 * x is a mean of values with the given decimals [item's unit]: the fraction it was cut from where x
 * has exactly RECOVER_EXTRA decimals more and there is one; else x itself.
 */
struct quot	recover_mean(struct dec x, int decimals);

#endif

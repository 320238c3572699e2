/*
 * ozone - the daily maximum 8 h mean of one natural day, and its validity.
 * Source: GB 3095-2026 3.9 (moving 8 h means inside one natural day), table 4 (6 hours a mean);
 * HJ 663-2013 6.1.2, HJ 663-2026 6.1.2: 14 of the 17 windows that end at 08 to 24; with fewer still
 * valid when the maximum found exceeds the limit.  Pure.  Needs: quot.
 *
 *	struct quot q = ozone_8hmax(hour, has, &(struct ozone_rule){ 6, 14, dec_int(160) });
 */
#ifndef QJ_OZONE_H
#define QJ_OZONE_H

#include "quot.h"

struct ozone_rule {
	int		min_hours;	/* of a window */
	int		min_windows;	/* of the day */
	struct dec	limit;		/* [ug/m3], the grade in use; missing: no exception */
};

/*
 * hour[h] is the mean of the hour ending at h + 1 o'clock [ug/m3]; bit h of has says that there is
 * one.  The largest valid window mean, or missing (n 0) where the day is not valid; *windows (may
 * be NULL) gets the number of valid windows.
 */
struct quot	ozone_8hmax(const struct dec hour[24], uint32_t has, const struct ozone_rule *, int *windows);

#endif

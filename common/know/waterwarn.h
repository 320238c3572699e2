/*
 * waterwarn - warning level of a section of the Yangtze basin, from four classes and the target.
 * 长江流域水环境质量监测预警办法（试行） 2018; table data/water_warnings.csv.  Pure.  Needs: table.
 *
 *	water_warning(tabs, (struct water_four){ 4, 3, 4, 3 }, 3);	(2)
 */
#ifndef QJ_WATERWARN_H
#define QJ_WATERWARN_H

#include "table.h"

/* Classes 1 to 6: of the month, of the same month a year before, of the year so far, of the year before so far. */
struct water_four {
	int	month, month_base, ytd, ytd_base;
};

/* The level (1 worst), 0 for none; -1 where a class or the target (1 to 5) is missing (0). */
int		water_warning(const struct tables *, struct water_four, int target);
const char     *water_warning_word(const struct tables *, int level, bool en);	/* "" for levels that are none */

#endif

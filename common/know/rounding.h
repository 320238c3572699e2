/*
 * rounding - to how many decimals a stage of the work rounds.  Table data/rounding.csv: stages
 * index, result, single, composite, ratio, multiple, change.  Pure.  Needs: table.
 *
 *	rounding_decimals(tabs, "result", "CO", "2026");	(1)
 */
#ifndef QJ_ROUNDING_H
#define QJ_ROUNDING_H

#include "table.h"

/* Decimals of item at that stage and edition (NULL: any); the row of item '*' else; -1 for no row. */
int	rounding_decimals(const struct tables *, const char *stage, const char *item, const char *edition);

#endif

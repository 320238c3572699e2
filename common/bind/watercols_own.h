/*
 * watercols_own - what the files of watercols share: watercols.c binds the columns and says what was found,
 * watercols_row.c reads the rows, watercols_judge.c judges them.  Needs: watercols.
 */
#ifndef QJ_WATERCOLS_OWN_H
#define QJ_WATERCOLS_OWN_H

#include "watercols.h"

/* The place of the item's limits in the standards, behind them (SIZE_MAX) where it has none. */
size_t	watercols_rank(const struct watercols *, const struct water_column *);

/* Whether any column has class limits. */
bool	watercols_has_limits(const struct watercols *);

#endif

/*
 * targets - yearly targets (targets.csv: year,scope,item,target) and how far a running year is from
 * them.  Units as the item's; ratios in percent; counts in days.
 * Needs: csvin, decimal.
 *
 *	struct targets *t = targets_read(&d, "targets.csv", 2026);
 *	targets_find(t, key, nkey, "PM2.5");
 */
#ifndef QJ_TARGETS_H
#define QJ_TARGETS_H

#include "civil.h"
#include "diag.h"
#include "decimal.h"

struct targets {
	char	 **item;	/* item[n]: the different items, in order of appearance */
	size_t	   n, cap;
	struct {
		char		*scope;
		size_t		 item;
		struct dec	 value;
	}	  *row;
	size_t	   nrow, caprow;
};

/* The rows of that year; refuses a target that is no number. */
struct targets *targets_read(struct diag *, const char *file, int year);
void		targets_free(struct targets *);

/* The target of item i for the group whose key cells include the scope ("*": any); missing for none. */
struct dec	targets_find(const struct targets *, char *const key[], size_t nkey, size_t i);

/* How a year runs: whole days. */
struct target_year {
	int64_t	days, so_far, left;
};
struct target_year target_year_of(const struct period *elapsed);

/*
 * The mean allowed on the remaining days: (target days - mean so_far) / left, rounded down to the
 * mean's decimals; missing where no day is left.
 */
struct dec	target_need(struct dec target, struct dec mean, const struct target_year *);

/*
 * Days that may still fail of a year's target of good days [percent], where `left` more valid days
 * come: rounded down; below zero where too many have failed.
 */
struct dec	target_room_days(struct dec target, unsigned int valid, unsigned int good, int64_t left);

#endif

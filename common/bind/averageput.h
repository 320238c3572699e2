/*
 * averageput - the result of qj-average as CSV: keys, time, carried columns, values, with --counts
 * what each is made of, and the flags short and partial of longer periods.
 * Needs: averaging, carry, csvout.
 *
 *	averageput_header(&p, in, keys, nkey);
 *	averageput_row(&p, &code, 1, row, row->n, row->due);
 */
#ifndef QJ_AVERAGEPUT_H
#define QJ_AVERAGEPUT_H

#include "averaging.h"
#include "carry.h"

struct averageput {
	struct csvout		*out;
	const struct averaging	*cols;	/* of the result */
	struct carry		 carry;	/* none where rows are regions */
	enum step		 to;
	bool			 counts;
	struct sbuf		 flags;	/* room */
};

/* Whether the result has a column of that name, keys and carried ones left aside. */
bool	averageput_has(const struct averageput *, const char *name);

void	averageput_header(struct averageput *, const struct csvin *, const char *const key[], size_t nkey);

/* One row: its key cells; n[cols->n] what each value is made of, due what the period has (--counts). */
void	averageput_row(struct averageput *, const struct sv key[], size_t nkey, const struct avg_row *,
	    const unsigned int *n, unsigned int due);
void	averageput_release(struct averageput *);

#endif

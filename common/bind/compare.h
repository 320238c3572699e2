/*
 * compare - rows of a period beside the rows of its base: which columns name a row, which are
 * compared and how, which row is the base of which.
 * One table holds both periods (the base of a row has the same key and the shifted time), or two
 * tables, the second the base.  Both are held.  Needs: held, cli, change, edition, flags.
 *
 *	struct compare *c = compare_new(&spec, thisin, NULL);
 *	compare_header(c, out);
 *	compare_rows(c, out);
 *	compare_free(c);
 */
#ifndef QJ_COMPARE_H
#define QJ_COMPARE_H

#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "table.h"

struct compare_spec {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	bool			 by_period;	/* against the period before, else the year before */
	const char		*key;		/* "county,..."; NULL: found */
	const char		*as;		/* what the comparison is called; NULL: by the times */
	bool			 raw;		/* changes from the cells, not from displayed values */
	bool			 words, common_only, force_edition, convert;
	struct dec		 small_base;	/* missing: no such note */
};

struct compare;

/* Reads both inputs to their ends (base NULL: one table) and matches the rows; refuses what it can't. */
struct compare *compare_new(const struct compare_spec *, struct csvin *now, struct csvin *base);
void		compare_free(struct compare *);

void		compare_header(const struct compare *, struct csvout *);
void		compare_rows(struct compare *, struct csvout *);

/*
 * Instead of rows the migration matrix of a column of classes, levels or statuses: from,to,n,names,compare,
 * one line for each pair that occurs; names off the diagonal.  What has no base, is gone, has no class or
 * can't be judged stands behind, told in notes.
 */
void		compare_matrix(struct compare *, struct csvout *, const char *column);

/* What was found, for the summary: rows without base, rows of the base that were not used. */
void		compare_summary(const struct compare *);

#endif

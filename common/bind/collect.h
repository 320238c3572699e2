/*
 * collect - a filled review sheet (xlsx or CSV) back as decisions: who, when, why, keep or drop, both
 * names.  Columns are told by their names, or by the heads of the workbook (review_columns.csv).
 * Refused, with file and row: a decision that is neither keep nor drop, one without reviewer, checker
 * or reason, one whose time is none or before the finding's end, a reviewer who checks himself, a
 * reason that table review_reasons lacks; with the findings the sheet was made from, also a row that is
 * gone, added or altered.  Needs: rows, table, csvin, csvout.
 *
 *	struct collect c = { .d = &d, .tabs = &tabs, .out = out };
 *	collect_run(&c, "review-2026-10-01.xlsx");
 *	c.nopen[0];
 */
#ifndef QJ_COLLECT_H
#define QJ_COLLECT_H

#include "csvin.h"
#include "csvout.h"
#include "table.h"

struct collect {
	struct diag		*d;
	const struct tables	*tabs;
	struct csvout		*out;
	bool			 close;		/* an open finding of grade A is refused */
	struct csvin		*findings;	/* what the sheet was made from, in its order; NULL: not compared */
	unsigned long		 nrow, ndecided;
	unsigned long		 nopen[3];	/* findings without decision, by grade */
};

/*
 * Reads the sheet and writes its decisions: station,item,start,end,decision,reason,who,checker,when,rule.
 */
void	collect_run(struct collect *, const char *file);

#endif

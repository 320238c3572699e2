/*
 * waterwarning - the columns warning,warning_word of qj-water --warning, from the input's class, class_base,
 * class_ytd, class_ytd_base and target_class.  Needs: waterwarn, watercols, csvout.
 *
 *	waterwarning_bind(&w, in);
 *	waterwarning_put(&w, in, out);
 */
#ifndef QJ_WATERWARNING_H
#define QJ_WATERWARNING_H

#include "csvin.h"
#include "csvout.h"
#include "table.h"

struct waterwarning {
	const struct tables	*tabs;
	bool			 en;
	size_t			 col[5];
};

/* Refuses the input where one of the columns is missing. */
void	waterwarning_bind(struct waterwarning *, const struct csvin *);
void	waterwarning_head(struct csvout *);
/* Empty cells where a class is missing; a cell that is no class is refused. */
void	waterwarning_put(const struct waterwarning *, struct csvin *, struct csvout *);

#endif

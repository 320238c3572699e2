/*
 * watergroup_own - what the files of watergroup share: watergroup.c gathers the sections, watergroup_put.c makes and
 * writes the results.  Needs: watergroup.
 */
#ifndef QJ_WATERGROUP_OWN_H
#define QJ_WATERGROUP_OWN_H

#include "watergroup.h"

struct group {
	size_t		 place;		/* in watergroup.places */
	int64_t		 from;		/* [s] the first day of its time, or the stamp */
	char		*time;
	char	       **cell;		/* cell[nby] */
	unsigned int	 due, n, count[WATER_CLASSES], targets, met;
	unsigned int	 undecided;	/* not in n nor count */
	bool		 body[WATER_BODIES];
	struct quotsum	*sum;		/* sum[ncolumn]; of pH the ions are in ion */
	double		 ion;
	unsigned int	*over;		/* over[ncolumn]: sections where it exceeds */
	bool		*doubt;		/* doubt[ncolumn]: what an undecided section does not prove is in the mean */
};

struct watergroup {
	struct watercols	*w;
	struct watergroup_spec	 s;
	char		       **by;		/* by[nby] */
	size_t			 nby, capby;
	int			*site_col, *in_col;
	char		       **held;		/* held[station * nby + k]: cells of the input */
	size_t			 nheld, capheld;
	struct group		*v;
	size_t			 n, cap;
	struct map		 keys, places;
	size_t			*first;		/* first[places.n]: the smallest row of the registry; what is not in it behind */
	size_t			 capfirst;
	unsigned long		 nowhere;	/* results without a group */
	int			 ph;		/* the column of pH, -1 none */
};

#endif

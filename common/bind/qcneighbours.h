/*
 * qcneighbours - which stations are like which: a table station,neighbour,weight,lag.  weight (empty: 1) is what
 * a neighbour counts among the others, lag (2h; empty: none) how much later the station shows what the
 * neighbour showed, as downstream of it.  One direction is one row.  Needs: csvin, map.
 *
 *	struct qcneighbours *n = qcneighbours_read(&d, "neighbours.csv");
 *	n->of[map_get(&n->codes, sv_of("2454A"))].v[0].weight;
 */
#ifndef QJ_QCNEIGHBOURS_H
#define QJ_QCNEIGHBOURS_H

#include "diag.h"
#include "map.h"

struct qcneighbour {
	size_t	code;		/* of the neighbour */
	int64_t	weight;		/* 10^-9 */
	int64_t	lag;		/* [s] */
};

struct qcneighbour_list {
	struct qcneighbour *v;
	size_t		    n, cap;
};

struct qcneighbours {
	struct map		 codes;		/* of stations and neighbours */
	struct qcneighbour_list *of;		/* [codes.n] empty of one that is a neighbour only */
	size_t			 ofcap, most;	/* most: of the longest list */
	int64_t			 lag;		/* the longest [s] */
};

/* Refused: a station beside itself, the same pair twice, a weight that is not above 0, a lag that is none. */
struct qcneighbours *qcneighbours_read(struct diag *, const char *file);
void		qcneighbours_free(struct qcneighbours *);

#endif

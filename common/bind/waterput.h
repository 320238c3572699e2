/*
 * waterput - what a judged section says of itself, as cells of CSV.
 * class,status,limiting,exceeding,main,undetermined,class_alt; with targets target_class,target_met,over_target; on
 * demand words, colours and the class of each item.  Multiples: table rounding, stage multiple.
 * Needs: watercols, csvout.
 *
 *	waterput_init(&p, &w, &opt);
 *	waterput_head(&p, out);
 *	waterput_cells(&p, out, &judged);
 */
#ifndef QJ_WATERPUT_H
#define QJ_WATERPUT_H

#include "csvout.h"
#include "watercols.h"

struct waterput_options {
	bool	en, words, colour, item_classes, target;
	bool	carried;	/* the row has a column target_class of its own */
};

struct waterput {
	struct waterput_options	 o;
	const struct watercols	*w;
	struct sv		 status[WATER_CLASSES], colour[WATER_CLASSES], rgb[WATER_CLASSES];
	int			 decimals;	/* of multiples */
	struct sbuf		 b;
};

void	waterput_init(struct waterput *, const struct watercols *, const struct waterput_options *);
void	waterput_release(struct waterput *);

void	waterput_head(const struct waterput *, struct csvout *);
/* Refuses an input that is carried through and has one of these columns already. */
void	waterput_check(struct waterput *);

/* Row of table water_classes for j's status; 0 can't be judged, -1 none (no class; groundwater has no such words). */
int	waterput_status(const struct water_judged *);
/* The cells of j; NULL: of a row that could not be judged, all empty. */
void	waterput_cells(struct waterput *, struct csvout *, const struct water_judged *j);

/* Appends the items whose class is j's, reference items left out. */
void	waterput_limiting(const struct waterput *, struct sbuf *, const struct water_judged *, bool words);

/* Appends the items of v that exceed, at most n, as "TP(0.30) DO" or, in words, "总磷(0.30)、溶解氧". */
void	waterput_exceeding(const struct waterput *, struct sbuf *, const struct water_judged *, unsigned int n, bool words);

#endif

/*
 * drinking - whether a drinking-water source meets the standard, its class, what exceeds and by how much.
 * Surface sources: GB 3838-2002, table 1 against class III (lakes by their own TP), tables 2 and 3 against their one
 * limit; water temperature, total nitrogen, faecal coliforms and, outside --with-cod, COD are reference
 * items: classed, never judged.  Groundwater: GB/T 14848-2017, class III, the worst item decides.
 * A result below a limit of detection that is itself above the limit proves nothing: the item stays
 * undetermined, which is never a pass.  A result above a range ('>') likewise.
 * Pure; drink_set allocates.  Needs: waterlimit.
 *
 *	struct drink_item v[] = { { .limit = mn, .x = x } };
 *	struct drink_result r;
 *	drink_judge(&r, v, 1);		(Mn 0.13: DRINK_OVER, v[0].multiple 3/10)
 */
#ifndef QJ_DRINKING_H
#define QJ_DRINKING_H

#include "waterlimit.h"

#define DRINK_ITEMS	160		/* more items than both standards have */
#define DRINK_CLASSES	7		/* 0 none, 1 to 6; groundwater ends at 5 */

/* From harmless to harmful but for DRINK_NONE, which is no verdict: nothing was judged. */
enum drink_verdict { DRINK_NONE, DRINK_MET, DRINK_OPEN, DRINK_OVER };

struct drink_item {
	const struct waterlimit	*limit;
	bool			 reference;	/* classed for information alone */
	struct dec		 x;		/* [registry unit]; missing: not measured */
	/* set by drink_judge */
	enum drink_verdict	 verdict;	/* DRINK_NONE: not measured, or a reference item */
	int			 class;		/* 0: none, or not to be told */
	struct ratio		 multiple;	/* (x - limit) / limit where over; missing for DO and pH */
};

struct drink_result {
	enum drink_verdict	verdict;
	int			class;		/* worst of the class items; 0: none, or not to be told */
	bool			class_open;	/* an undetermined item could be worse than all others */
	unsigned int		judged;		/* items with a verdict other than undetermined */
	unsigned int		nover, nopen;
	uint8_t			over[DRINK_ITEMS];	/* largest multiple first, items without one behind */
	uint8_t			open[DRINK_ITEMS];	/* in the order given */
};

/* Whether the item is for reference only; with_cod: table 1 items outside set61 are judged too. */
bool	drink_is_reference(const struct waterlimit *, bool with_cod);

/* The class that x has to meet: 3, or 0 for the one limit of tables 2 and 3. */
int	drink_tested(const struct waterlimit *);

/* The verdict on one number; x must be one. */
enum drink_verdict drink_verdict_of(const struct waterlimit *, struct dec x);

/* Judges n (at most DRINK_ITEMS) items. */
void	drink_judge(struct drink_result *, struct drink_item *v, size_t n);

/* Of two verdicts the one that holds for both together: over, else undetermined, else met. */
enum drink_verdict drink_worse(enum drink_verdict a, enum drink_verdict b);

/* Whether x is worse than y for that item: a worse class, the larger multiple; both must be numbers. */
bool	drink_value_worse(const struct waterlimit *, struct dec x, struct dec y);

/*
 * x as a share of its limit [1]; for DO limit over x.  Half of a limit of detection.  Missing for pH and where
 * x is 0 for DO.
 */
struct ratio drink_share(const struct waterlimit *, struct dec x);

/* The items that a source has to have analysed. */
enum drink_set_kind { DRINK_SET_NONE, DRINK_SET_28, DRINK_SET_61, DRINK_SET_ALL };
struct drink_set {
	const char	*item[DRINK_ITEMS];
	size_t		 n;
};

/*
 * Surface: tables 1 and 2 of set61 (28), set61 (61), all three tables; with_cod adds the items of table 1
 * that set61 leaves out.  Groundwater: the routine items, or all.  Items in the order of the tables.
 */
void	drink_set_init(struct drink_set *, const struct tables *, bool ground, enum drink_set_kind, bool with_cod);

/* Whether the set has the item. */
bool	drink_set_has(const struct drink_set *, const char *item);

#endif

/*
 * drinkin - rows of drinking-water sources: items bound to their limits, the kind of water of a source on its
 * day, values read and checked, two rows of one source and date refused unless their intakes differ.
 * Needs: columns, sites, drinking.
 *
 *	drinkin_init(&t, &spec);
 *	while (csvin_next(in))
 *		if (drinkin_row(&t))
 *			n = drinkin_items(&t, t.body, t.x, v, column);
 */
#ifndef QJ_DRINKIN_H
#define QJ_DRINKIN_H

#include "cli.h"
#include "columns.h"
#include "drinking.h"
#include "sites.h"

#define DRINK_BODIES	4		/* enum water_body */
#define DRINK_INTAKE	8		/* columns that tell rows of one source and date apart */

/* A column of an item that one of the standards has. */
struct drink_column {
	int			 bound;			/* in columns.v */
	const struct item	*item;
	const struct waterlimit	*limit[DRINK_BODIES];	/* NULL: none for that water */
	int			 table[DRINK_BODIES];	/* of the standard; 0: not its item; water temperature has one too */
	int			 order;			/* in the registry of limits */
};

/* An item that a source has to have analysed. */
struct drink_due {
	const struct item	*item;
	int			 column;		/* of drinkin.v, -1: none */
};

struct drinkin_spec {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	struct csvin		*in;
	const char		*water_type;	/* where neither row nor registry says; NULL: refused */
	const char		*geology;	/* file station,item; NULL: none */
	bool			 with_cod;
	enum drink_set_kind	 set;
};

struct drinkin {
	struct drinkin_spec	 s;
	struct columns		 cols;
	struct waterlimits	 limits;
	struct sites		*sites;		/* NULL: no registry */
	int			 site_type, site_water, site_geology;	/* columns of the registry, -1: none */
	bool			 typed;		/* the registry says by `type` which stations are sources */
	int			 water_col;	/* of the input */
	int			 intake[DRINK_INTAKE];
	size_t			 nintake;
	struct map		 stations, intakes, keys, geology;
	struct drink_column	*v;		/* v[n] in the order of the standards */
	size_t			 n;
	struct drink_due	 due[2][DRINK_ITEMS];	/* of surface water, of groundwater */
	size_t			 ndue[2];
	enum water_body		 fallback;
	/* of the current row */
	struct dec		*x;		/* x[n] */
	struct period		 when;		/* a day, or the label's */
	size_t			 station, site, intake_id;	/* site: row of the registry, SITES_NONE without one */
	enum water_body		 body;
};

/* Binds the columns, reads registry and geology; refuses a table without station, time or an item with a limit. */
void	drinkin_init(struct drinkin *, const struct drinkin_spec *);
void	drinkin_release(struct drinkin *);

/* Reads the current row; false where source or time was refused (under -k): there is no verdict on it. */
bool	drinkin_row(struct drinkin *);

/* Fills v and column (both room for DRINK_ITEMS) with the items that have a limit for body; their number. */
size_t	drinkin_items(const struct drinkin *, enum water_body, const struct dec *x, struct drink_item *v, uint8_t *column);

/* The items of the standard that have a value in x[n], reference items and water temperature too. */
unsigned int drinkin_measured(const struct drinkin *, enum water_body, const struct dec *x);

/* Whether row i of the registry is a source: of the type of sources, where any row is of it. */
bool	drinkin_is_source(const struct drinkin *, size_t i);

/* x of column c as assessed means are: surface water by table rounding, stage water; else with six decimals more than shown. */
struct dec drinkin_rounded(const struct drinkin *, enum water_body, size_t c, struct ratio x);

/* The kind of water of row i of the registry; WATER_UNKNOWN where it says none. */
enum water_body drinkin_body_of(const struct drinkin *, size_t i);

/* Whether the item exceeds in that source for geological reasons, by registry or file. */
bool	drinkin_is_geology(const struct drinkin *, struct sv station, size_t site, const char *item);

/* "river", "lake", "groundwater"; "" for none. */
const char *drinkin_body_name(enum water_body);

/* A period's label or a day of the cell; refused where it is neither. */
bool	drinkin_when(struct csvin *, size_t col, struct period *);

#endif

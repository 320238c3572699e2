/*
 * graded - the grade of bloom of rows and of whole waters: binds density, share of area and the
 * items of the trophic index, reads what can be, writes the grades.  What qj-bloom does but for --warn.
 * Needs: bloom, trophic, points, columns, csvout.
 *
 *	graded_init(&g, &d, &tabs, &(struct graded_settings){ .by = "higher", .tli.decimals = -1 });
 *	graded_bind(&g, in, &cols);
 *	graded_row_head(&g, out);
 *	while (csvin_next(in))
 *		graded_row(&g, out);
 */
#ifndef QJ_GRADED_H
#define QJ_GRADED_H

#include "bloom.h"
#include "points.h"
#include "trophic.h"

/* The numbers of a row: density, share of area, then the items of the trophic index. */
enum graded_value { GRADED_ALG, GRADED_AREA, GRADED_TLI };
#define GRADED_MAX	(GRADED_TLI + TLI_MAX)

struct graded_settings {
	const char		*by;		/* which grade holds: "higher", "density", "area" */
	bool			 en;
	struct trophic_settings	 tli;
};

/* Rows whose density is doubted for its unit: how many, and where the first one stands. */
struct graded_doubt {
	unsigned long	 n, line;
	const char	*file;
};

struct graded {
	struct graded_settings	 set;
	struct bloom		 bloom;
	struct trophic		 trophic;
	struct columns		*cols;
	struct csvin		*in;
	int			 alg, chla, area;	/* item columns; column of area_share; -1 absent */
	bool			 tli;			/* the trophic state is given */
	unsigned long		 nungraded;
	struct graded_doubt	 low, high;
	struct dec		 largest;		/* density of the whole table */
};

/* Tables of the user's that make no grades are refused. */
void	graded_init(struct graded *, struct diag *, const struct tables *, const struct graded_settings *);
/* False where the input has neither density nor share. */
bool	graded_bind(struct graded *, struct csvin *, struct columns *);
/* The numbers of a row and their names, for points. */
size_t	graded_nvalue(const struct graded *);
void	graded_names(const struct graded *, const char *name[GRADED_MAX]);

/* The numbers x[graded_nvalue] of the row; a negative density and a share outside 0 to 100 are refused. */
void	graded_read(struct graded *, struct dec x[]);

/* The header of rows, and the reader's row with its grade. */
void	graded_row_head(struct graded *, struct csvout *);
void	graded_row(struct graded *, struct csvout *);

/* The header of waters, and the row of one on a day; points that differ in area_share are refused. */
void	graded_water_head(struct graded *, struct csvout *, const struct points *);
void	graded_water(struct graded *, struct csvout *, const struct points_row *);

/* After the last row: rows without a grade or index, and doubts about the unit. */
void	graded_say(const struct graded *, struct diag *);

#endif

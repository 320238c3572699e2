/*
 * charts - the kinds of figure: each binds its columns, reads the table and draws it.
 * Sources of their form: the bulletins' own figures, ../shared/reports/air_monthly.md 5 and 6,
 * surface_water_monthly.md 5 and 6, drinking_water_monthly.md 5.
 * Needs: figure.
 *
 *	chart_draw(&d, in, "levels", &opts, &bytes);
 */
#ifndef QJ_CHARTS_H
#define QJ_CHARTS_H

#include "figure.h"

/* The names of all kinds, "levels|items|...", and whether name is one. */
const char *chart_kinds(void);
bool	chart_known(const char *name);

/* Refuses options that the kind has no use for. */
void	chart_check(struct diag *, const char *kind, const struct figure_opts *);

/* Reads all of in and gives the bytes of the picture to out, which the caller releases. */
void	chart_draw(struct diag *, struct csvin *in, const char *kind, const struct figure_opts *,
	    struct sbuf *out);

/*
 * The kinds.  Columns that a kind needs and does not find are refused by name; see qj-chart(1).
 */
void	levels_draw(struct figure *);
void	items_draw(struct figure *);
void	calendar_draw(struct figure *);
void	singles_draw(struct figure *);
void	lines_draw(struct figure *);
void	waterfall_draw(struct figure *);
void	bars_draw(struct figure *);
void	strips_draw(struct figure *);
void	classes_draw(struct figure *);
void	heat_draw(struct figure *);
void	matrix_draw(struct figure *);
void	ratios_draw(struct figure *);
void	profile_draw(struct figure *);
void	rainline_draw(struct figure *);

#endif

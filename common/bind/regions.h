/*
 * regions - stations gathered into counties, basins, cities: means over the sites of a region.
 * HJ 663-2013 annex A: arithmetic mean of the sites' values; valid with 75 percent of the assessed
 * sites (50 where there are fewer than 4); control sites (assessed 0) and days outside a site's dates left
 * out.  Directions, pH and levels are put together as in accum.  Table data/validity.csv.
 * Holds regions x periods.  Needs: bykeys, average, edition.
 *
 *	struct regions *g = regions_new(&spec);
 *	regions_add(g, station, code, &row);
 *	regions_each(g, emit, arg);
 */
#ifndef QJ_REGIONS_H
#define QJ_REGIONS_H

#include "average.h"
#include "csvin.h"
#include "edition.h"
#include "sites.h"
#include "table.h"

struct regions;

/* What a region has in one period. */
struct region_row {
	const char		*const *key;	/* key[nkey]: the cells of --by */
	const struct avg_row	*row;		/* value, n, is_short; station is the region's index */
	const unsigned int	*sites;		/* sites[ncol]: members with a value */
	unsigned int		 due;		/* members due */
};

struct regions_spec {
	struct diag		*d;
	const struct sites	*sites;	/* NULL: none */
	const struct csvin	*in;
	const struct tables	*tabs;
	const char		*by;	/* comma-separated columns of the registry or of the input */
	const char		*via;	/* one column more to average over first; NULL: none */
	const struct editions	*editions;
	int			 edition;	/* forced; -1 by the day */
	const struct avg_col	*col;	/* col[ncol] of the rows that will be added */
	size_t			 ncol;
};

/* What spec lends must live as long.  A column that neither registry nor input has is a usage error. */
struct regions *regions_new(const struct regions_spec *);

/* The number of --by columns and their names. */
size_t		regions_nkey(const struct regions *);
const char     *regions_key(const struct regions *, size_t i);

/* Remembers the input's cells of a --by column that the registry lacks; to be called for each row. */
void		regions_seen(struct regions *, size_t station, const struct csvin *);

/* The station's row of a period; left out where it is not assessed then or has no region. */
void		regions_add(struct regions *, size_t station, struct sv code, const struct avg_row *);

/*
 * For longer statistics the regions' days (or, space first, hours) are averaged again: each_sub gives
 * the rows of the finest regions (--by with --via), row->station the number of the region; whoever
 * averages them puts the results back with regions_result, and regions_each gives those.
 */
void		regions_each_sub(struct regions *, void (*take)(void *, const struct avg_row *), void *arg);
void		regions_result(struct regions *, size_t sub, const struct avg_row *, const struct avg_col *,
		    size_t ncol);

/* All regions in order of the registry (else of appearance), each with ascending periods. */
void		regions_each(struct regions *, void (*emit)(void *, const struct region_row *), void *arg);

/* Stations that were left out at times, named in words of the caller's to free; NULL for none. */
char	       *regions_unplaced(const struct regions *);
void		regions_free(struct regions *);

#endif

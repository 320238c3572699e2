/*
 * sites - the station registry, stations.csv: one dated row per station, so that moves and renames
 * are known.  Columns as in design 3; further columns are kept and can be attached.
 * Needs: csvin, map, civil.
 *
 *	struct sites *s = sites_read(&d, "stations.csv");
 *	size_t i = sites_find(s, sv_of("2454A"), day);
 *	sites_cell(s, i, sites_column(s, "county"));
 */
#ifndef QJ_SITES_H
#define QJ_SITES_H

#include "diag.h"
#include "map.h"

#define SITES_NONE SIZE_MAX
#define SITES_ANYDAY INT64_MIN

struct site {
	int64_t	from, to;	/* days, both included; open ends at the extremes */
	bool	assessed;	/* empty and 1: yes; 0: left out of city values */
	size_t	next;		/* the next row of the same station, SITES_NONE at the end */
};

/* A row that has a name or alias; next: the next link of that word, SITES_NONE at the end. */
struct sites_link {
	size_t	row, next;
};

struct sites {
	const char	*file;
	size_t		 ncol, n;
	char	       **name;		/* column names */
	char	       **cell;		/* cell[n * ncol] */
	struct site	*v;		/* [n] */
	struct map	 codes;		/* station code -> index into first */
	size_t		*first;		/* [codes.n] first row */
	struct map	 words;		/* folded name or alias -> index into word */
	size_t		*word;		/* [words.n] its first link */
	struct sites_link *link;	/* the rows that have it */
	size_t		 nlink;
	int		 station, name_col, county, city, order, successor;
};

/* Reads the registry; refuses one without a station column, with empty codes, bad dates or overlapping rows. */
struct sites   *sites_read(struct diag *, const char *file);
void		sites_free(struct sites *);

/* The row of the station on that day (SITES_ANYDAY: its last row); SITES_NONE for none. */
size_t		sites_find(const struct sites *, struct sv code, int64_t day);

/*
 * The row of the station that has that name or alias on that day, else (or SITES_ANYDAY) on any;
 * SITES_NONE for none; *several is set where several stations have it.
 */
size_t		sites_named(const struct sites *, struct sv name, int64_t day, bool *several);

/* A registry column by name, -1 for none. */
int		sites_column(const struct sites *, const char *name);
static inline const char *
sites_cell(const struct sites *s, size_t row, int col)
{
	return col < 0 ? "" : s->cell[row * s->ncol + (size_t)col];
}

#endif

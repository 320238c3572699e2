/*
 * importjob - what the files of the general importer share: the columns written, and what the cells
 * of a part's rows are.  For import_table, import_bind and import_put alone.
 */
#ifndef QJ_IMPORTJOB_H
#define QJ_IMPORTJOB_H

#include "import.h"
#include "importmap.h"
#include "ozoneorder.h"
#include "watch.h"

enum out_kind { OUT_TEXT, OUT_NUMBER, OUT_ITEM };

/* A column of the result between time and flags. */
struct outcol {
	char			*name;
	enum out_kind		 kind;
	const struct item	*item;	/* of OUT_ITEM */
	bool			 told;	/* by the user's map, the profile or the registry */
};

#define SOURCE_STATUS	2

/* Where a column of the result comes from in one part. */
struct source {
	int			 cell;	/* -1: none */
	int			 pick;	/* of the profile's picks, -1: none */
	struct ratio		 factor;
	int			 status[SOURCE_STATUS];	/* cells beside it that have its unit and mark, -1: none */
	struct pattern		*form[SOURCE_STATUS];	/* how they are written */
};

/* A rule of the profile on a cell of this part. */
struct cell_rule {
	int			 cell;
	struct pattern		*pattern;
	const char		*word;
	const char		*item;	/* of flags, NULL: every one */
	struct pattern		*of;	/* or the item of the column whose head matches */
};

#define STATION_MORE	3

/* What the cells of the rows of the part being read are. */
struct layout {
	char		**head;		/* head[ncell] */
	size_t		 ncell;
	int		 role[ROLE_MEASURED];	/* the cell of each role, -1: none */
	int		 more[STATION_MORE];	/* further cells of a joined station */
	size_t		 nmore;
	struct source	*of;		/* of[out columns] */
	struct cell_rule *flag, *map, *nd;
	size_t		 nflag, nmap, nnd, flagcap, mapcap, ndcap;
	int		 flags;		/* the cell of flags that the table has already, -1 */
	int		*nameless;	/* cells without a name, which must be empty */
	size_t		 nnameless, namelesscap;
};

/* What an item and unit of a long table mean. */
struct meaning {
	char			*name;	/* as written; with [unit] where media share it */
	const struct item	*item;	/* NULL: kept by its own name */
	char			*unit;
	struct ratio		 factor;
};

struct job {
	struct import	*m;
	struct profile	*p;		/* NULL: a table told by its names alone */
	struct importmap own;
	bool		 is_long;
	struct outcol	*out;
	size_t		 nout, outcap;
	struct layout	 l;
	struct sv	 unit;		/* of the units row, for the column being bound */
	struct map	 picks;		/* names of picked groups */
	char		**picked;	/* [picks.n] as last met, NULL */
	size_t		 pickedcap;
	int64_t		 zone;
	bool		 looking;	/* at ozone alone: nothing is written */
	enum ozone_order ozone[2];	/* of the hour and its 24 h maximum, of the 8 h mean and its maximum */
	struct sbuf	 joined, flags, text, decimal, quote, key;
	struct map	 keys;		/* "item[unit]" of long tables */
	struct meaning	*meaning;	/* [keys.n] */
	size_t		 meaningcap;
	struct map	 mdl_item;
	char		**mdl;		/* [mdl_item.n] "<0.004" in the item's unit */
	size_t		 mdlcap;
	struct map	 unknown;	/* items kept by their own name */
	struct map	 unitless;	/* "Cu (mg/L)": columns and items without a unit, in whose unit they were taken */
	struct watch	 watch;
	unsigned long	 nlines, nnameless, ncalm;
	unsigned long	 nstamp[2];	/* rows of a clock time, of a date alone */
	struct sv	 station;	/* of the current row */
};

/*
 * Reads what the cells of a head[n] are into j->l; adds to j->out what it lacks.  units: of each
 * column, NULL where no row has them.  line is that of the head, for messages.
 */
void	job_bind(struct job *, char *const head[], char *const units[], size_t n, unsigned long line);
void	job_unbind(struct layout *);

/* The item of the header in the medium told, else in that of the profile where several share it. */
bool	job_find_item(const struct job *, struct sv header, struct item_column *);
/* Its factor to the registry's unit; refuses what units or media leave open. */
struct ratio job_factor(const struct job *, const struct place *, const struct item_column *);
/* Its name in the result, with its statistic; of a column with the unit too where media share the item. */
void	job_item_name(const struct job *, const struct item_column *, bool column, struct sbuf *);
/* The unit of a row of units without its brackets; "-" is none. */
struct sv job_bare_unit(struct sv);

/* Remembers that the file says no unit of what it calls name, so that it's taken in the item's own. */
void	job_no_unit(struct job *, struct sv name, const struct item *);

/* Appends a name that the registry lacks as names are written: no comma, blank or colon. */
void	job_own_name(struct sbuf *, struct sv);

/* Writes the header, and one row; false where the row was refused. */
void	job_put_header(struct job *);
bool	job_put_row(struct job *);

/*
 * Looks through the rows behind the head for which of O3 and O3_24hmax, O3_8h and O3_8hmax is the
 * running maximum of the other; says what it finds.  set exchanges the sources of those that stand in
 * each other's place, in the head bound last.
 */
void	job_ozone_look(struct job *);
void	job_ozone_set(struct job *);

/* The stamp of the row; false where it was refused. */
bool	job_time(struct job *, struct civil *);

/* What the group of that name was last, empty where it was not met. */
struct sv job_picked(const struct job *, const char *name);

/* Cell c of the row, empty where there is none. */
struct sv job_cell(const struct job *, int c);

/* Refuses cell c, in which text stands; under -k counted.  False. */
bool	job_bad(struct job *, int c, const char *code, struct sv text, const char *fmt, ...)
	    __attribute__((format(printf, 5, 6)));
/* text as it is shown between quotes in a message; holds until the next call. */
const char *job_quoted(struct job *, struct sv text);

#endif

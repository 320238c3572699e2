/*
 * import - the frame of qj-import: which format a file is of, and what all formats share: missing
 * marks, marks split from numbers, units, not detected, hour labels, the counts of the summary.
 * A format is a profile (data: profile.h), or where an export is no table of observations, a file of
 * its own with one struct import_format.
 * Needs: rows, profile, csvout, items, flags.
 *
 *	struct import m = { .d = &d, .common = &common, .tabs = &tabs, .files = files };
 *	import_init(&m);
 *	import_run(&m, "auto");
 *	import_release(&m);
 */
#ifndef QJ_IMPORT_H
#define QJ_IMPORT_H

#include "civil.h"
#include "cli.h"
#include "csvout.h"
#include "items.h"
#include "map.h"
#include "profile.h"
#include "rows.h"

/* One row of table missing. */
struct import_mark {
	struct sv	 text;
	const char	*medium;
	struct sv	 except;	/* items of which it may be a value */
	struct dec	 x;		/* DEC_NUMBER where the mark is one */
};

/* A file, or a sheet of one, of the format that is read. */
struct import_part {
	const char	*file;		/* NULL: standard input */
	size_t		 sheet;
	enum rows_split	 split;
	size_t		 header;	/* row of the top */
	struct rows	*open;		/* where it can't be opened again, NULL else */
};

struct import_format;

struct import {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	char *const		*files;		/* NULL-terminated; empty: standard input */
	struct items		 items;
	struct csvout		*out;
	/* options */
	bool			 all, hour_start, why;
	const char		*encoding;	/* "auto" or a name */
	const char		*code;		/* station of every row, NULL: the file names it */
	const char		*at;		/* time of every row, likewise */
	const char		*dates;		/* "ymd", "mdy", "dmy", NULL: as the profile says, else ymd */
	const char		*zone;		/* of Unix seconds, NULL: the profile's */
	long			 year;		/* of dates without one, 0: not told */
	const char		*sheet;		/* the one to read, NULL: all that hold a table */
	const char		*cn, *label;	/* HJ 212: command numbers wanted; begin or end, NULL: by the station */
	const char		*own_profile, *map_file, *mdl_file;
	/* what is read */
	struct profile		*profile;	/* NULL: a format of its own */
	const struct import_format *format;
	struct import_part	*part;
	size_t			 npart, partcap;
	struct rows		*in;
	/* knowledge */
	struct import_mark	*mark;		/* marks of missing values */
	size_t			 nmark;
	uint8_t			 mark_len[256];	/* length of the shortest mark of each first byte, 0 none */
	struct map		 nd_words;	/* table nondetects, folded */
	struct map		 points;	/* table compass with its aliases, folded */
	struct dec		*point_deg;	/* [points.n]; a calm has none */
	size_t			 pointcap;
	struct map		 flag_words;	/* codes and Chinese names of table flags */
	const char		**flag_code;	/* [flag_words.n] */
	size_t			 flagcap;
	struct sbuf		 word;		/* one being looked up */
	/* counts */
	unsigned long		 nin;		/* rows of tables read */
	unsigned long		 nwithheld, nblank, ncut;
	unsigned long		 nmissing;	/* cells with a missing mark */
	unsigned long		 nmarked;	/* marks split off */
	unsigned long		 nempty;	/* rows in without any value */
	unsigned long		 nnd, nnd_limit;	/* not detected: without a limit, with one of --mdl */
	struct sbuf		 note;		/* the format's own part of the summary */
};

struct import_format {
	const char	*name, *brief;
	/* How surely the top of the rows is of this format: 0 not, 1 perhaps, 2 surely; sets split and header. */
	int	       (*looks)(const struct import *, struct rows *, enum rows_split *, size_t *header);
	void	       (*run)(struct import *);
	bool		 keyed;		/* takes --code, --station, --time, --medium, --hour-start, --why ...; else --all */
};

/* Reads the registry and the words of cells; m->tabs is set. */
void	import_init(struct import *);
void	import_release(struct import *);

/* Reads the files as that format, or as what they are told to be; writes to m->out, which it opens. */
void	import_run(struct import *, const char *format);

/* Writes the formats, one a row: name, how well its layout is known, what it is. */
void	import_list(struct import *);

/* Opens the part's file at its sheet, for rows_begin and rows_next; shut closes m->in. */
struct rows *import_open(struct import *, const struct import_part *);
void	import_shut(struct import *, const struct import_part *);
/* Whether it can be read more than once. */
bool	import_again(const struct import_part *);

/* The column of that role (station, time, date, hour, item, value, unit, flag) among the names, -1 for
 * none; of several the one that heads.csv lists first. */
int	import_column(const struct import *, char *const name[], size_t n, const char *role);

/*
 * A time as exports write it, in that order of day, month and year: what civil_parse reads,
 * "2026年10月1日 14时", "2026.10.1 14:00", "20261001", "10/1/26 2:00 PM"; Unix seconds are moved by
 * zone [s].  Fractions of a second are dropped.  False where it is no time.
 */
bool	import_time(struct sv, enum profile_dates, int64_t zone, struct civil *);

/* "02-04 11:00" in that year. */
bool	import_time_year(struct sv, int year, struct civil *);

/* "+08:00" as seconds; false where it is none. */
bool	import_zone(const char *, int64_t *);

/* Appends "item:code" to a flags cell: a mark that the profile or table flags lists (by code or Chinese
 * name), else x-MARK. */
void	import_flag(struct import *, struct sbuf *flags, const char *item, struct sv mark);

enum import_read { IMPORT_NUMBER, IMPORT_EMPTY, IMPORT_ND, IMPORT_BAD };

/*
 * An item's cell as exported: blank and missing marks are empty; a mark in brackets is split off
 * into mark ("35(H)": 35 and H); "0.004L" and "<0.004" are censored; words of table nondetects are
 * ND.  IMPORT_BAD where it is no number at all; nothing is reported.
 */
enum import_read import_cell(struct import *, const struct item *, struct sv cell, struct dec *x, struct sv *mark);

/* Whether the cell is written out as it stands: a plain number that no missing mark can be. */
bool	import_plain(const struct import *, struct sv cell);

/* The direction [deg] that the word is one of the 16 points of, missing for a calm; false where it is no such word. */
bool	import_point(struct import *, struct sv word, struct dec *deg);

/* x in the item's unit: exact where the factor is decimal, else with 6 decimals more than shown. */
struct dec import_convert(struct dec x, struct ratio factor, const struct item *);

/* "16 rows in, 3 out" and what was left out. */
void	import_summary(const struct import *);

/*
 * Why the rows are no table that import_table knows: *time: the row that could be its header (*line)
 * names no time, else no item.  False where no row has any cell.
 */
bool	import_table_lacks(const struct import *, struct rows *, unsigned long *line, bool *time);

/* Messages of HJ 212: whether a file that begins so holds them; reading m->files, of which first may be open already. */
extern const char *const import_hj212_brief;
bool	import_hj212_looks(struct sv head);
void	import_hj212_run(struct import *, struct rows *first);

extern const struct import_format import_table, import_cnemc_sites;

#endif

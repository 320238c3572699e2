/*
 * profile - what an instrument's or platform's export looks like, as data: a small text file, built in
 * (common/data/profiles) or a user's own.  One statement a line: a word and its arguments, blank-
 * separated, an argument with blanks in "..."; # begins a comment.  qj-profile(5) is the reference.
 * Patterns are PCRE2 with named groups.  Rows are matched as rows_peek joins them: trimmed cells
 * with '|' between.
 * Needs: pattern, rows, table.
 *
 *	struct profile *p = profile_read(&d, file, text, true);
 *	if (profile_match(p, rows))
 *		...
 *	profile_free(p);
 */
#ifndef QJ_PROFILE_H
#define QJ_PROFILE_H

#include "pattern.h"
#include "rows.h"

enum profile_frame { FRAME_TABLE, FRAME_LINES };
enum profile_dates { DATES_YMD, DATES_MDY, DATES_DMY, DATES_UNIX, DATES_MD };
enum profile_label { LABEL_END, LABEL_BEGIN, LABEL_INSTANT };

/* What a column is for; the words of the statement column. */
enum profile_role {
	ROLE_STATION, ROLE_TIME, ROLE_DATE, ROLE_CLOCK, ROLE_HOUR, ROLE_YEAR, ROLE_MONTH, ROLE_DAY, ROLE_MINUTE,
	ROLE_ITEM, ROLE_VALUE, ROLE_UNIT, ROLE_FLAG, ROLE_LIMIT, ROLE_LIMIT_UNIT,	/* of a long table */
	ROLE_STATUS,		/* beside the value before it: its unit, its mark */
	ROLE_CARRY,		/* carried as text */
	ROLE_NUMBER,		/* carried as a number that is no item of the registry */
	ROLE_SKIP,
	ROLE_MEASURED		/* an item of the registry */
};

#define PROFILE_LAST	(-1)

/* A column of the export whose head matches. */
struct profile_column {
	struct pattern		 head;
	int			 nth;		/* 0 every one, else the nth of that match, or PROFILE_LAST */
	enum profile_role	 role;
	char			*name, *unit;	/* with {group}; NULL: the column's own name, the item's own unit */
	struct pattern		 form;		/* of a status: groups mark and unit */
};

/* A cell that means a flag, or stands for another text. */
struct profile_cell {
	struct pattern		 head, cell;
	char			*word;		/* flag: code; map: text */
	char			*item;		/* flag: whose, NULL: the column's own, or every one */
	struct pattern		 of;		/* flag: or that of the column whose head matches */
};

struct profile_pair {
	char	*text, *means;
};

struct profile {
	struct diag		*d;
	char			*file;		/* for messages */
	char			*name, *brief, *zh, *layout, *note, *medium, *refuse;
	enum profile_frame	 frame;
	int			 split;		/* enum rows_split, -1: comma, semicolon or tab, as the header has it */
	bool			 quotes;
	bool			 decimal_comma;
	int			 container;	/* enum rows_kind, -1: any */
	struct pattern		*match, *pick;
	size_t			 nmatch, matchcap, npick, pickcap;
	struct pattern		 header, end, row, begin, unless;
	size_t			 header_rows;	/* 1 */
	bool			 head_fill;	/* the first row of heads goes on over its blank cells */
	int			 units;		/* 0 no row of them, 1 the next row, 2 the next row where it holds nothing but units */
	size_t			 skip;		/* rows behind header and units */
	bool			 repeat;
	bool			 many;		/* several rows of one stamp are meant */
	bool			 joined;	/* the station's cells, one behind the other, are its code */
	bool			 trailing;	/* rows may end in empty cells that the header lacks, or lack some */
	bool			 rest_skip;	/* columns that no statement names are left out */
	bool			 strict;	/* and are no items either: their names mean nothing in the registry */
	bool			 unknown_keep;	/* long: items that the registry lacks keep their own name */
	bool			 is_long;
	bool			 ozone;		/* O3 and O3_24hmax may be exchanged: told by the published AQI */
	enum profile_dates	 dates;
	enum profile_label	 label;
	bool			 midnight_date;	/* a clock time of 00:00 means that none was given */
	bool			 day_20;	/* a date's hours run from 21 of the day before to 20 */
	char			*zone;		/* of Unix seconds and UTC, "+08:00" */
	bool			 utc;		/* times are UTC, to be written in zone */
	struct profile_column	*column;
	size_t			 ncolumn, columncap;
	struct profile_cell	*flag, *map;
	size_t			 nflag, flagcap, nmap, mapcap;
	struct profile_cell	*nd;		/* not detected */
	size_t			 nnd, ndcap;
	struct profile_pair	*mark;		/* its marks, and the flag each becomes */
	size_t			 nmark, markcap;
	struct profile_pair	*missing;	/* its marks of missing values, and of which item, NULL: of all */
	size_t			 nmissing, missingcap;
};

/*
 * Reads a profile; refuses (diag) with file and line what is none.  whole false: only what
 * profile_match needs, for trying one after another.
 */
struct profile *profile_read(struct diag *, const char *file, const char *text, bool whole);
void		profile_free(struct profile *);

/* The word of a role in the statement column, and the role of a word; false where it is none. */
const char     *profile_role_word(enum profile_role);
bool		profile_role(struct sv word, enum profile_role *role);

/* The i-th built-in profile's text and file name, NULL behind the last. */
const char     *profile_builtin(size_t i, const char **file);

/* The one-line fact of a profile's text ("name", "brief", "layout"), without compiling it; empty where it lacks. */
struct sv	profile_fact(const char *text, const char *word);

/* Whether the top of the rows is of this layout; sets *split and *header (row of the top; of lines the first). */
bool		profile_match(struct profile *, struct rows *, enum rows_split *split, size_t *header);

#endif

/*
 * import - the frame of qj-import: each format is one file with one struct import_format, listed in
 * import.c.  A format reads the export and writes qj-csv(5) rows; the frame has what formats share:
 * missing marks, marks split from numbers, units, hour labels, the counts of the summary.
 * Needs: csvin, csvout, items, flags.
 *
 *	const struct import_format import_mine = { "mine", N_("one line"), looks_like, run };
 */
#ifndef QJ_IMPORT_H
#define QJ_IMPORT_H

#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "items.h"

/* One row of table missing. */
struct import_mark {
	struct sv	 text;
	const char	*medium;
	struct dec	 x;		/* DEC_NUMBER where the mark is one */
};

struct import {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	struct items		 items;
	char *const		*files;
	struct csvin		*in;
	struct csvout		*out;
	bool			 all, hour_start, why;
	const char		*encoding;	/* as chosen */
	const char		*code;		/* station of every row, NULL: the file names it */
	struct import_mark	*mark;		/* marks of missing values */
	size_t			 nmark;
	/* counts */
	unsigned long		 nmissing;	/* cells with a missing mark */
	unsigned long		 nmarked;	/* marks split off */
	unsigned long		 nempty;	/* rows in without any value */
	struct sbuf		 note;		/* the format's own part of the summary */
};

struct import_format {
	const char	*name, *brief;
	/* How surely the header is of this format: 0 not, 1 perhaps, 2 surely. */
	int	       (*looks)(const struct csvin *, const struct tables *);
	void	       (*run)(struct import *);
	bool		 keyed;		/* takes --code, --station, --time, --medium, --hour-start, --why; else --all */
};

/* Reads the registry and the missing marks; m->tabs is set. */
void	import_init(struct import *);
void	import_release(struct import *);

/* The i-th format, NULL behind the last; by name, NULL for none. */
const struct import_format *import_format_at(size_t i);
const struct import_format *import_format_named(const char *name);
/* The one format that is surely that of the header (else the only one that perhaps is); NULL on doubt. */
const struct import_format *import_guess(const struct csvin *, const struct tables *);

/* The column of that role (station, time, date, hour, item, value, unit, flag), -1 for none; of several the one that heads.csv lists first. */
int	import_column(const struct csvin *, const struct tables *, const char *role);

/* A time as exports write it: what civil_parse reads, "2026年10月1日 14时", "2026.10.1 14:00", "20261001". */
bool	import_time(struct sv, struct civil *);

/* Appends "item:code" to a flags cell: a mark that table flags lists (by code or Chinese name), else x-MARK. */
void	import_flag(struct import *, struct sbuf *flags, const char *item, struct sv mark);

/*
 * An item's cell as exported: blank and missing marks are missing; a mark in brackets or behind
 * blanks is split off into mark ("35(H)": 35 and H); "0.004L" and "<0.004" are censored.  False
 * where it is no number at all; nothing is reported.
 */
bool	import_cell(struct import *, const struct item *, struct sv cell, struct dec *x, struct sv *mark);

/* x in the item's unit: exact where the factor is decimal, else with 6 decimals more than shown. */
struct dec import_convert(struct dec x, struct ratio factor, const struct item *);

extern const struct import_format import_table, import_cnemc_sites;

#endif

/*
 * xlsx - what the files of the xlsx reader share: the members of the zip, the shared strings, merged
 * ranges.  For sheet_xlsx, sheet_zip and sheet_strings alone.
 */
#ifndef QJ_XLSX_H
#define QJ_XLSX_H

#include <expat.h>
#include <minizip/unzip.h>
#include <stdint.h>

#include "map.h"
#include "sheet_own.h"

/* The shared strings: in memory up to 24 MiB, behind that in an unlinked file. */
struct strings {
	struct sbuf	 text;
	uint64_t	*end;		/* [n] where each ends */
	size_t		 n, cap;
	int		 fd;		/* -1: all in text */
	uint64_t	 spilled;	/* bytes in the file, before those in text */
	struct sbuf	 cache[256];	/* of strings read back */
	size_t		 cached[256];	/* index + 1 */
};
void		strings_add(struct sheet *, struct strings *, struct sv);
/* String i, borrowed until the next call; false where there is none. */
bool		strings_get(struct sheet *, struct strings *, size_t i, struct sv *);
void		strings_release(struct strings *);

struct merge {
	uint32_t	 row, col, last_row, last_col;	/* from 0; both ends included */
	char		*text;				/* of the cell at its top left, once met */
};

/* What the workbook's relations point at. */
struct relations {
	struct relation	{ char *id, *target, *type; } *v;
	size_t		 n, cap;
};

struct xlsx {
	unzFile			 zip;
	int			 fd;
	uint64_t		 pos;			/* of the zip's reader */
	uint64_t		 in, out;		/* bytes of the open member, packed and unpacked */
	struct strings		 strings;
	enum sheet_show		*show;			/* [nshow] of each cell format */
	size_t			 nshow, showcap;
	struct map		 formats;		/* ids of the workbook's own number formats */
	enum sheet_show		*format_show;		/* [formats.n] */
	size_t			 formatcap;
	struct relations	*relations;		/* that are being read */
	bool			 date1904;
	/* merged ranges of the sheet at hand, by row */
	size_t			 merges_of;		/* sheet + 1 */
	struct merge		*merge;
	size_t			 nmerge, mergecap, imerge;
	size_t			*active, nactive, activecap;
	size_t			 nfilled;		/* cells of the sheet filled so far */
	/* reading a sheet */
	XML_Parser		 xml;
	bool			 suspended, ended;
	struct sbuf		 value;			/* of the open cell, and of texts elsewhere */
	struct sbuf		 shown;			/* a number as it is shown */
	size_t			 col;			/* of the open cell */
	long			 style;
	char			 type;			/* s n b e i (inline) t (formula text) d */
	bool			 in_value, in_phonetic, in_cell, row_open;
	unsigned long		 at;			/* row that the parser is in */
};

/* Opens the member of that name, whatever its case; false where there is none. */
bool	zip_open(struct sheet *, const char *member);
/* The next bytes of the open member, 0 at its end; refuses a broken or exploding one. */
size_t	zip_read(struct sheet *, char *buf, size_t cap);
void	zip_close(struct sheet *);
/* Opens the archive that fd holds. */
void	zip_archive(struct sheet *, int fd);

/* The merged ranges of sheet i, found in a first pass over its bytes. */
void	merges_read(struct sheet *, size_t i);
/* Fills the ranges that the open row (from 0) meets. */
void	merges_fill(struct sheet *, uint32_t row);
void	merges_release(struct xlsx *);

/* "AB12" as column and row from 0; false where it is none. */
bool	xlsx_ref(struct sv, uint32_t *row, uint32_t *col);

#endif

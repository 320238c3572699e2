/*
 * labsplit - a laboratory's decoded results parted into those of the sections and those that judge the
 * work: pairs, blanks and reference materials leave the table, each is judged, and a value with a pair
 * that agrees becomes the mean of the two.  Long tables (an item in each row) of qj-sample decode.
 * Holds the input.  Needs: held, csvout, labqc, flags, itemname, reshape.
 *
 *	struct labsplit *s = labsplit_new(&spec);
 *	labsplit_read(s);
 *	labsplit_judge(s);
 *	labsplit_put(s, out);
 *	labsplit_say(s, out);
 *	labsplit_free(s);
 */
#ifndef QJ_LABSPLIT_H
#define QJ_LABSPLIT_H

#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "labqc.h"

struct labsplit_spec {
	struct diag		*d;
	const struct cli_common	*common;
	const struct tables	*tabs;
	struct csvin		*in;
	const char		*keep;		/* columns kept beside those of the result; NULL: none */
	bool			 by_method;	/* the limits of methods come first; needs the column method */
	const char		*field_pair;	/* "inter", "intra"; NULL: as table labqc_rules says */
};

struct labsplit;

/* Binds the columns; refuses a table without them and tables of limits that can't be used. */
struct labsplit *labsplit_new(const struct labsplit_spec *);
void		 labsplit_free(struct labsplit *);

/* Reads the whole input.  Refused: kinds, items, units, times and values that are none, and two values of one sample. */
void	labsplit_read(struct labsplit *);

/* Judges each row that is no routine sample's. */
void	labsplit_judge(struct labsplit *);

/*
 * The routine rows: station, time, vertical, the columns kept, item, value, unit, flag; station by
 * station, times ascending.  Refused: two samples of one station, time, vertical and item.
 */
void	labsplit_put(struct labsplit *, struct csvout *);

/* The verdicts, in the order of the input. */
void	labsplit_report(const struct labsplit *, struct csvout *);

/* The summary: rows, verdicts, what is outside its limits, months with too few pairs. */
void	labsplit_say(struct labsplit *, const struct csvout *);

#endif

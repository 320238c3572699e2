/*
 * flags - what the flags of a cell mean for its use.  The flags column holds item:code pairs,
 * blank-separated; common/data/flags.csv says of each code keep, doubt, drop or replace, and
 * common/data/low.csv the value that replaces, unless the code brings it: "SO2:corrected=4.7".  A code that
 * is not listed is a vendor's mark: drop.
 * Source: GB 3095 6.3, 6.4 (all valid data enter; a reason for what is left out); design 3.
 * Pure.  Needs: table, map, decimal.
 *
 *	enum flag_use u = flags_use(&f, cell, sv_of("PM2.5"));	(FLAG_DROP for "PM2.5:maintenance")
 */
#ifndef QJ_FLAGS_H
#define QJ_FLAGS_H

#include "decimal.h"
#include "map.h"
#include "table.h"

/* In order of force: the strongest of a cell's flags holds; a person's keep outweighs a doubt. */
enum flag_use { FLAG_KEEP, FLAG_DOUBT, FLAG_REPLACE, FLAG_DROP };

struct flags {
	struct map	 codes;
	enum flag_use	*use;		/* use[codes.n as listed] */
	size_t		 nlisted;
	const struct tables *tabs;
	struct map	 unlisted;	/* marks met that the table does not list */
	unsigned long	*nunlisted;	/* [unlisted.n] times met */
	size_t		 cap;
};

void		flags_init(struct flags *, const struct tables *);
void		flags_release(struct flags *);

/* The next "item:code" of *rest; false at the end.  A word without a colon has an empty item. */
bool		flags_next(struct sv *rest, struct sv *item, struct sv *code);

/* The code without the number that it brings: "corrected" of "corrected=4.7". */
struct sv	flags_word(struct sv code);

/* The use of one code; an unlisted one is counted and dropped. */
enum flag_use	flags_code(struct flags *, struct sv code);

/* The use of an item's cell under the row's flags; *code (may be NULL) gets the flag that decides. */
enum flag_use	flags_use(struct flags *, struct sv cell, struct sv item, struct sv *code);

/* Whether a code tells the state of an instrument that drops its values. */
bool		flags_is_status(const struct flags *, struct sv code);

/*
 * The value used for an item whose flag replaces: the number behind '=' of the code ("corrected=4.7"), else that
 * of table low; missing where there is none.
 */
struct dec	flags_value(const struct flags *, struct sv code, const char *item);

#endif

/*
 * facts - every figure a document prints, with where it comes from: the table behind the sheet
 * of sources.  Units are found by column name in the registry; source: data/items.csv, statistics.csv.
 * Needs: items, csvout, map.
 *
 *	struct facts f;
 *	facts_init(&f, &items, &tabs);
 *	facts_add(&f, &(struct fact){ .id = id, .text = text, .value = raw, .file = "air.csv", ... });
 *	facts_write(&f, &d, "facts.csv");
 */
#ifndef QJ_FACTS_H
#define QJ_FACTS_H

#include "diag.h"
#include "items.h"

struct fact {
	struct sv	 id;		/* dotted path with the row's key: days.E101A.PM2.5 */
	struct sv	 text;		/* as printed */
	struct sv	 value;		/* as it stands in the source */
	const char	*file;
	unsigned long	 line;		/* 0: none */
	struct sv	 column;
	struct sv	 edition;
};

struct facts {
	const struct items	*items;
	const struct tables	*tabs;
	struct map		 seen;	/* id and text: printed twice, listed once */
	struct sbuf		*row;	/* its CSV fields, each ended by a NUL */
	size_t			 n, cap;
};

void	facts_init(struct facts *, const struct items *, const struct tables *);
void	facts_release(struct facts *);

/* Whether text is a figure: a number (also below a limit of detection), a date or a period. */
bool	facts_is_figure(struct sv text);

/* Adds a figure (copied); the same id and text again adds nothing. */
void	facts_add(struct facts *, const struct fact *);

/* Writes id,text,value,unit,file,row,column,edition, in order of first appearance. */
void	facts_write(const struct facts *, struct diag *, const char *path);

/*
 * What a column holds, by its name: unit "" for none or unknown, and the item, NULL where the values
 * are not the item's own (changes in per cent, ranks, counts).
 */
struct figure {
	const char		*unit;
	const struct item	*item;
};
struct figure facts_column(const struct items *, const struct tables *, struct sv column);

#endif

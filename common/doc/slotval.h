/*
 * slotval - what the names of a template stand for: cells, rows, lists of rows, and the words
 * derived from a cell (X.abs, X.spell, X.month, X.numeral ...).
 * Needs: grid, items, map, waterclass, words.
 *
 *	struct slotval root = { 0 };
 *	slotval_grid(&v, grid);
 *	slotval_step(&v, sv_of("E101A"));		(the row of that key)
 */
#ifndef QJ_SLOTVAL_H
#define QJ_SLOTVAL_H

#include "grid.h"
#include "items.h"

enum slot_kind { SLOT_TEXT, SLOT_ROW, SLOT_LIST };

/* A cell, a row (named children) or a list (children, some with keys).  Text is borrowed. */
struct slotval {
	enum slot_kind		 kind;
	const struct slotval	*up;	/* what it is part of; NULL at the top */
	struct sv		 label;	/* its name there: NAME, key or number of a row, column */
	struct sv		 text;	/* of a SLOT_TEXT */
	struct slotval		*child;
	size_t			 n;
	const struct map	*names;	/* of a row: child by name; of a list: by key, NULL if it has none */
	const char		*file;	/* of the top: where it was read */
	unsigned long		 line;	/* of a row: physical line in file, 0 for none */
	char			*own;	/* memory behind label, text or names */
	struct map		*own_names;
};

/* Makes *v the list of rows of g; it borrows g's text. */
void	slotval_grid(struct slotval *v, const struct grid *g);
/* Makes *v a text that it copies. */
void	slotval_text(struct slotval *v, struct sv label, struct sv text);
/* Frees what v owns. */
void	slotval_release(struct slotval *v);

/* The child of that name: a row's column, a list's row by key, a column of a list's only row. */
const struct slotval *slotval_step(const struct slotval *, struct sv name);

/* The cell named name of the row that v stands in, NULL for none. */
const struct slotval *slotval_sibling(const struct slotval *v, const char *name);

/* The top v belongs to. */
const struct slotval *slotval_top(const struct slotval *v);
/* The physical line of the row v belongs to, 0 for none. */
unsigned long slotval_line(const struct slotval *v);
/* Appends the dotted path: NAME.key.column; a row without a key has its number. */
void	slotval_path(const struct slotval *v, struct sbuf *);

/* False for an empty text, a number equal to 0, "false"; a list without rows. */
bool	slotval_true(const struct slotval *);
bool	slotval_text_true(struct sv);

/*
 * The next segment of a dotted name, taken off *rest.  A registry name that holds a dot (PM2.5), also
 * with prefix or suffix, is one segment.  False when *rest is spent (its p is NULL).
 */
bool	slotval_segment(const struct items *, struct sv *rest, struct sv *segment);

/* A derived word. */
enum slot_word { WORD_NONE, WORD_ABS, WORD_SPELL, WORD_SPELL_N, WORD_YEAR, WORD_MONTH, WORD_DAY, WORD_HOUR,
		 WORD_DATE_ZH, WORD_NUMERAL };
enum slot_word slotval_word(struct sv name);

/*
 * Derives a word of text into out; *digits says that text is read digit by digit (a year), and is set
 * for what out holds.  False with the reason in why where text is of the wrong kind.
 */
bool	slotval_derive(const struct tables *, enum slot_word, struct sv text, bool *digits, struct sbuf *out,
	    struct sbuf *why);

#endif

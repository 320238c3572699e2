/*
 * slots - fills a Mustache template from cells, rows and lists, and lists every figure it puts in.
 * An unknown name is refused with the template's file and line; an empty cell prints the sign for
 * missing.  Nothing in a template runs code.  Needs: template, slotval, escape, facts, textin.
 *
 *	struct slots s;
 *	slots_init(&s, &d, &items);
 *	slots_grid(&s, grid);
 *	slots_fill(&s, "air.md", sbuf_sv(&text), &out);
 *	slots_release(&s);
 */
#ifndef QJ_SLOTS_H
#define QJ_SLOTS_H

#include "escape.h"
#include "facts.h"
#include "slotval.h"
#include "template.h"

#define SLOTS_MISSING	"—"		/* what an empty cell prints */
#define SLOTS_DEPTH	64		/* sections and partials one within the other */

struct slots_frame {
	const struct slotval	*v;	/* a row or a text */
	size_t			 i, n;	/* the i-th of n of a list; n 0: none of one */
};

struct slots_partial {
	struct sbuf	text;
	struct template	tmpl;
};

struct slots {
	struct diag		*d;
	const struct items	*items;
	enum escape		 escape;
	bool			 lax;		/* unknown names are empty, as the specification says */
	const char		*partials;	/* folder of partials; NULL: there are none */
	const char		*extension;	/* of partials named without one, ".md"; NULL: none */
	struct facts		*facts;		/* where figures are listed; NULL: nowhere */
	/* {{word:NAME}}: appends a block of its own; false if there is none of that name */
	bool		       (*block)(void *, struct sv word, struct sv name, struct sbuf *out);
	void			*block_arg;
	/* inside */
	struct map		 names;
	struct slotval	       **top;		/* by name */
	size_t			 topcap;
	struct slotval	       **owned;		/* every value added, for release */
	size_t			 nowned, ownedcap;
	struct slots_frame	 frame[SLOTS_DEPTH];
	size_t			 nframe, depth;
	struct map		 partial_names;
	struct slots_partial   **partial;
	size_t			 partialcap;
	struct sbuf		*out;
	bool			 body;		/* out is past the front matter */
};

void	slots_init(struct slots *, struct diag *, const struct items *);
void	slots_release(struct slots *);

/* Adds a table under its name; the columns of an unnamed one's only row become names themselves. */
void	slots_grid(struct slots *, const struct grid *);
/* Adds NAME=VALUE; a list without rows (an input that is absent). */
void	slots_text(struct slots *, struct sv name, struct sv value);
void	slots_absent(struct slots *, struct sv name);
/* Adds v, which is then owned; with an empty label its children become names. */
void	slots_add(struct slots *, struct slotval *v);

/* Fills the template text, read from file, into out. */
void	slots_fill(struct slots *, const char *file, struct sv text, struct sbuf *out);

#endif

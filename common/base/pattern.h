/*
 * pattern - regular expressions (PCRE2, UTF-8) with named groups and a bounded effort, so that no
 * pattern of a user's can run away: a match that takes too many steps is refused by name.
 * Needs: diag, mem.
 *
 *	struct pattern p = { 0 };
 *	pattern_init(&p, &d, &at, sv_of("^Site Name,+(?<station>.*)$"), false);
 *	if (pattern_match(&p, line))
 *		pattern_named(&p, "station", &name);
 *	pattern_release(&p);
 */
#ifndef QJ_PATTERN_H
#define QJ_PATTERN_H

#include "diag.h"

struct pattern {
	struct diag	*d;
	struct place	 at;		/* where it is written, for messages */
	char		*text;
	void		*code, *found, *limits;	/* pcre2_code, pcre2_match_data, pcre2_match_context */
	struct sv	 subject;	/* of the last match; groups borrow from it */
	size_t		 ngroup;	/* of the last match, the whole included; 0: no match */
};

/* Compiles text; whole: it must match all of a subject.  Refuses what is no pattern, saying where. */
void		pattern_init(struct pattern *, struct diag *, const struct place *at, struct sv text, bool whole);
void		pattern_release(struct pattern *);

/* Whether it matches; a pattern without text never does. */
bool		pattern_match(struct pattern *, struct sv subject);

/* Group g of the last match; empty where it took no part. */
struct sv	pattern_group(const struct pattern *, size_t g);
/* The same by name, false where there is no such group or it took no part. */
bool		pattern_named(const struct pattern *, const char *name, struct sv *);

/* The i-th group name in the order of groups, its number in *g; NULL behind the last. */
const char     *pattern_name(const struct pattern *, size_t i, size_t *g);

/* Appends text with {name} and {1} replaced by the groups of the last match. */
void		pattern_expand(const struct pattern *, struct sv text, struct sbuf *);

#endif

/*
 * qcrules_own - what the files of qcrules share: the table (qcrules.c), a row as a test of an item
 * (qcrules_rule.c).  For these alone.
 */
#ifndef QJ_QCRULES_OWN_H
#define QJ_QCRULES_OWN_H

#include "qcrules.h"

enum { C_RULE, C_ITEM, C_STATION, C_TEST, C_PARAMETERS, C_SEVERITY, C_WHEN, C_ZH, C_SOURCE, C_CONFIDENCE, NCELL };

/* Whether word is one of words, blank-separated. */
static inline bool
qcrules_among(const char *words, struct sv word)
{
	struct sv rest = sv_of(words), w;

	while (sv_word(&rest, &w)) {
		if (sv_same(w, word))
			return true;
	}
	return false;
}

/* Adds the rule as a test of item column i, where the table has what it needs. */
void	qcrules_bind(struct qcrules *, const struct qcrules_spec *, struct qcrule *, size_t i);

#endif

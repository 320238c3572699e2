/*
 * bykeys - the columns that an option --by names: each of the registry, of the input, or of both.
 * Needs: sites, csvin.
 *
 *	struct bykeys by = { 0 };
 *	bykeys_read(&by, &d, sites, in, "city,county");
 *	by.registry[1];				(the registry's column county, -1: it has none)
 */
#ifndef QJ_BYKEYS_H
#define QJ_BYKEYS_H

#include "csvin.h"
#include "sites.h"

#define BYKEYS_MAX	7

struct bykeys {
	size_t	 n;
	char	*name[BYKEYS_MAX];
	int	 registry[BYKEYS_MAX], input[BYKEYS_MAX];	/* columns, -1: none; one of them there is */
};

/* Appends a column (sites NULL: no registry); one too many, or that neither of both has, is a usage error. */
void	bykeys_add(struct bykeys *, struct diag *, const struct sites *, const struct csvin *, struct sv name);
/* Those of a list "city,county". */
void	bykeys_read(struct bykeys *, struct diag *, const struct sites *, const struct csvin *, const char *list);
void	bykeys_release(struct bykeys *);

#endif

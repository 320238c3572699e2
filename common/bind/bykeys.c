#include <stdlib.h>

#include "bykeys.h"
#include "mem.h"

void
bykeys_add(struct bykeys *b, struct diag *d, const struct sites *sites, const struct csvin *in, struct sv name)
{
	const size_t k = b->n;

	if (k == BYKEYS_MAX)
		diag_usage(d, _("option --by: more than %d columns"), BYKEYS_MAX);
	b->name[k] = mem_ndup(name.p, name.n);
	b->registry[k] = sites == NULL ? -1 : sites_column(sites, b->name[k]);
	b->input[k] = csvin_column(in, b->name[k]);
	if (b->registry[k] < 0 && b->input[k] < 0)
		diag_usage(d, sites == NULL ? _("no column '%s' in the input, and no --registry was given") :
		    _("no column '%s' in the registry or the input"), b->name[k]);
	b->n++;
}

void
bykeys_read(struct bykeys *b, struct diag *d, const struct sites *sites, const struct csvin *in, const char *list)
{
	struct sv rest = sv_of(list), part;

	while (sv_split(&rest, ',', &part))
		bykeys_add(b, d, sites, in, sv_trim(part));
}

void
bykeys_release(struct bykeys *b)
{
	for (size_t k = 0; k < b->n; k++)
		free(b->name[k]);
}

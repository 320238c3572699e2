#include <stdlib.h>

#include "carry.h"
#include "mem.h"

/* Stands for a cell that was not the same in all rows of the period. */
static char varies[] = "";

void
carry_add(struct carry *k, size_t col)
{
	k->col = mem_grow(k->col, &k->cap, k->n + 1, sizeof(*k->col));
	k->varied = mem_grow(k->varied, &k->capvaried, k->n + 1, sizeof(*k->varied));
	k->varied[k->n] = 0;
	k->col[k->n++] = col;
}

void
carry_row(struct carry *k, size_t station, const struct csvin *in)
{
	if (k->n == 0)
		return;
	if ((station + 1) * k->n > k->nheld) {
		const size_t old = k->capheld;

		k->nheld = (station + 1) * k->n;
		k->held = mem_grow(k->held, &k->capheld, k->nheld, sizeof(*k->held));
		if (k->capheld > old)
			memset(k->held + old, 0, (k->capheld - old) * sizeof(*k->held));
	}
	for (size_t i = 0; i < k->n; i++) {
		char **h = &k->held[station * k->n + i];
		const struct sv f = csvin_field(in, k->col[i]);

		if (*h == NULL)
			*h = mem_ndup(f.p, f.n);
		else if (*h != varies && !sv_is(f, *h)) {
			free(*h);
			*h = varies;
		}
	}
}

void
carry_put(struct carry *k, size_t station, struct csvout *out)
{
	for (size_t i = 0; i < k->n; i++) {
		char **h = station * k->n + i < k->nheld ? &k->held[station * k->n + i] : NULL;

		csvout_text(out, h == NULL || *h == NULL ? "" : *h);
		if (h == NULL || *h == NULL)
			continue;
		if (*h == varies)
			k->varied[i]++;
		else
			free(*h);
		*h = NULL;
	}
}

char *
carry_varied(const struct carry *k, const struct csvin *in)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < k->n; i++) {
		if (k->varied[i] > 0)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", in->name[k->col[i]]);
	}
	return b.p;
}

void
carry_release(struct carry *k)
{
	for (size_t i = 0; i < k->nheld; i++) {
		if (k->held[i] != varies)
			free(k->held[i]);
	}
	free(k->held);
	free(k->col);
	free(k->varied);
	*k = (struct carry){ 0 };
}

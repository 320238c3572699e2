#include <stdlib.h>

#include "csvin.h"
#include "importmap.h"
#include "mem.h"

static char *
copy(struct sv s)
{
	s = sv_trim(s);
	return mem_ndup(s.p, s.n);
}

void
importmap_read(struct importmap *m, struct diag *d, const char *file)
{
	struct csvin *in;
	size_t column, item, unit;
	struct sbuf key = { 0 };

	*m = (struct importmap){ 0 };
	if (file == NULL)
		return;
	in = csvin_open_table(d, file);
	column = csvin_need(in, "column");
	item = csvin_need(in, "item");
	unit = csvin_need(in, "unit");
	while (csvin_next(in)) {
		const size_t n = m->folded.n;

		sbuf_clear(&key);
		str_fold(&key, csvin_field(in, column));
		if (sv_trim(csvin_field(in, item)).n == 0)
			(void)csvin_bad(in, item, "map", _("the item is empty; - leaves a column out"));
		if (map_put(&m->folded, sbuf_sv(&key)) < n)
			(void)csvin_bad(in, column, "map", _("the column stands twice"));
		if (m->folded.n == n)
			continue;
		m->v = mem_grow(m->v, &m->cap, m->n + 1, sizeof(*m->v));
		m->v[m->n++] = (struct importmap_row){ copy(csvin_field(in, column)), copy(csvin_field(in, item)),
		    copy(csvin_field(in, unit)), false };
	}
	csvin_close(in);
	sbuf_release(&key);
}

void
importmap_release(struct importmap *m)
{
	for (size_t i = 0; i < m->n; i++) {
		free(m->v[i].column);
		free(m->v[i].item);
		free(m->v[i].unit);
	}
	free(m->v);
	map_release(&m->folded);
}

struct importmap_row *
importmap_find(const struct importmap *m, struct sv column)
{
	struct sbuf key = { 0 };
	size_t k;

	if (m->n == 0)
		return NULL;
	str_fold(&key, column);
	k = map_get(&m->folded, sbuf_sv(&key));
	sbuf_release(&key);
	if (k == MAP_NONE)
		return NULL;
	m->v[k].used = true;
	return &m->v[k];
}

void
importmap_say_unused(const struct importmap *m, struct diag *d, const char *file)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < m->n; i++) {
		if (!m->v[i].used)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", m->v[i].column);
	}
	if (b.n > 0)
		diag_warn(d, _("%s: no such column in the input: %s"), file, b.p);
	sbuf_release(&b);
}

#include <stdlib.h>

#include "labsplit_own.h"
#include "mem.h"

/* --- columns ------------------------------------------------------------------------------ */

static void
bind_keep(struct labsplit *s)
{
	const struct csvin *in = s->spec.in;
	const int own[] = { (int)s->station, (int)s->time, (int)s->item, (int)s->value, s->unit, s->flag, s->vertical };
	struct sv rest = sv_of(s->spec.keep), part;
	size_t cap = 0;

	while (s->spec.keep != NULL && sv_split(&rest, ',', &part)) {
		char *name = mem_ndup(part.p, part.n);
		const int c = csvin_column(in, name);
		bool twice = false;

		if (c < 0)
			diag_usage(s->spec.d, _("option --%s: no column '%s'"), "keep", name);
		for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++)
			twice = twice || own[k] == c;
		for (size_t k = 0; k < s->nkeep; k++)
			twice = twice || s->keep[k] == (size_t)c;
		if (twice)
			diag_usage(s->spec.d, _("option --keep: column '%s' is there already"), name);
		s->keep = mem_grow(s->keep, &cap, s->nkeep + 1, sizeof(*s->keep));
		s->keep[s->nkeep++] = (size_t)c;
		free(name);
	}
}

static void
bind(struct labsplit *s)
{
	struct csvin *in = s->spec.in;

	if (csvin_column(in, "item") < 0 || csvin_column(in, "value") < 0)
		diag_refuse(s->spec.d, &(struct place){ in->file, 1, NULL },
		    _("no columns item and value: a wide table goes through qj-reshape long first"));
	if (csvin_column(in, "code") < 0 || csvin_column(in, "kind") < 0)
		diag_refuse(s->spec.d, &(struct place){ in->file, 1, NULL },
		    _("no columns code and kind: blind codes go through qj-sample decode first"));
	s->station = csvin_need(in, s->spec.common->station);
	s->time = csvin_need(in, s->spec.common->time);
	s->item = csvin_need(in, "item");
	s->value = csvin_need(in, "value");
	s->code = csvin_need(in, "code");
	s->kind = csvin_need(in, "kind");
	s->pair = csvin_need(in, "pair");
	s->unit = csvin_column(in, "unit");
	s->flag = csvin_column(in, "flag");
	s->flag_pairs = in->flags_col;
	s->vertical = csvin_column(in, "vertical");
	s->method = s->spec.by_method ? (int)csvin_need(in, "method") : -1;
	s->reference = csvin_column(in, "reference");
	s->uncertainty = csvin_column(in, "uncertainty");
	bind_keep(s);
}

struct labsplit *
labsplit_new(const struct labsplit_spec *spec)
{
	struct labsplit *s = mem_alloc(sizeof(*s));
	const char *between;

	s->spec = *spec;
	labqc_init(&s->qc, spec->tabs);
	if (s->qc.wrong != NULL)
		diag_refuse(spec->d, NULL, _("table %s: the row of %s can't be used"), s->qc.wrong, s->qc.wrong_at);
	flags_init(&s->flags, spec->tabs);
	items_init(&s->items, spec->tabs);
	between = spec->field_pair != NULL ? spec->field_pair : labqc_rule(&s->qc, "field-pair", "*");
	s->field_pair = strcmp(between, "intra") == 0 ? LABQC_INTRA : LABQC_INTER;
	bind(s);
	return s;
}

void
labsplit_free(struct labsplit *s)
{
	struct map *const maps[] = { &s->stations, &s->codes, &s->verticals, &s->results };

	for (size_t k = 0; k < s->spellings.n; k++)
		itemname_release(&s->meaning[k].n);
	map_release(&s->spellings);
	for (size_t k = 0; k < sizeof(maps) / sizeof(maps[0]); k++)
		map_release(maps[k]);
	held_free(s->h);
	labqc_release(&s->qc);
	flags_release(&s->flags);
	items_release(&s->items);
	sbuf_release(&s->word);
	sbuf_release(&s->outside);
	sbuf_release(&s->unlimited);
	free(s->meaning);
	free(s->row_of);
	free(s->keep);
	free(s->v);
	free(s);
}

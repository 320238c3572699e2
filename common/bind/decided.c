#include <stdlib.h>

#include "csvin.h"
#include "decided.h"
#include "mem.h"

static char *
cell(const struct csvin *in, int col)
{
	const struct sv f = col < 0 ? (struct sv){ "", 0 } : csvin_field(in, (size_t)col);

	return mem_ndup(f.p, f.n);
}

/* First and last stamp of a date's natural day, or the stamp itself. */
static int64_t
stamp(struct civil t, bool last)
{
	return !t.date ? t.sec : last ? t.sec + CIVIL_DAY : t.sec + 1;
}

static bool
is_keep(struct csvin *in, int col)
{
	const struct sv f = col < 0 ? (struct sv){ "drop", 4 } : sv_trim(csvin_field(in, (size_t)col));

	if (sv_is(f, "keep") || sv_is(f, "保留"))
		return true;
	if (!sv_is(f, "drop") && !sv_is(f, "剔除"))
		(void)csvin_bad(in, (size_t)col, "decision", _("a decision is keep (保留) or drop (剔除)"));
	return false;
}

struct decided *
decided_read(struct diag *d, const char *file)
{
	struct decided *t = mem_alloc(sizeof(*t));
	struct csvin *in = csvin_open_one(d, file);
	const size_t station = csvin_need(in, "station"), item = csvin_need(in, "item");
	const int time = csvin_column(in, "time"), end = csvin_column(in, "end"), who = csvin_column(in,
	    "who"), when = csvin_column(in, "when"), reason = csvin_column(in, "reason"),
	    decision = csvin_column(in, "decision"), rule = csvin_column(in, "rule");
	const size_t start = time >= 0 ? (size_t)time : csvin_need(in, "start");

	while (csvin_next(in)) {
		struct civil a, b;

		if (!csvin_time(in, start, &a))
			continue;
		b = a;
		if (end >= 0 && csvin_field(in, (size_t)end).n > 0 && !csvin_time(in, (size_t)end, &b))
			continue;
		if (stamp(b, true) < stamp(a, false)) {
			(void)csvin_bad(in, (size_t)end, "interval", _("the decision ends before it starts"));
			continue;
		}
		t->v = mem_grow(t->v, &t->cap, t->n + 1, sizeof(*t->v));
		t->v[t->n++] = (struct decision){ cell(in, (int)station), cell(in, (int)item), cell(in, who),
		    cell(in, when), cell(in, reason), cell(in, rule), stamp(a, false), stamp(b, true), is_keep(in, decision) };
		t->nbare += t->v[t->n - 1].who[0] == '\0' || t->v[t->n - 1].when[0] == '\0' || t->v[t->n - 1].reason[0] == '\0';
	}
	csvin_close(in);
	return t;
}

void
decided_free(struct decided *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++) {
		free(t->v[i].station);
		free(t->v[i].item);
		free(t->v[i].who);
		free(t->v[i].when);
		free(t->v[i].reason);
		free(t->v[i].rule);
	}
	free(t->v);
	free(t);
}

const struct decision *
decided_find(const struct decided *t, struct sv station, struct civil c, const char *item)
{
	for (size_t i = t->n; i-- > 0;) {
		const struct decision *k = &t->v[i];

		if ((strcmp(k->station, "*") == 0 || sv_is(station, k->station)) &&
		    (strcmp(k->item, "*") == 0 || strcmp(k->item, item) == 0) && stamp(c, false) >= k->start &&
		    stamp(c, true) <= k->end)
			return k;
	}
	return NULL;
}

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

struct reader {
	struct csvin	*in;
	size_t		 station, item, start;
	int		 end, decision, value, corrected, who, when, reason, rule;
	size_t		 noverruled;
	unsigned long	 weaker, stronger;	/* lines of the first */
};

/* What is decided; false where the cell is refused. */
static bool
read_decision(const struct reader *r, struct decision *k)
{
	struct csvin *in = r->in;
	const struct sv f = r->decision < 0 ? (struct sv){ "drop", 4 } : sv_trim(csvin_field(in, (size_t)r->decision));

	k->correct = sv_is(f, "correct") || sv_is(f, "修正");
	k->keep = k->correct || sv_is(f, "keep") || sv_is(f, "保留");
	if (!k->keep && !sv_is(f, "drop") && !sv_is(f, "剔除"))
		return csvin_bad(in, (size_t)r->decision, "decision", _("a decision is keep (保留), drop (剔除) or correct (修正)"));
	if (!k->correct)
		return true;
	if (r->corrected < 0)
		return csvin_bad(in, (size_t)r->decision, "decision", _("correct needs a column 'corrected'"));
	if (!csvin_decimal(in, (size_t)r->corrected, &k->corrected) ||
	    (r->value >= 0 && !csvin_decimal(in, (size_t)r->value, &k->value)))
		return false;
	if (dec_has(k->corrected) && k->corrected.cens == 0)
		return true;
	return csvin_bad(in, (size_t)r->corrected, "decision", _("correct needs a number"));
}

static bool
read_when(const struct reader *r, struct decision *k)
{
	struct civil t;

	k->made = INT64_MIN;
	if (r->when < 0 || csvin_field(r->in, (size_t)r->when).n == 0)
		return true;
	if (!csvin_time(r->in, (size_t)r->when, &t))
		return false;
	k->made = t.sec;
	return true;
}

static bool
overlap(const struct decision *a, const struct decision *b)
{
	return a->start <= b->end && b->start <= a->end && (strcmp(a->item, b->item) == 0 || strcmp(a->item, "*") == 0 ||
	    strcmp(b->item, "*") == 0) && (strcmp(a->station, b->station) == 0 || strcmp(a->station, "*") == 0 ||
	    strcmp(b->station, "*") == 0);
}

static bool
say_the_same(const struct decision *a, const struct decision *b)
{
	return a->keep == b->keep && a->correct == b->correct && (!a->correct || dec_cmp(a->corrected, b->corrected) == 0);
}

static size_t
first_of(const struct decided *t, struct sv station)
{
	const size_t s = map_get(&t->stations, station);

	return s == MAP_NONE ? SIZE_MAX : t->first[s];
}

/* Decision i before those of its station so far. */
static void
link_in(struct decided *t, size_t i)
{
	const size_t n = t->stations.n, s = map_put(&t->stations, sv_of(t->v[i].station));

	t->first = mem_grow(t->first, &t->firstcap, t->stations.n, sizeof(*t->first));
	t->v[i].next = t->stations.n > n ? SIZE_MAX : t->first[s];
	t->first[s] = i;
}

/* Whether the last decision can stand beside another one. */
static bool
agrees_with(const struct decided *t, struct reader *r, const struct decision *o, bool *overruled)
{
	const struct decision *k = &t->v[t->n - 1];

	if (!overlap(k, o) || say_the_same(k, o))
		return true;
	if (o->made == k->made)
		return csvin_bad(r->in, r->when < 0 ? r->start : (size_t)r->when, "decision",
		    _("decides otherwise than line %lu on the same values, and is not later"), o->line);
	if (!*overruled && r->noverruled++ == 0) {
		r->weaker = o->made < k->made ? o->line : k->line;
		r->stronger = o->made < k->made ? k->line : o->line;
	}
	*overruled = true;
	return true;
}

/* Beside all before it: of its station and of all stations, or of any where it is for all. */
static bool
agrees(const struct decided *t, struct reader *r)
{
	const struct decision *k = &t->v[t->n - 1];
	const bool all = strcmp(k->station, "*") == 0;
	const size_t from[] = { first_of(t, sv_of(k->station)), all ? SIZE_MAX : first_of(t, sv_of("*")) };
	bool overruled = false;

	for (size_t i = 0; all && i + 1 < t->n; i++) {
		if (!agrees_with(t, r, &t->v[i], &overruled))
			return false;
	}
	for (size_t c = 0; !all && c < 2; c++) {
		for (size_t i = from[c]; i != SIZE_MAX; i = t->v[i].next) {
			if (!agrees_with(t, r, &t->v[i], &overruled))
				return false;
		}
	}
	return true;
}

static void
release(struct decision *k)
{
	free(k->station);
	free(k->item);
	free(k->who);
	free(k->when);
	free(k->reason);
	free(k->rule);
}

static void
take(struct decided *t, struct reader *r)
{
	struct csvin *in = r->in;
	struct decision k = { .line = in->line };
	struct civil a, b;

	if (!csvin_time(in, r->start, &a))
		return;
	b = a;
	if (r->end >= 0 && csvin_field(in, (size_t)r->end).n > 0 && !csvin_time(in, (size_t)r->end, &b))
		return;
	k.start = stamp(a, false);
	k.end = stamp(b, true);
	if (k.end < k.start) {
		(void)csvin_bad(in, (size_t)r->end, "interval", _("the decision ends before it starts"));
		return;
	}
	if (!read_decision(r, &k) || !read_when(r, &k))
		return;
	k.station = cell(in, (int)r->station);
	k.item = cell(in, (int)r->item);
	k.who = cell(in, r->who);
	k.when = cell(in, r->when);
	k.reason = cell(in, r->reason);
	k.rule = cell(in, r->rule);
	t->v = mem_grow(t->v, &t->cap, t->n + 1, sizeof(*t->v));
	t->v[t->n++] = k;
	if (!agrees(t, r)) {
		release(&t->v[--t->n]);
		return;
	}
	link_in(t, t->n - 1);
	t->nbare += k.who[0] == '\0' || k.when[0] == '\0' || k.reason[0] == '\0';
}

/* The stronger last: by when, of the same by line. */
static int
by_when(const void *a, const void *b)
{
	const struct decision *x = a, *y = b;

	if (x->made != y->made)
		return x->made < y->made ? -1 : 1;
	return x->line < y->line ? -1 : x->line > y->line;
}

/* Each station's decisions in a chain, the strongest first. */
static void
chain(struct decided *t)
{
	if (t->n > 0)
		qsort(t->v, t->n, sizeof(*t->v), by_when);
	for (size_t s = 0; s < t->stations.n; s++)
		t->first[s] = SIZE_MAX;
	for (size_t i = 0; i < t->n; i++)
		link_in(t, i);
}

struct decided *
decided_read(struct diag *d, const char *file)
{
	struct decided *t = mem_alloc(sizeof(*t));
	struct csvin *in = csvin_open_one(d, file);
	const int time = csvin_column(in, "time");
	struct reader r = { .in = in, .station = csvin_need(in, "station"), .item = csvin_need(in, "item"),
		.start = time >= 0 ? (size_t)time : csvin_need(in, "start"), .end = csvin_column(in, "end"),
		.decision = csvin_column(in, "decision"), .value = csvin_column(in, "value"),
		.corrected = csvin_column(in, "corrected"), .who = csvin_column(in, "who"), .when = csvin_column(in, "when"),
		.reason = csvin_column(in, "reason"), .rule = csvin_column(in, "rule") };

	while (csvin_next(in))
		take(t, &r);
	csvin_close(in);
	if (r.noverruled > 0)
		diag_note(d, _("%zu decisions stand beside one that says otherwise, of which the later holds; the first: line %lu gives way to line %lu"),
		    r.noverruled, r.weaker, r.stronger);
	chain(t);
	return t;
}

void
decided_free(struct decided *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++)
		release(&t->v[i]);
	map_release(&t->stations);
	free(t->first);
	free(t->v);
	free(t);
}

const struct decision *
decided_find(const struct decided *t, struct sv station, struct civil c, const char *item)
{
	const int64_t from = stamp(c, false), to = stamp(c, true);
	size_t own = first_of(t, station), all = first_of(t, sv_of("*"));

	while (own != SIZE_MAX || all != SIZE_MAX) {
		const bool is_own = all == SIZE_MAX || (own != SIZE_MAX && own > all);
		const struct decision *k = &t->v[is_own ? own : all];

		if (from >= k->start && to <= k->end && (strcmp(k->item, "*") == 0 || strcmp(k->item, item) == 0))
			return k;
		if (is_own)
			own = k->next;
		else
			all = k->next;
	}
	return NULL;
}

#include <stdlib.h>

#include "mem.h"
#include "qcout.h"

struct event {
	char		*station, *item;
	int64_t		 from, to;
	size_t		 kind;
	bool		 found;
	unsigned long	 nvalue, nflagged;
};

struct qcscore {
	const struct qc	*q;
	struct event	*v;
	size_t		 n, cap;
	struct map	 kinds;
	size_t		 station;	/* of the row before, with the events that touch it: [first, last) */
	size_t		*of, nof, ofcap;
	unsigned long	 ngood, ndoubted;	/* values of rows without any fault; flagged ones */
	unsigned long	 nrows, nrowsdoubted;	/* such rows; those with a flag */
	unsigned long	 nflagged, nright;	/* flagged values; those of rows with a fault */
};

struct qcscore *
qcscore_read(struct diag *d, const char *file)
{
	struct qcscore *s = mem_alloc(sizeof(*s));
	struct csvin *in = csvin_open_one(d, file);
	const size_t station = csvin_need(in, "station"), item = csvin_need(in, "item"), start = csvin_need(in, "start"),
	    end = csvin_need(in, "end"), kind = csvin_need(in, "kind");

	while (csvin_next(in)) {
		const struct sv st = csvin_field(in, station), it = csvin_field(in, item);
		struct civil a, b;

		if (!csvin_time(in, start, &a) || !csvin_time(in, end, &b))
			continue;
		s->v = mem_grow(s->v, &s->cap, s->n + 1, sizeof(*s->v));
		s->v[s->n++] = (struct event){ .station = mem_ndup(st.p, st.n), .item = mem_ndup(it.p, it.n), .from = a.sec,
			.to = b.sec, .kind = map_put(&s->kinds, csvin_field(in, kind)) };
	}
	csvin_close(in);
	s->station = SIZE_MAX;
	return s;
}

void
qcscore_free(struct qcscore *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n; i++) {
		free(s->v[i].station);
		free(s->v[i].item);
	}
	free(s->v);
	free(s->of);
	map_release(&s->kinds);
	free(s);
}

void
qcscore_set(struct qcscore *s, const struct qc *q)
{
	s->q = q;
}

static void
meet_station(struct qcscore *s, size_t station)
{
	const char *code = s->q->stations.key[station];

	s->nof = 0;
	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->v[i].station, code) != 0)
			continue;
		s->of = mem_grow(s->of, &s->ofcap, s->nof + 1, sizeof(*s->of));
		s->of[s->nof++] = i;
	}
	s->station = station;
}

/* One value that is there: what the events over it count; whether any event touches its row. */
static void
take_value(struct qcscore *s, int64_t sec, const char *item, bool flagged, bool *touched)
{
	for (size_t k = 0; k < s->nof; k++) {
		struct event *e = &s->v[s->of[k]];

		if (sec < e->from || sec > e->to)
			continue;
		*touched = true;
		if (strcmp(e->item, "*") != 0 && strcmp(e->item, item) != 0)
			continue;
		e->nvalue++;
		e->nflagged += flagged;
		e->found = e->found || flagged;
	}
}

void
qcscore_take(void *arg, size_t station, int64_t sec, const struct qc_cell *cells)
{
	struct qcscore *s = arg;
	unsigned long n = 0, nflagged = 0;
	bool touched = false;

	if (cells == NULL)
		return;
	if (station != s->station)
		meet_station(s, station);
	for (size_t i = 0; i < s->q->s.cols->n; i++) {
		if (cells[i].v == QC_NONE)
			continue;
		n++;
		nflagged += cells[i].suspect != 0;
		take_value(s, sec, s->q->s.cols->v[i].name, cells[i].suspect != 0, &touched);
	}
	s->nflagged += nflagged;
	if (touched) {
		s->nright += nflagged;
		return;
	}
	s->ngood += n;
	s->ndoubted += nflagged;
	s->nrows += n > 0;
	s->nrowsdoubted += nflagged > 0;
}

static void
put_share(struct csvout *out, unsigned long part, unsigned long all)
{
	csvout_dec(out, all == 0 ? (struct dec){ 0 } : ratio_round(ratio_make((wide)part, (wide)all), 4));
}

static void
put_total(struct csvout *out, const char *name, unsigned long all, unsigned long part)
{
	csvout_text(out, name);
	for (int i = 0; i < 3; i++)
		csvout_empty(out);
	csvout_int(out, (long)all);
	csvout_int(out, (long)part);
	put_share(out, part, all);
	csvout_end(out);
}

void
qcscore_put(const struct qcscore *s, struct csvout *out)
{
	static const char *const names[] = { "kind", "events", "found", "recall", "values", "flagged", "share_flagged" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		csvout_text(out, names[i]);
	csvout_end(out);
	for (size_t k = 0; k < s->kinds.n; k++) {
		unsigned long n = 0, found = 0, value = 0, flagged = 0;

		for (size_t i = 0; i < s->n; i++) {
			const struct event *e = &s->v[i];

			if (e->kind != k || e->nvalue == 0)	/* no value of it is there: it can't be found */
				continue;
			n++;
			found += e->found;
			value += e->nvalue;
			flagged += e->nflagged;
		}
		csvout_text(out, s->kinds.key[k]);
		csvout_int(out, (long)n);
		csvout_int(out, (long)found);
		put_share(out, found, n);
		csvout_int(out, (long)value);
		csvout_int(out, (long)flagged);
		put_share(out, flagged, value);
		csvout_end(out);
	}
	put_total(out, "(good rows)", s->nrows, s->nrowsdoubted);
	put_total(out, "(good values)", s->ngood, s->ndoubted);
	put_total(out, "(precision)", s->nflagged, s->nright);
}

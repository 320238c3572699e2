#include <stdlib.h>

#include "csvin.h"
#include "mem.h"
#include "qcneighbours.h"
#include "qcring.h"

static size_t
code_put(struct qcneighbours *t, struct sv code)
{
	const size_t n = t->codes.n, k = map_put(&t->codes, code);

	if (t->codes.n > n) {
		t->of = mem_grow(t->of, &t->ofcap, t->codes.n, sizeof(*t->of));
		t->of[k] = (struct qcneighbour_list){ .n = 0 };
	}
	return k;
}

static bool
read_weight(struct csvin *in, int col, int64_t *weight)
{
	struct dec x;

	*weight = QC_ONE;
	if (col < 0 || csvin_field(in, (size_t)col).n == 0)
		return true;
	if (!csvin_decimal(in, (size_t)col, &x))
		return false;
	*weight = qc_of(x);
	return (*weight > 0 && *weight <= 1000000 * QC_ONE) || csvin_bad(in, (size_t)col, "weight",
	    _("a weight is above 0, and at most 1000000"));
}

static bool
read_lag(struct csvin *in, int col, int64_t *lag)
{
	const struct sv f = col < 0 ? (struct sv){ "", 0 } : csvin_field(in, (size_t)col);

	*lag = 0;
	if (f.n == 0 || sv_is(f, "0") || sv_is(f, "0h"))
		return true;
	return (civil_span(f, lag) && *lag <= 10 * CIVIL_DAY) || csvin_bad(in, (size_t)col, "lag",
	    _("a lag is a duration such as 2h, up to 10d"));
}

static void
take(struct qcneighbours *t, struct csvin *in, size_t station, size_t neighbour, int weight, int lag)
{
	struct qcneighbour k;
	struct qcneighbour_list *l;
	size_t s;

	if (!read_weight(in, weight, &k.weight) || !read_lag(in, lag, &k.lag))
		return;
	s = code_put(t, csvin_field(in, station));
	k.code = code_put(t, csvin_field(in, neighbour));
	if (k.code == s) {
		(void)csvin_bad(in, neighbour, "neighbour", _("a station is no neighbour of its own"));
		return;
	}
	l = &t->of[s];
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].code == k.code) {
			(void)csvin_bad(in, neighbour, "neighbour", _("this neighbour was told before"));
			return;
		}
	}
	l->v = mem_grow(l->v, &l->cap, l->n + 1, sizeof(*l->v));
	l->v[l->n++] = k;
	t->most = l->n > t->most ? l->n : t->most;
	t->lag = k.lag > t->lag ? k.lag : t->lag;
}

struct qcneighbours *
qcneighbours_read(struct diag *d, const char *file)
{
	struct qcneighbours *t = mem_alloc(sizeof(*t));
	struct csvin *in = csvin_open_one(d, file);
	const size_t station = csvin_need(in, "station"), neighbour = csvin_need(in, "neighbour");
	const int weight = csvin_column(in, "weight"), lag = csvin_column(in, "lag");

	while (csvin_next(in))
		take(t, in, station, neighbour, weight, lag);
	csvin_close(in);
	return t;
}

void
qcneighbours_free(struct qcneighbours *t)
{
	if (t == NULL)
		return;
	for (size_t k = 0; k < t->codes.n; k++)
		free(t->of[k].v);
	free(t->of);
	map_release(&t->codes);
	free(t);
}

#include <math.h>
#include <stdlib.h>

#include "civil.h"
#include "mem.h"
#include "percentile.h"
#include "qchistory.h"

/* --- reading --------------------------------------------------------------------------------------- */

static struct qc_history *
station_put(struct qchistory *h, struct sv code, size_t nitem)
{
	const size_t n = h->stations.n, k = map_put(&h->stations, code);

	if (h->stations.n > n) {
		h->v = mem_grow(h->v, &h->cap, h->stations.n, sizeof(*h->v));
		h->v[k] = mem_array(nitem * QCHISTORY_HOURS, sizeof(**h->v));
		for (size_t i = 0; i < nitem * QCHISTORY_HOURS; i++)
			h->v[k][i] = (struct qc_history){ QC_NONE, QC_NONE, QC_NONE, QC_NONE, QC_NONE, QC_NONE, QC_NONE, QC_NONE, QC_NONE };
	}
	return h->v[k];
}

/* QC_NONE where the file has no such column. */
static int64_t
number(struct csvin *in, int col)
{
	struct dec x;

	return col >= 0 && csvin_decimal(in, (size_t)col, &x) ? qc_of(x) : QC_NONE;
}

struct qchistory *
qchistory_read(struct diag *d, const char *file, const struct columns *cols)
{
	struct qchistory *h = mem_alloc(sizeof(*h));
	struct csvin *in = csvin_open_one(d, file);
	const size_t station = csvin_need(in, "station"), item = csvin_need(in, "item"), hour = csvin_need(in, "hour");
	const int median = (int)csvin_need(in, "median"), mad = (int)csvin_need(in, "mad"), p1 = (int)csvin_need(in, "p1"),
	    p99 = (int)csvin_need(in, "p99"), mean = csvin_column(in, "mean"), sd = csvin_column(in, "sd"),
	    sd_all = csvin_column(in, "sd_all"), least = csvin_column(in, "least"), most = csvin_column(in, "most");

	while (csvin_next(in)) {
		const struct sv name = csvin_field(in, item);
		struct dec n;

		if (!csvin_decimal(in, hour, &n))
			continue;
		if (!dec_has(n) || n.scale != 0 || n.m < 0 || n.m > 24) {
			(void)csvin_bad(in, hour, "hour", _("an hour is 1 to 24, or 0 for all"));
			continue;
		}
		for (size_t i = 0; i < cols->n; i++) {
			if (sv_is(name, cols->v[i].name))
				station_put(h, csvin_field(in, station), cols->n)[i * QCHISTORY_HOURS + (size_t)n.m] =
				    (struct qc_history){ number(in, median), number(in, mad), number(in, p1), number(in, p99),
					number(in, mean), number(in, sd), number(in, sd_all), number(in, least), number(in, most) };
		}
	}
	csvin_close(in);
	return h;
}

void
qchistory_free(struct qchistory *h)
{
	if (h == NULL)
		return;
	for (size_t k = 0; k < h->stations.n; k++)
		free(h->v[k]);
	free(h->v);
	map_release(&h->stations);
	free(h);
}

const struct qc_history *
qchistory_station(const struct qchistory *h, struct sv code)
{
	const size_t k = h == NULL ? MAP_NONE : map_get(&h->stations, code);

	return k == MAP_NONE ? NULL : h->v[k];
}

/* --- learning -------------------------------------------------------------------------------------- */

struct seen {
	int64_t	 sec;
	uint32_t station;
	uint16_t item;
	uint8_t	 hour;
	struct dec x;
};

static int
by_key(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	if (x->station != y->station)
		return x->station < y->station ? -1 : 1;
	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return x->hour < y->hour ? -1 : x->hour > y->hour;
}

/* Mean, deviations, least and most of w[n]. */
static void
put_spread(struct csvout *out, const int64_t *w, size_t n, int decimals)
{
	int64_t least = w[0], most = w[0];
	wide sum = 0;
	double ss = 0;

	for (size_t i = 0; i < n; i++) {
		sum += w[i];
		least = w[i] < least ? w[i] : least;
		most = w[i] > most ? w[i] : most;
	}
	for (size_t i = 0; i < n; i++)
		ss += ((double)w[i] - (double)sum / (double)n) * ((double)w[i] - (double)sum / (double)n);
	csvout_dec_short(out, ratio_guard(ratio_make(sum, (wide)n * QC_ONE), decimals));
	if (n > 1)
		csvout_dec_short(out, qc_dec((int64_t)nearbyint(sqrt(ss / (double)(n - 1)))));
	else
		csvout_empty(out);
	csvout_dec_short(out, qc_dec((int64_t)nearbyint(sqrt(ss / (double)n))));
	csvout_dec_short(out, qc_dec(least));
	csvout_dec_short(out, qc_dec(most));
}

static void
put_group(struct csvout *out, const struct columns *cols, const struct map *stations, const struct seen *s, int hour, size_t n)
{
	struct dec *x = mem_array(n, sizeof(*x));
	int64_t *w = mem_array(n, sizeof(*w)), median, mad;
	const int decimals = cols->v[s->item].item->decimals + 2;

	for (size_t i = 0; i < n; i++) {
		x[i] = s[i].x;
		w[i] = qc_of(s[i].x);
	}
	mad = qc_mad(w, n, &median);
	for (size_t i = 0; i < n; i++)
		w[i] = qc_of(s[i].x);			/* the median has changed them */
	csvout_text(out, stations->key[s->station]);
	csvout_text(out, cols->v[s->item].name);
	csvout_int(out, hour);
	csvout_int(out, (long)n);
	csvout_dec_short(out, qc_dec(median));
	csvout_dec_short(out, qc_dec(mad));
	csvout_dec_short(out, ratio_guard(percentile_of(x, n, dec_int(1)), decimals));
	csvout_dec_short(out, ratio_guard(percentile_of(x, n, dec_int(99)), decimals));
	put_spread(out, w, n, decimals);
	csvout_end(out);
	free(x);
	free(w);
}

void
qchistory_learn(struct columns *cols, struct csvin *in, int64_t span, struct csvout *out)
{
	static const char *const head[] = { "station", "item", "hour", "n", "median", "mad", "p1", "p99", "mean", "sd",
		"sd_all", "least", "most" };
	struct map stations = { 0 };
	struct seen *v = NULL;
	size_t n = 0, cap = 0, kept = 0;
	int64_t last = INT64_MIN;

	while (csvin_next(in)) {
		struct civil t;
		size_t k;

		columns_row(cols, in);
		if (!csvin_time(in, (size_t)cols->time, &t))
			continue;
		k = map_put(&stations, csvin_field(in, (size_t)cols->station));
		last = t.sec > last ? t.sec : last;
		for (size_t i = 0; i < cols->n; i++) {
			struct dec x;

			if (!columns_value(cols, in, i, &x, NULL) || !dec_has(x))
				continue;
			v = mem_grow(v, &cap, n + 1, sizeof(*v));
			v[n++] = (struct seen){ t.sec, (uint32_t)k, (uint16_t)i, (uint8_t)(((t.sec - 1) % CIVIL_DAY + CIVIL_DAY) % CIVIL_DAY /
			    CIVIL_HOUR + 1), x };
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (v[i].sec > last - span)
			v[kept++] = v[i];
	}
	if (kept > 0)
		qsort(v, kept, sizeof(*v), by_key);
	csvout_names(out, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0, j; i < kept; i = j) {
		for (j = i + 1; j < kept && v[j].station == v[i].station && v[j].item == v[i].item; j++)
			;
		put_group(out, cols, &stations, &v[i], QCHISTORY_ALL, j - i);
		for (size_t a = i, b; a < j; a = b) {
			for (b = a + 1; b < j && v[b].hour == v[a].hour; b++)
				;
			put_group(out, cols, &stations, &v[a], v[a].hour, b - a);
		}
	}
	free(v);
	map_release(&stations);
}

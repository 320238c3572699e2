#include <stdlib.h>

#include "averageput.h"
#include "averager.h"
#include "mem.h"
#include "regions.h"

struct averager {
	struct averager_spec	 s;
	struct averaging	 g;		/* of stations */
	struct averaging	 again;		/* of regions, where they are averaged again */
	struct average		*av, *av2;	/* av NULL before the first row */
	struct dec		*x, *x2;	/* [cols->n] */
	struct regions		*regions;
	struct averageput	 put;
	struct map		 stations;
	uint64_t		*which;		/* which[station]: events that touch it */
	size_t			 capwhich;
	size_t			 last;		/* station of the last row */
	bool			 from_days, hours_first;
	unsigned long		 nempty;	/* periods without a row */
	unsigned long		 noutside;	/* rows outside the period */
	bool			 before;	/* a day before the first edition */
};

struct averager *
averager_new(const struct averager_spec *spec)
{
	struct averager *a = mem_alloc(sizeof(*a));

	a->s = *spec;
	a->x = mem_array(spec->cols->n + 1, sizeof(*a->x));
	a->put = (struct averageput){ .out = spec->out, .to = spec->to, .counts = spec->counts };
	return a;
}

void
averager_free(struct averager *a)
{
	average_free(a->av);
	average_free(a->av2);
	averaging_release(&a->g);
	averaging_release(&a->again);
	regions_free(a->regions);
	averageput_release(&a->put);
	map_release(&a->stations);
	free(a->which);
	free(a->x);
	free(a->x2);
	free(a);
}

static int
edition_of(void *arg, int64_t day)
{
	struct averager *a = arg;

	return a->s.edition >= 0 ? a->s.edition : edition_of_day(a->s.editions, day, &a->before);
}

static bool
outside(const struct averager *a, const struct period *p)
{
	return a->s.has_period && (p->to < a->s.period.from || p->from > a->s.period.to);
}

/* --- rows out ------------------------------------------------------------------------------ */

static void
emit_station(void *arg, const struct avg_row *r)
{
	struct averager *a = arg;
	const struct sv code = map_key(&a->stations, r->station);

	if (outside(a, &r->period))
		return;
	if (a->regions != NULL) {
		regions_add(a->regions, r->station, code, r);
		return;
	}
	a->nempty += r->nrow == 0;
	averageput_row(&a->put, &code, 1, r, r->n, r->due);
}

static void
emit_region(void *arg, const struct region_row *r)
{
	struct averager *a = arg;
	struct sv *key = mem_array(regions_nkey(a->regions), sizeof(*key));

	for (size_t k = 0; k < regions_nkey(a->regions); k++)
		key[k] = sv_of(r->key[k]);
	averageput_row(&a->put, key, regions_nkey(a->regions), r->row, r->sites, r->due);
	free(key);
}

/* A period of a region that was averaged again. */
static void
emit_again(void *arg, const struct avg_row *r)
{
	struct averager *a = arg;

	if (!outside(a, &r->period))
		regions_result(a->regions, r->station, r, a->again.col, a->again.n);
}

/* A day (space first: an hour) of a region into the second averaging. */
static void
take_again(void *arg, const struct avg_row *r)
{
	struct averager *a = arg;

	if (!a->hours_first) {
		average_feed_day(a->av2, r->station, r->period.from, r->value, r->limit);
		return;
	}
	for (size_t c = 0; c < a->g.n; c++)
		a->x2[a->g.col[c].input] = average_shown(r->value[c], r->limit[c], a->g.col[c].decimals);
	if (average_feed(a->av2, r->station, r->sec, a->x2, 0) == AVG_FULL)
		average_close(a->av2, r->station);
}

/* --- the start, when the first row has told whether rows are days ---------------------------- */

static void
check_spec(const struct averager *a)
{
	if (a->s.events != NULL && (a->hours_first || a->from_days))
		diag_usage(a->s.d, a->from_days ? _("option --dust works on hours, not on days") :
		    _("option --dust works on stations, not with --space-first"));
	if (a->from_days && a->s.to < STEP_DAY)
		diag_refuse(a->s.d, &(struct place){ a->s.in->file, a->s.in->line, NULL },
		    _("days can't be averaged to a step of %s"), step_name(a->s.to));
}

/* Rows wider apart than an hour: the share of the day that the rule asks, in rows. */
static void
widen(struct averaging *g, int64_t interval)
{
	for (size_t c = 0; c < g->n; c++) {
		for (int e = 0; e < TALLY_EDITIONS && interval > CIVIL_HOUR; e++)
			g->col[c].min_hours[e] = (int)((g->col[c].min_hours[e] * (int64_t)CIVIL_HOUR + interval - 1) / interval);
	}
}

static struct average *
new_average(struct averager *a, const struct averaging *g, size_t ninput, enum step to, bool from_days,
    void (*emit)(void *, const struct avg_row *))
{
	const struct avg_spec spec = { g->col, g->n, ninput, to, a->s.period, from_days, a->s.interval, a->s.strict,
	    edition_of, emit, a };

	return average_new(&spec);
}

/*
 * What is averaged before the sites are put together, and what after.  By HJ 663 annex A sites'
 * days become the region's day, and its days the month; space first, hours do.
 */
static void
start_twice(struct averager *a)
{
	const enum step first = a->hours_first ? STEP_HOUR : STEP_DAY;
	struct averaging_spec spec = { .tabs = a->s.tabs, .step = first, .from_days = a->from_days,
	    .events = a->s.events == NULL ? 0 : a->s.events->items };

	averaging_init(&a->g, a->s.cols, &spec);
	spec.step = a->s.to;
	spec.range = &a->s.period;
	spec.percentile = a->s.percentile;
	spec.from_days = !a->hours_first;
	if (a->hours_first)
		averaging_init(&a->again, a->s.cols, &spec);
	else
		averaging_again(&a->again, &a->g, a->s.d, &spec);
	widen(&a->g, a->s.interval);
	widen(&a->again, a->hours_first ? a->s.interval : 0);
	a->av = new_average(a, &a->g, a->s.cols->n, first, a->from_days, emit_station);
	a->av2 = new_average(a, &a->again, a->hours_first ? a->s.cols->n : a->g.n, a->s.to, false, emit_again);
	a->x2 = mem_array(a->s.cols->n + 1, sizeof(*a->x2));
	a->put.cols = &a->again;
}

static void
start_once(struct averager *a)
{
	const struct averaging_spec spec = { .tabs = a->s.tabs, .step = a->s.to, .range = &a->s.period,
	    .from_days = a->from_days, .events = a->s.events == NULL ? 0 : a->s.events->items,
	    .percentile = a->s.percentile };

	averaging_init(&a->g, a->s.cols, &spec);
	widen(&a->g, a->s.interval);
	a->av = new_average(a, &a->g, a->s.cols->n, a->s.to, a->from_days, emit_station);
	a->put.cols = &a->g;
}

static bool
is_key(const struct averager *a, size_t k)
{
	const struct csvin *in = a->s.in;

	return (int)k == a->s.cols->station || (int)k == a->s.cols->time || (int)k == in->flags_col ||
	    strcmp(in->name[k], "station") == 0 || strcmp(in->name[k], "time") == 0;
}

/* Columns that are neither key nor item are carried, unless the result has one of that name. */
static void
find_carried(struct averager *a)
{
	const struct csvin *in = a->s.in;

	for (size_t k = 0; k < in->ncol; k++) {
		bool taken = is_key(a, k) || averageput_has(&a->put, in->name[k]);

		for (size_t i = 0; i < a->s.cols->n && !taken; i++)
			taken = a->s.cols->v[i].col == k;
		if (!taken)
			carry_add(&a->put.carry, k);
	}
}

/* Item columns of hours that are statistics already: PM10_24h. */
static void
say_derived(struct averager *a)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < a->s.cols->n; i++) {
		const struct item_bound *v = &a->s.cols->v[i];

		if (!averaging_takes(v, a->from_days))
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", a->s.in->name[v->col]);
	}
	if (b.n > 0)
		diag_note(a->s.d, _("statistics already, not averaged again: %s"), b.p);
	sbuf_release(&b);
}

static void
put_header(struct averager *a)
{
	const char *key[16] = { "station" };
	size_t n = 1;

	if (a->regions != NULL) {
		for (n = 0; n < regions_nkey(a->regions); n++)
			key[n] = regions_key(a->regions, n);
	}
	averageput_header(&a->put, a->s.in, key, n);
}

static void
start(struct averager *a, bool from_days)
{
	a->from_days = from_days;
	a->hours_first = a->s.common->by != NULL && a->s.common->space_first && !from_days;
	check_spec(a);
	if (a->s.common->by != NULL && (a->s.to > STEP_DAY || a->hours_first))
		start_twice(a);
	else
		start_once(a);
	if (a->s.common->by != NULL)
		a->regions = regions_new(&(struct regions_spec){ a->s.d, a->s.sites, a->s.in, a->s.tabs, a->s.common->by,
		    a->s.common->via, a->s.editions, a->s.edition, a->g.col, a->g.n });
	else
		find_carried(a);
	put_header(a);
}

/* --- rows in ------------------------------------------------------------------------------- */

/* The days of the period on which the registry has the station. */
static struct period
days_of(const struct averager *a, struct sv code)
{
	size_t row = a->s.sites == NULL ? SITES_NONE : map_get(&a->s.sites->codes, code);
	struct period p = a->s.period;
	int64_t from = INT64_MAX, to = INT64_MIN;

	if (a->s.sites == NULL || row == MAP_NONE)
		return p;
	for (row = a->s.sites->first[row]; row != SITES_NONE; row = a->s.sites->v[row].next) {
		from = a->s.sites->v[row].from < from ? a->s.sites->v[row].from : from;
		to = a->s.sites->v[row].to > to ? a->s.sites->v[row].to : to;
	}
	p.from = from > p.from ? from : p.from;
	p.to = to < p.to ? to : p.to;
	return p;
}

/* A station met for the first time: its events, and the days that must have rows. */
static void
new_station(struct averager *a, size_t s, struct sv code)
{
	a->which = mem_grow(a->which, &a->capwhich, s + 1, sizeof(*a->which));
	a->which[s] = a->s.events == NULL ? 0 : events_of(a->s.events, a->s.sites, code);
	if (a->s.has_period) {
		const struct period p = days_of(a, code);

		if (p.from <= p.to)
			average_span(a->av, s, p.from, p.to);
	}
}

static size_t
station_of(struct averager *a, struct sv code)
{
	size_t s, n = a->stations.n;

	if (n > 0) {
		if (sv_same(code, map_key(&a->stations, a->last)))
			return a->last;
		s = a->last + 1 < n ? a->last + 1 : 0;		/* hour order comes round again */
		if (sv_same(code, map_key(&a->stations, s)))
			return a->last = s;
	}
	s = map_put(&a->stations, code);
	if (a->stations.n > n)
		new_station(a, s, code);
	return a->last = s;
}

static void
refuse_stamp(struct averager *a, struct sv code, struct civil t, enum avg_fed why)
{
	struct csvin *in = a->s.in;
	const size_t col = (size_t)a->s.cols->time;
	char at[CIVIL_TEXT];

	(void)civil_print(at, t);
	if (why == AVG_AGAIN)
		(void)csvin_bad(in, col, "again", _("station %.*s has %s twice"), (int)code.n, code.p, at);
	else if (why == AVG_BACKWARD)
		(void)csvin_bad(in, col, "order", _("station %.*s goes back in time to %s; sort the rows by station and time"),
		    (int)code.n, code.p, at);
	else
		(void)csvin_bad(in, col, "interval",
		    _("station %.*s has %s less than %ld min behind its row before; tell the rows' --interval"),
		    (int)code.n, code.p, at, (long)(a->s.interval / 60));
}

/* One row into the averages. */
static void
take_row(struct averager *a, struct sv code, struct civil t)
{
	const size_t s = station_of(a, code);
	struct csvin *in = a->s.in;
	struct columns *c = a->s.cols;
	struct dec *x = a->x;
	const size_t n = c->n;
	uint64_t event;
	enum avg_fed fed;

	columns_row(c, in);
	for (size_t i = 0; i < n; i++)
		(void)columns_value(c, in, i, &x[i], NULL);
	event = a->which[s] == 0 ? 0 : events_at(a->s.events, a->which[s], t.sec);
	fed = average_feed(a->av, s, t.sec, x, event);
	if (__builtin_expect(fed > AVG_FULL, 0)) {
		refuse_stamp(a, code, t, fed);
		return;
	}
	if (a->regions != NULL)
		regions_seen(a->regions, s, in);
	else
		carry_row(&a->put.carry, s, in);
	if (fed == AVG_FULL)
		average_close(a->av, s);
}

void
averager_row(struct averager *a)
{
	const struct sv code = csvin_field(a->s.in, (size_t)a->s.cols->station);
	struct civil t;

	if (!csvin_time(a->s.in, (size_t)a->s.cols->time, &t))
		return;
	if (__builtin_expect(a->av == NULL, 0))
		start(a, t.date);
	if (__builtin_expect(t.date != a->from_days, 0))
		(void)csvin_bad(a->s.in, (size_t)a->s.cols->time, "mixed", _("dates and clock times are mixed"));
	else if (a->s.has_period && (civil_day_of(t) < a->s.period.from || civil_day_of(t) > a->s.period.to))
		a->noutside++;
	else if (__builtin_expect(code.n == 0, 0))
		(void)csvin_bad(a->s.in, (size_t)a->s.cols->station, "station", _("the station is empty"));
	else
		take_row(a, code, t);
}

/* --- the end ------------------------------------------------------------------------------- */

/* A section of the water network, as against stations of the other media in the same registry. */
static bool
is_section(const struct averager *a, struct sv code)
{
	const size_t row = sites_find(a->s.sites, code, SITES_ANYDAY);

	return row != SITES_NONE && *sites_cell(a->s.sites, row, sites_column(a->s.sites, "water_type")) != '\0';
}

/* Stations of the registry without any row are due all the same, if they are of the kind met. */
static void
add_silent(struct averager *a)
{
	bool met[2] = { a->stations.n == 0, a->stations.n == 0 };
	const size_t n = a->stations.n;

	for (size_t s = 0; s < n; s++)
		met[is_section(a, map_key(&a->stations, s))] = true;
	for (size_t i = 0; i < a->s.sites->codes.n; i++) {
		const struct sv code = map_key(&a->s.sites->codes, i);
		const struct period p = days_of(a, code);

		if (p.from <= p.to && met[is_section(a, code)] && map_get(&a->stations, code) == MAP_NONE)
			(void)station_of(a, code);
	}
}

static void
say(struct averager *a)
{
	char *names = carry_varied(&a->put.carry, a->s.in);
	char *unplaced = a->regions == NULL ? NULL : regions_unplaced(a->regions);

	csvout_summary(a->s.out, a->s.in);
	if (a->noutside > 0)
		diag_note(a->s.d, _("rows outside the period, left out: %lu"), a->noutside);
	if (a->nempty > 0)
		diag_note(a->s.d, _("%lu periods without a row were added"), a->nempty);
	if (names != NULL)
		diag_note(a->s.d, _("neither averaged nor constant, left empty: %s"), names);
	if (unplaced != NULL)
		diag_note(a->s.d, _("stations left out (not assessed, or no region): %s"), unplaced);
	say_derived(a);
	if (a->before)
		diag_note(a->s.d, _("days before the first edition are judged by it, %s"), a->s.editions->v[0].assessment);
	columns_finish(a->s.cols);
	free(names);
	free(unplaced);
}

void
averager_finish(struct averager *a)
{
	if (a->av == NULL)
		start(a, false);
	if (a->s.sites != NULL && a->s.has_period)
		add_silent(a);
	average_finish(a->av);
	if (a->av2 != NULL) {
		average_set_last(a->av2, average_last(a->av));
		regions_each_sub(a->regions, take_again, a);
		average_finish(a->av2);
	}
	if (a->regions != NULL)
		regions_each(a->regions, emit_region, a);
	say(a);
}

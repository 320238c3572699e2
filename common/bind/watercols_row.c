#include "mem.h"
#include "watercols.h"
#include "waterplan.h"

#define WORDS_MAX 20		/* words of water_type that are none and said */
#define LONGEST	31		/* days of a row's time label that means are made of */

bool
watercols_class(struct csvin *in, size_t c, int worst, int *class)
{
	const struct sv f = sv_trim(csvin_field(in, c));
	struct sbuf q = { 0 };

	*class = water_class_parse(f);
	if (f.n == 0 || (*class > 0 && *class <= worst))
		return true;
	*class = 0;
	str_quote(&q, f);
	(void)csvin_bad(in, c, "class", _("'%s' is not a class from 1 to %d"), q.p, worst);
	sbuf_release(&q);
	return false;
}

/* The row's time: a date, a stamp, or the label of a period; equal cells in a row are read once. */
static bool
read_time(struct watercols *w)
{
	struct csvin *in = w->s.in;
	const struct sv f = csvin_field(in, (size_t)w->cols.time);
	struct period p;

	if (f.n > 0 && f.n == w->ntime && memcmp(f.p, w->time_text, f.n) == 0)
		return true;
	w->ntime = 0;
	if (w->s.any_order && !civil_parse(f, &w->time) && period_parse(f, &p) && period_days(&p) > LONGEST) {
		return csvin_bad(in, (size_t)w->cols.time, "time",
		    _("'%s' is longer than a month; means are made of samples and months"), csvin_quoted(in, (size_t)w->cols.time));
	}
	if (!civil_parse(f, &w->time) && period_parse(f, &p))
		w->time = (struct civil){ p.to * CIVIL_DAY, true };
	else if (!csvin_time(in, (size_t)w->cols.time, &w->time))
		return false;
	w->day = civil_day_of(w->time);
	if (f.n < sizeof(w->time_text)) {
		memcpy(w->time_text, f.p, f.n);
		w->ntime = f.n;
	}
	return true;
}

size_t
watercols_station(struct watercols *w, struct sv code)
{
	const size_t n = w->stations.n, k = map_put(&w->stations, code);

	if (k < n)
		return k;
	w->site = mem_grow(w->site, &w->capsite, w->stations.n, sizeof(*w->site));
	w->site[k] = (struct water_site){ .day = INT64_MIN, .row = SITES_NONE, .last = INT64_MIN };
	if (w->plan != NULL) {
		w->site[k].counts = mem_array(w->n + 1, sizeof(bool));
		for (size_t c = 0; c < w->n; c++)
			w->site[k].counts[c] = waterplan_has(w->plan, code, w->v[c].name);
	}
	return k;
}

static bool
read_station(struct watercols *w)
{
	struct csvin *in = w->s.in;
	const struct sv f = csvin_field(in, (size_t)w->cols.station);

	if (f.n == 0)
		return csvin_bad(in, (size_t)w->cols.station, "station", _("no station"));
	w->station = watercols_station(w, f);
	return true;
}

/* What tells rows of one stamp apart. */
static bool
is_new_at_stamp(struct watercols *w, struct water_site *s)
{
	const struct sv none = { "", 0 };
	const struct sv vertical = w->vertical_col < 0 ? none : csvin_field(w->s.in, (size_t)w->vertical_col);
	const struct sv source = w->cols.source < 0 ? none : csvin_field(w->s.in, (size_t)w->cols.source);
	const size_t from = s->seen.n;

	sbuf_putc(&s->seen, '\x1e');
	sbuf_put(&s->seen, vertical.p, vertical.n);
	sbuf_putc(&s->seen, '\x1f');
	sbuf_put(&s->seen, source.p, source.n);
	sbuf_putc(&s->seen, '\x1e');
	if (from > 0 && memmem(s->seen.p, from, s->seen.p + from, s->seen.n - from) != NULL) {
		s->seen.n = from;
		return false;
	}
	return true;
}

static bool
check_stamp(struct watercols *w)
{
	struct water_site *s = &w->site[w->station];
	struct csvin *in = w->s.in;
	const size_t c = (size_t)w->cols.time;

	if (w->s.any_order)			/* looked at with the visit's other rows */
		return true;
	if (w->time.sec < s->last)
		return csvin_bad(in, c, "order", _("the times of station %s go back here"), w->stations.key[w->station]);
	if (w->time.sec != s->last) {
		sbuf_clear(&s->seen);
		s->last = w->time.sec;
		if (w->vertical_col < 0 && w->cols.source < 0)		/* nothing could tell another row apart */
			return true;
	} else if (w->vertical_col < 0 && w->cols.source < 0)
		return csvin_bad(in, c, "twice", _("a second row of station %s at this time; a column vertical, depth or point tells them apart"),
		    w->stations.key[w->station]);
	return is_new_at_stamp(w, s) || csvin_bad(in, c, "twice",
	    _("a second row of station %s at this time; a column vertical, depth or point tells them apart"),
	    w->stations.key[w->station]);
}

void
watercols_place(struct watercols *w, size_t station, int64_t day)
{
	struct water_site *s = &w->site[station];

	if (w->sites == NULL || s->day == day)
		return;
	s->day = day;
	s->row = sites_find(w->sites, map_key(&w->stations, station), day);
	s->body = WATER_UNKNOWN;
	s->target = 0;
	if (s->row == SITES_NONE)
		return;
	s->body = water_body_of(sv_of(sites_cell(w->sites, s->row, w->site_type)));
	s->target = water_class_parse(sv_of(sites_cell(w->sites, s->row, w->site_target)));
	if (s->target > WATERLIMIT_NCLASS)
		s->target = 0;
}

bool
watercols_assessed(struct watercols *w, size_t station)
{
	struct water_site *s = &w->site[station];

	if (w->sites == NULL || s->row == SITES_NONE || w->sites->v[s->row].assessed)
		return true;
	s->unassessed = true;
	return false;
}

/* A row's word that is not understood counts as none, and is said once. */
static void
warn_type(struct watercols *w, struct sv word)
{
	const size_t n = w->strange.n;
	struct sbuf q = { 0 };

	if (n == WORDS_MAX || map_put(&w->strange, word) < n)
		return;
	str_quote(&q, word);
	diag_warn(w->s.d, _("%s:%lu: water_type '%s' is none of river, lake, groundwater"), w->s.in->file, w->s.in->line, q.p);
	sbuf_release(&q);
}

/* The kind of water: the registry's, the row's own, that of --water-type, river. */
static bool
place(struct watercols *w)
{
	struct csvin *in = w->s.in;
	struct water_site *s = &w->site[w->station];
	struct sv word = { "", 0 };

	watercols_place(w, w->station, w->day);
	if (w->sites != NULL && s->row == SITES_NONE)
		return csvin_bad(in, (size_t)w->cols.station, "station", _("station %s is not in the registry on that day"),
		    w->stations.key[w->station]);
	w->body = s->body;
	w->target = s->target;
	if (w->sites != NULL && w->body == WATER_UNKNOWN)
		word = sv_of(sites_cell(w->sites, s->row, w->site_type));
	if (w->type_col >= 0 && w->body == WATER_UNKNOWN) {
		const struct sv own = sv_trim(csvin_field(in, (size_t)w->type_col));

		w->body = water_body_of(own);
		word = own.n > 0 ? own : word;
		if (own.n > 0 && w->body == WATER_UNKNOWN)
			warn_type(w, own);
	}
	if (w->target_col >= 0) {
		int target;

		if (!watercols_class(in, (size_t)w->target_col, WATERLIMIT_NCLASS, &target))
			return false;
		w->target = target > 0 ? target : w->target;
	}
	if (w->body == WATER_UNKNOWN) {
		w->body = w->fallback;
		if (word.n > 0)
			w->nstrange++;
		else
			w->nfallback++;
	}
	return true;
}

static void
read_values(struct watercols *w)
{
	struct csvin *in = w->s.in;

	for (size_t k = 0; k < w->n; k++) {
		if (columns_value(&w->cols, in, (size_t)w->v[k].bound, &w->x[k], NULL) && dec_has(w->x[k]) && w->x[k].m < 0 &&
		    watercols_classed(w, k)) {
			const size_t c = w->cols.v[w->v[k].bound].col;

			w->x[k] = (struct dec){ 0 };
			(void)csvin_bad(in, c, "negative", _("'%s' is below 0; a missing value is an empty cell"), csvin_quoted(in, c));
		}
	}
}

bool
watercols_row(struct watercols *w)
{
	columns_row(&w->cols, w->s.in);
	if (!read_time(w) || !read_station(w) || !check_stamp(w) || !place(w))
		return false;
	read_values(w);
	return true;
}

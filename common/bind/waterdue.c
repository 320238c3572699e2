#include <stdlib.h>

#include "mem.h"
#include "waterdue.h"

struct waterdue {
	struct watercols	*w;
	struct map		 met;		/* station and label */
	struct map		 why;		/* station and label of not_sampled.csv */
	char		       **reason;	/* reason[why.n] */
	size_t			 cap;
	struct sbuf		 b;
};

static struct sv
key(struct waterdue *d, struct sv station, struct sv label)
{
	sbuf_clear(&d->b);
	sbuf_put(&d->b, station.p, station.n);
	sbuf_putc(&d->b, '\x1f');
	sbuf_put(&d->b, label.p, label.n);
	return sbuf_sv(&d->b);
}

struct waterdue *
waterdue_read(struct watercols *w, const char *file)
{
	struct waterdue *d = mem_alloc(sizeof(*d));
	struct csvin *in = file == NULL ? NULL : csvin_open_one(w->s.d, file);
	size_t station, time, reason;

	d->w = w;
	if (in == NULL)
		return d;
	station = csvin_need(in, "station");
	time = csvin_need(in, "time");
	reason = csvin_need(in, "reason");
	while (csvin_next(in)) {
		const struct sv r = csvin_field(in, reason);
		const size_t n = d->why.n, k = map_put(&d->why, key(d, csvin_field(in, station), csvin_field(in, time)));

		if (k < n) {
			(void)csvin_bad(in, station, "twice", _("a second reason of this station and time"));
			continue;
		}
		d->reason = mem_grow(d->reason, &d->cap, d->why.n, sizeof(*d->reason));
		d->reason[k] = mem_ndup(r.p, r.n);
	}
	csvin_close(in);
	return d;
}

void
waterdue_free(struct waterdue *d)
{
	for (size_t i = 0; i < d->why.n; i++)
		free(d->reason[i]);
	free(d->reason);
	map_release(&d->met);
	map_release(&d->why);
	sbuf_release(&d->b);
	free(d);
}

void
waterdue_met(struct waterdue *d, size_t station, struct sv label)
{
	(void)map_put(&d->met, key(d, map_key(&d->w->stations, station), label));
}

/* A reason of a month counts for the longer periods that hold it too. */
static const char *
reason_of(struct waterdue *d, struct sv station, const struct period *p, struct sv label)
{
	const size_t k = map_get(&d->why, key(d, station, label));

	if (k != MAP_NONE)
		return d->reason[k];
	for (int64_t day = p->from; day <= p->to; ) {
		const struct period m = period_of(STEP_MONTH, day);
		char text[CIVIL_TEXT];
		const size_t i = map_get(&d->why, key(d, station, (struct sv){ text, period_print(text, &m) }));

		if (i != MAP_NONE)
			return d->reason[i];
		day = m.to + 1;
	}
	return "";
}

const char *
waterdue_reason(struct waterdue *d, size_t station, const struct period *p, struct sv label)
{
	return reason_of(d, map_key(&d->w->stations, station), p, label);
}

static bool
is_due(const struct waterdue *d, size_t row, int64_t day)
{
	const struct site *s = &d->w->sites->v[row];

	return s->assessed && s->from <= day && day <= s->to &&
	    water_body_of(sv_of(sites_cell(d->w->sites, row, d->w->site_type))) != WATER_UNKNOWN;
}

void
waterdue_each(struct waterdue *d, const struct period *p, void (*emit)(void *, size_t station, struct sv label,
    const char *reason), void *arg)
{
	struct watercols *w = d->w;
	char text[CIVIL_TEXT];
	const struct sv label = { text, period_print(text, p) };

	for (size_t r = 0; r < w->sites->n; r++) {
		const struct sv code = sv_of(sites_cell(w->sites, r, w->sites->station));
		size_t k;

		if (!is_due(d, r, p->to) || map_get(&d->met, key(d, code, label)) != MAP_NONE)
			continue;
		k = watercols_station(w, code);
		watercols_place(w, k, p->to);
		emit(arg, k, label, reason_of(d, code, p, label));
	}
}

/* --- reasons that fit nothing -------------------------------------------------------------- */

/* The result whose reason a row of that label may be: of the label itself or, of a month, the one that holds it. */
static bool
result_of(const struct period *label, const struct period *all, enum step step, struct period *r)
{
	*r = step == STEP_RANGE ? *all : period_of(step, label->from);
	if (label->from == r->from && label->to == r->to)
		return true;
	return label->step == STEP_MONTH && label->from >= r->from && label->to <= r->to;
}

/* Whether the row is of the period asked, or of no time at all, and no due section has it. */
static bool
fits_nothing(const struct waterdue *d, struct sv station, struct sv label, const struct period *all, enum step step)
{
	struct period p, r;
	size_t row;

	if (!period_parse(label, &p))
		return true;
	if (p.to < all->from || p.from > all->to)
		return false;
	if (!result_of(&p, all, step, &r))
		return true;
	row = sites_find(d->w->sites, station, r.to);
	return row == SITES_NONE || !is_due(d, row, r.to);
}

void
waterdue_say(struct waterdue *d, const struct period *all, enum step step)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < d->why.n; i++) {
		struct sv label = map_key(&d->why, i), station;

		(void)sv_split(&label, '\x1f', &station);
		if (fits_nothing(d, station, label, all, step))
			sbuf_printf(&b, "%s%.*s %.*s", b.n > 0 ? ", " : "", (int)station.n, station.p, (int)label.n, label.p);
	}
	if (b.n > 0)
		diag_note(d->w->s.d, _("reasons that fit no due section of the period, not used: %s"), b.p);
	sbuf_release(&b);
}

#include <stdlib.h>

#include "average.h"
#include "bloomday.h"
#include "dosat.h"
#include "mem.h"

enum sensor { PH, DO, DOSAT, WT, CHLA, ALG, NITEM };
static const char *const item_name[NITEM] = { "pH", "DO", "DOsat", "WT", "Chla", "Alg" };

/* The largest and least of a day's values, and their number. */
struct extent {
	struct dec	max, min;
	unsigned int	n;
};

struct station {
	int64_t		 last;			/* stamp of its last row [s] */
	bool		 begun;
	struct dec	 altitude;		/* [m] */
	/* The open day is past[0].day. */
	struct extent	 e[NITEM];
	struct decsum	 chla;
	unsigned int	 nrow;
	struct bloom_day past[BLOOMRULE_DAYS];	/* the open day, then closed ones, latest first */
	size_t		 npast;
};

struct bloomdays {
	struct bloomdays_spec s;
	int		 col[NITEM];		/* item columns, -1 absent */
	const struct item *dosat;		/* NULL: not worked out */
	int		 altitude;		/* input column, -1 */
	int		 registry;		/* registry column, -1 */
	struct map	 codes;
	struct station	**st;			/* [codes.n] */
	size_t		 cap;
	unsigned int	 least;			/* values that a day's measure needs */
	unsigned long	 nshort, nunjudged, nfired, nday;
	struct map	 low;			/* stations without an altitude */
	struct sbuf	 text;			/* room */
};

static const char *const heads[] = { "station", "time", "pH_max", "pH_range", "DOsat_max", "Chla", "Chla_max", "Alg_max",
	"n", "level", "warning", "signals", "not_evaluated" };

bool
bloomdays_any(const struct columns *c)
{
	for (int k = 0; k < NITEM; k++) {
		if (k != WT && columns_item(c, item_name[k]) >= 0)
			return true;
	}
	return false;
}

struct bloomdays *
bloomdays_new(const struct bloomdays_spec *spec)
{
	struct bloomdays *w = mem_alloc(sizeof(*w));
	const struct ratio rows = ratio_div(ratio_mul(dec_ratio(spec->bloom->day_hours), (struct ratio){ CIVIL_HOUR, 1 }),
	    (struct ratio){ spec->interval, 1 });

	w->s = *spec;
	for (int k = 0; k < NITEM; k++)
		w->col[k] = columns_item(spec->cols, item_name[k]);
	if (w->col[DO] >= 0)
		w->dosat = items_find(&spec->cols->items, "water", sv_of(item_name[DOSAT]), NULL);
	w->altitude = csvin_column(spec->in, "altitude");
	w->registry = spec->sites == NULL ? -1 : sites_column(spec->sites, "altitude");
	w->least = (unsigned int)ratio_ceil(rows, 0).m;
	csvout_names(spec->out, heads, sizeof(heads) / sizeof(heads[0]));
	return w;
}

/* --- a day ends ---------------------------------------------------------------------------- */

static struct ratio
most(const struct bloomdays *w, const struct extent *e)
{
	return e->n >= w->least ? dec_ratio(e->max) : (struct ratio){ 0, 0 };
}

static void
fill_day(const struct bloomdays *w, struct station *s)
{
	struct bloom_day *d = &s->past[0];

	for (int m = 0; m < BLOOM_NMEASURE; m++)
		d->v[m] = (struct ratio){ 0, 0 };
	d->v[BLOOM_PH_MAX] = most(w, &s->e[PH]);
	if (ratio_has(d->v[BLOOM_PH_MAX]))
		d->v[BLOOM_PH_RANGE] = ratio_sub(dec_ratio(s->e[PH].max), dec_ratio(s->e[PH].min));
	d->v[BLOOM_DOSAT_MAX] = most(w, &s->e[DOSAT]);
	d->v[BLOOM_CHLA_MAX] = most(w, &s->e[CHLA]);
	if (ratio_has(d->v[BLOOM_CHLA_MAX]))
		d->v[BLOOM_CHLA] = decsum_mean(&s->chla);
	d->v[BLOOM_ALG_MAX] = s->e[ALG].n > 0 ? dec_ratio(s->e[ALG].max) : (struct ratio){ 0, 0 };
}

static void
put_words(struct bloomdays *w, const struct bloomrule_verdict *v)
{
	const struct bloomrules *r = w->s.rules;

	if (v->level < 0) {
		csvout_empty(w->s.out);
		csvout_text(w->s.out, w->s.en ? "cannot judge" : "无法判定");
	} else {
		csvout_int(w->s.out, v->level);
		csvout_text(w->s.out, w->s.en ? r->en[v->level] : r->zh[v->level]);
	}
	sbuf_clear(&w->text);
	for (size_t i = 0; i < r->n; i++) {
		bool again = false;		/* two rules may have one condition */

		for (size_t k = 0; k < i; k++)
			again = again || ((v->held >> k & 1) != 0 && strcmp(r->v[k].text, r->v[i].text) == 0);
		if ((v->held >> i & 1) != 0 && !again)
			sbuf_printf(&w->text, "%s%s", w->text.n > 0 ? " " : "", r->v[i].text);
	}
	csvout_cell(w->s.out, sbuf_sv(&w->text));
	sbuf_clear(&w->text);
	for (int m = 0; m < BLOOM_NMEASURE; m++) {
		if ((v->unknown >> m & 1) != 0)
			sbuf_printf(&w->text, "%s%s", w->text.n > 0 ? " " : "", bloom_measure_name[m]);
	}
	csvout_cell(w->s.out, sbuf_sv(&w->text));
}

/* A value of the day as it is written: a cell of the input, empty where too few were there. */
static void
put_extent(struct bloomdays *w, struct ratio r, struct dec x)
{
	csvout_dec(w->s.out, ratio_has(r) ? x : (struct dec){ 0 });
}

static void
close_day(struct bloomdays *w, size_t i)
{
	struct station *s = w->st[i];
	const struct bloom_day *d = &s->past[0];
	struct bloomrule_verdict v;
	char day[CIVIL_TEXT];

	fill_day(w, s);
	v = bloomrules_judge(w->s.rules, s->past, s->npast);
	csvout_cell(w->s.out, map_key(&w->codes, i));
	(void)civil_print(day, (struct civil){ d->day * CIVIL_DAY, true });
	csvout_text(w->s.out, day);
	put_extent(w, d->v[BLOOM_PH_MAX], s->e[PH].max);
	put_extent(w, d->v[BLOOM_PH_RANGE], dec_sub(s->e[PH].max, s->e[PH].min));
	put_extent(w, d->v[BLOOM_DOSAT_MAX], s->e[DOSAT].max);
	csvout_dec(w->s.out, average_shown(d->v[BLOOM_CHLA], (struct dec){ 0 }, w->col[CHLA] < 0 ? 0 :
	    w->s.cols->v[w->col[CHLA]].item->decimals));
	put_extent(w, d->v[BLOOM_CHLA_MAX], s->e[CHLA].max);
	put_extent(w, d->v[BLOOM_ALG_MAX], s->e[ALG].max);
	csvout_int(w->s.out, (long)s->nrow);
	put_words(w, &v);
	csvout_end(w->s.out);
	w->nday++;
	w->nunjudged += v.level < 0;
	w->nfired += v.level > 0;
	for (int k = 0; k < NITEM; k++) {
		if (k != ALG && s->e[k].n > 0 && s->e[k].n < w->least) {
			w->nshort++;
			break;
		}
	}
}

/* --- a row --------------------------------------------------------------------------------- */

/* The altitude that the registry has of the station; missing for none. */
static struct dec
registered(struct bloomdays *w, struct sv code)
{
	const size_t row = w->registry < 0 ? SITES_NONE : sites_find(w->s.sites, code, SITES_ANYDAY);
	struct dec z = { 0 };
	const char *cell;

	if (row == SITES_NONE)
		return z;
	cell = sites_cell(w->s.sites, row, w->registry);
	if (*cell != '\0' && (!dec_parse(sv_of(cell), &z) || z.cens != 0))
		diag_refuse(w->s.d, &(struct place){ w->s.sites->file, 0, "altitude" }, _("'%s' of station %.*s is not a number"),
		    cell, (int)code.n, code.p);
	return z;
}

static size_t
station_of(struct bloomdays *w, struct sv code)
{
	const size_t n = w->codes.n, i = map_put(&w->codes, code);

	if (w->codes.n == n)
		return i;
	w->st = mem_grow(w->st, &w->cap, w->codes.n, sizeof(*w->st));
	w->st[i] = mem_alloc(sizeof(*w->st[i]));
	w->st[i]->altitude = dec_has(w->s.altitude) ? w->s.altitude : registered(w, code);
	return i;
}

static void
open_day(struct bloomdays *w, struct station *s, int64_t day)
{
	const size_t keep = (size_t)w->s.rules->back;

	s->npast = s->npast < keep ? s->npast + 1 : keep;
	for (size_t k = s->npast - 1; k > 0; k--)
		s->past[k] = s->past[k - 1];
	s->past[0] = (struct bloom_day){ .day = day };
	memset(s->e, 0, sizeof(s->e));
	s->chla = (struct decsum){ 0 };
	s->nrow = 0;
}

static void
extend(struct extent *e, struct dec x)
{
	if (!dec_has(x))
		return;
	if (e->n == 0 || dec_cmp(x, e->max) > 0)
		e->max = x;
	if (e->n == 0 || dec_cmp(x, e->min) < 0)
		e->min = x;
	e->n++;
}

/* The number of an item in the row, half of its limit where it is below. */
static struct dec
value(struct bloomdays *w, enum sensor k)
{
	struct dec x = { 0 };

	if (w->col[k] < 0 || !columns_value(w->s.cols, w->s.in, (size_t)w->col[k], &x, NULL))
		return (struct dec){ 0 };
	return dec_usable(x);
}

/* The saturation of the row: measured, or of DO, temperature and altitude. */
static struct dec
saturation(struct bloomdays *w, const struct station *s, struct sv code)
{
	const struct dec x = value(w, DO), t = value(w, WT);
	struct dec sat = value(w, DOSAT), z = s->altitude;

	if (dec_has(sat) || w->dosat == NULL || !dec_has(x) || !dec_has(t))
		return sat;
	if (!dec_has(w->s.altitude) && w->altitude >= 0 && csvin_field(w->s.in, (size_t)w->altitude).n > 0)
		(void)csvin_decimal(w->s.in, (size_t)w->altitude, &z);
	if (!dec_has(z))
		(void)map_put(&w->low, code);
	return dosat_percent(x, t, z, w->dosat->decimals);
}

static bool
read_stamp(struct bloomdays *w, const struct station *s, struct sv code, struct civil *t)
{
	const size_t c = (size_t)w->s.cols->time;
	char at[CIVIL_TEXT];

	if (!csvin_time(w->s.in, c, t))
		return false;
	(void)civil_print(at, *t);
	if (t->date)
		return csvin_bad(w->s.in, c, "time", _("%s is a date: early warning needs rows of hours"), at);
	if (s->begun && t->sec == s->last)
		return csvin_bad(w->s.in, c, "again", _("station %.*s has %s twice"), (int)code.n, code.p, at);
	return !s->begun || t->sec > s->last || csvin_bad(w->s.in, c, "order",
	    _("station %.*s goes back in time to %s; sort the rows by station and time"), (int)code.n, code.p, at);
}

void
bloomdays_row(struct bloomdays *w)
{
	const struct sv code = csvin_field(w->s.in, (size_t)w->s.cols->station);
	struct station *s;
	struct civil t;
	struct dec chla;
	size_t i;

	if (code.n == 0) {
		(void)csvin_bad(w->s.in, (size_t)w->s.cols->station, "station", _("the station is empty"));
		return;
	}
	i = station_of(w, code);
	s = w->st[i];
	if (!read_stamp(w, s, code, &t))
		return;
	columns_row(w->s.cols, w->s.in);
	if (!s->begun || civil_day_of(t) != s->past[0].day) {
		if (s->begun)
			close_day(w, i);
		open_day(w, s, civil_day_of(t));
	}
	s->begun = true;
	s->last = t.sec;
	s->nrow++;
	chla = value(w, CHLA);
	extend(&s->e[PH], value(w, PH));
	extend(&s->e[DOSAT], saturation(w, s, code));
	extend(&s->e[CHLA], chla);
	extend(&s->e[ALG], value(w, ALG));
	decsum_add(&s->chla, chla);
}

void
bloomdays_finish(struct bloomdays *w)
{
	for (size_t i = 0; i < w->codes.n; i++) {
		if (w->st[i]->begun)
			close_day(w, i);
	}
}

void
bloomdays_say(const struct bloomdays *w)
{
	struct sbuf b = { 0 };

	for (int k = 0; k < NITEM; k++) {
		const bool sat = w->col[DOSAT] >= 0 && (k == DO || k == WT);
		const bool direct = k == DOSAT && w->col[DO] >= 0 && w->col[WT] >= 0;

		if (w->col[k] < 0 && !sat && !direct)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", item_name[k]);
	}
	if (b.n > 0)
		diag_note(w->s.d, _("no column of %s: not evaluated"), b.p);
	sbuf_clear(&b);
	for (size_t i = 0; i < w->low.n; i++)
		sbuf_printf(&b, "%s%s", i > 0 ? ", " : "", w->low.key[i]);
	if (b.n > 0)
		diag_note(w->s.d, _("no altitude of %s: saturation is not evaluated; give --altitude, or a column altitude in the input or registry"),
		    b.p);
	if (w->nshort > 0)
		diag_note(w->s.d, _("%lu days have an item of fewer than %u values, which is missing (--interval)"), w->nshort,
		    w->least);
	diag_note(w->s.d, _("%lu of %lu days with a warning, %lu can't be judged"), w->nfired, w->nday, w->nunjudged);
	sbuf_release(&b);
}

void
bloomdays_free(struct bloomdays *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < w->codes.n; i++)
		free(w->st[i]);
	free(w->st);
	map_release(&w->codes);
	map_release(&w->low);
	sbuf_release(&w->text);
	free(w);
}

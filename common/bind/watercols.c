#include <stdlib.h>

#include "mem.h"
#include "settings.h"
#include "watercols.h"
#include "waterplan.h"

#define WORDS_MAX 20		/* words of water_type that are none and said */
#define LONGEST	31		/* days of a row's time label that means are made of */

/* --- binding ------------------------------------------------------------------------------- */

static bool
in_list(const char *list, const char *name)
{
	struct sv rest = sv_of(list), part;

	while (sv_split(&rest, ',', &part)) {
		if (sv_is(sv_trim(part), name))
			return true;
	}
	return false;
}

/* The place of the item's limits in the standards, behind them where it has none. */
static size_t
rank_of(const struct watercols *w, const struct water_column *c)
{
	size_t best = SIZE_MAX;

	for (int b = WATER_RIVER; b < WATER_BODIES; b++) {
		if (c->limit[b] != NULL && (size_t)(c->limit[b] - w->limits.v) < best)
			best = (size_t)(c->limit[b] - w->limits.v);
	}
	return best;
}

static void
bind_item(struct watercols *w, size_t i)
{
	const struct item_bound *b = &w->cols.v[i];
	struct water_column c = { .bound = (int)i, .item = b->item, .name = b->item->name, .zh = b->item->zh };
	size_t k;

	if (b->stat.n > 0 || strcmp(b->item->medium, "water") != 0)
		return;
	c.first = water_goes_first(w->s.tabs, c.name);
	for (int body = WATER_RIVER; body < WATER_BODIES; body++) {
		const struct waterlimit *l = waterlimits_find(&w->limits, c.name, (enum water_body)body);

		if (l == NULL || l->nclass == 0)
			continue;
		c.limit[body] = l;
		c.reference = w->s.only != NULL ? !in_list(w->s.only, c.name) : !l->assessed;
	}
	for (k = w->n++; k > 0 && rank_of(w, &w->v[k - 1]) > rank_of(w, &c); k--)
		w->v[k] = w->v[k - 1];
	w->v[k] = c;
}

static bool
has_limits(const struct watercols *w)
{
	return w->nlist[WATER_RIVER] + w->nlist[WATER_LAKE] + w->nlist[WATER_GROUND] > 0;
}

/* Column k among those that are judged in that water; refuses more than a verdict has room for. */
static void
list_item(struct watercols *w, int body, size_t k)
{
	if (w->nlist[body] == WATER_ITEMS || k > UINT8_MAX)
		diag_refuse(w->s.d, &(struct place){ w->s.in->file, 1, w->v[k].name },
		    _("more than %d columns of items with class limits"), WATER_ITEMS);
	w->list[body][w->nlist[body]++] = (uint8_t)k;
}

static void
bind_items(struct watercols *w)
{
	w->v = mem_array(w->cols.n, sizeof(*w->v));
	w->x = mem_array(w->cols.n, sizeof(*w->x));
	for (size_t i = 0; i < w->cols.n; i++)
		bind_item(w, i);
	for (int b = WATER_RIVER; b < WATER_BODIES; b++) {
		for (size_t k = 0; k < w->n; k++) {
			if (w->v[k].limit[b] != NULL)
				list_item(w, b, k);
		}
	}
	if (!has_limits(w) && !w->s.given)
		diag_refuse(w->s.d, &(struct place){ w->s.in->file, 1, NULL },
		    _("no column of an item with class limits (table limits_water)"));
}

static void
check_only(struct watercols *w)
{
	struct sv rest = sv_of(w->s.only), part;

	while (w->s.only != NULL && sv_split(&rest, ',', &part)) {
		const struct sv name = sv_trim(part);
		bool known = false;

		for (size_t i = 0; i < w->limits.n && !known; i++)
			known = w->limits.v[i].nclass > 0 && sv_is(name, w->limits.v[i].item);
		if (!known)
			diag_usage(w->s.d, _("option --items: '%.*s' is no item with class limits"), (int)name.n, name.p);
	}
}

static int
first_column(const struct csvin *in, const char *const name[])
{
	int c = -1;

	for (size_t i = 0; name[i] != NULL && c < 0; i++)
		c = csvin_column(in, name[i]);
	return c;
}

/* A word of the registry that is not understood counts as none, and is said. */
static void
check_registry(const struct watercols *w)
{
	for (size_t r = 0; r < w->sites->n; r++) {
		const char *type = sites_cell(w->sites, r, w->site_type), *target = sites_cell(w->sites, r, w->site_target);
		const int class = water_class_parse(sv_of(target));

		if (type[0] != '\0' && water_body_of(sv_of(type)) == WATER_UNKNOWN)
			diag_warn(w->s.d, _("%s: station %s: water_type '%s' is none of river, lake, groundwater"), w->sites->file,
			    sites_cell(w->sites, r, w->sites->station), type);
		if (target[0] != '\0' && (class == 0 || class > WATERLIMIT_NCLASS))
			diag_warn(w->s.d, _("%s: station %s: target_class '%s' is not a class from 1 to 5"), w->sites->file,
			    sites_cell(w->sites, r, w->sites->station), target);
	}
}

static unsigned int
setting(const struct watercols *w, const char *key)
{
	unsigned int v;

	if (!water_setting(w->s.tabs, key, &v))
		settings_wrong(w->s.d, w->s.tabs, "water_settings", key, N_("no row has a whole number from 1 to 1000"));
	return v;
}

void
watercols_init(struct watercols *w, const struct watercols_spec *s)
{
	static const char *const vertical[] = { "vertical", "depth", "point", "垂线", NULL };
	const char *registry = cli_file(s->common, s->common->registry, "stations.csv");

	*w = (struct watercols){ .s = *s, .site_type = -1, .site_target = -1, .fallback = WATER_RIVER };
	if (s->water_type != NULL)
		w->fallback = water_body_of(sv_of(s->water_type));
	waterlimits_init(&w->limits, s->tabs);
	if (w->limits.wrong != NULL)
		diag_refuse(s->d, NULL, _("table limits_water: the limits of %s can't be used"), w->limits.wrong);
	water_words_init(&w->words, s->tabs);
	w->mean_below = setting(w, "mean_below");
	w->main = setting(w, "main");
	check_only(w);
	columns_init(&w->cols, s->in, s->common, s->tabs);
	columns_need(&w->cols, s->in, w->cols.station, s->common->station);
	columns_need(&w->cols, s->in, w->cols.time, s->common->time);
	w->type_col = csvin_column(s->in, "water_type");
	w->target_col = csvin_column(s->in, "target_class");
	w->vertical_col = first_column(s->in, vertical);
	if (registry != NULL) {
		w->sites = sites_read(s->d, registry);
		w->site_type = sites_column(w->sites, "water_type");
		w->site_target = sites_column(w->sites, "target_class");
		check_registry(w);
	}
	bind_items(w);
	if (s->plan != NULL)
		w->plan = waterplan_read(s->d, s->plan, &w->limits);
}

void
watercols_release(struct watercols *w)
{
	for (size_t i = 0; i < w->stations.n; i++) {
		sbuf_release(&w->site[i].seen);
		free(w->site[i].counts);
	}
	waterplan_free(w->plan);
	free(w->site);
	free(w->v);
	free(w->x);
	map_release(&w->stations);
	map_release(&w->strange);
	waterlimits_release(&w->limits);
	columns_release(&w->cols);
	sites_free(w->sites);
}

/* --- rows ---------------------------------------------------------------------------------- */

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

static void
refuse_negative(struct csvin *in, size_t c)
{
	struct sbuf q = { 0 };

	str_quote(&q, csvin_field(in, c));
	(void)csvin_bad(in, c, "negative", _("'%s' is below 0; a missing value is an empty cell"), q.p);
	sbuf_release(&q);
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
		struct sbuf q = { 0 };

		str_quote(&q, f);
		(void)csvin_bad(in, (size_t)w->cols.time, "time", _("'%s' is longer than a month; means are made of samples and months"), q.p);
		sbuf_release(&q);
		return false;
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
	for (size_t k = 0; k < w->n; k++) {
		if (columns_value(&w->cols, w->s.in, (size_t)w->v[k].bound, &w->x[k], NULL) && dec_has(w->x[k]) &&
		    w->x[k].m < 0 && rank_of(w, &w->v[k]) != SIZE_MAX) {
			w->x[k] = (struct dec){ 0 };
			refuse_negative(w->s.in, w->cols.v[w->v[k].bound].col);
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

/* --- judging ------------------------------------------------------------------------------- */

struct dec
watercols_rounded(const struct watercols *w, size_t c, enum water_body body, struct dec x)
{
	const struct waterlimit *l = w->v[c].limit[body];

	if (l == NULL || !dec_has(x) || x.cens != 0 || l->decimals < 0)
		return x;
	if (x.scale <= l->decimals)
		return dec_round(x, l->decimals);	/* 0.3 beside 0.28 is shown as 0.30 */
	return waterlimit_round(l, dec_ratio(x), w->s.early_digit);
}

/* Met where every item is of the target's class or better and none is unproved. */
static void
judge_target(struct water_judged *j)
{
	bool missed = false;

	j->met = -1;
	j->open = false;
	if (j->target == 0 || j->r.judged == 0)
		return;
	for (size_t i = 0; i < j->n; i++) {
		const struct water_item *v = &j->v[i];

		if (v->class == 0 || v->reference)
			continue;
		if (waterlimit_unproved(v->limit, water_proof(v), j->target))
			j->open = true;
		else
			missed = missed || v->class > j->target;
	}
	j->open = j->open && !missed;
	j->met = missed ? 0 : j->open ? -1 : 1;
}

/* The class of an item by the other rounding; most values have no digits that are rounded off. */
static int
other_class(const struct watercols *w, size_t c, enum water_body body, struct dec x, const struct water_item *v, bool rounded)
{
	if (v->class == 0 || x.cens != 0 || (v->limit->nd_first && dec_has(v->below)) || v->limit->decimals < 0 || x.scale <= v->limit->decimals)
		return v->class;
	return waterlimit_class(v->limit, rounded ? x : watercols_rounded(w, c, body, x));
}

void
watercols_judge(const struct watercols *w, struct water_judged *j, enum water_body body, int target,
    const struct dec *x, const struct dec *below, const bool *counts, bool rounded)
{
	int other = 0;

	j->n = 0;
	j->body = body;
	j->target = target;
	j->alt = 0;
	j->unproved = target > 0;	/* to be looked at by the item */
	for (size_t k = 0; k < w->nlist[body]; k++) {
		const size_t c = w->list[body][k];
		const struct dec r = rounded ? watercols_rounded(w, c, body, x[c]) : x[c];
		struct water_item *v = &j->v[j->n];

		*v = (struct water_item){ .limit = w->v[c].limit[body], .x = r, .first = w->v[c].first,
		    .below = below != NULL ? below[c] : (struct dec){ 0 }, .reference = w->v[c].reference || (counts != NULL && !counts[c]) };
		j->column[j->n++] = (uint8_t)c;
	}
	water_judge(&j->r, j->v, j->n, 3);
	for (size_t i = 0; i < j->n; i++) {
		const int class = j->v[i].reference ? 0 : other_class(w, j->column[i], body, x[j->column[i]], &j->v[i], rounded);

		other = class > other ? class : other;
	}
	j->alt = other != j->r.class ? other : 0;
	judge_target(j);
	for (size_t i = 0; i < j->n && !j->unproved; i++)
		j->unproved = j->v[i].unproved;
}

/* --- what is said -------------------------------------------------------------------------- */

/* Item columns that no limit is for, and columns that are no item at all. */
static void
say_unjudged(struct watercols *w)
{
	struct csvin *in = w->s.in;
	struct sbuf b = { 0 };

	for (size_t c = 0; c < in->ncol; c++) {
		bool known = (int)c == w->cols.station || (int)c == w->cols.time || (int)c == w->cols.flags_col ||
		    (int)c == w->cols.state || (int)c == w->cols.source || (int)c == w->type_col ||
		    (int)c == w->target_col || (int)c == w->vertical_col;

		for (size_t k = 0; k < w->n && !known; k++)
			known = w->cols.v[w->v[k].bound].col == c && rank_of(w, &w->v[k]) != SIZE_MAX;
		if (!known)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", in->name[c]);
	}
	if (b.n > 0)
		diag_note(w->s.d, _("columns without class limits, not judged: %s"), b.p);
	sbuf_release(&b);
}

static void
say_unassessed(struct watercols *w)
{
	struct sbuf b = { 0 };

	for (size_t k = 0; k < w->stations.n; k++) {
		if (w->site[k].unassessed)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", w->stations.key[k]);
	}
	if (b.n > 0)
		diag_note(w->s.d, _("not assessed by the registry (assessed 0), so without target_met and in no group: %s"), b.p);
	sbuf_release(&b);
}

static void
say_plan(struct watercols *w)
{
	struct sbuf b = { 0 };

	if (w->plan != NULL)
		waterplan_strangers(w->plan, &w->stations, &b);
	if (b.n > 0)
		diag_note(w->s.d, _("stations of the plan that the input does not have: %s"), b.p);
	sbuf_release(&b);
}

void
watercols_finish(struct watercols *w)
{
	static const char *const name[] = { "", "river", "lake", "groundwater" };

	if (!w->s.given)
		say_unjudged(w);
	say_unassessed(w);
	say_plan(w);
	if (w->nstrange > 0 && has_limits(w))
		diag_note(w->s.d, _("%lu rows whose water_type is not understood judged by the limits of: %s"), w->nstrange, name[w->fallback]);
	if (w->nfallback > 0 && has_limits(w))
		diag_note(w->s.d, _("%lu rows without a water_type judged by the limits of: %s"), w->nfallback, name[w->fallback]);
	if (w->nvoid > 0)
		diag_note(w->s.d, _("%lu rows without a value to judge: no class"), w->nvoid);
	columns_finish(&w->cols);
}

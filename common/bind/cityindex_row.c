#include "cityindex_own.h"
#include "mem.h"

/* What is known of the row's section. */
struct section {
	struct sv	station, by, type, time;
	struct period	period;
	char		buf[CIVIL_TEXT];
};

static void
bind_column(const struct cityindex_reader *r, const char *name, int *registry, int *input)
{
	*registry = r->s->sites == NULL ? -1 : sites_column(r->s->sites, name);
	*input = csvin_column(r->in, name);
	if (*registry < 0 && *input < 0)
		diag_refuse(r->s->d, &(struct place){ r->in->file, 1, NULL }, r->s->sites == NULL ?
		    _("no column '%s' in the input, and no --registry was given") :
		    _("no column '%s' in the registry or the input"), name);
}

void
cityindex_bind(struct cityindex_reader *r)
{
	struct cli_common common = *r->s->common;
	struct sbuf lack = { 0 };
	size_t found = 0;

	common.medium = "water";	/* lead of the air is no matter here */
	columns_init(&r->cols, r->in, &common, r->s->tabs);
	columns_need(&r->cols, r->in, r->cols.station, common.station);
	columns_need(&r->cols, r->in, r->cols.time, common.time);
	bind_column(r, r->s->by, &r->reg_by, &r->by);
	bind_column(r, "water_type", &r->reg_type, &r->type);
	for (size_t i = 0; i < r->s->cwqi->n; i++) {
		r->item[i] = columns_item(&r->cols, r->s->cwqi->v[i].item);
		found += r->item[i] >= 0;
		if (r->item[i] < 0)
			sbuf_printf(&lack, "%s%s", lack.n > 0 ? ", " : "", r->s->cwqi->v[i].item);
	}
	if (found == 0)
		diag_refuse(r->s->d, &(struct place){ r->in->file, 1, NULL },
		    _("no column of an item of the index: %s"), lack.p);
	if (lack.n > 0)
		diag_note(r->s->d, _("no column of %s: missing in every row"), lack.p);
	sbuf_release(&lack);
}

/* A cell of the registry's row, else of the input. */
static struct sv
cell(const struct cityindex_reader *r, size_t site, int registry, int input)
{
	if (registry >= 0 && site != SITES_NONE)
		return sv_of(sites_cell(r->s->sites, site, registry));
	return input < 0 ? (struct sv){ NULL, 0 } : csvin_field(r->in, (size_t)input);
}

/* The time as a period; a clock time belongs to its day.  False where it is refused, or outside --period. */
static bool
read_time(struct cityindex_reader *r, struct section *s)
{
	const size_t col = (size_t)r->cols.time;
	const struct sv f = csvin_field(r->in, col);
	struct civil t;

	if (!period_parse(f, &s->period)) {
		if (!civil_parse(f, &t))
			return csvin_bad(r->in, col, "time", _("'%s' is not a time or period"), csvin_quoted(r->in, col));
		s->period = period_of(STEP_DAY, civil_day_of(t));
	}
	r->x->days |= s->period.step == STEP_DAY && !r->s->has_period;
	if (r->s->has_period && (s->period.from < r->s->period.from || s->period.to > r->s->period.to)) {
		r->x->noutside++;
		return false;
	}
	s->time = (struct sv){ s->buf, period_print(s->buf, r->s->has_period ? &r->s->period : &s->period) };
	return true;
}

/* Where the section belongs in that period; false where it is left out or was refused. */
static bool
place(struct cityindex_reader *r, struct section *s, enum cwqi_body *body)
{
	const struct sites *sites = r->s->sites;
	const size_t site = sites == NULL ? SITES_NONE : sites_find(sites, s->station, s->period.to);
	enum water_body w;

	s->by = cell(r, site, r->reg_by, r->by);
	if ((site == SITES_NONE && sites != NULL && sites_find(sites, s->station, SITES_ANYDAY) != SITES_NONE) ||
	    (site != SITES_NONE && !sites->v[site].assessed) || s->by.n == 0) {
		(void)map_put(&r->x->unplaced, s->station);
		return false;
	}
	s->type = cell(r, site, r->reg_type, r->type);
	w = water_body_of(s->type);
	*body = w == WATER_LAKE ? CWQI_LAKE : CWQI_RIVER;
	if (w == WATER_RIVER || w == WATER_LAKE)
		return true;
	return csvin_bad(r->in, (size_t)r->cols.station, "water_type",
	    _("water_type '%.*s' of station %.*s is neither a river nor a lake"),
	    (int)s->type.n, s->type.p == NULL ? "" : s->type.p, (int)s->station.n, s->station.p);
}

static size_t
put_pair(struct cityindex_reader *r, struct map *m, struct sv a, struct sv b, bool *is_new)
{
	const size_t n = m->n;
	size_t i;

	sbuf_clear(&r->key);
	sbuf_put(&r->key, a.p, a.n);
	sbuf_putc(&r->key, '\x1f');
	sbuf_put(&r->key, b.p, b.n);
	i = map_put(m, sbuf_sv(&r->key));
	*is_new = m->n > n;
	return i;
}

static size_t
city_of(struct cityindex_reader *r, const struct section *s)
{
	struct cityindex *x = r->x;
	bool is_new;
	const size_t i = put_pair(r, &x->groups, s->by, s->time, &is_new);

	if (is_new) {
		x->city = mem_grow(x->city, &x->cap, i + 1, sizeof(*x->city));
		x->city[i] = (struct cityindex_city){ .key = mem_ndup(s->by.p, s->by.n),
			.time = mem_ndup(s->time.p, s->time.n),
			.period = r->s->has_period ? r->s->period : s->period };
		x->n = i + 1;
		(void)map_put(&x->times, s->time);
	}
	return i;
}

static struct cityindex_member *
member_of(struct cityindex_reader *r, const struct section *s, enum cwqi_body body)
{
	const size_t city = city_of(r, s);
	char n[24];
	bool is_new;
	size_t i;

	(void)snprintf(n, sizeof(n), "%zu", city);
	i = put_pair(r, &r->members, s->station, sv_of(n), &is_new);
	if (is_new) {
		r->member = mem_grow(r->member, &r->cap, i + 1, sizeof(*r->member));
		r->member[i] = (struct cityindex_member){ city, body, mem_array(r->s->cwqi->n, sizeof(struct decsum)) };
	}
	return &r->member[i];
}

/* The row's values; false where one was refused. */
static bool
read_values(struct cityindex_reader *r, struct dec *v, size_t *found)
{
	bool ok = true;

	*found = 0;
	for (size_t i = 0; i < r->s->cwqi->n; i++) {
		v[i] = (struct dec){ 0 };
		if (r->item[i] < 0)
			continue;
		ok = columns_value(&r->cols, r->in, (size_t)r->item[i], &v[i], NULL) && ok;
		if (dec_has(v[i]) && v[i].m < 0) {
			const size_t col = r->cols.v[r->item[i]].col;

			ok = csvin_bad(r->in, col, "negative", _("'%s' is below zero"), csvin_quoted(r->in, col));
			v[i] = (struct dec){ 0 };
		}
		*found += dec_has(v[i]);
	}
	return ok;
}

void
cityindex_take(struct cityindex_reader *r)
{
	struct section s = { .station = csvin_field(r->in, (size_t)r->cols.station) };
	struct dec v[CWQI_ITEMS];
	enum cwqi_body body;
	struct cityindex_member *m;
	size_t found;
	bool is_new;

	columns_row(&r->cols, r->in);
	if (s.station.n == 0) {
		(void)csvin_bad(r->in, (size_t)r->cols.station, "station", _("the station is empty"));
		return;
	}
	if (!read_time(r, &s) || !place(r, &s, &body))
		return;
	(void)put_pair(r, &r->seen, s.station, csvin_field(r->in, (size_t)r->cols.time), &is_new);
	if (!is_new) {
		(void)csvin_bad(r->in, (size_t)r->cols.station, "twice", _("a second row of station '%s' at this time"),
		    csvin_quoted(r->in, (size_t)r->cols.station));
		return;
	}
	(void)read_values(r, v, &found);
	if (found == 0) {
		r->x->nempty++;
		return;
	}
	m = member_of(r, &s, body);
	for (size_t i = 0; i < r->s->cwqi->n; i++) {
		decsum_add(&m->sum[i], dec_usable(v[i]));
		r->x->ngap += r->item[i] >= 0 && !dec_has(v[i]);
	}
}

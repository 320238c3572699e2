#include "drinkin.h"

bool
drinkin_when(struct csvin *in, size_t col, struct period *p)
{
	const struct sv f = csvin_field(in, col);
	struct civil t;

	if (!civil_parse(f, &t) && period_parse(f, p))
		return true;
	if (!csvin_time(in, col, &t))
		return false;
	*p = period_of(STEP_DAY, civil_day_of(t));
	return true;
}

/* The registry's row that holds in the period, its end first. */
static size_t
site_of(const struct sites *s, struct sv code, const struct period *p)
{
	const size_t k = map_get(&s->codes, code);
	size_t found = sites_find(s, code, p->to);

	if (k == MAP_NONE || found != SITES_NONE)
		return found;
	for (size_t r = s->first[k]; r != SITES_NONE; r = s->v[r].next) {
		if (s->v[r].from <= p->to && s->v[r].to >= p->from)
			found = r;
	}
	return found;
}

static bool
read_source(struct drinkin *t)
{
	struct csvin *in = t->s.in;
	const int col = t->cols.station;
	const struct sv code = csvin_field(in, (size_t)col);

	t->site = SITES_NONE;
	if (code.n == 0)
		return csvin_bad(in, (size_t)col, "station", _("the station is empty"));
	if (t->sites == NULL)
		return true;
	t->site = site_of(t->sites, code, &t->when);
	if (t->site != SITES_NONE)
		return drinkin_is_source(t, t->site) || csvin_bad(in, (size_t)col, "source",
		    _("'%s' is no drinking-water source by the registry (column type)"), csvin_quoted(in, (size_t)col));
	if (map_get(&t->sites->codes, code) == MAP_NONE)
		return csvin_bad(in, (size_t)col, "source", _("source '%s' is not in the registry"), csvin_quoted(in, (size_t)col));
	return csvin_bad(in, (size_t)col, "source", _("source '%s' is not in use then by the registry (columns start, end)"), csvin_quoted(in, (size_t)col));
}

static bool
read_body(struct drinkin *t)
{
	struct csvin *in = t->s.in;

	t->body = WATER_UNKNOWN;
	if (t->water_col >= 0 && csvin_field(in, (size_t)t->water_col).n > 0) {
		t->body = water_body_of(csvin_field(in, (size_t)t->water_col));
		return t->body != WATER_UNKNOWN ||
		    csvin_bad(in, (size_t)t->water_col, "water_type", _("'%s' is no kind of water (river, lake, groundwater; 河流, 湖库, 地下水)"), csvin_quoted(in, (size_t)t->water_col));
	}
	if (t->site != SITES_NONE)
		t->body = drinkin_body_of(t, t->site);
	if (t->body == WATER_UNKNOWN)
		t->body = t->fallback;
	return t->body != WATER_UNKNOWN ||
	    csvin_bad(in, (size_t)t->cols.station, "water_type", _("the kind of water of source '%s' is not known (column water_type, or --water-type)"), csvin_quoted(in, (size_t)t->cols.station));
}

/* The intake by its number; a second row of the same source, date and intake is refused. */
static bool
read_intake(struct drinkin *t)
{
	struct csvin *in = t->s.in;
	const size_t n = t->keys.n;
	struct sbuf b = { 0 };

	for (size_t k = 0; k < t->nintake; k++) {
		const struct sv f = csvin_field(in, (size_t)t->intake[k]);

		sbuf_put(&b, f.p, f.n);
		sbuf_putc(&b, '\x1f');
	}
	t->intake_id = map_put(&t->intakes, sbuf_sv(&b));
	sbuf_clear(&b);
	sbuf_printf(&b, "%zu:%zu:%lld:%lld", t->station, t->intake_id, (long long)t->when.from, (long long)t->when.to);
	(void)map_put(&t->keys, sbuf_sv(&b));
	sbuf_release(&b);
	if (t->keys.n > n)
		return true;
	if (t->nintake > 0)
		return csvin_bad(in, (size_t)t->cols.time, "twice", _("a second row of this source, intake and date"));
	return csvin_bad(in, (size_t)t->cols.time, "twice",
	    _("a second row of this source and date; a column intake, vertical, point or depth tells rows apart"));
}

static void
read_values(struct drinkin *t)
{
	struct csvin *in = t->s.in;

	for (size_t c = 0; c < t->n; c++) {
		const struct drink_column *v = &t->v[c];

		(void)columns_value(&t->cols, in, (size_t)v->bound, &t->x[c], NULL);
		if (dec_has(t->x[c]) && t->x[c].m < 0 && v->limit[t->body] != NULL) {
			const int col = (int)t->cols.v[v->bound].col;

			(void)csvin_bad(in, (size_t)col, "negative", _("'%s' is below 0; what was not measured is an empty cell"),
			    csvin_quoted(in, (size_t)col));
			t->x[c] = (struct dec){ 0 };
		}
	}
}

bool
drinkin_row(struct drinkin *t)
{
	struct csvin *in = t->s.in;

	columns_row(&t->cols, in);
	if (!drinkin_when(in, (size_t)t->cols.time, &t->when) || !read_source(t) || !read_body(t))
		return false;
	t->station = map_put(&t->stations, csvin_field(in, (size_t)t->cols.station));
	if (!read_intake(t))
		return false;
	read_values(t);
	return true;
}

size_t
drinkin_items(const struct drinkin *t, enum water_body body, const struct dec *x, struct drink_item *v, uint8_t *column)
{
	size_t n = 0;

	for (size_t c = 0; c < t->n; c++) {
		const struct waterlimit *l = t->v[c].limit[body];

		if (l == NULL)
			continue;
		column[n] = (uint8_t)c;
		v[n++] = (struct drink_item){ .limit = l, .reference = drink_is_reference(l, t->s.with_cod), .x = x[c] };
	}
	return n;
}

unsigned int
drinkin_measured(const struct drinkin *t, enum water_body body, const struct dec *x)
{
	unsigned int n = 0;

	for (size_t c = 0; c < t->n; c++)
		n += t->v[c].table[body] > 0 && dec_has(x[c]);
	return n;
}

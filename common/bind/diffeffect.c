#include <stdlib.h>

#include "diffeffect.h"
#include "mem.h"
#include "settings.h"

struct effect {
	struct diff	*f;
	struct csvout	*out;
	struct assess	*a[2];		/* old, new */
	unsigned long	 n;		/* results that changed */
	const char	*group;
	char		 time[CIVIL_TEXT];
	const char	*kind;
};

static void
tell_text(struct effect *e, const char *item, struct sv was, struct sv now)
{
	if (sv_same(was, now))
		return;
	e->n++;
	diff_put_result(e->f, e->out, e->kind, e->group, e->time, item, was, now);
}

static void
tell(struct effect *e, const char *item, struct dec was, struct dec now)
{
	char a[DEC_TEXT], b[DEC_TEXT];

	tell_text(e, item, (struct sv){ a, dec_print(a, was) }, (struct sv){ b, dec_print(b, now) });
}

static struct dec
count(long v, bool has)
{
	return has ? dec_int(v) : (struct dec){ 0 };
}

static void
tell_bits(struct effect *e, const char *item, unsigned int was, unsigned int now)
{
	char a[AQI_PRIMARY_TEXT], b[AQI_PRIMARY_TEXT];

	tell_text(e, item, (struct sv){ a, aqi_primary_print(a, was) }, (struct sv){ b,
	    aqi_primary_print(b, now) });
}

/* One group and day of both; either may be NULL where that side has no such day. */
static void
tell_day(struct effect *e, const struct assess_oneday *was, const struct assess_oneday *now)
{
	struct assess_verdict v[2] = { 0 };
	bool has[2];

	for (int k = 0; k < 2; k++) {
		const struct assess_oneday *d = k == 0 ? was : now;

		has[k] = false;
		if (d == NULL)
			continue;
		assess_judge(e->a[k], d, 0, &v[k]);
		has[k] = !v[k].aqi.incomplete && v[k].aqi.level != NULL;
	}
	for (int i = 0; i < AQI_NITEM; i++)
		tell(e, assess_names[i], v[0].shown[i], v[1].shown[i]);
	tell(e, "AQI", count(v[0].aqi.value, has[0]), count(v[1].aqi.value, has[1]));
	tell(e, "level", count(has[0] ? v[0].aqi.level->level : 0, has[0]),
	    count(has[1] ? v[1].aqi.level->level : 0, has[1]));
	tell_bits(e, "primary", has[0] ? v[0].aqi.primary : 0, has[1] ? v[1].aqi.primary : 0);
	tell_bits(e, "exceed", v[0].exceed, v[1].exceed);
}

static void
tell_days(struct effect *e, size_t was, size_t now)
{
	size_t n[2] = { 0, 0 }, i = 0, k = 0;
	const struct assess_oneday *d[2];

	e->kind = "effect-day";
	d[0] = was == SIZE_MAX ? NULL : assess_days(e->a[0], was, &n[0]);
	d[1] = now == SIZE_MAX ? NULL : assess_days(e->a[1], now, &n[1]);
	while (i < n[0] || k < n[1]) {
		const bool left = i < n[0] && (k >= n[1] || d[0][i].day <= d[1][k].day),
		    right = k < n[1] && (i >= n[0] || d[1][k].day <= d[0][i].day);
		const int64_t day = left ? d[0][i].day : d[1][k].day;

		(void)civil_print(e->time, (struct civil){ day * CIVIL_DAY, true });
		tell_day(e, left ? &d[0][i] : NULL, right ? &d[1][k] : NULL);
		i += left;
		k += right;
	}
}

static void
tell_period(struct effect *e, const struct assess_row *was, const struct assess_row *now)
{
	const struct assess_row none = { .key = NULL }, *r[2] = { was == NULL ? &none : was,
	    now == NULL ? &none : now };
	const struct assess_judged *a = &r[0]->j[0], *b = &r[1]->j[0];

	e->kind = "effect-period";
	(void)period_print(e->time, &e->a[1]->s.period);
	tell(e, "valid_days", count((long)a->valid_days, was != NULL), count((long)b->valid_days,
	    now != NULL));
	for (int i = 0; i < AQI_NITEM; i++)
		tell(e, e->a[1]->s.index[0].statistic[i], r[0]->shown[i], r[1]->shown[i]);
	tell(e, "good_days", count((long)a->good_days, was != NULL), count((long)b->good_days, now != NULL));
	tell(e, "good_ratio", a->good_ratio, b->good_ratio);
	tell(e, "heavy_days", count((long)a->heavy_days, was != NULL), count((long)b->heavy_days,
	    now != NULL));
	tell(e, "exceed_days", count((long)a->exceed_days, was != NULL), count((long)b->exceed_days,
	    now != NULL));
	tell(e, "index", a->index.index, b->index.index);
	tell_bits(e, "main", a->index.main, b->index.main);
	tell(e, "rank", count(a->rank, a->rank > 0), count(b->rank, b->rank > 0));
}

static size_t
same_group(const struct assess *a, const struct assess_row *r)
{
	for (size_t i = 0; i < a->nrow; i++) {
		bool same = true;

		for (size_t k = 0; k < a->s.nby && same; k++)
			same = strcmp(a->row[i]->key[k], r->key[k]) == 0;
		if (same)
			return i;
	}
	return SIZE_MAX;
}

static void
tell_group(struct effect *e, size_t was, size_t now)
{
	const struct assess_row *r = now != SIZE_MAX ? e->a[1]->row[now] : e->a[0]->row[was];
	struct sbuf b = { 0 };

	for (size_t k = 0; k < e->a[1]->s.nby; k++)
		sbuf_printf(&b, "%s%s", k > 0 ? "/" : "", r->key[k]);
	e->group = b.p;
	tell_days(e, was, now);
	tell_period(e, was == SIZE_MAX ? NULL : e->a[0]->row[was], now == SIZE_MAX ? NULL : e->a[1]->row[now]);
	sbuf_release(&b);
}

/* Both sides over the days that either has. */
static void
join_spans(struct assessin *a, struct assessin *b)
{
	struct assessin *s[2] = { a, b };

	for (int k = 0; k < 2; k++) {
		struct assessin *x = s[k], *y = s[1 - k];

		if (!y->any)
			continue;
		x->span.from = x->any && x->span.from < y->span.from ? x->span.from : y->span.from;
		x->span.to = x->any && x->span.to > y->span.to ? x->span.to : y->span.to;
		x->any = true;
	}
}

unsigned long
diffeffect_run(struct diff *f, struct csvout *out, const struct aqi *aqi, struct assess_spec *spec)
{
	struct assessin *s[2] = { f->side[0].effect, f->side[1].effect };
	struct effect e = { .f = f, .out = out };
	bool by_day;
	const int forced = settings_edition(&aqi->ed, f->s.common, &by_day);

	for (int k = 0; k < 2; k++)
		assessin_end(s[k]);
	join_spans(s[0], s[1]);
	if (!s[1]->any)
		return 0;
	spec->aqi = aqi;
	spec->period = assessin_period(s[1]);
	spec->last_edition = forced >= 0 ? forced : edition_of_day(&aqi->ed, spec->period.to, NULL);
	spec->edition[0] = by_day ? ASSESS_BY_DAY : spec->last_edition;
	spec->njudged = 1;
	if (!airindex_init(&spec->index[0], f->s.tabs, aqi->ed.v[spec->last_edition].name, false))
		diag_broken(f->s.d, _("table index_air has no set '%s' with all six items"),
		    aqi->ed.v[spec->last_edition].name);
	for (int k = 0; k < 2; k++) {
		e.a[k] = assessin_finish(s[k], spec);
		assess_rank(e.a[k], "index");
	}
	for (size_t i = 0; i < e.a[1]->nrow; i++)
		tell_group(&e, same_group(e.a[0], e.a[1]->row[i]), i);
	for (size_t i = 0; i < e.a[0]->nrow; i++) {
		if (same_group(e.a[1], e.a[0]->row[i]) == SIZE_MAX)
			tell_group(&e, i, SIZE_MAX);
	}
	for (int k = 0; k < 2; k++)
		assess_free(e.a[k]);
	return e.n;
}

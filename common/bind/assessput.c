#include "assessput.h"

/* Concentrations are written in the order of bulletins. */
static const enum aqi_item shown_order[AQI_NITEM] = { AQI_SO2, AQI_NO2, AQI_PM10, AQI_PM25, AQI_CO,
    AQI_O3 };

/* Whether the item's percentile of the table is another statistic than the index's. */
static bool
has_extra(const struct assess *a, int i)
{
	return dec_has(a->percentile[i]) && !dec_has(a->s.index[0].percentile[i]);
}

static const char *
suffix(const struct assessput *p, size_t k)
{
	return k == 0 ? "" : p->also;
}

/* --- header -------------------------------------------------------------------------------- */

static void
each(struct csvout *out, const char *prefix, const char *after)
{
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_textf(out, "%s%s%s", prefix, aqi_names[i], after);
}

/* The columns that depend on the edition; those of --also have its suffix. */
static void
judged_header(const struct assessput *p, struct csvout *out, size_t k)
{
	const char *s = suffix(p, k);

	for (int i = 1; i <= 6; i++)
		csvout_textf(out, "level_%d%s", i, s);
	csvout_textf(out, "good_days%s", s);
	csvout_textf(out, "good_ratio%s", s);
	csvout_textf(out, "heavy_days%s", s);
	csvout_textf(out, "exceed_days%s", s);
	each(out, "exceed_", s);
	csvout_textf(out, "primary_days%s", s);
	each(out, "primary_", s);
	csvout_textf(out, "primary_ties%s", s);
	each(out, "I_", s);
	csvout_textf(out, "index%s", s);
	csvout_textf(out, "main%s", s);
	csvout_textf(out, "I_max%s", s);
	csvout_textf(out, "rank%s", s);
}

/* A yearly mean: its target can be met by what the remaining days bring. */
static bool
is_mean(const struct assess *a, const char *item, int *which)
{
	for (int i = 0; i < AQI_NITEM; i++) {
		if (a->s.index[0].statistic[i] != NULL && strcmp(a->s.index[0].statistic[i], item) == 0) {
			*which = i;
			return !dec_has(a->s.index[0].percentile[i]);
		}
	}
	*which = -1;
	return false;
}

static void
targets_header(const struct assessput *p, struct csvout *out)
{
	int i;

	for (size_t k = 0; p->targets != NULL && k < p->targets->n; k++) {
		csvout_textf(out, "target_%s", p->targets->item[k]);
		csvout_textf(out, "room_%s", p->targets->item[k]);
		if (is_mean(p->a, p->targets->item[k], &i))
			csvout_textf(out, "need_%s", p->targets->item[k]);
	}
}

void
assessput_header(const struct assessput *p, struct csvout *out)
{
	const struct assess *a = p->a;
	char buf[DEC_TEXT];

	for (size_t k = 0; k < a->s.nby; k++)
		csvout_text(out, p->key[k]);
	csvout_text(out, "time");
	csvout_text(out, "edition");
	csvout_text(out, "index_set");
	csvout_text(out, "days");
	csvout_text(out, "valid_days");
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_text(out, a->s.index[0].statistic[shown_order[i]]);
	for (int i = 0; i < AQI_NITEM; i++) {
		const int k = (int)shown_order[i];

		if (!has_extra(a, k))
			continue;
		(void)dec_print(buf, a->percentile[k]);
		csvout_textf(out, "%s_p%s", assess_names[k], buf);
	}
	if (a->s.noevent)
		csvout_text(out, "dust_days");
	each(out, "n_", "");
	judged_header(p, out, 0);
	targets_header(p, out);
	if (a->s.njudged > 1) {
		csvout_textf(out, "valid_days%s", p->also);
		judged_header(p, out, 1);
	}
	csvout_text(out, "flags");
	csvout_end(out);
}

/* --- rows ---------------------------------------------------------------------------------- */

static void
put_bits(struct csvout *out, unsigned int bits)
{
	char buf[AQI_PRIMARY_TEXT];

	csvout_cell(out, (struct sv){ buf, aqi_primary_print(buf, bits) });
}

static void
put_judged(struct csvout *out, const struct assess_judged *j)
{
	for (int i = 0; i < 6; i++)
		csvout_int(out, (long)j->level[i]);
	csvout_int(out, (long)j->good_days);
	csvout_dec(out, j->good_ratio);
	csvout_int(out, (long)j->heavy_days);
	csvout_int(out, (long)j->exceed_days);
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_int(out, (long)j->exceed[i]);
	csvout_int(out, (long)j->primary_days);
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_int(out, (long)j->primary[i]);
	csvout_int(out, (long)j->primary_ties);
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_dec(out, j->index.single[i]);
	csvout_dec(out, j->index.index);
	put_bits(out, j->index.main);
	csvout_dec(out, j->index.largest);
	if (j->rank > 0)
		csvout_int(out, j->rank);
	else
		csvout_empty(out);
}

static void
put_target(const struct assessput *p, struct csvout *out, const struct assess_row *r, size_t k)
{
	const struct assess *a = p->a;
	const char *item = p->targets->item[k];
	const struct dec target = targets_find(p->targets, r->key, a->s.nby, k);
	const struct period elapsed = { a->s.period.from,
	    a->s.last < a->s.period.to ? a->s.last : a->s.period.to, STEP_RANGE, false };
	const struct target_year y = target_year_of(&elapsed);
	struct dec room = { 0 }, need = { 0 };
	int i;
	const bool mean = is_mean(a, item, &i);

	if (dec_has(target) && i >= 0) {
		room = dec_sub(target, r->shown[i]);
		need = mean ? target_need(target, r->shown[i], &y) : need;
	} else if (dec_has(target) && strcmp(item, "good_ratio") == 0)
		room = target_room_days(target, r->j[0].valid_days, r->j[0].good_days, y.left);
	else if (dec_has(target) && strcmp(item, "heavy_days") == 0)
		room = dec_sub(target, dec_int((int64_t)r->j[0].heavy_days));
	csvout_dec(out, target);
	csvout_dec(out, room);
	if (mean)
		csvout_dec(out, need);
}

static void
put_flags(const struct assess *a, struct csvout *out, const struct assess_row *r)
{
	struct sbuf b = { 0 };

	for (int i = 0; i < AQI_NITEM; i++) {
		const int k = (int)shown_order[i];

		if (!r->is_short[k] && (!r->partial || !ratio_has(r->value[k])))
			continue;
		sbuf_printf(&b, "%s%s:%s", b.n > 0 ? " " : "", a->s.index[0].statistic[k],
		    r->is_short[k] ? "short" : "partial");
	}
	csvout_cell(out, sbuf_sv(&b));
	sbuf_release(&b);
}

static void
put_row(const struct assessput *p, struct csvout *out, const struct assess_row *r)
{
	const struct assess *a = p->a;
	char time[CIVIL_TEXT];

	for (size_t k = 0; k < a->s.nby; k++)
		csvout_text(out, r->key[k]);
	csvout_cell(out, (struct sv){ time, period_print(time, &a->s.period) });
	csvout_text(out, p->edition);
	csvout_text(out, a->s.index[0].set);
	csvout_int(out, (long)period_days(&a->s.period));
	csvout_int(out, (long)r->j[0].valid_days);
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_dec(out, r->shown[shown_order[i]]);
	for (int i = 0; i < AQI_NITEM; i++) {
		if (has_extra(a, (int)shown_order[i]))
			csvout_dec(out, r->shown_pct[shown_order[i]]);
	}
	if (a->s.noevent)
		csvout_int(out, (long)r->dust_days);
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_int(out, (long)r->n[i]);
	put_judged(out, &r->j[0]);
	for (size_t k = 0; p->targets != NULL && k < p->targets->n; k++)
		put_target(p, out, r, k);
	if (a->s.njudged > 1) {
		csvout_int(out, (long)r->j[1].valid_days);
		put_judged(out, &r->j[1]);
	}
	put_flags(a, out, r);
	csvout_end(out);
}

void
assessput_rows(const struct assessput *p, struct csvout *out)
{
	assess_rank(p->a, p->rank);
	for (size_t i = 0; i < p->a->nrow; i++)
		put_row(p, out, p->a->row[i]);
}

/* --- days ---------------------------------------------------------------------------------- */

void
assessput_days_header(const struct assessput *p, struct csvout *out)
{
	for (size_t k = 0; k < p->a->s.nby; k++)
		csvout_text(out, p->key[k]);
	csvout_text(out, "time");
	csvout_text(out, "edition");
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_text(out, assess_names[i]);
	each(out, "IAQI_", "");
	csvout_text(out, "AQI");
	csvout_text(out, "level");
	csvout_text(out, "category");
	csvout_text(out, "primary");
	csvout_text(out, "exceed");
	if (p->also != NULL) {
		csvout_textf(out, "AQI%s", p->also);
		csvout_textf(out, "level%s", p->also);
		csvout_textf(out, "category%s", p->also);
		csvout_textf(out, "primary%s", p->also);
		csvout_textf(out, "exceed%s", p->also);
	}
	csvout_text(out, "sites");
	csvout_text(out, "flags");
	csvout_end(out);
}

static void
put_verdict(const struct assessput *p, struct csvout *out, const struct assess_verdict *v)
{
	const struct aqi_level *l = v->aqi.incomplete ? NULL : v->aqi.level;

	if (l == NULL) {
		for (int k = 0; k < 4; k++)
			csvout_empty(out);
	} else {
		csvout_int(out, v->aqi.value);
		csvout_int(out, l->level);
		csvout_text(out, p->en ? l->en : l->zh);
		put_bits(out, v->aqi.primary);
	}
	put_bits(out, v->exceed);
}

static void
put_day(const struct assessput *p, struct csvout *out, const struct assess_row *r,
    const struct assess_oneday *d)
{
	const struct assess *a = p->a;
	struct assess_verdict v;
	struct sbuf b = { 0 };

	assess_judge(a, d, 0, &v);
	for (size_t k = 0; k < a->s.nby; k++)
		csvout_text(out, r->key[k]);
	csvout_time(out, (struct civil){ d->day * CIVIL_DAY, true });
	csvout_text(out, a->s.aqi->ed.v[v.edition].name);
	for (int i = 0; i < AQI_NITEM; i++)
		csvout_dec(out, v.shown[i]);
	for (int i = 0; i < AQI_NITEM; i++) {
		if (v.iaqi[i] == AQI_NONE)
			csvout_empty(out);
		else
			csvout_int(out, v.iaqi[i]);
	}
	put_verdict(p, out, &v);
	if (v.aqi.incomplete)
		sbuf_puts(&b, "AQI:incomplete");
	if (p->also != NULL) {
		struct assess_verdict w;

		assess_judge(a, d, 1, &w);
		put_verdict(p, out, &w);
		if (w.aqi.incomplete)
			sbuf_printf(&b, "%sAQI%s:incomplete", b.n > 0 ? " " : "", p->also);
	}
	if (d->dust)
		sbuf_printf(&b, "%sPM10:dust PM2.5:dust", b.n > 0 ? " " : "");
	csvout_int(out, (long)d->sites);
	csvout_cell(out, sbuf_sv(&b));
	csvout_end(out);
	sbuf_release(&b);
}

void
assessput_days(const struct assessput *p, struct csvout *out)
{
	const struct assess *a = p->a;
	const int64_t to = a->s.last < a->s.period.to ? a->s.last : a->s.period.to;

	for (size_t i = 0; i < a->nrow; i++) {
		size_t n, k = 0;
		const struct assess_oneday *day = assess_days(p->a, i, &n);

		for (int64_t d = a->s.period.from; d <= to; d++) {
			const struct assess_oneday none = { .day = d };

			while (k < n && day[k].day < d)
				k++;
			put_day(p, out, a->row[i], k < n && day[k].day == d ? &day[k] : &none);
		}
	}
}

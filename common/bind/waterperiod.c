#include "waterperiod.h"

/* Decimals to show of a mean: those of assessment, but of pH, which is assessed without any, the item's. */
static struct dec
shown(const struct waterperiod *p, size_t c, const struct water_mean *r)
{
	const struct waterlimit *l = p->w->v[c].limit[r->body];
	struct dec x = r->x[c];

	if (dec_has(r->below[c])) {
		x = r->below[c];
		x.cens = '<';
	}
	if (!dec_has(x) || x.cens != 0 || p->as_is)
		return x;
	if (l == NULL || l->decimals < 0 || l->kind == WATERLIMIT_RANGE)
		return dec_round(x, p->w->v[c].item->decimals);
	return watercols_rounded(p->w, c, r->body, x);
}

void
waterperiod_head(struct waterperiod *p)
{
	static const char *const head[] = { "station", "time", "visits", "months", "source" };

	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		csvout_text(p->out, head[i]);
	for (size_t c = 0; c < p->w->n; c++)
		csvout_text(p->out, p->w->cols.v[p->w->v[c].bound].name);
	for (size_t c = 0; p->counts && c < p->w->n; c++)
		csvout_textf(p->out, "n_%s", p->w->v[c].name);
	waterput_head(p->put, p->out);
	if (p->zones)
		waterzone_head(p->out);
	if (p->due != NULL)
		csvout_text(p->out, "reason");
	csvout_text(p->out, "flags");
	csvout_end(p->out);
}

static void
put_mean(struct waterperiod *p, const struct water_mean *r, struct sv label, const struct water_zone *z)
{
	csvout_cell(p->out, map_key(&p->w->stations, r->station));
	csvout_plain(p->out, label);
	csvout_int(p->out, r->visits);
	csvout_int(p->out, r->months);
	csvout_text(p->out, r->sources);
	for (size_t c = 0; c < p->w->n; c++)
		csvout_dec(p->out, shown(p, c, r));
	for (size_t c = 0; p->counts && c < p->w->n; c++)
		csvout_int(p->out, r->n[c]);
	waterput_cells(p->put, p->out, &p->judged);
	if (p->zones)
		waterzone_put(z, p->out);
	if (p->due != NULL)
		csvout_text(p->out, r->visits > 0 ? "" : waterdue_reason(p->due, r->station, &r->period, label));
	csvout_text(p->out, r->is_short ? "class:short" : "");
	csvout_end(p->out);
}

static void
take_mean(void *arg, const struct water_mean *r)
{
	struct waterperiod *p = arg;
	char label[CIVIL_TEXT];
	const struct sv time = { label, period_print(label, &r->period) };
	struct water_zone z = { 0 };
	bool assessed;

	watercols_judge(p->w, &p->judged, r->body, r->target, r->x, r->below, p->w->site[r->station].counts,
	    p->rounded);
	p->w->nvoid += p->judged.r.class == 0;
	if (p->zones) {
		z = waterzone_of(&p->zone, p->w->s.tabs, r->station, &p->judged);
		p->judged.met = z.complies;
	}
	/* Its group is that of the period's end, whichever row was read last. */
	watercols_place(p->w, r->station, r->period.to);
	if (p->w->sites != NULL && p->w->site[r->station].row == SITES_NONE)
		watercols_place(p->w, r->station, r->day);
	assessed = watercols_assessed(p->w, r->station);
	if (!assessed)
		p->judged.met = z.complies = -1;
	if (p->due != NULL)
		waterdue_met(p->due, r->station, time);
	if (p->group != NULL && assessed) {
		watergroup_add(p->group, r->station, time, r->body, r->x, &p->judged);
		if (p->due != NULL)
			watergroup_due(p->group, r->station, time);
	} else if (p->group == NULL)
		put_mean(p, r, time, &z);
}

/* A section that was due and not sampled. */
static void
take_absent(void *arg, size_t station, struct sv label, const char *reason)
{
	struct waterperiod *p = arg;

	if (p->group != NULL) {
		watergroup_due(p->group, station, label);
		return;
	}
	csvout_cell(p->out, map_key(&p->w->stations, station));
	csvout_plain(p->out, label);
	csvout_int(p->out, 0);
	csvout_int(p->out, 0);
	for (size_t c = 0; c < 1 + p->w->n * (p->counts ? 2 : 1); c++)
		csvout_empty(p->out);
	waterput_cells(p->put, p->out, NULL);
	for (int k = 0; p->zones && k < 4; k++)
		csvout_empty(p->out);
	csvout_text(p->out, reason);
	csvout_empty(p->out);
	csvout_end(p->out);
}

static void
each_absent(struct waterperiod *p)
{
	const struct period *all = &p->spec.period;

	if (p->spec.step == STEP_RANGE) {
		waterdue_each(p->due, all, take_absent, p);
		return;
	}
	for (int64_t day = all->from; day <= all->to; ) {
		const struct period next = period_of(p->spec.step, day);

		waterdue_each(p->due, &next, take_absent, p);
		day = next.to + 1;
	}
}

/* One sampling of a zone. */
static void
count_visit(void *arg, size_t station, enum water_body body, int target, const struct dec *x, const struct dec *below)
{
	struct waterperiod *p = arg;

	watercols_judge(p->w, &p->judged, body, target, x, below, p->w->site[station].counts, p->all_rounded);
	waterzone_add(&p->zone, station, &p->judged);
}

void
waterperiod_row(struct waterperiod *p)
{
	if (!watercols_row(p->w))
		return;
	if (p->group != NULL)
		watergroup_seen(p->group);
	(void)watermean_row(p->mean);
}

void
waterperiod_finish(struct waterperiod *p)
{
	watermean_each(p->mean, take_mean, p);
	if (p->due == NULL)
		return;
	each_absent(p);
	waterdue_say(p->due, &p->spec.period, p->spec.step);
}

void
waterperiod_init(struct waterperiod *p, const char *not_sampled)
{
	if (p->zones) {
		p->spec.visit = count_visit;
		p->spec.arg = p;
	}
	p->mean = watermean_new(p->w, &p->spec);
	p->due = p->want_due ? waterdue_read(p->w, not_sampled) : NULL;
}

void
waterperiod_release(struct waterperiod *p)
{
	watermean_free(p->mean);
	if (p->due != NULL)
		waterdue_free(p->due);
	waterzone_release(&p->zone);
}

#include <stdlib.h>

#include "mem.h"
#include "watershare.h"
#include "waterzone.h"

void
waterzone_add(struct waterzone *z, size_t station, const struct water_judged *j)
{
	for (; z->used <= station; z->used++) {
		z->n = mem_grow(z->n, &z->cap, z->used + 1, sizeof(*z->n));
		z->n[z->used][0] = z->n[z->used][1] = 0;
	}
	if (j->met < 0)
		return;
	z->n[station][0]++;
	z->n[station][1] += j->met == 1;
}

void
waterzone_release(struct waterzone *z)
{
	free(z->n);
	z->n = NULL;
}

static struct dec
setting(const struct tables *tabs, const char *column)
{
	const struct table *t = table_get(tabs, "water_zones");
	struct dec x = { 0 };

	if (t->nrow > 0)
		(void)dec_parse(sv_of(table_cell(t, 0, column)), &x);
	return x;
}

struct water_zone
waterzone_of(const struct waterzone *z, const struct tables *tabs, size_t station, const struct water_judged *mean)
{
	struct water_zone r = { .complies = -1 };

	if (station < z->used) {
		r.samplings = z->n[station][0];
		r.met = z->n[station][1];
	}
	if (r.samplings == 0)
		return r;
	r.rate = water_percent(tabs, r.met, r.samplings);
	if (r.samplings == 1)
		r.complies = r.met == 1;
	else if (dec_cmp(dec_int(r.samplings), setting(tabs, "least")) < 0)
		r.complies = mean->met;
	else
		r.complies = ratio_cmp(ratio_make((wide)r.met * 100, r.samplings), dec_ratio(setting(tabs, "rate"))) >= 0;
	return r;
}

void
waterzone_head(struct csvout *out)
{
	static const char *const head[] = { "samplings", "samplings_met", "samplings_rate", "complies" };

	for (size_t i = 0; i < 4; i++)
		csvout_text(out, head[i]);
}

void
waterzone_put(const struct water_zone *z, struct csvout *out)
{
	csvout_int(out, z->samplings);
	csvout_int(out, z->met);
	csvout_dec(out, z->rate);
	if (z->complies < 0)
		csvout_empty(out);
	else
		csvout_int(out, z->complies);
}

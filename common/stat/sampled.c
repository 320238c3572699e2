#include "sampled.h"

void
sampled_day(struct sampled *s, struct accum *a, enum avg_how how, int decimals)
{
	if (a->n == 0)
		return;
	if (how == AVG_PH)
		s->ions += a->s / a->n;
	else
		quotsum_add(&s->days, accum_value(a, how, decimals));
	s->ndays++;
	s->nvalues += a->n;
	s->ncens += a->ncens;
	s->limit = accum_limit(s->limit, a->limit);
	accum_clear(a);
}

void
sampled_month(struct sampled_period *p, const struct sampled *s, enum avg_how how)
{
	if (s->ndays == 0)
		return;
	if (how == AVG_PH)
		p->ions += s->ions / s->ndays;
	else
		quotsum_add_ratio(&p->months, quotsum_mean(&s->days));
	p->nmonths++;
	p->ndays += s->ndays;
	p->nvalues += s->nvalues;
	p->ncens += s->ncens;
	p->limit = accum_limit(p->limit, s->limit);
}

struct ratio
sampled_mean(const struct sampled_period *p, enum avg_how how, int decimals)
{
	if (p->nmonths == 0)
		return (struct ratio){ 0 };
	if (how == AVG_PH)
		return quot_ratio(accum_transformed(how, p->ions, 0, p->nmonths, decimals));
	return quotsum_mean(&p->months);
}

struct dec
sampled_below(const struct sampled_period *p)
{
	return p->nvalues > 0 && p->ncens == p->nvalues ? p->limit : (struct dec){ 0 };
}

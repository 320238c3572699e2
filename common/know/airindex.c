#include "airindex.h"
#include "rounding.h"

static int
item_of(const char *name)
{
	for (int i = 0; i < AQI_NITEM; i++) {
		if (strcmp(aqi_names[i], name) == 0)
			return i;
	}
	return -1;
}

/* The percentile of "CO_p95"; missing for a mean. */
static struct dec
percentile_in(const char *statistic)
{
	const char *p = strrchr(statistic, '_');
	struct dec x = { 0 };

	if (p != NULL && p[1] == 'p')
		(void)dec_parse(sv_of(p + 2), &x);
	return x;
}

bool
airindex_init(struct airindex *x, const struct tables *tabs, const char *set, bool raw_sum)
{
	const struct table *t = table_get(tabs, "index_air");
	const size_t name = table_col(t, "set"), item = table_col(t, "item"), stat = table_col(t, "statistic"),
	    limit = table_col(t, "limit"), weight = table_col(t, "weight");
	bool all = true;

	*x = (struct airindex){ .raw_sum = raw_sum };
	x->single_decimals = rounding_decimals(tabs, "single", "*", set);
	x->composite_decimals = rounding_decimals(tabs, "composite", "*", set);
	for (size_t i = 0; i < t->nrow; i++) {
		const int k = item_of(table_at(t, i, item));

		if (k < 0 || strcmp(table_at(t, i, name), set) != 0)
			continue;
		x->set = table_at(t, i, name);
		x->statistic[k] = table_at(t, i, stat);
		x->percentile[k] = percentile_in(x->statistic[k]);
		(void)dec_parse(sv_of(table_at(t, i, limit)), &x->limit[k]);
		(void)dec_parse(sv_of(table_at(t, i, weight)), &x->weight[k]);
	}
	for (int k = 0; k < AQI_NITEM; k++)
		all = all && dec_has(x->limit[k]) && x->limit[k].m > 0 && dec_has(x->weight[k]);
	return all;
}

void
airindex_of(const struct airindex *x, const struct dec value[AQI_NITEM], struct airindex_result *r)
{
	struct ratio sum = { 0, 1 };

	*r = (struct airindex_result){ .main = 0 };
	for (int k = 0; k < AQI_NITEM; k++) {
		const struct ratio raw = dec_div(value[k], x->limit[k]);

		r->single[k] = ratio_round(raw, x->single_decimals);
		sum = ratio_add(sum, ratio_mul(x->raw_sum ? raw : dec_ratio(r->single[k]), dec_ratio(x->weight[k])));
		if (!dec_has(r->single[k]) || (dec_has(r->largest) && dec_cmp(r->single[k], r->largest) < 0))
			continue;
		if (!dec_has(r->largest) || dec_cmp(r->single[k], r->largest) > 0)
			r->main = 0;
		r->largest = r->single[k];
		r->main |= 1u << k;
	}
	r->index = ratio_round(sum, x->composite_decimals);
	if (!dec_has(r->index)) {		/* the item that is missing might have had the largest */
		r->largest = r->index;
		r->main = 0;
	}
}

void
airindex_rank(const struct dec *v, size_t n, bool descending, int *rank)
{
	for (size_t i = 0; i < n; i++) {
		rank[i] = dec_has(v[i]);
		for (size_t j = 0; j < n && dec_has(v[i]); j++) {
			if (dec_has(v[j]))
				rank[i] += (descending ? dec_cmp(v[j], v[i]) > 0 : dec_cmp(v[j], v[i]) < 0);
		}
	}
}

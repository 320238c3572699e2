#include <string.h>

#include "waterclass.h"

static int
class_row(const struct table *t, size_t r)
{
	const char *s = table_cell(t, r, "class");

	return s[0] >= '0' && s[0] <= '6' && s[1] == '\0' ? s[0] - '0' : -1;
}

void
water_words_init(struct water_words *w, const struct tables *tabs)
{
	const struct table *t = table_get(tabs, "water_classes");

	*w = (struct water_words){ .numeral = { "" } };
	for (int c = 0; c < WATER_CLASSES; c++)
		w->numeral[c] = w->status[0][c] = w->status[1][c] = w->colour[0][c] = w->colour[1][c] = w->rgb[c] = "";
	for (size_t r = 0; r < t->nrow; r++) {
		const int c = class_row(t, r);
		const char *step = table_cell(t, r, "step");

		if (c < 0)
			continue;
		w->numeral[c] = table_cell(t, r, "numeral");
		w->status[0][c] = table_cell(t, r, "status");
		w->status[1][c] = table_cell(t, r, "status_en");
		w->colour[0][c] = table_cell(t, r, "colour");
		w->colour[1][c] = table_cell(t, r, "colour_en");
		w->rgb[c] = table_cell(t, r, "rgb");
		w->step[c] = step[0] >= '0' && step[0] <= '9' ? step[0] - '0' : 0;
	}
}

const char *
water_numeral(const struct tables *tabs, int class)
{
	const struct table *t = table_get(tabs, "water_classes");

	for (size_t r = 0; r < t->nrow; r++) {
		if (class_row(t, r) == class)
			return table_cell(t, r, "numeral");
	}
	return "";
}

bool
water_goes_first(const struct tables *tabs, const char *item)
{
	return table_find(table_get(tabs, "water_first"), "item", item) != TABLE_NONE;
}

void
water_classify(struct water_item *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		/* Class 1 of what is not detected is that of a mean of such values too. */
		const struct dec x = v[i].limit->nd_first ? water_proof(&v[i]) : v[i].x;

		v[i].class = dec_has(v[i].x) && v[i].limit->nclass > 0 ? waterlimit_class(v[i].limit, x) : 0;
	}
}

/* Whether a goes before b: what goes first, then the worse class, then the larger multiple; what has none comes last. */
static bool
before(const struct water_item *a, const struct water_item *b)
{
	if (a->first != b->first)
		return a->first;
	if (a->class != b->class)
		return a->class > b->class;
	if (ratio_has(a->multiple) != ratio_has(b->multiple))
		return ratio_has(a->multiple);
	return ratio_has(a->multiple) && ratio_cmp(a->multiple, b->multiple) > 0;
}

/* Puts item i in its place among those that exceed; equal ones keep the order of the table. */
static void
insert(struct water_verdict *r, const struct water_item *v, uint8_t i)
{
	unsigned int k = r->nexceed++;

	while (k > 0 && before(&v[i], &v[r->exceed[k - 1]])) {
		r->exceed[k] = r->exceed[k - 1];
		k--;
	}
	r->exceed[k] = i;
}

static int
worst_of(const struct waterlimit *l, struct dec x)
{
	x.cens = 0;
	return waterlimit_class(l, x);
}

void
water_judge(struct water_verdict *r, struct water_item *v, size_t n, int tested)
{
	int possible = 0;		/* the class if every unproved item stood at its limit of detection */

	r->class = r->proved = 0;
	r->judged = r->nexceed = 0;
	r->tested = tested;
	water_classify(v, n);
	for (size_t i = 0; i < n; i++) {
		struct water_item *w = &v[i];

		if (w->class == 0 || w->reference)
			continue;
		r->judged++;
		w->unproved = water_proof(w).cens == '<' && waterlimit_unproved(w->limit, water_proof(w), tested);
		if (w->class > r->class)
			r->class = w->class;
		if (w->unproved) {
			const int c = worst_of(w->limit, water_proof(w));

			possible = c > possible ? c : possible;
			continue;
		}
		if (w->class > r->proved)
			r->proved = w->class;
		if (w->class > tested) {
			w->multiple = waterlimit_multiple(w->limit, w->x, tested);
			insert(r, v, (uint8_t)i);
		}
	}
	r->undecided = possible > r->proved;
}

unsigned int
water_nmain(const struct water_verdict *r, unsigned int most)
{
	return r->class <= r->tested ? 0 : r->nexceed < most ? r->nexceed : most;
}

bool
water_setting(const struct tables *tabs, const char *key, unsigned int *v)
{
	const struct table *t = table_get(tabs, "water_settings");
	const size_t r = table_find(t, "key", key);
	struct dec x;

	if (r == TABLE_NONE || !dec_parse(sv_of(table_cell(t, r, "value")), &x) || x.scale != 0 || x.cens != 0 || x.m < 1 ||
	    x.m > 1000)
		return false;
	*v = (unsigned int)x.m;
	return true;
}

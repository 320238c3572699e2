#include <stdlib.h>

#include "csvin.h"
#include "mem.h"
#include "targets.h"

static size_t
item_put(struct targets *t, struct sv name)
{
	for (size_t i = 0; i < t->n; i++) {
		if (sv_is(name, t->item[i]))
			return i;
	}
	t->item = mem_grow(t->item, &t->cap, t->n + 1, sizeof(*t->item));
	t->item[t->n] = mem_ndup(name.p, name.n);
	return t->n++;
}

struct targets *
targets_read(struct diag *d, const char *file, int year)
{
	struct targets *t = mem_alloc(sizeof(*t));
	struct csvin *in = csvin_open_one(d, file);
	const size_t y = csvin_need(in, "year"), scope = csvin_need(in, "scope"), item = csvin_need(in,
	    "item"), target = csvin_need(in, "target");

	while (csvin_next(in)) {
		struct dec v = { 0 }, of = { 0 };

		if (!csvin_decimal(in, y, &of) || !csvin_decimal(in, target, &v) || !dec_has(of) || !dec_has(v) ||
		    dec_cmp(of, dec_int(year)) != 0)
			continue;
		t->row = mem_grow(t->row, &t->caprow, t->nrow + 1, sizeof(*t->row));
		t->row[t->nrow].scope = mem_ndup(csvin_field(in, scope).p, csvin_field(in, scope).n);
		t->row[t->nrow].item = item_put(t, csvin_field(in, item));
		t->row[t->nrow++].value = v;
	}
	csvin_close(in);
	return t;
}

void
targets_free(struct targets *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++)
		free(t->item[i]);
	for (size_t i = 0; i < t->nrow; i++)
		free(t->row[i].scope);
	free(t->item);
	free(t->row);
	free(t);
}

struct dec
targets_find(const struct targets *t, char *const key[], size_t nkey, size_t i)
{
	struct dec any = { 0 };

	for (size_t r = 0; r < t->nrow; r++) {
		if (t->row[r].item != i)
			continue;
		if (strcmp(t->row[r].scope, "*") == 0)
			any = t->row[r].value;
		for (size_t k = 0; k < nkey; k++) {
			if (strcmp(t->row[r].scope, key[k]) == 0)
				return t->row[r].value;
		}
	}
	return any;
}

struct target_year
target_year_of(const struct period *elapsed)
{
	const struct ymd c = civil_ymd(elapsed->to);
	const int64_t days = civil_days(c.y + 1, 1, 1) - civil_days(c.y, 1, 1);

	return (struct target_year){ days, period_days(elapsed), days - period_days(elapsed) };
}

struct dec
target_need(struct dec target, struct dec mean, const struct target_year *y)
{
	struct ratio r;

	if (y->left <= 0)
		return (struct dec){ 0 };
	r = ratio_sub(ratio_mul(dec_ratio(target), ratio_make(y->days, 1)),
	    ratio_mul(dec_ratio(mean), ratio_make(y->so_far, 1)));
	return ratio_floor(ratio_mul(r, ratio_make(1, y->left)), mean.scale);
}

struct dec
target_room_days(struct dec target, unsigned int valid, unsigned int good, int64_t left)
{
	const struct ratio all = ratio_make((wide)valid + left, 1),
	    may = ratio_mul(ratio_sub(ratio_make(100, 1), dec_ratio(target)), ratio_mul(all, ratio_make(1,
	    100)));

	return dec_sub(ratio_floor(may, 0), dec_int((int64_t)valid - (int64_t)good));
}

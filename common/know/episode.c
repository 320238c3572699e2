#include "episode.h"

#define LARGEST	INT64_C(1000000000000)	/* of a threshold without its point: comparisons stay exact */

const char *const episode_name[EPISODE_N] = { "", "blue", "yellow", "orange", "red" };

bool
episode_parse(struct episode_rule *r, enum episode_grade grade, struct sv text)
{
	struct sv alt, part;

	while (sv_split(&text, ',', &alt)) {
		const size_t base = r->n;

		while (sv_split(&alt, '+', &part)) {
			struct episode_cond *c = &r->v[r->n];
			struct sv over;

			if (r->n == EPISODE_MAX || !sv_split(&part, '/', &over) || !dec_parse(over, &c->over) || c->over.scale > 6 ||
			    c->over.m > LARGEST || c->over.m < -LARGEST || part.p == NULL || !civil_span(part, &c->span))
				return false;
			c->grade = grade;
			c->base = base;
			r->n++;
		}
	}
	return true;
}

enum episode_grade
episode_step(struct episode *e, const struct episode_rule *r, struct ratio x, int64_t t)
{
	enum episode_grade g = EPISODE_NONE;

	for (size_t i = 0; i < r->n; i++) {
		const bool over = ratio_cmp(x, dec_ratio(r->v[i].over)) > 0;

		if (!over || (r->gap > 0 && t - e->last > r->gap))
			e->from[i] = 0;
		if (e->from[r->v[i].base] == 0)		/* the base stands before what lies within it */
			e->best[i] = 0;
		if (over) {
			if (e->from[i] == 0)
				e->from[i] = t;
			if (t - e->from[i] + CIVIL_DAY > e->best[i])
				e->best[i] = t - e->from[i] + CIVIL_DAY;
		}
	}
	e->last = t;
	for (size_t i = 0; i < r->n; i++) {
		bool met = r->v[i].base == i && e->from[i] != 0;

		for (size_t k = i; met && k < r->n && r->v[k].base == i; k++)
			met = e->best[k] >= r->v[k].span;
		if (met && r->v[i].grade > g)
			g = r->v[i].grade;
	}
	return g;
}

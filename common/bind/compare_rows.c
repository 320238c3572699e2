#include "compare_own.h"
#include "mem.h"
#include "settings.h"

/* The row's key cells, with time (which may be NULL) behind them. */
static void
row_key(const struct compare *c, bool of_base, size_t row, const struct compare_when *w, struct sbuf *b)
{
	char t[CIVIL_TEXT];

	sbuf_clear(b);
	for (size_t i = 0; i < c->ncol; i++) {
		const struct compare_column *v = &c->col[i];
		const struct held *h = of_base ? c->base : c->now;
		const struct sv f = v->how.kind != CHANGE_KEY ? (struct sv){ NULL, 0 } :
		    held_cell(h, row, (size_t)(of_base ? v->base : v->now));

		if (v->how.kind != CHANGE_KEY)
			continue;
		sbuf_put(b, f.p, f.n);
		sbuf_putc(b, '\x1f');
	}
	if (w != NULL)
		sbuf_put(b, t, compare_when_print(t, w));
}

static const char *
first_key(const struct compare *c)
{
	for (size_t i = 0; i < c->ncol; i++) {
		if (c->col[i].how.kind == CHANGE_KEY)
			return c->col[i].name;
	}
	return NULL;
}

static size_t
count_keys(const struct compare *c)
{
	struct map m = { 0 };
	struct sbuf b = { 0 };
	size_t n;

	for (size_t r = 0; r < c->base->nrow; r++) {
		row_key(c, true, r, NULL, &b);
		(void)map_put(&m, sbuf_sv(&b));
	}
	n = m.n;
	map_release(&m);
	sbuf_release(&b);
	return n;
}

void
compare_index(struct compare *c, bool two)
{
	struct sbuf b = { 0 };
	char t[CIVIL_TEXT];

	c->by_key_alone = two && (c->time_base < 0 || c->time_now < 0 || count_keys(c) == c->base->nrow);
	for (size_t r = 0; r < c->base->nrow; r++) {
		const struct compare_when w = compare_row_when(c->base, c->time_base, r);
		const size_t n = c->rows.n;
		size_t k;

		row_key(c, true, r, c->by_key_alone ? NULL : &w, &b);
		k = map_put(&c->rows, sbuf_sv(&b));
		if (c->rows.n == n) {
			const struct place at = held_place(c->base, r, 0);

			diag_refuse(c->s.d, &(struct place){ at.file, at.line, first_key(c) },
			    _("a second row of this key%s; name what tells them apart by --key"),
			    c->by_key_alone ? "" : _(" and time"));
		}
		c->row_of = mem_grow(c->row_of, &c->caprow, c->rows.n, sizeof(*c->row_of));
		c->row_of[k] = r;
		(void)map_put(&c->times, (struct sv){ t, compare_when_print(t, &w) });
	}
	c->used = mem_array(c->base->nrow, sizeof(*c->used));
	sbuf_release(&b);
}

size_t
compare_base_of(struct compare *c, size_t row, struct compare_when *w)
{
	const struct compare_when now = compare_row_when(c->now, c->time_now, row);
	struct sbuf b = { 0 };
	char t[CIVIL_TEXT];
	size_t k;

	*w = (struct compare_when){ .has = false };
	if (!c->by_key_alone && now.has)
		*w = compare_when_shift(&now, c->s.by_period, -1);
	(void)map_put(&c->wanted, (struct sv){ t, compare_when_print(t, w) });
	row_key(c, false, row, c->by_key_alone ? NULL : w, &b);
	k = map_get(&c->rows, sbuf_sv(&b));
	sbuf_release(&b);
	if (k == MAP_NONE || (!c->by_key_alone && !now.has))
		return SIZE_MAX;
	c->used[c->row_of[k]] = true;
	return c->row_of[k];
}

bool
compare_dropped(const struct compare *c, size_t row)
{
	const struct compare_when w = compare_row_when(c->base, c->time_base, row);
	char t[CIVIL_TEXT];

	return !c->used[row] && (c->by_key_alone ||
	    map_get(&c->wanted, (struct sv){ t, compare_when_print(t, &w) }) != MAP_NONE);
}

static void
choose(struct compare *c, size_t row, size_t *cap)
{
	c->chosen = mem_grow(c->chosen, cap, c->nchosen + 1, sizeof(*c->chosen));
	c->chosen[c->nchosen++] = row;
}

/* Of one table the rows whose base time occurs in it, or those of its last time; --period says it outright. */
void
compare_choose(struct compare *c, bool two)
{
	struct period p;
	const bool period = settings_period(c->s.d, c->s.common, &p);
	int64_t last = INT64_MIN;
	size_t cap = 0;
	char t[CIVIL_TEXT];

	for (size_t r = 0; r < c->now->nrow; r++) {
		const struct compare_when w = compare_row_when(c->now, c->time_now, r), b = compare_when_shift(&w, c->s.by_period, -1);

		last = w.has && w.period.to > last ? w.period.to : last;
		if (period ? w.has && w.period.from >= p.from && w.period.to <= p.to :
		    two || (w.has && map_get(&c->times, (struct sv){ t, compare_when_print(t, &b) }) != MAP_NONE))
			choose(c, r, &cap);
	}
	if (c->nchosen > 0 || period)
		return;
	for (size_t r = 0; r < c->now->nrow; r++) {
		const struct compare_when w = compare_row_when(c->now, c->time_now, r);

		if (!w.has || w.period.to == last)
			choose(c, r, &cap);
	}
}

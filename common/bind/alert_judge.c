/*
 * The verdicts: what one row of a station means for one rule and item.  A value below the limit of
 * detection is half of it in windows; it is judged by its limit where that decides, else not.
 */
#include "alert.h"

#define GUARD	6			/* decimals of a statistic beyond the item's */
#define FINEST	9			/* decimals that a value is judged with */
#define LARGEST	INT64_C(10000000000000000)	/* its number without the point: products stay exact */

/* The factor that makes the median absolute deviation of a normal distribution its standard deviation. */
static const struct dec mad_factor = { 14826, 4, DEC_NUMBER, 0 };

struct ask {
	struct alert		*a;
	struct alert_station	*s;
	struct alert_slot	*slot;
	struct alert_cell	*c;
	const struct alertrule	*r;
	struct dec		 x;
	int64_t			 t;
	struct alert_verdict	*v;
};

static bool
skip(const struct ask *q, enum alert_skip why)
{
	q->a->nskip[why]++;
	return false;
}

/* The value as it is judged: false where no measurement is so large and so fine. */
static bool
is_usable(struct dec *x)
{
	const uint8_t cens = x->cens;

	if (x->scale > FINEST)
		*x = dec_round(*x, FINEST);
	x->cens = cens;
	return x->m <= LARGEST && x->m >= -LARGEST;
}

/* The value as a window holds it. */
static struct dec
plain(struct dec x)
{
	if (x.cens == '<')
		x = dec_mul((struct dec){ x.m, x.scale, DEC_NUMBER, 0 }, (struct dec){ 5, 1, DEC_NUMBER, 0 });
	x.cens = 0;
	return x;
}

/* limit moved by the margin towards the inside: down for an upper one, up for a lower one. */
static struct ratio
inside(const struct alertrule *r, struct ratio limit, bool upper)
{
	struct ratio m = dec_ratio(r->margin);

	if (!dec_has(r->margin))
		return limit;
	if (r->margin_percent) {
		m = ratio_mul(ratio_mul(m, ratio_make(1, 100)), limit);
		m.num = m.num < 0 ? -m.num : m.num;
	}
	return upper ? ratio_sub(limit, m) : ratio_add(limit, m);
}

/* Only then the thresholds of clearing matter. */
static bool
is_active(const struct ask *q)
{
	return q->c->alarm.grade > 0;
}

static bool
judge_limit(const struct ask *q)
{
	const struct alertrule *r = q->r;
	const struct ratio x = dec_ratio(q->x);

	if (q->x.cens == '<' && ((dec_has(r->above) && dec_cmp(q->x, r->above) > 0) ||
	    (dec_has(r->below) && dec_cmp(q->x, r->below) > 0)))
		return skip(q, ALERT_CENSORED);
	q->v->grade = (dec_has(r->above) && dec_cmp(q->x, r->above) > 0) || (dec_has(r->below) && dec_cmp(q->x, r->below) < 0);
	q->v->keep = q->v->grade;
	if (is_active(q))
		q->v->keep = (dec_has(r->above) && ratio_cmp(x, inside(r, dec_ratio(r->above), true)) > 0) ||
		    (dec_has(r->below) && ratio_cmp(x, inside(r, dec_ratio(r->below), false)) < 0);
	return true;
}

/* The class limits for the station's water; false where it is not known or there are none. */
static bool
find_limits(const struct ask *q, const struct waterlimit **l)
{
	const enum water_body water = q->s->water == WATER_RIVER || q->s->water == WATER_LAKE ? q->s->water : q->r->water;

	if (water == WATER_UNKNOWN && q->slot->limit[0] != q->slot->limit[1])
		return skip(q, ALERT_NO_WATER);
	*l = q->slot->limit[water == WATER_LAKE];
	return *l != NULL;
}

static bool
find_target(const struct ask *q)
{
	q->v->target = q->s->target > 0 ? q->s->target : q->r->target;
	return q->v->target > 0 || skip(q, ALERT_NO_TARGET);
}

/* The class of one value, rounded as assessed means are; the number of a limit of detection counts as it stands. */
static int
class_of(const struct waterlimit *l, struct dec x, struct dec margin)
{
	x.cens = 0;
	return waterlimit_class_within(l, l->decimals < 0 ? x : dec_round(x, l->decimals), margin);
}

/* Grades by classes: worse than base by the rule's steps. */
static bool
by_class(const struct ask *q, const struct waterlimit *l, int base)
{
	struct alert_verdict *v = q->v;
	int keep;

	v->klass = class_of(l, q->x, (struct dec){ 0 });
	keep = is_active(q) ? class_of(l, q->x, q->r->margin) : v->klass;
	v->grade = v->klass - base >= q->r->steps ? v->klass : 0;
	v->keep = keep - base >= q->r->steps ? keep : 0;
	v->limit = l->limit[base > 5 ? 4 : base - 1];
	if (q->x.cens == '<' && v->grade > 0 && l->kind != WATERLIMIT_MIN)
		return skip(q, ALERT_CENSORED);
	return true;
}

static bool
judge_class(const struct ask *q)
{
	const struct waterlimit *l;

	return find_limits(q, &l) && find_target(q) && by_class(q, l, q->v->target);
}

static bool
judge_jump(const struct ask *q)
{
	struct window *w = &q->c->window;
	const struct waterlimit *l;
	struct ratio usual;
	size_t n;

	window_since(w, q->t - q->r->last);
	n = w->n;
	usual = n < q->r->least ? (struct ratio){ 0, 0 } : q->r->mean ? window_mean(w) : window_median(w);
	window_add(w, q->t, plain(q->x));
	if (!find_limits(q, &l))
		return false;
	if (!ratio_has(usual))
		return skip(q, ALERT_FEW);
	q->v->usual = class_of(l, ratio_guard(usual, GUARD + (l->decimals < 0 ? 0 : l->decimals)), (struct dec){ 0 });
	return by_class(q, l, q->v->usual);
}

/* The limit of air of that grade on the row's day, missing for none. */
static struct dec
air_limit(const struct ask *q)
{
	const struct table *t = table_get(q->a->spec.tabs, "limits_air");
	const size_t item = table_col(t, "item"), per = table_col(t, "averaging"), grade = table_col(t, "grade"),
	    from = table_col(t, "effective_from"), to = table_col(t, "effective_to"), limit = table_col(t, "limit");
	const int64_t day = civil_hour_day(q->t);

	if (q->slot->day == day)
		return q->slot->air;
	q->slot->day = day;
	q->slot->air = (struct dec){ 0 };
	for (size_t r = 0; r < t->nrow; r++) {
		struct civil first = { INT64_MIN, true }, last = { INT64_MAX, true };

		if (strcmp(table_at(t, r, item), q->slot->item) != 0 || strcmp(table_at(t, r, per), q->r->per == NULL ? "" : q->r->per) != 0 ||
		    table_at(t, r, grade)[0] != '0' + q->r->of_n)
			continue;
		(void)civil_parse(sv_of(table_at(t, r, from)), &first);
		(void)civil_parse(sv_of(table_at(t, r, to)), &last);
		/* The first edition applies before its first day too. */
		if (day * CIVIL_DAY <= last.sec && (day * CIVIL_DAY >= first.sec || !dec_has(q->slot->air)))
			(void)dec_parse(sv_of(table_at(t, r, limit)), &q->slot->air);
	}
	return q->slot->air;
}

static bool
judge_multiple(const struct ask *q)
{
	const struct waterlimit *l;
	struct dec base, top;

	if (q->r->of == ALERT_OF_GRADE)
		base = air_limit(q);
	else {
		if (!find_limits(q, &l) || l->kind != WATERLIMIT_MAX || (q->r->of == ALERT_OF_TARGET && !find_target(q)))
			return false;
		base = l->limit[(q->r->of == ALERT_OF_TARGET ? q->v->target : q->r->of_n) - 1];
	}
	if (!dec_has(base) || base.m > WATERLIMIT_LARGEST || base.scale > FINEST)
		return false;
	top = q->v->limit = dec_mul(base, q->r->times);
	q->v->grade = q->v->keep = dec_cmp(q->x, top) > 0;
	if (is_active(q))
		q->v->keep = ratio_cmp(dec_ratio(q->x), inside(q->r, dec_ratio(top), true)) > 0;
	return q->x.cens != '<' || q->v->grade == 0 || skip(q, ALERT_CENSORED);
}

/* Whether d, the distance of a value from the median m of the window, is sudden by all that the rule asks. */
static bool
is_sudden(const struct ask *q, const struct window *w, struct ratio m, struct ratio d)
{
	struct ratio share = ratio_mul(m, ratio_mul(dec_ratio(q->r->percent), ratio_make(1, 100)));

	share.num = share.num < 0 ? -share.num : share.num;
	return ratio_cmp(d, share) > 0 && (!dec_has(q->r->floor) || ratio_cmp(d, dec_ratio(q->r->floor)) >= 0) &&
	    ratio_cmp(d, ratio_mul(window_mad(w), ratio_mul(dec_ratio(q->r->k), dec_ratio(mad_factor)))) > 0;
}

static bool
judge_change(const struct ask *q)
{
	struct window *w = &q->c->window;
	const struct dec x = plain(q->x);
	const bool enough = w->n >= q->r->n;
	struct ratio m, d;

	window_last(w, q->r->n);
	if (enough) {
		m = window_median(w);
		d = ratio_sub(dec_ratio(x), m);
		d.num = d.num < 0 ? -d.num : d.num;
		q->v->grade = q->v->keep = is_sudden(q, w, m, d);
		q->v->limit = ratio_guard(m, x.scale + GUARD);
	}
	window_add(w, q->t, x);
	return enough || skip(q, ALERT_FEW);
}

/* Whether the rule's list has that item. */
static bool
lists(const struct ask *q, const char *item)
{
	struct sv rest = sv_of(q->r->cell[ALERT_ITEM]), word;

	while (sv_word(&rest, &word)) {
		const struct item *it = items_find(&q->a->spec.cols->items, NULL, word, NULL);

		if (sv_is(word, item) || (it != NULL && strcmp(it->name, item) == 0))
			return true;
	}
	return false;
}

/* Counts the items with an alarm of their value raised within the window; their names go to a->items. */
static bool
judge_several(const struct ask *q)
{
	struct alert *a = q->a;
	int64_t n = 0;

	sbuf_clear(&a->items);
	for (size_t p = 0; p < a->ninput; p++) {
		bool raised = false;

		for (size_t i = 0; i < a->nslot && !raised; i++) {
			const struct alert_slot *o = &a->slot[i];
			const struct alarm *m = &q->s->cell[i].alarm;

			raised = o->input == (int)p && o->rule->test <= ALERT_CHANGE && m->grade > 0 && q->t - m->raised <= q->r->span &&
			    lists(q, o->item);
		}
		if (raised)
			sbuf_printf(&a->items, "%s%s", n++ > 0 ? " " : "", a->input[p].name);
	}
	q->v->grade = q->v->keep = n >= (int64_t)q->r->n;
	q->v->value = dec_int(n);
	q->v->limit = dec_int((int64_t)q->r->n);
	return true;
}

static bool
judge_missing(const struct ask *q)
{
	if (dec_has(q->x)) {
		q->c->last = q->t;
		return true;
	}
	if (q->c->last == 0 || q->t - q->c->last < q->r->span || (q->s->date && q->r->span < 2 * CIVIL_DAY))
		return false;
	q->v->grade = q->v->keep = 1;
	return true;
}

/* The day's primary pollutants are all among those that make no episode of this kind. */
static bool
is_other(const struct ask *q)
{
	struct sv rest, word, list, item, stem;
	bool any = false;

	if (q->a->primary < 0 || q->r->without == NULL || !q->s->date)
		return false;
	rest = csvin_field(q->a->spec.in, (size_t)q->a->primary);
	while (sv_word(&rest, &word)) {
		bool listed = false;

		(void)sv_split(&word, '_', &stem);	/* O3_8hmax is O3 */
		for (list = sv_of(q->r->without); sv_split(&list, ',', &item);)
			listed = listed || sv_same(stem, item);
		if (!listed)
			return false;
		any = true;
	}
	return any;
}

static bool
judge_episode(const struct ask *q)
{
	struct window *w = &q->c->window;
	struct ratio x = dec_ratio(plain(q->x));

	if (!q->s->date) {			/* hours: the mean of the last ones, across midnight */
		window_since(w, q->t - q->r->span);
		window_add(w, q->t, plain(q->x));
		if (w->n < q->r->least)
			return skip(q, ALERT_FEW);
		x = window_mean(w);
	}
	q->v->value = ratio_guard(x, q->x.scale + GUARD);
	if (is_other(q))
		x = ratio_make(0, 1);
	q->v->grade = q->v->keep = (int)episode_step(q->c->episode, &q->r->episode, x, q->t);
	return true;
}

bool
alert_judge(struct alert *a, size_t k, size_t i, int64_t t, struct alert_verdict *v)
{
	struct alert_slot *slot = &a->slot[i];
	struct ask q = { a, &a->st[k], slot, &a->st[k].cell[i], slot->rule,
		slot->input < 0 ? (struct dec){ 0 } : a->x[slot->input], t, v };

	*v = (struct alert_verdict){ .value = q.x };
	if (slot->input >= 0 && !dec_has(q.x) && slot->rule->test != ALERT_MISSING)
		return false;
	if (slot->input >= 0 && slot->rule->test != ALERT_MISSING && !is_usable(&q.x))
		return skip(&q, ALERT_RANGE);
	switch (slot->rule->test) {
	case ALERT_LIMIT:
		return judge_limit(&q);
	case ALERT_CLASS:
		return judge_class(&q);
	case ALERT_JUMP:
		return judge_jump(&q);
	case ALERT_MULTIPLE:
		return judge_multiple(&q);
	case ALERT_CHANGE:
		return judge_change(&q);
	case ALERT_SEVERAL:
		return judge_several(&q);
	case ALERT_MISSING:
		return judge_missing(&q);
	case ALERT_EPISODE:
		return judge_episode(&q);
	default:
		return true;			/* silent: a row ends it */
	}
}

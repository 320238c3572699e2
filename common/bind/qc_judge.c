#include "mem.h"
#include "qc_own.h"

/* Hour of the day that ends at the stamp, 1 to 24. */
static int
hour_of(int64_t sec)
{
	const int64_t s = ((sec - 1) % CIVIL_DAY + CIVIL_DAY) % CIVIL_DAY;

	return (int)(s / CIVIL_HOUR) + 1;
}

/* A value further off than that of its run so far. */
static bool
is_worse(const struct qc_found *f, const struct qc_run *r)
{
	const int64_t a = f->value == QC_NONE || f->limit == QC_NONE ? 0 : f->value - f->limit;
	const int64_t b = r->value == QC_NONE || r->limit == QC_NONE ? 0 : r->value - r->limit;

	return (a < 0 ? -a : a) > (b < 0 ? -b : b);
}

static void
note_run(struct qc *q, struct qc_station *st, size_t k, const struct qc_found *f, bool fail)
{
	struct qc_run *r = st->run[k] == 0 ? NULL : &q->run[st->run[k] - 1];

	if (!q->s.runs)
		return;
	if (r == NULL || f->from > r->last + 1) {
		q->run = mem_grow(q->run, &q->runcap, q->nrun + 1, sizeof(*q->run));
		r = &q->run[q->nrun++];
		*r = (struct qc_run){ .from = qc_sec(q, st, f->from), .first = f->from, .last = f->from - 1, .check = (uint32_t)k,
			.station = (uint32_t)(st - q->st), .value = f->value, .reference = f->reference, .limit = f->limit };
		st->run[k] = q->nrun;
	} else if (is_worse(f, r)) {
		r->value = f->value;
		r->reference = f->reference;
		r->limit = f->limit;
	}
	if (f->from < r->first) {
		r->n += (uint32_t)(r->first - f->from);
		r->first = f->from;
		r->from = qc_sec(q, st, f->from);
	}
	if (f->to > r->last) {
		r->n += (uint32_t)(f->to - r->last);
		r->last = f->to;
		r->to = qc_sec(q, st, f->to);
	}
	r->fail = r->fail || fail;
}

/* Sets the bit of the test in the cells of an item from..to that have a value. */
static void
mark(const struct qc_station *st, size_t item, const struct qc_found *f, unsigned int bit, bool fail)
{
	const uint64_t b = UINT64_C(1) << bit;
	const int64_t to = f->to < st->ring.head ? f->to : st->ring.head;

	for (int64_t p = f->from < st->ring.first ? st->ring.first : f->from; p <= to; p++) {
		struct qc_cell *c = qc_cell(&st->ring, item, p);

		if (c->v == QC_NONE)
			continue;
		c->suspect |= b;
		c->fail |= fail ? b : 0;
	}
}

/* The bit of the test in its item, and where a pair means both, in the other. */
static void
mark_all(const struct qc_station *st, const struct qccheck *c, const struct qc_found *f, bool fail)
{
	mark(st, c->test.item, f, c->bit, fail);
	if (c->both)
		mark(st, c->test.part[0], f, QCRULES_PER_ITEM, fail);
}

void
qc_take(struct qc *q, struct qc_station *st, size_t k, int64_t place, enum qc_verdict v, const struct qc_found *f)
{
	const struct qccheck *c = &q->s.rules->check[k];
	struct qc_count *n = &st->count[k];

	if (q->s.judged != NULL)
		q->s.judged(q->s.arg, st, (size_t)(st - q->st), c, qc_sec(q, st, place), v, f);
	if (v == QC_UNJUDGED) {
		n->unjudged += qc_at(&st->ring, c->test.item, place) != QC_NONE;
		return;
	}
	n->judged++;
	if (place <= st->ring.head)
		qc_cell(&st->ring, c->test.item, place)->judged |= UINT64_C(1) << c->bit;
	if (v == QC_GOOD)
		return;
	n->suspect++;
	n->fail += v == QC_FAIL;
	mark_all(st, c, f, v == QC_FAIL);
	note_run(q, st, k, f, v == QC_FAIL);
}

static void
judge_missing(struct qc *q, struct qc_station *st, size_t k, int64_t place)
{
	const struct qccheck *c = &q->s.rules->check[k];
	struct qc_state *s = &st->state[k];
	struct qc_found f = { place, place, QC_NONE, QC_NONE, c->test.n * QC_ONE, false };

	if (qc_at(&st->ring, c->test.item, place) != QC_NONE || (c->test.cells && !qc_is_row(&st->ring, c->test.item, place))) {
		s->n = 0;
		qc_cell(&st->ring, c->test.item, place)->judged |= UINT64_C(1) << c->bit;
		return;
	}
	if (s->n++ == 0)
		*s = (struct qc_state){ .from = place, .n = 1 };
	if (s->n < c->test.n)
		return;
	f.from = s->v == 0 ? s->from : place;
	s->v = 1;				/* told */
	f.value = s->n * QC_ONE;
	for (int64_t p = f.from; p <= f.to && c->test.coded; p++)
		qc_cell(&st->ring, c->test.item, p)->fail |= UINT64_C(1) << c->bit;
	st->count[k].suspect += (unsigned long)(f.to - f.from + 1);
	note_run(q, st, k, &f, false);
}

/* What zero and span checks say of the value. */
static enum qc_verdict
ask_checks(const struct qc *q, const struct qc_station *st, const struct qccheck *c, int64_t place, struct qc_found *f)
{
	switch (f->value == QC_NONE ? QCCHECKS_NONE : qcchecks_at(q->s.checks, map_key(&q->stations, (size_t)(st - q->st)),
	    c->test.item, qc_sec(q, st, place), &f->reference, &f->limit)) {
	case QCCHECKS_OUT:
		return QC_SUSPECT;
	case QCCHECKS_GOOD:
		return QC_GOOD;
	default:
		return QC_UNJUDGED;
	}
}

/* What the checks around a value propose in its place; to be decided by a person. */
static void
propose(struct qc *q, const struct qc_station *st, const struct qccheck *c, int64_t place, int64_t v)
{
	const struct sv code = map_key(&q->stations, (size_t)(st - q->st));
	const int64_t sec = qc_sec(q, st, place), day = civil_day_of((struct civil){ sec, q->dates });
	const int decimals = q->s.cols->v[c->test.item].item->decimals + 2;
	struct csvout *out = q->s.corrections;
	struct qccorrection x;

	if (v == QC_NONE || (qc_cell(&st->ring, c->test.item, place)->judged & QC_FIXED) != 0 ||
	    (q->s.has_emit && (day < q->s.emit.from || day > q->s.emit.to)) ||
	    !qcchecks_correct(q->s.checks, code, c->test.item, sec, v, &x))
		return;
	csvout_cell(out, code);
	csvout_time(out, (struct civil){ sec, q->dates });
	csvout_text(out, q->s.cols->v[c->test.item].name);
	csvout_dec_short(out, qc_dec(v));
	csvout_dec_short(out, dec_round(qc_dec(x.v), decimals < 9 ? decimals : 9));
	csvout_time(out, (struct civil){ x.from, false });
	csvout_time(out, (struct civil){ x.to, false });
	csvout_text(out, c->rule->cell[0]);
	csvout_end(out);
	q->ncorrected++;
}

/* Whether the verdict is a step, about which the neighbours are asked first. */
static bool
is_held(struct qc *q, struct qc_station *st, size_t k, int64_t place, enum qc_verdict v, const struct qc_found *f)
{
	return v >= QC_SUSPECT && q->s.rules->check[k].test.kind == QC_STEP && qc_hold(q, st, k, place, f);
}

/* A test that asks for the hour, a condition or the history before it can be put. */
static void
judge_told(struct qc *q, struct qc_station *st, size_t k, int64_t place)
{
	const struct qccheck *c = &q->s.rules->check[k];
	const int hour = hour_of(qc_sec(q, st, place));
	const struct qc_history *h = st->history == NULL ? NULL : &st->history[c->test.item * QCHISTORY_HOURS +
	    (c->series ? QCHISTORY_ALL : (size_t)hour)];
	struct qc_found f = { place, place, qc_at(&st->ring, c->test.item, place), QC_NONE, QC_NONE, false };
	enum qc_verdict v;

	if ((c->calendar.asked != 0 && !qccalendar_holds(&c->calendar, qc_sec(q, st, place))) ||
	    (c->when >= 0 && c->test.kind != QC_CONDITION && (place > st->ring.head || (*qc_when(st, place) >> c->when & 1) == 0))) {
		st->state[k].n = st->state[k].m[0] = st->state[k].m[1] = 0;	/* a run does not go on over it */
		v = QC_UNJUDGED;
	} else if (c->test.kind == QC_CONDITION)
		v = f.value == QC_NONE ? QC_UNJUDGED : (*qc_when(st, place) >> c->when & 1) != 0 ? QC_SUSPECT : QC_GOOD;
	else if (c->test.kind == QC_CHECKED) {
		v = ask_checks(q, st, c, place, &f);
		if (q->s.corrections != NULL)
			propose(q, st, c, place, f.value);
	}
	else
		v = qc_judge(&c->test, &st->ring, place, &st->state[k], h, hour, &f);
	if (!is_held(q, st, k, place, v, &f))
		qc_take(q, st, k, place, v, &f);
}

static void
judge(struct qc *q, struct qc_station *st, size_t k, int64_t place)
{
	const struct qccheck *c = &q->s.rules->check[k];
	struct qc_found f;
	enum qc_verdict v;

	if (!st->asked[k])
		return;
	if (c->test.kind == QC_MISSING)
		judge_missing(q, st, k, place);
	else if (c->told)
		judge_told(q, st, k, place);
	else {
		v = qc_judge(&c->test, &st->ring, place, &st->state[k], NULL, 0, &f);
		if (v == QC_GOOD && !q->every)
			st->count[k].judged++;	/* nearly always */
		else if (!is_held(q, st, k, place, v, &f))
			qc_take(q, st, k, place, v, &f);
	}
}

#define CALM	(UINT64_C(1) << 63)	/* of judged: the value changed little from the place before */

static void
judge_list(struct qc *q, struct qc_station *st, const size_t *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const int64_t p = st->ring.head - q->s.rules->check[list[i]].ahead;

		if (p > st->done)
			judge(q, st, list[i], p);
	}
}

/* A value that differs from the one before begins runs; it is at most the first of one. */
static void
begin_runs(struct qc *q, struct qc_station *st, const struct qcplan *plan, int64_t v)
{
	for (size_t i = 0; i < plan->nstill; i++) {
		const size_t k = plan->still[i];
		const struct qc_test *t = &q->s.rules->check[k].test;
		const bool asked = t->above == QC_NONE || v > t->above;

		st->state[k] = (struct qc_state){ .v = v, .from = st->ring.head, .n = asked };
		st->count[k].judged += asked;
		st->count[k].unjudged += !asked;
	}
}

/* Whether all tests of changes would call their places good: little changed where each of them looks. */
static bool
is_calm(const struct qc_station *st, size_t item, const struct qcplan *plan)
{
	const struct qc_ring *r = &st->ring;
	const int64_t h = r->head, p = h - plan->step;

	return h > r->first && p - plan->before >= r->first && p > st->done && (qc_cell(r, item, h - 1)->judged & CALM) != 0 &&
	    (qc_cell(r, item, p)->judged & CALM) != 0;
}

/* The newest place of one item: what is usual is not asked, unless every verdict is wanted. */
static void
judge_item(struct qc *q, struct qc_station *st, size_t item)
{
	const struct qcplan *plan = &q->s.rules->plan[item];
	struct qc_cell *cell = qc_cell(&st->ring, item, st->ring.head);
	const int64_t v = cell->v, before = qc_at(&st->ring, item, st->ring.head - 1);
	int64_t d = INT64_MAX;

	if (v != QC_NONE) {
		st->nvalue[item]++;
		if (v <= plan->lo || v > plan->hi || q->every)
			judge_list(q, st, plan->limit, plan->nlimit);
		if (before != QC_NONE)
			d = qc_distance(v, before);
	}
	for (size_t i = 0; i < plan->nmissing; i++) {
		if (v == QC_NONE || st->state[plan->missing[i]].n > 0 || q->every)
			judge(q, st, plan->missing[i], st->ring.head);
	}
	if (d <= plan->calm)
		cell->judged |= CALM;
	if (d <= plan->calm && is_calm(st, item, plan) && !q->every)
		st->ncalm[item]++;
	else
		judge_list(q, st, plan->wave, plan->nwave);
	if (v != QC_NONE && d > 0 && before != QC_NONE && plan->nstill > 0 && plan->moves < d && !q->every)
		begin_runs(q, st, plan, v);
	else
		judge_list(q, st, plan->still, plan->nstill);
}

/* The end of all rows: a day whose last hours did not come is judged by what there is. */
void
qc_end_day(struct qc *q, struct qc_station *st)
{
	const struct qcrules *r = q->s.rules;
	const int64_t last = qc_sec(q, st, st->ring.head), midnight = (civil_hour_day(last) + 1) * CIVIL_DAY;
	const int64_t place = st->ring.head + (midnight - last) / q->s.interval;

	for (size_t k = 0; k < r->ncheck && st->ring.head >= 0 && place > st->ring.head; k++) {
		if (r->check[k].test.kind == QC_SHAPE)
			judge(q, st, k, place);
	}
}

void
qc_count_rest(const struct qc *q, struct qc_station *st)
{
	const struct qcrules *r = q->s.rules;

	for (size_t k = 0; k < r->ncheck; k++) {
		const struct qccheck *c = &r->check[k];
		const unsigned long nvalue = st->nvalue[c->test.item];
		struct qc_count *n = &st->count[k];

		if (!c->planned) {
			if (n->judged + n->unjudged == 0 && st->asked[k])	/* could not be put */
				n->unjudged = nvalue;
		} else if (c->test.kind == QC_RANGE || c->test.kind == QC_NEGATIVE)
			n->judged = nvalue;
		else if (c->test.kind == QC_MISSING)
			n->judged = st->nplace;
		else if (c->test.kind != QC_CONSTANT)
			n->judged += st->ncalm[c->test.item];
	}
}

/* Tests that can't be put: no history, no group of neighbours. */
static void
say_unasked(struct qc *q, struct qc_station *st)
{
	const struct qcrules *r = q->s.rules;

	for (size_t k = 0; k < r->ncheck; k++) {
		const int64_t p = st->ring.head;
		const struct qc_found f = { p, p, qc_at(&st->ring, r->check[k].test.item, p), QC_NONE, QC_NONE, false };

		if (!r->check[k].alone && st->asked[k] && f.value != QC_NONE &&
		    ((r->check[k].test.kind != QC_NEIGHBOUR && r->check[k].test.kind != QC_CLOCK) || !q->asks_neighbours))
			qc_take(q, st, k, p, QC_UNJUDGED, &f);
	}
}

/* What the newest place of a station lets be judged. */
void
qc_judge_new(struct qc *q, struct qc_station *st)
{
	const struct qcrules *r = q->s.rules;

	st->nplace++;
	for (size_t i = 0; i < q->s.cols->n; i++)
		judge_item(q, st, i);
	judge_list(q, st, r->rest, r->nrest);
	if (q->every)
		say_unasked(q, st);
}

/* No more rows come, or none for long: what still waits for later values is judged without them. */
void
qc_judge_rest(struct qc *q, struct qc_station *st)
{
	const struct qcrules *r = q->s.rules;

	for (size_t k = 0; k < r->ncheck; k++) {
		const int ahead = r->check[k].ahead;
		int64_t p = st->ring.head - ahead + 1;

		for (p = p <= st->done ? st->done + 1 : p; p <= st->ring.head && ahead > 0; p++) {
			if (p >= 0)
				judge(q, st, k, p);
		}
	}
	qc_settle(q, st);
	st->done = st->ring.head;
}

/* The last place stands for n more, which are as empty: stamps go on behind them. */
void
qc_skip_places(struct qc *q, struct qc_station *st, int64_t n)
{
	const struct qcrules *r = q->s.rules;

	for (size_t k = 0; k < r->ncheck; k++) {
		struct qc_run *run = st->run[k] == 0 ? NULL : &q->run[st->run[k] - 1];

		if (r->check[k].test.kind != QC_MISSING)
			continue;
		if (run != NULL && run->to == qc_sec(q, st, st->ring.head)) {
			run->to += n * q->s.interval;
			run->n += (uint32_t)n;
			run->value = (int64_t)run->n * QC_ONE;
		}
		if (st->state[k].v == 1)
			st->count[k].suspect += (unsigned long)n;
		st->state[k].n += (int)(n < 1000000 ? n : 1000000);
		st->state[k].from -= n;
	}
	st->nplace += (unsigned long)n;
	st->t0 += n * q->s.interval;
}

#include <stdlib.h>

#include "mem.h"
#include "qc_own.h"

/* --- stations ------------------------------------------------------------------------------------ */

static void
init_station(struct qc *q, struct qc_station *st, struct sv code, int64_t sec)
{
	const struct qcrules *r = q->s.rules;

	*st = (struct qc_station){ .t0 = sec, .last = INT64_MIN, .done = -1, .group = SIZE_MAX, .peer = SIZE_MAX, .near = SIZE_MAX };
	qc_ring_init(&st->ring, q->s.cols->n, (size_t)(r->back + q->reach + 4 + (q->s.neighbours == NULL ? 0 :
	    (int)(q->s.neighbours->lag / q->s.interval) + 1)), q->s.by_row);
	st->when = mem_array((size_t)st->ring.mask + 1, sizeof(*st->when));
	st->state = mem_array(r->ncheck + 1, sizeof(*st->state));
	st->count = mem_array(r->ncheck + 1, sizeof(*st->count));
	st->run = mem_array(r->ncheck + 1, sizeof(*st->run));
	st->asked = mem_array(r->ncheck + 1, sizeof(*st->asked));
	st->nvalue = mem_array(q->s.cols->n + 1, sizeof(*st->nvalue));
	st->ncalm = mem_array(q->s.cols->n + 1, sizeof(*st->ncalm));
	st->history = qchistory_station(q->s.history, code);
	for (size_t k = 0; k < r->ncheck; k++)
		st->asked[k] = qcrules_asks(r, k, code);
}

/* The group of neighbours of the row's station, SIZE_MAX for none. */
static size_t
group_of(struct qc *q, struct sv code, int64_t sec)
{
	size_t row;
	const char *cell;

	if (q->s.group_col >= 0)
		return map_put(&q->groups, csvin_field(q->s.in, (size_t)q->s.group_col));
	row = q->s.sites == NULL ? SITES_NONE : sites_find(q->s.sites, code, civil_hour_day(sec));
	cell = row == SITES_NONE ? "" : sites_cell(q->s.sites, row, q->s.site_col);
	return cell[0] == '\0' ? SIZE_MAX : map_put(&q->groups, sv_of(cell));
}

/* The station k among its neighbours. */
static void
join(struct qc *q, size_t k, struct sv code, size_t group)
{
	struct qc_station *st = &q->st[k];
	const size_t n = q->s.neighbours == NULL ? MAP_NONE : map_get(&q->s.neighbours->codes, code), had = q->ngroup;

	if (n != MAP_NONE) {
		q->met[n] = k;
		st->near = q->s.neighbours->of[n].n > 0 ? n : SIZE_MAX;
	}
	st->group = group;
	if (group == SIZE_MAX)
		return;
	q->ngroup = q->groups.n;
	q->member = mem_grow(q->member, &q->membercap, q->ngroup, sizeof(*q->member));
	q->tail = mem_grow(q->tail, &q->tailcap, q->ngroup, sizeof(*q->tail));
	if (had < q->ngroup)
		q->member[group] = k;
	else
		q->st[q->tail[group]].peer = k;
	q->tail[group] = k;
}

static size_t
station_of(struct qc *q, int64_t sec)
{
	const struct sv code = csvin_field(q->s.in, (size_t)q->s.cols->station);
	const size_t n = q->stations.n;
	size_t k;

	if (n > 0 && sv_same(map_key(&q->stations, q->ilast), code))
		return q->ilast;
	k = map_put(&q->stations, code);
	if (q->stations.n > n) {
		q->st = mem_grow(q->st, &q->stcap, q->stations.n, sizeof(*q->st));
		init_station(q, &q->st[k], code, sec);
		join(q, k, code, group_of(q, code, sec));
	}
	return k;
}

/* --- rows that wait -------------------------------------------------------------------------------- */

static struct qc_wait *
waiting(const struct qc *q, size_t i)
{
	return &q->wait[(q->wfirst + i) & (q->waitcap - 1)];
}

static void
grow_wait(struct qc *q)
{
	const size_t cap = q->waitcap == 0 ? 256 : q->waitcap * 2;
	struct qc_wait *w = mem_array(cap, sizeof(*w));

	for (size_t i = 0; i < q->nwait; i++)
		w[i] = *waiting(q, i);
	free(q->wait);
	q->wait = w;
	q->waitcap = cap;
	q->wfirst = 0;
}

/* Appends columns from..to of the row as they are written. */
static void
keep_cells(struct qc *q, size_t from, size_t to)
{
	const struct csvin *in = q->s.in;

	if (from >= to)
		return;
	if (in->verbatim) {
		const uint32_t at = from == 0 ? in->row : in->sep[from - 1] + 1;

		sbuf_put(&q->text, in->base + at, in->sep[to - 1] - at);
		return;
	}
	for (size_t c = from; c < to; c++) {
		if (c > from)
			sbuf_putc(&q->text, ',');
		csvout_quote(&q->text, csvin_field(in, c));
	}
}

static void
keep_row(struct qc *q, size_t station, int64_t place, struct civil t, struct sv flags)
{
	const struct csvin *in = q->s.in;
	const int f = in->flags_col;
	struct qc_wait *w;
	const int64_t day = civil_day_of(t);

	if (q->nwait == q->waitcap)
		grow_wait(q);
	w = &q->wait[(q->wfirst + q->nwait++) & (q->waitcap - 1)];
	*w = (struct qc_wait){ .from = q->textfrom + q->text.n, .station = station, .place = place, .sec = t.sec };
	w->silent = q->s.has_emit && (day < q->s.emit.from || day > q->s.emit.to);
	if (w->silent || q->s.out == NULL)
		return;
	keep_cells(q, 0, f < 0 ? in->ncol : (size_t)f);
	w->n[0] = q->textfrom + q->text.n - w->from;
	sbuf_put(&q->text, flags.p, flags.n);
	w->n[1] = flags.n;
	if (f >= 0)
		keep_cells(q, (size_t)f + 1, in->ncol);
	w->n[2] = q->textfrom + q->text.n - w->from - w->n[0] - w->n[1];
}

static void
add_flag(struct sbuf *b, const char *item, const char *code)
{
	const size_t n = b->n, from = n > 0 ? n + 1 : 0;

	if (n > 0)
		sbuf_putc(b, ' ');
	sbuf_puts(b, item);
	sbuf_putc(b, ':');
	sbuf_puts(b, code);
	/* one flag of a kind is enough: the same word may stand there already */
	for (char *p = b->p; n > 0 && (p = strstr(p, b->p + from)) != NULL && p < b->p + n; p++) {
		const size_t len = b->n - from;

		if ((p == b->p || p[-1] == ' ') && p[len] == ' ') {
			b->n = n;
			b->p[n] = '\0';
			return;
		}
	}
}

/* The flags of the tests of one item's cell. */
static void
add_item_flags(struct qc *q, size_t item, const struct qc_cell *c)
{
	const struct qcrules *r = q->s.rules;
	const char *name = q->s.cols->v[item].name;

	for (size_t k = r->first[item]; k < r->first[item + 1]; k++) {
		const uint64_t b = UINT64_C(1) << r->check[k].bit;

		if ((c->suspect & b) == 0)
			continue;
		if (r->check[k].test.kind == QC_NEGATIVE && (c->fail & b) == 0) {
			add_flag(&q->flags, name, "low");
			q->nlow++;
		} else
			add_flag(&q->flags, name, r->check[k].code);
	}
	if ((c->suspect >> QCRULES_PER_ITEM & 1) != 0)
		add_flag(&q->flags, name, "inversion");
}

/* Code of QARTOD of one test and cell: 1 good, 2 not evaluated, 3 suspect, 4 fail, 9 missing. */
static int
qartod_of(const struct qc_cell *c, unsigned int bit)
{
	if (c->v == QC_NONE)
		return (c->fail >> bit & 1) != 0 ? 4 : 9;	/* a test of missing values may say so */
	if ((c->fail >> bit & 1) != 0)
		return 4;
	if ((c->suspect >> bit & 1) != 0)
		return 3;
	return (c->judged >> bit & 1) != 0 ? 1 : 2;
}

static void
put_qartod(struct qc *q, const struct qc_cell *cells)
{
	const struct qcrules *r = q->s.rules;

	for (size_t i = 0; i < q->s.cols->n; i++) {
		int all = 9;

		for (size_t k = r->first[i]; k < r->first[i + 1]; k++) {
			const int code = r->check[k].test.kind == QC_STAMP ? (cells == NULL ? 4 : 1) : cells == NULL ? 2 :
			    qartod_of(&cells[i], r->check[k].bit);

			all = qc_roll_up(all, code);
			csvout_int(q->s.out, code);
		}
		if (r->first[i + 1] > r->first[i])
			csvout_int(q->s.out, all);
	}
}

/* Writes the first row that waits, with what its tests found. */
static void
release(struct qc *q)
{
	const struct qc_wait *w = waiting(q, 0);
	const struct qc_station *st = &q->st[w->station];
	const struct qc_cell *cells = w->place < 0 || w->place < st->ring.first ? NULL : qc_cell(&st->ring, 0, w->place);
	const char *text = q->text.p == NULL ? "" : q->text.p + (w->from - q->textfrom);
	struct csvout *out = q->s.out;
	bool flagged = w->stamp;

	if (q->s.left != NULL && !w->silent)
		q->s.left(q->s.arg, w->station, w->sec, cells);
	for (size_t i = 0; i < q->s.cols->n && cells != NULL; i++)
		flagged = flagged || cells[i].suspect != 0;
	q->nflagged += flagged && !w->silent;
	if (!w->silent && out != NULL) {
		if (w->n[0] > 0 || q->s.in->flags_col > 0)
			csvout_plain(out, (struct sv){ text, w->n[0] });
		if (!flagged)
			csvout_cell(out, (struct sv){ text + w->n[0], w->n[1] });
		else {
			sbuf_clear(&q->flags);
			sbuf_put(&q->flags, text + w->n[0], w->n[1]);
			if (w->stamp)
				add_flag(&q->flags, "*", "stamp");
			for (size_t i = 0; i < q->s.cols->n && cells != NULL; i++) {
				if (cells[i].suspect != 0)
					add_item_flags(q, i, &cells[i]);
			}
			csvout_cell(out, sbuf_sv(&q->flags));
		}
		if (q->s.in->flags_col >= 0 && (size_t)q->s.in->flags_col + 1 < q->s.in->ncol)
			csvout_plain(out, (struct sv){ text + w->n[0] + w->n[1], w->n[2] });
		if (q->s.qartod)
			put_qartod(q, cells);
		csvout_end(out);
	}
	q->wfirst = (q->wfirst + 1) & (q->waitcap - 1);
	q->nwait--;
}

/* The text of rows that have left goes, now and then. */
static void
drop_text(struct qc *q)
{
	const size_t from = q->nwait == 0 ? q->textfrom + q->text.n : waiting(q, 0)->from;
	const size_t gone = from - q->textfrom;

	if (gone < 1 << 16 || gone * 2 < q->text.n)
		return;
	memmove(q->text.p, q->text.p + gone, q->text.n - gone);
	q->text.n -= gone;
	q->textfrom = from;
}

static bool
is_settled(const struct qc *q, const struct qc_wait *w)
{
	const struct qc_station *st = &q->st[w->station];

	return w->place < 0 || w->place <= st->done || st->ring.head - w->place > q->reach;
}

static void
push(struct qc *q, struct qc_station *st, const int64_t *v)
{
	qc_ring_push(&st->ring, v);
	*qc_when(st, st->ring.head) = 0;
	qc_judge_new(q, st);
}

/* Places without a row up to place; of a long gap only as many as the rules can see. */
static void
push_gap(struct qc *q, struct qc_station *st, int64_t place)
{
	const int64_t most = q->s.rules->back + q->reach + 2;

	if (place - st->ring.head > most) {
		for (int64_t i = 0; i < most; i++)
			push(q, st, NULL);
		qc_judge_rest(q, st);
		qc_skip_places(q, st, place - st->ring.head);
		return;
	}
	while (st->ring.head < place)
		push(q, st, NULL);
}

/* Writes what is settled; a station that has been silent since is not waited for. */
static void
release_settled(struct qc *q, int64_t sec)
{
	while (q->nwait > 0) {
		const struct qc_wait *w = waiting(q, 0);

		if (!is_settled(q, w)) {
			struct qc_station *st = &q->st[w->station];

			if (sec == INT64_MIN || q->s.hold || q->s.by_row || sec - qc_sec(q, st, st->ring.head) <= (q->reach + 1) * q->s.interval)
				break;
			qc_judge_rest(q, st);
			continue;
		}
		release(q);
	}
	drop_text(q);
}

/* --- rows that come -------------------------------------------------------------------------------- */

/* Adds a flag to those of the row. */
static void
flag_row(struct qc *q, const char *item, const char *code)
{
	struct columns *c = q->s.cols;

	if (c->row_flags.p != q->own.p) {
		sbuf_clear(&q->own);
		sbuf_put(&q->own, c->row_flags.p, c->row_flags.n);
	}
	add_flag(&q->own, item, code);
	c->row_flags = sbuf_sv(&q->own);
}

/* The values to test: what is dropped is none. */
static void
read_values(struct qc *q)
{
	for (size_t i = 0; i < q->s.cols->n; i++) {
		const struct sv f = csvin_field(q->s.in, q->s.cols->v[i].col);
		struct dec x;

		enum flag_use use = FLAG_KEEP;

		q->below[i] = false;
		if (sv_is(f, "ND") || sv_is(f, "未检出"))
			q->x[i] = QC_NONE;		/* not detected, without a limit: no number */
		else if (columns_value(q->s.cols, q->s.in, i, &x, &use)) {
			q->x[i] = qc_of(x);
			q->below[i] = x.cens == '<';
		}
		else {
			q->x[i] = QC_NONE;
			flag_row(q, q->s.cols->v[i].name, "unreadable");
		}
		q->fixed[i] = use == FLAG_REPLACE;
	}
}

/* The number that a person set: in the flag, the raw one stays in the cell, if it is the one that was decided on. */
static bool
correct(struct qc *q, size_t item, const struct decision *k, struct sv code, struct civil t)
{
	const struct sv f = csvin_field(q->s.in, q->s.cols->v[item].col);
	char flag[DEC_TEXT + 16], when[CIVIL_TEXT];
	struct dec x;
	size_t n = sizeof("corrected=") - 1;

	if (dec_has(k->value) && (!dec_parse(f, &x) || !dec_has(x) || dec_cmp(x, k->value) != 0)) {
		if (q->nother++ == 0) {
			(void)civil_print(when, t);
			sbuf_printf(&q->other, "%.*s, %s, %s: '%.*s'", (int)code.n, code.p, when, q->s.cols->v[item].name, (int)f.n, f.p);
		}
		return false;
	}
	memcpy(flag, "corrected=", n + 1);
	(void)dec_print(flag + n, k->corrected);
	flag_row(q, q->s.cols->v[item].name, flag);
	return true;
}

/* A person's decisions on the row's cells. */
static void
decide(struct qc *q, struct sv code, struct civil t)
{
	for (size_t i = 0; i < q->s.cols->n; i++) {
		const struct decision *k = decided_find(q->s.decided, code, t, q->s.cols->v[i].name);

		if (k == NULL || csvin_field(q->s.in, q->s.cols->v[i].col).n == 0)
			continue;
		if (k->correct && !correct(q, i, k, code, t))
			continue;
		if (!k->correct)
			flag_row(q, q->s.cols->v[i].name, k->keep ? "keep" : "invalid");
		q->ndecided++;
	}
}

/* A mark of the instrument that no entry of the log explains. */
static void
note_unentered(struct qc *q, struct sv code, struct civil t, struct sv item, struct sv mark)
{
	char when[CIVIL_TEXT];

	if (q->nunentered++ > 0)
		return;
	(void)civil_print(when, t);
	sbuf_printf(&q->unentered, "%.*s, %s, %.*s:%.*s", (int)code.n, code.p, when, (int)item.n, item.p, (int)mark.n, mark.p);
}

/* The maintenance log: flags of the row's values inside an entry, and marks without one. */
static void
maintain(struct qc *q, struct sv code, struct civil t)
{
	struct sv rest = q->s.cols->row_flags, item, mark;

	if (!maintained_touches(q->s.maintained, code, t.sec, q->s.interval)) {
		while (flags_next(&rest, &item, &mark)) {
			if (flags_is_status(&q->s.cols->flags, mark))
				note_unentered(q, code, t, item, mark);
		}
		return;
	}
	for (size_t i = 0; i < q->s.cols->n; i++) {
		const char *flag = maintained_at(q->s.maintained, code, t.sec, q->s.interval, (int)i);

		if (flag == NULL || csvin_field(q->s.in, q->s.cols->v[i].col).n == 0)
			continue;
		flag_row(q, q->s.cols->v[i].name, flag);
		q->nmaintained++;
	}
}

static void
take_row(struct qc *q, size_t k, struct civil t, struct sv flags)
{
	struct qc_station *st = &q->st[k];
	const int64_t sec = t.sec;
	const int64_t off = sec - st->t0, step = q->s.interval;
	const int64_t place = q->s.by_row ? st->ring.head + 1 : off >= 0 ? (off + step / 2) / step : -1;
	uint64_t when = 0;

	st->nrow++;
	if (sec <= st->last || place <= st->ring.head) {
		st->nstamp++;
		q->nstamp++;
		keep_row(q, k, -1, t, flags);
		waiting(q, q->nwait - 1)->stamp = true;
		return;
	}
	st->last = sec;
	if (place > st->ring.head + 1)
		push_gap(q, st, place - 1);
	for (size_t i = 0; i < q->s.rules->nwhen; i++)
		when |= (uint64_t)expr_holds(q->s.rules->when[i], q->s.in) << i;
	keep_row(q, k, st->ring.head + 1, t, flags);
	qc_ring_push(&st->ring, q->x);
	if (st->ring.sec != NULL)
		st->ring.sec[st->ring.head & st->ring.mask] = sec;
	for (size_t i = 0; i < q->s.cols->n; i++)
		qc_cell(&st->ring, i, st->ring.head)->judged |= (q->below[i] ? QC_BELOW : 0) | (q->fixed[i] ? QC_FIXED : 0);
	*qc_when(st, st->ring.head) = when;
	qc_judge_new(q, st);
	if (q->asks_neighbours && (st->group != SIZE_MAX || st->near != SIZE_MAX || q->s.neighbours != NULL)) {
		q->hour = mem_grow(q->hour, &q->hourcap, q->nhour + 1, sizeof(*q->hour));
		q->hour[q->nhour++] = k;
	}
}

/* The table's order goes back in time with another station: those before have ended. */
static void
end_stations(struct qc *q)
{
	for (size_t i = 0; i < q->nwait; i++) {
		struct qc_station *st = &q->st[waiting(q, i)->station];

		if (st->done < st->ring.head)
			qc_judge_rest(q, st);
	}
}

void
qc_row(struct qc *q)
{
	const struct sv code = csvin_field(q->s.in, (size_t)q->s.cols->station);
	struct civil t;
	size_t k;

	columns_row(q->s.cols, q->s.in);
	if (!csvin_time(q->s.in, (size_t)q->s.cols->time, &t))
		return;
	if (t.date && q->s.interval < CIVIL_DAY)
		diag_refuse(q->s.d, &(struct place){ q->s.in->file, q->s.in->line, NULL }, _("rows of days need --interval 24h"));
	if (q->s.maintained != NULL)
		maintain(q, code, t);
	if (q->s.decided != NULL)
		decide(q, code, t);
	read_values(q);
	k = station_of(q, t.sec);
	if (q->now != INT64_MIN && t.sec != q->now && q->asks_neighbours)
		qc_ask_neighbours(q);
	if (q->now != INT64_MIN && t.sec < q->now && k != q->ilast && !q->s.hold) {
		end_stations(q);
		q->nback++;
	}
	q->nseam += k != q->ilast && q->st[k].nrow > 0 && q->st[k].done == q->st[k].ring.head;
	take_row(q, k, t, q->s.cols->row_flags);
	q->dates = t.date;
	q->now = t.sec;
	q->ilast = k;
	release_settled(q, t.sec);
}

void
qc_finish(struct qc *q)
{
	if (q->asks_neighbours)
		qc_ask_neighbours(q);
	for (size_t k = 0; k < q->stations.n; k++) {
		if (!q->s.by_row)
			qc_end_day(q, &q->st[k]);
		qc_judge_rest(q, &q->st[k]);
	}
	release_settled(q, INT64_MIN);
	for (size_t k = 0; k < q->stations.n; k++)
		qc_count_rest(q, &q->st[k]);
}

void
qc_header(struct qc *q)
{
	const struct qcrules *r = q->s.rules;

	csvout_header(q->s.out, q->s.in);
	if (q->s.in->flags_col < 0)
		csvout_text(q->s.out, "flags");
	for (size_t i = 0; i < q->s.cols->n && q->s.qartod; i++) {
		for (size_t k = r->first[i]; k < r->first[i + 1]; k++)
			csvout_textf(q->s.out, "qartod_%s_%s", q->s.cols->v[i].name, r->check[k].rule->cell[0]);
		if (r->first[i + 1] > r->first[i])
			csvout_textf(q->s.out, "qartod_%s", q->s.cols->v[i].name);
	}
	csvout_end(q->s.out);
}

struct qc *
qc_new(const struct qc_spec *s)
{
	struct qc *q = mem_alloc(sizeof(*q));

	q->s = *s;
	q->now = INT64_MIN;
	q->reach = s->rules->reach;
	q->x = mem_array(s->cols->n + 1, sizeof(*q->x));
	q->below = mem_array(s->cols->n + 1, sizeof(*q->below));
	q->fixed = mem_array(s->cols->n + 1, sizeof(*q->fixed));
	for (size_t k = 0; k < s->rules->ncheck; k++)
		q->asks_neighbours = q->asks_neighbours || s->rules->check[k].test.kind == QC_NEIGHBOUR ||
		    s->rules->check[k].test.kind == QC_CLOCK || s->rules->check[k].test.near != QC_NONE;
	q->asks_neighbours = q->asks_neighbours && (s->group_col >= 0 || s->sites != NULL || s->neighbours != NULL);
	q->met = mem_array(s->neighbours == NULL ? 1 : s->neighbours->codes.n + 1, sizeof(*q->met));
	for (size_t k = 0; s->neighbours != NULL && k < s->neighbours->codes.n; k++)
		q->met[k] = SIZE_MAX;
	q->every = s->judged != NULL || s->qartod;
	if (q->asks_neighbours && q->reach < 1)
		q->reach = 1;
	return q;
}

void
qc_free(struct qc *q)
{
	for (size_t k = 0; k < q->stations.n; k++) {
		struct qc_station *st = &q->st[k];

		qc_ring_release(&st->ring);
		free(st->when);
		free(st->state);
		free(st->count);
		free(st->run);
		free(st->asked);
		free(st->nvalue);
		free(st->ncalm);
		free(st->held);
		for (size_t i = 0; st->clock != NULL && i < q->s.rules->ncheck; i++)
			qc_clock_free(st->clock[i]);
		free(st->clock);
	}
	map_release(&q->stations);
	map_release(&q->groups);
	free(q->st);
	free(q->x);
	free(q->below);
	free(q->fixed);
	free(q->wait);
	free(q->hour);
	free(q->w);
	free(q->weight);
	free(q->member);
	free(q->tail);
	free(q->met);
	free(q->run);
	sbuf_release(&q->text);
	sbuf_release(&q->flags);
	sbuf_release(&q->own);
	sbuf_release(&q->unentered);
	sbuf_release(&q->other);
	free(q);
}

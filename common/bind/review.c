#include <stdlib.h>

#include "mem.h"
#include "review.h"

#define HOURS 24		/* places of a day at most: an hour each */

/* --- the day ---------------------------------------------------------------------------------------- */

static size_t
nitem(const struct review *v)
{
	return v->s.qc.cols->n;
}

static struct review_day *
day_of(struct review *v, struct sv code)
{
	const size_t n = v->stations.n, k = map_put(&v->stations, code);
	struct review_day *d;

	if (v->stations.n == n)
		return &v->day[k];
	v->day = mem_grow(v->day, &v->cap, v->stations.n, sizeof(*v->day));
	d = &v->day[k];
	*d = (struct review_day){ .site = v->s.qc.sites == NULL ? SITES_NONE : sites_find(v->s.qc.sites, code, v->s.day) };
	d->v = mem_array(HOURS * nitem(v) + 1, sizeof(*d->v));
	d->raw = mem_array(HOURS * nitem(v) + 1, sizeof(*d->raw));
	d->mark = mem_array(HOURS * nitem(v) + 1, sizeof(*d->mark));
	d->valid = mem_array(nitem(v) + 1, sizeof(*d->valid));
	for (size_t i = 0; i < HOURS * nitem(v); i++)
		d->v[i] = d->raw[i] = QC_NONE;
	return d;
}

/* Stations that the registry has on the day are due, also silent ones. */
static void
due(struct review *v)
{
	const struct sites *s = v->s.qc.sites;

	for (size_t i = 0; s != NULL && i < s->n; i++) {
		const struct sv code = sv_of(s->cell[i * s->ncol + (size_t)s->station]);

		if (s->v[i].from <= v->s.day && s->v[i].to >= v->s.day)
			(void)day_of(v, code);
	}
}

/* How many places the day has. */
static int
places(const struct review *v)
{
	return (int)(CIVIL_DAY / v->s.qc.interval);
}

/* Place of the day, from 0, that ends at sec; -1 for another day's. */
static int
hour_of(const struct review *v, int64_t sec)
{
	const int64_t s = sec - v->s.day * CIVIL_DAY;

	return s <= 0 || s > CIVIL_DAY ? -1 : (int)((s - 1) / v->s.qc.interval);
}

/* What drops the item's value: the code of the row's flag that decides. */
static const char *
mark_of(struct review *v, size_t item)
{
	struct columns *c = v->s.qc.cols;
	struct sv code = { NULL, 0 };
	size_t k;

	if (c->row_flags.n == 0 || flags_use(&c->flags, c->row_flags, sv_of(c->v[item].name), &code) != FLAG_DROP)
		return NULL;
	k = map_put(&v->marks, code);		/* may move the keys */
	return v->marks.key[k];
}

void
review_row(struct review *v)
{
	const struct qc_spec *s = &v->s.qc;
	struct review_day *d;
	struct civil t;
	int h;

	qc_row(v->qc);				/* applies log and decisions to the row's flags */
	if (!csvin_time(s->in, (size_t)s->cols->time, &t) || (h = hour_of(v, t.sec)) < 0)
		return;
	d = day_of(v, csvin_field(s->in, (size_t)s->cols->station));
	for (size_t i = 0; i < nitem(v); i++) {
		const struct sv f = csvin_field(s->in, s->cols->v[i].col);
		const size_t at = (size_t)h * nitem(v) + i;
		struct dec x;

		d->mark[at] = mark_of(v, i);
		if (f.n == 0 || !dec_parse(f, &x))
			continue;
		d->received |= UINT32_C(1) << h;
		d->raw[at] = qc_of(x);
	}
}

/* A row as it leaves the tests: its usable values. */
static void
take(void *arg, size_t station, int64_t sec, const struct qc_cell *cells)
{
	struct review *v = arg;
	const int h = hour_of(v, sec);
	struct review_day *d;

	if (h < 0 || cells == NULL)
		return;
	d = day_of(v, map_key(&v->qc->stations, station));
	for (size_t i = 0; i < nitem(v); i++) {
		d->v[(size_t)h * nitem(v) + i] = cells[i].v;
		if (cells[i].v != QC_NONE)
			d->valid[i] |= UINT32_C(1) << h;
	}
}

struct review *
review_new(const struct review_spec *s)
{
	struct review *v = mem_alloc(sizeof(*v));

	v->s = *s;
	v->s.qc.left = take;
	v->s.qc.arg = v;
	v->s.qc.runs = true;
	due(v);
	v->qc = qc_new(&v->s.qc);
	return v;
}

void
review_free(struct review *v)
{
	for (size_t k = 0; k < v->stations.n; k++) {
		free(v->day[k].v);
		free(v->day[k].raw);
		free(v->day[k].mark);
		free(v->day[k].valid);
	}
	qc_free(v->qc);
	map_release(&v->stations);
	map_release(&v->marks);
	free(v->day);
	free(v->order);
	free(v);
}

/* --- findings ---------------------------------------------------------------------------------------- */

static const struct qccheck *
check_of(const struct review *v, const struct qc_run *r)
{
	return &v->s.qc.rules->check[r->check];
}

static char
severity_of(const struct review *v, const struct qc_run *r)
{
	return check_of(v, r)->severity[r->fail];
}

struct place_in_sheet {
	char	severity;
	uint32_t station, check;
	int64_t	from;
	size_t	run;
};

static int
by_severity(const void *a, const void *b)
{
	const struct place_in_sheet *x = a, *y = b;

	if (x->severity != y->severity)
		return x->severity < y->severity ? -1 : 1;
	if (x->station != y->station)
		return x->station < y->station ? -1 : 1;
	if (x->check != y->check)
		return x->check < y->check ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

/* Runs of doubted values that touch the day; what is missing stands in the table of stations. */
static void
sort_runs(struct review *v)
{
	struct place_in_sheet *p = mem_array(v->qc->nrun + 1, sizeof(*p));
	const int64_t from = v->s.day * CIVIL_DAY, to = from + CIVIL_DAY;
	size_t n = 0;

	for (size_t i = 0; i < v->qc->nrun; i++) {
		const struct qc_run *r = &v->qc->run[i];

		if (r->to <= from || r->from > to || check_of(v, r)->test.kind == QC_MISSING)
			continue;
		p[n++] = (struct place_in_sheet){ severity_of(v, r), r->station, r->check, r->from, i };
		day_of(v, map_key(&v->qc->stations, r->station))->found[severity_of(v, r) - 'A']++;
	}
	if (n > 0)
		qsort(p, n, sizeof(*p), by_severity);
	v->order = mem_array(n + 1, sizeof(*v->order));
	for (size_t i = 0; i < n; i++)
		v->order[i] = p[i].run;
	v->norder = n;
	free(p);
}

void
review_finish(struct review *v)
{
	qc_finish(v->qc);
	sort_runs(v);
}

static void
put_number(struct sbuf *b, int64_t x)
{
	char text[DEC_TEXT];

	(void)dec_print_short(text, qc_dec(x));
	sbuf_puts(b, x == QC_NONE ? "-" : text);
}

/* The day's values of the run, hour by hour, as received. */
static void
say_values(const struct review *v, const struct qc_run *r, struct sbuf *b)
{
	const size_t item = check_of(v, r)->test.item, k = map_get(&v->stations, map_key(&v->qc->stations, r->station));
	unsigned int n = 0;

	for (int64_t sec = r->from; sec <= r->to; sec += v->s.qc.interval) {
		const int h = hour_of(v, sec);

		if (h < 0)
			continue;
		if (n++ == 12) {
			sbuf_puts(b, " ...");
			return;
		}
		if (b->n > 0)
			sbuf_putc(b, ' ');
		put_number(b, v->day[k].raw[(size_t)h * nitem(v) + item]);
	}
}

/* Place of the day at which the run begins; 0 where it began before. */
static int
first_hour(const struct review *v, const struct qc_run *r)
{
	const int64_t first = v->s.day * CIVIL_DAY + v->s.qc.interval;

	return hour_of(v, r->from < first ? first : r->from);
}

/* The values of the stations of the same group at the first hour of the run in the day. */
static void
say_neighbours(const struct review *v, const struct qc_run *r, struct sbuf *b)
{
	const struct sites *s = v->s.qc.sites;
	const size_t item = check_of(v, r)->test.item, own = map_get(&v->stations, map_key(&v->qc->stations, r->station));
	const int h = first_hour(v, r);
	const char *group;

	if (s == NULL || v->day[own].site == SITES_NONE || v->s.near_col < 0)
		return;
	group = sites_cell(s, v->day[own].site, v->s.near_col);
	for (size_t k = 0; k < v->stations.n; k++) {
		const int64_t x = v->day[k].v[(size_t)h * nitem(v) + item];

		if (k == own || x == QC_NONE || v->day[k].site == SITES_NONE ||
		    strcmp(sites_cell(s, v->day[k].site, v->s.near_col), group) != 0)
			continue;
		if (b->n > 0)
			sbuf_putc(b, ' ');
		put_number(b, x);
	}
}

static void
say_history(const struct review *v, const struct qc_run *r, struct sbuf *b)
{
	const struct qc_history *h = qchistory_station(v->s.qc.history, map_key(&v->qc->stations, r->station));

	if (h == NULL)
		return;
	h += check_of(v, r)->test.item * QCHISTORY_HOURS + (size_t)((first_hour(v, r) + 1) * (HOURS / places(v)));
	if (h->p1 == QC_NONE)
		return;
	put_number(b, h->p1);
	sbuf_puts(b, "..");
	put_number(b, h->p99);
}

static const char *
name_of(const struct review *v, size_t station)
{
	const struct sites *s = v->s.qc.sites;

	return v->day[station].site == SITES_NONE ? "" : sites_cell(s, v->day[station].site, s->name_col);
}

/* What is proposed: a failed test is to be dropped, unless a person confirms the value. */
static const char *
proposal(const struct review *v, const struct qc_run *r)
{
	static const char *const zh[] = { "剔除", "标记", "保留" }, *const en[] = { "drop", "doubt", "keep" };
	const char s = severity_of(v, r);

	return (v->s.en ? en : zh)[r->fail && s == 'A' ? 0 : s == 'C' ? 2 : 1];
}

static void
put_finding(const struct review *v, const struct qc_run *r, size_t no, struct csvout *out)
{
	const struct qccheck *c = check_of(v, r);
	const struct sv code = map_key(&v->qc->stations, r->station);
	const char severity[2] = { severity_of(v, r), '\0' };
	void (*const say[])(const struct review *, const struct qc_run *, struct sbuf *) = { say_values, say_neighbours,
		say_history };
	struct sbuf b = { 0 };

	csvout_int(out, (long)no);
	csvout_cell(out, code);
	csvout_text(out, name_of(v, map_get(&v->stations, code)));
	csvout_text(out, v->s.qc.cols->v[c->test.item].name);
	csvout_text(out, c->rule->cell[0]);
	csvout_text(out, v->s.en || c->rule->cell[7][0] == '\0' ? qcrules_test(c->test.kind) : c->rule->cell[7]);
	csvout_text(out, severity);
	csvout_time(out, (struct civil){ r->from, false });
	csvout_time(out, (struct civil){ r->to, false });
	csvout_int(out, (long)r->n * (HOURS / places(v)));
	for (size_t i = 0; i < sizeof(say) / sizeof(say[0]); i++) {
		sbuf_clear(&b);
		say[i](v, r, &b);
		csvout_cell(out, sbuf_sv(&b));
	}
	csvout_text(out, proposal(v, r));
	for (int i = 0; i < 5; i++)
		csvout_empty(out);
	csvout_end(out);
	sbuf_release(&b);
}

void
review_findings(const struct review *v, struct csvout *out)
{
	static const char *const head[] = { "no", "station", "name", "item", "rule", "what", "severity", "start", "end", "hours",
		"values", "neighbours", "history", "proposal", "decision", "reason", "reviewer", "checker", "when" };

	csvout_names(out, head, sizeof(head) / sizeof(head[0]));
	for (size_t i = 0; i < v->norder; i++)
		put_finding(v, &v->qc->run[v->order[i]], i + 1, out);
}

/* --- stations ---------------------------------------------------------------------------------------- */

static unsigned int
bits(uint32_t x)
{
	return (unsigned int)__builtin_popcount(x);
}

static void
put_share(struct csvout *out, unsigned long part, unsigned long all)
{
	csvout_dec(out, all == 0 ? (struct dec){ 0 } : ratio_round(ratio_make((wide)part * 100, (wide)all), 1));
}

/* Why the item has no value in the hour: the Chinese name of what drops it, or missing. */
static const char *
reason_of(const struct review *v, const struct review_day *d, int h, size_t item)
{
	const struct table *t = table_get(v->s.qc.tabs, "flags");
	const char *mark = d->mark[(size_t)h * nitem(v) + item];

	const size_t r = mark == NULL || v->s.en ? TABLE_NONE : table_find(t, "code", mark);

	if (mark == NULL)
		return v->s.en ? "missing" : "缺测";
	return r == TABLE_NONE ? mark : table_cell(t, r, "zh");
}

/* "PM2.5 3-5 (calibration)" for each stretch of hours without a usable value; first what all items lack. */
static void
say_gaps(const struct review *v, const struct review_day *d, struct sbuf *b)
{
	const int hours = HOURS / places(v);

	for (size_t i = 0; i <= nitem(v); i++) {
		for (int h = 0; h < places(v);) {
			const bool all = i == 0;
			const size_t item = all ? 0 : i - 1;
			int to = h;

			while (to < places(v) && (all ? (d->received >> to & 1) == 0 : (d->received >> to & 1) != 0 && (d->valid[item] >> to & 1) ==
			    0) && (to == h || all || reason_of(v, d, to, item) == reason_of(v, d, h, item)))
				to++;
			if (to == h) {
				h++;
				continue;
			}
			sbuf_printf(b, "%s%s %d", b->n > 0 ? "; " : "", all ? (v->s.en ? "all" : "全部") : v->s.qc.cols->v[item].name, h * hours + 1);
			if (to * hours > h * hours + 1)
				sbuf_printf(b, "-%d", to * hours);
			if (!all)
				sbuf_printf(b, " (%s)", reason_of(v, d, h, item));
			h = to;
		}
	}
}

static unsigned int
valid_of(const struct review *v, const struct review_day *d)
{
	unsigned int n = 0;

	for (size_t i = 0; i < nitem(v); i++)
		n += bits(d->valid[i]);
	return n;
}

static void
put_site(const struct review *v, size_t k, struct csvout *out)
{
	const struct review_day *d = &v->day[k];
	const unsigned long due_rows = (unsigned long)places(v), all = due_rows * nitem(v);
	struct sbuf b = { 0 };

	csvout_cell(out, map_key(&v->stations, k));
	csvout_text(out, name_of(v, k));
	csvout_int(out, (long)due_rows);
	csvout_int(out, (long)bits(d->received));
	put_share(out, bits(d->received), due_rows);
	csvout_int(out, (long)all);
	csvout_int(out, (long)valid_of(v, d));
	put_share(out, valid_of(v, d), all);
	say_gaps(v, d, &b);
	csvout_cell(out, sbuf_sv(&b));
	for (size_t i = 0; i < 3; i++)
		csvout_int(out, (long)d->found[i]);
	csvout_end(out);
	sbuf_release(&b);
}

void
review_sites(const struct review *v, struct csvout *out)
{
	static const char *const head[] = { "station", "name", "due", "received", "capture", "values_due", "valid", "valid_rate",
		"gaps", "A", "B", "C" };

	csvout_names(out, head, sizeof(head) / sizeof(head[0]));
	for (size_t k = 0; k < v->stations.n; k++)
		put_site(v, k, out);
}

void
review_line(const struct review *v, struct sbuf *b)
{
	unsigned long received = 0, valid = 0, found[3] = { 0 };
	const unsigned long hours = (unsigned long)places(v) * v->stations.n, all = hours * nitem(v);
	char capture[DEC_TEXT], rate[DEC_TEXT];

	for (size_t k = 0; k < v->stations.n; k++) {
		received += bits(v->day[k].received);
		valid += valid_of(v, &v->day[k]);
		for (size_t i = 0; i < 3; i++)
			found[i] += v->day[k].found[i];
	}
	(void)dec_print(capture, ratio_round(ratio_make((wide)received * 100, (wide)(hours + (hours == 0))), 1));
	(void)dec_print(rate, ratio_round(ratio_make((wide)valid * 100, (wide)(all + (all == 0))), 1));
	if (v->s.en)
		sbuf_printf(b, "%lu of %lu expected hourly records were received (%s %%); %lu of %lu values are valid (%s %%); %zu are "
		    "suspicious (%lu grade A, %lu grade B, %lu grade C); %lu are to be decided.", received, hours, capture, valid, all, rate, v->norder,
		    found[0], found[1], found[2], found[0] + found[1]);
	else
		sbuf_printf(b, "%zu个站应收小时数据%lu组，实收%lu组，获取率%s%%；有效数据%lu个，有效率%s%%；系统提示可疑%zu处（A级%lu处、B级%lu处、C级%lu处），待确认%lu处。",
		    v->stations.n, hours, received, capture, valid, rate, v->norder, found[0], found[1], found[2], found[0] + found[1]);
}

/* The gravest finding of each hour of the day over the findings of an item at a station. */
static void
mark_findings(const struct review *v, size_t station, size_t item, char cells[HOURS + 1])
{
	for (size_t i = 0; i < v->norder; i++) {
		const struct qc_run *r = &v->qc->run[v->order[i]];
		const struct qccheck *c = check_of(v, r);
		const bool meant = c->test.item == item || (c->both && c->test.part[0] == item);

		if (!meant || map_get(&v->stations, map_key(&v->qc->stations, r->station)) != station)
			continue;
		for (int64_t sec = r->from; sec <= r->to; sec += v->s.qc.interval) {
			const int h = hour_of(v, sec);
			const char s = severity_of(v, r);

			if (h >= 0 && cells[h] != '-' && (cells[h] < 'A' || cells[h] > 'C' || s < cells[h]))
				cells[h] = s;
		}
	}
}

void
review_strips(const struct review *v, struct csvout *out)
{
	static const char *const head[] = { "station", "name", "item", "cells" };

	csvout_names(out, head, sizeof(head) / sizeof(head[0]));
	for (size_t k = 0; k < v->stations.n; k++) {
		const char *name = name_of(v, k);

		for (size_t i = 0; i < nitem(v); i++) {
			char cells[HOURS + 1] = { 0 };

			for (size_t h = 0; h < (size_t)places(v); h++)
				cells[h] = (v->day[k].valid[i] >> h & 1) != 0 ? '.' : v->day[k].mark[h * nitem(v) + i] != NULL ? 'x' : '-';
			mark_findings(v, k, i, cells);
			csvout_cell(out, map_key(&v->stations, k));
			csvout_text(out, name[0] != '\0' ? name : v->stations.key[k]);
			csvout_text(out, v->s.qc.cols->v[i].name);
			csvout_text(out, cells);
			csvout_end(out);
		}
	}
}

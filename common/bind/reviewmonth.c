#include <stdlib.h>

#include "mem.h"
#include "reviewmonth.h"

static struct reviewmonth_station *
station_of(struct reviewmonth *m, struct sv code)
{
	const size_t n = m->stations.n, k = map_put(&m->stations, code);
	const struct sites *s = m->s.sites;
	struct reviewmonth_station *st;

	if (m->stations.n == n)
		return &m->st[k];
	m->st = mem_grow(m->st, &m->cap, m->stations.n, sizeof(*m->st));
	st = &m->st[k];
	*st = (struct reviewmonth_station){ .site = s == NULL ? SITES_NONE : sites_find(s, code, m->period.to), .from = m->period.from,
		.to = m->period.to };
	if (st->site == SITES_NONE && s != NULL)
		st->site = sites_find(s, code, m->period.from);
	if (st->site != SITES_NONE) {
		st->from = s->v[st->site].from > st->from ? s->v[st->site].from : st->from;
		st->to = s->v[st->site].to < st->to ? s->v[st->site].to : st->to;
	}
	return st;
}

static struct reviewmonth_rule *
rule_of(struct reviewmonth *m, const char *name)
{
	const size_t n = m->rules.n, k = map_put(&m->rules, sv_of(name));

	if (m->rules.n > n) {
		m->rule = mem_grow(m->rule, &m->rulecap, m->rules.n, sizeof(*m->rule));
		m->rule[k] = (struct reviewmonth_rule){ 0 };
	}
	return &m->rule[k];
}

static bool
in_period(const struct reviewmonth *m, int64_t sec)
{
	const int64_t day = civil_hour_day(sec);

	return day >= m->period.from && day <= m->period.to;
}

/* A row as it leaves the tests: its usable values. */
static void
take(void *arg, size_t station, int64_t sec, const struct qc_cell *cells)
{
	struct reviewmonth *m = arg;
	struct reviewmonth_station *st;

	if (cells == NULL || !in_period(m, sec))
		return;
	st = station_of(m, map_key(&m->qc->stations, station));
	for (size_t i = 0; i < m->s.cols->n; i++)
		st->valid += cells[i].v != QC_NONE;
}

struct reviewmonth *
reviewmonth_new(const struct qc_spec *s, const struct period *p, bool en)
{
	struct reviewmonth *m = mem_alloc(sizeof(*m));

	m->s = *s;
	m->period = *p;
	m->en = en;
	m->s.left = take;
	m->s.arg = m;
	m->s.runs = true;
	for (size_t i = 0; s->sites != NULL && i < s->sites->n; i++) {	/* silent stations are due */
		const struct site *v = &s->sites->v[i];

		if (v->from <= p->to && v->to >= p->from)
			(void)station_of(m, sv_of(s->sites->cell[i * s->sites->ncol + (size_t)s->sites->station]));
	}
	m->qc = qc_new(&m->s);
	return m;
}

void
reviewmonth_free(struct reviewmonth *m)
{
	for (size_t k = 0; k < m->stations.n; k++)
		free(m->st[k].response);
	qc_free(m->qc);
	map_release(&m->stations);
	map_release(&m->rules);
	free(m->st);
	free(m->rule);
	free(m);
}

void
reviewmonth_row(struct reviewmonth *m)
{
	struct csvin *in = m->s.in;
	struct civil t;
	bool any = false;

	qc_row(m->qc);
	if (!csvin_time(in, (size_t)m->s.cols->time, &t) || !in_period(m, t.sec))
		return;
	for (size_t i = 0; i < m->s.cols->n; i++)
		any = any || csvin_field(in, m->s.cols->v[i].col).n > 0;
	station_of(m, csvin_field(in, (size_t)m->s.cols->station))->received += any;
}

/* The runs of the month, by grade and by rule. */
static void
count_runs(struct reviewmonth *m)
{
	for (size_t i = 0; i < m->qc->nrun; i++) {
		const struct qc_run *r = &m->qc->run[i];
		const struct qccheck *c = &m->s.rules->check[r->check];

		if (c->test.kind == QC_MISSING || !in_period(m, r->from))
			continue;
		station_of(m, map_key(&m->qc->stations, r->station))->found[c->severity[r->fail] - 'A']++;
		rule_of(m, c->rule->cell[0])->found++;
	}
}

static void
count_decisions(struct reviewmonth *m)
{
	for (size_t i = 0; m->s.decided != NULL && i < m->s.decided->n; i++) {
		const struct decision *k = &m->s.decided->v[i];
		struct reviewmonth_station *st;
		struct civil when;

		if (!in_period(m, k->start) || strcmp(k->station, "*") == 0)
			continue;
		st = station_of(m, sv_of(k->station));
		st->dropped += !k->keep;
		st->kept += k->keep;
		if (k->rule[0] != '\0') {
			struct reviewmonth_rule *r = rule_of(m, k->rule);

			r->dropped += !k->keep;
			r->kept += k->keep;
		}
		if (!civil_parse(sv_of(k->when), &when) || when.date || when.sec < k->end)
			continue;
		st->response = mem_grow(st->response, &st->cap, st->nresponse + 1, sizeof(*st->response));
		st->response[st->nresponse++] = when.sec - k->end;
	}
}

static void
count_checks(struct reviewmonth *m)
{
	for (size_t i = 0; m->s.checks != NULL && i < m->s.checks->n; i++) {
		const struct qccheck_record *k = &m->s.checks->v[i];
		struct reviewmonth_station *st;

		if (!in_period(m, k->sec))
			continue;
		st = station_of(m, map_key(&m->s.checks->stations, k->station));
		st->checks++;
		st->passed += !k->out;
	}
}

void
reviewmonth_finish(struct reviewmonth *m)
{
	qc_finish(m->qc);
	count_runs(m);
	count_decisions(m);
	count_checks(m);
}

static void
put_share(struct csvout *out, unsigned long part, unsigned long all)
{
	csvout_dec(out, all == 0 ? (struct dec){ 0 } : ratio_round(ratio_make((wide)part * 100, (wide)all), 1));
}

static void
put_station(struct reviewmonth *m, size_t k, struct csvout *out)
{
	struct reviewmonth_station *st = &m->st[k];
	const unsigned long hours = st->to < st->from ? 0 : (unsigned long)((st->to - st->from + 1) * (CIVIL_DAY / m->s.interval));
	const unsigned long values = hours * m->s.cols->n;

	csvout_cell(out, map_key(&m->stations, k));
	csvout_text(out, st->site == SITES_NONE ? "" : sites_cell(m->s.sites, st->site, m->s.sites->name_col));
	csvout_int(out, (long)hours);
	csvout_int(out, (long)st->received);
	put_share(out, st->received, hours);
	csvout_int(out, (long)values);
	csvout_int(out, (long)st->valid);
	put_share(out, st->valid, values);
	for (size_t i = 0; i < 3; i++)
		csvout_int(out, (long)st->found[i]);
	csvout_int(out, (long)(st->dropped + st->kept));
	csvout_int(out, (long)st->dropped);
	csvout_int(out, (long)st->kept);
	csvout_dec(out, st->nresponse == 0 ? (struct dec){ 0 } :
	    ratio_round(ratio_make((wide)qc_median(st->response, st->nresponse), CIVIL_HOUR), 1));
	csvout_int(out, (long)st->checks);
	csvout_int(out, (long)st->passed);
	csvout_end(out);
}

void
reviewmonth_stations(struct reviewmonth *m, struct csvout *out)
{
	static const char *const head[] = { "station", "name", "due", "received", "capture", "values_due", "valid", "valid_rate", "A",
		"B", "C", "decided", "dropped", "kept", "response_hours", "checks", "checks_passed" };

	csvout_names(out, head, sizeof(head) / sizeof(head[0]));
	for (size_t k = 0; k < m->stations.n; k++)
		put_station(m, k, out);
}

/* What a rule is called: the words of its first row. */
static const char *
words_of(const struct reviewmonth *m, const char *name)
{
	const struct qcrules *r = m->s.rules;

	for (size_t i = 0; i < r->nrule; i++) {
		if (strcmp(r->rule[i].cell[0], name) == 0)
			return m->en ? r->rule[i].cell[3] : r->rule[i].cell[7];
	}
	return "";
}

void
reviewmonth_rules(const struct reviewmonth *m, struct csvout *out)
{
	static const char *const head[] = { "rule", "what", "findings", "dropped", "kept", "agreed" };

	csvout_names(out, head, sizeof(head) / sizeof(head[0]));
	for (size_t k = 0; k < m->rules.n; k++) {
		const struct reviewmonth_rule *r = &m->rule[k];

		csvout_cell(out, map_key(&m->rules, k));
		csvout_text(out, words_of(m, m->rules.key[k]));
		csvout_int(out, (long)r->found);
		csvout_int(out, (long)r->dropped);
		csvout_int(out, (long)r->kept);
		put_share(out, r->dropped, r->dropped + r->kept);
		csvout_end(out);
	}
}

#include "qcout.h"

static void
head(struct csvout *out, const char *const name[])
{
	for (size_t i = 0; name[i] != NULL; i++)
		csvout_text(out, name[i]);
	csvout_end(out);
}

static void
put_stamp(struct csvout *out, const struct qc *q, int64_t sec)
{
	csvout_time(out, (struct civil){ sec, q->dates });
}

void
qcout_rules(const struct qcrules *r, struct csvout *out)
{
	for (size_t k = 0; k < sizeof(qcrules_columns) / sizeof(qcrules_columns[0]); k++)
		csvout_text(out, qcrules_columns[k]);
	csvout_end(out);
	for (size_t i = 0; i < r->nrule; i++) {
		for (size_t k = 0; k < sizeof(qcrules_columns) / sizeof(qcrules_columns[0]); k++)
			csvout_text(out, r->rule[i].cell[k]);
		csvout_end(out);
	}
}

/* The cells that a run and a total begin with. */
static void
put_check(const struct qc *q, size_t station, size_t check, bool fail, struct csvout *out)
{
	const struct qccheck *c = &q->s.rules->check[check];
	const char severity[2] = { c->severity[fail], '\0' };

	csvout_cell(out, map_key(&q->stations, station));
	csvout_text(out, q->s.cols->v[c->test.item].name);
	csvout_text(out, c->rule->cell[0]);
	csvout_text(out, qcrules_test(c->test.kind));
	csvout_text(out, severity);
}

static void
put_share(struct csvout *out, unsigned long part, unsigned long all)
{
	csvout_dec(out, all == 0 ? (struct dec){ 0 } : ratio_round(ratio_make((wide)part * 100, (wide)all), 2));
}

void
qcout_summary(const struct qc *q, struct csvout *out)
{
	static const char *const names[] = { "station", "item", "rule", "test", "severity", "start", "end", "n", "value",
		"reference", "limit", "share_flagged", "share_unjudged", NULL };

	head(out, names);
	for (size_t i = 0; i < q->nrun; i++) {
		const struct qc_run *r = &q->run[i];

		put_check(q, r->station, r->check, r->fail, out);
		put_stamp(out, q, r->from);
		put_stamp(out, q, r->to);
		csvout_int(out, (long)r->n);
		csvout_dec(out, qc_dec(r->value));
		csvout_dec(out, qc_dec(r->reference));
		csvout_dec(out, qc_dec(r->limit));
		csvout_empty(out);
		csvout_empty(out);
		csvout_end(out);
	}
	for (size_t s = 0; s < q->stations.n; s++) {
		for (size_t k = 0; k < q->s.rules->ncheck; k++) {
			const struct qc_count *n = &q->st[s].count[k];

			if (!q->st[s].asked[k])
				continue;
			put_check(q, s, k, false, out);
			csvout_empty(out);
			csvout_empty(out);
			csvout_int(out, (long)n->suspect);
			for (int i = 0; i < 3; i++)
				csvout_empty(out);
			put_share(out, n->suspect, n->judged);
			put_share(out, n->unjudged, n->judged + n->unjudged);
			csvout_end(out);
		}
	}
}

void
qcout_explain_header(struct csvout *out)
{
	static const char *const names[] = { "station", "time", "item", "rule", "test", "verdict", "value", "reference", "limit",
		"meant_from", "parameters", "when", "source", "confidence", NULL };

	head(out, names);
}

void
qcout_explain(void *arg, const struct qc_station *st, size_t station, const struct qccheck *c, int64_t sec,
    enum qc_verdict v, const struct qc_found *f)
{
	static const char *const word[] = { "not evaluated", "good", "suspect", "fail" };
	static const int cells[] = { 4, 6, 8, 9 };
	struct qcexplain *e = arg;
	const struct qc *q = e->q;
	const int64_t from = qc_sec(q, st, f->from), to = qc_sec(q, st, f->to);

	if (strcmp(q->stations.key[station], e->station) != 0 || (sec != e->sec && (v < QC_SUSPECT || e->sec < from || e->sec > to)))
		return;
	e->met = true;
	csvout_text(e->out, e->station);
	put_stamp(e->out, q, sec);
	csvout_text(e->out, q->s.cols->v[c->test.item].name);
	csvout_text(e->out, c->rule->cell[0]);
	csvout_text(e->out, qcrules_test(c->test.kind));
	csvout_text(e->out, word[v]);
	csvout_dec(e->out, qc_dec(f->value));
	csvout_dec(e->out, qc_dec(f->reference));
	csvout_dec(e->out, qc_dec(f->limit));
	if (from != sec)
		put_stamp(e->out, q, from);
	else
		csvout_empty(e->out);
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		csvout_text(e->out, c->rule->cell[cells[i]]);
	csvout_end(e->out);
}

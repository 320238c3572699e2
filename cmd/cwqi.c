/*
 * qj-cwqi - city water quality index: of rivers, of lakes, of both, its rank and its change
 *
 * Rows of sections are gathered to cities or counties, one result for each time (or for --period), in
 * order of time.  Smaller is better.  Method: 环办监测〔2017〕51号.
 */
#include <stdlib.h>

#include "cityindex.h"
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "cwqi.h"
#include "mem.h"
#include "settings.h"

struct job {
	struct diag		 d;
	struct cli_common	 common;
	struct tables		 tabs;
	struct cwqi		 cwqi;
	struct sites		*sites;
	struct cityindex	*now, *base;
	struct csvout		*out;
	const char		*by, *base_file, *base_period;
	struct cli_int		 allow;
	bool			 items;
};

/* A result beside its base. */
struct line {
	const struct cityindex_city	*c, *base;
	size_t				 at;	/* in order of appearance */
	struct dec			 pct;
	unsigned int			 rank;	/* of the change */
};

static int
before(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	const struct period *p = &x->c->period, *q = &y->c->period;

	if (p->from != q->from || p->to != q->to)
		return p->from < q->from || (p->from == q->from && p->to < q->to) ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Changes between indices of the same items; those of all items are ranked within their time. */
static void
set_changes(struct job *j, struct line *line, size_t n)
{
	struct dec *v = mem_array(n, sizeof(*v));
	unsigned int *rank = mem_array(n, sizeof(*rank));

	for (size_t i = 0; i < n; i++) {
		if (line[i].base != NULL && line[i].base->q.missing == line[i].c->q.missing)
			line[i].pct = cwqi_change(&j->cwqi, line[i].c->shown, line[i].base->shown);
	}
	for (size_t t = 0; t < j->now->times.n; t++) {
		for (size_t i = 0; i < n; i++)
			v[i] = line[i].c->q.missing == 0 && sv_same(sv_of(line[i].c->time), map_key(&j->now->times, t)) ?
			    line[i].pct : (struct dec){ 0 };
		cwqi_rank(v, n, rank);
		for (size_t i = 0; i < n; i++)
			line[i].rank = rank[i] > 0 ? rank[i] : line[i].rank;
	}
	free(v);
	free(rank);
}

static struct line *
lines(struct job *j)
{
	const size_t n = j->now->n;
	struct line *line = mem_array(n, sizeof(*line));

	for (size_t i = 0; i < n; i++) {
		line[i] = (struct line){ .c = &j->now->city[i], .at = i };
		if (j->base != NULL)
			line[i].base = cityindex_base(j->base, line[i].c);
	}
	if (n > 0)
		qsort(line, n, sizeof(*line), before);
	set_changes(j, line, n);
	return line;
}

static void
put_header(const struct job *j)
{
	static const char *const head[] = { "time", "CWQI_river", "M", "CWQI_lake", "N", "CWQI", "rank", "items",
	    "missing" }, *const change[] = { "time_base", "CWQI_base", "CWQI_pct", "rank_change" };

	csvout_text(j->out, j->by);
	for (size_t k = 0; k < sizeof(head) / sizeof(head[0]); k++)
		csvout_text(j->out, head[k]);
	for (size_t i = 0; j->items && i < j->cwqi.n; i++)
		csvout_textf(j->out, "I_%s", j->cwqi.v[i].item);
	for (size_t k = 0; j->base != NULL && k < sizeof(change) / sizeof(change[0]); k++)
		csvout_text(j->out, change[k]);
	csvout_text(j->out, "flags");
	csvout_end(j->out);
}

static void
put_rank(struct csvout *out, unsigned int rank)
{
	if (rank == 0)
		csvout_empty(out);
	else
		csvout_int(out, (long)rank);
}

static void
put_missing(const struct job *j, uint64_t missing)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < j->cwqi.n; i++) {
		if ((missing >> i & 1) != 0)
			sbuf_printf(&b, "%s%s", b.n > 0 ? " " : "", j->cwqi.v[i].item);
	}
	csvout_cell(j->out, sbuf_sv(&b));
	sbuf_release(&b);
}

static void
put_change(const struct job *j, const struct line *l)
{
	if (j->base == NULL)
		return;
	csvout_text(j->out, l->base == NULL ? "" : l->base->time);
	csvout_dec(j->out, l->base == NULL ? (struct dec){ 0 } : l->base->shown);
	csvout_dec(j->out, l->pct);
	put_rank(j->out, l->rank);
}

static void
put_line(const struct job *j, const struct line *l)
{
	const struct cwqi_city *q = &l->c->q;
	const bool has = dec_has(l->c->shown);

	csvout_text(j->out, l->c->key);
	csvout_text(j->out, l->c->time);
	for (int b = 0; b < CWQI_NBODY; b++) {
		csvout_dec(j->out, has ? ratio_round(q->part[b], j->cwqi.decimals) : (struct dec){ 0 });
		csvout_int(j->out, (long)q->n[b]);
	}
	csvout_dec(j->out, l->c->shown);
	put_rank(j->out, l->c->rank);
	csvout_int(j->out, (long)q->nitem);
	put_missing(j, q->missing);
	for (size_t i = 0; j->items && i < j->cwqi.n; i++)
		csvout_dec(j->out, ratio_round(q->single[i], j->cwqi.decimals));
	put_change(j, l);
	csvout_text(j->out, !has ? "CWQI:incomplete" : q->missing != 0 ? "CWQI:short" : "");
	csvout_end(j->out);
}

static void
say_rows(struct job *j, const struct cityindex *x)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < x->unplaced.n; i++)
		sbuf_printf(&b, "%s%s", i > 0 ? " " : "", x->unplaced.key[i]);
	if (b.n > 0)
		diag_note(&j->d, _("stations left out (not assessed, or no region): %s"), b.p);
	if (x->noutside > 0)
		diag_note(&j->d, _("%lu rows outside the period"), x->noutside);
	if (x->nempty > 0)
		diag_note(&j->d, _("%lu rows without a value of any item left out"), x->nempty);
	if (x->ngap > 0)
		diag_note(&j->d, _("%lu cells without a value: means are over the sections that have one"), x->ngap);
	if (x->days)
		diag_warn(&j->d, _("times are days: each day is a result of its own; --period makes one of all"));
	sbuf_release(&b);
}

static void
say_base(struct job *j)
{
	const struct cityindex *x = j->base;

	if (x->unplaced.n == 0 && x->noutside + x->nempty + x->ngap == 0 && !x->days)
		return;
	diag_note(&j->d, _("rows of the base, %s:"), j->base_file);
	say_rows(j, x);
}

static void
say_zero(struct job *j, const struct cityindex_city *c)
{
	for (size_t i = 0; i < j->cwqi.n; i++) {
		if ((c->q.zero >> i & 1) != 0)
			diag_warn(&j->d, _("%s, %s: the mean of %s is 0, which has no index"), c->key, c->time,
			    j->cwqi.v[i].item);
	}
}

/* What the results lack: items, a base, the sections of the base. */
static void
say_results(struct job *j, const struct line *line, size_t n)
{
	size_t none = 0, few = 0, lack = 0;
	struct sbuf other = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct cityindex_city *c = line[i].c, *b = line[i].base;

		say_zero(j, c);
		none += !dec_has(c->shown);
		few += dec_has(c->shown) && c->q.missing != 0;
		lack += j->base != NULL && b == NULL;
		if (b != NULL && (b->q.n[CWQI_RIVER] != c->q.n[CWQI_RIVER] || b->q.n[CWQI_LAKE] != c->q.n[CWQI_LAKE]))
			sbuf_printf(&other, "%s%s", other.n > 0 ? " " : "", c->key);
	}
	if (none > 0)
		diag_note(&j->d, _("%zu results without an index: of %zu items some are missing (CWQI:incomplete)"),
		    none, j->cwqi.n);
	if (few > 0)
		diag_note(&j->d, _("%zu results of fewer items, without a rank (CWQI:short)"), few);
	if (lack > 0)
		diag_note(&j->d, _("%zu results without a base"), lack);
	if (other.n > 0)
		diag_note(&j->d, _("another number of sections than in the base: %s"), other.p);
	sbuf_release(&other);
}

static struct cityindex *
read_rows(struct job *j, struct csvin *in, const struct period *p)
{
	struct cityindex_spec s = { .d = &j->d, .common = &j->common, .tabs = &j->tabs, .cwqi = &j->cwqi,
		.sites = j->sites, .by = j->by, .has_period = p != NULL };

	if (p != NULL)
		s.period = *p;
	return cityindex_read(&s, in, (int)j->allow.v);
}

/* The base's rows: of --base-period, else of a year before --period. */
static void
read_base(struct job *j, const struct period *period)
{
	struct csvin *in;
	struct period p;

	if (j->base_file == NULL)
		return;
	if (j->base_period != NULL && !period_parse(sv_of(j->base_period), &p))
		diag_usage(&j->d, _("option --base-period: '%s' is not a period"), j->base_period);
	if (j->base_period == NULL && period != NULL)
		p = period_shift_years(period, -1);
	in = csvin_open_one(&j->d, j->base_file);
	j->base = read_rows(j, in, j->base_period != NULL || period != NULL ? &p : NULL);
	csvin_close(in);
}

static void
init(struct job *j)
{
	static const char *const used[] = { "cwqi", "limits_water", "limits_groundwater", "rounding", "items", "units",
		"unit_names", "flags", "low", NULL };
	const char *registry;

	if (j->base_period != NULL && j->base_file == NULL)
		diag_usage(&j->d, _("option --base-period needs --base"));
	settings_init(&j->tabs, &j->d, &j->common, used);
	cwqi_init(&j->cwqi, &j->tabs);
	if (j->cwqi.limits.wrong != NULL)
		diag_refuse(&j->d, NULL, _("table limits_water: the limits of %s can't be used"), j->cwqi.limits.wrong);
	if (j->cwqi.wrong != NULL)
		diag_refuse(&j->d, NULL, _("table cwqi: the item '%s' is there twice, has no form, or no limit of class III"),
		    j->cwqi.wrong);
	registry = cli_file(&j->common, j->common.registry, "stations.csv");
	if (registry != NULL)
		j->sites = sites_read(&j->d, registry);
}

int
main(int argc, char *argv[])
{
	struct job j = { .d = { .prog = "qj-cwqi" }, .by = "city", .allow = { 0, 0, CWQI_ITEMS } };
	const struct cli_opt opts[] = {
		{ 0, "items", CLI_FLAG, NULL, N_("add the single index of each item: I_ITEM"), &j.items },
		{ 0, "allow-missing", CLI_INT, "N", N_("an index also where up to N items are missing [0]"), &j.allow },
		{ 0, "base", CLI_FILE, "FILE", N_("rows of the base: add the change and its rank"), &j.base_file },
		{ 0, "base-period", CLI_TEXT, "P", N_("the period of the base [a year before --period]"), &j.base_period },
		{ 0, "by", CLI_CHOICE, "city|county", N_("what an index is of [city]"), &j.by },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { j.d.prog,
		N_("city water quality index: of rivers, of lakes, of both, its rank and its change"), "[file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD | CLI_REGISTRY | CLI_HOME | CLI_TABLE | CLI_MIXED |
		CLI_DOUBT, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);
	struct period p;
	const bool has_period = settings_period(&j.d, &j.common, &p);
	struct csvin *in;
	struct line *line;

	init(&j);
	in = csvin_open(&j.d, argv + i);
	j.out = csvout_open(&j.d, j.common.output, j.common.bom);
	j.now = read_rows(&j, in, has_period ? &p : NULL);
	read_base(&j, has_period ? &p : NULL);
	line = lines(&j);
	put_header(&j);
	for (size_t k = 0; k < j.now->n; k++)
		put_line(&j, &line[k]);
	csvout_summary(j.out, in);
	say_rows(&j, j.now);
	if (j.base != NULL)
		say_base(&j);
	say_results(&j, line, j.now->n);
	csvin_close(in);
	csvout_close(j.out);
	free(line);
	cityindex_free(j.now);
	cityindex_free(j.base);
	sites_free(j.sites);
	cwqi_release(&j.cwqi);
	return diag_finish(&j.d);
}

#include <stdlib.h>

#include "accum.h"
#include "mem.h"
#include "recover.h"
#include "watergroup_own.h"
#include "watershare.h"

void
watergroup_head(const struct watergroup *g, const struct waterput *p, struct csvout *out)
{
	static const char *const tail[] = { "good", "good_share", "bad_share", "rule", "class", "status", "limiting", "main",
		"undecided" };

	for (size_t k = 0; k < g->nby; k++)
		csvout_text(out, g->by[k]);
	csvout_text(out, "time");
	if (g->s.due)
		csvout_text(out, "due");
	csvout_text(out, "sections");
	for (int c = 1; c < WATER_CLASSES; c++)
		csvout_textf(out, "n_%d", c);
	for (int c = 1; c < WATER_CLASSES; c++)
		csvout_textf(out, "share_%d", c);
	for (size_t i = 0; i < sizeof(tail) / sizeof(tail[0]); i++)
		csvout_text(out, tail[i]);
	if (p->o.target) {
		csvout_text(out, "targets");
		csvout_text(out, "met");
		csvout_text(out, "met_share");
	}
	if (p->o.words) {
		csvout_text(out, "limiting_words");
		csvout_text(out, "main_words");
	}
}

static void
make_means(const struct watergroup *g, const struct group *v, struct dec *x)
{
	for (size_t c = 0; c < g->w->n; c++) {
		const int decimals = g->w->v[c].item->decimals;

		if ((int)c == g->ph)
			x[c] = ratio_guard(quot_ratio(accum_transformed(AVG_PH, v->ion, 0, v->sum[c].count, decimals)), decimals + RECOVER_EXTRA);
		else
			x[c] = ratio_guard(quotsum_mean(&v->sum[c]), decimals + RECOVER_EXTRA);
	}
}

/* The kind of water all sections of the group have; WATER_UNKNOWN where they differ. */
static enum water_body
one_body(const struct group *v)
{
	enum water_body body = WATER_UNKNOWN;

	for (int b = WATER_RIVER; b < WATER_BODIES; b++) {
		if (v->body[b] && body != WATER_UNKNOWN)
			return WATER_UNKNOWN;
		if (v->body[b])
			body = (enum water_body)b;
	}
	return body;
}

/* The items that most sections exceed, with the share of sections; ties in the order of the table. */
static void
add_main(const struct watergroup *g, const struct waterput *p, const struct group *v, struct sbuf *b, bool words)
{
	const size_t from = b->n;
	bool *done = mem_array(g->w->n, sizeof(*done));

	for (unsigned int k = 0; k < g->w->main; k++) {
		size_t best = SIZE_MAX;
		char share[DEC_TEXT];

		for (size_t c = 0; c < g->w->n; c++) {
			if (!done[c] && v->over[c] > 0 && (best == SIZE_MAX || v->over[c] > v->over[best]))
				best = c;
		}
		if (best == SIZE_MAX)
			break;
		done[best] = true;
		(void)dec_print(share, water_percent(g->w->s.tabs, v->over[best], v->n));
		sbuf_printf(b, "%s%s(%s%%)", b->n == from ? "" : words && !p->o.en ? "、" : " ",
		    words && !p->o.en ? g->w->v[best].zh : g->w->v[best].name, share);
	}
	free(done);
}

static int
class_of_status(const struct water_words *w, const char *word)
{
	for (int c = WATER_CLASSES - 1; c > 0; c--) {
		if (strcmp(w->status[0][c], word) == 0)
			return c;
	}
	return -1;
}

static void
name_group(const struct group *v, size_t nby, struct sbuf *b)
{
	for (size_t k = 0; k < nby; k++)
		sbuf_printf(b, "%s ", v->cell[k]);
	sbuf_puts(b, v->time);
}

/* What the rules say of a group. */
struct outcome {
	const char		*rule;		/* "mean", "share"; "" for neither */
	bool			 mean;
	struct water_judged	 j;		/* of the means */
	int			 status;	/* row of water_classes, 0 can't be judged; -1: none */
};

/* The class of the means; of what an undecided section does not prove nothing is told to exceed. */
static void
decide_mean(const struct watergroup *g, const struct group *v, enum water_body body, struct outcome *o)
{
	struct dec *x = mem_array(g->w->n, sizeof(*x));
	unsigned int n = 0;

	make_means(g, v, x);
	watercols_judge(g->w, &o->j, body, 0, x, NULL, NULL, g->s.rounded);
	for (unsigned int k = 0; k < o->j.r.nexceed; k++) {
		if (!v->doubt[o->j.column[o->j.r.exceed[k]]])
			o->j.r.exceed[n++] = o->j.r.exceed[k];
	}
	o->j.r.nexceed = n;
	o->j.r.undecided = v->undecided > 0;
	o->status = waterput_status(&o->j);
	free(x);
}

static void
decide(const struct watergroup *g, const struct group *v, struct outcome *o)
{
	const enum water_body body = one_body(v);
	struct sbuf b = { 0 };

	o->mean = g->s.rule == WATER_MEAN || (g->s.rule == WATER_AUTO && v->n < g->w->mean_below);
	o->rule = o->mean ? "mean" : "share";
	o->status = -1;
	o->j.r.class = 0;
	name_group(v, g->nby, &b);
	if (v->n + v->undecided == 0) {
		o->rule = "";
		o->mean = false;
	} else if (o->mean && body == WATER_UNKNOWN) {
		diag_warn(g->w->s.d, _("%s: rivers and lakes together have no mean class"), b.p);
	} else if (o->mean) {
		decide_mean(g, v, body, o);
	} else if (body != WATER_GROUND && v->n > 0) {
		const struct water_status s = water_share_status(g->w->s.tabs, v->count[1] + v->count[2] + v->count[3],
		    v->count[6], v->n);

		o->status = class_of_status(&g->w->words, s.word);
		if (s.warn)
			diag_warn(g->w->s.d, _("%s: the printed table has no status for these shares of classes"), b.p);
	}
	sbuf_release(&b);
}

static void
put_limiting(struct waterput *p, struct csvout *out, const struct outcome *o, bool words)
{
	struct sbuf b = { 0 };

	if (o->mean && o->j.r.class > 0)
		waterput_limiting(p, &b, &o->j, words);
	csvout_cell(out, b.p == NULL ? (struct sv){ "", 0 } : sbuf_sv(&b));
	sbuf_release(&b);
}

static void
put_main(const struct watergroup *g, struct waterput *p, struct csvout *out, const struct group *v, const struct outcome *o,
    bool words)
{
	struct sbuf b = { 0 };

	if (o->mean && o->j.r.class > 0)
		waterput_exceeding(p, &b, &o->j, water_nmain(&o->j.r, g->w->main), words);
	else if (o->status > (int)g->w->exceed)
		add_main(g, p, v, &b, words);
	csvout_cell(out, b.p == NULL ? (struct sv){ "", 0 } : sbuf_sv(&b));
	sbuf_release(&b);
}

static void
put_counts(const struct watergroup *g, struct csvout *out, const struct group *v)
{
	const unsigned int good = v->count[1] + v->count[2] + v->count[3];
	struct dec share[6], good_share = water_percent(g->w->s.tabs, good, v->n);

	if (g->s.due)
		csvout_int(out, v->due);
	csvout_int(out, v->n);
	for (int c = 1; c < WATER_CLASSES; c++)
		csvout_int(out, v->count[c]);
	for (int c = 0; c < 6; c++)
		share[c] = water_percent(g->w->s.tabs, v->count[c + 1], v->n);
	if (g->s.closed && v->n > 0) {
		water_shares_closed(g->w->s.tabs, v->count + 1, share);
		good_share = dec_add(dec_add(share[0], share[1]), share[2]);
	}
	for (int c = 0; c < 6; c++)
		csvout_dec(out, share[c]);
	csvout_int(out, good);
	csvout_dec(out, good_share);
	csvout_dec(out, share[5]);
}

static void
put_group(struct watergroup *g, struct waterput *p, struct csvout *out, const struct group *v)
{
	struct outcome o;

	decide(g, v, &o);
	for (size_t k = 0; k < g->nby; k++)
		csvout_text(out, v->cell[k]);
	csvout_text(out, v->time);
	put_counts(g, out, v);
	csvout_text(out, o.rule);
	if (o.mean && o.j.r.class > 0)
		csvout_int(out, o.j.r.class);
	else
		csvout_empty(out);
	csvout_plain(out, o.status < 0 ? (struct sv){ "", 0 } : p->status[o.status]);
	put_limiting(p, out, &o, false);
	put_main(g, p, out, v, &o, false);
	csvout_int(out, v->undecided);
	if (p->o.target) {
		csvout_int(out, v->targets);
		csvout_int(out, v->met);
		csvout_dec(out, water_percent(g->w->s.tabs, v->met, v->targets));
	}
	if (p->o.words) {
		put_limiting(p, out, &o, true);
		put_main(g, p, out, v, &o, true);
	}
	csvout_end(out);
}

/* By place, in order of the registry over all times, else of appearance; then by time. */
static int
by_order(const void *a, const void *b, void *arg)
{
	const struct watergroup *g = arg;
	const struct group *x = *(struct group *const *)a, *y = *(struct group *const *)b;
	const size_t p = g->first[x->place], q = g->first[y->place];

	if (p != q)
		return p < q ? -1 : 1;
	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x < y ? -1 : x > y;
}

void
watergroup_rows(struct watergroup *g, struct waterput *p, struct csvout *out)
{
	struct group **order = mem_array(g->n + 1, sizeof(struct group *));

	for (size_t i = 0; i < g->n; i++)
		order[i] = &g->v[i];
	qsort_r(order, g->n, sizeof(struct group *), by_order, g);
	for (size_t i = 0; i < g->n; i++)
		put_group(g, p, out, order[i]);
	if (g->nowhere > 0)
		diag_note(g->w->s.d, _("%lu results without a group left out"), g->nowhere);
	free(order);
}

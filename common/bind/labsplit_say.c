#include <stdlib.h>

#include "labsplit_own.h"
#include "mem.h"

/* --- the summary ----------------------------------------------------------------------------- */

/* The month of a routine row, the hour that ends at its end: "2026-10". */
static void
month_of(const struct lab_row *r, char buf[CIVIL_TEXT])
{
	const struct period p = period_of(STEP_MONTH, civil_hour_day(r->to));

	(void)period_print(buf, &p);
}

/* Samples and those with a pair, of one month and item. */
struct share {
	unsigned long	nsample, npair;
};

/* "TP 1 of 12, COD 0 of 12": the items of a month with fewer pairs than the rules ask. */
static void
list_short(const struct labsplit *s, const struct share *of, struct sbuf *b)
{
	sbuf_clear(b);
	for (size_t i = 0; i < s->spellings.n; i++) {
		const struct dec share = of[i].nsample == 0 ? dec_int(0) : labqc_share(&s->qc, s->meaning[i].n.name);
		const struct ratio part = of[i].nsample == 0 ? ratio_make(0, 1) :
		    ratio_make((wide)of[i].npair * 100, (wide)of[i].nsample);

		if (share.m > 0 && (of[i].npair == 0 || ratio_cmp(part, dec_ratio(share)) < 0))
			sbuf_printf(b, _("%s%s %lu of %lu"), b->n > 0 ? ", " : "", s->meaning[i].n.name, of[i].npair, of[i].nsample);
	}
}

static void
say_shares(const struct labsplit *s)
{
	struct map months = { 0 };
	const size_t n = s->spellings.n;
	struct share *v = NULL;
	size_t cap = 0;
	struct sbuf b = { 0 };
	char label[CIVIL_TEXT];

	for (size_t i = 0; i < s->n; i++) {
		const struct lab_row *r = &s->v[i];
		const size_t was = months.n;
		size_t m;

		if (r->kind != LABQC_ROUTINE || r->left_out || lab_is_star(s, i) || (!r->v.undetected && !dec_has(r->v.x)))
			continue;
		month_of(r, label);
		m = map_put(&months, sv_of(label));
		v = mem_grow(v, &cap, months.n * n, sizeof(*v));
		if (months.n > was)
			memset(v + m * n, 0, n * sizeof(*v));
		v[m * n + r->item].nsample++;
		v[m * n + r->item].npair += r->paired;
	}
	for (size_t m = 0; m < months.n; m++) {
		list_short(s, v + m * n, &b);
		if (b.n > 0)
			diag_note(s->spec.d, _("%s: fewer pairs than the rules ask: %s"), months.key[m], b.p);
	}
	map_release(&months);
	sbuf_release(&b);
	free(v);
}

/* "; pairs: 5 accepted, 1 outside, 2 not judged" of two kinds together; nothing where there are none. */
static void
say_verdicts(const struct labsplit *s, const char *what, enum labqc_kind a, enum labqc_kind b, struct sbuf *to)
{
	unsigned long n[LABQC_NRESULT], all = 0;

	for (int r = 0; r < LABQC_NRESULT; r++) {
		n[r] = s->count[a][r] + (a == b ? 0 : s->count[b][r]);
		all += n[r];
	}
	if (all > 0)
		sbuf_printf(to, _("%s%s: %lu accepted, %lu outside, %lu not judged"), to->n > 0 ? "; " : "", what, n[LABQC_ACCEPTED],
		    n[LABQC_OUTSIDE], n[LABQC_NOT_JUDGED]);
}

/* Columns of the input that are neither in the result nor in the report. */
static void
say_columns(const struct labsplit *s)
{
	const struct csvin *in = s->spec.in;
	const int used[] = { (int)s->station, (int)s->time, (int)s->item, (int)s->value, (int)s->code, (int)s->kind, (int)s->pair,
		s->unit, s->flag, s->flag_pairs, s->vertical, s->reference, s->uncertainty };
	struct sbuf b = { 0 };

	for (size_t c = 0; c < in->ncol; c++) {
		bool is_used = false;

		for (size_t k = 0; k < sizeof(used) / sizeof(used[0]); k++)
			is_used = is_used || used[k] == (int)c;
		for (size_t k = 0; k < s->nkeep; k++)
			is_used = is_used || s->keep[k] == c;
		if (!is_used)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", in->name[c]);
	}
	if (b.n > 0)
		diag_note(s->spec.d, _("columns left out, but for --keep: %s"), b.p);
	sbuf_release(&b);
}

void
labsplit_say(struct labsplit *s, const struct csvout *o)
{
	struct sbuf b = { 0 };

	csvout_summary(o, s->spec.in);
	say_verdicts(s, _("pairs"), LABQC_LAB_DUPLICATE, LABQC_FIELD_PAIR, &b);
	say_verdicts(s, _("blanks"), LABQC_LAB_BLANK, LABQC_FIELD_BLANK, &b);
	say_verdicts(s, _("references"), LABQC_REFERENCE, LABQC_REFERENCE, &b);
	if (b.n > 0)
		diag_note(s->spec.d, "%s", b.p);
	sbuf_release(&b);
	if (s->ntwice > 0)
		diag_note(s->spec.d, _("%lu values were there twice, the same, and are written once"), s->ntwice);
	if (s->nplain > 0)
		diag_note(s->spec.d, _("%lu rows without an item, of samples that are judged, left out"), s->nplain);
	if (s->outside.n > 0)
		diag_warn(s->spec.d, _("outside their limits: %s"), s->outside.p);
	if (s->unlimited.n > 0)
		diag_note(s->spec.d, _("no limits for pairs of %s: not judged"), s->unlimited.p);
	if (s->nfield > 0)
		diag_note(s->spec.d, s->field_pair == LABQC_INTER ? _("field pairs are judged by the limits between laboratories: a setting") :
		    _("field pairs are judged by the limits within a laboratory: a setting"));
	if (s->nlow > 0)
		diag_note(s->spec.d, _("%lu pairs were judged by limits of low confidence (L)"), s->nlow);
	say_shares(s);
	say_columns(s);
}

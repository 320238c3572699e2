#include "labsplit_own.h"

/* --- what is judged -------------------------------------------------------------------------- */

static struct labqc_side
side_of(const struct labsplit *s, size_t row)
{
	struct labqc_side v = s->v[row].v;

	v.method = lab_cell(s, row, s->method);
	return v;
}

static void
add_partner(struct labsplit *s, size_t sample, size_t row)
{
	size_t *at = &s->v[sample].partner;

	while (*at != LAB_NONE)
		at = &s->v[*at].next;
	*at = row;
}

/* A duplicate or pair against the sample it belongs to, whose row is *sample (LAB_NONE: it has none). */
static struct labqc_verdict
judge_pair(struct labsplit *s, size_t row, size_t *sample)
{
	const struct lab_row *r = &s->v[row];
	const enum labqc_between b = r->kind == LABQC_FIELD_PAIR ? s->field_pair : LABQC_INTRA;
	struct labqc_verdict v = { .result = LABQC_NOT_JUDGED, .reason = "no-sample" };
	struct labqc_side x, y;

	*sample = lab_find(s, r->of, r->item);
	if (*sample == LAB_NONE || s->v[*sample].kind != LABQC_ROUTINE) {
		*sample = LAB_NONE;
		return v;
	}
	x = side_of(s, *sample);
	y = side_of(s, row);
	v = labqc_pair(&s->qc, lab_name(s, row)->name, b, &x, &y);
	if (v.result == LABQC_ACCEPTED || strcmp(v.reason, "both-below") == 0)
		add_partner(s, *sample, row);
	s->v[*sample].outside = s->v[*sample].outside || v.result == LABQC_OUTSIDE;
	s->v[*sample].paired = s->v[*sample].paired || y.undetected || dec_has(y.x);
	s->nfield += r->kind == LABQC_FIELD_PAIR && v.result != LABQC_NOT_JUDGED;
	return v;
}

/* The number for the item in a cell that holds one, or "ITEM:number" words of a table that was wide. */
static struct sv
certified(const struct labsplit *s, size_t row, int col)
{
	struct sv rest = sv_trim(lab_cell(s, row, col)), who, number;
	const struct itemname *n = lab_name(s, row);
	const struct sv whole = rest;

	if (rest.n == 0 || memchr(rest.p, ':', rest.n) == NULL)
		return whole;
	while (flags_next(&rest, &who, &number)) {
		if (sv_is(who, n->name) || sv_is(who, n->head))
			return number;
	}
	return (struct sv){ "", 0 };
}

static struct dec
certified_number(struct labsplit *s, size_t row, int col)
{
	const struct sv f = certified(s, row, col);
	struct dec x = { 0 };
	struct sbuf q = { 0 };

	if (f.n > 0 && (!dec_parse(f, &x) || x.cens != 0)) {
		lab_refuse(s, row, (size_t)col, "number", _("'%s' is not a number"), lab_shown(s, row, (size_t)col, &q));
		x = (struct dec){ 0 };
	}
	sbuf_release(&q);
	return x;
}

static struct labqc_verdict
judge_reference(struct labsplit *s, size_t row)
{
	const struct labqc_side x = side_of(s, row);
	const struct dec value = certified_number(s, row, s->reference);

	return labqc_reference(&x, value, certified_number(s, row, s->uncertainty));
}

/* --- the report ------------------------------------------------------------------------------ */

static const char *
words(const struct labsplit *s, const char *reason)
{
	const struct table *t = table_get(s->spec.tabs, "labqc_reasons");
	const size_t r = table_find(t, "reason", reason);

	return r == TABLE_NONE ? reason : table_cell(t, r, strcmp(s->spec.common->lang, "en") == 0 ? "en" : "zh");
}

/* a is the sample's value and b the pair's; of a reference a is the value found and b the certified one. */
static void
put_verdict(const struct labsplit *s, struct csvout *o, size_t row)
{
	const struct lab_row *r = &s->v[row];
	const struct labqc_verdict *v = &r->verdict;
	const struct sv own = lab_cell(s, row, (int)s->value);
	const bool pair = r->kind == LABQC_LAB_DUPLICATE || r->kind == LABQC_FIELD_PAIR;
	const struct sv none = { "", 0 };

	csvout_cell(o, lab_cell(s, row, (int)s->station));
	csvout_cell(o, lab_cell(s, row, (int)s->time));
	csvout_text(o, lab_name(s, row)->name);
	csvout_text(o, labqc_kind_name(r->kind));
	csvout_text(o, s->codes.key[r->code]);
	csvout_cell(o, lab_cell(s, row, (int)s->pair));
	csvout_cell(o, !pair ? own : r->sample == LAB_NONE ? none : lab_cell(s, r->sample, (int)s->value));
	csvout_cell(o, pair ? own : r->kind == LABQC_REFERENCE ? certified(s, row, s->reference) : none);
	csvout_dec(o, ratio_guard(v->deviation, 6));
	csvout_dec(o, v->limit);
	csvout_text(o, v->relative ? "%" : lab_name(s, row)->unit);
	csvout_text(o, labqc_result_name(v->result));
	csvout_text(o, words(s, v->reason));
	csvout_end(o);
}

static void
count(struct labsplit *s, size_t row)
{
	const struct lab_row *r = &s->v[row];
	const struct labqc_verdict *v = &r->verdict;

	s->count[r->kind][v->result]++;
	s->nlow += v->confidence != NULL && strcmp(v->confidence, "L") == 0;
	if (strcmp(v->reason, "no-limit") == 0)
		reshape_add(&s->unlimited, (struct sv){ NULL, 0 }, sv_of(lab_name(s, row)->name));
	if (v->result == LABQC_OUTSIDE)
		sbuf_printf(&s->outside, "%s%s %s", s->outside.n > 0 ? ", " : "", s->codes.key[r->code], lab_name(s, row)->name);
}

static struct labqc_verdict
judge(struct labsplit *s, size_t row, size_t *sample)
{
	const struct labqc_side x = side_of(s, row);

	*sample = LAB_NONE;
	switch (s->v[row].kind) {
	case LABQC_LAB_DUPLICATE:
	case LABQC_FIELD_PAIR:
		return judge_pair(s, row, sample);
	case LABQC_REFERENCE:
		return judge_reference(s, row);
	default:
		return labqc_blank(&s->qc, lab_name(s, row)->name, &x);
	}
}

void
labsplit_judge(struct labsplit *s)
{
	for (size_t row = 0; row < s->n; row++) {
		struct lab_row *r = &s->v[row];

		if (r->left_out || r->kind == LABQC_ROUTINE)
			continue;
		if (lab_is_star(s, row)) {
			s->nplain++;
			continue;
		}
		r->verdict = judge(s, row, &r->sample);
		count(s, row);
	}
}

void
labsplit_report(const struct labsplit *s, struct csvout *o)
{
	static const char *const head[] = { "station", "time", "item", "kind", "code", "pair", "a", "b", "deviation", "limit", "unit",
		"result", "reason" };

	csvout_names(o, head, sizeof(head) / sizeof(head[0]));
	for (size_t row = 0; row < s->n; row++) {
		if (!s->v[row].left_out && s->v[row].kind != LABQC_ROUTINE && !lab_is_star(s, row))
			put_verdict(s, o, row);
	}
}

#include <stdlib.h>

#include "drinkput.h"
#include "mem.h"
#include "rounding.h"

static const char *
word(const struct drinkput *p, const char *key)
{
	const size_t r = table_find(p->words, "key", key);

	return r == TABLE_NONE ? "" : table_cell(p->words, r, p->o.en ? "en" : "zh");
}

/* The word of a verdict in the language of the output. */
static const char *
verdict_word(const struct drinkput *p, enum drink_verdict v)
{
	return word(p, v == DRINK_MET ? "met" : v == DRINK_OVER ? "over" : v == DRINK_OPEN ? "open" : "none");
}

/* Columns whose items are reference items of some water get a class of their own. */
static void
find_references(struct drinkput *p)
{
	for (size_t c = 0; c < p->in->n; c++) {
		bool any = false;
		struct sbuf b = { 0 };

		for (int body = WATER_RIVER; body <= WATER_LAKE; body++) {
			const struct waterlimit *l = p->in->v[c].limit[body];

			any = any || (l != NULL && drink_is_reference(l, p->in->s.with_cod));
		}
		if (!any || p->nreference == DRINKPUT_NAMES - 12)
			continue;
		sbuf_printf(&b, "%s_class", p->in->v[c].item->name);
		p->name[p->nreference] = b.p;
		p->reference[p->nreference++] = (uint8_t)c;
	}
}

void
drinkput_init(struct drinkput *p, const struct drinkin *in, struct csvout *out, struct drinkvolume *volumes,
    const struct drinkput_options *o)
{
	*p = (struct drinkput){ .o = *o, .in = in, .out = out, .volumes = volumes, .words = table_get(in->s.tabs, "drinking_words"),
	    .multiple = rounding_decimals(in->s.tabs, "multiple", "*", NULL),
	    .ratio = rounding_decimals(in->s.tabs, "ratio", "*", NULL) };
	water_words_init(&p->numerals, in->s.tabs);
	find_references(p);
}

void
drinkput_release(struct drinkput *p)
{
	for (size_t k = 0; k < p->nreference; k++)
		free(p->name[k]);
	map_release(&p->sources);
	sbuf_release(&p->b);
}

size_t
drinkput_names(const struct drinkput *p, const char **name)
{
	static const char *const head[] = { "class", "class_alt", "items", "measured", "over", "undetermined", "verdict", "met",
		"background" };
	size_t n = 0;

	for (size_t k = 0; k < sizeof(head) / sizeof(head[0]); k++) {
		name[n++] = head[k];
		if (k == 0 && p->o.words)
			name[n++] = "numeral";
	}
	if (p->in->s.set != DRINK_SET_NONE)
		name[n++] = "missing";
	for (size_t k = 0; k < p->nreference; k++)
		name[n++] = p->name[k];
	return n;
}

/* Appends an item's name, with what parts it from the one before. */
static void
add_item(struct drinkput *p, const struct item *item)
{
	const bool zh = p->o.words && !p->o.en;

	if (p->b.n > 0)
		sbuf_puts(&p->b, zh ? "、" : " ");
	sbuf_puts(&p->b, zh ? item->zh : item->name);
}

static void
put_list(struct drinkput *p)
{
	csvout_cell(p->out, sbuf_sv(&p->b));
	sbuf_clear(&p->b);
}

/* "Mn(0.30) DO": items over, with their multiples. */
static void
put_over(struct drinkput *p, const struct drink_item *v, const uint8_t *column, const struct drink_result *r)
{
	char text[DEC_TEXT];

	for (unsigned int k = 0; k < r->nover; k++) {
		const struct drink_item *i = &v[r->over[k]];

		add_item(p, p->in->v[column[r->over[k]]].item);
		if (dec_print(text, ratio_round(i->multiple, p->multiple)) > 0)
			sbuf_printf(&p->b, "(%s)", text);
	}
	put_list(p);
}

static void
put_background(struct drinkput *p, const struct drink_judged *j)
{
	for (unsigned int k = 0; k < j->r->nover; k++) {
		const struct item *item = p->in->v[j->column[j->r->over[k]]].item;

		if (drinkin_is_geology(p->in, j->station, j->site, item->name))
			add_item(p, item);
	}
	if (p->b.n > 0) {
		struct sbuf whole = { 0 };

		sbuf_printf(&whole, "%s%s%s", word(p, "geology"), p->o.en ? ": " : "：", p->b.p);
		csvout_cell(p->out, sbuf_sv(&whole));
		sbuf_release(&whole);
	} else
		csvout_empty(p->out);
	sbuf_clear(&p->b);
}

static void
put_missing(struct drinkput *p, const struct drink_judged *j)
{
	const bool ground = j->body == WATER_GROUND;

	for (size_t k = 0; k < p->in->ndue[ground]; k++) {
		const struct drink_due *due = &p->in->due[ground][k];

		if (due->column < 0 || !dec_has(j->x[due->column]))
			add_item(p, due->item);
	}
	put_list(p);
}

static void
put_class(struct drinkput *p, int class)
{
	if (class == 0)
		csvout_empty(p->out);
	else
		csvout_int(p->out, class);
}

static void
put_references(struct drinkput *p, const struct drink_judged *j)
{
	for (size_t k = 0; k < p->nreference; k++) {
		const struct waterlimit *l = p->in->v[p->reference[k]].limit[j->body];
		const struct dec x = j->x[p->reference[k]];

		put_class(p, l == NULL || l->nclass == 0 || !dec_has(x) || !drink_is_reference(l, p->in->s.with_cod) ? 0 :
		    waterlimit_class(l, x));
	}
}

void
drinkput_judged(struct drinkput *p, const struct drink_judged *j)
{
	const char *name[DRINKPUT_NAMES];

	if (j == NULL) {
		for (size_t k = drinkput_names(p, name); k > 0; k--)
			csvout_empty(p->out);
		return;
	}
	put_class(p, j->r->class);
	if (p->o.words)
		csvout_text(p->out, j->r->class == 0 ? "" : j->body == WATER_GROUND || j->r->class < WATERLIMIT_WORST ?
		    p->numerals.numeral[j->r->class] : p->numerals.numeral[WATERLIMIT_WORST]);
	put_class(p, j->alt);
	csvout_int(p->out, (long)j->r->judged);
	csvout_int(p->out, (long)drinkin_measured(p->in, j->body, j->x));
	put_over(p, j->v, j->column, j->r);
	for (unsigned int k = 0; k < j->r->nopen; k++)
		add_item(p, p->in->v[j->column[j->r->open[k]]].item);
	put_list(p);
	csvout_text(p->out, verdict_word(p, j->verdict));
	if (j->verdict == DRINK_MET || j->verdict == DRINK_OVER)
		csvout_int(p->out, j->verdict == DRINK_MET);
	else
		csvout_empty(p->out);
	put_background(p, j);
	if (p->in->s.set != DRINK_SET_NONE)
		put_missing(p, j);
	put_references(p, j);
}

/* --- periods ------------------------------------------------------------------------------- */

struct drink_judged
drinkput_of_period(const struct drinkin *in, const struct drink_period *o)
{
	return (struct drink_judged){ o->site, map_key(&in->stations, o->station), o->body, o->x, o->v, o->column, o->n, &o->r,
	    o->verdict, o->alt };
}

void
drinkput_period_head(const struct drinkput *p)
{
	static const char *const first[] = { "water_type", "rows", "months", "months_met" }, *const last[] = { "alarm", "failed" };
	const char *name[DRINKPUT_NAMES];
	const size_t n = drinkput_names(p, name);

	csvout_text(p->out, p->in->s.common->station);
	csvout_text(p->out, p->in->s.common->time);
	for (size_t k = 0; k < 4; k++)
		csvout_text(p->out, first[k]);
	if (p->volumes != NULL)
		csvout_text(p->out, "volume");
	for (size_t k = 0; k < n; k++)
		csvout_text(p->out, name[k]);
	for (size_t k = 0; k < 2; k++)
		csvout_text(p->out, last[k]);
	csvout_end(p->out);
}

void
drinkput_period(struct drinkput *p, const struct drink_period *o)
{
	const struct drink_judged j = drinkput_of_period(p->in, o);
	char label[CIVIL_TEXT];

	csvout_cell(p->out, j.station);
	csvout_cell(p->out, (struct sv){ label, period_print(label, &o->period) });
	csvout_text(p->out, drinkin_body_name(o->body));
	csvout_int(p->out, (long)o->rows);
	csvout_int(p->out, (long)o->months);
	csvout_int(p->out, (long)o->months_met);
	if (p->volumes != NULL) {
		bool complete;

		csvout_dec_short(p->out, ratio_guard(drinkvolume_of(p->volumes, j.station, &o->period, NULL, 0, &complete), 6));
	}
	drinkput_judged(p, &j);
	put_over(p, o->worst, o->column, &o->alarm);
	csvout_text(p->out, o->failed);
	csvout_end(p->out);
}

#include "rounding.h"
#include "waterput.h"

void
waterput_init(struct waterput *p, const struct watercols *w, const struct waterput_options *o)
{
	*p = (struct waterput){ .o = *o, .w = w, .decimals = rounding_decimals(w->s.tabs, "multiple", "*", NULL) };
	for (int c = 0; c < WATER_CLASSES; c++) {
		p->status[c] = sv_of(w->words.status[o->en][c]);
		p->colour[c] = sv_of(w->words.colour[o->en][c]);
		p->rgb[c] = sv_of(w->words.rgb[c]);
	}
}

void
waterput_release(struct waterput *p)
{
	sbuf_release(&p->b);
}

/* Calls name for each column of the result. */
static void
each_column(const struct waterput *p, void (*name)(void *, const char *), void *arg)
{
	static const char *const plain[] = { "class", "status", "limiting", "exceeding", "main", "undetermined", "class_alt" },
	    *const target[] = { "target_class", "target_met", "over_target" },
	    *const words[] = { "limiting_words", "exceeding_words", "main_words", "undetermined_words" };
	char text[64];

	for (size_t i = 0; i < 7; i++)
		name(arg, plain[i]);
	for (size_t i = p->o.carried; p->o.target && i < 3; i++)
		name(arg, target[i]);
	for (size_t i = 0; p->o.words && i < 4; i++)
		name(arg, words[i]);
	if (p->o.words && p->o.target)
		name(arg, "over_target_words");
	if (p->o.colour) {
		name(arg, "colour");
		name(arg, "rgb");
	}
	for (size_t c = 0; p->o.item_classes && c < p->w->n; c++) {
		(void)snprintf(text, sizeof(text), "%s_class", p->w->v[c].name);
		if (watercols_classed(p->w, c))
			name(arg, text);
	}
}

static void
put_name(void *arg, const char *name)
{
	csvout_text(arg, name);
}

void
waterput_head(const struct waterput *p, struct csvout *out)
{
	each_column(p, put_name, out);
}

static void
refuse_name(void *arg, const char *name)
{
	const struct waterput *p = arg;
	struct csvin *in = p->w->s.in;

	if (csvin_column(in, name) >= 0)
		diag_refuse(in->d, &(struct place){ in->file, 1, name }, _("the input has a column '%s' already"), name);
}

void
waterput_check(struct waterput *p)
{
	each_column(p, refuse_name, p);
}

static void
add(const struct waterput *p, struct sbuf *b, size_t column, bool words, size_t from)
{
	const struct water_column *c = &p->w->v[column];

	if (b->n > from)
		sbuf_puts(b, words && !p->o.en ? "、" : " ");
	sbuf_puts(b, words && !p->o.en ? c->zh : c->name);
}

static void
add_multiple(const struct waterput *p, struct sbuf *b, struct ratio m)
{
	char text[DEC_TEXT];

	if (ratio_has(m)) {
		sbuf_putc(b, '(');
		sbuf_put(b, text, dec_print(text, ratio_round(m, p->decimals)));
		sbuf_putc(b, ')');
	}
}

void
waterput_exceeding(const struct waterput *p, struct sbuf *b, const struct water_judged *j, unsigned int n, bool words)
{
	const size_t from = b->n;

	for (unsigned int k = 0; k < n; k++) {
		const size_t i = j->r.exceed[k];

		add(p, b, j->column[i], words, from);
		add_multiple(p, b, j->v[i].multiple);
	}
}

void
waterput_limiting(const struct waterput *p, struct sbuf *b, const struct water_judged *j, bool words)
{
	const size_t from = b->n;

	for (size_t i = 0; i < j->n; i++) {
		if (!j->v[i].reference && j->v[i].class == j->r.class)
			add(p, b, j->column[i], words, from);
	}
}

static bool
is_undetermined(const struct water_judged *j, size_t i)
{
	const struct water_item *v = &j->v[i];

	return v->class > 0 && !v->reference && (v->unproved ||
	    (j->target > 0 && waterlimit_unproved(v->limit, water_proof(v), j->target)));
}

static void
add_undetermined(const struct waterput *p, struct sbuf *b, const struct water_judged *j, bool words)
{
	const size_t from = b->n;

	for (size_t i = 0; i < j->n; i++) {
		if (is_undetermined(j, i))
			add(p, b, j->column[i], words, from);
	}
}

/* Items worse than the target, with multiples of the target's limit. */
static void
add_over(const struct waterput *p, struct sbuf *b, const struct water_judged *j, bool words)
{
	const size_t from = b->n;

	for (size_t i = 0; i < j->n; i++) {
		const struct water_item *v = &j->v[i];

		if (v->reference || v->class <= j->target || waterlimit_unproved(v->limit, water_proof(v), j->target))
			continue;
		add(p, b, j->column[i], words, from);
		add_multiple(p, b, waterlimit_multiple(v->limit, v->x, j->target));
	}
}

static void
put_class(struct csvout *out, int class)
{
	if (class > 0)
		csvout_int(out, class);
	else
		csvout_empty(out);
}

/* Of canonical names, which need no quotes. */
static void
put_names(struct waterput *p, struct csvout *out)
{
	csvout_plain(out, p->b.n == 0 ? (struct sv){ "", 0 } : sbuf_sv(&p->b));
	sbuf_clear(&p->b);
}

static void
put_text(struct waterput *p, struct csvout *out)
{
	csvout_cell(out, p->b.n == 0 ? (struct sv){ "", 0 } : sbuf_sv(&p->b));
	sbuf_clear(&p->b);
}

static void
put_target(struct waterput *p, struct csvout *out, const struct water_judged *j)
{
	if (!p->o.carried)
		put_class(out, j->target);
	if (j->met < 0)
		csvout_empty(out);
	else
		csvout_int(out, j->met);
	if (j->met == 0)
		add_over(p, &p->b, j, false);
	put_names(p, out);
}

static void
put_words(struct waterput *p, struct csvout *out, const struct water_judged *j)
{
	if (j->r.class > 0)
		waterput_limiting(p, &p->b, j, true);
	put_text(p, out);
	waterput_exceeding(p, &p->b, j, j->r.nexceed, true);
	put_text(p, out);
	waterput_exceeding(p, &p->b, j, water_nmain(&j->r, p->w->main), true);
	put_text(p, out);
	add_undetermined(p, &p->b, j, true);
	put_text(p, out);
	if (p->o.target) {
		if (j->met == 0)
			add_over(p, &p->b, j, true);
		put_text(p, out);
	}
}

static void
put_item_classes(const struct waterput *p, struct csvout *out, const struct water_judged *j)
{
	for (size_t c = 0, i = 0; c < p->w->n; c++) {
		if (!watercols_classed(p->w, c))
			continue;
		while (i < j->n && j->column[i] < c)
			i++;
		put_class(out, i < j->n && j->column[i] == c ? j->v[i].class : 0);
	}
}

int
waterput_status(const struct water_judged *j)
{
	if (j->r.class == 0)
		return -1;
	return j->r.undecided ? 0 : j->body == WATER_GROUND ? -1 : j->r.class;
}

static const struct water_judged nothing = { .met = -1 };

void
waterput_cells(struct waterput *p, struct csvout *out, const struct water_judged *j)
{
	int shown;

	if (j == NULL)
		j = &nothing;
	shown = waterput_status(j);
	put_class(out, j->r.class);
	csvout_plain(out, shown < 0 ? (struct sv){ "", 0 } : p->status[shown]);
	if (j->r.class > 0)
		waterput_limiting(p, &p->b, j, false);
	put_names(p, out);
	waterput_exceeding(p, &p->b, j, j->r.nexceed, false);
	put_names(p, out);
	waterput_exceeding(p, &p->b, j, water_nmain(&j->r, p->w->main), false);
	put_names(p, out);
	if (j->unproved)
		add_undetermined(p, &p->b, j, false);
	put_names(p, out);
	put_class(out, j->alt);
	if (p->o.target)
		put_target(p, out, j);
	if (p->o.words)
		put_words(p, out, j);
	if (p->o.colour) {
		csvout_plain(out, shown < 0 ? (struct sv){ "", 0 } : p->colour[shown]);
		csvout_plain(out, shown < 0 ? (struct sv){ "", 0 } : p->rgb[shown]);
	}
	if (p->o.item_classes)
		put_item_classes(p, out, j);
}

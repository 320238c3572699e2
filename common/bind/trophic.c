#include "recover.h"
#include "settings.h"
#include "trophic.h"

void
trophic_init(struct trophic *t, struct diag *d, const struct tables *tabs, const struct trophic_settings *set)
{
	*t = (struct trophic){ .set = *set };
	tli_init(&t->tli, tabs);
	if (t->tli.wrong != NULL)
		settings_wrong(d, tabs, t->tli.wrong_table, t->tli.wrong_at, t->tli.wrong);
}

size_t
trophic_bind(struct trophic *t, struct columns *cols)
{
	size_t n = 0;

	t->cols = cols;
	for (size_t i = 0; i < t->tli.n; i++) {
		t->col[i] = columns_item(cols, t->tli.v[i].name);
		n += t->col[i] >= 0;
		if (t->col[i] >= 0 && strcmp(cols->v[t->col[i]].item->unit, t->tli.v[i].unit) != 0)
			diag_refuse(cols->d, NULL, _("table tli: the unit of %s is '%s', that of the item '%s'"), t->tli.v[i].name,
			    t->tli.v[i].unit, cols->v[t->col[i]].item->unit);
	}
	return n;
}

char *
trophic_absent(const struct trophic *t)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < t->tli.n; i++) {
		if (t->col[i] < 0)
			sbuf_printf(&b, "%s%s", b.n > 0 ? ", " : "", t->tli.v[i].name);
	}
	return b.p;
}

void
trophic_read(struct trophic *t, struct csvin *in, struct dec x[])
{
	for (size_t i = 0; i < t->tli.n; i++) {
		x[i] = (struct dec){ 0 };
		if (t->col[i] < 0 || !columns_value(t->cols, in, (size_t)t->col[i], &x[i], NULL))
			continue;
		if (dec_has(x[i]) && x[i].m <= 0) {
			const size_t c = t->cols->v[t->col[i]].col;

			(void)csvin_bad(in, c, "positive", _("'%s' is not above 0: what is not detected is written <0.01"),
			    csvin_quoted(in, c));
			x[i] = (struct dec){ 0 };
		}
	}
}

struct ratio
trophic_half(struct dec x)
{
	return dec_ratio(dec_usable(x));
}

/* The number of decimals to write. */
static int
decimals(const struct trophic *t)
{
	return t->set.decimals >= 0 ? t->set.decimals : t->tli.decimals;
}

static struct dec
shown(const struct trophic *t, struct ratio r)
{
	return t->set.decimals >= 0 ? ratio_round(r, t->set.decimals) : ratio_guard(r, t->tli.decimals + RECOVER_EXTRA);
}

struct trophic_value
trophic_of(struct trophic *t, const struct ratio x[])
{
	struct trophic_value v = { .n = 0 };

	for (size_t i = 0; i < t->tli.n; i++)
		v.item[i] = tli_item(&t->tli, i, x[i]);
	v.tli = tli_combine(&t->tli, v.item, &v.n);
	v.incomplete = v.n < t->tli.n && !(t->set.renormalise && v.n > 0);
	if (v.incomplete)
		v.tli = (struct ratio){ 0, 0 };
	t->nincomplete += v.incomplete;
	t->nfewer += !v.incomplete && v.n < t->tli.n;
	v.state = tli_state(&t->tli, t->set.judge_shown ? dec_ratio(ratio_round(v.tli, decimals(t))) : v.tli);
	return v;
}

void
trophic_head(const struct trophic *t, struct csvout *out, const struct csvin *in)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < t->tli.n; i++) {
		sbuf_clear(&b);
		sbuf_printf(&b, "TLI_%s", t->tli.v[i].name);
		csvout_own_head(out, in, b.p);
	}
	csvout_own_head(out, in, "TLI");
	csvout_own_head(out, in, "trophic");
	csvout_own_head(out, in, "trophic_state");
	csvout_own_head(out, in, "n_TLI");
	sbuf_release(&b);
}

void
trophic_put(const struct trophic *t, struct csvout *out, const struct trophic_value *v)
{
	for (size_t i = 0; i < t->tli.n; i++)
		csvout_dec(out, shown(t, v->item[i]));
	csvout_dec(out, shown(t, v->tli));
	if (v->state == NULL) {
		csvout_empty(out);
		csvout_empty(out);
	} else {
		csvout_int(out, v->state->level);
		csvout_text(out, t->set.en ? v->state->en : v->state->zh);
	}
	csvout_int(out, (long)v->n);
}

void
trophic_say(const struct trophic *t, struct diag *d)
{
	if (t->nincomplete > 0)
		diag_note(d, _("%lu rows without TLI: not all of its %zu items are there (TLI:incomplete)"), t->nincomplete,
		    t->tli.n);
	if (t->nfewer > 0)
		diag_note(d, _("%lu rows have a TLI of fewer items (n_TLI), weights over those there are"), t->nfewer);
}

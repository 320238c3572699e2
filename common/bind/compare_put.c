#include "compare_own.h"
#include "recover.h"

bool
compare_zh(const struct compare *c)
{
	return strcmp(c->s.common->lang, "zh") == 0;
}

static void
put_word_heads(struct csvout *out, const struct compare_column *v)
{
	if (v->how.kind == CHANGE_WATER_CLASS) {
		csvout_textf(out, "%s_arrow", v->name);
	} else if (v->how.kind == CHANGE_STATUS) {
		csvout_textf(out, "%s_word", v->name);
	} else if (change_counts(v->how.kind)) {
		csvout_textf(out, "%s_word", v->name);
		csvout_textf(out, "%s_phrase", v->name);
	}
}

void
compare_header(const struct compare *c, struct csvout *out)
{
	for (size_t i = 0; i < c->ncol; i++) {
		if (c->col[i].how.kind == CHANGE_KEY)
			csvout_text(out, c->col[i].name);
	}
	if (c->time_now >= 0 || c->time_base >= 0) {
		csvout_text(out, "time");
		csvout_text(out, "time_base");
	}
	for (size_t i = 0; i < c->ncol; i++) {
		const struct compare_column *v = &c->col[i];

		if (v->how.kind == CHANGE_KEY)
			continue;
		csvout_text(out, v->name);
		if (v->how.kind == CHANGE_LABEL)
			continue;
		csvout_textf(out, "%s_base", v->name);
		if (change_counts(v->how.kind))
			csvout_textf(out, "%s_diff", v->name);
		if (v->how.kind == CHANGE_VALUE)
			csvout_textf(out, "%s_pct", v->name);
		if (c->s.words)
			put_word_heads(out, v);
	}
	compare_water_header(c, out);
	csvout_text(out, "compare");
	csvout_end(out);
}

struct dec
compare_value(struct compare *c, const struct held *h, size_t row, int col, const struct compare_column *v)
{
	const struct sv none = { NULL, 0 };
	struct dec x = { 0 };
	struct sv code = none;
	enum flag_use u;

	if (row == SIZE_MAX || col < 0)
		return x;
	u = flags_use(&c->flags, h->flags_col < 0 ? none : held_cell(h, row, (size_t)h->flags_col),
	    sv_of(v->name), &code);
	if (u == FLAG_REPLACE && v->how.item != NULL)
		x = flags_value(&c->flags, code, v->how.item->name);
	if (u != FLAG_DROP && !dec_has(x))
		(void)dec_parse(held_cell(h, row, (size_t)col), &x);
	return x;
}

static void
say_gas(struct compare *c, const struct compare_column *v, bool converted)
{
	char day[CIVIL_TEXT];

	if (c->said_gas)
		return;
	c->said_gas = true;
	(void)civil_print(day, (struct civil){ c->ref.from * CIVIL_DAY, true });
	if (converted)
		diag_note(c->s.d, _("gases from before %s brought to the reference state after it"), day);
	else if (c->s.convert)
		diag_warn(c->s.d, _("column %s: a period lies across %s, when the reference state of gases changed; not converted"),
		    v->name, day);
	else
		diag_warn(c->s.d, _("column %s: the reference state of gases changed on %s, between the periods; use --convert"),
		    v->name, day);
}

/* Brings the earlier of two values of a gas to the later reference state. */
static void
same_state(struct compare *c, const struct compare_column *v, const struct compare_when *wn, const struct compare_when *wb,
    struct dec *now, struct dec *base)
{
	const int a = wn->has ? refstate_side(&c->ref, &wn->period) : 0,
	    b = wb->has ? refstate_side(&c->ref, &wb->period) : 0;
	struct dec *earlier = a < b ? now : base;

	if (!v->gas || !wn->has || !wb->has || a == b)
		return;
	if (!c->s.convert || a == 0 || b == 0) {
		say_gas(c, v, false);
		return;
	}
	say_gas(c, v, true);
	*earlier = ratio_guard(ratio_mul(dec_ratio(*earlier), c->ref.factor), v->how.decimals + RECOVER_EXTRA);
}

static void
put_change(struct compare *c, struct csvout *out, const struct compare_column *v, struct dec now,
    struct dec base, const char *as)
{
	const bool zh = compare_zh(c);
	struct change ch = { .has = false };
	struct sbuf b = { 0 };

	if (now.cens == 0 && base.cens == 0 && (v->how.kind != CHANGE_WATER_CLASS ||
	    (compare_class(now) > 0 && compare_class(base) > 0)))
		change_of(&ch, v->how.kind, now, base, c->pct);
	if (v->how.item != NULL)
		change_small(&ch, v->how.kind, now, base, c->s.small_base);
	csvout_dec(out, now);
	csvout_dec(out, base);
	csvout_dec(out, ch.diff);
	if (v->how.kind == CHANGE_VALUE)
		csvout_dec(out, ch.pct);
	if (!c->s.words || v->how.kind == CHANGE_WATER_CLASS)
		return;
	csvout_text(out, change_word(c->s.tabs, v->how.kind, &ch, zh));
	change_phrase(&b, c->s.tabs, v->how.kind, &ch, as, v->how.item == NULL ? "" : v->how.item->unit, zh);
	csvout_cell(out, sbuf_sv(&b));
	sbuf_release(&b);
}

/* What the comparison is called: told, or by how far the base's time is away. */
static const char *
called(const struct compare *c, const struct compare_when *now, const struct compare_when *base)
{
	const bool zh = compare_zh(c);
	char a[CIVIL_TEXT], b[CIVIL_TEXT];

	if (c->s.as != NULL)
		return c->s.as;
	if (!c->by_key_alone || !now->has || !base->has)
		return change_as(c->s.tabs, c->s.by_period ? "period" : "year", zh);
	(void)compare_when_print(b, base);
	for (int k = 0; k < 2; k++) {
		const struct compare_when w = compare_when_shift(now, k == 1, -1);

		(void)compare_when_print(a, &w);
		if (strcmp(a, b) == 0)
			return change_as(c->s.tabs, k == 1 ? "period" : "year", zh);
	}
	return change_as(c->s.tabs, "base", zh);
}

void
compare_check_edition(const struct compare *c, size_t row, size_t base)
{
	static const char *const name[] = { "edition", "index_set" };

	for (size_t i = 0; i < 2 && !c->s.force_edition && base != SIZE_MAX; i++) {
		const int a = held_column(c->now, name[i]), b = held_column(c->base, name[i]);
		struct sv x, y;
		struct place at;

		if (a < 0 || b < 0)
			continue;
		x = held_cell(c->now, row, (size_t)a);
		y = held_cell(c->base, base, (size_t)b);
		at = held_place(c->now, row, (size_t)a);
		if (x.n > 0 && y.n > 0 && !sv_same(x, y))
			diag_refuse(c->s.d, &at,
			    _("'%.*s' against '%.*s' of the base: assess both by one edition, or give --force-edition"),
			    (int)x.n, x.p, (int)y.n, y.p);
	}
}

static void
put_cell(struct csvout *out, const struct held *h, size_t row, int col)
{
	csvout_cell(out, row == SIZE_MAX || col < 0 ? (struct sv){ "", 0 } : held_cell(h, row, (size_t)col));
}

static void
put_row(struct compare *c, struct csvout *out, size_t row, size_t base, const struct compare_when *expected)
{
	const struct compare_when now = compare_row_when(c->now, c->time_now, row),
	    then = base == SIZE_MAX ? *expected : compare_row_when(c->base, c->time_base, base);
	const char *as = called(c, &now, &then);
	char t[CIVIL_TEXT];

	for (size_t i = 0; i < c->ncol; i++) {
		if (c->col[i].how.kind == CHANGE_KEY)
			put_cell(out, c->now, row, c->col[i].now);
	}
	if (c->time_now >= 0 || c->time_base >= 0) {
		put_cell(out, c->now, row, c->time_now);
		csvout_cell(out, (struct sv){ t, compare_when_print(t, &then) });
	}
	for (size_t i = 0; i < c->ncol; i++) {
		const struct compare_column *v = &c->col[i];

		if (change_counts(v->how.kind)) {
			struct dec x = compare_value(c, c->now, row, v->now, v),
			    y = compare_value(c, c->base, base, v->base, v);

			same_state(c, v, &now, &then, &x, &y);
			if (!c->s.raw) {
				x = change_shown(&v->how, x);
				y = change_shown(&v->how, y);
			}
			put_change(c, out, v, x, y, as);
		} else if (v->how.kind != CHANGE_KEY) {
			put_cell(out, c->now, row, v->now);
			if (v->how.kind != CHANGE_LABEL)
				put_cell(out, c->base, base, v->base);
		}
		if (c->s.words && v->how.kind == CHANGE_WATER_CLASS)
			compare_put_arrow(c, out, v, row, base);
		else if (c->s.words && v->how.kind == CHANGE_STATUS)
			compare_put_status(c, out, v, row, base);
	}
	compare_water_put(c, out, row, base);
	csvout_text(out, base == SIZE_MAX ? "no-base" : "");
	csvout_end(out);
}

void
compare_rows(struct compare *c, struct csvout *out)
{
	for (size_t i = 0; i < c->nchosen; i++) {
		struct compare_when expected;
		const size_t base = compare_base_of(c, c->chosen[i], &expected);

		compare_check_edition(c, c->chosen[i], base);
		if (base == SIZE_MAX)
			compare_list_add(c, &c->list[COMPARE_NO_BASE], false, c->chosen[i]);
		if (base != SIZE_MAX || !c->s.common_only)
			put_row(c, out, c->chosen[i], base, &expected);
	}
	for (size_t r = 0; r < c->base->nrow; r++) {
		if (c->base == c->now ? compare_dropped(c, r) : !c->used[r])
			compare_list_add(c, &c->list[COMPARE_DROPPED], true, r);
	}
}

/* Of water by name: only comparable sections may be compared. */
void
compare_summary(const struct compare *c)
{
	const size_t nnew = c->list[COMPARE_NO_BASE].n, ndropped = c->list[COMPARE_DROPPED].n;

	for (int k = 0; k < COMPARE_NWHY; k++) {
		if (k > COMPARE_DROPPED || compare_is_water(c))
			compare_list_say(c, (enum compare_why)k, &c->list[k]);
	}
	if (compare_is_water(c))
		return;
	if (nnew > 0)
		diag_note(c->s.d, c->s.common_only ? _("%zu rows without a base left out") :
		    _("%zu rows without a base"), nnew);
	if (ndropped > 0)
		diag_note(c->s.d, _("%zu rows of the base have no counterpart"), ndropped);
}

#include "averageput.h"

bool
averageput_has(const struct averageput *p, const char *name)
{
	const char *of = p->counts && strncmp(name, "n_", 2) == 0 ? name + 2 : name;

	for (size_t c = 0; c < p->cols->n; c++) {
		if (strcmp(p->cols->name[c], name) == 0 || strcmp(p->cols->name[c], of) == 0)
			return true;
	}
	return p->counts && strcmp(name, "due") == 0;
}

void
averageput_header(struct averageput *p, const struct csvin *in, const char *const key[], size_t nkey)
{
	struct sbuf head = { 0 };

	for (size_t k = 0; k < nkey; k++)
		csvout_text(p->out, key[k]);
	csvout_text(p->out, "time");
	for (size_t k = 0; k < p->carry.n; k++)
		csvout_text(p->out, in->name[p->carry.col[k]]);
	for (size_t c = 0; c < p->cols->n; c++) {
		averaging_head(p->cols, c, &head);
		csvout_cell(p->out, sbuf_sv(&head));
	}
	for (size_t c = 0; c < p->cols->n && p->counts; c++)
		csvout_textf(p->out, "n_%s", p->cols->name[c]);
	if (p->counts)
		csvout_text(p->out, "due");
	if (p->to > STEP_DAY)
		csvout_text(p->out, "flags");
	csvout_end(p->out);
	sbuf_release(&head);
}

static void
put_time(struct averageput *p, const struct avg_row *r)
{
	char buf[CIVIL_TEXT];

	if (p->to < STEP_DAY)
		csvout_time(p->out, (struct civil){ r->sec, false });
	else if (r->period.step == STEP_DAY)
		csvout_time(p->out, (struct civil){ r->period.from * CIVIL_DAY, true });
	else {
		(void)period_print(buf, &r->period);
		csvout_text(p->out, buf);
	}
}

static void
put_flags(struct averageput *p, const struct avg_row *r)
{
	sbuf_clear(&p->flags);
	for (size_t c = 0; c < p->cols->n; c++) {
		if (ratio_has(r->value[c]) && (r->is_partial || r->is_short[c]))
			sbuf_printf(&p->flags, "%s%s:%s", p->flags.n > 0 ? " " : "", p->cols->name[c],
			    r->is_partial ? "partial" : "short");
	}
	csvout_cell(p->out, sbuf_sv(&p->flags));
}

void
averageput_row(struct averageput *p, const struct sv key[], size_t nkey, const struct avg_row *r,
    const unsigned int *n, unsigned int due)
{
	for (size_t k = 0; k < nkey; k++)
		csvout_cell(p->out, key[k]);
	put_time(p, r);
	carry_put(&p->carry, r->station, p->out);
	for (size_t c = 0; c < p->cols->n; c++)
		csvout_dec(p->out, average_shown(r->value[c], r->limit[c], p->cols->col[c].decimals));
	for (size_t c = 0; c < p->cols->n && p->counts; c++)
		csvout_int(p->out, (long)n[c]);
	if (p->counts)
		csvout_int(p->out, (long)due);
	if (p->to > STEP_DAY)
		put_flags(p, r);
	csvout_end(p->out);
}

void
averageput_release(struct averageput *p)
{
	carry_release(&p->carry);
	sbuf_release(&p->flags);
}

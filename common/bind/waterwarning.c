#include "watercols.h"
#include "waterwarn.h"
#include "waterwarning.h"

static const char *const head[2] = { "warning", "warning_word" };

void
waterwarning_bind(struct waterwarning *w, const struct csvin *in)
{
	static const char *const name[5] = { "class", "class_base", "class_ytd", "class_ytd_base", "target_class" };

	for (size_t i = 0; i < 5; i++)
		w->col[i] = csvin_need(in, name[i]);
	for (size_t i = 0; i < 2; i++) {
		if (csvin_column(in, head[i]) >= 0)
			diag_refuse(in->d, &(struct place){ in->file, 1, head[i] }, _("the input has a column '%s' already"), head[i]);
	}
}

void
waterwarning_head(struct csvout *out)
{
	for (size_t i = 0; i < 2; i++)
		csvout_text(out, head[i]);
}

void
waterwarning_put(const struct waterwarning *w, struct csvin *in, struct csvout *out)
{
	int c[5], level;

	for (size_t i = 0; i < 4; i++)
		(void)watercols_class(in, w->col[i], WATERLIMIT_WORST, &c[i]);
	c[4] = water_class_parse(csvin_field(in, w->col[4]));
	c[4] = c[4] <= WATERLIMIT_NCLASS ? c[4] : 0;		/* watercols has refused it */
	level = water_warning(w->tabs, (struct water_four){ c[0], c[1], c[2], c[3] }, c[4]);
	if (level < 0) {
		csvout_empty(out);
		csvout_empty(out);
		return;
	}
	csvout_int(out, level);
	csvout_text(out, level == 0 ? "" : water_warning_word(w->tabs, level, w->en));
}

#include "waterlimit.h"
#include "waterwarn.h"
#include "waterwarning.h"

void
waterwarning_bind(struct waterwarning *w, const struct csvin *in)
{
	static const char *const name[5] = { "class", "class_base", "class_ytd", "class_ytd_base", "target_class" };

	for (size_t i = 0; i < 5; i++)
		w->col[i] = csvin_need(in, name[i]);
}

void
waterwarning_head(struct csvout *out)
{
	csvout_text(out, "warning");
	csvout_text(out, "warning_word");
}

void
waterwarning_put(const struct waterwarning *w, struct csvin *in, struct csvout *out)
{
	int c[5], level;

	for (size_t i = 0; i < 5; i++) {
		const struct sv f = csvin_field(in, w->col[i]);

		c[i] = water_class_parse(f);
		if (c[i] == 0 && sv_trim(f).n > 0)
			(void)csvin_bad(in, w->col[i], "class", _("a class is 1 to 6, or Ⅰ to Ⅴ and 劣Ⅴ"));
	}
	level = water_warning(w->tabs, (struct water_four){ c[0], c[1], c[2], c[3] }, c[4]);
	if (level < 0) {
		csvout_empty(out);
		csvout_empty(out);
		return;
	}
	csvout_int(out, level);
	csvout_text(out, level == 0 ? "" : water_warning_word(w->tabs, level, w->en));
}

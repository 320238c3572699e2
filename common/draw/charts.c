#include "charts.h"

static const struct {
	const char	*name;
	void		(*draw)(struct figure *);
} kind[] = {
	{ "levels", levels_draw },
	{ "items", items_draw },
	{ "calendar", calendar_draw },
	{ "singles", singles_draw },
	{ "lines", lines_draw },
	{ "waterfall", waterfall_draw },
	{ "bars", bars_draw },
};

#define NKIND (sizeof(kind) / sizeof(kind[0]))

const char *
chart_kinds(void)
{
	return "levels|items|calendar|singles|lines|waterfall|bars";
}

bool
chart_known(const char *name)
{
	for (size_t i = 0; i < NKIND; i++) {
		if (strcmp(kind[i].name, name) == 0)
			return true;
	}
	return false;
}

void
chart_draw(struct diag *d, struct csvin *in, const char *name, const struct figure_opts *o, struct sbuf *out)
{
	struct figure g;

	figure_init(&g, d, in, o, name);
	for (size_t i = 0; i < NKIND; i++) {
		if (strcmp(kind[i].name, name) == 0)
			kind[i].draw(&g);
	}
	figure_finish(&g, out);
}

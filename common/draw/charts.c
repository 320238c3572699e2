#include "charts.h"

/* Options that only some kinds have a use for. */
enum use { USE_ITEMS = 1, USE_LIMIT = 2, USE_MARK = 4, USE_PERIOD = 8, USE_UNIT = 16, USE_TOP = 32 };

static const struct {
	const char	*name;
	void		(*draw)(struct figure *);
	unsigned int	 use;		/* enum use */
} kind[] = {
	{ "levels", levels_draw, 0 },
	{ "items", items_draw, USE_ITEMS | USE_LIMIT },
	{ "calendar", calendar_draw, USE_PERIOD },
	{ "singles", singles_draw, 0 },
	{ "lines", lines_draw, USE_ITEMS | USE_LIMIT | USE_MARK | USE_PERIOD | USE_UNIT },
	{ "waterfall", waterfall_draw, USE_ITEMS | USE_UNIT },
	{ "bars", bars_draw, USE_ITEMS | USE_UNIT },
	{ "strips", strips_draw, 0 },
	{ "classes", classes_draw, 0 },
	{ "heat", heat_draw, USE_PERIOD },
	{ "matrix", matrix_draw, 0 },
	{ "ratios", ratios_draw, USE_ITEMS | USE_LIMIT | USE_TOP },
	{ "profile", profile_draw, USE_ITEMS | USE_LIMIT | USE_UNIT },
	{ "rainline", rainline_draw, USE_ITEMS | USE_LIMIT | USE_MARK | USE_PERIOD },
};

#define NKIND (sizeof(kind) / sizeof(kind[0]))

const char *
chart_kinds(void)
{
	return "levels|items|calendar|singles|lines|waterfall|bars|strips|classes|heat|matrix|ratios|"
	       "profile|rainline";
}

static size_t
find(const char *name)
{
	size_t i = 0;

	while (i < NKIND && strcmp(kind[i].name, name) != 0)
		i++;
	return i;
}

bool
chart_known(const char *name)
{
	return find(name) < NKIND;
}

void
chart_check(struct diag *d, const char *name, const struct figure_opts *o)
{
	const struct { unsigned int use; bool given; const char *option; } opt[] = {
		{ USE_ITEMS, o->items != NULL, "items" }, { USE_LIMIT, o->limits->n > 0, "limit" },
		{ USE_MARK, o->mark != NULL, "mark" }, { USE_PERIOD, o->period != NULL, "period" },
		{ USE_UNIT, o->unit != NULL, "unit" }, { USE_TOP, o->top > 0, "top" },
	};

	for (size_t i = 0; i < sizeof(opt) / sizeof(opt[0]); i++) {
		if (opt[i].given && (kind[find(name)].use & opt[i].use) == 0)
			diag_usage(d, _("option --%s is not for the kind %s"), opt[i].option, name);
	}
}

void
chart_draw(struct diag *d, struct csvin *in, const char *name, const struct figure_opts *o,
    struct sbuf *out)
{
	struct figure g;

	figure_init(&g, d, in, o, name);
	kind[find(name)].draw(&g);
	figure_finish(&g, out);
}

#include "aqi.h"
#include "civil.h"
#include "csvin.h"
#include "csvout.h"
#include "edition.h"
#include "mem.h"
#include "settings.h"

static bool
is_used(const char *const used[], struct sv name)
{
	for (size_t i = 0; used[i] != NULL; i++) {
		if (sv_is(name, used[i]))
			return true;
	}
	return false;
}

/* A file as a table with the columns of the built-in one, in its order; further columns are left out. */
static const struct table *
read_table(struct diag *d, const char *name, const char *file)
{
	const struct table *model = table_get(NULL, name);
	struct table *t = mem_alloc(sizeof(*t));
	struct csvin *in = csvin_open_table(d, file);
	size_t *col = mem_array(model->ncol, sizeof(*col)), cap = 0;
	const char **cell = NULL;

	*t = *model;
	t->nrow = 0;
	for (size_t c = 0; c < t->ncol; c++)
		col[c] = csvin_need(in, model->head[c]);
	while (csvin_next(in)) {
		cell = mem_grow(cell, &cap, (t->nrow + 1) * t->ncol, sizeof(*cell));
		for (size_t c = 0; c < t->ncol; c++) {
			const struct sv f = csvin_field(in, col[c]);

			cell[t->nrow * t->ncol + c] = mem_ndup(f.p, f.n);
		}
		t->nrow++;
	}
	csvin_close(in);
	t->cell = cell;
	return t;
}

static void
print_tables(struct diag *d, const struct tables *tabs, const char *const used[])
{
	struct csvout *out = csvout_open(d, NULL, false);

	csvout_text(out, "table");
	csvout_text(out, "source");
	csvout_text(out, "row");
	csvout_text(out, "column");
	csvout_text(out, "value");
	csvout_end(out);
	for (size_t i = 0; used[i] != NULL; i++) {
		const struct table *t = table_get(tabs, used[i]);
		const char *from = "built-in";

		for (size_t k = 0; k < tabs->n; k++)
			from = strcmp(tabs->own[k].name, used[i]) == 0 ? tabs->from[k] : from;
		for (size_t k = 0; k < t->nrow * t->ncol; k++) {
			csvout_text(out, t->name);
			csvout_text(out, from);
			csvout_int(out, (long)(k / t->ncol + 1));
			csvout_text(out, t->head[k % t->ncol]);
			csvout_text(out, t->cell[k]);
			csvout_end(out);
		}
	}
	csvout_close(out);
	exit(diag_finish(d));
}

void
settings_wrong(struct diag *d, const struct tables *tabs, const char *table, const char *at, const char *what)
{
	for (size_t k = 0; k < tabs->n; k++) {
		if (strcmp(tabs->own[k].name, table) == 0)
			diag_refuse(d, &(struct place){ tabs->from[k], 0, NULL }, "%s%s%s", at, at[0] == '\0' ? "" : ": ",
			    _(what));
	}
	diag_refuse(d, NULL, _("table %s does not fit the tables given: %s: %s"), table, at, _(what));
}

/* Editions and indices are read by modules that report nothing: their tables are checked here. */
static void
check_index(struct diag *d, const struct tables *tabs)
{
	struct aqi a;

	if (tabs->n == 0)
		return;
	aqi_init(&a, tabs, NULL);
	if (a.wrong != NULL)
		settings_wrong(d, tabs, a.wrong_table, a.wrong_at, a.wrong);
	aqi_release(&a);
}

void
settings_init(struct tables *tabs, struct diag *d, const struct cli_common *c, const char *const used[])
{
	for (size_t i = 0; i < c->table.n; i++) {
		struct sv rest = sv_of(c->table.v[i]), name;
		char *n;

		(void)sv_split(&rest, '=', &name);
		if (rest.p == NULL || rest.n == 0)
			diag_usage(d, _("option --table: '%s' is not NAME=FILE"), c->table.v[i]);
		if (!is_used(used, name))
			diag_usage(d, _("option --table: this command uses no table '%.*s'"), (int)name.n, name.p);
		n = mem_ndup(name.p, name.n);
		table_replace(tabs, read_table(d, n, rest.p), rest.p);
	}
	check_index(d, tabs);
	if (c->print_standard)
		print_tables(d, tabs, used);
}

int
settings_edition(const struct editions *e, const struct cli_common *c, bool *by_day)
{
	*by_day = c->edition != NULL && strcmp(c->edition, "by-day") == 0;
	return c->edition == NULL || *by_day ? -1 : edition_named(e, c->edition);
}

bool
settings_period(struct diag *d, const struct cli_common *c, struct period *p)
{
	if (c->period == NULL)
		return false;
	if (!period_parse(sv_of(c->period), p))
		diag_usage(d, _("option --period: '%s' is not a period (2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B, ytd:2026-10)"),
		    c->period);
	return true;
}

int64_t
settings_interval(struct diag *d, const struct cli_common *c)
{
	char *end;
	long n;

	if (c->interval == NULL)
		return CIVIL_HOUR;
	n = strtol(c->interval, &end, 10);
	if (n >= 1 && n <= 60 && strcmp(end, "min") == 0 && 60 % n == 0)
		return n * 60;
	if (n >= 1 && n <= 24 && strcmp(end, "h") == 0 && 24 % n == 0)
		return n * CIVIL_HOUR;
	diag_usage(d, _("option --interval: '%s' is not like 5min or 4h, a whole part of an hour or day"), c->interval);
}

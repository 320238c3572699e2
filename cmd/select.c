/*
 * qj-select - rows by period, station and condition
 *
 * Rows are written unchanged, in order; what is left out is counted.  A clock time belongs to the
 * day of the hour that ends there; a period label (2026-10) is inside when all its days are.
 */
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "expr.h"
#include "map.h"
#include "mem.h"
#include "settings.h"

struct job {
	struct diag		d;
	struct cli_common	common;
	struct csvin		*in;
	struct csvout		*out;
	struct period		period;
	bool			has_period, invert;
	size_t			time;
	int			station;
	struct map		stations;
	bool			*met;		/* met[stations.n]: the station has a row */
	struct expr		*where;
	size_t			*col, ncol;	/* --columns */
	unsigned long		nout;
};

/* The cell's days lie inside the period. */
static bool
in_period(struct job *j)
{
	const struct sv f = csvin_field(j->in, j->time);
	struct period p;
	struct civil t;
	int64_t day;

	if (!(f.n == 16 && f.p[13] == ':') && !civil_parse(f, &t) && period_parse(f, &p))
		return p.from >= j->period.from && p.to <= j->period.to;
	if (!csvin_time(j->in, j->time, &t))
		return false;
	day = civil_day_of(t);
	return day >= j->period.from && day <= j->period.to;
}

static bool
wanted(struct job *j)
{
	if (j->stations.n > 0) {
		const size_t k = map_get(&j->stations, csvin_field(j->in, (size_t)j->station));

		if (k == MAP_NONE)
			return false;
		j->met[k] = true;
	}
	if (j->has_period && !in_period(j))
		return false;
	return j->where == NULL || expr_holds(j->where, j->in);
}

static void
set_columns(struct job *j, const char *list)
{
	struct sv rest = sv_of(list), part;
	size_t cap = 0;

	while (sv_split(&rest, ',', &part)) {
		char *name = mem_ndup(part.p, part.n);
		const int c = csvin_column(j->in, name);

		if (c < 0)
			diag_usage(&j->d, _("option --columns: no column '%s'"), name);
		for (size_t k = 0; k < j->ncol; k++) {
			if (j->col[k] == (size_t)c)
				diag_usage(&j->d, _("option --columns: column '%s' is named twice"), name);
		}
		free(name);
		j->col = mem_grow(j->col, &cap, j->ncol + 1, sizeof(*j->col));
		j->col[j->ncol++] = (size_t)c;
	}
}

static void
put(struct job *j, bool header)
{
	if (j->ncol == 0) {
		if (header)
			csvout_header(j->out, j->in);
		else
			csvout_row(j->out, j->in);
	}
	for (size_t k = 0; k < j->ncol; k++)
		csvout_cell(j->out, header ? sv_of(j->in->name[j->col[k]]) : csvin_field(j->in, j->col[k]));
	csvout_end(j->out);
}

int
main(int argc, char *argv[])
{
	const char *where = NULL, *stations = NULL, *columns = NULL;
	struct job j = { .ncol = 0 };
	const struct cli_opt opts[] = {
		{ 0, "columns", CLI_TEXT, "COL,...", N_("write only these columns, in this order"), &columns },
		{ 'v', "invert", CLI_FLAG, NULL, N_("write the rows that do not match"), &j.invert },
		{ 0, "stations", CLI_TEXT, "CODE,...", N_("rows of these stations"), &stations },
		{ 0, "where", CLI_TEXT, "EXPR", N_("rows for which the condition holds"), &where },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-select", N_("rows by period, station and condition"), "[file...]", opts,
		CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_PERIOD, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);
	struct sv rest = sv_of(stations == NULL ? "" : stations), part;

	j.has_period = settings_period(&j.d, &j.common, &j.period);
	while (stations != NULL && sv_split(&rest, ',', &part))
		(void)map_put(&j.stations, part);
	j.met = mem_array(j.stations.n + 1, sizeof(*j.met));
	j.in = csvin_open(&j.d, argv + i);
	if (j.has_period)
		j.time = csvin_need(j.in, j.common.time);
	j.station = j.stations.n > 0 ? (int)csvin_need(j.in, j.common.station) : -1;
	if (where != NULL)
		j.where = expr_parse(&j.d, where, j.in);
	if (columns != NULL)
		set_columns(&j, columns);
	j.out = csvout_open(&j.d, j.common.output, j.common.bom);
	put(&j, true);
	while (csvin_next(j.in)) {
		if (wanted(&j) != j.invert)
			put(&j, false);
		else
			j.nout++;
	}
	csvout_summary(j.out, j.in);
	if (j.nout > 0)
		diag_note(&j.d, _("%lu rows left out by the selection"), j.nout);
	for (size_t k = 0; k < j.stations.n; k++) {
		if (!j.met[k])
			diag_warn(&j.d, _("no row of station %s"), j.stations.key[k]);
	}
	csvin_close(j.in);
	csvout_close(j.out);
	expr_free(j.where);
	return diag_finish(&j.d);
}

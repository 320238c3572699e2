/*
 * qj-site - resolve station names to codes and attach registry columns
 *
 * Each input row is written once, in order: the station column holds the code, --attach columns of
 * the registry stand behind, those of the row valid on the row's day.
 */
#include "cli.h"
#include "csvin.h"
#include "csvout.h"
#include "mem.h"
#include "sites.h"

#define ATTACH_MAX 32

struct job {
	struct diag		d;
	struct cli_common	common;
	struct sites		*sites;
	struct csvin		*in;
	struct csvout		*out;
	size_t			station;
	int			time;
	int			attach[ATTACH_MAX];	/* registry columns */
	size_t			nattach;
	bool			successor, drop;
	unsigned long		nresolved, nunknown, noutside;
	struct map		unknown;
};

static void
set_attach(struct job *j, const char *list)
{
	struct sv rest = sv_of(list == NULL ? "" : list), part;

	while (list != NULL && sv_split(&rest, ',', &part)) {
		char *name = mem_ndup(part.p, part.n);
		const int c = sites_column(j->sites, name);

		if (c < 0)
			diag_usage(&j->d, _("option --attach: the registry has no column '%s'"), name);
		if (csvin_column(j->in, name) >= 0)
			diag_usage(&j->d, _("option --attach: the input has a column '%s' already"), name);
		for (size_t k = 0; k < j->nattach; k++) {
			if (j->attach[k] == c)
				diag_usage(&j->d, _("option --attach: column '%s' is named twice"), name);
		}
		if (j->nattach == ATTACH_MAX)
			diag_usage(&j->d, _("option --attach: more than %d columns"), ATTACH_MAX);
		j->attach[j->nattach++] = c;
		free(name);
	}
}

/* The registry row of a cell that holds a code or a name; SITES_NONE where it is neither, or not one. */
static size_t
resolve(struct job *j, struct sv cell, int64_t day)
{
	size_t row = sites_find(j->sites, cell, day);
	bool several;

	if (row == SITES_NONE) {
		row = sites_find(j->sites, cell, SITES_ANYDAY);
		j->noutside += row != SITES_NONE && day != SITES_ANYDAY;
	}
	if (row != SITES_NONE)
		return row;
	row = sites_named(j->sites, cell, day, &several);
	if (several) {
		struct sbuf q = { 0 };

		str_quote(&q, cell);
		(void)csvin_bad(j->in, j->station, "ambiguous", _("several stations are named '%s'"), q.p);
		sbuf_release(&q);
	}
	if (row == SITES_NONE)
		return row;
	j->nresolved++;
	{
		const size_t at = sites_find(j->sites, sv_of(sites_cell(j->sites, row, j->sites->station)), day);

		j->noutside += at == SITES_NONE && day != SITES_ANYDAY;
		return at != SITES_NONE ? at : row;
	}
}

/* The row of the last successor: a moved or renamed station goes on under its new code. */
static size_t
latest(const struct job *j, size_t row)
{
	for (size_t n = 0; n < j->sites->n && j->sites->successor >= 0; n++) {
		const char *next = sites_cell(j->sites, row, j->sites->successor);
		const size_t r = *next == '\0' ? SITES_NONE : sites_find(j->sites, sv_of(next), SITES_ANYDAY);

		if (r == SITES_NONE || r == row)
			break;
		row = r;
	}
	return row;
}

/* Every successor is a station of the registry, and none comes back to where it started. */
static void
check_successors(struct job *j)
{
	const struct sites *s = j->sites;

	if (s->successor < 0)
		diag_usage(&j->d, _("option --successor: the registry has no column '%s'"), "successor");
	for (size_t i = 0; i < s->n; i++) {
		size_t row = i, n = 0;

		for (const char *next; *(next = sites_cell(s, row, s->successor)) != '\0'; n++) {
			const size_t r = sites_find(s, sv_of(next), SITES_ANYDAY);

			if (r == SITES_NONE)
				diag_refuse(&j->d, &(struct place){ s->file, 0, NULL },
				    _("successor '%s' of station %s is not in the registry"), next, sites_cell(s, row, s->station));
			if (n > s->n)
				diag_refuse(&j->d, &(struct place){ s->file, 0, NULL },
				    _("the successors of station %s go round in a circle"), sites_cell(s, i, s->station));
			if (r == row)
				break;
			row = r;
		}
	}
}

static void
put_row(struct job *j, size_t row)
{
	for (size_t c = 0; c < j->in->ncol; c++) {
		if (c == j->station && row != SITES_NONE)
			csvout_text(j->out, sites_cell(j->sites, row, j->sites->station));
		else
			csvout_cell(j->out, csvin_field(j->in, c));
	}
	for (size_t k = 0; k < j->nattach; k++)
		csvout_text(j->out, row == SITES_NONE ? "" : sites_cell(j->sites, row, j->attach[k]));
	csvout_end(j->out);
}

static void
take_row(struct job *j)
{
	const struct sv cell = csvin_field(j->in, j->station);
	int64_t day = SITES_ANYDAY;
	struct civil t;
	struct period p;
	size_t row;

	if (j->time >= 0) {
		if (period_parse(csvin_field(j->in, (size_t)j->time), &p))
			day = p.to;
		else if (csvin_time(j->in, (size_t)j->time, &t))
			day = civil_day_of(t);
	}
	row = resolve(j, cell, day);
	if (row == SITES_NONE) {
		j->nunknown++;
		(void)map_put(&j->unknown, cell);
		if (j->drop)
			return;
	} else if (j->successor)
		row = latest(j, row);
	put_row(j, row);
}

static void
say(struct job *j)
{
	struct sbuf b = { 0 };

	csvout_summary(j->out, j->in);
	if (j->nresolved > 0)
		diag_note(&j->d, _("%lu names resolved to codes"), j->nresolved);
	if (j->noutside > 0)
		diag_warn(&j->d, _("%lu rows outside the dates of their station in the registry"), j->noutside);
	for (size_t i = 0; i < j->unknown.n && i < 20; i++)
		sbuf_printf(&b, "%s%s", i > 0 ? ", " : "", j->unknown.key[i]);
	if (j->unknown.n > 20)
		sbuf_puts(&b, ", ...");
	if (j->nunknown > 0)
		diag_warn(&j->d, j->drop ? _("%lu rows left out, station not in the registry: %s") :
		    _("%lu rows with a station that is not in the registry: %s"), j->nunknown, b.p);
	sbuf_release(&b);
}

int
main(int argc, char *argv[])
{
	const char *attach = NULL, *registry;
	bool check = false;
	struct job j = { .nattach = 0 };
	const struct cli_opt opts[] = {
		{ 0, "attach", CLI_TEXT, "COL,...", N_("add these registry columns behind each row"), &attach },
		{ 0, "check", CLI_FLAG, NULL, N_("exit 1 if a station is not in the registry"), &check },
		{ 0, "drop-unknown", CLI_FLAG, NULL, N_("leave out rows whose station is not in the registry"), &j.drop },
		{ 0, "successor", CLI_FLAG, NULL, N_("write a renamed station under its successor's code"), &j.successor },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-site", N_("resolve station names to codes and attach registry columns"),
		"[file...]", opts, CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_REGISTRY | CLI_HOME, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);

	registry = cli_file(&j.common, j.common.registry, "stations.csv");
	if (registry == NULL)
		diag_usage(&j.d, _("a station registry is needed: --registry FILE, or -C DIR with stations.csv"));
	j.sites = sites_read(&j.d, registry);
	j.in = csvin_open(&j.d, argv + i);
	j.station = csvin_need(j.in, j.common.station);
	j.time = csvin_column(j.in, j.common.time);
	set_attach(&j, attach);
	if (j.successor)
		check_successors(&j);
	j.out = csvout_open(&j.d, j.common.output, j.common.bom);
	csvout_header(j.out, j.in);
	for (size_t k = 0; k < j.nattach; k++)
		csvout_text(j.out, j.sites->name[j.attach[k]]);
	csvout_end(j.out);
	while (csvin_next(j.in))
		take_row(&j);
	say(&j);
	j.d.check_no = check && j.nunknown > 0;
	csvin_close(j.in);
	csvout_close(j.out);
	sites_free(j.sites);
	return diag_finish(&j.d);
}

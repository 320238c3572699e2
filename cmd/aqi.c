/*
 * qj-aqi - air quality index of each row, from pollutant concentrations
 *
 * Every input row is written once, in order, followed by IAQI_<item> of the six items, AQI, level,
 * category, primary and edition.  Method: HJ 633-2012 and HJ 633-2026, by the date of each row.
 */
#include "aqi.h"
#include "cli.h"
#include "columns.h"
#include "csvin.h"
#include "csvout.h"
#include "mem.h"
#include "settings.h"

struct job {
	struct diag		d;
	struct cli_common	common;
	struct tables		tabs;
	struct aqi		aqi;
	struct columns		cols;
	struct csvin		*in;
	struct csvout		*out;
	int			col[2][AQI_NITEM];	/* item column by basis, -1 if absent */
	int			other[2];		/* O3_1hmax for days, SO2_24h for hours */
	unsigned int		not_monitored;
	int			edition;		/* forced; -1 by the row's day */
	int			basis;			/* enum aqi_basis, -1 before the first row */
	struct sv		category[EDITION_MAX][6], edition_name[EDITION_MAX];
	struct sv		primary[1 << AQI_NITEM];	/* by the bits of the items */
	bool			colour, early, own_flags;
	unsigned long		nincomplete;
};

static void
put_header(struct job *j)
{
	static const char *const head[] = { "AQI", "level", "category", "primary", "colour", "rgb", "edition" };

	csvout_header(j->out, j->in);
	for (size_t p = 0; p < AQI_NITEM; p++) {
		char name[16];

		(void)snprintf(name, sizeof(name), "IAQI_%s", aqi_names[p]);
		csvout_own_head(j->out, j->in, name);
	}
	for (size_t k = 0; k < sizeof(head) / sizeof(head[0]); k++) {
		if (j->colour || (k != 4 && k != 5))
			csvout_own_head(j->out, j->in, head[k]);
	}
	if (j->own_flags)
		csvout_text(j->out, "flags");
	csvout_end(j->out);
}

/* The number of a bound column, missing where it is absent. */
static inline bool
value(struct job *j, int col, struct dec *x)
{
	*x = (struct dec){ 0 };
	if (col < 0)
		return true;
	if (!columns_value(&j->cols, j->in, (size_t)col, x, NULL))
		return false;
	if (x->cens == '<')		/* half of the limit of detection */
		*x = dec_usable(*x);
	return true;
}

static void
put_result(struct job *j, int e, const int iaqi[AQI_NITEM], const struct aqi_result *r)
{
	const bool en = strcmp(j->common.lang, "en") == 0;
	const struct aqi_level *l = r->incomplete ? NULL : r->level;

	for (size_t p = 0; p < AQI_NITEM; p++) {
		if (iaqi[p] == AQI_NONE)
			csvout_empty(j->out);
		else
			csvout_int(j->out, iaqi[p]);
	}
	if (l == NULL) {
		for (int k = 0; k < 4 + 2 * j->colour; k++)
			csvout_empty(j->out);
	} else {
		csvout_int(j->out, r->value);
		csvout_int(j->out, l->level);
		csvout_plain(j->out, j->category[e][l->level - 1]);
		csvout_plain(j->out, j->primary[r->primary]);
		if (j->colour) {
			csvout_text(j->out, en ? l->colour_en : l->colour_zh);
			csvout_text(j->out, l->rgb);
		}
	}
	csvout_plain(j->out, j->edition_name[e]);
	if (j->own_flags)
		csvout_plain(j->out, r->incomplete ? sv_of("AQI:incomplete") : (struct sv){ "", 0 });
	csvout_end(j->out);
}

/* What the first row's time says of all: hours or days. */
static void
set_basis(struct job *j, bool day)
{
	struct sbuf lack = { 0 };

	j->basis = day ? AQI_DAY : AQI_HOUR;
	for (int k = 0; k < j->aqi.ed.n; k++)
		aqi_prepare(&j->aqi, k, (enum aqi_basis)j->basis);
	for (int p = 0; p < AQI_NITEM; p++) {
		if (j->col[j->basis][p] < 0 && (j->not_monitored >> p & 1) == 0)
			sbuf_printf(&lack, "%s%s", lack.n > 0 ? ", " : "", day ? aqi_day_names[p] : aqi_names[p]);
	}
	if (day && j->col[AQI_DAY][AQI_O3] < 0 && (columns_item(&j->cols, "O3") >= 0 || columns_item(&j->cols, "O3_8h") >= 0))
		diag_warn(&j->d, _("the ozone of days is O3_8hmax (daily maximum 8 h mean): O3 and O3_8h are not used"));
	if (lack.n > 0)
		diag_note(&j->d, _("no column of %s: missing in every row"), lack.p);
	sbuf_release(&lack);
}

/* The row's time; false where it was refused. */
static bool
read_time(struct job *j, struct civil *t)
{
	if (!csvin_time(j->in, (size_t)j->cols.time, t))
		return false;
	if (j->basis < 0)
		set_basis(j, t->date);
	return t->date == (j->basis == AQI_DAY) ||
	    csvin_bad(j->in, (size_t)j->cols.time, "mixed", _("dates and clock times are mixed"));
}

/* A row without a time has no edition: it is written without an index. */
static void
put_unjudged(struct job *j)
{
	csvout_row(j->out, j->in);
	for (int k = 0; k < AQI_NITEM + 5 + 2 * j->colour; k++)
		csvout_empty(j->out);
	csvout_end(j->out);
}

static void
take_row(struct job *j)
{
	int iaqi[AQI_NITEM], e;
	struct aqi_result r;
	struct dec x[AQI_NITEM], other;
	enum aqi_basis b;
	struct civil t;

	if (!read_time(j, &t)) {
		put_unjudged(j);
		return;
	}
	b = (enum aqi_basis)j->basis;
	e = j->edition >= 0 ? j->edition : edition_of_day(&j->aqi.ed, civil_day_of(t), &j->early);
	columns_row(&j->cols, j->in);
	for (int p = 0; p < AQI_NITEM; p++)
		(void)value(j, j->col[b][p], &x[p]);
	(void)value(j, j->other[b], &other);
	for (int p = 0; p < AQI_NITEM; p++)
		iaqi[p] = aqi_iaqi(&j->aqi, e, (enum aqi_item)p, b, x[p], other);
	r = aqi_combine(&j->aqi, e, iaqi, j->not_monitored);
	if (r.incomplete) {
		j->nincomplete++;
		if (!j->own_flags)
			csvin_flag(j->in, "AQI", "incomplete");
	}
	csvout_row(j->out, j->in);
	put_result(j, e, iaqi, &r);
}

/* Binds the concentration columns of either basis; a table with none of them is no air table. */
static void
bind(struct job *j)
{
	int found = 0;

	for (int p = 0; p < AQI_NITEM; p++) {
		j->col[AQI_HOUR][p] = columns_item(&j->cols, aqi_names[p]);
		j->col[AQI_DAY][p] = columns_item(&j->cols, aqi_day_names[p]);
		found += j->col[AQI_HOUR][p] >= 0 || j->col[AQI_DAY][p] >= 0;
	}
	j->other[AQI_DAY] = columns_item(&j->cols, "O3_1hmax");
	j->other[AQI_HOUR] = columns_item(&j->cols, "SO2_24h");
	for (unsigned int bits = 0; bits < 1u << AQI_NITEM; bits++) {
		char buf[AQI_PRIMARY_TEXT];
		const size_t n = aqi_primary_print(buf, bits);

		j->primary[bits] = (struct sv){ mem_ndup(buf, n), n };
	}
	for (int e = 0; e < j->aqi.ed.n; e++) {
		j->edition_name[e] = sv_of(j->aqi.ed.v[e].name);
		for (int l = 0; l < 6; l++)
			j->category[e][l] = sv_of(strcmp(j->common.lang, "en") == 0 ? j->aqi.level[e][l].en :
			    j->aqi.level[e][l].zh);
	}
	if (found == 0)
		diag_refuse(&j->d, &(struct place){ j->in->file, 1, NULL },
		    _("no column of SO2, NO2, CO, O3 (O3_8hmax for days), PM10 or PM2.5"));
}

static void
set_not_monitored(struct job *j, const char *list)
{
	struct sv bad;

	if (list != NULL && !aqi_items_parse(list, &j->not_monitored, &bad))
		diag_usage(&j->d, _("option --not-monitored: '%.*s' is not one of SO2, NO2, CO, O3, PM10, PM2.5"),
		    (int)bad.n, bad.p);
}

static void
say_early(struct job *j)
{
	char day[CIVIL_TEXT];

	(void)civil_print(day, (struct civil){ j->aqi.ed.v[0].from * CIVIL_DAY, true });
	diag_warn(&j->d, _("rows before %s are judged by the first edition, %s"), day, j->aqi.ed.v[0].index);
}

int
main(int argc, char *argv[])
{
	static const char *const used[] = { "iaqi", "iaqi_over", "aqi_levels", "aqi_missing", "rounding", "editions",
		"flags", "low", "items", "units", "unit_names", NULL };
	const char *not_monitored = NULL, *missing = NULL, *over = "published";
	struct job j = { .basis = -1 };
	const struct cli_opt opts[] = {
		{ 0, "colour", CLI_FLAG, NULL, N_("add the level's colour name and RGB value"), &j.colour },
		{ 0, "missing-rule", CLI_CHOICE, "as-published|2012|2026", N_("what a missing item does [by the edition]"),
		    &missing },
		{ 0, "not-monitored", CLI_TEXT, "ITEM,...", N_("items outside the monitoring plan (HJ 633-2026 5.3.2)"),
		    &not_monitored },
		{ 0, "so2-over", CLI_CHOICE, "published|text", N_("hourly SO2 above 800: 200, or by the 2012 text [published]"),
		    &over },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "qj-aqi", N_("air quality index of each row, from pollutant concentrations"),
		"[file...]", opts, CLI_OUTPUT | CLI_BOM | CLI_KEEP | CLI_STATION | CLI_EDITION | CLI_LANG | CLI_TABLE |
		CLI_MIXED | CLI_DOUBT, &j.common };
	const int i = cli_parse(&cmd, &j.d, argc, argv);
	bool by_day;

	settings_init(&j.tabs, &j.d, &j.common, used);
	aqi_init(&j.aqi, &j.tabs, &(struct aqi_settings){ missing, strcmp(over, "text") == 0 });
	j.edition = settings_edition(&j.aqi.ed, &j.common, &by_day);
	set_not_monitored(&j, not_monitored);
	j.in = csvin_open(&j.d, argv + i);
	j.common.medium = "air";	/* lead of the air is no matter of units here */
	columns_init(&j.cols, j.in, &j.common, &j.tabs);
	columns_need(&j.cols, j.in, j.cols.time, j.common.time);
	bind(&j);
	j.own_flags = j.in->flags_col < 0;
	j.out = csvout_open(&j.d, j.common.output, j.common.bom);
	put_header(&j);
	while (csvin_next(j.in))
		take_row(&j);
	csvout_summary(j.out, j.in);
	if (j.nincomplete > 0)
		diag_note(&j.d, _("%lu rows without a publishable AQI (AQI:incomplete)"), j.nincomplete);
	if (j.early)
		say_early(&j);
	columns_finish(&j.cols);
	csvin_close(j.in);
	csvout_close(j.out);
	aqi_release(&j.aqi);
	return diag_finish(&j.d);
}

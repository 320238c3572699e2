#include <stdlib.h>

#include "civil.h"
#include "collect.h"
#include "mem.h"
#include "rows.h"

enum field { F_NO, F_STATION, F_ITEM, F_RULE, F_SEVERITY, F_START, F_END, F_DECISION, F_REASON, F_REVIEWER, F_CHECKER, F_WHEN,
	     F_N };
#define F_GIVEN F_DECISION	/* the fields before it are the command's own, not the reviewers' */
static const char *const fields[F_N] = { "no", "station", "item", "rule", "severity", "start", "end", "decision", "reason",
	"reviewer", "checker", "when" };

/* The head that review_columns.csv gives a column of the findings; empty for none. */
static struct sv
head_of(const char *column)
{
	struct sv rest = sv_of(text_get("templates/review_columns.csv")), line, table, name, head;

	while (sv_split(&rest, '\n', &line)) {
		if (sv_split(&line, ',', &table) && sv_split(&line, ',', &name) && sv_split(&line, ',', &head) &&
		    sv_is(table, "findings") && sv_is(name, column))
			return head;
	}
	return (struct sv){ "", 0 };
}

/* Whether the row is the head of the sheet: sets the cell of each field. */
static bool
is_head(const struct rows *r, const struct sv head[F_N], int col[F_N])
{
	size_t n = 0;

	for (size_t f = 0; f < F_N; f++) {
		col[f] = -1;
		for (size_t k = 0; k < r->n && col[f] < 0; k++) {
			const struct sv c = sv_trim(r->cell[k]);

			if (sv_is(c, fields[f]) || (head[f].n > 0 && sv_same(c, head[f])))
				col[f] = (int)k;
		}
		n += col[f] >= 0;
	}
	return n == F_N;
}

static struct sv
cell(const struct rows *r, const int col[F_N], enum field f)
{
	return (size_t)col[f] < r->n ? sv_trim(r->cell[col[f]]) : (struct sv){ "", 0 };
}

static bool
bad(struct collect *c, const struct rows *r, enum field f, struct sv text, const char *code, const char *what)
{
	return diag_cell(c->d, &(struct place){ r->name, r->line, fields[f] }, text, code, "%s: '%.*s'", what, (int)text.n, text.p);
}

/* "1" of a cell that a workbook made a number is the reason 01. */
static bool
reason_known(const struct collect *c, struct sv s)
{
	const struct table *t = table_get(c->tabs, "review_reasons");
	const size_t code = table_col(t, "code");

	for (size_t i = 0; i < t->nrow; i++) {
		const char *k = table_at(t, i, code);

		if (sv_is(s, k) || (k[0] == '0' && sv_is(s, k + 1)))
			return true;
	}
	return false;
}

/* The time of a decision; of a date its midnight.  Nothing can be judged before it has ended. */
static bool
is_decided_after(struct collect *c, const struct rows *r, const int col[F_N], struct civil *t)
{
	const struct sv when = cell(r, col, F_WHEN);
	struct civil end;

	if (when.n == 0)
		return bad(c, r, F_WHEN, cell(r, col, F_ITEM), "when", _("decided without a time"));
	if (!civil_parse(when, t))
		return bad(c, r, F_WHEN, when, "when", _("not a time such as 2026-10-02 08:30"));
	if (civil_parse(cell(r, col, F_END), &end) && t->sec + (t->date ? CIVIL_DAY : 0) < end.sec)
		return bad(c, r, F_WHEN, when, "when", _("decided before the finding ended"));
	return true;
}

/* Whether what the reviewers wrote holds together. */
static bool
is_sound(struct collect *c, const struct rows *r, const int col[F_N], bool *keep, struct civil *when)
{
	const struct sv decision = cell(r, col, F_DECISION), who = cell(r, col, F_REVIEWER), checker = cell(r, col, F_CHECKER),
	    reason = cell(r, col, F_REASON), item = cell(r, col, F_ITEM);

	*keep = sv_is(decision, "keep") || sv_is(decision, "保留");
	if (!*keep && !sv_is(decision, "drop") && !sv_is(decision, "剔除"))
		return bad(c, r, F_DECISION, decision, "decision", _("a decision is keep (保留) or drop (剔除)"));
	if (who.n == 0)
		return bad(c, r, F_REVIEWER, item, "reviewer", _("decided without the name of the reviewer"));
	if (checker.n == 0)
		return bad(c, r, F_CHECKER, item, "checker", _("decided without the name of the checker"));
	if (sv_same(who, checker))
		return bad(c, r, F_CHECKER, checker, "checker", _("reviewer and checker are one person"));
	if (!is_decided_after(c, r, col, when))
		return false;
	if (reason.n == 0 || !reason_known(c, reason))
		return bad(c, r, F_REASON, reason, "reason", _("a reason is a code of table review_reasons"));
	return true;
}

static void
put(struct collect *c, const struct rows *r, const int col[F_N], bool keep, struct civil when)
{
	static const enum field before[] = { F_STATION, F_ITEM, F_START, F_END };
	const struct sv reason = cell(r, col, F_REASON);
	char text[CIVIL_TEXT];

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++)
		csvout_cell(c->out, cell(r, col, before[i]));
	csvout_text(c->out, keep ? "keep" : "drop");
	csvout_textf(c->out, "%s%.*s", reason.n == 1 ? "0" : "", (int)reason.n, reason.p);
	csvout_cell(c->out, cell(r, col, F_REVIEWER));
	csvout_cell(c->out, cell(r, col, F_CHECKER));
	(void)civil_print(text, when);
	csvout_text(c->out, text);
	csvout_cell(c->out, cell(r, col, F_RULE));
	csvout_end(c->out);
	c->ndecided++;
}

/* Whether the row is the next of the findings, as it was written; those passed over are reported. */
static bool
is_as_given(struct collect *c, const struct rows *r, const int col[F_N])
{
	struct csvin *in = c->findings;
	const size_t no = csvin_need(in, fields[F_NO]);
	bool there;

	while ((there = csvin_next(in)) && !sv_same(csvin_field(in, no), cell(r, col, F_NO)))
		(void)csvin_bad(in, no, "gone", _("the sheet has this finding no longer, or not in its place"));
	if (!there)
		return bad(c, r, F_NO, cell(r, col, F_NO), "extra", _("the findings have no such row"));
	for (enum field f = F_NO; f < F_GIVEN; f++) {
		const struct sv was = csvin_field(in, csvin_need(in, fields[f]));

		if (!sv_same(sv_trim(was), cell(r, col, f)))
			return bad(c, r, f, was, "altered", _("a cell that is not the reviewers' was altered; it was"));
	}
	return true;
}

static void
take(struct collect *c, const struct rows *r, const int col[F_N])
{
	const struct sv severity = cell(r, col, F_SEVERITY), station = cell(r, col, F_STATION);
	struct civil when;
	struct dec no;
	bool keep;

	if (station.n == 0 || sv_same(station, cell(r, col, F_ITEM)))
		return;				/* a note below the table, maybe merged over all columns */
	c->nrow++;
	if (c->close && (!dec_parse(cell(r, col, F_NO), &no) || no.scale != 0 || no.m != (int64_t)c->nrow))
		(void)bad(c, r, F_NO, cell(r, col, F_NO), "hole", _("findings are missing before this one"));
	if (c->findings != NULL && !is_as_given(c, r, col))
		return;
	if (cell(r, col, F_DECISION).n == 0) {
		if (severity.n == 1 && severity.p[0] >= 'A' && severity.p[0] <= 'C')
			c->nopen[severity.p[0] - 'A']++;
		if (c->close && sv_is(severity, "A"))
			(void)bad(c, r, F_DECISION, cell(r, col, F_NO), "open", _("a finding of grade A is not decided"));
		return;
	}
	if (is_sound(c, r, col, &keep, &when))
		put(c, r, col, keep, when);
}

void
collect_run(struct collect *c, const char *file)
{
	static const char *const head[] = { "station", "item", "start", "end", "decision", "reason", "who", "checker", "when", "rule" };
	struct rows *r = rows_open(c->d, file, "auto");
	struct sv heads[F_N];
	int col[F_N], at[F_N] = { 0 };
	bool found = false;

	for (size_t f = 0; f < F_N; f++)
		heads[f] = head_of(fields[f]);
	csvout_names(c->out, head, sizeof(head) / sizeof(head[0]));
	for (size_t s = 0; s < rows_nsheet(r) && !found; s++) {
		rows_sheet(r, s);
		rows_begin(r, ROWS_COMMA, true);
		while (rows_next(r)) {
			if (is_head(r, heads, col)) {		/* also once more: a head may be merged over two rows */
				memcpy(at, col, sizeof(at));
				found = true;
			} else if (found)
				take(c, r, at);
		}
	}
	if (!found)
		diag_refuse(c->d, &(struct place){ r->name, 0, NULL }, _("no sheet has the heads of a review sheet"));
	while (c->findings != NULL && csvin_next(c->findings))
		(void)csvin_bad(c->findings, csvin_need(c->findings, fields[F_NO]), "gone",
		    _("the sheet has this finding no longer, or not in its place"));
	rows_close(r);
}

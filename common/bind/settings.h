/*
 * settings - the tables of one run: --table NAME=FILE read and checked, --print-standard answered.
 * Needs: cli, csvin, csvout, table.
 *
 *	struct tables tabs = { 0 };
 *	static const char *const used[] = { "iaqi", "aqi_levels", NULL };
 *	settings_init(&tabs, &d, &common, used);	(prints and exits under --print-standard)
 */
#ifndef QJ_SETTINGS_H
#define QJ_SETTINGS_H

#include "cli.h"
#include "table.h"

/*
 * Reads every --table of c into tabs; a name that is not in used[] (NULL-terminated) is a usage
 * error, a file without the columns of the built-in table is refused, as are tables of editions and
 * indices that make none.  Under --print-standard
 * writes the used tables to standard output as CSV, each row led by table and source, and exits.
 */
void	settings_init(struct tables *, struct diag *, const struct cli_common *, const char *const used[]);

/*
 * Refuses the run for what a module found wrong with its table (at: a row of it, "" for none; what is
 * translated here): at the file given with --table, or naming the table where another one given is at fault.
 */
_Noreturn void settings_wrong(struct diag *, const struct tables *, const char *table, const char *at, const char *what);

/* The --edition: index into ed, -1 where the data decide (not given, or "by-day" with *by_day set). */
struct editions;
int	settings_edition(const struct editions *, const struct cli_common *, bool *by_day);

/* The --period as days; false where none was given; a bad one is a usage error. */
struct period;
bool	settings_period(struct diag *, const struct cli_common *, struct period *);

/* The --interval in seconds: "5min", "4h"; 1 h where none was given; a bad one is a usage error. */
int64_t	settings_interval(struct diag *, const struct cli_common *);

#endif

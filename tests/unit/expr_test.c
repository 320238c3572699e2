/*
 * expr - conditions on one row: numbers exactly, texts by bytes, empty cells, precedence.
 */
#include <unistd.h>

#include "expr.h"
#include "tap.h"

static struct diag diag = { .prog = "expr_test" };
static struct csvin *in;

static void
is_true(const char *text, bool want)
{
	struct expr *e = expr_parse(&diag, text, in);

	ok(expr_holds(e, in) == want, "%s: %s", want ? "holds" : "does not hold", text);
	expr_free(e);
}

int
main(void)
{
	static const char row[] = "PM2.5,CO,county,empty,cens,a b,flags,long\n"
	    "75,2.20,恩施市,,<0.004,1,PM2.5:spike O3:fault,0.1\n";
	char file[] = "/tmp/expr_test.XXXXXX";
	const int fd = mkstemp(file);

	if (fd < 0 || write(fd, row, sizeof(row) - 1) != (ssize_t)(sizeof(row) - 1) || close(fd) != 0)
		return 1;
	in = csvin_open_one(&diag, file);
	ok(csvin_next(in), "a row");
	is_true("PM2.5 = 75", true);
	is_true("PM2.5 == 75.000", true);
	is_true("PM2.5 > 75", false);
	is_true("PM2.5 >= 75", true);
	is_true("PM2.5 < 100", true);		/* as numbers: "75" > "100" as texts */
	is_true("100 > PM2.5", true);
	is_true("CO=2.2", true);
	is_true("CO <= 2.19999999999999999", false);
	is_true("long = 0.1", true);
	is_true("PM2.5 != 75", false);
	is_true("CO < PM2.5", true);
	is_true("county = '恩施市'", true);
	is_true("county != '利川市'", true);
	is_true("county ~ '恩施'", true);
	is_true("flags ~ 'O3:'", true);
	is_true("flags ~ ''", true);
	is_true("empty = 0", false);
	is_true("empty != 0", false);
	is_true("empty < 1", false);
	is_true("empty = ''", true);
	is_true("empty != ''", false);
	is_true("county = 5", false);
	is_true("county != 5", true);
	is_true("county < 5", false);
	is_true("cens < 0.005", true);
	is_true("\"a b\" = 1", true);
	is_true("not PM2.5 = 75", false);
	is_true("not not PM2.5 = 75", true);
	is_true("PM2.5 = 1 and CO = 1 or county ~ '恩施'", true);	/* and binds tighter */
	is_true("PM2.5 = 1 and (CO = 1 or county ~ '恩施')", false);
	is_true("(PM2.5=75)and(CO=2.2)", true);
	is_true("PM2.5 = 75 or county = 'x'", true);
	is_true(" PM2.5\t=\t75 ", true);
	csvin_close(in);
	(void)unlink(file);
	return done_testing();
}

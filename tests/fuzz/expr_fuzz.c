/* expr_fuzz - any bytes as a condition: it is refused, or holds or not for rows, and is freed. */
#include "expr.h"
#include "fuzz.h"

static const char table[] = "station,time,PM2.5,O3,flags\n2454A,2026-10-01 01:00,35,,\n恩施,2026-10-01,<0.5,12.50,O3:high\n";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct diag d = { .prog = "fuzz" };
	char path[64], *text;
	struct csvin *in;
	struct expr *e;

	if (fuzz_enter() == 0) {
		text = mem_ndup((const char *)data, n);
		(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fuzz_file(table, sizeof(table) - 1));
		in = csvin_open_one(&d, path);
		e = expr_parse(&d, text, in);
		while (csvin_next(in))
			(void)expr_holds(e, in);
		expr_free(e);
		csvin_close(in);
	}
	fuzz_leave();
	return 0;
}

/*
 * qc_fuzz - any rules on any table: up to the first byte 1E a file of rules, behind it hours.  What is
 * written is what came in, or it was refused.
 */
#include "fuzz.h"
#include "qc.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct diag d = { .prog = "fuzz" };
	struct cli_common common = { .station = "station", .time = "time" };
	const uint8_t *cut = n == 0 ? NULL : memchr(data, 0x1e, n);
	const size_t nrules = cut == NULL ? n : (size_t)(cut - data);
	struct tables tabs = { 0 };
	char rules[64], table[64];

	if (fuzz_enter() == 0) {
		char *files[] = { table, NULL };
		struct columns cols;
		struct csvin *in;
		struct qc *q;

		(void)snprintf(rules, sizeof(rules), "/proc/self/fd/%d", fuzz_file(data, nrules));
		(void)snprintf(table, sizeof(table), "/proc/self/fd/%d", fuzz_file(cut == NULL ? data : cut + 1, cut == NULL ? 0 : n - nrules - 1));
		in = csvin_open(&d, files);
		columns_init(&cols, in, &common, &tabs);
		if (cols.station >= 0 && cols.time >= 0) {
			const int county = csvin_column(in, "county");
			struct qc_spec s = { .d = &d, .common = &common, .tabs = &tabs, .in = in, .cols = &cols, .interval = 3600, .runs = true,
				.by_row = n % 3 == 0, .group_col = n % 3 == 0 ? -1 : county < 0 ? cols.station : county };

			s.rules = qcrules_read(&(struct qcrules_spec){ &d, &tabs, &cols, in, n % 2 == 0, rules, 3600, false, false,
			    !s.by_row, s.by_row });
			q = qc_new(&s);
			while (csvin_next(in))
				qc_row(q);
			qc_finish(q);
			if (q->nwait != 0)
				abort();
			qc_free(q);
		}
		columns_release(&cols);
		csvin_close(in);
	}
	fuzz_leave();
	return 0;
}

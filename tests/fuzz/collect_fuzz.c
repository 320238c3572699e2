/*
 * collect_fuzz - any file as a filled review sheet.
 */
#include "collect.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct diag d = { .prog = "fuzz" };
	struct tables tabs = { 0 };
	char path[64];

	if (fuzz_enter() == 0) {
		struct collect c = { .d = &d, .tabs = &tabs, .close = n % 2 == 0 };

		(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fuzz_file(data, n));
		c.out = csvout_open(&d, "/dev/null", false);
		collect_run(&c, path);
		csvout_close(c.out);
	}
	fuzz_leave();
	return 0;
}

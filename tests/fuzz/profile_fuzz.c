/*
 * profile_fuzz - any text as a profile: refused, or read, and tried on a table.
 */
#include "fuzz.h"
#include "profile.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char table[] = "Logger;RX-7\nOrt;Bridge\nDate;Time;DO mg/l\n01.10.2026;14:00;8,91\n";
	static struct diag d = { .prog = "fuzz" };
	enum rows_split split;
	size_t header;
	char path[64];

	if (fuzz_enter() == 0) {
		char *text = mem_ndup((const char *)data, n);
		struct profile *p = profile_read(&d, "profile", text, true);
		struct rows *r;

		(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fuzz_file(table, sizeof(table) - 1));
		r = rows_open(&d, path, "auto");
		(void)profile_match(p, r, &split, &header);
		rows_close(r);
		profile_free(p);
	}
	fuzz_leave();
	return 0;
}

/*
 * lab_fuzz - any table of a laboratory and, up to the first byte 1E, any key of blind codes: the key is read, the table
 * parted.  What is written came in, or it was refused.
 */
#include "fuzz.h"
#include "labsplit.h"
#include "samplekey.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct diag d = { .prog = "fuzz" };
	const uint8_t *cut = n == 0 ? NULL : memchr(data, 0x1e, n);
	const size_t nkey = cut == NULL ? 0 : (size_t)(cut - data);
	struct cli_common common = { .station = "station", .time = "time", .lang = "zh" };
	struct tables tabs = { 0 };
	char key[64], table[64];

	d.keep_going = n % 3 == 0;
	if (fuzz_enter() == 0) {
		char *files[] = { table, NULL };
		struct csvin *in;
		struct csvout *out = csvout_open(&d, "/dev/null", false);
		struct labsplit *s;
		struct items items;

		(void)snprintf(key, sizeof(key), "/proc/self/fd/%d", fuzz_file(data, nkey));
		(void)snprintf(table, sizeof(table), "/proc/self/fd/%d", fuzz_file(cut == NULL ? data : cut + 1, cut == NULL ? n : n - nkey - 1));
		items_init(&items, &tabs);
		if (cut != NULL)
			samplekey_free(samplekey_read(&d, key, true, &items));
		in = csvin_open(&d, files);
		s = labsplit_new(&(struct labsplit_spec){ .d = &d, .common = &common, .tabs = &tabs, .in = in, .by_method = n % 2 == 0 });
		labsplit_read(s);
		labsplit_judge(s);
		labsplit_put(s, out);
		labsplit_report(s, out);
		csvout_close(out);
		labsplit_free(s);
		items_release(&items);
		csvin_close(in);
	}
	fuzz_leave();
	return 0;
}

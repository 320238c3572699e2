/*
 * alert_fuzz - any state, rules and table of qj-alert: three files, parted by the byte 1E.
 */
#include "alert.h"
#include "alertstate.h"
#include "fuzz.h"

static void
drop(void *arg, const struct alert_event *e)
{
	(void)arg;
	(void)e;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct diag d = { .prog = "fuzz" };
	struct cli_common common = { .station = "station", .time = "time" };
	struct tables tabs = { 0 };
	char path[3][64];

	if (fuzz_enter() == 0) {
		char *files[] = { path[2], NULL };
		struct alertrules rules;
		struct columns cols;
		struct csvin *in;
		struct alert a;

		for (size_t i = 0; i < 3; i++) {
			const uint8_t *cut = i < 2 && n > 0 ? memchr(data, 0x1e, n) : NULL;
			const size_t k = cut == NULL ? n : (size_t)(cut - data);

			(void)snprintf(path[i], sizeof(path[i]), "/proc/self/fd/%d", fuzz_file(data, k));
			data += k + (cut != NULL);
			n -= k + (cut != NULL);
		}
		alertrules_read(&rules, &d, &tabs, path[1]);
		in = csvin_open(&d, files);
		columns_init(&cols, in, &common, &tabs);
		if (cols.station >= 0 && cols.time >= 0) {
			alert_init(&a, &(struct alert_spec){ .d = &d, .cols = &cols, .in = in, .tabs = &tabs, .rules = &rules, .put = drop });
			alertstate_load(&a, path[0]);
			while (csvin_next(in))
				alert_row(&a);
			alert_release(&a);
		}
		columns_release(&cols);
		csvin_close(in);
	}
	fuzz_leave();
	return 0;
}

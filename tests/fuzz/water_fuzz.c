/*
 * water_fuzz - any table of water and, up to the first byte 1E, any registry: rows judged as they come, means of months,
 * groups, sections that were due.  No class leaves 0 to 6.
 */
#include "fuzz.h"
#include "watergroup.h"
#include "waterperiod.h"

static void
judge_rows(struct watercols *w, struct watergroup *g)
{
	static struct water_judged j;

	while (csvin_next(w->s.in)) {
		if (!watercols_row(w))
			continue;
		watercols_judge(w, &j, w->body, w->target, w->x, NULL, w->site[w->station].counts, w->station % 2 == 0);
		if (j.r.class < 0 || j.r.class > 6 || j.alt < 0 || j.alt > 6 || j.r.nexceed > j.n)
			abort();
		watergroup_seen(g);
		watergroup_add(g, w->station, csvin_field(w->s.in, (size_t)w->cols.time), w->body, w->x, &j);
	}
}

static void
make_means(struct watercols *w, struct waterput *put, struct csvout *out, bool due)
{
	struct waterperiod p = { .w = w, .put = put, .out = out, .counts = true, .rounded = true, .want_due = due };

	p.spec.has_period = period_parse(sv_of("2026"), &p.spec.period);
	p.spec.step = STEP_MONTH;
	waterperiod_init(&p, NULL);
	waterperiod_head(&p);
	while (csvin_next(w->s.in))
		waterperiod_row(&p);
	waterperiod_finish(&p);
	waterperiod_release(&p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct diag d = { .prog = "fuzz" };
	const uint8_t *cut = n == 0 ? NULL : memchr(data, 0x1e, n);
	const size_t nsites = cut == NULL ? 0 : (size_t)(cut - data);
	char registry[64], table[64];
	struct cli_common common = { .station = "station", .time = "time", .lang = "zh", .medium = "water",
		.registry = cut == NULL ? NULL : registry };
	struct tables tabs = { 0 };

	d.keep_going = n % 2 == 0;
	if (fuzz_enter() == 0) {
		char *files[] = { table, NULL };
		struct csvin *in;
		struct csvout *out = csvout_open(&d, "/dev/null", false);
		struct watercols w;
		struct waterput put;
		struct waterput_options o = { .words = true, .item_classes = true, .target = true };

		(void)snprintf(registry, sizeof(registry), "/proc/self/fd/%d", fuzz_file(data, nsites));
		(void)snprintf(table, sizeof(table), "/proc/self/fd/%d", fuzz_file(cut == NULL ? data : cut + 1, cut == NULL ? n : n - nsites - 1));
		in = csvin_open(&d, files);
		watercols_init(&w, &(struct watercols_spec){ .d = &d, .common = &common, .tabs = &tabs, .in = in, .any_order = n % 3 == 0 });
		waterput_init(&put, &w, &o);
		if (n % 3 == 0) {
			make_means(&w, &put, out, cut != NULL);
		} else {
			struct watergroup *g = watergroup_new(&w, &(struct watergroup_spec){ .by = "station", .rounded = true, .closed = true });

			judge_rows(&w, g);
			watergroup_head(g, &put, out);
			csvout_end(out);
			watergroup_rows(g, &put, out);
			watergroup_free(g);
		}
		csvout_close(out);
		waterput_release(&put);
		watercols_finish(&w);
		watercols_release(&w);
		csvin_close(in);
	}
	fuzz_leave();
	return 0;
}

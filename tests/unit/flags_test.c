/*
 * flags - the use of a cell under the row's flags: the strongest holds, a person's keep outweighs a
 * doubt, an unlisted mark drops and is counted.
 */
#include "flags.h"
#include "tap.h"

static struct flags f;

static void
is_use(const char *cell, const char *item, enum flag_use want, const char *decides)
{
	struct sv code = { NULL, 0 };
	const enum flag_use u = flags_use(&f, sv_of(cell), sv_of(item), &code);

	ok(u == want && sv_is(code, decides), "'%s' for %s", cell, item);
}

int
main(void)
{
	struct sv rest = sv_of("PM2.5:flat  O3:x-A:b bare"), item, code;
	char buf[DEC_TEXT];

	flags_init(&f, NULL);
	is_use("", "PM2.5", FLAG_KEEP, "");
	is_use("PM2.5:maintenance", "PM2.5", FLAG_DROP, "maintenance");
	is_use("PM2.5:maintenance", "PM10", FLAG_KEEP, "");
	is_use("PM2.5:maintenance", "PM2", FLAG_KEEP, "");
	is_use("*:truncated", "PM10", FLAG_DROP, "truncated");
	is_use("SO2:low", "SO2", FLAG_REPLACE, "low");
	is_use("SO2:low SO2:fault", "SO2", FLAG_DROP, "fault");
	is_use("SO2:flat SO2:low", "SO2", FLAG_REPLACE, "low");
	is_use("SO2:spike", "SO2", FLAG_DOUBT, "spike");
	is_use("SO2:spike SO2:keep", "SO2", FLAG_KEEP, "spike");
	is_use("SO2:keep SO2:invalid", "SO2", FLAG_DROP, "invalid");
	is_use("SO2:manual", "SO2", FLAG_KEEP, "");
	is_use("PM10:dust", "PM10", FLAG_KEEP, "");
	is_int((long long)f.unlisted.n, 0, "no unlisted mark so far");
	is_use("SO2:x-H", "SO2", FLAG_DROP, "x-H");
	is_use("SO2:x-H SO2:x-L", "SO2", FLAG_DROP, "x-H");
	ok(f.unlisted.n == 2 && f.nunlisted[0] == 2 && f.nunlisted[1] == 1, "unlisted marks are counted by name");

	ok(flags_next(&rest, &item, &code) && sv_is(item, "PM2.5") && sv_is(code, "flat"), "the first pair");
	ok(flags_next(&rest, &item, &code) && sv_is(item, "O3:x-A") && sv_is(code, "b"), "the last colon divides");
	ok(flags_next(&rest, &item, &code) && item.n == 0 && sv_is(code, "bare"), "a word without a colon has no item");
	ok(!flags_next(&rest, &item, &code), "then no more");

	(void)dec_print(buf, flags_value(&f, sv_of("low"), "SO2"));
	is_str(buf, "2.6", "a low SO2 counts 2.6 ug/m3");
	(void)dec_print(buf, flags_value(&f, sv_of("low"), "CO"));
	is_str(buf, "0.3", "a low CO counts 0.3 mg/m3");
	ok(!dec_has(flags_value(&f, sv_of("low"), "PM10")), "PM10 has no low value");
	is_use("SO2:corrected=4.7 SO2:drift", "SO2", FLAG_REPLACE, "corrected=4.7");
	is_use("SO2:corrected=4.7 SO2:invalid", "SO2", FLAG_DROP, "invalid");
	is_use("SO2:spike=4", "SO2", FLAG_DROP, "spike=4");	/* only what replaces brings a number */
	(void)dec_print(buf, flags_value(&f, sv_of("corrected=-4.70"), "SO2"));
	is_str(buf, "-4.70", "a correction brings its number");
	ok(!dec_has(flags_value(&f, sv_of("corrected=x"), "SO2")), "or none");
	flags_release(&f);
	return done_testing();
}

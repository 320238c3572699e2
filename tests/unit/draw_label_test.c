/* Text of figures: subscripts, units, signs, line ends. */
#include "label.h"
#include "tap.h"

static const char *
runs(const char *s)
{
	static struct sbuf b;
	struct run r[LABEL_RUNS];
	const size_t n = label_runs(s, r);

	sbuf_clear(&b);
	sbuf_puts(&b, "");
	for (size_t i = 0; i < n; i++) {
		if (r[i].sub)
			sbuf_putc(&b, '_');
		sbuf_putc(&b, '[');
		sbuf_put(&b, r[i].text.p, r[i].text.n);
		sbuf_putc(&b, ']');
	}
	return b.p == NULL ? "" : b.p;
}

static const char *
unit(const char *s)
{
	static struct sbuf b;

	sbuf_clear(&b);
	label_unit(&b, sv_of(s));
	return b.p;
}

static const char *
number(const char *s, int n, bool plus)
{
	static struct sbuf b;
	struct dec x = { 0 };

	sbuf_clear(&b);
	sbuf_puts(&b, "");
	(void)dec_read(sv_of(s), &x);
	label_number(&b, x, n, plus);
	return b.n == 0 ? "" : b.p;
}

static const char *
plain(double v, int n)
{
	static struct sbuf b;

	sbuf_clear(&b);
	label_double(&b, v, n);
	return b.p;
}

static void
check_runs(void)
{
	struct sbuf many = { 0 };
	struct run r[LABEL_RUNS];
	size_t n, bytes = 0;

	is_str(runs("PM2.5浓度"), "[PM]_[2.5][浓度]", "PM2.5");
	is_str(runs("PM10、PM2.5"), "[PM]_[10][、PM]_[2.5]", "PM10 is not PM1");
	is_str(runs("O3-8h-90per"), "[O]_[3][-8h-90per]", "O3 before a hyphen");
	is_str(runs("CO3 XO3 O35"), "[CO3 XO3 O35]", "only as a word of its own");
	is_str(runs("恩施市"), "[恩施市]", "a name");
	is_str(runs(""), "", "nothing");
	for (int i = 0; i < 60; i++)
		sbuf_puts(&many, "SO2 ");
	n = label_runs(many.p, r);
	for (size_t i = 0; i < n; i++)
		bytes += r[i].text.n;
	ok(n <= LABEL_RUNS && bytes == many.n, "many formulas: no byte is lost");
	sbuf_release(&many);
}

static void
check_break(void)
{
	const char *s = "注：PM2.5浓度（参考）。";

	is_int((long)label_break(sv_of("abc"), 9), 3, "what fits is not broken");
	is_int((long)label_break(sv_of("恩施市利川市"), 10), 9, "between characters");
	is_int(
	    (long)label_break(sv_of("恩施市。"), 10), 6, "a line does not begin with a full stop");
	is_int((long)label_break(sv_of("浓度（参考）"), 11), 6, "nor end with an opening bracket");
	is_int((long)label_break(sv_of("2025年10月"), 9), 7, "a number keeps the word behind it");
	is_int((long)label_break(sv_of("annual limit"), 9), 7, "behind a blank");
	is_int((long)label_break(sv_of("unbreakable"), 4), 4, "a long word where it must");
	is_int((long)label_break(sv_of(s), 1), 3, "at least one character");
}

int
main(void)
{
	check_runs();
	is_str(unit("ug/m3"), "μg/m³", "microgram per cubic metre");
	is_str(unit("mg/L"), "mg/L", "as it is");
	is_str(unit("degC"), "℃", "degree");
	is_str(unit("ng/m3"), "ng/m³", "nanogram");
	is_str(number("-0.05", 2, true), "\xe2\x88\x92" "0.05", "U+2212, not a hyphen");
	is_str(number("0.12", 2, true), "+0.12", "a plus where asked");
	is_str(number("0", 2, true), "0.00", "not for zero");
	is_str(number("-0.004", 2, true), "0.00", "no negative zero");
	is_str(number("2.5", 0, false), "2", "half to even");
	is_str(number("<0.004", 3, false), "<0.004", "below the limit of detection");
	is_str(number("", 2, true), "", "missing");
	is_str(plain(-0.2, 1), "\xe2\x88\x92" "0.2", "a tick below zero");
	is_str(plain(-1e-12, 1), "0.0", "a tick at zero");
	check_break();
	return done_testing();
}

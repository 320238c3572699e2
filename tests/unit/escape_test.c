/* escape_test - values that must not become markup, and values that must stay as they are. */
#include "escape.h"
#include "tap.h"

static void
md(const char *text, const char *want, bool start)
{
	struct sbuf b = { 0 };

	sbuf_puts(&b, "");
	escape_put(&b, ESCAPE_MD, sv_of(text), start);
	(void)is_str(b.p, want, want);
	sbuf_release(&b);
}

int
main(void)
{
	struct sbuf b = { 0 };

	md("a|b", "a\\|b", false);
	md("**粗**", "\\*\\*粗\\*\\*", false);
	md("PM2.5_pct", "PM2.5\\_pct", false);
	md("`x`", "\\`x\\`", false);
	md("[a](b)", "\\[a\\](b)", false);
	md("<b>", "\\<b>", false);
	md("C:\\x", "C:\\\\x", false);
	md("&lt;", "\\&lt;", false);
	md("两\n行", "两 行", false);
	md("a\r\nb", "a b", false);
	/* ordinary text */
	md("恩施市（国考）、利川市：“好”", "恩施市（国考）、利川市：“好”", true);
	md("-7.7", "-7.7", true);
	md("+13.0▲", "+13.0▲", true);
	md("1.5", "1.5", true);
	md("26 μg/m³, 98.8%", "26 μg/m³, 98.8%", true);
	md("2026-10-19 14:00", "2026-10-19 14:00", true);
	/* what begins a block, at the start of a line alone */
	md("# x", "\\# x", true);
	md("# x", "# x", false);
	md("#1", "#1", true);
	md("- x", "\\- x", true);
	md("- x", "- x", false);
	md("+ x", "\\+ x", true);
	md("> x", "\\> x", true);
	md("1. x", "1\\. x", true);
	md("12) x", "12\\) x", true);
	md("---", "\\---", true);
	md("::: note", "\\::: note", true);
	md("-", "\\-", true);
	md("", "", true);

	escape_put(&b, ESCAPE_HTML, sv_of("& \" < > '"), true);
	(void)is_str(b.p, "&amp; &quot; &lt; &gt; &#39;", "HTML");
	sbuf_clear(&b);
	escape_put(&b, ESCAPE_NONE, sv_of("<*>|"), true);
	(void)is_str(b.p, "<*>|", "none");
	sbuf_clear(&b);
	ok(escape_line_start(&b), "an empty output is at the start of a line");
	sbuf_puts(&b, "x\n  ");
	ok(escape_line_start(&b), "behind blanks too");
	sbuf_puts(&b, "y");
	ok(!escape_line_start(&b), "not behind text");
	sbuf_release(&b);
	return done_testing();
}

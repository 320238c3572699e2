/* str_test - slices, buffers, UTF-8 over all code points, widths, folding, quoting. */
#include "str.h"
#include "tap.h"

static void
check_slices(void)
{
	struct sv rest = sv_of("a,,b"), part;

	ok(sv_split(&rest, ',', &part) && sv_is(part, "a") && sv_split(&rest, ',', &part) && part.n == 0 &&
	    sv_split(&rest, ',', &part) && sv_is(part, "b") && !sv_split(&rest, ',', &part), "parts, the empty one too");
	rest = sv_of("");
	ok(sv_split(&rest, ',', &part) && part.n == 0 && !sv_split(&rest, ',', &part), "nothing is one empty part");
	rest = sv_of("a,");
	ok(sv_split(&rest, ',', &part) && sv_split(&rest, ',', &part) && part.n == 0 && !sv_split(&rest, ',', &part),
	    "a separator at the end has an empty part behind it");
	rest = sv_of("  PM2.5:x  CO:y ");
	ok(sv_word(&rest, &part) && sv_is(part, "PM2.5:x") && sv_word(&rest, &part) && sv_is(part, "CO:y") &&
	    !sv_word(&rest, &part), "words between blanks");
	ok(sv_is(sv_trim(sv_of(" \t a b\t ")), "a b") && sv_trim(sv_of("  ")).n == 0, "blanks at the ends go");
	ok(sv_same((struct sv){ NULL, 0 }, sv_of("")) && !sv_is(sv_of("ab"), "abc"), "same bytes or not");
}

static void
check_buffer(void)
{
	struct sbuf b = { 0 };
	bool same = true;

	for (int i = 0; i < 1000; i++)
		sbuf_printf(&b, "%d,", i % 10);
	for (size_t i = 0; i < b.n; i++)
		same = same && b.p[i] == (i % 2 == 1 ? ',' : (char)('0' + i / 2 % 10));
	ok(b.n == 2000 && same && b.p[b.n] == '\0', "it grows and stays whole");
	sbuf_clear(&b);
	sbuf_put(&b, "a\0b", 3);
	ok(b.n == 3 && b.p[1] == '\0', "a NUL is a byte");
	sbuf_release(&b);
	ok(b.p == NULL && sbuf_sv(&b).n == 0 && sbuf_sv(&b).p != NULL, "released it is empty");
}

/* Every code point is written, read back, valid; surrogates and cut sequences are not. */
static void
walk_utf8(void)
{
	unsigned long wrong = 0;
	struct sbuf b = { 0 };
	size_t len;

	for (int c = 0; c <= 0x10ffff; c++) {
		const bool surrogate = c >= 0xd800 && c <= 0xdfff;

		sbuf_clear(&b);
		sbuf_putrune(&b, c);
		wrong += (utf8_next(b.p, b.n, &len) != (surrogate ? -1 : c)) || (!surrogate && len != b.n);
		wrong += utf8_valid(sbuf_sv(&b)) != (surrogate ? 0 : b.n);
		for (size_t cut = 1; cut < b.n; cut++)
			wrong += utf8_valid((struct sv){ b.p, cut }) != 0;
	}
	sbuf_release(&b);
	is_int((long long)wrong, 0, "each code point there and back");
	ok(utf8_valid(sv_of("\xc0\x80")) == 0 && utf8_valid(sv_of("\xe0\x80\x80")) == 0 &&
	    utf8_valid(sv_of("\xf0\x80\x80\x80")) == 0 && utf8_valid(sv_of("\xf4\x90\x80\x80")) == 0 &&
	    utf8_valid(sv_of("\xff")) == 0 && utf8_valid(sv_of("\x80")) == 0, "longer forms, beyond the range, strays");
	is_int((long long)utf8_valid(sv_of("12345678恩施\xff")), 14, "how far it is valid");
	is_int((long long)utf8_valid(sv_of("1234567\xff""123456789")), 7, "a bad byte within eight");
}

static void
check_width(void)
{
	is_int((long long)utf8_width(sv_of("PM2.5")), 5, "ASCII is one cell each");
	is_int((long long)utf8_width(sv_of("恩施州")), 6, "Chinese is two cells each");
	is_int((long long)utf8_width(sv_of("（μg/m³）")), 9, "full-width brackets two, the rest one");
	is_int((long long)utf8_width(sv_of("e\xcc\x81")), 1, "a combining mark takes none");
}

static void
folds(const char *text, const char *want)
{
	struct sbuf b = { 0 };

	str_fold(&b, sv_of(text));
	ok(sv_is(sbuf_sv(&b), want), "'%s' folds to '%s'", text, want);
	sbuf_release(&b);
}

static void
quotes(const char *text, size_t n, const char *want)
{
	struct sbuf b = { 0 };

	str_quote(&b, (struct sv){ text, n });
	is_str(sbuf_sv(&b).p, want, "quoted for a message");
	sbuf_release(&b);
}

int
main(void)
{
	check_slices();
	check_buffer();
	walk_utf8();
	check_width();
	folds("PM2.5", "pm2.5");
	folds("PM₂.₅", "pm2.5");
	folds("ＰＭ２．５", "pm2.5");
	folds(" O3 8h ", "o38h");
	folds("m³", "m3");
	folds("µg/m³", "ug/m3");
	folds("μg", "ug");
	folds("臭氧　8小时", "臭氧8小时");
	quotes("abc", 3, "abc");
	quotes("a\0b", 3, "a\\x00b");
	quotes("a\nb\tc\r", 6, "a\\nb\\tc\\r");
	quotes("\xff\x1b", 2, "\\xff\\x1b");
	quotes("0123456789012345678901234567890123456789", 40, "0123456789012345678901234567890123456789");
	quotes("01234567890123456789012345678901234567890", 41, "0123456789012345678901234567890123456789...");
	quotes("012345678901234567890123456789012345678恩", 42, "012345678901234567890123456789012345678...");
	return done_testing();
}

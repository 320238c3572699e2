/*
 * csvin_fuzz - any bytes as a table: every field lies in its row and is text; the rows written with
 * each cell in quotes read back as the same rows.
 */
#include "csvin.h"
#include "fuzz.h"

static void
put_quoted(struct sbuf *b, struct sv f)
{
	sbuf_putc(b, '"');
	for (size_t i = 0; i < f.n; i++) {
		if (f.p[i] == '"')
			sbuf_putc(b, '"');
		sbuf_putc(b, f.p[i]);
	}
	sbuf_putc(b, '"');
}

/* The rows of the open table, each cell in quotes, are appended to b. */
static void
read_all(struct csvin *in, struct sbuf *b)
{
	for (size_t c = 0; c < in->ncol; c++) {
		if (c > 0)
			sbuf_putc(b, ',');
		put_quoted(b, sv_of(in->name[c]));
	}
	sbuf_putc(b, '\n');
	while (csvin_next(in)) {
		for (size_t c = 0; c < in->ncol; c++) {
			const struct sv f = csvin_field(in, c);
			struct dec x;
			struct civil t;

			if (utf8_valid(f) != f.n || memchr(f.p, '\0', f.n) != NULL)
				abort();
			(void)dec_parse(f, &x);
			(void)civil_parse(f, &t);
			if (c > 0)
				sbuf_putc(b, ',');
			put_quoted(b, f);
		}
		sbuf_putc(b, '\n');
	}
}

static bool
read_bytes(const void *p, size_t n, struct sbuf *b)
{
	struct diag d = { .prog = "fuzz" };
	char path[64];
	struct csvin *in;

	if (fuzz_enter() != 0)
		return false;
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fuzz_file(p, n));
	in = csvin_open_one(&d, path);
	read_all(in, b);
	csvin_close(in);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct sbuf first, second;

	first = second = (struct sbuf){ 0 };
	if (read_bytes(data, n, &first)) {
		if (!read_bytes(first.p, first.n, &second) || !sv_same(sbuf_sv(&first), sbuf_sv(&second)))
			abort();
	}
	fuzz_leave();
	return 0;
}

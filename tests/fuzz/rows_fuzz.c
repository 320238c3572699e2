/*
 * rows_fuzz - any bytes as an export: its rows, split in each way, are text; and where the strict reader
 * of qj-csv takes the bytes, the rows split at commas are the same, cell by cell.
 */
#include "csvin.h"
#include "fuzz.h"
#include "rows.h"

static struct diag d = { .prog = "fuzz" };

static void
path_of(char path[64], const void *p, size_t n)
{
	(void)snprintf(path, 64, "/proc/self/fd/%d", fuzz_file(p, n));
}

/* Appends each cell, ended by 1, each row by 2; blank lines are left out.  False: refused. */
static bool
by_rows(const void *p, size_t n, enum rows_split split, bool headless, struct sbuf *b)
{
	char path[64];
	struct rows *r;

	if (fuzz_enter() != 0)
		return false;
	path_of(path, p, n);
	r = rows_open(&d, path, "auto");
	for (size_t k = 0; k < 4; k++) {
		struct sv row;
		unsigned long line;

		(void)rows_peek(r, split, k, &row, &line);
	}
	rows_begin(r, split, true);
	while (rows_next(r)) {
		if (headless || (r->n == 1 && r->cell[0].n == 0)) {
			headless = false;
			continue;
		}
		for (size_t c = 0; c < r->n; c++) {
			if (utf8_valid(r->cell[c]) != r->cell[c].n)
				abort();
			sbuf_put(b, r->cell[c].p, r->cell[c].n);
			sbuf_putc(b, '\1');
		}
		sbuf_putc(b, '\2');
	}
	rows_close(r);
	return true;
}

static bool
by_csvin(const void *p, size_t n, struct sbuf *b)
{
	char path[64];
	struct csvin *in;

	if (fuzz_enter() != 0)
		return false;
	path_of(path, p, n);
	in = csvin_open_one(&d, path);
	if (in->ncol == 1)
		return false;			/* blank lines are rows there */
	while (csvin_next(in)) {
		for (size_t c = 0; c < in->ncol; c++) {
			const struct sv f = csvin_field(in, c);

			sbuf_put(b, f.p, f.n);
			sbuf_putc(b, '\1');
		}
		sbuf_putc(b, '\2');
	}
	csvin_close(in);
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct sbuf rows, table, other;

	rows = table = other = (struct sbuf){ 0 };
	(void)by_rows(data, n, ROWS_TAB, false, &other);
	(void)by_rows(data, n, ROWS_BLANK, false, &other);
	if (by_csvin(data, n, &table)) {
		/* The first row is the header there. */
		const bool other_kind = memchr("{[P\xd0 \t\n\r\xef", data[0], 9) != NULL;	/* JSON, a workbook, perhaps */

		if (!by_rows(data, n, ROWS_COMMA, true, &rows)) {
			if (!other_kind)
				abort();
		} else if (!other_kind && !sv_same(sbuf_sv(&rows), sbuf_sv(&table)))
			abort();
	} else
		(void)by_rows(data, n, ROWS_COMMA, false, &rows);
	fuzz_leave();
	return 0;
}

/* book_verify_test - a workbook cut short, or with a byte changed, is found out. */
#include <stdint.h>
#include <unistd.h>

#include "book.h"
#include "mem.h"
#include "tap.h"

static char folder[] = "/tmp/book_test.XXXXXX";

static void
cell(void *arg, size_t row, size_t col, struct book_cell *c)
{
	(void)arg;
	c->kind = col == 0 ? BOOK_TEXT : BOOK_NUMBER;
	c->text = sv_of(col == 0 ? "恩施市" : "31");
	c->number = (double)row;
}

static struct place
place(void *arg, size_t row, size_t col)
{
	(void)arg;
	(void)row;
	(void)col;
	return (struct place){ .file = "x.csv" };
}

static void
write_book(struct diag *d, const char *path)
{
	const struct book_column col[] = {
		{ .name = sv_of("county"), .head = sv_of("县"), .align = 'l' },
		{ .name = sv_of("PM2.5"), .head = sv_of("PM2.5"), .align = 'r', .format = "0" },
	};
	const struct book_info info = { .created = 1 };
	struct book *b = book_open(d, path, &info);

	book_add(b, &(struct book_sheet){ .name = "数据", .ncol = 2, .nrow = 2000, .col = col, .cell = cell,
	    .place = place });
	book_close(b);
}

static char *
read_all(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rbe");
	char *p = mem_alloc(1 << 20);

	if (f == NULL)
		exit(1);
	*n = fread(p, 1, 1 << 20, f);
	(void)fclose(f);
	return p;
}

static void
write_all(const char *path, const char *p, size_t n)
{
	FILE *f = fopen(path, "wbe");

	if (f == NULL || fwrite(p, 1, n, f) != n || fclose(f) != 0)
		exit(1);
}

int
main(void)
{
	struct diag d = { .prog = "book_verify_test" };
	char good[64], bad[64];
	size_t n, caught = 0, tried = 0;
	char *p;

	if (mkdtemp(folder) == NULL)
		return 1;
	(void)snprintf(good, sizeof(good), "%s/a.xlsx", folder);
	(void)snprintf(bad, sizeof(bad), "%s/b.xlsx", folder);
	write_book(&d, good);
	ok(book_verify(good), "a finished workbook is whole");
	p = read_all(good, &n);
	ok(n > 8000 && memcmp(p, "PK", 2) == 0, "it is a zip file");
	for (size_t cut = 1; cut < n; cut = cut * 3 + 1) {
		write_all(bad, p, n - cut);
		tried++;
		caught += !book_verify(bad);
	}
	is_int((long long)caught, (long long)tried, "cut short by any length it is not");
	caught = tried = 0;
	for (size_t at = n / 3; at < n / 3 + 40; at += 5) {	/* within the deflated sheet */
		p[at] = (char)(p[at] ^ 0x20);
		write_all(bad, p, n);
		p[at] = (char)(p[at] ^ 0x20);
		tried++;
		caught += !book_verify(bad);
	}
	is_int((long long)caught, (long long)tried, "with a byte changed it is not");
	write_all(bad, "", 0);
	ok(!book_verify(bad), "an empty file is not");
	ok(!book_verify("/nonexistent/x.xlsx"), "a file that is not there is not");
	free(p);
	(void)unlink(good);
	(void)unlink(bad);
	(void)rmdir(folder);
	return done_testing();
}

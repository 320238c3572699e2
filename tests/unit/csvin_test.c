/*
 * csvin_test - the same table written plainly, in quotes, with CRLF, with CR, mixed, and cut into
 * files gives the same rows, over many blocks; and what is written by csvout reads back.
 */
#include <unistd.h>

#include "csvin.h"
#include "csvout.h"
#include "tap.h"

enum form { PLAIN, QUOTED, CRLF, CR_ONLY, SOME_QUOTED, NFORM };

static const char *const form_name[NFORM] = { "plain", "every cell in quotes", "CRLF", "CR alone", "one row in 50 in quotes" };

static uint64_t state = UINT64_C(1181783497276652981);

static uint32_t
next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 32);
}

/* The cell of row i, column c: numbers, names, nothing; never a comma, quote or line end. */
static void
make_cell(char *buf, size_t size, unsigned int i, unsigned int c)
{
	const uint32_t r = (i * 2654435761u) ^ (c * 40503u);

	if (c == 0)
		(void)snprintf(buf, size, "%u", 2000 + i % 50);
	else if (r % 13 == 0)
		buf[0] = '\0';
	else if (r % 11 == 0)
		(void)snprintf(buf, size, "恩施 %u", r % 977);
	else
		(void)snprintf(buf, size, "%u.%u", r % 301, r >> 8 & 7);
}

static char *
write_table(enum form form, unsigned int from, unsigned int to, unsigned int ncol)
{
	char *path = strdup("/tmp/qj-csvin-XXXXXX"), cell[64];
	const int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");

	for (unsigned int c = 0; c < ncol; c++)
		(void)fprintf(f, "%sc%u", c > 0 ? "," : "", c);
	(void)fputs(form == CRLF ? "\r\n" : form == CR_ONLY ? "\r" : "\n", f);
	for (unsigned int i = from; i < to; i++) {
		const bool quote = form == QUOTED || (form == SOME_QUOTED && i % 50 == 7);

		for (unsigned int c = 0; c < ncol; c++) {
			make_cell(cell, sizeof(cell), i, c);
			(void)fprintf(f, quote ? "%s\"%s\"" : "%s%s", c > 0 ? "," : "", cell);
		}
		(void)fputs(form == CRLF ? "\r\n" : form == CR_ONLY ? "\r" : "\n", f);
	}
	(void)fclose(f);
	return path;
}

/* Rows from first on that are not those of the table. */
static unsigned long
compare(struct csvin *in, unsigned int nrow, unsigned int ncol, bool lines)
{
	unsigned long wrong = 0;
	unsigned int i = 0;
	char cell[64];

	for (; csvin_next(in); i++) {
		for (unsigned int c = 0; c < ncol; c++) {
			make_cell(cell, sizeof(cell), i, c);
			wrong += !sv_is(csvin_field(in, c), cell);
		}
		wrong += lines && in->line != i + 2;
	}
	return wrong + (i != nrow) + (in->nrow != nrow);
}

static void
check_forms(unsigned int nrow, unsigned int ncol)
{
	for (int form = PLAIN; form < NFORM; form++) {
		struct diag d = { .prog = "csvin_test" };
		char *path = write_table((enum form)form, 0, nrow, ncol);
		struct csvin *in = csvin_open_one(&d, path);
		const unsigned long wrong = in->ncol != ncol ? 1 : compare(in, nrow, ncol, true);

		ok(wrong == 0, "%u rows of %u columns, %s (%lu wrong)", nrow, ncol, form_name[form], wrong);
		csvin_close(in);
		(void)unlink(path);
		free(path);
	}
}

static void
check_files(void)
{
	struct diag d = { .prog = "csvin_test" };
	char *part[] = { write_table(PLAIN, 0, 4000, 5), write_table(QUOTED, 4000, 4001, 5), write_table(CRLF, 4001, 9000, 5),
		NULL };
	struct csvin *in = csvin_open(&d, part);

	is_int((long long)compare(in, 9000, 5, false), 0, "three files of three forms are one table");
	csvin_close(in);
	for (int i = 0; i < 3; i++) {
		(void)unlink(part[i]);
		free(part[i]);
	}
}

static char *
write_text(const char *text)
{
	char *path = strdup("/tmp/qj-csvin-XXXXXX");
	const int fd = mkstemp(path);

	(void)!write(fd, text, strlen(text));
	(void)close(fd);
	return path;
}

/* The rows of the files as "a|b;c|d", with their columns in front. */
static void
reads(const char *const text[], const char *want, const char *name)
{
	struct diag d = { .prog = "csvin_test" };
	struct sbuf b = { 0 };
	char *path[4] = { NULL };
	struct csvin *in;

	for (int i = 0; i < 3 && text[i] != NULL; i++)
		path[i] = write_text(text[i]);
	in = csvin_open(&d, path);
	for (size_t c = 0; c < in->ncol; c++)
		sbuf_printf(&b, "%s%s", c > 0 ? "|" : "", in->name[c]);
	while (csvin_next(in)) {
		sbuf_putc(&b, ';');
		for (size_t c = 0; c < in->ncol; c++) {
			const struct sv f = csvin_field(in, c);

			if (c > 0)
				sbuf_putc(&b, '|');
			sbuf_put(&b, f.p, f.n);
		}
	}
	is_str(b.p, want, name);
	csvin_close(in);
	sbuf_release(&b);
	for (int i = 0; path[i] != NULL; i++) {
		(void)unlink(path[i]);
		free(path[i]);
	}
}

static void
check_texts(void)
{
	reads((const char *const[]){ "a,b\n1,2\n", NULL }, "a|b;1|2", "a table");
	reads((const char *const[]){ "\xef\xbb\xbf" "a,b\n1,2", NULL }, "a|b;1|2", "a mark in front, no end of line");
	reads((const char *const[]){ "a,b\n  x ,1\t\n \t, \n", NULL }, "a|b;  x |1\t; \t| ", "blanks are data");
	reads((const char *const[]){ "a,b\n1,2\n\n3,4\n\n", NULL }, "a|b;1|2;3|4", "blank lines are skipped");
	reads((const char *const[]){ "a\n1\n\n3\n", NULL }, "a;1;;3", "a blank line is a row of one column");
	reads((const char *const[]){ "a,b\n\"1\n2\",\"x\"\"y\"\n3,4\n", NULL }, "a|b;1\n2|x\"y;3|4", "line ends and quotes in quotes");
	reads((const char *const[]){ "a,b\n1,#x\n#y,2\n", NULL }, "a|b;1|#x;#y|2", "a sharp sign is data");
	reads((const char *const[]){ "a,b\n1,2\n", "b,a\n3,4\n", NULL }, "a|b;1|2;4|3", "columns are matched by name");
	reads((const char *const[]){ "a,b\n1,2\n", "b,c\n3,4\n", NULL }, "a|b|c;1|2|;|3|4", "a column more, a column less");
	reads((const char *const[]){ " a , b\n1,2\n", NULL }, "a|b;1|2", "blanks about names go");
	reads((const char *const[]){ "a,b\n", NULL }, "a|b", "a header alone");
}

static void
check_column(void)
{
	struct diag d = { .prog = "csvin_test" };
	char *path = write_text("Station,PM2.5,ＳＯ２,O₃\n1,2,3,4\n");
	struct csvin *in = csvin_open_one(&d, path);

	ok(csvin_column(in, "station") == 0 && csvin_column(in, "pm2.5") == 1 && csvin_column(in, "SO2") == 2 &&
	    csvin_column(in, "O3") == 3 && csvin_column(in, "PM10") == -1, "names are found folded");
	csvin_close(in);
	(void)unlink(path);
	free(path);
}

/* Any bytes a cell may have, written and read again. */
static void
check_round_trip(void)
{
	static const char *const word[] = { "", "x", "1.5", ",", "\"", "\n", "\r", "恩施", " ", "#qj-failed", "a\"b,c\nd" };
	struct diag d = { .prog = "csvin_test" };
	char *path = strdup("/tmp/qj-csvin-XXXXXX");
	uint32_t pick[3000][3];
	struct csvout *out;
	struct csvin *in;
	unsigned long wrong = 0;
	unsigned int i = 0;

	(void)close(mkstemp(path));
	out = csvout_open(&d, path, false);
	for (int c = 0; c < 3; c++)
		csvout_textf(out, "c%d", c);
	csvout_end(out);
	for (i = 0; i < 3000; i++) {
		for (int c = 0; c < 3; c++) {
			pick[i][c] = next() % (c == 0 ? 9 : 11);	/* a row never begins with #qj-failed */
			csvout_text(out, word[pick[i][c]]);
		}
		csvout_end(out);
	}
	csvout_close(out);
	in = csvin_open_one(&d, path);
	for (i = 0; csvin_next(in); i++) {
		for (size_t c = 0; c < 3; c++)
			wrong += i >= 3000 || !sv_is(csvin_field(in, c), word[pick[i][c]]);
	}
	ok(i == 3000 && wrong == 0, "what is written reads back (%lu wrong)", wrong);
	csvin_close(in);
	(void)unlink(path);
	free(path);
}

int
main(void)
{
	check_forms(30000, 8);
	check_forms(40, 3000);
	check_forms(3, 1);
	check_files();
	check_texts();
	check_column();
	check_round_trip();
	return done_testing();
}

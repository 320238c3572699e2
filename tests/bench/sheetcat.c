/*
 * sheetcat - the sheets of a workbook as CSV, each behind a line "# NAME"; for the tests and the bench.
 *
 *	sheetcat book.xlsx
 */
#include <fcntl.h>

#include "csvout.h"
#include "sheet.h"

int
main(int argc, char *argv[])
{
	struct diag d = { .prog = "sheetcat" };
	struct csvout *out = csvout_open(&d, NULL, false);
	const int fd = argc < 2 ? -1 : open(argv[1], O_RDONLY);
	struct sheet *s;

	if (fd < 0)
		return 3;
	s = sheet_open(&d, argv[1], fd);
	for (size_t i = 0; i < sheet_count(s); i++) {
		csvout_textf(out, "# %s", sheet_name(s, i));
		csvout_end(out);
		sheet_start(s, i);
		while (sheet_next(s)) {
			csvout_textf(out, "%lu", s->row);
			for (size_t c = 0; c < s->n; c++)
				csvout_cell(out, s->cell[c]);
			csvout_end(out);
		}
	}
	sheet_close(s);
	csvout_close(out);
	return diag_finish(&d);
}

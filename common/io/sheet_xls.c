/*
 * sheet_xls - the old binary workbooks, through FreeXL, which holds a whole sheet.
 */
#include <errno.h>
#include <freexl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sheet_own.h"

#define FILE_MAX	((off_t)32 << 20)	/* bytes of a file: FreeXL holds it */
#define HEAD		65536			/* bytes in which an encrypted workbook names itself */

struct xls {
	const void	*book;
	unsigned int	 nrow, row;
	unsigned short	 ncol;
};

/* An encrypted xlsx is an OLE file with a stream of that name, in UTF-16. */
static bool
is_encrypted(int fd)
{
	static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	char *buf = mem_alloc(HEAD);
	const ssize_t n = pread(fd, buf, HEAD, 0);
	const bool is = n > 0 && memmem(buf, (size_t)n, name, sizeof(name) - 1) != NULL;

	free(buf);
	return is;
}

void
xls_open(struct sheet *s, int fd)
{
	struct xls *x = mem_alloc(sizeof(*x));
	char path[64];
	unsigned int n = 0, locked = 0;
	struct stat st;

	s->own->xls = x;
	if (fstat(fd, &st) != 0)
		diag_io(s->d, s->file, errno);
	if (is_encrypted(fd))
		sheet_refuse(s, 0, _("the workbook is encrypted; save it without a password"));
	if (st.st_size > FILE_MAX)
		sheet_refuse(s, 0, _("an xls file of over 32 MiB; save it as xlsx"));
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (freexl_open(path, &x->book) != FREEXL_OK) {
		x->book = NULL;
		sheet_refuse(s, 0, _("no workbook that can be read; save it as xlsx"));
	}
	if (freexl_get_info(x->book, FREEXL_BIFF_PASSWORD, &locked) == FREEXL_OK && locked == FREEXL_BIFF_OBFUSCATED)
		sheet_refuse(s, 0, _("the workbook is encrypted; save it without a password"));
	(void)freexl_get_info(x->book, FREEXL_BIFF_SHEET_COUNT, &n);
	for (unsigned int i = 0; i < n && i < 1024; i++) {
		const char *name;

		if (freexl_get_worksheet_name(x->book, (unsigned short)i, &name) != FREEXL_OK)
			continue;
		s->own->v = mem_grow(s->own->v, &s->own->cap, s->own->n + 1, sizeof(*s->own->v));
		s->own->v[s->own->n++] = (struct sheet_name){ mem_dup(name), NULL, false };
	}
}

void
xls_close(struct sheet_own *o)
{
	if (o->xls == NULL)
		return;
	if (o->xls->book != NULL)
		(void)freexl_close(o->xls->book);
	free(o->xls);
}

void
xls_start(struct sheet *s, size_t i)
{
	struct xls *x = s->own->xls;

	x->row = 0;
	if (freexl_select_active_worksheet(x->book, (unsigned short)i) != FREEXL_OK ||
	    freexl_worksheet_dimensions(x->book, &x->nrow, &x->ncol) != FREEXL_OK)
		sheet_refuse(s, 0, _("sheet '%s' can't be read; save the workbook as xlsx"), s->own->v[i].name);
}

static void
put_cell(struct sheet *s, size_t c, const FreeXL_CellValue *v)
{
	struct sbuf b = { 0 };
	char text[32];

	switch (v->type) {
	case FREEXL_CELL_INT:
		sbuf_printf(&b, "%d", v->value.int_value);
		break;
	case FREEXL_CELL_DOUBLE:
		(void)snprintf(text, sizeof(text), "%.17g", v->value.double_value);
		sheet_number(&b, sv_of(text), SHOW_NUMBER, false);
		break;
	case FREEXL_CELL_TEXT:
	case FREEXL_CELL_SST_TEXT:
	case FREEXL_CELL_DATE:
	case FREEXL_CELL_DATETIME:
	case FREEXL_CELL_TIME:
		sbuf_puts(&b, v->value.text_value == NULL ? "" : v->value.text_value);
		break;
	default:
		break;
	}
	if (b.n > 0) {
		if (utf8_valid(sbuf_sv(&b)) != b.n)
			sheet_refuse(s, s->row, _("text that is not UTF-8"));
		sheet_put(s, c, sbuf_sv(&b));
	}
	sbuf_release(&b);
}

bool
xls_next(struct sheet *s)
{
	struct xls *x = s->own->xls;

	while (x->row < x->nrow) {
		sheet_clear_row(s);
		s->row = x->row + 1;
		for (unsigned short c = 0; c < x->ncol; c++) {
			FreeXL_CellValue v;

			if (freexl_get_cell_value(x->book, x->row, c, &v) == FREEXL_OK)
				put_cell(s, c, &v);
		}
		x->row++;
		if (s->own->ncell > 0) {
			sheet_finish_row(s);
			return true;
		}
	}
	return false;
}

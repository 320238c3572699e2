/*
 * sheet_fuzz - any bytes as a workbook, and as the XML of a sheet in one that is whole: refused, or its
 * rows are read.
 */
#include <zlib.h>

#include "fuzz.h"
#include "sheet.h"

static struct diag d = { .prog = "fuzz" };

static void
read_book(const void *p, size_t n)
{
	if (fuzz_enter() == 0) {
		struct sheet *s = sheet_open(&d, "book", fuzz_file(p, n));

		for (size_t i = 0; i < sheet_count(s); i++) {
			sheet_start(s, i);
			for (int rows = 0; rows < 1000 && sheet_next(s); rows++) {
				for (size_t c = 0; c < s->n; c++) {
					if (utf8_valid(s->cell[c]) != s->cell[c].n)
						abort();
				}
			}
		}
		sheet_close(s);
	}
	fuzz_leave();
}

/* --- a zip of stored members ------------------------------------------------------------------ */

struct zip {
	unsigned char	b[65536];
	size_t		n, start[8], len[8], nmember;
	const char	*name[8];
	uLong		crc[8];
};

static void
put16(struct zip *z, unsigned int v)
{
	z->b[z->n++] = (unsigned char)v;
	z->b[z->n++] = (unsigned char)(v >> 8);
}

static void
put32(struct zip *z, unsigned long v)
{
	put16(z, (unsigned int)(v & 0xffff));
	put16(z, (unsigned int)(v >> 16 & 0xffff));
}

static void
common(struct zip *z, size_t i)
{
	put16(z, 0);
	put16(z, 0);
	put16(z, 0);
	put16(z, 0);
	put32(z, z->crc[i]);
	put32(z, z->len[i]);
	put32(z, z->len[i]);
	put16(z, (unsigned int)strlen(z->name[i]));
	put16(z, 0);
}

static void
add(struct zip *z, const char *name, const void *p, size_t n)
{
	const size_t i = z->nmember++;

	z->start[i] = z->n;
	z->name[i] = name;
	z->len[i] = n;
	z->crc[i] = crc32(0, p, (uInt)n);
	put32(z, 0x04034b50);
	put16(z, 20);
	common(z, i);
	memcpy(z->b + z->n, name, strlen(name));
	z->n += strlen(name);
	memcpy(z->b + z->n, p, n);
	z->n += n;
}

static void
finish(struct zip *z)
{
	const size_t from = z->n;

	for (size_t i = 0; i < z->nmember; i++) {
		put32(z, 0x02014b50);
		put16(z, 20);
		put16(z, 20);
		common(z, i);
		put16(z, 0);
		put16(z, 0);
		put16(z, 0);
		put32(z, 0);
		put32(z, z->start[i]);
		memcpy(z->b + z->n, z->name[i], strlen(z->name[i]));
		z->n += strlen(z->name[i]);
	}
	put32(z, 0x06054b50);
	put16(z, 0);
	put16(z, 0);
	put16(z, (unsigned int)z->nmember);
	put16(z, (unsigned int)z->nmember);
	put32(z, z->n - from - 12 + 0);
	put32(z, from);
	put16(z, 0);
	/* the size of the directory, without the end record's own beginning */
	z->b[z->n - 10] = (unsigned char)((z->n - 22 - from) & 0xff);
	z->b[z->n - 9] = (unsigned char)((z->n - 22 - from) >> 8);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char book[] = "<workbook><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>",
	    rels[] = "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='s.xml'/>"
	    "<Relationship Id='r2' Type='x/sharedStrings' Target='t.xml'/></Relationships>",
	    strings[] = "<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>";
	static struct zip z;

	if (n > 32768)
		return 0;
	read_book(data, n);
	z = (struct zip){ .n = 0 };
	add(&z, "xl/workbook.xml", book, sizeof(book) - 1);
	add(&z, "xl/_rels/workbook.xml.rels", rels, sizeof(rels) - 1);
	add(&z, "xl/t.xml", strings, sizeof(strings) - 1);
	add(&z, "xl/s.xml", data, n);
	finish(&z);
	read_book(z.b, z.n);
	return 0;
}

/* page_break: the grid of an official paper, lines and rows that stay together, repeated heads. */
#include <stdint.h>

#include "page_box.h"
#include "tap.h"

static struct diag d = { .prog = "test" };
static struct page_fonts fonts;
static struct md_doc doc;
static struct page_sheet sheet;
static struct page_type type;
static struct page_flow flow;
static const char *const dirs[] = { ".", NULL };

static void
close_all(void)
{
	page_flow_release(&flow);
	page_type_release(&type);
	md_release(&doc);
}

static void
lay(const char *profile, const struct sbuf *text)
{
	md_read(&doc, &d, "t.md", sbuf_sv(text));
	page_sheet_init(&sheet, NULL, profile);
	page_type_init(&type, &fonts, NULL, false);
	flow = (struct page_flow){ .doc = &doc, .sheet = &sheet, .type = &type };
	page_flow_set(&flow, &d, dirs);
	page_flow_break(&flow);
}

static void
repeat(struct sbuf *b, const char *s, int n)
{
	for (int i = 0; i < n; i++)
		sbuf_puts(b, s);
}

static size_t
rows_on(size_t page)
{
	size_t n = 0;

	for (size_t i = 0; page < flow.npage && i < flow.page[page].n; i++)
		n += flow.page[page].put[i].box->kind == BOX_ROW;
	return n;
}

static void
test_grid(void)
{
	struct sbuf b = { 0 };

	repeat(&b, "监", 28 * 22 - 2);		/* the first line is indented by two */
	lay("G", &b);
	ok(flow.n == 22, "G: 28 characters fit a line: %zu lines of 22", flow.n);
	ok(flow.npage == 1, "G: 22 lines fit a page");
	close_all();
	repeat(&b, "测", 28);
	lay("G", &b);
	ok(flow.npage == 2, "G: the 23rd does not");
	ok(flow.page[0].n == 21 && flow.page[1].n == 2, "two lines go over, none alone");
	close_all();
	sbuf_release(&b);
}

static void
test_heading(void)
{
	struct sbuf b = { 0 };

	repeat(&b, "监\n\n", 21);
	sbuf_puts(&b, "# 一、标题\n\n");
	repeat(&b, "测", 60);
	lay("G", &b);
	ok(flow.npage == 2 && flow.page[0].n == 21, "a heading goes with its text");
	ok(flow.page[1].put[0].box->block->kind == MD_HEADING, "to the next page");
	close_all();
	sbuf_release(&b);
}

static void
test_table(int rows, int total)
{
	struct sbuf b = { 0 };
	size_t seen = 0, least = SIZE_MAX;

	sbuf_printf(&b, "Table: 表 {#tbl:x total=%d}\nUnit: 单位：天\n\n| a | b |\n|---|---|\n", total);
	for (int i = 0; i < rows; i++)
		sbuf_printf(&b, "| 站%d | %d |\n", i, i);
	sbuf_puts(&b, "\n::: note\n注：说明。\n:::\n");
	lay("R", &b);
	for (size_t p = 0; p < flow.npage; p++) {
		const size_t n = rows_on(p);
		const struct page_put *last = &flow.page[p].put[flow.page[p].n - 1];

		seen += n;
		least = n < least ? n : least;
		if (last->y + last->box->height > sheet.height - sheet.bottom + 0.02)
			least = 0;
		if (flow.page[p].put[0].box->para == NULL)
			least = 0;
	}
	ok(seen == (size_t)rows && least >= 2, "%d rows on %zu pages: each once, at least two on each, "
	    "under a caption, within the margin", rows, flow.npage);
	ok(flow.page[flow.npage - 1].put[flow.page[flow.npage - 1].n - 1].box->kind == BOX_LINE,
	    "%d rows: the note is behind the last", rows);
	ok(total == 0 || rows_on(flow.npage - 1) > (size_t)total, "%d rows: the totals are not alone", rows);
	close_all();
	sbuf_release(&b);
}

static void
test_subscript(void)
{
	struct page_para *a, *c;

	page_sheet_init(&sheet, NULL, "R");
	page_type_init(&type, &fonts, NULL, false);
	a = page_para_plain(&type, "PM2.5", &sheet.style[STYLE_BODY], 0);
	c = page_para_plain(&type, "PM7.5", &sheet.style[STYLE_BODY], 0);
	ok(page_para_extent(a) < page_para_extent(c), "2.5 of PM2.5 is set smaller");
	is_str(pango_layout_get_text(a->layout), "PM2.5", "its text is not changed");
	page_para_free(a);
	page_para_free(c);
	page_type_release(&type);
}

int
main(void)
{
	page_fonts_init(&fonts, &d, NULL, NULL);
	test_grid();
	test_heading();
	for (int rows = 30; rows < 45; rows++)
		test_table(rows, rows % 3);
	test_table(150, 1);
	test_subscript();
	page_fonts_release(&fonts);
	return done_testing();
}

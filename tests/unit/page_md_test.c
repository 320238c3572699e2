/* page_md: blocks, captions, spans, references, heads of two levels. */
#include "page_md.h"
#include "tap.h"

static struct md_doc doc;
static struct diag d = { .prog = "test" };

static void
read_text(const char *text)
{
	md_release(&doc);
	md_read(&doc, &d, "t.md", (struct sv){ text, strlen(text) });
}

/* A text with "<..>" around runs that have a style, level or link. */
static const char *
shown(const struct md_text *t)
{
	static char buf[512];
	size_t n = 0;

	buf[0] = '\0';
	for (size_t i = 0; i < t->n && n < sizeof(buf); i++) {
		const struct md_run *r = &t->run[i];
		const bool plain = r->style == 0 && r->level == 0;

		n += (size_t)snprintf(buf + n, sizeof(buf) - n, plain ? "%s" : "<%s>", r->text);
	}
	return buf;
}

static const char *
para(const char *text)
{
	read_text(text);
	return doc.n > 0 ? shown(&doc.block[0].text) : "";
}

static void
test_inlines(void)
{
	struct sbuf plain = { 0 };

	is_str(para("第一行\n第二行"), "第一行第二行", "a line end inside Chinese joins without a blank");
	is_str(para("one\ntwo"), "one two", "a line end inside English is a blank");
	is_str(para("浓度PM2.5\n为"), "浓度PM2.5为", "nor is one made beside Chinese");
	is_str(para("比[上年]{.worse}差"), "比<上年>差", "a span");
	is_str(para("[[a]{.worse}b]{.level3}"), "<a><b>", "a span inside a span");
	ok(doc.block[0].text.run[0].level == 3 && doc.block[0].text.run[0].style == MD_WORSE, "it has both styles");
	is_str(para("[Ⅲ]{.class3}类"), "<Ⅲ>类", "a water class");
	ok(doc.block[0].text.run[0].level == 9, "class 3 is the ninth ground, behind six levels");
	is_str(para("[a]{.level6}[b]{.class1}"), "<a><b>", "level and class beside each other");
	ok(doc.block[0].text.run[0].level == 6 && doc.block[0].text.run[1].level == 7, "are different grounds");
	is_str(para("[[a]{.class6}b]{.level1}"), "<ab>", "a ground inside another");
	ok(doc.block[0].text.run[0].level == 1, "the outer one holds");
	is_str(para("0.21[Ⅳ]{.mark}"), "0.21<Ⅳ>", "a mark behind a figure");
	ok(doc.block[0].text.run[1].style == MD_MARK && doc.block[0].text.run[1].level == 0, "is raised");
	md_plain_but(&plain, &doc.block[0].text, MD_MARK);
	is_str(plain.p, "0.21", "the figure without it");
	sbuf_release(&plain);
	is_str(para("见[附表]"), "见[附表]", "brackets without a class stay");
	is_str(para("3 * 4 * 5"), "3 * 4 * 5", "stars between blanks are no emphasis");
	is_str(para("`[a]{.x} @tbl:y`"), "<[a]{.x} @tbl:y>", "nothing is read inside code");
	is_str(para("[站](https://a.b/c)"), "<站>", "a link");
	is_str(doc.block[0].text.run[0].link, "https://a.b/c", "its address");
}

static void
test_tables(void)
{
	const struct md_table *t;

	read_text("见@tbl:x。\n\nTable: 10月PM2.5 {#tbl:x total=1 merge=1}\nUnit: 单位：天\n\n"
	    "| 县 | 10月 / 优 | 10月 / 良 |\n|---|--:|:-:|\n| a | 1 |  |\n| 合计 | [1]{.level2} | 2 |\n\n文\n");
	ok(doc.n == 3 && doc.block[1].kind == MD_TABLE && doc.ntable == 1, "text, table, text");
	is_str(shown(&doc.block[0].text), "见<表1>。", "a reference has the table's number");
	is_str(shown(&doc.block[1].text), "10月PM2.5", "the caption");
	is_str(doc.block[1].id, "tbl:x", "the name");
	t = doc.block[1].table;
	ok(t->ncol == 3 && t->nrow == 2 && t->total == 1 && t->merge == 1, "columns, rows, total, merge");
	is_str(shown(&t->over[1]), "10月", "the upper head");
	is_str(shown(&t->head[1]), "优", "the lower head");
	ok(t->over[0].n == 0, "a head of one level has no upper one");
	ok(t->align[1] == 'r' && t->align[2] == 'c' && t->align[0] == 0, "alignment");
	ok(t->cell[2].n == 0, "an empty cell is empty");
	ok(t->cell[4].run[0].level == 2, "a level in a cell");
	is_str(shown(&t->unit), "单位：天", "the unit line");
	ok(doc.block[1].line == 6 && t->line[1] == 9, "lines of the source");
	read_text("| a |\n|---|\n| 1 |\n");
	ok(doc.block[0].number == 0, "a table without caption has no number");
	read_text("---\nlang: en\n---\nSee @fig:a.\n\n![b](x.svg){#fig:a width=7.9cm}\n"
	    "![c](y.svg){width=79mm height=5cm}\n");
	is_str(shown(&doc.block[0].text), "See <Figure 1>.", "English words; the full stop is not of the name");
	ok(doc.n == 3 && doc.block[1].width == 79 && doc.block[2].height == 50, "two pictures, lengths in mm");
	is_str(doc.block[2].file, "y.svg", "the file");
	ok(doc.block[2].number == 2 && doc.nfigure == 2, "numbered");
}

static void
test_blocks(void)
{
	read_text("---\ntitle: 月报\n编制: 甲\nreport: a\nreport: b\n---\n"
	    "::: summary\n要点\n:::\n# 一、x\n文\n"
	    "::: landscape\n| a |\n|---|\n| 1 |\n\n::: note\n注\n:::\n:::\n尾[^1]\n\n"
	    "1. a\n    - b\n2. c\n\n[^1]: 脚注\n");
	ok(doc.n == 9, "%zu blocks of 9", doc.n);
	ok(doc.block[0].box == MD_SUMMARY && doc.block[0].line == 8, "the summary, its line");
	ok(doc.block[1].kind == MD_HEADING && doc.block[1].level == 1, "a heading ends no paragraph before it");
	ok(doc.block[3].landscape && doc.block[3].kind == MD_TABLE, "the table lies on a turned page");
	ok(doc.block[4].box == MD_NOTE && doc.block[4].landscape, "and its note");
	ok(!doc.block[5].landscape && doc.nfoot == 1, "what follows does not; one footnote");
	is_str(doc.block[6].marker, "1.", "first item");
	ok(doc.block[7].level == 2 && strcmp(doc.block[7].marker, "•") == 0, "an item inside it");
	is_str(doc.block[8].marker, "2.", "second item");
	is_str(page_front_get(&doc.front, "compiled"), "甲", "a Chinese key");
	is_str(page_front_nth(&doc.front, "report", 1), "b", "a repeated key");
	ok(page_front_get(&doc.front, "issue") == NULL, "a key that is not there");
	read_text("::: landscape\n| a |\n|---|\n| 1 |\n:::\n::: note\n注\n:::\n文\n");
	ok(doc.n == 3 && doc.block[1].landscape && doc.block[1].wide_no == doc.block[0].wide_no,
	    "a note right behind a turned table lies on its page");
	ok(!doc.block[2].landscape, "what follows does not");
	read_text("a\n<!-- 备注 -->\nb");
	ok(doc.n == 2, "a comment is left out");
}

int
main(void)
{
	test_inlines();
	test_tables();
	test_blocks();
	md_release(&doc);
	return done_testing();
}

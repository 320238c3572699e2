/*
 * slots_test - the template engine against the rules of the Mustache specification, module by module
 * (our own texts), and against what this project adds: dotted registry names, keys, derived words.
 */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "slots.h"
#include "tap.h"

static char folder[] = "/tmp/slots_test.XXXXXX";

static const char *
write_file(const char *name, const char *text)
{
	struct sbuf b = { 0 };
	FILE *f;

	sbuf_printf(&b, "%s/%s", folder, name);
	f = fopen(b.p, "we");
	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		exit(1);
	return b.p;
}

/* A list "NAME[:KEY]" from CSV text. */
static void
add_csv(struct slots *s, struct diag *d, const char *name, const char *csv)
{
	struct sbuf b = { 0 };
	char file[32];

	(void)snprintf(file, sizeof(file), "%.8s.csv", name);
	sbuf_printf(&b, "%s=%s", name, write_file(file, csv));
	slots_grid(s, grid_open(d, b.p));
}

struct setting {
	enum escape	escape;
	bool		lax;
	struct facts	*facts;
};

/* Everything the templates below speak of. */
static void
add_all(struct slots *s, struct diag *d)
{
	slots_text(s, sv_of("name"), sv_of("恩施"));
	slots_text(s, sv_of("html"), sv_of("& \" < >"));
	slots_text(s, sv_of("yes"), sv_of("true"));
	slots_text(s, sv_of("no"), sv_of("false"));
	slots_text(s, sv_of("zero"), sv_of("0.00"));
	slots_text(s, sv_of("empty"), sv_of(""));
	slots_text(s, sv_of("n"), sv_of("7"));
	slots_text(s, sv_of("n1"), sv_of("1"));
	slots_text(s, sv_of("n6"), sv_of("6"));
	slots_text(s, sv_of("roman"), sv_of("Ⅲ类"));
	slots_text(s, sv_of("when"), sv_of("2026-10-19"));
	slots_text(s, sv_of("hour"), sv_of("2026-10-20 00:00"));
	slots_text(s, sv_of("month"), sv_of("2026-10"));
	slots_text(s, sv_of("ytd"), sv_of("ytd:2026-10"));
	slots_text(s, sv_of("down"), sv_of("-13.0"));
	slots_text(s, sv_of("mark"), sv_of("a|b_c"));
	slots_absent(s, sv_of("gone"));
	add_csv(s, d, "list", "n,text\n1,a\n2,b\n3,c\n");
	add_csv(s, d, "one", "PM2.5,I_PM2.5,PM2.5_p95,abs,edition\n26,0.87,60,own,2026\n");
	add_csv(s, d, "days:st", "st,name,PM2.5,n_PM2.5\nE1,恩施市,31,30\nE2,利川市,,29\n");
	add_csv(s, d, "words", "w\n甲\n乙\n");
	add_csv(s, d, "ctx", "name,first\n里,own\n");
}

/* The filled template; the caller frees it. */
static char *
fill_with(const struct setting *how, const char *text)
{
	struct tables tabs = { 0 };
	struct diag d = { .prog = "slots_test" };
	struct items items;
	struct slots s;
	struct sbuf out = { 0 };

	items_init(&items, &tabs);
	slots_init(&s, &d, &items);
	s.escape = how->escape;
	s.lax = how->lax;
	s.facts = how->facts;
	s.partials = folder;
	s.extension = ".md";
	add_all(&s, &d);
	sbuf_puts(&out, "");
	slots_fill(&s, "t.md", sv_of(text), &out);
	slots_release(&s);
	return out.p;
}

static void
fill(const char *text, const char *want, const char *name)
{
	const struct setting how = { ESCAPE_NONE, false, NULL };
	char *got = fill_with(&how, text);

	(void)is_str(got, want, name);
	free(got);
}

/* The template is refused with exactly this line. */
static void
refused(const char *text, const char *want, const char *name)
{
	char got[512] = { 0 };
	int fd[2], status;
	ssize_t n;
	pid_t pid;

	(void)fflush(stdout);
	if (pipe2(fd, O_CLOEXEC) != 0 || (pid = fork()) < 0)
		exit(1);
	if (pid == 0) {
		const struct setting how = { ESCAPE_NONE, false, NULL };

		(void)dup2(fd[1], STDERR_FILENO);
		free(fill_with(&how, text));
		_exit(0);
	}
	(void)close(fd[1]);
	for (size_t k = 0; k < sizeof(got) - 1 && (n = read(fd[0], got + k, sizeof(got) - 1 - k)) > 0; k += (size_t)n)
		;
	(void)close(fd[0]);
	(void)waitpid(pid, &status, 0);
	ok(WIFEXITED(status) && WEXITSTATUS(status) == 1, "%s: exit 1", name);
	(void)is_str(got, want, name);
}

static void
test_interpolation(void)
{
	fill("无标签\n", "无标签\n", "text without tags stays");
	fill("你好，{{name}}！", "你好，恩施！", "a value");
	fill("{{{html}}} {{&html}}", "& \" < > & \" < >", "triple and & are not escaped");
	fill("{{ name }}|{{name}}|{{\tname\n}}", "恩施|恩施|恩施", "blanks in a tag do not matter");
	fill("| {{n}} |", "| 7 |", "blanks around a tag stay");
	fill("  {{n}}\n", "  7\n", "a value alone in its line keeps the line");
	fill("{{one.PM2.5}}", "26", "a dotted name");
	fill("{{#one}}{{PM2.5}}{{/one}}", "26", "the same by a section");
	fill("{{#ctx}}{{name}}{{/ctx}}{{name}}", "里恩施", "the innermost name wins");
	fill("{{#list}}{{name}}{{/list}}", "恩施恩施恩施", "an outer name is seen inside");
	fill("{{#words}}{{.}}{{/words}}", "甲乙", "the implicit iterator of a one-column table");
	fill("{{#name}}{{.}}{{/name}}", "恩施", "the implicit iterator of a text");
	fill("{{empty}}", "—", "an empty cell prints the sign for missing");
}

static void
test_sections(void)
{
	fill("{{#yes}}甲{{/yes}}{{#no}}乙{{/no}}", "甲", "true and false");
	fill("{{#zero}}x{{/zero}}{{#empty}}x{{/empty}}{{#n}}y{{/n}}", "y", "0 and an empty cell are false");
	fill("{{^yes}}甲{{/yes}}{{^no}}乙{{/no}}{{^gone}}丙{{/gone}}{{^list}}丁{{/list}}", "乙丙", "inverted sections");
	fill("{{#gone}}{{unknown}}{{/gone}}", "", "a list without rows: nothing of it is looked up");
	fill("{{#list}}{{n}}{{text}};{{/list}}", "1a;2b;3c;", "a list is gone through");
	fill("{{#list}}{{#list}}{{n}}{{/list}}/{{/list}}", "123/123/123/", "sections of one name nest");
	fill("| This\n{{#yes}}\n|\n{{/yes}}\n| is\n", "| This\n|\n| is\n", "standalone section lines go");
	fill("  {{#yes}}  \r\nx\r\n  {{/yes}}\r\n", "x\r\n", "standalone lines that end by CR LF");
	fill("#{{#yes}}\n/\n  {{/yes}}", "#\n/\n", "a standalone tag at the end without a line feed");
	fill(" {{#yes}}甲{{/yes}}\n", " 甲\n", "two tags of a line do not stand alone");
	fill("{{#yes}}a{{#list}}{{^no}}{{n}}{{/no}}{{/list}}{{/yes}}", "a123", "deeper nesting");
	fill("{{#list}}{{text}}{{^last}}、{{/last}}{{/list}}", "a、b、c", "joined by 、 with last");
	fill("{{#list}}{{#first}}[{{/first}}{{index}}{{/list}}", "[123", "first and index");
	fill("{{#list}}{{#n}}{{^last}},{{/last}}{{/n}}{{/list}}", ",,", "last is that of the list around a text");
	fill("{{#ctx}}{{first}}{{/ctx}}", "own", "a column named first is itself");
}

static void
test_rest(void)
{
	fill("12{{! 注释 }}34", "1234", "a comment goes");
	fill("a\n  {{! x\ny }}\nb\n", "a\nb\n", "a standalone comment goes with its line");
	fill("a {{! x }}\n", "a \n", "another does not");
	fill("({{=<% %>=}}<%n%>)", "(7)", "set delimiters");
	fill("{{=| |=}}|n||#yes|{{n}}|/yes|", "7{{n}}", "equal delimiters; the old ones are text then");
	fill("a\n{{=@ @=}}\n@n@\n", "a\n7\n", "a standalone change of delimiters goes with its line");
	fill("{{= <% %> =}}<%={{ }}=%>{{n}}", "7", "and back");
	fill("{{=<% %>=}}<%{html}%>", "& \" < >", "triple with other delimiters");

	(void)write_file("p.md", "[{{n}}]");
	(void)write_file("lines.md", "{{n}}\n>{{name}}\n");
	(void)write_file("rec.md", "{{#words}}{{.}}{{/words}}");
	(void)write_file("delim.md", "{{=| |=}}|n|");
	(void)write_file("plain.txt", "文本");
	fill("a{{>p}}b {{> p }}", "a[7]b [7]", "a partial within a line");
	fill("x\n  {{>lines}}\nz\n", "x\n  7\n  >恩施\nz\n", "a standalone partial is indented");
	fill("x\n\t{{>p}}", "x\n\t[7]", "at the end of the file");
	fill("{{#list}}{{>p}}{{/list}}", "[1][2][3]", "a partial sees the row it is in");
	fill("{{>rec}}", "甲乙", "a partial with a section");
	fill("{{>delim}}{{n}}", "77", "delimiters set in a partial end with it");
	fill("{{=| |=}}|>p|", "[7]", "and are not handed down to one");
	fill("{{> plain.txt}}", "文本", "a partial with an ending of its own");
}

static void
test_names(void)
{
	fill("{{#one}}{{PM2.5}} {{I_PM2.5}} {{PM2.5_p95}}{{/one}}", "26 0.87 60",
	    "PM2.5 is one segment, also inside a name");
	fill("{{one.PM2.5.spell}}", "二十六", "and a segment may follow it");
	fill("{{days.E1.PM2.5}} {{days.E1.n_PM2.5}}", "31 30", "rows by key");
	fill("{{#days.E1}}{{name}}{{/days.E1}}", "恩施市", "a row by key as a section");
	fill("{{days.E2.PM2.5}}", "—", "an empty cell by key");
	fill("{{down.abs}}", "13.0", "abs keeps the digits");
	fill("{{down.spell}} {{down.abs.spell}}", "负十三点零 十三点零", "spell, and abs before it");
	fill("{{n.spell_n}} {{when.day.spell}}", "七 十九", "spell_n; a day spelt");
	fill("{{when.year}}-{{when.month}}-{{when.day}} {{when.date_zh}}", "2026-10-19 2026年10月19日",
	    "parts of a date");
	fill("{{when.year.spell}}年", "二零二六年", "a year is spelt digit by digit");
	fill("{{month.month}} {{month.date_zh}}", "10 2026年10月", "of a month");
	fill("{{ytd.month}} {{ytd.date_zh}}", "10 2026年1—10月", "of the year so far");
	fill("{{hour.day}} {{hour.hour}}", "19 24", "00:00 is the last hour of the day before");
	fill("{{n1.numeral}}{{n6.numeral}}{{roman.numeral}}", "Ⅰ劣ⅤⅢ", "numerals of a class, by digit or numeral");
	fill("{{one.abs}}", "own", "a column named abs is itself");
	fill("{{empty.abs}}{{empty.spell}}{{empty.month}}{{empty.numeral}}", "————", "words of an empty cell are missing too");
	fill("{{#down.abs}}y{{/down.abs}}{{#zero.abs}}x{{/zero.abs}}", "y", "a derived word as a section");
}

static void
test_errors(void)
{
	struct sbuf b = { 0 };

	refused("a\n{{nope}}", "slots_test: t.md:2: {{nope}}: unknown name 'nope'\n", "an unknown name");
	refused("{{#nope}}{{/nope}}", "slots_test: t.md:1: {{nope}}: unknown name 'nope'\n", "also as a section");
	refused("{{one.PM2}}", "slots_test: t.md:1: {{one.PM2}}: unknown name 'PM2'\n", "half a registry name");
	refused("{{days.E9.PM2.5}}", "slots_test: t.md:1: {{days.E9.PM2.5}}: there is no row 'E9'\n",
	    "an unknown key");
	refused("{{list.n}}", "slots_test: t.md:1: {{list.n}}: the table has 3 rows: use a section, or a key\n",
	    "a column of several rows");
	refused("{{list}}", "slots_test: t.md:1: {{list}}: a table or a row is not a value\n",
	    "a table as a value");
	refused("{{#list}}{{.}}{{/list}}", "slots_test: t.md:1: {{.}}: there is no single value here\n",
	    "a row as a value");
	refused("{{name.abs}}", "slots_test: t.md:1: {{name.abs}}: '恩施' is not a number\n", "abs of a text");
	refused("{{name.month}}", "slots_test: t.md:1: {{name.month}}: '恩施' is not a date or period\n",
	    "month of a text");
	refused("{{month.day}}", "slots_test: t.md:1: {{month.day}}: '2026-10' is more than one year, month or day\n",
	    "day of a month");
	refused("{{when.hour}}", "slots_test: t.md:1: {{when.hour}}: '2026-10-19' has no clock time\n",
	    "hour of a date");
	refused("{{n.numeral}}", "slots_test: t.md:1: {{n.numeral}}: '7' is not a water class (1 to 6, or its numeral)\n",
	    "numeral of what is no class");
	refused("{{n.foo}}", "slots_test: t.md:1: {{n.foo}}: unknown name 'foo'\n", "an unknown word");
	refused("\n{{#a}}\n", "slots_test: t.md:2: section 'a' is not closed\n", "a section left open");
	refused("{{/a}}", "slots_test: t.md:1: 'a' closes no section\n", "an end without a section");
	refused("{{#yes}}\n{{/no}}", "slots_test: t.md:2: section 'yes' of line 1 ends as 'no'\n",
	    "crossing sections");
	refused("{{name", "slots_test: t.md:1: the tag is not closed by '}}'\n", "a tag left open");
	refused("{{{name}}", "slots_test: t.md:1: the tag is not closed by '}}}'\n", "a triple tag closed by two");
	refused("{{}}", "slots_test: t.md:1: a tag without a name\n", "an empty tag");
	refused("{{=x=}}", "slots_test: t.md:1: 'x' is not a pair of delimiters\n", "one delimiter");
	refused("{{$a}}", "slots_test: t.md:1: tag 'a': blocks and parents are not supported\n", "inheritance");
	refused("{{> ../x}}", "slots_test: t.md:1: {{../x}}: not the name of a partial\n",
	    "a partial outside its folder");
	(void)write_file("loop.md", "{{>loop}}");
	sbuf_printf(&b, "slots_test: %s/loop.md:1: {{loop}}: partials call each other without end\n", folder);
	refused("{{>loop}}", b.p, "a partial that calls itself");
	sbuf_release(&b);
}

static void
test_lax_and_escape(void)
{
	const struct setting lax = { ESCAPE_NONE, true, NULL }, md = { ESCAPE_MD, false, NULL },
	    html = { ESCAPE_HTML, false, NULL };
	char *got = fill_with(&lax,
	    "[{{nope}}{{a.b}}{{#nope}}x{{/nope}}{{^nope}}y{{/nope}}{{days.E9.PM2.5}}{{empty}}]");

	(void)is_str(got, "[y—]", "lax: unknown names are empty and false");
	free(got);
	got = fill_with(&md, "{{mark}} {{{mark}}} {{down}}");
	(void)is_str(got, "a\\|b\\_c a|b_c -13.0", "md escapes, triple does not");
	free(got);
	got = fill_with(&md, "---\ntitle: {{mark}}\n---\n{{mark}}");
	(void)is_str(got, "---\ntitle: a|b_c\n---\na\\|b\\_c", "front matter is no Markdown");
	free(got);
	got = fill_with(&html, "{{html}} {{{html}}}");
	(void)is_str(got, "&amp; &quot; &lt; &gt; & \" < >", "html escapes, triple does not");
	free(got);
}

static void
test_facts(void)
{
	struct tables tabs = { 0 };
	struct items items;
	struct facts f;
	const struct setting how = { ESCAPE_NONE, false, &f };

	items_init(&items, &tabs);
	facts_init(&f, &items, &tabs);
	free(fill_with(&how,
	    "{{one.PM2.5}} {{one.PM2.5}} {{name}} {{days.E1.PM2.5.spell}} {{#list}}{{n}}{{text}}{{/list}}"));
	is_int((long long)f.n, 5, "figures are listed once each, texts are not");
	(void)is_str(f.row[0].p, "one.PM2.5", "id");
	(void)is_str(f.row[0].p + 10, "26", "as printed");
	(void)is_str(f.row[1].p, "days.E1.PM2.5.spell", "id by key, with the derived word");
	(void)is_str(f.row[1].p + 20, "三十一", "as printed");
	(void)is_str(f.row[4].p, "list.3.n", "id by number where there is no key");
	facts_release(&f);
	ok(strcmp(facts_column(&items, &tabs, sv_of("PM2.5_p95")).unit, "ug/m3") == 0, "unit of a percentile");
	ok(strcmp(facts_column(&items, &tabs, sv_of("CO_p95_base")).unit, "mg/m3") == 0, "of the base");
	ok(strcmp(facts_column(&items, &tabs, sv_of("PM2.5_pct")).unit, "%") == 0, "of a change in per cent");
	ok(strcmp(facts_column(&items, &tabs, sv_of("good_ratio")).unit, "%") == 0, "of a share");
	ok(strcmp(facts_column(&items, &tabs, sv_of("good_ratio_diff")).unit, "百分点") == 0, "of its change");
	ok(strcmp(facts_column(&items, &tabs, sv_of("n_PM2.5")).unit, "") == 0, "a count has none");
	ok(strcmp(facts_column(&items, &tabs, sv_of("I_PM2.5")).unit, "") == 0, "a single index has none");
	ok(strcmp(facts_column(&items, &tabs, sv_of("Pb[mg/L]")).unit, "mg/L") == 0,
	    "of a shared name by its brackets");
	ok(facts_is_figure(sv_of("<0.004")) && facts_is_figure(sv_of("2026-10")) && !facts_is_figure(sv_of("E101A")) &&
	    !facts_is_figure(sv_of("PM2.5")), "what a figure is");
	items_release(&items);
}

int
main(void)
{
	struct sbuf b = { 0 };

	if (mkdtemp(folder) == NULL)
		return 1;
	test_interpolation();
	test_sections();
	test_rest();
	test_names();
	test_errors();
	test_lax_and_escape();
	test_facts();
	sbuf_printf(&b, "rm -r '%s'", folder);
	if (system(b.p) != 0)
		return 1;
	return done_testing();
}

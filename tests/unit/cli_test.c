/* cli_test - every way to write an option; refusals are cases of the commands (tests/cases). */
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "tap.h"

struct got {
	bool			flag, other;
	const char		*text, *choice, *file;
	struct cli_int		n;
	struct dec		dec;
	struct cli_list		list;
	struct cli_common	common;
	struct diag		d;
	int			first;
	char			*argv[16];
	int			argc;
};

static void
parse(struct got *g, const char *const words[])
{
	const struct cli_opt opts[] = {
		{ 'f', "flag", CLI_FLAG, NULL, "a flag", &g->flag }, { 'g', "other", CLI_FLAG, NULL, "another", &g->other },
		{ 't', "text", CLI_TEXT, "TEXT", "a text", &g->text },
		{ 0, "choice", CLI_CHOICE, "day|hour", "a choice", &g->choice },
		{ 'n', "number", CLI_INT, "N", "a number", &g->n }, { 0, "decimal", CLI_DEC, "X", "a decimal", &g->dec },
		{ 'l', "list", CLI_LIST, "NAME", "a list", &g->list }, { 0, "file", CLI_FILE, "FILE", "a file", &g->file },
		{ .kind = CLI_END }
	};
	const struct cli_cmd cmd = { "cli_test", "brief", "[file...]", opts, CLI_OUTPUT | CLI_KEEP | CLI_STATION | CLI_LANG,
		&g->common };

	*g = (struct got){ .n = { 0, -5, 100 }, .d = { .prog = "cli_test" } };
	g->argv[g->argc++] = strdup("cli_test");
	for (; words[g->argc - 1] != NULL; g->argc++)
		g->argv[g->argc] = strdup(words[g->argc - 1]);
	g->first = cli_parse(&cmd, &g->d, g->argc, g->argv);
}

#define PARSE(g, ...) parse(g, (const char *const[]){ __VA_ARGS__, NULL })

static bool
operands(const struct got *g, const char *a, const char *b)
{
	const int n = (a != NULL) + (b != NULL);

	return g->argc - g->first == n && (n < 1 || strcmp(g->argv[g->first], a) == 0) &&
	    (n < 2 || strcmp(g->argv[g->first + 1], b) == 0) && g->argv[g->argc] == NULL;
}

/* The status with which it refuses the words. */
static int
refuses(const char *const words[])
{
	const pid_t pid = fork();
	struct got g;
	int status;

	if (pid == 0) {
		(void)!freopen("/dev/null", "w", stderr);
		(void)!freopen("/dev/null", "w", stdout);
		parse(&g, words);
		_exit(42);
	}
	(void)waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#define REFUSES(...) refuses((const char *const[]){ __VA_ARGS__, NULL })

static void
check_forms(void)
{
	struct got g;

	PARSE(&g, "--flag", "a", "--text", "x", "b");
	ok(g.flag && !g.other && strcmp(g.text, "x") == 0 && operands(&g, "a", "b"), "options among operands");
	PARSE(&g, "--text=x=y", "--choice=hour");
	ok(strcmp(g.text, "x=y") == 0 && strcmp(g.choice, "hour") == 0 && operands(&g, NULL, NULL), "--name=value");
	PARSE(&g, "-fgtx", "-n", "7");
	ok(g.flag && g.other && strcmp(g.text, "x") == 0 && g.n.v == 7, "letters in a bundle, the last with its argument");
	PARSE(&g, "-n-5", "--decimal", "-1.50");
	ok(g.n.v == -5 && g.dec.m == -150 && g.dec.scale == 2, "numbers below zero");
	PARSE(&g, "-l", "a", "--list", "b", "--list=c");
	ok(g.list.n == 3 && strcmp(g.list.v[2], "c") == 0, "a list grows");
	PARSE(&g, "--", "--flag", "-");
	ok(!g.flag && operands(&g, "--flag", "-"), "behind -- all are operands");
	PARSE(&g, "-", "-q");
	ok(g.d.quiet && operands(&g, "-", NULL), "a dash is an operand");
	PARSE(&g, "-ko", "out.csv", "--station", "code");
	ok(g.d.keep_going && strcmp(g.common.output, "out.csv") == 0 && strcmp(g.common.station, "code") == 0 &&
	    strcmp(g.common.time, "time") == 0 && strcmp(g.common.lang, "zh") == 0, "shared options and their defaults");
	PARSE(&g, "--text", "--flag");
	ok(!g.flag && strcmp(g.text, "--flag") == 0, "an argument may look like an option");
	PARSE(&g, "--list", "");
	ok(g.list.n == 1 && g.list.v[0][0] == '\0', "an item of a list may be empty");
}

static void
check_refusals(void)
{
	is_int(REFUSES("--nothing"), 2, "an unknown name");
	is_int(REFUSES("-x"), 2, "an unknown letter");
	is_int(REFUSES("--fla"), 2, "a name cut short");
	is_int(REFUSES("--flag=1"), 2, "an argument to a flag");
	is_int(REFUSES("--text"), 2, "no argument behind a name");
	is_int(REFUSES("-t"), 2, "no argument behind a letter");
	is_int(REFUSES("--text", ""), 2, "an empty argument");
	is_int(REFUSES("--choice", "week"), 2, "no such choice");
	is_int(REFUSES("--choice", "day|hour"), 2, "the list is no choice");
	is_int(REFUSES("--choice", ""), 2, "an empty choice");
	is_int(REFUSES("-n", "101"), 2, "a number above the range");
	is_int(REFUSES("-n", "-6"), 2, "a number below the range");
	is_int(REFUSES("-n", "7x"), 2, "no number");
	is_int(REFUSES("-n", " 7"), 2, "a blank before a number");
	is_int(REFUSES("-n", "99999999999999999999"), 2, "a number beyond a long");
	is_int(REFUSES("--decimal", "1,5"), 2, "no decimal");
	is_int(REFUSES("--help"), 0, "help asked for");
	is_int(REFUSES("-V"), 0, "version asked for");
	is_int(REFUSES("--dump-options"), 0, "the table asked for");
}

int
main(void)
{
	check_forms();
	check_refusals();
	return done_testing();
}

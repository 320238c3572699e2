#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "mem.h"
#include "version.h"

#define OPT_MAX 96

struct table {
	struct cli_opt	o[OPT_MAX];
	size_t		n;
};

struct builtin {
	bool	help, version, dump;
};

static void
add(struct table *t, char letter, const char *name, enum cli_kind kind, const char *arg, const char *help,
    void *dest)
{
	if (t->n < OPT_MAX)
		t->o[t->n++] = (struct cli_opt){ letter, name, kind, arg, help, dest };
}

static void
add_data(struct table *t, unsigned int s, struct cli_common *c)
{
	if (s & CLI_STATION) {
		add(t, 0, "station", CLI_TEXT, "COL", N_("column that names the station [station]"), &c->station);
		add(t, 0, "time", CLI_TEXT, "COL", N_("column that holds the time [time]"), &c->time);
	}
	if (s & CLI_PERIOD)
		add(t, 0, "period", CLI_TEXT, "P",
		    N_("2026-10-03, 2026-W47, 2026-10, 2026-Q4, 2026, A..B or ytd:2026-10"), &c->period);
	if (s & CLI_MEDIUM)
		add(t, 0, "medium", CLI_CHOICE, "air|met|water|soil|noise",
		    N_("medium of items whose name several media share"), &c->medium);
	if (s & CLI_EDITION)
		add(t, 0, "edition", CLI_CHOICE, "2012|2026|2031|by-day",
		    N_("edition of the standards [that of the data's date]"), &c->edition);
	if (s & CLI_BY) {
		add(t, 0, "by", CLI_TEXT, "COL,...", N_("columns that name the rows of the result [station]"), &c->by);
		add(t, 0, "via", CLI_TEXT, "COL", N_("average stations to COL first, then to --by"), &c->via);
		add(t, 0, "space-first", CLI_FLAG, NULL, N_("average over stations before averaging over time"),
		    &c->space_first);
	}
	if (s & CLI_INTERVAL)
		add(t, 0, "interval", CLI_TEXT, "N[min|h]", N_("interval of the input rows [1h]"), &c->interval);
	if (s & CLI_MIXED)
		add(t, 0, "allow-mixed", CLI_FLAG, NULL, N_("accept rows of different state or source together"),
		    &c->allow_mixed);
	if (s & CLI_DOUBT)
		add(t, 0, "no-doubtful", CLI_FLAG, NULL, N_("leave values with a doubt flag out"), &c->no_doubtful);
}

static void
add_shared(struct table *t, unsigned int s, struct cli_common *c, struct diag *d)
{
	add_data(t, s, c);
	if (s & CLI_LANG)
		add(t, 0, "lang", CLI_CHOICE, "zh|en", N_("language of words in the output [zh]"), &c->lang);
	if (s & CLI_REGISTRY)
		add(t, 0, "registry", CLI_FILE, "FILE", N_("station registry [stations.csv of the folder]"),
		    &c->registry);
	if (s & CLI_HOME)
		add(t, 'C', "home", CLI_DIR, "DIR", N_("the centre's folder [$QJ_HOME]"), &c->home);
	if (s & CLI_TABLE) {
		add(t, 0, "table", CLI_LIST, "NAME=FILE", N_("use FILE instead of the built-in table NAME"),
		    &c->table);
		add(t, 0, "print-standard", CLI_FLAG, NULL, N_("print the tables in use as CSV and exit"),
		    &c->print_standard);
	}
	if (s & CLI_DATE)
		add(t, 0, "date", CLI_TEXT, "DATE", N_("date written into the output [SOURCE_DATE_EPOCH or today]"),
		    &c->date);
	if (s & CLI_BOM)
		add(t, 0, "bom", CLI_FLAG, NULL, N_("begin the output with a byte order mark, for Excel"), &c->bom);
	if (s & CLI_OUTPUT)
		add(t, 'o', "output", CLI_FILE, "FILE", N_("write to FILE instead of standard output"), &c->output);
	if (s & CLI_KEEP) {
		add(t, 0, "errors", CLI_FILE, "FILE", N_("write each refusal to FILE as CSV"), &d->errors_name);
		add(t, 'k', "keep-going", CLI_FLAG, NULL, N_("flag bad cells, go on, exit 1 at the end"),
		    &d->keep_going);
	}
}

static void
print_usage(const struct cli_cmd *cmd, FILE *f)
{
	(void)fprintf(f, _("usage: %s [options] %s"), cmd->name, cmd->operands);
	(void)fputc('\n', f);
}

/* The option as written: "-o, --output FILE". */
static void
spell(struct sbuf *b, const struct cli_opt *o)
{
	sbuf_clear(b);
	if (o->letter != 0)
		sbuf_printf(b, "-%c, ", o->letter);
	else
		sbuf_puts(b, "    ");
	sbuf_printf(b, "--%s", o->name);
	if (o->arg != NULL)
		sbuf_printf(b, " %s", o->arg);
}

static void
print_help(const struct cli_cmd *cmd, const struct table *t)
{
	struct sbuf b = { 0 };
	size_t w = 0;

	print_usage(cmd, stdout);
	(void)printf("%s\n\n", _(cmd->brief));
	for (size_t i = 0; i < t->n; i++) {
		spell(&b, &t->o[i]);
		if (b.n > w && b.n <= 26)
			w = b.n;
	}
	for (size_t i = 0; i < t->n; i++) {
		spell(&b, &t->o[i]);
		if (b.n > w)
			(void)printf("  %s\n  %*s  %s\n", b.p, (int)w, "", _(t->o[i].help));
		else
			(void)printf("  %-*s  %s\n", (int)w, b.p, _(t->o[i].help));
	}
	sbuf_release(&b);
}

static void
dump(const struct cli_cmd *cmd, const struct table *t)
{
	static const char *const kind[] = { "end", "flag", "text", "choice", "int", "decimal", "list", "file", "dir" };

	(void)printf("%s\t%s\t%s\n", cmd->name, cmd->brief, cmd->operands);
	for (size_t i = 0; i < t->n; i++) {
		const struct cli_opt *o = &t->o[i];

		(void)printf("%c\t%s\t%s\t%s\t%s\n", o->letter == 0 ? '-' : o->letter, o->name, kind[o->kind],
		    o->arg == NULL ? "-" : o->arg, o->help);
	}
}

static void
finish_stdout(struct diag *d)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		diag_io(d, "stdout", errno);
	exit(DIAG_OK);
}

bool
num_parse(const char *s, long min, long max, long *v)
{
	char *end;

	if (*s == '\0' || *s == ' ')
		return false;
	errno = 0;
	*v = strtol(s, &end, 10);
	return errno == 0 && *end == '\0' && *v >= min && *v <= max;
}

static bool
in_choices(const char *choices, const char *v)
{
	struct sv rest = sv_of(choices), part;

	while (sv_split(&rest, '|', &part)) {
		if (sv_is(part, v))
			return true;
	}
	return false;
}

static void
set(struct diag *d, const struct cli_opt *o, const char *v)
{
	struct cli_int *n = o->dest;
	struct cli_list *l = o->dest;

	switch (o->kind) {
	case CLI_FLAG:
		*(bool *)o->dest = true;
		break;
	case CLI_CHOICE:
		if (!in_choices(o->arg, v))
			diag_usage(d, _("option --%s: '%s' is not one of %s"), o->name, v, o->arg);
		*(const char **)o->dest = v;
		break;
	case CLI_INT:
		if (!num_parse(v, n->min, n->max, &n->v))
			diag_usage(d, _("option --%s: '%s' is not a whole number from %ld to %ld"), o->name, v, n->min,
			    n->max);
		break;
	case CLI_DEC:
		if (!dec_parse(sv_of(v), o->dest))
			diag_usage(d, _("option --%s: '%s' is not a number"), o->name, v);
		break;
	case CLI_LIST:
		if (l->n == CLI_LIST_MAX)
			diag_usage(d, _("option --%s is given more than %d times"), o->name, CLI_LIST_MAX);
		l->v[l->n++] = v;
		break;
	default:
		if (*v == '\0')
			diag_usage(d, _("option --%s: the argument is empty"), o->name);
		*(const char **)o->dest = v;
		break;
	}
}

static const struct cli_opt *
find_long(const struct table *t, const char *s, size_t n)
{
	for (size_t i = 0; i < t->n; i++) {
		if (strlen(t->o[i].name) == n && strncmp(t->o[i].name, s, n) == 0)
			return &t->o[i];
	}
	return NULL;
}

static const struct cli_opt *
find_short(const struct table *t, char c)
{
	for (size_t i = 0; i < t->n; i++) {
		if (c != 0 && t->o[i].letter == c)
			return &t->o[i];
	}
	return NULL;
}

/* One "--name", "--name=value" or "--name value"; *i is moved past what was used. */
static void
take_long(const struct table *t, struct diag *d, int argc, char *argv[], int *i)
{
	const char *s = argv[*i] + 2, *eq = strchr(s, '=');
	const struct cli_opt *o = find_long(t, s, eq != NULL ? (size_t)(eq - s) : strlen(s));

	if (o == NULL)
		diag_usage(d, _("unknown option '%s'"), argv[*i]);
	if (o->kind == CLI_FLAG) {
		if (eq != NULL)
			diag_usage(d, _("option --%s takes no argument"), o->name);
		set(d, o, NULL);
	} else if (eq != NULL)
		set(d, o, eq + 1);
	else if (*i + 1 < argc)
		set(d, o, argv[++*i]);
	else
		diag_usage(d, _("option --%s needs an argument %s"), o->name, o->arg);
}

/* A bundle "-kq", or "-oFILE", "-o FILE". */
static void
take_short(const struct table *t, struct diag *d, int argc, char *argv[], int *i)
{
	const char *s = argv[*i] + 1;

	for (; *s != '\0'; s++) {
		const struct cli_opt *o = find_short(t, *s);

		if (o == NULL)
			diag_usage(d, _("unknown option '-%c'"), *s);
		if (o->kind == CLI_FLAG) {
			set(d, o, NULL);
			continue;
		}
		if (s[1] != '\0')
			set(d, o, s + 1);
		else if (*i + 1 < argc)
			set(d, o, argv[++*i]);
		else
			diag_usage(d, _("option -%c needs an argument %s"), *s, o->arg);
		return;
	}
}

/* Options may stand after operands; operands are gathered at the end, "--" ends the options. */
static int
take_all(const struct table *t, struct diag *d, int argc, char *argv[])
{
	char **operand = mem_array((size_t)argc + 1, sizeof(*operand));
	int n = 0, i;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			for (i++; i < argc; i++)
				operand[n++] = argv[i];
			break;
		}
		if (argv[i][0] != '-' || argv[i][1] == '\0')
			operand[n++] = argv[i];
		else if (argv[i][1] == '-')
			take_long(t, d, argc, argv, &i);
		else
			take_short(t, d, argc, argv, &i);
	}
	for (i = 0; i < n; i++)
		argv[argc - n + i] = operand[i];
	free(operand);
	return argc - n;
}

/*
 * Descriptors 0 to 2 must be taken, or a file opened later would be read or written as one of them.
 * What stands in refuses the use it is there for, so that a closed stream is still an error.
 */
static void
hold_standard_streams(void)
{
	if (fcntl(STDIN_FILENO, F_GETFD) < 0)
		(void)!open("/dev/null", O_WRONLY);
	if (fcntl(STDOUT_FILENO, F_GETFD) < 0)
		(void)!open("/dev/null", O_RDONLY);
	if (fcntl(STDERR_FILENO, F_GETFD) < 0)
		(void)!open("/dev/null", O_WRONLY);
}

/* A mistyped folder must not pass for one without the files that are optional. */
static void
need_folder(struct diag *d, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		diag_io(d, path, errno);
	if (!S_ISDIR(st.st_mode))
		diag_io(d, path, ENOTDIR);
}

int
cli_parse(const struct cli_cmd *cmd, struct diag *d, int argc, char *argv[])
{
	struct cli_common none = { 0 };
	struct cli_common *c = cmd->common != NULL ? cmd->common : &none;
	struct builtin is = { false, false, false };
	struct table t = { .n = 0 };
	int i;

	hold_standard_streams();
	diag_locale(argc > 0 ? argv[0] : "");
	d->prog = cmd->name;
	c->station = "station";
	c->time = "time";
	c->lang = "zh";
	for (const struct cli_opt *o = cmd->opts; o != NULL && o->kind != CLI_END; o++)
		add(&t, o->letter, o->name, o->kind, o->arg, o->help, o->dest);
	add_shared(&t, cmd->shared, c, d);
	add(&t, 'q', "quiet", CLI_FLAG, NULL, N_("no summary line"), &d->quiet);
	add(&t, 'h', "help", CLI_FLAG, NULL, N_("print this help"), &is.help);
	add(&t, 'V', "version", CLI_FLAG, NULL, N_("print the version"), &is.version);
	if (argc == 2 && strcmp(argv[1], "--dump-options") == 0) {
		dump(cmd, &t);
		finish_stdout(d);
	}
	i = take_all(&t, d, argc, argv);
	if (is.help) {
		print_help(cmd, &t);
		finish_stdout(d);
	}
	if (is.version) {
		(void)printf("%s (Qingjiang) %s\n", cmd->name, QJ_VERSION);
		finish_stdout(d);
	}
	if (c->home == NULL)
		c->home = getenv("QJ_HOME");
	if ((cmd->shared & CLI_HOME) != 0 && c->home != NULL && *c->home != '\0')
		need_folder(d, c->home);
	return i;
}

const char *
cli_file(const struct cli_common *c, const char *given, const char *name)
{
	struct sbuf b = { 0 };

	if (given != NULL)
		return given;
	if (c->home == NULL || *c->home == '\0')
		return NULL;
	sbuf_printf(&b, "%s/%s", c->home, name);
	if (access(b.p, F_OK) == 0)
		return b.p;
	sbuf_release(&b);
	return NULL;
}

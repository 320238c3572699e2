/*
 * qj - runs a command of Qingjiang, or lists them all
 *
 * "qj NAME ..." is "qj-NAME ...", taken from the folder this program lies in, else from PATH.  The
 * list is of the commands found beside it, each with the line it gives of itself.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli.h"
#include "diag.h"
#include "mem.h"

/* What the commands that are scripts say of themselves, so that the catalogue has it. */
static const char *const script_brief[] __attribute__((unused)) = {
	N_("a whole product from the centre's folder: pages, workbook, short texts, every figure traced")
};

#define NEAR_MAX 3		/* edits up to which a mistyped name is recognised */

struct names {
	char	**v;		/* without "qj-", in order */
	size_t	  n, cap;
	char	 *dir;		/* where they lie */
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The folder of this program and the commands in it. */
static void
find_names(struct names *l)
{
	char exe[PATH_MAX];
	const ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	const struct dirent *e;
	char *slash;
	DIR *dir;

	*l = (struct names){ 0 };
	exe[n > 0 ? n : 0] = '\0';
	slash = strrchr(exe, '/');
	if (slash == NULL)
		return;
	*slash = '\0';
	l->dir = mem_dup(exe);
	dir = opendir(exe);
	while (dir != NULL && (e = readdir(dir)) != NULL) {
		struct sbuf path = { 0 };

		sbuf_printf(&path, "%s/%s", l->dir, e->d_name);
		if (strncmp(e->d_name, "qj-", 3) == 0 && access(path.p, X_OK) == 0) {
			l->v = mem_grow(l->v, &l->cap, l->n + 1, sizeof(*l->v));
			l->v[l->n++] = mem_dup(e->d_name + 3);
		}
		sbuf_release(&path);
	}
	if (dir != NULL)
		(void)closedir(dir);
	if (l->n > 0)
		qsort(l->v, l->n, sizeof(*l->v), by_name);
}

/* The text a command gives of itself: the second word of its --dump-options; "" where it fails. */
static void
brief_of(struct diag *d, const char *path, struct sbuf *brief)
{
	char buf[4096], *tab, *end;
	size_t have = 0;
	ssize_t k = 1;
	int fd[2];
	pid_t pid;

	if (pipe(fd) != 0)
		diag_io(d, "pipe", errno);
	pid = fork();
	if (pid == 0) {
		(void)dup2(fd[1], STDOUT_FILENO);
		(void)close(fd[0]);
		(void)close(fd[1]);
		(void)execl(path, path, "--dump-options", (char *)NULL);
		_exit(127);
	}
	(void)close(fd[1]);
	while (have < sizeof(buf) - 1 && (k = read(fd[0], buf + have, sizeof(buf) - 1 - have)) > 0)
		have += (size_t)k;
	(void)close(fd[0]);
	(void)waitpid(pid, NULL, 0);
	buf[have] = '\0';
	sbuf_clear(brief);
	tab = strchr(buf, '\t');
	end = tab == NULL ? NULL : strchr(tab + 1, '\t');
	if (end != NULL) {
		*end = '\0';
		sbuf_puts(brief, _(tab + 1));
	} else
		sbuf_puts(brief, "");
}

static void
list(struct diag *d, const struct cli_cmd *cmd, const struct names *l)
{
	struct sbuf path = { 0 }, brief = { 0 };
	size_t w = 0;

	(void)printf(_("usage: %s [options] %s"), cmd->name, cmd->operands);
	(void)printf("\n%s\n\n", _(cmd->brief));
	for (size_t i = 0; i < l->n; i++)
		w = strlen(l->v[i]) > w ? strlen(l->v[i]) : w;
	(void)fflush(stdout);
	for (size_t i = 0; i < l->n; i++) {
		sbuf_clear(&path);
		sbuf_printf(&path, "%s/qj-%s", l->dir, l->v[i]);
		brief_of(d, path.p, &brief);
		(void)printf("  %-*s  %s\n", (int)w, l->v[i], brief.p);
	}
	sbuf_release(&path);
	sbuf_release(&brief);
	if (fflush(stdout) != 0 || ferror(stdout))
		diag_io(d, "stdout", errno);
}

/* The number of letters to change, add or leave out to make b of a; both under 32 bytes. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[33], n = strlen(b);

	if (n > 32 || strlen(a) > 32)
		return SIZE_MAX;
	for (size_t k = 0; k <= n; k++)
		row[k] = k;
	for (size_t i = 1; a[i - 1] != '\0'; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t k = 1; k <= n; k++) {
			size_t best = diagonal + (a[i - 1] != b[k - 1]);

			diagonal = row[k];
			if (row[k] + 1 < best)
				best = row[k] + 1;
			if (row[k - 1] + 1 < best)
				best = row[k - 1] + 1;
			row[k] = best;
		}
	}
	return row[n];
}

/* Refuses an unknown name, with the nearest ones. */
static _Noreturn void
unknown(struct diag *d, const struct names *l, const char *name)
{
	struct sbuf near = { 0 };
	size_t best = NEAR_MAX;

	for (size_t i = 0; i < l->n; i++) {
		const size_t k = distance(name, l->v[i]);

		best = k < best ? k : best;
	}
	for (size_t i = 0; i < l->n; i++) {
		if (distance(name, l->v[i]) == best && best < strlen(name))
			sbuf_printf(&near, "%s%s", near.n > 0 ? ", " : "", l->v[i]);
	}
	if (near.n > 0)
		diag_usage(d, _("no command '%s'; the nearest: %s"), name, near.p);
	diag_usage(d, _("no command '%s'"), name);
}

static bool
is_name(const struct names *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++) {
		if (strcmp(l->v[i], name) == 0)
			return true;
	}
	return false;
}

/* Shows the page in the file dir/where/page.1, if it is there. */
static void
show_file(const char *dir, const char *where, const char *page)
{
	struct sbuf file = { 0 };

	sbuf_printf(&file, "%s/%s/%s.1", dir, where, page);
	if (access(file.p, R_OK) == 0)
		(void)execlp("man", "man", "-l", file.p, (char *)NULL);
	sbuf_release(&file);
}

/*
 * Shows the manual of a command: from the source tree where this is a build, else by man(1).  The
 * Chinese page is given as a file, since man(1) finds it only where that locale is installed.
 */
static _Noreturn void
show_manual(struct diag *d, const struct names *l, const char *name, bool chinese)
{
	struct sbuf page = { 0 };

	if (strcmp(name, "qj") == 0)
		sbuf_puts(&page, "qj");
	else if (is_name(l, name))
		sbuf_printf(&page, "qj-%s", name);
	else
		unknown(d, l, name);
	if (chinese) {
		(void)setenv("LC_ALL", "C.UTF-8", 1);
		show_file(l->dir, "../../man/zh_CN", page.p);
		show_file(l->dir, "../share/man/zh_CN/man1", page.p);
	}
	show_file(l->dir, "../../man", page.p);
	(void)execlp("man", "man", page.p, (char *)NULL);
	diag_io(d, "man", errno);
}

static _Noreturn void
run(struct diag *d, const struct names *l, char *argv[])
{
	struct sbuf path = { 0 };

	sbuf_printf(&path, "qj-%s", argv[1]);
	if (is_name(l, argv[1])) {
		sbuf_clear(&path);
		sbuf_printf(&path, "%s/qj-%s", l->dir, argv[1]);
		argv[1] = path.p;
		(void)execv(path.p, argv + 1);
	} else if (strchr(argv[1], '/') == NULL)
		(void)execvp(path.p, (argv[1] = path.p, argv + 1));
	if (errno != ENOENT)
		diag_io(d, path.p, errno);
	unknown(d, l, path.p + strlen("qj-"));
}

int
main(int argc, char *argv[])
{
	const struct cli_cmd cmd = { "qj", N_("run a command of Qingjiang, or list them all"),
		"[command [argument...]]", NULL, 0, NULL };
	struct diag d = { .prog = cmd.name };
	struct names l;

	find_names(&l);
	if (argc > 1 && argv[1][0] != '-') {
		char *self[] = { argv[0], NULL };

		(void)cli_parse(&cmd, &d, 1, self);		/* sets the language */
		if (strcmp(argv[1], "help") != 0)
			run(&d, &l, argv);
		if (argc > 2)
			show_manual(&d, &l, argv[2], strcmp(_(cmd.brief), cmd.brief) != 0);
	} else if (argc > 1 && strcmp(argv[1], "--help") != 0 && strcmp(argv[1], "-h") != 0)
		(void)cli_parse(&cmd, &d, argc, argv);
	else
		diag_locale(argv[0]);
	list(&d, &cmd, &l);
	return DIAG_OK;
}

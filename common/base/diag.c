#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diag.h"
#include "mem.h"

#ifndef QJ_LOCALEDIR
#define QJ_LOCALEDIR "/usr/local/share/locale"
#endif

#define SHOWN_MAX 20		/* messages printed under -k; --errors has all */

/* The message locale's name, as POSIX orders the variables; NULL where none is set. */
static const char *
wanted(void)
{
	static const char *const var[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(var) / sizeof(var[0]); i++) {
		const char *v = getenv(var[i]);

		if (v != NULL && *v != '\0')
			return v;
	}
	return NULL;
}

/* build/bin/qj-x finds build/locale; installed, prefix/bin/qj-x finds prefix/share/locale. */
static void
bind_catalogue(void)
{
	char exe[PATH_MAX], dir[PATH_MAX + 32];
	const ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *slash;

	(void)bind_textdomain_codeset("qingjiang", "UTF-8");
	if (n > 0) {
		exe[n] = '\0';
		slash = strrchr(exe, '/');
		if (slash != NULL)
			*slash = '\0';
		slash = strrchr(exe, '/');
		if (slash != NULL)
			*slash = '\0';
		(void)snprintf(dir, sizeof(dir), "%s/share/locale", exe);
		if (access(dir, X_OK) != 0)
			(void)snprintf(dir, sizeof(dir), "%s/locale", exe);
		if (access(dir, X_OK) == 0) {
			(void)bindtextdomain("qingjiang", dir);
			(void)textdomain("qingjiang");
			return;
		}
	}
	(void)bindtextdomain("qingjiang", QJ_LOCALEDIR);
	(void)textdomain("qingjiang");
}

void
diag_locale(const char *argv0)
{
	const char *want = wanted();

	(void)argv0;
	if (want == NULL || strcmp(want, "C") == 0 || strcmp(want, "POSIX") == 0 || strncmp(want, "C.", 2) == 0)
		return;				/* English: no catalogue is opened */
	/* Characters are UTF-8 everywhere: the locale's own set would change the glyphs Pango chooses. */
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		(void)setlocale(LC_CTYPE, "");
	if (setlocale(LC_MESSAGES, "") == NULL) {
		const char *language = getenv("LANGUAGE");

		if (setlocale(LC_MESSAGES, "C.UTF-8") == NULL)
			return;
		if (language == NULL || *language == '\0') {
			char lang[32];

			(void)snprintf(lang, sizeof(lang), "%.*s", (int)strcspn(want, ".@"), want);
			(void)setenv("LANGUAGE", lang, 1);
		}
	}
	bind_catalogue();
}

/* The frequent ones are in our catalogue, since libc's own is seldom installed. */
const char *
diag_strerror(int err)
{
	static const struct {
		int		 err;
		const char	*text;
	} known[] = {
		{ EACCES, N_("Permission denied") }, { EBADF, N_("Bad file descriptor") },
		{ EDQUOT, N_("Disk quota exceeded") }, { EEXIST, N_("File exists") },
		{ EFBIG, N_("File too large") }, { EINVAL, N_("Invalid argument") },
		{ EIO, N_("Input/output error") }, { EISDIR, N_("Is a directory") },
		{ ELOOP, N_("Too many levels of symbolic links") }, { EMFILE, N_("Too many open files") },
		{ ENAMETOOLONG, N_("File name too long") }, { ENOENT, N_("No such file or directory") },
		{ ENOMEM, N_("Cannot allocate memory") }, { ENOSPC, N_("No space left on device") },
		{ ENOTDIR, N_("Not a directory") }, { EPERM, N_("Operation not permitted") },
		{ EROFS, N_("Read-only file system") },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (known[i].err == err)
			return _(known[i].text);
	}
	return strerror(err);
}

static void
print_place(struct sbuf *b, const struct diag *d, const struct place *at)
{
	sbuf_printf(b, "%s: ", d->prog);
	if (at == NULL || at->file == NULL)
		return;
	sbuf_puts(b, at->file);
	if (at->line > 0)
		sbuf_printf(b, ":%lu", at->line);
	sbuf_puts(b, ": ");
	if (at->column != NULL) {
		sbuf_printf(b, _("column %s"), at->column);
		sbuf_puts(b, ": ");
	}
}

static void
print_line(const struct sbuf *b)
{
	(void)fflush(stdout);
	(void)fwrite(b->p, 1, b->n, stderr);
	(void)fputc('\n', stderr);
}

static _Noreturn void
fail(struct diag *d, const char *reason, int status)
{
	if (d->on_fail != NULL) {
		void (*f)(void *, const char *) = d->on_fail;

		d->on_fail = NULL;		/* a failure inside it must not come back here */
		f(d->on_fail_arg, reason);
	}
	if (d->errors != NULL)
		(void)fclose(d->errors);
	exit(status);
}

static void
put_csv(FILE *f, struct sv a)
{
	(void)fputc('"', f);
	for (size_t i = 0; i < a.n; i++) {
		if (a.p[i] == '"')
			(void)fputc('"', f);
		(void)fputc(a.p[i], f);
	}
	(void)fputc('"', f);
}

static void
record(struct diag *d, const struct place *at, struct sv text, const char *code, const char *msg)
{
	if (d->errors_name == NULL)
		return;
	if (d->errors == NULL) {
		d->errors = fopen(d->errors_name, "we");
		if (d->errors == NULL)
			diag_io(d, d->errors_name, errno);
		(void)fputs("file,line,column,code,message,text\n", d->errors);
	}
	put_csv(d->errors, sv_of(at->file == NULL ? "" : at->file));
	(void)fprintf(d->errors, ",%lu,", at->line);
	put_csv(d->errors, sv_of(at->column == NULL ? "" : at->column));
	(void)fprintf(d->errors, ",%s,", code);
	put_csv(d->errors, sv_of(msg));
	(void)fputc(',', d->errors);
	put_csv(d->errors, text);
	(void)fputc('\n', d->errors);
}

bool
diag_cell(struct diag *d, const struct place *at, struct sv text, const char *code, const char *fmt, ...)
{
	struct sbuf b = { 0 }, m = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&m, fmt, ap);
	va_end(ap);
	print_place(&b, d, at);
	sbuf_put(&b, m.p, m.n);
	d->nrefused++;
	record(d, at, text, code, m.p);
	if (!d->keep_going) {
		print_line(&b);
		fail(d, b.p, DIAG_REFUSED);
	}
	if (d->nshown++ < SHOWN_MAX)
		print_line(&b);
	sbuf_release(&b);
	sbuf_release(&m);
	return false;
}

void
diag_refuse(struct diag *d, const struct place *at, const char *fmt, ...)
{
	struct sbuf b = { 0 };
	va_list ap;
	size_t head;

	print_place(&b, d, at);
	head = b.n;
	va_start(ap, fmt);
	sbuf_vprintf(&b, fmt, ap);
	va_end(ap);
	record(d, at == NULL ? &(struct place){ 0 } : at, (struct sv){ "", 0 }, "refused", b.p + head);
	print_line(&b);
	fail(d, b.p, DIAG_REFUSED);
}

void
diag_upstream(struct diag *d, const char *reason)
{
	diag_warn(d, _("the input ends by a failure: %s"), reason);
	fail(d, reason, DIAG_REFUSED);
}

void
diag_usage(struct diag *d, const char *fmt, ...)
{
	struct sbuf b = { 0 };
	va_list ap;

	sbuf_printf(&b, "%s: ", d->prog);
	va_start(ap, fmt);
	sbuf_vprintf(&b, fmt, ap);
	va_end(ap);
	print_line(&b);
	(void)fprintf(stderr, _("Try '%s --help'."), d->prog);
	(void)fputc('\n', stderr);
	fail(d, b.p, DIAG_USAGE);
}

void
diag_io(struct diag *d, const char *name, int err)
{
	struct sbuf b = { 0 };

	sbuf_printf(&b, "%s: %s: %s", d->prog, name, diag_strerror(err));
	if (err != EPIPE)
		print_line(&b);
	fail(d, b.p, DIAG_IO);
}

void
diag_broken(struct diag *d, const char *fmt, ...)
{
	struct sbuf b = { 0 };
	va_list ap;

	sbuf_printf(&b, "%s: ", d->prog);
	va_start(ap, fmt);
	sbuf_vprintf(&b, fmt, ap);
	va_end(ap);
	print_line(&b);
	fail(d, b.p, DIAG_IO);
}

void
diag_warn(struct diag *d, const char *fmt, ...)
{
	struct sbuf b = { 0 };
	va_list ap;

	sbuf_printf(&b, "%s: ", d->prog);
	va_start(ap, fmt);
	sbuf_vprintf(&b, fmt, ap);
	va_end(ap);
	print_line(&b);
	sbuf_release(&b);
}

void
diag_note(struct diag *d, const char *fmt, ...)
{
	struct sbuf b = { 0 };
	va_list ap;

	if (d->quiet)
		return;
	sbuf_printf(&b, "%s: ", d->prog);
	va_start(ap, fmt);
	sbuf_vprintf(&b, fmt, ap);
	va_end(ap);
	print_line(&b);
	sbuf_release(&b);
}

int
diag_finish(struct diag *d)
{
	if (d->nshown > SHOWN_MAX)
		diag_warn(d, ngettext("%lu more refusal not shown", "%lu more refusals not shown",
		    d->nshown - SHOWN_MAX), d->nshown - SHOWN_MAX);
	if (d->nrefused > 0)
		diag_warn(d, ngettext("%lu cell or row refused", "%lu cells or rows refused", d->nrefused),
		    d->nrefused);
	if (d->errors != NULL) {
		const int bad = fflush(d->errors) != 0 || ferror(d->errors);

		if (fclose(d->errors) != 0 || bad)
			diag_io(d, d->errors_name, errno);
		d->errors = NULL;
	}
	return d->nrefused > 0 || d->check_no ? DIAG_REFUSED : DIAG_OK;
}

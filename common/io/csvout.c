#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "csvout.h"
#include "mem.h"

#define FLUSH	((size_t)96 << 10)	/* bytes gathered before a write */

/*
 * What a signal's handler must undo.  The only state outside a struct: handlers get no argument.
 */
static struct {
	char			 tmp[4096];	/* temporary file to remove, "" if none */
	char			 line[128];	/* #qj-failed line for standard output, "" if none */
	volatile sig_atomic_t	 armed;
} undo;

static void
on_signal(int sig)
{
	if (undo.armed) {
		undo.armed = 0;
		if (undo.tmp[0] != '\0')
			(void)unlink(undo.tmp);
		else if (undo.line[0] != '\0')
			(void)!write(STDOUT_FILENO, undo.line, strlen(undo.line));
	}
	(void)signal(sig, SIG_DFL);
	(void)raise(sig);
}

static void
arm(const struct diag *d, const char *tmp, bool csv)
{
	static const int sig[] = { SIGHUP, SIGINT, SIGTERM };
	struct sigaction sa = { .sa_handler = on_signal };

	undo.armed = 0;
	(void)snprintf(undo.tmp, sizeof(undo.tmp), "%s", tmp == NULL ? "" : tmp);
	undo.line[0] = '\0';
	if (csv && tmp == NULL)
		(void)snprintf(undo.line, sizeof(undo.line), "\n#qj-failed %s: killed by a signal\n", d->prog);
	undo.armed = 1;
	for (size_t i = 0; i < sizeof(sig) / sizeof(sig[0]); i++) {
		struct sigaction old;

		if (sigaction(sig[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			(void)sigaction(sig[i], &sa, NULL);
	}
}

static void
write_all(struct diag *d, int fd, const char *name, const void *buf, size_t n)
{
	const char *p = buf;

	while (n > 0) {
		const ssize_t k = write(fd, p, n);

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			diag_io(d, name, errno);
		p += k;
		n -= (size_t)k;
	}
}

/* A temporary name beside path, opened; NULL where path is a device or FIFO, written through. */
static char *
open_beside(struct diag *d, const char *path, int *fd)
{
	struct sbuf b = { 0 };
	struct stat st;
	mode_t mask;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		*fd = open(path, O_WRONLY | O_CLOEXEC);
		if (*fd < 0)
			diag_io(d, path, errno);
		return NULL;
	}
	sbuf_printf(&b, "%s.XXXXXX", path);
	*fd = mkstemp(b.p);
	if (*fd < 0)
		diag_io(d, path, errno);
	mask = umask(0);
	(void)umask(mask);
	(void)fchmod(*fd, 0666 & ~mask);
	return b.p;
}

static void
out_failed(void *arg, const char *reason)
{
	struct csvout *o = arg;

	undo.armed = 0;
	if (o->tmp != NULL) {
		(void)unlink(o->tmp);
		return;
	}
	if (!o->headed && o->n == 0 && o->path == NULL) {
		(void)!write(o->fd, "#qj-failed ", 11);
	} else {
		(void)!write(o->fd, o->buf, o->row);	/* whole rows only; the reason says it all */
		(void)!write(o->fd, "#qj-failed ", 11);
	}
	(void)!write(o->fd, reason, strlen(reason));
	(void)!write(o->fd, "\n", 1);
}

/* Writes a comma and v (0 to 999) at p[4]; returns the digits. */
static unsigned int
put_small(char *p, unsigned int v)
{
	unsigned int n = 0;

	*p++ = ',';
	if (v >= 100)
		p[n++] = (char)('0' + v / 100);
	if (v >= 10)
		p[n++] = (char)('0' + v / 10 % 10);
	p[n++] = (char)('0' + v % 10);
	return n;
}

struct csvout *
csvout_open(struct diag *d, const char *path, bool bom)
{
	struct csvout *o = mem_alloc(sizeof(*o));

	o->d = d;
	o->path = path != NULL && strcmp(path, "-") == 0 ? NULL : path;
	o->day = -1;
	for (unsigned int v = 0; v < 1000; v++)
		o->nsmall[v] = (uint8_t)(put_small(o->small[v], v) + 1);
	o->cap = FLUSH * 2;
	o->buf = mem_array(o->cap, 1);
	if (o->path == NULL)
		o->fd = STDOUT_FILENO;
	else
		o->tmp = open_beside(d, o->path, &o->fd);
	arm(d, o->tmp, true);
	d->on_fail = out_failed;
	d->on_fail_arg = o;
	if (bom) {
		memcpy(o->buf, "\xef\xbb\xbf", 3);
		o->n = 3;
	}
	return o;
}

void
csvout_grow(struct csvout *o, size_t n)
{
	o->buf = mem_grow(o->buf, &o->cap, o->n + n, 1);
}

static bool
needs_quotes(struct sv s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r')
			return true;
	}
	return false;
}

/* s between quotes at p[2 n + 2]; the bytes written. */
static size_t
put_quoted(char *const p, struct sv s)
{
	char *q = p;

	*q++ = '"';
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			*q++ = '"';
		*q++ = s.p[i];
	}
	*q++ = '"';
	return (size_t)(q - p);
}

void
csvout_cell(struct csvout *o, struct sv s)
{
	const bool quote = needs_quotes(s);
	char *p;

	csvout_empty(o);
	p = csvout_room(o, s.n * 2 + 2);
	if (quote)
		o->n += put_quoted(p, s);
	else {
		if (s.n > 0)
			memcpy(p, s.p, s.n);
		o->n += s.n;
	}
}

void
csvout_quote(struct sbuf *b, struct sv s)
{
	if (!needs_quotes(s)) {
		sbuf_put(b, s.p, s.n);
		return;
	}
	b->p = mem_grow(b->p, &b->cap, b->n + 2 * s.n + 3, 1);
	b->n += put_quoted(b->p + b->n, s);
	b->p[b->n] = '\0';
}

void
csvout_text(struct csvout *o, const char *s)
{
	csvout_cell(o, sv_of(s));
}

void
csvout_textf(struct csvout *o, const char *fmt, ...)
{
	struct sbuf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&b, fmt, ap);
	va_end(ap);
	csvout_cell(o, sbuf_sv(&b));
	sbuf_release(&b);
}

void
csvout_int_slow(struct csvout *o, long v)
{
	csvout_empty(o);
	o->n += dec_print(csvout_room(o, DEC_TEXT), dec_int(v));
}

void
csvout_dec(struct csvout *o, struct dec x)
{
	csvout_empty(o);
	o->n += dec_print(csvout_room(o, DEC_TEXT), x);
}

void
csvout_dec_short(struct csvout *o, struct dec x)
{
	csvout_empty(o);
	o->n += dec_print_short(csvout_room(o, DEC_TEXT), x);
}

void
csvout_time(struct csvout *o, struct civil t)
{
	const int64_t day = t.sec >= 0 ? t.sec / CIVIL_DAY : -1;
	const int64_t s = t.sec - day * CIVIL_DAY;
	char *p;

	csvout_empty(o);
	p = csvout_room(o, CIVIL_TEXT);
	if (day < 0 || t.date || s % 60 != 0) {
		o->n += civil_print(p, t);
		return;
	}
	if (day != o->day) {			/* rows of a day mostly come together */
		(void)civil_print(o->date, (struct civil){ day * CIVIL_DAY, true });
		o->day = day;
	}
	memcpy(p, o->date, 10);
	p[10] = ' ';
	p[11] = (char)('0' + s / 36000);
	p[12] = (char)('0' + s / 3600 % 10);
	p[13] = ':';
	p[14] = (char)('0' + s / 600 % 6);
	p[15] = (char)('0' + s / 60 % 10);
	o->n += 16;
}

void
csvout_row(struct csvout *o, const struct csvin *in)
{
	if (in->verbatim) {
		const size_t n = in->sep[in->ncol - 1] - in->row;

		csvout_empty(o);
		memcpy(csvout_room(o, n), in->base + in->row, n);
		o->n += n;
		return;
	}
	for (size_t c = 0; c < in->ncol; c++)
		csvout_cell(o, csvin_field(in, c));
}

void
csvout_header(struct csvout *o, const struct csvin *in)
{
	for (size_t c = 0; c < in->ncol; c++)
		csvout_text(o, in->name[c]);
}

void
csvout_end(struct csvout *o)
{
	/* A one-column empty row would be a blank line; readers count it as a row there. */
	*csvout_room(o, 1) = '\n';
	o->n++;
	o->last = o->row;
	o->row = o->n;
	o->begun = false;
	if (o->headed)
		o->nrow++;
	o->headed = true;
	if (o->n >= FLUSH) {
		const size_t k = o->last + 1;

		write_all(o->d, o->fd, o->path == NULL ? "stdout" : o->path, o->buf, k);
		memmove(o->buf, o->buf + k, o->n - k);
		o->n -= k;
		o->row = o->n;
		o->last = 0;
	}
}

void
csvout_own_head(struct csvout *o, const struct csvin *in, const char *name)
{
	for (size_t c = 0; in != NULL && c < in->ncol; c++) {
		if (strcmp(in->name[c], name) == 0)
			diag_refuse(o->d, &(struct place){ in->file, 1, name }, _("the input has a column '%s' already"), name);
	}
	csvout_text(o, name);
}

void
csvout_names(struct csvout *o, const char *const name[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		csvout_text(o, name[i]);
	csvout_end(o);
}

void
csvout_flush(struct csvout *o)
{
	write_all(o->d, o->fd, o->path == NULL ? "stdout" : o->path, o->buf, o->n);
	o->n = o->row = o->last = 0;
}

/* Gives the finished temporary file its name. */
static void
settle(struct diag *d, int fd, const char *path, char *tmp)
{
	if (tmp != NULL || path != NULL) {
		if (close(fd) != 0)
			diag_io(d, path, errno);
	}
	if (tmp != NULL) {
		if (rename(tmp, path) != 0) {
			const int err = errno;

			(void)unlink(tmp);
			diag_io(d, path, err);
		}
		free(tmp);
	}
	undo.armed = 0;
}

void
csvout_close(struct csvout *o)
{
	struct diag *d = o->d;

	write_all(d, o->fd, o->path == NULL ? "stdout" : o->path, o->buf, o->n);
	o->n = o->row = 0;
	settle(d, o->fd, o->path, o->tmp);
	d->on_fail = NULL;
	free(o->buf);
	free(o);
}

void
csvout_summary(const struct csvout *o, const struct csvin *in)
{
	struct sbuf b = { 0 };

	if (o->d->quiet)
		return;
	sbuf_printf(&b, _("%lu rows in, %lu out"), in->nrow + in->nwithheld, o->nrow);
	if (in->nwithheld > 0)
		sbuf_printf(&b, _("; %lu withheld (refused)"), in->nwithheld);
	if (in->nblank > 0)
		sbuf_printf(&b, _("; %lu blank lines skipped"), in->nblank);
	if (in->ncut > 0)
		sbuf_printf(&b, _("; %lu numbers of over 18 digits rounded"), in->ncut);
	diag_note(o->d, "%s", b.p);
	sbuf_release(&b);
}

static void
outfile_failed(void *arg, const char *reason)
{
	struct outfile *o = arg;

	(void)reason;
	undo.armed = 0;
	if (o->tmp != NULL)
		(void)unlink(o->tmp);
}

void
outfile_open(struct outfile *o, struct diag *d, const char *path, bool binary)
{
	*o = (struct outfile){ .d = d, .path = path != NULL && strcmp(path, "-") == 0 ? NULL : path };
	if (o->path == NULL) {
		if (binary && isatty(STDOUT_FILENO))
			diag_usage(d, _("a binary result is not written to a terminal; use -o FILE"));
		o->fd = STDOUT_FILENO;
	} else
		o->tmp = open_beside(d, o->path, &o->fd);
	arm(d, o->tmp, false);
	d->on_fail = outfile_failed;
	d->on_fail_arg = o;
}

void
outfile_write(struct outfile *o, const void *p, size_t n)
{
	write_all(o->d, o->fd, o->path == NULL ? "stdout" : o->path, p, n);
}

void
outfile_commit(struct outfile *o)
{
	settle(o->d, o->fd, o->path, o->tmp);
	o->tmp = NULL;
	o->d->on_fail = NULL;
}

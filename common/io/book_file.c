#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "book_own.h"
#include "mem.h"

#define NAME_MAX_CHARS	31		/* of a sheet's name */
#define PROPERTY_MAX	255		/* characters of a property's value */

void
book_check(struct book *b, lxw_error e)
{
	if (e != LXW_NO_ERROR)
		diag_broken(b->d, "%s: %s", b->out.path == NULL ? "stdout" : b->out.path, lxw_strerror(e));
}

char *
book_text(struct sv a)
{
	return mem_ndup(a.p == NULL ? "" : a.p, a.n);
}

static size_t
characters(struct sv a)
{
	size_t n = 0, len;

	for (size_t i = 0; i < a.n; i += len) {
		(void)utf8_next(a.p + i, a.n - i, &len);
		n++;
	}
	return n;
}

/* Properties that the format has a field for. */
static char **
field_of(lxw_doc_properties *p, const char *key)
{
	const struct {
		const char	 *key;
		char		**field;
	} fields[] = {
		{ "title", &p->title }, { "subject", &p->subject }, { "author", &p->author },
		{ "manager", &p->manager }, { "company", &p->company }, { "category", &p->category },
		{ "keywords", &p->keywords }, { "comments", &p->comments }, { "status", &p->status },
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (strcmp(fields[i].key, key) == 0)
			return fields[i].field;
	}
	return NULL;
}

static void
set_properties(struct book *b, const struct book_info *info)
{
	lxw_doc_properties p = { .created = info->created };
	char *copy[16] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < info->nproperty; i++) {
		const struct book_pair *k = &info->property[i];
		char **field = field_of(&p, k->key);

		if (characters(sv_of(k->value)) > PROPERTY_MAX || characters(sv_of(k->key)) > PROPERTY_MAX)
			diag_refuse(b->d, NULL, _("property '%s' is longer than %d characters"), k->key, PROPERTY_MAX);
		if (field == NULL)
			book_check(b, workbook_set_custom_property_string(b->wb, k->key, k->value));
		else if (*field == NULL && n < sizeof(copy) / sizeof(copy[0]))
			*field = copy[n++] = mem_dup(k->value);
	}
	book_check(b, workbook_set_properties(b->wb, &p));
	for (size_t i = 0; i < n; i++)
		free(copy[i]);
}

static lxw_format *
level_format(lxw_workbook *wb, const struct book_level *l)
{
	lxw_format *f = workbook_add_format(wb);

	format_set_bg_color(f, book_rgb(l->fill));
	format_set_font_color(f, book_rgb(l->ink));
	return f;
}

/*
 * The file the library writes: the temporary one beside the result, or for a pipe or device one in
 * memory, reached by its descriptor's name, so that nothing is left behind whatever happens.
 */
static void
name_file(struct book *b)
{
	b->memory = -1;
	if (b->out.tmp != NULL) {
		sbuf_puts(&b->file, b->out.tmp);
		return;
	}
	b->memory = memfd_create("workbook", MFD_CLOEXEC);
	if (b->memory < 0)
		diag_io(b->d, "memfd", errno);
	sbuf_printf(&b->file, "/proc/self/fd/%d", b->memory);
}

struct book *
book_open(struct diag *d, const char *path, const struct book_info *info)
{
	struct book *b = mem_alloc(sizeof(*b));
	lxw_workbook_options opt = { .constant_memory = info->stream, .tmpdir = NULL, .use_zip64 = LXW_FALSE };

	b->d = d;
	outfile_open(&b->out, d, path, true);
	name_file(b);
	b->wb = workbook_new_opt(b->file.p, &opt);
	if (b->wb == NULL)
		book_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
	memcpy(b->level, info->level, sizeof(b->level));
	memcpy(b->class, info->class, sizeof(b->class));
	for (size_t i = 0; i < BOOK_LEVELS; i++) {
		b->level_format[i] = level_format(b->wb, &b->level[i]);
		b->class_format[i] = level_format(b->wb, &b->class[i]);
	}
	set_properties(b, info);
	return b;
}

lxw_format *
book_look(struct book *b, const struct book_look *k)
{
	struct sbuf key = { 0 };
	const size_t before = b->looks.n;
	lxw_format *f;
	size_t i;

	sbuf_printf(&key, "%s|%x|%x|%c|%d%d%d%d%d|%g", k->format == NULL ? "" : k->format, (unsigned int)k->fill,
	    (unsigned int)k->ink, k->align, k->bold, k->wrap, k->border, k->link,
	    k->indent, k->size);
	i = map_put(&b->looks, sbuf_sv(&key));
	sbuf_release(&key);
	if (i < before)
		return b->format[i];
	f = workbook_add_format(b->wb);
	format_set_font_name(f, BOOK_FONT);
	format_set_font_charset(f, BOOK_CHARSET);
	format_set_font_size(f, k->size > 0 ? k->size : BOOK_SIZE);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	format_set_align(f, k->align == 'r' ? LXW_ALIGN_RIGHT : k->align == 'c' ? LXW_ALIGN_CENTER : LXW_ALIGN_LEFT);
	if (k->format != NULL)
		format_set_num_format(f, k->format);
	if (k->fill != BOOK_NO_COLOUR)
		format_set_bg_color(f, book_rgb(k->fill));
	if (k->ink != BOOK_NO_COLOUR)
		format_set_font_color(f, book_rgb(k->ink));
	if (k->bold)
		format_set_bold(f);
	if (k->wrap)
		format_set_text_wrap(f);
	if (k->border) {
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, BOOK_BORDER);
	}
	if (k->indent && k->align != 'c')
		format_set_indent(f, 1);
	if (k->link)
		format_set_underline(f, LXW_UNDERLINE_SINGLE);
	b->format = mem_grow(b->format, &b->formatcap, i + 1, sizeof(*b->format));
	return b->format[i] = f;
}

static void
check_name(struct book *b, const char *name)
{
	const struct sv a = sv_of(name);

	if (a.n == 0)
		diag_refuse(b->d, NULL, _("a sheet has no name"));
	if (characters(a) > NAME_MAX_CHARS)
		diag_refuse(b->d, NULL, _("sheet '%s': the name is longer than %d characters"), name, NAME_MAX_CHARS);
	if (strpbrk(name, "[]:*?/\\") != NULL || a.p[0] == '\'' || a.p[a.n - 1] == '\'')
		diag_refuse(b->d, NULL, _("sheet '%s': the name has a sign that Excel refuses ([ ] : * ? / \\ or ' at "
		    "an end)"), name);
	if (workbook_validate_sheet_name(b->wb, name) != LXW_NO_ERROR)
		diag_refuse(b->d, NULL, _("sheet '%s': there is one of that name"), name);
}

struct book_tab *
book_new_tab(struct book *b, const char *name)
{
	struct book_tab *t;

	check_name(b, name);
	b->tab = mem_grow(b->tab, &b->tabcap, b->ntab + 1, sizeof(*b->tab));
	t = &b->tab[b->ntab++];
	*t = (struct book_tab){ .ws = workbook_add_worksheet(b->wb, name), .name = mem_dup(name), .first = 1 };
	if (t->ws == NULL)
		book_check(b, LXW_ERROR_PARAMETER_VALIDATION);
	return t;
}

struct book_tab *
book_find_tab(struct book *b, const char *name)
{
	for (size_t i = 0; i < b->ntab; i++) {
		if (strcmp(b->tab[i].name, name) == 0)
			return &b->tab[i];
	}
	return NULL;
}

/* Gives the finished file to a pipe or device. */
static void
copy_out(struct book *b)
{
	char buf[1 << 16];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(b->memory, buf, sizeof(buf), at)) != 0) {
		if (n < 0)
			diag_io(b->d, b->file.p, errno);
		outfile_write(&b->out, buf, (size_t)n);
		at += n;
	}
	(void)close(b->memory);
}

static void
release(struct book *b)
{
	for (size_t i = 0; i < b->ntab; i++) {
		free(b->tab[i].name);
		free(b->tab[i].caption);
		for (size_t c = 0; c < b->tab[i].columns.n && b->tab[i].head != NULL; c++)
			free(b->tab[i].head[c].text);
		free(b->tab[i].head);
		map_release(&b->tab[i].columns);
	}
	map_release(&b->looks);
	free(b->format);
	free(b->tab);
	free(b->notes_name);
	sbuf_release(&b->file);
	free(b);
}

/* The library prints its errors itself; ours are one line, so it is not heard meanwhile. */
static lxw_error
close_quietly(struct book *b)
{
	const int err = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3), null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	lxw_error e;
	int why;

	(void)fflush(stderr);
	if (err >= 0 && null >= 0)
		(void)dup2(null, STDERR_FILENO);
	errno = 0;
	e = workbook_close(b->wb);
	why = errno;
	(void)fflush(stderr);
	if (err >= 0) {
		(void)dup2(err, STDERR_FILENO);
		(void)close(err);
	}
	if (null >= 0)
		(void)close(null);
	errno = why;
	return e;
}

void
book_close(struct book *b)
{
	lxw_error e;

	if (b->notes != NULL)
		book_finish_notes(b);
	e = close_quietly(b);
	if (e != LXW_NO_ERROR && errno != 0)
		diag_io(b->d, b->out.path == NULL ? "stdout" : b->out.path, errno);
	book_check(b, e);
	if (!book_verify(b->file.p))
		diag_broken(b->d, _("%s: the workbook was not written whole (is a disk full?)"),
		    b->out.path == NULL ? "stdout" : b->out.path);
	if (b->memory >= 0)
		copy_out(b);
	outfile_commit(&b->out);
	release(b);
}

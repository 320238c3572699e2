#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bytes.h"
#include "encoding.h"
#include "mem.h"
#include "split.h"

#define BLOCK		((size_t)128 << 10)	/* bytes of one read */
#define HALF		((size_t)32 << 10)	/* of one read that is converted: at most 3 bytes of UTF-8 for one */

static char **
copy_list(char *const files[])
{
	char **list;
	size_t n = 0;

	while (files[n] != NULL)
		n++;
	list = mem_array(n + 2, sizeof(*list));
	for (size_t i = 0; i < n; i++)
		list[i] = mem_dup(files[i]);
	return list;
}

void
bytes_init(struct bytes *s, struct diag *d, char *const files[], const char *encoding)
{
	*s = (struct bytes){ .d = d, .files = copy_list(files), .fd = -1, .encoding = encoding };
	s->buf = mem_grow(NULL, &s->cap, BLOCK + SPLIT_PAD, 1);
}

void
bytes_shut(struct bytes *s)
{
	if (s->fd > STDIN_FILENO)
		(void)close(s->fd);
	s->fd = -1;
}

void
bytes_release(struct bytes *s)
{
	bytes_shut(s);
	for (char **f = s->files; *f != NULL; f++)
		free(*f);
	free(s->files);
	free(s->buf);
	free(s->raw);
	if (s->conv != NULL)
		(void)iconv_close(s->conv);
	gb_free(s->gb);
}

bool
bytes_is_regular(const char *file)
{
	struct stat st;

	return strcmp(file, "-") != 0 && stat(file, &st) == 0 && S_ISREG(st.st_mode);
}

void
bytes_open(struct bytes *s)
{
	const char *f = s->files[s->ifile];

	s->name = f == NULL || strcmp(f, "-") == 0 ? "stdin" : f;
	s->fd = f == NULL || strcmp(f, "-") == 0 ? STDIN_FILENO : open(f, O_RDONLY | O_CLOEXEC);
	if (s->fd < 0)
		diag_io(s->d, s->name, errno);
	s->from = s->to = s->nraw = 0;
	s->eof = s->raw_end = s->decided = false;
	s->line = 1;
}

static ssize_t
read_bytes(struct bytes *s, char *p, size_t cap)
{
	const bool last = s->files[s->ifile] == NULL || s->files[s->ifile + 1] == NULL;
	ssize_t n;

	do
		n = s->follow == NULL ? read(s->fd, p, cap) : follow_read(s->follow, s->fd, s->files[s->ifile], last, p, cap);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		diag_io(s->d, s->name, errno);
	return n;
}

/* What bytes_peek has read, for a file that is not converted after all. */
static ssize_t
take_raw(struct bytes *s)
{
	const size_t n = s->nraw;

	memcpy(s->buf + s->to, s->raw, n);
	s->nraw = 0;
	return (ssize_t)n;
}

/* The first bytes of the open file as they stand, not converted; they are given out all the same. */
struct sv
bytes_peek(struct bytes *s)
{
	if (s->raw == NULL)
		s->raw = mem_array(HALF + 16, 1);
	while (!s->raw_end && s->nraw < HALF) {
		const size_t n = (size_t)read_bytes(s, s->raw + s->nraw, HALF - s->nraw);

		s->nraw += n;
		s->raw_end = n == 0;
	}
	return (struct sv){ s->raw, s->nraw };
}

/* Decides on the encoding of the open file by its first bytes, in raw. */
static void
choose_encoding(struct bytes *s)
{
	const char *name = s->encoding;
	const bool told = strcmp(name, "auto") != 0;
	size_t bom;
	const char *guess = encoding_guess(bytes_peek(s), s->raw_end, &bom);

	if (!told)
		name = guess;
	if (name == NULL)
		diag_refuse(s->d, &(struct place){ s->name, 0, NULL },
		    _("the bytes are not UTF-8, and not surely GB18030; name the encoding with --encoding"));
	if (!told || (guess != NULL && strcmp(name, guess) == 0)) {
		s->nraw -= bom;
		memmove(s->raw, s->raw + bom, s->nraw);
	}
	s->chosen = name;
	s->decided = true;
	s->converting = strcmp(name, "utf-8") != 0;
	if (s->conv != NULL)
		(void)iconv_close(s->conv);
	s->conv = NULL;
	gb_free(s->gb);
	s->gb = strcmp(name, "gb18030") == 0 ? gb_new() : NULL;
	if (s->converting) {
		s->conv = iconv_open("UTF-8", name);
		if (s->conv == (iconv_t)-1) {
			s->conv = NULL;
			diag_broken(s->d, _("encoding '%s' is not known to this system"), name);
		}
	}
}

/* Reads and converts; bytes that are not of the encoding are refused. */
static ssize_t
read_converted(struct bytes *s)
{
	for (;;) {
		char *p, *q = s->buf + s->to;
		size_t left, room = s->cap - s->to - SPLIT_PAD - 1;

		if (!s->decided)
			choose_encoding(s);
		else if (!s->raw_end) {
			const size_t n = (size_t)read_bytes(s, s->raw + s->nraw, HALF - s->nraw);

			s->nraw += n;
			s->raw_end = n == 0;
		}
		p = s->raw;
		left = s->nraw;
		if (!s->converting) {
			memcpy(q, p, left);
			s->nraw = 0;
			return (ssize_t)left;
		}
		if ((s->gb != NULL ? gb_convert(s->gb, s->conv, &p, &left, &q, &room) : iconv(s->conv, &p, &left, &q, &room)) == (size_t)-1 && (errno == EILSEQ || (errno == EINVAL && s->raw_end)))
			diag_refuse(s->d, &(struct place){ s->name, s->line, NULL },
			    _("bytes that are not %s; name the encoding with --encoding"), s->chosen);
		memmove(s->raw, p, left);
		s->nraw = left;
		if (q != s->buf + s->to || s->raw_end)	/* else only a part of a character so far */
			return q - (s->buf + s->to);
	}
}

/* A row that a replaced or cut file broke off is no row: it stands whole in what follows, or nowhere. */
static void
drop_torn(struct bytes *s)
{
	const char *lf = s->to == 0 ? NULL : memrchr(s->buf, '\n', s->to);
	const size_t whole = lf == NULL ? 0 : (size_t)(lf - s->buf) + 1;

	if (whole < s->to)
		diag_warn(s->d, _("%s: the last row of the file before it was replaced or cut is not whole; left out"), s->name);
	s->to = whole;
}

void
bytes_front(struct bytes *s)
{
	if (s->from == 0)
		return;
	memmove(s->buf, s->buf + s->from, s->to - s->from);
	s->to -= s->from;
	s->from = 0;
	memset(s->buf + s->to, 0, SPLIT_PAD);
}

bool
bytes_fill(struct bytes *s)
{
	size_t room;
	ssize_t n;

	bytes_front(s);
	if (s->eof)
		return s->to > 0;
	if (s->to > BYTES_MAX)
		diag_refuse(s->d, &(struct place){ s->name, s->line, NULL }, _("row of over 16 MiB"));
	s->buf = mem_grow(s->buf, &s->cap, s->to + 3 * HALF + SPLIT_PAD + 1, 1);
	room = s->cap - s->to - SPLIT_PAD - 1;
	n = s->encoding != NULL ? read_converted(s) : s->nraw > 0 ? take_raw(s) :
	    read_bytes(s, s->buf + s->to, room < BLOCK ? room : BLOCK);
	s->to += (size_t)n;
	progress_bytes(&s->progress, s->d, (size_t)n);
	if (n == 0) {
		s->eof = true;
		if (s->follow != NULL && s->follow->again)
			drop_torn(s);
		if (s->to > 0 && s->buf[s->to - 1] != '\n' && s->buf[s->to - 1] != '\r')
			s->buf[s->to++] = '\n';
	}
	memset(s->buf + s->to, 0, SPLIT_PAD);
	return s->to > 0;
}

bool
bytes_line(struct bytes *s, struct sv *line)
{
	for (size_t seen = 0;;) {
		const char *const p = s->buf + s->from;
		const size_t n = s->to - s->from;
		const char *lf = n > seen ? memchr(p + seen, '\n', n - seen) : NULL;
		const size_t end = lf == NULL ? n : (size_t)(lf - p);
		const char *cr = end > seen ? memchr(p + seen, '\r', end - seen) : NULL;

		if (cr != NULL && (cr + 1 < p + n || s->eof)) {
			*line = (struct sv){ p, (size_t)(cr - p) + 1 + (cr + 1 < p + n && cr[1] == '\n') };
			return true;
		}
		if (lf != NULL) {
			*line = (struct sv){ p, end + 1 };
			return true;
		}
		seen = n > 0 ? n - 1 : 0;
		if (s->eof || (!bytes_fill(s) && s->eof && s->to == s->from))
			return false;
	}
}

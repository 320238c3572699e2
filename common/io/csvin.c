#include <csv.h>
#include <stdlib.h>

#include "bytes.h"
#include "csvin.h"
#include "mem.h"
#include "split.h"

#define FAILED		"#qj-failed"

/* Why the current block can't go through the splitter alone. */
enum path { PATH_FAST, PATH_LIBCSV };

struct csvin_src {
	struct bytes	 b;
	size_t		 end;		/* whole rows of the index end here */
	/* index of buf[..end) */
	struct split	 ix;
	size_t		 ixcap;
	size_t		 irow;
	enum path	 path;
	bool		 cr;
	/* rows that are put together: libcsv, -k, other column order */
	struct csv_parser csv;
	bool		 row_done;
	char		*text;
	size_t		 ntext, textcap;
	uint32_t	*tsep;
	size_t		 ntsep, tsepcap;
	/* rows put into the table's column order */
	size_t		 fcol;		/* columns of this file */
	int		*map;		/* table column -> file column, -1 none; NULL: the same */
	char		*ptext;
	size_t		 ptextcap;
	uint32_t	*psep;
	struct sbuf	 flagged[2];	/* rows with a flag added */
	struct sbuf	 quoted;		/* a field, for messages */
	uint32_t	*fsep[2];
	bool		 comments;	/* lines that begin with # may stand before the header */
};

static void
start_row(struct csvin_src *s)
{
	s->ntext = s->ntsep = 0;
}

static void
put_field(struct csvin_src *s, const char *p, size_t n)
{
	s->text = mem_grow(s->text, &s->textcap, s->ntext + n + 2 + SPLIT_PAD, 1);
	s->tsep = mem_grow(s->tsep, &s->tsepcap, s->ntsep + 1, sizeof(*s->tsep));
	if (n > 0)
		memcpy(s->text + s->ntext, p, n);
	s->ntext += n;
	s->tsep[s->ntsep++] = (uint32_t)s->ntext;
	s->text[s->ntext++] = '\0';
}

static void
on_field(void *p, size_t n, void *arg)
{
	put_field(arg, p == NULL ? "" : p, n);
}

static void
on_row(int c, void *arg)
{
	(void)c;
	((struct csvin_src *)arg)->row_done = true;
}

/* Blanks are data, so libcsv is told that nothing is a space. */
static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static _Noreturn void
refuse(const struct csvin *in, unsigned long line, const char *msg)
{
	diag_refuse(in->d, &(struct place){ in->src->b.name, line, NULL }, "%s", msg);
}

static void
open_next(struct csvin *in)
{
	struct csvin_src *s = in->src;

	bytes_open(&s->b);
	s->end = 0;
	s->ix.nrow = s->irow = 0;
	in->file = s->b.name;
}

/* Indexes the whole rows in the buffer, reading until there is one; false at the end of the file. */
static bool
index_rows(struct csvin *in)
{
	struct csvin_src *s = in->src;

	for (;;) {
		const char *lf;

		/* Rows that came with the header are not kept back until more is there to read. */
		if (s->b.to > s->b.from && memchr(s->b.buf + s->b.from, '\n', s->b.to - s->b.from) != NULL)
			bytes_front(&s->b);
		else if (!bytes_fill(&s->b))
			return false;
		lf = memrchr(s->b.buf, '\n', s->b.to);
		if (lf != NULL || s->b.eof) {
			s->end = lf != NULL ? (size_t)(lf - s->b.buf) + 1 : s->b.to;
			break;
		}
		if (memchr(s->b.buf, '\r', s->b.to > 0 ? s->b.to - 1 : 0) != NULL) {	/* lines ended by CR alone */
			s->end = s->b.to;
			break;
		}
	}
	if (s->ixcap < s->end + SPLIT_PAD) {
		s->ixcap = s->b.cap;
		free(s->ix.sep);
		free(s->ix.row);
		s->ix.sep = mem_array(s->ixcap, sizeof(*s->ix.sep));
		s->ix.row = mem_array(s->ixcap, sizeof(*s->ix.row));
	}
	s->irow = 0;
	split_block(s->b.buf, s->end, &s->ix);
	/* Only the first row can be that long: the others came with the last block. */
	if (s->end > BYTES_MAX && (s->ix.nrow == 0 || s->ix.sep[s->ix.row[0] - 1] > BYTES_MAX))
		refuse(in, s->b.line, _("row of over 16 MiB"));
	s->cr = (s->ix.seen & SPLIT_CR) != 0;
	s->path = PATH_FAST;
	if ((s->ix.seen & (SPLIT_QUOTE | SPLIT_NUL)) != 0 || (s->cr && !split_crlf_only(s->b.buf, s->end)) ||
	    ((s->ix.seen & SPLIT_HIGH) != 0 && utf8_valid((struct sv){ s->b.buf, s->end }) != s->end))
		s->path = PATH_LIBCSV;
	return true;
}

/* Checks the fields of a row that did not go the fast path. */
static bool
check_text(struct csvin *in, unsigned long line)
{
	struct csvin_src *s = in->src;
	uint32_t from = 0;

	for (size_t c = 0; c < s->ntsep; c++) {
		const struct sv f = { s->text + from, s->tsep[c] - from };
		struct place at = { s->b.name, line, in->name != NULL && c < s->fcol && s->map == NULL ? in->name[c] : NULL };
		struct sbuf q = { 0 };
		bool ok = true;

		if (memchr(f.p, '\0', f.n) != NULL) {
			str_quote(&q, f);
			ok = diag_cell(in->d, &at, f, "nul", _("NUL byte in '%s'"), q.p);
		} else if (utf8_valid(f) != f.n) {
			str_quote(&q, f);
			ok = diag_cell(in->d, &at, f, "utf8", _("'%s' is not UTF-8"), q.p);
		}
		sbuf_release(&q);
		if (!ok)
			return false;
		from = s->tsep[c] + 1;
	}
	return true;
}

/* One row through libcsv, fed a physical line at a time so that the row knows its line. */
static bool
libcsv_row(struct csvin *in, unsigned long *line)
{
	struct csvin_src *s = in->src;
	struct sv l;
	bool any = false;

	start_row(s);
	s->row_done = false;
	*line = s->b.line;
	while (!s->row_done) {
		if (!bytes_line(&s->b, &l)) {
			if (any)
				refuse(in, *line, _("a quote that is opened here is never closed"));
			return false;
		}
		if (!any && (l.p[0] == '\n' || l.p[0] == '\r')) {
			s->b.from += l.n;
			s->b.line++;
			put_field(s, "", 0);
			return true;
		}
		any = true;
		if (s->ntext > BYTES_MAX)
			refuse(in, *line, _("row of over 16 MiB"));
		if (csv_parse(&s->csv, l.p, l.n, on_field, on_row, s) != l.n)
			refuse(in, s->b.line, _("a quote stands where none may be (a quote inside quotes is doubled)"));
		s->b.from += l.n;
		s->b.line++;
	}
	return true;
}

static void
begin_libcsv(struct csvin *in)
{
	struct csvin_src *s = in->src;

	csv_free(&s->csv);
	if (csv_init(&s->csv, CSV_STRICT | CSV_STRICT_FINI) != 0)
		diag_broken(in->d, "libcsv");
	csv_set_space_func(&s->csv, no_space);
}

static _Noreturn void
pass_failure(const struct csvin *in, struct sv l)
{
	struct sbuf b = { 0 };

	while (l.n > 0 && (l.p[l.n - 1] == '\n' || l.p[l.n - 1] == '\r'))
		l.n--;
	l = sv_trim((struct sv){ l.p + sizeof(FAILED) - 1, l.n - (sizeof(FAILED) - 1) });
	sbuf_put(&b, l.p, l.n);
	diag_upstream(in->d, b.p);
}

static bool
is_failure(struct sv l)
{
	return l.n >= sizeof(FAILED) - 1 && memcmp(l.p, FAILED, sizeof(FAILED) - 1) == 0;
}

/* A row of n fields where the file has others: a failure's last line, a blank line, or ragged. */
static bool
odd_row(struct csvin *in, struct sv first, size_t n, unsigned long line)
{
	struct csvin_src *s = in->src;
	const struct sv next = { s->b.buf + s->b.from, s->b.to - s->b.from };

	if (n == 1 && first.n == 0) {
		in->nblank++;
		return false;
	}
	if (is_failure(next)) {			/* cut off by what killed the command before us */
		const char *lf = memchr(next.p, '\n', next.n);

		pass_failure(in, (struct sv){ next.p, lf != NULL ? (size_t)(lf - next.p) : next.n });
	}
	in->nwithheld++;
	return diag_cell(in->d, &(struct place){ s->b.name, line, NULL }, first, "ragged",
	    ngettext("row has %zu field, the header has %zu", "row has %zu fields, the header has %zu", n), n,
	    s->fcol);
}

/* The next row as it stands in its file: base, row, sep; false at the end of the file. */
static bool
raw_row(struct csvin *in)
{
	struct csvin_src *s = in->src;

	for (;;) {
		unsigned long line;

		if (s->irow < s->ix.nrow && s->path == PATH_FAST) {
			const uint32_t lo = s->irow == 0 ? 0 : s->ix.row[s->irow - 1], hi = s->ix.row[s->irow];
			const uint32_t from = lo == 0 ? 0 : (uint32_t)s->b.from;
			const uint32_t lf = s->ix.sep[hi - 1];

			s->irow++;
			s->b.from = lf + 1;
			line = s->b.line++;
			if (s->cr && lf > from && s->b.buf[lf - 1] == '\r')
				s->ix.sep[hi - 1]--;
			if (hi - lo != s->fcol || s->b.buf[from] == '#') {
				const struct sv first = { s->b.buf + from, s->ix.sep[lo] - from };

				if (is_failure(first))		/* its words may hold commas */
					pass_failure(in, (struct sv){ first.p, s->ix.sep[hi - 1] - from });
				else if (hi - lo != s->fcol) {
					(void)odd_row(in, first, hi - lo, line);
					continue;
				}
			}
			in->base = s->b.buf;
			in->row = from;
			in->sep = s->ix.sep + lo;
			in->line = line;
			in->verbatim = true;
			return true;
		}
		if (s->path == PATH_FAST || s->b.from >= s->end) {
			if (!index_rows(in))
				return false;
			if (s->path == PATH_LIBCSV)
				begin_libcsv(in);
			else
				continue;
		}
		if (!libcsv_row(in, &line))
			return false;
		if (!check_text(in, line)) {
			in->nwithheld++;
			continue;
		}
		if (is_failure((struct sv){ s->text, s->tsep[0] })) {
			for (size_t c = 0; c + 1 < s->ntsep; c++)
				s->text[s->tsep[c]] = ',';
			pass_failure(in, (struct sv){ s->text, s->tsep[s->ntsep - 1] });
		}
		if (s->ntsep != s->fcol) {
			(void)odd_row(in, (struct sv){ s->text, s->tsep[0] }, s->ntsep, line);
			continue;
		}
		in->base = s->text;
		in->row = 0;
		in->sep = s->tsep;
		in->line = line;
		in->verbatim = false;
		return true;
	}
}

/* The header row of the open file, as names in order; NULL-free copies owned by the caller. */
static char **
read_header(struct csvin *in, size_t *n)
{
	struct csvin_src *s = in->src;
	unsigned long line;
	char **name;
	uint32_t from = 0;
	struct sv l;

	begin_libcsv(in);
	s->fcol = 0;
	(void)bytes_fill(&s->b);
	while (s->b.to - s->b.from < 3 && !s->b.eof)
		(void)bytes_fill(&s->b);
	if (s->b.to - s->b.from >= 3 && memcmp(s->b.buf + s->b.from, "\xef\xbb\xbf", 3) == 0)
		s->b.from += 3;
	while (bytes_line(&s->b, &l) && s->comments && l.p[0] == '#') {
		s->b.from += l.n;
		s->b.line++;
	}
	if (!bytes_line(&s->b, &l))
		refuse(in, 0, _("empty: not even a header row"));
	if (is_failure(l))
		pass_failure(in, l);
	if (!libcsv_row(in, &line))
		refuse(in, 0, _("empty: not even a header row"));
	if (in->d->keep_going) {		/* a bad header can't be gone on from */
		in->d->keep_going = false;
		(void)check_text(in, line);
		in->d->keep_going = true;
	} else
		(void)check_text(in, line);
	*n = s->ntsep;
	name = mem_array(*n, sizeof(*name));
	for (size_t c = 0; c < *n; c++) {
		const struct sv f = sv_trim((struct sv){ s->text + from, s->tsep[c] - from });

		if (f.n == 0)
			diag_refuse(in->d, &(struct place){ s->b.name, line, NULL }, _("column %zu has no name"), c + 1);
		name[c] = mem_ndup(f.p, f.n);
		for (size_t k = 0; k < c; k++) {
			if (strcmp(name[k], name[c]) == 0)
				diag_refuse(in->d, &(struct place){ s->b.name, line, NULL },
				    _("column name '%s' occurs twice"), name[c]);
		}
		from = s->tsep[c] + 1;
	}
	s->fcol = *n;
	s->path = PATH_FAST;			/* the rest of the buffer is indexed anew */
	s->ix.nrow = s->irow = 0;
	s->end = s->b.from;
	return name;
}

static int
find_name(char *const *name, size_t n, const char *want)
{
	for (size_t c = 0; c < n; c++) {
		if (strcmp(name[c], want) == 0)
			return (int)c;
	}
	return -1;
}

static void
free_names(char **name, size_t n)
{
	for (size_t c = 0; c < n; c++)
		free(name[c]);
	free(name);
}

/* Sets how this file's columns lie in the table; NULL map where they are the same. */
static void
bind_file(struct csvin *in, char *const *name, size_t n)
{
	struct csvin_src *s = in->src;
	bool same = n == in->ncol;

	free(s->map);
	s->map = mem_array(in->ncol, sizeof(*s->map));
	for (size_t c = 0; c < in->ncol; c++) {
		s->map[c] = find_name(name, n, in->name[c]);
		same = same && s->map[c] == (int)c;
	}
	for (size_t c = 0; c < n; c++) {
		if (find_name(in->name, in->ncol, name[c]) < 0)
			diag_refuse(in->d, &(struct place){ s->b.name, 1, NULL },
			    _("column '%s' is not in the first file's header, and a stream can't be looked at ahead"), name[c]);
	}
	if (same) {
		free(s->map);
		s->map = NULL;
	}
}

static void
add_column(struct csvin *in, size_t *cap, const char *name)
{
	in->name = mem_grow(in->name, cap, in->ncol + 1, sizeof(*in->name));
	in->name[in->ncol++] = mem_dup(name);
}

/*
 * The columns of several files: the first one's, then what later regular files add.  A later pipe
 * can't be looked at before its turn; it must bring no new column.
 */
static void
gather_columns(struct csvin *in)
{
	struct csvin_src *s = in->src;
	size_t cap = 0, n;

	for (s->b.ifile = 0; s->b.files[s->b.ifile] != NULL; s->b.ifile++) {
		char **name;

		if (!bytes_is_regular(s->b.files[s->b.ifile]))
			continue;
		open_next(in);
		name = read_header(in, &n);
		for (size_t c = 0; c < n; c++) {
			if (find_name(in->name, in->ncol, name[c]) < 0)
				add_column(in, &cap, name[c]);
		}
		free_names(name, n);
		bytes_shut(&s->b);
	}
	s->b.ifile = 0;
}

static struct csvin *
open_all(struct diag *d, char *const files[], bool comments, struct follow *follow)
{
	struct csvin *in = mem_alloc(sizeof(*in));
	struct csvin_src *s = mem_alloc(sizeof(*s));
	char **name;
	size_t n, cap = 0;

	in->d = d;
	in->src = s;
	bytes_init(&s->b, d, files, NULL);
	s->comments = comments;
	s->b.follow = follow;
	/* Headers ahead need the first file twice, so it must be one that can be read twice. */
	if (files[0] != NULL && files[1] != NULL && bytes_is_regular(files[0]))
		gather_columns(in);
	open_next(in);
	name = read_header(in, &n);
	for (size_t c = 0; in->ncol < n && c < n; c++)
		add_column(in, &cap, name[c]);
	if (d->keep_going && find_name(in->name, in->ncol, "flags") < 0)
		add_column(in, &cap, "flags");
	bind_file(in, name, n);
	free_names(name, n);
	s->psep = mem_array(in->ncol, sizeof(*s->psep));
	s->fsep[0] = mem_array(in->ncol, sizeof(*s->fsep[0]));
	s->fsep[1] = mem_array(in->ncol, sizeof(*s->fsep[1]));
	in->flags_col = csvin_column(in, "flags");
	return in;
}

struct csvin *
csvin_open(struct diag *d, char *const files[])
{
	return open_all(d, files, false, NULL);
}

struct csvin *
csvin_open_stream(struct diag *d, char *const files[], struct follow *f)
{
	return open_all(d, files, false, f);
}

static struct csvin *
open_one(struct diag *d, const char *file, bool comments)
{
	char *name = mem_dup(file), *list[2] = { name, NULL };
	struct csvin *in = open_all(d, list, comments, NULL);

	free(name);
	return in;
}

struct csvin *
csvin_open_one(struct diag *d, const char *file)
{
	return open_one(d, file, false);
}

struct csvin *
csvin_open_table(struct diag *d, const char *file)
{
	return open_one(d, file, true);
}

/* The row in the table's column order, put together in ptext. */
static void
permute(struct csvin *in)
{
	struct csvin_src *s = in->src;
	size_t n = 0;

	for (size_t c = 0; c < in->ncol; c++) {
		const struct sv f = s->map[c] < 0 ? (struct sv){ "", 0 } : csvin_field(in, (size_t)s->map[c]);

		s->ptext = mem_grow(s->ptext, &s->ptextcap, n + f.n + 1 + SPLIT_PAD, 1);
		if (f.n > 0)
			memcpy(s->ptext + n, f.p, f.n);
		n += f.n;
		s->psep[c] = (uint32_t)n;
		s->ptext[n++] = '\0';
	}
	in->base = s->ptext;
	in->row = 0;
	in->sep = s->psep;
	in->verbatim = false;
}

bool
csvin_next(struct csvin *in)
{
	struct csvin_src *s = in->src;

	while (!raw_row(in)) {
		char **name;
		size_t n;

		bytes_shut(&s->b);
		if (s->b.follow != NULL && s->b.follow->again)
			s->b.follow->again = false;	/* the same file once more */
		else if (s->b.files[s->b.ifile] == NULL || s->b.files[s->b.ifile + 1] == NULL) {
			progress_end(&s->b.progress);
			return false;
		} else
			s->b.ifile++;
		open_next(in);
		name = read_header(in, &n);
		bind_file(in, name, n);
		free_names(name, n);
	}
	if (s->map != NULL)
		permute(in);
	in->nrow++;
	return true;
}

void
csvin_close(struct csvin *in)
{
	struct csvin_src *s;

	if (in == NULL)
		return;
	s = in->src;
	bytes_release(&s->b);
	free_names(in->name, in->ncol);
	free(s->ix.sep);
	free(s->ix.row);
	free(s->text);
	free(s->tsep);
	free(s->map);
	free(s->ptext);
	free(s->psep);
	free(s->fsep[0]);
	free(s->fsep[1]);
	sbuf_release(&s->flagged[0]);
	sbuf_release(&s->flagged[1]);
	sbuf_release(&s->quoted);
	csv_free(&s->csv);
	free(s);
	free(in);
}

const char *
csvin_quoted(const struct csvin *in, size_t c)
{
	struct sbuf *q = &in->src->quoted;

	sbuf_clear(q);
	sbuf_puts(q, "");
	str_quote(q, csvin_field(in, c));
	return q->p;
}

/* The row again with more behind its flags cell, in the one of two buffers it does not stand in. */
void
csvin_flag(struct csvin *in, const char *item, const char *code)
{
	struct csvin_src *s = in->src;
	struct sbuf *b = in->base == s->flagged[0].p ? &s->flagged[1] : &s->flagged[0];
	uint32_t *sep = b == &s->flagged[0] ? s->fsep[0] : s->fsep[1];

	if (in->flags_col < 0)
		return;
	sbuf_clear(b);
	for (size_t c = 0; c < in->ncol; c++) {
		const struct sv f = csvin_field(in, c);

		sbuf_put(b, f.p, f.n);
		if (c == (size_t)in->flags_col) {
			if (f.n > 0)
				sbuf_putc(b, ' ');
			sbuf_puts(b, item);
			sbuf_putc(b, ':');
			sbuf_puts(b, code);
		}
		sep[c] = (uint32_t)b->n;
		sbuf_putc(b, ',');
	}
	b->p = mem_grow(b->p, &b->cap, b->n + SPLIT_PAD, 1);
	in->base = b->p;
	in->row = 0;
	in->sep = sep;
}

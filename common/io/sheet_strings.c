/*
 * sheet_strings - the shared strings of an xlsx and its merged ranges.
 */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "scratch.h"
#include "xlsx.h"

#define IN_MEMORY	((size_t)24 << 20)	/* bytes of strings held; more go to a file */
#define STRINGS_MAX	4000000u
#define MERGES_MAX	200000u
#define FILLED_MAX	20000000u	/* cells that the merged ranges of a sheet fill */

/* --- shared strings -------------------------------------------------------------------------- */

static void
spill(struct sheet *s, struct strings *t)
{
	if (t->fd < 0)
		t->fd = scratch_open(s->d);
	scratch_write(s->d, t->fd, t->text.p, t->text.n);
	t->spilled += t->text.n;
	sbuf_clear(&t->text);
}

void
strings_add(struct sheet *s, struct strings *t, struct sv v)
{
	if (t->n >= STRINGS_MAX)
		sheet_refuse(s, 0, _("over %u different texts; split the workbook"), STRINGS_MAX);
	sbuf_put(&t->text, v.p, v.n);
	t->end = mem_grow(t->end, &t->cap, t->n + 1, sizeof(*t->end));
	t->end[t->n++] = t->spilled + t->text.n;
	if (t->text.n > IN_MEMORY)
		spill(s, t);
}

bool
strings_get(struct sheet *s, struct strings *t, size_t i, struct sv *v)
{
	const uint64_t from = i == 0 ? 0 : i <= t->n ? t->end[i - 1] : 0;
	const size_t slot = i % (sizeof(t->cached) / sizeof(t->cached[0]));
	struct sbuf *b = &t->cache[slot];
	size_t n;

	if (i >= t->n)
		return false;
	n = (size_t)(t->end[i] - from);
	if (from >= t->spilled) {
		*v = (struct sv){ t->text.p == NULL ? "" : t->text.p + (from - t->spilled), n };
		return true;
	}
	if (t->cached[slot] != i + 1) {
		b->p = mem_grow(b->p, &b->cap, n + 1, 1);
		b->n = n;
		if (n > 0 && pread(t->fd, b->p, n, (off_t)from) != (ssize_t)n)
			diag_io(s->d, "temporary file", errno);
		b->p[n] = '\0';
		t->cached[slot] = i + 1;
	}
	*v = sbuf_sv(b);
	return true;
}

void
strings_release(struct strings *t)
{
	for (size_t i = 0; i < sizeof(t->cache) / sizeof(t->cache[0]); i++)
		sbuf_release(&t->cache[i]);
	if (t->fd > 0)
		(void)close(t->fd);
	free(t->end);
	sbuf_release(&t->text);
}

/* --- merged ranges --------------------------------------------------------------------------- */

bool
xlsx_ref(struct sv s, uint32_t *row, uint32_t *col)
{
	size_t i = 0;

	*row = *col = 0;
	while (i < s.n && s.p[i] == '$')
		i++;
	for (; i < s.n && i < 4 && s.p[i] >= 'A' && s.p[i] <= 'Z'; i++)
		*col = *col * 26 + (uint32_t)(s.p[i] - 'A' + 1);
	for (; i < s.n && i < 12 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		*row = *row * 10 + (uint32_t)(s.p[i] - '0');
	if (i != s.n || *row == 0 || *col == 0 || *col > SHEET_COLUMNS || *row > 1048576)
		return false;
	--*row;
	--*col;
	return true;
}

static void
add_merge(struct sheet *s, struct sv ref)
{
	struct xlsx *x = s->own->xlsx;
	const char *colon = memchr(ref.p, ':', ref.n);
	struct merge m = { .text = NULL };

	if (colon == NULL || !xlsx_ref((struct sv){ ref.p, (size_t)(colon - ref.p) }, &m.row, &m.col) ||
	    !xlsx_ref((struct sv){ colon + 1, (size_t)(ref.p + ref.n - colon) - 1 }, &m.last_row, &m.last_col) ||
	    m.last_row < m.row || m.last_col < m.col)
		return;
	if (x->nmerge >= MERGES_MAX)
		sheet_refuse(s, 0, _("over %u merged ranges"), MERGES_MAX);
	x->merge = mem_grow(x->merge, &x->mergecap, x->nmerge + 1, sizeof(*x->merge));
	x->merge[x->nmerge++] = m;
}

/* Takes the mergeCell elements out of buf; what may be the beginning of one is left: its length. */
static size_t
scan_merges(struct sheet *s, const char *buf, size_t n, bool last)
{
	static const char open[] = "mergeCell ";
	const char *p = buf, *const end = buf + n, *q;

	while ((q = memmem(p, (size_t)(end - p), open, sizeof(open) - 1)) != NULL) {
		const char *close = memchr(q, '>', (size_t)(end - q)), *ref;

		if (close == NULL)
			break;
		ref = memmem(q, (size_t)(close - q), "ref=", 4);
		if (ref != NULL && ref + 5 < close) {
			const char *quote = memchr(ref + 5, ref[4], (size_t)(close - ref) - 5);

			if (quote != NULL)
				add_merge(s, (struct sv){ ref + 5, (size_t)(quote - ref) - 5 });
		}
		p = close;
	}
	if (last)
		return 0;
	if (q != NULL)
		return end - q > 4096 ? 0 : (size_t)(end - q);
	return n < sizeof(open) ? n : sizeof(open);
}

static int
by_row(const void *a, const void *b)
{
	const struct merge *x = a, *y = b;

	return x->row != y->row ? (x->row < y->row ? -1 : 1) : x->col != y->col ? (x->col < y->col ? -1 : 1) : 0;
}

void
merges_release(struct xlsx *x)
{
	for (size_t i = 0; i < x->nmerge; i++)
		free(x->merge[i].text);
	x->nmerge = 0;
}

void
merges_read(struct sheet *s, size_t i)
{
	struct xlsx *x = s->own->xlsx;
	char *buf;
	size_t kept = 0, n;

	x->imerge = x->nactive = x->nfilled = 0;
	if (x->merges_of == i + 1) {
		for (size_t k = 0; k < x->nmerge; k++) {
			free(x->merge[k].text);
			x->merge[k].text = NULL;
		}
		return;
	}
	merges_release(x);
	x->merges_of = i + 1;
	buf = mem_alloc(65536 + 8192);
	if (zip_open(s, s->own->v[i].part)) {
		while ((n = zip_read(s, buf + kept, 65536)) > 0) {
			const size_t left = scan_merges(s, buf, kept + n, false);

			memmove(buf, buf + kept + n - left, left);
			kept = left;
		}
		(void)scan_merges(s, buf, kept, true);
		zip_close(s);
	}
	free(buf);
	if (x->nmerge > 0)
		qsort(x->merge, x->nmerge, sizeof(*x->merge), by_row);
}

/* The text of the range's first cell, from its first row. */
static void
take_text(struct sheet *s, struct merge *m)
{
	const struct sheet_own *o = s->own;

	if (m->text == NULL && m->col < o->ncell && o->len[m->col] > 0)
		m->text = mem_ndup(o->text.p + o->from[m->col], o->len[m->col]);
}

static void
fill_range(struct sheet *s, const struct merge *m)
{
	struct xlsx *x = s->own->xlsx;

	x->nfilled += m->last_col - m->col;
	if (x->nfilled > FILLED_MAX)
		sheet_refuse(s, s->row, _("its merged ranges fill over %u cells"), FILLED_MAX);
	for (uint32_t c = m->col; c <= m->last_col; c++) {
		if (c >= s->own->ncell || s->own->len[c] == 0)
			sheet_put(s, c, sv_of(m->text));
	}
}

void
merges_fill(struct sheet *s, uint32_t row)
{
	struct xlsx *x = s->own->xlsx;
	size_t kept = 0, width = 0;

	for (; x->imerge < x->nmerge && x->merge[x->imerge].row <= row; x->imerge++) {
		struct merge *m = &x->merge[x->imerge];

		if (m->last_row < row)
			continue;
		if (m->row == row)
			take_text(s, m);
		x->active = mem_grow(x->active, &x->activecap, x->nactive + 1, sizeof(*x->active));
		x->active[x->nactive++] = x->imerge;
	}
	for (size_t i = 0; i < x->nactive; i++) {
		const struct merge *m = &x->merge[x->active[i]];

		if (m->last_row < row)
			continue;
		x->active[kept++] = x->active[i];
		width += m->last_col - m->col + 1;
		if (width > SHEET_COLUMNS)
			sheet_refuse(s, row + 1, _("its merged ranges lie on each other"));
		if (m->text != NULL)
			fill_range(s, m);
	}
	x->nactive = kept;
}

#include <stdlib.h>

#include "held.h"
#include "mem.h"

static void
note_file(struct held *h, const char *file)
{
	if (h->nfile > 0 && strcmp(h->file[h->nfile - 1], file) == 0)
		return;
	h->file = mem_grow(h->file, &h->capname, h->nfile + 1, sizeof(*h->file));
	h->file[h->nfile++] = mem_dup(file);
}

static void
add_row(struct held *h, const struct csvin *in)
{
	note_file(h, in->file);
	h->end = mem_grow(h->end, &h->capend, (h->nrow + 1) * h->ncol, sizeof(*h->end));
	h->line = mem_grow(h->line, &h->capline, h->nrow + 1, sizeof(*h->line));
	h->ifile = mem_grow(h->ifile, &h->capfile, h->nrow + 1, sizeof(*h->ifile));
	for (size_t c = 0; c < h->ncol; c++) {
		const struct sv f = csvin_field(in, c);

		h->text = mem_grow(h->text, &h->captext, h->ntext + f.n + 1, 1);
		if (f.n > 0)
			memcpy(h->text + h->ntext, f.p, f.n);
		h->ntext += f.n;
		h->end[h->nrow * h->ncol + c] = h->ntext;
	}
	h->line[h->nrow] = in->line;
	h->ifile[h->nrow] = (uint32_t)(h->nfile - 1);
	h->nrow++;
}

struct held *
held_read(struct csvin *in, void (*check)(void *, struct csvin *), void *arg)
{
	struct held *h = mem_alloc(sizeof(*h));

	h->ncol = in->ncol;
	h->flags_col = in->flags_col;
	h->text = mem_grow(NULL, &h->captext, 1, 1);
	h->name = mem_array(in->ncol, sizeof(*h->name));
	for (size_t c = 0; c < in->ncol; c++)
		h->name[c] = mem_dup(in->name[c]);
	while (csvin_next(in)) {
		if (check != NULL)
			check(arg, in);
		add_row(h, in);
	}
	return h;
}

void
held_free(struct held *h)
{
	if (h == NULL)
		return;
	for (size_t c = 0; c < h->ncol; c++)
		free(h->name[c]);
	for (size_t i = 0; i < h->nfile; i++)
		free(h->file[i]);
	free(h->name);
	free(h->file);
	free(h->text);
	free(h->end);
	free(h->line);
	free(h->ifile);
	free(h);
}

struct place
held_place(const struct held *h, size_t row, size_t col)
{
	return (struct place){ h->file[h->ifile[row]], h->line[row], h->name[col] };
}

int
held_column(const struct held *h, const char *name)
{
	for (size_t c = 0; c < h->ncol; c++) {
		if (strcmp(h->name[c], name) == 0)
			return (int)c;
	}
	return -1;
}

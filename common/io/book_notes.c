#include <stdlib.h>

#include "book_own.h"
#include "mem.h"

#define TITLE_SIZE	14.0		/* [pt] */
#define KEY_WIDTH	18.0		/* [characters] */
#define VALUE_WIDTH	68.0
#define LINE_HEIGHT	15.0		/* [pt] */

static struct book_look
cell_look(bool key)
{
	return (struct book_look){ .fill = key ? BOOK_HEAD_FILL : BOOK_NO_COLOUR, .ink = BOOK_NO_COLOUR, .align = 'l',
	    .bold = key, .wrap = true, .border = true };
}

static void
put_pair(struct book *b, lxw_row_t row, const struct book_pair *p)
{
	const struct book_look key = cell_look(true), value = cell_look(false);
	size_t lines = 0;
	struct sv rest = sv_of(p->value), line;

	while (sv_split(&rest, '\n', &line))
		lines += 1 + utf8_width(line) / (size_t)VALUE_WIDTH;
	book_check(b, worksheet_set_row(b->notes, row, LINE_HEIGHT * (double)lines + 3, NULL));
	book_check(b, worksheet_write_string(b->notes, row, 0, p->key, book_look(b, &key)));
	book_check(b, worksheet_write_string(b->notes, row, 1, p->value, book_look(b, &value)));
}

void
book_notes(struct book *b, const char *name, const char *title, const struct book_pair *pair, size_t n)
{
	const struct book_look look = { .fill = BOOK_NO_COLOUR, .ink = BOOK_NO_COLOUR, .align = 'c', .bold = true,
	    .size = TITLE_SIZE };
	struct book_tab *t = book_new_tab(b, name);

	b->notes = t->ws;
	b->notes_name = mem_dup(name);
	book_check(b, worksheet_set_column(t->ws, 0, 0, KEY_WIDTH, NULL));
	book_check(b, worksheet_set_column(t->ws, 1, 1, VALUE_WIDTH, NULL));
	book_check(b, worksheet_set_row(t->ws, 0, 28, NULL));
	book_check(b, worksheet_merge_range(t->ws, 0, 0, 0, 1, title, book_look(b, &look)));
	for (size_t i = 0; i < n; i++)
		put_pair(b, (lxw_row_t)(i + 1), &pair[i]);
	b->notes_row = (lxw_row_t)(n + 2);
	book_print_setup(t->ws, false);
}

/* One line a sheet: a link to it, and its caption. */
static void
put_link(struct book *b, lxw_row_t row, const struct book_tab *t)
{
	struct book_look link = cell_look(false);
	const struct book_look caption = cell_look(false);
	struct sbuf url = { 0 };

	link.link = true;
	link.ink = 0x0000FF;
	sbuf_puts(&url, "internal:'");
	for (const char *p = t->name; *p != '\0'; p++) {
		if (*p == '\'')
			sbuf_putc(&url, '\'');
		sbuf_putc(&url, *p);
	}
	sbuf_puts(&url, "'!A1");
	book_check(b, worksheet_write_url_opt(b->notes, row, 0, url.p, book_look(b, &link), t->name, NULL));
	book_check(b, worksheet_write_string(b->notes, row, 1, t->caption == NULL ? "" : t->caption,
	    book_look(b, &caption)));
	sbuf_release(&url);
}

void
book_finish_notes(struct book *b)
{
	const struct book_pair head = { "工作表", "内容" };
	const struct book_look key = cell_look(true);
	lxw_row_t row = b->notes_row;

	book_check(b, worksheet_write_string(b->notes, row, 0, head.key, book_look(b, &key)));
	book_check(b, worksheet_write_string(b->notes, row, 1, head.value, book_look(b, &key)));
	for (size_t i = 0; i < b->ntab; i++) {
		if (strcmp(b->tab[i].name, b->notes_name) != 0)
			put_link(b, ++row, &b->tab[i]);
	}
}

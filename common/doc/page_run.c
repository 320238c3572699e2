#include <stdlib.h>

#include "page_run.h"

void
md_plain_but(struct sbuf *b, const struct md_text *t, unsigned int styles)
{
	for (size_t i = 0; i < t->n; i++) {
		if ((t->run[i].style & styles) == 0)
			sbuf_puts(b, t->run[i].text);
	}
}

void
md_plain(struct sbuf *b, const struct md_text *t)
{
	md_plain_but(b, t, MD_FOOT);
}

void
md_text_release(struct md_text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->run[i].text);
		free(t->run[i].link);
	}
	free(t->run);
	*t = (struct md_text){ .n = 0 };
}

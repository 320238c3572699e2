#include "compare_own.h"

#define SHOWN	10		/* names in a note */

/* What the row is called: its name, section or station, else all of its key. */
static void
put_name(const struct compare *c, struct sbuf *b, bool of_base, size_t row)
{
	const char *const name[] = { "name", "section", c->s.common->station };
	const struct held *h = of_base ? c->base : c->now;

	for (size_t k = 0; k < 3; k++) {
		const int col = held_column(h, name[k]);
		const struct sv f = col < 0 ? (struct sv){ NULL, 0 } : held_cell(h, row, (size_t)col);

		if (f.n > 0) {
			sbuf_put(b, f.p, f.n);
			return;
		}
	}
	for (size_t i = 0, n = 0; i < c->ncol; i++) {
		const struct compare_column *v = &c->col[i];

		if (v->how.kind == CHANGE_KEY) {
			const struct sv f = held_cell(h, row, (size_t)(of_base ? v->base : v->now));

			sbuf_puts(b, n++ > 0 ? " " : "");
			sbuf_put(b, f.p, f.n);
		}
	}
}

void
compare_name(const struct compare *c, struct sbuf *b, bool of_base, size_t row)
{
	if (b->n > 0)
		sbuf_puts(b, compare_zh(c) ? "、" : ", ");
	put_name(c, b, of_base, row);
}

void
compare_list_add(const struct compare *c, struct compare_list *l, bool of_base, size_t row)
{
	if (l->n++ < SHOWN)
		compare_name(c, &l->names, of_base, row);
}

void
compare_list_say(const struct compare *c, enum compare_why why, const struct compare_list *l)
{
	const char *const names = l->names.p, *const more = l->n > SHOWN ? ", ..." : "";

	if (l->n == 0)
		return;
	switch (why) {
	case COMPARE_NO_BASE:
		diag_note(c->s.d, _("%zu rows have no base (new): %s%s"), l->n, names, more);
		break;
	case COMPARE_DROPPED:
		diag_note(c->s.d, _("%zu rows of the base are not there now (dropped): %s%s"), l->n, names, more);
		break;
	case COMPARE_NO_CLASS:
		diag_note(c->s.d, _("%zu rows without a class in one of the periods: %s%s"), l->n, names, more);
		break;
	case COMPARE_UNJUDGED:
		diag_note(c->s.d, _("%zu rows that can't be judged in one of the periods: %s%s"), l->n, names, more);
		break;
	case COMPARE_CONTRARY:
		diag_note(c->s.d, _("%zu rows whose status and shares went opposite ways by the same grade, no change_word: %s%s"),
		    l->n, names, more);
		break;
	case COMPARE_OTHER:
		diag_note(c->s.d, _("%zu rows with another number of sections than in the base, not the same network: %s%s"), l->n,
		    names, more);
		break;
	case COMPARE_BOTH:
	case COMPARE_NWHY:
		break;
	}
}

#include <math.h>
#include <stdlib.h>

#include "figure.h"
#include "label.h"
#include "mem.h"

#define TITLE_SIZE	10.0
#define NOTE_SIZE	7.0

void
figure_init(struct figure *g, struct diag *d, struct csvin *in, const struct figure_opts *o,
    const char *kind)
{
	static const struct tables builtin = { 0 };

	*g = (struct figure){ .d = d, .o = o, .kind = kind };
	frame_init(&g->f, in);
	palette_init(&g->pal, &builtin, o->en);
	items_init(&g->items, &builtin);
	figure_check_names(g);
	if (o->period != NULL) {
		if (!period_parse(sv_of(o->period), &g->period))
			diag_usage(d, _("option --period: '%s' is not a period"), o->period);
		g->f.only = &g->period;
	}
}

void
figure_finish(struct figure *g, struct sbuf *out)
{
	canvas_close(g->c, g->d, out);
	frame_release(&g->f);
	items_release(&g->items);
}

struct face
figure_face(const struct figure *g, double size, const char *role, enum anchor anchor)
{
	return (
	    struct face){ .size = size, .color = palette_role(&g->pal, role), .anchor = anchor };
}

struct pen
figure_pen(const struct figure *g, const char *role, double width)
{
	return (struct pen){ .color = palette_role(&g->pal, role), .width = width };
}

/* --- title and note --- */

/* How many bytes of s fill a line of width w. */
static size_t
line_length(struct canvas *c, struct sv s, double w, const struct face *f)
{
	size_t n = s.n;
	struct sbuf b = { 0 };

	for (;;) {
		sbuf_clear(&b);
		sbuf_put(&b, s.p, n);
		if (canvas_width(c, b.p, f) <= w)
			break;
		{
			const size_t shorter = label_break(s, n - 1);

			if (shorter >= n)
				break;
			n = shorter;
		}
	}
	sbuf_release(&b);
	return n;
}

double
figure_wrap(struct canvas *c, const char *s, double x, double y, double w, double pitch,
    const struct face *f, bool draw)
{
	struct sv rest = sv_of(s);
	struct sbuf b = { 0 };
	double h = 0;

	while (rest.n > 0) {
		const size_t n = line_length(c, rest, w, f);

		sbuf_clear(&b);
		sbuf_put(&b, rest.p, n);
		if (draw)
			canvas_text(c, x, y + h + f->size, b.p, f);
		h += pitch;
		rest = sv_trim((struct sv){ rest.p + n, rest.n - n });
	}
	sbuf_release(&b);
	return h;
}

/* The height is not known before the note is measured, so a page of no size measures it. */
static double
frame_height(const struct figure *g, double w, bool draw, struct canvas *c, double *title)
{
	struct face tf = figure_face(g, TITLE_SIZE, "text", ANCHOR_MIDDLE);
	const struct face nf = figure_face(g, NOTE_SIZE, "axis", ANCHOR_START);
	double h = 2 * FIGURE_EDGE;

	tf.bold = true;
	*title = 0;
	if (g->o->title != NULL)
		*title = figure_wrap(
			     c, g->o->title, w / 2, FIGURE_EDGE, w - 2 * FIGURE_EDGE, TITLE_SIZE + 3, &tf, draw) +
		    4;
	h += *title;
	if (g->o->note != NULL) {
		const double note =
		    figure_wrap(c, g->o->note, FIGURE_EDGE, 0, w - 2 * FIGURE_EDGE, NOTE_SIZE + 2.5, &nf, false) +
		    2;

		if (draw)
			(void)figure_wrap(c, g->o->note, FIGURE_EDGE, c->page.h - FIGURE_EDGE - note + 2,
			    w - 2 * FIGURE_EDGE, NOTE_SIZE + 2.5, &nf, true);
		h += note;
	}
	return h;
}

void
figure_room(const struct figure *g, double height, double least)
{
	if (height < least)
		diag_usage(g->d, _("a height of %.0f mm is too small for this figure"),
		    g->c == NULL ? g->o->height : g->c->page.h / MM_PT);
}

void
figure_breadth(const struct figure *g, double width, double least)
{
	if (width < least)
		diag_usage(g->d, _("a width of %.0f mm is too small for this figure"), g->o->width);
}

bool
figure_begin(struct figure *g, double height)
{
	const struct figure_opts *o = g->o;
	struct canvas_page page = { .w = o->width * MM_PT, .h = o->height * MM_PT, .dpi = o->dpi,
	    .title = o->title != NULL ? o->title : figure_word(g, g->kind), .date = o->date };
	struct canvas *measure = canvas_open(CANVAS_SVG, &page);
	struct sbuf none = { 0 };
	double title, around = frame_height(g, page.w, false, measure, &title);

	canvas_close(measure, g->d, &none);
	sbuf_release(&none);
	if (page.h == 0)
		page.h = ceil(g->f.nrow == 0 ? around + 80 : around + height);
	figure_room(g, page.h - around, 40);
	g->c = canvas_open(o->format, &page);
	canvas_rect(g->c, 0, 0, page.w, page.h, palette_role(&g->pal, "paper"), NULL);
	(void)frame_height(g, page.w, true, g->c, &title);
	g->body = (struct box){ FIGURE_EDGE, FIGURE_EDGE + title, page.w - FIGURE_EDGE,
		page.h - FIGURE_EDGE - (around - 2 * FIGURE_EDGE - title) };
	if (g->f.nrow > 0)
		return true;
	{
		const struct face f = figure_face(g, 12, "axis", ANCHOR_MIDDLE);
		const struct pen p = figure_pen(g, "grid", 0.5);
		const struct box b = g->body;

		canvas_rect(g->c, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0, INK_NONE, &p);
		canvas_text(
		    g->c, (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2 + 4, figure_word(g, "no-data"), &f);
	}
	return false;
}

/* --- columns --- */

const char *
figure_label_column(const struct figure *g)
{
	if (g->o->label != NULL)
		return g->o->label;
	return csvin_column(g->f.in, "county") >= 0 ? "county" : g->o->station;
}

const char *
figure_section_column(const struct figure *g)
{
	const bool by_code = csvin_column(g->f.in, g->o->station) >= 0;

	if (g->o->label != NULL)
		return g->o->label;
	if (csvin_column(g->f.in, "name") >= 0)
		return "name";
	return !by_code && csvin_column(g->f.in, "county") >= 0 ? "county" : g->o->station;
}

bool
figure_item(const struct figure *g, const char *column, struct item_column *ic)
{
	struct sv h = sv_of(column);

	if (h.n > 2 && memcmp(h.p, "I_", 2) == 0)
		h = (struct sv){ h.p + 2, h.n - 2 };
	return items_column(&g->items, NULL, h, ic);
}

int
figure_decimals(const struct figure *g, const char *column, size_t num)
{
	struct item_column ic;
	int most = 0;

	if (g->o->decimals >= 0)
		return g->o->decimals;
	if (strncmp(column, "I_", 2) == 0)
		return 2;
	if (figure_item(g, column, &ic))
		return ic.item->decimals;
	for (size_t i = 0; i < g->f.nrow; i++) {
		const struct dec x = frame_dec(&g->f, i, num);

		if (dec_has(x) && x.scale > most)
			most = x.scale;
	}
	return most > 2 ? 2 : most;
}

size_t
figure_list(const struct figure *g, const char *list, struct sv *part, size_t max)
{
	struct sv rest = sv_of(list), p;
	size_t n = 0;

	while (sv_split(&rest, ',', &p)) {
		if (n == max)
			diag_usage(g->d, _("option --items: more than %zu columns"), max);
		part[n++] = sv_trim(p);
	}
	return n;
}

size_t
figure_own_items(struct figure *g, struct sbuf *column, size_t max, const char *const *skip)
{
	struct item_column ic;
	size_t n = 0;

	for (size_t c = 0; c < g->f.in->ncol && n < max; c++) {
		const char *name = g->f.in->name[c];
		bool take = figure_item(g, name, &ic);

		for (size_t i = 0; skip[i] != NULL; i++)
			take = take && !sv_is(ic.stat, skip[i]);
		if (take)
			sbuf_puts(&column[n++], name);
	}
	if (n == 0)
		diag_refuse(
		    g->d, NULL, _("no column is of an item; --items names the columns to draw"));
	return n;
}

/* ITEM=VALUE, with named limits also ITEM:NAME=VALUE. */
bool
figure_limit_is(const struct figure *g, size_t i, const char *column, struct figure_limit *l)
{
	const char *s = g->o->limits->v[i], *eq = strchr(s, '=');
	struct sv key = { s, (size_t)(eq - s) };
	const char *colon = g->named_limits ? memchr(s, ':', key.n) : NULL;
	struct item_column ic;
	struct dec x;

	*l = (struct figure_limit){ .text = eq + 1, .value = NAN };
	if (colon != NULL) {
		l->name = (struct sv){ colon + 1, (size_t)(eq - colon - 1) };
		key.n = (size_t)(colon - s);
	}
	if (!dec_parse(sv_of(eq + 1), &x))
		return false;
	l->value = dec_double(x);
	return sv_is(key, column) ||
	    (figure_item(g, column, &ic) && sv_is(key, ic.item->name));
}

const char *
figure_limit(const struct figure *g, const char *column, double *limit)
{
	struct figure_limit l;

	for (size_t i = 0; i < g->o->limits->n; i++) {
		if (figure_limit_is(g, i, column, &l)) {
			*limit = l.value;
			return l.text;
		}
	}
	*limit = NAN;
	return NULL;
}

void
figure_limits_used(const struct figure *g, const struct sbuf *column, size_t n)
{
	struct figure_limit l;

	for (size_t i = 0; i < g->o->limits->n; i++) {
		const char *s = g->o->limits->v[i];
		bool used = false;

		for (size_t k = 0; k < n; k++)
			used = used || figure_limit_is(g, i, column[k].p, &l);
		if (!used)
			diag_usage(g->d, _("option --limit: '%.*s' is not an item of this figure"),
			    (int)(strchr(s, '=') - s), s);
	}
}

void
figure_rows_at_most(const struct figure *g, size_t rows)
{
	if (rows > FIGURE_ROWS)
		diag_refuse(g->d, NULL, _("%zu rows are too many for one figure (at most %d)"),
		    rows, FIGURE_ROWS);
}

struct sortable {
	struct dec	x;
	size_t		row;
};

/* Descending, missing last, ties in the order of the table. */
static int
descending(const void *a, const void *b)
{
	const struct sortable *p = a, *q = b;
	int c = dec_has(q->x) - dec_has(p->x);

	if (c == 0 && dec_has(p->x))
		c = dec_cmp(q->x, p->x);
	return c != 0 ? c : (p->row > q->row) - (p->row < q->row);
}

void
figure_sorted(const struct figure *g, size_t num, size_t *order)
{
	struct sortable *v = mem_array(g->f.nrow, sizeof(*v));

	for (size_t i = 0; i < g->f.nrow; i++)
		v[i] = (struct sortable){ frame_dec(&g->f, i, num), i };
	qsort(v, g->f.nrow, sizeof(*v), descending);
	for (size_t i = 0; i < g->f.nrow; i++)
		order[i] = v[i].row;
	free(v);
}

/* --- text --- */

/* Whether a character of UTF-8 begins at p. */
static bool
begins(const char *p)
{
	return ((unsigned char)*p & 0xc0) != 0x80;
}

/*
 * What tells long names apart stands at their ends as often as at their beginnings: the middle
 * goes.
 */
static void
elide(struct figure *g, struct sbuf *b, const char *s, const struct face *f, double w)
{
	size_t head = strlen(s) / 2, tail = head;
	double length;

	while (!begins(s + head))
		head--;
	tail = head;
	do {
		if (strlen(s + tail) > head) {
			do
				tail++;
			while (!begins(s + tail));
		} else if (head > 0) {
			do
				head--;
			while (!begins(s + head));
		}
		sbuf_clear(b);
		sbuf_put(b, s, head);
		sbuf_puts(b, "…");
		sbuf_puts(b, s + tail);
		length = canvas_width(g->c, b->p, f);
	} while (length > w * 1.01 && (head > 0 || s[tail] != '\0'));
}

void
figure_text_fit(struct figure *g, double x, double y, double w, const char *s, struct face f)
{
	struct sbuf b = { 0 };
	double length = canvas_width(g->c, s, &f);

	if (length > w && f.size > FIGURE_LEAST) {
		f.size = fmax(FIGURE_LEAST, f.size * w / length);
		length = canvas_width(g->c, s, &f);
	}
	sbuf_puts(&b, s);
	if (length > w * 1.01 && *s != '\0')
		elide(g, &b, s, &f, w);
	canvas_text(g->c, x, y, b.n > 0 ? b.p : "", &f);
	sbuf_release(&b);
}

double
figure_label_width(struct figure *g, size_t text, double max)
{
	const struct face f = { .size = FIGURE_TEXT };
	double w = 0;

	for (size_t i = 0; i < g->f.nrow; i++)
		w = fmax(w, canvas_width(g->c, frame_str(&g->f, i, text), &f));
	return fmin(ceil(w), max);
}

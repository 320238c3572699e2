#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "page_box.h"

#define HEAD_RED	"#C8102E"
#define G_BASELINE	(35 * PAGE_MM)	/* of the masthead, below the top of the type area */
#define G_RULE_GAP	(4 * PAGE_MM)	/* between the issue line and the red rule */
#define IMPRINT_OUTER	(0.35 * PAGE_MM)
#define IMPRINT_INNER	(0.25 * PAGE_MM)
#define MASTHEAD_LEAST	16.0		/* [pt] a longer one takes two lines */
#define SIGN_COLUMNS	3

static const char *
front(const struct page_flow *f, const char *key)
{
	return page_front_get(&f->doc->front, key);
}

static double
measure(const struct page_flow *f)
{
	return f->sheet->width - f->sheet->left - f->sheet->right;
}

static void
space(struct page_flow *f, double h)
{
	page_flow_box(f, BOX_SPACE)->height = h;
	f->box[f->n - 1].glue = true;
}

static void
rule(struct page_flow *f, double before, double weight, const char *colour)
{
	struct page_box *b = page_flow_box(f, BOX_RULE);

	b->before += before;
	b->height = weight;
	b->w = measure(f);
	b->colour = page_rgb_of(colour);
	b->glue = true;
}

/* A centred title: its lines of about the same length. */
static void
title(struct page_flow *f, const char *text, const struct page_style *s, double before)
{
	const double full = measure(f);
	struct page_para *p = page_para_plain(f->type, text, s, full);
	const int lines = p->nline;
	double w = full;
	size_t first;

	for (double t = full - s->size; lines > 1 && t > full / 2; t -= s->size) {
		struct page_para *q = page_para_plain(f->type, text, s, t);
		const bool same = q->nline == lines;

		page_para_free(q);
		if (!same)
			break;
		w = t;
	}
	if (w < full) {
		page_para_free(p);
		p = page_para_plain(f->type, text, s, w);
	}
	first = f->n;
	page_flow_lines(f, p, "P", NULL, (full - w) / 2, before, s->after);
	for (size_t i = first; i < f->n; i++)
		f->box[i].glue = true;
}

/* The red head: one line, smaller where it is long. */
static void
masthead_line(struct page_flow *f, const char *text)
{
	const double full = measure(f);
	struct page_style *s = &f->masthead;
	struct page_para *p;
	double w;

	*s = f->sheet->style[STYLE_MASTHEAD];
	p = page_para_plain(f->type, text, s, 0);
	w = page_para_extent(p);
	page_para_free(p);
	if (w > full && s->size * full / w > MASTHEAD_LEAST)
		s->size *= full / w * 0.999;
	title(f, text, s, 0);
}

static bool
is_number(const char *s)
{
	return s[strspn(s, "0123456789")] == '\0';
}

/* "第10期（总第118期）"; an issue that is no number is printed as it is. */
static void
issue_text(const struct page_flow *f, struct sbuf *b)
{
	const char *issue = front(f, "issue"), *serial = front(f, "serial");
	const bool en = page_front_english(&f->doc->front);

	if (issue != NULL && is_number(issue))
		sbuf_printf(b, en ? "No. %s" : "第%s期", issue);
	else if (issue != NULL)
		sbuf_puts(b, issue);
	if (serial != NULL && is_number(serial))
		sbuf_printf(b, en ? " (serial %s)" : "（总第%s期）", serial);
	else if (serial != NULL)
		sbuf_printf(b, en ? " (%s)" : "（%s）", serial);
	if (b->p == NULL)
		sbuf_puts(b, "");
}

static void
date_text(const struct page_flow *f, struct sbuf *b)
{
	static const char *const month[] = { "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December" };
	struct civil t;
	struct ymd d;

	sbuf_puts(b, "");
	if (f->date == NULL || !civil_parse(sv_of(f->date), &t))
		return;
	d = civil_ymd(civil_day_of(t));
	if (page_front_english(&f->doc->front))
		sbuf_printf(b, "%d %s %d", d.d, month[d.m - 1], d.y);
	else
		sbuf_printf(b, "%d年%d月%d日", d.y, d.m, d.d);
}

static struct page_para *
single(struct page_flow *f, const char *text, const struct page_style *s)
{
	return page_flow_hold(f, page_para_plain(f->type, text, s, 0));
}

static void
trio(struct page_flow *f, struct page_para *left, struct page_para *middle, struct page_para *right)
{
	struct page_box *b = page_flow_box(f, BOX_TRIO);

	b->height = left->style->pitch;
	b->w = measure(f);
	b->para = left;
	b->para2 = middle;
	b->para3 = right;
	b->glue = true;
	b->tag = "P";
}

/* R: issue left, centre in the middle, date right; the centre on a line above where it is too long. */
static void
issue_line(struct page_flow *f)
{
	const struct page_style *s = &f->sheet->style[STYLE_ISSUE];
	const char *org = front(f, "org");
	struct sbuf issue = { 0 }, date = { 0 };
	struct page_para *left, *middle, *right, *none = single(f, "", s);

	issue_text(f, &issue);
	date_text(f, &date);
	left = single(f, issue.p, s);
	right = single(f, date.p, s);
	middle = single(f, org == NULL ? "" : org, s);
	if (issue.n == 0 && org != NULL)
		trio(f, middle, none, right);
	else if (page_para_extent(left) + page_para_extent(middle) + page_para_extent(right) + 3 * s->size >
	    measure(f)) {
		trio(f, none, middle, none);
		trio(f, left, none, right);
	} else if (issue.n > 0 || date.n > 0)
		trio(f, left, middle, right);
	sbuf_release(&issue);
	sbuf_release(&date);
}

static void
head_report(struct page_flow *f, const char *masthead, const char *under)
{
	const struct page_style *st = f->sheet->style;

	space(f, st[STYLE_MASTHEAD].before);
	masthead_line(f, masthead);
	issue_line(f);
	rule(f, 3, 1.2, HEAD_RED);
	rule(f, 1.2, 0.4, HEAD_RED);
	f->after = 8;
	if (under != NULL)
		title(f, under, &st[STYLE_TITLE], st[STYLE_TITLE].before);
}

static void
head_official(struct page_flow *f, const char *masthead, const char *under)
{
	const struct page_style *m = &f->sheet->style[STYLE_MASTHEAD], *s = &f->sheet->style[STYLE_ISSUE];
	struct sbuf issue = { 0 };

	if (masthead != NULL) {
		space(f, G_BASELINE - m->pitch / 2 - 0.38 * m->size);
		masthead_line(f, masthead);
		issue_text(f, &issue);
		if (issue.n > 0)
			title(f, issue.p, s, s->before);
		rule(f, G_RULE_GAP, 1.0, HEAD_RED);
		sbuf_release(&issue);
	}
	if (under != NULL)
		title(f, under, &f->sheet->style[STYLE_TITLE], f->sheet->style[STYLE_TITLE].before);
}

void
page_head_set(struct page_flow *f)
{
	const char *masthead = front(f, "masthead"), *t = front(f, "title"), *sub = front(f, "subtitle");

	if (f->sheet->profile == 'G')
		head_official(f, masthead != NULL ? masthead : front(f, "org"), t);
	else if (masthead != NULL)
		head_report(f, masthead, t);
	else if (t != NULL)
		head_report(f, t, NULL);
	if (sub != NULL)
		title(f, sub, &f->sheet->style[STYLE_SUBTITLE], f->sheet->style[STYLE_SUBTITLE].before);
}

/* Signatures as gathered from a block or from the front matter. */
struct signers {
	struct sbuf	text[PAGE_SIGN_MAX];
	size_t		n;
};

static void
add_signer(struct signers *s, const char *label, struct sv who)
{
	who = sv_trim(who);
	if (who.n == 0 || s->n == PAGE_SIGN_MAX)
		return;
	sbuf_puts(&s->text[s->n], label);
	sbuf_put(&s->text[s->n++], who.p, who.n);
}

/* The length of a sign that parts two signers at byte i; 0 for none. */
static size_t
parting(struct sv s, size_t i)
{
	static const char *const sign[] = { "；", ";", "　", "\xe2\x80\xa8" };

	for (size_t k = 0; k < sizeof(sign) / sizeof(sign[0]); k++) {
		if (s.n - i >= strlen(sign[k]) && memcmp(s.p + i, sign[k], strlen(sign[k])) == 0)
			return strlen(sign[k]);
	}
	return s.n - i >= 2 && s.p[i] == ' ' && s.p[i + 1] == ' ' ? 2 : 0;
}

static void
add_signers(struct signers *s, struct sv text)
{
	size_t from = 0, n;

	for (size_t i = 0; i < text.n; i++) {
		n = parting(text, i);
		if (n == 0)
			continue;
		add_signer(s, "", (struct sv){ text.p + from, i - from });
		from = i + n;
		i = from - 1;
	}
	add_signer(s, "", (struct sv){ text.p + from, text.n - from });
}

static void
signers_of_front(const struct page_flow *f, struct signers *s)
{
	static const char *const key[] = { "compiled", "checked", "signed" };
	static const char *const zh[] = { "编制：", "审核：", "签发：" };
	static const char *const en[] = { "Compiled: ", "Checked: ", "Approved: " };
	const bool english = page_front_english(&f->doc->front);

	for (size_t i = 0; i < 3; i++) {
		if (front(f, key[i]) != NULL)
			add_signer(s, english ? en[i] : zh[i], sv_of(front(f, key[i])));
	}
	for (size_t i = 0; page_front_nth(&f->doc->front, "signers", i) != NULL; i++)
		add_signers(s, sv_of(page_front_nth(&f->doc->front, "signers", i)));
}

/* Rows of three signers, or two if that fills them; a line's room above, the telephone below. */
static void
sign_boxes(struct page_flow *f, struct signers *s)
{
	const struct page_style *st = &f->sheet->style[STYLE_SIGN];
	const char *label = page_front_english(&f->doc->front) ? "Telephone: " : "联系电话：";
	const size_t cols = s->n == 4 || s->n == 2 ? 2 : SIGN_COLUMNS;

	if (front(f, "phone") != NULL)
		add_signer(s, label, sv_of(front(f, "phone")));

	for (size_t i = 0; i < s->n; i += cols) {
		struct page_box *b = page_flow_box(f, BOX_SIGN);

		b->before += i == 0 ? st->pitch : 0;
		b->height = st->pitch;
		b->w = measure(f) / (double)cols;
		b->tag = "P";
		b->glue = i + cols < s->n;
		for (size_t k = i; k < s->n && k < i + cols; k++)
			b->sign[k - i] = single(f, s->text[k].p, st);
	}
}

static void
signers_release(struct signers *s)
{
	for (size_t i = 0; i < s->n; i++)
		sbuf_release(&s->text[i]);
}

void
page_sign_set(struct page_flow *f, struct diag *d, size_t first, size_t last)
{
	struct signers s = { .n = 0 };

	for (size_t i = first; i <= last; i++) {
		struct sbuf b = { 0 };

		md_plain(&b, &f->doc->block[i].text);
		if (b.n > 0)
			add_signers(&s, sbuf_sv(&b));
		sbuf_release(&b);
	}
	if (s.n == 0)
		signers_of_front(f, &s);
	if (s.n == 0)
		diag_refuse(d, &(struct place){ f->doc->file, f->doc->block[first].line, NULL },
		    _("the sign block has no signers, nor has the front matter"));
	sign_boxes(f, &s);
	signers_release(&s);
}

/* G: the centre and the date below the text, at the right. */
static void
closing(struct page_flow *f)
{
	const struct page_style *st = &f->sheet->style[STYLE_SIGN];
	const char *org = front(f, "org");
	struct sbuf date = { 0 };
	struct page_box *b;

	date_text(f, &date);
	for (int i = 0; i < 2; i++) {
		const char *text = i == 0 ? org : date.p;

		if (text == NULL || *text == '\0')
			continue;
		b = page_flow_box(f, BOX_TRIO);
		b->before += i == 0 ? 2 * st->pitch : 0;
		b->height = st->pitch;
		b->w = measure(f) - 4 * st->size;
		b->para = b->para2 = single(f, "", st);
		b->para3 = single(f, text, st);
		b->glue = i == 0;
		b->tag = "P";
	}
	sbuf_release(&date);
}

static void
imprint_rule(struct page_flow *f, double weight)
{
	rule(f, 3, weight, "#000000");
	f->box[f->n - 1].foot_of_page = true;
	f->after = 3;
}

static bool
imprint_lines(struct page_flow *f, const char *key, const char *label, bool any)
{
	const struct page_style *s = &f->sheet->style[STYLE_IMPRINT];
	const double x = s->left * s->size;

	for (size_t i = 0; page_front_nth(&f->doc->front, key, i) != NULL; i++) {
		struct sbuf b = { 0 };
		const size_t first = f->n + 1;

		imprint_rule(f, any ? IMPRINT_INNER : IMPRINT_OUTER);
		sbuf_printf(&b, "%s%s", label, page_front_nth(&f->doc->front, key, i));
		page_flow_lines(f, page_para_plain(f->type, b.p, s, measure(f) - 2 * x), "P", NULL, x, 0, 0);
		for (size_t k = first; k < f->n; k++)
			f->box[k].foot_of_page = true;
		sbuf_release(&b);
		any = true;
	}
	return any;
}

/* The last line of the imprint: who printed it, and when. */
static void
imprint_printed(struct page_flow *f)
{
	const struct page_style *s = &f->sheet->style[STYLE_IMPRINT];
	const char *org = front(f, "org");
	struct sbuf date = { 0 };
	struct page_box *b;

	date_text(f, &date);
	if (date.n > 0 && !page_front_english(&f->doc->front))
		sbuf_puts(&date, "印发");
	if (date.n > 0 || org != NULL) {
		imprint_rule(f, IMPRINT_INNER);
		b = page_flow_box(f, BOX_TRIO);
		b->height = s->pitch;
		b->x = s->left * s->size;
		b->w = measure(f) - 2 * b->x;
		b->para = single(f, org == NULL ? "" : org, s);
		b->para2 = single(f, "", s);
		b->para3 = single(f, date.p, s);
		b->foot_of_page = true;
		b->tag = "P";
	}
	imprint_rule(f, IMPRINT_OUTER);
	sbuf_release(&date);
}

void
page_tail_set(struct page_flow *f, bool signed_already)
{
	static const char *const key[] = { "report", "send", "copy" };
	static const char *const zh[] = { "报送：", "发送：", "抄送：" };
	static const char *const en[] = { "To: ", "Sent to: ", "Copy: " };
	const bool english = page_front_english(&f->doc->front);
	struct signers s = { .n = 0 };
	bool any = false;

	if (f->sheet->profile == 'G')
		closing(f);
	if (!signed_already) {
		signers_of_front(f, &s);
		sign_boxes(f, &s);
		signers_release(&s);
	}
	f->after = 0;
	for (size_t i = 0; i < 3; i++)
		any = imprint_lines(f, key[i], english ? en[i] : zh[i], any);
	if (any)
		imprint_printed(f);
}

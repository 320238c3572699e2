#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libgen.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "alertstate.h"
#include "mem.h"

#define FORMAT	1		/* of the file; another one is refused */
#define LARGEST	INT64_C(100000000000000000)	/* number of a window's value without its point, */
#define FINEST	10		/* and its decimals: what alert_judge puts there */

/* A file of its own, for the state itself is another one after each save. */
void
alertstate_lock(struct diag *d, const char *file)
{
	struct sbuf name = { 0 };
	int fd;

	sbuf_printf(&name, "%s.lock", file);
	fd = open(name.p, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0)
		diag_io(d, name.p, errno);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {	/* let go when the program ends, however it does */
		if (errno == EWOULDBLOCK)
			diag_broken(d, _("%s: another run has this state"), file);
		diag_warn(d, _("%s: can't be locked (%s): see to it that no other run has this state"), file, diag_strerror(errno));
	}
	sbuf_release(&name);
}

/* Appends a cell and a comma. */
static void
put_cell(struct sbuf *b, const char *s)
{
	if (s[strcspn(s, ",\"\r\n")] == '\0')
		sbuf_puts(b, s);
	else {
		sbuf_putc(b, '"');
		for (; *s != '\0'; s++) {
			if (*s == '"')
				sbuf_putc(b, '"');
			sbuf_putc(b, *s);
		}
		sbuf_putc(b, '"');
	}
	sbuf_putc(b, ',');
}

static void
put_key(struct sbuf *b, const char *kind, const char *station, const char *rule, const char *item)
{
	put_cell(b, kind);
	put_cell(b, station);
	put_cell(b, rule);
	put_cell(b, item);
}

static void
put_cells(struct sbuf *b, const struct alert_slot *s, const struct alert_cell *c, const char *station)
{
	const struct alarm *m = &c->alarm;
	char text[DEC_TEXT];

	if (m->last != 0 || c->last != 0) {
		put_key(b, "alarm", station, s->rule->cell[ALERT_RULE], s->item);
		sbuf_printf(b, "%d %" PRId64 " %" PRId64 " %" PRId64 " %d %d %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 "\n",
		    m->grade, m->raised, m->since, m->last, m->up, m->down, m->nup, m->ndown, m->up_from, m->down_from, c->last);
	}
	if (c->window.n > 0) {
		put_key(b, "window", station, s->rule->cell[ALERT_RULE], s->item);
		for (size_t i = 0; i < c->window.n; i++) {
			(void)dec_print(text, c->window.v[i].x);
			sbuf_printf(b, "%s%" PRId64 ":%s", i > 0 ? " " : "", c->window.v[i].t, text);
		}
		sbuf_putc(b, '\n');
	}
	if (c->episode != NULL && c->episode->last != 0) {
		put_key(b, "episode", station, s->rule->cell[ALERT_RULE], s->item);
		sbuf_printf(b, "%" PRId64, c->episode->last);
		for (size_t i = 0; i < s->rule->episode.n; i++)
			sbuf_printf(b, " %" PRId64 " %" PRId64, c->episode->from[i], c->episode->best[i]);
		sbuf_putc(b, '\n');
	}
}

/* Makes the new file the file, so that either is whole whatever happens. */
static void
replace(struct diag *d, const struct sbuf *b, const char *file)
{
	char *new = NULL, *copy = mem_dup(file);
	struct sbuf name = { 0 };
	int fd, dir;

	sbuf_printf(&name, "%s.new", file);
	new = name.p;
	fd = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		diag_io(d, new, errno);
	for (size_t at = 0; at < b->n;) {
		const ssize_t k = write(fd, b->p + at, b->n - at);

		if (k < 0 && errno != EINTR)
			diag_io(d, new, errno);
		at += k > 0 ? (size_t)k : 0;
	}
	if (fsync(fd) != 0 || close(fd) != 0 || rename(new, file) != 0)
		diag_io(d, file, errno);
	dir = open(dirname(copy), O_RDONLY | O_CLOEXEC);
	if (dir >= 0) {				/* the name too; some file systems can't */
		(void)fsync(dir);
		(void)close(dir);
	}
	free(copy);
	sbuf_release(&name);
}

void
alertstate_save(const struct alert *a, const char *file)
{
	struct sbuf b = { 0 };

	sbuf_puts(&b, "kind,station,rule,item,data\n");
	sbuf_printf(&b, "format,,,,%d\n", FORMAT);
	if (a->clock != ALERT_NOCLOCK)
		sbuf_printf(&b, "clock,,,,%" PRId64 "\n", a->clock);
	for (size_t k = 0; k < a->stations.n; k++) {
		const struct alert_station *s = &a->st[k];

		put_key(&b, "station", a->stations.key[k], "", "");
		sbuf_printf(&b, "%" PRId64 " %d %d\n", s->last, s->seen, s->date);
		for (size_t i = 0; i < a->nslot; i++)
			put_cells(&b, &a->slot[i], &s->cell[i], a->stations.key[k]);
	}
	sbuf_puts(&b, "end,,,,\n");
	replace(a->spec.d, &b, file);
	sbuf_release(&b);
}

struct load {
	struct alert	*a;
	struct csvin	*in;
	size_t		 kind, station, rule, item, data;
	struct sv	 rest;		/* of the data cell */
};

static _Noreturn void
refuse(const struct load *l)
{
	diag_refuse(l->in->d, &(struct place){ l->in->file, l->in->line, NULL }, _("this is no state of qj-alert"));
}

static int64_t
number(struct load *l)
{
	struct sv w;
	struct dec x;

	if (!sv_word(&l->rest, &w) || !dec_parse(w, &x) || !dec_has(x) || x.scale != 0)
		refuse(l);
	return x.m;
}

/* The slot of the row, NULL where there is none any more. */
static struct alert_cell *
cell_of(const struct load *l, struct alert_station *s, const struct alert_slot **slot)
{
	const struct sv rule = csvin_field(l->in, l->rule), item = csvin_field(l->in, l->item);

	for (size_t i = 0; i < l->a->nslot; i++) {
		*slot = &l->a->slot[i];
		if (sv_is(rule, (*slot)->rule->cell[ALERT_RULE]) && sv_is(item, (*slot)->item))
			return &s->cell[i];
	}
	return NULL;
}

static void
load_alarm(struct load *l, struct alert_cell *c)
{
	struct alarm *m = &c->alarm;

	m->grade = (int)number(l);
	m->raised = number(l);
	m->since = number(l);
	m->last = number(l);
	m->up = (int)number(l);
	m->down = (int)number(l);
	m->nup = number(l);
	m->ndown = number(l);
	m->up_from = number(l);
	m->down_from = number(l);
	c->last = number(l);
}

static void
load_window(struct load *l, struct alert_cell *c)
{
	struct sv word, t;
	struct dec sec, x;

	while (sv_word(&l->rest, &word)) {
		(void)sv_split(&word, ':', &t);
		if (!dec_parse(t, &sec) || !dec_has(sec) || sec.scale != 0 || word.p == NULL || !dec_parse(word, &x) || !dec_has(x) ||
		    x.m > LARGEST || x.m < -LARGEST || x.scale > FINEST ||
		    (c->window.n > 0 && c->window.v[c->window.n - 1].t > sec.m))
			refuse(l);
		window_add(&c->window, sec.m, x);
	}
}

/* A rule whose conditions are others now begins its runs anew. */
static void
load_episode(struct load *l, struct alert_cell *c, const struct alertrule *r)
{
	struct episode e = { .last = number(l) };
	struct sv rest, word;
	size_t n = 0;

	for (rest = l->rest; sv_word(&rest, &word); n++)
		;
	if (c->episode == NULL || n != 2 * r->episode.n)
		return;
	for (size_t i = 0; i < r->episode.n; i++) {
		e.from[i] = number(l);
		e.best[i] = number(l);
	}
	*c->episode = e;
}

static void
load_row(struct load *l, bool *ended)
{
	const struct sv kind = csvin_field(l->in, l->kind);
	const struct alert_slot *slot = NULL;
	struct alert_station *s = NULL;
	struct alert_cell *c;

	l->rest = csvin_field(l->in, l->data);
	if (csvin_field(l->in, l->station).n > 0) {
		const size_t k = alert_station(l->a, csvin_field(l->in, l->station));

		s = &l->a->st[k];
	}
	if (sv_is(kind, "format")) {
		if (number(l) != FORMAT)
			refuse(l);
	} else if (sv_is(kind, "clock"))
		l->a->clock = l->a->next = number(l);
	else if (sv_is(kind, "end"))
		*ended = true;
	else if (s != NULL && sv_is(kind, "station")) {
		s->last = number(l);
		s->seen = number(l) != 0;
		s->date = number(l) != 0;
	} else if (s == NULL)
		refuse(l);
	else if ((c = cell_of(l, s, &slot)) == NULL)
		return;
	else if (sv_is(kind, "alarm"))
		load_alarm(l, c);
	else if (sv_is(kind, "window"))
		load_window(l, c);
	else if (sv_is(kind, "episode"))
		load_episode(l, c, slot->rule);
	else
		refuse(l);
}

void
alertstate_load(struct alert *a, const char *file)
{
	struct load l = { .a = a };
	bool ended = false;

	if (access(file, F_OK) != 0 && errno == ENOENT)
		return;
	l.in = csvin_open_one(a->spec.d, file);
	l.kind = csvin_need(l.in, "kind");
	l.station = csvin_need(l.in, "station");
	l.rule = csvin_need(l.in, "rule");
	l.item = csvin_need(l.in, "item");
	l.data = csvin_need(l.in, "data");
	while (csvin_next(l.in))
		load_row(&l, &ended);
	if (!ended)
		diag_refuse(a->spec.d, &(struct place){ file, 0, NULL }, _("the state is cut off"));
	csvin_close(l.in);
	/* The site is that of the last stamp, for events that no row comes before. */
	for (size_t k = 0; k < a->stations.n; k++)
		alert_look_up(a, k);
}

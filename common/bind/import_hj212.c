/*
 * import_hj212 - streams and logs of HJ 212 messages as observations, one row for each value.  A bad
 * message never stops the stream.
 */
#include <stdlib.h>

#include "hj212job.h"
#include "mem.h"

#define PACKETS_MAX 64

const char *const import_hj212_brief =
    N_("HJ 212 messages (2005, 2017, 2025), from a stream or a log: one row a value");

bool
import_hj212_looks(struct sv h)
{
	const char *p = h.p, *const end = h.p + h.n;

	while ((p = h.n == 0 ? NULL : memmem(p, (size_t)(end - p), "##", 2)) != NULL) {
		size_t i;

		for (i = 2; i < 6 && p + i < end && p[i] >= '0' && p[i] <= '9'; i++)
			;
		if (i == 6 && end - p > 12 && (memcmp(p + 6, "QN=", 3) == 0 || memcmp(p + 6, "ST=", 3) == 0))
			return true;
		p += 2;
	}
	return false;
}

static void
count_in(struct map *m, unsigned long **n, size_t *cap, struct sv key)
{
	const size_t before = m->n, k = map_put(m, key);

	if (m->n > before) {
		*n = mem_grow(*n, cap, m->n, sizeof(**n));
		(*n)[k] = 0;
	}
	(*n)[k]++;
}

/* --- rows ------------------------------------------------------------------------------------ */

static void
report(struct hj *h, struct sv text, const char *code, const char *why)
{
	(void)diag_cell(h->m->d, &(struct place){ h->b.name, h->b.line, NULL }, text, code, "%s", why);
}

/* Table hj212_flags by its letter. */
static void
read_flags(struct hj *h)
{
	const struct table *t = table_get(h->m->tabs, "hj212_flags");
	const size_t letter = table_col(t, "flag"), code = table_col(t, "code");

	for (size_t i = 0; i < t->nrow; i++) {
		const char *l = table_at(t, i, letter);

		if (l[0] != '\0' && l[1] == '\0')
			h->letter[(unsigned char)l[0]] = table_at(t, i, code);
	}
}

/* Adds the flag that a data flag letter means, and that of the equipment. */
static void
flag_of(const struct hj *h, struct sv flag, struct sv eflag, struct sbuf *b)
{
	const char *code = flag.n == 1 ? h->letter[(unsigned char)flag.p[0]] : NULL;

	if (code != NULL)
		sbuf_puts(b, code);
	else if (flag.n > 0) {
		sbuf_puts(b, "x-");
		sbuf_put(b, flag.p, flag.n);
	}
	if (eflag.n > 0 && !sv_is(eflag, "0"))
		sbuf_printf(b, "%sx-E%.*s", b->n > 0 ? " " : "", (int)eflag.n, eflag.p);
}

/* The value in the registry's unit; false where it is no number (then written as it stands). */
static bool
put_value(struct hj *h, const struct factor *f, struct sv v, bool v2025)
{
	struct csvout *out = h->m->out;
	struct dec x, y;
	enum dec_parsed r;

	if (v2025 && sv_is(v, "9999.99")) {
		h->nnocompute++;
		csvout_empty(out);
		return true;
	}
	if (f->f.num == f->f.den && dec_plain(v)) {
		csvout_plain(out, v);
		return true;
	}
	r = dec_read(v, &x);
	if (r != DEC_OK && r != DEC_CUT && r != DEC_EMPTY) {
		csvout_cell(out, v);
		return false;
	}
	h->m->ncut += r == DEC_CUT;
	y = f->item != NULL ? import_convert(x, f->f, f->item) : x;
	csvout_dec(out, y);
	return true;
}

/* The row of a value that is written as it stands, in one piece; false for any other. */
static bool
put_common(struct hj *h, const struct factor *f, struct sv v, struct sv flags, bool v2025)
{
	struct csvout *out = h->m->out;
	char *p, *q;

	if (f->f.num != f->f.den || v2025 || !dec_plain(v))
		return false;
	p = q = csvout_room(out, h->front.n + f->before.n + v.n + f->behind.n + flags.n + 4);
	q = mempcpy(q, h->front.p, h->front.n);
	q = mempcpy(q, f->before.p, f->before.n);
	q = mempcpy(q, v.p, v.n);
	q = mempcpy(q, f->behind.p, f->behind.n);
	if (flags.n > 0)
		q = mempcpy(q, flags.p, flags.n);
	out->n += (size_t)(q - p);
	out->begun = true;
	csvout_end(out);
	return true;
}

/* The row of one value, whose group has h->flags. */
static void
put_pair(struct hj *h, const struct factor *f, struct sv v, bool v2025)
{
	const size_t n = h->flags.n;

	h->m->nin++;
	if (put_common(h, f, v, sbuf_sv(&h->flags), v2025))
		return;
	csvout_plain(h->m->out, sbuf_sv(&h->front));
	csvout_plain(h->m->out, f->sname);
	if (!put_value(h, f, v, v2025)) {
		report(h, v, "number", _("a value that is not a number"));
		sbuf_printf(&h->flags, "%sunreadable", n > 0 ? " " : "");
	}
	csvout_plain(h->m->out, f->sunit);
	csvout_plain(h->m->out, sbuf_sv(&h->flags));
	csvout_end(h->m->out);
	h->flags.n = n;
}

/* A group of pairs of one factor: its values, each a row, under its flags. */
static void
put_group(struct hj *h, const struct hj212_head *head, struct sv group, bool v2025)
{
	struct sv flag = { "", 0 }, eflag = { "", 0 }, code, attr;
	struct pair p;
	size_t n = 0;

	while (hj_pair(h, head->st, &group, &p)) {
		switch (h->factor[p.factor].kind) {
		case FACTOR_FLAG:
			flag = p.value;
			break;
		case FACTOR_EFLAG:
			eflag = p.value;
			break;
		case FACTOR_TIME:
			break;
		case FACTOR_VALUE: case FACTOR_OTHER:
			if (n == h->paircap)
				h->pair = mem_grow(h->pair, &h->paircap, n + 1, sizeof(*h->pair));
			h->pair[n++] = p;
		}
	}
	sbuf_clear(&h->flags);
	if (flag.n != 1 || flag.p[0] != 'N' || eflag.n > 0)
		flag_of(h, flag, eflag, &h->flags);
	for (size_t i = 0; i < n; i++) {
		const struct factor *f = &h->factor[h->pair[i].factor];

		if (f->kind == FACTOR_VALUE) {
			put_pair(h, f, h->pair[i].value, v2025);
			continue;
		}
		hj_split_key(h->pair[i].key, &code, &attr);
		count_in(&h->other, &h->nother, &h->othercap, attr.n > 0 ? attr : code);
	}
}

/* --- messages -------------------------------------------------------------------------------- */

static enum reading
look_up_reading(struct hj *h, struct sv cn)
{
	const struct table *t = table_get(h->m->tabs, "hj212_commands");
	const size_t c = table_col(t, "cn"), data = table_col(t, "data");

	for (size_t i = 0; i < t->nrow; i++) {
		const char *d = table_at(t, i, data);

		if (!sv_is(cn, table_at(t, i, c)))
			continue;
		return strcmp(d, "none") == 0 ? READ_NONE : strcmp(d, "minute") == 0 ? READ_MINUTE : strcmp(d, "hour") == 0 ?
		    READ_HOUR : strcmp(d, "day") == 0 ? READ_DAY : READ_NOW;
	}
	return READ_NONE;
}

/* Whether text is what was remembered; remembers it. */
static bool
same_again(char memory[8], struct sv text)
{
	if (text.n > 0 && text.n < 8 && memcmp(memory, text.p, text.n) == 0 && memory[text.n] == '\0')
		return true;
	memset(memory, 0, 8);
	if (text.n < 8)
		memcpy(memory, text.p, text.n);
	return false;
}

static enum reading
reading_of(struct hj *h, struct sv cn)
{
	if (!same_again(h->cn, cn))
		h->reading = look_up_reading(h, cn);
	return h->reading;
}

/* Whether DataTime is the beginning of the period: as told, else by the type of station. */
static bool
look_up_label(struct hj *h, struct sv st)
{
	const char *label = h->m->label != NULL ? h->m->label : hj_station(h, st, "label");

	return strcmp(label, "end") != 0;
}

/* A new type of station: what was remembered of the one before means nothing. */
static void
meet_station(struct hj *h, struct sv st)
{
	if (!same_again(h->st, st)) {
		h->begin = look_up_label(h, st);
		memset(h->recent, 0, sizeof(h->recent));
	}
	h->nth = 0;
}

/* DataTime=20260801000000 (also with milliseconds) as the end of its hour, the date of its day. */
static bool
read_time(struct hj *h, const struct hj212_head *head, enum reading r, struct civil *t)
{
	const char *p = memmem(head->cp.p, head->cp.n, "DataTime=", 9);
	struct sv s;

	if (p == NULL)
		return false;
	s = (struct sv){ p + 9, (size_t)(head->cp.p + head->cp.n - p) - 9 };
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ';' || s.p[i] == ',') {
			s.n = i;
			break;
		}
	}
	if ((s.n != 14 && s.n != 17) || !import_time(s, DATES_YMD, 0, t) || t->date)
		return false;
	if (r == READ_HOUR && h->begin)
		t->sec += CIVIL_HOUR;
	if (r == READ_DAY) {
		t->sec = (h->begin ? civil_hour_day(t->sec + 1) : civil_hour_day(t->sec)) * CIVIL_DAY;
		t->date = true;
	}
	return true;
}

static long
number_of(struct sv s)
{
	struct dec x;

	return s.n > 0 && dec_parse(s, &x) && x.scale == 0 && x.cens == 0 ? (long)x.m : -1;
}

static void
drop_open(struct hj *h, size_t i, bool lost)
{
	struct packets *p = &h->open[i];

	if (lost) {
		struct sbuf b = { 0 };

		sbuf_printf(&b, _("of %ld packets these are missing:"), p->n);
		for (long k = 0; k < p->n && k < PACKETS_MAX; k++) {
			if ((p->have >> k & 1) == 0)
				sbuf_printf(&b, " %ld", k + 1);
		}
		(void)diag_cell(h->m->d, &(struct place){ p->file, p->line, NULL }, sv_of(p->key), "missing_packet", "%s", b.p);
		h->nlost++;
		sbuf_release(&b);
	}
	free(p->key);
	free(p->file);
	h->open[i] = h->open[--h->nopen];
}

/* The message that this packet is a part of; NULL where it is whole. */
static struct packets *
packets_of(struct hj *h, const struct hj212_head *head, long *no)
{
	const long n = number_of(head->pnum);
	struct packets *p = NULL;
	struct sbuf key = { 0 };

	*no = number_of(head->pno);
	if (n < 2 || *no < 1 || *no > n || n > PACKETS_MAX)
		return NULL;
	sbuf_printf(&key, "QN=%.*s MN=%.*s CN=%.*s", (int)head->qn.n, head->qn.p, (int)head->mn.n, head->mn.p,
	    (int)head->cn.n, head->cn.p);
	for (size_t i = 0; i < h->nopen; i++) {
		if (strcmp(h->open[i].key, key.p) == 0)
			p = &h->open[i];
	}
	if (p == NULL) {
		if (h->nopen == HJ212_OPEN_MAX)
			drop_open(h, 0, true);
		p = &h->open[h->nopen++];
		*p = (struct packets){ .key = key.p, .line = h->b.line, .file = mem_dup(h->b.name), .n = n };
	} else
		sbuf_release(&key);
	return p;
}

/* Whether --cn asks for it. */
static bool
wanted(const struct hj *h, struct sv cn)
{
	struct sv rest = sv_of(h->m->cn), part;

	if (h->m->cn == NULL)
		return true;
	while (sv_split(&rest, ',', &part)) {
		if (sv_same(sv_trim(part), cn))
			return true;
	}
	return false;
}

/* "MN,time,cn" as every row of the message begins. */
static void
set_front(struct hj *h, const struct hj212_head *head, struct civil t)
{
	char when[CIVIL_TEXT];

	(void)civil_print(when, t);
	sbuf_clear(&h->front);
	sbuf_put(&h->front, head->mn.p, head->mn.n);
	for (size_t i = 0; i < head->mn.n; i++) {	/* what would need quotes is no part of a number */
		char *c = &h->front.p[i];

		*c = *c == ',' || *c == '"' || (unsigned char)*c < ' ' || (unsigned char)*c > '~' ? '_' : *c;
	}
	sbuf_putc(&h->front, ',');
	sbuf_puts(&h->front, when);
	sbuf_putc(&h->front, ',');
	sbuf_put(&h->front, head->cn.p, head->cn.n);
}

static void
take_message(struct hj *h, const struct hj212_frame *f)
{
	struct hj212_head head;
	struct packets *p;
	enum reading r;
	struct sv rest, group;
	struct civil t;
	bool v2025;
	long no;

	if (!hj212_read_head(f->segment, &head) || number_of(head.cn) < 0) {
		h->nhead++;
		report(h, f->raw, "bad_header", _("the message lacks CN, MN or CP"));
		return;
	}
	h->nlenient += f->lenient;
	h->nquirk += head.qn.n > 0 && head.qn.n != 17;
	r = reading_of(h, head.cn);
	if (r == READ_NONE || (head.cp.n == 0 && head.pnum.n == 0)) {
		count_in(&h->silent, &h->nsilent, &h->silentcap, head.cn);
		return;
	}
	if (!wanted(h, head.cn)) {
		h->nleft++;
		return;
	}
	meet_station(h, head.st);
	p = packets_of(h, &head, &no);
	if (read_time(h, &head, r, &t)) {
		if (p != NULL) {
			p->time = t;
			p->timed = true;
		}
	} else if (p != NULL && p->timed && memmem(head.cp.p, head.cp.n, "DataTime=", 9) == NULL)
		t = p->time;
	else {
		h->ntime++;
		report(h, f->raw, memchr(head.cp.p, '=', head.cp.n) == NULL ? "encrypted" : "bad_time",
		    memchr(head.cp.p, '=', head.cp.n) == NULL ? _("the data are encrypted (or no pairs)") :
		    _("DataTime is missing or no time"));
		return;
	}
	h->ndata++;
	sbuf_clear(&h->before);
	sbuf_put(&h->before, h->front.p, h->front.n);
	set_front(h, &head, t);
	h->nagain += p == NULL && sv_same(sbuf_sv(&h->before), sbuf_sv(&h->front));
	rest = head.cp;
	v2025 = number_of(head.flag) >> 2 == 2;
	while (hj212_group(&rest, &group))
		put_group(h, &head, group, v2025);
	if (p != NULL) {
		p->have |= UINT64_C(1) << (no - 1);
		if (p->have == (p->n == 64 ? ~UINT64_C(0) : (UINT64_C(1) << p->n) - 1))
			drop_open(h, (size_t)(p - h->open), false);
	}
}

static void
take_fault(struct hj *h, const struct hj212_frame *f)
{
	struct sbuf b = { 0 };

	switch (f->fault) {
	case HJ212_BAD_LENGTH:
		sbuf_printf(&b, _("the length field tells %zu bytes, there are %zu"), f->told, f->is);
		break;
	case HJ212_BAD_CRC:
		sbuf_printf(&b, _("the checksum would be %04X"), f->crc);
		break;
	case HJ212_TRUNCATED:
		sbuf_puts(&b, _("the message is cut off before its checksum"));
		break;
	default:
		sbuf_puts(&b, _("a message without its ##"));
		break;
	}
	h->nfault[f->fault]++;
	report(h, f->raw, hj212_fault_code(f->fault), b.p);
	sbuf_release(&b);
}

/* Drops n bytes, counting their lines. */
static void
drop(struct bytes *b, size_t n)
{
	const char *p = b->buf + b->from, *const end = p + n;

	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		b->line++;
		p++;
	}
	b->from += n;
}

static void
read_file(struct hj *h)
{
	struct bytes *b = &h->b;

	for (;;) {
		struct hj212_frame f = { .fault = HJ212_OK };
		size_t used = 0;
		const enum hj212_found r = hj212_next(&h->crc, (struct sv){ b->buf + b->from, b->to - b->from }, b->eof, &f, &used);

		if (r == HJ212_FRAME) {
			h->nmessage++;
			drop(b, used - f.raw.n);	/* the line on which it stands */
			if (f.fault == HJ212_OK)
				take_message(h, &f);
			else
				take_fault(h, &f);
			drop(b, f.raw.n);
			continue;
		}
		drop(b, used);
		if (r == HJ212_END)
			break;
		(void)bytes_fill(b);
	}
	bytes_shut(b);
}

void
import_hj212_run(struct import *m, struct rows *first)
{
	char *none[] = { NULL };
	static const char *const head[] = { "station", "time", "cn", "item", "value", "unit", "flag" };
	struct hj h = { .m = m };

	m->d->keep_going = true;		/* a bad message never stops the stream */
	importmap_read(&h.own, m->d, m->map_file);
	read_flags(&h);
	hj212_init(&h.crc);
	m->out = csvout_open(m->d, m->common->output, m->common->bom);
	csvout_names(m->out, head, sizeof(head) / sizeof(head[0]));
	for (char *const *f = m->files; *f != NULL || f == m->files; f++) {
		char *one[2] = { *f, NULL };

		if (f == m->files && first != NULL)
			h.b = rows_take(first);
		else {
			bytes_init(&h.b, m->d, *f == NULL ? none : one, NULL);
			bytes_open(&h.b);
		}
		read_file(&h);
		bytes_release(&h.b);
		if (*f == NULL)
			break;
	}
	while (h.nopen > 0)
		drop_open(&h, 0, true);
	hj_say_counts(&h);
	import_summary(m);
	hj_say_names(&h);
	importmap_say_unused(&h.own, m->d, m->map_file);
	hj_release(&h);
	csvout_close(m->out);
}

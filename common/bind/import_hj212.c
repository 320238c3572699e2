#include <stdlib.h>

#include "bytes.h"
#include "hj212.h"
#include "import_hj212.h"
#include "importmap.h"
#include "mem.h"

#define OPEN_MAX 64			/* messages of several packets that wait for the rest */
#define PACKETS_MAX 64
#define RECENT_MAX 64			/* places of a message whose keys are remembered */
#define PAIRS_MAX 256			/* values of one group */

const char *const import_hj212_brief =
    N_("HJ 212 messages (2005, 2017, 2025), from a stream or a log: one row a value");

/* What a factor and attribute ("w01018-Rtd" of ST 21) means. */
struct factor {
	char			*name;	/* as written, with its statistic */
	char			*unit;
	struct sv		 sname, sunit;	/* the same */
	const struct item	*item;	/* NULL: kept by code */
	struct ratio		 f;
	bool			 skip;	/* no value: counted by its attribute */
};

/* A message of several packets, of which some are still to come. */
struct packets {
	char		*key;		/* QN, MN and CN */
	unsigned long	 line;
	char		*file;
	uint64_t	 have;
	long		 n;
	struct civil	 time;		/* of the first that has one */
	bool		 timed;
};

/* The key that stood at a place of the message before, which mostly stands there again. */
struct recent {
	char		key[40];
	size_t		n;
	size_t		factor;
};

/* A command number: how its DataTime is read. */
enum reading { READ_NONE, READ_NOW, READ_MINUTE, READ_HOUR, READ_DAY };

struct hj {
	struct import		*m;
	struct importmap	 own;
	struct bytes		 b;
	struct hj212_crc	 crc;
	struct map		 keys;		/* "21 w01018-Rtd" -> factor */
	struct factor		*factor;
	size_t			 factorcap;
	struct map		 unknown;	/* codes that the registry lacks */
	struct map		 other;		/* attributes that are no values, with how often */
	unsigned long		*nother;
	size_t			 othercap;
	struct map		 silent;	/* CN without data */
	unsigned long		*nsilent;
	size_t			 silentcap;
	struct packets		 open[OPEN_MAX];
	size_t			 nopen;
	struct sbuf		 front, key;	/* "MN,time,cn" of the message */
	struct recent		 recent[RECENT_MAX];
	size_t			 nth;		/* value of the message */
	char			 st[8], cn[8];	/* of the message before, with what they mean */
	bool			 begin;
	enum reading		 reading;
	unsigned long		 nmessage, ndata, nleft, nlenient, nquirk, nnocompute;
	unsigned long		 nfault[HJ212_NFAULT], nhead, ntime, nlost;
};

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

/* --- what codes mean ------------------------------------------------------------------------- */

/* The row of table hj212_codes for a code, by its own or the one of 2005; nrow for none. */
static size_t
code_row(const struct table *t, struct sv code, struct sv st)
{
	const size_t own = table_col(t, "code"), old = table_col(t, "code_2005"), medium = table_col(t, "medium");
	const bool water = sv_is(st, "21") || sv_is(st, "32") || sv_is(st, "24");
	size_t i;

	for (i = 0; i < t->nrow; i++) {
		const char *c = table_at(t, i, own);
		const size_t n = strlen(c);

		if (sv_is(code, c))
			return i;
		if (n > 2 && strcmp(c + n - 2, "xx") == 0 && code.n == n && memcmp(code.p, c, n - 2) == 0)
			return i;
	}
	for (i = 0; i < t->nrow; i++) {
		if (sv_is(code, table_at(t, i, old)) && strcmp(table_at(t, i, medium), water ? "water" : "air") == 0)
			return i;
	}
	return i;
}

/* The statistic that an attribute is: "" the value itself, "n" its count; NULL for one that is no value. */
static const char *
statistic_of(struct hj *h, struct sv attr, const char **prefix)
{
	const struct table *t = table_get(h->m->tabs, "hj212_attributes");
	const size_t a = table_col(t, "attribute"), p = table_col(t, "prefix"), s = table_col(t, "suffix");

	for (size_t i = 0; i < t->nrow; i++) {
		if (sv_is(attr, table_at(t, i, a))) {
			*prefix = table_at(t, i, p);
			return table_at(t, i, s);
		}
	}
	return NULL;
}

/* The unit in which a code is sent: what ambient stations do, else what the annex prints. */
static struct sv
unit_sent(const struct table *t, size_t row, struct sv st)
{
	const char *station = table_at(t, row, table_col(t, "unit_station"));

	if (sv_is(st, "22") && station[0] != '\0')
		return sv_of(station);
	return sv_of(table_at(t, row, table_col(t, "unit")));
}

static void
learn(struct hj *h, struct sv code, struct sv attr, struct sv st, struct factor *f)
{
	const struct table *t = table_get(h->m->tabs, "hj212_codes");
	const struct importmap_row *own = importmap_find(&h->own, code);
	const char *prefix = "", *suffix = statistic_of(h, attr, &prefix);
	const size_t row = code_row(t, code, st);
	struct sv name = own != NULL ? sv_of(own->item) : row < t->nrow ? sv_of(table_at(t, row, table_col(t, "code"))) : code;
	struct sv unit = own != NULL ? sv_of(own->unit) : row < t->nrow ? unit_sent(t, row, st) : (struct sv){ "", 0 };
	struct sbuf b = { 0 };

	*f = (struct factor){ .f = { 1, 1 } };
	if (suffix == NULL) {
		f->skip = true;
		return;
	}
	if (own == NULL && row < t->nrow && name.n > 2 && memcmp(name.p + name.n - 2, "xx", 2) == 0)
		name = code;			/* equipment keeps its number */
	f->item = items_find(&h->m->items, NULL, name, NULL);
	if (f->item != NULL) {
		f->f = items_factor(&h->m->items, f->item, unit);
		if (!ratio_has(f->f)) {
			f->item = NULL;
			f->f = (struct ratio){ 1, 1 };
		}
	}
	if (f->item == NULL && own == NULL)
		(void)map_put(&h->unknown, code);
	sbuf_printf(&b, "%s%s%.*s%s%s", prefix, prefix[0] != '\0' ? "_" : "", f->item != NULL ? (int)strlen(f->item->name) :
	    (int)(own != NULL ? name.n : code.n), f->item != NULL ? f->item->name : own != NULL ? name.p : code.p,
	    suffix[0] != '\0' ? "_" : "", suffix);
	f->name = b.p;
	f->unit = strcmp(prefix, "n") == 0 || strcmp(prefix, "due") == 0 ? mem_dup("") :
	    f->item != NULL ? mem_dup(f->item->unit) : mem_ndup(unit.p, unit.n);
	if (f->unit[0] == '\0' && f->item != NULL && prefix[0] != '\0')
		f->f = (struct ratio){ 1, 1 };
	f->sname = sv_of(f->name);
	f->sunit = sv_of(f->unit);
}

/* A key "w01018-Rtd" in its two parts; a key without a hyphen is a code alone. */
static void
split_key(struct sv key, struct sv *code, struct sv *attr)
{
	size_t i = key.n;

	while (i > 0 && key.p[i - 1] != '-')
		i--;
	*code = i == 0 ? key : (struct sv){ key.p, i - 1 };
	*attr = i == 0 ? (struct sv){ "", 0 } : (struct sv){ key.p + i, key.n - i };
}

static struct factor *
factor_of(struct hj *h, struct sv st, struct sv key)
{
	struct recent *at = &h->recent[h->nth++ % RECENT_MAX];
	size_t n = h->keys.n, k;

	if (at->n == key.n && memcmp(at->key, key.p, key.n) == 0)
		return &h->factor[at->factor];

	sbuf_clear(&h->key);
	sbuf_put(&h->key, st.p, st.n);
	sbuf_putc(&h->key, ' ');
	sbuf_put(&h->key, key.p, key.n);
	k = map_put(&h->keys, sbuf_sv(&h->key));
	if (h->keys.n > n) {
		struct sv code, attr;

		h->factor = mem_grow(h->factor, &h->factorcap, h->keys.n, sizeof(*h->factor));
		split_key(key, &code, &attr);
		learn(h, code, attr, st, &h->factor[k]);
	}
	at->n = key.n <= sizeof(at->key) ? key.n : 0;
	memcpy(at->key, key.p, at->n);
	at->factor = k;
	return &h->factor[k];
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

/* Adds the flag that a data flag letter means, and that of the equipment. */
static void
flag_of(struct hj *h, struct sv flag, struct sv eflag, struct sbuf *b)
{
	const struct table *t = table_get(h->m->tabs, "hj212_flags");
	const size_t letter = table_col(t, "flag"), code = table_col(t, "code");
	size_t i;

	for (i = 0; flag.n > 0 && i < t->nrow; i++) {
		if (sv_is(flag, table_at(t, i, letter))) {
			sbuf_puts(b, table_at(t, i, code));
			break;
		}
	}
	if (flag.n > 0 && i == t->nrow) {
		sbuf_puts(b, "x-");
		sbuf_put(b, flag.p, flag.n);
	}
	if (eflag.n > 0 && !sv_is(eflag, "0"))
		sbuf_printf(b, "%sx-E%.*s", b->n > 0 ? " " : "", (int)eflag.n, eflag.p);
}

static bool
plain_digits(struct sv s)
{
	size_t i = s.n > 0 && s.p[0] == '-', point = 0;

	if (s.n == i || s.n > 17 || s.p[i] == '.' || s.p[s.n - 1] == '.' || (s.p[i] == '0' && s.n > i + 1 && s.p[i + 1] != '.'))
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] == '.')
			point++;
		else if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return point <= 1;
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
	if (f->f.num == f->f.den && plain_digits(v)) {
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
	const struct sv part[] = { sbuf_sv(&h->front), f->sname, v, f->sunit, flags };
	char *p, *q;

	if (f->f.num != f->f.den || v2025 || !plain_digits(v))
		return false;
	p = q = csvout_room(out, part[0].n + part[1].n + v.n + part[3].n + flags.n + 8);
	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		memcpy(q, part[i].p == NULL ? "" : part[i].p, part[i].n);
		q += part[i].n;
		*q++ = ',';
	}
	out->n += (size_t)(q - p) - 1;
	out->begun = true;
	csvout_end(out);
	return true;
}

/* A group of pairs of one factor: its values, each a row, under its flags. */
static void
put_group(struct hj *h, const struct hj212_head *head, struct sv group, bool v2025)
{
	struct sv key[PAIRS_MAX], value[PAIRS_MAX], flag = { "", 0 }, eflag = { "", 0 };
	struct sbuf flags = { 0 };
	size_t n = 0;

	while (n < PAIRS_MAX && hj212_pair(&group, &key[n], &value[n])) {
		struct sv code, attr;

		split_key(key[n], &code, &attr);
		if (sv_is(attr, "Flag"))
			flag = value[n];
		else if (sv_is(attr, "EFlag"))
			eflag = value[n];
		else if (!sv_is(key[n], "DataTime"))
			n++;
	}
	if (flag.n != 1 || flag.p[0] != 'N' || eflag.n > 0)
		flag_of(h, flag, eflag, &flags);
	for (size_t i = 0; i < n; i++) {
		const struct factor *f = factor_of(h, head->st, key[i]);

		if (f->skip) {
			struct sv code, attr;

			split_key(key[i], &code, &attr);
			count_in(&h->other, &h->nother, &h->othercap, attr.n > 0 ? attr : code);
			continue;
		}
		h->m->nin++;
		if (put_common(h, f, value[i], sbuf_sv(&flags), v2025))
			continue;
		csvout_plain(h->m->out, sbuf_sv(&h->front));
		csvout_plain(h->m->out, f->sname);
		if (!put_value(h, f, value[i], v2025)) {
			report(h, value[i], "number", _("a value that is not a number"));
			sbuf_printf(&flags, "%sunreadable", flags.n > 0 ? " " : "");
		}
		csvout_plain(h->m->out, f->sunit);
		csvout_plain(h->m->out, sbuf_sv(&flags));
		csvout_end(h->m->out);
	}
	sbuf_release(&flags);
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
	const struct table *t = table_get(h->m->tabs, "hj212_stations");
	const size_t c = table_col(t, "st"), label = table_col(t, "label");

	if (h->m->label != NULL)
		return strcmp(h->m->label, "begin") == 0;
	for (size_t i = 0; i < t->nrow; i++) {
		if (sv_is(st, table_at(t, i, c)))
			return strcmp(table_at(t, i, label), "begin") == 0;
	}
	return true;
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
		if (h->nopen == OPEN_MAX)
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
	set_front(h, &head, t);
	rest = head.cp;
	while (hj212_group(&rest, &group))
		put_group(h, &head, group, number_of(head.flag) >> 2 == 2);
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

static void
say_counts(struct hj *h)
{
	struct sbuf *b = &h->m->note;
	unsigned long bad = h->nhead + h->ntime, silent = 0;

	for (int i = 1; i < HJ212_NFAULT; i++)
		bad += h->nfault[i];
	for (size_t i = 0; i < h->silent.n; i++)
		silent += h->nsilent[i];
	sbuf_printf(b, _("%lu messages: %lu with data"), h->nmessage, h->ndata);
	if (silent > 0) {
		sbuf_printf(b, _(", %lu without ("), silent);
		for (size_t i = 0; i < h->silent.n; i++)
			sbuf_printf(b, "%s%s x %lu", i > 0 ? ", " : "", h->silent.key[i], h->nsilent[i]);
		sbuf_putc(b, ')');
	}
	if (h->nleft > 0)
		sbuf_printf(b, _(", %lu of other CN left out"), h->nleft);
	if (bad > 0) {
		sbuf_printf(b, _(", %lu bad ("), bad);
		for (int i = 1, n = 0; i < HJ212_NFAULT; i++) {
			if (h->nfault[i] > 0)
				sbuf_printf(b, "%s%s x %lu", n++ > 0 ? ", " : "", hj212_fault_code((enum hj212_fault)i), h->nfault[i]);
		}
		if (h->nhead > 0)
			sbuf_printf(b, "%sbad_header x %lu", b->p[b->n - 1] == '(' ? "" : ", ", h->nhead);
		if (h->ntime > 0)
			sbuf_printf(b, "%sbad_time x %lu", b->p[b->n - 1] == '(' ? "" : ", ", h->ntime);
		sbuf_putc(b, ')');
	}
	if (h->nlost > 0)
		sbuf_printf(b, _("; %lu lack packets"), h->nlost);
	if (h->nlenient > 0)
		sbuf_printf(b, _("; %lu checksums in lower case accepted"), h->nlenient);
	if (h->nquirk > 0)
		sbuf_printf(b, _("; %lu QN of another length than 17"), h->nquirk);
	if (h->nnocompute > 0)
		sbuf_printf(b, _("; %lu times 9999.99 (cannot be computed) read as empty"), h->nnocompute);
}

static void
say_names(struct hj *h)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < h->unknown.n; i++)
		sbuf_printf(&b, "%s%s", i > 0 ? ", " : "", h->unknown.key[i]);
	if (b.n > 0)
		diag_note(h->m->d, _("codes that are not in the registry and stay codes: %s"), b.p);
	sbuf_clear(&b);
	for (size_t i = 0; i < h->other.n; i++)
		sbuf_printf(&b, "%s%s x %lu", i > 0 ? ", " : "", h->other.key[i], h->nother[i]);
	if (b.n > 0)
		diag_note(h->m->d, _("fields that are no values left out: %s"), b.p);
	sbuf_release(&b);
}

static void
release(struct hj *h)
{
	for (size_t k = 0; k < h->keys.n; k++) {
		free(h->factor[k].name);
		free(h->factor[k].unit);
	}
	free(h->factor);
	free(h->nother);
	free(h->nsilent);
	map_release(&h->keys);
	map_release(&h->unknown);
	map_release(&h->other);
	map_release(&h->silent);
	sbuf_release(&h->front);
	sbuf_release(&h->key);
	importmap_release(&h->own);
}

void
import_hj212_run(struct import *m, struct rows *first)
{
	char *none[] = { NULL };
	static const char *const head[] = { "station", "time", "cn", "item", "value", "unit", "flag" };
	struct hj h = { .m = m };

	m->d->keep_going = true;		/* a bad message never stops the stream */
	importmap_read(&h.own, m->d, m->map_file);
	hj212_init(&h.crc);
	m->out = csvout_open(m->d, m->common->output, m->common->bom);
	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++)
		csvout_text(m->out, head[i]);
	csvout_end(m->out);
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
	say_counts(&h);
	import_summary(m);
	say_names(&h);
	importmap_say_unused(&h.own, m->d, m->map_file);
	release(&h);
	csvout_close(m->out);
}

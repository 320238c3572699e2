/*
 * import_cnemc - the national hourly files: date, hour, type, one column per station; one row per
 * hour and type.  The hour label is the end of the hour, so hour 0 is the last of the day before.
 */
#include <stdlib.h>

#include "import.h"
#include "map.h"
#include "mem.h"
#include "ozoneorder.h"
#include "watch.h"

/* The types that are written always, in the order of the output. */
static const char *const plain[] = { "SO2", "NO2", "CO", "O3", "PM10", "PM2.5", "AQI" };

#define NPLAIN	(sizeof(plain) / sizeof(plain[0]))
#define FEW	50u		/* votes of an hour that are few */

struct hour {
	struct map	 types;		/* type -> index */
	size_t		 ncol;		/* types that are written, known after the first hour */
	size_t		 shown;		/* types whose marks are written: all, or the plain ones */
	struct map	 stations;	/* code -> index, of all files */
	char	      ***cell;		/* cell[type][station], NULL none */
	struct sbuf	*flags;		/* flags[station] of this hour */
	bool		*met;		/* met[type] in this hour */
	size_t		 cap;		/* stations that cell and flags have room for */
	size_t		*column;	/* column[c] of the open file: its station */
	size_t		*same_as;	/* same_as[c]: the earlier column of that station, else itself */
	size_t		 ncolumn;
	char		*listed;	/* listed[station]: the open file has it */
	unsigned long	 nrepeated;
	bool		 open, cut;
	int64_t		 sec;
	unsigned long	 nhour, nlack, nkept, nback;
	struct watch	 watch;
	struct aqi	 aqi;
	size_t		 item[AQI_NITEM];	/* the types of the index */
	struct ozone_votes votes[2];	/* of all hours: the hour's ozone, its 8 h mean */
	unsigned long	 nexchanged[2], nunsure[2];	/* hours that were put right, that tell nothing sure */
};

static int
looks(const struct import *m, struct rows *r, enum rows_split *split, size_t *header)
{
	static const char head[] = "date|hour|type|";
	struct sv row;
	unsigned long line;

	(void)m;
	*split = ROWS_COMMA;
	*header = 0;
	return r->kind == ROWS_TEXT && rows_peek(r, ROWS_COMMA, 0, &row, &line) && row.n >= sizeof(head) - 1 &&
	    memcmp(row.p, head, sizeof(head) - 1) == 0 ? 2 : 0;
}

/* "20190424" and "23" as the stamp of the hour's end. */
static bool
read_stamp(const struct rows *r, int64_t *sec)
{
	const struct sv d = r->cell[0], h = r->cell[1];
	char iso[16];
	struct civil t;
	struct dec hour;

	if (d.n != 8 || !dec_parse(h, &hour) || hour.scale != 0 || hour.m < 0 || hour.m > 24)
		return false;
	(void)snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2s", d.p, d.p + 4, d.p + 6);
	if (!civil_parse(sv_of(iso), &t))
		return false;
	*sec = t.sec + hour.m * CIVIL_HOUR;
	return true;
}

/* Refuses cell c of the row; under -k counted, false. */
static bool
bad(const struct import *m, const char *column, struct sv text, const char *code, const char *msg)
{
	return diag_cell(m->d, &(struct place){ m->in->name, m->in->line, column }, text, code, "%s", msg);
}

static const char *
column_name(const char *type)
{
	return strcmp(type, "AQI") == 0 ? "AQI_published" : type;
}

static void
put_header(struct import *m, const struct hour *h)
{
	csvout_text(m->out, "station");
	csvout_text(m->out, "time");
	for (size_t k = 0; k < h->ncol; k++)
		csvout_text(m->out, column_name(h->types.key[k]));
	csvout_text(m->out, "flags");
	csvout_end(m->out);
}

/* Forgets the hour's cells. */
static void
clear_hour(struct hour *h)
{
	for (size_t k = 0; k < h->types.n; k++) {
		for (size_t s = 0; s < h->stations.n; s++) {
			free(h->cell[k][s]);
			h->cell[k][s] = NULL;
		}
		h->met[k] = false;
	}
	for (size_t s = 0; s < h->stations.n; s++)
		sbuf_clear(&h->flags[s]);
	h->open = h->cut = false;
}

static void
put_station(struct import *m, struct hour *h, size_t s)
{
	const struct civil t = { h->sec, false };

	watch_row(&h->watch, map_key(&h->stations, s), t, m->in->name, m->in->line);
	csvout_cell(m->out, map_key(&h->stations, s));
	csvout_time(m->out, t);
	for (size_t k = 0; k < h->ncol; k++) {
		const char *v = h->cell[k][s] == NULL ? "" : h->cell[k][s];

		watch_value(&h->watch, sv_of(v));
		csvout_text(m->out, v);
	}
	if (h->cut)
		sbuf_printf(&h->flags[s], "%s*:truncated", h->flags[s].n > 0 ? " " : "");
	csvout_cell(m->out, sbuf_sv(&h->flags[s]));
	csvout_end(m->out);
}

static struct dec
cell_value(const struct hour *h, size_t k, size_t s)
{
	struct dec x;

	return k != MAP_NONE && h->cell[k][s] != NULL && dec_parse(sv_of(h->cell[k][s]), &x) ? x : (struct dec){ 0 };
}

/* Exchanges the values of two types of the hour, where both are met. */
static void
exchange(struct hour *h, size_t a, size_t b)
{
	char **t;

	if (a == MAP_NONE || b == MAP_NONE)
		return;
	t = h->cell[a];
	h->cell[a] = h->cell[b];
	h->cell[b] = t;
}

/*
 * The order of a pair of this hour's ozone types.  An hour of few stations is told together with the
 * hours before it.
 */
static enum ozone_order
order_of(struct hour *h, const struct ozone_votes *v, size_t pair)
{
	enum ozone_order o = ozone_decide(v);

	ozone_add(&h->votes[pair], v);
	if (o == OZONE_UNSURE && v->as_is + v->exchanged + v->below + v->above < FEW)
		o = ozone_decide(&h->votes[pair]);
	h->nexchanged[pair] += o == OZONE_EXCHANGED;
	h->nunsure[pair] += o == OZONE_UNSURE && v->exchanged + v->above > 0;
	return o;
}

/* Archives have been met with ozone and its maxima in each other's place: it is told hour by hour. */
static void
set_ozone_right(struct hour *h)
{
	const size_t hour[2] = { map_get(&h->types, sv_of("O3")), map_get(&h->types, sv_of("O3_8h")) };
	const size_t maximum[2] = { map_get(&h->types, sv_of("O3_24h")), map_get(&h->types, sv_of("O3_8h_24h")) };
	const int edition = edition_of_day(&h->aqi.ed, civil_hour_day(h->sec), NULL);
	struct ozone_votes v[2] = { { 0 }, { 0 } };

	for (size_t s = 0; s < h->stations.n; s++) {
		struct dec c[AQI_NITEM];
		const struct dec n = cell_value(h, NPLAIN - 1, s), m = cell_value(h, maximum[0], s);

		for (size_t p = 0; p < AQI_NITEM; p++)
			c[p] = cell_value(h, h->item[p], s);
		if (dec_has(n) && n.scale == 0)
			ozone_vote(&v[0], &h->aqi, edition, c, m, (int)n.m);
		ozone_pair(&v[0], c[AQI_O3], m);
		ozone_pair(&v[1], cell_value(h, hour[1], s), cell_value(h, maximum[1], s));
	}
	for (size_t i = 0; i < 2; i++) {
		if (order_of(h, &v[i], i) == OZONE_EXCHANGED)
			exchange(h, hour[i], maximum[i]);
	}
}

static void
say_ozone(const struct import *m, const struct hour *h)
{
	static const char *const pair[2] = { N_("O3 and O3_24h"), N_("O3_8h and O3_8h_24h") };

	for (size_t i = 0; i < 2; i++) {
		if (h->nexchanged[i] > 0)
			diag_warn(m->d, _("in %lu hours %s stand in each other's place and are put right: %lu maxima are below "
			    "their value and %lu above"), h->nexchanged[i], _(pair[i]), h->votes[i].above, h->votes[i].below);
		if (h->nexchanged[i] > 0 && i == 0)
			diag_note(m->d, _("%lu published AQI come of the values as put right alone, %lu of those in the file alone"),
			    h->votes[i].exchanged, h->votes[i].as_is);
		if (h->nunsure[i] > 0)
			diag_warn(m->d, _("in %lu hours it is not told which of %s is the maximum; they are left as they stand"),
			    h->nunsure[i], _(pair[i]));
	}
}

/* Writes the hour's stations that have any value. */
static void
flush_hour(struct import *m, struct hour *h)
{
	size_t lack = 0;

	for (size_t k = 0; k < h->types.n; k++)
		lack += !h->met[k];
	h->nlack += lack > 0 && !h->cut;
	set_ozone_right(h);
	for (size_t s = 0; s < h->stations.n; s++) {
		bool any = false;

		for (size_t k = 0; k < h->ncol; k++)
			any = any || h->cell[k][s] != NULL;
		if (any) {
			put_station(m, h, s);
			h->nkept++;
		} else if (h->listed[s])
			m->nempty++;
	}
	clear_hour(h);
	h->nhour++;
}

/* A short row: the hour is cut off.  Refused; under -k its whole cells are kept. */
static void
cut_off(struct import *m, struct hour *h, struct sv type)
{
	const struct place at = { m->in->name, m->in->line, NULL };
	char when[CIVIL_TEXT];

	(void)civil_print(when, (struct civil){ h->sec, false });
	(void)diag_cell(m->d, &at, type, "truncated",
	    m->d->keep_going ?
	    _("row %.*s of hour %s has %zu fields, the header has %zu: the hour is cut off, flagged truncated") :
	    _("row %.*s of hour %s has %zu fields, the header has %zu: the hour is cut off and withheld"),
	    (int)type.n, type.p, when, m->in->n, h->ncolumn);
	h->cut = true;
}

/* One cell of a type. */
static void
take_cell(struct import *m, struct hour *h, size_t k, size_t c)
{
	const struct sv f = m->in->cell[c];
	const size_t s = h->column[c];
	struct sbuf *flags = &h->flags[s];
	struct sv mark;
	struct dec x;
	char text[DEC_TEXT];

	if (import_cell(m, NULL, f, &x, &mark) == IMPORT_BAD) {
		struct sbuf q = { 0 };

		str_quote(&q, f);
		(void)diag_cell(m->d, &(struct place){ m->in->name, m->in->line, h->stations.key[s] }, f, "number",
		    _("'%s' is not a number"), q.p);
		sbuf_release(&q);
		mark = sv_of("unreadable");
		h->cell[k][s] = mem_ndup(f.p, f.n);
	} else if (dec_has(x))
		h->cell[k][s] = mem_ndup(text, dec_print(text, x));
	if (mark.n > 0 && k < h->shown)
		import_flag(m, flags, column_name(h->types.key[k]), mark);
}

/* Puts the cells of one type in their place. */
static void
take_type(struct import *m, struct hour *h, size_t k)
{
	const struct rows *r = m->in;
	const size_t whole = r->n < h->ncolumn ? r->n - 1 : h->ncolumn;	/* the last may be cut */

	for (size_t c = 3; c < whole; c++) {
		const size_t first = h->same_as[c];

		if (first != c) {
			if (!sv_same(r->cell[c], r->cell[first]))
				(void)bad(m, h->stations.key[h->column[c]], r->cell[c], "repeated",
				    _("the station stands twice, with other values"));
		} else if (r->cell[c].n > 0)
			take_cell(m, h, k, c);
	}
	h->met[k] = true;
}

static size_t
type_index(struct import *m, struct hour *h, struct sv type)
{
	const size_t n = h->types.n;
	const size_t k = map_put(&h->types, type);

	if (h->types.n > n) {
		/* Further types first met after the header was written could not be shown. */
		if (m->all && h->nhour > 0)
			diag_refuse(m->d, &(struct place){ m->in->name, m->in->line, "type" },
			    _("type %.*s is not in the first hour; --all needs all types there"), (int)type.n, type.p);
		h->cell = realloc(h->cell, h->types.n * sizeof(*h->cell));
		h->met = realloc(h->met, h->types.n * sizeof(*h->met));
		if (h->cell == NULL || h->met == NULL)
			diag_broken(m->d, "%s", _("out of memory"));
		h->cell[k] = mem_array(h->cap + 1, sizeof(**h->cell));
		h->met[k] = false;
	}
	return k;
}

static void
end_hour(struct import *m, struct hour *h)
{
	if (h->ncol == 0) {
		h->ncol = m->all ? h->types.n : NPLAIN;
		put_header(m, h);
	}
	if (h->open)
		flush_hour(m, h);
}

/* Room for more stations than the files before had. */
static void
grow(struct hour *h)
{
	const size_t cap = h->stations.n * 2 + 16;
	struct sbuf *flags = mem_array(cap, sizeof(*flags));
	char *listed = mem_array(cap, 1);

	if (h->stations.n <= h->cap) {
		free(flags);
		free(listed);
		return;
	}
	for (size_t k = 0; k < h->types.n; k++) {
		char **v = mem_array(cap, sizeof(*v));

		if (h->cap > 0)
			memcpy(v, h->cell[k], h->cap * sizeof(*v));
		free(h->cell[k]);
		h->cell[k] = v;
	}
	if (h->cap > 0)
		memcpy(flags, h->flags, h->cap * sizeof(*flags));
	free(h->flags);
	free(h->listed);
	h->flags = flags;
	h->listed = listed;
	h->cap = cap;
}

/* The header of a file.  The platform has listed a station twice, with the same values: it is read once. */
static void
read_head(struct import *m, struct hour *h)
{
	const struct rows *r = m->in;

	free(h->column);
	free(h->same_as);
	h->ncolumn = r->n;
	h->column = mem_array(r->n, sizeof(*h->column));
	h->same_as = mem_array(r->n, sizeof(*h->same_as));
	for (size_t c = 3; c < r->n; c++)
		h->column[c] = map_put(&h->stations, sv_trim(r->cell[c]));
	grow(h);
	memset(h->listed, 0, h->cap);
	for (size_t c = 3; c < r->n; c++) {
		h->same_as[c] = c;
		for (size_t e = 3; h->listed[h->column[c]] && e < c; e++) {
			if (h->column[e] == h->column[c]) {
				h->same_as[c] = e;
				h->nrepeated++;
				break;
			}
		}
		h->listed[h->column[c]] = 1;
	}
}

static void
take_row(struct import *m, struct hour *h)
{
	const struct rows *r = m->in;
	struct sv type;
	int64_t sec;
	size_t k;

	if (r->n == 1 && sv_trim(r->cell[0]).n == 0) {
		m->nblank++;
		return;
	}
	m->nin++;
	if (r->n < 3 || !read_stamp(r, &sec)) {
		(void)bad(m, "date", r->cell[0], "time", _("date and hour are not like 20190424 and 23"));
		return;
	}
	if (h->open && sec != h->sec) {
		end_hour(m, h);
		h->nback += sec < h->sec;
	}
	type = r->cell[2];
	k = type_index(m, h, type);
	if (h->open && h->met[k]) {
		struct sbuf b = { 0 };

		sbuf_printf(&b, _("type %.*s stands twice in this hour"), (int)type.n, type.p);
		(void)bad(m, "type", type, "again", b.p);
		sbuf_release(&b);
		return;
	}
	h->open = true;
	h->sec = sec;
	if (r->n > h->ncolumn) {
		(void)diag_cell(m->d, &(struct place){ r->name, r->line, NULL }, r->cell[0], "ragged",
		    ngettext("row has %zu field, the header has %zu", "row has %zu fields, the header has %zu", r->n), r->n,
		    h->ncolumn);
		return;
	}
	if (r->n < h->ncolumn)
		cut_off(m, h, type);
	take_type(m, h, k);
}

static void
hour_release(struct hour *h)
{
	for (size_t s = 0; s < h->cap; s++)
		sbuf_release(&h->flags[s]);
	for (size_t k = 0; k < h->types.n; k++)
		free(h->cell[k]);
	free(h->cell);
	free(h->flags);
	free(h->listed);
	free(h->column);
	free(h->same_as);
	free(h->met);
	map_release(&h->types);
	map_release(&h->stations);
}

static void
run(struct import *m)
{
	struct hour h = { .open = false };

	aqi_init(&h.aqi, m->tabs, NULL);
	h.shown = m->all ? SIZE_MAX : NPLAIN;
	for (size_t k = 0; k < NPLAIN; k++)
		(void)type_index(m, &h, sv_of(plain[k]));
	for (size_t p = 0; p < AQI_NITEM; p++)
		h.item[p] = map_get(&h.types, sv_of(aqi_names[p]));
	for (size_t i = 0; i < m->npart; i++) {
		m->in = import_open(m, &m->part[i]);
		rows_begin(m->in, ROWS_COMMA, true);
		if (rows_next(m->in))
			read_head(m, &h);
		while (rows_next(m->in))
			take_row(m, &h);
		end_hour(m, &h);
		import_shut(m, &m->part[i]);
	}
	sbuf_printf(&m->note, _("%lu hours; %lu station-hours written, %lu without any value left out"), h.nhour, h.nkept,
	    m->nempty);
	if (h.nlack > 0)
		sbuf_printf(&m->note, _("; %lu hours lack a type"), h.nlack);
	if (h.nrepeated > 0)
		sbuf_printf(&m->note, _("; %lu stations listed twice with the same values, read once"), h.nrepeated);
	say_ozone(m, &h);
	if (h.nback > 0)
		diag_warn(m->d, _("the hours go back %lu times: the files are not in the order of time"), h.nback);
	h.watch.nback = 0;			/* said in one line for all stations */
	watch_finish(&h.watch, m->d);
	aqi_release(&h.aqi);
	hour_release(&h);
}

const struct import_format import_cnemc_sites = { "cnemc-sites",
	N_("national hourly files: a row per hour and type, a column per station"), looks, run, false };

/*
 * import_cnemc - the national hourly files: date, hour, type, one column per station; one row per
 * hour and type.  The hour label is the end of the hour, so hour 0 is the last of the day before.
 */
#include <stdlib.h>

#include "import.h"
#include "map.h"
#include "mem.h"

/* The types that are written always, in the order of the output. */
static const char *const plain[] = { "SO2", "NO2", "CO", "O3", "PM10", "PM2.5", "AQI" };

#define NPLAIN	(sizeof(plain) / sizeof(plain[0]))
#define NSTATION(in) ((in)->ncol - 3)

struct hour {
	struct map	 types;		/* type -> index */
	size_t		 ncol;		/* types that are written, known after the first hour */
	size_t		 shown;		/* types whose marks are written: all, or the plain ones */
	char	       **cell;		/* cell[type * nstation + station], NULL none */
	struct sbuf	*flags;		/* flags[nstation] of this hour */
	bool		*met;		/* met[type] in this hour */
	size_t		*same_as;	/* same_as[station]: the earlier column of that name, else itself */
	unsigned long	 nrepeated;
	bool		 open, cut;
	int64_t		 sec;
	unsigned long	 nhour, nlack, nkept, nback;
};

static int
looks(const struct csvin *in, const struct tables *tabs)
{
	(void)tabs;
	return in->ncol > 3 && strcmp(in->name[0], "date") == 0 && strcmp(in->name[1], "hour") == 0 &&
	    strcmp(in->name[2], "type") == 0 ? 2 : 0;
}

/* "20190424" and "23" as the stamp of the hour's end. */
static bool
read_stamp(struct csvin *in, int64_t *sec)
{
	const struct sv d = csvin_field(in, 0), h = csvin_field(in, 1);
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

/* Writes the hour's stations that have any value. */
static void
flush_hour(struct import *m, struct hour *h)
{
	const size_t n = NSTATION(m->in);
	size_t lack = 0;

	for (size_t k = 0; k < h->types.n; k++)
		lack += !h->met[k];
	h->nlack += lack > 0 && !h->cut;
	for (size_t s = 0; s < n; s++) {
		bool any = false;

		for (size_t k = 0; k < h->ncol; k++)
			any = any || h->cell[k * n + s] != NULL;
		if (any) {
			csvout_text(m->out, m->in->name[s + 3]);
			csvout_time(m->out, (struct civil){ h->sec, false });
			for (size_t k = 0; k < h->ncol; k++)
				csvout_text(m->out, h->cell[k * n + s] == NULL ? "" : h->cell[k * n + s]);
			if (h->cut)
				sbuf_printf(&h->flags[s], "%s*:truncated", h->flags[s].n > 0 ? " " : "");
			csvout_cell(m->out, sbuf_sv(&h->flags[s]));
			csvout_end(m->out);
			h->nkept++;
		} else if (h->same_as[s] == s)
			m->nempty++;
		sbuf_clear(&h->flags[s]);
	}
	for (size_t i = 0; i < h->types.n * n; i++) {
		free(h->cell[i]);
		h->cell[i] = NULL;
	}
	memset(h->met, 0, h->types.n * sizeof(*h->met));
	h->open = h->cut = false;
	h->nhour++;
}

/* A short row: the hour is cut off.  Refused; under -k its whole cells are kept. */
static void
cut_off(struct import *m, struct hour *h, struct sv type)
{
	const struct place at = { m->in->file, m->in->line, NULL };
	char when[CIVIL_TEXT];

	(void)civil_print(when, (struct civil){ h->sec, false });
	(void)diag_cell(m->d, &at, type, "truncated",
	    m->d->keep_going ?
	    _("row %.*s of hour %s has %zu fields, the header has %zu: the hour is cut off, flagged truncated") :
	    _("row %.*s of hour %s has %zu fields, the header has %zu: the hour is cut off and withheld"),
	    (int)type.n, type.p, when, m->in->nfield, m->in->ncol);
	h->cut = true;
}

/* Puts the cells of one type in their place. */
static void
take_type(struct import *m, struct hour *h, size_t k)
{
	const size_t n = NSTATION(m->in);
	const size_t whole = m->in->nfield < m->in->ncol ? m->in->nfield - 1 : m->in->nfield;	/* the last may be cut */

	for (size_t c = 3; c < whole; c++) {
		const struct sv f = csvin_field(m->in, c);
		const size_t s = h->same_as[c - 3];
		struct sv mark;
		struct dec x;

		if (s != c - 3) {
			if (!sv_same(f, csvin_field(m->in, s + 3)))
				(void)csvin_bad(m->in, c, "repeated", _("the station stands twice, with other values"));
			continue;
		}
		if (f.n == 0)
			continue;
		if (!import_cell(m, NULL, f, &x, &mark)) {
			struct sbuf q = { 0 };

			str_quote(&q, f);
			(void)csvin_bad(m->in, c, "number", _("'%s' is not a number"), q.p);
			sbuf_release(&q);
			mark = sv_of("unreadable");
			h->cell[k * n + s] = mem_ndup(f.p, f.n);
		} else if (dec_has(x)) {
			char text[DEC_TEXT];

			h->cell[k * n + s] = mem_ndup(text, dec_print(text, x));
		}
		if (mark.n > 0 && k < h->shown)
			import_flag(m, &h->flags[s], column_name(h->types.key[k]), mark);
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
			diag_refuse(m->d, &(struct place){ m->in->file, m->in->line, "type" },
			    _("type %.*s is not in the first hour; --all needs all types there"), (int)type.n, type.p);
		h->cell = realloc(h->cell, h->types.n * NSTATION(m->in) * sizeof(*h->cell));
		h->met = realloc(h->met, h->types.n * sizeof(*h->met));
		if (h->cell == NULL || h->met == NULL)
			diag_broken(m->d, "%s", _("out of memory"));
		memset(h->cell + k * NSTATION(m->in), 0, NSTATION(m->in) * sizeof(*h->cell));
		h->met[k] = false;
	}
	return k;
}

static void
end_hour(struct import *m, struct hour *h)
{
	if (h->nhour == 0) {
		h->ncol = m->all ? h->types.n : NPLAIN;
		put_header(m, h);
	}
	if (h->open)
		flush_hour(m, h);
}

/* The platform has listed a station twice, with the same values: it is read once. */
static void
find_repeated(struct import *m, struct hour *h)
{
	struct map names = { .n = 0 };

	h->same_as = mem_array(NSTATION(m->in), sizeof(*h->same_as));
	for (size_t s = 0; s < NSTATION(m->in); s++) {
		const size_t n = names.n;
		const size_t k = map_put(&names, sv_of(m->in->name[s + 3]));

		h->same_as[s] = s;
		for (size_t e = 0; names.n == n && e < s; e++) {
			if (strcmp(m->in->name[e + 3], names.key[k]) == 0) {
				h->same_as[s] = e;
				h->nrepeated++;
				break;
			}
		}
	}
	map_release(&names);
}

static void
run(struct import *m)
{
	struct hour h = { .open = false };

	m->in->ragged_ok = true;
	find_repeated(m, &h);
	h.shown = m->all ? SIZE_MAX : NPLAIN;
	h.flags = mem_array(NSTATION(m->in), sizeof(*h.flags));
	for (size_t k = 0; k < NPLAIN; k++)
		(void)type_index(m, &h, sv_of(plain[k]));
	while (csvin_next(m->in)) {
		struct sv type;
		int64_t sec;
		size_t k;

		if (m->in->nfield < 3 || !read_stamp(m->in, &sec)) {
			(void)csvin_bad(m->in, 0, "time", _("date and hour are not like 20190424 and 23"));
			continue;
		}
		if (h.open && sec != h.sec) {
			end_hour(m, &h);
			h.nback += sec < h.sec;
		}
		type = csvin_field(m->in, 2);
		k = type_index(m, &h, type);
		if (h.open && h.met[k]) {
			(void)csvin_bad(m->in, 2, "again", _("type %.*s stands twice in this hour"), (int)type.n, type.p);
			continue;
		}
		h.open = true;
		h.sec = sec;
		if (m->in->nfield < m->in->ncol)
			cut_off(m, &h, type);
		take_type(m, &h, k);
	}
	end_hour(m, &h);
	sbuf_printf(&m->note, _("%lu hours; %lu station-hours written, %lu without any value left out"), h.nhour, h.nkept,
	    m->nempty);
	if (h.nlack > 0)
		sbuf_printf(&m->note, _("; %lu hours lack a type"), h.nlack);
	if (h.nrepeated > 0)
		sbuf_printf(&m->note, _("; %lu stations listed twice with the same values, read once"), h.nrepeated);
	if (h.nback > 0)
		diag_warn(m->d, _("the hours go back %lu times: the files are not in the order of time"), h.nback);
	for (size_t s = 0; s < NSTATION(m->in); s++)
		sbuf_release(&h.flags[s]);
	free(h.flags);
	free(h.same_as);
	free(h.cell);
	free(h.met);
	map_release(&h.types);
}

const struct import_format import_cnemc_sites = { "cnemc-sites",
	N_("national hourly files: a row per hour and type, a column per station"), looks, run, false };

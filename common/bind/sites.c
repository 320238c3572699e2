#include <stdlib.h>

#include "civil.h"
#include "csvin.h"
#include "mem.h"
#include "sites.h"

/* A date cell; empty is the open end. */
static int64_t
day_cell(struct csvin *in, int col, int64_t open)
{
	struct civil t;
	struct sv f;

	if (col < 0)
		return open;
	f = csvin_field(in, (size_t)col);
	if (f.n == 0)
		return open;
	if (!csvin_time(in, (size_t)col, &t))
		return open;
	return t.date ? t.sec / CIVIL_DAY - (t.sec % CIVIL_DAY < 0) : civil_hour_day(t.sec);
}

static void
add_word(struct sites *s, struct sv w, size_t row, struct sbuf *b, size_t *cap, size_t *linkcap)
{
	const size_t n = s->words.n;
	size_t k;

	sbuf_clear(b);
	str_fold(b, w);
	if (b->n == 0)
		return;
	k = map_put(&s->words, sbuf_sv(b));
	s->link = mem_grow(s->link, linkcap, s->nlink + 1, sizeof(*s->link));
	if (s->words.n > n) {
		s->word = mem_grow(s->word, cap, s->words.n, sizeof(*s->word));
		s->word[k] = SITES_NONE;
	}
	s->link[s->nlink] = (struct sites_link){ row, s->word[k] };
	s->word[k] = s->nlink++;
}

/* Chains a row behind the earlier ones of its station; their days must not overlap. */
static void
add_code(struct sites *s, struct csvin *in, size_t row, size_t *cap)
{
	const size_t n = s->codes.n;
	const size_t k = map_put(&s->codes, sv_of(sites_cell(s, row, s->station)));
	size_t last;

	s->v[row].next = SITES_NONE;
	if (s->codes.n > n) {
		s->first = mem_grow(s->first, cap, s->codes.n, sizeof(*s->first));
		s->first[k] = row;
		return;
	}
	for (last = s->first[k];; last = s->v[last].next) {
		if (s->v[row].from <= s->v[last].to && s->v[last].from <= s->v[row].to) {
			const struct place at = csvin_place(in, (size_t)s->station);

			diag_refuse(in->d, &at, _("station %s has two rows for the same days"),
			    sites_cell(s, row, s->station));
		}
		if (s->v[last].next == SITES_NONE)
			break;
	}
	s->v[last].next = row;
}

static void
check_row(const struct sites *s, struct csvin *in, size_t row)
{
	const struct place at = csvin_place(in, (size_t)s->station);

	if (*sites_cell(s, row, s->station) == '\0')
		diag_refuse(in->d, &at, _("the station is empty"));
	if (s->v[row].from > s->v[row].to)
		diag_refuse(in->d, &at, _("station %s ends before it starts"), sites_cell(s, row, s->station));
}

struct sites *
sites_read(struct diag *d, const char *file)
{
	struct sites *s = mem_alloc(sizeof(*s));
	struct csvin *in = csvin_open_one(d, file);
	const int start = csvin_column(in, "start"), end = csvin_column(in, "end"),
	    alias = csvin_column(in, "aliases"), assessed = csvin_column(in, "assessed");
	size_t cap = 0, vcap = 0, fcap = 0, wcap = 0, lcap = 0;
	struct sbuf b = { 0 };

	s->file = mem_dup(file);
	s->ncol = in->ncol;
	s->name = mem_array(s->ncol, sizeof(*s->name));
	for (size_t c = 0; c < s->ncol; c++)
		s->name[c] = mem_dup(in->name[c]);
	s->station = (int)csvin_need(in, "station");
	s->name_col = sites_column(s, "name");
	s->county = sites_column(s, "county");
	s->city = sites_column(s, "city");
	s->order = sites_column(s, "order");
	s->successor = sites_column(s, "successor");
	while (csvin_next(in)) {
		const size_t row = s->n++;

		s->cell = mem_grow(s->cell, &cap, s->n * s->ncol, sizeof(*s->cell));
		s->v = mem_grow(s->v, &vcap, s->n, sizeof(*s->v));
		for (size_t c = 0; c < s->ncol; c++) {
			const struct sv f = csvin_field(in, c);

			s->cell[row * s->ncol + c] = mem_ndup(f.p, f.n);
		}
		s->v[row] = (struct site){ day_cell(in, start, INT64_MIN + 1), day_cell(in, end, INT64_MAX),
		    assessed < 0 || !sv_is(csvin_field(in, (size_t)assessed), "0"), SITES_NONE };
		check_row(s, in, row);
		add_code(s, in, row, &fcap);
		add_word(s, sv_of(sites_cell(s, row, s->name_col)), row, &b, &wcap, &lcap);
		if (alias >= 0) {
			struct sv rest = csvin_field(in, (size_t)alias), part;

			while (sv_word(&rest, &part))
				add_word(s, part, row, &b, &wcap, &lcap);
		}
	}
	sbuf_release(&b);
	csvin_close(in);
	return s;
}

void
sites_free(struct sites *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n * s->ncol; i++)
		free(s->cell[i]);
	for (size_t c = 0; c < s->ncol; c++)
		free(s->name[c]);
	free(s->cell);
	free(s->name);
	free(s->v);
	free(s->first);
	free(s->word);
	free(s->link);
	map_release(&s->codes);
	map_release(&s->words);
	free((void *)(uintptr_t)s->file);
	free(s);
}

size_t
sites_find(const struct sites *s, struct sv code, int64_t day)
{
	const size_t k = map_get(&s->codes, code);
	size_t row, last = SITES_NONE;

	if (k == MAP_NONE)
		return SITES_NONE;
	for (row = s->first[k]; row != SITES_NONE; row = s->v[row].next) {
		last = row;
		if (day != SITES_ANYDAY && day >= s->v[row].from && day <= s->v[row].to)
			return row;
	}
	return day == SITES_ANYDAY ? last : SITES_NONE;
}

/* The one station of the links that hold on day; *several set where there are more. */
static size_t
one_of(const struct sites *s, size_t link, int64_t day, bool *several)
{
	size_t found = SITES_NONE;

	*several = false;
	for (; link != SITES_NONE; link = s->link[link].next) {
		const size_t row = s->link[link].row;

		if (day != SITES_ANYDAY && (day < s->v[row].from || day > s->v[row].to))
			continue;
		if (found != SITES_NONE && strcmp(sites_cell(s, found, s->station), sites_cell(s, row, s->station)) != 0)
			*several = true;
		else if (found == SITES_NONE)
			found = row;
	}
	return *several ? SITES_NONE : found;
}

size_t
sites_named(const struct sites *s, struct sv name, int64_t day, bool *several)
{
	struct sbuf b = { 0 };
	size_t k, row;

	*several = false;
	str_fold(&b, name);
	k = b.n == 0 ? MAP_NONE : map_get(&s->words, sbuf_sv(&b));
	sbuf_release(&b);
	if (k == MAP_NONE)
		return SITES_NONE;
	row = one_of(s, s->word[k], day, several);
	return row != SITES_NONE || *several || day == SITES_ANYDAY ? row :
	    one_of(s, s->word[k], SITES_ANYDAY, several);
}

int
sites_column(const struct sites *s, const char *name)
{
	for (size_t c = 0; c < s->ncol; c++) {
		if (strcmp(s->name[c], name) == 0)
			return (int)c;
	}
	return -1;
}

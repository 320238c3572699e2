#include <stdlib.h>

#include "decimal.h"
#include "mem.h"
#include "profile.h"
#include "table.h"

#define ARGS_MAX 8

/* A statement: its words, and where it stands. */
struct statement {
	struct place	 at;
	struct sv	 w[ARGS_MAX];
	size_t		 n;
};

static const char *const roles[] = { [ROLE_STATION] = "station", [ROLE_TIME] = "time", [ROLE_DATE] = "date",
	[ROLE_CLOCK] = "clock", [ROLE_HOUR] = "hour", [ROLE_YEAR] = "year", [ROLE_MONTH] = "month", [ROLE_DAY] = "day",
	[ROLE_MINUTE] = "minute", [ROLE_ITEM] = "item", [ROLE_VALUE] = "value", [ROLE_UNIT] = "unit",
	[ROLE_FLAG] = "flag", [ROLE_LIMIT] = "limit", [ROLE_LIMIT_UNIT] = "limit_unit", [ROLE_STATUS] = "status", [ROLE_CARRY] = "carry",
	[ROLE_NUMBER] = "number", [ROLE_SKIP] = "skip", [ROLE_MEASURED] = "registry" };

const char *
profile_role_word(enum profile_role role)
{
	return roles[role];
}

bool
profile_role(struct sv word, enum profile_role *role)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (sv_is(word, roles[i])) {
			*role = (enum profile_role)i;
			return true;
		}
	}
	return false;
}

static char *
copy(struct sv s)
{
	return mem_ndup(s.p, s.n);
}

static char *
copy_if(const struct statement *s, size_t i)
{
	return i < s->n ? copy(s->w[i]) : NULL;
}

static _Noreturn void
refuse(const struct profile *p, const struct statement *s, const char *why)
{
	diag_refuse(p->d, &s->at, _("%.*s: %s"), (int)s->w[0].n, s->w[0].p, why);
}

/* Splits a line into words; "..." holds blanks.  False for a blank line or a comment. */
static bool
read_statement(struct sv line, struct statement *s)
{
	s->n = 0;
	while (s->n < ARGS_MAX) {
		const char *close;

		line = sv_trim(line);
		if (line.n == 0 || (line.p[0] == '#' && (s->n == 0 || line.n == 1 || line.p[1] == ' ')))
			break;
		if (line.p[0] == '"' && (close = memchr(line.p + 1, '"', line.n - 1)) != NULL) {
			s->w[s->n++] = (struct sv){ line.p + 1, (size_t)(close - line.p) - 1 };
			line = (struct sv){ close + 1, (size_t)(line.p + line.n - close) - 1 };
		} else
			(void)sv_word(&line, &s->w[s->n++]);
	}
	return s->n > 0;
}

/* The rest of the line behind its first word, for texts. */
static char *
rest_of(struct sv line)
{
	struct sv w;

	line = sv_trim(line);
	(void)sv_word(&line, &w);
	return copy(sv_trim(line));
}

static bool
read_text(struct profile *p, const struct statement *s, struct sv line)
{
	const struct { const char *word; char **to; } text[] = { { "name", &p->name }, { "brief", &p->brief },
		{ "zh", &p->zh }, { "layout", &p->layout }, { "note", &p->note }, { "medium", &p->medium },
		{ "refuse", &p->refuse }, { "zone", &p->zone } };

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		if (sv_is(s->w[0], text[i].word)) {
			free(*text[i].to);
			*text[i].to = rest_of(line);
			return true;
		}
	}
	return false;
}

/* The index of the statement's second word in the NULL-terminated list; refuses what is not in it. */
static int
choice(const struct profile *p, const struct statement *s, const char *const list[])
{
	struct sbuf b = { 0 };

	for (int i = 0; list[i] != NULL; i++) {
		if (s->n > 1 && sv_is(s->w[1], list[i]))
			return i;
		sbuf_printf(&b, "%s%s", i > 0 ? "|" : "", list[i]);
	}
	diag_refuse(p->d, &s->at, _("%.*s: '%.*s' is not one of %s"), (int)s->w[0].n, s->w[0].p,
	    s->n > 1 ? (int)s->w[1].n : 0, s->n > 1 ? s->w[1].p : "", b.p);
}

static bool
read_choice(struct profile *p, const struct statement *s)
{
	static const char *const split[] = { "comma", "semicolon", "tab", "blank", "line", "any", NULL },
	    *const dates[] = { "ymd", "mdy", "dmy", "unix", "md", NULL }, *const label[] = { "end", "begin", "instant", NULL },
	    *const decimal[] = { "point", "comma", NULL }, *const yes[] = { "no", "yes", NULL },
	    *const frame[] = { "table", "lines", NULL }, *const shape[] = { "wide", "long", NULL },
	    *const rest[] = { "carry", "skip", NULL }, *const unknown[] = { "refuse", "keep", NULL },
	    *const day[] = { "0-24", "20-20", NULL }, *const container[] = { "any", "text", "sheet", "json", NULL },
	    *const units[] = { "no", "next", "auto", NULL };

	if (sv_is(s->w[0], "delimiter")) {
		p->split = choice(p, s, split);
		p->split = p->split == ROWS_NSPLIT ? -1 : p->split;
	} else if (sv_is(s->w[0], "dates"))
		p->dates = (enum profile_dates)choice(p, s, dates);
	else if (sv_is(s->w[0], "label"))
		p->label = (enum profile_label)choice(p, s, label);
	else if (sv_is(s->w[0], "decimal"))
		p->decimal_comma = choice(p, s, decimal) == 1;
	else if (sv_is(s->w[0], "quotes"))
		p->quotes = choice(p, s, yes) == 1;
	else if (sv_is(s->w[0], "frame"))
		p->frame = (enum profile_frame)choice(p, s, frame);
	else if (sv_is(s->w[0], "shape"))
		p->is_long = choice(p, s, shape) == 1;
	else if (sv_is(s->w[0], "rest"))
		p->rest_skip = choice(p, s, rest) == 1;
	else if (sv_is(s->w[0], "names"))
		p->strict = choice(p, s, (const char *const[]){ "registry", "own", NULL }) == 1;
	else if (sv_is(s->w[0], "unknown"))
		p->unknown_keep = choice(p, s, unknown) == 1;
	else if (sv_is(s->w[0], "midnight"))
		p->midnight_date = choice(p, s, (const char *const[]){ "stamp", "date", NULL }) == 1;
	else if (sv_is(s->w[0], "day"))
		p->day_20 = choice(p, s, day) == 1;
	else if (sv_is(s->w[0], "units"))
		p->units = choice(p, s, units);
	else if (sv_is(s->w[0], "times"))
		p->utc = choice(p, s, (const char *const[]){ "local", "utc", NULL }) == 1;
	else if (sv_is(s->w[0], "repeat"))
		p->repeat = choice(p, s, yes) == 1;
	else if (sv_is(s->w[0], "head-fill"))
		p->head_fill = choice(p, s, yes) == 1;
	else if (sv_is(s->w[0], "ozone"))
		p->ozone = choice(p, s, (const char *const[]){ "trust", "detect", NULL }) == 1;
	else if (sv_is(s->w[0], "stations"))
		p->joined = choice(p, s, (const char *const[]){ "first", "joined", NULL }) == 1;
	else if (sv_is(s->w[0], "stamps"))
		p->many = choice(p, s, (const char *const[]){ "once", "many", NULL }) == 1;
	else if (sv_is(s->w[0], "ragged"))
		p->trailing = choice(p, s, yes) == 1;
	else if (sv_is(s->w[0], "container"))
		p->container = choice(p, s, container) - 1;
	else
		return false;
	return true;
}

static bool
read_number(struct profile *p, const struct statement *s)
{
	struct dec x;
	size_t *to = sv_is(s->w[0], "header-rows") ? &p->header_rows : sv_is(s->w[0], "skip") ? &p->skip : NULL;

	if (to == NULL)
		return false;
	if (s->n != 2 || !dec_parse(s->w[1], &x) || x.scale != 0 || x.m < 0 || x.m > 20)
		refuse(p, s, _("a number from 0 to 20 is wanted"));
	*to = (size_t)x.m;
	return true;
}

static bool
read_pattern(struct profile *p, const struct statement *s)
{
	const struct { const char *word; struct pattern *to; } one[] = { { "header", &p->header }, { "end", &p->end },
		{ "row", &p->row }, { "begin", &p->begin }, { "unless", &p->unless } };

	if (sv_is(s->w[0], "match") || sv_is(s->w[0], "pick")) {
		const bool match = sv_is(s->w[0], "match");
		struct pattern **list = match ? &p->match : &p->pick;
		size_t *n = match ? &p->nmatch : &p->npick;

		if (s->n != 2)
			refuse(p, s, _("one pattern is wanted"));
		*list = mem_grow(*list, match ? &p->matchcap : &p->pickcap, *n + 1, sizeof(**list));
		pattern_init(&(*list)[*n], p->d, &s->at, s->w[1], false);
		++*n;
		return true;
	}
	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++) {
		if (!sv_is(s->w[0], one[i].word))
			continue;
		if (s->n != 2 || one[i].to->code != NULL)
			refuse(p, s, _("one pattern is wanted, once"));
		pattern_init(one[i].to, p->d, &s->at, s->w[1], one[i].to == &p->row);
		return true;
	}
	return false;
}

/* column PATTERN[@N] ROLE [NAME] [UNIT], or column PATTERN ITEM [UNIT] */
static void
read_column(struct profile *p, const struct statement *s)
{
	struct profile_column *c;
	struct sv head;

	if (s->n < 3)
		refuse(p, s, _("a pattern and what it is are wanted"));
	head = s->w[1];
	p->column = mem_grow(p->column, &p->columncap, p->ncolumn + 1, sizeof(*p->column));
	c = &p->column[p->ncolumn++];
	*c = (struct profile_column){ .role = ROLE_MEASURED };
	if (head.n > 2 && head.p[head.n - 2] == '@' && head.p[head.n - 1] >= '1' && head.p[head.n - 1] <= '9') {
		c->nth = head.p[head.n - 1] - '0';
		head.n -= 2;
	} else if (head.n > 5 && memcmp(head.p + head.n - 5, "@last", 5) == 0) {
		c->nth = PROFILE_LAST;
		head.n -= 5;
	}
	pattern_init(&c->head, p->d, &s->at, head, true);
	if (profile_role(s->w[2], &c->role)) {
		c->name = copy_if(s, 3);
		if (c->role == ROLE_STATUS && s->n > 3)
			pattern_init(&c->form, p->d, &s->at, s->w[3], true);
		if (c->role == ROLE_CARRY || c->role == ROLE_NUMBER || c->role == ROLE_MEASURED)
			c->unit = copy_if(s, 4);
		return;
	}
	c->name = copy(s->w[2]);
	c->unit = copy_if(s, 3);
}

/* flag COLUMN CELL CODE [ITEM], map COLUMN CELL TEXT, nd COLUMN CELL */
static void
read_cell(struct profile *p, const struct statement *s, struct profile_cell **list, size_t *n, size_t *cap, size_t min)
{
	struct profile_cell *c;

	if (s->n < min)
		refuse(p, s, _("patterns of column and cell, and what it means, are wanted"));
	*list = mem_grow(*list, cap, *n + 1, sizeof(**list));
	c = &(*list)[(*n)++];
	*c = (struct profile_cell){ .word = copy_if(s, 3), .item = copy_if(s, 4) };
	pattern_init(&c->head, p->d, &s->at, s->w[1], true);
	pattern_init(&c->cell, p->d, &s->at, s->w[2], true);
	if (c->item != NULL && c->item[0] == '@')
		pattern_init(&c->of, p->d, &s->at, sv_of(c->item + 1), true);
}

static void
add_pair(struct profile_pair **v, size_t *n, size_t *cap, const struct statement *s)
{
	*v = mem_grow(*v, cap, *n + 1, sizeof(**v));
	(*v)[(*n)++] = (struct profile_pair){ copy(s->w[1]), copy_if(s, 2) };
}

static void
read_line(struct profile *p, const struct statement *s, struct sv line)
{
	if (read_text(p, s, line) || read_choice(p, s) || read_number(p, s) || read_pattern(p, s))
		return;
	if (sv_is(s->w[0], "column"))
		read_column(p, s);
	else if (sv_is(s->w[0], "flag"))
		read_cell(p, s, &p->flag, &p->nflag, &p->flagcap, 4);
	else if (sv_is(s->w[0], "map"))
		read_cell(p, s, &p->map, &p->nmap, &p->mapcap, 3);
	else if (sv_is(s->w[0], "nd"))
		read_cell(p, s, &p->nd, &p->nnd, &p->ndcap, 3);
	else if (sv_is(s->w[0], "mark") && s->n == 3)
		add_pair(&p->mark, &p->nmark, &p->markcap, s);
	else if (sv_is(s->w[0], "missing") && s->n >= 2)
		add_pair(&p->missing, &p->nmissing, &p->missingcap, s);
	else
		refuse(p, s, _("no such statement, or not so many words; see qj-profile(5)"));
}

/* Whether the statement says what a file must look like to be of the profile. */
static bool
tells(struct sv word)
{
	static const char *const words[] = { "name", "container", "delimiter", "frame", "quotes", "match", "unless", "header", "row" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (sv_is(word, words[i]))
			return true;
	}
	return false;
}

struct profile *
profile_read(struct diag *d, const char *file, const char *text, bool whole)
{
	struct profile *p = mem_alloc(sizeof(*p));
	struct sv rest = sv_of(text), line;
	struct statement s = { .at = { NULL, 0, NULL } };

	*p = (struct profile){ .d = d, .file = mem_dup(file), .split = -1, .container = -1, .quotes = true, .header_rows = 1 };
	s.at.file = p->file;
	while (sv_split(&rest, '\n', &line)) {
		s.at.line++;
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		if (read_statement(line, &s) && (whole || tells(s.w[0])))
			read_line(p, &s, line);
	}
	if (p->name == NULL || (p->header.code == NULL && p->row.code == NULL))
		diag_refuse(d, &(struct place){ p->file, 0, NULL }, _("a profile needs name, and header or row"));
	if (p->frame == FRAME_LINES)
		p->split = ROWS_LINE;
	return p;
}

static void
free_cells(struct profile_cell *c, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		pattern_release(&c[i].head);
		pattern_release(&c[i].cell);
		pattern_release(&c[i].of);
		free(c[i].word);
		free(c[i].item);
	}
	free(c);
}

static void
free_pairs(struct profile_pair *v, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(v[i].text);
		free(v[i].means);
	}
	free(v);
}

void
profile_free(struct profile *p)
{
	char *const text[] = { p->file, p->name, p->brief, p->zh, p->layout, p->note, p->medium, p->refuse, p->zone };
	struct pattern *const one[] = { &p->header, &p->end, &p->row, &p->begin, &p->unless };

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		free(text[i]);
	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++)
		pattern_release(one[i]);
	for (size_t i = 0; i < p->nmatch; i++)
		pattern_release(&p->match[i]);
	for (size_t i = 0; i < p->npick; i++)
		pattern_release(&p->pick[i]);
	for (size_t i = 0; i < p->ncolumn; i++) {
		pattern_release(&p->column[i].head);
		pattern_release(&p->column[i].form);
		free(p->column[i].name);
		free(p->column[i].unit);
	}
	free(p->match);
	free(p->pick);
	free(p->column);
	free_cells(p->flag, p->nflag);
	free_cells(p->map, p->nmap);
	free_cells(p->nd, p->nnd);
	free_pairs(p->mark, p->nmark);
	free_pairs(p->missing, p->nmissing);
	free(p);
}

const char *
profile_builtin(size_t i, const char **file)
{
	for (size_t k = 0, n = 0; text_name(k) != NULL; k++) {
		if (strncmp(text_name(k), "profiles/", 9) == 0 && n++ == i) {
			*file = text_name(k);
			return text_get(text_name(k));
		}
	}
	return NULL;
}

struct sv
profile_fact(const char *text, const char *word)
{
	struct sv rest = sv_of(text), line;
	struct statement s = { .n = 0 };

	while (sv_split(&rest, '\n', &line)) {
		if (read_statement(line, &s) && sv_is(s.w[0], word)) {
			(void)sv_word(&line, &s.w[0]);
			return sv_trim(line);
		}
	}
	return (struct sv){ "", 0 };
}

static bool
container_fits(const struct profile *p, const struct rows *r)
{
	return (p->container < 0 || p->container == (int)r->kind) && (p->frame != FRAME_LINES || r->kind == ROWS_TEXT);
}

/* The first row of the top that matches; cells: of several cells, so that it is split as it is meant. */
static bool
find_row(struct pattern *q, struct rows *r, enum rows_split split, bool cells, size_t *at)
{
	struct sv row;
	unsigned long line;

	for (size_t k = 0; rows_peek(r, split, k, &row, &line); k++) {
		if (pattern_match(q, row) && (!cells || memchr(row.p, '|', row.n) != NULL)) {
			*at = k;
			return true;
		}
	}
	return false;
}

static bool
fits(struct profile *p, struct rows *r, enum rows_split split, size_t *header)
{
	size_t at;

	if (!find_row(p->frame == FRAME_LINES ? &p->row : &p->header, r, split, p->frame != FRAME_LINES && p->split < 0, header))
		return false;
	for (size_t i = 0; i < p->nmatch; i++) {
		if (!find_row(&p->match[i], r, split, false, &at))
			return false;
	}
	return !find_row(&p->unless, r, split, false, &at);
}

bool
profile_match(struct profile *p, struct rows *r, enum rows_split *split, size_t *header)
{
	static const enum rows_split any[] = { ROWS_COMMA, ROWS_TAB, ROWS_SEMICOLON };

	if (!container_fits(p, r))
		return false;
	if (p->split >= 0 || r->kind != ROWS_TEXT) {
		*split = p->split >= 0 ? (enum rows_split)p->split : ROWS_COMMA;
		return fits(p, r, *split, header);
	}
	for (size_t i = 0; i < sizeof(any) / sizeof(any[0]); i++) {
		*split = any[i];
		if (fits(p, r, *split, header))
			return true;
	}
	return false;
}

/*
 * import_bind - what the columns of an export are: by the user's map, by the profile, by the heads
 * and items of the registry; else they are carried through.
 */
#include <stdlib.h>

#include "importjob.h"
#include "mem.h"

/* A column's meaning while it is looked for. */
struct meant {
	enum profile_role	 role;
	struct sv		 name, unit;
	struct pattern		*form;
	bool			 told;	/* by map or profile, not by the registry */
};

static struct place
place_of(const struct job *j, size_t c, unsigned long line)
{
	return (struct place){ j->m->in->name, line, j->l.head[c] };
}

/* The out column of that name, added where there is none. */
static size_t
out_column(struct job *j, const char *name, enum out_kind kind, const struct item *item)
{
	for (size_t i = 0; i < j->nout; i++) {
		if (strcmp(j->out[i].name, name) == 0)
			return i;
	}
	j->out = mem_grow(j->out, &j->outcap, j->nout + 1, sizeof(*j->out));
	j->out[j->nout] = (struct outcol){ mem_dup(name), kind, item, false };
	return j->nout++;
}

static struct source *
source_of(struct job *j, const char *name, enum out_kind kind, const struct item *item)
{
	const size_t before = j->nout, i = out_column(j, name, kind, item);

	if (j->nout > before || j->l.of == NULL) {
		struct source *of = mem_array(j->nout, sizeof(*of));

		for (size_t k = 0; k < j->nout; k++)
			of[k] = k < before && j->l.of != NULL ? j->l.of[k] :
			    (struct source){ .cell = -1, .pick = -1, .status = { -1, -1 }, .factor = { 1, 1 } };
		free(j->l.of);
		j->l.of = of;
	}
	return &j->l.of[i];
}

static bool
by_map(struct job *j, struct sv head, struct meant *m)
{
	const struct importmap_row *r = importmap_find(&j->own, head);

	if (r == NULL)
		return false;
	*m = (struct meant){ .role = ROLE_MEASURED, .name = sv_of(r->item), .unit = sv_of(r->unit), .told = true };
	if (sv_is(m->name, "-"))
		m->role = ROLE_SKIP;
	else if (!profile_role(m->name, &m->role) || m->role > ROLE_LIMIT_UNIT)	/* a key of the row, else an item */
		m->role = ROLE_MEASURED;
	return true;
}

/* What a statement of the profile makes of a head that it matches; names and units in text. */
static struct meant
meant_by(struct profile_column *c, struct sv head, struct sbuf *text)
{
	size_t split;

	if (c->role == ROLE_STATUS)
		return (struct meant){ .role = c->role, .form = &c->form, .told = true };
	sbuf_clear(text);
	if (c->name != NULL)
		pattern_expand(&c->head, sv_of(c->name), text);
	else
		sbuf_put(text, head.p, head.n);
	split = text->n;
	if (c->unit != NULL)
		pattern_expand(&c->head, sv_of(c->unit), text);
	return (struct meant){ .role = c->role, .name = { text->p, split }, .unit = { text->p + split, text->n - split }, .told = true };
}

/* Whether a head behind column c matches too. */
static bool
comes_again(const struct job *j, struct pattern *p, size_t c)
{
	while (++c < j->l.ncell) {
		if (pattern_match(p, sv_of(j->l.head[c])))
			return true;
	}
	return false;
}

/* The profile's first statement that matches column at; seen counts the heads that each has matched. */
static bool
by_profile(struct job *j, size_t at, int *seen, struct sbuf *text, struct meant *m)
{
	const struct sv head = sv_of(j->l.head[at]);
	bool found = false;

	for (size_t i = 0; j->p != NULL && i < j->p->ncolumn; i++) {
		struct profile_column *c = &j->p->column[i];

		if (found && c->nth <= 0)
			continue;
		if (c->nth == PROFILE_LAST && comes_again(j, &c->head, at))
			continue;
		if (!pattern_match(&c->head, head))	/* last, for its groups */
			continue;
		seen[i]++;
		if (!found && (c->nth <= 0 || seen[i] == c->nth)) {
			*m = meant_by(c, head, text);
			found = true;
		}
	}
	return found;
}

/* "PM2.5[ug/m3]" for items_column. */
static void
with_unit(struct sbuf *b, struct sv name, struct sv unit)
{
	sbuf_clear(b);
	sbuf_put(b, name.p, name.n);
	if (unit.n > 0)
		sbuf_printf(b, "[%.*s]", (int)unit.n, unit.p);
}

bool
job_find_item(const struct job *j, struct sv header, struct item_column *ic)
{
	const char *medium = j->m->common->medium;

	if (!items_column(&j->m->items, medium, header, ic))
		return false;
	if (ic->shared && medium == NULL && j->p != NULL && j->p->medium != NULL)
		return items_column(&j->m->items, j->p->medium, header, ic);
	return true;
}

void
job_item_name(const struct job *j, const struct item_column *ic, bool column, struct sbuf *b)
{
	bool shared;

	sbuf_clear(b);
	sbuf_puts(b, ic->item->name);
	if (ic->stat.n > 0)
		sbuf_printf(b, "_%.*s", (int)ic->stat.n, ic->stat.p);
	(void)items_find(&j->m->items, NULL, sv_of(ic->item->name), &shared);
	if (shared && column && ic->item->unit[0] != '\0')
		sbuf_printf(b, "[%s]", ic->item->unit);
}

struct ratio
job_factor(const struct job *j, const struct place *at, const struct item_column *ic)
{
	const struct ratio f = items_factor(&j->m->items, ic->item, ic->unit);

	if (ic->shared)
		diag_refuse(j->m->d, at, _("several media have this item; write its unit in brackets or give --medium"));
	if (!ratio_has(f))
		diag_refuse(j->m->d, at, _("no conversion from '%.*s' to %s of %s"), (int)ic->unit.n, ic->unit.p,
		    ic->item->unit, ic->item->name);
	return f;
}

void
job_no_unit(struct job *j, struct sv name, const struct item *it)
{
	struct sbuf b = { 0 };

	if (it->unit[0] == '\0')
		return;
	sbuf_printf(&b, "%.*s (%s)", (int)name.n, name.p, it->unit);
	(void)map_put(&j->unitless, sbuf_sv(&b));
	sbuf_release(&b);
}

static void
say_why(const struct job *j, size_t c, const char *name, const struct item *item)
{
	if (!j->m->why)
		return;
	if (item != NULL)
		diag_note(j->m->d, _("column %s: %s of %s, in %s"), j->l.head[c], name, item->medium, item->unit);
	else
		diag_note(j->m->d, _("column %s: %s"), j->l.head[c], name);
}

static void
take_source(struct job *j, size_t c, const char *name, enum out_kind kind, const struct item *item, struct ratio factor,
    const struct place *at)
{
	struct source *s = source_of(j, name, kind, item);

	if (s->cell >= 0)
		diag_refuse(j->m->d, at, kind == OUT_TEXT ? _("column name '%s' occurs twice") :
		    _("this and column %s are both %s"), kind == OUT_TEXT ? name : j->l.head[s->cell], name);
	s->cell = (int)c;
	s->factor = factor;
	j->out[s - j->l.of].told = true;
}

/* A measured column: an item of the registry, else a number that keeps its name and unit. */
static void
bind_measured(struct job *j, size_t c, const struct meant *m, unsigned long line)
{
	const struct place at = place_of(j, c, line);
	struct sbuf head = { 0 }, name = { 0 };
	struct item_column ic;

	with_unit(&head, m->name, m->unit.n > 0 || m->role == ROLE_CARRY ? m->unit : j->unit);
	if (m->role == ROLE_MEASURED && job_find_item(j, sbuf_sv(&head), &ic)) {
		const struct ratio f = job_factor(j, &at, &ic);

		job_item_name(j, &ic, true, &name);
		take_source(j, c, name.p, OUT_ITEM, ic.item, f, &at);
		say_why(j, c, name.p, ic.item);
		if (j->p == NULL && !m->told && ic.unit.n == 0 && strcmp(j->l.head[c], name.p) != 0)
			job_no_unit(j, sv_of(j->l.head[c]), ic.item);
	} else {
		if (m->role == ROLE_NUMBER || m->told) {
			sbuf_clear(&head);
			job_own_name(&head, m->name);
			with_unit(&name, (struct sv){ "", 0 }, m->unit.n > 0 ? m->unit : m->role == ROLE_CARRY ? m->unit : j->unit);
			sbuf_puts(&head, name.p == NULL ? "" : name.p);
		}
		take_source(j, c, head.p, m->role == ROLE_CARRY ? OUT_TEXT : OUT_NUMBER, NULL, (struct ratio){ 1, 1 }, &at);
		if (m->told)
			say_why(j, c, head.p, NULL);
	}
	sbuf_release(&head);
	sbuf_release(&name);
}

static bool
is_reserved(const struct job *j, const char *name)
{
	return strcmp(name, "station") == 0 || strcmp(name, "time") == 0 ||
	    (j->is_long && (strcmp(name, "item") == 0 || strcmp(name, "value") == 0));
}

static void
bind_carried(struct job *j, size_t c, unsigned long line)
{
	const struct place at = place_of(j, c, line);
	const char *name = j->l.head[c];
	struct source *s;

	if (is_reserved(j, name))
		diag_refuse(j->m->d, &at, _("column name '%s' occurs twice"), name);
	s = source_of(j, name, OUT_TEXT, NULL);
	if (s->cell >= 0)
		diag_refuse(j->m->d, &at, _("column name '%s' occurs twice"), name);
	s->cell = (int)c;
}

/* Cells of profile rules whose head matches column c. */
static void
bind_rules(struct job *j, size_t c)
{
	struct profile *p = j->p;
	const struct { struct profile_cell *rule; size_t n; struct cell_rule **to; size_t *nto, *cap; } kind[] = {
		{ p->flag, p->nflag, &j->l.flag, &j->l.nflag, &j->l.flagcap }, { p->map, p->nmap, &j->l.map, &j->l.nmap, &j->l.mapcap },
		{ p->nd, p->nnd, &j->l.nd, &j->l.nnd, &j->l.ndcap } };

	for (size_t k = 0; k < sizeof(kind) / sizeof(kind[0]); k++) {
		for (size_t i = 0; i < kind[k].n; i++) {
			struct profile_cell *r = &kind[k].rule[i];

			if (!pattern_match(&r->head, sv_of(j->l.head[c])))
				continue;
			*kind[k].to = mem_grow(*kind[k].to, kind[k].cap, *kind[k].nto + 1, sizeof(**kind[k].to));
			(*kind[k].to)[(*kind[k].nto)++] = (struct cell_rule){ (int)c, &r->cell, r->word == NULL ? "" : r->word,
			    r->of.code != NULL ? NULL : r->item, r->of.code != NULL ? &r->of : NULL };
		}
	}
}

/* A flag without an item is of the item of its column, or of the one it points at, where that has one. */
static void
name_flags(struct job *j)
{
	for (size_t i = 0; i < j->l.nflag; i++) {
		struct cell_rule *r = &j->l.flag[i];

		for (size_t k = 0; k < j->nout && r->item == NULL && j->l.of != NULL; k++) {
			const int c = j->l.of[k].cell;

			if (c >= 0 && j->out[k].kind != OUT_TEXT &&
			    (r->of == NULL ? c == r->cell : pattern_match(r->of, sv_of(j->l.head[c]))))
				r->item = j->out[k].name;
		}
	}
}

/* Key columns by their heads; those that map or profile have told stay. */
static void
bind_roles(struct job *j, const struct meant *told)
{
	struct layout *l = &j->l;

	for (enum profile_role r = ROLE_STATION; r <= ROLE_LIMIT_UNIT && (j->p == NULL || !j->p->strict); r++) {
		const int c = import_column(j->m, l->head, l->ncell, profile_role_word(r));

		if (l->role[r] < 0 && c >= 0 && !told[c].told)
			l->role[r] = c;
	}
	if (j->m->code != NULL)
		l->role[ROLE_STATION] = -1;
	if (j->m->at != NULL) {
		for (enum profile_role r = ROLE_TIME; r <= ROLE_MINUTE; r++)
			l->role[r] = -1;
	}
	j->is_long = j->p != NULL ? j->p->is_long || (l->role[ROLE_ITEM] >= 0 && l->role[ROLE_VALUE] >= 0) :
	    l->role[ROLE_ITEM] >= 0 && l->role[ROLE_VALUE] >= 0;
	for (enum profile_role r = ROLE_ITEM; r <= ROLE_LIMIT_UNIT && !j->is_long; r++)
		l->role[r] = -1;
}

static int
named_column(const struct job *j, const char *name, unsigned long line)
{
	for (size_t c = 0; c < j->l.ncell; c++) {
		if (strcmp(j->l.head[c], name) == 0)
			return (int)c;
	}
	for (size_t c = 0; c < j->l.ncell; c++) {
		struct sbuf a = { 0 }, b = { 0 };
		bool same;

		str_fold(&a, sv_of(j->l.head[c]));
		str_fold(&b, sv_of(name));
		same = sv_same(sbuf_sv(&a), sbuf_sv(&b));
		sbuf_release(&a);
		sbuf_release(&b);
		if (same)
			return (int)c;
	}
	diag_refuse(j->m->d, &(struct place){ j->m->in->name, line, NULL }, _("no column '%s'"), name);
}

/* Whether the preamble has given it; of lines it may still come. */
static bool
may_pick(const struct job *j, const char *name)
{
	return job_picked(j, name).n > 0 ||
	    (j->p != NULL && j->p->frame == FRAME_LINES && map_get(&j->picks, sv_of(name)) != MAP_NONE);
}

/* "date,time" is a date and a clock time, "date,hour" a date and a number. */
static void
settle_time(struct job *j, unsigned long line)
{
	struct layout *l = &j->l;
	const struct cli_common *c = j->m->common;
	const bool named = strcmp(c->time, "time") != 0;

	if (strcmp(c->station, "station") != 0)
		l->role[ROLE_STATION] = named_column(j, c->station, line);
	if (named) {
		l->role[ROLE_TIME] = named_column(j, c->time, line);
		l->role[ROLE_DATE] = -1;
	}
	if (l->role[ROLE_DATE] >= 0 && l->role[ROLE_TIME] >= 0 && l->role[ROLE_CLOCK] < 0) {
		l->role[ROLE_CLOCK] = l->role[ROLE_TIME];
		l->role[ROLE_TIME] = -1;
	}
	if (l->role[ROLE_HOUR] >= 0 && (l->role[ROLE_CLOCK] >= 0 || (l->role[ROLE_DATE] < 0 && l->role[ROLE_YEAR] < 0 &&
	    job_picked(j, "date").n == 0)))
		l->role[ROLE_HOUR] = -1;
	if (l->role[ROLE_TIME] < 0 && l->role[ROLE_DATE] < 0 && l->role[ROLE_YEAR] < 0 && j->m->at == NULL &&
	    !may_pick(j, "time") && !may_pick(j, "date"))
		diag_refuse(j->m->d, &(struct place){ j->m->in->name, line, NULL },
		    _("no column is known as a time; name it with --time, or the time of all rows with --at"));
	if (l->role[ROLE_STATION] < 0 && j->m->code == NULL && !may_pick(j, "station"))
		diag_refuse(j->m->d, &(struct place){ j->m->in->name, line, NULL },
		    _("no column is known as a station; name it with --station, or the station with --code"));
}

static bool
is_key(const struct layout *l, size_t c)
{
	for (size_t r = 0; r < ROLE_MEASURED; r++) {
		if (l->role[r] == (int)c)
			return true;
	}
	for (size_t i = 0; i < l->nmore; i++) {
		if (l->more[i] == (int)c)
			return true;
	}
	return false;
}

static void
bind_column(struct job *j, size_t c, const struct meant *m, unsigned long line)
{
	struct layout *l = &j->l;
	const bool nameless = l->head[c][0] == '\0';

	if (is_key(l, c))
		return;
	if (!j->is_long && strcmp(l->head[c], "flags") == 0 && !m->told) {
		l->flags = (int)c;		/* it has gone through us before */
		return;
	}
	if (nameless && !m->told) {
		l->nameless = mem_grow(l->nameless, &l->namelesscap, l->nnameless + 1, sizeof(*l->nameless));
		l->nameless[l->nnameless++] = (int)c;
	} else if (m->told && (m->role == ROLE_MEASURED || m->role == ROLE_NUMBER || m->role == ROLE_CARRY))
		bind_measured(j, c, m, line);
	else if (m->told && m->role < ROLE_STATUS)
		bind_carried(j, c, line);	/* another column has taken its role */
	else if (m->told)
		;				/* skip, status */
	else if (!j->is_long && (j->p == NULL || !j->p->strict)) {
		struct item_column ic;

		if (job_find_item(j, sv_of(l->head[c]), &ic) && (ic.unit.n == 0 || j->unit.n == 0)) {
			const struct meant own = { .role = ROLE_MEASURED, .name = sv_of(l->head[c]) };

			bind_measured(j, c, &own, line);
		} else if (j->p == NULL || !j->p->rest_skip)
			bind_carried(j, c, line);
	} else if (j->p == NULL || !j->p->rest_skip)
		bind_carried(j, c, line);
}

/* The status beside a value says that value's unit and mark. */
static void
bind_status(struct job *j, const struct meant *told)
{
	for (size_t c = 1; c < j->l.ncell; c++) {
		if (!told[c].told || told[c].role != ROLE_STATUS)
			continue;
		for (size_t k = 0; k < j->nout; k++) {
			struct source *s = &j->l.of[k];
			const size_t i = s->status[0] < 0 ? 0 : 1;

			if (s->cell >= 0 && s->cell < (int)c && j->out[k].kind == OUT_ITEM && s->status[i] < 0 &&
			    s->cell + SOURCE_STATUS >= (int)c) {
				s->status[i] = (int)c;
				s->form[i] = told[c].form;
			}
		}
	}
}

void
job_unbind(struct layout *l)
{
	for (size_t c = 0; c < l->ncell; c++)
		free(l->head[c]);
	free(l->head);
	free(l->of);
	free(l->flag);
	free(l->map);
	free(l->nd);
	free(l->nameless);
	*l = (struct layout){ 0 };
}

/* Groups of picks that have a meaning of their own; others are columns. */
static bool
is_pick_role(const char *name)
{
	static const char *const roles[] = { "station", "date", "time", "clock", "hour", "year", "unit", "item" };

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (strcmp(name, roles[i]) == 0)
			return true;
	}
	return false;
}

struct sv
job_bare_unit(struct sv u)
{
	u = sv_trim(u);
	if (u.n >= 2 && ((u.p[0] == '[' && u.p[u.n - 1] == ']') || (u.p[0] == '(' && u.p[u.n - 1] == ')')))
		u = sv_trim((struct sv){ u.p + 1, u.n - 2 });
	return sv_is(u, "-") || sv_is(u, "--") ? (struct sv){ "", 0 } : u;
}

static void
bind_columns(struct job *j, struct meant *told, char *const units[], unsigned long line)
{
	for (size_t c = 0; c < j->l.ncell; c++) {
		j->unit = units == NULL ? (struct sv){ "", 0 } : job_bare_unit(sv_of(units[c]));
		bind_column(j, c, &told[c], line);
	}
	if (j->p == NULL && !j->is_long) {
		size_t n = 0;

		for (size_t k = 0; k < j->nout; k++)
			n += j->out[k].kind == OUT_ITEM;
		if (n == 0)
			diag_refuse(j->m->d, &(struct place){ j->m->in->name, line, NULL },
			    _("no column is an item of the registry"));
	}
	bind_status(j, told);
	for (size_t c = 0; c < j->l.ncell && j->p != NULL; c++)
		bind_rules(j, c);
	name_flags(j);
}

void
job_bind(struct job *j, char *const head[], char *const units[], size_t n, unsigned long line)
{
	struct meant *told = mem_array(n + 1, sizeof(*told));
	struct sbuf *text = mem_array(n + 1, sizeof(*text));
	int *seen = mem_array(j->p == NULL ? 1 : j->p->ncolumn + 1, sizeof(*seen));
	struct layout *l = &j->l;

	job_unbind(l);
	l->head = mem_array(n + 1, sizeof(*l->head));
	l->ncell = n;
	l->flags = -1;
	for (size_t r = 0; r < ROLE_MEASURED; r++)
		l->role[r] = -1;
	for (size_t c = 0; c < n; c++)
		l->head[c] = mem_ndup(sv_trim(sv_of(head[c])).p, sv_trim(sv_of(head[c])).n);
	for (size_t c = 0; c < n; c++) {
		if (!by_map(j, sv_of(l->head[c]), &told[c]))
			(void)by_profile(j, c, seen, &text[c], &told[c]);
		if (told[c].told && told[c].role < ROLE_STATUS && l->role[told[c].role] < 0)
			l->role[told[c].role] = (int)c;
		else if (told[c].told && told[c].role == ROLE_STATION && j->p != NULL && j->p->joined && j->m->code == NULL &&
		    l->nmore < STATION_MORE)
			l->more[l->nmore++] = (int)c;
	}
	bind_roles(j, told);
	settle_time(j, line);
	for (size_t i = 0; i < j->picks.n; i++) {
		if (!is_pick_role(j->picks.key[i]))
			source_of(j, j->picks.key[i], OUT_TEXT, NULL)->pick = (int)i;
	}
	for (size_t k = 0; k < j->nout; k++)	/* all columns of the result have a source, be it none */
		(void)source_of(j, j->out[k].name, j->out[k].kind, j->out[k].item);
	bind_columns(j, told, units, line);
	for (size_t c = 0; c < n; c++)
		sbuf_release(&text[c]);
	free(told);
	free(text);
	free(seen);
}

#include <fnmatch.h>
#include <stdlib.h>

#include "alert.h"
#include "mem.h"

/* The column of an item or, failing that, of that name; -1 for none. */
static int
input_of(struct alert *a, struct sv word)
{
	const struct item *it = items_find(&a->spec.cols->items, NULL, word, NULL);
	char *name = it == NULL ? mem_ndup(word.p, word.n) : mem_dup(it->name);
	const int item = columns_item(a->spec.cols, name), raw = item >= 0 ? -1 : csvin_column(a->spec.in, name);

	for (size_t i = 0; i < a->ninput; i++) {
		if (strcmp(a->input[i].name, name) == 0) {
			free(name);
			return (int)i;
		}
	}
	if (item < 0 && (raw < 0 || it != NULL)) {
		free(name);
		return -1;
	}
	a->input = mem_grow(a->input, &a->capinput, a->ninput + 1, sizeof(*a->input));
	a->input[a->ninput] = (struct alert_input){ item, raw, name, item < 0 ? NULL : a->spec.cols->v[item].item };
	return (int)a->ninput++;
}

/* The limits of an item that has classes; NULL for none. */
static const struct waterlimit *
class_limits(const struct alert *a, const char *item, enum water_body body)
{
	const struct waterlimit *l = waterlimits_find(&a->limits, item, body);

	return l != NULL && l->nclass > 0 ? l : NULL;
}

static void
add_slot(struct alert *a, const struct alertrule *r, int input)
{
	struct alert_slot s = { .rule = r, .item = "", .input = input, .day = INT64_MIN };

	if (input >= 0) {
		s.item = a->input[input].name;
		s.limit[0] = class_limits(a, s.item, WATER_RIVER);
		s.limit[1] = class_limits(a, s.item, WATER_LAKE);
	}
	a->slot = mem_grow(a->slot, &a->capslot, a->nslot + 1, sizeof(*a->slot));
	a->slot[a->nslot++] = s;
}

/* The slots of the rules that are on; those of several after the alarms that they count. */
static void
make_slots(struct alert *a, bool several)
{
	for (size_t i = 0; i < a->spec.rules->n; i++) {
		const struct alertrule *r = &a->spec.rules->v[i];
		const bool whole = r->test == ALERT_SILENT || r->test == ALERT_SEVERAL;
		struct sv rest = sv_of(r->cell[ALERT_ITEM]), word;

		if (!r->on || (r->test == ALERT_SEVERAL) != several)
			continue;
		while (sv_word(&rest, &word)) {
			const int input = input_of(a, word);

			if (input < 0)
				continue;
			add_slot(a, r, whole ? -1 : input);
			if (whole)
				break;
		}
	}
}

void
alert_init(struct alert *a, const struct alert_spec *spec)
{
	*a = (struct alert){ .spec = *spec, .clock = ALERT_NOCLOCK, .latest = INT64_MAX, .next = INT64_MAX, .target = -1, .water = -1 };
	waterlimits_init(&a->limits, spec->tabs);
	if (a->limits.wrong != NULL)
		diag_refuse(spec->d, NULL, _("table limits_water: the limits of %s can't be used"), a->limits.wrong);
	a->primary = csvin_column(spec->in, "primary");
	make_slots(a, false);
	make_slots(a, true);
	a->x = mem_array(a->ninput + 1, sizeof(*a->x));
	if (spec->sites != NULL) {
		a->target = sites_column(spec->sites, "target_class");
		a->water = sites_column(spec->sites, "water_type");
	}
}

void
alert_release(struct alert *a)
{
	for (size_t i = 0; i < a->stations.n; i++) {
		for (size_t k = 0; k < a->nslot; k++) {
			window_release(&a->st[i].cell[k].window);
			free(a->st[i].cell[k].episode);
		}
		free(a->st[i].cell);
	}
	for (size_t i = 0; i < a->ninput; i++)
		free((void *)(uintptr_t)a->input[i].name);
	free(a->input);
	free(a->x);
	free(a->slot);
	free(a->st);
	map_release(&a->stations);
	waterlimits_release(&a->limits);
	sbuf_release(&a->items);
}

static bool
is_for(const struct alertrule *r, const char *code)
{
	struct sv rest = sv_of(r->cell[ALERT_STATION]), word;
	bool yes = false;

	while (!yes && sv_word(&rest, &word)) {
		char *p = mem_ndup(word.p, word.n);

		yes = fnmatch(p, code, 0) == 0;
		free(p);
	}
	return yes;
}

size_t
alert_station(struct alert *a, struct sv code)
{
	const size_t n = a->stations.n, k = map_put(&a->stations, code);
	struct alert_station *s;

	if (a->stations.n == n)
		return k;
	a->st = mem_grow(a->st, &a->capst, n + 1, sizeof(*a->st));
	s = &a->st[k];
	*s = (struct alert_station){ .day = INT64_MIN, .site = SITES_NONE };
	s->cell = mem_array(a->nslot + 1, sizeof(*s->cell));
	for (size_t i = 0; i < a->nslot; i++) {
		s->cell[i].off = !is_for(a->slot[i].rule, a->stations.key[k]);
		if (a->slot[i].rule->test == ALERT_EPISODE)
			s->cell[i].episode = mem_alloc(sizeof(*s->cell[i].episode));
	}
	return k;
}

void
alert_look_up(struct alert *a, size_t k)
{
	const struct sites *sites = a->spec.sites;
	struct alert_station *s = &a->st[k];

	if (sites == NULL || s->day == civil_hour_day(s->last))
		return;
	s->day = civil_hour_day(s->last);
	s->site = sites_find(sites, map_key(&a->stations, k), s->day);
	s->target = s->site == SITES_NONE ? 0 : water_class_parse(sv_of(sites_cell(sites, s->site, a->target)));
	s->water = s->site == SITES_NONE ? WATER_UNKNOWN : water_body_of(sv_of(sites_cell(sites, s->site, a->water)));
}

/* One judged value into the alarm; what comes of it is put out. */
static void
step(struct alert *a, size_t k, size_t i, const struct alert_verdict *v, int64_t t)
{
	const struct alert_slot *s = &a->slot[i];
	struct alert_cell *c = &a->st[k].cell[i];
	const int before = c->alarm.grade;
	const enum alarm_event e = alarm_step(&c->alarm, &s->rule->alarm, v->grade, v->keep, t);
	const struct alert_event ev = { e, k, s, c, s->input < 0 ? NULL : &a->input[s->input], a->st[k].site,
		c->alarm.grade > 0 ? c->alarm.grade : before, t, a->st[k].date, *v, a->items.p == NULL ? "" : a->items.p };

	if (e == ALARM_NOTHING)
		return;
	if (e == ALARM_RAISE && s->rule->test == ALERT_SILENT)	/* it lasts from the last row or value on */
		c->alarm.since = a->st[k].last;
	if (e == ALARM_RAISE && s->rule->test == ALERT_MISSING)
		c->alarm.since = c->last;
	a->nevent[e]++;
	a->spec.put(a->spec.arg, &ev);
}

/* Rows of days answer for their whole day: less than two days without one is no silence. */
static bool
too_fine(const struct alert_station *s, const struct alertrule *r)
{
	return s->date && r->span < 2 * CIVIL_DAY;
}

/* Raises the silences of a station that are due before now; *next becomes no later than its next one. */
static void
fall_silent(struct alert *a, size_t k, int64_t now, int64_t *next)
{
	const struct alert_verdict on = { .grade = 1, .keep = 1 };

	for (size_t i = 0; i < a->nslot; i++) {
		const struct alertrule *r = a->slot[i].rule;
		const struct alert_station *s = &a->st[k];
		const int64_t due = s->last + r->span;

		if (r->test != ALERT_SILENT || s->cell[i].off || s->cell[i].alarm.grade > 0 || too_fine(s, r) ||
		    (!s->seen && !r->due_registry))
			continue;
		if (due < now)
			step(a, k, i, &on, due);
		else if (due < *next)
			*next = due;
	}
}

/* Stations of the registry that rules call due from the first stamp on. */
static void
expect_stations(struct alert *a, int64_t now)
{
	const struct sites *s = a->spec.sites;
	bool asked = false;

	for (size_t i = 0; i < a->nslot; i++)
		asked = asked || (a->slot[i].rule->test == ALERT_SILENT && a->slot[i].rule->due_registry);
	for (size_t i = 0; asked && s != NULL && i < s->codes.n; i++) {
		if (sites_find(s, map_key(&s->codes, i), civil_hour_day(now)) != SITES_NONE) {
			const size_t k = alert_station(a, map_key(&s->codes, i));

			a->st[k].last = now;
			alert_look_up(a, k);
		}
	}
}

void
alert_clock(struct alert *a, int64_t now)
{
	if (a->clock == ALERT_NOCLOCK) {
		expect_stations(a, now);
		a->next = now - 1;
	}
	if (now <= a->clock)
		return;
	a->clock = now;
	if (now <= a->next)
		return;
	a->next = INT64_MAX;
	for (size_t k = 0; k < a->stations.n; k++)
		fall_silent(a, k, now, &a->next);
}

/* The row's values, each taken once whatever the number of rules that look at it. */
static void
take_values(struct alert *a)
{
	columns_row(a->spec.cols, a->spec.in);
	for (size_t i = 0; i < a->ninput; i++) {
		if (a->input[i].item >= 0)
			(void)columns_value(a->spec.cols, a->spec.in, (size_t)a->input[i].item, &a->x[i], NULL);
		else
			(void)csvin_decimal(a->spec.in, (size_t)a->input[i].raw, &a->x[i]);
	}
}

void
alert_row(struct alert *a)
{
	struct csvin *in = a->spec.in;
	const struct sv code = csvin_field(in, (size_t)a->spec.cols->station);
	struct alert_station *s;
	struct alert_verdict v;
	struct civil t;
	int64_t never = INT64_MAX;
	size_t k;

	if (code.n == 0) {
		(void)csvin_bad(in, (size_t)a->spec.cols->station, "station", _("the station is empty"));
		return;
	}
	if (!csvin_time(in, (size_t)a->spec.cols->time, &t))
		return;
	if (t.sec > a->latest) {
		(void)csvin_bad(in, (size_t)a->spec.cols->time, "future", _("the time is ahead of the clock"));
		return;
	}
	t.sec += t.date ? CIVIL_DAY : 0;
	if (!a->spec.wall)
		alert_clock(a, t.sec);
	k = alert_station(a, code);
	s = &a->st[k];
	if (s->seen && t.sec <= s->last) {
		a->nold++;
		return;
	}
	take_values(a);
	if (s->seen)
		fall_silent(a, k, t.sec, &never);
	s->seen = true;
	s->date = t.date;
	s->last = t.sec;
	alert_look_up(a, k);
	for (size_t i = 0; i < a->nslot; i++) {
		if (!s->cell[i].off && alert_judge(a, k, i, t.sec, &v))
			step(a, k, i, &v, t.sec);
	}
	fall_silent(a, k, t.sec, &a->next);	/* only sets when it is due next */
}

size_t
alert_active(const struct alert *a)
{
	size_t n = 0;

	for (size_t k = 0; k < a->stations.n; k++) {
		for (size_t i = 0; i < a->nslot; i++)
			n += a->st[k].cell[i].alarm.grade > 0;
	}
	return n;
}

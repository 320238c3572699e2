#include "alertput.h"
#include "hook.h"

enum field { F_EVENT, F_ID, F_STATION, F_NAME, F_ITEM, F_RULE, F_LEVEL, F_TIME, F_SINCE, F_VALUE, F_LIMIT, F_TARGET, F_MESSAGE,
	F_N };

static const char *const head[F_N] = { "event", "id", "station", "name", "item", "rule", "level", "time", "since", "value",
	"limit", "target_class", "message" };
static const char *const env[F_N] = { "QJ_EVENT", "QJ_ID", "QJ_STATION", "QJ_NAME", "QJ_ITEM", "QJ_RULE", "QJ_LEVEL", "QJ_TIME",
	"QJ_SINCE", "QJ_VALUE", "QJ_LIMIT", "QJ_TARGET_CLASS", "QJ_MESSAGE" };
static const char *const kind_name[] = { "", "raise", "change", "clear" };

void
alertput_init(struct alertput *p, const struct tables *tabs, bool no_header)
{
	p->words = table_get(tabs, "alert_words");
	for (size_t f = 0; !no_header && f < F_N; f++)
		csvout_text(p->out, head[f]);
	if (no_header)
		p->out->headed = true;
	else
		csvout_end(p->out);
	if (!p->hold_back)
		csvout_flush(p->out);
}

void
alertput_release(struct alertput *p)
{
	for (size_t f = 0; f < F_N; f++)
		sbuf_release(&p->field[f]);
}

/* The words of a key, "" where the table has none. */
static const char *
words(const struct alertput *p, const char *key, const char *sub)
{
	const size_t col = table_col(p->words, p->lang), of = table_col(p->words, "key"), n = strlen(key);

	for (size_t r = 0; r < p->words->nrow; r++) {
		const char *k = table_at(p->words, r, of);

		if (strncmp(k, key, n) == 0 && k[n] == '.' && strcmp(k + n + 1, sub) == 0)
			return table_at(p->words, r, col);
	}
	return "";
}

static void
put_dec(struct sbuf *b, struct dec x)
{
	char text[DEC_TEXT];

	(void)dec_print(text, x);
	sbuf_puts(b, text);
}

static void
put_time(struct sbuf *b, int64_t t, bool date)
{
	char text[CIVIL_TEXT];

	(void)civil_print(text, (struct civil){ date ? t - CIVIL_DAY : t, date });
	sbuf_puts(b, text);
}

/* The value of a parameter as written in the rule, empty where it is not there. */
static struct sv
parameter(const struct alertrule *r, const char *key)
{
	struct sv rest = sv_of(r->cell[ALERT_PARAMETERS]), word, name;

	while (sv_word(&rest, &word)) {
		(void)sv_split(&word, '=', &name);
		if (sv_is(name, key))
			return word;
	}
	return (struct sv){ "", 0 };
}

static void
put_limit(struct sbuf *b, const struct alert_event *e)
{
	const struct alertrule *r = e->slot->rule;
	char text[DEC_TEXT];
	struct sv s;

	switch (r->test) {
	case ALERT_MULTIPLE:
		(void)dec_print_short(text, e->v.limit);
		sbuf_puts(b, text);
		break;
	case ALERT_LIMIT:
		if (dec_has(r->below)) {
			sbuf_puts(b, dec_has(r->above) ? "" : ">=");
			put_dec(b, r->below);
		}
		if (dec_has(r->above)) {
			sbuf_puts(b, dec_has(r->below) ? "-" : "<=");
			put_dec(b, r->above);
		}
		break;
	case ALERT_MISSING:
	case ALERT_SILENT:
		s = parameter(r, "for");
		sbuf_put(b, s.p, s.n);
		break;
	case ALERT_EPISODE:
		s = parameter(r, episode_name[e->grade]);
		sbuf_put(b, s.p, s.n);
		break;
	default:
		/* The limits of pH are a range. */
		if (e->slot->limit[0] != NULL && e->slot->limit[0]->kind == WATERLIMIT_RANGE && r->test == ALERT_CLASS) {
			put_dec(b, e->slot->limit[0]->limit[0]);
			sbuf_putc(b, '-');
			put_dec(b, e->slot->limit[0]->high[0]);
		} else
			put_dec(b, e->v.limit);
	}
}

static void
put_class(const struct alertput *p, struct sbuf *b, int class)
{
	const char digit[2] = { (char)('0' + class), '\0' };

	sbuf_puts(b, class > 0 ? words(p, "class", digit) : "");
}

/* One {name} of a text. */
static void
put_slot(const struct alertput *p, struct sbuf *b, struct sv name, const struct alert_event *e)
{
	const bool zh = strcmp(p->lang, "zh") == 0;
	const struct item *it = e->input == NULL ? NULL : e->input->of;
	const struct sbuf *f = p->field;

	if (sv_is(name, "who"))
		sbuf_puts(b, f[F_NAME].n > 0 ? f[F_NAME].p : f[F_STATION].p);
	else if (sv_is(name, "item"))
		sbuf_puts(b, zh && it != NULL && e->slot->item[0] != '\0' && strcmp(it->name, e->slot->item) == 0 ? it->zh : e->slot->item);
	else if (sv_is(name, "unit"))
		sbuf_printf(b, "%s%s", it != NULL && it->unit[0] != '\0' ? " " : "", it == NULL ? "" : it->unit);
	else if (sv_is(name, "value"))		/* of a mean one decimal more than the item shows */
		put_dec(b, e->slot->rule->test == ALERT_EPISODE && e->v.value.scale > (it == NULL ? 0 : it->decimals) + 1 ?
		    dec_round(e->v.value, (it == NULL ? 0 : it->decimals) + 1) : e->v.value);
	else if (sv_is(name, "limit"))
		sbuf_puts(b, f[F_LIMIT].p);
	else if (sv_is(name, "class"))
		put_class(p, b, e->v.klass);
	else if (sv_is(name, "usual"))
		put_class(p, b, e->v.usual);
	else if (sv_is(name, "target"))
		put_class(p, b, e->v.target);
	else if (sv_is(name, "times"))
		put_dec(b, e->slot->rule->times);
	else if (sv_is(name, "items"))
		sbuf_puts(b, e->items);
	else if (sv_is(name, "level"))
		sbuf_puts(b, words(p, "level", f[F_LEVEL].p));
}

static void
put_message(struct alertput *p, const struct alert_event *e)
{
	const char *t = words(p, alert_test_name[e->slot->rule->test], kind_name[e->kind]);
	struct sbuf *b = &p->field[F_MESSAGE];

	while (*t != '\0') {
		const size_t n = strcspn(t, "{"), end = t[n] == '\0' ? 0 : strcspn(t + n, "}");

		sbuf_put(b, t, n);
		if (t[n] != '\0')
			put_slot(p, b, (struct sv){ t + n + 1, end - 1 }, e);
		t += n + end + (t[n] != '\0' && t[n + end] == '}');
	}
}

static void
fill(struct alertput *p, const struct alert_event *e)
{
	const struct alert *a = p->a;
	const struct alertrule *r = e->slot->rule;
	const struct sites *s = a->spec.sites;
	const struct sv station = map_key(&a->stations, e->station);
	struct sbuf *f = p->field;
	char id[ALARM_ID];

	for (size_t k = 0; k < F_N; k++) {
		sbuf_clear(&f[k]);
		sbuf_puts(&f[k], "");
	}
	alarm_id(id, station, sv_of(e->slot->item), sv_of(r->cell[ALERT_RULE]), e->cell->alarm.raised);
	sbuf_puts(&f[F_EVENT], kind_name[e->kind]);
	sbuf_puts(&f[F_ID], id);
	sbuf_put(&f[F_STATION], station.p, station.n);
	if (s != NULL && e->site != SITES_NONE)
		sbuf_puts(&f[F_NAME], sites_cell(s, e->site, s->name_col));
	sbuf_puts(&f[F_ITEM], e->slot->item);
	sbuf_puts(&f[F_RULE], r->cell[ALERT_RULE]);
	sbuf_puts(&f[F_LEVEL], r->test == ALERT_EPISODE ? episode_name[e->grade] : r->cell[ALERT_LEVEL]);
	put_time(&f[F_TIME], e->t, e->date);
	put_time(&f[F_SINCE], e->cell->alarm.since, e->date);
	put_dec(&f[F_VALUE], e->v.value);
	put_limit(&f[F_LIMIT], e);
	if (e->v.target > 0)
		sbuf_printf(&f[F_TARGET], "%d", e->v.target);
	put_message(p, e);
}

void
alertput_event(void *arg, const struct alert_event *e)
{
	struct alertput *p = arg;
	const char *value[F_N];

	fill(p, e);
	for (size_t f = 0; f < F_N; f++) {
		csvout_cell(p->out, sbuf_sv(&p->field[f]));
		value[f] = p->field[f].p;
	}
	csvout_end(p->out);
	if (!p->hold_back)
		csvout_flush(p->out);
	if (p->exec != NULL && !hook_run(p->d, p->exec, env, value, F_N, p->exec_wait))
		p->nfailed++;
}

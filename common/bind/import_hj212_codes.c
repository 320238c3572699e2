/*
 * import_hj212_codes - what codes and attributes of HJ 212 mean: items of the registry, units, statistics.
 */
#include "hj212job.h"
#include "mem.h"

/* What table hj212_stations says of the type; "" for one it lacks. */
const char *
hj_station(const struct hj *h, struct sv st, const char *column)
{
	const struct table *t = table_get(h->m->tabs, "hj212_stations");
	const size_t own = table_col(t, "st"), col = table_col(t, column);

	for (size_t i = 0; i < t->nrow; i++) {
		if (sv_is(st, table_at(t, i, own)))
			return table_at(t, i, col);
	}
	return "";
}

/* The row of table hj212_codes for a code, by its own or the one of 2005, which means another thing in each medium; nrow for none. */
static size_t
code_row(const struct hj *h, const struct table *t, struct sv code, struct sv st)
{
	const size_t own = table_col(t, "code"), old = table_col(t, "code_2005"), medium = table_col(t, "medium");
	const char *sent = hj_station(h, st, "medium");
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
		if (sv_is(code, table_at(t, i, old)) && strcmp(table_at(t, i, medium), sent[0] == '\0' ? "air" : sent) == 0)
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
unit_sent(const struct hj *h, const struct table *t, size_t row, struct sv st)
{
	const char *station = table_at(t, row, table_col(t, "unit_station"));

	if (strcmp(hj_station(h, st, "units"), "station") == 0 && station[0] != '\0')
		return sv_of(station);
	return sv_of(table_at(t, row, table_col(t, "unit")));
}

static void
learn(struct hj *h, struct sv code, struct sv attr, struct sv st, struct factor *f)
{
	const struct table *t = table_get(h->m->tabs, "hj212_codes");
	const struct importmap_row *own = importmap_find(&h->own, code);
	const char *prefix = "", *suffix = statistic_of(h, attr, &prefix);
	const size_t row = code_row(h, t, code, st);
	struct sv name = own != NULL ? sv_of(own->item) : row < t->nrow ? sv_of(table_at(t, row, table_col(t, "code"))) : code;
	struct sv unit = own != NULL ? sv_of(own->unit) : row < t->nrow ? unit_sent(h, t, row, st) : (struct sv){ "", 0 };
	struct sbuf b = { 0 };

	*f = (struct factor){ .f = { 1, 1 }, .kind = sv_is(attr, "Flag") ? FACTOR_FLAG : sv_is(attr, "EFlag") ? FACTOR_EFLAG :
	    attr.n == 0 && sv_is(code, "DataTime") ? FACTOR_TIME : suffix == NULL ? FACTOR_OTHER : FACTOR_VALUE };
	if (f->kind != FACTOR_VALUE)
		return;
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
	sbuf_printf(&f->before, ",%s,", f->name);
	sbuf_printf(&f->behind, ",%s,", f->unit);
}

void
hj_split_key(struct sv key, struct sv *code, struct sv *attr)
{
	size_t i = key.n;

	while (i > 0 && key.p[i - 1] != '-')
		i--;
	*code = i == 0 ? key : (struct sv){ key.p, i - 1 };
	*attr = i == 0 ? (struct sv){ "", 0 } : (struct sv){ key.p + i, key.n - i };
}

/* Looks the key up, learns what it means if it is new, and remembers it for this place of the message. */
static size_t
look_up(struct hj *h, struct sv st, struct sv key)
{
	struct recent *at = &h->recent[h->nth % HJ212_RECENT_MAX];
	size_t n = h->keys.n, k;

	sbuf_clear(&h->key);
	sbuf_put(&h->key, st.p, st.n);
	sbuf_putc(&h->key, ' ');
	sbuf_put(&h->key, key.p, key.n);
	k = map_put(&h->keys, sbuf_sv(&h->key));
	if (h->keys.n > n) {
		struct sv code, attr;

		h->factor = mem_grow(h->factor, &h->factorcap, h->keys.n, sizeof(*h->factor));
		hj_split_key(key, &code, &attr);
		learn(h, code, attr, st, &h->factor[k]);
		if (h->m->why && h->factor[k].kind == FACTOR_VALUE)
			diag_note(h->m->d, _("station type %.*s, %.*s: %s in %s"), (int)st.n, st.p, (int)key.n, key.p, h->factor[k].name,
			    h->factor[k].unit[0] == '\0' ? "-" : h->factor[k].unit);
	}
	at->n = key.n <= sizeof(at->key) ? key.n : 0;
	memcpy(at->key, key.p, at->n);
	at->factor = k;
	return k;
}

bool
hj_pair(struct hj *h, struct sv st, struct sv *group, struct pair *p)
{
	const struct recent *at = &h->recent[h->nth % HJ212_RECENT_MAX];

	if (at->n > 0 && at->n < group->n && group->p[at->n] == '=' && memcmp(group->p, at->key, at->n) == 0) {
		p->factor = at->factor;
		p->key = (struct sv){ group->p, at->n };
		hj212_value(group, at->n, &p->value);
	} else {
		if (!hj212_pair(group, &p->key, &p->value))
			return false;
		p->factor = look_up(h, st, p->key);
	}
	h->nth++;
	return true;
}

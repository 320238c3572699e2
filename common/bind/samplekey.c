#include <stdlib.h>
#include <sys/stat.h>

#include "mem.h"
#include "samplekey.h"

#define MODE_OTHERS (S_IRWXG | S_IRWXO)

/* Where the columns of the key are. */
struct job {
	struct samplekey	*key;
	struct csvin		*in;
	const struct items	*items;
	size_t			 code, station, kind;
	int			 pair, vertical, item, value, uncertainty;	/* -1: none */
};

/* A pipe or device has no mode that lasts: only a file is looked at. */
static void
check_mode(struct diag *d, const char *file)
{
	struct stat st;

	if (strcmp(file, "-") == 0 || stat(file, &st) != 0 || !S_ISREG(st.st_mode) || (st.st_mode & MODE_OTHERS) == 0)
		return;
	diag_refuse(d, &(struct place){ file, 0, NULL },
	    _("others than its owner may use the key (mode %03o); chmod 600, or give --any-mode"),
	    (unsigned int)(st.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO)));
}

static struct sv
cell(const struct job *j, int c)
{
	return c < 0 ? (struct sv){ "", 0 } : sv_trim(csvin_field(j->in, (size_t)c));
}

/* Every mistake ends the run: with half a key samples would seem unknown. */
static _Noreturn void __attribute__((format(printf, 3, 4)))
bad(const struct job *j, int c, const char *fmt, ...)
{
	const struct place at = csvin_place(j->in, c < 0 ? j->code : (size_t)c);
	struct sbuf m = { 0 };
	va_list ap;

	va_start(ap, fmt);
	sbuf_vprintf(&m, fmt, ap);
	va_end(ap);
	diag_refuse(j->in->d, &at, "%s", m.p);
}

/* The cell as it is shown in a message, to be freed by the end of the run. */
static const char *
shown(const struct job *j, int c)
{
	struct sbuf q = { 0 };

	sbuf_puts(&q, "");
	str_quote(&q, cell(j, c));
	return q.p;
}

static char *
copy(struct sv s)
{
	return s.n == 0 ? mem_dup("") : mem_ndup(s.p, s.n);
}

static void
check_number(const struct job *j, int c, bool negative)
{
	struct dec x;

	if (cell(j, c).n == 0)
		bad(j, c, _("a reference needs item, value and uncertainty"));
	if (!dec_parse(cell(j, c), &x) || !dec_has(x) || x.cens != 0)
		bad(j, c, _("'%s' is not a number"), shown(j, c));
	if (!negative && x.m < 0)
		bad(j, c, _("'%s' is below 0"), shown(j, c));
}

static void
add_reference(const struct job *j, struct samplekey_code *s)
{
	struct samplekey *k = j->key;
	const struct sv name = cell(j, j->item);
	const struct item *it = name.n == 0 ? NULL : items_find(j->items, "water", name, NULL);
	struct samplekey_reference r = { .next = SIZE_MAX };

	if (name.n == 0)
		bad(j, j->item, _("a reference needs item, value and uncertainty"));
	check_number(j, j->value, true);
	check_number(j, j->uncertainty, false);
	r.item = it != NULL ? mem_dup(it->name) : copy(name);
	r.value = copy(cell(j, j->value));
	r.uncertainty = copy(cell(j, j->uncertainty));
	for (size_t i = s->first; i != SIZE_MAX; i = k->reference[i].next) {
		if (strcmp(k->reference[i].item, r.item) == 0)
			bad(j, j->item, _("'%s' has two values in one reference"), shown(j, j->item));
	}
	k->reference = mem_grow(k->reference, &k->refcap, k->nreference + 1, sizeof(*k->reference));
	k->reference[k->nreference] = r;
	if (s->first == SIZE_MAX)
		s->first = k->nreference;
	else
		k->reference[s->last].next = k->nreference;
	s->last = k->nreference++;
}

static enum labqc_kind
kind_of(const struct job *j)
{
	const enum labqc_kind k = labqc_kind_of(cell(j, (int)j->kind));

	if (k == LABQC_NKIND)
		bad(j, (int)j->kind, _("'%s' is not one of %s"), shown(j, (int)j->kind), LABQC_KINDS);
	return k;
}

/* What the row of one code must and must not have. */
static void
check_row(const struct job *j, const struct samplekey_code *s)
{
	const int certified[] = { j->item, j->value, j->uncertainty };

	if (s->kind == LABQC_ROUTINE && *s->station == '\0')
		bad(j, (int)j->station, _("a routine sample has no station"));
	if ((s->kind == LABQC_LAB_DUPLICATE || s->kind == LABQC_FIELD_PAIR) && *s->pair == '\0')
		bad(j, j->pair, _("a duplicate or pair does not say of which code"));
	for (size_t k = 0; s->kind != LABQC_REFERENCE && k < sizeof(certified) / sizeof(certified[0]); k++) {
		if (cell(j, certified[k]).n > 0)
			bad(j, certified[k], _("'%s': only a reference has item, value and uncertainty"), shown(j, certified[k]));
	}
}

static void
add_row(const struct job *j)
{
	struct samplekey *k = j->key;
	const struct sv code = cell(j, (int)j->code), station = cell(j, (int)j->station), pair = cell(j, j->pair),
	    vertical = cell(j, j->vertical);
	const enum labqc_kind kind = kind_of(j);
	const size_t n = k->codes.n, i = code.n == 0 ? n : map_put(&k->codes, code);
	struct samplekey_code *s;

	if (code.n == 0)
		bad(j, (int)j->code, _("the code is empty"));
	k->v = mem_grow(k->v, &k->cap, k->codes.n, sizeof(*k->v));
	s = &k->v[i];
	if (i == n)
		*s = (struct samplekey_code){ copy(station), copy(pair), copy(vertical), kind, SIZE_MAX, SIZE_MAX, false,
		    j->in->line };
	else if (kind != LABQC_REFERENCE || s->kind != kind)
		bad(j, (int)j->code, _("the code '%s' is in the key twice"), shown(j, (int)j->code));
	else if (!sv_is(station, s->station) || !sv_is(pair, s->pair) || !sv_is(vertical, s->vertical))
		bad(j, (int)j->code, _("the rows of reference '%s' differ in station, pair or vertical"),
		    shown(j, (int)j->code));
	check_row(j, s);
	if (kind == LABQC_REFERENCE)
		add_reference(j, s);
}

/* A duplicate is of a routine sample of the key and of its place, which it takes over where it has none. */
static void
bind_pair(struct diag *d, const char *file, const struct job *j, struct samplekey_code *s)
{
	const struct samplekey_code *of = samplekey_find(j->key, sv_of(s->pair));
	const struct place at = { file, s->line, j->pair < 0 ? NULL : j->in->name[j->pair] };
	struct sbuf q = { 0 };

	str_quote(&q, sv_of(s->pair));
	if (of == NULL)
		diag_refuse(d, &at, _("'%s' is no code of the key"), q.p);
	if (s->kind != LABQC_LAB_DUPLICATE && s->kind != LABQC_FIELD_PAIR)
		goto out;
	if (of->kind != LABQC_ROUTINE)
		diag_refuse(d, &at, _("'%s' is no routine sample, so nothing is a pair of it"), q.p);
	if ((*s->station != '\0' && strcmp(s->station, of->station) != 0) || (*s->vertical != '\0' &&
	    strcmp(s->vertical, of->vertical) != 0))
		diag_refuse(d, &at, _("'%s' is of another station or vertical"), q.p);
	free(s->station);
	free(s->vertical);
	s->station = mem_dup(of->station);
	s->vertical = mem_dup(of->vertical);
out:
	sbuf_release(&q);
}

struct samplekey *
samplekey_read(struct diag *d, const char *file, bool any_mode, const struct items *items)
{
	struct diag strict = *d;
	struct job j = { .key = mem_alloc(sizeof(*j.key)), .items = items };
	struct csvin *in;

	if (!any_mode)
		check_mode(d, file);
	strict.keep_going = false;
	in = j.in = csvin_open_one(&strict, file);
	j.code = csvin_need(in, "code");
	j.station = csvin_need(in, "station");
	j.kind = csvin_need(in, "kind");
	j.pair = csvin_column(in, "pair");
	j.vertical = csvin_column(in, "vertical");
	j.item = csvin_column(in, "item");
	j.value = csvin_column(in, "value");
	j.uncertainty = csvin_column(in, "uncertainty");
	while (csvin_next(in))
		add_row(&j);
	for (size_t i = 0; i < j.key->codes.n; i++) {
		if (*j.key->v[i].pair != '\0')
			bind_pair(&strict, in->file, &j, &j.key->v[i]);
	}
	csvin_close(in);
	return j.key;
}

void
samplekey_free(struct samplekey *k)
{
	for (size_t i = 0; i < k->codes.n; i++) {
		free(k->v[i].station);
		free(k->v[i].pair);
		free(k->v[i].vertical);
	}
	for (size_t i = 0; i < k->nreference; i++) {
		free(k->reference[i].item);
		free(k->reference[i].value);
		free(k->reference[i].uncertainty);
	}
	map_release(&k->codes);
	free(k->v);
	free(k->reference);
	free(k);
}

struct samplekey_code *
samplekey_find(struct samplekey *k, struct sv code)
{
	const size_t i = map_get(&k->codes, sv_trim(code));

	return i == MAP_NONE ? NULL : &k->v[i];
}

struct samplekey_reference *
samplekey_reference(struct samplekey *k, const struct samplekey_code *s, const struct items *items, struct sv item)
{
	const struct item *it = items_find(items, "water", item, NULL);
	const struct sv name = it != NULL ? sv_of(it->name) : sv_trim(item);

	for (size_t i = s->first; i != SIZE_MAX; i = k->reference[i].next) {
		if (sv_is(name, k->reference[i].item))
			return &k->reference[i];
	}
	return NULL;
}

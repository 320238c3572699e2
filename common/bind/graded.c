#include <stdlib.h>

#include "average.h"
#include "graded.h"
#include "mem.h"
#include "settings.h"

void
graded_init(struct graded *g, struct diag *d, const struct tables *tabs, const struct graded_settings *set)
{
	*g = (struct graded){ .set = *set };
	bloom_init(&g->bloom, tabs);
	if (g->bloom.wrong != NULL)
		settings_wrong(d, tabs, g->bloom.wrong_table, g->bloom.wrong_at, g->bloom.wrong);
	trophic_init(&g->trophic, d, tabs, &set->tli);
}

bool
graded_bind(struct graded *g, struct csvin *in, struct columns *cols)
{
	const size_t n = trophic_bind(&g->trophic, cols);

	g->in = in;
	g->cols = cols;
	g->alg = columns_item(cols, "Alg");
	g->chla = columns_item(cols, "Chla");
	g->area = csvin_column(in, "area_share");
	g->tli = n == g->trophic.tli.n || (n > 0 && g->set.tli.renormalise);
	return g->alg >= 0 || g->area >= 0;
}

size_t
graded_nvalue(const struct graded *g)
{
	return GRADED_TLI + g->trophic.tli.n;
}

void
graded_names(const struct graded *g, const char *name[GRADED_MAX])
{
	name[GRADED_ALG] = "Alg";
	name[GRADED_AREA] = "area_share";
	for (size_t i = 0; i < g->trophic.tli.n; i++)
		name[GRADED_TLI + i] = g->trophic.tli.v[i].name;
}

/* --- reading ------------------------------------------------------------------------------- */

/* The row's chlorophyll a: one of the items of TLI where those are read, which is not read twice. */
static struct dec
read_chla(struct graded *g, const struct dec tli[])
{
	struct dec x = { 0 };

	for (size_t i = 0; g->tli && i < g->trophic.tli.n; i++) {
		if (strcmp(g->trophic.tli.v[i].name, "Chla") == 0)
			return tli[i];
	}
	return g->chla < 0 || !columns_value(g->cols, g->in, (size_t)g->chla, &x, NULL) ? (struct dec){ 0 } : x;
}

static void
count(struct graded_doubt *d, const struct csvin *in)
{
	if (d->n++ == 0)
		*d = (struct graded_doubt){ 1, in->line, in->file };
}

static struct dec
read_density(struct graded *g, struct dec chla)
{
	struct dec x = { 0 };
	enum bloom_doubt doubt;

	if (g->alg < 0 || !columns_value(g->cols, g->in, (size_t)g->alg, &x, NULL))
		return (struct dec){ 0 };
	if (dec_has(x) && x.m < 0) {
		const size_t c = g->cols->v[g->alg].col;

		(void)csvin_bad(g->in, c, "negative", _("'%s' is negative"), csvin_quoted(g->in, c));
		return (struct dec){ 0 };
	}
	if (dec_has(x) && (!dec_has(g->largest) || dec_cmp(x, g->largest) > 0))
		g->largest = x;
	doubt = bloom_doubt(&g->bloom, x, chla);
	if (doubt != BLOOM_FINE)
		count(doubt == BLOOM_TOO_LOW ? &g->low : &g->high, g->in);
	return x;
}

/* The share of the water under bloom [%]. */
static struct dec
read_area(struct graded *g)
{
	struct dec x = { 0 };

	if (g->area < 0 || !csvin_decimal(g->in, (size_t)g->area, &x))
		return (struct dec){ 0 };
	if (dec_has(x) && (x.m < 0 || x.cens != 0 || dec_cmp(x, dec_int(100)) > 0)) {
		(void)csvin_bad(g->in, (size_t)g->area, "share", _("'%s' is not a share from 0 to 100 %%"),
		    csvin_quoted(g->in, (size_t)g->area));
		return (struct dec){ 0 };
	}
	return x;
}

void
graded_read(struct graded *g, struct dec x[])
{
	columns_row(g->cols, g->in);
	if (g->tli)
		trophic_read(&g->trophic, g->in, &x[GRADED_TLI]);
	x[GRADED_ALG] = read_density(g, read_chla(g, &x[GRADED_TLI]));
	x[GRADED_AREA] = read_area(g);
}

/* --- writing ------------------------------------------------------------------------------- */

static void
put_heads(struct graded *g, struct csvout *out, const struct csvin *in, bool rule)
{
	if (g->area >= 0) {
		csvout_own_head(out, in, "grade_density");
		csvout_own_head(out, in, "grade_area");
	}
	csvout_own_head(out, in, "bloom_grade");
	csvout_own_head(out, in, "bloom");
	if (rule)
		csvout_text(out, "rule");
	if (g->tli)
		trophic_head(&g->trophic, out, in);
}

static void
put_level(struct csvout *out, const struct band *b)
{
	if (b == NULL)
		csvout_empty(out);
	else
		csvout_int(out, b->level);
}

/* Both grades where there is a share of area, and the one that holds. */
static void
put_grade(struct graded *g, struct csvout *out, const struct band *density, const struct band *area)
{
	const struct band *b = density == NULL || (area != NULL && area->level > density->level) ? area : density;

	if (strcmp(g->set.by, "higher") != 0)
		b = strcmp(g->set.by, "area") == 0 ? area : density;
	if (g->area >= 0) {
		put_level(out, density);
		put_level(out, area);
	}
	put_level(out, b);
	csvout_text(out, b == NULL ? "" : g->set.en ? b->en : b->zh);
	g->nungraded += b == NULL;
}

void
graded_row_head(struct graded *g, struct csvout *out)
{
	csvout_header(out, g->in);
	put_heads(g, out, g->in, false);
	csvout_end(out);
}

void
graded_row(struct graded *g, struct csvout *out)
{
	struct dec x[GRADED_MAX];
	struct ratio r[TLI_MAX];
	struct trophic_value v;

	graded_read(g, x);
	for (size_t i = 0; g->tli && i < g->trophic.tli.n; i++)
		r[i] = trophic_half(x[GRADED_TLI + i]);
	if (g->tli) {
		v = trophic_of(&g->trophic, r);
		if (v.incomplete)
			csvin_flag(g->in, "TLI", "incomplete");
	}
	csvout_row(out, g->in);
	put_grade(g, out, bloom_grade(&g->bloom, BLOOM_DENSITY, trophic_half(x[GRADED_ALG])),
	    bloom_grade(&g->bloom, BLOOM_AREA, dec_ratio(x[GRADED_AREA])));
	if (g->tli)
		trophic_put(&g->trophic, out, &v);
	csvout_end(out);
}

/* --- whole waters -------------------------------------------------------------------------- */

/* The one share of area that the rows of a water and day have. */
static struct ratio
one_area(const struct graded *g, const struct points_row *r)
{
	const size_t nvalue = graded_nvalue(g);
	struct ratio a = { 0, 0 };

	for (size_t i = 0; i < r->npoint; i++) {
		const struct ratio b = r->point[i * nvalue + GRADED_AREA].value;
		char day[CIVIL_TEXT];

		if (ratio_has(a) && ratio_has(b) && ratio_cmp(a, b) != 0) {
			(void)period_print(day, &r->period);
			diag_refuse(g->in->d, &(struct place){ g->in->file, 0, "area_share" },
			    _("%s of %s: the points differ in it, though it is of the whole water"), r->key[0], day);
		}
		a = ratio_has(b) ? b : a;
	}
	return a;
}

static void
put_index(struct graded *g, struct csvout *out, const struct points_row *r)
{
	struct ratio x[TLI_MAX];
	struct trophic_value v;

	for (size_t i = 0; i < g->trophic.tli.n; i++)
		x[i] = r->mean[GRADED_TLI + i].value;
	v = trophic_of(&g->trophic, x);
	trophic_put(&g->trophic, out, &v);
}

void
graded_water(struct graded *g, struct csvout *out, const struct points_row *r)
{
	const size_t nvalue = graded_nvalue(g);
	struct ratio *density = mem_array(r->npoint, sizeof(*density));
	const struct ratio area = one_area(g, r);
	struct bloom_water w;
	char day[CIVIL_TEXT];
	long n = 0;

	for (size_t i = 0; i < r->npoint; i++) {
		density[i] = r->point[i * nvalue + GRADED_ALG].value;
		n += ratio_has(density[i]);
	}
	w = bloom_water(&g->bloom, density, r->npoint);
	for (size_t k = 0; k < r->nkey; k++)
		csvout_text(out, r->key[k]);
	(void)period_print(day, &r->period);
	csvout_text(out, day);
	csvout_dec(out, average_shown(r->mean[GRADED_ALG].value, r->mean[GRADED_ALG].limit, 0));
	csvout_int(out, n);
	if (g->area >= 0)
		csvout_dec_short(out, ratio_guard(area, 7));
	put_grade(g, out, w.grade, bloom_grade(&g->bloom, BLOOM_AREA, area));
	csvout_text(out, bloom_rule_name[w.rule]);
	if (g->tli)
		put_index(g, out, r);
	csvout_end(out);
	free(density);
}

void
graded_water_head(struct graded *g, struct csvout *out, const struct points *p)
{
	for (size_t k = 0; k < points_nkey(p); k++)
		csvout_text(out, points_key(p, k));
	csvout_text(out, "time");
	csvout_text(out, "Alg");
	csvout_text(out, "n_points");
	if (g->area >= 0)
		csvout_text(out, "area_share");
	put_heads(g, out, NULL, true);
	csvout_end(out);
}

/* --- the end ------------------------------------------------------------------------------- */

/* The factor of 1000 between cells/mL and cells/L. */
static void
say_doubts(const struct graded *g, struct diag *d)
{
	char num[DEC_TEXT];

	if (g->low.n > 0)
		diag_warn(d, _("Alg is too low for its Chla in %lu rows, the first %s:%lu: cells/mL given as cells/L?"),
		    g->low.n, g->low.file, g->low.line);
	if (g->high.n > 0)
		diag_warn(d, _("Alg is too high for its Chla in %lu rows, the first %s:%lu: 1000 times too large?"),
		    g->high.n, g->high.file, g->high.line);
	if (g->low.n > 0 || !dec_has(g->largest) || g->largest.m == 0 ||
	    dec_cmp(g->largest, g->bloom.density_low) >= 0)
		return;
	(void)dec_print_short(num, g->largest);
	diag_warn(d, _("no Alg is above %s cells/L: cells/mL given as cells/L?"), num);
}

void
graded_say(const struct graded *g, struct diag *d)
{
	if (g->nungraded > 0)
		diag_note(d, _("%lu rows without a grade"), g->nungraded);
	if (g->tli)
		trophic_say(&g->trophic, d);
	say_doubts(g, d);
}

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <fontconfig/fontconfig.h>

#include "csvin.h"
#include "mem.h"
#include "page_font.h"

static bool
installed(const char *family)
{
	FcPattern *p = FcPatternCreate();
	FcObjectSet *os = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
	FcFontSet *fs;
	bool found;

	(void)FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)family);
	fs = FcFontList(NULL, p, os);
	found = fs != NULL && fs->nfont > 0;
	if (fs != NULL)
		FcFontSetDestroy(fs);
	FcObjectSetDestroy(os);
	FcPatternDestroy(p);
	return found;
}

static struct page_font *
find(struct page_fonts *f, struct sv role)
{
	for (size_t i = 0; i < f->n; i++) {
		if (sv_is(role, f->font[i].role))
			return &f->font[i];
	}
	return NULL;
}

static PangoWeight
weight_of(struct sv s)
{
	return sv_is(s, "bold") ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL;
}

/* Every role of the table, without a family yet. */
static void
take_roles(struct page_fonts *f, const struct table *t)
{
	const size_t role = table_col(t, "role"), wanted = table_col(t, "wanted");

	for (size_t i = 0; i < t->nrow; i++) {
		const char *r = table_at(t, i, role);

		if (strcmp(r, "spare") == 0 || find(f, sv_of(r)) != NULL)
			continue;
		assert(f->n < PAGE_FONT_MAX);
		f->font[f->n++] = (struct page_font){ .role = mem_dup(r), .wanted = table_at(t, i, wanted) };
	}
}

static void
take_map(struct page_fonts *f, struct diag *d, const char *file)
{
	struct csvin *in = csvin_open_one(d, file);
	const size_t role = csvin_need(in, "role"), family = csvin_need(in, "family");
	const int weight = csvin_column(in, "weight");

	while (csvin_next(in)) {
		struct page_font *o = find(f, csvin_field(in, role));
		const struct sv name = csvin_field(in, family);
		const struct place at = csvin_place(in, o == NULL ? role : family);

		if (o == NULL)
			diag_refuse(d, &at, _("'%.*s' is not a role of type; see --fonts"),
			    (int)csvin_field(in, role).n, csvin_field(in, role).p);
		free(o->family);
		o->family = mem_ndup(name.p, name.n);
		o->weight = weight < 0 ? PANGO_WEIGHT_NORMAL : weight_of(csvin_field(in, (size_t)weight));
		o->mapped = true;
		if (name.n == 0 || !installed(o->family))
			diag_refuse(d, &at, _("the font family '%s' is not installed"), o->family);
	}
	csvin_close(in);
}

static void
take_families(struct page_fonts *f, const struct table *t)
{
	const size_t role = table_col(t, "role"), family = table_col(t, "family"), weight = table_col(t, "weight");
	struct sbuf spare = { 0 };

	for (size_t i = 0; i < t->nrow; i++) {
		const char *name = table_at(t, i, family);
		struct page_font *o = find(f, sv_of(table_at(t, i, role)));

		if ((o != NULL && o->family != NULL) || !installed(name))
			continue;
		if (o == NULL) {
			sbuf_printf(&spare, ",%s", name);
			continue;
		}
		o->family = mem_dup(name);
		o->weight = weight_of(sv_of(table_at(t, i, weight)));
	}
	f->spare = spare.p == NULL ? mem_dup("") : spare.p;
}

static const char *
first_package(const struct table *t, const char *role)
{
	const size_t r = table_find(t, "role", role);

	return r == TABLE_NONE ? "" : table_cell(t, r, "package");
}

void
page_fonts_init(struct page_fonts *f, struct diag *d, const struct tables *tabs, const char *map)
{
	const struct table *t = table_get(tabs, "fonts");

	*f = (struct page_fonts){ .n = 0 };
	take_roles(f, t);
	if (map != NULL)
		take_map(f, d, map);
	take_families(f, t);
	for (size_t i = 0; i < f->n; i++) {
		if (f->font[i].family == NULL)
			diag_broken(d, _("no font is installed for the role %s; install the package %s"),
			    f->font[i].role, first_package(t, f->font[i].role));
	}
}

void
page_fonts_release(struct page_fonts *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->font[i].role);
		free(f->font[i].family);
	}
	free(f->spare);
	*f = (struct page_fonts){ .n = 0 };
}

const struct page_font *
page_fonts_get(const struct page_fonts *f, const char *role)
{
	const struct sv name = { role, strcspn(role, "-") };
	size_t i = 0;

	while (i < f->n && !sv_is(name, f->font[i].role))
		i++;
	assert(i < f->n);
	return &f->font[i];
}

PangoFontDescription *
page_fonts_desc(const struct page_fonts *f, const char *role, double size)
{
	const struct page_font *o = page_fonts_get(f, role);
	PangoFontDescription *fd = pango_font_description_new();
	struct sbuf family = { 0 };

	sbuf_puts(&family, o->family);
	sbuf_puts(&family, f->spare);
	pango_font_description_set_family(fd, family.p);
	pango_font_description_set_weight(fd, strstr(role, "-bold") != NULL ? PANGO_WEIGHT_BOLD : o->weight);
	/* Absolute: pango-cairo takes points for 96 dots to the inch. */
	pango_font_description_set_absolute_size(fd, size * PANGO_SCALE);
	sbuf_release(&family);
	return fd;
}

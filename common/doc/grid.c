#include <stdlib.h>

#include "grid.h"
#include "mem.h"

/* The '=' that ends NAME[:KEY]; NULL where the operand is a file alone. */
static const char *
name_end(const char *operand)
{
	const char *eq = strchr(operand, '='), *slash = strchr(operand, '/');

	return eq != NULL && eq > operand && (slash == NULL || slash > eq) ? eq : NULL;
}

const char *
grid_operand_file(const char *operand)
{
	const char *eq = name_end(operand);

	return eq == NULL ? operand : eq + 1;
}

/* Names the rows by the column key. */
static void
index_keys(struct grid *g, struct diag *d, const char *key)
{
	struct sbuf q = { 0 };

	g->key = grid_column(g, key);
	if (g->key < 0)
		diag_refuse(d, &(struct place){ g->file, 1, NULL }, _("no key column '%s'"), key);
	for (size_t r = 0; r < g->nrow; r++) {
		const struct sv k = grid_at(g, r, (size_t)g->key);
		const struct place at = grid_place(g, r, (size_t)g->key);

		if (k.n == 0)
			diag_refuse(d, &at, _("the key is empty"));
		if (map_get(&g->keys, k) != MAP_NONE) {
			str_quote(&q, k);
			diag_refuse(d, &at, _("the key '%s' was there before"), q.p);
		}
		(void)map_put(&g->keys, k);
	}
}

struct grid *
grid_open(struct diag *d, const char *operand)
{
	struct grid *g = mem_alloc(sizeof(*g));
	const char *eq = name_end(operand), *colon;
	struct csvin *in;

	g->name = eq == NULL ? mem_dup("") : mem_ndup(operand, (size_t)(eq - operand));
	g->key = -1;
	in = csvin_open_one(d, grid_operand_file(operand));
	g->file = strcmp(grid_operand_file(operand), "-") == 0 ? "stdin" : grid_operand_file(operand);
	g->h = held_read(in, NULL, NULL);
	csvin_close(in);
	g->head = g->h->name;
	g->ncol = g->h->ncol;
	g->nrow = g->h->nrow;
	colon = strchr(g->name, ':');
	if (colon != NULL) {
		char *key = mem_dup(colon + 1);

		g->name[colon - g->name] = '\0';
		index_keys(g, d, key);
		free(key);
	}
	return g;
}

void
grid_free(struct grid *g)
{
	if (g == NULL)
		return;
	held_free(g->h);
	free(g->name);
	map_release(&g->keys);
	free(g);
}

int
grid_column(const struct grid *g, const char *name)
{
	for (size_t c = 0; c < g->ncol; c++) {
		if (strcmp(g->head[c], name) == 0)
			return (int)c;
	}
	return -1;
}

void
grid_row_name(const struct grid *g, size_t row, struct sbuf *b)
{
	if (g->key >= 0) {
		const struct sv k = grid_at(g, row, (size_t)g->key);

		sbuf_put(b, k.p, k.n);
	} else
		sbuf_printf(b, "%zu", row + 1);
}

void
grids_add(struct grids *s, struct diag *d, struct grid *g)
{
	if (*g->name != '\0' && grids_find(s, g->name) != NULL)
		diag_usage(d, _("the name '%s' is given twice"), g->name);
	s->v = mem_grow(s->v, &s->cap, s->n + 1, sizeof(*s->v));
	s->v[s->n++] = g;
}

const struct grid *
grids_find(const struct grids *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->v[i]->name, name) == 0)
			return s->v[i];
	}
	return NULL;
}

void
grids_release(struct grids *s)
{
	for (size_t i = 0; i < s->n; i++)
		grid_free(s->v[i]);
	free(s->v);
	*s = (struct grids){ 0 };
}

#include <stdlib.h>

#include "cells.h"
#include "mem.h"

void
cells_period(const struct figure *g, struct cells *c)
{
	if (g->o->period != NULL) {
		c->from = frame_at(g->f.step, g->period.from);
		c->to = frame_at(g->f.step, g->period.to);
		return;
	}
	c->from = c->to = g->f.when[0];
	for (size_t i = 1; i < g->f.nrow; i++) {
		c->from = g->f.when[i] < c->from ? g->f.when[i] : c->from;
		c->to = g->f.when[i] > c->to ? g->f.when[i] : c->to;
	}
}

void
cells_place(const struct figure *g, struct cells *c, size_t name)
{
	const size_t across = cells_across(c);
	char buf[CIVIL_TEXT];

	for (size_t i = 0; i < g->f.nrow; i++)
		(void)map_put(&c->names, sv_of(frame_str(&g->f, i, name)));
	c->row = mem_array(c->names.n * across, sizeof(*c->row));
	for (size_t i = 0; i < g->f.nrow; i++) {
		const char *text = frame_str(&g->f, i, name);
		uint32_t *r = &c->row[map_get(&c->names, sv_of(text)) * across +
		    (size_t)(g->f.when[i] - c->from)];

		if (*r != 0) {
			(void)civil_print(buf,
			    (struct civil){ frame_day(g->f.step, g->f.when[i]) * CIVIL_DAY, true });
			buf[g->f.step == STEP_MONTH ? 7 : g->f.step == STEP_YEAR ? 4 : 10] = '\0';
			diag_refuse(g->d, NULL, _("two rows of %s on %s"), text, buf);
		}
		*r = (uint32_t)i + 1;
	}
}

void
cells_release(struct cells *c)
{
	map_release(&c->names);
	free(c->row);
}

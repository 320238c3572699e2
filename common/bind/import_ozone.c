/*
 * import_ozone - looks through a table that can be read again, and puts its two ozone columns in
 * their right places before anything is written.
 */
#include <stdlib.h>

#include "importjob.h"
#include "mem.h"
#include "ozoneorder.h"

static int
out_named(const struct job *j, const char *name)
{
	for (size_t k = 0; k < j->nout; k++) {
		size_t n = strlen(name);

		if (strncmp(j->out[k].name, name, n) == 0 && (j->out[k].name[n] == '\0' || j->out[k].name[n] == '['))
			return (int)k;
	}
	return -1;
}

/* The number in the cell of out column k, missing where it is none. */
static struct dec
value(const struct job *j, int k)
{
	struct dec x;

	return k >= 0 && dec_parse(job_cell(j, j->l.of[k].cell), &x) ? x : (struct dec){ 0 };
}

static void
exchange(struct job *j, int a, int b)
{
	const int cell = j->l.of[a].cell;

	j->l.of[a].cell = j->l.of[b].cell;
	j->l.of[b].cell = cell;
}

void
job_ozone(struct job *j)
{
	struct diag *d = j->m->d;
	struct aqi *aqi = mem_alloc(sizeof(*aqi));
	struct ozone_votes v = { 0, 0 };
	int col[AQI_NITEM];
	const int other = out_named(j, "O3_24hmax"), published = out_named(j, "AQI_published");

	for (int p = 0; p < AQI_NITEM; p++)
		col[p] = out_named(j, aqi_names[p]);
	aqi_init(aqi, j->m->tabs, NULL);
	while (other >= 0 && published >= 0 && rows_next(j->m->in)) {
		struct dec c[AQI_NITEM], n = value(j, published);
		struct civil t;
		const bool timed = j->l.role[ROLE_TIME] >= 0 && import_time(job_cell(j, j->l.role[ROLE_TIME]), DATES_YMD, 0, &t);

		for (int p = 0; p < AQI_NITEM; p++)
			c[p] = value(j, col[p]);
		if (dec_has(n) && n.scale == 0)
			ozone_vote(&v, aqi, edition_of_day(&aqi->ed, timed ? civil_day_of(t) : 0, NULL), c, value(j, other), (int)n.m);
	}
	switch (ozone_decide(&v)) {
	case OZONE_EXCHANGED:
		exchange(j, out_named(j, "O3"), other);
		diag_note(d, _("the two ozone columns stand in each other's place (%lu published AQI say so, %lu not): put right"),
		    v.exchanged, v.as_is);
		break;
	case OZONE_AS_IS:
		diag_note(d, _("the ozone columns are in their places (%lu published AQI say so, %lu not)"), v.as_is, v.exchanged);
		break;
	default:
		diag_warn(d, _("which ozone column is the hour's is not told by the published AQI (%lu say as it stands, %lu exchanged)"),
		    v.as_is, v.exchanged);
		break;
	}
	aqi_release(aqi);
	free(aqi);
}

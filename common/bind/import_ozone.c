/*
 * import_ozone - looks through a table before it is written for which of its ozone columns is the
 * hour's value and which its running maximum, and puts them in their right places.
 */
#include <stdlib.h>

#include "importjob.h"
#include "mem.h"
#include "ozoneorder.h"

static int
out_named(const struct job *j, const char *name)
{
	const size_t n = strlen(name);

	for (size_t k = 0; k < j->nout; k++) {
		if (strncmp(j->out[k].name, name, n) == 0 && (j->out[k].name[n] == '\0' || j->out[k].name[n] == '['))
			return (int)k;
	}
	return -1;
}

/* The number in the cell of out column k, in its item's unit; missing where it is none. */
static struct dec
value(const struct job *j, int k)
{
	struct dec x;

	if (k < 0 || !dec_parse(job_cell(j, j->l.of[k].cell), &x))
		return (struct dec){ 0 };
	return j->out[k].item == NULL ? x : import_convert(x, j->l.of[k].factor, j->out[k].item);
}

/* The day whose edition of the index holds; that of the first edition where the row tells none. */
static int64_t
day_of(const struct job *j)
{
	const int c = j->l.role[j->l.role[ROLE_TIME] >= 0 ? ROLE_TIME : ROLE_DATE];
	struct civil t;

	return import_time(j->m->at != NULL ? sv_of(j->m->at) : job_cell(j, c), DATES_YMD, 0, &t) ? civil_day_of(t) : 0;
}

static void
vote_row(const struct job *j, const struct aqi *aqi, const int col[AQI_NITEM], struct ozone_votes v[2])
{
	struct dec c[AQI_NITEM];
	const struct dec maximum = value(j, out_named(j, "O3_24hmax")), n = value(j, out_named(j, "AQI_published"));

	for (int p = 0; p < AQI_NITEM; p++)
		c[p] = value(j, col[p]);
	if (dec_has(n) && n.scale == 0)
		ozone_vote(&v[0], aqi, edition_of_day(&aqi->ed, day_of(j), NULL), c, maximum, (int)n.m);
	ozone_pair(&v[0], c[AQI_O3], maximum);
	ozone_pair(&v[1], value(j, out_named(j, "O3_8h")), value(j, out_named(j, "O3_8hmax")));
}

static void
say(const struct job *j, const struct ozone_votes v[2])
{
	struct diag *d = j->m->d;

	switch (j->ozone[0]) {
	case OZONE_EXCHANGED:
		diag_note(d, _("hour and 24 h maximum of ozone stand in each other's place and are put right: "
		    "%lu published AQI say so and %lu not, %lu maxima are below the hour and %lu above"),
		    v[0].exchanged, v[0].as_is, v[0].above, v[0].below);
		break;
	case OZONE_AS_IS:
		diag_note(d, _("hour and 24 h maximum of ozone are in their places: "
		    "%lu published AQI say so and %lu not, %lu maxima are above the hour and %lu below"),
		    v[0].as_is, v[0].exchanged, v[0].below, v[0].above);
		break;
	default:
		diag_warn(d, _("which ozone column is the hour's is not told, they are left as they stand: "
		    "%lu published AQI say so and %lu not, %lu maxima are above the hour and %lu below"),
		    v[0].as_is, v[0].exchanged, v[0].below, v[0].above);
		break;
	}
	if (j->ozone[1] == OZONE_EXCHANGED)
		diag_note(d, _("8 h mean of ozone and its maximum stand in each other's place and are put right: "
		    "%lu maxima are below the mean and %lu above"),
		    v[1].above, v[1].below);
	else if (j->ozone[1] == OZONE_UNSURE && v[1].above > 0)
		diag_warn(d, _("which ozone column is the 8 h mean's is not told, they are left as they stand: "
		    "%lu maxima are above the mean and %lu below"), v[1].below, v[1].above);
}

void
job_ozone_look(struct job *j)
{
	struct aqi *aqi = mem_alloc(sizeof(*aqi));
	struct ozone_votes v[2] = { { 0 }, { 0 } };
	int col[AQI_NITEM];

	for (int p = 0; p < AQI_NITEM; p++)
		col[p] = out_named(j, aqi_names[p]);
	aqi_init(aqi, j->m->tabs, NULL);
	while (rows_next(j->m->in))
		vote_row(j, aqi, col, v);
	for (int i = 0; i < 2; i++)
		j->ozone[i] = ozone_decide(&v[i]);
	if (j->ozone[1] == OZONE_UNSURE && v[1].above == 0 && v[1].below == 0)
		j->ozone[1] = j->ozone[0];		/* all alike: nothing to exchange but blanks */
	say(j, v);
	aqi_release(aqi);
	free(aqi);
}

static void
exchange(struct job *j, const char *name, const char *maximum)
{
	const int a = out_named(j, name), b = out_named(j, maximum);
	struct source s;

	if (a < 0 || b < 0)
		return;
	s = j->l.of[a];
	j->l.of[a] = j->l.of[b];
	j->l.of[b] = s;
}

void
job_ozone_set(struct job *j)
{
	if (j->ozone[0] == OZONE_EXCHANGED)
		exchange(j, "O3", "O3_24hmax");
	if (j->ozone[1] == OZONE_EXCHANGED)
		exchange(j, "O3_8h", "O3_8hmax");
}

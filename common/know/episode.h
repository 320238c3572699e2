/*
 * episode - heavy pollution by its warning conditions: a value over a threshold for a time, several
 * such alternatives for each colour ("200/24h,150/48h"), or two at once ("200/72h+300/24h": over 300
 * for 24 h within the run over 200 of 72 h).  A value stands for the day or the 24 h that end at its time.
 * Source: national guidance of 2024 on heavy pollution warnings (the numbers are in alerts.csv).
 * Pure.  Needs: decimal, alarm.
 *
 *	struct episode_rule r = { 0 };
 *	episode_parse(&r, EPISODE_YELLOW, sv_of("200/24h,150/48h"));
 *	grade = episode_step(&run, &r, x, t);
 */
#ifndef QJ_EPISODE_H
#define QJ_EPISODE_H

#include "alarm.h"
#include "decimal.h"

#define EPISODE_MAX 12

enum episode_grade { EPISODE_NONE, EPISODE_BLUE, EPISODE_YELLOW, EPISODE_ORANGE, EPISODE_RED, EPISODE_N };

/* "blue", "yellow", "orange", "red". */
extern const char *const episode_name[EPISODE_N];

struct episode_cond {
	enum episode_grade grade;
	struct dec	over;	/* the value must be above it [the item's unit] */
	int64_t		span;	/* [s] */
	size_t		base;	/* the condition within whose run it must lie; itself where it stands alone */
};

struct episode_rule {
	struct episode_cond v[EPISODE_MAX];
	size_t		    n;
	int64_t		    gap;	/* a time without values over which no run goes on [s]; 0: any */
};

/* Zero-initialised there is none. */
struct episode {
	int64_t	from[EPISODE_MAX];	/* start of the run [s], 0: none */
	int64_t	best[EPISODE_MAX];	/* longest run within the base's [s] */
	int64_t	last;
};

/* Adds the conditions of a grade; false where they are none or too many. */
bool	episode_parse(struct episode_rule *, enum episode_grade, struct sv);

/* The gravest grade whose conditions are met with x at t (above 0, the end of its 24 h). */
enum episode_grade episode_step(struct episode *, const struct episode_rule *, struct ratio x, int64_t t);

#endif

/*
 * alertput - events as rows, each written at once, and as the environment of a command.
 * Columns: event (raise, change, clear), id, station, name, item, rule, level, time, since, value, limit,
 * target_class, message.  Needs: alert, csvout, hook.
 *
 *	struct alertput p = { .d = &d, .out = out, .lang = "zh" };
 *	alertput_init(&p, &tabs, sites);
 *	spec.put = alertput_event, spec.arg = &p;
 */
#ifndef QJ_ALERTPUT_H
#define QJ_ALERTPUT_H

#include "alert.h"
#include "csvout.h"

struct alertput {
	struct diag		*d;
	struct csvout		*out;
	const struct alert	*a;
	const char		*lang;		/* "zh" or "en" */
	bool			 hold_back;	/* rows go to a file that is renamed at the end: not one by one */
	const char		*exec;		/* command, NULL: none */
	long			 exec_wait;	/* [s] */
	const struct table	*words;
	struct sbuf		 field[13];
	unsigned long		 nfailed;	/* commands that did */
};

/* Sets words and, unless no_header, writes the header at once. */
void	alertput_init(struct alertput *, const struct tables *, bool no_header);
void	alertput_release(struct alertput *);

/* Writes the event e and runs the command. */
void	alertput_event(void *put, const struct alert_event *e);

#endif

/*
 * diag - the one error path: messages, the policy for bad input, the summary line, the exit status.
 * One line each, to standard error:
 *
 *	qj-aqi: stdin:12: column PM2.5: 'abc' is not a number
 *
 * Exit: 0 all processed, 1 some input refused, 2 command line wrong, 3 file, pipe or device failed.
 * Needs: str, mem.
 *
 *	struct diag d = { .prog = "qj-aqi" };
 *	diag_cell(&d, &(struct place){ "stdin", 12, "PM2.5" }, text, "number", _("'%s' is not a number"), q);
 *	return diag_finish(&d);
 */
#ifndef QJ_DIAG_H
#define QJ_DIAG_H

#include <libintl.h>
#include <stdbool.h>
#include <stdio.h>

#include "str.h"

#define _(s)	gettext(s)
#define N_(s)	(s)

enum diag_exit { DIAG_OK = 0, DIAG_REFUSED = 1, DIAG_USAGE = 2, DIAG_IO = 3 };

/* Where in the input: file name, physical line on which the row starts (0: none), column (NULL: none). */
struct place {
	const char	*file;
	unsigned long	 line;
	const char	*column;
};

struct diag {
	const char	*prog;
	bool		 quiet;		/* no summary line */
	bool		 keep_going;	/* -k: a bad cell is counted and the run goes on */
	const char	*errors_name;	/* --errors FILE; NULL: none */
	FILE		*errors;
	unsigned long	 nrefused;	/* cells and rows refused so far */
	bool		 check_no;	/* a --check said no */
	void	       (*on_fail)(void *, const char *reason);	/* reason begins with NAME:; finishes or withdraws the output */
	void		*on_fail_arg;
	unsigned long	 nshown;	/* messages printed under -k */
};

/*
 * Sets the message language from LC_ALL, LC_MESSAGES, LANG; numbers stay "C".  Called by cli_parse;
 * argv0 locates the build tree's catalogue.
 */
void	diag_locale(const char *argv0);

/*
 * One bad cell or row: text is what stood there, code a short ASCII word for --errors.  Without
 * keep_going prints it, fails the output and exits 1.  With it counts, writes to --errors, prints
 * the first 20 and returns false.
 */
bool	diag_cell(struct diag *, const struct place *, struct sv text, const char *code, const char *fmt, ...)
	    __attribute__((format(printf, 5, 6)));

/* The input as a whole can't be used: prints, fails the output, exits 1 (keep_going or not). */
_Noreturn void diag_refuse(struct diag *, const struct place *, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/* The stream read ends with #qj-failed reason ("NAME: ..."): prints it, passes it on, exits 1. */
_Noreturn void diag_upstream(struct diag *, const char *reason);

/* The command line is wrong: prints with the hint at --help, exits 2. */
_Noreturn void diag_usage(struct diag *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The system's words for err in the language of messages; not to be freed. */
const char *diag_strerror(int err);

/* File, pipe or device failed: prints "prog: name: why", exits 3; a closed pipe quietly. */
_Noreturn void diag_io(struct diag *, const char *name, int err);

/* A library or resource failed with its own words: prints, fails the output, exits 3. */
_Noreturn void diag_broken(struct diag *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* A remark that does not change the result or the status; left out with quiet. */
void	diag_note(struct diag *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* As diag_note but also printed with quiet: the reader must know. */
void	diag_warn(struct diag *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/*
 * The end: closes --errors, prints the upstream failure or count of refusals if any, and returns
 * the exit status.  Standard output must have been finished before (csvout_close).
 */
int	diag_finish(struct diag *);

#endif

/*
 * cli - one option table per command; it makes the parsing, --help, the completions and the check
 * of the manual (--dump-options).  Options that several commands share are written down here once.
 * Needs: diag, decimal, str.
 *
 *	const struct cli_opt opts[] = {
 *		{ 't', "to", CLI_CHOICE, "hour|day", N_("averaging step"), &to },
 *		{ .kind = CLI_END }
 *	};
 *	const struct cli_cmd cmd = { "qj-x", N_("one line"), "[file...]", opts, CLI_OUTPUT | CLI_STATION };
 *	int i = cli_parse(&cmd, &d, argc, argv);	(argv[i] is the first operand)
 */
#ifndef QJ_CLI_H
#define QJ_CLI_H

#include "decimal.h"
#include "diag.h"

enum cli_kind {
	CLI_END = 0,
	CLI_FLAG,		/* bool *: set true */
	CLI_TEXT,		/* const char ** */
	CLI_CHOICE,		/* const char **: arg is the list "a|b|c" */
	CLI_INT,		/* struct cli_int *: whole number within min..max */
	CLI_DEC,		/* struct dec *: decimal number */
	CLI_LIST,		/* struct cli_list *: may be given several times */
	CLI_FILE,		/* const char **: a file name (completion) */
	CLI_DIR			/* const char **: a folder name (completion) */
};

struct cli_opt {
	char		 letter;	/* 0: none */
	const char	*name;
	enum cli_kind	 kind;
	const char	*arg;		/* name of the argument, or the choices */
	const char	*help;		/* one line, lower case, no full stop */
	void		*dest;
};

struct cli_int {
	long	v, min, max;
};

#define CLI_LIST_MAX 64
struct cli_list {
	const char	*v[CLI_LIST_MAX];
	size_t		 n;
};

/* Groups of shared options; each bit brings its options into the command's table. */
enum cli_shared {
	CLI_OUTPUT	= 1 << 0,	/* -o --output FILE */
	CLI_BOM		= 1 << 1,	/* --bom */
	CLI_KEEP	= 1 << 2,	/* -k --keep-going, --errors FILE */
	CLI_STATION	= 1 << 3,	/* --station COL, --time COL */
	CLI_PERIOD	= 1 << 4,	/* --period P */
	CLI_MEDIUM	= 1 << 5,	/* --medium air|met|water|soil|noise */
	CLI_EDITION	= 1 << 6,	/* --edition 2012|2026|2031|by-day */
	CLI_LANG	= 1 << 7,	/* --lang zh|en */
	CLI_REGISTRY	= 1 << 8,	/* --registry FILE */
	CLI_HOME	= 1 << 9,	/* -C DIR (or QJ_HOME) */
	CLI_TABLE	= 1 << 10,	/* --table NAME=FILE, --print-standard */
	CLI_BY		= 1 << 11,	/* --by COL,..., --via COL, --space-first */
	CLI_INTERVAL	= 1 << 12,	/* --interval 4h */
	CLI_DATE	= 1 << 13,	/* --date YYYY-MM-DD */
	CLI_MIXED	= 1 << 14,	/* --allow-mixed */
	CLI_DOUBT	= 1 << 15	/* --no-doubtful */
};

/* Where the shared options land; zero-initialised by the command, the defaults set by cli_parse. */
struct cli_common {
	const char	*output;	/* NULL: standard output */
	bool		 bom;
	const char	*station;	/* "station" */
	const char	*time;		/* "time" */
	const char	*period;	/* NULL: all */
	const char	*medium;	/* NULL: told by the names */
	const char	*edition;	/* NULL: by the data */
	const char	*lang;		/* "zh" */
	const char	*registry;	/* NULL: DIR/stations.csv if there, else none */
	const char	*home;		/* -C, or QJ_HOME, or NULL */
	struct cli_list	 table;		/* NAME=FILE */
	bool		 print_standard;
	const char	*by, *via;
	bool		 space_first;
	const char	*interval;	/* NULL: 1 h */
	const char	*date;
	bool		 allow_mixed, no_doubtful;
};

struct cli_cmd {
	const char		*name;
	const char		*brief;		/* as .Nd of the manual */
	const char		*operands;	/* "[file...]" */
	const struct cli_opt	*opts;
	unsigned int		 shared;	/* enum cli_shared */
	struct cli_common	*common;	/* where they land; may be NULL if shared is 0 */
};

/*
 * Sets the language, parses the options, answers --help, --version and --dump-options (and exits),
 * refuses misuse (exit 2).  Returns the index of the first operand.
 */
int	cli_parse(const struct cli_cmd *, struct diag *, int argc, char *argv[]);

/* A whole number of the text s within min..max; false otherwise. */
bool	num_parse(const char *s, long min, long max, long *v);

/*
 * The path of a file of the centre's folder: given if not NULL, else DIR/name where a folder is set
 * and the file exists, else NULL.  The result lives until the program ends.
 */
const char *cli_file(const struct cli_common *, const char *given, const char *name);

#endif

/*
 * expr - the small condition of --where: columns, numbers, texts; = != < <= > >= ~ (contains),
 * and, or, not, parentheses.  Numbers compare exactly; an empty cell is missing: every comparison
 * with it is false, but = '' and != ''.  Runs no code.  Needs: csvin, decimal.
 *
 *	struct expr *e = expr_parse(&d, "PM2.5 > 75 and county = '恩施市'", in);
 *	while (csvin_next(in)) if (expr_holds(e, in)) ...
 *	expr_free(e);
 */
#ifndef QJ_EXPR_H
#define QJ_EXPR_H

#include "csvin.h"

struct expr;

/* Compiles the text for the columns of in; a mistake is a usage error that points at it. */
struct expr    *expr_parse(struct diag *, const char *text, const struct csvin *);
/* The same; NULL where in lacks a column that it names. */
struct expr    *expr_parse_if(struct diag *, const char *text, const struct csvin *);
/* Whether it holds for the current row. */
bool		expr_holds(const struct expr *, const struct csvin *);
void		expr_free(struct expr *);

#endif

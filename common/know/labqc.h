/*
 * labqc - quality control of a laboratory of water: whether two results of a pair agree, a blank is
 * one, a reference material was found within its uncertainty; and the mean of results that agree.
 * Source: common/data/labqc_precision.csv (HJ/T 164-2004 annex C, GJW-03-SSG-005, HJ 828-2017) and
 * labqc_rules.csv.  A result below its detection limit is compared as half of it; where both are
 * below, nothing is compared.  Pure, exact.  Needs: table, decimal.
 *
 *	struct labqc l;
 *	labqc_init(&l, tabs);
 *	struct labqc_side a = { .x = x }, b = { .x = y };		(0.21 and 0.198 mg/L)
 *	struct labqc_verdict v = labqc_pair(&l, "TP", LABQC_INTRA, &a, &b);	(accepted: 2.94 % of 10)
 */
#ifndef QJ_LABQC_H
#define QJ_LABQC_H

#include "decimal.h"
#include "table.h"

/* What a blind code stands for, as the key of qj-sample names it. */
enum labqc_kind { LABQC_ROUTINE, LABQC_FIELD_BLANK, LABQC_LAB_BLANK, LABQC_LAB_DUPLICATE, LABQC_FIELD_PAIR,
		  LABQC_REFERENCE, LABQC_NKIND };
#define LABQC_KINDS "routine|field-blank|lab-blank|lab-duplicate|field-pair|reference"

/* The kind of that name; LABQC_NKIND for none of them. */
enum labqc_kind labqc_kind_of(struct sv name);
const char     *labqc_kind_name(enum labqc_kind);

enum labqc_between { LABQC_INTRA, LABQC_INTER };
enum labqc_result { LABQC_ACCEPTED, LABQC_OUTSIDE, LABQC_NOT_JUDGED, LABQC_NRESULT };
const char     *labqc_result_name(enum labqc_result);

/* A row of table labqc_precision. */
struct labqc_limit {
	const char	*item, *method;		/* method "": any */
	struct dec	 lo, hi;		/* content [unit of the item], lo exclusive; missing: open */
	struct dec	 max[2];		/* by enum labqc_between [% or unit of the item]; missing: none known */
	bool		 relative;
	const char	*confidence;
};

struct labqc {
	struct labqc_limit	*v;
	size_t			 n;
	const struct table	*rules;
	const char		*wrong;		/* name of a table that a user gave and that can't be used; NULL: none */
	const char		*wrong_at;	/* the item of its row */
};

/* One result.  Missing x is no result; undetected: ND without a limit; dropped: by its flag. */
struct labqc_side {
	struct dec	x;
	bool		undetected, dropped;
	struct sv	method;		/* as written; empty: the limits of methods are not asked */
};

struct labqc_verdict {
	enum labqc_result	  result;
	const char		 *reason;	/* a row of table labqc_reasons; "": none needed */
	struct ratio		  deviation;	/* [% if relative, else unit of the item]; missing: none computed */
	struct dec		  limit;	/* that it is compared with; missing: none */
	bool			  relative;
	const char		 *confidence;	/* of the limit; NULL: none was used */
};

void	labqc_init(struct labqc *, const struct tables *);
void	labqc_release(struct labqc *);

/* The value of a rule for an item, else of item *; it must be there (labqc_init sees to it). */
const char *labqc_rule(const struct labqc *, const char *rule, const char *item);

/* The least share of samples with a pair [percent]; 0: none is asked. */
struct dec labqc_share(const struct labqc *, const char *item);

/* Two results of one water.  The row of the table is told by the mean of the two. */
struct labqc_verdict labqc_pair(const struct labqc *, const char *item, enum labqc_between, const struct labqc_side *a,
			 const struct labqc_side *b);

/* A blank: accepted below the detection limit. */
struct labqc_verdict labqc_blank(const struct labqc *, const char *item, const struct labqc_side *);

/* A reference material: accepted within value +- uncertainty, both ends included; value missing: not judged. */
struct labqc_verdict labqc_reference(const struct labqc_side *, struct dec value, struct dec uncertainty);

/*
 * The mean of v[n], n > 0, all numbers: exact where it ends within 18 digits, else with 6 decimals
 * more than decimals and the guard; half of the limit for those below one; where all are, "<" and the largest
 * limit.  Missing where it can't be computed.
 */
struct dec labqc_mean(const struct dec *v, size_t n, int decimals);

#endif

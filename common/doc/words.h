/*
 * words - numbers and dates in Chinese words, as a bulletin prints and a radio speaker reads them.
 * Pure.  Needs: decimal, civil.
 *
 *	struct dec x; dec_parse(sv_of("98.8"), &x);
 *	words_number(&b, x);		(九十八点八)
 */
#ifndef QJ_WORDS_H
#define QJ_WORDS_H

#include "civil.h"
#include "decimal.h"

/*
 * The number read out: 31 三十一, 105 一百零五, -6.2 负六点二, 13.0 十三点零, <0.05 小于零点零五.
 * All its decimals are read, and nothing is rounded.
 */
void	words_number(struct sbuf *, struct dec);

/* The same before a measure word: 2 is 两. */
void	words_count(struct sbuf *, struct dec);

/* Digit by digit, as years are read: 2026 二零二六. */
void	words_digits(struct sbuf *, struct sv digits);

/* A date or period: 2026年10月19日, 2026年10月, 2026年1—10月, 2026年第4季度, 2026年10月1日至7日. */
void	words_period(struct sbuf *, const struct period *);

#endif

/*
 * str - pieces of text: borrowed slices, growing buffers, UTF-8, display width, name folding.
 * Needs: mem.
 *
 *	struct sbuf b = { 0 };
 *	sbuf_printf(&b, "%d rows", n);
 *	sbuf_release(&b);
 */
#ifndef QJ_STR_H
#define QJ_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* n bytes at p, borrowed, not terminated. */
struct sv {
	const char	*p;
	size_t		 n;
};

/* A buffer that grows; p is NUL-terminated whenever it is not NULL. */
struct sbuf {
	char	*p;
	size_t	 n, cap;
};

static inline struct sv
sv_of(const char *s)
{
	return (struct sv){ s, s == NULL ? 0 : strlen(s) };
}

static inline bool
sv_same(struct sv a, struct sv b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
sv_is(struct sv a, const char *s)
{
	return sv_same(a, sv_of(s));
}

/* a without blanks and tabs at its ends. */
struct sv	 sv_trim(struct sv a);

/*
 * The part of *rest before the next sep, which is taken off *rest.  False when *rest was spent
 * (its p is NULL); an empty *rest gives one empty part.
 */
bool		 sv_split(struct sv *rest, char sep, struct sv *part);

/* The next run without blanks and tabs of *rest, taken off; false when only such are left. */
bool		 sv_word(struct sv *rest, struct sv *word);

void		 sbuf_put(struct sbuf *, const char *p, size_t n);
void		 sbuf_puts(struct sbuf *, const char *s);
void		 sbuf_putc(struct sbuf *, char c);
void		 sbuf_printf(struct sbuf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void		 sbuf_vprintf(struct sbuf *, const char *fmt, va_list) __attribute__((format(printf, 2, 0)));
void		 sbuf_clear(struct sbuf *);
void		 sbuf_release(struct sbuf *);
struct sv	 sbuf_sv(const struct sbuf *);

/* The number of leading bytes of a that are valid UTF-8 (no surrogates, shortest form): a.n if all. */
size_t		 utf8_valid(struct sv a);

/* The code point at p[0..n), its length in *len; -1 and 1 where it is not UTF-8. */
int		 utf8_next(const char *p, size_t n, size_t *len);

/* Appends code point c as UTF-8. */
void		 sbuf_putrune(struct sbuf *, int c);

/* Display cells of a on a terminal: 2 for wide East Asian characters, 0 for combining marks. */
size_t		 utf8_width(struct sv a);

/*
 * Appends a as names are compared: ASCII lower case, blanks (also U+3000) left out, subscript and
 * superscript digits and full-width forms as plain ASCII, U+00B5 and U+03BC as 'u'.
 */
void		 str_fold(struct sbuf *, struct sv a);

/*
 * Appends a with control bytes and broken UTF-8 escaped, cut at 40 bytes with "..." behind, as it
 * is shown between quotes in a message.
 */
void		 str_quote(struct sbuf *, struct sv a);

#endif

/*
 * page_front - the front matter of a qj-markdown(5) file: "key: value" lines between two "---".
 * Keys are known ones only; a key may be repeated where its help says "lines".
 * Needs: diag, civil.
 *
 *	struct page_front f = { 0 };
 *	size_t body = page_front_read(&f, &d, "air.md", text, &line);	(offset and line of the body)
 *	const char *title = page_front_get(&f, "title");		(NULL where it is not given)
 */
#ifndef QJ_PAGE_FRONT_H
#define QJ_PAGE_FRONT_H

#include "civil.h"
#include "diag.h"

struct page_pair {
	const char	*key;		/* its English name */
	char		*value;
	unsigned long	 line;
};

struct page_front {
	struct page_pair	*pair;
	size_t			 n, cap;
};

/*
 * Reads the front matter of text, if it begins with one.  Gives the offset of what follows, and in
 * *line the number of that line (1 for the first).  Refuses an unknown key, a value its key does not
 * take, a key given twice that takes one value, and front matter without an end.
 */
size_t		page_front_read(struct page_front *, struct diag *, const char *file, struct sv text,
		    unsigned long *line);
void		page_front_release(struct page_front *);

/* The value of a key, NULL where it is absent or empty; i counts repeated ones from 0. */
const char     *page_front_get(const struct page_front *, const char *key);
const char     *page_front_nth(const struct page_front *, const char *key, size_t i);

/* True for value "en" of key lang. */
bool		page_front_english(const struct page_front *);

#endif

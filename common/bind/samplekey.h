/*
 * samplekey - the key of blind codes: which section, vertical and kind of sample each code stands for.
 * A file of columns code, station, kind, pair, vertical, item, value, uncertainty; one row per code,
 * of a reference material one per item [the registry's unit].  Who reads it is no longer blind: a file
 * that others than its owner may read is refused.  Needs: csvin, items, labqc, map.
 *
 *	struct samplekey *k = samplekey_read(&d, "keys/2026-10.csv", false, &items);
 *	struct samplekey_code *c = samplekey_find(k, sv_of("E3K7"));	(NULL: not in the key)
 */
#ifndef QJ_SAMPLEKEY_H
#define QJ_SAMPLEKEY_H

#include "csvin.h"
#include "items.h"
#include "labqc.h"

/* What is certified of one item of a reference material. */
struct samplekey_reference {
	char			*item;		/* canonical, else as written */
	char			*value, *uncertainty;	/* as written; both are numbers */
	bool			 came;		/* set by the caller: the data have it */
	size_t			 next;		/* of the code; SIZE_MAX: none */
};

struct samplekey_code {
	char		*station, *pair, *vertical;	/* "" where the key has none; pair a code of the key */
	enum labqc_kind	 kind;
	size_t		 first, last;	/* reference[]; SIZE_MAX: none */
	bool		 came;		/* set by the caller: the data have it */
	unsigned long	 line;
};

struct samplekey {
	struct map			 codes;
	struct samplekey_code		*v;		/* v[codes.n] */
	struct samplekey_reference	*reference;
	size_t				 nreference, cap, refcap;
};

/*
 * Reads the key; any_mode: whoever may read it.  Refused (exit 1, -k or not): other readers, a kind or
 * number that is none, a code twice, a routine sample without station, a pair that is no routine sample
 * of the key or of another place, a reference without item, value and uncertainty.  A duplicate or pair
 * without station or vertical has that of its sample.
 */
struct samplekey *samplekey_read(struct diag *, const char *file, bool any_mode, const struct items *);
void		 samplekey_free(struct samplekey *);

struct samplekey_code *samplekey_find(struct samplekey *, struct sv code);

/* The reference of that code for an item of the data (canonical name or alias); NULL for none. */
struct samplekey_reference *samplekey_reference(struct samplekey *, const struct samplekey_code *, const struct items *,
			 struct sv item);

#endif

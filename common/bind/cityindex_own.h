/*
 * cityindex_own - what the files of cityindex share: rows (cityindex_row.c), their cities (cityindex.c).  For these alone.
 */
#ifndef QJ_CITYINDEX_OWN_H
#define QJ_CITYINDEX_OWN_H

#include "cityindex.h"

/* One section in a period: sums over its rows. */
struct cityindex_member {
	size_t		 city;
	enum cwqi_body	 body;
	struct decsum	*sum;		/* sum[cwqi->n] */
};

struct cityindex_reader {
	const struct cityindex_spec	*s;
	struct cityindex		*x;
	struct csvin			*in;
	struct columns			 cols;
	int				 item[CWQI_ITEMS];	/* item column, -1: absent */
	int				 by, type;		/* columns of the input, -1: of the registry */
	int				 reg_by, reg_type;
	struct sbuf			 key;			/* used again for each row */
	struct map			 seen;			/* station and time */
	struct map			 members;		/* station and city's number */
	struct cityindex_member			*member;
	size_t				 cap;
};

/* Finds the columns; refuses a table without them. */
void	cityindex_bind(struct cityindex_reader *);
/* Adds the row to its section; leaves it out where it has no place or was refused. */
void	cityindex_take(struct cityindex_reader *);

#endif

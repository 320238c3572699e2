/*
 * hj212job - what the files of the HJ 212 importer share; for import_hj212, its codes and its summary alone.
 */
#ifndef QJ_HJ212JOB_H
#define QJ_HJ212JOB_H

#include "bytes.h"
#include "hj212.h"
#include "import.h"
#include "importmap.h"

#define HJ212_OPEN_MAX		64	/* messages of several packets that wait for the rest */
#define HJ212_RECENT_MAX	64	/* places of a message whose keys are remembered */

/* What stands behind a key: a value, the flag of its group, DataTime, or no value: counted by its attribute. */
enum factor_kind { FACTOR_VALUE, FACTOR_FLAG, FACTOR_EFLAG, FACTOR_TIME, FACTOR_OTHER };

/* What a factor and attribute ("w01018-Rtd" of ST 21) means. */
struct factor {
	char			*name;	/* as written, with its statistic */
	char			*unit;
	struct sv		 sname, sunit;	/* the same */
	struct sbuf		 before, behind;	/* what stands on both sides of a value: ",name,", ",unit," */
	const struct item	*item;	/* NULL: kept by code */
	struct ratio		 f;
	enum factor_kind	 kind;
};

/* A message of several packets, of which some are still to come. */
struct packets {
	char		*key;		/* QN, MN and CN */
	unsigned long	 line;
	char		*file;
	uint64_t	 have;
	long		 n;
	struct civil	 time;		/* of the first that has one */
	bool		 timed;
};

/* The key that stood at a place of the message before, which mostly stands there again. */
struct recent {
	char		key[40];
	size_t		n;
	size_t		factor;
};

struct pair {
	struct sv	key, value;
	size_t		factor;
};

/* A command number: how its DataTime is read. */
enum reading { READ_NONE, READ_NOW, READ_MINUTE, READ_HOUR, READ_DAY };

struct hj {
	struct import		*m;
	struct importmap	 own;
	struct bytes		 b;
	struct hj212_crc	 crc;
	struct map		 keys;		/* "21 w01018-Rtd" -> factor */
	struct factor		*factor;
	size_t			 factorcap;
	struct map		 unknown;	/* codes that the registry lacks */
	struct map		 other;		/* attributes that are no values, with how often */
	unsigned long		*nother;
	size_t			 othercap;
	struct map		 silent;	/* CN without data */
	unsigned long		*nsilent;
	size_t			 silentcap;
	struct packets		 open[HJ212_OPEN_MAX];
	size_t			 nopen;
	struct pair		*pair;		/* of the group at hand */
	size_t			 paircap;
	struct sbuf		 flags;		/* of that group */
	const char		*letter[256];	/* what a data flag means; NULL: not listed */
	struct sbuf		 front, before, key;	/* "MN,time,cn" of the message, and of the one before */
	struct recent		 recent[HJ212_RECENT_MAX];
	size_t			 nth;		/* pair of the message */
	char			 st[8], cn[8];	/* of the message before, with what they mean */
	bool			 begin;
	enum reading		 reading;
	unsigned long		 nmessage, ndata, nleft, nlenient, nquirk, nnocompute;
	unsigned long		 nfault[HJ212_NFAULT], nhead, ntime, nlost;
	unsigned long		 nagain;	/* messages of the station, time and command of the one before */
};

/* A key "w01018-Rtd" in its two parts; a key without a hyphen is a code alone. */
void	hj_split_key(struct sv key, struct sv *code, struct sv *attr);

/*
 * The next pair of a group, with what its key means at a station of type st; false at the end.  Mostly
 * a message has the keys of the one before, which are then not looked up, nor looked for.
 */
bool	hj_pair(struct hj *, struct sv st, struct sv *group, struct pair *);

/* What table hj212_stations has in that column for a station type, "" where it lacks the type. */
const char *hj_station(const struct hj *, struct sv st, const char *column);

/* The summary of a run, and the names that are worth telling. */
void	hj_say_counts(struct hj *);
void	hj_say_names(struct hj *);
void	hj_release(struct hj *);

#endif

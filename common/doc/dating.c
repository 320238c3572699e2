#include <stdlib.h>
#include <time.h>

#include "cli.h"
#include "dating.h"

#define EPOCH_MAX	253402300799	/* 9999-12-31 23:59:59 */

struct civil
dating_resolve(struct diag *d, const char *given, const char *own)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	struct civil t;
	long sec;

	if (given != NULL) {
		if (!civil_parse(sv_of(given), &t))
			diag_usage(d, _("option --date: '%s' is not a date"), given);
		return t;
	}
	if (own != NULL && civil_parse(sv_of(own), &t))
		return t;
	if (epoch != NULL && num_parse(epoch, 0, EPOCH_MAX, &sec))
		return (struct civil){ sec, false };
	diag_note(d, _("dated by the clock; --date or SOURCE_DATE_EPOCH makes every run the same"));
	return (struct civil){ (int64_t)time(NULL) / CIVIL_DAY * CIVIL_DAY, true };
}

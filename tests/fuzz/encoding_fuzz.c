/*
 * encoding_fuzz - any bytes as the head of a file: what is told is what they are.
 */
#include <iconv.h>

#include "encoding.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct sv h = { (const char *)data, n };
	size_t bom, bom2;
	const char *whole = encoding_guess(h, true, &bom), *part = encoding_guess(h, false, &bom2);

	if (bom > n || bom2 > n || bom != bom2)
		abort();
	if (whole != NULL && bom == 0 && strcmp(whole, "utf-8") == 0 && utf8_valid(h) != n)
		abort();
	if (whole != NULL && part == NULL)		/* more may come: less is certain, not more */
		abort();
	if (whole != NULL && strcmp(whole, "gb18030") == 0 && utf8_valid(h) == n)
		abort();
	return 0;
}

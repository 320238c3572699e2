/* decimal_fuzz - any bytes as a cell: what is read prints, reads back the same, and rounds. */
#include "decimal.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char buf[DEC_TEXT], again[DEC_TEXT];
	struct dec x, y;

	if (dec_parse((struct sv){ (const char *)data, n }, &x) && dec_has(x)) {
		const size_t k = dec_print(buf, x);

		if (k == 0 || k >= DEC_TEXT || !dec_parse((struct sv){ buf, k }, &y) || dec_cmp(x, y) != 0 || x.cens != y.cens)
			abort();
		for (int i = -3; i <= 8; i++) {
			const struct dec r = dec_round(x, i);

			if (dec_print(again, r) >= DEC_TEXT || dec_cmp(dec_round(r, i), r) != 0)
				abort();
			if (i >= 0 && dec_cmp(ratio_round(dec_ratio(x), i), r) != 0 && x.scale <= 18)
				abort();
		}
		if (dec_cmp(ratio_floor(dec_ratio(x), 2), x) > 0 && x.m < 1000000000000)
			abort();
	}
	return 0;
}

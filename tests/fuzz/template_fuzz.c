/* template_fuzz - any bytes as a Mustache template: it is refused, or its tokens tell its nesting. */
#include "fuzz.h"
#include "template.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct diag d = { .prog = "fuzz" };
	struct template t;
	char *text;

	if (fuzz_enter() == 0) {
		text = mem_ndup((const char *)data, n);
		template_parse(&t, &d, "fuzz.md", (struct sv){ text, n });
		for (size_t i = 0; i < t.n; i++) {
			const bool opens = t.v[i].kind == TOKEN_SECTION || t.v[i].kind == TOKEN_INVERTED;

			if (opens && (t.v[i].end <= i || t.v[i].end >= t.n || t.v[t.v[i].end].kind != TOKEN_END))
				abort();
		}
		template_release(&t);
	}
	fuzz_leave();
	return 0;
}

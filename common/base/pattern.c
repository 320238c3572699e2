#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "mem.h"
#include "pattern.h"

#define STEPS_MAX 200000u		/* of one match; what is honest takes some hundreds */
#define DEPTH_MAX 5000u
#define HEAP_KIB 4096u
#define TEXT_MAX 4096u			/* bytes of a pattern */
#define NEST_MAX 50u			/* brackets within brackets */

/* PCRE2 asks for memory as we do: it dies on exhaustion. */
static void *
take(PCRE2_SIZE n, void *arg)
{
	(void)arg;
	return mem_alloc(n);
}

static void
give(void *p, void *arg)
{
	(void)arg;
	free(p);
}

void
pattern_init(struct pattern *p, struct diag *d, const struct place *at, struct sv text, bool whole)
{
	pcre2_general_context *memory = pcre2_general_context_create(take, give, NULL);
	pcre2_compile_context *how = pcre2_compile_context_create(memory);
	int code;
	PCRE2_SIZE off;

	*p = (struct pattern){ .d = d, .at = *at, .text = mem_ndup(text.p, text.n) };
	(void)pcre2_set_max_pattern_length(how, TEXT_MAX);
	(void)pcre2_set_parens_nest_limit(how, NEST_MAX);
	p->code = pcre2_compile((PCRE2_SPTR)text.p, text.n,
	    PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | (whole ? PCRE2_ANCHORED | PCRE2_ENDANCHORED : 0), &code, &off, how);
	if (p->code == NULL) {
		PCRE2_UCHAR why[128];

		(void)pcre2_get_error_message(code, why, sizeof(why));
		diag_refuse(d, at, _("pattern '%s': %s (at byte %zu)"), p->text, (const char *)why, (size_t)off + 1);
	}
	p->found = pcre2_match_data_create_from_pattern(p->code, memory);
	p->limits = pcre2_match_context_create(memory);
	(void)pcre2_set_match_limit(p->limits, STEPS_MAX);
	(void)pcre2_set_depth_limit(p->limits, DEPTH_MAX);
	(void)pcre2_set_heap_limit(p->limits, HEAP_KIB);
	pcre2_compile_context_free(how);
	pcre2_general_context_free(memory);
}

void
pattern_release(struct pattern *p)
{
	pcre2_match_data_free(p->found);
	pcre2_match_context_free(p->limits);
	pcre2_code_free(p->code);
	free(p->text);
	*p = (struct pattern){ 0 };
}

bool
pattern_match(struct pattern *p, struct sv s)
{
	int n;

	p->ngroup = 0;
	if (p->code == NULL)
		return false;
	n = pcre2_match(p->code, (PCRE2_SPTR)(s.p == NULL ? "" : s.p), s.n, 0, 0, p->found, p->limits);
	if (n == PCRE2_ERROR_MATCHLIMIT || n == PCRE2_ERROR_DEPTHLIMIT || n == PCRE2_ERROR_HEAPLIMIT)
		diag_refuse(p->d, &p->at, _("pattern '%s' takes too many steps; make it simpler"), p->text);
	if (n < 0)			/* no match, or a subject that is no UTF-8 */
		return false;
	p->subject = s;
	p->ngroup = (size_t)n;
	return true;
}

struct sv
pattern_group(const struct pattern *p, size_t g)
{
	const PCRE2_SIZE *o = pcre2_get_ovector_pointer(p->found);

	if (g >= p->ngroup || o[2 * g] == PCRE2_UNSET || o[2 * g + 1] < o[2 * g])
		return (struct sv){ "", 0 };
	return (struct sv){ p->subject.p + o[2 * g], o[2 * g + 1] - o[2 * g] };
}

bool
pattern_named(const struct pattern *p, const char *name, struct sv *v)
{
	int g;

	if (p->code == NULL || p->ngroup == 0)
		return false;
	g = pcre2_substring_number_from_name(p->code, (PCRE2_SPTR)name);
	if (g < 0 || (size_t)g >= p->ngroup || pcre2_get_ovector_pointer(p->found)[2 * g] == PCRE2_UNSET)
		return false;
	*v = pattern_group(p, (size_t)g);
	return true;
}

const char *
pattern_name(const struct pattern *p, size_t i, size_t *g)
{
	uint32_t n = 0, size = 0;
	PCRE2_SPTR table = NULL;

	if (p->code == NULL)
		return NULL;
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &n);
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	(void)pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &table);
	/* The table is by name; groups are wanted in their order: the (i + 1)-th smallest number. */
	for (size_t k = 0; k < n; k++) {
		const PCRE2_SPTR e = table + k * size;
		const size_t number = (size_t)e[0] << 8 | e[1];
		size_t below = 0;

		for (size_t j = 0; j < n; j++)
			below += ((size_t)table[j * size] << 8 | table[j * size + 1]) < number;
		if (below == i) {
			*g = number;
			return (const char *)e + 2;
		}
	}
	return NULL;
}

void
pattern_expand(const struct pattern *p, struct sv t, struct sbuf *b)
{
	for (size_t i = 0; i < t.n; i++) {
		const char *close = t.p[i] == '{' ? memchr(t.p + i, '}', t.n - i) : NULL;
		char name[64];
		size_t n;
		struct sv v = { "", 0 };

		if (close == NULL || (n = (size_t)(close - t.p) - i - 1) == 0 || n >= sizeof(name)) {
			sbuf_putc(b, t.p[i]);
			continue;
		}
		memcpy(name, t.p + i + 1, n);
		name[n] = '\0';
		if (name[0] >= '0' && name[0] <= '9' && n == 1)
			v = pattern_group(p, (size_t)(name[0] - '0'));
		else
			(void)pattern_named(p, name, &v);
		v = sv_trim(v);
		sbuf_put(b, v.p, v.n);
		i += n + 1;
	}
}

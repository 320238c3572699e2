#include <string.h>

#include "split.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

void
split_plain(const char *p, size_t n, struct split *s)
{
	s->nsep = s->nrow = 0;
	s->seen = 0;
	for (size_t i = 0; i < n; i++) {
		const unsigned char c = (unsigned char)p[i];

		if (c == ',')
			s->sep[s->nsep++] = (uint32_t)i;
		else if (c == '\n') {
			s->sep[s->nsep++] = (uint32_t)i;
			s->row[s->nrow++] = (uint32_t)s->nsep;
		} else if (c == '"')
			s->seen |= SPLIT_QUOTE;
		else if (c == '\r')
			s->seen |= SPLIT_CR;
		else if (c == '\0')
			s->seen |= SPLIT_NUL;
		else if (c >= 0x80)
			s->seen |= SPLIT_HIGH;
	}
}

#if defined(__x86_64__)
/* Offsets base + bit for each bit of m, 64 at a time. */
__attribute__((target("avx2,popcnt,bmi")))
static inline void
emit(struct split *s, uint32_t base, uint64_t m, uint64_t lf)
{
	uint32_t *o = s->sep + s->nsep;
	uint32_t n = (uint32_t)s->nsep;

	s->nsep += (size_t)__builtin_popcountll(m);
	for (uint64_t l = lf; l != 0; l &= l - 1) {
		const uint64_t upto = l ^ (l - 1);	/* the bit and all below it */

		s->row[s->nrow++] = n + (uint32_t)__builtin_popcountll(m & upto);
	}
	while (m != 0) {
		*o++ = base + (uint32_t)__builtin_ctzll(m);
		m &= m - 1;
	}
}

__attribute__((target("avx2,popcnt,bmi")))
static inline uint64_t
equal64(__m256i a, __m256i b, char c)
{
	const __m256i k = _mm256_set1_epi8(c);

	return (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, k)) |
	    (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, k)) << 32;
}

__attribute__((target("avx2,popcnt,bmi")))
static void
split_avx2(const char *p, size_t n, struct split *s)
{
	const __m256i quote = _mm256_set1_epi8('"'), cr = _mm256_set1_epi8('\r'), zero = _mm256_setzero_si256();
	uint64_t q = 0, r = 0, z = 0, h = 0;

	s->nsep = s->nrow = 0;
	for (size_t i = 0; i < n; i += 64) {
		const __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
		const __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + i + 32));
		const uint64_t in = n - i >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << (n - i)) - 1;
		const uint64_t lf = equal64(a, b, '\n') & in;
		const __m256i qa = _mm256_or_si256(_mm256_cmpeq_epi8(a, quote), _mm256_cmpeq_epi8(a, cr));
		const __m256i qb = _mm256_or_si256(_mm256_cmpeq_epi8(b, quote), _mm256_cmpeq_epi8(b, cr));
		const __m256i za = _mm256_or_si256(qa, _mm256_cmpeq_epi8(a, zero));
		const __m256i zb = _mm256_or_si256(qb, _mm256_cmpeq_epi8(b, zero));

		emit(s, (uint32_t)i, (equal64(a, b, ',') & in) | lf, lf);
		if (!_mm256_testz_si256(_mm256_or_si256(za, zb), _mm256_or_si256(za, zb))) {
			q |= equal64(a, b, '"') & in;
			r |= equal64(a, b, '\r') & in;
			z |= equal64(a, b, '\0') & in;
		}
		h |= ((uint64_t)(uint32_t)_mm256_movemask_epi8(a) |
		    (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32) & in;
	}
	s->seen = (q != 0 ? SPLIT_QUOTE : 0u) | (r != 0 ? SPLIT_CR : 0u) | (z != 0 ? SPLIT_NUL : 0u) |
	    (h != 0 ? SPLIT_HIGH : 0u);
}
#endif

void
split_block(const char *p, size_t n, struct split *s)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt")) {
		split_avx2(p, n, s);
		return;
	}
#endif
	split_plain(p, n, s);
}

bool
split_crlf_only(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *q = memchr(p + i, '\r', n - i);

		if (q == NULL)
			break;
		i = (size_t)(q - p);
		if (i + 1 >= n || p[i + 1] != '\n')
			return false;
	}
	return true;
}

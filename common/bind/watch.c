#include <stdlib.h>

#include "mem.h"
#include "watch.h"

#define STUCK_VALUES 30			/* fewer equal values may be chance, or a calm night */

static uint64_t
mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 29;
}

/* The time that ends: its values are looked up among those before. */
static void
close_time(struct watch *w)
{
	char key[17], when[CIVIL_TEXT], before[CIVIL_TEXT];
	const size_t n = w->seen.n;
	size_t k;

	w->hash += w->row;
	w->row = 0;
	if (w->open && w->nvalue >= STUCK_VALUES) {
		(void)snprintf(key, sizeof(key), "%016llx", (unsigned long long)w->hash);
		k = map_put(&w->seen, sv_of(key));
		if (w->seen.n > n) {
			w->seen_at = mem_grow(w->seen_at, &w->seencap, w->seen.n, sizeof(*w->seen_at));
			w->seen_at[k] = w->sec;
		} else if (w->seen_at[k] != w->sec && w->nstuck++ == 0) {
			(void)civil_print(when, (struct civil){ w->sec, false });
			(void)civil_print(before, (struct civil){ w->seen_at[k], false });
			sbuf_printf(&w->stuck, _("%s has all values of %s"), when, before);
		}
	}
	w->hash = 0;
	w->nvalue = 0;
}

static void
say_first(struct sbuf *b, struct sv station, struct civil t, const char *file, unsigned long line)
{
	char when[CIVIL_TEXT];

	(void)civil_print(when, t);
	sbuf_printf(b, _("%s:%lu, station %.*s, %s"), file, line, (int)station.n, station.p, when);
}

void
watch_row(struct watch *w, struct sv station, struct civil t, const char *file, unsigned long line)
{
	const size_t n = w->station.n;
	size_t k;

	if (!w->open || t.sec != w->sec) {
		close_time(w);
		w->sec = t.sec;
		w->open = true;
	} else
		w->hash += w->row;		/* the order of stations within a time does not matter */
	if (n > 0 && sv_same(map_key(&w->station, w->ilast), station))
		k = w->ilast;
	else
		k = map_put(&w->station, station);
	w->row = mix(k + 1, 0);
	if (w->station.n > n) {
		w->last = mem_grow(w->last, &w->lastcap, w->station.n, sizeof(*w->last));
	} else if (t.sec == w->last[k] && w->ntwice++ == 0)
		say_first(&w->twice, station, t, file, line);
	else if (t.sec < w->last[k] && w->nback++ == 0)
		say_first(&w->back, station, t, file, line);
	w->last[k] = t.sec;
	w->ilast = k;
}

/* The n (1 to 7) bytes at p in one number: loads of a fixed width, which may overlap. */
static uint64_t
few(const char *p, size_t n)
{
	uint32_t a, b;

	if (n < 4)
		return (uint64_t)(unsigned char)p[0] << 16 | (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1];
	memcpy(&a, p, 4);
	memcpy(&b, p + n - 4, 4);
	return (uint64_t)a << 32 | b;
}

void
watch_value(struct watch *w, struct sv v)
{
	uint64_t x = v.n, part;
	size_t i;

	for (i = 0; i + 8 <= v.n; i += 8) {
		memcpy(&part, v.p + i, 8);
		x = mix(x, part);
	}
	if (i < v.n)
		x = mix(x, few(v.p + i, v.n - i));
	w->row = mix(w->row, x);
	w->nvalue += v.n > 0;
}

void
watch_finish(struct watch *w, struct diag *d)
{
	close_time(w);
	if (w->ntwice > 0)
		diag_warn(d, _("%lu rows have the stamp of the row before them; the first: %s"), w->ntwice, w->twice.p);
	if (w->nback > 0)
		diag_warn(d, _("the clock goes back %lu times; the first: %s"), w->nback, w->back.p);
	if (w->nstuck > 0)
		diag_warn(d, _("a stuck publication: %s (%lu times so)"), w->stuck.p, w->nstuck);
	sbuf_release(&w->twice);
	sbuf_release(&w->back);
	sbuf_release(&w->stuck);
	map_release(&w->station);
	map_release(&w->seen);
	free(w->last);
	free(w->seen_at);
}

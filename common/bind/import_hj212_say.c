/*
 * import_hj212_say - what a run over HJ 212 messages has met.
 */
#include <stdlib.h>

#include "hj212job.h"

void
hj_say_counts(struct hj *h)
{
	struct sbuf *b = &h->m->note;
	unsigned long bad = h->nhead + h->ntime, silent = 0;

	for (int i = 1; i < HJ212_NFAULT; i++)
		bad += h->nfault[i];
	for (size_t i = 0; i < h->silent.n; i++)
		silent += h->nsilent[i];
	sbuf_printf(b, _("%lu messages: %lu with data"), h->nmessage, h->ndata);
	if (silent > 0) {
		sbuf_printf(b, _(", %lu without ("), silent);
		for (size_t i = 0; i < h->silent.n; i++)
			sbuf_printf(b, "%s%s x %lu", i > 0 ? ", " : "", h->silent.key[i], h->nsilent[i]);
		sbuf_putc(b, ')');
	}
	if (h->nleft > 0)
		sbuf_printf(b, _(", %lu of other CN left out"), h->nleft);
	if (bad > 0) {
		sbuf_printf(b, _(", %lu bad ("), bad);
		for (int i = 1, n = 0; i < HJ212_NFAULT; i++) {
			if (h->nfault[i] > 0)
				sbuf_printf(b, "%s%s x %lu", n++ > 0 ? ", " : "", hj212_fault_code((enum hj212_fault)i), h->nfault[i]);
		}
		if (h->nhead > 0)
			sbuf_printf(b, "%sbad_header x %lu", b->p[b->n - 1] == '(' ? "" : ", ", h->nhead);
		if (h->ntime > 0)
			sbuf_printf(b, "%sbad_time x %lu", b->p[b->n - 1] == '(' ? "" : ", ", h->ntime);
		sbuf_putc(b, ')');
	}
	if (h->nlost > 0)
		sbuf_printf(b, _("; %lu lack packets"), h->nlost);
	if (h->nagain > 0)
		sbuf_printf(b, _("; %lu have the time of the message before"), h->nagain);
	if (h->nlenient > 0)
		sbuf_printf(b, _("; %lu checksums in lower case accepted"), h->nlenient);
	if (h->nquirk > 0)
		sbuf_printf(b, _("; %lu QN of another length than 17"), h->nquirk);
	if (h->nnocompute > 0)
		sbuf_printf(b, _("; %lu times 9999.99 (cannot be computed) read as empty"), h->nnocompute);
}

void
hj_say_names(struct hj *h)
{
	struct sbuf b = { 0 };

	for (size_t i = 0; i < h->unknown.n; i++)
		sbuf_printf(&b, "%s%s", i > 0 ? ", " : "", h->unknown.key[i]);
	if (b.n > 0)
		diag_note(h->m->d, _("codes that are not in the registry and stay codes: %s"), b.p);
	sbuf_clear(&b);
	for (size_t i = 0; i < h->other.n; i++)
		sbuf_printf(&b, "%s%s x %lu", i > 0 ? ", " : "", h->other.key[i], h->nother[i]);
	if (b.n > 0)
		diag_note(h->m->d, _("fields that are no values left out: %s"), b.p);
	sbuf_release(&b);
}

void
hj_release(struct hj *h)
{
	for (size_t k = 0; k < h->keys.n; k++) {
		free(h->factor[k].name);
		free(h->factor[k].unit);
		sbuf_release(&h->factor[k].before);
		sbuf_release(&h->factor[k].behind);
	}
	free(h->factor);
	free(h->nother);
	free(h->nsilent);
	map_release(&h->keys);
	map_release(&h->unknown);
	map_release(&h->other);
	map_release(&h->silent);
	free(h->pair);
	sbuf_release(&h->flags);
	sbuf_release(&h->front);
	sbuf_release(&h->before);
	sbuf_release(&h->key);
	importmap_release(&h->own);
}

import type { Ports } from '../ports.ts';

/**
 * What hides an alarm where somebody rewrites it in the store - how a partner should look, and who hears - is believed as
 * far as the journal leads to it, as what is to be written is. Looked at before anything is compared or told.
 */
export async function believeJournal({ store, log }: Pick<Ports, 'store' | 'log'>): Promise<void> {
  const tenantIds = await store.rightBaselines();
  if (tenantIds.length > 0)
    log.error('baseline.contradicted', new Error('stored otherwise than journaled'), { tenantIds });
  const places = await store.rightSubscriptions();
  if (places.length > 0)
    log.error('subscription.contradicted', new Error('stored otherwise than journaled'), { places });
}

import { detected, type Drift } from '../../../domain/drift/drift.ts';
import type { EndEvent } from '../../../domain/ends/end.ts';
import type { Letter } from '../../../domain/telling/letter.ts';
import type { Ports } from '../../ports.ts';
import { listeners } from '../../telling/audience.ts';
import { unheardDrifts } from '../../telling/subscriptions/unheard.ts';

/** Why that somebody accepted it counts no more: it never did, or its end has come, with what is told of that. */
type Why = { readonly ended?: { readonly event: EndEvent; readonly letters: readonly Letter[] } };

/**
 * Takes back that somebody accepted a drift: what is still there of the difference is a drift again, and is told anew: posted,
 * and where no conversation hears of it, by letter.
 * @param difference all of it, or a part
 * @returns undefined: nothing of it is there any more. Rejects with StoreError
 */
export async function tellAnew(
  { store, ids, clock, log }: Pick<Ports, 'store' | 'ids' | 'clock' | 'log'>,
  accepted: Drift,
  { before, after }: Pick<Drift, 'before' | 'after'>,
  guarded: boolean,
  { ended }: Why = {},
): Promise<Drift | undefined> {
  const { partner, lastSeenAt, whileDown, follows, actors, explained } = accepted;
  const found = { id: ids.drift(), partner, before, after, detectedAt: clock.now(), lastSeenAt, whileDown, follows };
  const again: Drift = { ...detected(found, guarded), actors, explained };
  const places = await listeners(store, 'drift');
  const alone = places.length === 0 ? [unheardDrifts(again, [])] : [];
  const letters = [...alone, ...(ended?.letters ?? [])];
  const reopened = await store.reopenDrift(accepted, again, places, letters, ended?.event);
  if (reopened !== undefined) log.warn('drift.reopened', { driftId: accepted.id, again: reopened.id });
  return reopened;
}

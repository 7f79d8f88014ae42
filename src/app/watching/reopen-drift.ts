import { isOwnAcceptance } from '../../domain/drift/acceptance.ts';
import { detected, isOpenDrift, type Drift } from '../../domain/drift/drift.ts';
import type { Ports, Settings } from '../ports.ts';
import { drawAgain } from '../telling/cards/draw-again.ts';
import { listeners } from '../telling/audience.ts';
import { unheardDrifts } from '../telling/subscriptions/unheard.ts';
import { partsOf } from './parts-of-drift.ts';

/**
 * Somebody was named for a drift: where nobody but they accepted it, or the drift that took it up, that counts for nothing.
 * The difference is a drift again, and is told anew: posted, and where no conversation hears of it, by letter.
 */
export async function reopenOwn(
  { store, ids, clock, log }: Pick<Ports, 'store' | 'ids' | 'clock' | 'log'>,
  { approvals }: Pick<Settings, 'approvals'>,
  named: Drift,
): Promise<void> {
  const drift = await latest(store, named);
  // What it takes to accept it hangs on who made the parts that it took up.
  if (drift.id !== named.id && isOpenDrift(drift)) await drawAgain(store, drift.id);
  const parts = await partsOf(store, drift);
  if (!isOwnAcceptance(approvals, parts)) return;
  const { partner, before, after, lastSeenAt, whileDown, actors, explained } = drift;
  const again: Drift = {
    ...detected(
      {
        id: ids.drift(),
        partner,
        before,
        after,
        detectedAt: clock.now(),
        lastSeenAt,
        whileDown,
        follows: drift.follows,
      },
      true,
    ),
    actors,
    explained,
  };
  const places = await listeners(store, 'drift');
  const word = places.length === 0 ? [unheardDrifts(again, [])] : [];
  const reopened = await store.reopenDrift(drift, again, places, word);
  if (reopened === undefined) return;
  log.warn('drift.reopened', { driftId: drift.id, again: reopened.id });
}

/** The drift that tells of all of it by now. */
async function latest(store: Pick<Ports['store'], 'drift'>, drift: Drift): Promise<Drift> {
  const { status } = drift;
  const next = status.state === 'superseded' && status.by !== null ? await store.drift(status.by) : undefined;
  return next === undefined ? drift : latest(store, next);
}

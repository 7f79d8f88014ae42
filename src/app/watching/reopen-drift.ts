import { isOwnAcceptance } from '../../domain/drift/acceptance.ts';
import { isOpenDrift, type Drift } from '../../domain/drift/drift.ts';
import { tellAnew } from '../changing/ends/tell-anew.ts';
import type { Ports, Settings } from '../ports.ts';
import { drawAgain } from '../telling/cards/draw-again.ts';
import { partsOf } from './parts-of-drift.ts';

/**
 * Somebody was named for a drift: where nobody but they accepted it, or the drift that took it up, that counts for nothing.
 * The difference is a drift again.
 */
export async function reopenOwn(
  ports: Pick<Ports, 'store' | 'ids' | 'clock' | 'log'>,
  { approvals }: Pick<Settings, 'approvals'>,
  named: Drift,
): Promise<void> {
  const { store } = ports;
  const drift = await latest(store, named);
  // What it takes to accept it hangs on who made the parts that it took up.
  if (drift.id !== named.id && isOpenDrift(drift)) await drawAgain(store, drift.id);
  const parts = await partsOf(store, drift);
  if (!isOwnAcceptance(approvals, parts)) return;
  await tellAnew(ports, drift, drift, true);
}

/** The drift that tells of all of it by now. */
async function latest(store: Pick<Ports['store'], 'drift'>, drift: Drift): Promise<Drift> {
  const { status } = drift;
  const next = status.state === 'superseded' && status.by !== null ? await store.drift(status.by) : undefined;
  return next === undefined ? drift : latest(store, next);
}

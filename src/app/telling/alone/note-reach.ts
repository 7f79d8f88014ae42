import type { ObjectId } from '../../../domain/ids.ts';
import { StoreError, type Ports } from '../../ports.ts';

/**
 * Notes whether Teams let the bot write to somebody alone. What cannot be noted is found out again, and keeps nothing from
 * being said: rejects with nothing of the store's.
 */
export async function noteReach(
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  person: ObjectId,
  isReached: boolean,
): Promise<void> {
  try {
    await (isReached ? store.noteReached(person) : store.noteUnreached(person, clock.now()));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.error('reach.unnoted', error, { objectId: person, isReached });
  }
}

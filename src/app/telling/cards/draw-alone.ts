import { byRights, type CopyId, type Ports } from '../../ports.ts';

/** So often it is asked whether another process is done with a copy, where somebody waits for it. */
const ASK_AGAIN_MS = 100;
const MOST_ASKED = 150;

/**
 * @param isAwaited whether it is waited until another process is done with it
 * @returns undefined where another process is at it
 */
export type DrawAlone = <Result>(
  id: CopyId,
  isAwaited: boolean,
  draw: () => Promise<Result>,
) => Promise<Result | undefined>;

/**
 * Draws a copy while no other process does, and only as long as it is this one's to draw: two that draw the same at the same
 * moment would post it twice, or leave an older state on a newer one.
 */
export function drawAlone({ store, clock }: Pick<Ports, 'store' | 'clock'>): DrawAlone {
  return async (id, isAwaited, draw) => {
    let held = await store.hold(`copy:${id}`);
    for (let asked = 1; held === undefined && isAwaited && asked < MOST_ASKED; asked += 1) {
      await clock.sleep(ASK_AGAIN_MS);
      held = await store.hold(`copy:${id}`);
    }
    if (held === undefined) return undefined;
    const { right, release } = held;
    const term = store.leadership.term();
    return byRights(term === undefined ? [right] : [term, right], draw).finally(release);
  };
}

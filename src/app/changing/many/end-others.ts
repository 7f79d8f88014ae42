import { isStoppable, type Change } from '../../../domain/change/change.ts';
import { makesWayForFreeze } from '../../../domain/change/frozen.ts';
import type { Ports } from '../../ports.ts';
import { advanceAsItStands } from '../lifecycle.ts';

/**
 * With a freeze ends every card that waited when it was decided, and every list stops, and a thaw: what it has not brought
 * back stays closed. What closes and is asked for while it runs, for hours where Graph is in trouble, is decided as ever.
 * Rejects with StoreError.
 */
export async function endOthers(
  ports: Pick<Ports, 'store' | 'log' | 'clock'>,
  freeze: Change,
  open: readonly Change[],
): Promise<void> {
  const { id: instead, requester: by } = freeze.proposal;
  const at = ports.clock.now();
  for (const other of open) {
    const { partOf, endOf, id } = other.proposal;
    if (id === instead || partOf !== undefined || endOf !== null || !makesWayForFreeze(other, freeze)) continue;
    await advanceAsItStands(ports, other, (change) => {
      if (change.status.state === 'pending') return { kind: 'superseded', by, instead, at };
      return isStoppable(change) ? { kind: 'halted', why: 'frozen', by, at } : undefined;
    });
  }
}

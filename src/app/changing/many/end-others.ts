import type { Change } from '../../../domain/change/change.ts';
import { isCarriedOn } from '../../../domain/change/progress.ts';
import type { Ports } from '../../ports.ts';
import { advanceAsItStands } from '../lifecycle.ts';

/**
 * While everything is closed, nobody decides on anything else: every card that waits has ended, and every list stops, and a
 * thaw: what it has not brought back stays closed.
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
    const { plan, partOf, endOf, id } = other.proposal;
    if (id === instead || partOf !== undefined || endOf !== null) continue;
    await advanceAsItStands(ports, other, ({ status, progress }) => {
      if (status.state === 'pending') return { kind: 'superseded', by, instead, at };
      const goesOn = plan.many !== undefined && isCarriedOn(status) && !progress?.halt;
      return goesOn ? { kind: 'halted', why: 'frozen', by, at } : undefined;
    });
  }
}

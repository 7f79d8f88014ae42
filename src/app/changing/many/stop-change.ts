import { isCarriedOn } from '../../../domain/change/progress.ts';
import type { Ports } from '../../ports.ts';
import { useCase, type UseCase } from '../../use-case.ts';
import { advanceAsItStands } from '../lifecycle.ts';

/**
 * Begins no further part of what was decided for many; what runs is brought to its end. Any Security Administrator may: it
 * changes nothing, and nobody need wait for whoever decided it.
 */
export const stopChange = (ports: Ports): UseCase<'stopChange'> =>
  useCase(ports, 'stopChange', async (proof, { request: { change: id } }) => {
    const change = await ports.store.get(id);
    if (change === undefined) return proof.refuse({ kind: 'changeUnknown' });
    const { person: by } = proof;
    const moved = await advanceAsItStands(ports, change, ({ status }) =>
      isCarriedOn(status) ? { kind: 'halted', why: 'asked', by, at: ports.clock.now() } : undefined,
    );
    if (moved === undefined) return proof.refuse({ kind: 'notStoppable', change });
    return proof.give({ kind: 'notice', notice: { kind: 'listStopped', change } });
  });

import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';
import { advanceAsItStands } from './lifecycle.ts';

/**
 * Whoever asked takes a change back, as long as nobody has decided it. It needs no role: it changes nothing. Anybody else
 * is told whose it is, if Entra knows them.
 */
export const withdraw = (ports: Ports): UseCase<'withdraw'> =>
  useCase(ports, 'withdraw', async (proof, { request: { change: id, reason } }) => {
    if (proof.access === 'account') {
      const change = await ports.store.get(id);
      if (change === undefined) return proof.refuse({ kind: 'changeUnknown' });
      return proof.refuse({ kind: 'notWithdrawable', change, own: false });
    }
    const { person: by, basis: change } = proof;
    const moved = await advanceAsItStands(ports, change, () => ({
      kind: 'rejected',
      by,
      at: ports.clock.now(),
      reason,
    }));
    if (moved === undefined) return proof.refuse({ kind: 'notWithdrawable', change, own: true });
    return proof.give({ kind: 'notice', notice: { kind: 'withdrawn', change: id } });
  });

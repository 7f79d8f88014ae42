import type { Change } from '../../domain/change/change.ts';
import { samePerson } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import type { Given, Proof } from '../authorize.ts';
import type { Ports } from '../ports.ts';
import { useCase, type UseCase } from '../use-case.ts';
import { advanceAsItStands } from './lifecycle.ts';

/**
 * Whoever asked takes a change back, as long as nobody has decided it. It needs no role: it changes nothing, so it is
 * theirs also when the role or the account is gone. Any Security Administrator ends it as well: a card that nobody
 * decides must not stand in the way of everybody. Anybody else is told whose it is, if Entra knows them.
 */
export const withdraw = (ports: Ports): UseCase<'withdraw'> =>
  useCase(ports, 'withdraw', async (proof, { request: { change: id, reason } }) => {
    if (proof.access === 'requester') return ending(ports, proof, proof.basis, reason);
    const change = await ports.store.get(id);
    if (change === undefined) return proof.refuse({ kind: 'changeUnknown' });
    if (proof.access === 'account') return proof.refuse({ kind: 'notWithdrawable', change, because: 'notTheirs' });
    return ending(ports, proof, change, reason);
  });

async function ending(
  ports: Ports,
  proof: Proof<'requester'> | Proof<'change'>,
  change: Change,
  reason: string | null,
): Promise<Given<Reply>> {
  const { person: by } = proof;
  const { requester } = change.proposal;
  const kind = samePerson(by, requester) ? 'rejected' : 'ended';
  const at = ports.clock.now();
  const moved = await advanceAsItStands(ports, change, () => ({ kind, by, at, reason }));
  if (moved === undefined) return proof.refuse({ kind: 'notWithdrawable', change, because: 'tooLate' });
  return proof.give({
    kind: 'notice',
    notice: { kind: 'withdrawn', change: moved, of: kind === 'rejected' ? null : requester },
  });
}

import type { ChangeId } from '../../domain/ids.ts';
import { samePerson, type Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { recognise } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import { advanceAsItStands } from './lifecycle.ts';
import type { Ports } from '../ports.ts';

/**
 * Whoever asked takes a change back, as long as nobody has decided it. It needs no role: it changes nothing. Anybody else
 * is told whose it is, if Entra knows them.
 */
export async function withdraw(ports: Ports, person: Person, id: ChangeId, reason: string | null): Promise<Reply> {
  const change = await ports.store.get(id);
  const own = change !== undefined && samePerson(person, change.proposal.requester);
  const refusal = own ? undefined : await recognise(ports.roles, person);
  if (refusal !== undefined) return refused(refusal);
  if (change === undefined) return refused({ kind: 'changeUnknown' });
  if (!own) return refused({ kind: 'notWithdrawable', change, own });
  const moved = await advanceAsItStands(ports, change, () => ({
    kind: 'rejected',
    by: person,
    at: ports.clock.now(),
    reason,
  }));
  if (moved === undefined) return refused({ kind: 'notWithdrawable', change, own });
  return { kind: 'notice', notice: { kind: 'withdrawn', change: id } };
}

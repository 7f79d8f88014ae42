import type { ChangeId } from '../domain/ids.ts';
import { samePerson, type Person } from '../domain/person.ts';
import type { Reply } from '../domain/reply.ts';
import { refused } from './explain.ts';
import { advanceAsItStands } from './lifecycle.ts';
import type { Ports } from './ports.ts';

/** Whoever asked takes a change back, as long as nobody has decided it. It needs no role: it changes nothing. */
export async function withdraw(ports: Ports, person: Person, id: ChangeId, reason: string | null): Promise<Reply> {
  const change = await ports.store.get(id);
  if (change === undefined) return refused({ kind: 'changeUnknown' });
  const own = samePerson(person, change.proposal.requester);
  if (!own) return refused({ kind: 'notWithdrawable', change, own });
  const moved = await advanceAsItStands(ports, change, () => ({
    kind: 'rejected',
    by: person,
    at: ports.clock.now(),
    reason,
  }));
  if (moved === undefined) return refused({ kind: 'notWithdrawable', change, own });
  return {
    kind: 'notice',
    notice: {
      tone: 'info',
      title: 'You took it back',
      lines: [[{ strong: id }, ' will not be carried out. Nothing was changed. Its card says so too.']],
    },
  };
}

import { needsReview } from '../../domain/change/change.ts';
import type { ChangeId } from '../../domain/ids.ts';
import { samePerson, type Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import { advance } from './lifecycle.ts';
import type { Ports } from '../ports.ts';

/** Another administrator says what they found of a change for which somebody broke the glass. */
export async function closeReview(ports: Ports, person: Person, id: ChangeId, finding: string): Promise<Reply> {
  const refusal = await authorize(ports.roles, ports.log, person, 'change');
  if (refusal !== undefined) return refused(refusal);
  const change = await ports.store.get(id);
  if (change === undefined) return refused({ kind: 'changeUnknown' });
  if (!needsReview(change)) return refused({ kind: 'noReviewDue', change });
  if (samePerson(person, change.proposal.requester)) return refused({ kind: 'ownReview', change });
  const moved = await advance(ports, change, { kind: 'reviewed', by: person, at: ports.clock.now(), finding });
  if (moved === undefined) return refused({ kind: 'noReviewDue', change });
  return { kind: 'notice', notice: { kind: 'reviewClosed', change: id } };
}

import type { Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { Ports } from '../ports.ts';

/** What waits: changes that have not ended, and reviews that nobody has closed. */
export async function listOpen({ roles, store, log }: Ports, person: Person): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'read');
  if (refusal !== undefined) return refused(refusal);
  const [changes, reviews] = await Promise.all([store.open(), store.unreviewed()]);
  return { kind: 'open', changes, reviews };
}

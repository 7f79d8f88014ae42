// @ts-nocheck
import type { Person } from '../domain/person.ts';
import type { Reply } from '../domain/reply.ts';
import { authorize } from './authorize.ts';
import { refused } from './explain.ts';
import type { Ports } from './ports.ts';

/** What waits: changes that have not ended, and reviews that nobody has closed. */
export async function listOpen({ roles, store, log }: Ports, person: Person): Promise<Reply> {
  const refusal = await authorize(roles, log, person, 'read');
  if (refusal !== undefined) return refused(refusal);
  const [changes, reviews] = await Promise.all([store.open(), store.unreviewed()]);
  return { kind: 'open', changes, reviews };
}

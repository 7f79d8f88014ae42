import type { Person } from '../../domain/people/person.ts';
import type { Reply } from '../../domain/replies/reply.ts';
import { authorize } from '../authorize.ts';
import { refused } from '../../domain/replies/notice.ts';
import type { Ports } from '../ports.ts';
import { unwrap } from '../promises.ts';

/** The sync template of the multitenant organization. */
export async function showTemplate({ directory, roles, log }: Ports, person: Person): Promise<Reply> {
  const [passed, read] = await Promise.allSettled([authorize(roles, log, person, 'read'), directory.template()]);
  const refusal = unwrap(passed);
  return refusal === undefined ? { kind: 'template', template: unwrap(read) } : refused(refusal);
}

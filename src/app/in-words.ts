import type { Person } from '../domain/people/person.ts';
import { DirectoryError } from '../domain/problem.ts';
import type { Given } from './authorize.ts';
import type { Ports } from './ports.ts';
import { troubleOf } from './trouble.ts';
import { toAnybody } from './use-case.ts';

/** Never rejects: what went wrong becomes a notice with a reference that finds the log line. */
export async function inWords<Value>(
  { ids, log }: Pick<Ports, 'ids' | 'log'>,
  asked: { readonly command: string; readonly person: Person },
  work: () => Promise<Given<Value>>,
): Promise<Given<Value | ReturnType<typeof toAnybody>['value']>> {
  try {
    return await work();
  } catch (error) {
    const reference = ids.reference();
    log.error('command.failed', error, {
      reference,
      command: asked.command,
      objectId: asked.person.objectId,
      ...(error instanceof DirectoryError ? { problem: error.problem } : {}),
    });
    return toAnybody(troubleOf(error, reference));
  }
}

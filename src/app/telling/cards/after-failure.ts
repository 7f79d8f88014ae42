import type { PostedMessage } from '../../../domain/telling/conversation.ts';
import type { Subject } from '../../../domain/telling/subject.ts';
import { ChannelError, StoreError, type ChannelProblem } from '../../ports.ts';

/** How often something is posted that waits for somebody, and that may have arrived each time. */
const MOST_UNCERTAIN = 3;

/** What became of the last tries, until one is well. `since`: of the first of them; both by `elapsed`. */
export type Failures = {
  readonly count: number;
  readonly refusals: number;
  readonly since: number;
  readonly notBefore: number;
  readonly isUrgent: boolean;
};

/** Whether a card may look older than is noted after that. @param again whether it was to be drawn over what may be old */
export function mayLookOld(error: unknown, again: boolean): boolean {
  if (!(error instanceof ChannelError)) return again && error instanceof StoreError;
  return error.problem === 'uncertain' || (again && error.problem === 'notDelivered');
}

/** Whether a notice stays as it is after that: what Teams will never take would hold up the notices behind it. */
export function isFinal(
  problem: ChannelProblem,
  message: PostedMessage | null,
  subject: Subject,
  count: number,
): boolean {
  if (problem === 'notAccepted') return true;
  // A change that may have been posted is not posted again; of what waits for somebody, one post too many is better than none.
  return problem === 'uncertain' && message === null && (!waitsForSomebody(subject) || count >= MOST_UNCERTAIN);
}

/** Whether nobody may hear of it in time if its first post did not arrive. */
function waitsForSomebody(subject: Subject): boolean {
  return subject.kind !== 'change' || subject.change.status.state === 'pending';
}

export const storeErrorOf = (error: unknown): StoreError | undefined =>
  error instanceof StoreError ? error : undefined;

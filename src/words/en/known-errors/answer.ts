import type { KnownError } from '../../../domain/known-error.ts';
import type { Line, Message, Span } from '../../line.ts';

/** What one error means. Each stands by itself: nobody reads two of them. */
export type Answer = Pick<Message, 'title' | 'lines'>;

export type Answers = Readonly<Partial<Record<KnownError, Answer>>>;

/** On whose side something is to be done. */
const SIDES = {
  source: 'In the source tenant, from which users come: ',
  target: 'In the target tenant, into which they are synced: ',
  both: 'In both tenants: ',
  home: 'In the tenant that the user’s account is of: ',
  resource: 'In the tenant that they want into: ',
  changed: 'In the tenant that refused the change: ',
} as const;
type Side = keyof typeof SIDES;

/** What to do there. */
export const on = (side: Side, ...what: readonly Span[]): Line => [{ strong: SIDES[side] }, ...what];

/** For what passes, or is as it should be. */
export const NOTHING_TO_DO = 'Nobody has to do anything on either side';

export const answer = (title: string, means: string, ...todo: readonly Line[]): Answer => ({
  title,
  lines: [[means], ...todo],
});

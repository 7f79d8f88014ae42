import type { KnownError } from '../../../domain/known-error.ts';
import type { Line, Message, Span } from '../../line.ts';

/** What one error means. Each stands by itself: nobody reads two of them. */
export type Answer = Pick<Message, 'title' | 'lines'>;

export type Answers = Readonly<Partial<Record<KnownError, Answer>>>;

/** On whose side something is to be done. */
const SIDES = {
  source: 'In the source tenant, from which users come: ',
  target: 'In the target tenant, where users arrive: ',
  both: 'In both tenants: ',
  home: 'In the user’s own tenant: ',
  resource: 'In the tenant that the user wants to get into: ',
  changed: 'In the tenant that refused the change: ',
} as const;
type Side = keyof typeof SIDES;

/** What to do there. */
export const on = (side: Side, ...what: readonly Span[]): Line => [{ strong: SIDES[side] }, ...what];

/** What can be done there instead. */
export const orOn = (side: Side, ...what: readonly Span[]): Line => [
  { strong: `Or ${SIDES[side].charAt(0).toLowerCase()}${SIDES[side].slice(1)}` },
  ...what,
];

/** For what passes, or is as it should be. */
export const NOTHING_TO_DO = 'Nobody has to do anything on either side';

export const answer = (title: string, means: string, ...todo: readonly Line[]): Answer => ({
  title,
  lines: [[means], ...todo],
});

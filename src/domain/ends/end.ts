import { isChangeId, isDriftId, type ChangeId, type DriftId, type TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { ConversationReference } from '../telling/conversation.ts';
import type { EndingDoor } from './door.ts';

/** What carries an end: the change that opened, or the drift that somebody accepted. */
export type EndId = ChangeId | DriftId;

export const isEndId = (id: EndId | TenantId): id is EndId => isChangeId(id) || isDriftId(id);

/** Until when what was opened may be open. */
export type Ends = { readonly at: Instant; readonly doors: readonly EndingDoor[] };

/** Before an end, in days, at which people are told of it. */
export const TOLD_BEFORE = [3, 1] as const;
export type DaysBefore = (typeof TOLD_BEFORE)[number];

/**
 * `closed`: the bot has closed it. `nothing`: it was closed already; what brings back how it was does not open it any more.
 * `replaced`: of all that it was to close, another end was decided later. `asked`: it would undo what was decided later, so
 * that people were asked. `anew`: what of an accepted drift no end closes by itself is a drift again.
 */
export const END_OUTCOMES = ['closed', 'nothing', 'replaced', 'asked', 'anew'] as const;
export type EndOutcome = (typeof END_OUTCOMES)[number];

/** An end, and what became of it. */
export type End = {
  readonly at: Instant;
  readonly doors: readonly EndingDoor[];
  /** Where it was decided, and is told of. */
  readonly place: ConversationReference;
  readonly told: readonly DaysBefore[];
  /** null: it is still to come. */
  readonly came: { readonly how: EndOutcome; readonly at: Instant } | null;
};

export type EndEvent =
  | { readonly kind: 'endTold'; readonly days: DaysBefore; readonly at: Instant }
  | { readonly kind: 'endCame'; readonly how: EndOutcome; readonly at: Instant };

export const endAsDecided = (ends: Ends, place: ConversationReference): End => ({
  ...ends,
  place,
  told: [],
  came: null,
});

/** The only way in which an end moves on; undefined: the event does not fit, and nothing happens. */
export function nextEnd(end: End | null, event: EndEvent): End | undefined {
  if (end?.came !== null) return undefined;
  if (event.kind === 'endTold') {
    return end.told.includes(event.days) ? undefined : { ...end, told: [...end.told, event.days] };
  }
  // What was closed or decided otherwise before is over before its time; nothing else is.
  const isEarly = event.at < end.at && event.how !== 'nothing' && event.how !== 'replaced';
  return isEarly ? undefined : { ...end, came: { how: event.how, at: event.at } };
}

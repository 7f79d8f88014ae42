import { opens } from '../change/approval.ts';
import type { EndingDoor } from '../ends/door.ts';
import { endAsDecided, nextEnd, type End, type EndEvent } from '../ends/end.ts';
import type { ConversationReference } from '../telling/conversation.ts';
import type { ChangeId, DriftId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Person } from '../people/person.ts';
import {
  difference,
  FIELD_NAMES,
  fieldsOf,
  sameState,
  type FieldName,
  type PartnerSnapshot,
  type Snapshot,
} from '../policy/snapshot.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { DriftActor } from './trace.ts';

/** A difference between how a partner should look and how it does, which the bot did not make. */
export type Drift = {
  readonly id: DriftId;
  readonly partner: TenantInformation;
  /** As the bot last wrote it or somebody accepted it. */
  readonly before: PartnerSnapshot;
  /** As it was found. */
  readonly after: PartnerSnapshot;
  readonly detectedAt: Instant;
  /** When the partner was last seen without this difference, or without the last part of it where it follows another. */
  readonly lastSeenAt: Instant;
  /** Whether the bot was not running for some of the time in between. */
  readonly whileDown: boolean;
  /** The open drift that this one took up when the partner was changed again: who made that part is told there. null: none. */
  readonly follows: DriftId | null;
  /** Who made the last part of it, or may have, as far as the audit log has told; what was done for certain comes first. */
  readonly actors: readonly DriftActor[];
  /** Whether the audit log has told of all of that part. */
  readonly explained: boolean;
  /** The first of two administrators who accepted it, where it takes two; null: nobody, or it took one. */
  readonly half: Acceptance | null;
  /** Whether the rule asked, when it was found, that somebody accepts it who did not make it. */
  readonly guarded: boolean;
  readonly status: DriftStatus;
  /** Until when it was accepted, and what became of that; null: for good, or it is not accepted. */
  readonly end: End | null;
  /** Grows by one with every event: the compare-and-swap key. */
  readonly revision: number;
};

/** `until`: when what it opened is to be closed again, and where that is told; left out: it stays. */
export type Acceptance = {
  readonly by: Person;
  readonly reason: string;
  readonly at: Instant;
  readonly until?: AcceptedUntil | undefined;
};
export type AcceptedUntil = {
  readonly at: Instant;
  readonly doors: readonly EndingDoor[];
  readonly place: ConversationReference;
};

export type DriftStatus =
  | { readonly state: 'open' }
  | { readonly state: 'accepted'; readonly by: Person; readonly reason: string; readonly at: Instant }
  /** `acceptedBy` made it themselves, as became known later: `by` tells of it anew. */
  | { readonly state: 'reopened'; readonly acceptedBy: Person; readonly by: DriftId; readonly at: Instant }
  /** A change of the bot's has taken the difference back. */
  | { readonly state: 'reverted'; readonly change: ChangeId; readonly at: Instant }
  /** The partner was changed again, and `by` tells of all of it; null: it is as it was before again. */
  | { readonly state: 'superseded'; readonly by: DriftId | null; readonly at: Instant };

export type DriftEvent =
  | {
      readonly kind: 'accepted';
      readonly by: Person;
      readonly reason: string;
      readonly at: Instant;
      readonly until?: AcceptedUntil | undefined;
    }
  | EndEvent
  /** All that is known by now, in the place of what was known before. */
  | {
      readonly kind: 'named';
      readonly actors: readonly DriftActor[];
      readonly explained: boolean;
      readonly at: Instant;
    }
  /** By the first of two. */
  | {
      readonly kind: 'halfAccepted';
      readonly by: Person;
      readonly reason: string;
      readonly at: Instant;
      readonly until?: AcceptedUntil | undefined;
    }
  | { readonly kind: 'reopened'; readonly again: DriftId; readonly at: Instant }
  | { readonly kind: 'superseded'; readonly by: DriftId | null; readonly at: Instant }
  /** A change of the bot's has ended: both sides as they are with it. */
  | {
      readonly kind: 'rebased';
      readonly change: ChangeId;
      readonly before: PartnerSnapshot;
      readonly after: PartnerSnapshot;
      readonly at: Instant;
    };

/** One line of a drift's journal: how it came to its revision. */
export type DriftJournalEvent = { readonly kind: 'detected'; readonly drift: Drift; readonly at: Instant } | DriftEvent;

type Found = Omit<Drift, 'actors' | 'explained' | 'half' | 'guarded' | 'status' | 'end' | 'revision'>;

export function detected(found: Found, guarded = false): Drift {
  const status = { state: 'open' } as const;
  return { ...found, actors: [], explained: false, half: null, guarded, status, end: null, revision: 1 };
}

export function isOpenDrift({ status }: Drift): boolean {
  return status.state === 'open';
}

/** The only way a drift moves on; undefined when the event does not belong to the state, and then nothing happens. */
export function nextDrift(drift: Drift, event: DriftEvent): Drift | undefined {
  const moved = { ...drift, revision: drift.revision + 1 };
  // Who it was is worth knowing even when everything else is decided.
  if (event.kind === 'named') {
    // The log tells late and out of order: only what has been explained is not explained otherwise any more.
    return drift.explained ? undefined : { ...moved, actors: event.actors, explained: event.explained };
  }
  const { at } = event;
  if (event.kind === 'reopened') {
    if (drift.status.state !== 'accepted') return undefined;
    return { ...moved, status: { state: 'reopened', acceptedBy: drift.status.by, by: event.again, at } };
  }
  if (event.kind === 'endTold' || event.kind === 'endCame') {
    const end = drift.status.state === 'accepted' ? nextEnd(drift.end, event) : undefined;
    return end && { ...moved, end };
  }
  if (!isOpenDrift(drift)) return undefined;
  switch (event.kind) {
    case 'halfAccepted':
      return { ...moved, half: acceptance(event) };
    case 'accepted': {
      // An end that the first of two named holds, unless the second names another.
      const until = event.until ?? drift.half?.until;
      const end = until === undefined ? null : endAsDecided({ at: until.at, doors: until.doors }, until.place);
      return { ...moved, end, status: { state: 'accepted', by: event.by, reason: event.reason, at } };
    }
    case 'superseded':
      return { ...moved, status: { state: 'superseded', by: event.by, at } };
    case 'rebased':
      return sameState(event.before, event.after)
        ? { ...moved, status: { state: 'reverted', change: event.change, at } }
        : { ...moved, before: event.before, after: event.after };
  }
}

const acceptance = ({ by, reason, at, until }: Acceptance): Acceptance => ({ by, reason, at, ...(until && { until }) });

/** `red`: it opens the tenant, as approvals mean it. `amber`: anything else that waits for a decision. `green`: nothing waits any more. */
export type Risk = 'red' | 'amber' | 'green';

export function risk(drift: Drift): Risk {
  if (!isOpenDrift(drift)) return 'green';
  return opens(drift) ? 'red' : 'amber';
}

/** What opens the tenant first, and of that what is a way in by itself already. */
export function worstFirst<Item>(
  items: readonly Item[],
  differenceOf: (item: Item) => Pick<Drift, 'before' | 'after'>,
): readonly Item[] {
  const ways: Item[] = [];
  const openings: Item[] = [];
  const others: Item[] = [];
  for (const item of items) {
    const found = differenceOf(item);
    if (openedDoors(found).length > 0) ways.push(item);
    else (opens(found) ? openings : others).push(item);
  }
  return [...ways, ...openings, ...others];
}

/** What lets somebody else's users or groups in, the widest first. */
export const DOOR_FIELDS = ['userSync', 'groupSync', 'redemptionInbound'] as const satisfies FieldName[];
type Door = (typeof DOOR_FIELDS)[number];

export function openedDoors({
  before,
  after,
}: {
  readonly before: Snapshot;
  readonly after: Snapshot;
}): readonly Door[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  return DOOR_FIELDS.filter((door) => is[door] === true && was[door] !== true);
}

/** All that differs; what came with a new policy too, of which nobody can say what it was before. */
export function changedFields({ before, after }: Pick<Drift, 'before' | 'after'>): readonly FieldName[] {
  const opened: readonly FieldName[] = openedDoors({ before, after });
  const differing = difference(before, after);
  return FIELD_NAMES.filter((name) => differing.includes(name) || opened.includes(name));
}

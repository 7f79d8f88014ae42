import type { Change } from '../change/change.ts';
import type { Drift, DriftJournalEvent } from '../drift/drift.ts';
import type { ChangeId, DriftId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { JournalEntry } from '../change/journal.ts';
import type { DriftActor } from '../drift/trace.ts';
import { nameOf, type Actor } from '../people/actor.ts';
import type { Person } from '../people/person.ts';
import type { DirectoryProblemKind } from '../problem.ts';
import type { Sight } from '../drift/sight.ts';
import { steps } from '../policy/plan.ts';
import { difference, fieldsOf, type FieldName, type Snapshot } from '../policy/snapshot.ts';
import { namelessTenant, type TenantInformation } from '../partners/tenant.ts';
import type { Ending } from './subscription-event.ts';
import type { Topic } from './subscription.ts';

/**
 * What a program outside is told with a notice. Within a version, a member keeps its name and its meaning, and new ones
 * may come; a receiver ignores what it does not know.
 */
export type NoticeEvent = {
  readonly version: 1;
  /** The same when the event is sent again: by it a receiver knows what it has. */
  readonly id: string;
  readonly type: ChangeNotice | DriftNotice | SightNotice | HearingNotice | HeadNotice;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Whom it is about; of the template, and of what the watcher sees, this organisation itself. */
  readonly partner: TenantInformation;
  /** What differs, each as it was and as it is or should be. */
  readonly settings: readonly { readonly name: FieldName; readonly before: unknown; readonly after: unknown }[];
  readonly change?: {
    readonly id: ChangeId;
    readonly command: string;
    readonly reason: string | null;
    readonly approval: Change['proposal']['approval'];
    readonly requestedBy: Somebody;
    /** Whose deed the event tells of; null: nobody's. */
    readonly by: Somebody | null;
  };
  readonly drift?: {
    readonly id: DriftId;
    readonly lastSeenAt: string;
    readonly whileDown: boolean;
    /** The drift that tells of the part which was found before; null: none. */
    readonly follows: DriftId | null;
    /** Who did the last part of it, as Entra's audit log tells: the first of `actors`; null: not known yet. */
    readonly actor: Named | null;
    /** All of those who did it, or may have. */
    readonly actors: readonly NamedActor[];
    /** Who accepted it; null: nobody. */
    readonly by: Somebody | null;
  };
  readonly watch?: {
    /** Since when the policies could not be read. */
    readonly lostAt: string;
    /** Why not; null: they can be read again. */
    readonly problem: DirectoryProblemKind | null;
  };
  readonly subscription?: {
    /** The id of the conversation, at its root. */
    readonly conversation: string;
    /** What it is told about from now on; null: what it was told about does not change, or ends. */
    readonly topics: readonly Topic[] | null;
    /** How it ended; null: it did not. */
    readonly how: Ending | null;
    /** Whose deed it was; null: nobody's, or Teams did not say. */
    readonly by: Somebody | null;
  };
  /** The journal's last entry, and its hash: it stands for all entries before. */
  readonly head?: { readonly entry: number; readonly hash: string };
};

type Named = { readonly name: string; readonly ip: string | null; readonly at: string };
/** `did`: the settings that they changed; `may`: those that they may have, because the record does not tell. */
type NamedActor = Named & Omit<DriftActor, keyof Named | 'auditId'>;

export type ChangeNotice =
  | 'change.approvalRequested'
  | 'change.glassBroken'
  | 'change.applied'
  | 'change.failed'
  | 'change.unknown'
  | 'change.rejected'
  | 'change.superseded'
  | 'change.expired'
  | 'change.stale'
  | 'change.stopped'
  | 'change.reviewed';
export type DriftNotice = 'drift.found' | 'drift.named' | 'drift.accepted' | 'drift.reverted' | 'drift.superseded';

export type HearingNotice = 'subscription.began' | 'subscription.ended' | 'subscription.lost' | 'subscription.back';

export type HeadNotice = 'journal.witnessed';

export type SightNotice = 'watch.lost' | 'watch.back';

type Somebody = { readonly objectId: string; readonly displayName: string };

/** What is told of one line of a change's journal; undefined: nothing. @param line its place in the journal */
export function changeNotice(line: number, { proposal }: Change, { event }: JournalEntry): NoticeEvent | undefined {
  const type = changeNoticeType(proposal, event);
  if (type === undefined) return undefined;
  const { id, command, reason, approval, requester, partner, plan } = proposal;
  return {
    version: 1,
    id: `${id}-${line}`,
    type,
    at: iso(event.at),
    partner,
    settings: settings(plan.before, foundIn(event) ?? plan.after),
    change: {
      id,
      command,
      reason,
      approval,
      requestedBy: somebody(requester),
      by: 'by' in event && event.by !== undefined ? somebody(event.by) : null,
    },
  };
}

/** What was read back at the end; undefined: nothing was, yet. */
function foundIn(event: JournalEntry['event']): Snapshot | undefined {
  if (event.kind === 'failed') return event.failure.found;
  return 'found' in event ? event.found : undefined;
}

function changeNoticeType(
  { approval, plan }: Change['proposal'],
  event: JournalEntry['event'],
): ChangeNotice | undefined {
  switch (event.kind) {
    case 'proposed':
      return approval === 'secondPerson' ? 'change.approvalRequested' : undefined;
    case 'claimed':
      return approval === 'breakGlass' ? 'change.glassBroken' : undefined;
    case 'applied':
      return 'change.applied';
    case 'tookEffect':
      return event.done === steps(plan).length ? 'change.applied' : 'change.failed';
    case 'failed':
      return 'change.failed';
    case 'lostSight':
      return 'change.unknown';
    case 'rejected':
    case 'ended':
      return 'change.rejected';
    case 'superseded':
      return 'change.superseded';
    case 'expired':
      return 'change.expired';
    case 'foundStale':
      return 'change.stale';
    case 'stopped':
      return 'change.stopped';
    case 'reviewed':
      return 'change.reviewed';
    case 'approved':
    case 'released':
    case 'writeStarted':
    case 'stepDone':
    case 'looked':
    case 'matched':
    case 'endTold':
    case 'endCame':
    case 'membersEnded':
    case 'halted':
    case 'foundOpen':
      return undefined;
  }
}

/** What is told of one line of a drift's journal. @param line its place in the journal */
export function driftNotice(line: number, drift: Drift, event: DriftJournalEvent): NoticeEvent | undefined {
  const { id, partner, before, after, lastSeenAt, whileDown, follows, actors } = drift;
  const type = driftNoticeType(event);
  if (type === undefined) return undefined;
  return {
    version: 1,
    id: `${id}-${line}`,
    type,
    at: iso(event.at),
    partner,
    settings: settings(before, after),
    drift: {
      id,
      lastSeenAt: iso(lastSeenAt),
      whileDown,
      follows,
      actor: actors.map(named)[0] ?? null,
      actors: actors.map((actor) => ({
        ...named(actor),
        kind: actor.kind,
        signInName: actor.signInName,
        objectId: actor.objectId,
        tenantId: actor.tenantId,
        organization: actor.organization,
        appId: actor.appId,
        did: actor.did,
        may: actor.may,
      })),
      by: event.kind === 'accepted' ? somebody(event.by) : null,
    },
  };
}

function driftNoticeType(event: DriftJournalEvent): DriftNotice | undefined {
  switch (event.kind) {
    case 'detected':
      return 'drift.found';
    case 'named':
      return 'drift.named';
    case 'halfAccepted':
    case 'reopened':
    case 'endTold':
    case 'endCame':
      return undefined;
    case 'accepted':
      return 'drift.accepted';
    case 'superseded':
      return 'drift.superseded';
    case 'rebased':
      return difference(event.before, event.after).length === 0 ? 'drift.reverted' : undefined;
  }
}

/** What is told when the policies cannot be read any more, or can be again. */
export function sightNotice({ id, tenantId, at, turn }: Sight): NoticeEvent {
  const lost = turn.kind === 'lost';
  return {
    version: 1,
    id,
    type: `watch.${turn.kind}`,
    at: iso(at),
    partner: namelessTenant(tenantId),
    settings: [],
    watch: { lostAt: iso(lost ? at : turn.lostAt), problem: lost ? turn.problem.kind : null },
  };
}

function settings(before: Snapshot, after: Snapshot): NoticeEvent['settings'] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return difference(before, after).map((name) => ({ name, before: was[name], after: is[name] }));
}

export const somebody = ({ objectId, displayName }: Person): Somebody => ({ objectId, displayName });
const named = (actor: Actor): Named => ({ name: nameOf(actor), ip: actor.ip, at: iso(actor.at) });
export const iso = (at: Instant): string => new Date(at).toISOString();

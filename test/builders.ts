import type { JournalEntry } from '../src/domain/change/journal.ts';
import { propose, type Change } from '../src/domain/change/change.ts';
import { next } from '../src/domain/change/next.ts';
import type { ChangeEvent } from '../src/domain/change/event.ts';
import type { Proposal } from '../src/domain/change/proposal.ts';
import type { Digest } from '../src/domain/drift/digest.ts';
import { detected, type Drift } from '../src/domain/drift/drift.ts';
import { DAY_MS } from '../src/domain/ends/asked-end.ts';
import type { Ending } from '../src/domain/ends/ending.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { ConversationReference, PostedMessage } from '../src/domain/telling/conversation.ts';
import {
  parseChangeId,
  parseDigestId,
  parseDriftId,
  parseMisuseId,
  parseTransientId,
  parseObjectId,
  parseSightId,
  parseTenantId,
  type ChangeId,
  type DigestId,
  type DriftId,
  type MisuseId,
  type TransientId,
  type ObjectId,
  type SightId,
  type TenantId,
} from '../src/domain/ids.ts';
import type { Person } from '../src/domain/people/person.ts';
import { withUserSync } from '../src/domain/policy/goals.ts';
import type { DirectoryProblem } from '../src/domain/problem.ts';
import type { DriftActor } from '../src/domain/drift/trace.ts';
import type { Actor } from '../src/domain/people/actor.ts';
import { opensMeanwhile, transientOf, type Passage, type Transient } from '../src/domain/drift/transient.ts';
import { misuseOf, type Deed, type Misuse } from '../src/domain/drift/misuse.ts';
import type { Sight } from '../src/domain/drift/sight.ts';
import { live } from '../src/domain/policy/snapshot.ts';
import type { TenantInformation } from '../src/domain/partners/tenant.ts';

/** Domain values for tests: whole and plausible, so that a test names only what it is about. */

/** A Monday morning, when tests happen; milliseconds since 1970. */
export const NOW: Instant = Date.UTC(2026, 0, 5, 9, 0);
export const MINUTE = 60_000;

/** The `n`th id of its kind; equal numbers give equal ids. */
export const tenantIdOf = (n: number): TenantId => known(parseTenantId(guid('1', n)));
export const objectIdOf = (n: number): ObjectId => known(parseObjectId(guid('2', n)));
export const changeIdOf = (n: number): ChangeId => known(parseChangeId(`C-${String(n).padStart(8, '0')}`));
const transientIdOf = (n: number): TransientId => known(parseTransientId(`T-${String(n).padStart(8, '0')}`));
export const misuseIdOf = (n: number): MisuseId => known(parseMisuseId(`M-${String(n).padStart(8, '0')}`));
export const sightIdOf = (n: number): SightId => known(parseSightId(`S-${String(n).padStart(8, '0')}`));
export const digestIdOf = (n: number): DigestId => known(parseDigestId(`G-${String(n).padStart(8, '0')}`));
export const driftIdOf = (n: number): DriftId => known(parseDriftId(`D-${String(n).padStart(8, '0')}`));

/** The tenant whose settings the bot guards. */
export const HOME: TenantId = tenantIdOf(0);

export function aTenant(overrides: Partial<TenantInformation> = {}): TenantInformation {
  return {
    tenantId: tenantIdOf(1),
    displayName: 'Fabrikam',
    defaultDomainName: 'fabrikam.onmicrosoft.com',
    ...overrides,
  };
}

/** User sync, open for thirty days more, as the first change decided. */
export function anEnding(overrides: Partial<Ending> = {}): Ending {
  const end = { at: NOW + 30 * DAY_MS, doors: ['userSync'], place: aConversation(), told: [], came: null } as const;
  return {
    id: changeIdOf(1),
    partner: aTenant(),
    isOfDefault: false,
    end,
    by: aPerson(),
    decidedAt: NOW,
    ...overrides,
  };
}

/** The same of what was accepted of a drift, of which there is nothing that the bot closes by itself. */
export function anAskingEnd(): Ending {
  const { before, after } = aDrift();
  const end = { ...anEnding().end, doors: [] };
  return anEnding({ id: driftIdOf(1), end, rest: { before, after, names: ['b2bCollaborationInbound'] } });
}

/** Somebody of the home tenant. */
export function aPerson(overrides: Partial<Person> = {}): Person {
  return { objectId: objectIdOf(1), tenantId: HOME, displayName: 'Megan Bowen', ...overrides };
}

export function aConversation(overrides: Partial<ConversationReference> = {}): ConversationReference {
  return {
    serviceUrl: 'https://smba.example/emea/',
    conversationId: '19:abc@thread.tacv2;messageid=1700000000000',
    conversationType: 'channel',
    botId: '28:bot',
    team: '19:team@thread.tacv2',
    activityId: '1700000000001',
    ...overrides,
  };
}

export function aMessage(messageId = '1700000000002'): PostedMessage {
  return { conversation: aConversation(), messageId };
}

/** A wish to switch user sync on for a partner that has no configuration yet; the plan is the given partner's. */
export function aProposal(overrides: Partial<Proposal> = {}): Proposal {
  const partner = overrides.partner ?? aTenant();
  const requestedAt = overrides.requestedAt ?? NOW;
  return {
    id: changeIdOf(1),
    command: 'enable sync',
    again: 'enable sync for fabrikam.onmicrosoft.com',
    partner,
    plan: {
      tenantId: partner.tenantId,
      before: live(null),
      after: live(withUserSync(null, true, partner.displayName)),
    },
    requester: aPerson(),
    reason: null,
    approval: 'self',
    approvers: 1,
    challenge: null,
    follows: null,
    ends: null,
    endOf: null,
    lookalikes: [],
    takesBackOpening: false,
    alarm: null,
    unreached: [],
    defaults: { automaticRedemption: { inbound: false, outbound: false } },
    requestedAt,
    expiresAt: requestedAt + 15 * MINUTE,
    conversation: aConversation(),
    ...overrides,
  };
}

/** A change that was just proposed, unless told otherwise. */
export function aChange(overrides: Partial<Omit<Change, 'proposal'>> & { proposal?: Partial<Proposal> } = {}): Change {
  const { proposal, ...rest } = overrides;
  return { ...propose(aProposal(proposal)), ...rest };
}

/** The `n`th of many pending changes: `n` minutes younger than the first, of the partner with that number. */
export function nthChange(n: number, partner = n): Change {
  return aChange({
    proposal: {
      id: changeIdOf(n),
      partner: aTenant({ tenantId: tenantIdOf(partner) }),
      requestedAt: NOW + n * MINUTE,
    },
  });
}

/** The change after an event that its state allows. */
export function after(change: Change, event: ChangeEvent): Change {
  const moved = next(change, event);
  if (moved === undefined) throw new Error(`a change that is ${change.status.state} does not allow ${event.kind}`);
  return moved;
}

export function aProblem(overrides: Partial<DirectoryProblem> = {}): DirectoryProblem {
  return {
    kind: 'serverError',
    subject: 'partner',
    reached: 'maybe',
    status: 503,
    code: 'ServiceUnavailable',
    permission: null,
    retryAfterSeconds: null,
    requestIds: ['7f0c1f7e-0000-4000-8000-000000000001'],
    ...overrides,
  };
}

/** User sync switched on by somebody, for a partner that had a policy which forbids it. */
export function aDrift(overrides: Partial<Drift> = {}): Drift {
  const partner = overrides.partner ?? aTenant();
  const found = detected({
    id: driftIdOf(1),
    partner,
    before: live(withUserSync(null, false, partner.displayName)),
    after: live(withUserSync(null, true, partner.displayName)),
    detectedAt: NOW + MINUTE,
    lastSeenAt: NOW,
    whileDown: false,
    follows: null,
  });
  return { ...found, ...overrides };
}

/** Eli Novak, as a record of the audit log names him, unless told otherwise. */
export function anActor(overrides: Partial<Actor> = {}): Actor {
  return {
    kind: 'person',
    name: 'Eli Novak',
    signInName: 'eli@woodgrove.example',
    objectId: objectIdOf(7),
    tenantId: null,
    organization: null,
    appId: null,
    ip: '203.0.113.7',
    at: NOW,
    auditId: 'audit-1',
    ...overrides,
  };
}

/** The bot's own record of a step. */
export const ownRecord = (auditId: string, at: Instant = NOW): Actor =>
  anActor({
    kind: 'app',
    name: 'Bridgekeeper',
    signInName: null,
    objectId: null,
    appId: 'own-app',
    ip: null,
    at,
    auditId,
  });

/** Somebody who switched user sync, as their record tells. */
export const aDriftActor = (overrides: Partial<DriftActor> = {}): DriftActor => ({
  ...anActor(),
  did: ['userSync'],
  may: [],
  ...overrides,
});

/** A change that the bot's own app made without the bot, unless told otherwise. */
export const aDeed = (overrides: Partial<Deed> = {}): Deed => ({
  auditId: 'audit-1',
  activity: 'Update a partner cross-tenant identity sync setting',
  at: NOW,
  partners: [aTenant()],
  changed: [{ field: 'userSync', became: true }],
  why: 'noStep',
  outcome: 'success',
  ...overrides,
});

export const aMisuse = (overrides: Partial<Misuse> = {}): Misuse => ({
  ...misuseOf(misuseIdOf(1), HOME, [aDeed()], NOW + MINUTE),
  ...overrides,
});

/** User sync that somebody switched on, and off again a minute later, unless told otherwise. */
/** Of a partner of which nothing else is known, unless told otherwise. */
export const aPassage = (overrides: Partial<Passage> = {}): Passage => ({
  partner: aTenant(),
  field: 'userSync',
  meanwhile: true,
  opened: opensMeanwhile({ field: 'userSync', meanwhile: true, ...overrides }, null),
  from: anActor({ auditId: 'audit-on' }),
  until: { kind: 'record', by: anActor({ auditId: 'audit-off', at: NOW + MINUTE }) },
  ...overrides,
});

export const aTransient = (passages: readonly Passage[] = [aPassage()], id = 1): Transient =>
  transientOf(transientIdOf(id), HOME, passages, NOW + 10 * MINUTE);

/** The moment from which the policies could not be read, unless told otherwise. */
export function aDigest(overrides: Partial<Digest> = {}): Digest {
  return {
    id: digestIdOf(1),
    tenantId: HOME,
    at: NOW,
    revision: 1,
    shown: [],
    counts: { all: 11, open: 11, openings: 0, openOpenings: 0 },
    ...overrides,
  };
}

export function aSight(overrides: Partial<Sight> = {}): Sight {
  return { id: sightIdOf(1), tenantId: HOME, at: NOW, turn: { kind: 'lost', problem: aProblem() }, ...overrides };
}

/** The first line of a change's journal. */
export function theProposal({ proposal }: Change): JournalEntry {
  return { changeId: proposal.id, event: { kind: 'proposed', proposal, at: proposal.requestedAt }, requestIds: [] };
}

export function anEntry(change: Change, event: ChangeEvent, requestIds: readonly string[] = []): JournalEntry {
  return { changeId: change.proposal.id, event, requestIds };
}

function guid(group: string, n: number): string {
  return `00000000-0000-4000-800${group}-${String(n).padStart(12, '0')}`;
}

function known<Id>(id: Id | undefined): Id {
  if (id === undefined) throw new Error('this builder makes no valid id of that number');
  return id;
}

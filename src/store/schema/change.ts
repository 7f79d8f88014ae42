import * as z from 'zod/v4-mini';
import type { Approved, Change, Review } from '../../domain/change/change.ts';
import type { Failure, Halt, Release, Status } from '../../domain/change/status.ts';
import type { Stop } from '../../domain/change/stop.ts';
import type { Proposal } from '../../domain/change/proposal.ts';
import type { Unreached } from '../../domain/telling/unreached.ts';
import type { Presence } from '../../domain/partners/presence.ts';
import { ENDING_DOORS } from '../../domain/ends/door.ts';
import { PURPOSES } from '../../domain/policy/purpose.ts';
import type { Evidence } from '../../domain/change/evidence.ts';
import { actor } from './drift.ts';
import { end, endId, ends } from './end.ts';
import {
  changeId,
  conversationReference,
  defaultConfiguration,
  directoryProblem,
  followUp,
  instant,
  list,
  lookalike,
  misuseId,
  object,
  objectId,
  snapshot,
  person,
  step,
  tenant,
  tenantId,
} from './parts.ts';
import { plan, progress } from './plan.ts';
import { accessRefusal, refusal } from './refusal.ts';

const count = z.int().check(z.gte(0));

/** A change as it is stored. The compiler holds these schemas and the domain types together. */

const unreachedPerson = object({
  objectId,
  displayName: z.string(),
  since: z.nullable(instant),
}) satisfies z.ZodMiniType<Unreached>;

const presence = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('counted'),
    synced: count,
    isAtLeast: z.optional(z.literal(true)),
    privileged: z.nullable(object({ count, isWhole: z.boolean() })),
  }),
  object({ kind: z.literal('unread'), permission: z.nullable(z.string()) }),
]) satisfies z.ZodMiniType<Presence>;

export const proposal = object({
  id: changeId,
  command: z.string(),
  again: z.string(),
  partner: tenant,
  plan,
  requester: person,
  reason: z.nullable(z.string()),
  approval: z.enum(['self', 'secondPerson', 'breakGlass']),
  // Older changes were stored without: one other was enough.
  approvers: z._default(z.int().check(z.gte(1)), 1),
  challenge: z.nullable(z.string()),
  follows: z.nullable(object({ what: followUp, change: changeId, purpose: z.optional(z.enum(PURPOSES)) })),
  // Older ones have none.
  ends: z._default(z.nullable(ends), null),
  endBefore: z.optional(instant),
  leftShut: z.optional(list(z.enum(ENDING_DOORS))),
  endOf: z._default(z.nullable(z.union([endId, tenantId])), null),
  partOf: z.optional(changeId),
  unaccepted: z.optional(z.literal(true)),
  lookalikes: list(lookalike),
  present: z.optional(presence),
  // Older ones do not say.
  takesBackOpening: z._default(z.boolean(), false),
  alarm: z._default(z.nullable(misuseId), null),
  // Older ones do not say.
  unreached: z._default(z.nullable(list(unreachedPerson)), []),
  defaults: z.nullable(defaultConfiguration),
  requestedAt: instant,
  expiresAt: instant,
  conversation: conversationReference,
}) satisfies z.ZodMiniType<Proposal>;

const refused = object({ kind: z.literal('refused'), refusal, of: z.optional(person) });
const unreadable = object({ kind: z.literal('unreadable'), problem: directoryProblem });

export const release = z.discriminatedUnion('kind', [
  refused,
  unreadable,
  object({ kind: z.literal('interrupted') }),
  object({ kind: z.literal('unheard') }),
]) satisfies z.ZodMiniType<Release>;

export const stop = z.discriminatedUnion('kind', [
  object({ kind: z.literal('requesterMayNot'), refusal: accessRefusal }),
  object({ kind: z.literal('ruleStricter') }),
  object({ kind: z.literal('endMoved') }),
  object({ kind: z.literal('endPast') }),
  object({ kind: z.literal('listStopped') }),
  object({ kind: z.literal('notAsProposed'), members: list(z.string()) }),
]) satisfies z.ZodMiniType<Stop>;

export const halt = z.discriminatedUnion('kind', [
  refused,
  unreadable,
  object({ kind: z.literal('stopped'), stop }),
]) satisfies z.ZodMiniType<Halt>;

export const failure = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('notApplied'),
    problem: z.nullable(directoryProblem),
    found: snapshot,
    halt: z.optional(halt),
  }),
  object({
    kind: z.literal('partlyApplied'),
    problem: z.nullable(directoryProblem),
    done: list(step),
    found: snapshot,
    halt: z.optional(halt),
  }),
  object({ kind: z.literal('diverged'), found: snapshot }),
]) satisfies z.ZodMiniType<Failure>;

const done = z.int().check(z.gte(0));
const applying = z.discriminatedUnion('phase', [
  object({ state: z.literal('applying'), by: person, claimedAt: instant, phase: z.literal('verifying') }),
  object({ state: z.literal('applying'), by: person, claimedAt: instant, phase: z.literal('writing'), done }),
]);

export const status = z.discriminatedUnion('state', [
  object({
    state: z.literal('pending'),
    release: z.nullable(release),
    looking: z.nullable(object({ by: person, at: instant })),
  }),
  applying,
  object({
    state: z.literal('unknown'),
    by: person,
    since: instant,
    done,
    problem: z.nullable(directoryProblem),
    halt: z.optional(halt),
  }),
  object({ state: z.literal('applied'), by: person, at: instant, found: snapshot }),
  object({ state: z.literal('failed'), by: person, at: instant, failure }),
  object({ state: z.literal('rejected'), by: person, at: instant, reason: z.nullable(z.string()) }),
  object({ state: z.literal('superseded'), by: person, instead: changeId, at: instant }),
  object({ state: z.literal('expired'), at: instant, release: z.nullable(release) }),
  object({ state: z.literal('stopped'), at: instant, stop }),
  object({ state: z.literal('stale'), by: person, at: instant, found: snapshot }),
]) satisfies z.ZodMiniType<Status>;

const review = object({ by: person, at: instant, finding: z.string() }) satisfies z.ZodMiniType<Review>;

export const stepIndex = z.int().check(z.gte(0));
const evidence = object({
  awaited: list(stepIndex),
  matched: list(object({ step: stepIndex, record: actor })),
}) satisfies z.ZodMiniType<Evidence>;

const approved = object({ by: person, at: instant }) satisfies z.ZodMiniType<Approved>;

export const change = object({
  proposal,
  revision: z.int().check(z.gte(1)),
  status,
  // Older changes were stored without.
  approvals: z._default(list(approved), []),
  review: z.nullable(review),
  // Older changes were stored without.
  evidence: z._default(z.nullable(evidence), null),
  end: z._default(z.nullable(end), null),
  progress: z.optional(progress),
}) satisfies z.ZodMiniType<Change>;

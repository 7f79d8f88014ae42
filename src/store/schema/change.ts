import * as z from 'zod/v4';
import type { Approved, Change, Review } from '../../domain/change/change.ts';
import type { Failure, Halt, Release, Status } from '../../domain/change/status.ts';
import type { Stop } from '../../domain/change/stop.ts';
import type { Proposal } from '../../domain/change/proposal.ts';
import type { Unreached } from '../../domain/telling/unreached.ts';
import type { Evidence } from '../../domain/change/evidence.ts';
import { actor } from './drift.ts';
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
  plan,
  step,
  tenant,
} from './parts.ts';
import { accessRefusal, refusal } from './refusal.ts';

/** A change as it is stored. The compiler holds these schemas and the domain types together. */

const unreachedPerson = object({
  objectId,
  displayName: z.string(),
  since: instant.nullable(),
}) satisfies z.ZodType<Unreached>;

export const proposal = object({
  id: changeId,
  command: z.string(),
  again: z.string(),
  partner: tenant,
  plan,
  requester: person,
  reason: z.string().nullable(),
  approval: z.enum(['self', 'secondPerson', 'breakGlass']),
  // Older changes were stored without: one other was enough.
  approvers: z.int().min(1).default(1),
  challenge: z.string().nullable(),
  follows: object({ what: followUp, change: changeId }).nullable(),
  lookalikes: list(lookalike),
  // Older ones do not say.
  takesBackOpening: z.boolean().default(false),
  alarm: misuseId.nullable().default(null),
  // Older ones do not say.
  unreached: list(unreachedPerson).nullable().default([]),
  defaults: defaultConfiguration.nullable(),
  requestedAt: instant,
  expiresAt: instant,
  conversation: conversationReference,
}) satisfies z.ZodType<Proposal>;

const refused = object({ kind: z.literal('refused'), refusal, of: person.optional() });
const unreadable = object({ kind: z.literal('unreadable'), problem: directoryProblem });

export const release = z.discriminatedUnion('kind', [
  refused,
  unreadable,
  object({ kind: z.literal('interrupted') }),
  object({ kind: z.literal('unheard') }),
]) satisfies z.ZodType<Release>;

export const stop = z.discriminatedUnion('kind', [
  object({ kind: z.literal('requesterMayNot'), refusal: accessRefusal }),
  object({ kind: z.literal('ruleStricter') }),
  object({ kind: z.literal('notAsProposed'), members: list(z.string()) }),
]) satisfies z.ZodType<Stop>;

export const halt = z.discriminatedUnion('kind', [
  refused,
  unreadable,
  object({ kind: z.literal('stopped'), stop }),
]) satisfies z.ZodType<Halt>;

export const failure = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('notApplied'),
    problem: directoryProblem.nullable(),
    found: snapshot,
    halt: halt.optional(),
  }),
  object({
    kind: z.literal('partlyApplied'),
    problem: directoryProblem.nullable(),
    done: list(step),
    found: snapshot,
    halt: halt.optional(),
  }),
  object({ kind: z.literal('diverged'), found: snapshot }),
]) satisfies z.ZodType<Failure>;

const done = z.int().min(0);
const applying = z.discriminatedUnion('phase', [
  object({ state: z.literal('applying'), by: person, claimedAt: instant, phase: z.literal('verifying') }),
  object({ state: z.literal('applying'), by: person, claimedAt: instant, phase: z.literal('writing'), done }),
]);

export const status = z.discriminatedUnion('state', [
  object({
    state: z.literal('pending'),
    release: release.nullable(),
    looking: object({ by: person, at: instant }).nullable(),
  }),
  applying,
  object({
    state: z.literal('unknown'),
    by: person,
    since: instant,
    done,
    problem: directoryProblem.nullable(),
    halt: halt.optional(),
  }),
  object({ state: z.literal('applied'), by: person, at: instant, found: snapshot }),
  object({ state: z.literal('failed'), by: person, at: instant, failure }),
  object({ state: z.literal('rejected'), by: person, at: instant, reason: z.string().nullable() }),
  object({ state: z.literal('superseded'), by: person, instead: changeId, at: instant }),
  object({ state: z.literal('expired'), at: instant, release: release.nullable() }),
  object({ state: z.literal('stopped'), at: instant, stop }),
  object({ state: z.literal('stale'), by: person, at: instant, found: snapshot }),
]) satisfies z.ZodType<Status>;

const review = object({ by: person, at: instant, finding: z.string() }) satisfies z.ZodType<Review>;

export const stepIndex = z.int().min(0);
const evidence = object({
  awaited: list(stepIndex),
  matched: list(object({ step: stepIndex, record: actor })),
}) satisfies z.ZodType<Evidence>;

const approved = object({ by: person, at: instant }) satisfies z.ZodType<Approved>;

export const change = object({
  proposal,
  revision: z.int().min(1),
  status,
  // Older changes were stored without.
  approvals: list(approved).default([]),
  review: review.nullable(),
  // Older changes were stored without.
  evidence: evidence.nullable().default(null),
}) satisfies z.ZodType<Change>;

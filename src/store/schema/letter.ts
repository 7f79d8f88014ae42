import * as z from 'zod/v4-mini';
import { ENDING_DOORS } from '../../domain/ends/door.ts';
import { STAGES } from '../../domain/recertify/recertification.ts';
import { NEWS, type Letter, type Word } from '../../domain/telling/letter.ts';
import { syncBurst } from './burst.ts';
import { daysBefore, endId } from './end.ts';
import { hash } from './hash.ts';
import { approvals } from './note.ts';
import { TOPICS } from '../../domain/telling/subscription.ts';
import { ending } from './subscription.ts';
import {
  changeId,
  conversationReference,
  conversationType,
  driftId,
  instant,
  list,
  misuseId,
  object,
  objectId,
  person,
  sightId,
  tenant,
  transientId,
} from './parts.ts';

const word = z.discriminatedUnion('kind', [
  object({ kind: z.literal('reviewDue'), change: changeId, days: z.int().check(z.gte(1)) }),
  object({ kind: z.literal('eventsParked'), day: z.int().check(z.gte(0)) }),
  object({ kind: z.literal('certificateEnds'), ends: instant, week: z.int().check(z.gte(0)) }),
  object({ kind: z.literal('storeChanged'), change: changeId }),
  object({ kind: z.literal('driftRewritten'), drift: driftId }),
  object({ kind: z.literal('misuseRewritten'), misuse: misuseId }),
  object({ kind: z.literal('glassBroken'), change: changeId, at: instant }),
  object({ kind: z.literal('ruleChanged'), before: approvals, now: approvals, at: instant }),
  object({
    kind: z.literal('hearsNoMore'),
    place: z.string(),
    where: conversationType,
    topics: list(z.enum(TOPICS)),
    how: ending,
    by: z.nullable(person),
    at: instant,
  }),
  object({ kind: z.literal('nobodyHears'), since: instant }),
  object({
    kind: z.literal('driftUnheard'),
    drift: driftId,
    more: z.int().check(z.gte(0)),
    from: z._default(z.nullable(driftId), null),
  }),
  object({ kind: z.literal('blindUnheard'), sight: sightId }),
  object({
    kind: z.literal('watchBegan'),
    at: instant,
    partners: z.int().check(z.gte(0)),
    open: list(tenant),
    openCount: z.int().check(z.gte(0)),
  }),
  object({ kind: z.literal('misuse'), misuse: misuseId }),
  object({ kind: z.literal('endNears'), of: endId, days: daysBefore }),
  object({ kind: z.literal('endCame'), of: endId }),
  object({ kind: z.literal('endOverdue'), of: endId }),
  object({
    kind: z.literal('recertify'),
    partner: tenant,
    doors: list(z.enum(ENDING_DOORS)),
    stage: z.enum(STAGES),
    asked: instant,
    closes: z._default(z.boolean(), false),
  }),
  object({ kind: z.literal('transientUnheard'), transient: transientId }),
  object({ kind: z.literal('syncBurst'), burst: syncBurst }),
]) satisfies z.ZodMiniType<Word>;

const circular = object({
  kind: z.literal('circular'),
  word,
  but: z.nullable(objectId),
  heldFrom: z._default(z.nullable(instant), null),
});

/** A letter as it is stored. */
export const letter = z.discriminatedUnion('kind', [
  circular,
  object({ kind: z.literal('direct'), change: changeId, to: objectId, news: z.enum(NEWS) }),
  object({
    kind: z.literal('reminder'),
    change: changeId,
    place: conversationReference,
    nth: z.union([z.literal(1), z.literal(2)]),
  }),
  object({ kind: z.literal('administrator'), to: objectId, word }),
  object({ kind: z.literal('bulletin'), place: conversationReference, word }),
  object({ kind: z.literal('digest'), place: conversationReference, due: instant, since: instant }),
  object({
    kind: z.literal('head'),
    place: conversationReference,
    head: object({ entry: z.int().check(z.gte(1)), hash, at: instant }),
  }),
]) satisfies z.ZodMiniType<Letter>;

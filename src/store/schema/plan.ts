import * as z from 'zod/v4-mini';
import { MEMBER_OUTCOMES, PROGRESS_HALTS, type Progress } from '../../domain/change/progress.ts';
import { ALREADY_SO } from '../../domain/policy/goals.ts';
import { MANY_KINDS, WHY_LEFT, WHY_UNNAMED, type Many, type OnePlan } from '../../domain/policy/many.ts';
import type { Plan } from '../../domain/policy/plan.ts';
import { endId, ends } from './end.ts';
import { changeId, instant, list, object, person, snapshot, tenant, tenantId } from './parts.ts';

/** What a change means to do, to one partner or to many, and how far it is with those, as it is stored. */

const ofOne = {
  tenantId,
  before: snapshot,
  after: snapshot,
  prolongs: z.optional(z.literal(true)),
};
const onePlan = object(ofOne) satisfies z.ZodMiniType<OnePlan>;

const members = list(
  object({ partner: tenant, plan: onePlan, ends: z.optional(ends), endBefore: z.optional(instant) }),
);

const many = object({
  kind: z.enum(MANY_KINDS),
  members,
  left: list(
    z.union([
      object({
        partner: tenant,
        why: z.enum([...ALREADY_SO, ...WHY_LEFT]),
        ending: z.optional(object({ id: endId, at: instant })),
      }),
      object({
        partner: tenant,
        why: z.literal('busy'),
        of: z.optional(object({ change: changeId, by: person })),
      }),
      object({ partner: tenant, why: z.literal('changedSince'), part: z.optional(changeId) }),
      object({ partner: tenant, why: z.literal('openedPast'), part: changeId }),
      object({ partner: tenant, why: z.literal('notByApp'), settings: list(z.string()) }),
      object({ text: z.string(), why: z.enum(WHY_UNNAMED) }),
    ]),
  ),
  beside: z.optional(object({ same: z.number(), unnamed: z.number() })),
}) satisfies z.ZodMiniType<Many>;

export const plan = object({ ...ofOne, many: z.optional(many) }) satisfies z.ZodMiniType<Plan>;

const memberEnds = list(
  object({ tenantId, change: z.nullable(changeId), how: z.enum(MEMBER_OUTCOMES), by: z.optional(person) }),
);
const halt = { why: z.enum(PROGRESS_HALTS), by: z.optional(person), at: instant };

export const progress = object({
  ended: memberEnds,
  halt: z.nullable(object(halt)),
  found: z.optional(list(members)),
}) satisfies z.ZodMiniType<Progress>;

export const progressEvents = [
  object({ kind: z.literal('membersEnded'), ended: memberEnds, at: instant }),
  object({ kind: z.literal('halted'), ...halt }),
  object({ kind: z.literal('foundOpen'), members, at: instant }),
] as const;

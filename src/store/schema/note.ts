import * as z from 'zod/v4-mini';
import { APPROVAL_RULES } from '../../domain/change/approval.ts';
import type { BaselineEvent } from '../../domain/drift/baseline-event.ts';
import type { Note } from '../../domain/journal/note.ts';
import type { SubscriptionEvent } from '../../domain/telling/subscription-event.ts';
import {
  changeId,
  driftId,
  instant,
  list,
  misuseId,
  object,
  objectId,
  partnerState,
  person,
  tenantId,
  transientId,
} from './parts.ts';
import { syncBurst } from './burst.ts';
import { hash } from './hash.ts';
import { misuseEvent } from './misuse.ts';
import { recertificationEvent } from './recertification.ts';
import { transientEvent } from './transient.ts';
import { ending, subscription, subscriptionState } from './subscription.ts';

/** What a line says that is about no change and no drift, as it is stored. */
const line = <Of extends Note['of'], Id extends z.ZodMiniType, Event extends z.ZodMiniType>(
  of: Of,
  id: Id,
  event: Event,
) => object({ seq: z.int().check(z.gte(1)), of: z.literal(of), id, event, previous: hash });

const subscriptionEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('subscribed'), subscription, at: instant }),
  object({
    kind: z.literal('ended'),
    how: ending,
    by: z.nullable(person),
    at: instant,
  }),
  object({ kind: z.literal('turned'), from: subscriptionState, to: subscriptionState, at: instant }),
  object({ kind: z.literal('restated'), subscription, at: instant }),
]) satisfies z.ZodMiniType<SubscriptionEvent>;

const moved = { state: partnerState, revision: z.int().check(z.gte(1)), at: instant };
const baselineEvent = z.discriminatedUnion('kind', [
  object({ kind: z.literal('begun'), ...moved }),
  object({ kind: z.literal('accepted'), drift: driftId, ...moved }),
  object({ kind: z.literal('reopened'), drift: driftId, ...moved }),
  object({ kind: z.literal('written'), change: changeId, ...moved }),
  object({ kind: z.literal('learned'), ...moved }),
  object({ kind: z.literal('restated'), ...moved }),
]) satisfies z.ZodMiniType<BaselineEvent>;

const refused = object({
  kind: z.literal('refused'),
  by: person,
  command: z.string(),
  line: z.nullable(z.string()),
  change: z.nullable(changeId),
  tenantId: z.nullable(tenantId),
  why: z.string(),
  at: instant,
});

const archived = object({
  kind: z.literal('archived'),
  entries: z.int().check(z.gte(1)),
  hash,
  peaks: list(hash),
  at: instant,
});

const witnessed = object({
  kind: z.literal('witnessed'),
  entries: z.int().check(z.gte(0)),
  root: hash,
  peaks: list(hash),
  at: instant,
});

/** Which rule, and how many others. */
export const approvals = object({ rule: z.enum(APPROVAL_RULES), approvers: z.int().check(z.gte(1)) });

const inForce = object({
  kind: z.literal('approvals'),
  approvals,
  at: instant,
});

/** Lines that are about no change and no drift. The compiler holds them and `Note` together. */
export const noteLines = [
  line('subscriptions', z.string(), subscriptionEvent),
  line('baselines', tenantId, baselineEvent),
  line('misuses', misuseId, misuseEvent),
  line('transients', transientId, transientEvent),
  line('recertifications', tenantId, recertificationEvent),
  line('bursts', z.string(), object({ kind: z.literal('told'), burst: syncBurst, at: instant })),
  line('refusals', objectId, refused),
  line('archive', z.literal('journal'), archived),
  line('witness', z.literal('head'), witnessed),
  line('settings', z.literal('approvals'), inForce),
] as const satisfies readonly z.ZodMiniType<Note>[];

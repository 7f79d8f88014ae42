import * as z from 'zod/v4-mini';
import type { Lookalike } from '../../domain/partners/lookalike.ts';
import type { ConversationReference, ConversationType, PostedMessage } from '../../domain/telling/conversation.ts';
import {
  parseChangeId,
  parseDigestId,
  parseDriftId,
  parseMisuseId,
  parseObjectId,
  parseSightId,
  parseTenantId,
  parseTransientId,
} from '../../domain/ids.ts';
import type {
  ChangeId,
  DigestId,
  DriftId,
  MisuseId,
  ObjectId,
  SightId,
  TenantId,
  TransientId,
} from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import {
  type DefaultConfiguration,
  type OtherSetting,
  type PartnerConfiguration,
  type PartnerState,
} from '../../domain/policy/policy.ts';
import type { DirectoryProblem } from '../../domain/problem.ts';
import type { PartnerSnapshot, Snapshot } from '../../domain/policy/snapshot.ts';
import type { Step } from '../../domain/policy/step.ts';
import type { SubjectId } from '../../domain/telling/subject.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';

/**
 * The small domain types as they are stored: plain JSON, field for field. Every object is strict, so a field that
 * this version does not know is an error and never dropped.
 */

export const object = <Shape extends z.core.$ZodLooseShape>(shape: Shape) => z.readonly(z.strictObject(shape));
export const list = <Item extends z.ZodMiniType>(item: Item) => z.readonly(z.array(item));

/** An id counts only as the domain writes it: another spelling of the same id would not be found again. */
const id = <Id extends string>(parse: (text: string) => Id | undefined, name: string) =>
  z.custom<Id>((value) => typeof value === 'string' && parse(value) === value, `not ${name}`);

export const tenantId = id<TenantId>(parseTenantId, 'a tenant id');
export const objectId = id<ObjectId>(parseObjectId, 'an object id');
export const changeId = id<ChangeId>(parseChangeId, 'a change id');
export const driftId = id<DriftId>(parseDriftId, 'a drift id');
export const sightId = id<SightId>(parseSightId, 'a sight id');
export const digestId = id<DigestId>(parseDigestId, 'a digest id');
export const misuseId = id<MisuseId>(parseMisuseId, 'a misuse id');
export const transientId = id<TransientId>(parseTransientId, 'a transient id');
export const subjectId = z.union([
  changeId,
  driftId,
  digestId,
  sightId,
  misuseId,
  transientId,
]) satisfies z.ZodMiniType<SubjectId>;

/** Milliseconds since 1970 (UTC). */
export const instant = z.int();

export const person = object({ objectId, tenantId, displayName: z.string() }) satisfies z.ZodMiniType<Person>;

export const tenant = object({
  tenantId,
  displayName: z.nullable(z.string()),
  defaultDomainName: z.nullable(z.string()),
}) satisfies z.ZodMiniType<TenantInformation>;

export const lookalike = z.discriminatedUnion('kind', [
  object({ kind: z.literal('sameName'), other: tenant }),
  object({ kind: z.literal('similarName'), other: tenant }),
  object({ kind: z.literal('similarDomain'), other: tenant }),
  object({ kind: z.literal('nameLikeDomain'), other: tenant }),
  object({ kind: z.literal('domainLikeName'), other: tenant }),
  object({ kind: z.literal('nameHoldsId'), other: tenant }),
  object({ kind: z.literal('idInName'), other: tenant }),
  object({ kind: z.literal('more'), count: z.int() }),
  object({ kind: z.literal('foreignLetters'), unicode: z.string() }),
  object({ kind: z.literal('uncompared'), count: z.int() }),
]) satisfies z.ZodMiniType<Lookalike>;

const setting = z.nullable(z.boolean());

const automaticRedemption = object({ inbound: setting, outbound: setting });
const syncPolicy = {
  displayName: z.nullable(z.string()),
  userSync: setting,
  groupSync: z.union([setting, z.literal('unknown')]),
};
const deletedAt = z.nullable(instant);

const otherSetting = z.pipe(
  object({ name: z.string(), fingerprint: z.string(), value: z.optional(z.string()) }),
  z.transform(({ name, fingerprint, value }): OtherSetting => ({
    name,
    fingerprint,
    ...(value === undefined ? {} : { value }),
  })),
);

const partnerConfiguration = z.pipe(
  object({
    automaticRedemption,
    identitySynchronization: z.nullable(object(syncPolicy)),
    others: z.optional(list(otherSetting)),
    isDefault: z.optional(z.literal(true)),
  }),
  z.transform(({ others, isDefault, ...read }): PartnerConfiguration => ({
    ...read,
    ...(others === undefined ? {} : { others }),
    ...(isDefault === undefined ? {} : { isDefault }),
  })),
);

export const partnerState = z.nullable(partnerConfiguration) satisfies z.ZodMiniType<PartnerState>;

export const partnerSnapshot = object({
  kind: z.literal('partner'),
  partner: partnerState,
  deleted: z.union([
    object({
      partner: z.nullable(object({ automaticRedemption, deletedAt })),
      policy: z.nullable(object({ ...syncPolicy, deletedAt })),
    }),
    z.literal('unread'),
  ]),
}) satisfies z.ZodMiniType<PartnerSnapshot>;

export const snapshot = z.discriminatedUnion('kind', [
  partnerSnapshot,
  object({ kind: z.literal('template'), userSync: setting, appliesTo: z.string() }),
]) satisfies z.ZodMiniType<Snapshot>;

export const defaultConfiguration = z.pipe(
  object({
    automaticRedemption: object({ inbound: z.boolean(), outbound: z.boolean() }),
    others: z.optional(list(otherSetting)),
  }),
  z.transform(({ others, ...read }): DefaultConfiguration => (others === undefined ? read : { ...read, others })),
) satisfies z.ZodMiniType<DefaultConfiguration>;

export const step = z.pipe(
  z.discriminatedUnion('kind', [
    object({ kind: z.literal('addPartner') }),
    object({ kind: z.literal('updateAutomaticRedemption'), automaticRedemption }),
    object({
      kind: z.literal('updateSettings'),
      settings: list(object({ name: z.string(), fingerprint: z.string(), value: z.nullable(z.string()) })),
    }),
    object({
      kind: z.literal('createSyncPolicy'),
      displayName: z.nullable(z.string()),
      userSync: setting,
      groupSync: z.optional(z.boolean()),
    }),
    object({
      kind: z.literal('updateSyncPolicy'),
      displayName: z.optional(z.nullable(z.string())),
      userSync: z.optional(setting),
      groupSync: z.optional(z.boolean()),
    }),
    object({ kind: z.literal('deleteSyncPolicy') }),
    object({ kind: z.literal('removePartner') }),
    object({ kind: z.literal('restorePartner') }),
    object({ kind: z.literal('restoreSyncPolicy') }),
    object({ kind: z.literal('purgeSyncPolicy') }),
    object({ kind: z.literal('recreateDeletedSyncPolicy'), displayName: z.nullable(z.string()), userSync: setting }),
    object({ kind: z.literal('updateTemplate'), userSync: z.boolean() }),
    object({ kind: z.literal('resetTemplate') }),
  ]),
  z.transform((read): Step => {
    if (read.kind === 'createSyncPolicy') {
      const { groupSync, ...rest } = read;
      return { ...rest, ...(groupSync === undefined ? {} : { groupSync }) };
    }
    if (read.kind !== 'updateSyncPolicy') return read;
    const { kind, displayName, userSync, groupSync } = read;
    return {
      kind,
      ...(displayName === undefined ? {} : { displayName }),
      ...(userSync === undefined ? {} : { userSync }),
      ...(groupSync === undefined ? {} : { groupSync }),
    };
  }),
) satisfies z.ZodMiniType<Step>;

export const followUp = z.enum(['undo', 'continue']);

export const directoryProblem = object({
  kind: z.enum([
    'forbidden',
    'unauthenticated',
    'throttled',
    'busy',
    'timeout',
    'unreachable',
    'serverError',
    'notFound',
    'conflict',
    'rejected',
    'unexpectedAnswer',
  ]),
  subject: z.enum(['role', 'partner', 'tenant', 'defaults', 'deletedItems', 'template', 'auditLog']),
  reached: z.enum(['no', 'maybe']),
  status: z.nullable(z.number()),
  code: z.nullable(z.string()),
  permission: z.nullable(z.string()),
  retryAfterSeconds: z.nullable(z.number()),
  requestIds: list(z.string()),
  said: z.optional(z.string()),
}) satisfies z.ZodMiniType<DirectoryProblem>;

export const conversationType = z.enum(['personal', 'groupChat', 'channel']) satisfies z.ZodMiniType<ConversationType>;

export const conversationReference = object({
  serviceUrl: z.string(),
  conversationId: z.string(),
  conversationType,
  botId: z.string(),
  team: z.nullable(z.string()),
  activityId: z.nullable(z.string()),
}) satisfies z.ZodMiniType<ConversationReference>;

export const postedMessage = object({
  conversation: conversationReference,
  messageId: z.string(),
}) satisfies z.ZodMiniType<PostedMessage>;

export const copyRole = z.enum(['own', 'notice', 'again']);

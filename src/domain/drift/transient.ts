import type { ChangeId, TenantId, TransientId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { Actor } from '../people/actor.ts';
import { opens } from '../change/approval.ts';
import type { PartnerConfiguration, PartnerState, Setting } from '../policy/policy.ts';
import { isSettingField, rowOf, withWritten, type SettingField } from '../policy/settings.ts';
import { live, type FieldName } from '../policy/snapshot.ts';
import { FRESH_PARTNER } from '../policy/step.ts';
import { DOOR_FIELDS, type Risk } from './drift.ts';
import { UNTOLD, type Touch } from './trace.ts';

/** What others changed and that was as before again when the next look came, as Entra's audit log tells. */
export type Transient = {
  readonly id: TransientId;
  /** The tenant that the bot guards. */
  readonly tenantId: TenantId;
  readonly foundAt: Instant;
  /** The first of them, those that opened the tenant before the others. */
  readonly passages: readonly Passage[];
  /** How many there are. */
  readonly total: number;
  /** How many of them opened the tenant. */
  readonly openings: number;
  /** Grows by one with every event: the compare-and-swap key. */
  readonly revision: number;
};

/** One setting of a partner that was otherwise for a while. */
export type Passage = {
  readonly partner: TenantInformation;
  readonly field: FieldName;
  /** What it was meanwhile; `untold`: the record says that it was changed, and not to what. */
  readonly meanwhile: Touch['became'];
  /** Whether that opened the tenant, as approvals mean it. */
  readonly opened: boolean;
  /** Who made it so, and when; null: that record could not be read. */
  readonly from: Actor | null;
  /** What ended it; null: that record could not be read. */
  readonly until: PassageEnd | null;
};

export type PassageEnd =
  | { readonly kind: 'record'; readonly by: Actor }
  /** A change of the bot's, which ended then. */
  | { readonly kind: 'change'; readonly change: ChangeId; readonly at: Instant };

/** What has become of it: all that is known by now, in the place of what was known before. */
type Known = Pick<Transient, 'passages' | 'total' | 'openings'>;
export type TransientEvent =
  | { readonly kind: 'found'; readonly transient: Transient; readonly at: Instant }
  | ({ readonly kind: 'learned'; readonly at: Instant } & Known);

/** A card has room for so many. */
const MOST_PASSAGES = 10;

/**
 * Whether it opened the tenant that a setting of a partner was that for a while, as approvals mean it. What cannot be read
 * tells nothing.
 * @param state how the partner looks otherwise; null: it is none, so that what it forbids is not known
 */
export function opensMeanwhile(
  { field, meanwhile }: Pick<Passage, 'field' | 'meanwhile'>,
  state: PartnerState,
): boolean {
  if (meanwhile === UNTOLD) return false;
  const partner = state ?? FRESH_PARTNER;
  const policy = partner.identitySynchronization ?? { displayName: null, userSync: null, groupSync: 'unknown' };
  const synced = (value: Partial<typeof policy>): PartnerState => ({
    ...partner,
    identitySynchronization: { ...policy, ...value },
  });
  const redeemed = (value: Partial<typeof partner.automaticRedemption>): PartnerState => ({
    ...partner,
    automaticRedemption: { ...partner.automaticRedemption, ...value },
  });
  const differs = (before: PartnerState, after: PartnerState): boolean =>
    opens({ before: live(before), after: live(after) });
  const setting = typeof meanwhile === 'boolean' ? meanwhile : null;
  switch (field) {
    case 'partner':
      return meanwhile === 'present' ? differs(null, FRESH_PARTNER) : differs(partner, null);
    case 'policy': {
      const without = { ...partner, identitySynchronization: null };
      return meanwhile === 'present' ? differs(without, synced({})) : differs(synced({}), without);
    }
    case 'userSync':
      return differs(synced({ userSync: false }), synced({ userSync: setting }));
    case 'groupSync':
      return differs(synced({ groupSync: false }), synced({ groupSync: setting }));
    case 'redemptionInbound':
      return differs(redeemed({ inbound: false }), redeemed({ inbound: setting }));
    case 'redemptionOutbound':
      return differs(redeemed({ outbound: false }), redeemed({ outbound: setting }));
    // A name, and what is known by its name alone.
    default:
      return isSettingField(field) && differs(partner, withSwitch(partner, field, setting));
  }
}

/** The same with one setting switched so. */
function withSwitch(partner: PartnerConfiguration, field: SettingField, setting: Setting): PartnerConfiguration {
  const { name, member } = rowOf(field);
  const now = partner.others?.find((one) => one.name === name)?.value;
  const was: unknown = JSON.parse(now ?? 'null');
  const is = member === undefined ? setting : { ...(was ?? {}), [member]: setting };
  return { ...partner, others: withWritten(partner.others, [{ name, fingerprint: '', value: JSON.stringify(is) }]) };
}

/** Whether it let somebody in by itself, and did not only prepare for that. */
export const wasWayIn = ({ field, meanwhile }: Pick<Passage, 'field' | 'meanwhile'>): boolean =>
  meanwhile === true && DOOR_FIELDS.some((door) => door === field);

/** Whether it may have opened the tenant: the record does not say to what it was changed. A name opens nothing. */
export const mayHaveOpened = ({ field, meanwhile, opened }: Passage): boolean =>
  !opened && meanwhile === UNTOLD && field !== 'policyName';

/** Of whom it is, where all of it is of one. */
export function onlyPartner({ passages, total }: Pick<Transient, 'passages' | 'total'>): TenantInformation | undefined {
  const [first, ...more] = passages.map(({ partner }) => partner);
  return passages.length === total && more.every(({ tenantId }) => tenantId === first?.tenantId) ? first : undefined;
}

/** What is worst has the lowest. */
function rankOf(passage: Passage): number {
  if (passage.opened) return wasWayIn(passage) ? 0 : 1;
  return mayHaveOpened(passage) ? 2 : 3;
}

/** Whether it opened the tenant, and is worse than all that the card shows. */
export const isWorse = (passage: Passage, { passages }: Pick<Transient, 'passages'>): boolean =>
  passage.opened && passages.every((one) => rankOf(one) > rankOf(passage));

/** @param passages all of them */
function known(passages: readonly Passage[], before = { total: 0, openings: 0 }): Known {
  return {
    passages: [...passages].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST_PASSAGES),
    total: Math.max(before.total, passages.length),
    openings: Math.max(before.openings, passages.filter(({ opened }) => opened).length),
  };
}

export function transientOf(
  id: TransientId,
  tenantId: TenantId,
  passages: readonly Passage[],
  foundAt: Instant,
): Transient {
  return { id, tenantId, foundAt, ...known(passages), revision: 1 };
}

/** With one passage of which more is known by now, or one more. What its card has no room for is counted. */
export function learned(
  transient: Transient,
  passage: Passage,
  at: Instant,
): Extract<TransientEvent, { kind: 'learned' }> {
  const { passages, total, openings } = transient;
  const index = passages.findIndex((one) => isSamePassage(one, passage));
  if (index >= 0) {
    const all = passages.map((one, n) => (n === index ? passage : one));
    return { kind: 'learned', at, ...known(all, { total, openings }) };
  }
  const more = { total: total + 1, openings: openings + (passage.opened ? 1 : 0) };
  return { kind: 'learned', at, ...known([...passages, passage], more) };
}

/** Whether both are of the same setting and have a record in common. */
function isSamePassage(a: Passage, b: Passage): boolean {
  const ids = auditIdsOf(a);
  return (
    a.field === b.field && a.partner.tenantId === b.partner.tenantId && auditIdsOf(b).some((id) => ids.includes(id))
  );
}

export function auditIdsOf({ from, until }: Pick<Passage, 'from' | 'until'>): readonly string[] {
  return [...(from === null ? [] : [from.auditId]), ...(until?.kind === 'record' ? [until.by.auditId] : [])];
}

/** The only way it moves on. */
export function nextTransient(
  transient: Transient,
  { passages, total, openings }: Extract<TransientEvent, { kind: 'learned' }>,
): Transient {
  return { ...transient, passages, total, openings, revision: transient.revision + 1 };
}

/** Nothing waits for a decision; but the tenant was open. */
export const transientRisk = ({ openings }: Pick<Transient, 'openings'>): Risk => (openings > 0 ? 'red' : 'amber');

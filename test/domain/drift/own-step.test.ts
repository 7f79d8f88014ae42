import { describe, expect, test } from 'vitest';
import { leavesDoors, mayBeOf, mayComeBeside } from '../../../src/domain/drift/own-step.ts';
import { UNTOLD, type Touch } from '../../../src/domain/drift/trace.ts';
import { steps, waypoints, type Plan } from '../../../src/domain/policy/plan.ts';
import type { OtherSetting, PartnerState } from '../../../src/domain/policy/policy.ts';
import { fieldsOf, live, type FieldName, type Snapshot } from '../../../src/domain/policy/snapshot.ts';
import { FRESH_PARTNER } from '../../../src/domain/policy/step.ts';
import { alwaysOf, prefixOf } from '../../../src/domain/policy/tenant-wide.ts';
import { tenantIdOf } from '../../builders.ts';

const SYNC = ['policyName', 'userSync', 'groupSync'] as const;
const ACCESS = ['redemptionInbound', 'redemptionOutbound', 'otherSettings'] as const;
const DOORS = ['userSync', 'groupSync', 'redemptionInbound', 'redemptionOutbound'] as const;

const redeeming = (inbound: boolean | null, outbound: boolean | null): PartnerState => ({
  ...FRESH_PARTNER,
  automaticRedemption: { inbound, outbound },
});
const syncing = (
  userSync: boolean | null,
  groupSync: boolean | null | 'unknown' = 'unknown',
  displayName: string | null = 'Fabrikam',
): PartnerState => ({ ...FRESH_PARTNER, identitySynchronization: { displayName, userSync, groupSync } });

/** Every kind of step whose activity has a name, from and to whatever it can be of. */
const CHANGES: readonly (readonly [string, PartnerState, PartnerState])[] = [
  ['adds a partner', null, FRESH_PARTNER],
  ['adds a partner and turns redemption on', null, redeeming(true, null)],
  ['adds a partner and its policy', null, syncing(true)],
  ['turns redemption on', FRESH_PARTNER, redeeming(true, null)],
  ['turns the other redemption off', redeeming(true, true), redeeming(true, false)],
  ['takes redemption back', redeeming(null, true), redeeming(null, null)],
  ['creates a policy that is on', FRESH_PARTNER, syncing(true)],
  ['creates a policy that is off', FRESH_PARTNER, syncing(false)],
  ['creates a policy that sets nothing', FRESH_PARTNER, syncing(null, 'unknown', null)],
  ['creates a policy for groups, too', FRESH_PARTNER, syncing(true, true)],
  ['turns sync on', syncing(false), syncing(true)],
  ['turns sync off', syncing(true), syncing(false)],
  ['takes sync back', syncing(true), syncing(null)],
  ['renames', syncing(false, false, 'Fabrikam'), syncing(false, false, 'Other')],
  ['takes a name back', syncing(false, false, 'Fabrikam'), syncing(false, false, null)],
  ['turns group sync on', syncing(false, false), syncing(false, true)],
  ['turns on group sync that was not read', syncing(false), syncing(false, true)],
  ['turns group sync off', syncing(false, true), syncing(false, false)],
  ['deletes a policy', syncing(true, true), FRESH_PARTNER],
  ['deletes a policy whose group sync was not read', syncing(null, 'unknown', null), FRESH_PARTNER],
  ['removes a partner', redeeming(false, null), null],
  ['removes a partner that sets nothing', FRESH_PARTNER, null],
  ['removes a partner and its policy', syncing(true), null],
];

type Written = readonly [string, Snapshot, Snapshot, readonly FieldName[]];

const WRITTEN = CHANGES.flatMap(([what, before, after]) => {
  const plan: Plan = { tenantId: tenantIdOf(1), before: live(before), after: live(after) };
  const points = waypoints(plan);
  return steps(plan).map(({ kind }, index): Written => {
    const [from = plan.before, to = plan.after] = points.slice(index, index + 2);
    return [`${what}: ${kind}`, from, to, kind.endsWith('SyncPolicy') ? SYNC : ACCESS];
  });
});

/** A deletion can turn nothing on. */
const isDeletion = ([what]: Written): boolean => /: (?:delete|remove)/.test(what);
const DELETED = WRITTEN.filter(isDeletion);
const KEPT = WRITTEN.filter((written) => !isDeletion(written));

const touch = (field: FieldName, became: Touch['became'], sure = true): Touch => ({ field, became, sure });

/** How Entra may tell of it: nowhere is written which of these it is. */
function tellings(before: Snapshot, after: Snapshot, fields: readonly FieldName[]): readonly (readonly Touch[])[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const isWhole = was.partner !== is.partner || was.policy !== is.policy;
  const value = (field: FieldName): Touch['became'] => {
    const now = is[field];
    return now === 'unknown' || typeof now === 'number' ? null : now;
  };
  const made = fields.filter((field) => was[field] !== is[field]).map((field) => touch(field, value(field)));
  const others = [touch('otherSettings', '{"trust":null}'), touch('otherSettings', null)];
  return [
    [],
    fields.map((field) => touch(field, UNTOLD, false)),
    made,
    ...made.map((one) => [one]),
    [...made, ...others],
    // All that it has, and what is off written as false.
    ...(made.length > 0 || isWhole ? [fields.map((field) => touch(field, value(field) ?? false))] : []),
    // Something that comes or goes is told of with what Graph sets on its own, and with nothing else.
    ...(isWhole ? [others, ...others.map((one) => [one]), ...fields.map((field) => [touch(field, null)])] : []),
    ...(isWhole && is.policy !== 'present' ? fields.map((field) => [touch(field, false)]) : []),
  ].filter((told) => told.every(({ field, became }) => became !== true || is[field] === true));
}

describe('the record of a step of the bot’s own', () => {
  test.each(WRITTEN)('%s: is of it, however Entra tells of it', (_, before, after, fields) => {
    for (const told of tellings(before, after, fields)) {
      expect({ told, is: mayBeOf({ touches: told }, before, after) }).toEqual({ told, is: true });
    }
  });

  test.each(DELETED)('%s: is of it whatever it says of what is gone', (_, before, after) => {
    for (const door of DOORS) expect(mayBeOf({ touches: [touch(door, true)] }, before, after)).toBe(true);
  });

  test.each(KEPT)('%s: is of somebody else where it turns on what the step leaves off', (_, before, after, fields) => {
    const [was, is] = [fieldsOf(before), fieldsOf(after)];
    for (const door of DOORS.filter((one) => is[one] !== true)) {
      const on = touch(door, true);
      expect(mayBeOf({ touches: [on] }, before, after)).toBe(false);
      // Where it was not read it may have been on before, and a record that holds all settings tells of it.
      if (was[door] === 'unknown' && is[door] === 'unknown') continue;
      for (const told of tellings(before, after, fields)) {
        expect({ door, told, is: mayBeOf({ touches: [...told, on] }, before, after) }).toMatchObject({ is: false });
      }
    }
  });

  test.each(KEPT)('%s: is of somebody else where it turns on what was on', (_, before, after) => {
    const [was, is] = [fieldsOf(before), fieldsOf(after)];
    for (const door of DOORS.filter((one) => was[one] === true && is[one] === true)) {
      expect(mayBeOf({ touches: [touch(door, true)] }, before, after)).toBe(false);
    }
  });

  const template = (userSync: boolean | null): Snapshot => ({ kind: 'template', userSync, appliesTo: 'none' });
  test.each([
    ['that turns it on', true, [touch('userSync', true)], true],
    ['that turns it off', false, [touch('userSync', false)], true],
    ['that turns it off, and tells nothing', false, [], true],
    ['that turns it off, and mentions it', false, [touch('userSync', true, false)], true],
    ['that is reset', null, [touch('userSync', null), touch('otherSettings', 'x')], true],
    ['that somebody turned on instead', false, [touch('userSync', true)], false],
    ['that somebody turned on instead of a reset', null, [touch('otherSettings', 'x'), touch('userSync', true)], false],
  ] as const)('of the template %s', (_, userSync, touches, expected) => {
    expect(mayBeOf({ touches }, template(userSync === true ? false : true), template(userSync))).toBe(expected);
  });
});

describe('what has no name in the log', () => {
  const on = (field: FieldName, sure = true): { touches: Touch[] } => ({ touches: [{ field, became: true, sure }] });
  const kept = { displayName: 'Fabrikam', userSync: true, groupSync: false, deletedAt: null } as const;
  const deleted = (policy: typeof kept | null): Snapshot => ({
    kind: 'partner',
    partner: redeeming(true, null),
    deleted: { partner: null, policy },
  });
  const template: Snapshot = { kind: 'template', userSync: null, appliesTo: 'unknown' };

  test.each<readonly [string, boolean, { touches: Touch[] }, Snapshot, Snapshot]>([
    ['tells nothing', true, { touches: [] }, live(redeeming(null, null)), live(redeeming(true, null))],
    [
      'turns on what the step does',
      true,
      on('redemptionInbound'),
      live(redeeming(null, null)),
      live(redeeming(true, null)),
    ],
    [
      'turns on what it leaves off',
      false,
      on('redemptionOutbound'),
      live(redeeming(null, null)),
      live(redeeming(true, null)),
    ],
    [
      'only mentions it',
      true,
      on('redemptionOutbound', false),
      live(redeeming(null, null)),
      live(redeeming(true, null)),
    ],
    ['tells of another setting', true, on('otherSettings'), live(redeeming(null, null)), live(redeeming(true, null))],
    ['is of what is deleted', true, on('userSync'), deleted(null), deleted(kept)],
    ['is not of what is deleted', false, on('groupSync'), deleted(null), deleted(kept)],
    ['is of nothing that is deleted', false, on('userSync'), deleted(kept), deleted(null)],
    ['is of the template', true, on('userSync'), template, template],
  ])('and %s', (_, expected, trace, before, after) => {
    expect(leavesDoors(trace, before, after)).toBe(expected);
  });
});

describe('a record of a kind that the product does not know', () => {
  test.each([
    '',
    'Restore a deleted partner cross-tenant access setting',
    'Hard delete of a cross tenant access setting',
    'Update policy',
    'Update a multi tenant org setting',
  ])('may come beside what the bot writes: %s', (called) => {
    expect(mayComeBeside(called)).toBe(true);
  });

  test.each([
    'Update the company default cross-tenant access setting',
    'Reset the cross-tenant access default setting',
    'Update application – Certificates and secrets management',
    'Add service principal credentials',
    'Add member to role',
    'Update conditional access policy',
    'Invite external user',
  ])('is of nothing that the bot does: %s', (called) => {
    expect(mayComeBeside(called)).toBe(false);
  });
});

describe('the record of a step that sets a template back', () => {
  const having = (...others: readonly OtherSetting[]): Snapshot => live({ ...FRESH_PARTNER, others, isDefault: true });
  const of = (name: string, value: unknown): OtherSetting => ({ name, fingerprint: '', value: JSON.stringify(value) });
  const sync = (isSyncAllowed: boolean): Snapshot =>
    having(of(alwaysOf('syncTemplate'), 'none'), of(`${prefixOf('syncTemplate')}userSyncInbound`, { isSyncAllowed }));
  const redemption = (inboundAllowed: boolean): Snapshot =>
    having(
      of(alwaysOf('partnerTemplate'), 'none'),
      of(`${prefixOf('partnerTemplate')}automaticUserConsentSettings`, { inboundAllowed }),
    );

  test.each<[string, Snapshot, Snapshot, FieldName, boolean]>([
    ['sync that it turns on', sync(false), sync(true), 'userSync', true],
    ['sync that it turns off', sync(true), sync(false), 'userSync', false],
    ['redemption that it turns on', redemption(false), redemption(true), 'redemptionInbound', true],
    ['redemption that was on', redemption(true), redemption(true), 'redemptionInbound', false],
    ['group sync, which no template has', sync(false), sync(true), 'groupSync', false],
  ])('is of it where it tells of %s', (_, before, after, field, expected) => {
    const told = { touches: [touch(field, true)] };
    expect([mayBeOf(told, before, after), leavesDoors(told, before, after)]).toEqual([expected, expected]);
  });
});

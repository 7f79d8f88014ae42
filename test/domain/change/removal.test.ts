import { expect, test } from 'vitest';
import { opensNothingByDefault } from '../../../src/domain/change/removal.ts';
import type { DefaultConfiguration, OtherSetting, PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { live, type Snapshot } from '../../../src/domain/policy/snapshot.ts';
import { partner, template } from '../policy/snapshots.ts';

const setting = (name: string, value: unknown): OtherSetting => {
  const text = JSON.stringify(value);
  return { name, fingerprint: text, value: text };
};
const trust = (isMfaAccepted: boolean) => setting('inboundTrust', { isMfaAccepted });
const GUESTS = setting('b2bCollaborationInbound', { usersAndGroups: { accessType: 'blocked' } });
const redeeming = (inbound: boolean | null, outbound: boolean | null) => ({
  automaticRedemption: { inbound, outbound },
});
const of = (more: Partial<PartnerConfiguration>): Snapshot => live(partner(null, { others: [], ...more }));
const shut = of(redeeming(false, false));
const closed: DefaultConfiguration = { automaticRedemption: { inbound: false, outbound: false }, others: [] };
const byDefault = (...others: readonly OtherSetting[]): DefaultConfiguration => ({ ...closed, others });
const redeems = (inbound: boolean, outbound: boolean): DefaultConfiguration => ({
  ...closed,
  automaticRedemption: { inbound, outbound },
});

test.each<readonly [string, boolean, Snapshot, DefaultConfiguration | null]>([
  ['where the default redeems no more than the partner', true, shut, closed],
  ['where it redeems what the partner forbids', false, shut, redeems(true, false)],
  ['outbound, too', false, shut, redeems(false, true)],
  ['where the partner forbids nothing that it redeems', true, of(redeeming(true, null)), redeems(true, true)],
  ['where it trusts what the partner does not', false, of({ others: [trust(false)] }), byDefault(trust(true))],
  ['where it trusts nothing', true, of({ others: [trust(false)] }), closed],
  ['where the partner trusts as much', true, of({ others: [trust(true)] }), byDefault(trust(true))],
  ['where it says the same', true, of({ others: [GUESTS] }), byDefault(GUESTS)],
  ['where it says something else', false, of({ others: [GUESTS] }), byDefault(setting(GUESTS.name, { a: 1 }))],
  ['where it says nothing', false, of({ others: [GUESTS] }), closed],
  ['where nobody knows what is forbidden', false, of({ others: [{ name: 'new', fingerprint: 'a' }] }), closed],
  ['of what forbids nothing', true, of({ others: [setting('isServiceProvider', true)] }), closed],
  ['where the default was not read', false, shut, null],
  ['where its settings were not', false, shut, { automaticRedemption: closed.automaticRedemption }],
  ['where those of the partner were not', false, live(partner(null)), closed],
  ['where there is no partner', false, live(null), closed],
  ['of the template', false, template(true), closed],
])('nothing is opened by a removal: %s', (_, isSo, before, defaults) => {
  expect(opensNothingByDefault(before, defaults)).toBe(isSo);
});

import { describe, expect, test } from 'vitest';
import { compareDeclared, type Present } from '../../../src/domain/declared/compare.ts';
import type { WantedPartner } from '../../../src/domain/declared/wanted.ts';
import { DAY_MS } from '../../../src/domain/ends/asked-end.ts';
import type { EndingDoor } from '../../../src/domain/ends/door.ts';
import type { OtherSetting, PartnerState } from '../../../src/domain/policy/policy.ts';
import { steps } from '../../../src/domain/policy/plan.ts';
import { aConversation, anEnding, changeIdOf, aTenant, NOW, tenantIdOf } from '../../builders.ts';

const partner = aTenant();
const { tenantId } = partner;
const nothing: WantedPartner = { tenantId, redemption: {}, trust: {}, settings: [], ends: null };
const setting = (name: string, value: unknown = { a: 1 }): OtherSetting => ({
  name,
  fingerprint: JSON.stringify(value),
  value: JSON.stringify(value),
});
const state: PartnerState = {
  automaticRedemption: { inbound: true, outbound: null },
  identitySynchronization: { displayName: 'Fabrikam', userSync: true, groupSync: false },
  others: [setting('inboundTrust', { isMfaAccepted: true }), setting('tenantRestrictions')],
};
const ending = (doors: readonly EndingDoor[], at: number) =>
  anEnding({ partner, end: { at, doors, place: aConversation(), told: [], came: null } });

function compared(wanted: Partial<WantedPartner>, present: Partial<Present> = {}) {
  const { member, left } = compareDeclared(
    { ...nothing, ...wanted },
    { partner, state, endings: [], now: NOW, defaults: null, preview: true, ...present },
  );
  return {
    steps: member && steps(member.plan).map(({ kind }) => kind),
    left: left.map((one) => ('settings' in one ? [one.why, ...one.settings] : one.why)),
    ...(member?.ends && { ends: member.ends }),
    ...(member?.endBefore && { endBefore: member.endBefore }),
    ...(member?.plan.prolongs && { prolongs: true }),
  };
}
const PARTS = { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false };
const OWN = setting('inboundTrust', { ...PARTS, isCompliantDeviceAccepted: true });
const BY_DEFAULT = { ...PARTS, isHybridAzureADJoinedDeviceAccepted: true };
const SAME = { steps: null, left: [] };

describe('what a file wants of a partner', () => {
  test.each<[string, Partial<WantedPartner>]>([
    ['nothing', {}],
    ['what is', { redemption: { inbound: true, outbound: null }, synchronization: { name: 'Fabrikam', users: true } }],
    ['trust that is', { trust: { mfa: true, compliantDevices: null } }],
    ['settings that are', { settings: [{ name: 'tenantRestrictions', setting: setting('tenantRestrictions') }] }],
    ['a setting that is none', { settings: [{ name: 'b2bDirectConnectInbound', setting: null }] }],
    ['groups as they are', { synchronization: { groups: false } }],
    ['no ends', { ends: [] }],
  ])('that is %s changes nothing', (_, wanted) => {
    expect(compared(wanted)).toEqual(SAME);
  });

  test.each<[string, Partial<WantedPartner>, readonly string[]]>([
    ['redemption', { redemption: { inbound: false } }, ['updateAutomaticRedemption']],
    ['no policy', { synchronization: null }, ['deleteSyncPolicy']],
    ['another name', { synchronization: { name: null } }, ['updateSyncPolicy']],
    ['groups', { synchronization: { groups: true } }, ['updateSyncPolicy']],
    ['trust of its own', { trust: { hybridDevices: false } }, ['updateSettings']],
    ['the default’s trust', { trust: { mfa: null } }, ['updateSettings']],
  ])('that is %s is written', (_, wanted, written) => {
    expect(compared(wanted)).toEqual({ steps: written, left: [] });
  });

  test.each<[string, WantedPartner['trust'], OtherSetting | null, unknown]>([
    ['keeps what is', { mfa: false }, OWN, { ...PARTS, isMfaAccepted: false, isCompliantDeviceAccepted: true }],
    ['keeps what the default trusts, with trust of its own', { mfa: true }, null, BY_DEFAULT],
    [
      'keeps that whichever is closed besides',
      { mfa: false, hybridDevices: true },
      null,
      { ...BY_DEFAULT, isMfaAccepted: false },
    ],
    [
      'leaves it to the default where nothing opens',
      { mfa: false },
      null,
      { ...PARTS, isMfaAccepted: false, isHybridAzureADJoinedDeviceAccepted: null },
    ],
    [
      'is what was said, all of it',
      { mfa: true, compliantDevices: null, hybridDevices: false },
      null,
      { isMfaAccepted: true, isCompliantDeviceAccepted: null, isHybridAzureADJoinedDeviceAccepted: false },
    ],
  ])('that names some of what is trusted %s', (_, trust, own, written) => {
    const { member } = compareDeclared(
      { ...nothing, trust },
      {
        partner,
        state: { ...state, others: own === null ? [] : [own] },
        endings: [],
        now: NOW,
        defaults: {
          automaticRedemption: { inbound: false, outbound: false },
          others: [setting('inboundTrust', BY_DEFAULT)],
        },
        preview: true,
      },
    );
    const after = member?.plan.after;
    const value = after?.kind === 'partner' ? after.partner?.others?.[0]?.value : undefined;
    expect(JSON.parse(value ?? 'null')).toEqual(written);
  });

  test('that is no partner yet makes one, with a policy that lets nobody in', () => {
    expect(compared({}, { state: null }).steps).toEqual(['addPartner']);
    const { member } = compareDeclared(
      { ...nothing, synchronization: {} },
      { partner, state: null, endings: [], now: NOW, defaults: null, preview: false },
    );
    expect(member?.plan.after).toMatchObject({
      partner: { identitySynchronization: { displayName: 'Fabrikam', userSync: false, groupSync: 'unknown' } },
    });
  });

  test('of B2B, direct connect and restrictions is written for no file', () => {
    const settings = [
      { name: 'b2bDirectConnectInbound', setting: setting('x') },
      { name: 'tenantRestrictions', setting: null },
    ];
    const left = [['notByApp', 'b2bDirectConnectInbound', 'tenantRestrictions']];
    expect(compared({ settings })).toEqual({ steps: null, left });
    expect(compared({ settings, redemption: { inbound: false } })).toEqual({
      steps: ['updateAutomaticRedemption'],
      left,
    });
  });

  test('that no app can set, or see, is said beside what is written', () => {
    expect(
      compared({
        redemption: { inbound: null },
        synchronization: { groups: null },
        settings: [{ name: 'isServiceProvider', setting: setting('isServiceProvider', true) }],
      }),
    ).toEqual({
      steps: ['updateAutomaticRedemption'],
      left: [['notByApp', 'isServiceProvider', 'groupSyncInbound']],
    });
    const unseen = { preview: false, state: { ...state, identitySynchronization: null, others: [] } };
    expect(compared({ synchronization: { groups: true } }, unseen).left).toEqual(['groupsUnseen']);
    expect(compared({ synchronization: { groups: null } }, unseen).left).toEqual([]);
    const never = {
      state: { ...state, identitySynchronization: { displayName: null, userSync: true, groupSync: null } },
    };
    expect(compared({ synchronization: { groups: null } }, never)).toEqual(SAME);
  });
});

describe('the ends that a file wants', () => {
  const at = NOW + 30 * DAY_MS;
  const until = (moment: number) => ({ kind: 'moment', at: moment }) as const;
  const midnight = NOW - (NOW % DAY_MS) + 10 * DAY_MS;

  test('as they are change nothing, a day to its end', () => {
    const endings = [ending(['userSync'], at)];
    expect(compared({ ends: [['userSync', until(at)]] }, { endings })).toEqual(SAME);
    expect(
      compared(
        { ends: [['userSync', { kind: 'day', day: midnight }]] },
        { endings: [ending(['userSync'], midnight + DAY_MS)] },
      ),
    ).toEqual(SAME);
  });

  test('are set on what it opens, and keep open what is open', () => {
    expect(compared({ redemption: { outbound: true }, ends: [['redemptionOutbound', until(at)]] })).toEqual({
      steps: ['updateAutomaticRedemption'],
      left: [],
      ends: { at, doors: ['redemptionOutbound'] },
    });
    expect(compared({ ends: [['userSync', until(at)]] })).toEqual({
      steps: [],
      left: [],
      ends: { at, doors: ['userSync'] },
      prolongs: true,
    });
  });

  test('say until when that could be open before: of several ends the first', () => {
    const endings = [ending(['userSync'], at + 2), { ...ending(['redemptionInbound'], at + 1), id: changeIdOf(7) }];
    const both: WantedPartner['ends'] = [
      ['userSync', until(at)],
      ['redemptionInbound', until(at)],
    ];
    expect(compared({ ends: both }, { endings })).toMatchObject({ ends: { at }, endBefore: at + 1 });
    const one = compared({ ends: [['userSync', until(at)]] }, { endings: [endings[1] ?? ending([], 0)] });
    expect(one).toMatchObject({ ends: { at } });
    expect(one).not.toHaveProperty('endBefore');
  });

  test('that cannot be leave the partner as it is', () => {
    const twoYears = NOW + 3 * 365 * DAY_MS;
    expect(compared({ ends: [['redemptionOutbound', until(at)]] }).left).toEqual(['endOfNothing']);
    expect(compared({ ends: [['userSync', until(NOW - 1)]] }).left).toEqual(['endOver']);
    expect(compared({ ends: [['userSync', until(twoYears)]] }).left).toEqual(['endTooFar']);
    const apart: WantedPartner['ends'] = [
      ['userSync', until(at)],
      ['redemptionInbound', until(at + 1)],
    ];
    expect(compared({ redemption: { outbound: true }, ends: apart })).toEqual({ steps: null, left: ['endsApart'] });
  });

  test('leave out one that there is, which stays, unless it is closed; of groups only where they are seen', () => {
    const endings = [ending(['userSync', 'groupSync'], at)];
    expect(compared({ ends: [] }, { endings }).left).toEqual(['endStays']);
    expect(compared({ ends: [], synchronization: { users: false } }, { endings })).toEqual({
      steps: ['updateSyncPolicy'],
      left: [],
    });
    const unseen = {
      ...state,
      identitySynchronization: { displayName: null, userSync: true, groupSync: 'unknown' as const },
    };
    expect(
      compared(
        { synchronization: { groups: true }, ends: [['groupSync', until(at)]] },
        { preview: false, state: unseen },
      ).left,
    ).toEqual(['groupsUnseen']);
  });

  test('of another partner are none of it', () => {
    const other = anEnding({ partner: aTenant({ tenantId: tenantIdOf(9) }) });
    expect(compared({ ends: [] }, { endings: [other] })).toEqual(SAME);
  });
});

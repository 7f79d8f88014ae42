import { describe, expect, test } from 'vitest';
import {
  type Approval,
  APPROVAL_RULES,
  approvalFor,
  type ApprovalRule,
  approversFor,
  isForThem,
  needsMore,
} from '../../../src/domain/change/approval.ts';
import type { PartnerConfiguration } from '../../../src/domain/policy/policy.ts';
import { live, type Snapshot } from '../../../src/domain/policy/snapshot.ts';
import { KEPT_PARTNER, partner, planOf, policy, template, withDeleted } from '../policy/snapshots.ts';

const kept = (state: Parameters<typeof withDeleted>[0]) =>
  withDeleted(state, { partner: KEPT_PARTNER, policy: { ...policy(), deletedAt: 0 } });
const redeeming = (inbound: boolean | null, outbound: boolean | null = null) =>
  live(partner(null, { automaticRedemption: { inbound, outbound } }));
const owning = (name: string) => live(partner(on, { others: [{ name, fingerprint: 'a' }] }));
const forbidding = (automaticRedemption: PartnerConfiguration['automaticRedemption']) =>
  live(partner(null, { automaticRedemption, others: [] }));
const off = policy({ userSync: false });
const on = policy({ userSync: true });

const OPENS: readonly (readonly [string, Snapshot, Snapshot])[] = [
  ['user sync on', live(partner(off)), live(partner(on))],
  ['group sync on', live(partner(on)), live(partner({ ...on, groupSync: true }))],
  ['a new policy, even one that is off', live(partner(null)), live(partner(off))],
  ['a new partner', live(null), live(partner(null))],
  [
    'a restored policy',
    kept(partner(null)),
    { ...kept(partner(policy())), deleted: { partner: KEPT_PARTNER, policy: null } },
  ],
  ['automatic redemption on', redeeming(false), redeeming(true)],
  ['automatic redemption left to the default', redeeming(false), redeeming(null)],
  ['automatic redemption on, outbound', redeeming(true, false), redeeming(true, true)],
  ['the template on', template(false), template(true)],
  ['the template reset where it forbade', template(false), template(null)],
  ...[
    'b2bCollaborationInbound',
    'b2bCollaborationOutbound',
    'b2bDirectConnectInbound',
    'b2bDirectConnectOutbound',
    'inboundTrust',
    'tenantRestrictions',
    'm365CollaborationInbound',
    'inventedTomorrow',
  ].map((name): readonly [string, Snapshot, Snapshot] => [
    `no partner, where it set ${name}`,
    owning(name),
    live(null),
  ]),
  ['no partner, where nobody read what else it set', live(partner(on)), live(null)],
  ['no partner, where it forbade automatic redemption', forbidding({ inbound: false, outbound: null }), live(null)],
  ['no partner, where it forbade that outbound', forbidding({ inbound: true, outbound: false }), live(null)],
];
const CLOSES: readonly (readonly [string, Snapshot, Snapshot])[] = [
  ['user sync off', live(partner(on)), live(partner(off))],
  ['group sync off', live(partner({ ...on, groupSync: true })), live(partner({ ...on, groupSync: false }))],
  ['another name', live(partner(on)), live(partner({ ...on, displayName: 'Other' }))],
  ['no policy', live(partner(on)), live(partner(null))],
  ['no partner, where it set nothing else for itself', live(partner(on, { others: [] })), live(null)],
  ['no partner, where it was said to be a service provider', owning('isServiceProvider'), live(null)],
  ['a purge', kept(partner(null)), { ...kept(partner(null)), deleted: { partner: KEPT_PARTNER, policy: null } }],
  ['automatic redemption off, the other half as it is', redeeming(true, true), redeeming(false, true)],
  ['the template off', template(true), template(false)],
  ['the template reset where it allowed', template(true), template(null)],
];

const under = (rule: ApprovalRule, [, before, after]: (typeof OPENS)[number]) =>
  approvalFor(rule, planOf(before, after));

describe('by risk', () => {
  test.each(OPENS)('a second person for %s', (...row) => {
    expect(under('risk', row)).toBe('secondPerson');
  });
  test.each(CLOSES)('whoever asks for %s', (...row) => {
    expect(under('risk', row)).toBe('self');
  });
});

test('a change that its requester was to decide needs more where the rule asks for somebody else', () => {
  const [, before, after] = OPENS[0] ?? ['', live(null), live(null)];
  const plan = planOf(before, after);
  const asks = (approvals: ApprovalRule, approvers: number, approval: Approval, proposed = 1) =>
    needsMore({ approvals, approvers }, { approval, approvers: proposed, plan });
  expect(APPROVAL_RULES.map((rule) => asks(rule, 1, 'self'))).toEqual([false, true, true]);
  expect(APPROVAL_RULES.map((rule) => asks(rule, 2, 'secondPerson'))).toEqual([false, true, true]);
  expect(asks('second-person', 1, 'secondPerson')).toBe(false);
  expect(asks('second-person', 2, 'secondPerson', 3)).toBe(false);
  expect(asks('second-person', 5, 'breakGlass')).toBe(false);
});

test('it takes as many others as the rule asks for to open the tenant, and one for anything else', () => {
  const needed = ([, before, after]: (typeof OPENS)[number]) => approversFor({ approvers: 3 }, planOf(before, after));
  expect(new Set(OPENS.map(needed))).toEqual(new Set([3]));
  expect(new Set(CLOSES.map(needed))).toEqual(new Set([1]));
});

test('by the other rules it is the same for all', () => {
  for (const row of [...OPENS, ...CLOSES]) {
    expect(under('self', row)).toBe('self');
    expect(under('second-person', row)).toBe('secondPerson');
  }
});

describe('whose card has buttons', () => {
  test.each(['self', 'breakGlass', 'secondPerson'] as const)('%s', (approval) => {
    const shown = [true, false].map((isRequester) => [true, false].map((may) => isForThem(approval, isRequester, may)));
    const theirs = [
      [true, true],
      [false, false],
    ];
    const ofAnother = [
      [false, false],
      [true, false],
    ];
    expect(shown).toEqual(approval === 'secondPerson' ? ofAnother : theirs);
  });
});

import { describe, expect, test } from 'vitest';
import { isGuarded } from '../../../src/domain/drift/acceptance.ts';
import { standing } from '../../../src/domain/drift/baseline.ts';
import { risk, worstFirst } from '../../../src/domain/drift/drift.ts';
import type { PartnerConfiguration, PartnerState } from '../../../src/domain/policy/policy.ts';
import { live } from '../../../src/domain/policy/snapshot.ts';
import { isUrgent } from '../../../src/domain/telling/subject.ts';
import { aDrift, driftIdOf } from '../../builders.ts';
import { partner, policy } from '../policy/snapshots.ts';

const on = policy({ userSync: true });
const redeeming = (inbound: boolean | null, outbound: boolean | null = null): PartnerConfiguration =>
  partner(null, { automaticRedemption: { inbound, outbound } });
const setting = (name: string): PartnerConfiguration => partner(null, { others: [{ name, fingerprint: 'a' }] });

const WAYS_IN: readonly (readonly [string, PartnerState, PartnerState])[] = [
  ['user sync on', partner(), partner(on)],
  ['group sync on', partner(on), partner({ ...on, groupSync: true })],
  ['a partner added that synchronises', null, partner(on)],
  ['a policy created that is on', partner(null), partner(on)],
  ['inbound redemption on', redeeming(null), redeeming(true)],
];
const OPENINGS: readonly (readonly [string, PartnerState, PartnerState])[] = [
  ['a partner added', null, partner(null)],
  ['a partner removed that forbade B2B', setting('b2bCollaborationInbound'), null],
  ['a partner removed that forbade redemption', partner(null, { ...redeeming(false), others: [] }), null],
  ['a partner removed of which nobody knows what it forbade', partner(on), null],
  ['a policy created off', partner(null), partner()],
  ['outbound redemption on', redeeming(true, false), redeeming(true, true)],
  ['redemption that was off left to the default', redeeming(false), redeeming(null)],
  ['redemption that was on left to the default, which is as it becomes', redeeming(true), redeeming(null)],
];
const OTHERS: readonly (readonly [string, PartnerState, PartnerState])[] = [
  ['user sync off', partner(on), partner()],
  ['group sync off', partner({ ...on, groupSync: true }), partner({ ...on, groupSync: false })],
  ['another name', partner(on), partner({ ...on, displayName: 'Other' })],
  ['a policy deleted', partner(on), partner(null)],
  ['a partner removed that forbade nothing', partner(on, { others: [] }), null],
  ['redemption off', redeeming(true, true), redeeming(false, false)],
];
const all = (rows: typeof WAYS_IN) =>
  rows.map(([, before, after]) => aDrift({ before: live(before), after: live(after) }));

describe('what takes two people to accept is told first, and red, and nothing else is', () => {
  test.each([...WAYS_IN, ...OPENINGS])('%s', (_, before, after) => {
    const drift = aDrift({ before: live(before), after: live(after) });
    expect(isGuarded('risk', drift)).toBe(true);
    expect(risk(drift)).toBe('red');
    expect(isUrgent({ kind: 'drift', drift })).toBe(true);
  });

  test.each(OTHERS)('not %s', (_, before, after) => {
    const drift = aDrift({ before: live(before), after: live(after) });
    expect(isGuarded('second-person', drift)).toBe(false);
    expect(risk(drift)).toBe('amber');
    expect(isUrgent({ kind: 'drift', drift })).toBe(false);
  });

  test('ways in go before what only prepares for one, and both before the rest', () => {
    const [ways, openings, others] = [all(WAYS_IN), all(OPENINGS), all(OTHERS)];
    expect(worstFirst([...others, ...openings, ...ways], (drift) => drift)).toEqual([...ways, ...openings, ...others]);
  });
});

describe('what is left of a difference', () => {
  const opened = aDrift({ id: driftIdOf(1), before: live(partner()), after: live(partner(on)) });
  const left = (now: PartnerState, drift = opened) => {
    const { before, after } = standing(drift, now);
    return [before.partner, after.partner];
  };

  test('is all of it where nothing was changed since', () => {
    expect(left(partner(on))).toEqual([partner(), partner(on)]);
  });

  test('is what was opened, where something else was changed since', () => {
    const renamed = partner(
      { ...on, displayName: 'Other' },
      { automaticRedemption: { inbound: true, outbound: null } },
    );
    expect(left(renamed)).toEqual([{ ...renamed, identitySynchronization: policy({ displayName: 'Other' }) }, renamed]);
  });

  test.each([
    ['it was closed again', partner()],
    ['the policy is gone', partner(null)],
    ['the partner is gone', null],
  ])('is nothing where %s', (_, now) => {
    expect(left(now)).toEqual([now, now]);
  });

  test('is the whole partner, or policy, where that is what was added', () => {
    const renamed = partner({ ...on, displayName: 'Other' });
    expect(left(renamed, aDrift({ before: live(null), after: live(partner(on)) }))).toEqual([null, renamed]);
    expect(left(renamed, aDrift({ before: live(partner(null)), after: live(partner(on)) }))).toEqual([
      partner(null),
      renamed,
    ]);
  });
});

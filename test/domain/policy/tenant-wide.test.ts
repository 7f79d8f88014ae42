import { describe, expect, test } from 'vitest';
import { movesOf, partsDiffering, unsettable } from '../../../src/domain/policy/moves.ts';
import { steps } from '../../../src/domain/policy/plan.ts';
import type { OtherSetting } from '../../../src/domain/policy/policy.ts';
import { reverted } from '../../../src/domain/policy/revert.ts';
import { byRequest, settingFields, settingsToWrite } from '../../../src/domain/policy/settings.ts';
import { difference, live, withParts, type PartnerSnapshot } from '../../../src/domain/policy/snapshot.ts';
import {
  alwaysOf,
  levelsIn,
  levelsValue,
  prefixOf,
  TENANT_PARTS,
  unreadParts,
  withPartsOf,
} from '../../../src/domain/policy/tenant-wide.ts';
import { tenantIdOf } from '../../builders.ts';
import { partner } from './snapshots.ts';

const setting = (name: string, value: unknown): OtherSetting => {
  const text = JSON.stringify(value);
  return { name, fingerprint: text, value: text };
};
const clouds = (...names: readonly string[]): OtherSetting => setting(alwaysOf('policy'), names);
const levels = (text: string): OtherSetting => setting(alwaysOf('partnerTemplate'), text);
const ofTemplate = (member: string, value: unknown): OtherSetting =>
  setting(prefixOf('partnerTemplate') + member, value);
const trust = (isMfaAccepted: boolean | null): OtherSetting => ofTemplate('inboundTrust', { isMfaAccepted });
const mfaByDefault = setting('inboundTrust', { isMfaAccepted: true });
const having = (...others: readonly OtherSetting[]): PartnerSnapshot =>
  live(partner(null, { others, isDefault: true }));
const BOTH = levels('existingPartners,newPartners');

describe('a part of the tenant as a whole', () => {
  test('is unread where what it always has is missing, and nothing of it is known then', () => {
    expect(unreadParts(undefined)).toEqual(TENANT_PARTS);
    expect(unreadParts([clouds()])).toEqual(['partnerTemplate', 'syncTemplate']);
    expect(settingFields(having(clouds()).partner)).toMatchObject({ allowedClouds: '[]', mtoTrustMfa: 'unknown' });
    expect(settingFields(having(BOTH).partner)).toMatchObject({ allowedClouds: 'unknown', mtoTrustMfa: null });
    expect(difference(having(BOTH, trust(true)), having(clouds()))).toEqual([]);
    expect(difference(having({ name: clouds().name, fingerprint: 'a' }), having(clouds()))).toEqual([]);
  });

  test('is taken over where nothing is known of it, and only then', () => {
    expect(withPartsOf([clouds()], [clouds('a'), BOTH, trust(true), mfaByDefault])).toEqual([
      clouds(),
      BOTH,
      trust(true),
    ]);
    expect(withPartsOf(undefined, [clouds()])).toEqual([clouds()]);
    expect(withPartsOf([clouds()], undefined)).toBeUndefined();
    expect(withPartsOf([clouds()], [mfaByDefault])).toBeUndefined();
  });

  test('can be left out', () => {
    const all = having(mfaByDefault, clouds(), BOTH, trust(true));
    expect(withParts(all, ['policy'])).toEqual(having(mfaByDefault, clouds()));
    expect(withParts(live(null), [])).toEqual(live(null));
    expect(withParts(live(partner()), [])).toEqual(live(partner()));
  });

  test('has levels that are the same in any order', () => {
    expect(levelsIn(' newPartners,none,existingPartners,newPartners')).toEqual(['existingPartners', 'newPartners']);
    expect([levelsValue('newPartners'), levelsValue('')]).toEqual(['"newPartners"', '"none"']);
  });
});

describe('a difference in it', () => {
  test.each<[string, PartnerSnapshot, PartnerSnapshot, 'wider' | 'narrower']>([
    ['another cloud', having(clouds('a')), having(clouds('a', 'b')), 'wider'],
    ['one cloud less', having(clouds('a', 'b')), having(clouds('b')), 'narrower'],
    ['what is no list', having(setting(alwaysOf('policy'), 1)), having(setting(alwaysOf('policy'), [])), 'wider'],
    ['a list that is none', having(clouds('a')), having(setting(alwaysOf('policy'), 1)), 'wider'],
    ['more tenants', having(levels('newPartners')), having(BOTH), 'wider'],
    ['nobody', having(BOTH), having(levels('none')), 'narrower'],
    ['levels that are none', having(BOTH), having(setting(alwaysOf('partnerTemplate'), 1)), 'wider'],
    ['trust', having(BOTH), having(BOTH, trust(true)), 'wider'],
    ['no trust', having(BOTH, trust(true)), having(BOTH, trust(false)), 'narrower'],
  ])('%s', (_, before, after, way) => {
    expect(movesOf({ before, after }).map((move) => move.way)).toEqual([way]);
  });

  test('is of the parts that have to be read for it', () => {
    const after = having(mfaByDefault, clouds('a'), BOTH, trust(true));
    expect(partsDiffering({ before: having(clouds(), BOTH), after })).toEqual(['policy', 'partnerTemplate']);
    expect(partsDiffering({ before: having(clouds('a'), BOTH, trust(true)), after })).toEqual([]);
    const odd = ofTemplate('heardOfByNobody', 1);
    const unheard = { before: having(BOTH), after: having(BOTH, odd) };
    expect(partsDiffering(unheard)).toEqual([]);
    expect(unsettable(unheard)).toEqual([odd.name]);
  });
});

describe('what is written of it', () => {
  const before = having(mfaByDefault, clouds('a'), BOTH, trust(false));
  const after = having(clouds(), levels('none'), ofTemplate('automaticUserConsentSettings', { inboundAllowed: true }));

  test('is just what was, each part with a request of its own', () => {
    const plan = { tenantId: tenantIdOf(0), before, after };
    const back = reverted(plan, after);
    expect(difference(back, before)).toEqual([]);
    const written = steps({ before: after, after: back }).map((step) =>
      step.kind === 'updateSettings' ? step.settings.map(({ name, value }) => [name, value]) : [],
    );
    expect(written).toEqual([
      [['inboundTrust', '{"isMfaAccepted":true}']],
      [[alwaysOf('policy'), '["a"]']],
      [
        [`${prefixOf('partnerTemplate')}inboundTrust`, '{"isMfaAccepted":false}'],
        [`${prefixOf('partnerTemplate')}automaticUserConsentSettings`, null],
        [alwaysOf('partnerTemplate'), '"existingPartners,newPartners"'],
      ],
    ]);
  });

  test('is nothing of a part that was not read', () => {
    expect(settingsToWrite([clouds('a'), trust(true), BOTH], [])).toEqual([]);
    expect(settingsToWrite([], [clouds('a')])).toMatchObject([{ value: '["a"]' }]);
    expect(byRequest([])).toEqual([]);
  });
});

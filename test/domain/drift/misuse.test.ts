import { describe, expect, test } from 'vitest';
import { isStopping, misuseOf, nextMisuse } from '../../../src/domain/drift/misuse.ts';
import { mayBeOf } from '../../../src/domain/drift/own-step.ts';
import { UNTOLD, type Touch } from '../../../src/domain/drift/trace.ts';
import { withUserSync } from '../../../src/domain/policy/goals.ts';
import { live, type Snapshot } from '../../../src/domain/policy/snapshot.ts';
import { wordKey } from '../../../src/domain/telling/letter.ts';
import { isUndecided, isUrgent, stateOf } from '../../../src/domain/telling/subject.ts';
import { parseMisuseId } from '../../../src/domain/ids.ts';
import { aDeed, aMisuse, aPerson, HOME, misuseIdOf, NOW, objectIdOf } from '../../builders.ts';

const ADA = aPerson({ objectId: objectIdOf(1) });
const BEN = aPerson({ objectId: objectIdOf(2) });
const asked = { kind: 'asked', by: ADA, reason: 'mended', at: NOW } as const;
const resumed = { ...asked, kind: 'resumed', by: BEN } as const;

describe('what the bot’s own app did without the bot', () => {
  test.each([
    ['noStep', 'open'],
    ['before', 'told'],
    ['outcome', 'told'],
  ] as const)('%s: it is %s', (why, state) => {
    const found = misuseOf(misuseIdOf(1), HOME, [aDeed({ why })], NOW);
    expect(found).toMatchObject({ status: { state }, total: 1, revision: 1 });
    expect(isStopping(found)).toBe(state === 'open');
    expect(isUrgent({ kind: 'misuse', misuse: found })).toBe(true);
    expect(isUndecided({ kind: 'misuse', misuse: found })).toBe(state === 'open');
    expect(stateOf({ kind: 'misuse', misuse: found })).toEqual({ id: found.id, tenantId: HOME, revision: 1 });
  });

  test('grows while it is open, and shows the first ten', () => {
    const more = nextMisuse(aMisuse(), { kind: 'more', deeds: Array.from({ length: 12 }, () => aDeed()), at: NOW });
    expect(more).toMatchObject({ total: 13, revision: 2, deeds: { length: 10 } });
  });

  test('counts no word of whoever knew of less of it', () => {
    const once = nextMisuse(aMisuse(), asked);
    const more = nextMisuse(once ?? aMisuse(), { kind: 'more', deeds: [aDeed()], at: NOW });
    expect(more).toMatchObject({ status: { state: 'open', asked: [] }, revision: 3 });
  });

  test('ends when somebody says so, after whoever asked for it; who asks twice counts once', () => {
    const once = nextMisuse(aMisuse(), asked);
    expect(once).toMatchObject({ status: { state: 'open', asked: [{ by: ADA }] }, revision: 2 });
    const twice = nextMisuse(once ?? aMisuse(), { ...asked, reason: 'really' });
    expect(twice).toMatchObject({ status: { asked: [{ by: ADA, reason: 'really' }] } });
    const ended = nextMisuse(twice ?? aMisuse(), resumed);
    expect(ended).toMatchObject({ status: { state: 'resumed', by: [{ by: ADA }, { by: BEN }], at: NOW } });
    expect(nextMisuse(ended ?? aMisuse(), asked)).toBeUndefined();
  });

  test('has an id, and a word for each administrator', () => {
    expect(parseMisuseId(' m-00000001 ')).toBe(misuseIdOf(1));
    expect(parseMisuseId('D-00000001')).toBeUndefined();
    expect(wordKey({ kind: 'misuse', misuse: misuseIdOf(1) })).toBe('M-00000001 misuse');
  });
});

describe('a record can be of a step', () => {
  const off = live(withUserSync(null, false, 'Fabrikam'));
  const on = live(withUserSync(null, true, 'Fabrikam'));
  const template: Snapshot = { kind: 'template', userSync: true, appliesTo: 'none' };
  const touch = (field: Touch['field'], became: Touch['became'], sure = true): Touch => ({ field, became, sure });
  test.each([
    ['that tells nothing', [], on, true],
    ['that tells of it, and not for certain', [touch('otherSettings', '1', false)], on, true],
    ['that tells of it', [touch('userSync', true)], on, true],
    ['that tells of it and of more', [touch('userSync', true), touch('otherSettings', '1')], on, true],
    ['that tells of something else', [touch('otherSettings', '1')], on, false],
    ['that tells of the contrary', [touch('userSync', false)], on, false],
    ['that tells of another setting', [touch('redemptionInbound', true)], on, false],
    ['whose change is not told', [touch('userSync', UNTOLD)], on, true],
    ['of the template', [touch('userSync', true)], template, true],
  ])('%s', (_, touches, after, expected) => {
    expect(mayBeOf({ touches }, off, after)).toBe(expected);
  });
});

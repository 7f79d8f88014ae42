import { describe, expect, test } from 'vitest';
import { renderReply } from '../support/drawing.ts';
import type { Drift } from '../../src/domain/drift/drift.ts';
import { LONGEST_REASON } from '../../src/commands/reading/slots.ts';
import { aDriftActor, aDrift, aPerson, aTenant, changeIdOf, driftIdOf, MINUTE, NOW } from '../builders.ts';
import { buttonsOf, wordsOf } from '../support/cards.ts';
import { DRIFTS } from './drifts.ts';
import { nodes, ofType } from './collect.ts';

const actors = [aDriftActor()];
const at = NOW + 5 * MINUTE;
const draw = (overrides: Partial<Drift> = {}) =>
  renderReply({ kind: 'drift', drift: aDrift({ partner: aTenant(), ...overrides }) }, at);
const words = (overrides: Partial<Drift> = {}): string => wordsOf(draw(overrides).card);

describe('a drift’s card', () => {
  test('says what changed, since when, how risky, and by whom', () => {
    const shown = words();
    for (const part of ['High risk', 'off → on', 'Fabrikam', '5 Jan 2026, 09:00 UTC and 5 Jan 2026, 09:01 UTC']) {
      expect(shown).toContain(part);
    }
    expect(shown).toContain('the audit log takes some minutes');
    expect(words({ actors })).toMatch(
      /By\nEli Novak \(eli@woodgrove.example\); address in the record: 203\.0\.….*\n5 Jan 2026, 09:00 UTC/,
    );
    expect(words({ actors })).toContain('An address is what the record says');
    expect(draw().summary).toBe('fabrikam.onmicrosoft.com · 00000000: Not through me: user sync was switched on');
  });

  test('names one moment where the two are the same', () => {
    expect(words({ lastSeenAt: NOW, detectedAt: NOW + 1 })).toContain('Changed on\n5 Jan 2026, 09:00 UTC');
    expect(words({ lastSeenAt: NOW, detectedAt: NOW + 60_000 })).toContain('Changed after\n5 Jan 2026, 09:00 UTC');
  });

  test('names only for the last part whoever changed again what another drift told of', () => {
    const shown = words({ actors, follows: driftIdOf(2) });
    expect(shown).toContain('Last changed between');
    expect(shown).toContain('Last by\nEli Novak');
    expect(shown).toContain('Before that\nsee D-00000002, which says who made the first part');
    expect(words({ actors })).toContain('\nBy\nEli Novak');
  });

  test('names everybody with what they did, apps as apps, and where it is not known, one of those it can be', () => {
    const shown = (name: string): string =>
      wordsOf(renderReply({ kind: 'drift', drift: DRIFTS[name] ?? aDrift() }, at).card);
    expect(shown('open, by several')).toMatch(
      /By\nEli Novak .+: changed User sync\n[^\n]+\nBy\nann@tailspin.example, of Tailspin Toys.+: changed Policy name/s,
    );
    expect(shown('open, by one of several')).toMatch(/One of\nEli Novak .+does not say.+One of\nann@tailspin/s);
    expect(shown('open, probably by one')).toContain('Probably by\nEli Novak');
    expect(shown('open, by an app')).toContain('By\nthe app Terraform (app-1)');
    expect(shown('open, by an app without an id')).toContain('the app without a name (service principal');
    expect(words({ actors: [aDriftActor({ did: ['policyName'] })] })).toContain('The rest by\nnot known yet');
  });

  test('says when the bot was not running', () => {
    expect(words()).not.toContain('not running');
    expect(words({ whileDown: true })).toContain('I was not running for some of that time.');
  });

  test('has buttons that carry its id and the verdict alone, as long as it is open', () => {
    expect(buttonsOf(draw().card)).toEqual([
      { title: 'Revert', verb: 'decideDrift', data: { driftId: 'D-00000001', verdict: 'revert' } },
      { title: 'Accept', verb: 'decideDrift', data: { driftId: 'D-00000001', verdict: 'accept' } },
    ]);
  });

  test('asks for the reason that Accept needs and Revert does not', () => {
    const all = nodes(draw().card);
    expect(ofType(draw().card, 'Input.Text')[0]).toMatchObject({
      id: 'reason',
      isRequired: true,
      maxLength: LONGEST_REASON,
    });
    expect(all.find(({ title }) => title === 'Accept')).toMatchObject({ associatedInputs: 'auto' });
    expect(all.find(({ title }) => title === 'Revert')).toMatchObject({ associatedInputs: 'none' });
  });

  test.each<[string, Drift['status'], RegExp]>([
    [
      'accepted',
      { state: 'accepted', by: aPerson(), reason: 'agreed', at },
      /Megan Bowen accepted it, because: agreed[^]*Accepted on/,
    ],
    [
      'reverted',
      { state: 'reverted', change: changeIdOf(1), at },
      /taken back: see show change C-00000001[^]*Taken back on/,
    ],
    ['changed again', { state: 'superseded', by: driftIdOf(2), at }, /D-00000002 has all of it/],
    ['gone', { state: 'superseded', by: null, at }, /as before again/],
  ])('%s: says so and has no button that decides', (_, status, expected) => {
    expect(words({ status })).toMatch(expected);
    expect(buttonsOf(draw({ status }).card).filter(({ verb }) => verb !== 'say')).toEqual([]);
    expect(ofType(draw({ status }).card, 'Input.Text')).toEqual([]);
  });

  test('shows the whole reason', () => {
    const reason = 'because '.repeat(62).trim();
    expect(words({ status: { state: 'accepted', by: aPerson(), reason, at } })).toContain(reason);
  });

  test('names from the audit log are shown as text and cannot hide anything', () => {
    const hostile = { name: `\u202Enow${'x'.repeat(500)}`, signInName: '${evil} [a](b)', ip: '${evil}' };
    const shown = words({ actors: [aDriftActor(hostile)] });
    expect(shown).toContain('[U+202E]');
    expect(shown).toContain('${evil} [a](b)');
    expect(shown).toContain('record: …');
    expect(shown.length).toBeLessThan(1_500);
  });
});

import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../src/domain/change/journal.ts';
import { aChange, anEntry, aPerson, MINUTE, NOW } from '../../builders.ts';
import { applied } from '../../cards/changes.ts';
import { textOf } from '../../cards/collect.ts';
import { PLANS } from '../../cards/plans.ts';
import { detailed } from '../../cards/samples.ts';

describe('one change in detail', () => {
  const text = textOf(detailed);

  test('what, who, why, what it undoes, what was to change, and how it ended', () => {
    expect(text).toContain(
      '◐ Enable user sync: Partly applied\nfabrikam.com (Fabrikam Residences) · 00000000\n▲ May have opened the tenant\nMegan Bowen confirmed this. Only a part was done.',
    );
    expect(text).toContain('Reason\nremoved by mistake\nUndoes\n“Remove partner” (C-00000009)');
    expect(text).toContain('What was asked for (Before → Asked for)\nUser sync\noff (no policy) → on');
  });

  test('its ids last', () => {
    expect(text).toMatch(/\nChange id\nC-00000001\nTenant id\n[-0-9a-f]{36}\nRead on /);
  });

  test('every line of its journal, with the ids of its Graph requests', () => {
    expect(text).toContain('Journal\n5 Jan 2026, 09:00:00 UTC: Megan Bowen asked for it.');
    expect(text).toContain('09:02:00 UTC: The click came to nothing; nothing was changed.');
    expect(text).toContain(
      '09:04:00 UTC: Graph said that a step is done. Graph requests: 7f0c1f7e-0000-4000-8000-000000000001',
    );
    expect(text).toContain('09:06:00 UTC: It did not come about as asked.');
  });

  test('every kind of event is worded', () => {
    const change = aChange();
    const by = aPerson();
    const journal = [
      anEntry(change, { kind: 'foundStale', found: PLANS.rename.plan.before, at: NOW }),
      anEntry(change, { kind: 'applied', found: PLANS.rename.plan.before, at: NOW }),
      anEntry(change, { kind: 'looked', by, at: NOW }),
      anEntry(change, { kind: 'rejected', by, at: NOW, reason: 'not today' }),
      anEntry(change, { kind: 'reviewed', by, at: NOW, finding: 'all well' }),
      anEntry(change, { kind: 'expired', at: NOW }),
    ];
    const words = textOf({ ...detailed, journal });
    expect(words).toContain('no longer as the card showed them; nothing was written.');
    expect(words).toContain('The settings were read back: as asked.');
    expect(words).toContain('Megan Bowen said no: not today.');
    expect(words).toContain('Its time was over.');
  });

  test('a long journal keeps its first and last lines, and says that lines are missing', () => {
    const line = (n: number): JournalEntry =>
      anEntry(aChange(), { kind: 'stepDone', at: NOW + n * MINUTE }, [`request-${n}`]);
    const words = (lines: number): string =>
      textOf({ ...detailed, journal: Array.from({ length: lines }, (_, n) => line(n)) });
    expect(words(14)).not.toContain('…');
    expect(words(15)).toContain('… one more line …');
    expect(words(40)).toContain('request-3\n… 26 more lines …\n');
    expect(words(40)).toContain('request-39');
    const many = anEntry(
      aChange(),
      { kind: 'stepDone', at: NOW },
      Array.from({ length: 9 }, (_, n) => `request-${n}`),
    );
    expect(textOf({ ...detailed, journal: [many] })).toContain('request-5 and 3 more');
  });
});

test('an applied change tells in detail what it left behind', () => {
  const change = applied(PLANS.rename);
  expect(textOf({ kind: 'changeDetails', change, journal: [] })).toContain(
    'What changed (Before → After)\nPolicy name\n“Fabrikam” → “Fabrikam Residences”',
  );
});

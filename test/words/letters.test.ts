import { describe, expect, test } from 'vitest';
import { textOf } from '../cards/collect.ts';
import { anAskingEnd } from '../builders.ts';
import { changeIn, fabrikam, LATER, lookalike, STATUSES } from '../cards/changes.ts';
import { titlesOf } from '../support/cards.ts';
import { renderReply } from '../support/drawing.ts';
import { END_OUTCOMES, type EndOutcome } from '../../src/domain/ends/end.ts';
import type { Ending } from '../../src/domain/ends/ending.ts';
import type { Notice } from '../../src/domain/replies/notice.ts';

describe('a letter about a change names its partner by domain, name and the beginning of its id', () => {
  const change = changeIn(STATUSES.pending, { partner: fabrikam });
  const letters: readonly Notice[] = [
    { kind: 'news', news: 'applied', change, alone: true },
    { kind: 'reminder', change },
    { kind: 'glassBroken', change },
    { kind: 'reviewDue', change },
  ];
  const named = `${String(fabrikam.defaultDomainName)} (${String(fabrikam.displayName)}) · ${fabrikam.tenantId.slice(0, 8)}: `;

  test.each(letters.map((notice) => [notice.kind, notice] as const))('%s', (_, notice) => {
    expect(textOf({ kind: 'notice', notice })).toMatch(new RegExp(`^${named.replace(/[()]/g, '\\$&')}`, 'm'));
  });

  test('and warns of one that could be mistaken for another', () => {
    const warned = changeIn(STATUSES.pending, {
      partner: fabrikam,
      lookalikes: [{ kind: 'similarName', other: lookalike }],
    });
    expect(textOf({ kind: 'notice', notice: { kind: 'reminder', change: warned } })).toContain(`⚠ ${named}`);
  });
});

describe('an end that closes nothing', () => {
  const end = (how: EndOutcome | null): Ending => {
    const asking = anAskingEnd();
    return { ...asking, end: { ...asking.end, came: how === null ? null : { how, at: asking.end.at } } };
  };
  const letters: readonly Notice[] = [
    { kind: 'endNears', ending: end(null), days: 3 },
    { kind: 'endOverdue', ending: end(null) },
    ...END_OUTCOMES.map((how): Notice => ({ kind: 'endCame', ending: end(how) })),
  ];

  test.each(letters.map((notice) => [notice.kind, notice] as const))(
    'is neither renewed nor ended: %s',
    (_, notice) => {
      const { card } = renderReply({ kind: 'notice', notice }, LATER);
      expect(titlesOf(card)).not.toEqual([]);
      for (const title of ['Renew', 'End now']) expect(titlesOf(card)).not.toContain(title);
    },
  );
});

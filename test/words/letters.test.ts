import { describe, expect, test } from 'vitest';
import { textOf } from '../cards/collect.ts';
import { changeIn, fabrikam, lookalike, STATUSES } from '../cards/changes.ts';
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

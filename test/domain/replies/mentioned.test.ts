import { expect, test } from 'vitest';
import { mentioned } from '../../../src/domain/replies/mentioned.ts';
import type { Notice } from '../../../src/domain/replies/notice.ts';
import { aChange, aPerson, NOW } from '../../builders.ts';

const BEN = aPerson({ displayName: 'Ben' });

test('a reminder is for whoever has begun to look, and for nobody where nobody has', () => {
  const reminder = (looking: { by: typeof BEN; at: number } | null): Notice => ({
    kind: 'reminder',
    change: aChange({ status: { state: 'pending', release: null, looking } }),
  });
  expect(mentioned(reminder({ by: BEN, at: NOW }))).toEqual([BEN]);
  expect(mentioned(reminder(null))).toEqual([]);
  const over = aChange({ status: { state: 'expired', at: NOW, release: null } });
  expect(mentioned({ kind: 'reminder', change: over })).toEqual([]);
});

test('news is for whoever asked, where others read along', () => {
  const change = aChange();
  expect(mentioned({ kind: 'news', news: 'applied', change, alone: false })).toEqual([change.proposal.requester]);
  expect(mentioned({ kind: 'news', news: 'applied', change, alone: true })).toEqual([]);
});

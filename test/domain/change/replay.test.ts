import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../../src/domain/change/journal.ts';
import { replayed } from '../../../src/domain/change/replay.ts';
import { aChange, after, anEntry, NOW, theProposal } from '../../builders.ts';

const change = aChange();
const claimed = { kind: 'claimed', by: change.proposal.requester, at: NOW } as const;
const told: readonly JournalEntry[] = [theProposal(change), anEntry(change, claimed)];

describe('what a journal leads to', () => {
  test('is the change, from its proposal on', () => {
    expect(replayed(told.slice(0, 1))).toEqual(change);
    expect(replayed(told)).toEqual(after(change, claimed));
  });

  test.each<[string, readonly JournalEntry[]]>([
    ['it has no entry', []],
    ['it does not begin with a proposal', told.slice(1)],
    ['something is proposed twice', [...told.slice(0, 1), ...told]],
    ['something happens that cannot', [...told, ...told.slice(1)]],
    ['something happens after that', [...told, ...told.slice(1), ...told.slice(1)]],
  ])('is nothing where %s', (_, entries) => {
    expect(replayed(entries)).toBeUndefined();
  });
});

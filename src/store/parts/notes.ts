import type { NoteStore } from '../../app/ports.ts';
import type { Head } from '../../domain/journal/head.ts';
import { rootOf } from '../merkle.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function notesPart({ read, write }: Access, { journal, letters }: Tables): NoteStore {
  return {
    noteRefusal: (refusal) =>
      write(() => {
        journal.note({ of: 'refusals', id: refusal.by.objectId, event: { kind: 'refused', ...refusal } });
      }),
    noteApprovals: (approvals, at, tell = () => []) =>
      write(() => {
        const last = journal.last('settings');
        const before = last?.of === 'settings' ? last.event.approvals : null;
        if (before?.rule !== approvals.rule || before.approvers !== approvals.approvers) {
          journal.note({ of: 'settings', id: 'approvals', event: { kind: 'approvals', approvals, at } });
          if (before !== null) for (const letter of tell(before)) letters.add(letter);
        }
        return before;
      }),
    witnessedAt: () =>
      read(() => ({ last: journal.last('witness')?.event.at ?? null, first: journal.first()?.event.at ?? null })),
    witness: (at, places) =>
      write(() => {
        const { size, peaks } = journal.tree();
        const event = { kind: 'witnessed', entries: size, root: rootOf(peaks), peaks, at } as const;
        journal.note({ of: 'witness', id: 'head', event });
        const { seq, hash } = journal.head();
        const head: Head = { entry: seq, hash, at };
        for (const place of places) letters.add({ kind: 'head', place, head });
        return head;
      }),
  };
}

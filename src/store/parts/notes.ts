import type { NoteStore } from '../../app/ports.ts';
import type { Head } from '../../domain/journal/head.ts';
import { rootOf } from '../merkle.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function notesPart({ read, write }: Access, { journal, letters }: Tables): NoteStore {
  return {
    noteRefusal: (refusal) =>
      write(() => journal.note({ of: 'refusals', id: refusal.by.objectId, event: { kind: 'refused', ...refusal } })),
    noteApprovals: (approvals, at, tell = () => []) =>
      write(function* () {
        const last = yield* journal.last('settings');
        const before = last?.of === 'settings' ? last.event.approvals : null;
        if (before?.rule !== approvals.rule || before.approvers !== approvals.approvers) {
          yield* journal.note({ of: 'settings', id: 'approvals', event: { kind: 'approvals', approvals, at } });
          if (before !== null) yield* letters.addAll(tell(before));
        }
        return before;
      }),
    witnessedAt: () =>
      read(function* () {
        const [last, first] = [yield* journal.last('witness'), yield* journal.first()];
        return { last: last?.event.at ?? null, first: first?.event.at ?? null };
      }),
    witness: (at, places) =>
      write(function* () {
        const { size, peaks } = yield* journal.tree();
        const event = { kind: 'witnessed', entries: size, root: rootOf(peaks), peaks, at } as const;
        yield* journal.note({ of: 'witness', id: 'head', event });
        const { seq, hash } = yield* journal.head();
        const head: Head = { entry: seq, hash, at };
        for (const place of places) yield* letters.add({ kind: 'head', place, head });
        return head;
      }),
  };
}

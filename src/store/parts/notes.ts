import type { NoteStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function notesPart({ write }: Access, { journal, letters }: Tables): NoteStore {
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
  };
}

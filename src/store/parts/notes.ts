import type { NoteStore } from '../../app/ports.ts';
import type { Head } from '../../domain/journal/head.ts';
import type { Instant } from '../../domain/instant.ts';
import { rootOf } from '../merkle.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function notesPart({ read, write }: Access, { journal, letters, misuses }: Tables): NoteStore {
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
    noteBurst: (burst, names, told, at) =>
      write(function* () {
        const id = burst.partner?.tenantId ?? burst.domain;
        yield* journal.note({ of: 'bursts', id, event: { kind: 'told', burst, at } });
        for (const name of names) yield* misuses.noteRead(toldOf(name), burst.until);
        yield* letters.addAll(told);
      }),
    noteMoreOfBurst: (names, until) =>
      write(function* () {
        for (const name of names) yield* misuses.noteRead(toldOf(name), until);
      }),
    burstToldUntil: (names) =>
      read(function* () {
        let newest: Instant | undefined;
        for (const name of names) {
          const until = yield* misuses.readUntil(toldOf(name));
          if (until !== undefined && until > (newest ?? -Infinity)) newest = until;
        }
        return newest;
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

/** Among what says how far the audit log was read: how far it is told. */
const toldOf = (name: string): string => `burst ${name}`;

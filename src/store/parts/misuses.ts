import type { MisuseStore } from '../../app/ports.ts';
import type { Misuse } from '../../domain/drift/misuse.ts';
import { misuseContradictionsOf } from '../checks/contradictions.ts';
import type { Access } from '../access.ts';
import type { Query } from '../query.ts';
import type { Tables } from '../tables/tables.ts';

export function misusesPart({ read, write }: Access, { copies, journal, letters, misuses }: Tables): MisuseStore {
  return {
    misuse: (id) => read(() => misuses.get(id)),
    openMisuse: () => read(() => misuses.open()),
    misuseContradictions: (id) =>
      read(function* (): Query<readonly string[]> {
        if (!(yield* journal.isAsWritten(id))) return ['journal'];
        return misuseContradictionsOf(yield* misuses.get(id), (yield* journal.misuses()).get(id) ?? []);
      }),
    addMisuse: (misuse, auditIds, tell, told = []) =>
      write(function* () {
        yield* misuses.add(misuse);
        for (const id of auditIds) yield* misuses.tell(id, misuse.foundAt);
        for (const place of tell) yield* copies.addNotice({ kind: 'misuse', misuse }, place);
        yield* letters.addAll(told);
      }),
    moveMisuse: (misuse, event, auditIds = []) =>
      write(function* (): Query<Misuse | undefined> {
        const moved = yield* misuses.move(misuse, event);
        if (moved === undefined) return undefined;
        for (const id of auditIds) yield* misuses.tell(id, event.at);
        yield* copies.raise({ kind: 'misuse', misuse: moved });
        return moved;
      }),
    isTold: (auditId) => read(() => misuses.isTold(auditId)),
    auditReadUntil: (activity) => read(() => misuses.readUntil(activity)),
    noteAuditRead: (activity, until) => write(() => misuses.noteRead(activity, until)),
    rememberedSince: (now) => write(() => misuses.beganAt(now)),
  };
}

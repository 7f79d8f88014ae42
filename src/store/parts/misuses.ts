import type { MisuseStore } from '../../app/ports.ts';
import { misuseContradictionsOf } from '../checks/contradictions.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function misusesPart({ read, write }: Access, { copies, journal, letters, misuses }: Tables): MisuseStore {
  return {
    misuse: (id) => read(() => misuses.get(id)),
    openMisuse: () => read(misuses.open),
    misuseContradictions: (id) =>
      read(() => {
        if (!journal.isAsWritten(id)) return ['journal'];
        return misuseContradictionsOf(misuses.get(id), journal.misuses().get(id) ?? []);
      }),
    addMisuse: (misuse, auditIds, tell, told = []) =>
      write(() => {
        misuses.add(misuse);
        for (const id of auditIds) misuses.tell(id, misuse.foundAt);
        for (const place of tell) copies.addNotice({ kind: 'misuse', misuse }, place);
        told.forEach(letters.add);
      }),
    moveMisuse: (misuse, event, auditIds = []) =>
      write(() => {
        const moved = misuses.move(misuse, event);
        if (moved === undefined) return undefined;
        for (const id of auditIds) misuses.tell(id, event.at);
        copies.raise({ kind: 'misuse', misuse: moved });
        return moved;
      }),
    isTold: (auditId) => read(() => misuses.isTold(auditId)),
    auditReadUntil: (activity) => read(() => misuses.readUntil(activity)),
    noteAuditRead: (activity, until) =>
      write(() => {
        misuses.noteRead(activity, until);
      }),
    rememberedSince: (now) => write(() => misuses.beganAt(now)),
  };
}

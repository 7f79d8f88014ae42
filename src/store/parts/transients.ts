import type { TransientStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function transientsPart({ read, write }: Access, { copies, letters, transients }: Tables): TransientStore {
  return {
    transient: (id) => read(() => transients.get(id)),
    watchedSince: () => read(() => transients.watchedSince()),
    keepRecords: (records, from) =>
      write(function* () {
        for (const record of records) yield* transients.keep(record);
        yield* transients.forget(from);
      }),
    tenantsInQuestion: (until) => read(() => transients.inQuestion(until)),
    recordsOf: (tenantId) => read(() => transients.of(tenantId)),
    judge: ({ explained, found, more }, tell, told = []) =>
      write(function* () {
        yield* transients.settle(explained, 'explained', null);
        for (const { transient, event, records } of more) {
          const moved = yield* transients.move(transient, event);
          if (moved === undefined) continue;
          yield* transients.settle(records, 'told', moved.id);
          yield* copies.raise({ kind: 'transient', transient: moved });
        }
        if (found === null) return;
        const { transient, records } = found;
        yield* transients.add(transient);
        yield* transients.settle(records, 'told', transient.id);
        for (const place of tell) yield* copies.addNotice({ kind: 'transient', transient }, place);
        yield* letters.addAll(told);
      }),
  };
}

import type { CopyStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function copiesPart({ read, write }: Access, tables: Tables): CopyStore {
  const { changes, copies } = tables;
  return {
    undrawn: () => read(() => copies.undrawn()),
    unposted: (place) => read(() => copies.unposted(place)),
    copy: (id) => read(() => copies.get(id)),
    ownCopy: (id) => read(() => copies.own(id)),
    recordDrawn: (id, card) => write(() => copies.recordDrawn(id, card)),
    subject: (id) => read(() => tables.subject(id)),
    showAgain: (id, conversation) =>
      write(function* () {
        const change = yield* changes.get(id);
        if (change !== undefined) yield* copies.addAgain({ kind: 'change', change }, conversation, null);
      }),
    alsoShown: (id, message) =>
      write(function* () {
        const shown = yield* tables.subject(id);
        if (shown !== undefined) yield* copies.addAgain(shown, message.conversation, message);
      }),
    shownOn: (message) => read(() => copies.shownOn(message)),
    copies: (id) => read(() => copies.of(id)),
  };
}

import type { CopyStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function copiesPart({ read, write }: Access, { changes, copies, subject }: Tables): CopyStore {
  return {
    undrawn: () => read(() => copies.undrawn()),
    unposted: (place) => read(() => copies.unposted(place)),
    copy: (id) => read(() => copies.get(id)),
    ownCopy: (id) => read(() => copies.own(id)),
    recordDrawn: (id, card) =>
      write(() => {
        copies.recordDrawn(id, card);
      }),
    subject: (id) => read(() => subject(id)),
    showAgain: (id, conversation) =>
      write(() => {
        const change = changes.get(id);
        if (change !== undefined) copies.addAgain({ kind: 'change', change }, conversation, null);
      }),
    alsoShown: (id, message) =>
      write(() => {
        const shown = subject(id);
        if (shown !== undefined) copies.addAgain(shown, message.conversation, message);
      }),
    shownOn: (message) => read(() => copies.shownOn(message)),
    copies: (id) => read(() => copies.of(id)),
  };
}

import type { LetterStore } from '../../app/ports.ts';
import { atRoot, rootOf } from '../../domain/telling/conversation.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function lettersPart({ note, read, write }: Access, tables: Tables): LetterStore {
  const { copies, letters, misuses, people, subscriptions, unreached, viewers } = tables;
  return {
    write: (letter) => write(() => letters.add(letter)),
    unsent: () => read(() => letters.unsent()),
    letter: (id) => read(() => letters.get(id)),
    circulars: () => read(() => letters.circulars()),
    spread: (id, to) =>
      write(function* () {
        const word = (yield* letters.circulars()).find((one) => one.id === id)?.letter.word;
        if (word === undefined) return;
        for (const objectId of to) yield* letters.add({ kind: 'administrator', to: objectId, word });
        yield* letters.recordSent(id);
      }),
    recordSent: (id, digested) =>
      write(function* () {
        yield* letters.recordSent(id);
        if (digested !== undefined) yield* misuses.noteRead(toldIn(digested.place), digested.until);
      }),
    digestedUntil: (place) => read(() => misuses.readUntil(toldIn(place))),

    heard: (person, conversation, seen) =>
      note(function* () {
        if (conversation.conversationType === 'personal') {
          yield* people.put(person, atRoot(conversation));
          yield* unreached.remove(person);
        } else {
          yield* subscriptions.move(conversation);
          if (seen !== undefined) yield* viewers.put(rootOf(conversation.conversationId), person, seen);
        }
        yield* copies.move(conversation);
        yield* people.hear(atRoot(conversation));
      }),
    lastHeard: () => read(() => people.lastHeard()),
    personalConversation: (person) => read(() => people.conversationOf(person)),
    noteUnreached: (person, since) => write(() => unreached.add(person, since)),
    noteReached: (person) => write(() => unreached.remove(person)),
    unreached: () => read(() => unreached.all()),
  };
}

/** Among what says how far the audit log was read: how far a conversation was told. */
const toldIn = (place: string): string => `digest ${place}`;

import { randomUUID } from 'node:crypto';
import type { Insertion, Log, Store } from '../app/ports.ts';
import { atRoot } from '../domain/telling/conversation.ts';
import { isChangeId, isDriftId } from '../domain/ids.ts';
import type { Subject, SubjectId } from '../domain/telling/subject.ts';
import { changesTable } from './tables/changes.ts';
import { copiesTable } from './tables/copies.ts';
import type { JournalHead } from './chain.ts';
import { openDatabase, type Database } from './database.ts';
import { deliveriesTable } from './tables/deliveries.ts';
import { greetingsTable } from './tables/greetings.ts';
import { journalTail } from './tables/journal-tail.ts';
import { journalTable } from './tables/journal.ts';
import { lettersTable } from './tables/letters.ts';
import { peopleTable } from './tables/people.ts';
import { probe } from './checks/probe.ts';
import { sightsTable } from './tables/sights.ts';
import { isCorruption, storeError } from './store-error.ts';
import { subscriptionsTable } from './tables/subscriptions.ts';
import { transactionsOf } from './transaction.ts';
import { watchMemory } from './tables/watch-memory.ts';

export type SqliteStore = Store & {
  /** Lets go of the file, and of the lock that keeps other processes out. Every later call rejects. */
  close(): void;
};

export type SqliteStoreOptions = {
  readonly log?: Log;
  /** Must differ from run to run of the program, or messages that a killed run left behind are never handled. */
  readonly runId?: string;
};

/**
 * Durable memory in one SQLite file that one process at a time may use: a resolved promise is on disk, and a rejected
 * one changed nothing - unless the disk itself failed, and then only reading again tells.
 * @param path the file, made with its folder where there is none; `:memory:` keeps nothing
 * @throws StoreError a sentence for whoever starts the bot; the methods reject with the same
 */
export function openSqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  const database = openDatabase(path, options.log);
  try {
    return assemble(database, path, options);
  } catch (error) {
    database.close();
    throw storeError(error, path);
  }
}

function assemble(database: Database, path: string, { log, runId = randomUUID() }: SqliteStoreOptions): SqliteStore {
  const { sql } = database;
  const transaction = transactionsOf(sql);
  const told = new Set<unknown>();
  const changes = changesTable(sql, (error, id) => {
    if (!told.has(id)) log?.error('store.change.damaged', error, { changeId: id });
    told.add(id);
  });
  const copies = copiesTable(sql);
  const journal = journalTable(sql);
  const subscriptions = subscriptionsTable(sql, (error, place) => {
    if (!told.has(place)) log?.error('store.subscription.damaged', error, { place });
    told.add(place);
  });
  const people = peopleTable(sql);
  const letters = lettersTable(sql);
  const greetings = greetingsTable(sql);
  const deliveries = deliveriesTable(sql, runId);
  const watch = watchMemory(sql, journal, changes.get, copies);
  const sights = sightsTable(sql);
  const tail = journalTail(sql, journal, sights, { change: changes.get, drift: watch.drifts.get });
  const check = probe(database, transaction);
  // A file that can only be read opens without complaint; better to know now than at the first change.
  check();

  const subjectOf = (id: SubjectId): Subject | undefined => {
    if (isChangeId(id)) {
      const change = changes.get(id);
      return change && { kind: 'change', change };
    }
    if (isDriftId(id)) {
      const drift = watch.drifts.get(id);
      return drift && { kind: 'drift', drift };
    }
    const sight = sights.get(id);
    return sight && { kind: 'sight', sight };
  };

  const found: { corruption?: Error } = {};
  /** The port promises promises; SQLite answers at once, so what it throws becomes a rejection. */
  const answer = <Result>(work: () => Result): Promise<Result> =>
    new Promise((resolve, reject) => {
      try {
        resolve(work());
      } catch (error) {
        const known = storeError(error, path);
        if (isCorruption(error)) found.corruption ??= known;
        reject(known);
      }
    });
  /** What is written to a file that is damaged, or that nobody will find again, is as good as forgotten. */
  const checkFile = (): void => {
    if (found.corruption !== undefined) throw found.corruption;
    database.checkPlace();
  };
  /** The log is kept elsewhere: the hashes in it show later that the journal is still as it was. */
  const logged = { seq: -1 };
  const logHead = (head: JournalHead): void => {
    if (head.seq > logged.seq) log?.info('journal.head', head);
    logged.seq = head.seq;
  };
  logHead(journal.head());
  const write = <Result>(work: () => Result): Promise<Result> =>
    answer(() => {
      checkFile();
      const { result, head } = transaction(() => ({ result: work(), head: journal.head() }));
      logHead(head);
      return result;
    });

  return {
    insert: (change, entry, card = null, notices = []) =>
      write((): Insertion => {
        const by = changes.owner(change);
        if (by !== undefined) return { kind: 'occupied', by };
        changes.add(change);
        copies.addOwn(change, card);
        for (const conversation of notices) copies.addNotice({ kind: 'change', change }, conversation);
        journal.appendOfChange(change, entry);
        return { kind: 'inserted' };
      }),
    get: (id) => answer(() => changes.get(id)),
    advance: (change, entry, { notices = [], letters: news = [] } = {}) =>
      write(() => {
        const before = changes.get(change.proposal.id);
        if (before === undefined || !changes.advance(change)) return false;
        journal.appendOfChange(change, entry);
        // What the audit log tells is on no card: nothing is drawn anew for it.
        if (entry.event.kind === 'matched') copies.keep({ kind: 'change', change });
        else copies.raise({ kind: 'change', change });
        for (const conversation of notices) copies.addNotice({ kind: 'change', change }, conversation);
        for (const letter of news) letters.add(letter);
        watch.changeEnded(change, before.status);
        return true;
      }),
    open: () => answer(() => changes.open()),
    unreviewed: () => answer(() => changes.unreviewed()),
    awaitingEvidence: (since) => answer(() => changes.awaitingEvidence(since)),
    isMatched: (auditId) => answer(() => journal.isMatched(auditId)),
    history: (tenantId, limit, offset) => answer(() => changes.history(tenantId, limit, offset)),
    journal: (id) => answer(() => journal.ofChange(id)),

    undrawn: () => answer(() => copies.undrawn()),
    copy: (id) => answer(() => copies.get(id)),
    ownCopy: (id) => answer(() => copies.own(id)),
    recordDrawn: (id, card) =>
      write(() => {
        copies.recordDrawn(id, card);
      }),
    subject: (id) => answer(() => subjectOf(id)),
    shownOn: (message) => answer(() => copies.shownOn(message)),

    subscribe: (subscription) =>
      write(() => {
        subscriptions.put(subscription);
      }),
    subscriptions: () => answer(() => subscriptions.all()),
    unsubscribe: (place) =>
      write(() => {
        copies.giveUp(place);
        return subscriptions.remove(place);
      }),
    turnSubscription: (place, from, to) =>
      write(() => {
        const turned = subscriptions.turn(place, from, to);
        if (turned && to !== 'alive') copies.giveUp(place);
        return turned;
      }),

    heard: (person, conversation) =>
      write(() => {
        if (conversation.conversationType === 'personal') people.put(person, atRoot(conversation));
        else subscriptions.move(conversation);
        copies.move(conversation);
      }),
    personalConversation: (person) => answer(() => people.conversationOf(person)),

    write: (letter) =>
      write(() => {
        letters.add(letter);
      }),
    unsent: () => answer(() => letters.unsent()),
    recordSent: (id) =>
      write(() => {
        letters.recordSent(id);
      }),
    copies: (id) => answer(() => copies.of(id)),

    beginTelling: () =>
      write(() => {
        tail.begin();
      }),
    untold: () => answer(() => tail.next()),
    recordTold: (told) =>
      write(() => {
        tail.recordTold(told);
      }),

    greet: (place, at) => write(() => greetings.add(place, at)),
    forgetGreeting: (place) =>
      write(() => {
        greetings.remove(place);
      }),

    take: (delivery, at) => write(() => deliveries.take(delivery, at)),
    finish: (delivery) =>
      write(() => {
        deliveries.finish(delivery);
      }),
    forgetDeliveries: (at) =>
      write(() => {
        deliveries.forget(at);
      }),

    watched: () => answer(watch.watched),
    beginWatch: (partners, at) =>
      write(() => {
        watch.begin(partners, at);
      }),
    recordLook: (sightings, at, tell = [], whole = true) => write(() => watch.recordLook(sightings, at, tell, whole)),
    drift: (id) => answer(() => watch.drifts.get(id)),
    moveDrift: (drift, event) => write(() => watch.move(drift, event)),
    driftJournal: (id) => answer(() => journal.ofDrift(id)),
    unnamed: (since) => answer(() => watch.drifts.unnamed(since)),
    sight: () => answer(sights.last),
    recordSight: (sight, tell) =>
      write(() => {
        sights.add(sight);
        for (const place of tell) copies.addNotice({ kind: 'sight', sight }, place);
      }),

    check: () =>
      answer(() => {
        checkFile();
        check();
      }),
    close: () => {
      database.close();
    },
  };
}

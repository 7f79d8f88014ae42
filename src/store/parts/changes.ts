import type { Audience, ChangeStore, Insertion } from '../../app/ports.ts';
import type { Change } from '../../domain/change/change.ts';
import type { JournalEntry } from '../../domain/change/journal.ts';
import type { Access } from '../access.ts';
import { contradictionsOf } from '../checks/contradictions.ts';
import type { Query } from '../query.ts';
import type { Tables } from '../tables/tables.ts';

export function changesPart({ read, write }: Access, tables: Tables): ChangeStore {
  const { changes, copies, holds, journal, letters, watch } = tables;

  /** Whether the stored revision was one less; if not, nothing has changed. */
  function* step(
    change: Change,
    entry: JournalEntry,
    { notices = [], letters: news = [] }: Partial<Audience>,
  ): Query<boolean> {
    const before = yield* changes.get(change.proposal.id);
    if (before === undefined || !(yield* changes.advance(change))) return false;
    // Whoever claims it carries it out.
    if (entry.event.kind === 'claimed') yield* holds.take(`change:${change.proposal.id}`);
    yield* journal.appendOfChange(change, entry);
    // What the audit log tells is on no card: nothing is drawn anew for it.
    if (entry.event.kind === 'matched') yield* copies.keep({ kind: 'change', change });
    else yield* copies.raise({ kind: 'change', change });
    for (const conversation of notices) yield* copies.addNotice({ kind: 'change', change }, conversation);
    yield* letters.addAll(news);
    yield* watch.changeEnded(change, before.status);
    return true;
  }

  return {
    insert: (change, entry, card = null, notices = [], ending = null) =>
      write(function* (): Query<Insertion> {
        // What is about to end but has moved on meanwhile still owns the partner.
        if (ending !== null) yield* step(ending.change, ending.entry, ending.tell);
        const by = yield* changes.owner(change);
        if (by !== undefined) return { kind: 'occupied', by };
        yield* changes.add(change);
        // What is a part of many is shown on the card of the whole.
        if (change.proposal.partOf === undefined) yield* copies.addOwn(change, card);
        // Whoever was asked answers.
        const own = card === null ? yield* copies.own(change.proposal.id) : undefined;
        if (own !== undefined) yield* holds.take(`copy:${own.id}`);
        for (const conversation of notices) yield* copies.addNotice({ kind: 'change', change }, conversation);
        yield* journal.appendOfChange(change, entry);
        return { kind: 'inserted' };
      }),
    get: (id) => read(() => changes.get(id)),
    advance: (change, entry, tell = {}) => write(() => step(change, entry, tell)),
    open: () => read(() => changes.open()),
    freezes: () => read(() => changes.freezes()),
    partsOf: (whole) => read(() => changes.partsOf(whole)),
    partsAbout: (tenantId) => read(() => changes.partsAbout(tenantId)),
    unreviewed: () => read(() => changes.unreviewed()),
    awaitingEvidence: (since) => read(() => changes.awaitingEvidence(since)),
    isMatched: (auditId) => read(() => journal.isMatched(auditId)),
    history: (tenantId, limit, offset) => read(() => changes.history(tenantId, limit, offset)),
    contradictions: (change) =>
      read(function* (): Query<readonly string[]> {
        const { id } = change.proposal;
        if (!(yield* journal.isAsWritten(id))) return ['journal'];
        const entries = yield* journal.ofChange(id);
        const known = contradictionsOf(change, entries);
        const stored = yield* changes.get(id);
        if (known.length > 0 || stored === undefined) return known;
        // It may have moved on since it was read. A row that was put back to how it was once has not.
        return stored.revision === entries.length ? contradictionsOf(stored, entries) : ['journal'];
      }),
    journal: (id) => read(() => journal.ofChange(id)),
  };
}

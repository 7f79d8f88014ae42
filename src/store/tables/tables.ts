import type { Log } from '../../app/ports.ts';
import { isChangeId, isDigestId, isDriftId, isMisuseId, isTransientId } from '../../domain/ids.ts';
import type { Subject, SubjectId } from '../../domain/telling/subject.ts';
import type { Dialect } from '../dialect.ts';
import type { Query } from '../query.ts';
import { changesTable } from './changes.ts';
import { copiesTable } from './copies.ts';
import { deliveriesTable } from './deliveries.ts';
import { greetingsTable } from './greetings.ts';
import { holdsTable } from './holds.ts';
import { journalTail } from './journal-tail.ts';
import { journalTable } from './journal.ts';
import { lettersTable } from './letters.ts';
import { parkedEventsTable } from './parked-events.ts';
import { misusesTable } from './misuses.ts';
import { peopleTable } from './people.ts';
import { readersSaidTable } from './readers-said.ts';
import { recertificationsTable } from './recertifications.ts';
import { statements } from './statement.ts';
import { sightsTable } from './sights.ts';
import { subscriptionsTable } from './subscriptions.ts';
import { unreachedTable } from './unreached.ts';
import { tenantNamesTable } from './tenant-names.ts';
import { transientsTable } from './transients.ts';
import { viewersTable } from './viewers.ts';
import { watchMemory } from './watch-memory.ts';

/**
 * All tables of one store.
 * @param runId see `deliveriesTable`
 */
export function tablesOf(dialect: Dialect, runId: string, log: Log | undefined) {
  const told = new Set<unknown>();
  const changes = changesTable((error, id) => {
    if (!told.has(id)) log?.error('store.change.damaged', error, { changeId: id });
    told.add(id);
  });
  const copies = copiesTable();
  const journal = journalTable(dialect);
  const subscriptions = subscriptionsTable(dialect, (error, place) => {
    if (!told.has(place)) log?.error('store.subscription.damaged', error, { place });
    told.add(place);
  });
  const watch = watchMemory(dialect, journal, changes, copies);
  const sights = sightsTable();
  const misuses = misusesTable(journal);
  const transients = transientsTable(journal);
  const deliveries = deliveriesTable(dialect, runId);

  return {
    /** Everything that is asked of these tables. */
    statements: [...statements(), ...journal.statements, ...deliveries.statements, ...watch.statements],

    changes,
    copies,
    journal,
    subscriptions,
    watch,
    sights,
    misuses,
    transients,
    recertifications: recertificationsTable(journal),
    people: peopleTable(),
    viewers: viewersTable(),
    tenantNames: tenantNamesTable(),
    letters: lettersTable(),
    unreached: unreachedTable(),
    greetings: greetingsTable(),
    readersSaid: readersSaidTable(),
    deliveries,
    holds: holdsTable(dialect, runId),
    parked: parkedEventsTable(),
    tail: journalTail(journal, sights, {
      change: (id) => changes.get(id),
      drift: (id) => watch.drifts.get(id),
    }),

    *subject(id: SubjectId): Query<Subject | undefined> {
      if (isChangeId(id)) {
        const change = yield* changes.get(id);
        return change && { kind: 'change', change };
      }
      if (isDriftId(id)) {
        const drift = yield* watch.drifts.get(id);
        return drift && { kind: 'drift', drift };
      }
      if (isDigestId(id)) {
        const digest = yield* watch.digests.get(id);
        return digest && { kind: 'digest', digest };
      }
      if (isMisuseId(id)) {
        const misuse = yield* misuses.get(id);
        return misuse && { kind: 'misuse', misuse };
      }
      if (isTransientId(id)) {
        const transient = yield* transients.get(id);
        return transient && { kind: 'transient', transient };
      }
      const sight = yield* sights.get(id);
      return sight && { kind: 'sight', sight };
    },
  };
}

export type Tables = ReturnType<typeof tablesOf>;

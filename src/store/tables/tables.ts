import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../app/ports.ts';
import { isChangeId, isDigestId, isDriftId, isMisuseId, isTransientId } from '../../domain/ids.ts';
import type { Subject, SubjectId } from '../../domain/telling/subject.ts';
import { changesTable } from './changes.ts';
import { copiesTable } from './copies.ts';
import { deliveriesTable } from './deliveries.ts';
import { greetingsTable } from './greetings.ts';
import { journalTail } from './journal-tail.ts';
import { journalTable } from './journal.ts';
import { lettersTable } from './letters.ts';
import { parkedEventsTable } from './parked-events.ts';
import { misusesTable } from './misuses.ts';
import { peopleTable } from './people.ts';
import { readersSaidTable } from './readers-said.ts';
import { sightsTable } from './sights.ts';
import { subscriptionsTable } from './subscriptions.ts';
import { unreachedTable } from './unreached.ts';
import { tenantNamesTable } from './tenant-names.ts';
import { transientsTable } from './transients.ts';
import { watchMemory } from './watch-memory.ts';

/**
 * All tables of one store.
 * @param runId see `deliveriesTable`
 */
export function tablesOf(sql: DatabaseSync, runId: string, log: Log | undefined) {
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
  const watch = watchMemory(sql, journal, changes.get, copies);
  const sights = sightsTable(sql);
  const misuses = misusesTable(sql, journal);
  const transients = transientsTable(sql, journal);

  return {
    changes,
    copies,
    journal,
    subscriptions,
    watch,
    sights,
    misuses,
    transients,
    people: peopleTable(sql),
    tenantNames: tenantNamesTable(sql),
    letters: lettersTable(sql),
    unreached: unreachedTable(sql),
    greetings: greetingsTable(sql),
    readersSaid: readersSaidTable(sql),
    deliveries: deliveriesTable(sql, runId),
    parked: parkedEventsTable(sql),
    tail: journalTail(sql, journal, sights, { change: changes.get, drift: watch.drifts.get }),

    subject: (id: SubjectId): Subject | undefined => {
      if (isChangeId(id)) {
        const change = changes.get(id);
        return change && { kind: 'change', change };
      }
      if (isDriftId(id)) {
        const drift = watch.drifts.get(id);
        return drift && { kind: 'drift', drift };
      }
      if (isDigestId(id)) {
        const digest = watch.digests.get(id);
        return digest && { kind: 'digest', digest };
      }
      if (isMisuseId(id)) {
        const misuse = misuses.get(id);
        return misuse && { kind: 'misuse', misuse };
      }
      if (isTransientId(id)) {
        const transient = transients.get(id);
        return transient && { kind: 'transient', transient };
      }
      const sight = sights.get(id);
      return sight && { kind: 'sight', sight };
    },
  };
}

export type Tables = ReturnType<typeof tablesOf>;

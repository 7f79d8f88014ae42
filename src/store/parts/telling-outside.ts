import type { OutsideTellingStore, Untold } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Query } from '../query.ts';
import type { Tables } from '../tables/tables.ts';

export function outsideTellingPart({ read, write }: Access, { tail, parked }: Tables): OutsideTellingStore {
  return {
    beginTelling: () => write(() => tail.begin()),
    untold: () => read(() => tail.next()),
    recordTold: (told) => write(() => tail.recordTold(told)),

    park: (untold, parking) =>
      write(function* () {
        yield* parked.put({ source: sourceOf(untold), seq: untold.seq }, parking);
        yield* tail.passOver(untold);
      }),
    parked: () => read(() => parked.all()),
    callParked: () => write(() => parked.call()),
    nextCalled: () =>
      write(function* (): Query<Untold | undefined> {
        for (let called = yield* parked.due(); called !== undefined; called = yield* parked.due()) {
          const untold = yield* tail.at(called);
          if (untold !== undefined) return untold;
          // It was moved out of the store meanwhile: nobody can make it again.
          yield* parked.remove(called);
        }
        return undefined;
      }),
    unpark: (told) => write(() => parked.remove({ source: sourceOf(told), seq: told.seq })),
  };
}

const sourceOf = ({ of }: Pick<Untold, 'of'>): 'lines' | 'sights' => (of === 'sights' ? 'sights' : 'lines');

import type { OutsideTellingStore, Untold } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function outsideTellingPart({ read, write }: Access, { tail, parked }: Tables): OutsideTellingStore {
  return {
    beginTelling: () =>
      write(() => {
        tail.begin();
      }),
    untold: () => read(() => tail.next()),
    recordTold: (told) =>
      write(() => {
        tail.recordTold(told);
      }),

    park: (untold, parking) =>
      write(() => {
        parked.put({ source: sourceOf(untold), seq: untold.seq }, parking);
        tail.passOver(untold);
      }),
    parked: () => read(() => parked.all()),
    callParked: () => write(() => parked.call()),
    nextCalled: () =>
      write(() => {
        for (let called = parked.due(); called !== undefined; called = parked.due()) {
          const untold = tail.at(called);
          if (untold !== undefined) return untold;
          // It was moved out of the store meanwhile: nobody can make it again.
          parked.remove(called);
        }
        return undefined;
      }),
    unpark: (told) =>
      write(() => {
        parked.remove({ source: sourceOf(told), seq: told.seq });
      }),
  };
}

const sourceOf = ({ of }: Pick<Untold, 'of'>): 'lines' | 'sights' => (of === 'sights' ? 'sights' : 'lines');

import type { OutsideTellingStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

export function outsideTellingPart({ read, write }: Access, { tail }: Tables): OutsideTellingStore {
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
  };
}

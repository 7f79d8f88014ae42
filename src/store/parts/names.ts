import type { NameStore } from '../../app/ports.ts';
import type { Access } from '../access.ts';
import type { Tables } from '../tables/tables.ts';

/** A power cut may take the last ones back: they are read again. */
export function namesPart({ note, read }: Access, { tenantNames }: Tables): NameStore {
  return {
    names: () => read(() => tenantNames.all()),
    keepNames: (names) =>
      note(function* () {
        for (const name of names) yield* tenantNames.put(name);
      }),
    forgetNames: (before) => note(() => tenantNames.forget(before)),
  };
}

import type { Holdable } from '../../app/ports.ts';
import type { Dialect } from '../dialect.ts';
import { run, type Query } from '../query.ts';

/**
 * What this run holds from the moment on at which it is stored that there is something to do, so that no other run does it
 * before this one gets to it.
 * @param runId see `deliveriesTable`
 */
export function holdsTable({ hold }: Pick<Dialect, 'hold'>, runId: string) {
  return {
    *take(what: Holdable): Query<void> {
      if (hold !== null) yield* run(hold, what, runId);
    },
  };
}

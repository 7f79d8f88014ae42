import type { Change } from '../domain/change/change.ts';
import { isOpen } from '../domain/change/change.ts';
import type { JournalEntry } from '../domain/change/journal.ts';
import type { Store, Telemetry, Work } from '../app/ports.ts';

/** What is said of a change after it has ended. */
const AFTERWARDS = ['reviewed', 'matched'];

/**
 * The same store. Whoever watches the bot sees each call under what it was made for, the steps of each change in the
 * change's own trace, and how many end how and are refused why.
 * @param system what it is (OpenTelemetry: `db.system.name`)
 */
export function tracedStore(store: Store, system: string, telemetry: Telemetry): Store {
  const moved = (change: Change, { event }: JournalEntry): void => {
    const { proposal, status } = change;
    const isEnd = !isOpen(change) && !AFTERWARDS.includes(event.kind);
    const { id, command, requestedAt } = proposal;
    telemetry.moved({ change: id, step: event.kind, command, state: status.state, requestedAt, isEnd });
    if (isEnd) telemetry.count('bridgekeeper.changes.ended', { 'bridgekeeper.change.state': status.state });
  };
  const own: Partial<Store> = {
    insert: async (change, entry, card, notices, ending) => {
      const insertion = await store.insert(change, entry, card, notices, ending);
      if (insertion.kind === 'occupied') return insertion;
      if (ending !== null && ending !== undefined) moved(ending.change, ending.entry);
      moved(change, entry);
      return insertion;
    },
    advance: async (change, entry, tell) => {
      const isSaved = await store.advance(change, entry, tell);
      if (isSaved) moved(change, entry);
      return isSaved;
    },
    noteRefusal: (refusal) => {
      telemetry.count('bridgekeeper.refusals', { 'bridgekeeper.refusal.kind': refusal.why });
      return store.noteRefusal(refusal);
    },
  };
  return new Proxy(store, {
    get: (_, name) => {
      const method: unknown = Reflect.get(own, name) ?? Reflect.get(store, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]): unknown =>
        telemetry.span(workOf(String(name), system), () =>
          Promise.resolve<unknown>(Reflect.apply(method, store, given)),
        );
    },
  });
}

/** By OpenTelemetry's conventions for databases. What is asked for, a method's name tells; of whom, nobody is told. */
const workOf = (method: string, system: string): Work => ({
  name: `store ${method}`,
  of: 'part',
  kind: 'client',
  attributes: { 'db.system.name': system, 'db.operation.name': method },
});

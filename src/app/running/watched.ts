import type { Applier } from '../changing/apply.ts';
import type { Telemetry } from '../ports.ts';
import type { Watcher } from '../watching/watch.ts';

/** The same watcher, each of whose looks is a trace; where a line asked for it, a part of that one's. */
export const watchedLooks = (watcher: Watcher, telemetry: Telemetry): Watcher => ({
  ...watcher,
  look: () =>
    telemetry.span({ name: 'look', of: 'own' }, async (span) => {
      const look = await watcher.look();
      span.set({ 'bridgekeeper.look.outcome': look.kind });
      return look;
    }),
  watch: () => telemetry.span({ name: 'look', of: 'own' }, () => watcher.watch()),
});

/** The same applier: what it does for a change stands in the change's own trace. */
export const watchedApplier = (applier: Applier, telemetry: Telemetry): Applier => ({
  ...applier,
  apply: (claimed) =>
    telemetry.span({ name: 'apply', of: { change: claimed.proposal.id } }, () => applier.apply(claimed)),
});

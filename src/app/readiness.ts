import type { Bot } from './bot-interface.ts';
import type { PartnerLookup } from './finding/partner-lookup.ts';
import { asUrgent, type Ports } from './ports.ts';
import type { Watcher } from './watching/watch.ts';

/** Why the bot is not ready, as whoever asks may know it. */
export class NotReady extends Error {
  readonly why = 'writingStopped';
}

/**
 * Whether the store and Graph can be used, and the watcher sees. Anybody may ask, so nothing is done for it: the answer
 * is what the last look and the last write found. Only the first one, before there was any, waits for it.
 */
export function readiness(
  { store, background }: Pick<Ports, 'store' | 'background'>,
  watching: Pick<Watcher, 'check'>,
  lookup: Pick<PartnerLookup, 'list' | 'keepUp'>,
): Pick<Bot, 'ready' | 'tryStore' | 'tryGraph'> {
  const kept = lastFound(async () => {
    await store.check();
    if ((await store.openMisuse()) !== undefined) throw new NotReady();
  });
  const keepUp = (): void => {
    // Nobody waits for it.
    asUrgent('line', () => {
      background.start('names', () => lookup.keepUp());
    });
  };
  const read = lastFound(async () => {
    await lookup.list();
    keepUp();
  });

  return {
    ready: async () => {
      await store.standing();
      await kept.told();
      if (!watching.check()) await read.told();
    },
    tryStore: () => kept.renew(),
    tryGraph: async () => {
      if (hasLooked(watching)) keepUp();
      else await asUrgent('watch', () => read.renew());
    },
  };
}

/** Whether there was a look, whatever it saw. */
function hasLooked(watching: Pick<Watcher, 'check'>): boolean {
  try {
    return watching.check();
  } catch {
    return true;
  }
}

/** What one kind of try came to the last time. While one runs, the one before it counts: it may take long. */
function lastFound(attempt: () => Promise<void>): {
  /** Tries again. Never rejects. */
  readonly renew: () => Promise<void>;
  /** Rejects with what failed the last time. Tries where nobody has yet. */
  readonly told: () => Promise<void>;
} {
  let last: Promise<void> | undefined;
  let running: Promise<void> | undefined;

  const start = (): Promise<void> => {
    running ??= attempt();
    return running;
  };
  const renew = async (): Promise<void> => {
    const mine = start();
    last ??= mine;
    await Promise.allSettled([mine]);
    last = mine;
    if (running === mine) running = undefined;
  };
  return {
    renew,
    told: () => {
      if (last !== undefined) return last;
      void renew();
      return start();
    },
  };
}

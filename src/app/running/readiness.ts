import type { Bot } from '../bot-interface.ts';
import type { PartnerLookup } from '../finding/partner-lookup.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { asUrgent, type Ports, type Settings } from '../ports.ts';
import type { Watcher } from '../watching/watch.ts';

/** Why the bot is not ready, as whoever asks may know it. */
export class NotReady extends Error {
  readonly why = 'writingStopped';
}

/** So many looks may be missing, and none for so long, until it counts that whoever leads does not look. */
const LOOKS_MISSED = 5;
const LONGEST_MS = 5 * 60_000;

/**
 * Whether the store and Graph can be used, and the watcher sees, this process's or that of whichever leads. Anybody may ask,
 * so nothing is done for it: the answer is what the last look and the last write found. Only the first one, before there was
 * any, waits for it.
 */
export function readiness(
  { store, clock, background }: Pick<Ports, 'store' | 'clock' | 'background'>,
  { watchEveryMs }: Pick<Settings, 'watchEveryMs'>,
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
  const startedAt = clock.now();
  /** Of what another process sees, the store has what came of it. */
  const demandWatched = async (): Promise<void> => {
    if (store.leadership.leads()) return;
    const turn = (await store.sight())?.turn;
    if (turn?.kind === 'lost') throw new DirectoryError(turn.problem);
    const { lookedAt } = await store.driftsNow();
    const silentMs = clock.now() - Math.max(lookedAt ?? 0, startedAt);
    if (watchEveryMs > 0 && silentMs > Math.max(LOOKS_MISSED * watchEveryMs, LONGEST_MS)) {
      throw new Error(`whoever leads has not compared all partners for ${Math.round(silentMs / 1000)} seconds`);
    }
  };
  const read = lastFound(async () => {
    await lookup.list();
    keepUp();
  });
  const watched = lastFound(demandWatched);

  return {
    ready: async () => {
      await store.standing();
      await kept.told();
      if (watching.check()) return;
      await read.told();
      await watched.told();
    },
    // What another process sees is asked of the store as well: what failed with it is well again with it.
    tryStore: async () => {
      await Promise.all([kept.renew(), watched.renewFailed()]);
    },
    tryGraph: async () => {
      if (hasLooked(watching)) keepUp();
      else await asUrgent('watch', () => Promise.all([read.renew(), watched.renew()]));
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
  /** Tries again where the last try failed. Never rejects. */
  readonly renewFailed: () => Promise<void>;
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
    renewFailed: async () => {
      const [found] = await Promise.allSettled([last]);
      if (found.status === 'rejected') await renew();
    },
    told: () => {
      if (last !== undefined) return last;
      void renew();
      return start();
    },
  };
}

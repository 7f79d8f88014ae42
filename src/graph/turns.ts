import { URGENCIES, type Urgency } from '../app/ports.ts';

export type TurnLimits = {
  /** How many are under way at the same time, all together. */
  readonly atOnce: number;
  /** How many of each urgency are; what is less than `atOnce` leaves room for the others, however many wait. */
  readonly most: Readonly<Record<Urgency, number>>;
  /** How many of one urgency wait. */
  readonly mostWaiting: number;
  /** How long one waits, in milliseconds. */
  readonly waitMs: number;
};

/**
 * Whatever is urgent finds room at once: lines take half of what there is at most. Nobody waits for ever: 16 of all are
 * kept for decisions, 24 for lines and 8 for the watcher, since no two of the others may take them.
 */
export const TURN_LIMITS: TurnLimits = {
  atOnce: 64,
  most: { decision: 24, watch: 16, line: 32 },
  mostWaiting: 2_000,
  waitMs: 25_000,
};

/** What may be left out does not wait long, and is never much: it has turns of its own, for which nothing else waits. */
export const BRIEF_LIMITS: TurnLimits = {
  atOnce: 12,
  most: { decision: 12, watch: 12, line: 12 },
  mostWaiting: 60,
  waitMs: 1_500,
};

/** It was not its turn: nothing was begun. */
export class NoTurn extends Error {}

/** Who asks Graph when: the most urgent first, each urgency in the order in which it came. */
export interface Turns {
  /** Begins the work when it is its turn. Rejects with NoTurn where too many wait, or it has waited too long. */
  take<Result>(urgency: Urgency, work: () => Promise<Result>): Promise<Result>;
}

export function turns({ atOnce, most, mostWaiting, waitMs }: TurnLimits = TURN_LIMITS): Turns {
  const running: Record<Urgency, number> = { decision: 0, watch: 0, line: 0 };
  /** A Set keeps the order in which they came, and lets go of one in the middle. */
  const waiting: Readonly<Record<Urgency, Set<() => void>>> = {
    decision: new Set(),
    watch: new Set(),
    line: new Set(),
  };

  const hasRoom = (urgency: Urgency): boolean =>
    running[urgency] < most[urgency] && running.decision + running.watch + running.line < atOnce;

  const callNext = (): void => {
    const urgency = URGENCIES.find((one) => waiting[one].size > 0 && hasRoom(one));
    if (urgency === undefined) return;
    const [begin] = waiting[urgency];
    begin?.();
  };

  const entered = (urgency: Urgency): Promise<void> => {
    const queue = waiting[urgency];
    if (hasRoom(urgency)) {
      running[urgency] += 1;
      return Promise.resolve();
    }
    if (queue.size >= mostWaiting) return Promise.reject(new NoTurn('too many wait'));
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(patience);
        queue.delete(begin);
        running[urgency] += 1;
        resolve();
      };
      const patience = setTimeout(() => {
        queue.delete(begin);
        reject(new NoTurn('waited too long'));
      }, waitMs);
      queue.add(begin);
    });
  };

  return {
    take: async (urgency, work) => {
      await entered(urgency);
      try {
        return await work();
      } finally {
        running[urgency] -= 1;
        callNext();
      }
    },
  };
}

/** How much the bot may send in one thread, and how many it may begin in one channel (Teams: rate limiting of bots). */
// @ts-nocheck

const LIMITS = [
  { most: 7, withinMs: 1_000 },
  { most: 8, withinMs: 2_000 },
  { most: 60, withinMs: 30_000 },
  { most: 1_800, withinMs: 3_600_000 },
] as const;

/** Teams counts when a message arrives, which may be a little later than it was sent. */
const SLACK_MS = 100;

/**
 * Keeps sending within Teams' limits.
 * @param elapsed milliseconds since some moment
 */
export function pace(elapsed: () => number) {
  const sent = new Map<string, number[]>();

  /** Threads that have been silent for longer than the longest limit looks back. */
  const forget = (now: number): void => {
    for (const [thread, times] of sent) {
      if (now - (times.at(-1) ?? 0) > 3_600_000 + SLACK_MS) sent.delete(thread);
    }
  };

  return {
    /** 0: something is sent now, and counted; else how many milliseconds are to pass before it may be asked again. */
    take: (thread: string): number => {
      const now = elapsed();
      if (!sent.has(thread)) forget(now);
      const times = sent.get(thread) ?? [];
      const waits = LIMITS.map(({ most, withinMs }) => {
        const first = times.at(-most);
        return first === undefined ? 0 : Math.ceil(first + withinMs + SLACK_MS - now);
      });
      const wait = Math.max(...waits);
      if (wait > 0) return wait;
      times.push(now);
      sent.set(thread, times.slice(-1_800));
      return 0;
    },
  };
}

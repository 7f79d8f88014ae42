/**
 * How much the bot may send in one thread, and how many it may begin in one channel (Teams: rate limiting of bots).
 * `kept`: so many of them are kept for what is urgent, which finds room although other things wait.
 */
const LIMITS = [
  { most: 7, kept: 1, withinMs: 1_000 },
  { most: 8, kept: 1, withinMs: 2_000 },
  { most: 60, kept: 10, withinMs: 30_000 },
  { most: 1_800, kept: 200, withinMs: 3_600_000 },
] as const;

/** Teams counts when a message arrives, which may be a little later than it was sent. */
const SLACK_MS = 100;

/**
 * Keeps sending within Teams' limits.
 * @param elapsed milliseconds since some moment
 */
export function pace(elapsed: () => number) {
  /** Those where something was sent last come last. */
  const sent = new Map<string, number[]>();

  /** Threads that have been silent for longer than the longest limit looks back. */
  const forget = (now: number): void => {
    for (const [thread, times] of sent) {
      if (now - (times.at(-1) ?? 0) <= 3_600_000 + SLACK_MS) return;
      sent.delete(thread);
    }
  };

  return {
    /**
     * 0: something is sent now, and counted; else how many milliseconds are to pass before it may be asked again.
     * @param isUrgent whether it may use what is kept
     */
    take: (thread: string, isUrgent: boolean): number => {
      const now = elapsed();
      if (!sent.has(thread)) forget(now);
      const times = sent.get(thread) ?? [];
      const waits = LIMITS.map(({ most, kept, withinMs }) => {
        const first = times.at(isUrgent ? -most : kept - most);
        return first === undefined ? 0 : Math.ceil(first + withinMs + SLACK_MS - now);
      });
      const wait = Math.max(...waits);
      if (wait > 0) return wait;
      times.push(now);
      sent.delete(thread);
      sent.set(thread, times.slice(-1_800));
      return 0;
    },
  };
}

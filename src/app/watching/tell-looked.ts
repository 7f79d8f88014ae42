import type { Ports } from '../ports.ts';

/** So often at most: whoever watches the bot misses the line within three times of it. */
const TELL_EVERY_MS = 5 * 60_000;

/**
 * Tells the log that looks see all there is, now and then. The bot itself tells what it finds; that nothing is found because
 * nobody looks any more only shows in what is not told.
 */
export function lookedTeller({ clock, log }: Pick<Ports, 'clock' | 'log'>): (partners: number) => void {
  let told = -Infinity;
  return (partners) => {
    if (clock.elapsed() - told < TELL_EVERY_MS) return;
    told = clock.elapsed();
    log.info('watch.looked', { partners });
  };
}

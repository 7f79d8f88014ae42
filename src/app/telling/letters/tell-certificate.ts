import { weekOfEnding } from '../../../domain/telling/certificate.ts';
import { toEveryAdministrator, wordKey, type Word } from '../../../domain/telling/letter.ts';
import type { Ports, Settings } from '../../ports.ts';

const LOOK_EVERY_MS = 60 * 60_000;

/** Tells every administrator that the bot's certificate ends within 30 days, or has ended: once a week. */
export function certificateTeller(
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  { certificateEnds }: Pick<Settings, 'certificateEnds'>,
): { tell(): Promise<void> } {
  let written = '';
  let notBefore = 0;

  return {
    tell: async () => {
      if (certificateEnds === null || clock.elapsed() < notBefore) return;
      const week = weekOfEnding(certificateEnds, clock.now());
      notBefore = clock.elapsed() + LOOK_EVERY_MS;
      if (week === undefined) return;
      const word: Word = { kind: 'certificateEnds', ends: certificateEnds, week };
      if (written === wordKey(word)) return;
      log.warn('certificate.ends', { at: new Date(certificateEnds).toISOString() });
      await store.write(toEveryAdministrator(word));
      written = wordKey(word);
    },
  };
}

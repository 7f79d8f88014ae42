import { weekOfEnding } from '../../../domain/telling/certificate.ts';
import { wordKey, type Word } from '../../../domain/telling/letter.ts';
import type { Ports, Settings } from '../../ports.ts';
import { tellAdministrators } from './tell-administrators.ts';

const LOOK_EVERY_MS = 60 * 60_000;
/** Where nobody can be written to, because the administrators could not be read. */
const AGAIN_AFTER_MS = 5 * 60_000;

/** Tells every administrator that the bot's certificate ends within 30 days, or has ended: once a week. */
export function certificateTeller(
  ports: Pick<Ports, 'roles' | 'store' | 'clock' | 'log'>,
  { certificateEnds }: Pick<Settings, 'certificateEnds'>,
): { tell(): Promise<void> } {
  const { clock, log } = ports;
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
      if ((await tellAdministrators(ports, word)).kind === 'unread') notBefore = clock.elapsed() + AGAIN_AFTER_MS;
      else written = wordKey(word);
    },
  };
}

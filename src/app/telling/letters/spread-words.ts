import type { Holder, Ports } from '../../ports.ts';
import { isHeld, type Word } from '../../../domain/telling/letter.ts';
import { DirectoryError } from '../../../domain/problem.ts';

/** Where the administrators could not be read: the first pause, and the longest. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Makes each word for every administrator that waits in the store into a letter to each active Security Administrator, as
 * soon as they can be read; unreadable is never nobody. Words wait as long as it takes.
 */
export function wordSpreader(ports: Pick<Ports, 'roles' | 'store' | 'clock' | 'log' | 'background'>): {
  spread(): Promise<void>;
} {
  const { roles, store, clock, log, background } = ports;
  let isSpreading = false;
  let failures = 0;
  let notBefore = 0;

  /** What waits for nothing but the administrators, and whether a newer one says it. */
  const ready = async () => {
    const circulars = await store.circulars();
    const newest = new Map(circulars.map(({ id, letter }) => [topicOf(letter.word) ?? id, id]));
    return circulars
      .map(({ id, letter }) => ({ id, letter, isNews: newest.get(topicOf(letter.word) ?? id) === id }))
      .filter(({ letter, isNews }) => !isNews || !isHeld(letter, clock.now()));
  };

  const spread = async (): Promise<void> => {
    const waiting = await ready();
    let holders: readonly Holder[];
    try {
      holders = await roles.holders('securityAdministrator');
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      for (const { letter } of waiting) log.error('administrators.unread', error, { word: letter.word.kind });
      notBefore = clock.elapsed() + Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
      failures += 1;
      return;
    }
    failures = 0;
    for (const { id, letter, isNews } of waiting) {
      const { but, word } = letter;
      const to = isNews ? holders.map(({ objectId }) => objectId).filter((objectId) => objectId !== but) : [];
      await store.spread(id, to);
      if (isNews) log.info('administrators.written', { word: word.kind, count: to.length });
    }
  };

  return {
    spread: async () => {
      if (isSpreading || clock.elapsed() < notBefore || (await ready()).length === 0) return;
      isSpreading = true;
      // Graph may hang, and what else is due does not wait for it.
      background.start('tell', () =>
        spread().finally(() => {
          isSpreading = false;
        }),
      );
    },
  };
}

/** What is said anew every day or week, or tells of more each time: of what waited, the last word is enough. undefined: it is said once. */
function topicOf(word: Word): string | undefined {
  if (word.kind === 'driftUnheard') return word.from ?? undefined;
  if (word.kind === 'reviewDue') return word.change;
  return word.kind === 'eventsParked' || word.kind === 'certificateEnds' ? word.kind : undefined;
}

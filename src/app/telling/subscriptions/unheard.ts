import { risk, worstFirst, type Drift } from '../../../domain/drift/drift.ts';
import type { Word } from '../../../domain/telling/letter.ts';
import { isHeard } from '../../../domain/telling/subscription.ts';
import type { Ports } from '../../ports.ts';
import { listeners } from '../audience.ts';
import { tellAdministrators } from '../letters/tell-administrators.ts';

/** Of so many that were opened before a start, each is told; `list drift` shows the rest. */
const MOST_STANDING = 5;

/** Alarms that no conversation hears go by letter to every active Security Administrator. */
export interface Unheard {
  /** @param found drifts of one look */
  drifts(found: readonly Drift[]): Promise<void>;
  /**
   * @param open drifts that an earlier process found: it may have ended before it could tell. What was told of one is not
   *   told again.
   */
  standing(open: readonly Drift[]): Promise<void>;
  /** Says a word where drift is heard, else to every administrator. */
  say(word: Word): Promise<void>;
  /** Writes what could not be written yet, because the administrators could not be read. */
  again(): Promise<void>;
}

export function unheardAlarms(ports: Pick<Ports, 'roles' | 'store' | 'log'>): Unheard {
  const { store } = ports;
  let pending: readonly Word[] = [];

  /** Never rejects: what was found is found, whether or not it could be told. */
  const isWritten = async (word: Word): Promise<boolean> => {
    try {
      return (await tellAdministrators(ports, word)).kind === 'written';
    } catch (error) {
      ports.log.error('administrators.unread', error, { word: word.kind });
      return false;
    }
  };

  const again = async (): Promise<void> => {
    const words = pending;
    pending = [];
    for (const word of words) {
      if (!(await isWritten(word))) pending = [...pending, word];
    }
  };

  const toAll = async (word: Word): Promise<void> => {
    pending = [...pending, word];
    await again();
  };

  const isUnheard = async (): Promise<boolean> => !isHeard(await store.subscriptions(), 'drift');

  return {
    standing: async (open) => {
      if (open.length === 0 || !(await isUnheard())) return;
      const worst = worstFirst(open, (drift) => drift)
        .filter((drift) => risk(drift) === 'red')
        .slice(0, MOST_STANDING);
      for (const { id } of worst) await toAll({ kind: 'driftUnheard', drift: id, more: 0 });
    },
    drifts: async (found) => {
      const [worst] = worstFirst(found, (drift) => drift);
      if (worst === undefined || !(await isUnheard())) return;
      await toAll({ kind: 'driftUnheard', drift: worst.id, more: found.length - 1 });
    },
    say: async (word) => {
      const places = await listeners(store, 'drift');
      for (const place of places) await store.write({ kind: 'bulletin', place, word });
      if (places.length === 0) await toAll(word);
    },
    again,
  };
}

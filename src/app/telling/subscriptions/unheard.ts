import { openedDoors, type Drift } from '../../../domain/drift/drift.ts';
import type { Word } from '../../../domain/telling/letter.ts';
import { isHeard } from '../../../domain/telling/subscription.ts';
import type { Ports } from '../../ports.ts';
import { listeners } from '../audience.ts';
import { tellAdministrators } from '../letters/tell-administrators.ts';

/** Alarms that no conversation hears go by letter to every active Security Administrator. */
export interface Unheard {
  /** @param found drifts of one look */
  drifts(found: readonly Drift[]): Promise<void>;
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

  return {
    drifts: async (found) => {
      const worst = found.find((drift) => openedDoors(drift).length > 0) ?? found[0];
      if (worst === undefined || isHeard(await store.subscriptions(), 'drift')) return;
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

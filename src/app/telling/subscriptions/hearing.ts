import type { ObjectId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Instant } from '../../../domain/instant.ts';
import { toEveryAdministrator, type Word } from '../../../domain/telling/letter.ts';
import { listenersOf } from '../../../domain/telling/subscription.ts';
import type { Ports } from '../../ports.ts';

/** The log says how many hear again so often: it is the figure that an alert is made of. */
const SAID_EVERY_MS = 60 * 60_000;
const HOLDERS_KEPT_MS = 60_000;

/** Notices when nobody would hear a drift. */
export interface Hearing {
  /** Looks; the log says how many conversations hear at the start, when that changes, and every hour. */
  look(): Promise<void>;
  /** Somebody writes: the first administrator who does is told. Never rejects. */
  wrote(person: Person): Promise<void>;
}

export function hearing(ports: Pick<Ports, 'roles' | 'store' | 'clock' | 'log'>): Hearing {
  const { roles, store, clock, log } = ports;
  let deaf: { readonly since: Instant } | undefined;
  /** As the log has it. */
  let said: number | undefined;
  let sayAt = 0;
  /** Whether an administrator was told since it is so. */
  let isTold = false;
  let lately: { readonly at: number; readonly holders: ReadonlySet<ObjectId> } | undefined;

  const wordOf = (since: Instant): Word => ({ kind: 'nobodyHears', since });

  const look = async (): Promise<void> => {
    const listeners = listenersOf(await store.subscriptions(), 'drift');
    const isSo = listeners > 0;
    const at = clock.now();
    // As the store has it: another process may have noted it, too.
    const isNoted = (await store.isHearingNoted()) === isSo;
    const areTold = !isNoted && (await store.noteHearing(isSo, [toEveryAdministrator(wordOf(at))]));
    if (listeners !== said || clock.elapsed() >= sayAt) {
      if (isSo) log.info('hearing.somebody', { listeners });
      else log.warn('hearing.nobody', { listeners });
      said = listeners;
      sayAt = clock.elapsed() + SAID_EVERY_MS;
    }
    if (isSo) deaf = undefined;
    else if (deaf === undefined) {
      deaf = { since: at };
      // The last one has just disappeared, or while no process ran.
      isTold = areTold;
    }
  };

  /** Everybody may write, also many who hold no role: who does is read once a minute at most. It gives nobody any right. */
  const isAdministrator = async (person: ObjectId): Promise<boolean> => {
    if (lately === undefined || clock.elapsed() - lately.at >= HOLDERS_KEPT_MS) {
      lately = { at: clock.elapsed(), holders: new Set() };
      const holders = await roles.holders('securityAdministrator');
      lately = { at: lately.at, holders: new Set(holders.map(({ objectId }) => objectId)) };
    }
    return lately.holders.has(person);
  };

  /** Since when nobody hears, as it is at this moment. */
  const deafSince = async (): Promise<Instant | undefined> => {
    await look();
    return deaf?.since;
  };

  const tellIfAdministrator = async ({ objectId }: Person): Promise<void> => {
    // It is looked all the time: each message need not have it looked once more.
    if (said === undefined) await look();
    // Before the first look at the policies nobody can have missed anything.
    if (deaf === undefined || (await store.driftsNow()).lookedAt === null) return;
    if (!(await isAdministrator(objectId))) return;
    const since = await deafSince();
    if (since === undefined || hasBeenTold()) return;
    isTold = true;
    try {
      if (!(await willRead(store, objectId))) {
        await store.write({ kind: 'administrator', to: objectId, word: wordOf(since) });
      }
    } catch (error) {
      isTold = false;
      throw error;
    }
  };

  // By another message, while this one was waiting for Graph.
  const hasBeenTold = (): boolean => isTold;

  return {
    look,

    wrote: async (person) => {
      if (isTold) return;
      try {
        await tellIfAdministrator(person);
      } catch (error) {
        log.error('administrators.unread', error, { word: 'nobodyHears' });
      }
    },
  };
}

/** Whether a letter waits for somebody, or for every administrator, that says the same beside what it is about: two at once would be one too many. */
async function willRead(store: Pick<Ports['store'], 'unsent' | 'circulars'>, person: ObjectId): Promise<boolean> {
  const unsent = await store.unsent();
  const circulars = await store.circulars();
  if (circulars.some(({ letter }) => saysSo(letter.word))) return true;
  return unsent.some(({ letter }) => letter.kind === 'administrator' && letter.to === person && saysSo(letter.word));
}

const saysSo = ({ kind }: Word): boolean =>
  ['nobodyHears', 'watchBegan', 'driftUnheard', 'blindUnheard'].includes(kind);

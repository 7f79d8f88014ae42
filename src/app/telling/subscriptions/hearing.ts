import type { Person } from '../../../domain/people/person.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Word } from '../../../domain/telling/letter.ts';
import { isHeard } from '../../../domain/telling/subscription.ts';
import type { Ports } from '../../ports.ts';
import { tellAdministrators } from '../letters/tell-administrators.ts';

/** The log says it again so often. */
const SAID_EVERY_MS = 60 * 60_000;

/** Notices when nobody would hear a drift. */
export interface Hearing {
  /** Looks; the log says it at the start, when it becomes so, and every hour. */
  look(): Promise<void>;
  /** Somebody writes: the first administrator who does is told. Never rejects. */
  wrote(person: Person): Promise<void>;
}

export function hearing(ports: Pick<Ports, 'roles' | 'store' | 'clock' | 'log'>): Hearing {
  const { roles, store, clock, log } = ports;
  let deaf: { readonly since: Instant } | undefined;
  let everHeard = false;
  let sayAt = 0;
  /** Who was looked at since it is so; null: an administrator was told. */
  let asked: Set<string> | null = new Set();

  const wordOf = (since: Instant): Word => ({ kind: 'nobodyHears', since });

  const look = async (): Promise<void> => {
    if (isHeard(await store.subscriptions(), 'drift')) {
      if (deaf !== undefined) log.info('hearing.somebody', {});
      deaf = undefined;
      everHeard = true;
      return;
    }
    if (deaf === undefined || clock.elapsed() >= sayAt) {
      log.warn('hearing.nobody', {});
      sayAt = clock.elapsed() + SAID_EVERY_MS;
    }
    if (deaf !== undefined) return;
    deaf = { since: clock.now() };
    asked = new Set();
    // The last one has just disappeared.
    if (everHeard && (await tellAdministrators(ports, wordOf(deaf.since))).kind === 'written') asked = null;
  };

  const tellIfAdministrator = async ({ objectId }: Person): Promise<void> => {
    await look();
    // Before the first look at the policies nobody can have missed anything.
    if (deaf === undefined || (await store.watched()).lookedAt === null) {
      asked?.delete(objectId);
      return;
    }
    const { since } = deaf;
    const holders = await roles.holders('securityAdministrator');
    if (!holders.some((holder) => holder.objectId === objectId) || asked === null) return;
    const among = asked;
    asked = null;
    try {
      await store.write({ kind: 'administrator', to: objectId, word: wordOf(since) });
    } catch (error) {
      asked = among;
      throw error;
    }
  };

  return {
    look,

    wrote: async (person) => {
      const among = asked;
      if (among === null || among.has(person.objectId)) return;
      among.add(person.objectId);
      try {
        await tellIfAdministrator(person);
      } catch (error) {
        among.delete(person.objectId);
        log.error('administrators.unread', error, { word: 'nobodyHears' });
      }
    },
  };
}

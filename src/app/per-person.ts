import type { ObjectId } from '../domain/ids.ts';
import type { Refusal } from '../domain/replies/refusal.ts';
import type { Clock } from './ports.ts';

/** How much of one person's is under way at the same time, wherever they asked for it. */
const AT_ONCE = 3;
/** As many as are taken at once from one person (`limits.ts`): a script of an administrator's waits, and is done. */
const MOST_WAITING = 600;
/** Whoever asked longer ago has given up, and asks again. */
const LONGEST_WAIT_MS = 120_000;

export type TooManyAtOnce = Extract<Refusal, { kind: 'tooManyAtOnce' }>;

/** What several people ask for, each in their own turn. Kept in memory only. */
export interface PerPerson {
  /**
   * Does the work once few enough of this person's are under way, in the order in which it came.
   * @param otherwise answers instead where too many wait, or this has waited too long
   */
  take<Result>(
    person: ObjectId,
    work: () => Promise<Result>,
    otherwise: (refusal: TooManyAtOnce) => Result,
  ): Promise<Result>;
}

type Account = { running: number; readonly waiting: (() => void)[] };

export function perPerson(clock: Pick<Clock, 'elapsed'>): PerPerson {
  const accounts = new Map<ObjectId, Account>();

  const accountOf = (person: ObjectId): Account => {
    const account = accounts.get(person) ?? { running: 0, waiting: [] };
    accounts.set(person, account);
    return account;
  };

  return {
    take: async (person, work, otherwise) => {
      const account = accountOf(person);
      const { waiting } = account;
      const since = clock.elapsed();
      if (account.running < AT_ONCE) account.running += 1;
      else if (waiting.length >= MOST_WAITING) return otherwise({ kind: 'tooManyAtOnce', waiting: waiting.length });
      else await new Promise<void>((begin) => waiting.push(begin));
      try {
        if (clock.elapsed() - since < LONGEST_WAIT_MS) return await work();
        return otherwise({ kind: 'tooManyAtOnce', waiting: waiting.length });
      } finally {
        const next = waiting.shift();
        // Whoever comes next takes this one's place.
        if (next === undefined) account.running -= 1;
        else next();
        if (account.running === 0) accounts.delete(person);
      }
    },
  };
}

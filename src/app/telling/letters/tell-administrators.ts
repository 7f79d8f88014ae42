import { DirectoryError, type DirectoryProblem } from '../../../domain/problem.ts';
import type { ObjectId } from '../../../domain/ids.ts';
import type { AdministratorLetter, Word } from '../../../domain/telling/letter.ts';
import type { Holder, Ports } from '../../ports.ts';

/** Whom a word to all administrators was written to; unreadable is never nobody. */
export type Told =
  | { readonly kind: 'written'; readonly to: readonly Holder[] }
  | { readonly kind: 'unread'; readonly problem: DirectoryProblem };

/**
 * Writes a letter to each active Security Administrator. The same word is sent to the same person once, however often it is
 * written. Rejects with StoreError.
 * @param but somebody who needs no letter: it is their own doing
 */
export async function tellAdministrators(
  { roles, store, log }: Pick<Ports, 'roles' | 'store' | 'log'>,
  word: Word,
  but: ObjectId | null = null,
): Promise<Told> {
  let holders: readonly Holder[];
  try {
    holders = await roles.holders('securityAdministrator');
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    log.error('administrators.unread', error, { word: word.kind });
    return { kind: 'unread', problem: error.problem };
  }
  const to = holders.filter(({ objectId }) => objectId !== but);
  for (const { objectId } of to) await store.write(letterTo(objectId, word));
  log.info('administrators.written', { word: word.kind, count: to.length });
  return { kind: 'written', to };
}

const letterTo = (to: ObjectId, word: Word): AdministratorLetter => ({ kind: 'administrator', to, word });

import { DirectoryError } from '../domain/problem.ts';
import type { Trouble } from '../domain/replies/notice.ts';
import { StoreError } from './ports.ts';

/** What was thrown before anything was written to Graph. What is unforeseen is told without detail. */
export function troubleOf(error: unknown, reference: string): Trouble {
  if (error instanceof DirectoryError) return { kind: 'unreadable', problem: error.problem, reference };
  return { kind: isStoreFailure(error) ? 'storeFailed' : 'unforeseen', reference };
}

/** What contradicts what is stored is no failure of the store, but a mistake in the bot. */
export const isStoreFailure = (error: unknown): boolean =>
  error instanceof StoreError && error.problem !== 'contradiction';

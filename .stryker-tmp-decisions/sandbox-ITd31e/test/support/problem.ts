// @ts-nocheck
import { DirectoryError, type DirectoryProblem } from '../../src/domain/problem.ts';

/** The problem that a call ends with. */
export async function problemOf(call: Promise<unknown>): Promise<DirectoryProblem> {
  const outcome = await call.then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && outcome.error instanceof DirectoryError) return outcome.error.problem;
  throw new Error(`not a DirectoryError: ${JSON.stringify(outcome)}`, { cause: outcome });
}

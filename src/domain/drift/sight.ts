import type { SightId, TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { DirectoryProblem } from '../problem.ts';

/** The moment from which the policies could not be read any more, or could be again. Never altered. */
export type Sight = {
  readonly id: SightId;
  /** Whose policies: the tenant that the bot guards. */
  readonly tenantId: TenantId;
  readonly at: Instant;
  readonly turn: Turn;
};

type Turn =
  | { readonly kind: 'lost'; readonly problem: DirectoryProblem }
  /** `lostAt`: when they could not be read any more. */
  | { readonly kind: 'back'; readonly lostAt: Instant };

/**
 * What a look turns, after the last turn there was; undefined: all is as before.
 * @param problem why the policies cannot be read; null: they can
 */
export function turnOf(last: Sight | undefined, problem: DirectoryProblem | null): Turn | undefined {
  const lostAt = last?.turn.kind === 'lost' ? last.at : null;
  if (problem === null) return lostAt === null ? undefined : { kind: 'back', lostAt };
  return lostAt === null ? { kind: 'lost', problem } : undefined;
}

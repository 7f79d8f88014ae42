import type { Failure, Halt } from '../../domain/change/status.ts';
import { partsDiffering } from '../../domain/policy/moves.ts';
import { isMixed, progress, steps, type Plan } from '../../domain/policy/plan.ts';
import { DirectoryError, type DirectoryProblem } from '../../domain/problem.ts';
import type { Snapshot } from '../../domain/policy/snapshot.ts';
import type { Directory, Ports } from '../ports.ts';

/** A reading, or why there is none. */
export type Reading =
  { readonly kind: 'read'; readonly state: Snapshot } | { readonly kind: 'unread'; readonly problem: DirectoryProblem };

/** Graph's reads may lag behind its writes (Graph: eventual consistency), so a reading that is not there yet is repeated. */
const PAUSES_MS = [300, 700, 1500, 3000];

/** Reads everything that the plan is about; an error of the directory is a value here. */
export async function readPlanned({ directory }: Pick<Ports, 'directory'>, plan: Plan): Promise<Reading> {
  try {
    return { kind: 'read', state: await readLike(directory, plan) };
  } catch (error) {
    if (error instanceof DirectoryError) return { kind: 'unread', problem: error.problem };
    throw error;
  }
}

/** What is now, with all that `before` tells of and no more. */
async function readLike(directory: Directory, plan: Plan): Promise<Snapshot> {
  const { tenantId, before, many } = plan;
  // Each of many is read when its turn comes.
  if (many !== undefined) return before;
  if (before.kind === 'template') return directory.template();
  const deletedToo = before.deleted !== 'unread';
  const [partner, deleted] = await Promise.all([
    directory.read(tenantId, partsDiffering(plan)),
    deletedToo ? directory.readDeleted(tenantId) : ('unread' as const),
  ]);
  return { kind: 'partner', partner, deleted };
}

/** Reads until at least `wanted` steps have taken effect, or patience ends; the last reading either way. */
export async function readUntil(
  ports: Pick<Ports, 'directory' | 'clock'>,
  plan: Plan,
  wanted: number,
): Promise<Reading> {
  let reading = await readPlanned(ports, plan);
  for (const pause of PAUSES_MS) {
    if (reading.kind === 'read' && (progress(plan, reading.state) ?? -1) >= wanted) return reading;
    await ports.clock.sleep(pause);
    reading = await readPlanned(ports, plan);
  }
  return reading;
}

/** Whether a reading shows less than Graph has said to be done: it is an old one, or a part of it is. */
export function isBehind(plan: Plan, found: Snapshot, done: number): boolean {
  const reached = progress(plan, found);
  return reached === undefined ? isMixed(plan, found, done) : reached < done;
}

export type Verdict =
  { readonly kind: 'applied'; readonly found: Snapshot } | { readonly kind: 'failed'; readonly failure: Failure };

/** What a reading says about the plan, once nothing more can be expected to happen. */
export function conclude(
  plan: Plan,
  found: Snapshot,
  problem: DirectoryProblem | null,
  halt: Halt | undefined,
): Verdict {
  const all = steps(plan);
  const reached = progress(plan, found);
  if (reached === undefined) return { kind: 'failed', failure: { kind: 'diverged', found } };
  if (reached >= all.length) return { kind: 'applied', found };
  const why = { problem, found, ...(halt && { halt }) };
  if (reached === 0) return { kind: 'failed', failure: { kind: 'notApplied', ...why } };
  return { kind: 'failed', failure: { kind: 'partlyApplied', done: all.slice(0, reached), ...why } };
}

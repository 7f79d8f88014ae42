import type { Change, Release } from '../domain/change.ts';
import type { ChangeId } from '../domain/ids.ts';
import { progress, sameState, steps, waypoints, type Plan, type Step } from '../domain/plan.ts';
import { DirectoryError, type DirectoryProblem } from '../domain/problem.ts';
import { authorize } from './authorize.ts';
import { advance } from './lifecycle.ts';
import type { Ports } from './ports.ts';
import { conclude, readPartner, readUntil } from './read-back.ts';

export interface Applier {
  /**
   * Carries out a claimed change: verify, write, read back, settle. The claim was made before, by compare-and-swap, so
   * this runs at most once for each claim; telling is the presenter's, after this. Never throws.
   */
  apply(claimed: Change): Promise<void>;
  /** Whether this process is at work on the change. One that is `applying` and not worked on was left behind. */
  isApplying(id: ChangeId): boolean;
}

export function applier(ports: Ports): Applier {
  const working = new Set<ChangeId>();
  return {
    isApplying: (id) => working.has(id),
    apply: async (claimed) => {
      const { id } = claimed.proposal;
      working.add(id);
      try {
        const verified = await verify(ports, claimed);
        if (verified === undefined) return;
        const startedAt = ports.clock.elapsed();
        await settleWritten(ports, await write(ports, verified), startedAt);
      } catch (error) {
        // Left as it stands: the settler finds it no longer worked on and settles it by reading.
        ports.log.error('change.apply.failed', error, { changeId: id });
      } finally {
        working.delete(id);
      }
    },
  };
}

/** Role and policy, read together and now. Anything but a clear yes stops here, before a byte is written. */
async function verify(ports: Ports, claimed: Change): Promise<Change | undefined> {
  const { plan } = claimed.proposal;
  const [passed, reading] = await Promise.all([mayConfirm(ports, claimed), readPartner(ports, plan)]);
  const at = ports.clock.now();
  if (passed !== undefined) {
    await released(ports, claimed, passed);
    return undefined;
  }
  if (reading.kind === 'unread') {
    const release: Release = { kind: 'unreadable', problem: reading.problem };
    await released(ports, claimed, release);
    return undefined;
  }
  if (!sameState(reading.state, plan.before)) {
    await advance(ports, claimed, { kind: 'foundStale', found: reading.state, at });
    return undefined;
  }
  return advance(ports, claimed, { kind: 'writeStarted', at });
}

/** Gives the card back; the log line says why, and under which Graph request ids. */
async function released(ports: Ports, claimed: Change, release: Release): Promise<void> {
  const problem = release.kind === 'unreadable' ? release.problem : null;
  ports.log.warn('change.released', { changeId: claimed.proposal.id, release });
  const event = { kind: 'released', release, at: ports.clock.now() } as const;
  await advance(ports, claimed, event, problem?.requestIds ?? []);
}

async function mayConfirm({ roles, log }: Ports, { status }: Change): Promise<Release | undefined> {
  if (status.state !== 'applying') throw new Error('only a claimed change has somebody who confirmed it');
  try {
    const refusal = await authorize(roles, log, status.by, 'change');
    return refusal === undefined ? undefined : { kind: 'refused', refusal };
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { kind: 'unreadable', problem: error.problem };
  }
}

type Written = {
  /** The change as it is stored, with the steps that Graph said to be done. */
  readonly change: Change;
  /** Of the calls that no stored step accounts for. */
  readonly requestIds: readonly string[];
  /** What stopped the writing; null: Graph said that every step is done. */
  readonly problem: DirectoryProblem | null;
};

/** Performs the steps in order. A step whose answer was lost is looked up, and only then is the next one taken. */
async function write(ports: Ports, verified: Change): Promise<Written> {
  let change = verified;
  for (const [index, step] of steps(verified.proposal.plan).entries()) {
    const { problem, requestIds } = await performed(ports, change, index, step);
    if (problem !== null) return { change, requestIds, problem };
    // On disk before the next one, so that a restart knows what was surely done.
    const moved = await advance(ports, change, { kind: 'stepDone', at: ports.clock.now() }, requestIds);
    if (moved === undefined) throw new Error(`${change.proposal.id}: moved on by somebody else while it was written`);
    change = moved;
  }
  return { change, requestIds: [], problem: null };
}

/** Pauses before a step that Graph turned down for a reason that passes is taken once more, in milliseconds. */
const AGAIN_AFTER_MS = [500, 1500, 4000];
/** A person is waiting: a longer Retry-After is told to them instead of slept through. */
const LONGEST_WAIT_MS = 10_000;

/** Performs one step. `problem` is null when it has taken effect, else what stands in its way. */
async function performed(ports: Ports, change: Change, index: number, step: Step): Promise<Performed> {
  const { plan } = change.proposal;
  const requestIds: string[] = [];
  let doubtful = false;
  for (const pause of [...AGAIN_AFTER_MS, null]) {
    try {
      requestIds.push(...(await ports.directory.write(plan.tenantId, step)).requestIds);
      return { problem: null, requestIds };
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      // A doubt that an earlier attempt left is not cleared by what Graph says to a later one.
      doubtful ||= error.problem.reached === 'maybe';
      const problem: DirectoryProblem = { ...error.problem, reached: doubtful ? 'maybe' : 'no' };
      requestIds.push(...problem.requestIds);
      const wait = Math.max(pause ?? 0, (problem.retryAfterSeconds ?? 0) * 1000);
      if (pause === null || !isPassing(problem) || wait > LONGEST_WAIT_MS) {
        return { problem: (await tookEffect(ports, plan, index, problem)) ? null : problem, requestIds };
      }
      await ports.clock.sleep(wait);
      const verdict = await mayRepeat(ports, change, index);
      // What is there although Graph surely turned our own request down is somebody else's work.
      if (verdict === 'done' && doubtful) return { problem: null, requestIds };
      if (verdict !== 'again') return { problem, requestIds };
    }
  }
  throw new Error('the last attempt ends the loop');
}

type Performed = Pick<Written, 'problem' | 'requestIds'>;

/**
 * A no that passes: Graph is busy, another writer was at work, or a partner that was just added cannot be seen
 * everywhere yet (Graph: 429, 503, Directory_ConcurrencyViolation, eventual consistency).
 */
function isPassing({ kind }: DirectoryProblem): boolean {
  return kind === 'throttled' || kind === 'conflict' || kind === 'notFound';
}

/** Whether a step whose answer was a doubtful one has taken effect after all. */
async function tookEffect(ports: Ports, plan: Plan, index: number, problem: DirectoryProblem): Promise<boolean> {
  if (problem.reached === 'no') return false;
  const reading = await readUntil(ports, plan, index + 1);
  return reading.kind === 'read' && (progress(plan, reading.state) ?? -1) > index;
}

/** A pause is time enough for a role to end or a policy to change: both are read again before a step is sent again. */
async function mayRepeat(ports: Ports, change: Change, index: number): Promise<'done' | 'again' | 'stop'> {
  const { plan } = change.proposal;
  const [release, reading] = await Promise.all([mayConfirm(ports, change), readPartner(ports, plan)]);
  if (reading.kind === 'unread') return 'stop';
  if ((progress(plan, reading.state) ?? -1) > index) return 'done';
  const asExpected = sameState(reading.state, waypoints(plan)[index] ?? null);
  return release === undefined && asExpected ? 'again' : 'stop';
}

/** For how long after its start a request whose answer was lost may still take effect. */
export const LATE_EFFECT_MS = 15_000;

async function settleWritten(ports: Ports, { change, requestIds, problem }: Written, startedAt: number): Promise<void> {
  const { plan } = change.proposal;
  const certain = problem?.reached === 'no';
  const reading = certain ? await readPartner(ports, plan) : await readUntil(ports, plan, steps(plan).length);
  const at = ports.clock.now();
  if (reading.kind === 'unread') {
    await advance(ports, change, { kind: 'lostSight', problem, at }, requestIds);
    return;
  }
  const found = reading.state;
  if (certain && !sameState(found, plan.before) && !sameState(found, plan.after)) {
    // Somebody else was faster. Only a change of which nothing was written can be out of date; any other has a verdict.
    const stale = await advance(ports, change, { kind: 'foundStale', found, at }, requestIds);
    if (stale !== undefined) return;
  }
  const verdict = conclude(plan, found, problem);
  // Graph's word that it is done outlasts any lag of its reads; a lost answer may take effect for a while yet.
  const mayStillChange = problem === null || (!certain && ports.clock.elapsed() - startedAt < LATE_EFFECT_MS);
  if (verdict.kind === 'failed' && verdict.failure.kind !== 'diverged' && mayStillChange) {
    await advance(ports, change, { kind: 'lostSight', problem, at }, requestIds);
    return;
  }
  await advance(ports, change, { ...verdict, at }, requestIds);
}

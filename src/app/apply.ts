import type { Applying, Change, Release } from '../domain/change.ts';
import type { ChangeId } from '../domain/ids.ts';
import { progress, sameState, steps, type Plan } from '../domain/plan.ts';
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
        const writing = await verify(ports, claimed);
        if (writing === undefined) return;
        await settleWritten(ports, writing, await write(ports, writing.proposal.plan));
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
  if (claimed.status.state !== 'applying') return undefined;
  const [passed, reading] = await Promise.all([mayConfirm(ports, claimed.status), readPartner(ports, plan)]);
  const at = ports.clock.now();
  if (passed !== undefined) {
    await advance(ports, claimed, { kind: 'released', release: passed, at });
    return undefined;
  }
  if (reading.kind === 'unread') {
    const release: Release = { kind: 'unreadable', problem: reading.problem };
    await advance(ports, claimed, { kind: 'released', release, at });
    return undefined;
  }
  if (!sameState(reading.state, plan.before)) {
    await advance(ports, claimed, { kind: 'foundStale', found: reading.state, at });
    return undefined;
  }
  return advance(ports, claimed, { kind: 'writeStarted', at });
}

async function mayConfirm({ roles, log }: Ports, { by }: Applying): Promise<Release | undefined> {
  try {
    const refusal = await authorize(roles, log, by, 'change');
    return refusal === undefined ? undefined : { kind: 'refused', refusal };
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { kind: 'unreadable', problem: error.problem };
  }
}

type Written = {
  readonly requestIds: readonly string[];
  /** What stopped the writing; null: Graph said that every step is done. */
  readonly problem: DirectoryProblem | null;
};

/** Performs the steps in order. A step whose answer was lost is looked up, and only then is the next one taken. */
async function write(ports: Ports, plan: Plan): Promise<Written> {
  const requestIds: string[] = [];
  for (const [index, step] of steps(plan).entries()) {
    try {
      requestIds.push(...(await ports.directory.write(plan.tenantId, step)).requestIds);
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      requestIds.push(...error.problem.requestIds);
      const doubtful = error.problem.reached === 'maybe';
      const reading = doubtful ? await readUntil(ports, plan, index + 1) : undefined;
      const tookEffect = reading?.kind === 'read' && (progress(plan, reading.state) ?? -1) > index;
      if (!tookEffect) return { requestIds, problem: error.problem };
    }
  }
  return { requestIds, problem: null };
}

/** For how long after its start a request whose answer was lost may still take effect. */
export const LATE_EFFECT_MS = 15_000;

async function settleWritten(ports: Ports, writing: Change, { requestIds, problem }: Written): Promise<void> {
  const { plan } = writing.proposal;
  const all = steps(plan).length;
  const certain = problem?.reached === 'no';
  const reading = certain ? await readPartner(ports, plan) : await readUntil(ports, plan, all);
  const at = ports.clock.now();
  const startedAt = writing.status.state === 'applying' ? writing.status.claimedAt : at;
  if (reading.kind === 'unread') {
    await advance(ports, writing, { kind: 'lostSight', problem: problem ?? reading.problem, at }, requestIds);
    return;
  }
  const verdict = conclude(plan, reading.state, problem);
  const mayStillChange = !certain && at - startedAt < LATE_EFFECT_MS;
  if (verdict.kind === 'failed' && verdict.failure.kind !== 'diverged' && mayStillChange) {
    await advance(ports, writing, { kind: 'lostSight', problem, at }, requestIds);
    return;
  }
  await advance(ports, writing, { ...verdict, at }, requestIds);
}

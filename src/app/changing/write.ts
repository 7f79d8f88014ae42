import type { Change } from '../../domain/change/change.ts';
import type { Halt } from '../../domain/change/status.ts';
import type { TenantId } from '../../domain/ids.ts';
import { isAt, progress, steps, type Plan } from '../../domain/policy/plan.ts';
import { samePerson } from '../../domain/people/person.ts';
import { DirectoryError, type DirectoryProblem } from '../../domain/problem.ts';
import type { Step } from '../../domain/policy/step.ts';
import type { WriteProof } from '../authorize.ts';
import { advance } from './lifecycle.ts';
import type { Ports, Receipt } from '../ports.ts';
import { logged, proveWrite, proveWriteBeside, type MayWrite } from './prove-write.ts';
import { isBehind, readPlanned, readUntil } from './read-back.ts';

/** How far the writing came. */
export type Written = {
  /** The change as it is stored, with the steps that Graph said to be done. */
  readonly change: Change;
  /** Of the calls that no stored step accounts for. */
  readonly requestIds: readonly string[];
  /** When the last request left, by `clock.elapsed`. */
  readonly sentAt: number;
  /** What Graph said that stopped the writing; null: nothing. */
  readonly problem: DirectoryProblem | null;
  /** Why the bot itself stopped. */
  readonly halt?: Halt;
};

/**
 * Performs the steps in order. A step whose answer was lost is looked up, and only then is the next one taken. Before each
 * one, everyone whose word counts is looked at again: what is done stays, and the rest is not done where somebody may not.
 * @param proof that the first step may be written
 */
export async function write(ports: Ports, settings: MayWrite, first: WriteProof, verified: Change): Promise<Written> {
  const { status } = verified;
  if (status.state !== 'applying' || !samePerson(status.by, first.person)) {
    throw new Error(`${verified.proposal.id}: confirmed by somebody else`);
  }
  let change = verified;
  let sentAt = ports.clock.elapsed();
  for (const [index, step] of steps(verified.proposal.plan).entries()) {
    // Graph refuses to remove a partner whose policy it still sees, and its reads may lag behind a deletion.
    if (step.kind === 'removePartner' && index > 0) await readUntil(ports, verified.proposal.plan, index);
    const proof = index === 0 ? first : await proveWrite(ports, settings, change);
    if ('kind' in proof) return { change, requestIds: [], sentAt, problem: null, halt: noted(ports, change, proof) };
    const { problem, requestIds, halt, ...performing } = await performed(ports, settings, proof, change, index, step);
    sentAt = performing.sentAt;
    if (problem !== null) return { change, requestIds, sentAt, problem, ...(halt && { halt }) };
    // On disk before the next one, so that a restart knows what was surely done.
    const moved = await advance(ports, change, { kind: 'stepDone', at: ports.clock.now() }, requestIds);
    if (moved === undefined) throw new Error(`${change.proposal.id}: moved on by somebody else while it was written`);
    change = moved;
  }
  return { change, requestIds: [], sentAt, problem: null };
}

function noted({ log }: Ports, { proposal: { id: changeId } }: Change, halt: Halt): Halt {
  log.warn('change.halted', { changeId, halt: logged(halt) });
  return halt;
}

/** Pauses before a step that Graph turned down for a reason that passes is taken once more, in milliseconds. */
const AGAIN_AFTER_MS = [500, 1500, 4000];
/** A person is waiting: a longer Retry-After is told to them instead of slept through. */
const LONGEST_WAIT_MS = 10_000;

/** Performs one step. `problem` is null when it has taken effect, else what stands in its way. */
async function performed(
  ports: Ports,
  settings: MayWrite,
  first: WriteProof,
  change: Change,
  index: number,
  step: Step,
): Promise<Performed> {
  const { plan } = change.proposal;
  const requestIds: string[] = [];
  let doubtful = false;
  let proof = first;
  let sentAt = ports.clock.elapsed();
  for (let attempt = 0; ; attempt += 1) {
    const pause = AGAIN_AFTER_MS[attempt];
    sentAt = ports.clock.elapsed();
    try {
      requestIds.push(...(await send(ports, proof, plan.tenantId, step)).requestIds);
      return { problem: null, requestIds, sentAt };
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      // A doubt that an earlier attempt left is not cleared by what Graph says to a later one.
      doubtful ||= error.problem.reached === 'maybe';
      const problem: DirectoryProblem = { ...error.problem, reached: doubtful ? 'maybe' : 'no' };
      requestIds.push(...problem.requestIds);
      const wait = Math.max(pause ?? 0, (problem.retryAfterSeconds ?? 0) * 1000);
      // A token that was refused: nothing was done, and the next request goes with another one, if there is one.
      const isPassingNow = isPassing(problem, step) || (problem.status === 401 && attempt === 0);
      if (pause === undefined || !isPassingNow || wait > LONGEST_WAIT_MS) {
        return { problem: (await tookEffect(ports, plan, index, problem)) ? null : problem, requestIds, sentAt };
      }
      await ports.clock.sleep(wait);
      const verdict = await mayRepeat(ports, settings, change, index);
      // What is there although Graph surely turned our own request down is somebody else's work.
      if (verdict === 'done' && doubtful) return { problem: null, requestIds, sentAt };
      if (typeof verdict === 'string') return { problem, requestIds, sentAt };
      if ('kind' in verdict) return { problem, requestIds, sentAt, halt: noted(ports, change, verdict) };
      proof = verdict;
    }
  }
}

type Performed = Omit<Written, 'change'>;

/** The only place from which anything is written to Graph. */
const send = ({ directory }: Ports, _: WriteProof, tenantId: TenantId, step: Step): Promise<Receipt> =>
  directory.write(tenantId, step);

/**
 * A no that passes: Graph is busy, another writer was at work, or what was just added or deleted cannot be seen
 * everywhere yet (Graph: 429, 503, Directory_ConcurrencyViolation, eventual consistency). How Graph refuses to remove a
 * partner that still has a policy is not documented, so any refusal of that is taken for it.
 */
function isPassing({ kind }: DirectoryProblem, step: Step): boolean {
  if (step.kind === 'removePartner' && kind === 'rejected') return true;
  return kind === 'throttled' || kind === 'conflict' || kind === 'notFound';
}

/** Whether a step whose answer was a doubtful one has taken effect after all. */
async function tookEffect(ports: Ports, plan: Plan, index: number, problem: DirectoryProblem): Promise<boolean> {
  if (problem.reached === 'no') return false;
  const reading = await readUntil(ports, plan, index + 1);
  return reading.kind === 'read' && (progress(plan, reading.state) ?? -1) > index;
}

/**
 * A pause is time enough for a role to end or a policy to change: both are read again before a step is sent again.
 * @returns a fresh proof where it may be sent again, or who may not any more
 */
async function mayRepeat(
  ports: Ports,
  settings: MayWrite,
  change: Change,
  index: number,
): Promise<'done' | 'stop' | Halt | WriteProof> {
  const { plan } = change.proposal;
  const [proof, reading] = await proveWriteBeside(ports, settings, change, () => readPlanned(ports, plan));
  if (reading.kind === 'unread') return 'kind' in proof ? proof : 'stop';
  if ((progress(plan, reading.state) ?? -1) > index) return 'done';
  // What Graph said to be done may not be seen yet; anything else that is not as expected is somebody else's work.
  const asExpected = isBehind(plan, reading.state, index) || isAt(plan, reading.state, index);
  return asExpected ? proof : 'stop';
}

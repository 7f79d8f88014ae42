import type { Change } from '../../domain/change/change.ts';
import { claimStands } from '../../domain/change/claim.ts';
import { LATE_EFFECT_MS } from '../../domain/change/lateness.ts';
import { stepsDone, type Halt, type Release } from '../../domain/change/status.ts';
import type { ChangeId } from '../../domain/ids.ts';
import { isMixed, steps } from '../../domain/policy/plan.ts';
import type { Notice } from '../../domain/replies/notice.ts';
import { sameState } from '../../domain/policy/snapshot.ts';
import { hearFirst, mustBeHeard, unhear } from './hear-first.ts';
import { advance } from './lifecycle.ts';
import { logged, proveWriteBeside, type MayWrite } from './prove-write.ts';
import type { WriteProof } from '../authorize.ts';
import { byRights, StoreError, type Ports } from '../ports.ts';
import type { Presenter } from '../telling/cards/present.ts';
import { tellNotCounted } from '../telling/alone/tell-not-counted.ts';
import { isStoreFailure } from '../trouble.ts';
import { conclude, isBehind, readPlanned, readUntil } from './read-back.ts';
import { write, type Written } from './write.ts';

export interface Applier {
  /**
   * Carries out a claimed change: verify, write, read back, settle. The claim was made before, by compare-and-swap, so
   * this runs at most once for each claim, in a process that holds the change; telling is the presenter's, after this. Never
   * throws.
   */
  apply(claimed: Change): Promise<void>;
  /** Whether this process is at work on the change. One that is `applying` and not worked on was left behind. */
  isApplying(id: ChangeId): boolean;
  /** Whether this process ever was. */
  hasTried(id: ChangeId): boolean;
  /** When this process sent its last request for the change, by `clock.elapsed`; undefined: it did not, or does not know. */
  sentAt(id: ChangeId): number | undefined;
}

export function applier(ports: Ports, settings: MayWrite, cards: Pick<Presenter, 'drawEverywhere'>): Applier {
  const working = new Set<ChangeId>();
  const tried = new Set<ChangeId>();
  const sent = new Map<ChangeId, number>();
  return {
    hasTried: (id) => tried.has(id),
    sentAt: (id) => sent.get(id),
    isApplying: (id) => working.has(id),
    apply: async (claimed) => {
      const { id } = claimed.proposal;
      working.add(id);
      tried.add(id);
      let mayHaveWritten = false;
      const carryOut = async (): Promise<void> => {
        if (mustBeHeard(claimed) && !(await isHeard(ports, settings, cards, claimed))) return;
        const verified = await verify(ports, settings, claimed);
        if (verified === undefined) {
          if (mustBeHeard(claimed)) await unhear(ports, claimed);
          return;
        }
        // Its parts are changes of their own, which are begun one after the other (`many/keep-many.ts`).
        if (claimed.proposal.plan.many !== undefined) return;
        mayHaveWritten = true;
        const { change, proof } = verified;
        const written = await write(ports, settings, proof, change);
        sent.set(id, written.sentAt);
        await settleWritten(ports, written);
      };
      try {
        const held = await ports.store.hold(`change:${id}`);
        // Another process has found it left behind, and is at it.
        if (held === undefined) return;
        // Whoever leads meanwhile: it is this process's for as long as it is held.
        await byRights([held.right], carryOut).finally(held.release);
      } catch (error) {
        if (error instanceof StoreError && error.problem === 'overtaken') {
          ports.log.warn('change.overtaken', { changeId: id });
          return;
        }
        // Left as it stands: the settler finds it no longer worked on and settles it by reading.
        const reference = ports.ids.reference();
        ports.log.error('change.apply.failed', error, { changeId: id, reference });
        const cause = isStoreFailure(error) ? 'store' : 'unforeseen';
        await tell(ports, claimed, { kind: 'brokenOff', change: claimed, cause, mayHaveWritten, reference });
      } finally {
        working.delete(id);
      }
    },
  };
}

/** The card shows what is stored; where it cannot be, words must do. */
async function tell({ channel, log }: Ports, { proposal }: Change, notice: Notice): Promise<void> {
  try {
    await channel.post(proposal.conversation, { kind: 'notice', notice });
  } catch (error) {
    log.error('change.untold', error, { changeId: proposal.id });
  }
}

/** Nobody is told that something is written next which will not be: it is looked at before they are told, and after. */
async function isHeard(
  ports: Ports,
  settings: MayWrite,
  cards: Pick<Presenter, 'drawEverywhere'>,
  claimed: Change,
): Promise<boolean> {
  if ((await checked(ports, settings, claimed)) === undefined) return false;
  const unheard = await hearFirst(ports, cards, claimed);
  if (unheard !== undefined) await halted(ports, claimed, unheard);
  return unheard === undefined;
}

/** A change whose writing is stored as begun, and the proof that it may begin. */
type Verified = { readonly change: Change; readonly proof: WriteProof };

async function verify(ports: Ports, settings: MayWrite, claimed: Change): Promise<Verified | undefined> {
  const proof = await checked(ports, settings, claimed);
  const change = proof && (await advance(ports, claimed, { kind: 'writeStarted', at: ports.clock.now() }));
  return proof && change && { change, proof };
}

/** Everybody's role and the policy, read together and now. Anything but a clear yes stops here, before a byte is written. */
async function checked(ports: Ports, settings: MayWrite, claimed: Change): Promise<WriteProof | undefined> {
  const { plan } = claimed.proposal;
  const [proof, reading] = await proveWriteBeside(ports, settings, claimed, () => readPlanned(ports, plan));
  const at = ports.clock.now();
  if ('kind' in proof) {
    await halted(ports, claimed, proof);
    return undefined;
  }
  if (reading.kind === 'unread') {
    await halted(ports, claimed, { kind: 'unreadable', problem: reading.problem });
    return undefined;
  }
  if (!sameState(reading.state, plan.before)) {
    await advance(ports, claimed, { kind: 'foundStale', found: reading.state, at });
    return undefined;
  }
  if (!claimStands(claimed.status, at)) {
    await halted(ports, claimed, { kind: 'interrupted' });
    return undefined;
  }
  return proof;
}

/** Gives the card back, or ends the change; the log line says why, and under which Graph request ids. */
async function halted(ports: Ports, claimed: Change, halt: Halt | Release): Promise<void> {
  const { id: changeId } = claimed.proposal;
  const at = ports.clock.now();
  if (halt.kind === 'stopped') {
    ports.log.warn('change.stopped', { changeId, stop: halt.stop });
    await advance(ports, claimed, { ...halt, at });
    return;
  }
  const problem = halt.kind === 'unreadable' ? halt.problem : null;
  ports.log.warn('change.released', { changeId, release: logged(halt) });
  await advance(ports, claimed, { kind: 'released', release: halt, at }, problem?.requestIds ?? []);
  // Of what is decided for many, the card of the whole tells.
  if (claimed.proposal.partOf === undefined) tellNotCounted(ports, claimed, halt);
}

async function settleWritten(ports: Ports, { change, requestIds, problem, halt, sentAt }: Written): Promise<void> {
  const { plan } = change.proposal;
  if (halt !== undefined && change.proposal.partOf === undefined) tellNotCounted(ports, change, halt);
  // Where the bot stopped by itself between two steps, nothing is under way.
  const certain = problem === null ? halt !== undefined : problem.reached === 'no';
  const unseen = { kind: 'lostSight', problem, ...(halt && { halt }) } as const;
  const done = stepsDone(change.status);
  const reading = await readUntil(ports, plan, certain ? done : steps(plan).length);
  const at = ports.clock.now();
  if (reading.kind === 'unread') {
    await advance(ports, change, { ...unseen, at }, requestIds);
    return;
  }
  const found = reading.state;
  if (certain && !sameState(found, plan.before) && !sameState(found, plan.after)) {
    // Somebody else was faster. Only a change of which nothing was written can be out of date; any other has a verdict.
    const stale = await advance(ports, change, { kind: 'foundStale', found, at }, requestIds);
    if (stale !== undefined) return;
  }
  const verdict = conclude(plan, found, problem, halt);
  // Graph's word that a step is done outlasts any lag of its reads, and so does a part of one that shows already.
  const lags = isBehind(plan, found, done) || isMixed(plan, found, certain ? done : done + 1);
  // A lost answer may take effect for a while yet.
  const mayCome = !certain && ports.clock.elapsed() - sentAt < LATE_EFFECT_MS;
  if (verdict.kind === 'failed' && (lags || (verdict.failure.kind !== 'diverged' && mayCome))) {
    await advance(ports, change, { ...unseen, at }, requestIds);
    return;
  }
  await advance(ports, change, { ...verdict, at }, requestIds);
}

import { isDue, type Change } from '../../domain/change/change.ts';
import { claimStands } from '../../domain/change/claim.ts';
import { LATE_EFFECT_MS, LONGEST_LAG_MS } from '../../domain/change/lateness.ts';
import { isCarriedOn } from '../../domain/change/progress.ts';
import { stepsDone, type Unsettled } from '../../domain/change/status.ts';
import type { ChangeId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Applier } from './apply.ts';
import { contradicted } from './as-proposed.ts';
import { advance } from './lifecycle.ts';
import { StoreError, type Ports } from '../ports.ts';
import { isMixed, steps } from '../../domain/policy/plan.ts';
import { conclude, isBehind, readPlanned, type Verdict } from './read-back.ts';

/** How often an unknown outcome is looked up: a person is waiting. */
const LOOK_EVERY_MS = 2_000;

export interface Settler {
  /**
   * Ends what is due: cards past their time, outcomes that can be read by now, and what a killed process left in
   * flight. Writes to Graph only what was confirmed and never begun.
   */
  settleDue(): Promise<void>;
}

/** What is known of why a change is not settled. */
type Known = Pick<Unsettled, 'problem' | 'halt'>;

export function settler(ports: Ports, changes: Applier): Settler {
  /** When this process first looked: what came before a restart is not counted, so a late effect always has its time. */
  const firstLook = new Map<ChangeId, number>();
  const lastLook = new Map<ChangeId, number>();
  const looking = new Set<ChangeId>();
  /** Those that the store does not let move on, as the log knows already. */
  const unsettled = new Set<ChangeId>();

  const look = async (change: Change, { problem, halt }: Known, firstAt: number): Promise<void> => {
    const { status, proposal } = change;
    const stop = await contradicted(ports, change);
    if (stop !== undefined) {
      await advance(ports, change, { kind: 'stopped', stop, at: ports.clock.now() });
      return;
    }
    const done = stepsDone(status);
    const reading = await readPlanned(ports, proposal.plan);
    const at = ports.clock.now();
    if (reading.kind === 'unread') {
      await advance(ports, change, { kind: 'lostSight', problem: reading.problem, at });
      return;
    }
    const verdict = conclude(proposal.plan, reading.state, problem, halt);
    const { plan } = proposal;
    // A part of a step that shows is as good as Graph's word that it is done.
    const behind = isBehind(plan, reading.state, done) || isMixed(plan, reading.state, done + 1);
    const promised = behind || done === steps(plan).length;
    // Its own request is where a late effect counts from; what Graph said to be done, from when it was first looked for.
    const since = promised ? firstAt : (changes.sentAt(proposal.id) ?? firstAt);
    const waited = ports.clock.elapsed() - since;
    if (verdict.kind === 'failed' && waited < (promised ? LONGEST_LAG_MS : LATE_EFFECT_MS)) return;
    const contradiction = verdict.kind === 'failed' && promised;
    const settled: Verdict = contradiction
      ? { kind: 'failed', failure: { kind: 'diverged', found: reading.state } }
      : verdict;
    await advance(ports, change, { ...settled, at });
  };

  /** Looks in the background, one look at a time for each change: a Graph that hangs must not hold up what else is due. */
  const startLook = (change: Change, known: Known): void => {
    const { id } = change.proposal;
    const now = ports.clock.elapsed();
    if (looking.has(id) || now - (lastLook.get(id) ?? -Infinity) < LOOK_EVERY_MS) return;
    lastLook.set(id, now);
    const firstAt = firstLook.get(id) ?? now;
    firstLook.set(id, firstAt);
    looking.add(id);
    ports.background.start('settle', async () => {
      await ports.telemetry
        .span({ name: 'settle', of: { change: id } }, () => look(change, known, firstAt))
        .finally(() => looking.delete(id));
    });
  };

  /**
   * Whether a change that was confirmed when a process ended, and of which nothing was written, is carried out by this
   * one, as long as the claim is fresh: nobody has to confirm twice. The card's end is the time to decide, and this was
   * decided in time. What went wrong in this one is not tried again.
   */
  const mayResume = ({ proposal, status }: Change, now: Instant): boolean =>
    !changes.hasTried(proposal.id) && claimStands(status, now);

  const resume = (change: Change): void => {
    const { id } = change.proposal;
    ports.log.info('change.resumed', { changeId: id });
    // Role and settings are looked at anew, as after any click.
    ports.background.start('apply', () => changes.apply(change));
  };

  const settle = async (change: Change): Promise<void> => {
    const { status, proposal } = change;
    const at = ports.clock.now();
    if (isDue(change, at)) {
      // Its time may be what somebody rewrote.
      const stop = await contradicted(ports, change);
      await advance(ports, change, stop === undefined ? { kind: 'expired', at } : { kind: 'stopped', stop, at });
    } else if (status.state === 'unknown') {
      startLook(change, status);
    } else if (proposal.plan.many !== undefined && isCarriedOn(status)) {
      // It goes on with its parts.
    } else if (status.state === 'applying' && !changes.isApplying(proposal.id)) {
      const held = await ports.store.hold(`change:${proposal.id}`);
      // Another process is at work on it.
      if (held === undefined) return;
      try {
        if (status.phase === 'writing') startLook(change, { problem: null });
        else if (mayResume(change, at)) resume(change);
        else await advance(ports, change, { kind: 'released', release: { kind: 'interrupted' }, at });
      } finally {
        held.release();
      }
    }
  };

  return {
    settleDue: async () => {
      const open = await ports.store.open();
      for (const id of firstLook.keys()) {
        if (open.some((change) => change.proposal.id === id)) continue;
        firstLook.delete(id);
        lastLook.delete(id);
      }
      for (const change of open) {
        try {
          await settle(change);
        } catch (error) {
          // A row that was put back to how it was once cannot be moved on: it must not hold up what else is due.
          if (!(error instanceof StoreError) || error.problem !== 'contradiction') throw error;
          const { id } = change.proposal;
          if (!unsettled.has(id)) ports.log.error('change.unsettled', error, { changeId: id });
          unsettled.add(id);
        }
      }
    },
  };
}

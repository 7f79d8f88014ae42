import { isDue, type Change, type Instant } from '../domain/change.ts';
import type { ChangeId } from '../domain/ids.ts';
import { LATE_EFFECT_MS, type Applier } from './apply.ts';
import { advance } from './lifecycle.ts';
import type { Ports } from './ports.ts';
import { conclude, readPartner } from './read-back.ts';

/** How often an unknown outcome is looked up: often at first, for a person is waiting. */
const LOOK_EVERY_MS = 2_000;

export interface Settler {
  /**
   * Ends what is due: cards past their time, outcomes that can be read by now, and what a killed process left in
   * flight. Writes nothing to Graph.
   */
  settleDue(): Promise<void>;
}

export function settler(ports: Ports, { isApplying }: Pick<Applier, 'isApplying'>): Settler {
  const lastLook = new Map<ChangeId, Instant>();
  const looking = new Set<ChangeId>();

  const look = async (change: Change): Promise<void> => {
    const { status, proposal } = change;
    if (status.state !== 'unknown' && status.state !== 'applying') return;
    const problem = status.state === 'unknown' ? status.problem : null;
    const since = status.state === 'unknown' ? status.since : status.claimedAt;
    const reading = await readPartner(ports, proposal.plan);
    const at = ports.clock.now();
    if (reading.kind === 'unread') {
      await advance(ports, change, { kind: 'lostSight', problem: reading.problem, at });
      return;
    }
    const verdict = conclude(proposal.plan, reading.state, problem);
    if (verdict.kind === 'failed' && at - since < LATE_EFFECT_MS) {
      await advance(ports, change, { kind: 'lostSight', problem, at });
      return;
    }
    await advance(ports, change, { ...verdict, at });
  };

  /** Looks in the background, one look at a time for each change: a Graph that hangs must not hold up what else is due. */
  const startLook = (change: Change): void => {
    const { id } = change.proposal;
    const now = ports.clock.now();
    if (looking.has(id) || now - (lastLook.get(id) ?? 0) < LOOK_EVERY_MS) return;
    lastLook.set(id, now);
    looking.add(id);
    ports.background.start('settle', async () => {
      await look(change).finally(() => looking.delete(id));
    });
  };

  const settle = async (change: Change): Promise<void> => {
    const { status, proposal } = change;
    const at = ports.clock.now();
    if (isDue(change, at)) {
      await advance(ports, change, { kind: 'expired', at });
    } else if (status.state === 'unknown') {
      startLook(change);
    } else if (status.state === 'applying' && !isApplying(proposal.id)) {
      if (status.phase === 'writing') startLook(change);
      else await advance(ports, change, { kind: 'released', release: { kind: 'interrupted' }, at });
    }
  };

  return {
    settleDue: async () => {
      const open = await ports.store.open();
      for (const id of lastLook.keys()) if (!open.some((change) => change.proposal.id === id)) lastLook.delete(id);
      for (const change of open) await settle(change);
    },
  };
}

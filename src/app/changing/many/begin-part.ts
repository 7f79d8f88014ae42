import type { Change } from '../../../domain/change/change.ts';
import { closesUnaccepted } from '../../../domain/drift/baseline.ts';
import type { TenantId } from '../../../domain/ids.ts';
import type { Member, OnePlan } from '../../../domain/policy/many.ts';
import { live, sameState } from '../../../domain/policy/snapshot.ts';
import type { Ports } from '../../ports.ts';
import { storeDecided } from '../proposing/decided-already.ts';
import { advance } from '../lifecycle.ts';

/** So long what closes waits until it was looked at, in milliseconds. */
const PATIENCE_MS = 10_000;

export interface PartBeginner {
  /**
   * Stores the change that carries out one of many: asked for and decided by whoever asked for and decided all of it. What it
   * closes and somebody has opened past the bot is looked at first, so that it is told, for a while: closing waits no longer.
   * @returns the part, and what owns the partner instead; `busy` undefined: it is stored. undefined: it waits for a look
   */
  begin(
    whole: Change,
    member: Member,
    plan: OnePlan,
  ): Promise<{ readonly part: Change; readonly busy: Change | undefined } | undefined>;
}

/** @param look compares all partners with how they should look, and records who does not */
export function partBeginner(ports: Ports, look: () => Promise<unknown>): PartBeginner {
  const { store, clock, background, log } = ports;
  /** Who waits for a look, and since when, by `clock.elapsed`. */
  const waiting = new Map<TenantId, number>();
  /** When the last look began that has ended. */
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isLooking = false;

  const lookSoon = (): void => {
    if (isLooking) return;
    isLooking = true;
    const at = clock.elapsed();
    background.start('look', async () => {
      try {
        await look();
      } catch (error) {
        log.error('freeze.unlooked', error, {});
      } finally {
        isLooking = false;
        lookedAt = at;
      }
    });
  };

  const mustWait = (tenantId: TenantId): boolean => {
    const now = clock.elapsed();
    const since = waiting.get(tenantId) ?? now;
    const isOver = lookedAt >= since || now >= since + PATIENCE_MS;
    if (isOver) {
      waiting.delete(tenantId);
    } else {
      waiting.set(tenantId, since);
      lookSoon();
    }
    return !isOver;
  };

  return {
    begin: async ({ proposal }, { partner, ends, endBefore }, plan) => {
      const expected = await store.expected(plan.tenantId);
      const isUnaccepted = expected !== undefined && closesUnaccepted(expected.right, plan);
      const isUntold = isUnaccepted && !sameState(expected.open?.after ?? live(expected.right), plan.before);
      if (isUntold && mustWait(plan.tenantId)) return undefined;
      const { id: partOf, command, again, requester, reason, approval, approvers, conversation } = proposal;
      const asked = { command, again, requester, reason, approval, approvers, conversation };
      const own = {
        partner,
        plan,
        ends: ends ?? null,
        ...(endBefore !== undefined && { endBefore }),
        endOf: null,
        partOf,
      };
      const decided = { ...asked, ...own, ...(isUnaccepted && { unaccepted: true as const }) };
      const { change, busy } = await storeDecided(ports, decided);
      return { part: change, busy };
    },
  };
}

/** Begins to carry it out, as whoever decided all of it. @returns the change as it is claimed; undefined: it has moved on */
export function claimPart(ports: Ports, { status }: Change, part: Change): Promise<Change | undefined> {
  if (status.state !== 'applying') throw new Error('only what was decided is carried out');
  return advance(ports, part, { kind: 'claimed', by: status.by, at: ports.clock.now() });
}

/** The parts of each member that was begun and is not noted to have ended, oldest first. */
export async function partsBegun(
  { store }: Pick<Ports, 'store'>,
  whole: Change,
  done: ReadonlySet<TenantId>,
): Promise<ReadonlyMap<TenantId, readonly Change[]>> {
  const begun = new Map<TenantId, readonly Change[]>();
  for (const part of await store.partsOf(whole.proposal.id)) {
    const { tenantId } = part.proposal.plan;
    if (!done.has(tenantId)) begun.set(tenantId, [...(begun.get(tenantId) ?? []), part]);
  }
  return begun;
}

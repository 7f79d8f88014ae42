import type { Change } from '../../../domain/change/change.ts';
import type { Member, OnePlan } from '../../../domain/policy/many.ts';
import type { Ports, Settings } from '../../ports.ts';
import { storeDecided } from '../proposing/decided-already.ts';
import { advance } from '../lifecycle.ts';

/**
 * Stores the change that carries out one of many: asked for and decided by whoever asked for and decided all of it.
 * @returns what owns the partner instead; undefined: it is stored
 */
export async function beginPart(
  ports: Ports,
  settings: Pick<Settings, 'confirmWithinMilliseconds'>,
  { proposal }: Change,
  { partner, ends }: Member,
  plan: OnePlan,
): Promise<{ readonly part: Change; readonly busy: Change | undefined }> {
  const { id: partOf, command, again, requester, reason, approval, approvers, conversation } = proposal;
  const asked = { command, again, requester, reason, approval, approvers, conversation };
  const own = { partner, plan, ends: ends ?? null, endOf: null, partOf };
  const { change, busy } = await storeDecided(ports, settings, { ...asked, ...own });
  return { part: change, busy };
}

/** Begins to carry it out, as whoever decided all of it. @returns the change as it is claimed; undefined: it has moved on */
export function claimPart(ports: Ports, { status }: Change, part: Change): Promise<Change | undefined> {
  if (status.state !== 'applying') throw new Error('only what was decided is carried out');
  return advance(ports, part, { kind: 'claimed', by: status.by, at: ports.clock.now() });
}

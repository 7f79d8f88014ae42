import { endNow, endNowLine } from '../../../commands/ends/end-now.ts';
import { propose, type Change } from '../../../domain/change/change.ts';
import { withDoors, type EndingDoor } from '../../../domain/ends/door.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import { planOf } from '../../../domain/policy/plan.ts';
import type { PartnerSnapshot } from '../../../domain/policy/snapshot.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Ports, Settings } from '../../ports.ts';
import { advance } from '../lifecycle.ts';
import { takePartner } from '../take-partner.ts';

/**
 * Stores the change by which the bot closes what has come to its end: nobody confirms it, since that was decided with the
 * opening. Nothing is written to Graph yet. What others have asked for and nobody has decided makes way.
 * @returns false: somebody else's change of the partner is being carried out
 */
export async function closeAtEnd(
  ports: Ports,
  { confirmWithinMilliseconds }: Pick<Settings, 'confirmWithinMilliseconds'>,
  bot: Person,
  { id, partner, end }: Ending,
  before: PartnerSnapshot,
  doors: readonly EndingDoor[],
): Promise<boolean> {
  const now = ports.clock.now();
  const change = propose({
    id: ports.ids.change(),
    command: endNow.name,
    again: endNowLine(id),
    partner,
    plan: planOf(partner.tenantId, before, withDoors(before, doors, false, partner)),
    requester: bot,
    reason: null,
    approval: 'self',
    approvers: 1,
    challenge: null,
    follows: null,
    ends: null,
    endOf: id,
    lookalikes: [],
    takesBackOpening: false,
    alarm: null,
    unreached: [],
    defaults: null,
    requestedAt: now,
    expiresAt: now + confirmWithinMilliseconds,
    conversation: end.place,
  });
  return (await takePartner(ports, change, null, [])).kind === 'inserted';
}

/** Begins to carry it out. @returns the change as it is claimed; undefined: it has moved on */
export const claimForEnd = (ports: Ports, bot: Person, change: Change): Promise<Change | undefined> =>
  advance(ports, change, { kind: 'claimed', by: bot, at: ports.clock.now() });

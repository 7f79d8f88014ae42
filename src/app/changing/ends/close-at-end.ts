import { endNow, endNowLine } from '../../../commands/ends/end-now.ts';
import type { Change } from '../../../domain/change/change.ts';
import { withDoors, type EndingDoor } from '../../../domain/ends/door.ts';
import type { Ending } from '../../../domain/ends/ending.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import { planOf } from '../../../domain/policy/plan.ts';
import type { PartnerSnapshot } from '../../../domain/policy/snapshot.ts';
import type { Person } from '../../../domain/people/person.ts';
import { countingHere } from '../../finding/presence.ts';
import type { Ports, Settings } from '../../ports.ts';
import { storeDecided } from '../proposing/decided-already.ts';
import { advance } from '../lifecycle.ts';
import { botItself } from './own-person.ts';

/** What is closed, and why: `line` is what somebody would type for it. */
export type Closing = Pick<Proposal, 'partner'> & {
  readonly endOf: NonNullable<Proposal['endOf']>;
  readonly line: Pick<Proposal, 'command' | 'again'>;
  /** Where its card is shown. */
  readonly place: ConversationReference;
};

export const closingOf = ({ id, partner, end }: Ending): Closing => ({
  endOf: id,
  line: { command: endNow.name, again: endNowLine(id) },
  partner,
  place: end.place,
});

/**
 * Stores the change by which the bot closes what has come to its end, with who is here already, as far as that is counted in
 * time: nobody confirms it, since that was decided with the opening, or with what nobody has answered.
 * @returns false: somebody else's change of the partner is being carried out
 */
export async function closeAtEnd(
  ports: Ports,
  settings: Pick<Settings, 'appId' | 'homeTenant'>,
  { endOf, line, partner, place }: Closing,
  before: PartnerSnapshot,
  doors: readonly EndingDoor[],
): Promise<boolean> {
  const present = await countingHere(ports, settings, partner, Promise.resolve(partner)).inTime();
  const { busy } = await storeDecided(ports, {
    ...line,
    partner,
    plan: planOf(partner.tenantId, before, withDoors(before, doors, false, partner)),
    requester: botItself(settings),
    reason: null,
    approval: 'self',
    approvers: 1,
    ends: null,
    endOf,
    conversation: place,
    ...(present && { present }),
  });
  return busy === undefined;
}

/** Begins to carry it out. @returns the change as it is claimed; undefined: it has moved on */
export const claimForEnd = (ports: Ports, bot: Person, change: Change): Promise<Change | undefined> =>
  advance(ports, change, { kind: 'claimed', by: bot, at: ports.clock.now() });

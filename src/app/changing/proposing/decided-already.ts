import { propose, type Change } from '../../../domain/change/change.ts';
import type { Proposal } from '../../../domain/change/proposal.ts';
import { NEVER } from '../../../domain/instant.ts';
import type { Ports } from '../../ports.ts';
import { takePartner } from '../take-partner.ts';

/** What differs between changes on which nobody decides by themselves. */
type Decided = Pick<
  Proposal,
  | 'command'
  | 'again'
  | 'partner'
  | 'plan'
  | 'requester'
  | 'reason'
  | 'approval'
  | 'approvers'
  | 'ends'
  | 'endBefore'
  | 'endOf'
  | 'partOf'
  | 'unaccepted'
  | 'present'
  | 'conversation'
>;

/**
 * Stores a change that was decided already, with an end or as one of many: no card asks for it. Nothing is written to Graph
 * yet, and however long that takes, its time is not over: that is for those who decide. What others have asked for and nobody
 * has decided makes way where it closes.
 * @returns the change, and what owns its partner instead; undefined: it is stored
 */
export async function storeDecided(
  ports: Ports,
  decided: Decided,
): Promise<{ readonly change: Change; readonly busy: Change | undefined }> {
  const now = ports.clock.now();
  const change = propose({
    ...decided,
    id: ports.ids.change(),
    challenge: null,
    follows: null,
    lookalikes: [],
    takesBackOpening: false,
    alarm: null,
    unreached: [],
    defaults: null,
    requestedAt: now,
    // What would have ended by then is not opened any more.
    expiresAt: decided.ends?.at ?? NEVER,
  });
  const inserted = await takePartner(ports, change, null, []);
  return { change, busy: inserted.kind === 'occupied' ? inserted.by : undefined };
}

import { isDue, type Change } from '../../domain/change/change.ts';
import { supersedes } from '../../domain/change/closing.ts';
import type { ConversationReference, PostedMessage } from '../../domain/telling/conversation.ts';
import type { Insertion, Ports } from '../ports.ts';
import { advance } from './lifecycle.ts';
import { superseded } from './supersede.ts';

/**
 * Stores a pending change, unless somebody has an open one for the same tenant that need not make way for it.
 * @param places where others can decide it
 */
export async function takePartner(
  ports: Ports,
  change: Change,
  card: PostedMessage | null,
  places: readonly ConversationReference[],
): Promise<Insertion> {
  const { store, log, clock } = ports;
  const { proposal } = change;
  const entry = {
    changeId: proposal.id,
    event: { kind: 'proposed', proposal, at: proposal.requestedAt },
    requestIds: [],
  } as const;
  /** What makes way for it has ended then; undefined: it stays. */
  const making = async (open: Change): Promise<Insertion | undefined> => {
    if (isDue(open, clock.now())) {
      await advance(ports, open, { kind: 'expired', at: clock.now() });
      return store.insert(change, entry, card, places);
    }
    if (!supersedes(proposal, open) || (await isShownOn(store, open, card))) return undefined;
    const ending = await superseded(store, open, proposal);
    const then = await store.insert(change, entry, card, places, ending);
    if (then.kind === 'inserted' && ending !== undefined) logSuperseded(log, ending.change, proposal.id);
    return then;
  };
  let inserted = await store.insert(change, entry, card, places);
  while (inserted.kind === 'occupied') {
    const { by: open } = inserted;
    const then = await making(open);
    // Somebody may have moved it on at that very moment, and it is looked at again as it is then.
    if (then === undefined || isAsBefore(then, open)) return inserted;
    inserted = then;
  }
  log.info('change.proposed', {
    changeId: proposal.id,
    command: proposal.command,
    tenantId: proposal.partner.tenantId,
    requester: proposal.requester.objectId,
  });
  return inserted;
}

const isAsBefore = (then: Insertion, { proposal: { id }, revision }: Change): boolean =>
  then.kind === 'occupied' && then.by.proposal.id === id && then.by.revision === revision;

/** Whether a card whose button asked shows that change already. */
async function isShownOn(store: Ports['store'], { proposal }: Change, card: PostedMessage | null): Promise<boolean> {
  return card !== null && (await store.ownCopy(proposal.id))?.message?.messageId === card.messageId;
}

function logSuperseded(log: Ports['log'], { proposal, revision }: Change, instead: Change['proposal']['id']): void {
  log.info('change.moved', {
    changeId: proposal.id,
    tenantId: proposal.partner.tenantId,
    transition: 'superseded',
    state: 'superseded',
    revision,
    instead,
    requestIds: [],
  });
}

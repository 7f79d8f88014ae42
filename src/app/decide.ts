import { isDue, type Change } from '../domain/change.ts';
import type { PostedMessage } from '../domain/conversation.ts';
import type { ChangeId } from '../domain/ids.ts';
import { samePerson, type Person } from '../domain/person.ts';
import type { Notice } from '../domain/reply.ts';
import type { Applier } from './apply.ts';
import { explainRefusal } from './explain.ts';
import { advance } from './lifecycle.ts';
import type { Presenter } from './present.ts';
import type { Ports } from './ports.ts';

export const VERDICTS = ['confirm', 'cancel'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a click is answered with: the card as it is now, or a word to the one who clicked that leaves the card alone. */
export type ClickAnswer =
  { readonly kind: 'card'; readonly change: Change } | { readonly kind: 'told'; readonly notice: Notice };

/**
 * Decides a click on a change's card. Only what is in the store decides; the click brings an id and a verdict. A
 * confirmed change is applied in the background: the answer does not wait for Graph.
 * @param applied is called with the promise of the background work, so that the answer may wait for a fast one
 */
export async function decide(
  ports: Ports,
  { apply }: Pick<Applier, 'apply'>,
  presenter: Presenter,
  click: {
    readonly changeId: ChangeId;
    readonly verdict: Verdict;
    /** What was typed on the card; null: nothing. */
    readonly typed: string | null;
    readonly person: Person;
    readonly card: PostedMessage | null;
  },
  applied: (work: Promise<void>) => Promise<void>,
): Promise<ClickAnswer> {
  const { store, clock, background, log } = ports;
  const change = await store.get(click.changeId);
  if (change === undefined) return told({ kind: 'changeUnknown' });
  // Before anything is shown: a change's id is no secret, and its card tells of a partner.
  if (!samePerson(click.person, change.proposal.requester)) {
    log.info('click.refused', { changeId: click.changeId, objectId: click.person.objectId });
    return told({ kind: 'notRequester', requester: change.proposal.requester });
  }
  await learnCard(ports, change, click.card);
  const now = clock.now();
  if (change.status.state !== 'pending') return { kind: 'card', change };
  if (isDue(change, now)) {
    await advance(ports, change, { kind: 'expired', at: now });
    return redrawn(ports, presenter, change);
  }
  if (click.verdict === 'cancel') {
    await advance(ports, change, { kind: 'rejected', by: click.person, at: now });
    return redrawn(ports, presenter, change);
  }
  const { challenge } = change.proposal;
  if (challenge !== null && click.typed?.trim().toLowerCase() !== challenge) return told({ kind: 'challengeFailed' });
  const claimed = await advance(ports, change, { kind: 'claimed', by: click.person, at: now });
  if (claimed !== undefined) {
    const work = apply(claimed).finally(() => presenter.draw(claimed.proposal.id));
    background.start('apply', () => work);
    await applied(work);
  }
  return { kind: 'card', change: (await store.get(click.changeId)) ?? change };
}

const told = (refusal: Parameters<typeof explainRefusal>[0]): ClickAnswer => ({
  kind: 'told',
  notice: explainRefusal(refusal),
});

async function redrawn({ store, background }: Ports, presenter: Presenter, change: Change): Promise<ClickAnswer> {
  const { id } = change.proposal;
  background.start('draw', () => presenter.draw(id));
  return { kind: 'card', change: (await store.get(id)) ?? change };
}

/** A card whose posting was never confirmed is known from the first click of its requester where it was to be posted. */
async function learnCard({ store }: Ports, { proposal }: Change, card: PostedMessage | null): Promise<void> {
  if (card?.conversation.conversationId !== proposal.conversation.conversationId) return;
  const own = await store.ownCopy(proposal.id);
  if (own?.message !== null || (await store.shownOn(card)) !== undefined) return;
  await store.recordDrawn(own.id, { message: card, revision: own.revision });
}

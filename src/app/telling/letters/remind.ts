import type { Change } from '../../../domain/change/change.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Ports } from '../../ports.ts';

/** Reminds those who could decide a change, where its card is, when a third and two thirds of its time are over. */
export async function remind({ store, clock }: Pick<Ports, 'store' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const change of await store.open()) {
    const nth = due(change, now);
    if (nth === undefined) continue;
    for (const place of await places(store, change)) {
      await store.write({ kind: 'reminder', change: change.proposal.id, place, nth });
    }
  }
}

/** Which reminder it is time for; one that was missed is left out. */
function due(change: Change, now: Instant): 1 | 2 | undefined {
  const { approval, requestedAt, expiresAt } = change.proposal;
  if (approval !== 'secondPerson' || change.status.state !== 'pending' || now >= expiresAt) return undefined;
  const third = (expiresAt - requestedAt) / 3;
  const over = Math.floor((now - requestedAt) / third);
  return over >= 2 ? 2 : over === 1 ? 1 : undefined;
}

/** Where others see the card; under it, where it is in a channel. */
async function places(
  store: Pick<Ports['store'], 'copies'>,
  { proposal }: Change,
): Promise<readonly ConversationReference[]> {
  const copies = await store.copies(proposal.id);
  return copies
    .map(({ message, conversation }) => message?.conversation ?? conversation)
    .filter(({ conversationType }) => conversationType !== 'personal');
}

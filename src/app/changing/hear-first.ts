import { opens } from '../../domain/change/approval.ts';
import type { Change } from '../../domain/change/change.ts';
import type { Release } from '../../domain/change/status.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ObjectId } from '../../domain/ids.ts';
import { DirectoryError } from '../../domain/problem.ts';
import type { Person } from '../../domain/people/person.ts';
import { rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import { isAlone } from '../../domain/telling/readers.ts';
import { toEveryAdministrator, type Word } from '../../domain/telling/letter.ts';
import { ChannelError, type Holder, type Ports } from '../ports.ts';
import { inParallel, settledWithin } from '../promises.ts';
import { sayAlone } from '../telling/alone/say-alone.ts';
import type { Presenter } from '../telling/cards/present.ts';

/** How long everybody is waited for, in milliseconds: an emergency does not wait for a Teams that hangs. */
const PATIENCE_MS = 15_000;
/** So many people are told at the same time. */
const AT_ONCE = 8;

/** Whether it opens the tenant with broken glass. What closes waits for nobody. */
export const mustBeHeard = ({ proposal: { approval, plan } }: Change): boolean =>
  approval === 'breakGlass' && opens(plan);

/**
 * Has what opens the tenant with broken glass heard before it is written: every other active Security Administrator is sent
 * a direct message, and every subscription its card. Each is tried; what fails is tried again later, as a letter and as a
 * card that waits.
 * @param change as it was claimed
 * @returns why it must not be written; undefined: somebody was told. Rejects with StoreError
 */
export async function hearFirst(
  ports: Ports,
  cards: Pick<Presenter, 'drawEverywhere'>,
  change: Change,
): Promise<Release | undefined> {
  const { id, requester } = change.proposal;
  let others: readonly Holder[];
  try {
    const holders = await ports.roles.holders('securityAdministrator');
    others = holders.filter(({ objectId }) => objectId !== requester.objectId);
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    return { kind: 'unreadable', problem: error.problem };
  }
  const told = new Set<ObjectId>();
  const telling = inParallel(others, AT_ONCE, async ({ objectId }) => {
    if (await isTold(ports, change, objectId)) told.add(objectId);
  });
  await settledWithin(ports.clock, Promise.all([telling, cards.drawEverywhere(id)]), PATIENCE_MS);
  return told.size > 0 || (await isShown(ports, change)) ? undefined : { kind: 'unheard' };
}

/** Has everybody who may have been told that it is written next told how it stands instead. Rejects with StoreError. */
export function unhear({ store }: Pick<Ports, 'store'>, change: Change): Promise<void> {
  return store.write(toEveryAdministrator(wordOf(change), { but: change.proposal.requester.objectId }));
}

/** Whether somebody got a direct message, for certain; else a letter is kept that tells them. Never rejects. */
async function isTold(ports: Ports, change: Change, person: ObjectId): Promise<boolean> {
  const { id, conversation } = change.proposal;
  const untold = (error: unknown): false => {
    ports.log.error('glass.untold', error, { changeId: id, objectId: person });
    return false;
  };
  const notice = { kind: 'glassBroken', change } as const;
  if (await sayAlone(ports, person, conversation, [], () => notice).catch(untold)) return true;
  await ports.store.write({ kind: 'administrator', to: person, word: wordOf(change) }).catch(untold);
  return false;
}

const wordOf = (change: Change): Word => ({
  kind: 'glassBroken',
  change: change.proposal.id,
  at: claimedAt(change),
});

/** It is told again when it is confirmed again. */
function claimedAt({ status, proposal }: Change): Instant {
  return status.state === 'applying' ? status.claimedAt : proposal.requestedAt;
}

/** Whether a conversation that is subscribed now, and is not the requester's alone, shows that it was confirmed. */
async function isShown(ports: Ports, { proposal: { id, requester }, revision }: Change): Promise<boolean> {
  const { store } = ports;
  const subscriptions = await store.subscriptions();
  const alive = subscriptions.filter(({ state }) => state === 'alive').map((one) => one.conversation.conversationId);
  const copies = await store.copies(id);
  const shown = copies.filter(
    (copy) =>
      copy.message !== null && copy.revision >= revision && alive.includes(rootOf(copy.conversation.conversationId)),
  );
  const heard = await inParallel(shown, AT_ONCE, async ({ conversation }) => hasOthers(ports, conversation, requester));
  return heard.includes(true);
}

/** Whether somebody else reads there, unless Teams says that nobody does: a group made for oneself hears nothing. */
async function hasOthers(
  { channel, log }: Ports,
  conversation: ConversationReference,
  { objectId }: Person,
): Promise<boolean> {
  try {
    return !isAlone(await channel.readers(conversation), objectId);
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error;
    log.warn('roster.unread', { place: rootOf(conversation.conversationId), problem: error.problem });
    return true;
  }
}

import { isForThem } from '../../domain/change/approval.ts';
import { isWaiting, type Change } from '../../domain/change/change.ts';
import type { ChangeId, ObjectId, TenantId } from '../../domain/ids.ts';
import { samePerson, type Person } from '../../domain/people/person.ts';
import { identify, type Sender } from '../../domain/people/sender.ts';
import { rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import { authorize } from '../authorize.ts';
import type { Ports } from '../ports.ts';
import { withAlarm } from './show-alarm.ts';

/** Teams shows the answer while somebody scrolls: what is not known by then is shown as it was posted. */
const BUDGET_MS = 600;
/** Of so many people the role is read at the same time; of the others it is not. */
const MOST_AT_ONCE = 3;
/** Whoever had no role is looked up again after so long: they may have activated it. */
const WITHOUT_ROLE_FOR_MS = 60_000;
const MOST_KEPT = 1_000;

/** Somebody's client shows them the card of a change. */
export type Look = {
  readonly changeId: ChangeId;
  readonly sender: Sender;
  readonly conversation: ConversationReference;
};

/** The card as it is for them: `isOnlooker`: they are not who decides it, so it has no buttons. */
export type Looked = { readonly change: Change; readonly isOnlooker: boolean };

/**
 * Shows a change's card to somebody as it is for them. It decides nothing, gives no right and is no click: whoever presses
 * a button is checked then. undefined: the card is not shown in that conversation, or they are nobody's.
 */
export function cardLooks(
  ports: Pick<Ports, 'store' | 'roles' | 'seen' | 'clock' | 'log'>,
  home: TenantId,
): (look: Look) => Promise<Looked | undefined> {
  const { store, seen, clock, log } = ports;
  const reading = new Map<ObjectId, Promise<boolean | undefined>>();
  const withoutRole = new Map<ObjectId, number>();

  const read = async (person: Person, change: Change): Promise<boolean | undefined> => {
    try {
      const passing = await authorize(ports, person, 'requester', change.proposal.id);
      const mayChange = passing.kind === 'proven' && passing.proof.access === 'change';
      if (!mayChange) {
        if (withoutRole.size >= MOST_KEPT) withoutRole.clear();
        withoutRole.set(person.objectId, clock.elapsed() + WITHOUT_ROLE_FOR_MS);
      }
      return mayChange;
    } catch (error) {
      log.error('look.unread', error, { changeId: change.proposal.id });
      return undefined;
    } finally {
      reading.delete(person.objectId);
    }
  };

  /** undefined: that is not known in time. */
  const mayChange = async (person: Person, change: Change): Promise<boolean | undefined> => {
    const { objectId } = person;
    if (seen.holds(objectId, 'change')) return true;
    if (clock.elapsed() < (withoutRole.get(objectId) ?? -Infinity)) return false;
    const before = reading.get(objectId);
    if (before === undefined && reading.size >= MOST_AT_ONCE) return undefined;
    const now = before ?? read(person, change);
    if (before === undefined) reading.set(objectId, now);
    return Promise.race([now, clock.sleep(BUDGET_MS).then(() => undefined)]);
  };

  const isOnlooker = async (person: Person, change: Change): Promise<boolean> => {
    if (!isWaiting(change, clock.now())) return false;
    const { approval, requester } = change.proposal;
    const isRequester = samePerson(person, requester);
    if (approval !== 'secondPerson' || isRequester) return !isForThem(approval, isRequester, false);
    const may = await mayChange(person, change);
    return may !== undefined && !isForThem(approval, isRequester, may);
  };

  return async ({ changeId, sender, conversation }) => {
    const person = identify(sender, home);
    if ('kind' in person) return undefined;
    const here = rootOf(conversation.conversationId);
    const copies = await store.copies(changeId);
    if (!copies.some((copy) => rootOf(copy.conversation.conversationId) === here)) return undefined;
    const subject = await store.subject(changeId);
    if (subject?.kind !== 'change') return undefined;
    const { change } = await withAlarm(store, subject);
    return { change, isOnlooker: await isOnlooker(person, change) };
  };
}

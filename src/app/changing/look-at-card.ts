import { isForThem } from '../../domain/change/approval.ts';
import { isStoppable, isWaiting, needsReview, type Change } from '../../domain/change/change.ts';
import { isOpenDrift } from '../../domain/drift/drift.ts';
import { isStopping } from '../../domain/drift/misuse.ts';
import type { ChangeId, DriftId, MisuseId, ObjectId, TenantId } from '../../domain/ids.ts';
import { samePerson, type Person } from '../../domain/people/person.ts';
import { identify, type Sender } from '../../domain/people/sender.ts';
import type { ChangeCard, DriftCard, MisuseCard, NoticeReply } from '../../domain/replies/reply.ts';
import type { LetterId } from '../../domain/telling/letter.ts';
import type { Subject } from '../../domain/telling/subject.ts';
import { rootOf, type ConversationReference } from '../../domain/telling/conversation.ts';
import { authorize } from '../authorize.ts';
import type { Ports } from '../ports.ts';
import { cardOf, type AsShown, type Decidable } from '../telling/cards/change-card.ts';
import { noticeOf } from '../telling/letters/open-letter.ts';

/** Teams shows the answer while somebody scrolls: what is not known by then is shown as it was posted. */
const BUDGET_MS = 600;
/** Of so many people the role is read at the same time; of the others it is not. */
const MOST_AT_ONCE = 3;
/** Whoever had no role is looked up again after so long: they may have activated it. */
const WITHOUT_ROLE_FOR_MS = 60_000;
const MOST_KEPT = 1_000;

/** Whose card people are shown as it is for them, or which letter. */
export type LookedAt = ChangeId | DriftId | MisuseId | LetterId;

/** Somebody's client shows them such a card. */
export type Look = {
  readonly card: LookedAt;
  readonly sender: Sender;
  readonly conversation: ConversationReference;
};

/** The card as it is for them: without buttons where they are not who decides it. */
export type Looked = ChangeCard | DriftCard | MisuseCard | NoticeReply;

/**
 * Shows a card on which people decide to somebody as it is for them. It decides nothing, gives no right and is no click: whoever presses
 * a button is checked then. undefined: the card is not shown in that conversation, or says nothing that is still so, or they are
 * nobody's.
 */
export function cardLooks(
  ports: Pick<Ports, 'store' | 'roles' | 'seen' | 'clock' | 'log'>,
  home: TenantId,
  asShown: AsShown,
): (look: Look) => Promise<Looked | undefined> {
  const { store, seen, clock, log } = ports;
  const reading = new Map<ObjectId, Promise<boolean | undefined>>();
  const withoutRole = new Map<ObjectId, number>();

  const read = async (person: Person, card: LookedAt): Promise<boolean | undefined> => {
    try {
      const passing = await authorize(ports, person, 'requester');
      const mayChange = passing.kind === 'proven' && passing.proof.access === 'change';
      if (!mayChange) {
        if (withoutRole.size >= MOST_KEPT) withoutRole.clear();
        withoutRole.set(person.objectId, clock.elapsed() + WITHOUT_ROLE_FOR_MS);
      }
      return mayChange;
    } catch (error) {
      log.error('look.unread', error, { subject: card });
      return undefined;
    } finally {
      reading.delete(person.objectId);
    }
  };

  /** undefined: that is not known in time. */
  const mayChange = async (person: Person, card: LookedAt): Promise<boolean | undefined> => {
    const { objectId } = person;
    if (seen.holds(objectId, 'change')) return true;
    if (clock.elapsed() < (withoutRole.get(objectId) ?? -Infinity)) return false;
    const before = reading.get(objectId);
    if (before === undefined && reading.size >= MOST_AT_ONCE) return undefined;
    const now = before ?? read(person, card);
    if (before === undefined) reading.set(objectId, now);
    return Promise.race([now, clock.sleep(BUDGET_MS).then(() => undefined)]);
  };

  const mayNotChange = async (person: Person, card: LookedAt): Promise<boolean> =>
    (await mayChange(person, card)) === false;

  /** Whoever may change partners decides on a drift, and says that the bot may open again. */
  const isOnlooker = async (person: Person, subject: Decidable): Promise<boolean> => {
    switch (subject.kind) {
      case 'change':
        return isOnlookerOf(person, subject.change);
      case 'drift':
        return isOpenDrift(subject.drift) && mayNotChange(person, subject.drift.id);
      case 'misuse':
        return isStopping(subject.misuse) && mayNotChange(person, subject.misuse.id);
    }
  };

  const isOnlookerOf = async (person: Person, change: Change): Promise<boolean> => {
    // Whoever may change partners stops what goes on, also what they asked for themselves.
    if (isStoppable(change)) return mayNotChange(person, change.proposal.id);
    const isReviewed = needsReview(change);
    if (!isReviewed && !isWaiting(change, clock.now())) return false;
    const { requester } = change.proposal;
    // Whoever broke the glass does not review it.
    const approval = isReviewed ? 'secondPerson' : change.proposal.approval;
    const isRequester = samePerson(person, requester);
    if (approval !== 'secondPerson' || isRequester) return !isForThem(approval, isRequester, false);
    const may = await mayChange(person, change.proposal.id);
    return may !== undefined && !isForThem(approval, isRequester, may);
  };

  return async ({ card, sender, conversation }) => {
    const person = identify(sender, home);
    if ('kind' in person) return undefined;
    const here = rootOf(conversation.conversationId);
    if (typeof card === 'number') {
      const letter = await store.letter(card);
      if (letter?.kind !== 'bulletin' || rootOf(letter.place.conversationId) !== here) return undefined;
      const notice = await noticeOf(ports, letter.word);
      return notice && { kind: 'notice', notice, isOnlooker: await mayNotChange(person, card) };
    }
    const copies = await store.copies(card);
    if (!copies.some((copy) => rootOf(copy.conversation.conversationId) === here)) return undefined;
    const stored = await store.subject(card);
    if (stored === undefined) return undefined;
    const subject = await asShown(stored, conversation);
    if (!isDecidable(subject)) return undefined;
    return { ...cardOf(subject, conversation), isOnlooker: await isOnlooker(person, subject) };
  };
}

const isDecidable = (subject: Subject): subject is Decidable =>
  subject.kind === 'change' || subject.kind === 'drift' || subject.kind === 'misuse';

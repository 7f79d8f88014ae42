import { keepNewest } from '../domain/keep-newest.ts';
import { isStoppable, isWaiting, needsReview, type Change } from '../domain/change/change.ts';
import type { ObjectId, TenantId } from '../domain/ids.ts';
import { isOpenDrift } from '../domain/drift/drift.ts';
import { isStopping } from '../domain/drift/misuse.ts';
import type { Instant } from '../domain/instant.ts';
import { samePerson, type Person } from '../domain/people/person.ts';
import { identify, type Sender } from '../domain/people/sender.ts';
import type { Notice } from '../domain/replies/notice.ts';
import { mentioned } from '../domain/replies/mentioned.ts';
import type { Overview } from '../domain/replies/overview.ts';
import type { Reply } from '../domain/replies/reply.ts';
import { rootOf, type ConversationReference } from '../domain/telling/conversation.ts';

/** Teams: user-specific views take so many people. */
const MOST = 60;
/** Of a conversation so many are remembered, and so many conversations; who was there longest ago is forgotten. */
const MOST_IN_ONE = 200;
const MOST_CONVERSATIONS = 2_000;

/** Who was seen in which conversation lately, by Teams' own ids. Kept in memory only: it gives nobody a right. */
export interface Viewers {
  note(sender: Sender, conversation: ConversationReference): void;
  /** What has Teams ask, for each of them, for the card as it is for them; undefined where nobody has to decide on it. */
  refreshOf(reply: Reply, conversation: ConversationReference, at: Instant): Refresh | undefined;
  /** A card that waits for a decision or a review, with whoever has to say so and was seen there: they are mentioned. */
  withCalled(reply: Reply, conversation: ConversationReference, at: Instant): Reply;
}

/** A part of the card (Adaptive Cards 1.4: refresh). */
export type Refresh = { readonly action: object; readonly userIds: readonly string[] };

/** Somebody, with Teams' own id of them. */
type Viewer = { readonly person: Person; readonly account: string };

/** @param mayDecide whether somebody held the role when they were last seen: they come first, and are called */
export function viewers(home: TenantId, mayDecide: (person: ObjectId) => boolean): Viewers {
  const seen = new Map<string, Map<ObjectId, Viewer>>();

  const peopleIn = (conversation: ConversationReference): Map<ObjectId, Viewer> => {
    const place = rootOf(conversation.conversationId);
    const people = seen.get(place) ?? new Map<ObjectId, Viewer>();
    keepNewest(seen, place, people, MOST_CONVERSATIONS);
    return people;
  };

  const lastSeen = ({ conversationId }: ConversationReference): readonly Viewer[] =>
    [...(seen.get(rootOf(conversationId))?.values() ?? [])].reverse();

  return {
    note: (sender, conversation) => {
      const person = identify(sender, home);
      if ('kind' in person || sender.account === undefined || conversation.conversationType === 'personal') return;
      keepNewest(peopleIn(conversation), person.objectId, { person, account: sender.account }, MOST_IN_ONE);
    },
    refreshOf: (reply, conversation, at) => {
      const data = decidedOn(reply, at);
      if (data === undefined) return undefined;
      const people = lastSeen(conversation);
      const first = people.filter(({ person }) => mayDecide(person.objectId));
      const userIds = [...new Set([...first, ...people])].slice(0, MOST).map(({ account }) => account);
      return userIds.length === 0 ? undefined : { action: { type: 'Action.Execute', verb: 'look', data }, userIds };
    },
    withCalled: (reply, conversation, at) => {
      const deciders = lastSeen(conversation)
        .map(({ person }) => person)
        .filter(({ objectId }) => mayDecide(objectId));
      if (reply.kind === 'notice') {
        const called = calledBy(reply.notice, deciders);
        return called === undefined ? reply : { ...reply, called };
      }
      if (reply.kind === 'overview') return isDigestWithReviews(reply) ? { ...reply, called: deciders } : reply;
      if (reply.kind !== 'change' || reply.alone) return reply;
      const { approval, requester } = reply.change.proposal;
      const isWaited = isWaiting(reply.change, at);
      if (!isWaited && !needsReview(reply.change)) return reply;
      if (isWaited && approval !== 'secondPerson') return { ...reply, called: [requester] };
      return { ...reply, called: othersOf(reply.change, deciders) };
    },
  };
}

/** Who has to act on what is told; undefined: whom it names itself. */
function calledBy(notice: Notice, deciders: readonly Person[]): readonly Person[] | undefined {
  switch (notice.kind) {
    case 'reminder':
      // Whoever looks at it is called alone.
      return mentioned(notice).length > 0 ? undefined : othersOf(notice.change, deciders);
    case 'endNears':
    case 'endOverdue':
    case 'recertify':
      return deciders;
    case 'endCame':
      return notice.ending.end.came?.how === 'closed' ? undefined : deciders;
    default:
      return undefined;
  }
}

/** Who has yet to say something of it: neither whoever asked, nor who has approved it. */
const othersOf = ({ proposal, approvals }: Change, people: readonly Person[]): readonly Person[] =>
  people.filter(
    (person) => ![proposal.requester, ...approvals.map(({ by }) => by)].some((one) => samePerson(one, person)),
  );

/** What nobody asked for just now, while broken glass waits for a review. */
const isDigestWithReviews = ({ since, reviews }: Overview): boolean => since !== undefined && reviews > 0;

/** What a card is about on which somebody decides, says what they found, or stops what goes on; undefined: nobody does. */
function decidedOn(reply: Reply, at: Instant): object | undefined {
  switch (reply.kind) {
    case 'change': {
      const { change } = reply;
      const isDecided = isWaiting(change, at) || needsReview(change) || isStoppable(change);
      return isDecided ? { changeId: change.proposal.id } : undefined;
    }
    case 'drift':
      return isOpenDrift(reply.drift) ? { driftId: reply.drift.id } : undefined;
    case 'misuse':
      return isStopping(reply.misuse) ? { misuseId: reply.misuse.id } : undefined;
    default:
      return undefined;
  }
}

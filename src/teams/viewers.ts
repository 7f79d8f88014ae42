import type { Viewer } from '../app/ports.ts';
import { takesRole } from '../commands/offer.ts';
import { isStoppable, isWaiting, needsReview, type Change } from '../domain/change/change.ts';
import type { TenantId } from '../domain/ids.ts';
import { isOpenDrift } from '../domain/drift/drift.ts';
import { isStopping } from '../domain/drift/misuse.ts';
import type { Instant } from '../domain/instant.ts';
import { samePerson, type Person } from '../domain/people/person.ts';
import type { Notice } from '../domain/replies/notice.ts';
import { mentioned } from '../domain/replies/mentioned.ts';
import type { Overview } from '../domain/replies/overview.ts';
import type { NoticeReply, Reply } from '../domain/replies/reply.ts';
import { rootOf, type ConversationReference } from '../domain/telling/conversation.ts';
import { offersOf } from '../words/line.ts';
import { messageOf } from '../words/words.ts';

/** Teams: user-specific views take so many people. */
const MOST = 60;

/** What a card shows, and to whom, among those who were seen in its conversation. */
export interface Viewers {
  /**
   * `shown`: a card that waits for a decision or a review, with whoever has to say so and was seen there: they are mentioned.
   * `refresh`: has Teams ask, for each of them, for the card as it is for them; undefined where nobody has to decide on it.
   */
  seen(
    reply: Reply,
    conversation: ConversationReference,
    at: Instant,
  ): Promise<{ readonly shown: Reply; readonly refresh: Refresh | undefined }>;
}

/** A part of the card (Adaptive Cards 1.4: refresh). */
export type Refresh = { readonly action: object; readonly userIds: readonly string[] };

/** @param seenIn who was seen in a conversation, who may decide first, then who was there last */
export function viewers(home: TenantId, seenIn: (place: string) => Promise<readonly Viewer[]>): Viewers {
  return {
    seen: async (reply, { conversationType, conversationId }, at) => {
      const data = decidedOn(reply, at);
      const called = calledOn(reply, at);
      if (data === undefined && called === undefined) return { shown: reply, refresh: undefined };
      const people = conversationType === 'personal' ? [] : await seenIn(rootOf(conversationId));
      const deciders = people.filter(({ decides }) => decides).map((one) => asPerson(one, home));
      return {
        shown: called === undefined ? reply : { ...reply, called: called(deciders) },
        refresh: data && refreshFor(people, data),
      };
    },
  };
}

const asPerson = ({ objectId, displayName }: Viewer, tenantId: TenantId): Person => ({
  objectId,
  displayName,
  tenantId,
});

function refreshFor(people: readonly Viewer[], data: object): Refresh | undefined {
  const userIds = people.slice(0, MOST).map(({ account }) => account);
  return userIds.length === 0 ? undefined : { action: { type: 'Action.Execute', verb: 'look', data }, userIds };
}

/** Whom a card calls, among those who may decide. */
type Called = (deciders: readonly Person[]) => readonly Person[];
const everybody: Called = (deciders) => deciders;

/** undefined: whom it names itself, or nobody. */
function calledOn(reply: Reply, at: Instant): Called | undefined {
  switch (reply.kind) {
    case 'notice':
      return calledBy(reply.notice);
    case 'overview':
      return isDigestWithReviews(reply) ? everybody : undefined;
    case 'change': {
      const { change, alone } = reply;
      const { approval, requester } = change.proposal;
      const isWaited = isWaiting(change, at);
      if (alone || (!isWaited && !needsReview(change))) return undefined;
      return isWaited && approval !== 'secondPerson' ? () => [requester] : (deciders) => othersOf(change, deciders);
    }
    default:
      return undefined;
  }
}

/** Who has to act on what is told. */
function calledBy(notice: Notice): Called | undefined {
  switch (notice.kind) {
    case 'reminder':
      // Whoever looks at it is called alone.
      return mentioned(notice).length > 0 ? undefined : (deciders) => othersOf(notice.change, deciders);
    case 'endNears':
    case 'endOverdue':
    case 'recertify':
      return everybody;
    case 'endCame':
      return notice.ending.end.came?.how === 'closed' ? undefined : everybody;
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

/** A letter that everybody there reads, with a button that not everybody may press. */
function decidedIn({ notice, letter }: NoticeReply): object | undefined {
  if (letter === undefined) return undefined;
  return offersOf(messageOf(notice)).some(takesRole) ? { letter } : undefined;
}

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
    case 'notice':
      return decidedIn(reply);
    default:
      return undefined;
  }
}

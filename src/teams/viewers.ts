import { isWaiting } from '../domain/change/change.ts';
import type { ObjectId, TenantId } from '../domain/ids.ts';
import { isOpenDrift } from '../domain/drift/drift.ts';
import type { Instant } from '../domain/instant.ts';
import { samePerson, type Person } from '../domain/people/person.ts';
import { identify, type Sender } from '../domain/people/sender.ts';
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
  /** What has Teams ask, for each of them, for the card as it is for them; nothing where nobody has to decide on it. */
  refreshOf(reply: Reply, conversation: ConversationReference, at: Instant): object;
  /** A card that waits, with whoever has to decide it and was seen there: they are mentioned. */
  withCalled(reply: Reply, conversation: ConversationReference, at: Instant): Reply;
}

/** Somebody, with Teams' own id of them. */
type Viewer = { readonly person: Person; readonly account: string };

/** @param mayDecide whether somebody was seen with the role lately: they come first */
export function viewers(home: TenantId, mayDecide: (person: ObjectId) => boolean): Viewers {
  const seen = new Map<string, Map<ObjectId, Viewer>>();

  const peopleIn = (conversation: ConversationReference): Map<ObjectId, Viewer> => {
    const place = rootOf(conversation.conversationId);
    const people = seen.get(place) ?? new Map<ObjectId, Viewer>();
    seen.delete(place);
    seen.set(place, people);
    forgetOldest(seen, MOST_CONVERSATIONS);
    return people;
  };

  const lastSeen = ({ conversationId }: ConversationReference): readonly Viewer[] =>
    [...(seen.get(rootOf(conversationId))?.values() ?? [])].reverse();

  return {
    note: (sender, conversation) => {
      const person = identify(sender, home);
      if ('kind' in person || sender.account === undefined || conversation.conversationType === 'personal') return;
      const people = peopleIn(conversation);
      people.delete(person.objectId);
      people.set(person.objectId, { person, account: sender.account });
      forgetOldest(people, MOST_IN_ONE);
    },
    refreshOf: (reply, conversation, at) => {
      const data = decidedOn(reply, at);
      if (data === undefined) return {};
      const people = lastSeen(conversation);
      const first = people.filter(({ person }) => mayDecide(person.objectId));
      const userIds = [...new Set([...first, ...people])].slice(0, MOST).map(({ account }) => account);
      if (userIds.length === 0) return {};
      return { refresh: { action: { type: 'Action.Execute', verb: 'look', data }, userIds } };
    },
    withCalled: (reply, conversation, at) => {
      if (reply.kind !== 'change' || reply.alone || !isWaiting(reply.change, at)) return reply;
      const { approval, requester } = reply.change.proposal;
      if (approval !== 'secondPerson') return { ...reply, called: [requester] };
      const called = lastSeen(conversation)
        .map(({ person }) => person)
        .filter((person) => !samePerson(person, requester) && mayDecide(person.objectId));
      return { ...reply, called };
    },
  };
}

/** What a card is about on which somebody decides; undefined: nobody does. */
function decidedOn(reply: Reply, at: Instant): object | undefined {
  if (reply.kind === 'change') return isWaiting(reply.change, at) ? { changeId: reply.change.proposal.id } : undefined;
  return reply.kind === 'drift' && isOpenDrift(reply.drift) ? { driftId: reply.drift.id } : undefined;
}

function forgetOldest(known: Map<string, unknown>, most: number): void {
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
}

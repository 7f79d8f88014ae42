import { isWaiting } from '../domain/change/change.ts';
import type { ObjectId, TenantId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
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
}

/** @param mayDecide whether somebody was seen with the role lately: they come first */
export function viewers(home: TenantId, mayDecide: (person: ObjectId) => boolean): Viewers {
  const seen = new Map<string, Map<ObjectId, string>>();

  const peopleIn = (conversation: ConversationReference): Map<ObjectId, string> => {
    const place = rootOf(conversation.conversationId);
    const people = seen.get(place) ?? new Map<ObjectId, string>();
    seen.delete(place);
    seen.set(place, people);
    forgetOldest(seen, MOST_CONVERSATIONS);
    return people;
  };

  return {
    note: (sender, conversation) => {
      const person = identify(sender, home);
      if ('kind' in person || sender.account === undefined || conversation.conversationType === 'personal') return;
      const people = peopleIn(conversation);
      people.delete(person.objectId);
      people.set(person.objectId, sender.account);
      forgetOldest(people, MOST_IN_ONE);
    },
    refreshOf: (reply, conversation, at) => {
      if (reply.kind !== 'change' || !isWaiting(reply.change, at)) return {};
      const people = [...(seen.get(rootOf(conversation.conversationId)) ?? [])].reverse();
      const first = people.filter(([person]) => mayDecide(person));
      const userIds = [...new Set([...first, ...people])].slice(0, MOST).map(([, account]) => account);
      if (userIds.length === 0) return {};
      const data = { changeId: reply.change.proposal.id };
      return { refresh: { action: { type: 'Action.Execute', verb: 'look', data }, userIds } };
    },
  };
}

function forgetOldest(known: Map<string, unknown>, most: number): void {
  const [oldest] = known.keys();
  if (known.size > most && oldest !== undefined) known.delete(oldest);
}

import type { ObjectId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Seen } from './viewers.ts';
import type { Circular, Letter, LetterId, Sendable } from '../../../domain/telling/letter.ts';

/** Who is told of something, with it: conversations that get its card, and letters. */
export type Audience = { readonly notices: readonly ConversationReference[]; readonly letters: readonly Letter[] };

/** Somebody to whom Teams does not let the bot write alone, since then. */
export type Refusing = { readonly objectId: ObjectId; readonly since: Instant };

/** What is said once, and where people can be spoken to. */
export interface LetterStore {
  /** Keeps a letter to be sent, unless there ever was one of the same key. */
  write(letter: Letter): Promise<void>;
  /** Letters that have not been sent, oldest first. */
  unsent(): Promise<readonly { readonly id: LetterId; readonly letter: Sendable }[]>;
  /** One of them, sent or not; undefined: there is none, or not any more. */
  letter(id: LetterId): Promise<Letter | undefined>;
  /** Words for every administrator that are not a letter to each of them yet, oldest first. */
  circulars(): Promise<readonly { readonly id: number; readonly letter: Circular }[]>;
  /** A word that waited becomes a letter to each of these, and waits no more. */
  spread(id: number, to: readonly ObjectId[]): Promise<void>;
  /** @param digested of a digest: where it stands, and up to when it tells; stored together */
  recordSent(id: number, digested?: { readonly place: string; readonly until: Instant }): Promise<void>;
  /** Up to when the last digest tells that was posted in that conversation; undefined: none was. */
  digestedUntil(place: string): Promise<Instant | undefined>;

  /**
   * Remembers by which way a person, or a conversation that is subscribed, can be spoken to. Whoever has a chat of their own
   * with the bot is reached. @param seen who that is among others, where they were seen there; left out: they were not
   */
  heard(person: ObjectId, conversation: ConversationReference, seen?: Seen): Promise<void>;
  /** The way by which the bot was spoken to last; undefined: it never was. */
  lastHeard(): Promise<ConversationReference | undefined>;
  /** Where a person can be told something alone; undefined: they never wrote to the bot there. */
  personalConversation(person: ObjectId): Promise<ConversationReference | undefined>;
  /** Teams refused to let the bot write to somebody alone; what was known since earlier stays. */
  noteUnreached(person: ObjectId, since: Instant): Promise<void>;
  /** Something was said to somebody alone. */
  noteReached(person: ObjectId): Promise<void>;
  unreached(): Promise<readonly Refusing[]>;
}

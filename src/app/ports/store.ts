import type { Baseline } from '../../domain/drift/baseline.ts';
import type { Change } from '../../domain/change/change.ts';
import type { ConversationReference, PostedMessage } from '../../domain/telling/conversation.ts';
import type { Drift, DriftEvent, DriftJournalEvent } from '../../domain/drift/drift.ts';
import type { ChangeId, DriftId, ObjectId, TenantId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import type { JournalEntry } from '../../domain/change/journal.ts';
import type { Letter } from '../../domain/telling/letter.ts';
import type { PartnerState } from '../../domain/policy/policy.ts';
import type { Sight } from '../../domain/drift/sight.ts';
import type { Subject, SubjectId } from '../../domain/telling/subject.ts';
import type { Subscription, SubscriptionState } from '../../domain/telling/subscription.ts';
import type { PartnerEntry } from './directory.ts';

/** A message as Teams delivered it: the same ids mean the same message, however often it comes. */
export type Delivery = { readonly conversationId: string; readonly activityId: string };

export type Insertion =
  | { readonly kind: 'inserted' }
  /** Another open change owns the partner. */
  | { readonly kind: 'occupied'; readonly by: Change };

export type HistoryPage = { readonly changes: readonly Change[]; readonly total: number };

/** The last card that was drawn, and which revision of its subject it shows. */
export type DrawnCard = { readonly message: PostedMessage | null; readonly revision: number };

/** Grows from copy to copy. */
export type CopyId = number;

/** One of the places where a subject is shown. */
export type Copy = DrawnCard & {
  readonly id: CopyId;
  readonly subject: SubjectId;
  /** `own`: the card that answers whoever asked for a change; `notice`: tells a subscribed conversation. */
  readonly role: 'own' | 'notice';
  readonly conversation: ConversationReference;
};

export type UndrawnCopy = Pick<Copy, 'id' | 'subject'>;

/** Who is told of something, with it: conversations that get its card, and letters. */
export type Audience = { readonly notices: readonly ConversationReference[]; readonly letters: readonly Letter[] };
/** What the watcher remembers. A tenant without a baseline is no partner. */
export type Watched = {
  /** When all of the partners were last compared; null: never. */
  readonly lookedAt: Instant | null;
  readonly baselines: readonly Baseline[];
  /** Those that are open: at most one for each tenant. */
  readonly drifts: readonly Drift[];
};

/** What one look found out about one tenant. */
export type Sighting = {
  readonly tenantId: TenantId;
  /** Of the baseline that it was compared with; 0: there was none. */
  readonly revision: number;
} & (
  | { readonly kind: 'asExpected' }
  /** As expected, and the baseline with what could not be seen before. */
  | { readonly kind: 'learned'; readonly state: PartnerState }
  /** An open difference is gone. */
  | { readonly kind: 'undone' }
  /** A change of the bot's that was given up did take effect, up to this many steps. */
  | { readonly kind: 'tookEffect'; readonly change: ChangeId; readonly done: number }
  | { readonly kind: 'drifted'; readonly drift: Drift }
);

/**
 * A line of the journal, and what it is about as it is by now; or a sight, of which the journal says nothing. `seq` grows
 * by one from line to line, and from sight to sight.
 */
export type Untold = { readonly seq: number } & (
  | { readonly of: 'changes'; readonly change: Change; readonly entry: JournalEntry }
  | { readonly of: 'drifts'; readonly drift: Drift; readonly event: DriftJournalEvent }
  | { readonly of: 'sights'; readonly sight: Sight }
);

/**
 * Durable memory. What a method resolved is on disk. What happens to changes and drifts is written to one journal, in the
 * transaction that stores it, and each of its entries carries the hash of the one before. A method rejects with
 * StoreError, and then nothing has changed, unless the disk itself failed: only reading again tells then.
 */
export interface Store {
  /**
   * Adds a new change with its first journal entry, unless an open change owns the partner.
   * @param card a message that shall become the change's card; null: one will be posted
   * @param notices conversations that get its card as well
   */
  insert(
    change: Change,
    entry: JournalEntry,
    card?: PostedMessage | null,
    notices?: readonly ConversationReference[],
  ): Promise<Insertion>;
  get(id: ChangeId): Promise<Change | undefined>;
  /**
   * Compare-and-swap: saves the change if the stored revision is one less, else changes nothing and says false. What an
   * ended change has written becomes part of its partner's baseline and of an open drift in the same transaction.
   * @param tell conversations that get a notice of the change, unless they have one, and letters about it
   */
  advance(change: Change, entry: JournalEntry, tell?: Partial<Audience>): Promise<boolean>;
  /** All changes that have not ended. */
  open(): Promise<readonly Change[]>;
  /** Changes for which the glass was broken and which nobody has reviewed, oldest first. */
  unreviewed(): Promise<readonly Change[]>;
  /** Changes that ended since then, of which Entra's audit log has not told all yet, oldest first. */
  awaitingEvidence(since: Instant): Promise<readonly Change[]>;
  /** Whether a record of Entra's audit log was matched with a step of any change. */
  isMatched(auditId: string): Promise<boolean>;
  journal(id: ChangeId): Promise<readonly JournalEntry[]>;
  /** The newest changes first, of one tenant or of all, and how many there are. */
  history(tenantId: TenantId | null, limit: number, offset: number): Promise<HistoryPage>;

  /**
   * Copies that show less than their subject: the outbox. Oldest first; of the notices of one tenant that were not yet
   * posted in a conversation only the oldest, so that they come there in their order.
   */
  undrawn(): Promise<readonly UndrawnCopy[]>;
  copy(id: CopyId): Promise<Copy | undefined>;
  ownCopy(id: ChangeId): Promise<Copy | undefined>;
  /** Rejects for a copy that there is no more, and for a revision that its subject has not reached. */
  recordDrawn(id: CopyId, card: DrawnCard): Promise<void>;
  subject(id: SubjectId): Promise<Subject | undefined>;
  /** What a message carries a copy of; undefined: nothing. */
  shownOn(message: PostedMessage): Promise<SubjectId | undefined>;

  /** Keeps a subscription, in the place of an older one of the same conversation. */
  subscribe(subscription: Subscription): Promise<void>;
  subscriptions(): Promise<readonly Subscription[]>;
  /**
   * Forgets a conversation's subscription and the notices that were not posted there yet.
   * @param place the conversation's id, at its root
   * @returns whether there was one
   */
  unsubscribe(place: string): Promise<boolean>;
  /** Compare-and-swap of a subscription's state; where it is no longer alive, notices not yet posted are forgotten. */
  turnSubscription(place: string, from: SubscriptionState, to: SubscriptionState): Promise<boolean>;

  /** Remembers by which way a person, or a conversation that is subscribed, can be spoken to. */
  heard(person: ObjectId, conversation: ConversationReference): Promise<void>;
  /** Where a person can be told something alone; undefined: they never wrote to the bot there. */
  personalConversation(person: ObjectId): Promise<ConversationReference | undefined>;

  /** Keeps a letter to be sent, unless there ever was one of the same key. */
  write(letter: Letter): Promise<void>;
  /** Letters that have not been sent, oldest first. */
  unsent(): Promise<readonly { readonly id: number; readonly letter: Letter }[]>;
  recordSent(id: number): Promise<void>;
  /** Where a change is shown, by now. */
  copies(id: ChangeId): Promise<readonly Copy[]>;

  /** From now on, what happens is to be told outside; where that is so already, nothing changes. */
  beginTelling(): Promise<void>;
  /** What comes next of what was not told outside; of the journal in its order, and of the sights in theirs. */
  untold(): Promise<Untold | undefined>;
  recordTold(told: Pick<Untold, 'seq' | 'of'>): Promise<void>;

  /** Whether the bot has not introduced itself there yet; from now on it has. */
  greet(place: string, at: Instant): Promise<boolean>;
  forgetGreeting(place: string): Promise<void>;

  /**
   * Takes a delivered message for handling. false: it is being handled by this process or was handled before.
   * A message that a killed process took and never finished may be taken again.
   */
  take(delivery: Delivery, at: Instant): Promise<boolean>;
  finish(delivery: Delivery): Promise<void>;
  /** Forgets finished deliveries taken before `at`. */
  forgetDeliveries(at: Instant): Promise<void>;

  watched(): Promise<Watched>;
  /** Makes what is now the baselines, unless there was a look before. */
  beginWatch(partners: readonly PartnerEntry[], at: Instant): Promise<void>;
  /**
   * Stores what one look found, all of it or nothing; a drift takes the place of the tenant's open one. What was compared
   * with a baseline that has moved since, or while the bot writes, is left out: the next look finds it.
   * @param tell conversations that get a notice of each new drift
   * @param whole whether all of the partners were compared; left out: they were
   * @returns the drifts that are new
   */
  recordLook(
    sightings: readonly Sighting[],
    at: Instant,
    tell?: readonly ConversationReference[],
    whole?: boolean,
  ): Promise<readonly Drift[]>;
  drift(id: DriftId): Promise<Drift | undefined>;
  /**
   * Moves a drift on if the stored one has this revision and the event fits; what is accepted becomes the baseline.
   * @returns the drift as it is now stored; undefined: nothing has changed
   */
  moveDrift(drift: Drift, event: DriftEvent): Promise<Drift | undefined>;
  driftJournal(id: DriftId): Promise<readonly DriftJournalEvent[]>;
  /** Drifts found since then whose actor is not known, oldest first. */
  unnamed(since: Instant): Promise<readonly Drift[]>;
  /** The last one; undefined: the policies could always be read. */
  sight(): Promise<Sight | undefined>;
  /** @param tell conversations that get a notice of it */
  recordSight(sight: Sight, tell: readonly ConversationReference[]): Promise<void>;

  /** Rejects when the store cannot be used. */
  check(): Promise<void>;
}

/** Why the store could not do what was asked. */
export type StoreProblem =
  /** No file can be opened there: no path, no folder, no permission, a folder in its place. */
  | 'cannotOpen'
  | 'notADatabase'
  /** A database that another program made. */
  | 'foreign'
  /** Made by a newer version of this program. */
  | 'newer'
  /** Not brought up to date by this version yet. */
  | 'older'
  /** Another process holds it. */
  | 'inUse'
  /** What is stored makes no sense; nothing of it is used. */
  | 'damaged'
  /** Read-only, disk full, or the disk failed. */
  | 'notWritable'
  /** The file that was opened is no longer where it was. */
  | 'gone'
  | 'closed'
  /** What was to be stored contradicts what is stored, or itself; nothing was stored. */
  | 'contradiction';

/** The store cannot be used, or not for this. The message is a sentence for whoever runs the bot; it names files. */
export class StoreError extends Error {
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'StoreError';
    this.problem = problem;
  }
}

import type { Change } from '../../../domain/change/change.ts';
import type { JournalEntry } from '../../../domain/change/journal.ts';
import type { ChangeId, TenantId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ConversationReference, PostedMessage } from '../../../domain/telling/conversation.ts';
import type { Audience } from './letters.ts';

export type Insertion =
  | { readonly kind: 'inserted' }
  /** Another open change owns the partner. */
  | { readonly kind: 'occupied'; readonly by: Change };

/** A change as it is after a step, with what the journal says of that step, and who is told. */
export type Moved = { readonly change: Change; readonly entry: JournalEntry; readonly tell: Audience };

export type HistoryPage = { readonly changes: readonly Change[]; readonly total: number };

/** Changes, and what the journal says of them. */
export interface ChangeStore {
  /**
   * Adds a new change with its first journal entry, unless an open change owns the partner.
   * @param card a message that shall become the change's card; null: one will be posted
   * @param notices conversations that get its card as well
   * @param ending the open change that owns the partner, as it ends: both or neither is stored
   */
  insert(
    change: Change,
    entry: JournalEntry,
    card?: PostedMessage | null,
    notices?: readonly ConversationReference[],
    ending?: Moved | null,
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
  /** The changes that carry out what was decided for many, oldest first. */
  partsOf(whole: ChangeId): Promise<readonly Change[]>;
  /** As above, of all such decisions, but about this partner alone. */
  partsAbout(tenantId: TenantId): Promise<readonly Change[]>;
  /** Freezes and thaws that were carried out, or are, newest first. */
  freezes(): Promise<readonly Change[]>;
  /** Changes for which the glass was broken and which nobody has reviewed, oldest first. */
  unreviewed(): Promise<readonly Change[]>;
  /** Changes that ended since then, of which Entra's audit log has not told all yet, oldest first. */
  awaitingEvidence(since: Instant): Promise<readonly Change[]>;
  /** Whether a record of Entra's audit log was matched with a step of any change. */
  isMatched(auditId: string): Promise<boolean>;
  /**
   * Where this change, as it was read or is about to be carried out, is not what its journal leads to: names of members,
   * such as `proposal.approval`, or `journal` where its entries are not as they were written. Empty: nowhere.
   */
  contradictions(change: Change): Promise<readonly string[]>;
  journal(id: ChangeId): Promise<readonly JournalEntry[]>;
  /** The newest changes first, of one tenant or of all, and how many there are. */
  history(tenantId: TenantId | null, limit: number, offset: number): Promise<HistoryPage>;
}

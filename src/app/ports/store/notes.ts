import type { Letter } from '../../../domain/telling/letter.ts';
import type { Head } from '../../../domain/journal/head.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { SyncBurst } from '../../../domain/partners/arrivals.ts';
import type { Approvals, RefusedCommand } from '../../../domain/journal/note.ts';

/** What the journal says beside changes, drifts and who hears. */
export interface NoteStore {
  /** Somebody asked for a change and was told no. */
  noteRefusal(refusal: RefusedCommand): Promise<void>;
  /**
   * The rule of approvals that is in force from now on: a line of the journal where it differs from the last one.
   * @param tell what is told of that, with the rule that it was until now; stored together
   * @returns what it was until now: the same, or null where nothing is known of it
   */
  noteApprovals(
    approvals: Approvals,
    at: Instant,
    tell?: (before: Approvals) => readonly Letter[],
  ): Promise<Approvals | null>;
  /**
   * Keeps a burst with the letters that tell of it, and up to when it was told of.
   * @param names whose it is, under each name by which it may be asked for: the tenant's id, and domains
   */
  noteBurst(burst: SyncBurst, names: readonly string[], letters: readonly Letter[], at: Instant): Promise<void>;
  /** A burst that was told of goes on until then. An earlier time changes nothing. */
  noteMoreOfBurst(names: readonly string[], until: Instant): Promise<void>;
  /** Up to when the newest burst was told of that is one of these names'; undefined: none was. */
  burstToldUntil(names: readonly string[]): Promise<Instant | undefined>;
  /** When the head last went out; null: never. And when the journal's first line was written; null: it has none. */
  witnessedAt(): Promise<{ readonly last: Instant | null; readonly first: Instant | null }>;
  /** Adds a line that stands for all before it, and a letter about its hash to each of the places. */
  witness(at: Instant, places: readonly ConversationReference[]): Promise<Head>;
}

import type { Letter } from '../../../domain/telling/letter.ts';
import type { Head } from '../../../domain/journal/head.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Instant } from '../../../domain/instant.ts';
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
  /** When the head last went out; null: never. And when the journal's first line was written; null: it has none. */
  witnessedAt(): Promise<{ readonly last: Instant | null; readonly first: Instant | null }>;
  /** Adds a line that stands for all before it, and a letter about its hash to each of the places. */
  witness(at: Instant, places: readonly ConversationReference[]): Promise<Head>;
}

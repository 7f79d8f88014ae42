import type { Instant } from '../../../domain/instant.ts';
import type { Approvals, RefusedCommand } from '../../../domain/journal/note.ts';

/** What the journal says beside changes, drifts and who hears. */
export interface NoteStore {
  /** Somebody asked for a change and was told no. */
  noteRefusal(refusal: RefusedCommand): Promise<void>;
  /**
   * The rule of approvals that is in force from now on: a line of the journal where it differs from the last one.
   * @returns what it was until now: the same, or null where nothing is known of it
   */
  noteApprovals(approvals: Approvals, at: Instant): Promise<Approvals | null>;
}

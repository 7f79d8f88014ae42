import type { ChangeId } from '../../../domain/ids.ts';
import type { ConversationReference, PostedMessage } from '../../../domain/telling/conversation.ts';
import type { Subject, SubjectId } from '../../../domain/telling/subject.ts';

/** The last card that was drawn, and which revision of its subject it shows. */
export type DrawnCard = { readonly message: PostedMessage | null; readonly revision: number };

/** Grows from copy to copy. */
export type CopyId = number;

/** One of the places where a subject is shown. */
export type Copy = DrawnCard & {
  readonly id: CopyId;
  readonly subject: SubjectId;
  /**
   * `own`: the card that answers whoever asked for a change; `notice`: tells a subscribed conversation; `again`: the card
   * once more, where somebody asked for it.
   */
  readonly role: 'own' | 'notice' | 'again';
  readonly conversation: ConversationReference;
};

export type UndrawnCopy = Pick<Copy, 'id' | 'subject'> & {
  /** Whether it opens the tenant, or holds up a notice that does. */
  readonly isUrgent: boolean;
};

/** Where subjects are shown. */
export interface CopyStore {
  /**
   * Copies that show less than their subject: the outbox. What is urgent first, then the oldest; of the notices of one tenant that were not yet
   * posted in a conversation only the oldest, so that they come there in their order.
   */
  undrawn(): Promise<readonly UndrawnCopy[]>;
  /** The notices that wait to be posted in a conversation, all of them, oldest first. @param place its id, at its root */
  unposted(place: string): Promise<readonly Copy[]>;
  copy(id: CopyId): Promise<Copy | undefined>;
  ownCopy(id: ChangeId): Promise<Copy | undefined>;
  /** Rejects for a copy that there is no more, and for a revision that its subject has not reached. */
  recordDrawn(id: CopyId, card: DrawnCard): Promise<void>;
  subject(id: SubjectId): Promise<Subject | undefined>;
  /**
   * Has the change's card shown once more in that conversation, and kept up to date there. Of the older ones of its kind
   * only the latest few are kept so.
   */
  showAgain(id: ChangeId, conversation: ConversationReference): Promise<void>;
  /**
   * Has a message that carries the subject's card already, and that nobody knew of, kept up to date as one shown again. Of
   * a subject that there is not nothing is kept.
   */
  alsoShown(id: SubjectId, message: PostedMessage): Promise<void>;
  /** What a message carries a copy of; undefined: nothing. */
  shownOn(message: PostedMessage): Promise<SubjectId | undefined>;
  /** Where a subject is shown, by now. */
  copies(id: SubjectId): Promise<readonly Copy[]>;
}

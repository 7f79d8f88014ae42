import type { AuditActivity } from '../../../domain/drift/audit.ts';
import type { Misuse, MisuseEvent } from '../../../domain/drift/misuse.ts';
import type { MisuseId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Letter } from '../../../domain/telling/letter.ts';

/** What the bot's own app did without the bot, and how far Entra's audit log was read. */
export interface MisuseStore {
  misuse(id: MisuseId): Promise<Misuse | undefined>;
  /** The one because of which nothing is opened, by its row or by the journal; undefined: there is none. */
  openMisuse(): Promise<Misuse | undefined>;
  /**
   * Where it is not, as it is stored, what its journal leads to: names of members, such as `status`, or `journal` where the
   * entries are not as they were written, or there is no row. Empty: nowhere.
   */
  misuseContradictions(id: MisuseId): Promise<readonly string[]>;
  /**
   * Keeps it, and that its records were told of.
   * @param tell conversations that get a notice of it
   * @param letters kept with it
   */
  addMisuse(
    misuse: Misuse,
    auditIds: readonly string[],
    tell: readonly ConversationReference[],
    letters?: readonly Letter[],
  ): Promise<void>;
  /**
   * Moves it on if the stored one has this revision and the event fits; its cards show that.
   * @returns as it is now stored; undefined: nothing has changed
   */
  moveMisuse(
    misuse: Misuse,
    event: Exclude<MisuseEvent, { kind: 'found' }>,
    auditIds?: readonly string[],
  ): Promise<Misuse | undefined>;
  /** Whether a record of the audit log was told of on its own. */
  isTold(auditId: string): Promise<boolean>;
  /** Up to when records of a kind were read; undefined: never. */
  auditReadUntil(kind: AuditActivity | 'own' | 'arrivals'): Promise<Instant | undefined>;
  noteAuditRead(kind: AuditActivity | 'own' | 'arrivals', until: Instant): Promise<void>;
  /** Since when the store remembers what the bot does. What is asked for the first time is from `now` at the latest. */
  rememberedSince(now: Instant): Promise<Instant>;
}

import type { Trace } from '../../../domain/drift/trace.ts';
import type { Transient, TransientEvent } from '../../../domain/drift/transient.ts';
import type { TenantId, TransientId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { Actor } from '../../../domain/people/actor.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Letter } from '../../../domain/telling/letter.ts';

/** What a record of somebody else's says of one partner. */
export type ForeignRecord = Trace & { readonly tenantId: TenantId; readonly by: Actor };

/** `open`: what it changed may still be found by a look. `told`: with that. */
export type KeptRecord = ForeignRecord & {
  readonly state: 'open' | 'explained' | 'told';
  readonly transient: TransientId | null;
};

/** Records by the id of the audit log, of one partner. */
export type RecordKey = { readonly tenantId: TenantId; readonly auditId: string };

/** What was found out of the records that are open, all of it or nothing. */
export type Judgement = {
  /** Of which nothing is to be told. */
  readonly explained: readonly RecordKey[];
  /** What is new, and the records that tell of it; null: nothing. */
  readonly found: { readonly transient: Transient; readonly records: readonly RecordKey[] } | null;
  /** Of which more is known now. */
  readonly more: readonly {
    readonly transient: Transient;
    readonly event: Extract<TransientEvent, { kind: 'learned' }>;
    readonly records: readonly RecordKey[];
  }[];
};

/** What others changed and changed back between two looks. */
export interface TransientStore {
  transient(id: TransientId): Promise<Transient | undefined>;
  /** Since when partners are compared; undefined: they were never. */
  watchedSince(): Promise<Instant | undefined>;
  /** Keeps records, each once; older ones than `from` are forgotten. */
  keepRecords(records: readonly ForeignRecord[], from: Instant): Promise<void>;
  /** The partners of which records are open that are no younger than that. */
  tenantsInQuestion(until: Instant): Promise<readonly TenantId[]>;
  /** What is kept of a partner, around the oldest record that is open: so many that nobody can bury it under others. */
  recordsOf(tenantId: TenantId): Promise<readonly KeptRecord[]>;
  /** @param tell conversations that get a notice of what is new. @param letters kept with it */
  judge(judgement: Judgement, tell: readonly ConversationReference[], letters?: readonly Letter[]): Promise<void>;
}

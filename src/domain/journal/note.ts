import type { ApprovalRule } from '../change/approval.ts';
import type { BaselineEvent } from '../drift/baseline-event.ts';
import type { MisuseEvent } from '../drift/misuse.ts';
import type { RecertificationEvent } from '../recertify/recertification.ts';
import type { TransientEvent } from '../drift/transient.ts';
import type { ChangeId, MisuseId, ObjectId, TenantId, TransientId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Person } from '../people/person.ts';
import type { SyncBurst } from '../partners/arrivals.ts';
import type { SubscriptionEvent } from '../telling/subscription-event.ts';

/** A line of the journal that is about no change and no drift. */
export type Note =
  /** `id`: the conversation's, at its root. */
  | { readonly of: 'subscriptions'; readonly id: string; readonly event: SubscriptionEvent }
  | { readonly of: 'baselines'; readonly id: TenantId; readonly event: BaselineEvent }
  | { readonly of: 'misuses'; readonly id: MisuseId; readonly event: MisuseEvent }
  | { readonly of: 'transients'; readonly id: TransientId; readonly event: TransientEvent }
  | { readonly of: 'recertifications'; readonly id: TenantId; readonly event: RecertificationEvent }
  /** `id`: the tenant's; where none was found, the domain. */
  | {
      readonly of: 'bursts';
      readonly id: string;
      readonly event: { readonly kind: 'told'; readonly burst: SyncBurst; readonly at: Instant };
    }
  /** `id`: of whoever was refused. */
  | { readonly of: 'refusals'; readonly id: ObjectId; readonly event: { readonly kind: 'refused' } & RefusedCommand }
  | {
      readonly of: 'settings';
      readonly id: 'approvals';
      readonly event: { readonly kind: 'approvals'; readonly approvals: Approvals; readonly at: Instant };
    }
  | { readonly of: 'archive'; readonly id: 'journal'; readonly event: { readonly kind: 'archived' } & Archived }
  | { readonly of: 'witness'; readonly id: 'head'; readonly event: { readonly kind: 'witnessed' } & Witnessed };

/** The whole journal up to here in one hash, sent out where whoever can write the store cannot write. */
export type Witnessed = {
  /** How many lines it stands for: all before its own. */
  readonly entries: number;
  /** The root of the tree over them, and the roots that it is made of (`store/merkle.ts`). */
  readonly root: string;
  readonly peaks: readonly string[];
  readonly at: Instant;
};

/** What was moved out of the journal: the chain goes on from there. */
export type Archived = {
  /** So many lines: from the first one on, in this archive and those before. */
  readonly entries: number;
  /** Of the last of them. */
  readonly hash: string;
  /** The roots that the tree over them is made of. */
  readonly peaks: readonly string[];
  readonly at: Instant;
};

/** A command or a click that asked for a change and was told no. */
export type RefusedCommand = {
  readonly by: Person;
  /** The command's name; of a click, the verdict. */
  readonly command: string;
  /** As it was typed; null: it was a click. */
  readonly line: string | null;
  /** The change that it was about; null: none, or none that is known. */
  readonly change: ChangeId | null;
  /** Whose settings it was about; null: nobody's that is known. */
  readonly tenantId: TenantId | null;
  /** The kind of the refusal. */
  readonly why: string;
  readonly at: Instant;
};

/** The rule of approvals in force, and how many other administrators it takes. */
export type Approvals = { readonly rule: ApprovalRule; readonly approvers: number };

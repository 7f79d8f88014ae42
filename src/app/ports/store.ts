import type { ChangeStore } from './store/changes.ts';
import type { CopyStore } from './store/copies.ts';
import type { DeliveryStore } from './store/deliveries.ts';
import type { EndStore } from './store/ends.ts';
import type { LetterStore } from './store/letters.ts';
import type { NameStore } from './store/names.ts';
import type { NoteStore } from './store/notes.ts';
import type { RecertificationStore } from './store/recertifications.ts';
import type { SubscriptionStore } from './store/subscriptions.ts';
import type { MisuseStore } from './store/misuses.ts';
import type { SharingStore } from './store/sharing.ts';
import type { OutsideTellingStore } from './store/telling-outside.ts';
import type { TransientStore } from './store/transients.ts';
import type { ViewerStore } from './store/viewers.ts';
import type { WatchStore } from './store/watching.ts';

export type * from './store/changes.ts';
export type * from './store/copies.ts';
export type * from './store/deliveries.ts';
export type * from './store/ends.ts';
export type * from './store/letters.ts';
export type * from './store/names.ts';
export type * from './store/notes.ts';
export type * from './store/misuses.ts';
export type * from './store/recertifications.ts';
export type * from './store/subscriptions.ts';
export type * from './store/telling-outside.ts';
export type * from './store/transients.ts';
export type * from './store/viewers.ts';
export type * from './store/watching.ts';
export * from './store/sharing.ts';
export * from './store/store-error.ts';

/**
 * Durable memory. What a method resolved is on disk; only what saves doing something twice (deliveries, greetings, by which
 * way somebody was heard) may be taken back by a power cut, whole, and not what came before a later change of anything else. What happens to changes, drifts, baselines and subscriptions is
 * written to one journal, in the transaction that stores it, and each of its entries carries the hash of the one before. A method rejects with
 * StoreError, and then nothing has changed, unless the disk itself failed: only reading again tells then.
 */
export interface Store
  extends
    ChangeStore,
    CopyStore,
    DeliveryStore,
    EndStore,
    LetterStore,
    NameStore,
    NoteStore,
    SubscriptionStore,
    OutsideTellingStore,
    WatchStore,
    MisuseStore,
    RecertificationStore,
    SharingStore,
    TransientStore,
    ViewerStore {
  /** Writes a little and takes it back. Rejects when the store cannot be used. */
  check(): Promise<void>;
  /** Rejects with what kept the last write from the disk; does nothing for it. */
  standing(): Promise<void>;
}

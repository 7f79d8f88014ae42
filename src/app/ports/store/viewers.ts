import type { ObjectId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';

/** Somebody as Teams knows them: `account` is its own id of them. */
export type Seen = { readonly account: string; readonly displayName: string; readonly at: Instant };

/** Somebody who was seen in a conversation. */
export type Viewer = {
  readonly objectId: ObjectId;
  readonly displayName: string;
  readonly account: string;
  /** Whether they held the role that decides when that was read last. */
  readonly decides: boolean;
};

/** Who reads along, as far as people have written or clicked there. It gives nobody a right, and is forgotten after a month. */
export interface ViewerStore {
  /** Remembers that somebody has the role that decides, or has not. */
  noteDecides(person: ObjectId, decides: boolean, at: Instant): Promise<void>;
  /** Those seen in a conversation: who decides first, then who was there last; 200 at most. @param place its id at its root */
  viewers(place: string): Promise<readonly Viewer[]>;
}

import type { ObjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';

/** An active Security Administrator to whom the bot cannot write alone, as far as is known. */
export type Unreached = {
  readonly objectId: ObjectId;
  /** For display only. */
  readonly displayName: string;
  /** Since when Teams has refused it; null: Teams could not be asked. */
  readonly since: Instant | null;
};

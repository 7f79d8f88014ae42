import type { Baseline } from '../../../domain/drift/baseline.ts';
import type { Digest } from '../../../domain/drift/digest.ts';
import type { Drift, DriftEvent, DriftJournalEvent } from '../../../domain/drift/drift.ts';
import type { EndEvent } from '../../../domain/ends/end.ts';
import type { Sight } from '../../../domain/drift/sight.ts';
import type { ChangeId, DriftId, TenantId } from '../../../domain/ids.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { PartnerState } from '../../../domain/policy/policy.ts';
import type { ConversationReference } from '../../../domain/telling/conversation.ts';
import type { Letter } from '../../../domain/telling/letter.ts';
import type { PartnerEntry } from '../directory.ts';

/** What has come of looks. */
export type Standing = {
  /** When all of the partners were last compared; null: never. */
  readonly lookedAt: Instant | null;
  /** Those that are open: at most one for each tenant. */
  readonly drifts: readonly Drift[];
};

/** What the watcher remembers. A tenant without a baseline is no partner. */
export type Watched = Standing & { readonly baselines: readonly Baseline[] };

/** How one tenant should look, and the open drift that tells how it is known to; undefined: as it should. */
export type Expected = { readonly right: PartnerState; readonly open: Drift | undefined };

/** Who looked as expected at the end of a look. */
export type LookedAtAll = {
  /** When the look began. */
  readonly at: Instant;
  /** Whether all of the partners were compared. */
  readonly whole: boolean;
  /** With the revision of the baseline that each was compared with; where that has moved since, it does not count. */
  readonly expected: ReadonlyMap<TenantId, number>;
  /** All others that have a baseline. */
  readonly others: readonly TenantId[];
};

/** What one look found out about one tenant. */
export type Sighting = {
  readonly tenantId: TenantId;
  /** Of the baseline that it was compared with; 0: there was none. */
  readonly revision: number;
} & (
  | { readonly kind: 'asExpected' }
  /** As expected, and the baseline with what could not be seen before. */
  | { readonly kind: 'learned'; readonly state: PartnerState }
  /** An open difference is gone. */
  | { readonly kind: 'undone' }
  /** A change of the bot's that was given up did take effect, up to this many steps. */
  | {
      readonly kind: 'tookEffect';
      readonly change: ChangeId;
      readonly done: number;
      readonly found: PartnerState;
    }
  | { readonly kind: 'drifted'; readonly drift: Drift }
);

/** Baselines, drifts, and whether the watcher sees. */
export interface WatchStore {
  driftsNow(): Promise<Standing>;
  /**
   * Puts baselines that are not what the journal told last back to what it told; looks only where another program may have
   * written the store. @returns whose they were
   */
  rightBaselines(): Promise<readonly TenantId[]>;
  /**
   * Lets whatever else waits have its turn while much is read.
   * @param listed how partners look now: where a baseline is the same word for word, its state is the same object
   */
  watched(listed?: readonly PartnerEntry[]): Promise<Watched>;
  /**
   * Makes what is now the baselines, unless there was a look before. Of very many it stores some at a time, and lets whatever
   * else waits have its turn; it has begun with the last of them. @param letters kept with it
   */
  beginWatch(partners: readonly PartnerEntry[], at: Instant, letters?: readonly Letter[]): Promise<void>;
  /**
   * Stores what one look found, all of it or nothing; a drift takes the place of the tenant's open one. What was compared
   * with a baseline that has moved since, or while the bot writes, is left out: the next look finds it.
   * @param tell conversations that get a notice of each new drift
   * @param whole whether all of the partners were compared; left out: they were
   * @param together the digest that tells of what was found, which is made where there is none yet; left out: each drift
   *   is told of by itself
   * @param letters what is kept with those that are new, where there are any
   * @returns the drifts that are new
   */
  recordLook(
    sightings: readonly Sighting[],
    at: Instant,
    tell?: readonly ConversationReference[],
    whole?: boolean,
    together?: Pick<Digest, 'id' | 'tenantId' | 'at'> | null,
    letters?: (found: readonly Drift[]) => readonly Letter[],
  ): Promise<readonly Drift[]>;
  /** undefined: nobody has ever looked. */
  expected(tenantId: TenantId): Promise<Expected | undefined>;
  /** Notes who looked as expected, however many they are, in one go. */
  endLook(look: LookedAtAll): Promise<void>;
  drift(id: DriftId): Promise<Drift | undefined>;
  /** The newest drifts first, of one tenant or of all. @param offset so many of them are passed over; left out: none */
  lastDrifts(tenantId: TenantId | null, limit: number, offset?: number): Promise<readonly Drift[]>;
  /**
   * Moves a drift on if the stored one has this revision and the event fits; what is accepted becomes the baseline.
   * @param letters kept with it
   * @returns the drift as it is now stored; undefined: nothing has changed
   */
  moveDrift(drift: Drift, event: DriftEvent, letters?: readonly Letter[]): Promise<Drift | undefined>;
  /**
   * Takes back that somebody accepted a drift: the baseline is as before, and the difference a new drift, in the place of an
   * open one. Nothing where what it opened is closed by now.
   * @param again the new drift, which tells of all of it or of a part
   * @param tell conversations that get a notice of it
   * @param letters kept with it
   * @param ended what becomes of the accepted one, of which the end has come; left out: it did not count
   * @returns the new drift as it is stored; undefined: nothing has changed
   */
  reopenDrift(
    accepted: Drift,
    again: Drift,
    tell: readonly ConversationReference[],
    letters?: readonly Letter[],
    ended?: EndEvent,
  ): Promise<Drift | undefined>;
  /**
   * Where this drift, as it is stored, is not what its journal leads to: names of members, such as `half`, or `journal`
   * where its entries are not as they were written. Empty: nowhere, or there is none.
   */
  driftContradictions(id: DriftId): Promise<readonly string[]>;
  driftJournal(id: DriftId): Promise<readonly DriftJournalEvent[]>;
  /** Drifts found since then of which the audit log has not told all, oldest first. */
  unnamed(since: Instant): Promise<readonly Drift[]>;
  /** The last one; undefined: the policies could always be read. */
  sight(): Promise<Sight | undefined>;
  /** @param tell conversations that get a notice of it. @param letters kept with it */
  recordSight(sight: Sight, tell: readonly ConversationReference[], letters?: readonly Letter[]): Promise<void>;
}

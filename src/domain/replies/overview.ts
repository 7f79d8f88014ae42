import type { Person } from '../people/person.ts';
import type { Change } from '../change/change.ts';
import type { Door } from '../change/effect.ts';
import type { Drift } from '../drift/drift.ts';
import type { Instant } from '../instant.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import type { Topic } from '../telling/subscription.ts';

/** How the organisation stands, at a glance. */
export type Overview = {
  readonly kind: 'overview';
  /** How many partners stand so. */
  readonly doors: Readonly<Record<Door, number>>;
  /** Those that have been open for longest, longest first. */
  readonly longestOpen: readonly OpenDoor[];
  /** Of how many open ones it was read since when they are. */
  readonly lookedInto: number;
  /** What others changed and nobody has decided on; `opening`: how many of these open the tenant. */
  readonly drift: { readonly total: number; readonly opening: number };
  /** Changes that have not ended. */
  readonly waiting: number;
  /** Broken glass that nobody has reviewed. */
  readonly reviews: number;
  /** Who may look into these, and is mentioned where it is posted; left out: nobody is. */
  readonly called?: readonly Person[];
  /** The last that were asked for, newest first. */
  readonly changes: readonly Change[];
  /** How many conversations hear of it. */
  readonly hears: Readonly<Record<Topic, number>>;
  /** What has changed since the last digest; left out: it is none. */
  readonly since?: Since;
};

/** So many, of which so many opened the tenant. */
export type Count = { readonly total: number; readonly opening: number };

/** What has changed since then. */
export type Since = {
  readonly at: Instant;
  /** Through the bot; `perhapsOpening`: so many more may have opened the tenant. */
  readonly made: Count & { readonly perhapsOpening: number };
  /** Past it. */
  readonly found: Count;
  /** The newest of these, newest first. */
  readonly changes: readonly Change[];
  readonly drifts: readonly Drift[];
};

export type OpenDoor = {
  readonly tenant: TenantInformation;
  readonly isAlike: boolean;
  /** null: for longer than anything tells. */
  readonly since: Instant | null;
};

export const openDoors = ({ doors }: Pick<Overview, 'doors'>): number => doors.open + doors.openToUnknown;

export const partnersIn = ({ doors }: Pick<Overview, 'doors'>): number =>
  openDoors({ doors }) + doors.closed + doors.none;

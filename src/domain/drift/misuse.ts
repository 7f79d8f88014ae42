import type { MisuseId, TenantId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { TenantInformation } from '../partners/tenant.ts';
import { samePerson, type Person } from '../people/person.ts';
import type { AuditOutcome } from './outcome.ts';
import type { Touch } from './trace.ts';

/**
 * Changes that Entra's audit log says the bot's own app made, and that no step of the bot's explains: somebody else holds
 * its credential, unless its store is not the one that it had.
 */
export type Misuse = {
  readonly id: MisuseId;
  /** The tenant that the bot guards. */
  readonly tenantId: TenantId;
  readonly foundAt: Instant;
  /** The first of them, in the order in which they were found. */
  readonly deeds: readonly Deed[];
  /** How many there are. */
  readonly total: number;
  /** `told`: nothing stops because of it. `open`: the bot opens nothing until it is resumed. */
  readonly status:
    | { readonly state: 'told' }
    | { readonly state: 'open'; readonly asked: readonly Resumer[] }
    | { readonly state: 'resumed'; readonly by: readonly Resumer[]; readonly at: Instant };
  /** Grows by one with every event: the compare-and-swap key. */
  readonly revision: number;
};

/** A Security Administrator who says that the bot may open again, and why. */
export type Resumer = { readonly by: Person; readonly reason: string; readonly at: Instant };

/** One record of the bot's own app. */
export type Deed = {
  readonly auditId: string;
  /** As the log calls it. */
  readonly activity: string;
  readonly at: Instant;
  /** Whom it is about, as far as the record says. */
  readonly partners: readonly TenantInformation[];
  /** What it changed, as far as the record says. */
  readonly changed: readonly Pick<Touch, 'field' | 'became'>[];
  readonly why: Unexplained;
  /** Also what was refused is told: whoever tried it holds the credential. */
  readonly outcome: AuditOutcome;
};

/**
 * `noStep`: the bot did nothing that it can be. `before`: it is older than what the store remembers. `outcome`: it may be of
 * a change whose outcome nobody knows.
 */
export const UNEXPLAINED = ['noStep', 'before', 'outcome'] as const;
export type Unexplained = (typeof UNEXPLAINED)[number];

export type MisuseEvent =
  | { readonly kind: 'found'; readonly misuse: Misuse; readonly at: Instant }
  | { readonly kind: 'more'; readonly deeds: readonly Deed[]; readonly at: Instant }
  | ({ readonly kind: 'asked' } & Resumer)
  | ({ readonly kind: 'resumed' } & Resumer);

/** A card has room for so many. */
const MOST_DEEDS = 10;

/** @param deeds all with the same consequence: what stops is told apart from what does not */
export function misuseOf(id: MisuseId, tenantId: TenantId, deeds: readonly Deed[], foundAt: Instant): Misuse {
  const status = deeds.some(stops) ? ({ state: 'open', asked: [] } as const) : ({ state: 'told' } as const);
  return { id, tenantId, foundAt, deeds: deeds.slice(0, MOST_DEEDS), total: deeds.length, status, revision: 1 };
}

/** Whether the bot must not open anything any more because of it. */
export const stops = ({ why }: Deed): boolean => why === 'noStep';

export const isStopping = ({ status }: Misuse): boolean => status.state === 'open';

/** The only way it moves on; undefined: the event does not belong to the state, and nothing happens. */
export function nextMisuse(misuse: Misuse, event: Exclude<MisuseEvent, { kind: 'found' }>): Misuse | undefined {
  const { status } = misuse;
  if (status.state !== 'open') return undefined;
  const moved = { ...misuse, revision: misuse.revision + 1 };
  if (event.kind === 'more') {
    const deeds = [...misuse.deeds, ...event.deeds].slice(0, MOST_DEEDS);
    // Whoever said that it may open again knew of less.
    return { ...moved, deeds, total: misuse.total + event.deeds.length, status: { state: 'open', asked: [] } };
  }
  const { by, reason, at } = event;
  const asked = [...status.asked.filter((one) => !samePerson(one.by, by)), { by, reason, at }];
  if (event.kind === 'asked') return { ...moved, status: { state: 'open', asked } };
  return { ...moved, status: { state: 'resumed', by: asked, at } };
}

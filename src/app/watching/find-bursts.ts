import {
  burstsIn,
  isToldBurst,
  sizeOf,
  totalOf,
  type Arrivals,
  type SyncBurst,
} from '../../domain/partners/arrivals.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import { DirectoryError } from '../../domain/problem.ts';
import { toEveryAdministrator, type Word } from '../../domain/telling/letter.ts';
import type { Ports, Settings } from '../ports.ts';
import { listeners } from '../telling/audience.ts';

/** Whose domain it is; null: nobody's. Throws DirectoryError. */
export type Domains = (domain: string) => Promise<TenantInformation | null>;

/** Domains move from one tenant to another in days, and one that is nobody's may be somebody's in a minute. */
const KNOWN_FOR_MS = 60 * 60_000;
/** Some megabytes. */
const MOST_KNOWN = 10_000;

/** Whose domains are is asked once an hour. */
export function domainsOf({ tenants, clock }: Pick<Ports, 'tenants' | 'clock'>, mostKnown = MOST_KNOWN): Domains {
  /** A Map keeps the order in which they were asked for: the first is the oldest. */
  const known = new Map<string, { readonly tenant: TenantInformation | null; readonly until: number }>();
  return async (domain) => {
    const before = known.get(domain);
    if (before !== undefined && clock.elapsed() < before.until) return before.tenant;
    const tenant = await tenants.byDomain(domain);
    known.delete(domain);
    known.set(domain, { tenant, until: clock.elapsed() + KNOWN_FOR_MS });
    for (const oldest of known.keys()) {
      if (known.size <= mostKnown) break;
      known.delete(oldest);
    }
    return tenant;
  };
}

type Desk = Pick<Ports, 'store' | 'clock' | 'log'>;

/**
 * Tells of bursts among what came, each once, and again where it has grown to another size, however often and by whichever
 * process it is looked at. Rejects with StoreError.
 */
export async function tellBursts(
  desk: Desk,
  { syncBurst: limit }: Pick<Settings, 'syncBurst'>,
  domains: Domains,
  arrivals: readonly Arrivals[],
): Promise<void> {
  if (totalOf(arrivals) <= limit) return;
  const quiet: Came[] = [];
  for (const one of await byPartner(desk, domains, arrivals)) {
    const { partner, came } = one;
    const bursts = burstsIn(came, limit);
    if (bursts.length === 0 && !one.isUnread) quiet.push(one);
    for (const burst of bursts) await tellBurst(desk, limit, { partner, names: namesOf(partner, burst, limit) }, burst);
  }
  for (const burst of burstsIn(await ofStrangers(desk, limit, quiet), limit)) {
    await tellBurst(desk, limit, { partner: null, names: [STRANGERS] }, burst);
  }
}

/** No domain, and no tenant's id. */
const STRANGERS = 'strangers';

/**
 * Of those who are none of a partner's: nobody who is none can synchronise in, so that an account with such a name says another
 * domain than whose it is. Spread over many domains none of them would be a burst.
 */
async function ofStrangers(
  { store }: Pick<Desk, 'store'>,
  limit: number,
  quiet: readonly Came[],
): Promise<readonly Arrivals[]> {
  // Where all of them are no burst, a part of them is none: partners are read by the thousand.
  const all = quiet.flatMap(({ came }) => came);
  if (burstsIn(all, limit).length === 0) return [];
  const { baselines } = await store.watched();
  const partners = new Set(baselines.flatMap(({ tenantId, state }) => (state === null ? [] : [tenantId])));
  // Before the first look nobody is known to be one.
  const isStranger = ({ partner }: Came): boolean =>
    partner === null || (partners.size > 0 && !partners.has(partner.tenantId));
  return quiet.filter(isStranger).flatMap(({ came }) => came);
}

type Came = {
  readonly partner: TenantInformation | null;
  /** Whether it could not be found whose these are. */
  readonly isUnread: boolean;
  readonly came: readonly Arrivals[];
};

/** One tenant may have several domains. One whose tenant cannot be found now stands for itself: an alarm does not wait for a name. */
async function byPartner({ log }: Desk, domains: Domains, arrivals: readonly Arrivals[]): Promise<readonly Came[]> {
  const found = new Map<string, Came>();
  for (const [domain, came] of Map.groupBy(arrivals, (one) => one.domain)) {
    let isUnread = false;
    const partner = await domains(domain).catch((error: unknown) => {
      if (!(error instanceof DirectoryError)) throw error;
      log.error('tenant.name.unread', error, { domain });
      isUnread = true;
      return null;
    });
    const key = partner?.tenantId ?? domain;
    found.set(key, { partner, isUnread, came: [...(found.get(key)?.came ?? []), ...came] });
  }
  return [...found.values()];
}

async function tellBurst(
  { store, clock, log }: Desk,
  limit: number,
  { partner, names }: { readonly partner: TenantInformation | null; readonly names: readonly string[] },
  came: readonly Arrivals[],
): Promise<void> {
  const [first, newest] = [came[0], came.at(-1)];
  if (first === undefined || newest === undefined) return;
  const { domain } = newest;
  const until = came.reduce((last, one) => Math.max(last, one.until), newest.until);
  const count = totalOf(came);
  const size = sizeOf(count, limit);
  const all = Array.from({ length: size + 1 }, (_, smaller) => namesAt(names, smaller)).flat();
  const toldUntil = await store.burstToldUntil(namesAt(names, size));
  if (toldUntil !== undefined && isToldBurst(toldUntil, first.from)) {
    if (until > toldUntil) await store.noteMoreOfBurst(all, until);
    return;
  }
  const others = new Set(came.map((one) => one.domain)).size - 1;
  const spread = partner === null && others > 0 ? { others } : {};
  const burst: SyncBurst = { partner, domain, ...spread, count, limit, from: first.from, until };
  const word: Word = { kind: 'syncBurst', burst };
  const places = await listeners(store, 'drift');
  const letters =
    places.length === 0
      ? [toEveryAdministrator(word)]
      : places.map((place) => ({ kind: 'bulletin', place, word }) as const);
  await store.noteBurst(burst, all, letters, clock.now());
  log.warn('sync.burst', { tenantId: partner?.tenantId ?? null, domain, count: burst.count, limit });
}

/** Under which each size of a burst is remembered. */
const namesAt = (names: readonly string[], size: number): readonly string[] =>
  names.map((name) => `${name}${'+'.repeat(size)}`);

/** Also the domains that would be a burst alone: whose tenant cannot be found the next time is looked for by its domain. */
function namesOf(partner: TenantInformation | null, came: readonly Arrivals[], limit: number): readonly string[] {
  const domains = [...Map.groupBy(came, ({ domain }) => domain)]
    .filter(([, theirs]) => totalOf(theirs) > limit)
    .map(([domain]) => domain);
  return partner === null ? domains : [partner.tenantId, ...domains];
}

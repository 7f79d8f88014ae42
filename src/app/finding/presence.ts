import { keepNewest } from '../../domain/keep-newest.ts';
import { movesPeople } from '../../domain/change/closing.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { DriftId } from '../../domain/ids.ts';
import type { Presence } from '../../domain/partners/presence.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import type { Ports, Settings } from '../ports.ts';
import { settledWithin } from '../promises.ts';

/** How long a card waits for it when all else is there, in milliseconds. */
const PATIENCE_MS = 1_500;

const UNREAD: Presence = { kind: 'unread', permission: null };

/** A counting that was begun. It never rejects: a card without it is better than none. */
export type Counting = {
  /** What came of it, as far as it came in time; null: Graph tells no domain of the tenant, by which they could be found. */
  inTime(): Promise<Presence | null>;
};

/**
 * Begins to count who is here already of whom a card is about, beside all that the card reads. Of this organisation itself,
 * under whose id the default stands, nobody is. It asks once at most.
 * @param guess who it surely or probably is; undefined: that is not known before `surely` says so
 * @param surely who it is; null: nobody
 */
export function countingHere(
  { visitors, clock, log }: Pick<Ports, 'visitors' | 'clock' | 'log'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  guess: TenantInformation | undefined,
  surely: Promise<TenantInformation | null>,
): Counting {
  const reading = (domain: string): Promise<Presence> => countIn({ visitors, log }, domain);
  const domainOf = (tenant: TenantInformation | null | undefined): string | null =>
    tenant?.tenantId === homeTenant ? null : (tenant?.defaultDomainName ?? null);
  const domain = domainOf(guess);
  const guessed = domain === null ? undefined : reading(domain);
  const counted = async (): Promise<Presence | null> => {
    // Whoever asked for it tells of its failure.
    const sure = domainOf(await surely.catch(() => null));
    if (sure === null) return null;
    if (guessed === undefined) return reading(sure);
    // Guessed wrong: a card asks once, and says nothing of somebody else.
    return sure === domain ? guessed : UNREAD;
  };
  let done: { readonly is: Presence | null } | undefined;
  const work = counted().then((is) => {
    done = { is };
  });
  return {
    inTime: async () => {
      if (done === undefined) await settledWithin(clock, work, PATIENCE_MS);
      return done === undefined ? UNREAD : done.is;
    },
  };
}

/** Counts who is here of a domain. Never rejects. */
async function countIn({ visitors, log }: Pick<Ports, 'visitors' | 'log'>, domain: string): Promise<Presence> {
  try {
    return presenceOf(await visitors.here(domain));
  } catch (error) {
    log.error('presence.unread', error);
    return UNREAD;
  }
}

/** What was counted is counted anew after so long, where it is shown again; so many countings go on, and so many are kept. */
const FRESH_MS = 10 * 60_000;
const MOST_AT_ONCE = 10;
const MOST_KEPT = 200;

/**
 * Who is here already of whom a drift is about, as far as it has been counted: an alarm never waits for it. The first drawing of
 * a card begins the counting, and the next one says what came of it.
 */
export function presenceOfDrifts(
  ports: Pick<Ports, 'visitors' | 'clock' | 'log' | 'background'>,
): (drift: Drift) => Presence | undefined {
  const { clock, background } = ports;
  const kept = new Map<DriftId, { readonly is: Presence; readonly at: number }>();
  const counting = new Set<DriftId>();
  return ({ id, partner, before, after, status }) => {
    const domain = partner.defaultDomainName;
    if (status.state !== 'open' || domain === null) return undefined;
    if (!movesPeople({ tenantId: partner.tenantId, before, after })) return undefined;
    const known = kept.get(id);
    const isDue = known === undefined || clock.elapsed() - known.at > FRESH_MS;
    if (isDue && !counting.has(id) && counting.size < MOST_AT_ONCE) {
      counting.add(id);
      background.start('presence', async () => {
        const is = await countIn(ports, domain);
        counting.delete(id);
        keepNewest(kept, id, { is, at: clock.elapsed() }, MOST_KEPT);
      });
    }
    return known?.is;
  };
}

function presenceOf({ synced, privileged }: Awaited<ReturnType<Ports['visitors']['here']>>): Presence {
  if ('problem' in synced) return { kind: 'unread', permission: synced.problem.permission };
  return { kind: 'counted', synced: synced.is.count, privileged: 'is' in privileged ? privileged.is : null };
}

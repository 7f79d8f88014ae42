import { keepNewest } from '../../domain/keep-newest.ts';
import { movesPeople } from '../../domain/change/closing.ts';
import type { Drift } from '../../domain/drift/drift.ts';
import type { DriftId, TenantId } from '../../domain/ids.ts';
import type { Presence } from '../../domain/partners/presence.ts';
import type { TenantInformation } from '../../domain/partners/tenant.ts';
import type { Whose } from '../../domain/partners/visitors.ts';
import type { Many } from '../../domain/policy/many.ts';
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
 * Begins to count who is here already of whom a card is about, beside all that the card reads. What stands under this
 * organisation's own id, such as the default, is about everybody. It asks once at most.
 * @param guess who it surely or probably is; undefined: that is not known before `surely` says so
 * @param surely who it is; null: nobody
 */
export function countingHere(
  { visitors, clock, log }: Pick<Ports, 'visitors' | 'clock' | 'log'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  guess: TenantInformation | undefined,
  surely: Promise<TenantInformation | null>,
): Counting {
  const reading = (whose: Whose): Promise<Presence> => countIn({ visitors, log }, whose);
  const first = whoseOf(guess, homeTenant);
  const guessed = first === null ? undefined : reading(first);
  const counted = async (): Promise<Presence | null> => {
    // Whoever asked for it tells of its failure.
    const sure = whoseOf(await surely.catch(() => null), homeTenant);
    if (sure === null) return null;
    if (guessed === undefined) return reading(sure);
    // Guessed wrong: a card asks once, and says nothing of somebody else.
    return String(sure) === String(first) ? guessed : UNREAD;
  };
  return inTimeOf(clock, counted());
}

/** As above, of all of whom a change of many is about; of a freeze everybody is, whoever else is to be found open. */
export function countingMany(
  { visitors, clock, log }: Pick<Ports, 'visitors' | 'clock' | 'log'>,
  { homeTenant }: Pick<Settings, 'homeTenant'>,
  { kind, members }: Pick<Many, 'kind' | 'members'>,
): Counting {
  const each = members.map(({ partner }) => whoseOf(partner, homeTenant));
  const isOfAll = kind === 'freeze' || each.includes('everybody');
  const domains = [...new Set(each.flatMap((whose) => whose ?? []))];
  if (!isOfAll && domains.length === 0) return inTimeOf(clock, Promise.resolve(null));
  const counted = countIn({ visitors, log }, isOfAll ? 'everybody' : domains);
  return inTimeOf(clock, isOfAll || !each.includes(null) ? counted : counted.then(atLeast));
}

/** Of a tenant of which Graph tells no domain there may be others. */
const atLeast = (is: Presence): Presence => (is.kind === 'counted' ? { ...is, isAtLeast: true } : is);

/** null: nobody, or Graph tells no domain of the tenant. */
function whoseOf(tenant: TenantInformation | null | undefined, home: TenantId): Whose | null {
  if (tenant?.tenantId === home) return 'everybody';
  const domain = tenant?.defaultDomainName ?? null;
  return domain === null ? null : [domain.toLowerCase()];
}

function inTimeOf(clock: Ports['clock'], counted: Promise<Presence | null>): Counting {
  let done: { readonly is: Presence | null } | undefined;
  const work = counted.then((is) => {
    done = { is };
  });
  return {
    inTime: async () => {
      if (done === undefined) await settledWithin(clock, work, PATIENCE_MS);
      return done === undefined ? UNREAD : done.is;
    },
  };
}

/** Counts who is here of them. Never rejects. */
async function countIn({ visitors, log }: Pick<Ports, 'visitors' | 'log'>, whose: Whose): Promise<Presence> {
  try {
    return presenceOf(await visitors.here(whose));
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
  { homeTenant }: Pick<Settings, 'homeTenant'>,
): (drift: Drift) => Presence | undefined {
  const { clock, background } = ports;
  const kept = new Map<DriftId, { readonly is: Presence; readonly at: number }>();
  const counting = new Set<DriftId>();
  return ({ id, partner, before, after, status }) => {
    const whose = whoseOf(partner, homeTenant);
    if (status.state !== 'open' || whose === null) return undefined;
    if (!movesPeople({ tenantId: partner.tenantId, before, after })) return undefined;
    const known = kept.get(id);
    const isDue = known === undefined || clock.elapsed() - known.at > FRESH_MS;
    if (isDue && !counting.has(id) && counting.size < MOST_AT_ONCE) {
      counting.add(id);
      background.start('presence', async () => {
        const is = await countIn(ports, whose);
        counting.delete(id);
        keepNewest(kept, id, { is, at: clock.elapsed() }, MOST_KEPT);
      });
    }
    return known?.is;
  };
}

function presenceOf({ synced, privileged }: Awaited<ReturnType<Ports['visitors']['here']>>): Presence {
  if ('problem' in synced) return { kind: 'unread', permission: synced.problem.permission };
  const { count, isWhole } = synced.is;
  return {
    kind: 'counted',
    synced: count,
    ...(!isWhole && { isAtLeast: true }),
    privileged: 'is' in privileged ? privileged.is : null,
  };
}
